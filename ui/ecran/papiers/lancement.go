package papiers

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/core/activite"
	"delib/core/examen"
	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// lancement is the screen of an édition or of a traitement: a title, the fields
// of the registry, the jurys, and the buttons that start it.
type lancement struct {
	p        *poste.Hote
	a        *activite.Activite
	nommes   []string
	objet    *fyne.Container // the form, or the document that it gives
	forme    *fyne.Container
	apercu   *apercu
	essai    int // of looking at a document; a cancelled one is not shown
	avis     *poste.Avis
	titre    *composant.Saisie
	propose  string // the title as the registry gives it
	champs   *formulaire
	choix    *poste.Jurys
	resume   *composant.Paragraphe
	boutons  []*composant.Bouton
	compte   *composant.Bouton
	numero   int64
	marche   *poste.Marche
	enMarche bool
	muet     bool              // the run keeps the document, and does not open it
	aCote    fyne.CanvasObject // what explains the activity, where it stands under the fields
}

// NouveauLancement gives the screen of a traitement or of an édition, with the jurys
// named ticked.
func NouveauLancement(p *poste.Hote, a *activite.Activite, nommes []string) poste.Ecran {
	l := &lancement{p: p, a: a, nommes: nommes, avis: poste.NouvelAvis(), choix: poste.NouveauxJurys(&modele.Selection{})}
	l.champs = nouveauFormulaire(a)
	l.propose = l.titreDocument()
	l.titre = composant.NouvelleSaisie(l.propose, "")
	l.champs.Change = l.suivreTitre
	l.choix.Change = l.montrerChoix
	p.RetenirColonnes("jurys", l.choix.Tableau)
	l.resume = composant.NouveauParagraphe("", composant.Police{Taille: 13, Ton: composant.Second})
	rangee := composant.Rangee(8, nil)
	for i, b := range l.lanceurs() {
		rang := composant.Normal
		if i == 0 {
			rang = composant.Principal
		}
		bouton := composant.NouveauBouton(b.texte, rang, b.faire)
		l.boutons = append(l.boutons, bouton)
		rangee.Add(bouton)
	}
	l.compte = composant.NouveauBouton("Afficher le compte rendu", composant.Normal, func() { p.MontrerCompte(l.numero) })
	l.compte.Activer(false)
	rangee.Add(l.compte)
	l.marche = poste.NouvelleMarche(p, func() { l.forme.Refresh() })
	e := poste.Explication(a, p.Profil)
	if a.Genre == activite.Traitement && l.nombreux() {
		l.aCote, e = e, nil // under the fields: three panes side by side do not fit
	}
	forme := l.former(rangee)
	var corps fyne.CanvasObject = forme
	if e != nil {
		if a.Genre == activite.Traitement {
			cote := composant.Largeur(330, composant.Carte(container.NewVScroll(e)))
			corps = composant.Rangee(18, forme, forme, cote)
		} else {
			corps = composant.Pile(8, forme, e, forme)
		}
	}
	l.forme = poste.Page(modele.Chemin(a, p.Profil), a.TitreEcran(p.Profil), l.avis, corps, corps)
	l.objet = container.NewStack(l.forme)
	return l
}

func (l *lancement) titreDocument() string {
	return l.a.TitreDocument(l.p.Profil, &activite.Demande{Valeurs: l.champs.valeurs()})
}

// suivreTitre keeps the title that is proposed that of the list chosen, until the
// person has typed another.
func (l *lancement) suivreTitre() {
	if l.titre.Text == l.propose {
		l.propose = l.titreDocument()
		l.titre.SetText(l.propose)
	}
}

// former stacks title, jurys, fields and buttons, as the original's éditions do; many
// fields of a traitement stand beside the jurys, in a scroll.
func (l *lancement) former(boutons fyne.CanvasObject) *fyne.Container {
	if _, ok := l.a.Champ(champCritere); ok {
		return l.formerOnglets(boutons)
	}
	titre := []fyne.CanvasObject{poste.Etiquette("Titre édition *"), l.titre}
	jurys := []fyne.CanvasObject{poste.Etiquette(l.a.QuestionJurys()), l.choix.Tete, l.choix.Tableau, l.resume}
	if l.a.Genre == activite.Edition {
		return composant.Pile(7, l.choix.Tableau, append(append(titre, jurys...), l.champs.cote(), boutons, l.marche.Objet)...)
	}
	if !l.nombreux() {
		return composant.Pile(7, l.choix.Tableau, append(append(append(titre, l.champs.objet), jurys...), boutons, l.marche.Objet)...)
	}
	droite := composant.Pile(7, l.choix.Tableau, jurys...)
	champs := container.NewVBox(l.champs.objet)
	if l.aCote != nil {
		champs.Add(l.aCote)
	}
	gauche := composant.Largeur(largeurChamps(l.champs.objet), composant.Carte(container.NewVScroll(composant.Marge(2, 2, 4, champs))))
	milieu := composant.Rangee(14, droite, gauche, droite)
	return composant.Pile(7, milieu, append(titre, milieu, boutons, l.marche.Objet)...)
}

