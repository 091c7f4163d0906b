package compterendu_test

import (
	"testing"
	"time"

	"delib/core/compterendu"
)

// TestTexte: the account as a person reads it, in the order of the original.
func TestTexte(t *testing.T) {
	c := compterendu.CompteRendu{
		Titre: "Générer le plan de secours", Domaine: "BCP (A14)", Par: "Chef", Resultat: compterendu.Avertissements,
		Debut: time.Date(2021, 6, 17, 9, 59, 27, 0, time.UTC), Fin: time.Date(2021, 6, 17, 9, 59, 33, 0, time.UTC),
		Documents: []compterendu.Document{{
			Nom: "CYCLADES_DELIB_0350059Z_BCP_2021-06_GRD_11", Chemin: "/d/x.zip", Taille: 130 << 10, Type: "ZIP", SHA256: "ab",
		}},
	}
	c.Etape("Groupe de décision : %d", 11)
	c.Alerte("à voir")
	want := `Générer le plan de secours

Le traitement s'est terminé avec 1 avertissement :
! à voir

Début du traitement : 17/06/2021 09:59:27
Fin du traitement : 17/06/2021 09:59:33
Temps d'exécution : 6 secondes
Domaine : BCP (A14)
Par : Chef

Groupe de décision : 11

Liste des documents générés :
CYCLADES_DELIB_0350059Z_BCP_2021-06_GRD_11  130 Ko  ZIP
  /d/x.zip
  SHA-256 ab
`
	if got := c.Texte(); got != want {
		t.Errorf("%s", got)
	}
	if c.DureeHorloge() != "00:00:06" {
		t.Error(c.DureeHorloge())
	}
}

func TestUnits(t *testing.T) {
	for d, want := range map[time.Duration]string{
		500 * time.Millisecond: "moins d'une seconde", time.Second: "1 seconde", 59 * time.Second: "59 secondes", 61 * time.Second: "1 min 01 s",
	} {
		if got := compterendu.DureeEnClair(d); got != want {
			t.Errorf("%v: %s", d, got)
		}
	}
	for n, want := range map[int64]string{12: "12 octets", 73 << 10: "73 Ko", 12 << 20: "12 Mo"} {
		if got := compterendu.Taille(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}
