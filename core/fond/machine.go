package fond

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
)

// Machine is what tells a computer from another one. What cannot be read is empty, and
// tells nothing.
type Machine struct {
	Nom    string   // of its system; made once, at the installation
	Cartes []string // its network cards, which an image of its disk does not carry along
}

// CetteMachine reads what tells this computer from others.
func CetteMachine() Machine {
	m := Machine{Nom: nomMachine()}
	cartes, err := net.Interfaces()
	if err != nil {
		return m
	}
	for _, c := range cartes {
		// The second bit of the first byte says that a program made the address up.
		if a := c.HardwareAddr; len(a) == 6 && a[0]&2 == 0 && !nulle(a) {
			m.Cartes = append(m.Cartes, a.String())
		}
	}
	slices.Sort(m.Cartes)
	m.Cartes = slices.Compact(m.Cartes)
	return m
}

func nulle(a net.HardwareAddr) bool {
	return !slices.ContainsFunc(a, func(o byte) bool { return o != 0 })
}

// Lieu is where a base was last open: on which computer, in which folder. What is kept
// of the computer is hashed.
type Lieu struct {
	Machine string   `json:"machine,omitempty"`
	Cartes  []string `json:"cartes,omitempty"`
	Dossier string   `json:"dossier"`
}

// lieuDe says where a folder stands.
func lieuDe(dossier string, m Machine) Lieu {
	l := Lieu{Dossier: dossier}
	if absolu, err := filepath.Abs(dossier); err == nil {
		l.Dossier = absolu
	}
	if reel, err := filepath.EvalSymlinks(l.Dossier); err == nil {
		l.Dossier = reel
	}
	if m.Nom != "" {
		l.Machine = condenser(m.Nom)
	}
	for _, c := range m.Cartes {
		l.Cartes = append(l.Cartes, condenser(c))
	}
	return l
}

func condenser(s string) string {
	h := sha256.Sum256([]byte("delib lieu\x00" + s))
	return hex.EncodeToString(h[:8])
}

// ailleurs tells whether a base that was open at l is now open on another computer.
func (l Lieu) ailleurs(ici Lieu) bool {
	if l.Machine != "" && ici.Machine != "" && l.Machine != ici.Machine {
		return true
	}
	if len(l.Cartes) == 0 || len(ici.Cartes) == 0 {
		return false
	}
	return !slices.ContainsFunc(ici.Cartes, func(c string) bool { return slices.Contains(l.Cartes, c) })
}

// doublee tells whether the base that was open at l is still there, beside this one.
func (l Lieu) doublee(ctx context.Context, ici Lieu, poste string) bool {
	if l.Dossier == "" || l.Dossier == ici.Dossier {
		return false
	}
	avant, present := filepath.Join(l.Dossier, FichierBase), filepath.Join(ici.Dossier, FichierBase)
	x, err1 := os.Stat(avant)
	y, err2 := os.Stat(present)
	if cmp.Or(err1, err2) != nil || os.SameFile(x, y) {
		return false
	}
	return LireFiche(ctx, avant).Poste == poste
}

// situer keeps where this base stands. A base that was copied, to another computer or
// beside the one that it comes from, is another workstation from then on: two that sign
// under one name would fork its history, and the académie would have to refuse one of
// them. What waits stays signed under the former name, which the new one brings along.
func (f *Fond) situer(ctx context.Context, m Machine) error {
	avant, err := LieuPoste.Lire(ctx, f.db)
	if errors.Is(err, ErrValeur) {
		avant, err = nil, nil
	}
	if err != nil {
		return err
	}
	ici := lieuDe(f.dossier, m)
	if avant != nil && (avant.ailleurs(ici) || avant.doublee(ctx, ici, f.poste)) {
		f.avant = f.poste
		branche, err := Branche.Lire(ctx, f.db)
		if err != nil {
			return err
		}
		if err := f.ChangerPoste(ctx, branche); err != nil {
			return err
		}
		if err := f.LirePoste(ctx); err != nil {
			return err
		}
	}
	if avant != nil && avant.egal(ici) {
		return nil
	}
	err = f.Dans(ctx, func(tx *sql.Tx) error { return LieuPoste.Ecrire(ctx, tx, &ici) })
	if f.avant == "" {
		return nil // a full disk must still be read; the next opening writes it
	}
	return err
}

func (l Lieu) egal(x Lieu) bool {
	return l.Machine == x.Machine && l.Dossier == x.Dossier && slices.Equal(l.Cartes, x.Cartes)
}

// Avant gives the name that this workstation had until it was opened now, "" when it
// has the same: its folder is a copy of another one's.
func (f *Fond) Avant() string { return f.avant }
