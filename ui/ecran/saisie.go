package ecran

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/core/activite"
	"delib/core/jury"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
	"delib/ui/modele/grille"
)

// saisie is the screen of the activities that enter values: a grid of the
// candidates admitted to the contrôle.
type saisie struct {
	p           *poste.Hote
	a           *activite.Activite
	nommes      []string
	objet       *fyne.Container
	avis        *poste.Avis
	choix       *modele.Selection
	m           *grille.Saisie
	grille      *table.Grille
	place       *fyne.Container
	jurys       *composant.Bouton
	grises      *composant.Paragraphe
	recherche   *composant.Saisie
	etat        *composant.Paragraphe
	elements    *composant.Paragraphe
	ligne       *composant.Paragraphe
	enregistrer *composant.Bouton
	enCours     bool
}

func nouvelleSaisie(p *poste.Hote, a *activite.Activite, nommes []string) *saisie {
	s := &saisie{p: p, a: a, nommes: nommes, avis: poste.NouvelAvis(), choix: &modele.Selection{}, place: container.NewStack()}
	s.jurys = composant.NouveauBouton("Jurys…", composant.Normal, s.choisirJurys)
	s.grises = composant.NouveauParagraphe("", composant.Police{Taille: composant.TaillePetite, Ton: composant.Second})
	s.recherche = composant.NouvelleSaisie("", "Rechercher dans les résultats")
	s.recherche.OnChanged = func(t string) {
		s.m.Rechercher(t)
		s.grille.Actualiser()
	}
	s.recherche.Valider = func() { p.Fenetre.Canvas().Focus(s.grille) }
	s.etat = composant.NouveauParagraphe("", composant.Police{Gras: true})
	s.elements = composant.NouveauParagraphe("", composant.Police{Taille: composant.TaillePetite, Ton: composant.Second})
	s.ligne = composant.NouveauParagraphe("", composant.Police{Taille: 13})
	s.enregistrer = composant.NouveauBouton("Enregistrer (Ctrl+S)", composant.Principal, s.Enregistrer)
	boutons := composant.Rangee(8, nil, s.enregistrer,
		composant.NouveauBouton("Exporter CSV", composant.Normal, s.exporter),
		composant.NouveauBouton("Reprendre un fichier…", composant.Normal, s.reprendre),
		composant.NouveauBouton("Rafraîchir", composant.Normal, func() { s.Charger(nil) }))
	s.montrer(grille.NouvelleSaisie(a, p.Profil, nil, nil))
	ressort := composant.Ressort()
	grises := composant.AuMilieu(s.grises)
	s.objet = poste.Page(modele.Chemin(a, p.Profil), a.TitreEcran(p.Profil), s.avis, s.place,
		composant.Rangee(10, grises, s.jurys, grises),
		composant.Rangee(10, ressort, composant.Largeur(300, s.recherche), ressort, composant.Largeur(440, composant.AuMilieu(s.etat))),
		s.place, s.elements, composant.Hauteur(38, s.ligne), boutons)
	return s
}

func (s *saisie) Objet() fyne.CanvasObject { return s.objet }

func (s *saisie) Premier() fyne.Focusable {
	if s.m.Total() == 0 {
		return s.jurys
	}
	return s.grille
}

// montrer shows the grid of a state.
func (s *saisie) montrer(m *grille.Saisie) {
	s.m = m
	if s.grille == nil {
		s.grille = table.NouvelleGrille(m.Grille)
		s.grille.Bouge = s.dire
		s.grille.Colle = s.direColle
		s.grille.Retirer = s.retirer
		s.grille.Aider = s.calendrier
		s.grille.Chercher = func() { s.p.Fenetre.Canvas().Focus(s.recherche) }
		s.place.Objects = []fyne.CanvasObject{s.grille.Vue}
		s.grille.Placer(0, m.Depart())
	}
	s.grille.Changer(m.Grille)
	s.dire()
}

// calendrier offers a day for the date of an épreuve: the hour, if there is one, stays,
// or else is to be typed after it.
func (s *saisie) calendrier(i, k int) bool {
	if !s.m.Choix || k != grille.ChoixDate {
		return false
	}
	texte := s.m.Cellule(i, k).Texte
	jour, heure := s.p.Horloge(), ""
	if t, err := time.Parse("02/01/2006 15:04", texte); err == nil {
		jour, heure = t, t.Format("15:04")
	}
	composant.OuvrirCalendrier(s.grille, jour, func(t time.Time) {
		s.grille.Commencer(t.Format("02/01/2006") + " " + heure)
	})
	return true
}

