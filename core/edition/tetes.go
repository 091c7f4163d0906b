package edition

import (
	"fmt"
	"time"

	"delib/core/document"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
)

// What the lists, the procès-verbaux and the convocations share: heads, dates
// in words, the mark of a copy.

// aucun stands in the place of an empty list.
const aucun = "Pas de candidat concerné"

// bandeauHeure is the head of a list whose hour of edition counts.
func (f *Faits) bandeauHeure() document.Bandeau {
	b := f.bandeau()
	b.Droite[1] = f.editeLeHeure()
	return b
}

// liasse gathers documents under the title that the person typed.
func (f *Faits) liasse(docs []document.Document) document.Liasse {
	return document.Liasse{Nom: fichier.Nom(f.Titre), Titre: f.Titre, Documents: docs}
}

// rangees fills in what a spreadsheet wants of a document: the name of its sheet, and
// what each row says of itself.
func (f *Faits) rangees(doc document.Document, feuille, jury string) document.Document {
	doc.Feuille = feuille
	doc.Donnees = []document.Paire{
		{Libelle: "Session", Valeur: f.Centre.Session}, {Libelle: "Centre", Valeur: f.Centre.Lieu.UAI}, {Libelle: "Jury de délibération", Valeur: jury},
		{Libelle: "Edité le", Valeur: f.Le.Format("02/01/2006")},
	}
	return doc
}

// marque tells a print made after its group has ended from the first ones.
func marque(d *jury.Dossier, groupe int) string {
	if groupe == 1 && d.Etat > examen.Termine1 || groupe == 2 && d.Etat > examen.Termine2 {
		return "copie"
	}
	return ""
}

// dateDe gives when a jury deliberates on a group.
func dateDe(d *jury.Dossier, groupe int) string {
	if groupe == 2 {
		return d.Date2
	}
	return d.Date1
}

// centreInverse writes a school as the list of those not admitted does:
// "0250001R – LP NELSON MANDELA".
func centreInverse(e jury.Etablissement) string {
	if e.Nom == "" {
		return e.UAI
	}
	return e.UAI + " – " + e.Nom
}

var mois = [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}

var jours = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}

// EnLettres writes a date as the relevé de notes does: "06 juin 2023".
func EnLettres(t time.Time) string {
	return fmt.Sprintf("%02d %s %d", t.Day(), mois[t.Month()-1], t.Year())
}

// horaire is a date of the dossier, taken apart.
type horaire struct {
	jour, heure, demi string // 02/07/2021, 09:00, matin; "" where it is not known
	lettres           string // vendredi 02 juillet 2021
}

// lireHoraire takes a date apart; what is not a date stays whole in jour.
func lireHoraire(iso string) horaire {
	if t, err := time.Parse("2006-01-02T15:04", iso); err == nil {
		h := horaire{jour: t.Format("02/01/2006"), heure: t.Format("15:04"), demi: "matin", lettres: jours[t.Weekday()] + " " + EnLettres(t)}
		if t.Hour() >= 12 {
			h.demi = "après-midi"
		}
		return h
	}
	if t, err := time.Parse(time.DateOnly, iso); err == nil {
		return horaire{jour: t.Format("02/01/2006"), lettres: jours[t.Weekday()] + " " + EnLettres(t)}
	}
	return horaire{jour: iso, lettres: iso}
}

// decisionMention gives a decision with its mention: "Admis mention Bien".
func decisionMention(p *examen.Profil, d examen.Decision, mention string) string {
	t := p.Libelle(d)
	for _, m := range p.Mentions {
		if m.Code == mention && mention != "" {
			t += " mention " + m.Libelle
		}
	}
	return t
}
