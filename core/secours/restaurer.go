package secours

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/fond"
	"delib/core/store"
)

// Restaurer puts a copy in the place of the base of a folder that no program
// holds open, under a new identity: the acts made since were signed with the old
// one. All is made and checked beside; the base as it was is set aside at the very
// end and never deleted; the path where it went is given.
func Restaurer(ctx context.Context, dossier, nom string) (miseDeCote string, err error) {
	c, err := fond.TrouverCopie(dossier, nom, "Choisissez-la dans la liste.")
	if err != nil {
		return "", err
	}
	m, liberer, err := ouvrirChantier(ctx, dossier)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, liberer()) }()
	vue, err := m.piece("copie")
	if err != nil {
		return "", err
	}
	if err := fond.CopierBase(c.Chemin, vue); err != nil {
		return "", err
	}
	if err := controler(ctx, vue); err != nil {
		if plusRecente(err) {
			return "", examen.Refuser(examen.CodeBase, fmt.Sprintf("La copie « %s » ne peut pas être ouverte par cette version de Délib.", nom),
				"Une version plus récente l’a écrite, ou le disque est plein. Rien n’a été changé.")
		}
		return "", fond.CopieAbimee(nom)
	}
	branche, err := m.branche(ctx)
	if err != nil {
		return "", err
	}
	b, err := store.OuvrirPiece(ctx, vue)
	if err == nil {
		err = b.Fond().ChangerPoste(ctx, branche)
		err = errors.Join(err, b.Fond().Traduire(b.Fermer()))
	}
	if err != nil && fichier.Plein(m.travail) {
		err = refusPlace()
	}
	if err != nil {
		return "", err
	}
	// A copy of the new branch, so that a rescue never takes what was given up for the
	// latest: its room is taken before anything moves, its name given after.
	copies := filepath.Join(dossier, fond.DossierCopies)
	debut, err := fond.PreparerCopie(copies, "apres-retour", time.Now())
	if err != nil {
		return "", err
	}
	m.s.Fait = []string{"Retour demandé à la copie de sûreté « " + nom + " »."}
	if err = fond.CopierFichier(vue, debut+fond.EnCours); err != nil {
		err = fond.RefusCopie(err)
	} else {
		err = m.installer(&chantier{base: b, chemin: vue})
	}
	if err != nil {
		_ = os.Remove(debut + fond.EnCours)
		return "", err
	}
	_ = fond.NommerCopie(copies, "apres-retour", debut) // the return is done
	return m.s.MiseDeCote, nil
}

// ouvrirChantier takes a folder for this process alone, and makes in it the place
// where a base is prepared; what such a work that was stopped left there goes.
func ouvrirChantier(ctx context.Context, dossier string) (m *secouriste, liberer func() error, err error) {
	verrou, err := fond.Verrouiller(ctx, dossier)
	if err != nil {
		return nil, nil, err
	}
	if err := fond.BalayerTravaux(dossier); err != nil {
		return nil, nil, errors.Join(err, verrou.Unlock())
	}
	travail, err := os.MkdirTemp(dossier, fond.PrefixeTravail)
	if err != nil {
		return nil, nil, errors.Join(fond.RefusDossier(dossier, err), verrou.Unlock())
	}
	return &secouriste{dossier: dossier, travail: travail, s: &Secours{}}, func() error {
		_ = os.RemoveAll(travail) // copies made here, nothing else; the next work sweeps what stays
		return verrou.Unlock()
	}, nil
}

// branche gives the number of the base that is being made.
func (m *secouriste) branche(ctx context.Context) (int, error) {
	vue, err := m.piece("present")
	if err != nil {
		return 0, err
	}
	presente := 0
	if fond.CopierBase(filepath.Join(m.dossier, fond.FichierBase), vue) == nil { // of a base that cannot be read, the copies tell
		presente = fond.LireFiche(ctx, vue).Branche
	}
	return fond.BrancheSuivante(ctx, m.dossier, presente)
}

// piece gives the path of a base in a folder of its own: to open one may make
// files and copies beside it.
func (m *secouriste) piece(nom string) (string, error) {
	d := filepath.Join(m.travail, nom)
	if err := os.MkdirAll(d, 0o700); err != nil {
		return "", fond.RefusDossier(d, err)
	}
	return filepath.Join(d, fond.FichierBase), nil
}
