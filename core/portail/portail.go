// Package portail is what the chef de centre decides of the rescue portal: for which
// jurys it is open and who authorised it, the slips that let them in, the certificate
// that paper speaks of, and the sessions that outlive a power cut.
//
// It serves no page (ui/portail), judges no act, and knows no rule of an exam.
package portail

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"delib/core/acces"
	"delib/core/compterendu"
	"delib/core/examen"
	"delib/core/jury"
)

// Depot is the base.
type Depot interface {
	acces.Reglages
	Centre(ctx context.Context) (*jury.Centre, error)
	Entetes(ctx context.Context) ([]jury.Entete, error)
	Charger(ctx context.Context, code string) (jury.Dossier, error)
	Papillons(ctx context.Context) ([]compterendu.Papillon, error)
	Enregistrer(ctx context.Context, c *compterendu.CompteRendu, plans []compterendu.Plan, papillons []compterendu.Papillon) error
	AgirCentre(ctx context.Context, a jury.Acte) error
}

// Ouverture is one opening of the portal.
type Ouverture struct {
	Jurys   []string  `json:"jurys"`
	Accord  string    `json:"accord"`  // who authorised it: name, function, date or reference
	Par     string    `json:"par"`     // who opened it
	Adresse string    `json:"adresse"` // HOST:PORT that it listens on
	Essai   bool      `json:"essai,omitempty"`
	Le      time.Time `json:"le"`
}

// Session is a room that signed in. Only the hash of its cookie is kept.
type Session struct {
	Empreinte string    `json:"empreinte"` // SHA-256 of the cookie, in hexadecimal
	Login     string    `json:"login"`
	Jury      string    `json:"jury"`
	Nom       string    `json:"nom,omitempty"`     // who speaks
	Qualite   string    `json:"qualite,omitempty"` // président, vice-président…
	Nominatif bool      `json:"nominatif,omitempty"`
	Depuis    time.Time `json:"depuis"`
	Vu        time.Time `json:"vu"` // the last thing that a person did
	Adresse   string    `json:"adresse"`
}

// garde is what the base keeps of the portal.
type garde struct {
	Ouverture *Ouverture `json:"ouverture,omitempty"` // nil: closed by hand, or never opened
	Sessions  []Session  `json:"sessions,omitempty"`
}

const reglage = "portail"

func lire(ctx context.Context, d Depot) (garde, error) {
	var g garde
	texte, err := d.Reglage(ctx, reglage)
	if err != nil || texte == "" {
		return g, err
	}
	if err := json.Unmarshal([]byte(texte), &g); err != nil {
		return g, fmt.Errorf("read portal: %w", err)
	}
	return g, nil
}

func ecrire(ctx context.Context, d Depot, g garde) error {
	texte, err := json.Marshal(g)
	if err != nil {
		return fmt.Errorf("write portal: %w", err)
	}
	return d.Regler(ctx, reglage, string(texte))
}

// Ouverte gives the opening that nobody closed by hand, nil when there is none: after
// a stop that nobody asked for, it is what is opened again.
func Ouverte(ctx context.Context, d Depot) (*Ouverture, error) {
	g, err := lire(ctx, d)
	return g.Ouverture, err
}

// Verifier refuses an opening that lacks something, and puts its jurys in order.
func Verifier(ctx context.Context, d Depot, o *Ouverture) error {
	if o.Accord = strings.Join(strings.Fields(o.Accord), " "); o.Accord == "" {
		return examen.Refuser(examen.CodeSaisie, "Le portail de secours ne s’ouvre pas sans accord.",
			"Indiquez qui l’a autorisé : nom, fonction, date ou référence.").Par(examen.Champ("accord"))
	}
	if strings.TrimSpace(o.Par) == "" {
		return examen.Refuser(examen.CodeMotif, "Le nom de l’auteur de l’acte manque.", "Indiquez qui agit.").Par(examen.Champ("par"))
	}
	es, err := d.Entetes(ctx)
	if err != nil {
		return err
	}
	var codes []string
	for _, e := range es {
		codes = append(codes, e.Code)
	}
	if len(codes) == 0 {
		_, err := d.Centre(ctx) // says that nothing was imported
		return err
	}
	if len(o.Jurys) == 0 {
		return examen.Refuser(examen.CodeSaisie, "Aucun jury n’est nommé : le portail s’ouvre pour les jurys que vous choisissez.",
			"Jurys de ce centre : "+strings.Join(codes, ", ")+".").Par(examen.Champ("jury"))
	}
	for _, j := range o.Jurys {
		if !slices.Contains(codes, j) {
			return examen.Refuser(examen.CodeInconnu, fmt.Sprintf("Le jury %s n’est pas connu sur ce poste.", j), "Jurys de ce centre : "+strings.Join(codes, ", ")+".")
		}
	}
	slices.Sort(o.Jurys)
	o.Jurys = slices.Compact(o.Jurys)
	return nil
}

// Ouvrir records that the portal is open, in the journal and in the base. The sessions
// of the jurys that stay are still good.
func Ouvrir(ctx context.Context, d Depot, o Ouverture) error {
	if err := Verifier(ctx, d, &o); err != nil {
		return err
	}
	quoi := "ouvert"
	if o.Essai {
		quoi = "ouvert en essai"
	}
	vers := fmt.Sprintf("%s : jurys %s ; adresse %s", quoi, strings.Join(o.Jurys, ", "), o.Adresse)
	if err := d.AgirCentre(ctx, acte(vers, o.Accord, o.Par)); err != nil {
		return err
	}
	g, err := lire(ctx, d)
	if err != nil {
		return err
	}
	g.Ouverture = &o
	g.Sessions = slices.DeleteFunc(g.Sessions, func(s Session) bool { return !slices.Contains(o.Jurys, s.Jury) })
	return ecrire(ctx, d, g)
}

func acte(vers, motif, par string) jury.Acte {
	return jury.Acte{Genre: jury.GenrePortail, Vers: vers, Motif: motif, Auteur: par, Role: examen.RoleCentre}
}

// Fermer records that a person closed the portal; no session is good any more.
func Fermer(ctx context.Context, d Depot, par string) error {
	if strings.TrimSpace(par) == "" {
		return examen.Refuser(examen.CodeMotif, "Le nom de l’auteur de l’acte manque.", "Indiquez qui agit.").Par(examen.Champ("par"))
	}
	if err := d.AgirCentre(ctx, acte("fermé", "", par)); err != nil {
		return err
	}
	return ecrire(ctx, d, garde{})
}

// Sessions gives the rooms that are signed in.
func Sessions(ctx context.Context, d Depot) ([]Session, error) {
	g, err := lire(ctx, d)
	return g.Sessions, err
}

// GarderSessions keeps the rooms that are signed in.
func GarderSessions(ctx context.Context, d Depot, ss []Session) error {
	g, err := lire(ctx, d)
	if err != nil {
		return err
	}
	g.Sessions = ss
	return ecrire(ctx, d, g)
}
