package modele

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"delib/core/examen"
)

// Erreur is what a person reads when something could not be done.
type Erreur struct {
	Titre   string
	Message string
	Details []string
	Aide    string
	// Reference is the one of a technical error, "" for a refusal.
	Reference string
}

// LireErreur turns an error into words. A refusal speaks for itself; another
// error gets a reference under which the log has the rest.
func LireErreur(err error, le time.Time) Erreur { return LireErreurPour(Nominatif, err, le) }

// LireErreurPour is LireErreur for a screen that may show no name.
func LireErreurPour(porteur examen.Porteur, err error, le time.Time) Erreur {
	if r, ok := examen.EstRefus(err); ok {
		x := porteur.Porter(r)
		e := Erreur{Titre: "Ce n’est pas possible", Message: x.Message, Details: x.Details, Aide: x.Aide}
		if r.Code == examen.CodeAnnule {
			e.Titre = "Annulé"
		}
		return e
	}
	if errors.Is(err, context.Canceled) {
		return Erreur{Titre: "Annulé", Message: "Interrompu : rien n’a été fait."}
	}
	h := sha256.Sum256([]byte(le.Format(time.RFC3339Nano) + err.Error()))
	ref := strings.ToUpper(hex.EncodeToString(h[:3]))
	return Erreur{
		Titre: "Erreur technique", Message: "Une erreur technique a empêché l’acte ; rien n’a été fait.", Reference: ref,
		Aide: "Recommencez. Si l’erreur revient, donnez la référence " + ref + " à l’assistance : le journal de ce poste en garde le détail.",
	}
}
