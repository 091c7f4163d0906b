package portail

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"delib/core/acces"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/portail"
	"delib/ui/modele"
	"delib/ui/modele/seance"
	"delib/ui/page"
)

//go:embed gabarits
var gabarits embed.FS

// pages are the templates, one set a page.
var pages = lirePages()

func lirePages() map[string]*template.Template {
	m := map[string]*template.Template{}
	for _, nom := range []string{
		"connexion", "qui", "table", "candidat", "livrets", "manquantes", "modifiees", "presence", "cloture", "papiers", "projection", "refus",
	} {
		m[nom] = template.Must(template.ParseFS(gabarits, "gabarits/trame.html", "gabarits/commun.html", "gabarits/"+nom+".html"))
	}
	m["mur"] = template.Must(template.ParseFS(gabarits, "gabarits/mur.html"))
	return m
}

// visite is one request of a room that is signed in. Its jury is the session's: no
// address, no field and no header says another.
type visite struct {
	p    *Portail
	w    http.ResponseWriter
	r    *http.Request
	ctx  context.Context // marked as coming by the portal, by the slip of the session
	s    portail.Session
	fait bool // something was written to w

	motifs []string // reasons to offer, once deliberation was read
}

// vue is what a page is drawn from.
type vue struct {
	Titre      string
	Session    *portail.Session
	Jury       *jury.Dossier
	Etat       string
	Examen     string
	Essai      bool
	Menu       []entree
	Annonce    string
	Ton        string // bon, attention, mauvais
	Details    []string
	Message    *Message
	Personnes  []personne
	Jeton      string
	Projection bool
	Corps      any
}

type entree struct {
	Lien, Libelle string
	Ici           bool
}

var menu = []entree{
	{Lien: "/jury", Libelle: "Candidats"}, {Lien: "/jury/livrets", Libelle: "Livrets"}, {Lien: "/jury/manquantes", Libelle: "Notes manquantes"},
	{Lien: "/jury/modifiees", Libelle: "Notes modifiées"}, {Lien: "/jury/presence", Libelle: "Présence"}, {Lien: "/jury/cloture", Libelle: "Clore"},
	{Lien: "/jury/papiers", Libelle: "Documents"}, {Lien: "/jury/projection", Libelle: "Projection"},
}

// jury gives the jury of the session, as it is now.
func (v *visite) jury() (jury.Dossier, error) { return v.p.Service.Jury(v.ctx, v.s.Jury) }

// deliberation gives the table of the window, for this room.
func (v *visite) deliberation() (*seance.Deliberation, error) {
	d, ms, err := v.p.Service.Deliberation(v.ctx, v.s.Jury)
	if err != nil {
		return nil, err
	}
	v.motifs = seance.Motifs(ms, nil)
	x := seance.NouvelleDeliberation(v.p.profil, d, ms)
	x.Nominatif = v.s.Nominatif
	x.Montrer()
	return x, nil
}

// ouverte tells whether acts are possible: the jury deliberates and nobody tries only.
func (v *visite) ouverte(d *jury.Dossier) bool {
	return !v.p.Ouverture.Essai && modele.Delibere(d.Etat)
}

// montrer draws a page of the room.
func (v *visite) montrer(nom, titre string, d *jury.Dossier, corps any) error {
	return v.rendre(nom, vue{Titre: titre, Jury: d, Corps: corps}, http.StatusOK)
}

func (v *visite) rendre(nom string, x vue, code int) error {
	if x.Jury == nil {
		d, err := v.jury()
		if err != nil {
			return err
		}
		x.Jury = &d
	}
	x.Session, x.Examen, x.Essai, x.Jeton = &v.s, v.p.profil.Mots.Examen, v.p.Ouverture.Essai, page.Tirer()[:24]
	x.Etat, x.Personnes, x.Message = v.p.profil.EtatComplet(x.Jury.Etat), personnes(x.Jury), v.p.messageDe(&v.s)
	for _, e := range menu {
		e.Ici = e.Lien == v.r.URL.Path
		x.Menu = append(x.Menu, e)
	}
	if dit := v.r.URL.Query().Get("dit"); dit != "" && x.Annonce == "" {
		x.Annonce, x.Ton = paroles[dit], "bon"
	}
	v.fait = true
	return ecrire(v.w, pages[nom], x, code)
}

// paroles are what a page says after an act, by the word in its address.
var paroles = map[string]string{
	"note": "La note est modifiée.", "deja": "C’était déjà ainsi : rien n’a été modifié.", "livret": "Les livrets sont examinés.",
	"retire": "La coche est retirée.", "presence": "La présence est notée.", "qui": "C’est noté : les actes portent ce nom.",
	"annule": "La note d’avant est remise.",
	"appel":  "Le chef de centre est appelé.", "clos": "La délibération est close.",
}

