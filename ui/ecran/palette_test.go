package ecran

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// TestKeyOfTheSearch: with 5,040 candidates in 60 jurys, what was read is looked in at
// once, and a key is answered in less than 50 ms.
func TestKeyOfTheSearch(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(composant.NouveauTheme())
	w := test.NewTempWindow(t, canvas.NewRectangle(nil))
	w.Resize(fyne.NewSize(1366, 700))
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	var ss []activite.Situation
	var ds []jury.Dossier
	for j := range 60 {
		d := jury.Dossier{Entete: jury.Entete{Code: fmt.Sprint(20000 + j), Libelle: "Métiers de la mesure", Etat: examen.Deliberation1}}
		for i := range 84 {
			d.Candidats = append(d.Candidats, &jury.Candidat{Cle: jury.Cle{Numero: fmt.Sprintf("02%03d%04d", j, i), Inscription: "001"},
				Nom: fmt.Sprintf("LE GALL-LEFÈVRE%d", j*84+i), Prenoms: "Zoé Françoise Marie-Antoinette"})
		}
		ss, ds = append(ss, activite.Situation{Entete: d.Entete}), append(ds, d)
	}
	x := &poste.Hote{Profil: p, Fenetre: w, Contexte: context.Background(), EnFond: func(func()) {}, Palette: modele.NouvellePalette(p, nil, ss, ds)}
	OuvrirPalette(x, nil) // nothing is read: the work that goes on behind never comes back
	debut, touches := time.Now(), []rune("le gall-lefevre4999")
	for _, r := range touches {
		w.Canvas().Focused().TypedRune(r)
	}
	duree := time.Since(debut) / time.Duration(len(touches))
	t.Logf("%v a key", duree)
	if duree > 50*time.Millisecond {
		t.Errorf("%v a key", duree)
	}
	vu := false
	for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		if l, ok := o.(*canvas.Text); ok && l.Visible() {
			vu = vu || l.Text == "LE GALL-LEFÈVRE4999 Zoé Françoise Marie-Antoinette"
		}
	}
	if !vu {
		t.Error("the candidate is not found before the centre is read again")
	}
}
