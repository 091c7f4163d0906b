package portail

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"delib/core/acces"
	"delib/ui/page"
)

// Routes are all the pages.
func (p *Portail) Routes() http.Handler {
	m := http.NewServeMux()
	m.Handle("GET /statique/", page.Statique())
	m.HandleFunc("GET /pouls", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	m.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		if s, verrouillee, ok := p.salleDe(r); ok && !verrouillee && p.admis(s.Jury) {
			http.Redirect(w, r, "/jury", http.StatusSeeOther)
			return
		}
		p.demander(w, r, formulaire{}, http.StatusOK)
	})
	m.HandleFunc("POST /connexion", p.connexion)
	m.HandleFunc("GET /connexion", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusSeeOther) })
	m.HandleFunc("GET /avancement", p.avancement)
	for route, f := range map[string]func(*visite) error{
		"POST /deconnexion":                      (*visite).deconnexion,
		"GET /jury":                              (*visite).table,
		"GET /jury/qui":                          (*visite).qui,
		"POST /jury/qui":                         (*visite).direQui,
		"POST /jury/noms":                        (*visite).noms,
		"GET /jury/candidat/{candidat}":          (*visite).candidat,
		"POST /jury/candidat/{candidat}/note":    (*visite).note,
		"GET /jury/candidat/{candidat}/ailleurs": (*visite).ailleurs,
		"GET /jury/livrets":                      (*visite).livrets,
		"POST /jury/livret":                      (*visite).examiner,
		"POST /jury/livret/retirer":              (*visite).retirer,
		"GET /jury/manquantes":                   (*visite).manquantes,
		"GET /jury/modifiees":                    (*visite).modifiees,
		"POST /jury/annuler":                     (*visite).annuler,
		"GET /jury/presence":                     (*visite).presence,
		"POST /jury/presence":                    (*visite).noterPresence,
		"GET /jury/cloture":                      (*visite).cloture,
		"POST /jury/cloture":                     (*visite).clore,
		"GET /jury/papiers":                      (*visite).papiers,
		"POST /jury/papiers":                     (*visite).papier,
		"GET /jury/projection":                   (*visite).projection,
		"POST /jury/appel":                       (*visite).appeler,
		"GET /jury/message":                      (*visite).message,
		"POST /jury/lu":                          (*visite).lu,
		"GET /jury/veille":                       (*visite).veille,
		"GET /jury/evenements":                   (*visite).evenements,
	} {
		m.HandleFunc(route, p.porte(f))
	}
	refus := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "Cette demande vient d’une autre page que celles du portail : rien n’a été fait.", http.StatusForbidden)
	})
	return page.Entetes(page.MemeOrigine(page.Borner(m), refus))
}

// admis tells whether the portal is open for a jury.
func (p *Portail) admis(code string) bool { return slices.Contains(p.Ouverture.Jurys, code) }

// formulaire is the way in.
type formulaire struct {
	Login, Faute, Suite string
	Garde               []champ
}

type champ struct{ Nom, Valeur string }

// demander draws the way in.
func (p *Portail) demander(w http.ResponseWriter, r *http.Request, f formulaire, code int) {
	if r.Header.Get("HX-Request") == "true" {
		w.Header().Set("HX-Refresh", "true") // the page asks for the password, whole
		w.WriteHeader(http.StatusOK)
		return
	}
	x := vue{Titre: "Entrer dans la délibération", Examen: p.profil.Mots.Examen, Essai: p.Ouverture.Essai, Corps: f}
	if err := ecrire(w, pages["connexion"], x, code); err != nil {
		p.Noter("portal: %v", err)
	}
}

// retourDe is the page to come back to after signing in: that of a form, not the form.
func retourDe(r *http.Request) string {
	lien := r.URL.Path
	if r.Method == http.MethodPost {
		lien = strings.TrimSuffix(strings.TrimSuffix(lien, "/note"), "/retirer")
		switch {
		case lien == "/jury/livret":
			lien = "/jury/livrets"
		case lien == "/jury/annuler":
			lien = "/jury/modifiees"
		case lien == "/deconnexion" || lien == "/jury/appel" || lien == "/jury/noms" || lien == "/jury/lu":
			lien = "/jury"
		}
	}
	if !sur(lien) {
		return "/jury"
	}
	return lien
}

