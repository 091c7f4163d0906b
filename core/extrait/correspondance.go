package extrait

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// Correspondance says what the tables of a folder hold. It is written as a text that a
// person corrects: which role each table has, which field each heading is, and what the
// words of the extracts are in a dossier.
type Correspondance struct {
	Examen   string            `toml:"examen"`
	Session  string            `toml:"session"`
	Academie map[string]string `toml:"academie"` // what the relevé de notes prints of it
	Tables   []Dite            `toml:"table"`
	// Valeurs gives, by field, how a value is written in a dossier; "" leaves it out.
	Valeurs map[string]map[string]string `toml:"valeurs"`
}

// Dite is what a table was said to be.
type Dite struct {
	Fichier string `toml:"fichier"`
	Onglet  string `toml:"onglet"`
	Role    Role   `toml:"role"`
	Entete  int    `toml:"entete"` // row of the headings, from 1; 0 for a table without data
	// Double tells that the row after it says, of each column of marks, whether it is the mark.
	Double   bool              `toml:"double"`
	Colonnes map[string]string `toml:"colonnes"` // heading → field

	titres []string // in their order
}

// LireCorrespondance reads what Ecrire wrote, and a person changed.
func LireCorrespondance(texte []byte) (*Correspondance, error) {
	var c Correspondance
	m, err := toml.Decode(string(texte), &c)
	if err != nil {
		return nil, refus("La correspondance est illisible : "+err.Error()+".", "Corrigez-la, ou proposez-la de nouveau.")
	}
	var fautes []string
	for _, k := range m.Undecoded() {
		fautes = append(fautes, fmt.Sprintf("- « %s » n’est pas un mot de la correspondance", k))
	}
	for i := range c.Tables {
		fautes = append(fautes, c.Tables[i].fautes()...)
	}
	for _, champ := range slices.Sorted(maps.Keys(c.Valeurs)) {
		if !connu(champ) {
			fautes = append(fautes, fmt.Sprintf("- valeurs.%s : ce n’est pas un champ d’un dossier", champ))
		}
	}
	if c.Examen == "" || c.Session == "" {
		fautes = append(fautes, "- examen et session ne sont pas dits, et aucun tableau ne les dit à leur place")
	}
	if len(fautes) > 0 {
		return nil, refus("La correspondance a des fautes :", "Rien n’a été fait. Corrigez-la, puis recommencez.", fautes...)
	}
	return &c, nil
}

func connu(nom string) bool {
	for r := range champs {
		if champDe(r, nom) != nil {
			return true
		}
	}
	return false
}

func (d *Dite) fautes() (fautes []string) {
	ou := d.nom()
	if d.Role == Ignoree {
		return nil
	}
	if _, ok := champs[d.Role]; !ok {
		return []string{fmt.Sprintf("- %s : le rôle « %s » n’existe pas (%s)", ou, d.Role, strings.Join(rolesDits(), ", "))}
	}
	for _, titre := range slices.Sorted(maps.Keys(d.Colonnes)) {
		cible := d.Colonnes[titre]
		if cible == PasPris || cible == NonCompris || d.Role == Candidats && strings.HasPrefix(cible, Epreuve) || champDe(d.Role, cible) != nil {
			continue
		}
		fautes = append(fautes, fmt.Sprintf("- %s, « %s » : « %s » n’est pas un champ de %s", ou, titre, cible, d.Role))
	}
	return fautes
}

func rolesDits() []string {
	l := []string{string(Ignoree)}
	for r := range champs {
		l = append(l, string(r))
	}
	slices.Sort(l)
	return l
}

func (d *Dite) nom() string {
	t := Table{Fichier: d.Fichier, Onglet: d.Onglet}
	return t.Nom()
}

// Ecrire gives the text of a correspondance.
func (c *Correspondance) Ecrire() []byte {
	var b strings.Builder
	b.WriteString("# Ce que contiennent les tableaux. À relire et à corriger avant de fabriquer les dossiers.\n" +
		"# Un titre qui vaut « ? » n’a pas été compris ; « - » : il n’est pas repris.\n" +
		"# « epreuve:U41 » : la colonne porte les notes de U41 ; « epreuve: » : de l’épreuve que dit son titre.\n\n")
	fmt.Fprintf(&b, "examen = %s\nsession = %s\n\n", guillemets(c.Examen), guillemets(c.Session))
	b.WriteString("# Aucun tableau ne le dit : c’est ce qu’imprime le relevé de notes.\n[academie]\n")
	for _, k := range champsAcademie {
		fmt.Fprintf(&b, "%s = %s\n", k, guillemets(c.Academie[k]))
	}
	for _, champ := range slices.Sorted(maps.Keys(c.Valeurs)) {
		fmt.Fprintf(&b, "\n# Comment un dossier écrit ce que disent les tableaux ; « \"\" » : rien n’est repris.\n[valeurs.%s]\n", champ)
		for _, v := range slices.Sorted(maps.Keys(c.Valeurs[champ])) {
			fmt.Fprintf(&b, "%s = %s\n", guillemets(v), guillemets(c.Valeurs[champ][v]))
		}
	}
	for i := range c.Tables {
		c.Tables[i].ecrire(&b)
	}
	return []byte(b.String())
}

var champsAcademie = []string{"code", "nom", "rectorat", "adresse", "code_postal", "ville", "telephone", "mail"}

func (d *Dite) ecrire(b *strings.Builder) {
	fmt.Fprintf(b, "\n[[table]]\nfichier = %s\n", guillemets(d.Fichier))
	if d.Onglet != "" {
		fmt.Fprintf(b, "onglet = %s\n", guillemets(d.Onglet))
	}
	fmt.Fprintf(b, "role = %s\n", guillemets(string(d.Role)))
	if d.Role == Ignoree {
		return
	}
	fmt.Fprintf(b, "entete = %d\n", d.Entete)
	if d.Double {
		b.WriteString("double = true\n")
	}
	b.WriteString("[table.colonnes]\n")
	for _, t := range d.titres {
		fmt.Fprintf(b, "%s = %s\n", guillemets(t), guillemets(d.Colonnes[t]))
	}
}

// guillemets writes a TOML string.
func guillemets(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, "\\u%04X", r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
