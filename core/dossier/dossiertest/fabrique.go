// Package dossiertest makes dossiers of any size for tests and benchmarks. The
// program itself does not import it, and nothing in it is random: the same
// sizes give the same dossier.
package dossiertest

import (
	"fmt"

	"delib/core/dossier"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

var noms = []string{"ABÉLARD", "BENOÎT", "CŒUR", "D’ANGELO", "ÉTIENNE", "FAÏZ", "GÜNTHER", "HØST", "ÎLE-DIEU", "JÓZEF ŁUKASIK", "KÉVIN", "NGUYỄN"}

// Fabriquer gives a BTS centre at state 110 with so many jurys of so many candidates.
func Fabriquer(jurys, candidats int) *dossier.Contenu {
	centre := jury.Etablissement{UAI: "0250001R", Nom: "LP NELSON MANDELA", Ville: "AUDINCOURT CEDEX"}
	c := &dossier.Contenu{Centre: jury.Centre{
		Examen: "BTS", Session: "2023-06", GenereLe: "2023-06-06T09:00:00+02:00", Lieu: centre, Etablissements: []jury.Etablissement{centre},
		Academie: jury.Academie{
			Code: "03", Nom: "BESANÇON", Rectorat: "Rectorat de Besançon", Adresse: "1 rue des champs", CodePostal: "25000", Ville: "BESANCON",
			Mail: "rectBesancon@ac-besancon.fr",
		},
	}}
	for j := range jurys {
		d := jury.Dossier{Entete: jury.Entete{
			Code: fmt.Sprint(31310 + j), Specialite: "31310", Libelle: "Banque - conseiller de clientèle", Periode: "Session normale",
			Etat: examen.Deliberation1, Date1: "2023-05-31T14:00", Date2: "2023-07-11T11:00", President: "Dubois Pierre", Epreuves: epreuves(),
		}}
		for i := range candidats {
			d.Candidats = append(d.Candidats, candidat(j, i, candidats))
		}
		c.Jurys = append(c.Jurys, d)
	}
	return c
}

func epreuves() []jury.Epreuve {
	e := func(code, libelle, parent string, coefficient note.Coefficient, nature examen.Nature, choix examen.ChoixGroupe2, langue string) jury.Epreuve {
		return jury.Epreuve{Code: code, Libelle: libelle, Parent: parent, Coefficient: coefficient, Bareme: 20, Nature: nature, Choix: choix, Langue: langue}
	}
	es := []jury.Epreuve{
		e("U1", "Culture générale et expression", "", 300, examen.Generale, examen.ChoixOui, ""),
		e("U2", "Langue vivante 1", "", 200, examen.Generale, examen.ChoixOui, "lv1"),
		e("U2E", "Langue vivante 1 : Écrite", "U2", 100, examen.Generale, examen.ChoixNon, "lv1"),
		e("U2O", "Langue vivante 1 : Orale", "U2", 100, examen.Generale, examen.ChoixNon, "lv1"),
		e("U3", "Gestion de la relation client", "", 500, examen.Professionnelle, examen.ChoixNon, ""),
		e("U3D", "Dévelop.suivi.activ.commercia.", "U3", 600, examen.Professionnelle, examen.ChoixNon, ""),
		e("U41", "Étude de cas", "", 400, examen.Professionnelle, examen.ChoixNon, ""),
		e("U42", "Analyse situation commerciale", "", 200, examen.Professionnelle, examen.ChoixNon, ""),
		e("U5", "Env.éco.jur.orgs.activ.bancai.", "", 400, examen.Professionnelle, examen.ChoixNon, ""),
		e("UF1", "Langue vivante facultative", "", 100, examen.Facultative, examen.ChoixNon, ""),
	}
	for i := range es {
		es[i].Ordre = i + 1
	}
	return es
}

func candidat(j, i, parJury int) *jury.Candidat {
	n := j*parJury + i
	c := &jury.Candidat{
		Cle: jury.Cle{Numero: fmt.Sprintf("023%08d", n), Inscription: "001"}, Anonymat: fmt.Sprintf("T230A031%06d", n),
		Nom: noms[n%len(noms)], Prenoms: fmt.Sprintf("Zoé-Éloïse %d", n), Sexe: "F", Naissance: "2002-09-01", Commune: "RENNES", Departement: "035",
		Pays: "FRANCE", INE: "210340601AA", Categorie: "SCOLAIRE", Forme: "Globale", Etablissement: "0250001R", CentreEpreuve: "0250001R",
		Adresse: "Rue du pré\nBâtiment B", CodePostal: "25000", Ville: "BESANÇON", LV1: "Allemand", Livret: "numerique", VAE: "non",
	}
	for k, e := range []string{"U1", "U2E", "U2O", "U3D", "U41", "U42", "U5"} {
		c.Notes = append(c.Notes, jury.NoteEpreuve{Epreuve: e, Groupe: 1, Valeur: note.De(note.Note(50 * (12 + (n*7+k*k*4)%17)))})
	}
	return c
}
