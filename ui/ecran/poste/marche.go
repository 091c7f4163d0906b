package poste

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/modele"
)

// How long a run stays unseen, and how often its clock is written.
const (
	patience  = 500 * time.Millisecond
	battement = 250 * time.Millisecond
	longue    = 4 * time.Second // from then on a person may have gone to another window
)

// Marche is the line of a run that goes on: how far it is, the time left, and
// the button that cancels it. A run shorter than patience never shows it.
type Marche struct {
	p        *Hote
	Objet    *fyne.Container
	barre    *widget.ProgressBar
	etape    *composant.Paragraphe
	annuler  *composant.Bouton
	arreter  func()
	change   func() // it appears or goes
	nom      string // of the kind of run, to know how long the last one took
	texte    string
	debut    time.Time
	depuis   time.Time // the same, by the clock of the workstation
	EnMarche bool
	mesuree  bool // the run tells how far it is
	stop     func()
}

// NouvelleMarche gives the line of a run; change hears that it appears or goes.
func NouvelleMarche(p *Hote, change func()) *Marche {
	m := &Marche{p: p, change: change, barre: widget.NewProgressBar(), etape: composant.NouveauParagraphe("", composant.Police{Taille: 13})}
	m.annuler = composant.NouveauBouton("Annuler", composant.Normal, func() {
		if m.arreter != nil && m.EnMarche {
			m.annuler.Activer(false)
			m.etape.Changer("Annulation…", composant.Courant)
			m.arreter()
		}
	})
	m.Objet = composant.Carte(composant.Pile(6, nil, m.etape, composant.Rangee(10, m.barre, m.barre, m.annuler)))
	m.Objet.Hide()
	return m
}

// Partir starts the clock of a run; a long one is shown at once.
func (m *Marche) Partir(nom, texte string, longue bool, arreter func()) {
	m.nom, m.texte, m.arreter, m.EnMarche, m.mesuree, m.debut = nom, texte, arreter, true, longue, time.Now()
	m.depuis = m.p.Horloge()
	m.barre.SetValue(0)
	m.barre.Hidden = !longue && m.p.durees[nom] == 0
	m.etape.Changer(texte, composant.Courant)
	m.annuler.Activer(true)
	if longue {
		m.montrer()
		return
	}
	m.armer(patience, func() { m.montrer(); m.battre() })
}

// armer runs something on the screen's goroutine in a while, if the run goes on.
func (m *Marche) armer(dans time.Duration, faire func()) {
	debut := m.debut
	m.stop = m.p.minuterie(dans, func() {
		m.p.SurEcran(func() {
			if m.EnMarche && m.debut.Equal(debut) {
				faire()
			}
		})
	})
}

func (m *Marche) montrer() {
	m.Objet.Show()
	m.change()
	m.p.Fenetre.Canvas().Focus(m.annuler)
}

// battre writes how long a run that tells nothing has taken, and how long it
// still may, by the one before.
func (m *Marche) battre() {
	if m.mesuree || m.annuler.Disabled() {
		return
	}
	ecoule, prevu := time.Since(m.debut), m.p.durees[m.nom]
	texte := m.texte + " – " + modele.Ecoule(ecoule)
	if part := modele.Part(ecoule, prevu); part > 0 {
		m.barre.SetValue(part)
		if r := modele.Restant(ecoule, int(part*1000), 1000); r != "" {
			texte = m.texte + " – " + r
		}
	}
	m.etape.Changer(texte, composant.Courant)
	m.armer(battement, m.battre)
}

// Finir ends the run and hides its line.
func (m *Marche) Finir() {
	if !m.EnMarche {
		return
	}
	m.EnMarche = false
	if m.stop != nil {
		m.stop()
	}
	m.p.retenirDuree(m.nom, time.Since(m.debut))
	if m.p.Prevenir != nil && m.p.Horloge().Sub(m.depuis) >= longue {
		m.p.Prevenir("Le traitement est terminé.")
	}
	m.Objet.Hide()
}

// Progres gives what hears of the progress: at most twelve times a second.
func (m *Marche) Progres() func(activite.Progres) {
	var mu sync.Mutex
	debut, dernier := time.Now(), time.Time{}
	return func(x activite.Progres) {
		mu.Lock()
		maintenant := time.Now()
		trop := maintenant.Sub(dernier) < 80*time.Millisecond && x.Fait < x.Total
		if !trop {
			dernier = maintenant
		}
		mu.Unlock()
		if trop {
			return
		}
		texte := x.Etape
		if r := modele.Restant(maintenant.Sub(debut), x.Fait, x.Total); r != "" {
			texte += " – " + r
		}
		m.p.SurEcran(func() {
			if m.EnMarche && x.Total > 0 && !m.annuler.Disabled() {
				m.mesuree = true
				m.barre.Show()
				m.barre.SetValue(float64(x.Fait) / float64(x.Total))
				m.etape.Changer(texte, composant.Courant)
			}
		})
	}
}

// retenirDuree keeps how long a kind of run took, for the next one.
func (p *Hote) retenirDuree(nom string, d time.Duration) {
	if p.durees == nil {
		p.durees = map[string]time.Duration{}
	}
	p.durees[nom] = d
}
