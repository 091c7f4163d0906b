package poste

import (
	"context"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/modele"
)

// Centres is what the window asks of the program around it so that a workstation
// holds several centres, exams or sessions, each in a data folder of its own.
type Centres struct {
	Present string // the name of the one that is open, "" for the workstation's own
	Lister  func(ctx context.Context) ([]activite.CentreConnu, error)
	// Vide gives the name of one in which nothing was imported.
	Vide func(ctx context.Context) (string, error)
	// Ouvrir closes the program and starts it again on one.
	Ouvrir func(nom string)
	// APart does what brings a centre in a data folder of its own and gives its
	// name; when one holds that centre already, it does nothing and says so.
	APart func(ctx context.Context, c *jury.Centre, faire func(*activite.Service) error) (nom string, tenu bool, err error)
	// Essayer opens a demonstration apart, of the bac pro or the other; nil in one.
	// Quitter leaves it; nil elsewhere.
	Essayer func(bacPro bool)
	Quitter func()
}

// OuvrirCentres lists the centres of this workstation, and opens another. quitter
// runs what closes the window, once nothing is left to record.
func OuvrirCentres(p *Hote, s *Centres, quitter func(func())) {
	Lire(p, s.Lister, func(cs []activite.CentreConnu) {
		l := modele.NouveauxCentres(cs, s.Present)
		t := table.NouveauTableau([]table.Colonne{
			{Titre: "Centre", Largeur: 480, Part: 1, Milieu: true}, {Titre: "Jurys", Largeur: 60, Droite: true}, {Titre: "Dernier acte", Largeur: 150},
			{Titre: "Dossier de données", Largeur: 190, Milieu: true},
		},
			func() int { return len(l) }, func(i, k int) table.Cellule {
				c := table.Cellule{Texte: l[i].Textes[k], Gras: k == 0 && !l[i].Present}
				if l[i].Present {
					c.Ton = composant.Second
				}
				return c
			})
		t.Montrees = min(8, max(2, len(l)))
		faute := composant.NouveauParagraphe("", composant.Police{Ton: composant.Mauvais})
		var boite *composant.Boite
		ouvrir := func() bool {
			if l[t.Curseur()].Present {
				faute.Changer("!  Ce centre est déjà ouvert : choisissez-en un autre, ou « Nouveau centre… ».", composant.Mauvais)
				return false
			}
			return true
		}
		aller := func() { quitter(func() { s.Ouvrir(l[t.Curseur()].Nom) }) }
		t.Agir = func(int, int) {
			if ouvrir() {
				boite.Fermer()
				aller()
			}
		}
		reponses := []composant.Reponse{{Texte: "Annuler", Annule: true}}
		if p.Centre != nil { // the first start is a new centre
			reponses = append(reponses, composant.Reponse{Texte: "Nouveau centre…", Action: func() {
				Lire(p, s.Vide, func(nom string) { quitter(func() { s.Ouvrir(nom) }) })
			}})
		}
		boite = composant.Ouvrir(p.Fenetre, composant.Contenu{
			Titre: "Ouvrir un autre centre", Largeur: 960, Premier: t, Aide: p.AideSur(modele.EcranImporter),
			Corps: composant.Pile(10, t,
				composant.NouveauParagraphe(
					"Chaque centre, examen et session a son dossier de données sur ce poste. Délib se ferme, puis se rouvre sur celui que vous choisissez ; les autres "+
						"restent comme ils sont.",
					composant.Police{}),
				t, faute),
			Reponses: append(reponses, composant.Reponse{Texte: "Ouvrir", Rang: composant.Principal, Defaut: true, Verifier: ouvrir, Action: aller}),
		})
		t.Placer(premierAutre(l))
	})
}

// premierAutre gives the first centre that is not the one that is open.
func premierAutre(l []modele.LigneCentre) int {
	for i := range l {
		if !l[i].Present {
			return i
		}
	}
	return 0
}

// AutreCentre tells whether a dossier goes in another data folder than this one.
func (p *Hote) AutreCentre(c *jury.Centre) bool {
	return p.Centre != nil && !p.Centre.Meme(c)
}

// OuvrirAPart proposes a data folder of its own for a dossier or plans of another
// centre; faire brings them in it.
func (p *Hote) OuvrirAPart(c *jury.Centre, faire func(context.Context, *activite.Service) error) {
	composant.Ouvrir(p.Fenetre, composant.Contenu{
		Titre: "Un autre centre", Largeur: 640, Aide: p.AideSur(modele.EcranImporter),
		Corps: composant.Pile(10, nil, composant.NouveauParagraphe("Ce fichier est celui de : "+activite.NommerCentre(c)+".", composant.Police{Gras: true}),
			composant.NouveauParagraphe("Ce poste a ouvert : "+activite.NommerCentre(p.Centre)+". Rien n’y a été changé.", composant.Police{}),
			composant.NouveauParagraphe(
				"L’ouvrir à part lui donne son propre dossier de données. Délib se ferme, puis se rouvre dessus ; vous revenez ici par Fichier, « Ouvrir un autre "+
					"centre… ».",
				composant.Police{})),
		Reponses: []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: "L’ouvrir à part", Rang: composant.Principal, Defaut: true, Action: func() {
				type place struct {
					nom  string
					tenu bool
				}
				Lire(p, func(ctx context.Context) (place, error) {
					nom, tenu, err := p.Centres.APart(ctx, c, func(s *activite.Service) error { return faire(ctx, s) })
					return place{nom, tenu}, err
				}, func(x place) {
					if !x.tenu {
						p.Quitter(func() { p.Centres.Ouvrir(x.nom) })
						return
					}
					p.dejaAPart(x.nom)
				})
			}},
		},
	})
}

// dejaAPart opens a centre that this workstation holds already, where the person
// then brings the file himself.
func (p *Hote) dejaAPart(nom string) {
	composant.Ouvrir(p.Fenetre, composant.Contenu{
		Titre: "Ce centre est déjà sur ce poste", Largeur: 600,
		Corps: composant.NouveauParagraphe("Il a déjà son dossier de données, et rien n’y a été changé. Ouvrez-le, puis importez-y le fichier (Ctrl+O).",
			composant.Police{}),
		Reponses: []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: "Ouvrir ce centre", Rang: composant.Principal, Defaut: true, Action: func() { p.Quitter(func() { p.Centres.Ouvrir(nom) }) }},
		},
	})
}

// ImporterAPart proposes it when what was refused is the dossier of another
// centre; it tells whether it did.
func (p *Hote) ImporterAPart(chemin string, err error) bool {
	if p.Centres == nil || examen.CodeDe(err) != examen.CodeDossier {
		return false
	}
	d, err := activite.LireDossier(chemin)
	if err != nil || !p.AutreCentre(&d.Centre) {
		return false
	}
	par := p.Par
	p.OuvrirAPart(&d.Centre, func(ctx context.Context, s *activite.Service) error {
		_, err := s.ImporterContenu(ctx, d, par)
		return err
	})
	return true
}
