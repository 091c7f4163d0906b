// Package cle keeps the living key: a USB key, or a second folder, on which each jury
// can be resumed as it is after its last act. What is there is what a plan de secours
// holds to resume from, one file a jury, so that another workstation takes the folder
// as it is.
//
// A key that is pulled, full, slow or read-only is told, and never fails an act. What it
// holds of acts that this base does not have is put aside, never overwritten. It draws
// nothing: plans de secours and papers are made by the activities.
package cle

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
	"delib/core/reprise"
)

// Base is what the key copies.
type Base interface {
	Centre(ctx context.Context) (*jury.Centre, error)
	Entetes(ctx context.Context) ([]jury.Entete, error)
	Charger(ctx context.Context, code string) (jury.Dossier, error)
	Reprise(ctx context.Context, code string) ([]byte, error)
	Reglage(ctx context.Context, nom string) (string, error)
	Regler(ctx context.Context, nom, valeur string) error
	Poste() string
}

const (
	reglage = "cle-de-secours"
	// fiche says whose a key is; without it a folder is not the key, but the place
	// where it was plugged in.
	fiche    = "delib-cle.json"
	format   = "delib-cle/1"
	aCote    = "mis-de-cote" // in the folder of the resume files: what this base does not have
	ficheMax = 64 << 10
)

// Cle is the living key of a base.
type Cle struct {
	base    Base
	horloge func() time.Time
	mu      sync.Mutex // one writer at a time
}

// Nouvelle gives the key of a base.
func Nouvelle(b Base, horloge func() time.Time) *Cle { return &Cle{base: b, horloge: horloge} }

// choix is what the base remembers of its key.
type choix struct {
	Dossier string            `json:"dossier"`
	Absente string            `json:"absente,omitempty"` // RFC 3339: since when it fails
	Ecrits  map[string]string `json:"ecrits,omitempty"`  // by jury: the hash of what was written
}

// possesseur is what the key says of itself.
type possesseur struct {
	Format  string `json:"format"`
	Poste   string `json:"poste"`
	UAI     string `json:"uai"`
	Examen  string `json:"examen"`
	Session string `json:"session"`
}

func (c *Cle) lire(ctx context.Context) (choix, error) {
	var x choix
	texte, err := c.base.Reglage(ctx, reglage)
	if err != nil || texte == "" {
		return x, err
	}
	if err := json.Unmarshal([]byte(texte), &x); err != nil {
		return choix{}, fmt.Errorf("decode setting of the key: %w", err)
	}
	return x, nil
}

func (c *Cle) ecrire(ctx context.Context, x choix) error {
	texte := ""
	if x.Dossier != "" {
		b, err := json.Marshal(x)
		if err != nil {
			return fmt.Errorf("encode setting of the key: %w", err)
		}
		texte = string(b)
	}
	return c.base.Regler(ctx, reglage, texte)
}

func (c *Cle) moi(ctx context.Context) (possesseur, error) {
	centre, err := c.base.Centre(ctx)
	if err != nil {
		return possesseur{}, err
	}
	return possesseur{Format: format, Poste: c.base.Poste(), UAI: centre.Lieu.UAI, Examen: centre.Examen, Session: centre.Session}, nil
}

