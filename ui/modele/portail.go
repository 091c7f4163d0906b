package modele

import (
	"fmt"
	"strings"
	"time"

	"delib/core/examen"
)

// Portail is where the rescue portal stands, as the chef de centre sees it.
type Portail struct {
	Ouvert, Essai          bool
	URL, Empreinte, Accord string
	Mur                    string // address of the page for a wall
	Jurys                  []string
	Salles                 []SallePortail
	Appels                 []AppelPortail // the latest first
	Actes                  []string       // that came by the portal, the latest first
	Messages               []string       // lines said to the rooms, with who read them, the latest first

	// When it is closed.
	Rouvrable  *OuverturePortail // what a stop that nobody asked for left open
	Interfaces []AdressePortail
}

// SallePortail is a browser that is signed in.
type SallePortail struct {
	Jury, Nom, Adresse string
	Depuis             time.Time
}

// AppelPortail is a room that calls.
type AppelPortail struct {
	Jury, Nom, Motif, Mots string
	Le                     time.Time
}

// OuverturePortail is an opening of before.
type OuverturePortail struct {
	Jurys  []string
	Accord string
	Le     time.Time
}

// AdressePortail is a way in to this PC.
type AdressePortail struct{ Nom, Adresse string }

// DemandePortail is what the chef de centre asks when he opens it.
type DemandePortail struct {
	Jurys       []string
	Accord, Par string
	Adresse     string // "" is the one that there is
	Essai       bool
	Papillons   bool // print the slips of these jurys again
	Nouveaux    bool // with new passwords
	Sortie      string
	Rouvrir     bool // what was open, as it was
}

// Bandeau is the state as the head of the window shows it, "" when it is closed.
func (p *Portail) Bandeau() string {
	if !p.Ouvert {
		return ""
	}
	t := "Portail ouvert"
	if p.Essai {
		t = "Portail en essai"
	}
	t += fmt.Sprintf(" · %d/%d", p.SallesVues(), len(p.Jurys))
	if n := len(p.Appels); n > 0 {
		t += " · " + Compter(n, "appel", "appels")
	}
	return t
}

// SallesVues counts the jurys of which a room is signed in.
func (p *Portail) SallesVues() int {
	vus := map[string]bool{}
	for _, s := range p.Salles {
		vus[s.Jury] = true
	}
	return len(vus)
}

// Phrase says the state in words.
func (p *Portail) Phrase() (titre, suite string) {
	if !p.Ouvert {
		return "Le portail de secours est fermé.", "Ouvert, il laisse chaque jury délibérer dans le navigateur de sa salle, par le réseau de l’établissement, " +
			"sans l’académie. " +
			"Il s’ouvre pour les jurys que vous choisissez, après l’accord du RSSI académique."
	}
	titre = "Le portail de secours est ouvert : " + p.URL
	if p.Essai {
		titre = "Le portail est ouvert en essai (aucun acte n’est possible) : " + p.URL
	}
	return titre, fmt.Sprintf("Autorisé par : %s\nJurys : %s\nSalles connectées : %d sur %d\n"+
		"Empreinte du certificat, à comparer dans les salles : %s\nAvancement à afficher au mur : %s",
		p.Accord, Enumerer(p.Jurys), p.SallesVues(), len(p.Jurys), p.Empreinte, p.Mur)
}

// Ligne writes a room.
func (s *SallePortail) Ligne(le time.Time) string {
	nom := s.Nom
	if nom == "" {
		nom = "personne n’a dit qui parle"
	}
	return fmt.Sprintf("Jury %s : %s, depuis %s, %s", s.Jury, nom, moment(s.Depuis, le), s.Adresse)
}

// Ligne writes a call.
func (a *AppelPortail) Ligne(le time.Time) string {
	t := fmt.Sprintf("%s, jury %s (%s) : %s", moment(a.Le, le), a.Jury, a.Nom, a.Motif)
	if a.Mots != "" {
		t += " – « " + a.Mots + " »"
	}
	return t
}

// FauteOuverture says what an opening lacks, "" when it may be asked.
func (d *DemandePortail) FauteOuverture(interfaces []AdressePortail) string {
	switch {
	case d.Rouvrir:
		return ""
	case len(d.Jurys) == 0:
		return "Cochez au moins un jury."
	case strings.TrimSpace(d.Accord) == "":
		return "Écrivez qui a autorisé l’ouverture : nom, fonction, date ou référence."
	case d.Adresse == "" && len(interfaces) != 1:
		return "Choisissez l’adresse où le portail écoute."
	}
	return ""
}

// Delibere tells whether a jury deliberates in a state.
func Delibere(e examen.Etat) bool { return e == examen.Deliberation1 || e == examen.Deliberation2 }
