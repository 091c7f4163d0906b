package edition_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"delib/core/document"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
)

// cas makes every edition of this package from a sample, in the state in which
// a centre makes it.
func cas(t *testing.T, nom string) []document.Liasse {
	t.Helper()
	codes := map[string][]string{bts: {"31310"}, bcp: {"31202"}}[nom]
	if nom == bts {
		codes = append(codes, "31408")
	}
	c := ouvrir(t, nom)
	for i := range c.ds {
		c.ds[i].Etat = examen.Deliberation1
	}
	var ls []document.Liasse
	ajouter := func(id string, l document.Liasse) {
		l.Nom = id
		ls = append(ls, l)
	}
	ds := c.jurys(codes...)
	ajouter("liste-eleves-livret", edition.ListeElevesLivret(c.Faits, ds[:1], edition.OptionsLivrets{}))
	ajouter("liste-candidats-livret", edition.ListeCandidatsLivret(c.Faits, ds[:1], edition.OptionsLivrets{}))
	for _, x := range []edition.ListeCandidats{edition.ListeAnonyme, edition.ListeCorrespondance, edition.ListeAmenagements, edition.ListeDecision} {
		ajouter("listes-candidats-"+string(x), edition.ListesCandidats(c.Faits, ds, x))
	}
	ajouter("statistiques-epreuve", assembler(c.Faits, edition.StatistiquesEpreuve(c.titre("Statistiques avant délibération"), &ds[len(ds)-1])))
	ajouter("attestation-preparation", edition.Attestation(c.titre("Attestation de préparation"), "Martin Anne", []edition.Preparation{
		{Point: "Dossier de centre", Etat: "En ordre", Message: "fait le 30/05/2023 à 08:00."},
		{Point: "Plans de secours", Etat: "Manque", Message: "Jamais générés : 31310.", Remede: "Générez le plan de secours de ces jurys.", Manque: true},
	}))
	ajouter("fraudeurs-liste-rouge", edition.FraudeursListeRouge(c.Faits, c.ds))
	pvis := func(groupe int, anonyme bool, cs ...*jury.Candidat) document.Liasse {
		var docs []document.Document
		for _, x := range cs {
			docs = append(docs, edition.PVI(c.Faits, &ds[0], x, groupe, anonyme))
		}
		return assembler(c.Faits, docs...)
	}
	manque := *ds[0].Candidats[0]
	manque.Notes = slices.DeleteFunc(slices.Clone(manque.Notes), func(n jury.NoteEpreuve) bool { return n.Epreuve == ds[0].Epreuves[0].Code })
	ajouter("pvi-groupe1", pvis(1, false, ds[0].Candidats[0], ds[0].Candidats[len(ds[0].Candidats)-1], &manque))
	secours := []document.Document{edition.TableJury(c.Faits, &ds[0], 1, document.A3, false), edition.TableJury(c.Faits, &ds[0], 1, document.A4, true),
		edition.Emargement(c.Faits, &ds[0], 1), edition.Correspondance(c.Faits, &ds[0]),
		edition.Papillon(c.Faits, &ds[0], "10", edition.Acces{Login: "0250001R-BTS-31310-10", MotDePasse: "ABCDE-FGHIJ-KLMNO-PQRST"}),
		edition.Papillon(c.Faits, &ds[0], "10", edition.Acces{URL: "https://10.0.0.1:8443", Login: "x", MotDePasse: "ABCDE-FGHIJ-KLMNO-PQRST"})}
	ajouter("secours-groupe1", assembler(c.Faits, append(secours, edition.PVVierge(c.Faits, &ds[0], 1)...)...))
	ajouter("pvi-groupe1-anonymes", pvis(1, true, ds[0].Candidats[0]))

	c.groupe1(examen.Editions1)
	ds = c.jurys(codes...)
	for _, x := range []edition.ListeResultats{edition.ListeAdmis, edition.ListeAdmissibles, edition.ListeNonAdmis} {
		ajouter("listes-resultats-groupe1-"+string(x), edition.ListesResultats(c.Faits, ds, 1, x, document.A4))
	}
	ajouter("listes-resultats-groupe1-epreuve", edition.ListesResultatsEpreuve(c.Faits, ds, 1, edition.ListeAdmis, document.A4))
	d := &ds[len(ds)-1]
	ajouter("pv-groupe1",
		assembler(c.Faits,
			edition.PV(c.Faits, d, 1,
				edition.Tenue{Sceau: "Jury " + d.Code + " – Sceau : 0123 4567 89ab cdef", Modifiees: modifiees(c.Faits.Profil, d),
					Close: time.Date(2023, 5, 31, 17, 40, 0, 0, time.UTC), ClosePar: "Dubois Pierre"})...))
	copie := *d
	copie.Etat = examen.Verrouille1
	ajouter("pv-groupe1-copie", assembler(c.Faits, edition.PV(c.Faits, &copie, 1, edition.Tenue{Sceau: "Jury " + d.Code + " – Sceau : 0123 4567 89ab cdef",
		Original: edition.Original{Signataire: edition.Signataire{Nom: "Martin Anne", Qualite: "Vice-président"}, Le: c.Le}})[:1]...))

	c.groupe1(examen.Termine1)
	for _, d := range c.ds {
		for _, x := range d.Candidats {
			x.Choix = nil
			x.Notes = slices.DeleteFunc(x.Notes, func(n jury.NoteEpreuve) bool { return n.Groupe == 2 })
		}
	}
	ds = c.jurys(codes...)
	ajouter("releves-notes-140", edition.RelevesNotes(c.Faits, ds[:1], edition.OptionsReleve{Mail: true, Telephone: true, A: "rennes", Etablissement: true}))

	c.groupe1(examen.RecueilNotes)
	c.choisir("0250013D")
	ds = c.jurys(codes...)
	ajouter("convocations", edition.Convocations(c.Faits, ds[:1]))
	ajouter("convocations-liste-par-oral", edition.ListeConvocations(c.Faits, ds[:1], true))
	ajouter("convocations-liste", edition.ListeConvocations(c.Faits, ds, false))
	ajouter("bordereaux", edition.Bordereaux(c.Faits, ds, false))
	admis := edition.Convoques(c.Profil, &ds[0], 2)[0]
	avant := pvis(2, false, admis)
	choix := admis.Choix
	admis.Choix = nil
	avant.Documents = append(avant.Documents, pvis(2, true, admis).Documents...)
	avant.Documents = append(avant.Documents, edition.TableJury(c.Faits, &ds[0], 2, document.A4, false))
	admis.Choix = choix
	ajouter("bordereaux-anonymes", edition.Bordereaux(c.Faits, ds[:1], true))

	c.noter(points("12"), points("11"))
	if nom == bcp {
		c = ouvrir(t, nom)
		c.groupe1(examen.RecueilNotes)
		c.noter(points("6"), points("5.5"))
	}
	c.groupe2(examen.Editions2)
	ds = c.jurys(codes...)
	avant.Documents = append(avant.Documents, pvis(2, false, edition.Convoques(c.Profil, &ds[0], 2)[0]).Documents...)
	ajouter("pvi-groupe2", avant)
	ajouter("releves-notes-211", edition.RelevesNotes(c.Faits, ds[:1], edition.OptionsReleve{Mail: true, Telephone: true, A: "rennes"}))
	for _, x := range []edition.ListeResultats{edition.ListeAdmis, edition.ListeNonAdmis} {
		ajouter("listes-resultats-groupe2-"+string(x), edition.ListesResultats(c.Faits, ds, 2, x, document.A4))
	}
	ajouter("listes-resultats-groupe2-epreuve", edition.ListesResultatsEpreuve(c.Faits, ds, 2, edition.ListeAdmis, document.A4))
	ajouter("pv-groupe2",
		assembler(c.Faits, edition.PV(c.Faits, &ds[0], 2, edition.Tenue{Sceau: "Jury " + ds[0].Code + " – Sceau : 0123 4567 89ab cdef"})...))
	return ls
}

