package ecran

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// What the exchange asks a person.

// champDit is a field, what it is, and what is said when it is empty.
type champDit struct {
	champ            *composant.Saisie
	titre, aide, dit string
	dossier          bool // a folder, that may be looked for
}

// demander asks several lines of text; a field without dit may stay empty.
func demander(p *poste.Hote, titre, explication, bouton string, champs []champDit, faire func()) {
	corps := composant.Pile(5, nil, composant.NouveauParagraphe(explication, composant.Police{}))
	faute := composant.NouveauParagraphe("", composant.Police{Ton: composant.Mauvais})
	for _, c := range champs {
		corps.Add(poste.Etiquette(c.titre))
		if c.dossier {
			corps.Add(composant.Rangee(8, c.champ, c.champ, p.ParcourirDossiers(c.champ)))
		} else {
			corps.Add(c.champ)
		}
		if c.aide != "" {
			corps.Add(composant.NouveauParagraphe(c.aide, composant.Police{Taille: composant.TaillePetite, Ton: composant.Second}))
		}
	}
	corps.Add(composant.Hauteur(22, faute))
	composant.Ouvrir(p.Fenetre, composant.Contenu{
		Titre: titre, Corps: corps, Largeur: 640, Premier: champs[0].champ, Aide: p.AideSur(modele.EcranEchanges),
		Reponses: []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: bouton, Rang: composant.Principal, Defaut: true, Action: faire, Verifier: func() bool {
				for _, c := range champs {
					if c.dit != "" && strings.TrimSpace(c.champ.Text) == "" {
						faute.Changer("!  "+c.dit, composant.Mauvais)
						p.Fenetre.Canvas().Focus(c.champ)
						return false
					}
				}
				return true
			}},
		},
	})
}

func (x *echanges) raccorder() { DemanderRaccordement(x.p, x.agir) }

// DemanderRaccordement asks what the académie gave to enrol a workstation, and
// hands over what does it.
func DemanderRaccordement(p *poste.Hote, agir func(func(context.Context) (string, error))) {
	adresse, empreinte := composant.NouvelleSaisie(p.Liaison.Adresse, "https://…"), composant.NouvelleSaisie("", "SHA256:…")
	code := composant.NouvelleSaisie("", "AAAA-BBBB-CCCC")
	demander(p, "Raccorder ce poste",
		"Votre académie vous a donné ces trois indications. Ce qui est déjà enregistré ici partira au premier échange ; rien n’est effacé.", "Raccorder",
		[]champDit{
			{adresse, "Adresse du serveur *", "Elle commence par https://.", "Indiquez l’adresse du serveur de l’académie.", false},
			{
				empreinte, "Empreinte du certificat", "Elle prouve que c’est bien le serveur de l’académie. Vide seulement si l’académie n’en donne pas.", "",
				false,
			},
			{code, "Code *", "Il sert une seule fois, pour ce poste.", "Indiquez le code donné par l’académie.", false},
		}, func() {
			a, e, c := strings.TrimSpace(adresse.Text), strings.TrimSpace(empreinte.Text), strings.TrimSpace(code.Text)
			agir(func(ctx context.Context) (string, error) {
				centre, err := p.Echange.Raccorder(ctx, a, e, c)
				return "Ce poste est raccordé au centre " + centre + ". Les échanges se font désormais d’eux-mêmes.", err
			})
		})
}

func (x *echanges) exporter() {
	nom := fmt.Sprintf("actes-%s-%s-%s.zip", x.p.Centre.Lieu.UAI, x.p.Centre.Session, x.p.Horloge().Format("2006-01-02-1504"))
	dossier, fichier := composant.NouvelleSaisie(poste.Maison(), ""), composant.NouvelleSaisie(nom, "")
	cle, code := composant.NouvelleSaisie("", "age1…"), composant.NouvelleSaisie("", "AAAA-BBBB-CCCC")
	champs := []champDit{
		{dossier, "Dossier (par exemple la clé USB) *", "", "Indiquez où écrire le fichier.", true},
		{fichier, "Nom du fichier *", "Un fichier du même nom n’est jamais remplacé.", "Indiquez le nom du fichier.", false},
	}
	if !x.p.Liaison.Raccorde {
		champs = append(champs,
			champDit{
				cle, "Clé d’échange de l’académie *", "Ce poste n’a jamais été raccordé : demandez-lui sa clé et un code, par téléphone s’il le faut.",
				"Indiquez la clé d’échange de l’académie.", false,
			},
			champDit{code, "Code *", "", "Indiquez le code donné par l’académie.", false})
	}
	demander(x.p, "Exporter les actes vers un fichier",
		"Le fichier contient tout ce qui attend, chiffré pour l’académie. Les actes restent en attente ici jusqu’à l’import de sa réponse.", "Exporter", champs,
		func() {
			vers := filepath.Join(strings.TrimSpace(dossier.Text), strings.TrimSpace(fichier.Text))
			k, c := strings.TrimSpace(cle.Text), strings.TrimSpace(code.Text)
			x.agir(func(ctx context.Context) (string, error) {
				chemin, n, err := x.p.Echange.Exporter(ctx, vers, k, c)
				return modele.Compter(n, "acte", "actes") + " dans le fichier : " + chemin, err
			})
		})
}

