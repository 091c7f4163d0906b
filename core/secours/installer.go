package secours

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"delib/core/fichier"
	"delib/core/fond"
	"delib/core/jury"
)

// installer puts the rebuilt base in the place of the damaged one. Once the old one
// has moved, the new one stands whole beside, and whoever comes next ends the work.
func (m *secouriste) installer(c *chantier) error {
	chemin := filepath.Join(m.dossier, fond.FichierBase)
	if err := fond.CopierFichier(c.chemin, chemin+fond.SuffixeEnCours); err != nil {
		_ = os.Remove(chemin + fond.SuffixeEnCours) // it would take the room that the base itself needs
		return fond.RefusCopie(err)
	}
	if err := m.ecarter(append(slices.Clone(c.exclus), c.rendus...), false); err != nil {
		if fond.Existe(chemin) {
			_ = os.Remove(chemin + fond.SuffixeEnCours)
			_ = os.Remove(chemin + fond.SuffixeNeuve)
		}
		return err
	}
	if err := fichier.Renommer(chemin+fond.SuffixeNeuve, chemin); err != nil {
		return fond.RefusDossier(m.dossier, err)
	}
	return nil
}

// laisserPlace sets aside a base of which nothing could be made, so that the
// workstation can start again from a plan de secours.
func (m *secouriste) laisserPlace(essai bool) error {
	if essai {
		return nil
	}
	var exclus []jury.ActeScelle
	for _, x := range m.lu.enOrdre() {
		exclus = append(exclus, x.scelle)
	}
	return m.ecarter(exclus, true)
}

// ecarter writes the account where the damaged files will go, then moves them: a
// disk that has no room for it refuses while nothing has moved. Copies that are no
// better go too, when nothing could be made: left there, they would be taken again
// for the sign of a base that has disappeared.
func (m *secouriste) ecarter(exclus []jury.ActeScelle, copies bool) error {
	cote := filepath.Join(m.dossier, fond.PrefixeCote+time.Now().Format("20060102-150405.000"))
	if err := fichier.CreerDossier(cote); err != nil {
		return fond.RefusDossier(cote, err)
	}
	m.s.MiseDeCote = cote
	m.s.Constat = append(m.s.Constat, "Les fichiers abîmés sont dans « "+cote+" » ; rien n’est effacé.")
	if err := m.laisserRapport(cote, exclus); err != nil {
		_ = os.RemoveAll(cote) // the account of nothing
		return err
	}
	if copies {
		if err := fichier.Renommer(filepath.Join(m.dossier, fond.DossierCopies), filepath.Join(cote, fond.DossierCopies)); err != nil &&
			!errors.Is(err, os.ErrNotExist) {
			return fond.RefusDossier(cote, err)
		}
	}
	// One that was ready and never took its place may be the only base: it goes too.
	chemin := filepath.Join(m.dossier, fond.FichierBase)
	if err := fichier.Renommer(chemin+fond.SuffixeNeuve, filepath.Join(cote, fond.FichierBase+fond.SuffixeNeuve)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fond.RefusDossier(m.dossier, err)
	}
	if !copies {
		if err := fichier.Renommer(chemin+fond.SuffixeEnCours, chemin+fond.SuffixeNeuve); err != nil {
			return fond.RefusDossier(m.dossier, err)
		}
	}
	return deplacer(m.dossier, cote)
}

func (m *secouriste) laisserRapport(cote string, exclus []jury.ActeScelle) error {
	if len(exclus) > 0 {
		texte, err := json.MarshalIndent(exclus, "", "  ")
		if err != nil {
			return fmt.Errorf("encode acts: %w", err)
		}
		if err := fond.EcrireSur(filepath.Join(cote, FichierNonRepris), texte); err != nil {
			return fond.RefusDossier(cote, err)
		}
	}
	if err := fond.EcrireSur(filepath.Join(cote, fond.FichierRapport), []byte(strings.Join(m.s.Lignes(), "\n")+"\n")); err != nil {
		return fond.RefusDossier(cote, err)
	}
	return nil
}
