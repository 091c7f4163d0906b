package activite_test

import (
	"context"
	"os/exec"
	"strings"
	"testing"

	"delib/core/activite"
	"delib/core/examen"
)

// TestSealOfTheClosing: a procès-verbal bears the seal of the jury as it closed,
// whatever happened since; its copy says who signed, and has nothing to sign.
func TestSealOfTheClosing(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("no pdftotext")
	}
	ctx := context.Background()
	s, _, _ := poste(t, 1, 12)
	if _, err := s.ExaminerLivrets(ctx, "31310", nil, "P"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Clore(ctx, "31310", "Dubois Pierre"); err != nil {
		t.Fatal(err)
	}
	pv := func(signataire string) (string, error) {
		b, err := s.Lancer(ctx, activite.IDPV1, activite.Demande{Titre: "PV", Par: "C", Valeurs: map[string][]string{"signataire": {signataire}}})
		if err != nil {
			return "", err
		}
		texte, err := exec.Command("pdftotext", "-layout", b.Fichiers[0], "-").Output()
		return string(texte), err
	}
	sceau := func(texte string) string {
		_, reste, _ := strings.Cut(texte, "Sceau : ")
		ligne, _, _ := strings.Cut(reste, "\n")
		return strings.Join(strings.Fields(ligne)[:16], " ")
	}
	clos, err := pv("president")
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Jury(ctx, "31310")
	if err != nil {
		t.Fatal(err)
	}
	if e := strings.ReplaceAll(sceau(clos), " ", ""); e != d.Empreinte() {
		t.Errorf("seal %s, jury %s", e, d.Empreinte())
	}
	if !strings.Contains(clos, "close le 06/06/2023") || !strings.Contains(clos, "par Dubois Pierre") || !strings.Contains(clos, "Signature :") {
		t.Errorf("%s", clos)
	}
	if _, err := s.Lancer(ctx, activite.IDTerminer1, activite.Demande{Titre: "t", Par: "C"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SimulerAcademie(ctx, []string{"31310"}, "198", "A"); err != nil {
		t.Fatal(err)
	}
	copie, err := pv("president")
	if err != nil {
		t.Fatal(err)
	}
	if sceau(copie) != sceau(clos) {
		t.Errorf("the seal changed: %s, then %s", sceau(clos), sceau(copie))
	}
	if strings.Contains(copie, "Signature :") || !strings.Contains(copie, "Copie. L’original, édité le 06/06/2023, est signé par : "+d.President) {
		t.Errorf("%s", copie)
	}
	if r, refuse := examen.EstRefus(func() error { _, err := pv("vice-president"); return err }()); d.VicePresident == "" && !refuse {
		t.Errorf("a vice-president who does not exist signs: %v", r)
	}
}
