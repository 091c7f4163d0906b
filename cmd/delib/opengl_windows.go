package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"delib/core/fichier"
)

// variableOpenGL may hold one of the words of opengl.go.
const variableOpenGL = "DELIB_OPENGL"

// dossierCompatible, beside the program, holds its copy with Mesa's software
// OpenGL. Not beside the program itself: Windows takes an opengl32.dll that lies
// there before the driver's, and every workstation would draw slowly.
const dossierCompatible = "compat"

// fichierDit remembers, in the data folder, that the person was told.
const fichierDit = "mode-compatible.dit"

// verifierOpenGL looks at the driver before the toolkit does, which would only
// say in English that it failed. Where the driver has no OpenGL it starts the
// compatible copy with the same words, and this program ends.
func verifierOpenGL(o options, args []string, stderr io.Writer) (code int, arreter bool) {
	reglage := os.Getenv(variableOpenGL)
	if reglage == openGLPilote {
		return 0, false
	}
	programme, err := os.Executable()
	if err != nil {
		return 0, false // the toolkit will say what is wrong
	}
	copie := filepath.Join(filepath.Dir(programme), dossierCompatible, filepath.Base(programme))
	if present(filepath.Join(filepath.Dir(programme), "opengl32.dll")) {
		reglage = openGLCompatible // this is the copy, started from the menu
	}
	manque := sonder().insuffisance()
	switch decider(manque, reglage, present(copie)) {
	case passerCompatible:
		fmt.Fprintln(stderr, messagePassage(manque))
		if !dejaDit(o.base) {
			dire(messagePassage(manque), iconeInformation)
		}
		c := exec.Command(copie, args...)
		c.Env = append(os.Environ(), variableOpenGL+"="+openGLCompatible)
		if _, err := os.Stderr.Stat(); err == nil {
			c.Stderr = os.Stderr // started from a command line
		}
		if err := c.Start(); err == nil {
			return 0, true
		}
		fallthrough // a copy that does not start is as good as missing
	case renoncer:
		m := messageRenoncer(manque, reglage, copie)
		fmt.Fprintln(stderr, m)
		dire(m, iconeErreur)
		return 1, true
	}
	return 0, false
}

func present(chemin string) bool {
	i, err := os.Stat(chemin)
	return err == nil && !i.IsDir()
}

// dejaDit tells whether the person was told on this workstation, and notes that
// he is. A folder that does not do is said by the opening of the base.
func dejaDit(base string) bool {
	chemin := filepath.Join(base, fichierDit)
	if present(chemin) {
		return true
	}
	if fichier.RefuserDonnees(base) == nil && os.MkdirAll(base, 0o700) == nil {
		_ = os.WriteFile(chemin, nil, 0o600) // else it is said again
	}
	return false
}
