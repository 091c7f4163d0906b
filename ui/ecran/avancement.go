package ecran

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// avancement is the screen of the activities that move jurys: vue synthétique
// and vue détaillée.
type avancement struct {
	p          *poste.Hote
	a          *activite.Activite
	nommes     []string // the jurys for which a person came
	objet      *fyne.Container
	avis       *poste.Avis
	onglets    *fyne.Container
	vues       *fyne.Container
	montrer    func(int)
	synthese   *table.Tableau
	lignes     []modele.LigneEtat
	situations []activite.Situation
	detail     *detail
	periode    *poste.Periode
	choisie    string // the période that is shown
	vue        int
}

// The two views.
const (
	vueSynthetique = iota
	vueDetaillee
)

func nouvelAvancement(p *poste.Hote, a *activite.Activite, nommes []string) *avancement {
	x := &avancement{p: p, a: a, nommes: nommes, avis: poste.NouvelAvis(), vues: container.NewStack()}
	x.synthese = table.NouveauTableau([]table.Colonne{
		{Titre: "", Largeur: 55}, {Titre: "Etat", Largeur: 200, Part: 1}, {Titre: "Nb jurys", Largeur: 90, Droite: true}, {Titre: "", Largeur: 30},
		{Titre: "Action", Largeur: 330, Agit: true},
	}, func() int { return len(x.lignes) }, x.cellule)
	x.synthese.Entier = true
	x.synthese.Agir = func(i, _ int) { x.agir(i) }
	x.detail = nouveauDetail(x)
	if modele.Exceptionnel(a) {
		x.vue = vueDetaillee
	}
	x.onglets, x.montrer = composant.NouveauxOnglets([]string{"Vue synthétique", "Vue détaillée"}, x.vue, x.voir)
	var tete []fyne.CanvasObject
	if e := poste.Explication(a, p.Profil); e != nil {
		if modele.Exceptionnel(a) {
			e = composant.Encart(true,
				composant.Pile(3, nil, composant.NouveauParagraphe("!  Acte exceptionnel", composant.Police{Gras: true, Ton: composant.Attention}), e))
		}
		tete = append(tete, e)
	}
	x.periode = poste.NouvellePeriode(func(p string) {
		x.choisie = p
		x.Charger(nil)
	})
	ressort := composant.Ressort()
	rafraichir := composant.NouveauBouton("Rafraîchir", composant.Normal, func() { x.Charger(nil) })
	// One row: the eleven states stay in sight under a notice on a small screen.
	onglets := composant.Rangee(12, ressort, x.onglets, ressort, x.periode.Objet, rafraichir)
	objets := append(tete, composant.Pile(6, x.vues, onglets, x.vues))
	x.objet = poste.Page(modele.Chemin(a, p.Profil), a.Titre(p.Profil), x.avis, objets[len(objets)-1], objets...)
	x.voir(x.vue)
	return x
}

// voir shows a view.
func (x *avancement) voir(i int) {
	x.vue = i
	if i == vueSynthetique {
		x.vues.Objects = []fyne.CanvasObject{x.objetSynthese()}
	} else {
		x.vues.Objects = []fyne.CanvasObject{x.detail.objet}
	}
	x.vues.Refresh()
}

func (x *avancement) objetSynthese() fyne.CanvasObject {
	return container.NewVScroll(composant.Marge(3, 3, 3, composant.Pile(0, nil, x.synthese)))
}

func (x *avancement) Objet() fyne.CanvasObject { return x.objet }

func (x *avancement) Premier() fyne.Focusable {
	if x.vue == vueSynthetique {
		return x.synthese
	}
	return x.detail.tableau
}

// Charger reads the jurys again; it asks first when new states are not recorded.
func (x *avancement) Charger(pret func()) {
	if !poste.Retenir(x.p, x, func() { x.recharger(pret) }) {
		x.recharger(pret)
	}
}

// NonEnregistre says what would be lost, "" for nothing.
func (x *avancement) NonEnregistre() string {
	n := x.detail.m.Changements()
	if n == 0 {
		return ""
	}
	return modele.Compter(n, "nouvel état choisi n’est pas enregistré", "nouveaux états choisis ne sont pas enregistrés")
}

// Enregistrer records the new states that were chosen.
func (x *avancement) Enregistrer() { x.EnregistrerPuis(nil) }

// EnregistrerPuis records, and goes on when nothing is left to correct.
func (x *avancement) EnregistrerPuis(suite func()) {
	if x.detail.m.Changements() == 0 {
		x.avis.Dire("Tout est déjà enregistré : aucun nouvel état n’est choisi.", false)
		x.objet.Refresh()
		return
	}
	x.detail.sauver(suite)
}

