package soutien

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// The log: at most so many files of so many bytes, the oldest goes.
const (
	FichierJournal  = "delib.log"
	journalMax      = 1 << 20
	journalFichiers = 3
)

// Journal keeps technical errors for the help desk. Its methods may be called
// from several goroutines.
type Journal struct {
	l *slog.Logger
	t *tournant
}

// OuvrirJournal opens the log of a data folder. Without it the program works all
// the same: lines then go to secours alone.
func OuvrirJournal(dossier, programme string, secours io.Writer) *Journal {
	t, err := ouvrirTournant(filepath.Join(dossier, FichierJournal))
	if err != nil {
		fmt.Fprintf(secours, "journal : %v\n", err)
		return &Journal{l: slog.New(slog.NewJSONHandler(secours, nil))}
	}
	j := &Journal{l: slog.New(slog.NewJSONHandler(io.MultiWriter(t, secours), nil)), t: t}
	j.l.Info("start", "program", programme, "go", runtime.Version(), "os", runtime.GOOS)
	return j
}

// Noter keeps an error under the reference that the person was given, without
// what could name a person.
func (j *Journal) Noter(reference string, err error) {
	j.l.Error("technical error", "reference", reference, "error", Neutre(err.Error()))
}

// Fermer closes the file.
func (j *Journal) Fermer() {
	if j.t != nil {
		_ = j.t.fermer() // nothing is lost: each line was written when it was said
	}
}

// tournant is a file that starts again when it is full.
type tournant struct {
	verrou sync.Mutex
	chemin string
	f      *os.File
	taille int64
}

func ouvrirTournant(chemin string) (*tournant, error) {
	t := &tournant{chemin: chemin}
	return t, t.ouvrir()
}

func (t *tournant) ouvrir() error {
	f, err := os.OpenFile(t.chemin, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	t.f = f
	if info, err := f.Stat(); err == nil {
		t.taille = info.Size()
	}
	return nil
}

// Write adds a line, after it has made room for it.
func (t *tournant) Write(p []byte) (int, error) {
	t.verrou.Lock()
	defer t.verrou.Unlock()
	if t.f == nil {
		return 0, os.ErrClosed
	}
	if t.taille > 0 && t.taille+int64(len(p)) > journalMax {
		if err := t.tourner(); err != nil {
			return 0, err
		}
	}
	n, err := t.f.Write(p)
	t.taille += int64(n)
	return n, err
}

func (t *tournant) tourner() error {
	_ = t.f.Close()
	for i := journalFichiers - 1; i >= 1; i-- {
		de := t.chemin
		if i > 1 {
			de = fmt.Sprintf("%s.%d", t.chemin, i-1)
		}
		_ = os.Rename(de, fmt.Sprintf("%s.%d", t.chemin, i)) // the last one goes; one that is missing is no fault
	}
	t.f = nil
	return t.ouvrir()
}

func (t *tournant) fermer() error {
	t.verrou.Lock()
	defer t.verrou.Unlock()
	if t.f == nil {
		return nil
	}
	f := t.f
	t.f = nil
	return f.Close()
}

// Erreur is a line of the log.
type Erreur struct {
	Le        string `json:"time"`
	Reference string `json:"reference"`
	Erreur    string `json:"error"`
}

// dernieresErreurs gives the last errors of the log of a folder, oldest first.
func dernieresErreurs(dossier string, combien int) []Erreur {
	es := []Erreur{}
	for _, suffixe := range []string{".1", ""} {
		f, err := os.Open(filepath.Join(dossier, FichierJournal+suffixe))
		if err != nil {
			continue
		}
		lignes := bufio.NewScanner(f)
		for lignes.Scan() {
			var e Erreur
			if json.Unmarshal(lignes.Bytes(), &e) == nil && e.Reference != "" {
				e.Erreur = Neutre(e.Erreur) // a log of an older version
				es = append(es, e)
			}
		}
		_ = f.Close()
	}
	return es[max(0, len(es)-combien):]
}