// modifiees are acts of a journal, one of them undone after a new opening.
func modifiees(p *examen.Profil, d *jury.Dossier) []edition.NoteModifiee {
	c := d.Candidats[0]
	acte := func(groupe int, de, vers, motif string) jury.Acte {
		return jury.Acte{Genre: jury.GenreModifier, Jury: d.Code, Cle: jury.CleActe{Cle: c.Cle, Epreuve: d.Epreuves[0].Code, Groupe: groupe},
			De: de, Vers: vers, Motif: motif, Auteur: "Dubois Pierre", Horodatage: "2023-05-31T15:04:05Z"}
	}
	return edition.NotesModifiees(p, d, []jury.Acte{
		acte(1, "", "absent", "absence constatée"), {Genre: jury.GenreClore, Jury: d.Code}, acte(2, "9.00", "10.00", "autre groupe"),
		acte(1, "absent", "9.50", "copie retrouvée"),
	}, 1)
}

func TestGoldens(t *testing.T) {
	for _, nom := range []string{bts, bcp} {
		for _, l := range cas(t, nom) {
			golden(t, l.Nom+"-"+nom[:3], l)
		}
	}
}

func TestGoldensSontLus(t *testing.T) {
	fichiers, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	connus := map[string]bool{}
	for _, nom := range []string{bts, bcp} {
		for _, l := range cas(t, nom) {
			connus[l.Nom+"-"+nom[:3]+".txt"] = true
		}
	}
	for _, x := range fichiers {
		if strings.HasSuffix(x.Name(), ".txt") && !connus[x.Name()] {
			t.Errorf("%s is not made by any test", x.Name())
		}
	}
}
