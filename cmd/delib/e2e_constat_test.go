//go:build e2e

package main

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// sur runs a command on a copy of the base, which the window holds alone, and
// gives what it writes. A copy taken in the middle of a write is refused; the
// caller tries again.
func (b *bureau) sur(args ...string) ([]byte, error) {
	copie, err := os.MkdirTemp(b.maison, "copie")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(copie)
	fichiers, err := filepath.Glob(filepath.Join(b.base, "delib.sqlite*"))
	for _, f := range fichiers {
		octets, e := os.ReadFile(f)
		err = errors.Join(err, e, os.WriteFile(filepath.Join(copie, filepath.Base(f)), octets, 0o600))
	}
	if err != nil {
		return nil, err
	}
	return b.delibctl(append([]string{"--base", copie}, args...)...)
}

func (b *bureau) delibctl(args ...string) ([]byte, error) {
	c := b.commande(filepath.Join(racine(), "bin", "delibctl"), args...)
	var sortie, erreurs bytes.Buffer
	c.Stdout, c.Stderr = &sortie, &erreurs
	if err := c.Run(); err != nil {
		return nil, fmt.Errorf("delibctl %s: %w: %s", strings.Join(args, " "), err, erreurs.String())
	}
	return sortie.Bytes(), nil
}

// lireJSON runs a command on a copy of the base and reads its JSON.
func lireJSON[T any](b *bureau, args ...string) (x T, err error) {
	octets, err := b.sur(append([]string{"--json"}, args...)...)
	if err != nil {
		return x, err
	}
	return x, json.Unmarshal(octets, &x)
}

type juryLu struct{ Code, Etat string }

type candidatLu struct{ Numero, Nom, Moyenne, Decision string }

// etat tells whether the jury of the session is at a state.
func (b *bureau) etat(veut string) func() error { return b.etatDe(b.jury, veut) }

func (b *bureau) etatDe(jury, veut string) func() error {
	return func() error {
		js, err := lireJSON[[]juryLu](b, "jurys")
		for _, j := range js {
			switch {
			case j.Code != jury:
			case j.Etat != veut:
				return fmt.Errorf("jury %s is at %s, not at %s", jury, j.Etat, veut)
			default:
				return nil
			}
		}
		return errors.Join(err, fmt.Errorf("no jury %s", jury))
	}
}

// candidat tells whether a candidate has a mean and a decision.
func (b *bureau) candidat(nom, moyenne, decision string) func() error {
	return func() error {
		cs, err := lireJSON[[]candidatLu](b, "candidats", "--jury", b.jury)
		if err != nil {
			return err
		}
		for _, c := range cs {
			if c.Nom == nom {
				if c.Moyenne != moyenne || c.Decision != decision {
					return fmt.Errorf("%s: mean %s, %s; not %s, %s", nom, c.Moyenne, c.Decision, moyenne, decision)
				}
				return nil
			}
		}
		return fmt.Errorf("no candidate %s in jury %s", nom, b.jury)
	}
}

// accepte tells whether a command would be accepted on a copy of the base.
func (b *bureau) accepte(args ...string) func() error {
	return func() error {
		_, err := b.sur(args...)
		return err
	}
}

// journal tells whether the acts of the jury hold these texts, and not those that
// begin with a "-".
func (b *bureau) journal(textes ...string) func() error {
	return func() error {
		actes, err := b.actes()
		for _, t := range textes {
			sans, absent := strings.CutPrefix(t, "-")
			if err == nil && strings.Contains(actes, sans) == absent {
				err = fmt.Errorf("%q, in the journal of jury %s %v", sans, b.jury, absent)
			}
		}
		return err
	}
}

// actes gives the acts of the jury: a plan de secours made on a copy of the base
// carries them.
func (b *bureau) actes() (string, error) {
	sortie, err := os.MkdirTemp(b.maison, "constat")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(sortie)
	if _, err := b.sur("plan-secours-groupe1", "--jury", b.jury, "--sortie", sortie); err != nil {
		return "", err
	}
	zips, err := filepath.Glob(filepath.Join(sortie, "*.zip"))
	if err != nil || len(zips) != 1 {
		return "", fmt.Errorf("plan de secours: %v, %w", zips, err)
	}
	return actesDuPlan(zips[0])
}

// contenuActe is an act in the data that a plan de secours is resumed from.
var contenuActe = regexp.MustCompile(`"contenu":"([^"]+)"`)

// actesDuPlan gives the acts that a plan de secours carries.
func actesDuPlan(chemin string) (string, error) {
	texte, err := textesDuZip(chemin, ".json")
	var actes strings.Builder
	for _, x := range contenuActe.FindAllStringSubmatch(texte, -1) {
		octets, e := base64.StdEncoding.DecodeString(x[1])
		err = errors.Join(err, e)
		actes.Write(octets)
	}
	return actes.String(), err
}

// textesDuZip gives what the files of a ZIP with this ending hold.
func textesDuZip(chemin, fin string) (string, error) {
	z, err := zip.OpenReader(chemin)
	if err != nil {
		return "", err
	}
	defer z.Close()
	var tout strings.Builder
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, fin) {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return "", err
		}
		_, err = io.Copy(&tout, r)
		if err := errors.Join(err, r.Close()); err != nil {
			return "", err
		}
	}
	return tout.String(), nil
}

// csv gives the rows of a document made on a copy of the base.
func (b *bureau) csv(args ...string) (string, error) {
	sortie, err := os.MkdirTemp(b.maison, "constat")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(sortie)
	if _, err := b.sur(append(args, "--format", "csv", "--sortie", sortie)...); err != nil {
		return "", err
	}
	var tout strings.Builder
	err = filepath.WalkDir(sortie, func(chemin string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(chemin) != ".csv" {
			return err
		}
		octets, err := os.ReadFile(chemin)
		tout.Write(octets)
		return err
	})
	return tout.String(), err
}

// produit tells whether a file with this beginning of its name and of its bytes
// lies in a folder.
func produit(dossier, motif, debut string) func() error {
	return func() error {
		trouves, err := filepath.Glob(filepath.Join(dossier, motif))
		if err != nil {
			return err
		}
		for _, f := range trouves {
			if octets, err := os.ReadFile(f); err == nil && bytes.HasPrefix(octets, []byte(debut)) {
				return nil
			}
		}
		return fmt.Errorf("no file %s in %s", motif, dossier)
	}
}
