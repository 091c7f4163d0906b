package soutien

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"delib/core/fichier"
)

// Names of the files of a crash, in the data folder.
const (
	FichierPlantage = "plantage.log" // what the runtime writes when the program falls
	prefixePlantage = "plantage-"
	plantagesGardes = 5
)

// GarderPlantages makes the runtime write a crash to a file of the data folder: a
// program of the desktop has no terminal.
func GarderPlantages(dossier string) error {
	f, err := os.OpenFile(filepath.Join(dossier, FichierPlantage), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("crash file: %w", err)
	}
	err = debug.SetCrashOutput(f, debug.CrashOptions{})
	_ = f.Close() // SetCrashOutput holds a copy of it
	if err != nil {
		return fmt.Errorf("crash file: %w", err)
	}
	return nil
}

// Plantage turns what a crash left into a report that names nobody, and gives its
// path; "" when the program did not fall since the last time. It must run before
// GarderPlantages.
func Plantage(dossier, programme string, quand time.Time) (string, error) {
	brut := filepath.Join(dossier, FichierPlantage)
	texte, err := os.ReadFile(brut)
	if err != nil || strings.TrimSpace(string(texte)) == "" {
		return "", nil //nolint:nilerr // no file: no crash
	}
	chemin := filepath.Join(dossier, prefixePlantage+quand.Format("20060102-150405")+".txt")
	rapport := "Délib s’est arrêté de façon inattendue.\nProgramme : " + programme + "\nConstaté le : " + quand.Format(time.RFC3339) + "\n\n" +
		neutrePlantage(string(texte)) + "\n"
	if err := os.WriteFile(chemin, []byte(rapport), 0o600); err != nil {
		return "", fmt.Errorf("crash report: %w", err)
	}
	if err := os.Truncate(brut, 0); err != nil {
		return "", fmt.Errorf("crash file: %w", err)
	}
	vieux, _ := fichier.Chercher(dossier, prefixePlantage+"*.txt")
	slices.Sort(vieux)
	for len(vieux) > plantagesGardes {
		_ = os.Remove(vieux[0]) // one more next time
		vieux = vieux[1:]
	}
	return chemin, nil
}

// dernierPlantage gives the latest report of a crash, "" when there is none.
func dernierPlantage(dossier string) string {
	chemins, _ := fichier.Chercher(dossier, prefixePlantage+"*.txt")
	if len(chemins) == 0 {
		return ""
	}
	slices.Sort(chemins)
	texte, err := os.ReadFile(chemins[len(chemins)-1])
	if err != nil {
		return ""
	}
	return string(texte)
}
