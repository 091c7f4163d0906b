package seance

import (
	"cmp"
	"fmt"
	"strings"

	"delib/core/decision"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
	"delib/ui/modele"
)

// Proces is the procès-verbal of one candidate on the screen of a deliberation.
type Proces struct {
	Titre    string
	Identite []string
	Seuils   []int64 // of the columns "Pour 8", "Pour 10"
	Lignes   []LigneProces
	Moyenne  string
	Totaux   string
	Decision string
	Motifs   string
	Etat     examen.Decision
}

// LigneProces is an épreuve of a procès-verbal.
type LigneProces struct {
	Code, Libelle        string
	Sous                 bool   // of the unit above
	Premier              string // second group: the first mark
	Note, Coef, Points   string
	Pour                 []string // what would be needed, one a threshold
	Modifiable, Modifiee bool
	Manque               bool
	Bareme               int // what the mark is out of
}

// Proces gives the procès-verbal of a shown row.
func (x *Deliberation) Proces(i int) *Proces {
	l := x.Ligne(i)
	c, r := l.Candidat, &l.Resultat
	v := &Proces{Titre: x.Nommer(c), Decision: x.Decision(l), Motifs: r.Pourquoi(), Etat: r.Decision, Seuils: x.seuils(l)}
	if x.Nominatif {
		v.Identite = append(v.Identite, c.Cle.Affichee(), "Né(e) le "+edition.Jour(c.Naissance), "N° anonymat "+modele.OuTiret(c.Anonymat))
	}
	v.Identite = append(v.Identite, "Livret "+livrets[c.Livret]+strings.TrimPrefix(", "+l.Livret, ", –"))
	if c.Amenagement != "" {
		v.Identite = append(v.Identite, "Aménagement")
	}
	if c.Forme != "" && x.Nominatif {
		v.Identite = append(v.Identite, "Forme "+strings.ToLower(c.Forme))
	}
	if x.groupe == 2 {
		x.lignesControle(v, l)
	} else {
		x.lignesPremier(v, l)
	}
	g := &r.Premier
	if r.Controle != nil {
		g = r.Controle
	}
	pro := ""
	if r.MoyennePro != "" {
		pro = "   Moyenne professionnelle " + r.MoyennePro
	}
	v.Moyenne = modele.OuTiret(r.Moyenne)
	v.Totaux = fmt.Sprintf("Points %s   Coefficients %s%s", g.Generale.Points.Tronque(), g.Generale.Coefficients.Tronque(), pro)
	return v
}

var livrets = map[string]string{"numerique": "numérique", "papier": "papier", "aucun": ": aucun", "": ": sans statut"}

// seuils gives the thresholds that a candidate is under.
func (x *Deliberation) seuils(l *LigneDelib) []int64 {
	if x.groupe == 2 {
		return x.p.SeuilsGeneraux(2)
	}
	var s []int64
	for _, n := range x.p.SeuilsGeneraux(1) {
		if !l.Definie || !l.Valeur.AuMoins(n) {
			s = append(s, n)
		}
	}
	return s
}

