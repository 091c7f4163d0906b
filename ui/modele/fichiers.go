package modele

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"delib/core/compterendu"
)

// LigneFichier is a file that can be opened, or a folder to look in.
type LigneFichier struct {
	Nom, Chemin   string
	Dossier       bool
	Le            time.Time // of its last change
	Quand, Taille string
	Contenu       string // what a ZIP holds, once it was looked at
}

// ListerFichiers gives what a folder has: the way up, the folders, then the files of
// these extensions (all without any), the latest first. What is hidden is left out.
func ListerFichiers(dossier string, extensions []string) ([]LigneFichier, error) {
	es, err := os.ReadDir(dossier)
	if err != nil {
		return nil, err
	}
	var dossiers, fichiers []LigneFichier
	for _, e := range es {
		if strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "$") {
			continue
		}
		chemin := filepath.Join(dossier, e.Name())
		info, err := os.Stat(chemin) // a link is what it leads to
		if err != nil {
			continue
		}
		l := LigneFichier{Nom: e.Name(), Chemin: chemin, Dossier: info.IsDir(), Le: info.ModTime()}
		if l.Dossier {
			dossiers = append(dossiers, l)
		} else if convient(e.Name(), extensions) {
			fichiers = append(fichiers, decrire(l, info))
		}
	}
	slices.SortFunc(dossiers, func(a, b LigneFichier) int { return cmp.Compare(Replier(a.Nom), Replier(b.Nom)) })
	slices.SortStableFunc(fichiers, func(a, b LigneFichier) int { return b.Le.Compare(a.Le) })
	if haut := filepath.Dir(dossier); haut != dossier {
		dossiers = slices.Insert(dossiers, 0, LigneFichier{Nom: "..", Chemin: haut, Dossier: true})
	}
	return append(dossiers, fichiers...), nil
}

// FichiersRecents gives the files of a list that are still there, in its order.
func FichiersRecents(chemins, extensions []string) []LigneFichier {
	var ls []LigneFichier
	for _, c := range chemins {
		if info, err := os.Stat(c); err == nil && !info.IsDir() && convient(c, extensions) {
			ls = append(ls, decrire(LigneFichier{Nom: filepath.Base(c), Chemin: c, Le: info.ModTime()}, info))
		}
	}
	return ls
}

func decrire(l LigneFichier, info fs.FileInfo) LigneFichier {
	l.Quand, l.Taille = l.Le.Format("02/01/2006 15:04"), compterendu.Taille(info.Size())
	return l
}

func convient(nom string, extensions []string) bool {
	if len(extensions) == 0 {
		return true
	}
	return slices.ContainsFunc(extensions, func(e string) bool { return strings.EqualFold(e, filepath.Ext(nom)) })
}

// auPlusRecents is how many files opened last are offered.
const auPlusRecents = 8

// AjouterRecent puts a file first among those opened last.
func AjouterRecent(chemins []string, chemin string) []string {
	l := append([]string{chemin}, slices.DeleteFunc(slices.Clone(chemins), func(c string) bool { return c == chemin || c == "" })...)
	return l[:min(auPlusRecents, len(l))]
}

// RaisonFichier says why a folder cannot be looked in.
func RaisonFichier(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "Ce dossier n’existe pas, ou plus : la clé est-elle branchée ?"
	case errors.Is(err, fs.ErrPermission):
		return "Ce dossier n’est pas ouvert à cette session de l’ordinateur."
	}
	return "Ce dossier ne se lit pas."
}
