package ecran

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// echanges is "Échanges avec l’académie": the state, what waits for a person, the
// other workstations.
type echanges struct {
	p       *poste.Hote
	objet   *fyne.Container
	avis    *poste.Avis
	titre   *composant.Paragraphe
	suite   *composant.Paragraphe
	balance *composant.Paragraphe
	noms    *composant.Bouton
	listes  *fyne.Container
	boutons []*composant.Bouton

	nominatif bool
	montree   modele.Liaison // what the lists show
}

func nouveauxEchanges(p *poste.Hote) *echanges {
	x := &echanges{p: p, avis: poste.NouvelAvis(), nominatif: p.Nominatif}
	x.titre = composant.NouveauParagraphe("", composant.Police{Taille: 16, Gras: true})
	x.suite = composant.NouveauParagraphe("", composant.Police{Taille: 13})
	x.balance = composant.NouveauParagraphe("", composant.Police{Gras: true})
	x.boutons = []*composant.Bouton{
		composant.NouveauBouton("Synchroniser maintenant", composant.Principal, x.synchroniser),
		composant.NouveauBouton("Raccorder ce poste…", composant.Normal, x.raccorder),
		composant.NouveauBouton("Exporter les actes vers un fichier…", composant.Normal, x.exporter),
		composant.NouveauBouton("Importer les réponses de l’académie…", composant.Normal, x.importer),
	}
	boutons := composant.Flot(8, false)
	for _, b := range x.boutons {
		boutons.Add(b)
	}
	x.noms = composant.NouveauBouton("", composant.Discret, x.basculerNoms)
	x.listes = composant.Pile(8, nil)
	tout := composant.Pile(10, nil, composant.Carte(composant.Pile(7, nil, x.titre, x.suite, poste.Etiquette("Actes de ce poste"), x.balance, boutons)), x.listes)
	defil := container.NewVScroll(composant.Marge(3, 3, 4, tout))
	x.objet = poste.Page("", modele.TitreEchanges, x.avis, defil, defil)
	x.montrer(true)
	return x
}

func (x *echanges) Objet() fyne.CanvasObject { return x.objet }

// Premier is what a person must do first, or else the first button.
func (x *echanges) Premier() fyne.Focusable {
	if f := composant.Focalisables(x.listes); len(f) > 0 && len(x.montree.Divergences) > 0 {
		return f[min(1, len(f)-1)] // the first one is the choice of names
	}
	for _, b := range x.boutons {
		if !b.Disabled() {
			return b
		}
	}
	return nil
}

func (x *echanges) Charger(pret func()) {
	poste.Lire(x.p, x.p.Echange.Liaison, func(l modele.Liaison) {
		x.p.MontrerLiaison(l)
		if pret != nil {
			pret()
		}
	})
}

// LiaisonChange shows the new state; the lists move only when they differ.
func (x *echanges) LiaisonChange() {
	a, b := x.montree, x.p.Liaison
	// Under a dialog the lists wait: the focus must find its button again.
	x.montrer(x.p.Fenetre.Canvas().Overlays().Top() == nil && !reflect.DeepEqual([]any{a.Divergences, a.Reponses, a.Postes, a.Arrets},
		[]any{b.Divergences, b.Reponses, b.Postes, b.Arrets}))
}

func (x *echanges) montrer(listes bool) {
	l, le := &x.p.Liaison, x.p.Horloge()
	titre, suite := l.Phrase(le)
	switch {
	case l.EnLigne:
		x.titre.Changer("✓  "+titre, composant.Bon)
	case l.Raccorde && !l.Depuis.IsZero():
		x.titre.Changer("▲  "+titre, composant.Attention)
	default:
		x.titre.Changer(titre, composant.Courant)
	}
	x.suite.Changer(suite, composant.Courant)
	x.balance.Changer(modele.LigneBalance(l.Balance), composant.Courant)
	x.boutons[0].Activer(l.Raccorde && l.Adresse != "")
	if !listes {
		x.objet.Refresh()
		return
	}
	x.montree = *l
	rang, avant := rangDe(x.p, x.listes), len(composant.Focalisables(x.listes))
	x.remplir(l)
	x.objet.Refresh()
	switch f := composant.Focalisables(x.listes); {
	case rang < 0:
	case len(f) == avant:
		x.p.Fenetre.Canvas().Focus(f[rang])
	default: // a button came or went: never on another one of the same kind
		x.p.Fenetre.Canvas().Focus(x.Premier())
	}
}

// rangDe gives which widget under an object has the focus, -1 for none.
func rangDe(p *poste.Hote, o fyne.CanvasObject) int {
	for i, f := range composant.Focalisables(o) {
		if f == p.Fenetre.Canvas().Focused() {
			return i
		}
	}
	return -1
}

func (x *echanges) basculerNoms() {
	x.nominatif = !x.nominatif
	x.p.Nominatif = x.nominatif
	x.montrer(true)
}