func (x *echanges) importer() {
	champ := composant.NouvelleSaisie("", "Chemin du fichier reçu de l’académie (.zip)")
	parcourir := poste.ParcourirFichiers(x.p, champ, nil)
	faute := composant.NouveauParagraphe("", composant.Police{Ton: composant.Mauvais})
	composant.Ouvrir(x.p.Fenetre, composant.Contenu{
		Titre: "Importer les réponses de l’académie", Largeur: 640, Premier: champ,
		Corps: composant.Pile(8, nil,
			composant.NouveauParagraphe(
				"Le fichier est vérifié : il doit être signé par le serveur de votre académie, pour ce poste. L’importer deux fois ne change rien.",
				composant.Police{}),
			composant.Rangee(8, champ, champ, parcourir), composant.Hauteur(22, faute)),
		Reponses: []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: "Importer", Rang: composant.Principal, Defaut: true, Verifier: func() bool {
				if strings.TrimSpace(champ.Text) == "" {
					faute.Changer("!  Indiquez le fichier.", composant.Mauvais)
					return false
				}
				return true
			}, Action: func() {
				chemin := strings.Trim(strings.TrimSpace(champ.Text), `"`)
				poste.Travailler(x.p, func(ctx context.Context) (*modele.Echange, error) { return x.p.Echange.Importer(ctx, chemin) }, x.fait)
			}},
		},
	})
}

// trancher asks which value stands; a person settles, with a reason.
func (x *echanges) trancher(v *modele.VueDivergence) {
	const autreNote = 2
	faute := composant.NouveauParagraphe("", composant.Police{Ton: composant.Mauvais})
	note := composant.NouvelleSaisie("", "10, 9,5 ou « absent »")
	motif := composant.NouvelleSaisie("", "Pourquoi cette valeur ? Par exemple : copie relue par le jury")
	effet := composant.NouveauParagraphe("", composant.Police{Gras: true})
	essai := 0
	essayer := func(option int) {
		essai++
		n := essai
		effet.Changer("", composant.Courant)
		m, ok := v.Essai(option, note.Text)
		if !ok {
			return
		}
		poste.Travailler(x.p, func(ctx context.Context) (*activite.Effet, error) { return x.p.Service.Essayer(ctx, m) }, func(f *activite.Effet, err error) {
			if n == essai && err == nil { // a refusal is told when the choice is recorded
				effet.Changer("Moyenne "+modele.OuTiret(f.Apres.Moyenne)+"  –  "+x.p.Profil.Libelle(f.Apres.Decision), poste.TonDecision(f.Apres.Decision))
			}
		})
	}
	choix := composant.NouveauRadio(v.Options(), -1, func(i int) {
		faute.Changer("", composant.Mauvais)
		essayer(i)
		if i == autreNote {
			x.p.Fenetre.Canvas().Focus(note)
		}
	})
	note.OnChanged = func(t string) {
		if t != "" && choix.Choisi() != autreNote {
			choix.Choisir(autreNote)
			return
		}
		essayer(choix.Choisi())
	}
	corps := composant.Pile(6, nil, poste.Gras(v.Titre), choix)
	if !v.Choix {
		corps.Add(note)
		corps.Add(composant.Hauteur(22, effet))
	}
	corps.Add(poste.Etiquette("Motif (sans lui : « Deux postes avaient saisi… »)"))
	corps.Add(motif)
	corps.Add(composant.Encart(true,
		composant.NouveauParagraphe("La valeur choisie vaudra sur tous les postes et à l’académie. Le choix, son motif et votre nom sont inscrits au journal.",
			composant.Police{Taille: 13})))
	corps.Add(composant.Hauteur(22, faute))
	par := x.p.Par
	composant.Ouvrir(x.p.Fenetre, composant.Contenu{
		Titre: "Trancher", Largeur: 680, Corps: corps, Premier: choix,
		Reponses: []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: "Enregistrer ce choix", Rang: composant.Principal, Defaut: true, Verifier: func() bool {
				switch {
				case choix.Choisi() < 0:
					faute.Changer("!  Choisissez la valeur à garder (flèches, puis Entrée).", composant.Mauvais)
				case choix.Choisi() == autreNote && strings.TrimSpace(note.Text) == "":
					faute.Changer("!  Tapez la note à retenir.", composant.Mauvais)
					x.p.Fenetre.Canvas().Focus(note)
				default:
					return true
				}
				return false
			}, Action: func() {
				valeur, raison := v.Choisie(choix.Choisi(), note.Text), strings.TrimSpace(motif.Text)
				x.agir(func(ctx context.Context) (string, error) {
					_, err := x.p.Service.Resoudre(ctx, v.ID, valeur, raison, par)
					return v.Titre + " : c’est tranché.", err
				})
			}},
		},
	})
}
