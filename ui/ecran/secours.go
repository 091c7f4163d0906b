package ecran

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"delib/core/compterendu"
	"delib/core/examen"
	"delib/core/reprise"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/ecran/poste"
)

// Soutien is what the window asks of the program around it when something went
// wrong, or so that it does not. Each function may be called out of the screen's
// goroutine.
type Soutien struct {
	Copies func() ([]Copie, error)
	// Depuis tells what going back to a copy would leave behind.
	Depuis func(ctx context.Context, nom string) (actes int, jurys []string, err error)
	Copier func(ctx context.Context) error
	// Restaurer closes the program, goes back to a copy and starts again.
	Restaurer func(nom string)
	// Diagnostic writes the file for the help desk in a folder.
	Diagnostic func(ctx context.Context, dossier string) (chemin string, err error)
	// Lire reads what jurys can be rebuilt from: a file and the plans beside it, or
	// a folder of plans.
	Lire func(ctx context.Context, chemin string) (*reprise.Recueil, error)

	Plantage string   // path of the report of a crash that nobody was told of
	Annonce  []string // what was done before the window opened
}

// Copie is a copy of the base.
type Copie struct {
	Nom    string
	Le     time.Time
	Octets int64
}

// Quand says why a copy was made, from its name.
func (c *Copie) Quand() string {
	for debut, dit := range map[string]string{
		"avant-import": "avant un import", "apres-import": "après un import", "apres-retour": "après un retour à une copie",
		"avant-resynchronisation": "avant une reprise des échanges", "avant-cloture": "avant une clôture", "avant-schema": "avant une mise à jour de Délib",
		"demandee": "demandée",
	} {
		if strings.HasPrefix(c.Nom, debut) {
			return dit
		}
	}
	return strings.TrimSuffix(c.Nom, ".sqlite")
}

// OuvrirCopies shows the copies of the base, and goes back to one.
func OuvrirCopies(p *poste.Hote, s *Soutien) {
	poste.Travailler(p, func(context.Context) ([]Copie, error) { return s.Copies() }, func(cs []Copie, err error) {
		if err != nil {
			p.Erreur(err)
			return
		}
		montrerCopies(p, s, cs)
	})
}

func montrerCopies(p *poste.Hote, s *Soutien, cs []Copie) {
	t := table.NouveauTableau([]table.Colonne{
		{Titre: "Le", Largeur: 150}, {Titre: "Faite", Largeur: 220, Part: 1}, {Titre: "Taille", Largeur: 90, Droite: true},
	},
		func() int { return len(cs) }, func(i, k int) table.Cellule {
			return table.Cellule{Texte: []string{cs[i].Le.Local().Format("02/01/2006 à 15:04"), cs[i].Quand(), compterendu.Taille(cs[i].Octets)}[k]}
		})
	t.Vide = "Aucune copie encore. Délib en fait une avant et après chaque import, avant chaque clôture et chaque mise à jour."
	t.Montrees = min(8, max(2, len(cs)))
	var boite *composant.Boite
	t.Agir = func(i, _ int) {
		boite.Fermer()
		revenir(p, s, cs[i])
	}
	reponses := []composant.Reponse{{Texte: "Fermer", Annule: true, Defaut: len(cs) == 0},
		{Texte: "Faire une copie maintenant", Action: func() {
			poste.Travailler(p, func(ctx context.Context) (bool, error) { return true, s.Copier(ctx) }, func(_ bool, err error) {
				if err != nil {
					p.Erreur(err)
					return
				}
				OuvrirCopies(p, s)
			})
		}}}
	if len(cs) > 0 {
		reponses = append(reponses, composant.Reponse{Texte: "Revenir à cette copie…", Rang: composant.Principal, Defaut: true, Action: func() {
			revenir(p, s, cs[max(0, t.Curseur())])
		}})
	}
	boite = composant.Ouvrir(p.Fenetre, composant.Contenu{
		Titre: "Copies de sûreté", Largeur: 720, Aide: p.AideSur(poste.AideCopies), Premier: t, Reponses: reponses,
		Corps: composant.Pile(10, t,
			composant.NouveauParagraphe(
				"Chaque copie est la base entière de ce poste au moment dit. Elle est sur le même disque : elle protège d’une fausse manœuvre, non de la perte du "+
					"poste. Contre celle-ci, gardez le plan de secours ailleurs.",
				composant.Police{}),
			t),
	})
}

