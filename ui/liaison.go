package ui

import (
	"context"
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"delib/core/examen"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// bandeau is the state of the exchange in the head of the window.
type bandeau struct {
	objet    *fyne.Container
	etat     *composant.Bouton // leads to the screen
	regarder *composant.Bouton // what waits for a person
	nouveau  *composant.Bouton // others changed what the screen shows
	portail  *composant.Bouton // the rescue portal, when it is open
	lieu     *canvas.Text      // leaves its room when there is little
	etroit   bool
}

func (f *Fenetre) nouveauBandeau(lieu *canvas.Text) *bandeau {
	aller := func() { f.Aller(modele.EcranEchanges, nil) }
	b := &bandeau{lieu: lieu, etat: composant.NouveauBouton("", composant.Discret, aller), regarder: composant.NouveauBouton("", composant.Danger, aller)}
	b.nouveau = composant.NouveauBouton("Des données ont changé : F5", composant.Normal, f.rafraichir)
	b.nouveau.Hide()
	b.portail = composant.NouveauBouton("", composant.Normal, func() { f.Aller(modele.EcranPortail, nil) })
	b.portail.Hide()
	b.objet = composant.Rangee(6, nil, b.nouveau, b.portail, b.etat, b.regarder)
	return b
}

// montrer writes a state; where there is little room, in short.
func (b *bandeau) montrer(f *Fenetre) {
	l := &f.poste.Liaison
	long, court := l.Bandeau(f.o.Horloge())
	n := l.ARegarder()
	switch {
	case !l.Raccorde || l.Depuis.IsZero():
		b.etat.Ton = composant.Second
	case l.EnLigne:
		b.etat.Ton = composant.Bon
	default:
		b.etat.Ton = composant.Attention
	}
	b.etat.Changer(long)
	b.regarder.Changer(fmt.Sprintf("! %d à regarder", n))
	if b.etroit {
		b.etat.Changer(court)
		b.regarder.Changer(fmt.Sprintf("! %d", n))
	}
	b.regarder.Hidden = n == 0
	b.nouveau.Changer(map[bool]string{false: "Des données ont changé : F5", true: "Changé : F5"}[b.etroit])
	portail := f.portail.Bandeau()
	b.portail.Changer(portail)
	b.portail.Hidden = portail == ""
	serre := f.cote != nil && f.cote.Replie() && f.poste.Demonstration // the button of the menu, and the sign
	b.lieu.Hidden = b.etroit || b.nouveau.Visible() || serre           // the title bar names the place too
	b.objet.Refresh()
	if f.tete != nil {
		f.tete.Refresh()
	}
}

// suivre listens to the exchange for as long as the window is there.
func (f *Fenetre) suivre() {
	f.o.Echange.Ecouter(func(l modele.Liaison, jurys []string) {
		f.o.SurEcran(func() {
			f.montrerLiaison(l)
			if len(jurys) > 0 {
				f.changeAilleurs()
			}
		})
	})
}

// suivrePortail shows each new state of the rescue portal.
func (f *Fenetre) suivrePortail() {
	f.o.Portail.Ecouter(func(p modele.Portail) {
		f.o.SurEcran(func() {
			f.portail = p
			if f.bandeau != nil {
				f.bandeau.montrer(f)
			}
			if e, ok := f.ecran.(interface{ PortailChange(p modele.Portail) }); ok {
				e.PortailChange(p)
			}
		})
	})
}

// montrerLiaison shows a state in the head, and in the screen that shows it too.
func (f *Fenetre) montrerLiaison(l modele.Liaison) {
	f.poste.Liaison = l
	if f.bandeau == nil {
		return
	}
	f.bandeau.montrer(f)
	if e, ok := f.ecran.(poste.Attentif); ok {
		e.LiaisonChange()
	}
}

// changeAilleurs reads the screen again because others changed its data; never
// under the hands of a person: he is told, and chooses when.
func (f *Fenetre) changeAilleurs() {
	switch {
	case f.vide: // the first dossier came from the académie
		f.vide = false
		f.lire(true)
	case f.bandeau == nil:
	case f.auTravail():
		f.bandeau.nouveau.Show()
		f.bandeau.montrer(f)
	case f.poste.Occupe(): // it is being read, or a run goes on: after it
		f.plusTard(time.Second, f.changeAilleurs)
	default:
		f.rafraichir()
	}
}

// plusTard runs something on the screen's goroutine in a while.
func (f *Fenetre) plusTard(dans time.Duration, faire func()) {
	if f.o.Minuterie != nil {
		f.o.Minuterie(dans, faire)
		return
	}
	time.AfterFunc(dans, func() { f.o.SurEcran(faire) })
}

// auTravail tells whether reading the screen again would disturb.
func (f *Fenetre) auTravail() bool {
	c := f.Window.Canvas()
	_, tape := c.Focused().(*composant.Saisie)
	_, grille := c.Focused().(*table.Grille)
	return tape || grille || c.Overlays().Top() != nil || poste.Retenu(f.ecran)
}

// rafraichir reads the present screen again.
func (f *Fenetre) rafraichir() {
	f.oublierNouveau()
	if f.ecran != nil {
		f.ecran.Charger(nil)
	}
}

// oublierNouveau takes the notice of new data away: they are being read.
func (f *Fenetre) oublierNouveau() {
	if f.bandeau != nil && f.bandeau.nouveau.Visible() {
		f.bandeau.nouveau.Hide()
		f.bandeau.montrer(f)
	}
}

// lireUtilisateurs reads who acts here, when they may have changed.
func (f *Fenetre) lireUtilisateurs() {
	f.o.EnFond(func() {
		us, err := f.o.Utilisateurs.Liste(f.o.Contexte)
		f.o.SurEcran(func() {
			if err != nil {
				f.poste.Erreur(err)
				return
			}
			f.utilisateurs = us
			if len(us) > 0 && !f.connu() {
				f.choisirAuteur()
			}
		})
	})
}

// connu tells whether who acts is a user of this workstation.
func (f *Fenetre) connu() bool {
	return slices.ContainsFunc(f.utilisateurs, func(u modele.Utilisateur) bool { return u.Nom == f.poste.Par })
}

// choisirAuteur asks which user acts: his passphrase will be asked at his first act.
func (f *Fenetre) choisirAuteur() {
	var noms []string
	choisi := 0
	for i, u := range f.utilisateurs {
		noms = append(noms, u.Nom)
		if u.Nom == f.poste.Par {
			choisi = i
		}
	}
	liste := composant.NouveauRadio(noms, choisi, nil)
	composant.Ouvrir(f.Window, composant.Contenu{
		Titre: "Qui agit sur ce poste ?", Premier: liste, Aide: f.aideUtilisateurs,
		Corps: composant.Pile(8, nil, composant.NouveauParagraphe("La phrase de passe sera demandée au premier acte.", composant.Police{}), liste),
		Reponses: []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: "Choisir", Rang: composant.Principal, Defaut: true, Action: func() {
				if i := liste.Choisi(); i >= 0 {
					f.nommerAuteur(noms[i])
				}
			}},
		},
	})
}

