package modele

import (
	"fmt"
	"testing"
	"time"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
)

func paletteTest(tb testing.TB, candidats int) *Palette {
	tb.Helper()
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		tb.Fatal(err)
	}
	d := jury.Dossier{Entete: jury.Entete{Code: "25302", Libelle: "Aéronautique", Specialite: "32034208", Etat: examen.Deliberation1}}
	for i := range candidats {
		d.Candidats = append(d.Candidats, &jury.Candidat{
			Cle: jury.Cle{Numero: fmt.Sprintf("0224425%04d", i), Inscription: "001"}, Anonymat: fmt.Sprintf("T230A%07d", i),
			Nom: "LEFÈVRE-BŒUF" + fmt.Sprint(i), Prenoms: "Zoé Françoise",
		})
	}
	return NouvellePalette(p, []PageAide{{"imprimer", "Imprimer, copier sur une clé USB"}}, []activite.Situation{{Entete: d.Entete}}, []jury.Dossier{d})
}

func TestSearchEverywhere(t *testing.T) {
	x := paletteTest(t, 30)
	for _, c := range []struct {
		texte string
		genre GenreTrouve
		titre string
	}{
		{"", TrouveEcran, TitreAccueil},
		{"imprimer", TrouveAide, "Imprimer, copier sur une clé USB"},
		{"aide", TrouveAide, "Imprimer, copier sur une clé USB"},
		{"liste d’affichage des admis", TrouveEcran, "Editer les listes de résultats du 1er groupe du centre de délibération"},
		{"releve DE notes", TrouveEcran, "Editer le relevé de notes des candidats admissibles"},
		{"aero", TrouveJury, "25302 - Aéronautique"},
		{"25302", TrouveJury, "25302 - Aéronautique"},
		{"lefevre-boeuf7", TrouveCandidat, "LEFÈVRE-BŒUF7 Zoé Françoise"},
		{"francoise boeuf12", TrouveCandidat, "LEFÈVRE-BŒUF12 Zoé Françoise"},
		{"02244250009-001", TrouveCandidat, "LEFÈVRE-BŒUF9 Zoé Françoise"},
		{"t230a0000011", TrouveCandidat, "LEFÈVRE-BŒUF11 Zoé Françoise"},
	} {
		l := x.Chercher(c.texte, 20)
		if len(l) == 0 || l[0].Genre != c.genre || l[0].Titre != c.titre {
			t.Errorf("%q gives %+v", c.texte, l)
		}
	}
	if l := x.Chercher("personne", 20); len(l) != 0 {
		t.Errorf("nobody is %+v", l)
	}
	if l := x.Chercher("lefevre", 20); len(l) != 20 {
		t.Errorf("%d lines", len(l))
	}
	if l := x.Chercher("aero", 1); l[0].Jury != "25302" {
		t.Errorf("%+v", l[0])
	}
	s := activite.Situation{Entete: jury.Entete{Etat: examen.Deliberation1}}
	if e := EcranDuJury(&s); e != EcranDeliberer {
		t.Errorf("a jury in 110 leads to %s", e)
	}
}

func TestSearchIsFast(t *testing.T) {
	x := paletteTest(t, 5000)
	mieux := time.Hour // of several: another program may take the processor meanwhile
	for range 5 {
		debut := time.Now()
		for _, q := range []string{"l", "le", "lef", "francoise boeuf4999", "zzz"} {
			x.Chercher(q, 50)
		}
		mieux = min(mieux, time.Since(debut)/5)
	}
	if mieux > 50*time.Millisecond {
		t.Errorf("%v a key", mieux)
	}
}

func BenchmarkSearch5000(b *testing.B) {
	x := paletteTest(b, 5000)
	b.ReportAllocs()
	for b.Loop() {
		x.Chercher("francoise boeuf4999", 50)
	}
}