// dire shows what is recorded or not, and the reason of the cell under the cursor.
func (s *saisie) dire() {
	if s.grille == nil {
		return
	}
	ton := composant.Bon
	if s.m.Modifications() > 0 {
		ton = composant.Attention
	}
	s.etat.Changer(s.m.EnClair(), ton)
	s.elements.Changer(s.m.Elements(), composant.Second)
	s.enregistrer.Activer(!s.enCours && (s.m.Modifications() > 0 || s.grille.EnEdition()))
	i, k := s.grille.Curseur()
	if i < 0 || i >= s.m.Nombre() {
		s.ligne.Changer("", composant.Second)
		return
	}
	l, c := s.m.Ligne(i), s.m.Cellule(i, k)
	switch {
	case c.Faute != "":
		s.ligne.Changer("!  "+l.Valeurs[0]+" : "+c.Faute, composant.Mauvais)
	case l.Fermee != "":
		s.ligne.Changer(l.Valeurs[0]+" : "+l.Fermee, composant.Second)
	case c.Modifiee && l.Valeurs[k] != "" && !s.m.Choix:
		s.ligne.Changer("Note enregistrée : "+l.Valeurs[k]+". Échap la rétablit ; Suppr la retire, avec un motif.", composant.Second)
	case c.Modifiee && l.Valeurs[k] != "":
		s.ligne.Changer("Valeur enregistrée : "+l.Valeurs[k]+". Échap ou Suppr la rétablit.", composant.Second)
	case k == grille.ChoixDate && s.m.Choix:
		s.ligne.Changer("Date et heure, comme vous l’écrivez : 3/7 9h, 03/07/2023 08:30. F4 : calendrier. "+
			"Une par discipline si elles diffèrent, séparées par « ; ».", composant.Second)
	case k == grille.ChoixCentre && s.m.Choix:
		s.ligne.Changer("Centre : son UAI, ou un mot de son nom ou de sa ville. Entrée ouvre la liste. "+
			"Un par discipline s’ils diffèrent, séparés par « ; ».", composant.Second)
	case len(c.Texte) > 20:
		s.ligne.Changer(s.m.Colonnes[k].Titre+" : "+c.Texte, composant.Second)
	default:
		s.ligne.Changer(
			"Tapez pour remplacer. F2 corrige, Suppr retire, Entrée descend, Tab avance, Échap rétablit, Ctrl+V colle une colonne, F3 trie, F4 ouvre la liste, "+
				"F6 sort de la grille.",
			composant.Second)
	}
}

// retirer asks why, and takes a recorded mark back; what is typed elsewhere stays.
func (s *saisie) retirer(i, k int) bool {
	x, note, ok := s.m.ARetirer(i, k)
	if !ok {
		return false
	}
	par := s.p.Par
	poste.Demander(s.p.Fenetre, "Retirer une note enregistrée",
		note+"\nElle manquera de nouveau. La note et son retrait restent au journal, avec votre nom et ce motif.", "", "Retirer la note",
		func(t string) string {
			if strings.TrimSpace(t) == "" {
				return "Le motif est obligatoire."
			}
			return ""
		}, func(motif string) {
			d := activite.Demande{
				Titre: activite.SansTitre, Par: par,
				Valeurs: map[string][]string{"candidat": {x.Candidat}, "epreuve": {x.Epreuve}, "valeur": {"retirer"}, "motif": {motif}},
			}
			poste.Travailler(s.p, func(ctx context.Context) (*activite.Bilan, error) { return s.p.Service.Lancer(ctx, s.a.ID, d) },
				func(_ *activite.Bilan, err error) {
					if err != nil {
						s.p.Erreur(err)
						return
					}
					s.m.Restaurer(i, k)
					s.recharger(s.m, nil, func() {
						s.avis.Dire("Note retirée : "+note, false)
						s.objet.Refresh()
					})
				})
		}, nil)
	return true
}

