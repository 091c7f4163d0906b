package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"sync"
	"time"

	"delib/core/activite"
	"delib/core/cle"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
	"delib/core/store"
	"delib/sync/client"
	"delib/ui/modele"
)

// echange keeps the base and the académie's server in step beside the window,
// and is what the window knows of both.
type echange struct {
	base    *store.Base
	service *activite.Service
	client  *client.Client
	suivi   *client.Suivi
	cle     *cle.Cle
	veille  *cle.Veille
	horloge func() time.Time
	journal func(reference string, err error)
	enFond  func(func())
	ctx     context.Context

	mu     sync.Mutex
	change func(modele.Liaison, []string)
	erreur modele.Erreur // of the last try, with its words
	cause  error         // whose words those are
}

// nouvelEchange prepares the exchange of a base, and gives the service whose acts
// it sends at once.
func nouvelEchange(b *store.Base, horloge func() time.Time, documents string) *echange {
	e := &echange{base: b, horloge: horloge, client: client.Nouveau(b, horloge, "delib "+version), change: func(modele.Liaison, []string) {}}
	e.service = activite.Nouveau(attentif{b, e}, horloge, documents)
	e.suivi = client.Suivre(e.client, b, e.dire)
	e.cle = cle.Nouvelle(b, horloge)
	return e
}

// attentif is the base; it tells the exchange of every act that it records.
type attentif struct {
	*store.Base
	e *echange
}

// Agir records acts and sends them.
func (a attentif) Agir(ctx context.Context, p *examen.Profil, lots []jury.Lot) error {
	err := a.Base.Agir(ctx, p, lots)
	var codes []string
	for _, l := range lots {
		codes = append(codes, l.Jury)
	}
	a.e.acte(codes)
	return err
}

// AgirCentre records an act and sends it.
func (a attentif) AgirCentre(ctx context.Context, acte jury.Acte) error {
	err := a.Base.AgirCentre(ctx, acte)
	a.e.acte(nil)
	return err
}

// Importer loads a dossier and sends what it brought.
func (a attentif) Importer(ctx context.Context, c jury.Centre, jurys []jury.Dossier, auteur string) (jury.Import, error) {
	r, err := a.Base.Importer(ctx, c, jurys, auteur)
	a.e.acte(slices.Concat(r.Charges, r.Intouches))
	return r, err
}

// Reprendre takes jurys from another workstation's files and sends them.
func (a attentif) Reprendre(ctx context.Context, textes [][]byte, auteur string) (jury.Import, error) {
	r, err := a.Base.Reprendre(ctx, textes, auteur)
	a.e.acte(slices.Concat(r.Charges, r.Intouches))
	return r, err
}

// demandeur asks for a passphrase through the window, once there is one.
type demandeur struct {
	mu      sync.Mutex
	fenetre func(nom string) (string, error)
}

func (d *demandeur) par(fenetre func(string) (string, error)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fenetre = fenetre
}

func (d *demandeur) phrase(nom string) (string, error) {
	d.mu.Lock()
	f := d.fenetre
	d.mu.Unlock()
	if f == nil {
		return "", examen.Refuser(examen.CodeIdentite, "La phrase de passe de « "+nom+" » est attendue.", "Recommencez une fois la fenêtre ouverte.")
	}
	return f(nom)
}

// demarrer starts the watch; it runs until Fermer.
func (e *echange) demarrer(ctx context.Context, enFond func(func()), journal func(string, error)) {
	e.ctx, e.enFond, e.journal = ctx, enFond, journal
	e.veille = e.cle.Veiller(ctx)
	e.veille.Reveiller() // what was done while the key was away
	e.suivi.Demarrer(ctx)
}

// fermer stops the watch: nothing touches the base after it.
func (e *echange) fermer() {
	e.veille.Fermer(patienceCle)
	e.suivi.Fermer()
}

// patienceCle is how long the end waits for a key that is being written.
const patienceCle = 5 * time.Second

