package activite

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"delib/core/compterendu"
	"delib/core/document"
	"delib/core/edition"
	"delib/core/fichier"
	"delib/core/jury"
	"delib/core/render"
)

// rendre writes an edition in a format.
func rendre(l document.Liasse, format string, o render.Options) ([]byte, []string, error) {
	switch format {
	case "csv":
		return render.CSV(l), nil, nil
	case "xlsx":
		b, err := render.XLSX(l, o)
		return b, nil, err
	}
	return render.PDF(l, o)
}

// editer makes the file of an edition, puts it in the folder of the run and its
// account in the register.
func (s *Service) editer(ctx context.Context, a *Activite, d Demande, c *jury.Centre, l document.Liasse) (*Bilan, error) {
	if d.Sortie == "" {
		d.Sortie = s.Documents
	}
	cr := &compterendu.CompteRendu{Activite: a.ID, Titre: d.Titre, Domaine: Domaine(c), Par: d.Par, Debut: s.horloge()}
	for _, x := range l.Documents {
		cr.Etape("Edition : %s", x.Titre)
	}
	jour := time.Date(cr.Debut.Year(), cr.Debut.Month(), cr.Debut.Day(), 0, 0, 0, 0, time.UTC)
	contenu, alertes, err := rendre(l, d.Format, render.Options{Auteur: c.Lieu.Libelle(), Date: jour})
	if err != nil {
		return nil, fmt.Errorf("render %s: %w", a.ID, err)
	}
	cr.Alertes = alertes
	lot, err := fichier.Preparer(d.Sortie)
	if err != nil {
		return nil, err
	}
	defer lot.Abandonner()
	w, err := lot.Creer(l.Nom + "." + d.Format)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(contenu); err != nil {
		return nil, err
	}
	chemins, err := lot.Valider()
	if err != nil {
		return nil, err
	}
	h := sha256.Sum256(contenu)
	chemin, err := filepath.Abs(chemins[0])
	if err != nil {
		chemin = chemins[0]
	}
	nom := filepath.Base(chemin)
	cr.Documents = []compterendu.Document{{
		Nom: strings.TrimSuffix(nom, filepath.Ext(nom)), Chemin: chemin, Taille: int64(len(contenu)), Type: strings.ToUpper(d.Format), SHA256: hex.EncodeToString(h[:]),
	}}
	cr.Fin, cr.Resultat = s.horloge(), compterendu.Termine
	if len(alertes) > 0 {
		cr.Resultat = compterendu.Avertissements
	}
	if err := s.depot.Enregistrer(ctx, cr, nil, nil); err != nil {
		return nil, err
	}
	return &Bilan{Fichiers: chemins, CompteRendu: cr, Avertissements: alertes}, nil
}

// notesManquantes is the control of the missing marks of the second group; with
// none, it says so and makes no document, as the original does.
func notesManquantes(s *Service, ctx context.Context, a *Activite, d Demande) (*Bilan, error) {
	c, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	ds, err := s.choisir(ctx, a, p, d.Jurys)
	if err != nil {
		return nil, err
	}
	l := edition.NotesManquantes(s.faits(c, p, d.Titre), ds)
	if len(l.Documents) == 0 {
		return &Bilan{Messages: []string{"Pas de notes manquantes."}}, nil
	}
	return s.editer(ctx, a, d, c, l)
}