func (s *saisie) direColle(poses, dehors int) {
	t := modele.Compter(poses, "cellule collée", "cellules collées") + ", à enregistrer."
	if dehors > 0 {
		t += " " + modele.Compter(dehors, "valeur sans place a été laissée", "valeurs sans place ont été laissées") + "."
	}
	if f := s.m.Fautes(); f > 0 {
		t += " " + modele.Compter(f, "ligne à corriger", "lignes à corriger") + " (!)."
	}
	s.avis.Dire(t, dehors > 0 || s.m.Fautes() > 0)
	s.objet.Refresh()
}

// Charger reads the jurys again; it asks first when something is not recorded.
func (s *saisie) Charger(pret func()) {
	if !poste.Retenir(s.p, s, func() { s.m.Abandonner(); s.recharger(nil, nil, pret) }) {
		s.recharger(nil, nil, pret)
	}
}

type donneesSaisie struct {
	situations []activite.Situation
	jurys      []jury.Dossier
}

// recharger reads the jurys; avant, if any, is the state whose unsaved work
// goes on, refus what the service said of it.
func (s *saisie) recharger(avant *grille.Saisie, refus map[string]string, pret func()) {
	ancien := s.choix
	poste.Lire(s.p, func(ctx context.Context) (x donneesSaisie, err error) {
		if x.situations, err = s.p.Service.Situations(ctx); err != nil {
			return x, err
		}
		choix := modele.NouvelleSelection(s.a, s.p.Profil, x.situations, s.nommes)
		if len(ancien.Jurys) > 0 {
			choix.Garder(ancien)
		}
		for _, code := range choix.Coches() {
			d, err := s.p.Service.Jury(ctx, code)
			if err != nil {
				return x, err
			}
			x.jurys = append(x.jurys, d)
		}
		return x, nil
	}, func(x donneesSaisie) {
		s.choix = modele.NouvelleSelection(s.a, s.p.Profil, x.situations, s.nommes)
		if len(ancien.Jurys) > 0 {
			s.choix.Garder(ancien)
		}
		m := grille.NouvelleSaisie(s.a, s.p.Profil, x.jurys, s.p.Centre.Etablissements)
		if avant == nil {
			avant = s.m
			avant.Abandonner()
		}
		m.Garder(avant.Grille, refus)
		s.grille.Vide = "Aucun candidat de ces jurys n’est " + s.p.Profil.Mots.AdmisAu2 + "."
		if s.choix.Possibles() == 0 {
			s.grille.Vide = s.choix.Resume()
		}
		s.montrer(m)
		s.direJurys()
		s.objet.Refresh()
		if pret != nil {
			pret()
		}
	})
}

// direJurys names the jurys of the grid, and those greyed with the reason.
func (s *saisie) direJurys() {
	var grises []string
	for _, j := range s.choix.Jurys {
		if !j.Possible {
			grises = append(grises, j.Code+" ("+j.Etape.Code()+")")
		}
	}
	coches := s.choix.Coches()
	s.jurys.Changer("Jurys : " + modele.Compter(len(coches), "ouvert", "ouverts") + " sur " + strconv.Itoa(len(s.choix.Jurys)) + "…")
	if len(grises) == 0 {
		s.grises.Changer("", composant.Second)
		return
	}
	raison := ""
	for _, j := range s.choix.Jurys {
		if !j.Possible {
			raison = j.Raison
		}
	}
	if n := len(grises); n > 6 {
		grises = append(grises[:5], modele.Compter(n-5, "autre", "autres"))
	}
	s.grises.Changer("Grisés : "+modele.Enumerer(grises)+". "+raison+".", composant.Second)
}

// choisirJurys opens the list of the jurys, those of another state greyed.
func (s *saisie) choisirJurys() {
	jurys := poste.NouveauxJurys(s.choix.Copie())
	choix, t := jurys.Choix, jurys.Tableau
	t.Montrees = min(10, max(4, len(choix.Jurys)))
	const montrer = "Montrer ces jurys"
	var boite *composant.Boite
	jurys.Change = func() { boite.Activer(montrer, len(choix.Coches()) > 0) }
	boite = composant.Ouvrir(s.p.Fenetre, composant.Contenu{
		Titre: "Jurys de la grille", Largeur: 880, Premier: t, Corps: composant.Pile(7, t, jurys.Tete, t),
		Reponses: []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: montrer, Rang: composant.Principal, Defaut: true, Action: func() {
				changer := func() {
					s.choix, s.nommes = choix, nil
					s.m.Abandonner()
					s.recharger(nil, nil, nil)
				}
				if !poste.Retenir(s.p, s, changer) {
					changer()
				}
			}},
		},
	})
	boite.Activer(montrer, len(choix.Coches()) > 0)
}