// Choisir makes a folder the key, and writes every jury on it. donnees is the folder of
// the base: a copy in it would be lost with it. remplacer takes the key of another
// workstation over.
func (c *Cle) Choisir(ctx context.Context, dossier, donnees string, remplacer bool) (*Bilan, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	absolu, err := filepath.Abs(dossier)
	if err != nil {
		return nil, fmt.Errorf("resolve folder: %w", err)
	}
	info, err := os.Stat(absolu)
	switch {
	case err != nil:
		return nil, refuser(fmt.Sprintf("« %s » : %s.", dossier, cmp.Or(fichier.Raison(err), "il ne peut pas être lu")),
			"Branchez la clé et indiquez son dossier, qui doit exister.")
	case !info.IsDir():
		return nil, refuser(fmt.Sprintf("« %s » n’est pas un dossier.", dossier), "Indiquez le dossier de la clé, non un fichier.")
	}
	dedans, err := fichier.Dans(absolu, donnees)
	if err != nil {
		return nil, err
	}
	if dedans {
		return nil, refuser(fmt.Sprintf("« %s » est dans le dossier de données de ce poste : il serait perdu avec lui.", dossier),
			"Indiquez une clé USB, ou un dossier d’un autre disque.")
	}
	moi, err := c.moi(ctx)
	if err != nil {
		return nil, err
	}
	switch autre, err := lirePossesseur(absolu); {
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return nil, refuser(fmt.Sprintf("La fiche « %s » de cette clé ne peut pas être lue.", fiche),
			"Effacez ce fichier de la clé, ou choisissez un autre dossier.")
	case autre.UAI != moi.UAI || autre.Examen != moi.Examen || autre.Session != moi.Session:
		return nil, refuser(fmt.Sprintf("Cette clé est celle d’un autre centre : %s, %s %s ; ce poste tient %s, %s %s.",
			autre.UAI, autre.Examen, autre.Session, moi.UAI, moi.Examen, moi.Session), "Choisissez une autre clé, ou un dossier vide de celle-ci.")
	case autre.Poste != moi.Poste && !remplacer:
		return nil, refuser(fmt.Sprintf("Cette clé est celle d’un autre poste, %s : deux postes n’écrivent pas sur la même.", jury.PosteCourt(autre.Poste)),
			"Choisissez une autre clé, ou un dossier vide de celle-ci. Si l’autre poste ne sert plus, dites-le pour prendre sa clé.").
			Par(examen.Champ("remplacer"))
	}
	if err := c.marquer(absolu, moi); err != nil {
		return nil, refuser(pourquoi(absolu, err), "Vérifiez que la clé n’est ni pleine ni protégée en écriture, ou choisissez un autre dossier.")
	}
	if err := c.ecrire(ctx, choix{Dossier: absolu}); err != nil {
		return nil, err
	}
	return c.tenir(ctx)
}

func (c *Cle) marquer(dossier string, moi possesseur) error {
	texte, err := json.Marshal(moi)
	if err != nil {
		return fmt.Errorf("encode owner of the key: %w", err)
	}
	return fichier.Remplacer(filepath.Join(dossier, fiche), append(texte, '\n'))
}

func lirePossesseur(dossier string) (possesseur, error) {
	var x possesseur
	chemin := filepath.Join(dossier, fiche)
	info, err := os.Stat(chemin)
	if err != nil {
		return x, err
	}
	if !info.Mode().IsRegular() || info.Size() > ficheMax {
		return x, errors.New("not the owner of a key")
	}
	texte, err := os.ReadFile(chemin)
	if err != nil {
		return x, err
	}
	if err := json.Unmarshal(texte, &x); err != nil || x.Format != format {
		return x, errors.New("not the owner of a key")
	}
	return x, nil
}

// Oublier ends the key; what is on it stays. It gives its folder, "" when there was none.
func (c *Cle) Oublier(ctx context.Context) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	x, err := c.lire(ctx)
	if err != nil || x.Dossier == "" {
		return "", err
	}
	return x.Dossier, c.ecrire(ctx, choix{})
}

// Bilan is what a person must know once the key was written: nothing, when all is well
// or when there is no key.
type Bilan struct {
	Dits   []string // what was done beside the copy
	Manque string   // why the key is not up to date, in a sentence
}

// Tenir writes on the key each jury that it does not have as it is.
func (c *Cle) Tenir(ctx context.Context) (*Bilan, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.tenir(ctx)
}

func (c *Cle) tenir(ctx context.Context) (*Bilan, error) {
	b := &Bilan{}
	x, err := c.lire(ctx)
	if err != nil || x.Dossier == "" {
		return b, err
	}
	avant, err := json.Marshal(x)
	if err != nil {
		return nil, fmt.Errorf("encode setting of the key: %w", err)
	}
	if err := c.copier(ctx, &x, b); err != nil {
		return nil, err
	}
	if b.Manque == "" {
		x.Absente = ""
	} else if x.Absente == "" {
		x.Absente = c.horloge().Format(time.RFC3339)
	}
	if apres, err := json.Marshal(x); err != nil || string(apres) == string(avant) {
		return b, err
	}
	return b, c.ecrire(ctx, x)
}

