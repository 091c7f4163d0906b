// Package compterendu is the account of one run of an activity: when, on which
// jurys, step by step, with what result and which files. The register of these
// accounts is the "compte rendu d'activité" of the centre.
//
// It runs nothing and stores nothing, and it never holds a password.
package compterendu

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// Resultat of a run.
type Resultat string

// The results, as the register shows them.
const (
	Termine        Resultat = "Terminé"
	Avertissements Resultat = "Terminé avec avertissement"
	Echec          Resultat = "Échec"
	Annule         Resultat = "Annulé"
)

// CompteRendu is one account.
type CompteRendu struct {
	Numero    int64      `json:"numero"` // rank in the register, 0 before it is recorded
	Activite  string     `json:"activite"`
	Titre     string     `json:"titre"`
	Domaine   string     `json:"domaine"` // "BTS (A03)"
	Par       string     `json:"par,omitempty"`
	Debut     time.Time  `json:"debut"`
	Fin       time.Time  `json:"fin"`
	Resultat  Resultat   `json:"resultat"`
	Etapes    []string   `json:"etapes"`
	Alertes   []string   `json:"alertes,omitempty"`
	Documents []Document `json:"documents,omitempty"`
	Plans     []Plan     `json:"plans,omitempty"`     // plans de secours that the run made
	Papillons []string   `json:"papillons,omitempty"` // SHA-256 of what is kept of each papillon
	PourQui   []string   `json:"pour_qui,omitempty"`  // whose each is: "31310, groupe 1"; of before, that of the plan in its place
	Jurys     []Jury     `json:"jurys,omitempty"`     // of an édition: whose papers; none in the accounts of old
}

// Jury says how far a jury was when its papers were made.
type Jury struct {
	Code string `json:"code"`
	Rang int    `json:"rang"` // acts that it had seen

	// Who signs the paper, of a procès-verbal; "" in the accounts of old.
	Signataire string `json:"signataire,omitempty"`
	Qualite    string `json:"qualite,omitempty"`
	Sceau      string `json:"sceau,omitempty"` // whole, of a procès-verbal
}

// Document is a file that the run made.
type Document struct {
	Nom    string `json:"nom"` // without extension
	Chemin string `json:"chemin"`
	Taille int64  `json:"taille"` // bytes
	Type   string `json:"type"`   // ZIP, PDF, XLSX, CSV
	SHA256 string `json:"sha256"`
}

// Plan says that a plan de secours of a jury was made, and of which data.
type Plan struct {
	Jury        string    `json:"jury"`
	Groupe      int       `json:"groupe"`
	Rang        int       `json:"rang"` // acts that the jury had seen
	Empreinte   string    `json:"empreinte"`
	FaitLe      time.Time `json:"fait_le"`
	CompteRendu int64     `json:"compte_rendu"`
}

// Papillon is the way in to the rescue portal, without its password: only a
// salted hash of it is kept.
type Papillon struct {
	Jury    string
	Groupe  int
	Login   string
	Sel     []byte
	Hachage []byte
}

// PourQui names whom a papillon lets in: "31310, groupe 1".
func (p *Papillon) PourQui() string { return fmt.Sprintf("%s, groupe %d", p.Jury, p.Groupe) }

// Empreinte gives the SHA-256 of what is kept of a papillon.
func (p *Papillon) Empreinte() string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%d\x00%s\x00%x\x00%x", p.Jury, p.Groupe, p.Login, p.Sel, p.Hachage)
	return hex.EncodeToString(h.Sum(nil))
}

// Etape adds a line to the account.
func (c *CompteRendu) Etape(format string, args ...any) {
	c.Etapes = append(c.Etapes, fmt.Sprintf(format, args...))
}

// Alerte adds a warning: something to look at, that stopped nothing.
func (c *CompteRendu) Alerte(format string, args ...any) {
	c.Alertes = append(c.Alertes, fmt.Sprintf(format, args...))
}

// Duree gives how long the run took.
func (c *CompteRendu) Duree() time.Duration { return c.Fin.Sub(c.Debut) }

// Etat is the register's column of that name: nothing is planned ahead here.
const Etat = "Sans planification."

// DureeHorloge writes the duration as the register does: "00:00:06".
func (c *CompteRendu) DureeHorloge() string {
	s := int(c.Duree().Round(time.Second) / time.Second)
	return fmt.Sprintf("%02d:%02d:%02d", s/3600, s/60%60, s%60)
}

// Taille writes a size as a person reads it: "130 Ko".
func Taille(octets int64) string {
	switch {
	case octets >= 10<<20:
		return fmt.Sprintf("%d Mo", octets>>20)
	case octets >= 1<<10:
		return fmt.Sprintf("%d Ko", (octets+512)>>10)
	}
	return fmt.Sprintf("%d octets", octets)
}

// DureeEnClair writes a duration as the original does: "6 secondes".
func DureeEnClair(d time.Duration) string {
	switch s := int(d.Round(time.Second) / time.Second); {
	case d < time.Second:
		return "moins d'une seconde"
	case s == 1:
		return "1 seconde"
	case s < 60:
		return fmt.Sprintf("%d secondes", s)
	default:
		return fmt.Sprintf("%d min %02d s", s/60, s%60)
	}
}

const forme = "02/01/2006 15:04:05"

// Texte writes the whole account, in the order of the original.
func (c *CompteRendu) Texte() string {
	var b strings.Builder
	ligne := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	ligne("%s", c.Titre)
	ligne("")
	switch c.Resultat {
	case Termine:
		ligne("Le traitement s'est bien déroulé.")
	case Avertissements:
		if len(c.Alertes) == 1 {
			ligne("Le traitement s'est terminé avec 1 avertissement :")
		} else {
			ligne("Le traitement s'est terminé avec %d avertissements :", len(c.Alertes))
		}
	case Annule:
		ligne("Le traitement a été annulé : aucun document n'a été produit.")
	default:
		ligne("Le traitement a échoué : aucun document n'a été produit.")
	}
	for _, a := range c.Alertes {
		ligne("! %s", a)
	}
	ligne("")
	ligne("Début du traitement : %s", c.Debut.Format(forme))
	ligne("Fin du traitement : %s", c.Fin.Format(forme))
	ligne("Temps d'exécution : %s", DureeEnClair(c.Duree()))
	ligne("Domaine : %s", c.Domaine)
	if c.Par != "" {
		ligne("Par : %s", c.Par)
	}
	ligne("")
	for _, e := range c.Etapes {
		ligne("%s", e)
	}
	if len(c.Documents) > 0 {
		ligne("")
		ligne("Liste des documents générés :")
		for _, d := range c.Documents {
			ligne("%s  %s  %s", d.Nom, Taille(d.Taille), d.Type)
			ligne("  %s", d.Chemin)
			ligne("  SHA-256 %s", d.SHA256)
		}
	}
	return b.String()
}