// largeurChamps gives the width of the card of the fields: what their labels need, within
// what leaves the jurys readable on a small screen.
func largeurChamps(champs fyne.CanvasObject) float32 {
	return min(max(350, champs.MinSize().Width+36), 400)
}

// nombreux tells whether the fields are too many to stand above the jurys.
func (l *lancement) nombreux() bool {
	const beaucoup = 140 // pixels
	return !l.champs.objet.Hidden && l.champs.objet.MinSize().Height >= beaucoup
}

type lanceur struct {
	texte string
	faire func()
}

// lanceurs gives a button a format, or "Générer" for a traitement.
func (l *lancement) lanceurs() []lanceur {
	if l.a.Genre == activite.Traitement {
		return []lanceur{{"Générer", func() { l.verifier(func() { l.confirmer("") }) }}}
	}
	var ls []lanceur
	for _, f := range l.a.Formats {
		x := lanceur{"Exporter " + strings.ToUpper(f), func() { l.verifier(func() { l.lancer(f) }) }}
		if f == "pdf" {
			x = lanceur{"Visualiser", func() { l.verifier(func() { l.visualiser(f) }) }}
		}
		ls = append(ls, x)
	}
	premier := ""
	if len(ls) == 0 {
		ls = append(ls, lanceur{"Visualiser", func() { l.verifier(func() { l.visualiser("") }) }})
	} else {
		premier = l.a.Formats[0]
	}
	memoriser := lanceur{"Mémoriser ces résultats", func() { l.verifier(func() { l.memoriser(premier) }) }}
	return slices.Insert(ls, 1, memoriser)
}

// memoriser makes the document and keeps it in the register, without showing it.
func (l *lancement) memoriser(format string) {
	l.muet = true
	l.lancer(format)
}

func (l *lancement) Objet() fyne.CanvasObject { return l.objet }
func (l *lancement) Premier() fyne.Focusable  { return l.titre }

func (l *lancement) Charger(pret func()) {
	poste.Lire(l.p, l.p.Service.Situations, func(ss []activite.Situation) {
		avant := l.choix.Choix
		l.choix.Choix = modele.NouvelleSelection(l.a, l.p.Profil, ss, l.nommes)
		if len(avant.Jurys) > 0 {
			l.choix.Choix.Garder(avant)
		}
		l.montrerChoix()
		if pret != nil {
			pret()
		}
	})
}

func (l *lancement) montrerChoix() {
	l.choix.Actualiser()
	l.resume.Changer(l.choix.Choix.Resume(), composant.Second)
	l.activer()
	l.forme.Refresh() // the line under the table has come, or gone
}

func (l *lancement) activer() {
	for _, b := range l.boutons {
		b.Activer(!l.enMarche && len(l.choix.Choix.Coches()) > 0)
	}
	l.compte.Activer(l.numero != 0 && !l.enMarche)
}

// verifier says what is wrong in the form before anything starts.
func (l *lancement) verifier(suite func()) {
	faute := l.champs.faute()
	if strings.TrimSpace(l.titre.Text) == "" {
		faute = "Le titre de l’édition est vide : il figure sur les documents."
		l.p.Fenetre.Canvas().Focus(l.titre)
	}
	if faute != "" {
		l.avis.Dire(faute, true)
		l.objet.Refresh()
		return
	}
	suite()
}

func (l *lancement) confirmer(format string) {
	coches := l.choix.Choix.Coches()
	c := modele.Confirmation{Titre: l.a.Titre(l.p.Profil), Bouton: "Générer",
		Question: "Vous allez générer le plan de secours de " + modele.Compter(len(coches), "jury", "jurys") + " :"}
	for _, j := range l.choix.Choix.Jurys {
		if j.Coche {
			c.Jurys = append(c.Jurys, j.Code+" - "+j.Specialite)
		}
	}
	l.p.Confirmer(c, false, func() { l.lancer(format) })
}

