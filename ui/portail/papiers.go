package portail

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/ui/modele/seance"
)

// papier is a document that a room may make.
type papier struct {
	Code, Libelle string
	activite      string
	valeurs       map[string][]string
}

// papiersDe are those that the state of a jury allows.
func (v *visite) papiersDe(d *jury.Dossier) []papier {
	tous := []papier{
		{"statistiques", "Statistiques avant délibération", "statistiques", nil},
		{"pv1", "Procès-verbal du 1er groupe", activite.IDPV1, nil},
		{"admis1", "Liste des admis du 1er groupe", activite.IDListes1, map[string][]string{"liste": {"admis"}}},
		{"admissibles1", "Liste des candidats {admis2}", activite.IDListes1, map[string][]string{"liste": {"admissibles"}}},
		{"non-admis1", "Liste des non-admis du 1er groupe (ne s’affiche pas)", activite.IDListes1, map[string][]string{"liste": {"non-admis"}}},
		{"pv2", "Procès-verbal {de2}", activite.IDPV2, nil},
		{"admis2", "Liste des admis {de2}", activite.IDListes2, map[string][]string{"liste": {"admis"}}},
		{"non-admis2", "Liste des non-admis {de2} (ne s’affiche pas)", activite.IDListes2, map[string][]string{"liste": {"non-admis"}}},
	}
	var ps []papier
	for _, x := range tous {
		if a, ok := activite.Trouver(x.activite); ok && a.Permet(d.Etat) {
			x.Libelle = activite.EnMots(x.Libelle, v.p.profil)
			ps = append(ps, x)
		}
	}
	return ps
}

func (v *visite) papiers() error {
	d, err := v.jury()
	if err != nil {
		return err
	}
	return v.montrer("papiers", "Documents du jury", &d, v.papiersDe(&d))
}

// papier makes a document and opens it in the browser; it is in the register of the
// centre like one that the window makes.
func (v *visite) papier() error {
	d, err := v.jury()
	if err != nil {
		return err
	}
	voulu := v.r.PostForm.Get("papier")
	for _, x := range v.papiersDe(&d) {
		if x.Code != voulu {
			continue
		}
		b, err := v.p.Service.Lancer(v.ctx, x.activite, activite.Demande{Jurys: []string{v.s.Jury}, Titre: activite.SansTitre, Par: v.s.Nom, Valeurs: x.valeurs})
		if err != nil {
			return err
		}
		if len(b.Fichiers) == 0 {
			return fmt.Errorf("%s made no file", x.activite)
		}
		octets, err := os.ReadFile(b.Fichiers[0])
		if err != nil {
			return fmt.Errorf("read back document: %w", err)
		}
		v.w.Header().Set("Content-Type", "application/pdf")
		v.w.Header().Set("Content-Disposition", fmt.Sprintf("inline; filename=%q", filepath.Base(b.Fichiers[0])))
		v.fait = true
		_, _ = v.w.Write(octets)
		return nil
	}
	return examen.Refuser(examen.CodeEtat, "Ce document ne se fait pas à l’état où est le jury.", "Rafraîchissez la page des documents.")
}

// projection shows one candidate, large, without a name unless it is asked.
func (v *visite) projection() error {
	x, err := v.deliberation()
	if err != nil {
		return err
	}
	k := struct {
		Nom, Moyenne, Decision, Avant, Apres string
		Lignes                               []seance.LigneProces
	}{}
	if x.Nombre() > 0 {
		i := 0
		if cle, ok := jury.LireCle(v.r.URL.Query().Get("candidat")); ok {
			if i = x.Chercher(cle); i < 0 {
				return jury.RefusCandidat(cle.String(), v.s.Jury)
			}
		}
		pr := x.Proces(i)
		k.Nom, k.Moyenne, k.Decision, k.Lignes = x.Nommer(x.Ligne(i).Candidat), pr.Moyenne, pr.Decision, pr.Lignes
		if i > 0 {
			k.Avant = x.Ligne(i - 1).Candidat.Cle.String()
		}
		if i < x.Nombre()-1 {
			k.Apres = x.Ligne(i + 1).Candidat.Cle.String()
		}
	}
	return v.rendre("projection", vue{Titre: "Projection", Jury: x.Jury(), Projection: true, Corps: k}, http.StatusOK)
}
