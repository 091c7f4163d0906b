package papiers

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"delib/core/activite"
	"delib/core/examen"
	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// apercu shows a document inside the window before anything is written, and
// makes its files from there.
type apercu struct {
	l        *lancement
	d        activite.Demande
	a        *activite.Apercu
	objet    *fyne.Container
	vue      *composant.Visionneuse
	avis     *poste.Avis
	page     *composant.Paragraphe
	taille   *composant.Paragraphe
	titre    *composant.Paragraphe
	avant    *composant.Bouton
	apres    *composant.Bouton
	actes    []*composant.Bouton
	marche   *poste.Marche
	produits map[string]*activite.Bilan // by format: a file is made once
}

func nouvelApercu(l *lancement, d activite.Demande, a *activite.Apercu) *apercu {
	x := &apercu{l: l, d: d, a: a, avis: poste.NouvelAvis(), produits: map[string]*activite.Bilan{}}
	x.vue = composant.NouvelleVisionneuse(modele.NouvellesPages(a.Pages()), a.Image)
	x.vue.EnFond, x.vue.SurEcran, x.vue.Change = l.p.EnFond, l.p.SurEcran, x.ecrire
	x.vue.Echec = l.p.Erreur
	x.marche = poste.NouvelleMarche(l.p, func() { x.objet.Refresh() })
	bouton := func(t string, r composant.Rang, f func()) *composant.Bouton { return composant.NouveauBouton(t, r, f) }
	x.avant = bouton("‹ Précédente", composant.Normal, func() { x.vue.Aller(x.vue.Pages.Page - 1) })
	x.apres = bouton("Suivante ›", composant.Normal, func() { x.vue.Aller(x.vue.Pages.Page + 1) })
	x.page = composant.NouveauParagraphe("", composant.Police{Gras: true})
	x.taille = composant.NouveauParagraphe("", composant.Police{})
	x.titre = composant.NouveauParagraphe("", composant.Police{Taille: 13, Ton: composant.Second})
	titre := composant.AuMilieu(x.titre)
	tete := composant.Rangee(8, titre, bouton("Retour (Échap)", composant.Normal, x.fermer), x.avant, composant.Largeur(112, composant.AuMilieu(x.page)),
		x.apres, titre,
		bouton("−", composant.Normal, func() { x.vue.Zoomer(-1) }), composant.Largeur(50, composant.AuMilieu(x.taille)),
		bouton("+", composant.Normal, func() { x.vue.Zoomer(1) }), bouton("Largeur", composant.Normal, x.vue.AjusterLargeur))
	pied := composant.Rangee(8, nil)
	acte := func(t string, r composant.Rang, f func()) {
		b := bouton(t, r, f)
		x.actes = append(x.actes, b)
		pied.Add(b)
	}
	premier := x.premier()
	acte("Enregistrer sous…", composant.Principal, func() { x.produire(premier, x.enregistrerSous) })
	acte("Imprimer…", composant.Normal, x.imprimer)
	acte("Ouvrir dans le lecteur", composant.Normal, func() {
		x.produire(premier, func(b *activite.Bilan) { l.p.Ouvrir(b.Fichiers[0]) })
	})
	for _, f := range l.a.Formats[min(1, len(l.a.Formats)):] {
		acte("Exporter "+strings.ToUpper(f), composant.Normal, func() { x.produire(f, x.enregistrerSous) })
	}
	acte("Mémoriser ces résultats", composant.Normal, func() { x.produire(premier, func(*activite.Bilan) {}) })
	x.objet = composant.Marge(8, 8, 14, composant.Pile(7, x.vue, tete, x.avis.Objet, x.vue, pied, x.marche.Objet))
	x.ecrire()
	return x
}

// ecrire says which page is shown.
func (x *apercu) ecrire() {
	f := x.vue.Pages
	x.page.Changer(f.Position(), composant.Courant)
	x.taille.Changer(f.Pourcent(), composant.Courant)
	x.titre.Changer(composant.Couper(x.a.Titres[f.Page], composant.Police{Taille: 13}, max(120, x.titre.Size().Width)), composant.Second)
	x.avant.Activer(f.Page > 0)
	x.apres.Activer(f.Page < f.Nombre-1)
}

func (x *apercu) fermer() {
	if !x.marche.EnMarche {
		x.l.fermerApercu()
	}
}

// touche does what a key asks; false leaves it to the window.
func (x *apercu) touche(ev *fyne.KeyEvent) bool {
	if ev.Name == fyne.KeyEscape {
		x.fermer()
		return true
	}
	return x.vue.Touche(ev)
}

// produire makes the file of a format, once, and goes on with it.
func (x *apercu) produire(format string, suite func(*activite.Bilan)) {
	if b := x.produits[format]; b != nil {
		suite(b)
		return
	}
	ctx, arreter := context.WithCancel(x.l.p.Contexte)
	x.activer(false)
	x.l.enMarche = true
	d := x.d
	d.Format, d.Progres, d.Valeurs = format, x.marche.Progres(), copier(x.d.Valeurs)
	x.marche.Partir("produire "+x.l.a.ID+format, "Production du document…", false, arreter)
	poste.TravaillerAvec(x.l.p, ctx, func(ctx context.Context) (*activite.Bilan, error) { return x.l.p.Service.Lancer(ctx, x.l.a.ID, d) },
		func(b *activite.Bilan, err error) {
			arreter()
			x.marche.Finir()
			x.l.enMarche = false
			x.activer(true)
			x.produit(format, b, err, suite)
		})
}

