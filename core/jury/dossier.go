package jury

import (
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/note"
)

// Academie is what the relevé de notes prints of the académie.
type Academie struct {
	Code       string `json:"code"`
	Nom        string `json:"nom"`
	Rectorat   string `json:"rectorat"`
	Adresse    string `json:"adresse"`
	CodePostal string `json:"code_postal"`
	Ville      string `json:"ville"`
	Telephone  string `json:"telephone"`
	Mail       string `json:"mail"`
}

// Etablissement is a school, known by its UAI.
type Etablissement struct {
	UAI        string `json:"uai"`
	Nom        string `json:"nom"`
	Ville      string `json:"ville,omitempty"`
	CodePostal string `json:"code_postal,omitempty"`
	Adresse    string `json:"adresse,omitempty"`
}

// Libelle writes a school as the documents do: "LP NELSON MANDELA – AUDINCOURT CEDEX (0250001R)".
func (e Etablissement) Libelle() string {
	s := e.Nom
	if e.Ville != "" {
		s += " – " + e.Ville
	}
	return strings.TrimSpace(s + " (" + e.UAI + ")")
}

// Centre is what all the jurys of a centre de délibération share.
type Centre struct {
	Examen         string          `json:"examen"`
	Session        string          `json:"session"`
	Academie       Academie        `json:"academie"`
	Lieu           Etablissement   `json:"centre"`
	GenereLe       string          `json:"genere_le"` // RFC 3339
	Etablissements []Etablissement `json:"etablissements"`
}

// Meme tells whether two dossiers go in the same base: one centre, exam and session.
func (c *Centre) Meme(autre *Centre) bool {
	return c.Examen == autre.Examen && c.Session == autre.Session && c.Lieu.UAI == autre.Lieu.UAI
}

// PlusAncien tells whether the académie made this dossier before another one. Two
// dates of which one cannot be read say nothing.
func (c *Centre) PlusAncien(autre *Centre) bool {
	x, err1 := time.Parse(time.RFC3339, c.GenereLe)
	y, err2 := time.Parse(time.RFC3339, autre.GenereLe)
	return err1 == nil && err2 == nil && x.Before(y)
}

// Etablissement gives a school by its UAI; one that is not known has only its UAI.
func (c *Centre) Etablissement(uai string) Etablissement {
	for _, e := range c.Etablissements {
		if e.UAI == uai {
			return e
		}
	}
	if c.Lieu.UAI == uai {
		return c.Lieu
	}
	return Etablissement{UAI: uai}
}

// Nommer writes a school by its UAI, "" when there is none.
func (c *Centre) Nommer(uai string) string {
	e := c.Etablissement(uai)
	if e.Nom == "" {
		return uai
	}
	return e.Libelle()
}

// Membre is one person of a jury.
type Membre struct {
	Nom      string `json:"nom"`
	Prenoms  string `json:"prenoms"`
	Qualite  string `json:"qualite"`
	Fonction string `json:"fonction"` // one of the three below
}

// The functions of a member.
const (
	FonctionPresident     = "president"
	FonctionVicePresident = "vice_president"
	FonctionMembre        = "membre"
)

// Epreuve is a unit, or a sous-épreuve of a unit (Parent is the unit's code).
type Epreuve struct {
	Code        string              `json:"code"`
	Libelle     string              `json:"libelle"`
	Parent      string              `json:"parent,omitempty"`
	Ordre       int                 `json:"ordre"`
	Coefficient note.Coefficient    `json:"coefficient"` // in hundredths
	Bareme      int                 `json:"bareme"`      // 20 or 10
	Nature      examen.Nature       `json:"nature"`
	Choix       examen.ChoixGroupe2 `json:"choix"`
	Langue      string              `json:"langue,omitempty"` // lv1, lv2 or ""

	// Of delib-dossier/2; a dossier without them keeps its bytes.
	Remplacement string    `json:"remplacement,omitempty"` // oui, non, "" as its nature has it
	Credits      int       `json:"credits,omitempty"`      // ECTS, printed as they are
	Pas          note.Note `json:"pas,omitempty"`          // step of its marks, 0 for the exam's
	Ecrit        string    `json:"ecrit,omitempty"`        // oui, non, "" not known
}

