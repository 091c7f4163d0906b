package ui_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/ordre"
	"delib/core/store"
	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

const dossierBTS = "../core/dossier/testdata/dossier-bts-2023-06-0250001R.zip"

// fauxEchange is an académie that says what the test wants.
type fauxEchange struct {
	apporter func() // what an enrolment brings
	poste.SansEchange
	l      modele.Liaison
	change func(modele.Liaison, []string)
	faits  []string // what was asked
	erreur error
	gens   []modele.Utilisateur
	// divergence, if any, is put in the jurys that the service reads.
	divergence func(*jury.Dossier)
}

// divergent is a base whose jurys have what two workstations did.
type divergent struct {
	*store.Base
	f *fauxEchange
}

func (x divergent) Charger(ctx context.Context, code string) (jury.Dossier, error) {
	d, err := x.Base.Charger(ctx, code)
	x.f.divergence(&d)
	return d, err
}

func (f *fauxEchange) Ecouter(change func(modele.Liaison, []string)) { f.change = change }

func (f *fauxEchange) Liaison(context.Context) (modele.Liaison, error) { return f.l, nil }

// dire tells the window of a state, as the network does.
func (f *fauxEchange) dire(l modele.Liaison, jurys []string) {
	f.l = l
	f.change(l, jurys)
}

func (f *fauxEchange) noter(mots ...string) error {
	f.faits = append(f.faits, strings.Join(mots, " "))
	return f.erreur
}

func (f *fauxEchange) Synchroniser(context.Context) (*modele.Echange, error) {
	return &modele.Echange{Envoyes: 2, Recus: 1, Autrement: []string{"Tardif : 1 acte."}}, f.noter("synchroniser")
}

func (f *fauxEchange) Raccorder(_ context.Context, adresse, empreinte, code string) (string, error) {
	f.l.Raccorde = f.erreur == nil
	if f.apporter != nil {
		f.apporter()
	}
	return "0250001R", f.noter("raccorder", adresse, empreinte, code)
}

func (f *fauxEchange) Exporter(_ context.Context, vers, cle, code string) (string, int, error) {
	return vers, 3, f.noter("exporter", cle, code)
}

func (f *fauxEchange) Importer(_ context.Context, chemin string) (*modele.Echange, error) {
	return &modele.Echange{}, f.noter("importer", chemin)
}

func (f *fauxEchange) Accuser(_ context.Context, id string) error {
	f.l.Reponses = nil
	return f.noter("accuser", id)
}

func (f *fauxEchange) Liste(context.Context) ([]modele.Utilisateur, error) { return f.gens, nil }

func (f *fauxEchange) Ajouter(_ context.Context, u modele.Utilisateur, phrase, par string) error {
	f.gens = append(f.gens, u)
	return f.noter("ajouter", u.Nom, u.Role, phrase, par)
}

func (f *fauxEchange) Retirer(_ context.Context, nom, par string) error {
	f.gens = nil
	return f.noter("retirer", nom, par)
}

