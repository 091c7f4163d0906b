package poste

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/ui/modele"
)

// Hote is what the window gives to every screen.
type Hote struct {
	Service       *activite.Service
	Fenetre       fyne.Window
	Contexte      context.Context
	Centre        *jury.Centre
	Profil        *examen.Profil
	Demonstration bool
	Horloge       func() time.Time
	// EnFond runs work out of the screen's goroutine, SurEcran comes back to it.
	EnFond, SurEcran func(func())
	// Aller shows a screen, with these jurys ticked.
	Aller func(id string, jurys []string)
	// MontrerCompte shows an account of the register.
	MontrerCompte func(numero int64)
	// OuvrirFichier opens a file with the system's reader.
	OuvrirFichier func(chemin string) error
	// Journal keeps the detail of a technical error under its reference.
	Journal func(reference string, err error)
	// Importe hears that a dossier was imported.
	Importe func()
	// ReprendreDe resumes jurys from a plan de secours; nil is not possible here.
	ReprendreDe func(chemin string)
	// Centres, if any, are the data folders of this workstation; Quitter closes the
	// window by what is given, once nothing is left to record.
	Centres *Centres
	Quitter func(func())
	// Aide shows a page of the help over what is there.
	Aide func(page string)
	// Par is who acts.
	Par string
	// Echange is the exchange with the académie, Utilisateurs who acts here.
	Echange      Echange
	Utilisateurs Utilisateurs
	// Portail is the rescue portal of this program.
	Portail Portail
	// Liaison is the last state of the exchange; MontrerLiaison shows another.
	Liaison        modele.Liaison
	MontrerLiaison func(l modele.Liaison)
	// UtilisateursChangent hears that the users are others.
	UtilisateursChangent func()

	// Minuterie runs something in a while and gives what prevents it; nil is the
	// system's clock.
	Minuterie func(time.Duration, func()) (arreter func())

	// Prevenir, if any, tells a person who looks at another window that a long run has
	// ended; it does nothing while this window is in front.
	Prevenir func(texte string)

	// Impression is how papers are printed; nil is the system's.
	Impression *Impression
	// Cles gives the USB keys that are there; nil asks the system.
	Cles func() []Cle

	// Jury is the current one: where Délibérer opens.
	Jury string

	// Palette is what the search read last; nil reads it again.
	Palette *modele.Palette

	Nominatif bool // names are shown among the exchanges
	enCours   int
	durees    map[string]time.Duration // of the last run of each kind
}

// Ecran is one screen.
type Ecran interface {
	// Objet is what is shown.
	Objet() fyne.CanvasObject
	// Charger reads the data again and calls pret, if any, once it is shown.
	Charger(pret func())
	// Premier is what gets the focus first.
	Premier() fyne.Focusable
}

// The pages of the help that dialogs open.
const (
	AideCopies     = "copies-de-surete"
	AideAssistance = "assistance"
)

// AideSur gives what F1 does in a dialog that has a page of its own.
func (p *Hote) AideSur(page string) func() {
	return func() { p.Aide(page) }
}

func (p *Hote) minuterie(dans time.Duration, faire func()) func() {
	if p.Minuterie != nil {
		return p.Minuterie(dans, faire)
	}
	t := time.AfterFunc(dans, faire)
	return func() { t.Stop() }
}

// Occupe tells whether an act is running.
func (p *Hote) Occupe() bool { return p.enCours > 0 }

// Travailler runs work out of the screen's goroutine and gives its result on it.
func Travailler[T any](p *Hote, faire func(context.Context) (T, error), rendre func(T, error)) {
	TravaillerAvec(p, p.Contexte, faire, rendre)
}

// TravaillerAvec is Travailler under a context that can be cancelled.
func TravaillerAvec[T any](p *Hote, ctx context.Context, faire func(context.Context) (T, error), rendre func(T, error)) {
	p.enCours++
	p.EnFond(func() {
		x, err := faire(ctx)
		p.SurEcran(func() {
			p.enCours--
			rendre(x, err)
		})
	})
}

// Lire is travailler for what only reads: an error is shown.
func Lire[T any](p *Hote, faire func(context.Context) (T, error), montrer func(T)) {
	Travailler(p, faire, func(x T, err error) {
		if err != nil {
			p.Erreur(err)
			return
		}
		montrer(x)
	})
}

// Expliquer gives the words of an error, and keeps the detail of a technical one.
func (p *Hote) Expliquer(err error) modele.Erreur { return p.ExpliquerPour(true, err) }

// ExpliquerPour is expliquer on a screen that shows names, or none.
func (p *Hote) ExpliquerPour(nominatif bool, err error) modele.Erreur {
	e := modele.LireErreurPour(modele.PorteurPour(nominatif), err, p.Horloge())
	if e.Reference != "" && p.Journal != nil {
		p.Journal(e.Reference, err)
	}
	return e
}

// ReglageJury is the setting that keeps the current jury from one start to the next.
const ReglageJury = "jury-courant"

// RetenirJury makes a jury the current one, and keeps it for the next start.
func (p *Hote) RetenirJury(code string) {
	if code == "" || code == p.Jury {
		return
	}
	p.Jury = code
	p.EnFond(func() {
		if err := p.Service.Regler(p.Contexte, ReglageJury, code); err != nil {
			p.SurEcran(func() { p.Erreur(err) })
		}
	})
}