// copier writes what the key does not have, and tells why it could not.
func (c *Cle) copier(ctx context.Context, x *choix, b *Bilan) error {
	moi, err := c.moi(ctx)
	if err != nil {
		return err
	}
	if b.Manque = empeche(x.Dossier, moi); b.Manque != "" {
		return nil
	}
	es, err := c.base.Entetes(ctx)
	if err != nil {
		return err
	}
	for _, e := range es {
		d, err := c.base.Charger(ctx, e.Code)
		if err != nil {
			return err
		}
		empreinte, chemin := d.Empreinte(), cheminDe(x.Dossier, e.Code)
		if x.Ecrits[e.Code] == empreinte {
			if info, err := os.Stat(chemin); err == nil && info.Size() > 0 {
				continue
			}
		}
		texte, err := c.base.Reprise(ctx, e.Code)
		if err != nil {
			return err
		}
		dit, err := poser(chemin, e.Code, texte, c.horloge())
		if err != nil {
			b.Manque = pourquoi(x.Dossier, err)
			return nil
		}
		if dit != "" {
			b.Dits = append(b.Dits, dit)
		}
		if x.Ecrits == nil {
			x.Ecrits = map[string]string{}
		}
		x.Ecrits[e.Code] = empreinte
	}
	return nil
}

// empeche says why nothing can be written on a key, "" when nothing is in the way.
func empeche(dossier string, moi possesseur) string {
	la, err := lirePossesseur(dossier)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return "elle est absente (« " + dossier + " »)."
	case err != nil:
		return "« " + dossier + " » ne peut pas être lu."
	case la.UAI != moi.UAI || la.Examen != moi.Examen || la.Session != moi.Session:
		return fmt.Sprintf("celle qui est branchée est d’un autre centre (%s, %s %s).", la.UAI, la.Examen, la.Session)
	case la.Poste != moi.Poste:
		return "un autre poste, " + jury.PosteCourt(la.Poste) + ", s’en sert : choisissez une clé pour chacun."
	}
	return ""
}

func cheminDe(dossier, code string) string {
	return filepath.Join(dossier, reprise.DossierDesJurys, fichier.Nom(code)+".json")
}

// poser writes the file of a jury over the one that is there. One that has acts that
// are not in the new one is put aside first: it may be all that remains of them.
func poser(chemin, code string, texte []byte, maintenant time.Time) (dit string, err error) {
	lot, err := fichier.Preparer(filepath.Dir(chemin)) // sweeps what a pulled key left half written
	if err != nil {
		return "", err
	}
	lot.Abandonner()
	ancien, err := os.ReadFile(chemin)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	if err == nil && !contient(texte, ancien) {
		cote := filepath.Join(filepath.Dir(chemin), aCote, fichier.Nom(code+" "+maintenant.Format("2006-01-02 15h04"))+".json")
		garde, err := fichier.Ecrire(cote, ancien)
		if err != nil {
			return "", err
		}
		dit = fmt.Sprintf("Clé de secours, jury %s : elle avait des actes que ce poste n’a pas ; ils sont gardés dans « %s ».", code, garde)
	}
	return dit, fichier.Remplacer(chemin, texte)
}

// contient tells whether the file of a jury has every act of another; one that cannot be
// read has none that could be resumed from.
func contient(texte, ancien []byte) bool {
	var a, b reprise.Contenu
	if json.Unmarshal(ancien, &a) != nil || json.Unmarshal(texte, &b) != nil {
		return json.Valid(texte) && !json.Valid(ancien)
	}
	connus := map[string]bool{}
	for _, s := range b.Actes {
		connus[s.Empreinte()] = true
	}
	return !slices.ContainsFunc(a.Actes, func(s jury.ActeScelle) bool { return !connus[s.Empreinte()] })
}

// pourquoi says in a sentence why something could not be written.
func pourquoi(dossier string, err error) string {
	if r, ok := examen.EstRefus(err); ok {
		return r.Message
	}
	return fmt.Sprintf("« %s » ne peut pas être écrit : %s.", dossier, cmp.Or(fichier.Raison(err), "l’écriture a échoué"))
}

func refuser(message, aide string) *examen.Refus {
	return examen.Refuser(examen.CodeFichier, message, strings.TrimSpace(aide+" Rien n’a été changé."))
}
