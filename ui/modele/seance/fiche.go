package seance

import (
	"fmt"
	"strings"
	"time"

	"delib/core/activite"
	"delib/core/decision"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
	"delib/ui/modele"
)

// Fiche is a candidate in short.
type Fiche struct {
	Titre  string
	Faits  [][2]string // what, value
	Notes  []NoteFiche
	Actes  []ActeFiche
	Conclu string
	Ecran  string // where to act
	Agir   string // what the button says
}

// NoteFiche is a mark on a fiche.
type NoteFiche struct{ Epreuve, Coefficient, Note, Note2 string }

// ActeFiche is a line of a candidate's history: when, what, before and after, why, who.
type ActeFiche struct{ Textes [5]string }

// NouvelleFiche gives a candidate in short, his mean and decision computed, and what
// was changed of him.
func NouvelleFiche(p *examen.Profil, s *activite.Situation, d *jury.Dossier, c *jury.Candidat, actes []jury.Acte) Fiche {
	r := decision.Calculer(p, &d.Entete, c)
	f := Fiche{Titre: c.NomComplet(), Conclu: "Moyenne : " + modele.OuTiret(r.Moyenne) + "   ·   Décision : " + p.Libelle(r.Decision)}
	if r.Mention != "" {
		f.Conclu += "   ·   Mention : " + r.Mention
	}
	for _, x := range [][2]string{
		{"N° candidat", c.Cle.Affichee()}, {"N° anonymat", c.Anonymat}, {"Jury", d.Titre()}, {"Etat du jury", p.EtatComplet(d.Etat)},
		{"Né(e) le", edition.Jour(c.Naissance)}, {"Catégorie", c.Categorie}, {"Aménagement", c.Amenagement},
	} {
		if x[1] != "" {
			f.Faits = append(f.Faits, x)
		}
	}
	for i := range d.Epreuves {
		e := &d.Epreuves[i]
		v, v2 := c.Valeur(e.Code, 1), c.Valeur(e.Code, 2)
		if v.EstManquante() && v2.EstManquante() && (!e.EstUnite() || e.Nature == examen.Controle && !c.Choisit(e.Code)) {
			continue
		}
		n := NoteFiche{Epreuve: e.Code + "  " + c.LibelleEpreuve(e), Coefficient: e.Coefficient.String(), Note: modele.NotePremier(p, &r, c, e)}
		if !e.EstUnite() {
			n.Epreuve = "      " + n.Epreuve
		}
		if v.EstManquante() && r.Premier.Manque(e) {
			n.Note = v.Libelle()
		}
		n.Note = surBareme(n.Note, e)
		if !v2.EstManquante() {
			n.Note2 = surBareme(v2.Libelle(), e)
		}
		f.Notes = append(f.Notes, n)
	}
	for i := range actes {
		f.Actes = append(f.Actes, acteFiche(d, c, &actes[i]))
	}
	f.Ecran = modele.EcranDuJury(s)
	switch a, ok := activite.Trouver(f.Ecran); {
	case modele.Delibere(d.Etat):
		f.Ecran, f.Agir = modele.EcranDeliberer, "Délibérer sur le jury "+d.Code
	case ok:
		f.Agir = a.Titre(p)
	default:
		f.Agir = modele.TitreAccueil
	}
	return f
}

// surBareme writes what a mark is out of beside it; what is no figure stays as it is.
func surBareme(note string, e *jury.Epreuve) string {
	if note == "" || note[0] < '0' || note[0] > '9' {
		return note
	}
	return fmt.Sprintf("%s/%d", note, e.Bareme)
}

func acteFiche(d *jury.Dossier, c *jury.Candidat, a *jury.Acte) ActeFiche {
	quoi := a.Sorte().Titre
	if e, ok := d.Epreuve(a.Cle.Epreuve); ok {
		quoi = e.Code + " " + c.LibelleEpreuve(e)
		if a.Cle.Groupe == 2 {
			quoi += " (2nd groupe)"
		}
	}
	quand := a.Horodatage
	if t, err := time.Parse(time.RFC3339, a.Horodatage); err == nil {
		quand = t.Format("02/01/2006 15:04")
	}
	return ActeFiche{[5]string{quand, quoi, valeurActe(d, c, a, a.De) + " devient " + valeurActe(d, c, a, a.Vers), modele.OuTiret(a.Motif), a.Auteur}}
}

// valeurActe writes a value as an act holds it.
func valeurActe(d *jury.Dossier, c *jury.Candidat, a *jury.Acte, texte string) string {
	switch a.Facette().Valeur {
	case jury.ValeurNote:
		if v, err := note.LireValeur(texte); err == nil {
			return v.Libelle()
		}
	case jury.ValeurLivret:
		return map[string]string{"oui": "livret examiné"}[texte] + map[bool]string{true: "livret non examiné"}[texte != "oui"]
	case jury.ValeurChoix:
		choix, err := jury.LireTexteChoix(texte)
		var noms []string
		for _, x := range choix {
			if e, ok := d.Epreuve(x.Epreuve); ok {
				noms = append(noms, c.LibelleEpreuve(e))
			}
		}
		if err == nil {
			return modele.OuTiret(strings.Join(noms, " et "))
		}
	}
	return modele.OuTiret(texte)
}