func (x *avancement) recharger(pret func()) {
	poste.Lire(x.p, x.p.Service.Situations, func(ss []activite.Situation) {
		periodes := modele.Periodes(ss)
		if !slices.Contains(periodes, x.choisie) {
			x.choisie = append(periodes, "")[0]
		}
		x.periode.Montrer(periodes, x.choisie)
		ss = modele.DeLaPeriode(ss, x.choisie)
		x.situations = ss
		x.lignes = modele.Synthese(x.a, x.p.Profil, ss)
		for i, l := range x.lignes {
			if pret != nil && l.Propre {
				x.synthese.Placer(i)
			}
		}
		x.detail.actualiser(ss)
		x.voir(x.vue)
		x.objet.Refresh()
		if pret != nil {
			pret()
		}
	})
}

func (x *avancement) cellule(ligne, colonne int) table.Cellule {
	l := &x.lignes[ligne]
	vide := len(l.Jurys) == 0
	c := table.Cellule{Gras: !vide}
	if vide {
		c.Ton = composant.Second
	}
	switch colonne {
	case 0:
		c.Texte = l.Etat.Code()
	case 1:
		c.Texte = l.Libelle
	case 2:
		c.Texte = strconv.Itoa(len(l.Jurys))
	case 4:
		if l.Bouton != "" && !modele.Exceptionnel(x.a) {
			texte := l.Bouton
			if siens, autres := l.Separer(x.nommes); len(autres) > 0 {
				texte += " : " + strings.Join(siens, ", ")
			}
			c = table.Cellule{Genre: table.CelluleBouton, Texte: texte, Inactif: !l.Actif(), Gras: l.Propre, Plein: l.Propre, Ton: composant.Accent}
		}
	}
	return c
}

// agir confirms and moves all the jurys of a state.
func (x *avancement) agir(i int) {
	l := x.lignes[i]
	switch {
	case modele.Exceptionnel(x.a):
		x.avis.Dire("Les changements exceptionnels se font jury par jury, dans la vue détaillée.", true)
		x.objet.Refresh()
		return
	case l.Bouton == "":
		return
	case !l.Actif():
		x.avis.Dire("Aucun jury n’est à l’état « "+x.p.Profil.EtatComplet(l.Etat)+" ».", true)
		x.objet.Refresh()
		return
	}
	siens, autres := l.Separer(x.nommes)
	x.p.Controler(l.Jurys, func(cs []modele.ControleJury) {
		choix := ""
		if len(autres) > 0 {
			choix = modele.LesAutresAussi(autres)
		}
		seuls := slices.DeleteFunc(slices.Clone(cs), func(c modele.ControleJury) bool { return !slices.Contains(siens, c.Code) })
		x.p.ConfirmerChoix(modele.ConfirmerSynthese(x.p.Profil, l, seuls), modele.ConfirmerSynthese(x.p.Profil, l, cs), choix, false, func(tous bool) {
			jurys := siens
			if tous {
				jurys = l.Jurys
			}
			x.envoyer([]modele.Envoi{{Activite: l.Activite, Jurys: jurys, Vers: l.Vers}}, "", nil)
		})
	})
}

// envoyer asks the moves one after the other and stops at the first refusal,
// saying what was done before it.
func (x *avancement) envoyer(envois []modele.Envoi, motif string, suite func()) {
	par := x.p.Par
	poste.Travailler(x.p, func(ctx context.Context) (*activite.Bilan, error) {
		total := &activite.Bilan{}
		for _, e := range envois {
			d := activite.Demande{Jurys: e.Jurys, Titre: activite.SansTitre, Par: par}
			if motif != "" {
				d.Valeurs = map[string][]string{"etat": {e.Vers.Code()}, "motif": {motif}}
			}
			b, err := x.p.Service.Lancer(ctx, e.Activite, d)
			if err != nil {
				return total, err
			}
			total.Messages = append(total.Messages, b.Messages...)
			total.Avertissements = append(total.Avertissements, b.Avertissements...)
		}
		return total, nil
	}, func(b *activite.Bilan, err error) {
		x.finir(b, err)
		if err == nil && suite != nil {
			suite()
		}
	})
}

func (x *avancement) finir(b *activite.Bilan, err error) {
	if b != nil && len(b.Messages) > 0 {
		x.avis.Dire(poste.BilanEnClair("Enregistrement effectué. ", b), len(b.Avertissements) > 0)
	}
	if err == nil {
		x.detail.viderMotif()
	} else {
		x.p.Erreur(err)
	}
	x.recharger(nil)
}

// simuler confirms and makes an act of the académie.
func (x *avancement) simuler(a modele.Action) {
	x.p.ControlerActe(a, func() {
		par := x.p.Par
		poste.Travailler(x.p, func(ctx context.Context) (*activite.Bilan, error) { return acte(ctx, x.p.Service, a, par) }, x.finir)
	})
}
