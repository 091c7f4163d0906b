// Package fichier writes files so that a power cut, a full disk or a
// cancellation leaves either the whole file or none: beside, synced, renamed,
// never over a file that is there.
package fichier

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
	"unicode"
	"unicode/utf8"

	"delib/core/examen"
)

// Ensemble is a set of files that appear together, when Valider is called.
type Ensemble struct {
	dossier string
	files   []enCours
}

type enCours struct {
	f   *os.File
	nom string
}

// surDisque waits until the disk has what was written; the tests watch it.
var surDisque = (*os.File).Sync

// Preparer starts a set of files in a folder, which is made if it is missing.
func Preparer(dossier string) (*Ensemble, error) {
	if err := CreerDossier(dossier); err != nil {
		return nil, refus(dossier, err)
	}
	balayer(dossier)
	return &Ensemble{dossier: dossier}, nil
}

// balayer removes what a program that was killed left half written: hidden files
// of ours that nobody has touched for a while. One that stays harms nothing.
func balayer(dossier string) {
	restes, err := Chercher(dossier, ".delib-*.tmp")
	if err != nil {
		return
	}
	for _, r := range restes {
		if info, err := os.Stat(r); err == nil && time.Since(info.ModTime()) > 10*time.Minute {
			_ = os.Remove(r)
		}
	}
}

// refus says why a file cannot be written and what to do.
func refus(chemin string, err error) *examen.Refus {
	if errors.Is(err, syscall.ENOTDIR) || errors.Is(err, os.ErrExist) {
		return examen.Refuser(examen.CodeFichier, fmt.Sprintf("« %s » n’est pas un dossier où écrire.", chemin),
			"Aucun document n’a été produit. Choisissez un dossier.").Par(examen.Faire(examen.GesteAutreSortie))
	}
	return examen.Refuser(examen.CodeFichier, fmt.Sprintf("« %s » ne peut pas être écrit : %s.", chemin, cmp.Or(Raison(err), "l’écriture a échoué")),
		"Aucun document n’a été produit. Libérez de la place et vérifiez le droit d’y écrire, puis recommencez ; ou choisissez un autre dossier.").Par(
		examen.Faire(examen.GesteAutreSortie))
}

// Creer starts a file of the set; what is written to it is not seen under its
// name before Valider.
func (l *Ensemble) Creer(nom string) (io.Writer, error) {
	f, err := os.CreateTemp(l.dossier, ".delib-*.tmp")
	if err != nil {
		return nil, refus(l.dossier, err)
	}
	l.files = append(l.files, enCours{f, nom})
	return ecrivain{f, filepath.Join(l.dossier, nom)}, nil
}

// Ecrire writes one file whole and gives its path: another name when one of
// that name is there.
func Ecrire(chemin string, texte []byte) (string, error) {
	lot, err := Preparer(filepath.Dir(chemin))
	if err != nil {
		return "", err
	}
	defer lot.Abandonner()
	w, err := lot.Creer(filepath.Base(chemin))
	if err != nil {
		return "", err
	}
	if _, err := w.Write(texte); err != nil {
		return "", err
	}
	chemins, err := lot.Valider()
	if err != nil {
		return "", err
	}
	return chemins[0], nil
}

// ecrivain turns a failed write into a Refus.
type ecrivain struct {
	f      *os.File
	chemin string
}

func (e ecrivain) Write(p []byte) (int, error) {
	n, err := e.f.Write(p)
	if err != nil {
		return n, refus(e.chemin, err)
	}
	return n, nil
}

// Valider syncs the files and gives them their names, with " (2)" and so on
// where a file of that name exists. It gives their paths.
func (l *Ensemble) Valider() ([]string, error) {
	// All at once: a disk writes several files down in the time of one.
	errs := make([]error, len(l.files))
	var attente sync.WaitGroup
	for i, x := range l.files {
		attente.Go(func() { errs[i] = errors.Join(surDisque(x.f), x.f.Close()) })
	}
	attente.Wait()
	for i, err := range errs {
		if err != nil {
			chemin := filepath.Join(l.dossier, l.files[i].nom)
			l.Abandonner()
			return nil, refus(chemin, err)
		}
	}
	var chemins []string
	for _, x := range l.files {
		chemin, err := nommer(x.f.Name(), filepath.Join(l.dossier, x.nom))
		if err != nil {
			l.Abandonner()
			for _, c := range chemins { // all of them, or none
				_ = os.Remove(c)
			}
			return nil, refus(filepath.Join(l.dossier, x.nom), err)
		}
		chemins = append(chemins, chemin)
	}
	GraverNoms(l.dossier)
	l.files = nil
	return chemins, nil
}