// sur tells whether a page may be led to: one of the jury's.
func sur(lien string) bool {
	return lien == "/jury" || strings.HasPrefix(lien, "/jury/") && !strings.Contains(lien, "//") && !strings.ContainsAny(lien, "\\?#")
}

// aGarder are the fields of what a person types in a form.
var aGarder = []string{"epreuve", "valeur", "motif"}

// gardes are what was typed in a form that could not be taken.
func gardes(r *http.Request) []champ {
	if r.Method != http.MethodPost || r.ParseForm() != nil {
		return nil
	}
	var cs []champ
	for _, nom := range aGarder {
		if v := r.PostForm.Get(nom); v != "" {
			cs = append(cs, champ{nom, v})
		}
	}
	return cs
}

// connexion signs a room in. The words are the same whether the login exists or not.
func (p *Portail) connexion(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		p.demander(w, r, formulaire{Faute: "Ce formulaire est trop long."}, http.StatusRequestEntityTooLarge)
		return
	}
	f := formulaire{Login: strings.TrimSpace(r.PostForm.Get("login")), Suite: r.PostForm.Get("suite")}
	for _, nom := range aGarder {
		if v := r.PostForm.Get("garde." + nom); v != "" {
			f.Garde = append(f.Garde, champ{nom, v})
		}
	}
	cles := []string{"login " + strings.ToUpper(f.Login), "adresse " + adresse(r)}
	if a := p.lenteur.Attente(cles...); a > 0 {
		f.Faute = fmt.Sprintf("Trop d’essais : attendez encore %d s, puis recommencez. Rien n’est bloqué pour de bon.", (a+time.Second-1)/time.Second)
		w.Header().Set("Retry-After", fmt.Sprint(int((a+time.Second-1)/time.Second)))
		p.demander(w, r, f, http.StatusTooManyRequests)
		return
	}
	ps, err := p.Depot.Papillons(r.Context())
	if err != nil {
		p.Noter("portal: %v", err)
		f.Faute = "Le portail ne peut pas lire les papillons : prévenez le chef de centre."
		p.demander(w, r, f, http.StatusInternalServerError)
		return
	}
	papillon, bon := acces.Verifier(ps, f.Login, r.PostForm.Get("mot_de_passe"))
	if !bon {
		p.lenteur.Echouer(cles...)
		p.Noter("portal: sign-in refused from %s", adresse(r))
		f.Faute = "Identifiant ou mot de passe incorrect. Vérifiez le papillon : un plus récent remplace peut-être celui-ci."
		p.demander(w, r, f, http.StatusUnauthorized)
		return
	}
	if !p.admis(papillon.Jury) {
		p.Noter("portal: sign-in of jury %s, which it is not open for", papillon.Jury)
		f.Faute = "Le portail n’est pas ouvert pour ce jury : demandez au chef de centre."
		p.demander(w, r, f, http.StatusForbidden)
		return
	}
	p.lenteur.Reussir(cles...)
	if _, err := p.entrer(r.Context(), w, r, papillon.Login, papillon.Jury); err != nil {
		p.Noter("portal: %v", err)
		f.Faute = "La séance n’a pas pu être ouverte : prévenez le chef de centre."
		p.demander(w, r, f, http.StatusInternalServerError)
		return
	}
	suite := "/jury"
	if sur(f.Suite) {
		suite = f.Suite
	}
	if len(f.Garde) > 0 && strings.HasPrefix(suite, "/jury/candidat/") { // what was typed comes back in its form, and is not done
		q := url.Values{}
		for _, c := range f.Garde {
			q.Set(c.Nom, c.Valeur)
		}
		suite += "?" + q.Encode()
	}
	http.Redirect(w, r, suite, http.StatusSeeOther)
}

// deconnexion ends the session.
func (v *visite) deconnexion() error {
	empreinte := v.s.Empreinte
	v.p.mu.Lock()
	delete(v.p.salles, empreinte)
	v.p.mu.Unlock()
	http.SetCookie(v.w, &http.Cookie{Name: temoin, Path: "/", MaxAge: -1, Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	if err := v.p.garderSessions(v.ctx); err != nil {
		return err
	}
	v.fait = true
	http.Redirect(v.w, v.r, "/", http.StatusSeeOther)
	return nil
}