// NonEnregistre says what would be lost, "" for nothing.
func (s *saisie) NonEnregistre() string {
	s.grille.Valider()
	if s.m.Modifications() == 0 {
		return ""
	}
	return strings.TrimPrefix(s.m.EnClair(), "●  ")
}

// Enregistrer records all that can be, and says what was refused.
func (s *saisie) Enregistrer() { s.EnregistrerPuis(nil) }

// EnregistrerPuis records, and goes on when nothing is left to correct.
func (s *saisie) EnregistrerPuis(suite func()) {
	s.grille.Valider()
	envois := s.m.Envois()
	if s.enCours {
		return
	}
	if len(envois) == 0 {
		t := "Tout est déjà enregistré."
		if f := s.m.Fautes(); f > 0 {
			t = "Rien n’a été enregistré : " + modele.Compter(f, "ligne est à corriger", "lignes sont à corriger") + " (!).\n"
			t += s.allerALaFaute()
		}
		s.avis.Dire(t, s.m.Fautes() > 0)
		s.objet.Refresh()
		return
	}
	if c := s.m.AConfirmer(envois); c != nil {
		s.p.Confirmer(*c, false, func() {
			s.m.Confirmer(envois)
			s.envoyer(envois, suite)
		})
		return
	}
	s.envoyer(envois, suite)
}

// envoyer records what was typed, and shows what became of it.
func (s *saisie) envoyer(envois []activite.Saisi, suite func()) {
	m, par := s.m, s.p.Par
	s.enCours = true
	s.enregistrer.Activer(false)
	poste.Travailler(s.p, func(ctx context.Context) (map[string]string, error) {
		return m.Enregistrer(ctx, s.p.Service, envois, par)
	}, func(refus map[string]string, err error) {
		s.enCours = false
		if err != nil {
			s.dire()
			s.p.Erreur(err)
			return
		}
		s.recharger(m, refus, func() {
			if s.p.Fenetre.Canvas().Focused() == s.enregistrer {
				s.p.Fenetre.Canvas().Focus(s.grille) // the button has nothing left to do
			}
			texte, attention := s.m.Bilan(len(envois), len(refus))
			s.allerALaFaute()
			s.avis.Dire(texte, attention)
			s.dire()
			s.objet.Refresh()
			if suite != nil && s.m.Modifications() == 0 {
				suite()
			}
		})
	})
}

// allerALaFaute puts the cursor on the first wrong cell, and says why it is wrong.
func (s *saisie) allerALaFaute() string {
	i, k, raison := s.m.PremiereFaute()
	if raison != "" && i >= 0 {
		s.grille.Placer(i, k)
	}
	return raison
}

func (s *saisie) exporter() {
	s.grille.Valider()
	titres, lignes := s.m.Export()
	titre := s.a.Titre(s.p.Profil)
	poste.Travailler(s.p, func(ctx context.Context) (string, error) {
		return s.p.Service.ExporterCSV(ctx, titre, titres, lignes)
	}, func(chemin string, err error) {
		if err != nil {
			s.p.Erreur(err)
			return
		}
		t := "Document produit : " + filepath.Base(chemin) + " (" + modele.Compter(len(lignes), "ligne", "lignes") + ")."
		if s.m.Modifications() > 0 {
			t += " Il contient aussi ce qui n’est pas encore enregistré."
		}
		s.avis.Dire(t, false,
			composant.NouveauBouton("Ouvrir", composant.Normal, func() { s.p.Ouvrir(chemin) }),
			composant.NouveauBouton("Enregistrer sous…", composant.Normal, func() {
				s.p.EnregistrerSous(chemin, func(vers string) { s.avis.Dire("Enregistré : "+vers, false) })
			}))
		s.objet.Refresh()
	})
}