// PasDe gives the step of the marks of an épreuve: its own, or else for a unit
// that of the exam; a sous-épreuve has none but the hundredth.
func (e *Epreuve) PasDe(p *examen.Profil) note.Note {
	switch {
	case e.Pas > 0:
		return e.Pas
	case e.EstUnite():
		return max(p.Pas, 1)
	}
	return 1
}

// ARemplacement tells whether a justified absence to the épreuve opens a session
// of replacement: the dossier says so, or else its nature (D337-92: not a facultative).
func (e *Epreuve) ARemplacement() bool {
	return e.Remplacement == "oui" || e.Remplacement == "" && e.Nature.EstObligatoire()
}

// EstUnite tells whether the épreuve stands for itself.
func (e *Epreuve) EstUnite() bool { return e.Parent == "" }

// Entete is a jury without its candidates.
type Entete struct {
	Code          string      `json:"code"`
	Specialite    string      `json:"specialite"`
	Libelle       string      `json:"libelle"` // of the spécialité
	Periode       string      `json:"periode"`
	Etat          examen.Etat `json:"etat"`
	Epoque        int         `json:"epoque"`                 // moves made so far
	Rang          int         `json:"rang"`                   // acts applied so far
	Date1         string      `json:"date_groupe1,omitempty"` // 2006-01-02T15:04
	Date2         string      `json:"date_groupe2,omitempty"`
	President     string      `json:"president,omitempty"`
	VicePresident string      `json:"vice_president,omitempty"`
	Membres       []Membre    `json:"membres,omitempty"`
	Epreuves      []Epreuve   `json:"epreuves"`

	Divergences []Divergence `json:"divergences,omitempty"` // not settled yet
	Presences   []Presence   `json:"presences,omitempty"`   // who sat, by acts
	Incidents   []Incident   `json:"incidents,omitempty"`   // of its séances, by acts
}

// Epreuve gives an épreuve by its code.
func (e *Entete) Epreuve(code string) (*Epreuve, bool) {
	for i := range e.Epreuves {
		if e.Epreuves[i].Code == code {
			return &e.Epreuves[i], true
		}
	}
	return nil, false
}

// SousEpreuves gives the sous-épreuves of a unit, in order.
func (e *Entete) SousEpreuves(unite string) []*Epreuve {
	var s []*Epreuve
	for i := range e.Epreuves {
		if e.Epreuves[i].Parent == unite && unite != "" {
			s = append(s, &e.Epreuves[i])
		}
	}
	return s
}

// Titre gives "31408 - Comptabilité et gestion".
func (e *Entete) Titre() string { return e.Code + " - " + e.Libelle }

// NoteEpreuve is the value of one épreuve in one group (1 or 2).
type NoteEpreuve struct {
	Epreuve string      `json:"epreuve"`
	Groupe  int         `json:"groupe"`
	Valeur  note.Valeur `json:"valeur"`
}

// Choix is a discipline chosen for the second group.
type Choix struct {
	Epreuve string `json:"epreuve"`
	Rang    int    `json:"rang"`
	Centre  string `json:"centre,omitempty"` // UAI
	Date    string `json:"date,omitempty"`   // 2006-01-02T15:04
}

// Champ is an extra column of the dossier, kept as it came.
type Champ struct {
	Nom    string `json:"nom"`
	Valeur string `json:"valeur"`
}

// Arrete is the decision that a jury took for a candidate when it closed.
type Arrete struct {
	Decision   examen.Decision `json:"decision"`
	Moyenne    string          `json:"moyenne,omitempty"` // truncated, two decimals
	MoyennePro string          `json:"moyenne_pro,omitempty"`
	Mention    string          `json:"mention,omitempty"`
}

// Dossier is one jury, whole. It is a value: Appliquer gives another one and
// never touches a Candidat that is in an older one.
type Dossier struct {
	Entete
	Candidats []*Candidat
}

// Candidat gives a candidate by his key.
func (d *Dossier) Candidat(cle Cle) (*Candidat, bool) {
	for _, c := range d.Candidats {
		if c.Cle == cle {
			return c, true
		}
	}
	return nil, false
}