func ecrire(w http.ResponseWriter, t *template.Template, x any, code int) error {
	var b bytes.Buffer
	nom := "trame"
	if t.Lookup("mur") != nil {
		nom = "mur"
	}
	if err := t.ExecuteTemplate(&b, nom, x); err != nil {
		return fmt.Errorf("draw page: %w", err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(code)
	_, _ = w.Write(b.Bytes()) // a browser that went is no fault
	return nil
}

// morceau draws a part of a page, for htmx.
func (v *visite) morceau(nom, gabarit string, x any) error {
	var b bytes.Buffer
	if err := pages[nom].ExecuteTemplate(&b, gabarit, x); err != nil {
		return fmt.Errorf("draw fragment: %w", err)
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.fait = true
	_, _ = v.w.Write(b.Bytes())
	return nil
}

// htmx tells whether the script asks for a part of the page.
func (v *visite) htmx() bool { return v.r.Header.Get("HX-Request") == "true" }

// vers leads the browser to a page that says what was done.
func (v *visite) vers(lien, dit string) error {
	v.fait = true
	http.Redirect(v.w, v.r, avecDit(lien, dit), http.StatusSeeOther)
	return nil
}

// avecDit is the address of a page that says what was done.
func avecDit(lien, dit string) string {
	if dit == "" {
		return lien
	}
	return lien + "?dit=" + url.QueryEscape(dit)
}

// acte does what a form asks once, whatever is sent twice: faire gives where it leads.
func (v *visite) acte(faire func() (lien, dit string, err error)) error {
	if v.p.Ouverture.Essai {
		return examen.Refuser(examen.CodeEtat, "Le portail est ouvert en essai : aucun acte n’est possible.", "Attendez que le chef de centre l’ouvre.")
	}
	if v.s.Nom == "" {
		return examen.Refuser(examen.CodeMotif, "Personne n’a dit qui parle au nom du jury.", "Dites-le d’abord, en haut de la page.")
	}
	jeton := v.r.PostFormValue("jeton")
	if jeton != "" {
		jeton = v.s.Empreinte + jeton
	}
	suite, premier := v.p.jetons.Prendre(jeton)
	if !premier {
		return v.vers(suite, "")
	}
	lien, dit, err := faire()
	if err != nil {
		v.p.jetons.Rendre(jeton, "")
		return err
	}
	lien = avecDit(lien, dit)
	v.p.jetons.Rendre(jeton, lien)
	return v.vers(lien, "")
}

// porteur names candidates in refusals as the room sees them.
func (v *visite) porteur() examen.Porteur { return modele.PorteurPour(v.s.Nominatif) }

// refuser says why something was not done, with the way back; what was typed is in the
// page that the browser comes back to.
func (v *visite) refuser(err error) {
	e := modele.LireErreurPour(v.porteur(), err, v.p.Horloge())
	if e.Reference != "" {
		v.p.Noter("portal, jury %s, reference %s: %v", v.s.Jury, e.Reference, err)
	}
	details := e.Details
	if e.Aide != "" {
		details = append(append([]string{}, details...), e.Aide)
	}
	code := http.StatusConflict
	if e.Reference != "" {
		code = http.StatusInternalServerError
	}
	if err := v.rendre("refus", vue{Titre: e.Titre, Annonce: e.Message, Ton: "mauvais", Details: details, Corps: retourDe(v.r)}, code); err != nil {
		http.Error(v.w, e.Message, code)
	}
}

// porte lets in who is signed in, and hands out his jury alone. It is the only way to
// the service.
func (p *Portail) porte(f func(*visite) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s, verrouillee, ok := p.salleDe(r)
		switch {
		case !ok || !p.admis(s.Jury):
			p.demander(w, r, formulaire{Faute: fauteSession(r), Suite: retourDe(r), Garde: gardes(r)}, http.StatusUnauthorized)
			return
		case verrouillee:
			p.demander(w, r, formulaire{
				Login: s.Login, Faute: "Séance verrouillée : rien n’a été fait depuis trente minutes. Redonnez le mot de passe ; ce que vous avez tapé est gardé.",
				Suite: retourDe(r), Garde: gardes(r),
			}, http.StatusUnauthorized)
			return
		}
		if !silencieuse(r) {
			p.agit(r.Context(), s.Empreinte)
		}
		v := &visite{p: p, w: w, r: r, s: s, ctx: acces.Par(r.Context(), acces.Entree{Login: s.Login, Jury: s.Jury})}
		if err := r.ParseForm(); err != nil {
			v.refuser(examen.Refuser(examen.CodeSaisie, "Ce formulaire est trop long, ou illisible.", "Revenez en arrière et raccourcissez ce qui est tapé."))
			return
		}
		if err := f(v); err != nil && !v.fait {
			v.refuser(err)
		}
	}
}

// silencieuse tells whether a request is the page's own, and not a person's.
func silencieuse(r *http.Request) bool {
	for _, fin := range []string{"/evenements", "/veille", "/message", "/ailleurs"} {
		if strings.HasSuffix(r.URL.Path, fin) {
			return true
		}
	}
	return r.Header.Get("HX-Trigger") == "liste" // the table draws itself again when something changed
}

func fauteSession(r *http.Request) string {
	if r.URL.Path == "/jury" && r.Method == http.MethodGet {
		return ""
	}
	return "Cette séance n’est plus ouverte : le portail a été fermé, le papillon remplacé, ou vous avez été déconnecté. " +
		"Entrez de nouveau ; ce que vous avez tapé est gardé."
}
