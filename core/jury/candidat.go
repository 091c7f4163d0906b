package jury

import (
	"encoding/json"
	"strings"

	"delib/core/examen"
	"delib/core/note"
)

// Cle is the key of a candidate: his number and his inscription.
type Cle struct {
	Numero      string `json:"numero"`
	Inscription string `json:"inscription"`
}

// String gives "02319252150-001".
func (c Cle) String() string { return c.Numero + "-" + c.Inscription }

// Affichee gives "02319252150 - 001".
func (c Cle) Affichee() string { return c.Numero + " - " + c.Inscription }

// LireCle reads "02319252150-001", with or without spaces around the dash, and
// gives back the leading zero that spreadsheets and one screen of the original drop.
func LireCle(texte string) (Cle, bool) {
	i := strings.LastIndexByte(texte, '-')
	if i < 0 {
		return Cle{}, false
	}
	c := Cle{Completer(strings.TrimSpace(texte[:i])), strings.TrimSpace(texte[i+1:])}
	return c, c.Numero != "" && c.Inscription != ""
}

// Completer gives a candidate's number its leading zero back when it has lost it.
func Completer(numero string) string {
	if len(numero) == 10 && strings.Trim(numero, "0123456789") == "" {
		return "0" + numero
	}
	return numero
}

// CompleterInscription gives an inscription the zeros back that a spreadsheet drops:
// it has three digits.
func CompleterInscription(texte string) string {
	if n := len(texte); n > 0 && n < 3 && strings.Trim(texte, "0123456789") == "" {
		return strings.Repeat("0", 3-n) + texte
	}
	return texte
}

// Candidat is one person and all that a jury knows of him.
type Candidat struct {
	Cle
	Anonymat      string  `json:"anonymat,omitempty"`
	Nom           string  `json:"nom"`
	NomUsage      string  `json:"nom_usage,omitempty"`
	Prenoms       string  `json:"prenoms"`
	Sexe          string  `json:"sexe,omitempty"`
	Naissance     string  `json:"naissance,omitempty"` // 2006-01-02
	Commune       string  `json:"naissance_commune,omitempty"`
	Departement   string  `json:"naissance_departement,omitempty"`
	Pays          string  `json:"naissance_pays,omitempty"`
	Nationalite   string  `json:"nationalite,omitempty"`
	INE           string  `json:"ine,omitempty"`
	Categorie     string  `json:"categorie,omitempty"`
	Forme         string  `json:"forme_passage,omitempty"`
	Etablissement string  `json:"etablissement,omitempty"` // UAI
	CentreEpreuve string  `json:"centre_epreuve,omitempty"`
	Adresse       string  `json:"adresse,omitempty"` // may hold line breaks
	CodePostal    string  `json:"code_postal,omitempty"`
	Ville         string  `json:"commune,omitempty"`
	Mail          string  `json:"mail,omitempty"`
	LV1           string  `json:"langue_lv1,omitempty"`
	LV2           string  `json:"langue_lv2,omitempty"`
	ListeRouge    bool    `json:"liste_rouge,omitempty"`
	Fraudeur      bool    `json:"presume_fraudeur,omitempty"`
	Amenagement   string  `json:"amenagement,omitempty"`
	Livret        string  `json:"livret,omitempty"` // numerique, papier, aucun, "" = no statut yet
	VAE           string  `json:"mode_vae,omitempty"`
	DerniereAnnee string  `json:"annee_derniere_inscription,omitempty"`
	PFMP          string  `json:"pfmp_validee,omitempty"` // oui, non, "" = not concerned
	Etalement     bool    `json:"etalement,omitempty"`    // his épreuves are spread over sessions
	Divers        []Champ `json:"divers,omitempty"`

	Notes         []NoteEpreuve `json:"notes,omitempty"`
	Choix         []Choix       `json:"choix,omitempty"`
	LivretExamine bool          `json:"livret_examine,omitempty"`
	Arrete1       *Arrete       `json:"arrete1,omitempty"` // set by the closing of group 1
	Arrete2       *Arrete       `json:"arrete2,omitempty"` // set by the closing of group 2
}

// Valeur gives what is known of an épreuve in a group.
func (c *Candidat) Valeur(epreuve string, groupe int) note.Valeur {
	for i := range c.Notes {
		if c.Notes[i].Groupe == groupe && c.Notes[i].Epreuve == epreuve {
			return c.Notes[i].Valeur
		}
	}
	return note.Valeur{}
}

// Choisit tells whether the candidate has chosen a discipline.
func (c *Candidat) Choisit(epreuve string) bool {
	for _, x := range c.Choix {
		if x.Epreuve == epreuve {
			return true
		}
	}
	return false
}

// Progressive tells whether the candidate spreads the units over sessions. The
// word "Unitaire" is in no text: it is read as a progressive form of one unit.
func (c *Candidat) Progressive() bool { return c.Forme == "Progressive" || c.Forme == "Unitaire" }

// Fractionne tells whether the units of one session need not be all of them:
// those that have no mark are not missing.
func (c *Candidat) Fractionne() bool { return c.Etalement || c.Progressive() }

// ALivret tells whether a livret exists, so that the jury must have examined it
// before it refuses the candidate (D643-26, D337-85).
func (c *Candidat) ALivret() bool { return c.Livret == "numerique" || c.Livret == "papier" }

// NomComplet gives "AZBTSUN John".
func (c *Candidat) NomComplet() string { return strings.TrimSpace(c.Nom + " " + c.Prenoms) }

// Sujet gives the candidate as a refusal speaks of him.
func (c *Candidat) Sujet(jury string) examen.Sujet {
	return examen.Sujet{Jury: jury, Cle: c.Cle.String(), Nom: c.NomComplet(), Anonymat: c.Anonymat}
}

// Langue gives the candidate's language for an épreuve that has one.
func (c *Candidat) Langue(e *Epreuve) string {
	switch e.Langue {
	case "lv1":
		return c.LV1
	case "lv2":
		return c.LV2
	}
	return ""
}

// LibelleEpreuve gives an épreuve's libellé with the candidate's language: "Langue vivante 1-Allemand".
func (c *Candidat) LibelleEpreuve(e *Epreuve) string {
	if l := c.Langue(e); l != "" {
		return e.Libelle + "-" + l
	}
	return e.Libelle
}

// copie gives a candidate whose slices can be changed.
func (c *Candidat) copie() *Candidat {
	n := *c
	n.Notes = append([]NoteEpreuve(nil), c.Notes...)
	n.Choix = append([]Choix(nil), c.Choix...)
	return &n
}

// noter sets the value of an épreuve in a group.
func (c *Candidat) noter(epreuve string, groupe int, v note.Valeur) {
	for i := range c.Notes {
		if c.Notes[i].Groupe == groupe && c.Notes[i].Epreuve == epreuve {
			c.Notes[i].Valeur = v
			return
		}
	}
	c.Notes = append(c.Notes, NoteEpreuve{epreuve, groupe, v})
}

// TexteChoix writes choices so that they can be compared and read back.
func TexteChoix(choix []Choix) string {
	if len(choix) == 0 {
		return ""
	}
	b, _ := json.Marshal(choix) // strings and ints only: cannot fail
	return string(b)
}

// LireTexteChoix reads what TexteChoix writes.
func LireTexteChoix(texte string) ([]Choix, error) {
	if texte == "" {
		return nil, nil
	}
	var c []Choix
	err := json.Unmarshal([]byte(texte), &c)
	return c, err
}
