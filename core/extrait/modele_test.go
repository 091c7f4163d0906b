package extrait

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"delib/core/examen"
)

// TestTemplate fills the template with the tables of a dossier: the same one comes out.
func TestTemplate(t *testing.T) {
	texte, err := os.ReadFile("testdata/tableur-du-bureau/attendu/dossier-bts-2023-06-0250001R.zip")
	if err != nil {
		t.Fatal(err)
	}
	attendu := tablesDuZip(t, texte)
	chemin := remplir(t, func(x *excelize.File) {
		for _, kv := range [][2]string{{"B1", "BTS"}, {"B2", "2023-06"}, {"B4", "BESANÇON"}} {
			if err := x.SetCellStr(ongletDossier, kv[0], kv[1]); err != nil {
				t.Fatal(err)
			}
		}
		for _, f := range feuillesModele {
			for i, ligne := range attendu[f.nom+".csv"] {
				for k, c := range f.colonnes {
					v := ligne[c.nom]
					if f.nom == "jurys" && c.nom == "centre" {
						v = "0250001R"
					}
					if f.nom == "candidats" && c.nom == "numero" {
						v = strings.TrimLeft(v, "0") // as a spreadsheet leaves it
					}
					ou, err := excelize.CoordinatesToCellName(k+1, i+3)
					if err != nil {
						t.Fatal(err)
					}
					if err := x.SetCellStr(f.nom, ou, v); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	})
	tables, c, err := LireModele(chemin)
	if err != nil {
		t.Fatal(err)
	}
	if c.Academie["nom"] != "BESANÇON" {
		t.Errorf("académie %q", c.Academie)
	}
	dossiers, compte, err := Fabriquer(tables, c, quand)
	if err != nil || len(dossiers) != 1 {
		t.Fatalf("%d dossiers, %v %+v", len(dossiers), err, compte)
	}
	if len(compte.Soucis)+len(compte.Ecartes) > 0 {
		t.Errorf("%q %q", compte.Soucis, compte.Ecartes)
	}
	comparer(t, tablesDuZip(t, dossiers[0].Octets), attendu)
}

// TestEmptyTemplate: a template that nobody filled in says what it lacks.
func TestEmptyTemplate(t *testing.T) {
	if _, _, err := LireModele(remplir(t, func(*excelize.File) {})); examen.CodeDe(err) != examen.CodeDossier {
		t.Errorf("no exam: %v", err)
	}
	chemin := remplir(t, func(x *excelize.File) {
		for ou, v := range map[string]string{"B1": "BTS", "B2": "2025-06"} {
			if err := x.SetCellStr(ongletDossier, ou, v); err != nil {
				t.Fatal(err)
			}
		}
	})
	tables, c, err := LireModele(chemin)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := Fabriquer(tables, c, quand); examen.CodeDe(err) != examen.CodeDossier {
		t.Errorf("no jury: %v", err)
	}
}

// TestTemplateExplainsEachColumn: nothing is to be typed that is not explained, and each
// column is a field.
func TestTemplateExplainsEachColumn(t *testing.T) {
	for _, f := range feuillesModele {
		for _, c := range f.colonnes {
			if c.aide == "" || champDe(rolesModele[f.nom], c.nom) == nil {
				t.Errorf("%s, %s: %q", f.nom, c.nom, c.aide)
			}
		}
	}
}

func remplir(t *testing.T, faire func(*excelize.File)) string {
	t.Helper()
	octets, err := Modele()
	if err != nil {
		t.Fatal(err)
	}
	chemin := filepath.Join(t.TempDir(), "modele.xlsx")
	if err := os.WriteFile(chemin, octets, 0o600); err != nil {
		t.Fatal(err)
	}
	x, err := excelize.OpenFile(chemin)
	if err != nil {
		t.Fatal(err)
	}
	faire(x)
	if err := x.Save(); err != nil {
		t.Fatal(fmt.Errorf("save: %w", err))
	}
	return chemin
}