// acte hears that a person acted here: the window counts it at once, and the
// watch sends it.
func (e *echange) acte(codes []string) {
	if e.enFond == nil {
		return // before the window, the first try will send it
	}
	e.veille.Reveiller()
	e.suivi.Agir(codes)
	e.enFond(func() { e.dire(nil) })
	e.suivi.Reveiller()
}

// dire tells the window.
func (e *echange) dire(jurys []string) {
	l, err := e.Liaison(e.ctx)
	if err != nil {
		return // closing, or a fault of the base that the next act will tell
	}
	if len(jurys) > 0 {
		e.veille.Reveiller() // what the others did is on the key too
	}
	e.mu.Lock()
	change := e.change
	e.mu.Unlock()
	change(l, jurys)
}

// Ecouter tells the window of every new state.
func (e *echange) Ecouter(change func(modele.Liaison, []string)) {
	e.mu.Lock()
	e.change = change
	e.mu.Unlock()
}

// Liaison gives the present state, all of it from the base but what the last try said.
func (e *echange) Liaison(ctx context.Context) (modele.Liaison, error) {
	var l modele.Liaison
	rac, err := e.base.Raccordement(ctx)
	if err != nil {
		return l, err
	}
	if l.Balance, err = e.base.Balance(ctx); err != nil {
		return l, err
	}
	if rac == nil {
		return l, nil
	}
	x := e.suivi.Etat()
	l.Raccorde, l.Centre, l.Adresse = true, rac.Centre, rac.URL
	l.EnLigne, l.Depuis, l.Dernier, l.Decalage = x.EnLigne, x.Depuis, x.Dernier, x.Decalage
	if t, err := time.Parse(time.RFC3339, rac.Dernier); err == nil && t.After(l.Dernier) {
		l.Dernier = t
	}
	if x.Erreur != nil {
		r := e.expliquer(x.Erreur)
		l.Pourquoi, l.Aide = r.Message, r.Aide
	}
	for _, p := range x.Postes {
		l.Postes = append(l.Postes, modele.PosteCentre{ID: p.ID, Nom: p.Nom, Etat: p.Etat, VuLe: p.VuLe, Attente: p.Attente})
	}
	if l.Divergences, err = e.service.Divergences(ctx); err != nil {
		return l, err
	}
	arrets, err := e.base.Arrets(ctx)
	if err != nil {
		return l, err
	}
	for _, code := range slices.Sorted(maps.Keys(arrets)) {
		l.Arrets = append(l.Arrets, modele.Arret{Jury: code, Raison: arrets[code]})
	}
	l.Reponses, err = e.reponses(ctx)
	return l, err
}

// reponses gives the acts that the server did not take, with whom they touch.
func (e *echange) reponses(ctx context.Context) ([]modele.Reponse, error) {
	rs, err := e.base.ARegarder(ctx)
	if err != nil {
		return nil, err
	}
	var reponses []modele.Reponse
	lus := map[string]jury.Dossier{}
	for _, r := range rs {
		x := modele.Reponse{Acte: r.Acte, Verdict: r.Verdict}
		d, lu := lus[r.Acte.Jury]
		if !lu && r.Acte.Jury != "" {
			if d, err = e.base.Charger(ctx, r.Acte.Jury); err != nil && !estRefus(err) {
				return nil, err
			}
			lus[r.Acte.Jury] = d
		}
		x.Candidat, _ = d.Candidat(r.Acte.Cle.Cle)
		x.Epreuve, _ = d.Epreuve(r.Acte.Cle.Epreuve)
		reponses = append(reponses, x)
	}
	return reponses, nil
}

func estRefus(err error) bool {
	_, refus := examen.EstRefus(err)
	return refus
}

// expliquer gives the words of the last try's error; a technical one goes to the
// log once, not at each try.
func (e *echange) expliquer(err error) modele.Erreur {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cause == nil || e.cause.Error() != err.Error() {
		e.erreur, e.cause = modele.LireErreur(err, e.horloge()), err
		if e.erreur.Reference != "" {
			e.journal(e.erreur.Reference, err)
		}
	}
	return e.erreur
}

