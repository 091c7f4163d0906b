package poste

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/modele"
)

// ParcourirFichiers gives the button that looks for the file of a field, of these
// extensions when there are any; ensuite runs once one was chosen.
func ParcourirFichiers(p *Hote, champ *composant.Saisie, ensuite func(), extensions ...string) *composant.Bouton {
	return composant.NouveauBouton("Parcourir…", composant.Normal, func() {
		p.ChoisirFichier(extensions, func(chemin string) {
			champ.SetText(chemin)
			if ensuite != nil {
				ensuite()
			}
		})
	})
}

const reglageRecents = "fichiers-recents"

// RetenirFichier puts a file among those opened last.
func (p *Hote) RetenirFichier(chemin string) {
	p.EnFond(func() {
		recents, err := p.Service.Reglage(p.Contexte, reglageRecents)
		if err == nil {
			l := modele.AjouterRecent(strings.Split(recents, "\n"), chemin)
			err = p.Service.Regler(p.Contexte, reglageRecents, strings.Join(l, "\n"))
		}
		if err != nil {
			p.SurEcran(func() { p.Erreur(err) })
		}
	})
}

// lieu is a place to look in; the first has what is at hand, from several places.
type lieu struct{ nom, dossier string }

// lieux gives the places of this workstation, the keys first.
func (p *Hote) lieux() []lieu {
	ls := []lieu{{nom: "À portée"}}
	for _, c := range p.cles() {
		ls = append(ls, lieu{"Clé USB : " + c.Nom, c.Dossier})
	}
	if d, err := os.UserHomeDir(); err == nil {
		for _, x := range []lieu{
			{"Bureau", "Desktop"}, {"Bureau", "Bureau"}, {"Documents", "Documents"}, {"Téléchargements", "Downloads"},
			{"Téléchargements", "Téléchargements"},
		} {
			if c := filepath.Join(d, x.dossier); existe(c) {
				ls = append(ls, lieu{x.nom, c})
			}
		}
		ls = append(ls, lieu{"Dossier personnel", d})
	}
	return ls
}

// choixFichier is the dialog that looks for a file.
type choixFichier struct {
	p          *Hote
	extensions []string
	choisi     func(string)
	lieux      []lieu
	dossier    string // that is listed, "" for what is at hand
	lignes     []modele.LigneFichier
	champ      *composant.Saisie
	liste      *table.Tableau
	dit        *composant.Paragraphe
	boite      *composant.Boite
	demande    int // of the last list; an older answer is for nobody
}

// ChoisirFichier asks for a file: one that is at hand, one of a folder, or a path that
// is typed. Of a ZIP, the list says what it holds.
func (p *Hote) ChoisirFichier(extensions []string, choisi func(chemin string)) {
	x := &choixFichier{p: p, extensions: extensions, choisi: choisi, lieux: p.lieux()}
	x.champ = composant.NouvelleSaisie("", "Chemin d’un dossier ou d’un fichier")
	x.champ.Valider = x.aller
	x.liste = table.NouveauTableau([]table.Colonne{
		{Titre: "Nom", Largeur: 230, Part: 1, Milieu: true}, {Titre: "Contenu", Largeur: 150, Part: 4, Cachee: !x.zip()},
		{Titre: "Dossier", Largeur: 130, Part: 1, Milieu: true},
		{Titre: "Modifié", Largeur: 134}, {Titre: "Taille", Largeur: 78, Droite: true, Cachee: x.zip()},
	}, func() int { return len(x.lignes) }, x.cellule)
	x.liste.Agir = func(i, _ int) { x.ouvrir(i) }
	x.liste.Double = x.ouvrir
	x.liste.Deplacer = func(i int) {
		if l := x.lignes[i]; !l.Dossier {
			x.champ.SetText(l.Chemin)
		}
	}
	x.liste.Touche = func(ev *fyne.KeyEvent) bool {
		if ev.Name != fyne.KeyBackspace || x.dossier == "" {
			return false
		}
		x.lister(filepath.Dir(x.dossier))
		return true
	}
	x.liste.Vide = "Aucun fichier."
	x.dit = composant.NouveauParagraphe("", composant.Police{Taille: composant.TaillePetite, Ton: composant.Second})
	gauche := composant.Pile(5, nil)
	for _, l := range x.lieux {
		gauche.Add(composant.NouveauBouton(composant.Couper(l.nom, composant.Police{}, 170), composant.Normal, func() { x.lister(l.dossier) }))
	}
	toile := p.Fenetre.Canvas().Size()
	haut := max(170, min(420, toile.Height-260))
	cote := container.NewVScroll(composant.Marge(2, 2, 2, gauche))
	droite := composant.Pile(6, x.liste, x.champ, x.liste, composant.Hauteur(20, x.dit))
	corps := composant.Rangee(12, droite, composant.Largeur(204, cote), droite)
	x.boite = composant.Ouvrir(p.Fenetre, composant.Contenu{
		Titre: "Choisir un fichier", Largeur: min(1260, toile.Width-40), Corps: composant.Hauteur(haut, corps), Premier: x.liste,
		Reponses: []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: "Choisir", Rang: composant.Principal, Defaut: true, Verifier: func() bool {
				x.aller()
				return false // the dialog closes itself, once there is a file
			}},
		},
	})
	x.lister("")
}

