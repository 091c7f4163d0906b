// Package activite is the registry of what a centre does, in the order of the
// original's menu, and the service that runs it and gives its compte rendu.
//
// Menu, window, command line, greying, forms and help come from the one ordered
// literal of menu.go. A new activity of a known kind is one literal there.
//
// It holds no rule of an exam (examen, jury, decision) and no SQL (store); the
// window and the commands call nothing below it to act.
package activite

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"delib/core/compterendu"
	"delib/core/dossier"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/ordre"
	"delib/core/reprise"
)

// Depot is where the jurys live.
type Depot interface {
	Centre(ctx context.Context) (*jury.Centre, error)
	Entetes(ctx context.Context) ([]jury.Entete, error)
	Charger(ctx context.Context, code string) (jury.Dossier, error)
	JuryDe(ctx context.Context, cle jury.Cle) (string, error)
	Agir(ctx context.Context, p *examen.Profil, lots []jury.Lot) error
	Importer(ctx context.Context, c jury.Centre, jurys []jury.Dossier, auteur string) (jury.Import, error)
	Actes(ctx context.Context, code string) ([]jury.ActeScelle, error)
	Reprise(ctx context.Context, code string) ([]byte, error)
	Reprendre(ctx context.Context, textes [][]byte, auteur string) (jury.Import, error)
	Tenus(ctx context.Context, textes [][]byte) ([]string, error)
	Enregistrer(ctx context.Context, c *compterendu.CompteRendu, plans []compterendu.Plan, papillons []compterendu.Papillon) error
	ComptesRendus(ctx context.Context) ([]compterendu.CompteRendu, error)
	CompteRendu(ctx context.Context, numero int64) (*compterendu.CompteRendu, error)
	Plans(ctx context.Context) ([]compterendu.Plan, error)
	Papillons(ctx context.Context) ([]compterendu.Papillon, error)
	Reglage(ctx context.Context, nom string) (string, error)
	Regler(ctx context.Context, nom, valeur string) error
	Copier(ctx context.Context, nom string) (string, error)
	Raccordement(ctx context.Context) (*ordre.Raccordement, error)
	AgirCentre(ctx context.Context, a jury.Acte) error
}

// Service runs the activities on a depot.
type Service struct {
	depot   Depot
	horloge func() time.Time
	// Documents is where files go when a Demande names no other folder.
	Documents string
}

// Nouveau gives the service of a depot. The clock dates documents and accounts.
func Nouveau(depot Depot, horloge func() time.Time, documents string) *Service {
	return &Service{depot: depot, horloge: horloge, Documents: documents}
}

// Centre gives the centre and the rules of its exam and session; a Refus when
// nothing was imported yet.
func (s *Service) Centre(ctx context.Context) (*jury.Centre, *examen.Profil, error) {
	c, err := s.depot.Centre(ctx)
	if err != nil {
		return nil, nil, err
	}
	p, err := examen.Trouver(c.Examen, c.Session)
	return c, p, err
}

// Entetes gives every jury without its candidates: cheap, to see what has changed.
func (s *Service) Entetes(ctx context.Context) ([]jury.Entete, error) { return s.depot.Entetes(ctx) }

// Jury gives one jury, whole.
func (s *Service) Jury(ctx context.Context, code string) (jury.Dossier, error) {
	return s.depot.Charger(ctx, code)
}

// Reglage gives a setting of this workstation, "" when it was never set.
func (s *Service) Reglage(ctx context.Context, nom string) (string, error) {
	return s.depot.Reglage(ctx, nom)
}

// Regler keeps a setting of this workstation.
func (s *Service) Regler(ctx context.Context, nom, valeur string) error {
	return s.depot.Regler(ctx, nom, valeur)
}

// ComptesRendus gives the register, the latest first.
func (s *Service) ComptesRendus(ctx context.Context) ([]compterendu.CompteRendu, error) {
	return s.depot.ComptesRendus(ctx)
}

// CompteRendu gives one account by its number.
func (s *Service) CompteRendu(ctx context.Context, numero int64) (*compterendu.CompteRendu, error) {
	return s.depot.CompteRendu(ctx, numero)
}

