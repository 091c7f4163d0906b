package reprise

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"delib/core/examen"
)

// Limits of a file that a workstation is rebuilt from: a plan de secours of a
// whole centre fits well under them.
const (
	maxReprise  = 256 << 20
	maxEntrees  = 50000
	maxParJury  = 64 << 20
	maxArchives = 512 << 20
)

// deReprise tells whether an entry of a ZIP is what a jury is resumed from.
func deReprise(entree string) bool {
	return path.Base(path.Dir(entree)) == "reprise" && path.Ext(entree) == ".json"
}

// EstPlan tells whether a file is the ZIP of a plan de secours or of a journal,
// and no dossier de centre; an error says that it is no ZIP that can be read.
func EstPlan(chemin string) (bool, error) {
	z, err := zip.OpenReader(chemin)
	if err != nil {
		return false, err
	}
	defer z.Close()
	for _, f := range z.File {
		if deReprise(f.Name) {
			return true, nil
		}
	}
	return false, nil
}

func refuser(raison string) error {
	return examen.Refuser(examen.CodeFichier, "Ce fichier ne permet pas de reprendre : "+raison,
		"Indiquez le ZIP d’un plan de secours, ou un fichier de son dossier reprise. Rien n’a été changé.")
}

// Phrase gives the passphrase of an encrypted plan de secours, by the name of its
// file; nil when nobody can be asked.
type Phrase func(nom string) (string, error)

// LireFichier gives the files of the reprise/ folder of a plan de secours, or
// the one file named, as they are; nobody has checked them yet. An encrypted plan is
// opened by its passphrase, which is asked for once.
func LireFichier(chemin string, demander Phrase) ([][]byte, error) {
	info, err := os.Stat(chemin)
	if err != nil {
		return nil, refuser(fmt.Sprintf("« %s » n’existe pas ou ne peut pas être lu.", chemin))
	}
	if info.IsDir() || info.Size() > maxArchives {
		return nil, refuser("il est trop grand, ou n’est pas un fichier.")
	}
	if strings.EqualFold(path.Ext(chemin), ".json") {
		if info.Size() > maxParJury {
			return nil, refuser("il est trop grand.")
		}
		texte, err := os.ReadFile(chemin)
		if err != nil {
			return nil, refuser("il ne peut pas être lu.")
		}
		return [][]byte{texte}, nil
	}
	z, err := zip.OpenReader(chemin)
	if err != nil || len(z.File) > maxEntrees {
		return nil, refuser("ce n’est pas un ZIP lisible.")
	}
	defer z.Close()
	var entrees []*zip.File
	total := uint64(0)
	for _, f := range z.File { // all sizes before anything is decompressed
		if !deReprise(f.Name) {
			continue
		}
		if total += f.UncompressedSize64; f.UncompressedSize64 > maxParJury || total > maxReprise {
			return nil, refuser("ses données de reprise sont trop grandes.")
		}
		entrees = append(entrees, f)
	}
	var textes [][]byte
	phrase, demandee := "", false
	for _, f := range entrees {
		if f.Flags&1 != 0 {
			if demander == nil {
				return nil, examen.Refuser(examen.CodeFichier, "Ce plan de secours est chiffré.",
					"Ouvrez-le avec 7-Zip et sa phrase secrète, puis indiquez les fichiers de son dossier reprise. Rien n’a été changé.")
			}
			if !demandee {
				if phrase, err = demander(filepath.Base(chemin)); err != nil {
					return nil, err
				}
				demandee = true
			}
			texte, err := dechiffrer(f, phrase)
			if errors.Is(err, errPhrase) {
				texte, err = dechiffrer(f, commeDite(phrase))
			}
			switch {
			case errors.Is(err, errPhrase):
				return nil, examen.Refuser(examen.CodeIdentite, fmt.Sprintf("La phrase secrète n’est pas celle de « %s ».", filepath.Base(chemin)),
					"Elle a été dite une seule fois, quand le plan a été fait : quatre groupes de cinq lettres et chiffres, avec leurs tirets. Rien n’a été changé.")
			case err != nil:
				return nil, refuser(f.Name + " est abîmé, ou n’est pas chiffré en AES-256.")
			}
			textes = append(textes, texte)
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, refuser(f.Name + " ne peut pas être lu.")
		}
		texte, err := io.ReadAll(r) // which fails where it holds more than it says
		if e := r.Close(); err != nil || e != nil {
			return nil, refuser(f.Name + " est abîmé.")
		}
		textes = append(textes, texte)
	}
	if len(textes) == 0 {
		return nil, refuser("il n’a pas de dossier reprise.")
	}
	return textes, nil
}
