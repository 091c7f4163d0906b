package ui

import (
	"context"
	"image"
	"image/color"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/ui/composant"
	"delib/ui/ecran"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// Options are what the window needs of the program around it.
type Options struct {
	Service             *activite.Service
	Contexte            context.Context
	Version             string
	Donnees             string // folder of the data, shown to a person
	Auteur              string // proposed the first time
	Demonstration       []byte // dossier of the demonstration centre
	DemonstrationBacPro []byte // of another, of a bac pro; nil offers none
	Horloge             func() time.Time
	// EnFond runs work out of the screen's goroutine, SurEcran comes back to it.
	EnFond, SurEcran func(func())
	OuvrirFichier    func(chemin string) error
	Journal          func(reference string, err error)
	// Agrandir makes everything so many times larger than the system does.
	Agrandir func(facteur float32)
	// Minuterie runs something in a while; nil is the system's clock.
	Minuterie func(time.Duration, func()) (arreter func())
	// PremiereImage, if any, hears once that the window was drawn.
	PremiereImage func()
	// Echange and Utilisateurs are those of the base; nil is a window alone.
	Echange      poste.Echange
	Utilisateurs poste.Utilisateurs
	// Portail serves the rescue portal; nil is a window that does not.
	Portail poste.Portail
	// Soutien, if any, is what the program does when something went wrong.
	Soutien *ecran.Soutien
	// Centres, if any, are the data folders of this workstation.
	Centres *poste.Centres
	// Impression is how papers are printed; nil is the system's.
	Impression *poste.Impression
	// Cles gives the USB keys that are there; nil asks the system.
	Cles func() []poste.Cle
}

// Fenetre is the main window.
type Fenetre struct {
	Window  fyne.Window
	o       Options
	poste   *poste.Hote
	menu    *composant.Menu
	cote    *composant.Cote
	zone    *fyne.Container
	auteur  *composant.Bouton
	ecran   poste.Ecran
	id      string
	vivants map[string]poste.Ecran // screens whose run goes on

	affichage modele.Affichage

	bandeau      *bandeau
	portail      modele.Portail // its last state
	tete         *container.Scroll
	utilisateurs []modele.Utilisateur
	vide         bool // nothing was imported yet
	titre        string
	arriere      bool                // another window is in front
	recevoir     func(chemin string) // of the first start: opens a file
}

// The size of the window when it opens; it fits 1366 × 768 with the system's bars.
const (
	largeurFenetre = 1366
	hauteurFenetre = 680
	largeurMenu    = 280
	etroite        = 1150 // below, the menu stands away until it is asked for
)

// Names of the settings of this workstation.
const (
	reglageAuteur        = "auteur"
	reglageDemonstration = activite.ReglageDemonstration
)

// Nouvelle makes the window and starts reading the base.
func Nouvelle(app fyne.App, o Options) *Fenetre {
	if o.Contexte == nil {
		o.Contexte = context.Background()
	}
	if o.Horloge == nil {
		o.Horloge = time.Now
	}
	if o.EnFond == nil {
		o.EnFond = func(f func()) { go f() }
	}
	if o.SurEcran == nil {
		o.SurEcran = fyne.Do
	}
	if o.OuvrirFichier == nil {
		o.OuvrirFichier = ecran.OuvrirAvecLeSysteme
	}
	if o.Echange == nil {
		o.Echange = poste.SansEchange{}
	}
	if o.Utilisateurs == nil {
		o.Utilisateurs = poste.SansEchange{}
	}
	if o.Portail == nil {
		o.Portail = poste.SansPortail{}
	}
	f := &Fenetre{Window: app.NewWindow("Délib"), o: o, vivants: map[string]poste.Ecran{}}
	f.poste = &poste.Hote{
		Service: o.Service, Fenetre: f.Window, Contexte: o.Contexte, Horloge: o.Horloge, EnFond: o.EnFond, SurEcran: o.SurEcran,
		OuvrirFichier: o.OuvrirFichier, Journal: o.Journal, Minuterie: o.Minuterie, Par: o.Auteur,
		Aller: f.Aller, MontrerCompte: f.montrerCompte, Importe: func() { f.lire(false) },
		Echange: o.Echange, Utilisateurs: o.Utilisateurs, Portail: o.Portail, MontrerLiaison: f.montrerLiaison, UtilisateursChangent: f.lireUtilisateurs,
	}
	f.poste.Aide, f.poste.Centres, f.poste.Quitter = f.ouvrirAide, o.Centres, f.quitter
	f.poste.ReprendreDe, f.poste.Cles, f.poste.Impression = f.reprendreDe(), o.Cles, o.Impression
	f.poste.Prevenir = f.prevenir
	f.suivrePremierPlan(app.Lifecycle())
	f.Window.SetMaster()
	f.Window.SetPadded(false)
	f.Window.Canvas().SetOnTypedKey(f.touche)
	f.Window.SetCloseIntercept(f.fermer)
	f.Window.SetOnDropped(f.deposer)
	f.retrouverAffichage()
	f.contenu(composant.Marge(30, 30, 30, composant.NouveauParagraphe("Ouverture…", composant.Police{})))
	f.lire(true)
	f.suivre()
	f.suivrePortail()
	return f
}

// contenu shows something in the whole window, and what stands over it.
func (f *Fenetre) contenu(o fyne.CanvasObject, dessus ...fyne.CanvasObject) {
	fond := canvas.NewRectangle(theme.Color(theme.ColorNameBackground))
	pile := append([]fyne.CanvasObject{fond, o}, dessus...)
	if f.o.PremiereImage != nil {
		pile = append(pile, container.NewWithoutLayout(temoin(f.o.PremiereImage)))
	}
	f.Window.SetContent(container.NewStack(pile...))
}

// temoin is a dot that tells when it is drawn.
func temoin(dit func()) fyne.CanvasObject {
	var une sync.Once
	r := canvas.NewRaster(func(l, h int) image.Image {
		une.Do(dit)
		return image.NewUniform(color.Transparent)
	})
	r.Resize(fyne.NewSize(1, 1))
	return r
}

// depart is what the window reads before it shows anything.
type depart struct {
	centre        *jury.Centre
	profil        *examen.Profil
	auteur        string
	demonstration string
	jury          string
	utilisateurs  []modele.Utilisateur
	liaison       modele.Liaison
}

// lire reads the centre and shows the home screen, or the first start when
// nothing was imported yet.
func (f *Fenetre) lire(accueil bool) {
	f.o.EnFond(func() {
		d, err := f.lireDepart(f.o.Contexte)
		f.o.SurEcran(func() { f.montrer(d, err, accueil) })
	})
}

func (f *Fenetre) lireDepart(ctx context.Context) (d depart, err error) {
	if d.auteur, err = f.o.Service.Reglage(ctx, reglageAuteur); err != nil {
		return d, err
	}
	if d.demonstration, err = f.o.Service.Reglage(ctx, reglageDemonstration); err != nil {
		return d, err
	}
	if d.jury, err = f.o.Service.Reglage(ctx, poste.ReglageJury); err != nil {
		return d, err
	}
	if d.utilisateurs, err = f.o.Utilisateurs.Liste(ctx); err != nil {
		return d, err
	}
	if d.liaison, err = f.o.Echange.Liaison(ctx); err != nil {
		return d, err
	}
	d.centre, d.profil, err = f.o.Service.Centre(ctx)
	return d, err
}

func (f *Fenetre) montrer(d depart, err error, accueil bool) {
	if err != nil {
		if examen.CodeDe(err) == examen.CodeBase {
			f.vide = true
			f.premierDepart()
			return
		}
		f.poste.Erreur(err)
		return
	}
	f.poste.Centre, f.poste.Profil, f.poste.Palette = d.centre, d.profil, nil
	f.vide = false
	f.poste.Jury = d.jury
	f.utilisateurs, f.poste.Liaison = d.utilisateurs, d.liaison
	f.poste.Demonstration = d.demonstration != "" && d.demonstration == activite.MarqueDemonstration(d.centre)
	if d.auteur != "" {
		f.poste.Par = d.auteur
	}
	id := f.id
	if accueil || id == "" {
		id = modele.EcranAccueil
	}
	f.batir()
	if accueil {
		f.Aller(id, nil)
	} else {
		f.poser(id, f.ecran)
	}
	if f.o.Soutien != nil && ecran.Annoncer(f.poste, f.o.Soutien, func() { f.montrer(d, nil, false) }) {
		return
	}
	if len(f.utilisateurs) > 0 {
		if !f.connu() {
			f.choisirAuteur()
		}
	} else if !modele.EstUnNom(d.auteur) {
		f.demanderAuteur("Votre nom accompagne chaque acte et chaque document produit sur ce poste. Vous pourrez le changer en haut de la fenêtre.")
	}
}

// batir makes the header and the side menu for a centre.
func (f *Fenetre) batir() {
	p := f.poste
	var elements []composant.ElementMenu
	for _, e := range modele.MenuEntier(p.Profil) {
		elements = append(elements, composant.ElementMenu{ID: e.ID, Texte: e.Court, Complet: e.Titre})
	}
	f.menu = composant.NouveauMenu(largeurMenu, elements, func(id string) { f.Aller(id, nil) })
	f.menu.Bulle = composant.NouvelleBulle()
	fondMenu := canvas.NewRectangle(theme.Color(composant.CouleurMenu))
	f.zone = container.NewStack()
	zone := composant.Etroit(f.zone)
	f.cote = composant.NouveauCote(container.NewStack(fondMenu, f.menu.Defilant()), zone, etroite)
	f.contenu(composant.Pile(0, f.cote.Objet, f.entete(), f.cote.Objet), f.menu.Bulle.Objet)
	f.Window.SetMainMenu(f.menuPrincipal())
	f.titre = "Délib – " + p.Profil.Mots.ExamenCourt + " " + p.Centre.Session + " – " + p.Centre.Lieu.Nom
	f.titrer()
}

func (f *Fenetre) entete() fyne.CanvasObject {
	p := f.poste
	fond := canvas.NewRectangle(theme.Color(composant.CouleurSurface))
	trait := canvas.NewRectangle(theme.Color(composant.CouleurBord))
	trait.SetMinSize(fyne.NewSize(1, 1))
	titre := composant.Ligne(p.Profil.Mots.ExamenCourt+"  ·  Session "+p.Centre.Session, composant.Police{Taille: 16, Gras: true, Ton: composant.Accent})
	lieu := composant.Ligne(composant.Couper(p.Centre.Lieu.Libelle(), composant.Police{Taille: 13}, 420), composant.Police{Taille: 13})
	menu := composant.NouveauBouton("Menu (Ctrl+M)", composant.Normal, f.allerAuMenu)
	menu.Hide()
	f.bandeau = f.nouveauBandeau(lieu)
	f.cote.Change = func() {
		menu.Hidden, f.bandeau.etroit = !f.cote.Replie(), f.cote.Etroit()
		menu.Refresh()
		f.bandeau.montrer(f)
	}
	objets := []fyne.CanvasObject{menu, titre, lieu}
	if p.Demonstration {
		objets = append(objets, f.enseigne()...)
	}
	ressort := composant.Ressort()
	f.auteur = composant.NouveauBouton("Par : "+p.Par+"  (modifier)", composant.Discret, func() {
		if len(f.utilisateurs) > 0 {
			f.choisirAuteur()
			return
		}
		f.demanderAuteur("Le nouveau nom vaut pour les actes à venir.")
	})
	objets = append(objets, ressort, composant.AuMilieu(f.bandeau.objet), f.auteur)
	tete := f.enTete(composant.Rangee(16, ressort, objets...))
	f.bandeau.montrer(f)
	return composant.Pile(0, nil, container.NewStack(fond, tete), trait)
}

func (f *Fenetre) demanderAuteur(explication string) {
	propose := f.poste.Par
	if !modele.EstUnNom(propose) {
		propose = ""
	}
	poste.Demander(f.Window, "Votre nom", explication, propose, "Enregistrer", func(t string) string {
		if strings.TrimSpace(t) == "" {
			return "Indiquez un nom."
		}
		if !modele.EstUnNom(t) {
			return "« " + strings.TrimSpace(t) + " » est un compte de l’ordinateur : indiquez qui agit."
		}
		return ""
	}, f.nommerAuteur, func() {
		if c := f.Window.Canvas(); c.Focused() == nil && f.ecran != nil {
			f.premierFocus(f.ecran)
		}
	})
}

// nommerAuteur keeps the name of who acts from now on.
func (f *Fenetre) nommerAuteur(nom string) {
	f.o.EnFond(func() {
		err := f.o.Service.Regler(f.o.Contexte, reglageAuteur, nom)
		f.o.SurEcran(func() {
			if err != nil {
				f.poste.Erreur(err)
				return
			}
			f.poste.Par = nom
			f.auteur.Changer("Par : " + nom + "  (modifier)")
			f.auteur.Refresh()
			f.Window.Content().Refresh()
		})
	})
}

// marcheur is a screen that may have a run going on.
type marcheur interface{ EnMarche() bool }

// Aller shows a screen, with these jurys ticked. A screen whose run goes on is
// found again as it was.
func (f *Fenetre) Aller(id string, jurys []string) {
	if !poste.Retenir(f.poste, f.ecran, func() { f.aller(id, jurys) }) {
		f.aller(id, jurys)
	}
}

func (f *Fenetre) aller(id string, jurys []string) {
	if m, ok := f.ecran.(marcheur); ok && m.EnMarche() {
		f.vivants[f.id] = f.ecran
	}
	if e, ok := f.vivants[id]; ok {
		if m, ok := e.(marcheur); ok && m.EnMarche() {
			f.poser(id, e)
			return
		}
		delete(f.vivants, id)
	}
	e := ecran.Ouvrir(f.poste, id, jurys)
	if e == nil {
		return
	}
	f.poser(id, e)
	e.Charger(func() { f.premierFocus(e) })
}

func (f *Fenetre) poser(id string, e poste.Ecran) {
	f.id, f.ecran = id, e
	f.oublierNouveau()
	f.menu.Montrer(id)
	f.cote.Demander(false)
	large := float32(etroite)
	if l, ok := e.(poste.Large); ok {
		large = l.LargeurVoulue()
	}
	f.cote.Replier(large)
	if e != nil {
		f.zone.Objects = []fyne.CanvasObject{e.Objet()}
	}
	f.zone.Refresh()
}

// premierFocus puts the focus in the screen, unless a dialog is over it or a
// person has gone on meanwhile.
func (f *Fenetre) premierFocus(e poste.Ecran) {
	if f.ecran != e || f.Window.Canvas().Overlays().Top() != nil {
		return
	}
	if p := e.Premier(); p != nil {
		f.Window.Canvas().Focus(p)
	} else {
		f.allerAuMenu()
	}
}

func (f *Fenetre) montrerCompte(numero int64) {
	e := ecran.Ouvrir(f.poste, modele.EcranComptes, nil)
	ecran.AfficherCompte(e, numero)
	f.poser(modele.EcranComptes, e)
	e.Charger(func() { f.premierFocus(e) })
}

// touche gets the keys that no widget used.
func (f *Fenetre) touche(ev *fyne.KeyEvent) {
	if f.touchePartout(ev) {
		return
	}
	c := f.Window.Canvas()
	if top := c.Overlays().Top(); top != nil {
		if ev.Name == fyne.KeyEscape {
			c.Overlays().Remove(top)
		}
		return
	}
	if e, ok := f.ecran.(poste.Toucheur); ok && e.Touche(ev) {
		return
	}
	switch ev.Name {
	case fyne.KeyF5:
		f.rafraichir()
	case fyne.KeyEscape, fyne.KeyUp, fyne.KeyDown:
		if f.menu != nil {
			f.allerAuMenu()
		}
	}
}

// fermer closes the window; while something runs, it asks first.
func (f *Fenetre) fermer() { f.quitter(f.Window.Close) }

// quitter is fermer with another way to close.
func (f *Fenetre) quitter(fermer func()) {
	partir := func() { f.partir(fermer) }
	if !f.poste.Occupe() {
		if !poste.Retenir(f.poste, f.ecran, partir) {
			partir()
		}
		return
	}
	composant.Ouvrir(f.Window, composant.Contenu{
		Titre: "Un traitement est en cours",
		Corps: composant.NouveauParagraphe("Quitter maintenant l’annule : aucun fichier ne sera produit.", composant.Police{}),
		Reponses: []composant.Reponse{
			{Texte: "Attendre", Rang: composant.Principal, Defaut: true, Annule: true},
			{Texte: "Annuler le traitement et quitter", Rang: composant.Danger, Action: partir},
		},
	})
}
