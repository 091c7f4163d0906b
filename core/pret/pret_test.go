package pret

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
)

// TestPower: what the system says of its supplies, as it writes it.
func TestPower(t *testing.T) {
	for nom, c := range map[string]struct {
		supplies map[string]map[string]string
		etat     Etat
		message  string
	}{
		"a desktop": {nil, OK, "Sur secteur, sans batterie"},
		"plugged": {map[string]map[string]string{
			"AC": {"type": "Mains", "online": "1"}, "BAT0": {"type": "Battery", "status": "Charging", "capacity": "55"},
		}, OK, "Sur secteur, batterie chargée à 55 %"},
		"on battery": {map[string]map[string]string{
			"AC": {"type": "Mains", "online": "0"}, "BAT0": {"type": "Battery", "status": "Discharging", "capacity": "80"},
		}, Attention, "Sur batterie, chargée à 80 %"},
		"nearly empty": {map[string]map[string]string{
			"AC": {"type": "Mains", "online": "0"}, "BAT0": {"type": "Battery", "status": "Discharging", "capacity": "29"},
		}, Manque, "Sur batterie, chargée à 29 %"},
		"plugged to what does not feed it": {map[string]map[string]string{
			"USB0": {"type": "USB", "online": "1"}, "BAT0": {"type": "Battery", "status": "Discharging", "capacity": "60"},
		}, Attention, "Sur batterie"},
		"the battery of a mouse": {map[string]map[string]string{
			"hid": {"type": "Battery", "scope": "Device", "status": "Discharging", "capacity": "3"},
		}, OK, "sans batterie"},
	} {
		dir := t.TempDir()
		for supply, fichiers := range c.supplies {
			if err := os.MkdirAll(filepath.Join(dir, supply), 0o700); err != nil {
				t.Fatal(err)
			}
			for f, texte := range fichiers {
				if err := os.WriteFile(filepath.Join(dir, supply, f), []byte(texte+"\n"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		if p := alimentation(dir); p.Etat != c.etat || !strings.Contains(p.Message, c.message) || (p.Etat == OK) != (p.Remede == "") {
			t.Errorf("%s: %+v", nom, p)
		}
	}
	if p := alimentation(filepath.Join(t.TempDir(), "rien")); p.Etat != Attention {
		t.Errorf("a system that says nothing: %+v", p)
	}
}

// TestClock: the clock is held to the dossier and to the séance of the present group.
func TestClock(t *testing.T) {
	c := &jury.Centre{Session: "2023-06", GenereLe: "2023-05-30T08:00:00Z"}
	ss := []activite.Situation{
		{Entete: jury.Entete{Etat: examen.Deliberation1, Date1: "2023-06-06T14:00", Date2: "2023-07-05T09:00"}},
		{Entete: jury.Entete{Etat: examen.Deliberation2, Date1: "2023-06-06T14:00", Date2: "2023-07-05T09:00"}},
	}
	for _, x := range []struct {
		maintenant string
		ss         []activite.Situation
		etat       Etat
		message    string
	}{
		{"2023-06-05T18:00:00Z", ss, OK, "la séance la plus proche est du 06/06/2023"},
		{"2023-07-05T18:00:00Z", ss, OK, "la séance la plus proche est du 05/07/2023"},
		{"2023-05-29T08:00:00Z", ss, Manque, "avant que l’académie ait fait le dossier (30/05/2023)"},
		{"2024-02-01T08:00:00Z", ss, Attention, "la séance la plus proche"},
		{"2033-06-06T08:00:00Z", ss, Manque, "Il est 08:00 le 06/06/2033"},
		{"2023-06-20T08:00:00Z", nil, OK, "la session est du 01/06/2023"},
		{"2024-06-20T08:00:00Z", nil, Attention, "la session est du 01/06/2023"},
	} {
		maintenant, err := time.Parse(time.RFC3339, x.maintenant)
		if err != nil {
			t.Fatal(err)
		}
		if p := horloge(maintenant, c, x.ss); p.Etat != x.etat || !strings.Contains(p.Message, x.message) {
			t.Errorf("%s: %+v", x.maintenant, p)
		}
	}
}

// TestPoints: what each jury lacks, in the words of its line.
func TestPoints(t *testing.T) {
	situation := func(code string, plan activite.EtatPlan, manquantes, divergences int) activite.Situation {
		return activite.Situation{
			Entete: jury.Entete{Code: code, Divergences: make([]jury.Divergence, divergences)}, PlanGroupe: 1, Plan: plan, Manquantes: manquantes,
		}
	}
	sain := []activite.Situation{situation("1", activite.PlanAJour, 0, 0), {Entete: jury.Entete{Code: "2"}}}
	malade := []activite.Situation{situation("1", activite.PlanAbsent, 3, 0), situation("2", activite.PlanPerime, 0, 2), situation("3", activite.PlanAJour, 1, 0)}
	for _, c := range []struct {
		p       Point
		etat    Etat
		message string
	}{
		{plans(sain), OK, "1 jury, chacun avec un plan"},
		{plans(malade), Manque, "Jamais générés : 1 ; plus anciens que les données : 2."},
		{plans(malade[1:]), Attention, "Plus anciens que les données : 2."},
		{plans(sain[1:]), OK, "Aucun jury"},
		{notes(sain), OK, "Aucune note"},
		{notes(malade), Attention, "1 (3 candidats), 3 (1 candidat)"},
		{divergences(sain), OK, "Aucune"},
		{divergences(malade), Manque, "2 (2)"},
		{version("dev"), Attention, "numéro de version"},
		{version("1.4.0"), OK, "Délib 1.4.0"},
		{dossier(nil, nil, time.Now()), Manque, "Aucun dossier"},
		{disque(t.TempDir() + "/rien"), Attention, "n’a pas pu être lu"},
	} {
		if c.p.Etat != c.etat || !strings.Contains(c.p.Message, c.message) || (c.etat == OK) != (c.p.Remede == "") || c.p.Libelle() == "" {
			t.Errorf("%+v, want %s %q", c.p, c.etat, c.message)
		}
	}
	if n := Manquants([]Point{plans(malade), notes(malade), divergences(malade)}); n != 2 {
		t.Errorf("%d missing", n)
	}
	fichier := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(fichier, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if p := documents(fichier); p.Etat != Manque {
		t.Errorf("a file where the papers go: %+v", p)
	}
	dir := filepath.Join(t.TempDir(), "documents")
	if p := documents(dir); p.Etat != OK {
		t.Errorf("%+v", p)
	}
	if es, err := os.ReadDir(dir); err != nil || len(es) > 0 {
		t.Errorf("the control leaves %v %v", es, err)
	}
	for _, adresse := range []struct {
		texte string
		ici   bool
	}{{"127.0.0.1:8443", true}, {"203.0.113.9:8443", false}, {"x", false}} {
		if duPoste(adresse.texte) != adresse.ici {
			t.Errorf("%s", adresse.texte)
		}
	}
}