// liaisonDe has one of everything, on the candidates of a jury.
func liaisonDe(b *banc) modele.Liaison {
	d, err := b.s.Jury(context.Background(), "31310")
	if err != nil {
		b.t.Fatal(err)
	}
	c, e := d.Candidats[0], &d.Epreuves[1]
	x := activite.DivergenceDe{Jury: d.Code, Candidat: c, Epreuve: e,
		Divergence: jury.Divergence{ID: "d1", Genre: jury.GenreModifier, Cle: jury.CleActe{Cle: c.Cle, Epreuve: e.Code, Groupe: 1},
			Valeur: "9.00", Auteur: "Anne Morel", Horodatage: "2023-06-06T10:02:00Z", Autre: "8.00", AuteurAutre: "Paul Vidal",
			HorodatageAutre: "2023-06-06T10:05:00Z"}}
	a := jury.Acte{
		ID: "a1", Jury: d.Code, Genre: jury.GenreModifier, Cle: x.Cle, De: "9.00", Vers: "11.00", Auteur: "Paul Vidal", Horodatage: "2023-06-06T10:05:00Z",
	}
	return modele.Liaison{
		Raccorde: true, EnLigne: true, Centre: "0250001R BTS 2023-06", Adresse: "https://echange.example", Depuis: horloge().Add(-13 * time.Minute),
		Dernier: horloge(),
		Balance: ordre.Balance{Emis: 12, Acceptes: 4, Identiques: 6, Tardifs: 1, Attente: 1}, Divergences: []activite.DivergenceDe{x},
		Reponses: []modele.Reponse{{
			Acte: a, Verdict: ordre.Verdict{Acte: "a1", Issue: jury.IssueTardif, Message: "Le jury 31310 était déjà à l’état « 130 »."}, Candidat: c,
			Epreuve: e,
		}},
		Postes: []modele.PosteCentre{{ID: "P1", Nom: "salle-12", Etat: "actif", VuLe: horloge().Add(-3 * time.Minute), Attente: 2}},
	}
}

func TestEtatToujoursEnVue(t *testing.T) {
	f := &fauxEchange{}
	b := nouveauBancAvec(t, f, f, dossierBTS)
	b.touches(fyne.KeyReturn)
	b.veut("Hors ligne – tout est enregistré sur ce poste")
	l := liaisonDe(b)
	f.dire(l, nil)
	b.veut("● En ligne · 1 en attente · 11:18", "! 2 à regarder", "acte en attente d’envoi")
	b.f.Window.Resize(fyne.NewSize(960, 500))
	b.f.Window.Content().Refresh()
	b.bouton("! 2")
	b.bouton("● En ligne · 1 en attente")
	if strings.Contains(b.ecrit(), "! 2 à regarder") {
		t.Error("the head is not in short where there is little room")
	}
	b.f.Window.Resize(fyne.NewSize(1366, 700))
	l.EnLigne, l.Balance.Emis, l.Balance.Attente = false, 14, 3
	f.dire(l, nil)
	b.veut("▲ Hors ligne depuis 11:05 · 3 actes en attente")
	b.cliquer("! 2 à regarder")
	b.veut("Échanges avec l’académie",
		"14 actes de ce poste : 4 acceptés par l’académie, 6 déjà faits à l’identique ailleurs, 1 arrivé trop tard et 3 en attente.")
}