// remplir writes what waits for a person, then the other workstations.
func (x *echanges) remplir(l *modele.Liaison) {
	le := x.p.Horloge()
	x.listes.Objects = nil
	section := func(titre string, n int) {
		x.listes.Add(composant.NouveauParagraphe(fmt.Sprintf("%s (%d)", titre, n), composant.Police{Taille: 15, Gras: true}))
	}
	ds, rs := l.VuesDivergences(x.nominatif, le), l.VuesReponses(x.p.Profil, x.nominatif, le)
	if len(ds)+len(rs) > 0 {
		x.noms.Changer(map[bool]string{false: "Anonyme  (montrer les noms)", true: "Nominatif  (cacher les noms)"}[x.nominatif])
		x.listes.Add(composant.Rangee(8, nil, x.noms))
	}
	if len(ds) > 0 {
		section("! Deux postes ont donné deux valeurs", len(ds))
		for i := range ds {
			x.listes.Add(x.divergence(&ds[i]))
		}
	}
	if len(rs) > 0 {
		section("Actes que l’académie n’a pas pris", len(rs))
		for i := range rs {
			x.listes.Add(x.reponse(&rs[i]))
		}
	}
	if len(l.Arrets) > 0 {
		section("! Jurys arrêtés sur ce poste", len(l.Arrets))
		for _, a := range l.Arrets {
			x.listes.Add(composant.CarteSerree(composant.Pile(2, nil, poste.Gras("Jury "+a.Jury), composant.NouveauParagraphe(modele.Majuscule(a.Raison),
				composant.Police{Taille: 13}),
				composant.NouveauParagraphe("Synchronisez de nouveau. Si cela demeure, envoyez un diagnostic à l’assistance : rien n’est perdu.",
					composant.Police{Taille: 13, Ton: composant.Second}))))
		}
	}
	if ps := l.VuesPostes(le); len(ps) > 0 {
		section("Autres postes du centre", len(ps))
		for i := range ps {
			x.listes.Add(x.poste(&ps[i]))
		}
	}
}

func (x *echanges) divergence(v *modele.VueDivergence) fyne.CanvasObject {
	valeur := func(i int, quoi string) fyne.CanvasObject {
		return composant.NouveauParagraphe(quoi+" « "+v.Valeurs[i]+" »  –  "+v.Origines[i], composant.Police{})
	}
	trancher := composant.NouveauBouton("Trancher…", composant.Principal, func() { x.trancher(v) })
	texte := composant.Pile(2, nil, poste.Gras(v.Titre), valeur(0, "Valeur retenue pour l’instant :"), valeur(1, "Autre valeur :"),
		composant.NouveauParagraphe("! "+v.Consequence, composant.Police{Taille: 13, Ton: composant.Attention}))
	return composant.CarteSerree(composant.Rangee(10, texte, texte, composant.AuMilieu(trancher)))
}

func (x *echanges) reponse(v *modele.VueReponse) fyne.CanvasObject {
	ton, marque := composant.Second, ""
	if v.AVoir {
		ton, marque = composant.Attention, "! "
	}
	texte := composant.Pile(2, nil, composant.NouveauParagraphe(marque+v.Titre, composant.Police{Gras: true, Ton: ton}),
		composant.NouveauParagraphe(v.Detail, composant.Police{Taille: 13}), composant.NouveauParagraphe(v.Raison, composant.Police{Taille: 13}))
	rangee := composant.Rangee(10, texte, texte)
	if v.AVoir {
		rangee.Add(composant.AuMilieu(composant.NouveauBouton("J’ai vu", composant.Normal, func() { x.accuser(v.ID) })))
	}
	return composant.CarteSerree(rangee)
}

func (x *echanges) poste(v *modele.VuePoste) fyne.CanvasObject {
	ton, marque := composant.Second, ""
	if v.Alerte {
		ton, marque = composant.Attention, "! "
	}
	texte := composant.Pile(2, nil, poste.Gras(v.Nom), composant.NouveauParagraphe(marque+v.Detail, composant.Police{Taille: 13, Ton: ton}))
	rangee := composant.Rangee(10, texte, texte)
	if v.Declarable {
		rangee.Add(composant.AuMilieu(composant.NouveauBouton("Déclarer hors service…", composant.Normal, func() { x.horsService(v) })))
	}
	return composant.CarteSerree(rangee)
}

// agir runs an act of the screen, and shows what came of it.
func (x *echanges) agir(faire func(context.Context) (string, error)) {
	poste.Agir(x.p, x.avis, faire, func() { x.Charger(nil) })
}

func (x *echanges) synchroniser() {
	x.boutons[0].Activer(false)
	poste.Travailler(x.p, x.p.Echange.Synchroniser, func(e *modele.Echange, err error) { x.fait(e, err) })
}

// fait shows what an exchange did.
func (x *echanges) fait(e *modele.Echange, err error) {
	x.boutons[0].Activer(true)
	if err != nil {
		r := x.p.Expliquer(err)
		x.avis.Dire(strings.TrimSpace(r.Message+" "+r.Aide), true)
	} else {
		x.avis.Dire(e.Resume(), len(e.Autrement) > 0)
	}
	x.Charger(nil)
}

func (x *echanges) accuser(id string) {
	x.agir(func(ctx context.Context) (string, error) { return "", x.p.Echange.Accuser(ctx, id) })
}

func (x *echanges) horsService(v *modele.VuePoste) {
	par := x.p.Par
	x.p.Confirmer(modele.ConfirmerHorsService(v), true, func() {
		x.agir(func(ctx context.Context) (string, error) {
			b, err := x.p.Service.HorsService(ctx, v.ID, par)
			return enClair(b), err
		})
	})
}

func enClair(b *activite.Bilan) string {
	if b == nil {
		return ""
	}
	return poste.BilanEnClair("", b)
}