func (x *Deliberation) lignesPremier(v *Proces, l *LigneDelib) {
	c := l.Candidat
	besoins := make([]map[string]note.Note, len(v.Seuils))
	for i, s := range v.Seuils {
		besoins[i] = map[string]note.Note{}
		for _, b := range decision.PourAtteindre(x.p, &x.d.Entete, c, s) {
			besoins[i][b.Epreuve.Code] = b.Note
		}
	}
	for k := range l.Resultat.Premier.Unites {
		u := &l.Resultat.Premier.Unites[k]
		n := LigneProces{Code: u.Epreuve.Code, Libelle: c.LibelleEpreuve(u.Epreuve), Coef: u.Epreuve.Coefficient.String(), Note: u.Valeur.Libelle()}
		switch u.Epreuve.Nature {
		case examen.Facultative:
			n.Libelle += " (facultative)"
		case examen.Option:
			n.Libelle += " (option)"
		}
		calculee := len(u.Sous) > 0 && u.Valeur.EstManquante()
		if calculee && u.Statut.Chiffree() {
			n.Note = decision.Texte(x.p, u.Note)
		}
		n.Points = cmp.Or(u.PointsEnClair(), "–")
		n.Manque = l.Resultat.Premier.Manque(u.Epreuve)
		x.finir(&n, c, u.Epreuve, !calculee && modifiable(u.Statut))
		for i := range besoins {
			n.Pour = append(n.Pour, pour(besoins[i], u.Epreuve.Code))
		}
		v.Lignes = append(v.Lignes, n)
		for _, s := range u.Sous {
			m := LigneProces{Code: s.Epreuve.Code, Libelle: c.LibelleEpreuve(s.Epreuve), Sous: true, Coef: s.Epreuve.Coefficient.String(),
				Note:   s.Valeur.Libelle(),
				Manque: calculee && s.Valeur.EstManquante(), Pour: make([]string, len(v.Seuils))}
			x.finir(&m, c, s.Epreuve, calculee && modifiable(s.Valeur.Statut))
			v.Lignes = append(v.Lignes, m)
		}
	}
}

func pour(besoins map[string]note.Note, code string) string {
	if n, ok := besoins[code]; ok {
		return n.Court()
	}
	return ""
}

// modifiable tells whether a jury may change a mark of this kind.
func modifiable(s note.Statut) bool {
	return s != note.Benefice && s != note.Report && s != note.Dispense
}

func (x *Deliberation) finir(n *LigneProces, c *jury.Candidat, e *jury.Epreuve, modifiable bool) {
	n.Modifiable, n.Bareme = modifiable && x.Ouverte(), e.Bareme
	if n.Manque {
		n.Note = "manque"
	} else if n.Note == (note.Valeur{}).Libelle() {
		n.Note = "–"
	}
	for i := range x.modifiees {
		m := &x.modifiees[i]
		if code, _, _ := strings.Cut(m.Epreuve, " "); m.Candidat.Cle == c.Cle && code == e.Code {
			n.Modifiee = true
		}
	}
}

// lignesControle gives the disciplines of the contrôle first, then the units as
// they count.
func (x *Deliberation) lignesControle(v *Proces, l *LigneDelib) {
	c := l.Candidat
	disciplines := map[string]bool{}
	for _, e := range decision.Disciplines(x.p, &x.d.Entete, c) {
		disciplines[e.Code] = true
		val := c.Valeur(e.Code, 2)
		n := LigneProces{
			Code: e.Code, Libelle: c.LibelleEpreuve(e), Premier: modele.NotePremier(x.p, &l.Resultat, c, e), Note: val.Libelle(), Coef: e.Coefficient.String(),
			Points: "–", Manque: val.EstManquante(),
		}
		x.finir(&n, c, e, true)
		n.Pour = []string{""}
		if besoin, ok := decision.PourAdmettre(x.p, &x.d.Entete, c, e); ok {
			n.Pour[0] = besoin.Court()
		}
		v.Lignes = append(v.Lignes, n)
	}
	g := &l.Resultat.Premier
	if l.Resultat.Controle != nil {
		g = l.Resultat.Controle
	}
	for k := range g.Unites {
		u := &g.Unites[k]
		points := cmp.Or(u.PointsEnClair(), "–")
		if disciplines[u.Epreuve.Code] {
			for i := range v.Lignes {
				if v.Lignes[i].Code == u.Epreuve.Code {
					v.Lignes[i].Points = points
				}
			}
			continue
		}
		v.Lignes = append(v.Lignes,
			LigneProces{Code: u.Epreuve.Code, Libelle: c.LibelleEpreuve(u.Epreuve), Premier: modele.NotePremier(x.p, &l.Resultat, c, u.Epreuve), Note: "",
				Coef: u.Epreuve.Coefficient.String(), Points: points, Pour: []string{""}})
	}
}
