package dossier_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"delib/core/dossier"
	"delib/core/examen"
)

// TestOneFaultIsToldOnce: a record that is refused makes no fault of those that refer
// to it; a real fault beside it is still told.
func TestOneFaultIsToldOnce(t *testing.T) {
	const numero = "02319252150"
	for _, c := range []struct {
		nom         string
		gater       func(map[string]string)
		dit, jamais string
	}{
		{"a name that is no text", func(m map[string]string) {
			m["candidats.csv"] = strings.Replace(m["candidats.csv"], "AZBTSUN", "AZ\x01BTSUN", 1)
		}, "colonne nom", "n’est pas dans candidats.csv"},
		{"a field too few", func(m map[string]string) {
			i := strings.Index(m["candidats.csv"], numero)
			fin := i + strings.Index(m["candidats.csv"][i:], "\n")
			j := strings.LastIndex(m["candidats.csv"][:fin], ";")
			m["candidats.csv"] = m["candidats.csv"][:j] + m["candidats.csv"][fin:]
		}, "champs au lieu de", "n’est pas dans candidats.csv"},
		{"a jury whose code is wrong", func(m map[string]string) {
			m["jurys.csv"] = strings.Replace(m["jurys.csv"], "20112;20112;Session", "\x02;20112;Session", 1)
		}, "colonne code", "n’est pas dans jurys.csv"},
		{"a jury twice, of two spécialités", func(m map[string]string) {
			m["jurys.csv"] = strings.Replace(m["jurys.csv"], "20112;20112;Session", "31310;20112;Session", 1)
			for _, f := range []string{"candidats.csv", "membres.csv"} {
				m[f] = strings.ReplaceAll(strings.ReplaceAll(m[f], ";20112;", ";31310;"), "\n20112;", "\n31310;")
			}
		}, "le jury 31310 est présent deux fois", "n’existe pas pour la spécialité"},
		{"a candidate without a number", func(m map[string]string) {
			m["candidats.csv"] = strings.Replace(m["candidats.csv"], numero+";001", ";001", 1)
		}, "colonne numero : cette valeur est obligatoire", "n’est pas dans candidats.csv"},
		{"an épreuve without a code", func(m map[string]string) {
			m["epreuves.csv"] = strings.Replace(m["epreuves.csv"], ";U1;", ";;", 1)
		}, "colonne code : cette valeur est obligatoire", "n’existe pas pour la spécialité"},
		{"an épreuve of no spécialité", func(m map[string]string) {
			m["epreuves.csv"] = strings.Replace(m["epreuves.csv"], "31310;U1;", "zzz;U1;", 1)
		}, "la spécialité zzz n’est pas", "n’existe pas pour la spécialité"},
		{"a spécialité without a code", func(m map[string]string) {
			m["specialites.csv"] = strings.Replace(m["specialites.csv"], "31310;", ";", 1)
		}, "colonne code : cette valeur est obligatoire", "n’est pas dans specialites.csv"},
		{"a candidate twice, in two jurys", func(m map[string]string) {
			i := strings.Index(m["candidats.csv"], "02321252217")
			ligne := m["candidats.csv"][i : i+strings.Index(m["candidats.csv"][i:], "\n")+1]
			autre := strings.Replace(strings.Replace(ligne, ";31310;", ";20112;", 1), "T230A031000005", "", 1)
			j := strings.Index(m["candidats.csv"], "\n") + 1
			m["candidats.csv"] = m["candidats.csv"][:j] + autre + m["candidats.csv"][j:]
		}, "le candidat 02321252217-001 est présent deux fois", "n’existe pas pour la spécialité"},
		{"and a real fault", func(m map[string]string) {
			m["candidats.csv"] = strings.Replace(m["candidats.csv"], "AZBTSUN", "AZ\x01BTSUN", 1)
			m["notes.csv"] += "09999999999;001;U1;1;note;12;\n"
		}, "le candidat 09999999999-001 n’est pas dans candidats.csv", numero + "-001 n’est pas"},
	} {
		m := fichiers(t, bts)
		c.gater(m)
		_, err := lire(archiver(t, m, true))
		if examen.CodeDe(err) != examen.CodeDossier || !strings.Contains(err.Error(), c.dit) || strings.Contains(err.Error(), c.jamais) {
			t.Errorf("%s: %v", c.nom, err)
		}
	}
}