func (x *choixFichier) zip() bool {
	return slices.ContainsFunc(x.extensions, func(e string) bool { return strings.EqualFold(e, ".zip") }) || len(x.extensions) == 0
}

// lister shows a folder, or what is at hand.
func (x *choixFichier) lister(dossier string) {
	x.demande++
	n := x.demande
	type lu struct {
		lignes []modele.LigneFichier
		err    error
	}
	Travailler(x.p, func(ctx context.Context) (lu, error) {
		var l lu
		if dossier == "" {
			l.lignes = x.aPortee(ctx)
		} else {
			l.lignes, l.err = modele.ListerFichiers(dossier, x.extensions)
		}
		for i := range l.lignes {
			if r := &l.lignes[i]; !r.Dossier && r.Contenu == "" && strings.EqualFold(filepath.Ext(r.Nom), ".zip") && i < auPlusLus {
				r.Contenu = activite.QueContient(r.Chemin)
			}
		}
		return l, nil
	}, func(l lu, _ error) {
		if n != x.demande {
			return
		}
		if l.err != nil {
			x.dit.Changer("!  "+modele.RaisonFichier(l.err), composant.Attention)
			x.dit.Refresh()
			return
		}
		x.dossier, x.lignes = dossier, l.lignes
		x.liste.Colonnes[2].Cachee = dossier != ""
		x.champ.SetText(dossier)
		x.liste.Vide = "Aucun fichier de ce genre ici."
		dit := dossier
		if dossier == "" {
			x.liste.Vide = "Rien de récent, et rien sur une clé : choisissez un dossier à gauche, ou tapez un chemin."
			dit = "Ouverts récemment, et trouvés sur les clés et dans les dossiers à gauche."
		}
		x.dit.Changer(dit+"   Entrée : ouvrir. Retour arrière : dossier parent.", composant.Second)
		x.liste.Refresh()
		if len(x.lignes) > 0 {
			x.liste.Placer(0)
		}
	})
}

// auPlusLus is how many ZIP of a folder are looked into.
const auPlusLus = 200

// aPortee gives the files opened last, then those of the keys and of the places of this
// workstation; of the ZIP, those that this program opens.
func (x *choixFichier) aPortee(ctx context.Context) []modele.LigneFichier {
	recents, err := x.p.Service.Reglage(ctx, reglageRecents)
	if err != nil {
		recents = "" // the keys and the folders are there without them
	}
	ls := modele.FichiersRecents(strings.Split(recents, "\n"), x.extensions)
	vus := map[string]bool{}
	for _, l := range ls {
		vus[l.Chemin] = true
	}
	for _, d := range x.lieux[1:] {
		trouves, err := modele.ListerFichiers(d.dossier, x.extensions)
		if err != nil {
			continue // the person who looks into it will be told
		}
		for i, l := range trouves {
			if l.Dossier || vus[l.Chemin] || i >= auPlusLus {
				continue
			}
			vus[l.Chemin] = true
			if strings.EqualFold(filepath.Ext(l.Nom), ".zip") {
				if l.Contenu = activite.QueContient(l.Chemin); l.Contenu == "" {
					continue
				}
			}
			ls = append(ls, l)
		}
	}
	return ls
}

func (x *choixFichier) cellule(i, k int) table.Cellule {
	l := &x.lignes[i]
	switch k {
	case 0:
		if l.Dossier {
			return table.Cellule{Texte: l.Nom + "  ›", Ton: composant.Accent}
		}
		return table.Cellule{Texte: l.Nom, Gras: true}
	case 1:
		return table.Cellule{Texte: l.Contenu}
	case 2:
		return table.Cellule{Texte: filepath.Dir(l.Chemin), Ton: composant.Second}
	case 3:
		return table.Cellule{Texte: l.Quand, Ton: composant.Second}
	}
	return table.Cellule{Texte: l.Taille, Ton: composant.Second}
}

// ouvrir goes into a folder, or takes a file.
func (x *choixFichier) ouvrir(i int) {
	if l := x.lignes[i]; l.Dossier {
		x.lister(l.Chemin)
	} else {
		x.prendre(l.Chemin)
	}
}

// aller does what the path that is typed says; without one, what the lit row says.
func (x *choixFichier) aller() {
	chemin := strings.Trim(strings.TrimSpace(x.champ.Text), `"`)
	info, err := os.Stat(chemin)
	switch i := x.liste.Curseur(); {
	case chemin == x.dossier && i >= 0 && i < len(x.lignes):
		x.ouvrir(i)
	case chemin == "":
		x.dire("Choisissez un fichier, ou tapez son chemin.")
	case err != nil:
		x.dire("« " + chemin + " » n’existe pas, ou ne se lit pas.")
	case info.IsDir():
		x.lister(chemin)
	default:
		x.prendre(chemin)
	}
}

func (x *choixFichier) dire(t string) {
	x.dit.Changer("!  "+t, composant.Attention)
	x.dit.Refresh()
}

func (x *choixFichier) prendre(chemin string) {
	x.boite.Fermer()
	x.p.RetenirFichier(chemin)
	x.choisi(chemin)
}