func (x *apercu) produit(format string, b *activite.Bilan, err error, suite func(*activite.Bilan)) {
	defer x.objet.Refresh()
	x.l.p.Fenetre.Canvas().Focus(x.vue)
	switch {
	case annule(err):
		x.avis.Dire("Annulé : aucun fichier n’a été produit.", true)
	case err != nil:
		x.l.p.Erreur(err)
	default:
		if b.CompteRendu != nil {
			x.l.numero = b.CompteRendu.Numero
			x.l.activer()
		}
		if len(b.Fichiers) == 0 {
			x.avis.Dire(poste.BilanEnClair("", b), true)
			return
		}
		x.produits[format] = b
		x.avis.Dire("Document produit et inscrit au registre : "+poste.NomsFichiers(b.Fichiers), false,
			composant.NouveauBouton("Afficher le compte rendu", composant.Normal, func() { x.l.p.MontrerCompte(x.l.numero) }))
		suite(b)
	}
}

func (x *apercu) enregistrerSous(b *activite.Bilan) {
	x.l.p.EnregistrerSous(b.Fichiers[0], func(vers string) {
		x.avis.Dire("Enregistré : "+vers, false)
		x.objet.Refresh()
	})
}

// premier gives the format that is kept first, "" where the activity has but one.
func (x *apercu) premier() string {
	if len(x.l.a.Formats) == 0 {
		return ""
	}
	return x.l.a.Formats[0]
}

// imprimer makes the file, once, and prints it.
func (x *apercu) imprimer() {
	if x.marche.EnMarche {
		return
	}
	x.produire(x.premier(), func(b *activite.Bilan) {
		x.l.p.Imprimer(b.Fichiers, func(t string) {
			x.avis.Dire(t, false)
			x.objet.Refresh()
		})
	})
}

func (x *apercu) activer(oui bool) {
	for _, b := range x.actes {
		b.Activer(oui)
	}
}

func copier(m map[string][]string) map[string][]string {
	c := make(map[string][]string, len(m))
	for k, v := range m {
		c[k] = v
	}
	return c
}

func annule(err error) bool {
	return examen.CodeDe(err) == examen.CodeAnnule || errors.Is(err, context.Canceled)
}

// visualiser lays the document out and shows it in the window.
func (l *lancement) visualiser(format string) {
	ctx, arreter := context.WithCancel(l.p.Contexte)
	l.enMarche = true
	l.essai++
	essai := l.essai
	l.avis.Taire()
	l.activer()
	l.marche.Partir("voir "+l.a.ID, "Mise en page…", false, func() {
		arreter() // the layout itself is not waited for: it writes nothing
		if essai == l.essai {
			l.essai++
			l.finirVisualiser()
			l.avis.Dire("Annulé.", true)
			l.forme.Refresh()
		}
	})
	d := l.demande(format)
	poste.TravaillerAvec(l.p, ctx, func(ctx context.Context) (*activite.Apercu, error) { return l.p.Service.Apercevoir(ctx, l.a.ID, d) },
		func(a *activite.Apercu, err error) {
			arreter()
			if essai != l.essai {
				return
			}
			l.finirVisualiser()
			switch {
			case err != nil:
				l.forme.Refresh()
				l.p.Erreur(err)
			case a.Pages() == 0:
				l.avis.Dire(strings.Join(append(a.Messages, a.Avertissements...), "\n"), len(a.Avertissements) > 0)
				l.forme.Refresh()
			case len(a.Avertissements) > 0:
				l.demanderEdition(a.Avertissements, func() { l.ouvrirApercu(d, a) })
			default:
				l.ouvrirApercu(d, a)
			}
		})
}

func (l *lancement) finirVisualiser() {
	l.enMarche = false
	l.marche.Finir()
	l.activer()
	if len(l.boutons) > 0 && l.p.Fenetre.Canvas().Overlays().Top() == nil {
		l.p.Fenetre.Canvas().Focus(l.boutons[0])
	}
}

// demanderEdition shows what is to be known before the edition, which may be
// confirmed or not.
func (l *lancement) demanderEdition(alertes []string, faire func()) {
	composant.Ouvrir(l.p.Fenetre, composant.Contenu{
		Titre: "Confirmez-vous l’édition ?", Largeur: 600, Corps: composant.Pile(10, nil,
			composant.NouveauParagraphe("Avant d’éditer, à savoir :", composant.Police{}), poste.ListeDefilante(alertes, 190)),
		Reponses: []composant.Reponse{
			{Texte: "Ne pas éditer", Annule: true},
			{Texte: "Confirmer l’édition", Rang: composant.Principal, Defaut: true, Action: faire},
		},
	})
}

func (l *lancement) ouvrirApercu(d activite.Demande, a *activite.Apercu) {
	l.apercu = nouvelApercu(l, d, a)
	l.objet.Objects = []fyne.CanvasObject{l.apercu.objet}
	l.objet.Refresh()
	l.p.Fenetre.Canvas().Focus(l.apercu.vue)
}

func (l *lancement) fermerApercu() {
	l.apercu = nil
	l.objet.Objects = []fyne.CanvasObject{l.forme}
	l.objet.Refresh()
	if len(l.boutons) > 0 {
		l.p.Fenetre.Canvas().Focus(l.boutons[0])
	}
}

// Touche hands the keys that no widget used to the preview.
func (l *lancement) Touche(ev *fyne.KeyEvent) bool { return l.apercu != nil && l.apercu.touche(ev) }

// Zoomer changes the size of the document that is looked at; false when none is.
func (l *lancement) Zoomer(sens int) bool {
	if l.apercu == nil {
		return false
	}
	if sens == 0 {
		l.apercu.vue.AjusterLargeur()
	} else {
		l.apercu.vue.Zoomer(sens)
	}
	return true
}
