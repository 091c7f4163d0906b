package poste

import (
	"context"

	"delib/core/examen"
	"delib/ui/modele"
)

// Echange is the exchange with the académie's server. Its methods may wait for
// the network: none is called on the screen's goroutine, but Ecouter.
type Echange interface {
	// Ecouter tells of every new state, with the jurys that others changed, from
	// any goroutine.
	Ecouter(change func(l modele.Liaison, jurys []string))
	// Liaison gives the present state.
	Liaison(ctx context.Context) (modele.Liaison, error)
	// Synchroniser makes an exchange now.
	Synchroniser(ctx context.Context) (*modele.Echange, error)
	// Raccorder enrols this workstation and gives the centre's name there.
	Raccorder(ctx context.Context, adresse, empreinte, code string) (centre string, err error)
	// Exporter writes what waits to a file; cle and code are those of the académie,
	// for a workstation that was never enrolled.
	Exporter(ctx context.Context, vers, cle, code string) (chemin string, actes int, err error)
	// Importer takes in a file of the académie's answers.
	Importer(ctx context.Context, chemin string) (*modele.Echange, error)
	// Accuser records that a person has seen an answer.
	Accuser(ctx context.Context, id string) error
}

// Utilisateurs are the people who act on this workstation under a passphrase.
type Utilisateurs interface {
	Liste(ctx context.Context) ([]modele.Utilisateur, error)
	Ajouter(ctx context.Context, u modele.Utilisateur, phrase, par string) error
	Retirer(ctx context.Context, nom, par string) error
}

// Attentif is a screen that shows something of the exchange.
type Attentif interface {
	// LiaisonChange hears that Hote.Liaison changed.
	LiaisonChange()
}

// SansEchange is the exchange of a window that has none, and a base without users.
type SansEchange struct{}

var errSansEchange = examen.Refuser(examen.CodeReseau, "Cette fenêtre n’échange pas avec l’académie.", "Tout est enregistré sur ce poste.")

// Ecouter has nothing to tell.
func (SansEchange) Ecouter(func(modele.Liaison, []string)) {}

// Liaison is that of a workstation that was never enrolled.
func (SansEchange) Liaison(context.Context) (modele.Liaison, error) { return modele.Liaison{}, nil }

// Synchroniser refuses.
func (SansEchange) Synchroniser(context.Context) (*modele.Echange, error) {
	return nil, errSansEchange
}

// Raccorder refuses.
func (SansEchange) Raccorder(context.Context, string, string, string) (string, error) {
	return "", errSansEchange
}

// Exporter refuses.
func (SansEchange) Exporter(context.Context, string, string, string) (string, int, error) {
	return "", 0, errSansEchange
}

// Importer refuses.
func (SansEchange) Importer(context.Context, string) (*modele.Echange, error) {
	return nil, errSansEchange
}

// Accuser refuses.
func (SansEchange) Accuser(context.Context, string) error { return errSansEchange }

// Liste is empty.
func (SansEchange) Liste(context.Context) ([]modele.Utilisateur, error) { return nil, nil }

// Ajouter refuses.
func (SansEchange) Ajouter(context.Context, modele.Utilisateur, string, string) error {
	return errSansEchange
}

// Retirer refuses.
func (SansEchange) Retirer(context.Context, string, string) error { return errSansEchange }
