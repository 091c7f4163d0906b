package activite

import (
	"testing"

	"delib/core/compterendu"
	"delib/core/dossier/dossiertest"
	"delib/core/note"
)

// TestPlanAJour: as many acts do not make a plan up to date, the same jury does.
func TestPlanAJour(t *testing.T) {
	d := dossiertest.Fabriquer(1, 2).Jurys[0]
	plan := compterendu.Plan{Rang: d.Rang, Empreinte: d.Empreinte()}
	if !planAJour(&plan, &d, nil) {
		t.Error("the same jury")
	}
	d.Candidats[0].Notes[0].Valeur = note.Valeur{Statut: note.Absent}
	if planAJour(&plan, &d, nil) {
		t.Error("another mark, as many acts")
	}
}
