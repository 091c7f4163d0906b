package ecran

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
)

// marche is the line of a run that goes on: how far it is, the time left, and
// the button that cancels it. A run shorter than patience never shows it.
type marche struct {
	p        *Poste
	objet    *fyne.Container
	barre    *widget.ProgressBar
	etape    *composant.Paragraphe
	annuler  *composant.Bouton
	arreter  func()
	change   func() // it appears or goes
	nom      string // of the kind of run, to know how long the last one took
	texte    string
	debut    time.Time
	enMarche bool
	mesuree  bool // the run tells how far it is
	stop     func()
}

func nouvelleMarche(p *Poste, change func()) *marche {
	m := &marche{p: p, change: change, barre: widget.NewProgressBar(), etape: composant.NouveauParagraphe("", composant.Police{Taille: 13})}
	m.annuler = composant.NouveauBouton("Annuler", composant.Normal, func() {
		if m.arreter != nil && m.enMarche {
			m.annuler.Activer(false)
			m.etape.Changer("Annulation…", composant.Courant)
			m.arreter()
		}
	})
	m.objet = composant.Carte(composant.Pile(6, nil, m.etape, composant.Rangee(10, m.barre, m.barre, m.annuler)))
	m.objet.Hide()
	return m
}

// partir starts the clock of a run; a long one is shown at once.
func (m *marche) partir(nom, texte string, longue bool, arreter func()) {
	m.nom, m.texte, m.arreter, m.enMarche, m.mesuree, m.debut = nom, texte, arreter, true, longue, time.Now()
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
func (m *marche) armer(dans time.Duration, faire func()) {
	debut := m.debut
	m.stop = m.p.minuterie(dans, func() {
		m.p.SurEcran(func() {
			if m.enMarche && m.debut.Equal(debut) {
				faire()
			}
		})
	})
}

func (m *marche) montrer() {
	m.objet.Show()
	m.change()
	m.p.Fenetre.Canvas().Focus(m.annuler)
}

// battre writes how long a run that tells nothing has taken, and how long it
// still may, by the one before.
func (m *marche) battre() {
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

// finir ends the run and hides its line.
func (m *marche) finir() {
	if !m.enMarche {
		return
	}
	m.enMarche = false
	if m.stop != nil {
		m.stop()
	}
	m.p.retenirDuree(m.nom, time.Since(m.debut))
	m.objet.Hide()
}

// progres gives what hears of the progress: at most twelve times a second.
func (m *marche) progres() func(activite.Progres) {
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
			if m.enMarche && x.Total > 0 && !m.annuler.Disabled() {
				m.mesuree = true
				m.barre.Show()
				m.barre.SetValue(float64(x.Fait) / float64(x.Total))
				m.etape.Changer(texte, composant.Courant)
			}
		})
	}
}

// retenirDuree keeps how long a kind of run took, for the next one.
func (p *Poste) retenirDuree(nom string, d time.Duration) {
	if p.durees == nil {
		p.durees = map[string]time.Duration{}
	}
	p.durees[nom] = d
}