func TestEcranEchanges(t *testing.T) {
	f := &fauxEchange{}
	b := nouveauBancAvec(t, f, f, dossierBTS)
	b.touches(fyne.KeyReturn)
	b.raccourci(modele.TitreEchanges)
	b.veut("Ce poste n’est pas raccordé à l’académie.")
	if !b.bouton("Synchroniser maintenant").Disabled() {
		t.Error("there is nobody to synchronise with")
	}

	b.cliquer("Raccorder ce poste…")
	b.touches(fyne.KeyReturn)
	b.veut("Indiquez l’adresse du serveur")
	b.toile().Focused().(*composant.Saisie).SetText("https://echange.example")
	b.touches(fyne.KeyTab, fyne.KeyTab)
	b.toile().Focused().(*composant.Saisie).SetText(" AAAA-BBBB-CCCC ")
	b.touches(fyne.KeyReturn)
	b.veut("Ce poste est raccordé au centre 0250001R")

	l := liaisonDe(b)
	f.dire(l, nil)
	nom := l.Divergences[0].Candidat.Nom
	b.veut("En ligne avec l’académie", "Deux postes ont donné deux valeurs (1)", "« 9.00 »  –  Anne Morel, 10:02", "« 8.00 »  –  Paul Vidal, 10:05",
		"ne peut pas clore",
		"Tardif : note « 9.00 » devenue « 11.00 »", "salle-12", "2 actes qu’il n’avait pas envoyés", "N° "+l.Divergences[0].Candidat.Anonymat)
	if strings.Contains(b.ecrit(), nom) {
		t.Error("a name is shown to an anonymous room")
	}
	b.cliquer("Anonyme  (montrer les noms)")
	b.veut(nom)

	b.cliquer("J’ai vu")
	if strings.Contains(b.ecrit(), "Tardif") {
		t.Error("what was seen stays")
	}
	b.cliquer("Déclarer hors service…")
	l.Postes[0].VuLe = l.Postes[0].VuLe.Add(time.Minute)
	f.dire(l, nil)
	b.veut("Il a déclaré des actes qui ne sont que chez lui.", "pas appliqués")
	b.touches(fyne.KeyEscape)
	if x, ok := b.toile().Focused().(*composant.Bouton); !ok || x.Texte != "Déclarer hors service…" || len(b.quiALeFocus()) != 1 {
		t.Error("a state that comes under a dialog takes the focus away")
	}
	f.dire(l, nil)
	b.veut("entendu : 11:16")

	b.cliquer("Exporter les actes vers un fichier…")
	b.touches(fyne.KeyReturn)
	b.veut("3 actes dans le fichier", "actes-0250001R-2023-06-2023-06-06-1118.zip")
	b.cliquer("Importer les réponses de l’académie…")
	b.toile().Focused().(*composant.Saisie).SetText(`"/media/cle/reponses.zip"`)
	b.touches(fyne.KeyReturn)
	b.cliquer("Synchroniser maintenant")
	b.veut("2 actes envoyés, 1 reçu", "Tardif : 1 acte.")
	f.erreur = examen.Refuser(examen.CodeReseau, "Le serveur ne répond pas.", "Vérifiez le réseau.")
	b.cliquer("Synchroniser maintenant")
	b.veut("Le serveur ne répond pas. Vérifiez le réseau.")
	veut := "raccorder https://echange.example  AAAA-BBBB-CCCC|accuser a1|exporter  |importer /media/cle/reponses.zip|synchroniser|synchroniser"
	if s := strings.Join(f.faits, "|"); s != veut {
		t.Errorf("asked: %s", s)
	}
}

// quiALeFocus gives the widgets of the window that have the focus.
func (b *banc) quiALeFocus() (l []fyne.Focusable) {
	for _, f := range composant.Focalisables(b.toile().Content()) {
		if f == b.toile().Focused() {
			l = append(l, f)
		}
	}
	return l
}

func TestTrancher(t *testing.T) {
	f := &fauxEchange{}
	b := nouveauBancAvec(t, f, f, dossierBTS)
	b.touches(fyne.KeyReturn)
	f.dire(liaisonDe(b), nil)
	b.f.Aller(modele.EcranEchanges, nil)
	if x, ok := b.toile().Focused().(*composant.Bouton); !ok || x.Texte != "Trancher…" {
		t.Fatalf("the focus is on %T", b.toile().Focused())
	}
	b.touches(fyne.KeyReturn)
	b.cliquer("Enregistrer ce choix")
	b.veut("Choisissez la valeur à garder")
	b.cliquer("Annuler")
	b.touches(fyne.KeyReturn, fyne.KeyDown)
	b.veut("Moyenne ")
	b.touches(fyne.KeyDown, fyne.KeyDown)
	if x, ok := b.toile().Focused().(*composant.Saisie); !ok || x.PlaceHolder != "10, 9,5 ou « absent »" {
		t.Fatalf("another mark is not asked: %T", b.toile().Focused())
	}
	b.touches(fyne.KeyReturn)
	b.veut("Tapez la note à retenir.")
	b.taper("10")
	b.touches(fyne.KeyReturn)
	b.veut("Ce n’est pas possible", "n’est pas ouverte sur ce poste") // this base has none: the service refuses
}