// revenir asks before it goes back to a copy, and says what is left behind.
func revenir(p *poste.Hote, s *Soutien, c Copie) {
	type depuis struct {
		actes int
		jurys []string
	}
	poste.Travailler(p, func(ctx context.Context) (depuis, error) {
		n, jurys, err := s.Depuis(ctx, c.Nom)
		return depuis{n, jurys}, err
	}, func(d depuis, err error) {
		if err != nil {
			p.Erreur(err)
			return
		}
		perte := "Rien n’a été enregistré depuis : revenir à cette copie ne fait rien perdre."
		if d.actes > 0 {
			perte = examen.Dire("Sortiront de la base : %d acte(s) enregistré(s) depuis", d.actes)
			if len(d.jurys) > 0 {
				perte += " (jurys " + strings.Join(d.jurys, ", ") + ")"
			}
			perte += ". La base d’aujourd’hui est mise de côté, jamais effacée. Les documents déjà produits peuvent ne plus correspondre. Les utilisateurs et " +
				"leurs phrases de passe redeviennent ceux de la copie."
		}
		composant.Ouvrir(p.Fenetre, composant.Contenu{
			Titre: "Revenir à la copie du " + c.Le.Local().Format("02/01/2006 à 15:04"), Largeur: 620, Aide: p.AideSur(poste.AideCopies),
			Corps: composant.Pile(10, nil, composant.Encart(d.actes > 0, composant.NouveauParagraphe(perte, composant.Police{})),
				composant.NouveauParagraphe(
					"Délib se ferme, remet la copie en place et se rouvre. Ce poste prend une nouvelle identité ; s’il est raccordé à l’académie, il faudra un nouveau "+
						"code pour le raccorder.",
					composant.Police{})),
			Reponses: []composant.Reponse{
				{Texte: "Annuler", Annule: true, Defaut: true},
				{Texte: "Revenir à cette copie", Rang: composant.Danger, Action: func() { s.Restaurer(c.Nom) }},
			},
		})
	})
}

// OuvrirDiagnostic asks for a folder and writes there the file for the help desk.
func OuvrirDiagnostic(p *poste.Hote, s *Soutien) {
	champ := composant.NouvelleSaisie(poste.Maison(), "")
	parcourir := composant.NouveauBouton("Parcourir…", composant.Normal, func() {
		d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
			if err == nil && u != nil {
				champ.SetText(u.Path())
			}
		}, p.Fenetre)
		poste.Preparer(d, champ.Text, p.Fenetre)
	})
	composant.Ouvrir(p.Fenetre, composant.Contenu{
		Titre: "Fichier pour l’assistance", Largeur: 640, Aide: p.AideSur(poste.AideAssistance), Premier: champ,
		Corps: composant.Pile(10, nil,
			composant.NouveauParagraphe(
				"Un seul fichier de texte, que vous pouvez relire : versions, états des jurys, nombres, dernières erreurs, contrôle de la base. Il ne contient ni "+
					"nom, ni numéro de candidat, ni note. Délib ne l’envoie nulle part : c’est vous qui le remettez.",
				composant.Police{}),
			poste.Etiquette("Dossier"), composant.Rangee(8, champ, champ, parcourir)),
		Reponses: []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: "Écrire le fichier", Rang: composant.Principal, Defaut: true, Action: func() {
				dossier := strings.TrimSpace(champ.Text)
				poste.Travailler(p, func(ctx context.Context) (string, error) { return s.Diagnostic(ctx, dossier) }, func(chemin string, err error) {
					if err != nil {
						p.Erreur(err)
						return
					}
					composant.Ouvrir(p.Fenetre, composant.Contenu{
						Titre: "Fichier écrit", Corps: composant.NouveauParagraphe(chemin, composant.Police{}), Largeur: 620,
						Reponses: []composant.Reponse{
							{Texte: "Le relire", Action: func() { p.Ouvrir(chemin) }}, {Texte: "Fermer", Rang: composant.Principal, Defaut: true, Annule: true},
						},
					})
				})
			}},
		},
	})
}

// Annoncer tells, when the window opens, of what happened before: a base rebuilt
// or gone back to a copy, a crash. It gives false when there is nothing to tell.
func Annoncer(p *poste.Hote, s *Soutien, ferme func()) bool {
	switch {
	case len(s.Annonce) > 0:
		lignes := s.Annonce
		s.Annonce = nil
		composant.Ouvrir(p.Fenetre, composant.Contenu{
			Titre: "Avant d’ouvrir", Largeur: 680, Aide: p.AideSur(poste.AideCopies), Corps: poste.ListeDefilante(lignes, 260), Ferme: ferme,
			Reponses: []composant.Reponse{{Texte: "Continuer", Rang: composant.Principal, Defaut: true, Annule: true}},
		})
	case s.Plantage != "":
		s.Plantage = ""
		composant.Ouvrir(p.Fenetre, composant.Contenu{
			Titre: "Délib s’était arrêté de façon inattendue", Largeur: 640, Aide: p.AideSur(poste.AideAssistance), Ferme: ferme,
			Corps: composant.NouveauParagraphe(
				"Ce qui avait été enregistré est là : la base vient d’être vérifiée. Seul un acte dont l’enregistrement n’avait pas été confirmé à l’écran peut "+
					"être à refaire.\n\nUn rapport, sans nom ni note, a été gardé sur ce poste. Voulez-vous en faire un fichier pour l’assistance ?",
				composant.Police{}),
			Reponses: []composant.Reponse{
				{Texte: "Plus tard", Annule: true},
				{Texte: "Fichier pour l’assistance…", Rang: composant.Principal, Defaut: true, Action: func() { OuvrirDiagnostic(p, s) }},
			},
		})
	default:
		return false
	}
	return true
}
