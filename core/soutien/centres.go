package soutien

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/store"
)

// The data folders of the other centres stand in one folder of the workstation's
// own, whose file says which was opened last.
const (
	dossierCentres = "centres"
	fichierDernier = "dernier-centre.txt"
)

// The names of the data folders of the demonstration centres.
const (
	CentreDemonstration       = "demonstration"
	CentreDemonstrationBacPro = "demonstration-bac-pro"
)

// EstDemonstration tells whether a data folder is one of the demonstrations'.
func EstDemonstration(nom string) bool {
	return nom == CentreDemonstration || nom == CentreDemonstrationBacPro
}

// RacineCentres gives the workstation's own data folder from any of its centres.
func RacineCentres(dossier string) string {
	if parent := filepath.Dir(dossier); NomCentre(dossier) != "" {
		return filepath.Dir(parent)
	}
	return dossier
}

// NomCentre gives the name of a data folder, "" for the workstation's own.
func NomCentre(dossier string) string {
	if filepath.Base(filepath.Dir(dossier)) == dossierCentres {
		return filepath.Base(dossier)
	}
	return ""
}

// DossierCentre gives the data folder of a centre by its name.
func DossierCentre(racine, nom string) (string, error) {
	if nom == "" {
		return racine, nil
	}
	if nom != fichier.Nom(nom) || strings.HasPrefix(nom, ".") {
		return "", examen.Refuser(examen.CodeInconnu, fmt.Sprintf("« %s » n’est pas le nom d’un centre de ce poste.", nom),
			"Choisissez-le dans la liste.").Par(examen.Lister(examen.ListeCentres))
	}
	return filepath.Join(racine, dossierCentres, nom), nil
}

// Centres gives the data folders of this workstation, its own first.
func Centres(ctx context.Context, racine string) ([]activite.CentreConnu, error) {
	l := []activite.CentreConnu{decrire(ctx, "", racine)}
	entrees, err := os.ReadDir(filepath.Join(racine, dossierCentres))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("list centres: %w", err)
	}
	for _, e := range entrees {
		dossier := filepath.Join(racine, dossierCentres, e.Name())
		if fond.Presente(dossier) {
			l = append(l, decrire(ctx, e.Name(), dossier))
		}
	}
	return l, nil
}

func decrire(ctx context.Context, nom, dossier string) activite.CentreConnu {
	c := activite.CentreConnu{Nom: nom, Dossier: dossier}
	if !fond.Presente(dossier) {
		return c
	}
	a, err := store.Apercevoir(ctx, dossier)
	if err != nil {
		c.Illisible = true
		return c
	}
	c.Centre, c.Jurys, c.Le = a.Centre, a.Jurys, a.Le
	c.Demonstration = a.Centre != nil && a.Reglages[activite.ReglageDemonstration] == activite.MarqueDemonstration(a.Centre)
	return c
}

// DernierCentre gives the name of the centre that was opened last, "" when it is
// the workstation's own or is there no more.
func DernierCentre(racine string) string {
	texte, err := os.ReadFile(filepath.Join(racine, fichierDernier))
	if err != nil || len(texte) > 1000 {
		return ""
	}
	nom := strings.TrimSpace(string(texte))
	dossier, err := DossierCentre(racine, nom)
	if err != nil || !fond.Presente(dossier) {
		return ""
	}
	return nom
}

// RetenirCentre keeps the name of the centre that is open, for the next start.
func RetenirCentre(racine, nom string) error {
	if DernierCentre(racine) == nom {
		return nil
	}
	return fichier.Remplacer(filepath.Join(racine, fichierDernier), []byte(nom+"\n"))
}

// CentreVide gives the name of a data folder in which nothing was imported: one
// that is there already, or one to make.
func CentreVide(ctx context.Context, racine string) (string, error) {
	l, err := Centres(ctx, racine)
	if err != nil {
		return "", err
	}
	pris := map[string]bool{}
	for i := range l {
		if l[i].Centre == nil && !l[i].Illisible && !EstDemonstration(l[i].Nom) {
			return l[i].Nom, nil
		}
		pris[l[i].Nom] = true
	}
	for n := 2; ; n++ {
		if nom := fmt.Sprintf("centre-%d", n); !pris[nom] {
			return nom, nil
		}
	}
}

// PlaceCentre gives the name of the data folder for a centre, and whether one of
// this workstation holds it already.
func PlaceCentre(ctx context.Context, racine string, c *jury.Centre) (nom string, tenu bool, err error) {
	l, err := Centres(ctx, racine)
	if err != nil {
		return "", false, err
	}
	pris := map[string]bool{}
	for i := range l {
		if l[i].Centre != nil && !l[i].Demonstration && l[i].Centre.Meme(c) {
			return l[i].Nom, true, nil
		}
		pris[l[i].Nom] = l[i].Centre != nil || l[i].Illisible
	}
	base := fichier.Nom(strings.Join([]string{c.Examen, c.Session, c.Lieu.UAI}, "-"))
	nom = base
	for n := 2; pris[nom]; n++ {
		nom = fmt.Sprintf("%s-%d", base, n)
	}
	return nom, false, nil
}