// jurys gives what to ask: none named when all are ticked, so that the plan of
// the second group is one file for the centre.
func (l *lancement) jurys() []string {
	if l.choix.Choix.ToutCoche() && l.a.Genre == activite.Traitement {
		return nil
	}
	return l.choix.Choix.Coches()
}

// demande gives what the form asks.
func (l *lancement) demande(format string) activite.Demande {
	return activite.Demande{
		Jurys: l.jurys(), Titre: strings.TrimSpace(l.titre.Text), Format: format, Par: l.p.Par, Valeurs: l.champs.valeurs(),
	}
}

func (l *lancement) lancer(format string) {
	ctx, arreter := context.WithCancel(l.p.Contexte)
	l.enMarche = true
	l.avis.Taire()
	l.activer()
	d := l.demande(format)
	l.marche.Partir("produire "+l.a.ID+format, "Préparation…", l.a.Genre == activite.Traitement, arreter)
	d.Progres = l.marche.Progres()
	l.objet.Refresh()
	poste.TravaillerAvec(l.p, ctx, func(ctx context.Context) (*activite.Bilan, error) { return l.p.Service.Lancer(ctx, l.a.ID, d) },
		func(b *activite.Bilan, err error) {
			arreter()
			l.enMarche = false
			l.marche.Finir()
			l.finir(b, err)
		})
}

func (l *lancement) finir(b *activite.Bilan, err error) {
	defer func() { l.muet = false }()
	defer l.Charger(nil) // a plan de secours may have become the latest
	if b != nil && b.CompteRendu != nil {
		l.numero = b.CompteRendu.Numero
	}
	l.activer()
	switch {
	case annule(err):
		l.avis.Dire("Annulé : aucun fichier n’a été produit.", true)
	case err != nil:
		l.objet.Refresh()
		l.p.Erreur(err)
		return
	default:
		l.reussir(b)
	}
	l.objet.Refresh()
	if l.numero != 0 && l.a.Genre == activite.Traitement {
		l.p.Fenetre.Canvas().Focus(l.compte)
	} else if len(l.boutons) > 0 {
		l.p.Fenetre.Canvas().Focus(l.boutons[0])
	}
}

func (l *lancement) reussir(b *activite.Bilan) {
	if len(b.Fichiers) == 0 {
		l.avis.Dire(poste.BilanEnClair("", b), len(b.Avertissements) > 0)
		return
	}
	debut := "Le traitement s’est bien déroulé : "
	if l.a.Genre == activite.Edition {
		debut = "Document produit : "
	}
	if len(b.Avertissements) > 0 {
		debut = "Terminé avec avertissement : "
	}
	texte := debut + poste.NomsFichiers(b.Fichiers)
	for _, x := range b.Avertissements {
		texte += "\nÀ noter : " + examen.Accorder(x)
	}
	var boutons []fyne.CanvasObject
	if len(b.Fichiers) == 1 && l.a.Genre == activite.Edition {
		chemin := b.Fichiers[0]
		boutons = append(boutons,
			composant.NouveauBouton("Ouvrir", composant.Normal, func() { l.p.Ouvrir(chemin) }),
			composant.NouveauBouton("Enregistrer sous…", composant.Normal, func() {
				l.p.EnregistrerSous(chemin, func(vers string) { l.avis.Dire("Enregistré : "+vers, false) })
			}))
		if strings.EqualFold(filepath.Ext(chemin), ".pdf") && !l.muet {
			l.p.Ouvrir(chemin)
		}
	}
	l.avis.Dire(texte, len(b.Avertissements) > 0, boutons...)
}

// EnMarche tells whether a run goes on.
func (l *lancement) EnMarche() bool { return l.enMarche }

// Imprimer prints the document that is looked at; without one, it shows it first.
func (l *lancement) Imprimer() {
	if l.apercu != nil {
		l.apercu.imprimer()
		return
	}
	l.avis.Dire("Visualisez d’abord le document : Ctrl+P l’imprime alors.", true)
	l.objet.Refresh()
}

// Valider does what the screen is for, by Ctrl+Enter from anywhere on it.
func (l *lancement) Valider() {
	if len(l.boutons) > 0 && l.apercu == nil && !l.boutons[0].Disabled() {
		l.boutons[0].Action()
	}
}
