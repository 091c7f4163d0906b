package ecran

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/core/activite"
	"delib/core/examen"
	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// accueil is "Où en sommes-nous ?".
type accueil struct {
	p          *poste.Hote
	objet      *fyne.Container
	totaux     *fyne.Container
	lignes     *fyne.Container
	defil      *container.Scroll
	avis       *poste.Avis
	echanges   *composant.Bouton
	premier    *composant.Bouton
	situations []activite.Situation
	m          modele.Accueil
	filtre     modele.FiltreAccueil
	filtres    *fyne.Container // where the jurys are many
	etats      *fyne.Container
	suites     *fyne.Container
	compte     *composant.Paragraphe
}

func nouvelAccueil(p *poste.Hote) *accueil {
	a := &accueil{p: p, totaux: composant.Flot(8, false), lignes: composant.EnColonnes(largeurCarte, 6), avis: poste.NouvelAvis()}
	a.defil = container.NewVScroll(composant.Marge(3, 3, 4, a.lignes))
	recherche := composant.NouvelleSaisie("", "Rechercher un jury")
	recherche.OnChanged = func(t string) {
		a.filtre.Recherche = t
		a.filtrer()
	}
	a.etats, a.suites = container.NewStack(), container.NewStack()
	a.compte = composant.NouveauParagraphe("", composant.Police{Taille: 13, Ton: composant.Second})
	compte := composant.AuMilieu(a.compte)
	a.filtres = composant.Rangee(8, compte, composant.Largeur(220, recherche), composant.Largeur(290, a.etats), composant.Largeur(290, a.suites), compte)
	a.objet = poste.Page("", modele.TitreAccueil, a.avis, a.defil, a.totaux, a.filtres, a.defil)
	return a
}

func (a *accueil) Objet() fyne.CanvasObject { return a.objet }

// Premier is the first way to where work is done; an act that moves a jury never is.
func (a *accueil) Premier() fyne.Focusable {
	if a.premier == nil {
		return nil
	}
	return a.premier
}

func (a *accueil) Charger(pret func()) {
	poste.Lire(a.p, a.p.Service.Situations, func(ss []activite.Situation) {
		a.situations = ss
		a.m = modele.NouvelAccueil(a.p.Profil, ss, a.p.Demonstration)
		rang := a.rangFocus()
		a.montrerTotaux(a.m.Totaux)
		a.montrerFiltres()
		a.montrerLignes()
		if f := composant.Focalisables(a.lignes); rang >= 0 && len(f) > 0 {
			a.p.Fenetre.Canvas().Focus(f[min(rang, len(f)-1)])
		}
		if pret != nil {
			pret()
		}
	})
}

// largeurCarte is the width from which two jurys stand side by side.
const largeurCarte = 760

// montrerFiltres offers the states and what is to do, where the jurys are many; what
// was chosen and is no longer there is forgotten.
func (a *accueil) montrerFiltres() {
	a.filtres.Hidden = len(a.m.Lignes) < modele.Beaucoup
	if a.filtres.Hidden {
		a.filtre = modele.FiltreAccueil{}
		return
	}
	offrir := func(place *fyne.Container, cs []modele.Choix, choisi *string) {
		rang := 0
		var textes []string
		for i, c := range cs {
			textes = append(textes, c.Libelle)
			if c.Valeur == *choisi {
				rang = i
			}
		}
		*choisi = cs[rang].Valeur
		x := composant.NouveauChoix(textes, rang, func(i int) {
			*choisi = cs[i].Valeur
			a.filtrer()
		})
		x.Tenir(260)
		place.Objects = []fyne.CanvasObject{x.Vue}
	}
	offrir(a.etats, a.m.Etats(), &a.filtre.Etat)
	offrir(a.suites, a.m.Suites(), &a.filtre.Faire)
}

// filtrer shows the jurys of other choices, from the first.
func (a *accueil) filtrer() {
	a.montrerLignes()
	a.defil.ScrollToTop()
}

// montrerLignes draws the jurys that a person wants to see.
func (a *accueil) montrerLignes() {
	a.lignes.Objects, a.premier = nil, nil
	vus := a.m.Filtrer(a.filtre)
	for _, i := range vus {
		a.lignes.Add(a.ligne(&a.m.Lignes[i]))
	}
	t := ""
	if len(vus) == 0 {
		t = "Aucun jury ne répond à ces choix."
	} else if len(vus) < len(a.m.Lignes) {
		t = modele.Compter(len(vus), "jury montré", "jurys montrés")
	}
	a.compte.Changer(t, composant.Second)
	a.objet.Refresh()
}

// LiaisonChange shows how many acts wait now.
func (a *accueil) LiaisonChange() {
	if a.situations != nil && a.p.Fenetre.Canvas().Overlays().Top() == nil {
		a.montrerTotaux(modele.NouvelAccueil(a.p.Profil, a.situations, a.p.Demonstration).Totaux)
		a.objet.Refresh()
	}
}

// montrerTotaux writes the numbers of the top; what waits to be sent or looked at
// leads to the exchanges.
func (a *accueil) montrerTotaux(totaux []modele.Total) {
	avait := a.echanges != nil && a.p.Fenetre.Canvas().Focused() == fyne.Focusable(a.echanges)
	a.totaux.Objects, a.echanges = nil, nil
	for _, t := range append(totaux, a.p.Liaison.Totaux()...) {
		a.totaux.Add(total(t))
	}
	if len(a.p.Liaison.Totaux()) > 0 {
		a.echanges = composant.NouveauBouton("Voir les échanges", composant.Normal, func() { a.p.Aller(modele.EcranEchanges, nil) })
		a.totaux.Add(composant.AuMilieu(a.echanges))
		if avait {
			a.p.Fenetre.Canvas().Focus(a.echanges)
		}
	}
}