// Synchroniser makes an exchange now.
func (e *echange) Synchroniser(ctx context.Context) (*modele.Echange, error) {
	b, err := e.suivi.Synchroniser(ctx)
	if err != nil {
		return nil, err
	}
	return e.bilan(ctx, b)
}

// bilan puts what an exchange did in the window's words.
func (e *echange) bilan(ctx context.Context, b client.Bilan) (*modele.Echange, error) {
	r := &modele.Echange{Envoyes: b.Envoyes, Recus: b.Recues}
	// The reasons are in the lists of the screen, which know whether names may be shown.
	for _, i := range []jury.Issue{jury.IssueDivergent, jury.IssueTardif, jury.IssueRefuse, jury.IssueRetenu} {
		n := 0
		for _, v := range b.Verdicts {
			if v.Issue == i {
				n++
			}
		}
		if n > 0 {
			r.Autrement = append(r.Autrement, modele.Majuscule(i.Libelle())+" : "+modele.Compter(n, "acte", "actes")+".")
		}
	}
	var err error
	r.Balance, err = e.base.Balance(ctx)
	return r, err
}

// Raccorder enrols this workstation.
func (e *echange) Raccorder(ctx context.Context, adresse, empreinte, code string) (centre string, err error) {
	centre, _, err = e.suivi.Raccorder(ctx, adresse, empreinte, code)
	return centre, err
}

// Exporter writes what waits to a file for the académie.
func (e *echange) Exporter(ctx context.Context, vers, cle, code string) (chemin string, actes int, err error) {
	texte, n, err := e.client.ExporterActes(ctx, cle, code)
	if err != nil {
		return "", 0, err
	}
	chemin, err = fichier.Ecrire(vers, texte)
	return chemin, n, err
}

// envoiMax bounds a file of answers: larger is not one of ours.
const envoiMax = 16 << 20

// Importer takes in a file of the académie's answers.
func (e *echange) Importer(ctx context.Context, chemin string) (*modele.Echange, error) {
	if info, err := os.Stat(chemin); err == nil && info.Size() > envoiMax {
		return nil, examen.Refuser(examen.CodeFichier, fmt.Sprintf("Le fichier « %s » est trop gros pour être un envoi de Délib.", chemin),
			"Vérifiez le chemin.")
	}
	texte, err := os.ReadFile(chemin)
	if err != nil {
		return nil, examen.Refuser(examen.CodeFichier, fmt.Sprintf("Le fichier « %s » ne peut pas être lu.", chemin), "Vérifiez le chemin.")
	}
	b, err := e.suivi.ImporterVerdicts(ctx, texte)
	if err != nil {
		return nil, err
	}
	return e.bilan(ctx, b)
}

// Accuser records that a person has seen an answer.
func (e *echange) Accuser(ctx context.Context, id string) error {
	return e.base.Accuser(ctx, id)
}

// Liste gives the users of this workstation.
func (e *echange) Liste(ctx context.Context) ([]modele.Utilisateur, error) {
	us, err := e.base.Utilisateurs(ctx)
	var l []modele.Utilisateur
	for _, u := range us {
		l = append(l, modele.Utilisateur{Nom: u.Nom, Role: string(u.Role), Jurys: u.Jurys})
	}
	return l, err
}

// Ajouter records a user.
func (e *echange) Ajouter(ctx context.Context, u modele.Utilisateur, phrase, par string) error {
	err := e.base.Ajouter(ctx, store.Utilisateur{Nom: u.Nom, Role: store.RoleUtilisateur(u.Role), Jurys: u.Jurys}, phrase, par)
	e.acte(nil)
	return err
}

// Retirer removes a user.
func (e *echange) Retirer(ctx context.Context, nom, par string) error {
	err := e.base.Retirer(ctx, nom, par)
	e.acte(nil)
	return err
}
