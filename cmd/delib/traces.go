package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"delib/core/activite"
	"delib/core/store"
)

// Names of the files of evidence, in the data folder.
const (
	fichierJournal  = "delib.log"
	fichierPlantage = "plantage.log"
	journalMax      = 1 << 20 // bytes; then it starts again, the old one kept once
)

// fichiers tells where everything is.
func fichiers(base string) []string {
	return []string{
		"base        " + filepath.Join(base, store.FichierBase),
		"documents   " + activite.DossierParDefaut(base),
		"journal     " + filepath.Join(base, fichierJournal),
		"plantages   " + filepath.Join(base, fichierPlantage),
	}
}

// journal keeps the detail of technical errors, for the help desk.
type journal struct {
	f *os.File
	l *slog.Logger
}

// ouvrirJournal opens the log and the file that a crash writes to: a program of
// the desktop has no terminal. Without them the program works all the same.
func ouvrirJournal(base string, stderr io.Writer) *journal {
	chemin := filepath.Join(base, fichierJournal)
	if i, err := os.Stat(chemin); err == nil && i.Size() > journalMax {
		_ = os.Rename(chemin, chemin+".1") // an old log is no reason not to start
	}
	if c, err := os.OpenFile(filepath.Join(base, fichierPlantage), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600); err == nil {
		if err := debug.SetCrashOutput(c, debug.CrashOptions{}); err != nil {
			fmt.Fprintf(stderr, "delib : traces de plantage : %v\n", err)
		}
		_ = c.Close() // SetCrashOutput holds a copy of it
	}
	f, err := os.OpenFile(chemin, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		fmt.Fprintf(stderr, "delib : journal : %v\n", err)
		return &journal{l: slog.New(slog.NewJSONHandler(stderr, nil))}
	}
	j := &journal{f: f, l: slog.New(slog.NewJSONHandler(io.MultiWriter(f, stderr), nil))}
	j.l.Info("start", "version", version, "go", runtime.Version(), "os", runtime.GOOS)
	return j
}

// noter keeps an error under the reference that the person was given.
func (j *journal) noter(reference string, err error) {
	j.l.Error("technical error", "reference", reference, "error", err.Error())
}

func (j *journal) fermer() {
	if j.f != nil {
		_ = j.f.Close()
	}
}

// How long a first image may take, on a slow workstation, before it is said
// that none came, and before the program stops.
const (
	attenteImage   = 12 * time.Second
	attenteAbandon = 60 * time.Second
)

// veiller tells on stderr when nothing was drawn in time: without OpenGL the
// program would run on unseen and hold its base. Then it gives up. It returns
// what hears of the first image.
func veiller(stderr io.Writer, abandonner func()) func() {
	dire := time.AfterFunc(attenteImage, func() { fmt.Fprintln(stderr, sansImage()) })
	stop := time.AfterFunc(attenteAbandon, func() {
		fmt.Fprintln(stderr, "Délib s’arrête : rien n’a pu être affiché.")
		abandonner()
	})
	return func() {
		dire.Stop()
		stop.Stop()
	}
}

func sansImage() string {
	if runtime.GOOS == "windows" {
		return "Délib n’a encore rien pu afficher : ce poste n’a sans doute pas OpenGL.\nInstallez le pilote graphique du poste, ou lancez le « mode compatible » de Délib."
	}
	return "Délib n’a encore rien pu afficher : ce poste n’a sans doute pas OpenGL.\n" +
		"Debian, Ubuntu : sudo apt install libgl1-mesa-dri\n" +
		"puis, sans carte graphique : LIBGL_ALWAYS_SOFTWARE=1 delib"
}