// TestPremierDossierParLeReseau: on an empty workstation the dossier may come
// from the académie; the window then opens by itself.
func TestPremierDossierParLeReseau(t *testing.T) {
	f := &fauxEchange{}
	b := nouveauBancAvec(t, f, f)
	b.veut("Quel dossier de centre voulez-vous ouvrir ?")
	if _, err := b.s.Importer(context.Background(), dossierBTS, "académie"); err != nil {
		t.Fatal(err)
	}
	f.dire(modele.Liaison{Raccorde: true, EnLigne: true, Depuis: horloge(), Dernier: horloge()}, []string{"31310"})
	b.touches(fyne.KeyReturn) // the name that is proposed
	b.veut(modele.TitreAccueil, "● En ligne · 0 en attente", "31310")
}

// TestPremierRaccordement: an empty workstation asks the académie for its dossier
// from the first screen.
func TestPremierRaccordement(t *testing.T) {
	f := &fauxEchange{}
	b := nouveauBancAvec(t, f, f)
	f.apporter = func() {
		if _, err := b.s.Importer(context.Background(), dossierBTS, "académie"); err != nil {
			t.Error(err)
		}
	}
	b.cliquer("Recevoir le dossier de l’académie…")
	b.veut("Votre académie vous a donné ces trois indications")
	b.toile().Focused().(*composant.Saisie).SetText("https://echange.example")
	b.touches(fyne.KeyTab, fyne.KeyTab)
	b.toile().Focused().(*composant.Saisie).SetText("AAAA-BBBB-CCCC")
	b.touches(fyne.KeyReturn)
	b.touches(fyne.KeyReturn) // the name that is proposed
	b.veut(modele.TitreAccueil, "31310")
}

// TestDivergenceEmpeche: what a divergence refuses leads to where it is settled.
func TestDivergenceEmpeche(t *testing.T) {
	f := &fauxEchange{divergence: func(*jury.Dossier) {}}
	b := nouveauBancAvec(t, f, f, dossierBTS)
	b.touches(fyne.KeyReturn)
	b.avancer("31310", examen.Editions1)
	f.divergence = func(d *jury.Dossier) {
		d.Divergences = []jury.Divergence{{
			ID: "d1", Genre: jury.GenreModifier, Cle: jury.CleActe{Cle: d.Candidats[0].Cle, Epreuve: "U2", Groupe: 1}, Valeur: "9.00", Autre: "8.00",
		}}
	}
	b.f.Aller("pv-groupe1", []string{"31310"})
	b.cliquer("Visualiser")
	b.veut("Ce n’est pas possible", "« 9.00 » ou « 8.00 »")
	b.cliquer("Trancher les divergences")
	b.veut("Échanges avec l’académie", "Synchroniser maintenant")
}

// TestChangeAilleurs: what others change is read again, but never under the hands
// of a person.
func TestChangeAilleurs(t *testing.T) {
	f := &fauxEchange{}
	b := nouveauBancAvec(t, f, f, dossierBTS)
	b.touches(fyne.KeyReturn)
	avis := func() (vu bool) {
		for _, o := range b.objets() {
			x, ok := o.(*composant.Bouton)
			vu = vu || ok && x.Visible() && x.Texte == "Des données ont changé : F5"
		}
		return vu
	}
	b.avancer("31310", examen.Editions1)
	f.dire(f.l, []string{"31310"})
	b.veut("130 - ")
	if avis() {
		t.Error("the notice stays once the screen was read again")
	}
	b.f.Aller(modele.EcranComptes, nil)
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Saisie); ok {
			b.toile().Focus(x)
		}
	}
	f.dire(f.l, []string{"31310"})
	if !avis() {
		t.Error("nobody is told")
	}
	b.touches(fyne.KeyF5)
	if avis() {
		t.Error("F5 leaves the notice")
	}
	b.f.Aller(modele.EcranEchanges, nil)
	b.cliquer("Raccorder ce poste…")
	f.dire(f.l, []string{"31310"})
	b.touches(fyne.KeyEscape)
	if !avis() {
		t.Error("nobody is told")
	}
	b.f.Aller(modele.EcranAccueil, nil)
	if avis() {
		t.Error("another screen was read since")
	}
}

