package main

import (
	"fmt"
	"strconv"
	"strings"
)

// How OpenGL is looked at before the window opens: "compatible" in the copy that
// was started because the driver has none (so that it never starts another),
// "pilote" to trust the driver unseen.
const (
	openGLCompatible = "compatible"
	openGLPilote     = "pilote"
)

// sonde is what the driver answered when it was asked for a picture.
type sonde struct {
	Version string // GL_VERSION, as "4.6.0 NVIDIA 531.41"
	Dessin  string // GL_RENDERER
	Erreur  string // why there is no context, "" when there is one
}

// versionMinimale of OpenGL is what the toolkit draws with.
const versionMinimale = 2.1

// insuffisance says in French why the window could not be drawn, "" when it can.
func (s sonde) insuffisance() string {
	if s.Erreur != "" {
		return "il ne donne pas d’image OpenGL (" + s.Erreur + ")"
	}
	if strings.EqualFold(strings.TrimSpace(s.Dessin), "GDI Generic") {
		return "Windows n’a pas de pilote graphique pour cette carte (« GDI Generic »)"
	}
	if v, ok := numeroOpenGL(s.Version); !ok || v < versionMinimale {
		return fmt.Sprintf("il donne OpenGL « %s », et il faut au moins la version %.1f", s.Version, versionMinimale)
	}
	return ""
}

// numeroOpenGL reads the number that a GL_VERSION starts with.
func numeroOpenGL(texte string) (float64, bool) {
	mots := strings.Fields(texte)
	if len(mots) == 0 {
		return 0, false
	}
	chiffres := strings.SplitN(mots[0], ".", 3)
	if len(chiffres) < 2 {
		return 0, false
	}
	v, err := strconv.ParseFloat(chiffres[0]+"."+chiffres[1], 64)
	return v, err == nil
}

// suite is what follows from the probe.
type suite int

const (
	ouvrirFenetre suite = iota
	passerCompatible
	renoncer
)

// decider gives what to do of a driver: the compatible copy draws by itself, so
// that it takes over once, and only if it is there.
func decider(insuffisance, reglage string, copiePresente bool) suite {
	switch {
	case insuffisance == "":
		return ouvrirFenetre
	case reglage != openGLCompatible && copiePresente:
		return passerCompatible
	}
	return renoncer
}

// messagePassage is said before the compatible copy starts.
func messagePassage(insuffisance string) string {
	return "Le pilote graphique de ce poste ne suffit pas à Délib : " + insuffisance + ".\n\n" +
		"Délib s’ouvre donc en mode compatible : tout y est, l’affichage est seulement plus lent.\n\n" +
		"Pour retrouver un affichage rapide, faites installer le pilote graphique du poste."
}

// messageRenoncer says what is missing and how to get it.
func messageRenoncer(insuffisance, reglage, copie string) string {
	debut := "Délib ne peut pas s’afficher. Le pilote graphique de ce poste ne suffit pas : " + insuffisance + ".\n\n"
	if reglage == openGLCompatible {
		return debut + "Le mode compatible était déjà demandé : sa bibliothèque graphique (opengl32.dll) manque ou est abîmée. Réinstallez Délib.\n\n" +
			"Vos données sont intactes. En attendant, les commandes de delibctl marchent sans affichage."
	}
	return debut + "Le mode compatible de Délib, qui s’en passe, n’est pas installé : il manque\n" + copie + "\n\n" +
		"Réinstallez Délib avec un installeur qui contient le mode compatible, ou faites installer le pilote graphique du poste.\n\n" +
		"Vos données sont intactes. En attendant, les commandes de delibctl marchent sans affichage."
}