// TestWhatIsKnownIsKept: a year of birth alone, or a month, zeros that a spreadsheet
// dropped, a code of jury in free text.
func TestWhatIsKnownIsKept(t *testing.T) {
	for ecrite, lue := range map[string]string{"2001": "2001", "2001-00-00": "2001", "2001-05-00": "2001-05", "2001-05": "2001-05"} {
		m := fichiers(t, bts)
		m["candidats.csv"] = strings.Replace(m["candidats.csv"], "02319252150;001;", "2319252150;1;", 1)
		m["notes.csv"] = strings.ReplaceAll(m["notes.csv"], "02319252150;001;", "2319252150;01;")
		m["jurys.csv"] = strings.Replace(m["jurys.csv"], "31310;31310;", "31310/A;31310;", 1)
		for _, f := range []string{"candidats.csv", "membres.csv"} {
			m[f] = strings.ReplaceAll(strings.ReplaceAll(m[f], ";31310;", ";31310/A;"), "\n31310;", "\n31310/A;")
		}
		i := strings.Index(m["candidats.csv"], "2319252150;1;")
		ligne := m["candidats.csv"][i : strings.Index(m["candidats.csv"][i:], "\n")+i]
		champs := strings.Split(ligne, ";")
		champs[8] = ecrite
		m["candidats.csv"] = strings.Replace(m["candidats.csv"], ligne, strings.Join(champs, ";"), 1)
		c, err := lire(archiver(t, m, true))
		if err != nil {
			t.Fatal(err)
		}
		vu := false
		for i := range c.Jurys {
			for _, x := range c.Jurys[i].Candidats {
				if x.Cle.String() != "02319252150-001" {
					continue
				}
				if vu = true; c.Jurys[i].Code != "31310/A" || x.Naissance != lue || len(x.Notes) == 0 {
					t.Errorf("%s, %s: %q, %d marks", ecrite, c.Jurys[i].Code, x.Naissance, len(x.Notes))
				}
			}
		}
		if !vu {
			t.Error("the candidate is not there")
		}
	}
}

// TestZippedInItsFolder: people zip the folder that they have, and their system adds
// its own files.
func TestZippedInItsFolder(t *testing.T) {
	m := fichiers(t, bts)
	ecrire := func(noms func(string) string, autres ...string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		mettre := func(nom, texte string) {
			w, err := z.Create(nom)
			if err == nil {
				_, err = w.Write([]byte(texte))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		for nom, texte := range m {
			mettre(noms(nom), texte)
		}
		for _, nom := range autres {
			mettre(nom, "x")
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for _, c := range []struct {
		nom   string
		texte []byte
		faute string
	}{
		{"a ZIP in a ZIP", ecrire(func(string) string { return "dossier.zip" }), "il contient un autre ZIP (« dossier.zip »)"},
		{"in a folder", ecrire(func(n string) string { return "dossier-bts/" + n }, "dossier-bts/.DS_Store", "__MACOSX/dossier-bts/._notes.csv"), ""},
		{"in two", ecrire(func(n string) string { return "a/b/" + n }), ""},
		{"by Windows", ecrire(func(n string) string { return `dossier\` + n }), ""},
		{
			"one table elsewhere", ecrire(func(n string) string { return strings.Replace("a/"+n, "a/notes", "b/notes", 1) }),
			"dans un autre dossier de l’archive",
		},
		{"out of the archive", ecrire(func(n string) string { return "../" + n }), "sort de l’archive"},
	} {
		x, err := dossier.LireDe(bytes.NewReader(c.texte), int64(len(c.texte)))
		if c.faute == "" && (err != nil || len(x.Jurys) != 5) {
			t.Errorf("%s: %v", c.nom, err)
		}
		if c.faute != "" && (err == nil || !strings.Contains(err.Error(), c.faute)) {
			t.Errorf("%s: %v, want %q", c.nom, err, c.faute)
		}
	}
}