func TestUtilisateurs(t *testing.T) {
	f := &fauxEchange{}
	b := nouveauBancAvec(t, f, f, dossierBTS)
	b.touches(fyne.KeyReturn)
	b.f.Aller(modele.EcranUtilisateurs, nil)
	b.veut("Aucun utilisateur")
	b.touches(fyne.KeyReturn)
	b.taper("Anne Morel")
	b.cliquer("Ajouter")
	b.veut("8 caractères")
	n := 0
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Saisie); ok && x.Password {
			x.SetText("une longue phrase")
			n++
		}
	}
	if n != 2 {
		t.Fatalf("%d hidden fields", n)
	}
	b.cliquer("Ajouter")
	b.veut("Qui agit sur ce poste ?", "Anne Morel") // who acted until then is not a user
	b.touches(fyne.KeyReturn)
	b.veut("Par : Anne Morel", "Chef de centre")
	b.cliquer("Par : Anne Morel  (modifier)")
	b.veut("Qui agit sur ce poste ?")
	b.touches(fyne.KeyEscape)
	b.cliquer("Retirer…")
	b.touches(fyne.KeyReturn)
	b.veut("n’est plus utilisateur de ce poste", "Aucun utilisateur")
	if s := strings.Join(f.faits, "|"); s != "ajouter Anne Morel chef une longue phrase Claire Martin|retirer Anne Morel Anne Morel" {
		t.Errorf("asked: %s", s)
	}
}

// TestPhrase: the goroutine that acts waits for the person, and the screen does not.
func TestPhrase(t *testing.T) {
	b := nouveauBanc(t, dossierBTS)
	b.touches(fyne.KeyReturn)
	for _, c := range []struct {
		taper func()
		veut  string
		code  examen.Code
	}{
		{func() { b.taper("une longue phrase"); b.touches(fyne.KeyReturn) }, "une longue phrase", ""},
		{func() { b.taper("une"); b.touches(fyne.KeyEscape) }, "", examen.CodeAnnule},
	} {
		ecran := make(chan func())
		b.surEcran = func(f func()) { ecran <- f }
		type dit struct {
			phrase string
			err    error
		}
		reponse := make(chan dit)
		go func() {
			p, err := b.f.DemanderPhrase("Anne Morel")
			reponse <- dit{p, err}
		}()
		(<-ecran)()
		b.veut("« Anne Morel » agit pour la première fois")
		if x, ok := b.toile().Focused().(*composant.Saisie); !ok || !x.Password {
			t.Fatalf("the passphrase is asked by %T", b.toile().Focused())
		}
		c.taper()
		if r := <-reponse; r.phrase != c.veut || examen.CodeDe(r.err) != c.code || (c.code == "") != (r.err == nil) {
			t.Errorf("%q, %v", r.phrase, r.err)
		}
		b.surEcran = nil
	}
	if b.toile().Overlays().Top() != nil {
		t.Error("the dialog stays")
	}
}

// TestSansEchange: a window alone says so, and refuses what needs an académie.
func TestSansEchange(t *testing.T) {
	var s poste.SansEchange
	_, _, e := s.Exporter(context.Background(), "", "", "")
	_, i := s.Importer(context.Background(), "")
	_, r := s.Raccorder(context.Background(), "", "", "")
	_, y := s.Synchroniser(context.Background())
	for _, err := range []error{e, i, r, y, s.Accuser(context.Background(), ""), s.Ajouter(context.Background(), modele.Utilisateur{}, "",
		""), s.Retirer(context.Background(), "", "")} {
		if examen.CodeDe(err) != examen.CodeReseau {
			t.Errorf("%v", err)
		}
	}
}