// rangFocus gives which button of the lines has the focus, -1 for none.
func (a *accueil) rangFocus() int {
	for i, f := range composant.Focalisables(a.lignes) {
		if f == a.p.Fenetre.Canvas().Focused() {
			return i
		}
	}
	return -1
}

func total(t modele.Total) fyne.CanvasObject {
	ton, nombre := composant.Courant, t.Nombre
	if t.Alerte {
		ton, nombre = composant.Attention, "! "+nombre
	}
	return composant.Carte(composant.Rangee(7, nil,
		composant.Ligne(nombre, composant.Police{Taille: 17, Gras: true, Ton: ton}),
		composant.Ligne(t.Libelle, composant.Police{Taille: 13})))
}

// ligne draws a jury: what it is, where it stands, what is to be done.
func (a *accueil) ligne(l *modele.LigneJury) fyne.CanvasObject {
	petit := func(t string, ton composant.Ton) fyne.CanvasObject {
		return composant.NouveauParagraphe(t, composant.Police{Taille: 13, Ton: ton})
	}
	titre := composant.Police{Taille: 15, Gras: true}
	large := max(300, fyne.MeasureText(l.Code, titre.Corps(), titre.Style()).Width+8) // a code is never cut
	nom := composant.Largeur(large, composant.Pile(3, nil,
		composant.Ligne(composant.Couper(l.Code+"  "+l.Specialite, titre, large), titre),
		composant.NouvelleFrise(len(examen.Etats()), l.Rang, modele.RangGroupe2()),
		petit(l.Etat, composant.Courant), petit("Dates : "+l.Dates, composant.Second)))
	tonNotes, notes := composant.Second, l.Manquantes
	if l.ManqueUneNote {
		tonNotes, notes = composant.Attention, "! "+l.Manquantes
	}
	tonPlan, plan := composant.Second, l.Plan
	switch l.PlanTon {
	case modele.SigneBon:
		tonPlan, plan = composant.Bon, "✓ "+l.Plan
	case modele.SigneAttention:
		tonPlan, plan = composant.Attention, "! "+l.Plan
	}
	faits := composant.Largeur(212, composant.Pile(2, nil, petit(l.Candidats, composant.Courant), petit(notes, tonNotes), petit(plan, tonPlan)))
	boutons := composant.Flot(6, true)
	for i, x := range []modele.Action{l.Tierce, l.Seconde, l.Principale} {
		if x.Genre != modele.AucuneAction {
			rang := composant.Normal
			if i == 2 && x.Genre == modele.OuvrirActivite {
				rang = composant.Fort
				if a.premier == nil { // one dark button a screen
					rang = composant.Principal
				}
			}
			b := composant.NouveauBouton(x.Libelle, rang, func() { a.agir(x) })
			boutons.Add(b)
			if x.Genre == modele.OuvrirActivite && i == 2 && a.premier == nil {
				a.premier = b
			}
		}
	}
	conseil := composant.NouveauParagraphe("À faire : "+l.Conseil, composant.Police{Taille: 13, Gras: true})
	faire := composant.Pile(6, conseil, conseil, boutons)
	return composant.CarteSerree(composant.Rangee(14, faire, nom, faits, faire))
}

func (a *accueil) agir(x modele.Action) {
	switch x.Genre {
	case modele.OuvrirActivite:
		a.p.Aller(x.Activite, []string{x.Jury})
	case modele.RefairePlan:
		a.refairePlan(x)
	case modele.ActeAcademie:
		par := a.p.Par
		a.p.ControlerActe(x, func() {
			poste.Travailler(a.p, func(ctx context.Context) (*activite.Bilan, error) { return acte(ctx, a.p.Service, x, par) }, func(b *activite.Bilan, err error) {
				if err != nil {
					a.p.Erreur(err)
					return
				}
				a.dire(b)
			})
		})
	}
}

// refairePlan makes the plan de secours of a jury again, as its screen would.
func (a *accueil) refairePlan(x modele.Action) {
	act, ok := activite.Trouver(x.Activite)
	if !ok {
		return
	}
	d := activite.Demande{Jurys: []string{x.Jury}, Par: a.p.Par}
	d.Titre = act.TitreDocument(a.p.Profil, &d)
	a.avis.Dire("Génération du plan de secours du jury "+x.Jury+"…", false)
	a.objet.Refresh()
	poste.Travailler(a.p, func(ctx context.Context) (*activite.Bilan, error) { return a.p.Service.Lancer(ctx, act.ID, d) }, func(b *activite.Bilan, err error) {
		if err != nil {
			a.avis.Taire()
			a.p.Erreur(err)
			a.Charger(nil)
			return
		}
		numero := b.CompteRendu.Numero
		a.avis.Dire("Plan de secours du jury "+x.Jury+" généré : "+poste.NomsFichiers(b.Fichiers)+". Copiez-le sur un autre support que ce poste.", false,
			composant.NouveauBouton("Afficher le compte rendu", composant.Normal, func() { a.p.MontrerCompte(numero) }))
		a.Charger(nil)
	})
}

func (a *accueil) dire(b *activite.Bilan) {
	a.avis.Dire(poste.BilanEnClair("Enregistrement effectué. ", b), len(b.Avertissements) > 0)
	a.Charger(nil)
}

func acte(ctx context.Context, s *activite.Service, x modele.Action, par string) (*activite.Bilan, error) {
	return s.SimulerAcademie(ctx, []string{x.Jury}, x.Vers.Code(), par)
}
