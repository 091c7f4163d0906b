package main

import (
	"strings"
	"testing"
)

func TestWhichDriversAreEnough(t *testing.T) {
	for _, c := range []struct {
		sonde sonde
		assez bool
	}{
		{sonde{Version: "4.6.0 NVIDIA 531.41", Dessin: "NVIDIA GeForce GTX 1050"}, true},
		{sonde{Version: "3.1.0 - Build 9.17.10.4459", Dessin: "Intel(R) HD Graphics 4000"}, true},
		{sonde{Version: "2.1.0", Dessin: "Intel 965/963 Graphics Media Accelerator"}, true},
		{sonde{Version: "3.3 (Compatibility Profile) Mesa 22.3.6", Dessin: "softpipe"}, true},
		{sonde{Version: "10.0.1", Dessin: "d’un jour"}, true},
		{sonde{Version: "1.1.0", Dessin: "GDI Generic"}, false},
		{sonde{Version: "4.6.0", Dessin: "gdi generic"}, false},
		{sonde{Version: "2.0.3", Dessin: "ATI Radeon 9600"}, false},
		{sonde{Version: "1.4.0 - Build 4.14.10.4421", Dessin: "Intel Bear Lake B"}, false},
		{sonde{Version: "", Dessin: ""}, false},
		{sonde{Version: "inconnue", Dessin: "?"}, false},
		{sonde{Erreur: "contexte refusé", Version: "4.6", Dessin: "x"}, false},
	} {
		if dit := c.sonde.insuffisance(); (dit == "") != c.assez {
			t.Errorf("%+v: %q", c.sonde, dit)
		}
	}
}

func TestTheCompatibleCopyTakesOverOnce(t *testing.T) {
	for _, c := range []struct {
		manque, reglage string
		copie           bool
		veut            suite
	}{
		{"", "", true, ouvrirFenetre},
		{"", openGLCompatible, false, ouvrirFenetre},
		{"rien", "", true, passerCompatible},
		{"rien", "", false, renoncer},
		{"rien", openGLCompatible, true, renoncer}, // else it would start itself for ever
	} {
		if s := decider(c.manque, c.reglage, c.copie); s != c.veut {
			t.Errorf("%+v: %v", c, s)
		}
	}
}

func TestMessagesSayWhyAndWhatNext(t *testing.T) {
	manque := sonde{Version: "1.1.0", Dessin: "GDI Generic"}.insuffisance()
	for _, m := range []string{messagePassage(manque), messageRenoncer(manque, "",
		`C:\Délib\compat\delib.exe`), messageRenoncer(manque, openGLCompatible, "")} {
		if !strings.Contains(m, "GDI Generic") || !strings.Contains(m, "pilote graphique") {
			t.Errorf("no reason: %s", m)
		}
	}
	if m := messageRenoncer(manque, "", `C:\Délib\compat\delib.exe`); !strings.Contains(m, `C:\Délib\compat\delib.exe`) || !strings.Contains(m, "Réinstallez") {
		t.Errorf("what is missing and how to get it: %s", m)
	}
}
