package poste

import (
	"context"

	"delib/core/examen"
	"delib/ui/modele"
)

// Portail is the rescue portal that this program may serve.
type Portail interface {
	// Etat gives how it stands.
	Etat(ctx context.Context) (modele.Portail, error)
	// Ouvrir opens it, or opens again what was open, and gives the slips printed.
	Ouvrir(ctx context.Context, d modele.DemandePortail) ([]string, error)
	// Fermer closes it.
	Fermer(ctx context.Context, par string) error
	// Dire shows one line in the rooms of a jury, or in all with "".
	Dire(ctx context.Context, jury, texte string) error
	// Deconnecter puts the rooms of a jury out.
	Deconnecter(ctx context.Context, jury string) error
	// Papillons prints the slips of jurys again, with new passwords when motif is given.
	Papillons(ctx context.Context, jurys []string, nouveaux bool, motif, par, sortie string) ([]string, error)
	// Ecouter tells of every new state.
	Ecouter(change func(modele.Portail))
}

// SansPortail is a window that serves none.
type SansPortail struct{}

func refusPortail() error {
	return examen.Refuser(examen.CodeEtat, "Cette fenêtre ne sert pas le portail de secours.", "Ouvrez Délib sur le poste du centre.")
}

// Etat gives a closed portal.
func (SansPortail) Etat(context.Context) (modele.Portail, error) { return modele.Portail{}, nil }

// Ouvrir refuses.
func (SansPortail) Ouvrir(context.Context, modele.DemandePortail) ([]string, error) {
	return nil, refusPortail()
}

// Fermer refuses.
func (SansPortail) Fermer(context.Context, string) error { return refusPortail() }

// Dire refuses.
func (SansPortail) Dire(context.Context, string, string) error { return refusPortail() }

// Deconnecter refuses.
func (SansPortail) Deconnecter(context.Context, string) error { return refusPortail() }

// Papillons refuses.
func (SansPortail) Papillons(context.Context, []string, bool, string, string, string) ([]string, error) {
	return nil, refusPortail()
}

// Ecouter hears nothing.
func (SansPortail) Ecouter(func(modele.Portail)) {}
