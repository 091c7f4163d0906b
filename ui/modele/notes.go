package modele

import (
	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
)

// NotePremier writes the first-group mark of an épreuve, computed from its
// sous-épreuves when it has none of its own.
func NotePremier(p *examen.Profil, r *decision.Resultat, c *jury.Candidat, e *jury.Epreuve) string {
	if v := c.Valeur(e.Code, 1); !v.EstManquante() {
		return v.Libelle()
	}
	for i := range r.Premier.Unites {
		if u := &r.Premier.Unites[i]; u.Epreuve.Code == e.Code && u.Statut.Chiffree() {
			return decision.Texte(p, u.Note)
		}
	}
	return "–"
}
