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
	base     *store.Base
	service  *activite.Service
	client   *client.Client
	veilleur *client.Veilleur
	horloge  func() time.Time
	journal  func(reference string, err error)
	enFond   func(func())

	ctx     context.Context
	seul    sync.Mutex // one starts or stops the watch at a time
	arreter context.CancelFunc
	fini    chan struct{}

	mu         sync.Mutex
	change     func(modele.Liaison, []string)
	empreintes map[string]string // of each jury as this workstation last left it
	erreur     modele.Erreur     // of the last try, with its words
	cause      error             // whose words those are
}

// nouvelEchange prepares the exchange of a base, and gives the service whose acts
// it sends at once.
func nouvelEchange(b *store.Base, horloge func() time.Time, documents string) *echange {
	e := &echange{base: b, horloge: horloge, client: client.Nouveau(b, horloge, "delib "+version), empreintes: map[string]string{}, change: func(modele.Liaison, []string) {}}
	e.service = activite.Nouveau(attentif{b, e}, horloge, documents)
	e.veilleur = client.Veiller(e.client, e.recu)
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
	e.seul.Lock()
	defer e.seul.Unlock()
	e.lancer(func() {
		if es, err := e.base.Entetes(ctx); err == nil {
			for i := range es {
				e.noter(es[i].Code)
			}
		}
	})
}

// lancer runs the watch, after avant.
func (e *echange) lancer(avant func()) {
	ctx, arreter := context.WithCancel(e.ctx)
	fini := make(chan struct{})
	e.arreter, e.fini = arreter, fini
	go func() {
		defer close(fini)
		avant()
		e.veilleur.Courir(ctx)
	}()
}

// fermer stops the watch: nothing touches the base after it.
func (e *echange) fermer() {
	e.seul.Lock()
	defer e.seul.Unlock()
	if e.arreter != nil {
		e.arreter()
		<-e.fini
	}
}

// sansVeilleur makes a person's own exchange while the watch waits: two at once
// would take each other's answers for a server that does not follow.
func (e *echange) sansVeilleur(faire func() error) error {
	e.seul.Lock()
	defer e.seul.Unlock()
	e.arreter()
	<-e.fini
	defer e.lancer(func() {})
	return faire()
}

// noter keeps what a jury is now, and tells whether it was another.
func (e *echange) noter(code string) bool {
	d, err := e.base.Charger(e.ctx, code)
	if err != nil {
		return true // the screen says why it cannot be read
	}
	h := d.Empreinte()
	e.mu.Lock()
	defer e.mu.Unlock()
	autre := e.empreintes[code] != h
	e.empreintes[code] = h
	return autre
}

// acte hears that a person acted here: the window counts it at once, and the
// watch sends it.
func (e *echange) acte(codes []string) {
	if e.enFond == nil {
		return // before the window, the first try will send it
	}
	for _, c := range codes {
		e.noter(c)
	}
	e.enFond(func() { e.dire(nil) })
	e.veilleur.Reveiller()
}

// recu hears of a try of the watch, with the jurys that it made again.
func (e *echange) recu(_ client.Etat, jurys []string) { e.dire(e.autres(jurys)) }

// autres keeps the jurys that are not as this workstation left them.
func (e *echange) autres(jurys []string) (autres []string) {
	slices.Sort(jurys)
	for _, c := range slices.Compact(jurys) {
		if e.noter(c) {
			autres = append(autres, c)
		}
	}
	return autres
}

// dire tells the window.
func (e *echange) dire(jurys []string) {
	l, err := e.Liaison(e.ctx)
	if err != nil {
		return // closing, or a fault of the base that the next act will tell
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
	x := e.veilleur.Etat()
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
func (e *echange) Synchroniser(ctx context.Context) (r *modele.Echange, err error) {
	rac, err := e.base.Raccordement(ctx)
	if err != nil {
		return nil, err
	}
	if rac == nil || rac.URL == "" {
		return nil, examen.Refuser(examen.CodeReseau, "Ce poste n’est raccordé à aucun serveur.", "Raccordez-le d’abord, ou échangez par fichiers.")
	}
	l, err := client.Relier(rac.URL, rac.Empreinte, e.base.Cle())
	if err != nil {
		return nil, err
	}
	defer l.Fermer()
	err = e.sansVeilleur(func() error {
		b, err := e.client.Synchroniser(ctx, l)
		if err != nil {
			return err
		}
		r, err = e.bilan(ctx, b)
		return err
	})
	return r, err
}

// bilan puts what an exchange did in the window's words, and tells it of the jurys.
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
	if autres := e.autres(b.Jurys); len(autres) > 0 {
		e.dire(autres)
	}
	var err error
	r.Balance, err = e.base.Balance(ctx)
	return r, err
}

// Raccorder enrols this workstation.
func (e *echange) Raccorder(ctx context.Context, adresse, empreinte, code string) (centre string, err error) {
	l, err := client.Relier(adresse, empreinte, e.base.Cle())
	if err != nil {
		return "", err
	}
	defer l.Fermer()
	err = e.sansVeilleur(func() error {
		rac, err := e.client.Raccorder(ctx, l, code, adresse, empreinte)
		if err != nil {
			return err
		}
		centre = rac.Centre
		b, err := e.client.Synchroniser(ctx, l)
		if err != nil {
			return err
		}
		_, err = e.bilan(ctx, b)
		return err
	})
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
func (e *echange) Importer(ctx context.Context, chemin string) (r *modele.Echange, err error) {
	if info, err := os.Stat(chemin); err == nil && info.Size() > envoiMax {
		return nil, examen.Refuser(examen.CodeFichier, fmt.Sprintf("Le fichier « %s » est trop gros pour être un envoi de Délib.", chemin), "Vérifiez le chemin.")
	}
	texte, err := os.ReadFile(chemin)
	if err != nil {
		return nil, examen.Refuser(examen.CodeFichier, fmt.Sprintf("Le fichier « %s » ne peut pas être lu.", chemin), "Vérifiez le chemin.")
	}
	err = e.sansVeilleur(func() error {
		b, err := e.client.ImporterVerdicts(ctx, texte)
		if err != nil {
			return err
		}
		r, err = e.bilan(ctx, b)
		return err
	})
	return r, err
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