// DemanderPhrase asks a user for his passphrase, and waits for it: it is called
// from the goroutine that acts, never from the screen's.
func (f *Fenetre) DemanderPhrase(nom string) (string, error) {
	reponse := make(chan string, 1)
	f.o.SurEcran(func() {
		champ := composant.NouvelleSaisie("", "")
		champ.Password = true
		donnee := false
		composant.Ouvrir(f.Window, composant.Contenu{
			Titre: "Phrase de passe", Premier: champ, Aide: f.aideUtilisateurs,
			Corps: composant.Pile(8, nil,
				composant.NouveauParagraphe("« "+nom+" » agit pour la première fois depuis l’ouverture. Sa phrase de passe :", composant.Police{}), champ),
			Reponses: []composant.Reponse{
				{Texte: "Annuler l’acte", Annule: true},
				{Texte: "Continuer", Rang: composant.Principal, Defaut: true, Action: func() { donnee = true; reponse <- champ.Text }},
			},
			Ferme: func() {
				if !donnee {
					close(reponse)
				}
			},
		})
	})
	select {
	case phrase, donnee := <-reponse:
		if donnee {
			return phrase, nil
		}
	case <-f.o.Contexte.Done():
		return "", context.Cause(f.o.Contexte)
	}
	return "", examen.Refuser(examen.CodeAnnule, "La phrase de passe n’a pas été donnée : rien n’a été fait.",
		"Recommencez, ou changez de nom en haut de la fenêtre.")
}

// enTete keeps the head's scroll, to lay it out again when the state changes.
func (f *Fenetre) enTete(rangee fyne.CanvasObject) fyne.CanvasObject {
	f.tete = container.NewHScroll(composant.Marge(6, 6, 16, rangee))
	return f.tete
}