// Importe says what an import did, in words.
type Importe struct {
	jury.Import
	Candidats      int
	Avertissements []string
}

// Messages gives what a person reads after an import.
func (i *Importe) Messages() []string {
	var m []string
	if len(i.Charges)+len(i.Inchanges)+len(i.Intouches)+len(i.Ordonnes)+len(i.Autres) == 0 {
		m = append(m, "Ce dossier ne contient aucun jury.")
	}
	if len(i.Charges) > 0 {
		m = append(m, examen.Dire("%d jury(s) chargé(s) : %s.", len(i.Charges), strings.Join(i.Charges, ", ")))
	}
	if len(i.Inchanges) > 0 {
		m = append(m, examen.Dire("%d jury(s) déjà à jour : %s.", len(i.Inchanges), strings.Join(i.Inchanges, ", ")))
	}
	if len(i.Intouches) > 0 {
		m = append(m, examen.Dire("%d jury(s) laissé(s) en l’état, avec les actes de ce poste : %s.", len(i.Intouches), strings.Join(i.Intouches, ", ")))
	}
	if len(i.Ordonnes) > 0 {
		m = append(m,
			examen.Dire(
				"%d jury(s) laissé(s) en l’état : %s. Ce poste est raccordé et l’académie les ordonne ; ce que seul l’ancien poste savait n’y est pas. Pour le "+
					"reprendre : un dossier de données neuf, la reprise d’abord, le raccordement ensuite.",
				len(i.Ordonnes), strings.Join(i.Ordonnes, ", ")))
	}
	if len(i.Autres) > 0 {
		m = append(m,
			examen.Dire(
				"%d jury(s) laissé(s) en l’état : %s. Ce poste en a reçu un dossier que ce plan ne connaissait pas. Pour reprendre le plan : un dossier de données "+
					"neuf, où la reprise se fait d’abord.",
				len(i.Autres), strings.Join(i.Autres, ", ")))
	}
	return append(m, i.Mouvements()...)
}

// Importer loads a dossier de centre from a file.
func (s *Service) Importer(ctx context.Context, chemin, par string) (*Importe, error) {
	c, err := LireDossier(chemin)
	if err != nil {
		return nil, err
	}
	return s.ImporterContenu(ctx, c, par)
}

// LireDossier reads a dossier de centre and changes nothing: the Refus lists
// every fault.
func LireDossier(chemin string) (*dossier.Contenu, error) {
	if plan, err := reprise.EstPlan(chemin); err == nil && plan { // what else is wrong, Lire says
		return nil, examen.Refuser(examen.CodeDossier,
			fmt.Sprintf("« %s » n’est pas un dossier de centre : c’est un plan de secours ou un journal exporté.", filepath.Base(chemin)),
			"Rien n’a été changé. Pour continuer ses jurys sur ce poste, reprenez-les de ce plan.").Par(examen.Faire(examen.GesteReprendre))
	}
	return dossier.Lire(chemin)
}

// ImporterContenu loads a dossier that was read.
func (s *Service) ImporterContenu(ctx context.Context, c *dossier.Contenu, par string) (*Importe, error) {
	r, err := s.depot.Importer(ctx, c.Centre, c.Jurys, par)
	if err != nil {
		return nil, err
	}
	return &Importe{Import: r, Candidats: c.Candidats(), Avertissements: c.Avertissements}, nil
}

// faits gives what the editions of a run share.
func (s *Service) faits(c *jury.Centre, p *examen.Profil, titre string) *edition.Faits {
	return &edition.Faits{Centre: c, Profil: p, Le: s.horloge(), Titre: titre}
}

// Domaine writes the exam and the académie as the register does: "BTS (A03)".
func Domaine(c *jury.Centre) string { return fmt.Sprintf("%s (A%s)", c.Examen, c.Academie.Code) }

// actes gives the acts of a jury, decoded, in order.
func (s *Service) actes(ctx context.Context, code string) ([]jury.Acte, error) {
	scelles, err := s.depot.Actes(ctx, code)
	if err != nil {
		return nil, err
	}
	actes := make([]jury.Acte, len(scelles))
	for i, x := range scelles {
		if actes[i], err = x.Lire(); err != nil {
			return nil, err
		}
	}
	return actes, nil
}