// errPasIci says that this system or this disk cannot name a file without the risk of
// writing over another.
var errPasIci = errors.New("not here")

// nommer renames a finished file to a free name.
func nommer(temporaire, chemin string) (string, error) {
	ext := filepath.Ext(chemin)
	base := strings.TrimSuffix(chemin, ext)
	for i := 1; i < 10000; i++ {
		libre := chemin
		if i > 1 {
			libre = fmt.Sprintf("%s (%d)%s", base, i, ext)
		}
		err := nommerSansEcraser(temporaire, libre)
		switch {
		case err == nil:
			return libre, nil
		case errors.Is(err, os.ErrExist):
			continue
		case !errors.Is(err, errPasIci):
			return "", err
		}
		// The empty file holds the name against another program until the rename. A disk
		// that refuses both the rename and the removal would keep it: only where there is
		// no other way.
		f, err := os.OpenFile(libre, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		if err := errors.Join(f.Close(), os.Rename(temporaire, libre)); err != nil {
			_ = os.Remove(libre) // the empty one; the content is still in its temporary
			return "", err
		}
		return libre, nil
	}
	return "", errors.New("no free name")
}

// GraverNoms makes the names in a folder durable; some systems cannot sync a folder,
// and the files are durable all the same.
func GraverNoms(dossier string) {
	if d, err := os.Open(dossier); err == nil {
		_ = surDisque(d)
		_ = d.Close()
	}
}

// Graver waits until the disk has what a file holds.
func Graver(chemin string) error {
	f, err := os.OpenFile(chemin, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(surDisque(f), f.Close())
}

// Renommer gives a file or a folder its name for good: a power cut does not give it the
// former one back. What it holds must be on the disk.
func Renommer(de, vers string) error {
	if err := os.Rename(de, vers); err != nil {
		return err
	}
	GraverNoms(filepath.Dir(vers))
	if filepath.Dir(de) != filepath.Dir(vers) {
		GraverNoms(filepath.Dir(de))
	}
	return nil
}

// CreerDossier makes a folder, those that lead to it too, and their names durable: a
// file that was synced in a folder without a name is lost with it.
func CreerDossier(dossier string) error {
	var neufs []string
	for d := filepath.Clean(dossier); ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !errors.Is(err, os.ErrNotExist) {
			break
		}
		neufs = append(neufs, d)
	}
	if err := os.MkdirAll(dossier, 0o700); err != nil {
		return err
	}
	for _, d := range neufs {
		GraverNoms(filepath.Dir(d))
	}
	return nil
}

// Abandonner removes what is not yet under its name.
func (l *Ensemble) Abandonner() {
	for _, x := range l.files {
		_ = x.f.Close()
		_ = os.Remove(x.f.Name())
	}
	l.files = nil
}

// Nom makes a text usable as a file name on every system: what a file name
// cannot hold becomes "_", and one that Windows reserves gets one before it.
func Nom(texte string) string {
	s := strings.Map(func(r rune) rune {
		switch {
		case r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r):
			return '_'
		case unicode.Is(unicode.Cf, r): // not seen; one that turns the text round hides what a file is
			return -1
		}
		return r
	}, strings.TrimSpace(texte))
	s = strings.Trim(s, ". ")
	for len(s) > 180 { // bytes: file systems count them, and " (2)" and an extension follow
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	if s == "" {
		return "document"
	}
	if base, _, _ := strings.Cut(s, "."); reserves[strings.ToUpper(strings.TrimSpace(base))] {
		return "_" + s
	}
	return s
}

// reserves are the names that Windows keeps for devices, with any extension.
var reserves = func() map[string]bool {
	m := map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true, "CONIN$": true, "CONOUT$": true, "CLOCK$": true}
	for _, p := range []string{"COM", "LPT"} {
		for _, n := range "0123456789¹²³" {
			m[p+string(n)] = true
		}
	}
	return m
}()

// Remplacer writes a small file of the program's own whole, over the one before:
// a power cut leaves either.
func Remplacer(chemin string, texte []byte) error {
	if err := CreerDossier(filepath.Dir(chemin)); err != nil {
		return refus(chemin, err)
	}
	f, err := os.CreateTemp(filepath.Dir(chemin), ".delib-*.tmp")
	if err != nil {
		return refus(chemin, err)
	}
	_, err = f.Write(texte)
	if err = errors.Join(err, surDisque(f), f.Close()); err == nil {
		err = Renommer(f.Name(), chemin)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return refus(chemin, err)
	}
	return nil
}
