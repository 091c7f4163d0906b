package pret

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// batterieFaible is the charge, in percent, with which a deliberation may not end.
const batterieFaible = 30

// alimentation tells mains from battery, as the system's folder says it: one folder a
// supply, with its type, and online, status, capacity.
func alimentation(dossier string) Point {
	entrees, err := os.ReadDir(dossier)
	if err != nil {
		return dire(Alimentation, Attention, "Ce système ne dit pas s’il est sur secteur.", "Vérifiez que le poste est branché.")
	}
	branche, batterie, decharge, charge := false, false, false, 100
	for _, e := range entrees {
		lire := func(nom string) string {
			texte, err := os.ReadFile(filepath.Join(dossier, e.Name(), nom))
			if err != nil {
				return ""
			}
			return strings.TrimSpace(string(texte))
		}
		switch lire("type") {
		case "Mains", "USB":
			branche = branche || lire("online") == "1"
		case "Battery":
			if lire("scope") == "Device" { // of a mouse or a keyboard
				continue
			}
			batterie = true
			decharge = decharge || lire("status") == "Discharging"
			if n, err := strconv.Atoi(lire("capacity")); err == nil {
				charge = min(charge, n)
			}
		}
	}
	const remede = "Branchez le poste sur le secteur."
	switch message := fmt.Sprintf("Sur batterie, chargée à %d %%.", charge); {
	case !batterie:
		return Point{Point: Alimentation, Etat: OK, Message: "Sur secteur, sans batterie : une coupure l’arrête."}
	case branche && !decharge:
		return Point{Point: Alimentation, Etat: OK, Message: fmt.Sprintf("Sur secteur, batterie chargée à %d %%.", charge)}
	case charge < batterieFaible:
		return dire(Alimentation, Manque, message, remede)
	default:
		return dire(Alimentation, Attention, message, remede)
	}
}
