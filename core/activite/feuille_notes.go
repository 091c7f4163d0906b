package activite

import (
	"cmp"
	"context"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
	"delib/core/tableur"
)

// feuilleNotes takes back a filled bordereau, row by row, all or nothing. A
// mark that changed since the export is refused and not overwritten.
func (s *Service) feuilleNotes(ctx context.Context, a *Activite, d Demande) (*Bilan, error) {
	c, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	f, err := tableur.Lire(d.Valeur("fichier"), append(colonnesPersonne, "epreuve", "note|valeur", "?bareme", "?discipline|libelle", "?heure")...)
	if err != nil {
		return nil, err
	}
	if err := identiteAttendue(f.Identite, c); err != nil {
		return nil, err
	}
	r := s.lecteurFeuille(p, a, d)
	r.laisser(f)
	for _, l := range f.Lignes {
		err := r.ajouter(ctx, l, func(j *jury.Dossier, c *jury.Candidat, x *LigneFeuille) error {
			x.Objet = l.De("epreuve")
			e, err := jury.ExigerEpreuve(j, x.Objet)
			if err != nil {
				return err
			}
			x.Objet += " " + c.LibelleEpreuve(e)
			if err := exigerSonEpreuve(l, c, e); err != nil {
				return err
			}
			actuelle := c.Valeur(e.Code, 2).Texte()
			x.De = actuelle
			texte, err := noteDe(l)
			if err != nil {
				return err
			}
			if texte == "" {
				x.Sort = SortInchangee // an empty cell erases nothing
				return nil
			}
			if err := r.unique(c.Cle.String()+" "+e.Code, l); err != nil {
				return err
			}
			if Retire(texte) {
				x.Vers = "note retirée"
				x.acte = jury.ActeRetrait2(j, c.Cle, e.Code, cmp.Or(strings.TrimSpace(d.Valeur("motif")), retraitSansMotif), d.Par)
			} else {
				v, err := jury.LireSaisie(p, e, texte)
				if err != nil {
					return err
				}
				if x.Vers = v.Texte(); x.Vers == actuelle {
					x.Sort = SortInchangee
					return nil
				}
				x.acte = jury.ActeNote2(j, c.Cle, e.Code, v, d.Par)
			}
			if exportee, connue := f.Identite[cleExport(c.Cle, e.Code)]; connue && exportee != actuelle {
				return examen.Refuser(examen.CodePerime, fmt.Sprintf("la note a changé depuis l’export : « %s » alors, « %s » maintenant.", exportee, actuelle),
					"")
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	r.compter(f)
	return r.conclure(ctx)
}

// noteDe gives the mark of a row, or the absence that is ticked in a column of its own,
// as on paper.
func noteDe(l tableur.Ligne) (string, error) {
	texte := l.De("note", "valeur")
	for _, a := range chacun(l, titresAbsent) {
		signe := cmp.Or(tableur.Plier(a), a) // a tick has no letter
		switch {
		case slices.Contains(pasAbsent, signe):
		case !slices.Contains(estAbsent, signe):
			return "", examen.Refuser(examen.CodeSaisie, fmt.Sprintf("« %s », sous Absent, n’est pas compris.", a), "Écrivez AB dans la colonne Note.")
		case texte != "" && !slices.Contains(estAbsent, tableur.Plier(texte)):
			return "", examen.Refuser(examen.CodeSaisie, fmt.Sprintf("la ligne porte la note « %s » et une absence.", texte), "Gardez l’une des deux.")
		default:
			texte = "absent"
		}
	}
	return texte, nil
}

// What people write in a column that asks whether somebody is absent, folded.
var (
	estAbsent = []string{"x", "ab", "abs", "absent", "absente", "oui", "o", "1", "vrai", "✓", "✔", "☑", "√"}
	pasAbsent = []string{"non", "n", "0", "faux", "present", "presente", "-", "–", "□", "☐"}
)

// compter holds what was read to what the sheet itself counted: a mark that the
// spreadsheet takes for a text, or a row that was taken out, makes them differ.
func (r *lecteurFeuille) compter(f *tableur.Feuille) {
	var lus struct {
		notes, absents int
		somme          big.Rat
	}
	for _, l := range f.Lignes {
		switch t := l.De("note", "valeur"); {
		case t == "":
		default:
			if n, err := note.Lire(t); err == nil {
				lus.notes++
				lus.somme.Add(&lus.somme, big.NewRat(int64(n), int64(note.Point)))
			} else if strings.HasPrefix(tableur.Plier(t), "a") { // as the sheet counts them
				lus.absents++
			}
		}
	}
	var comptes big.Rat
	notes, absents, ecrit := 0, 0, false
	for _, c := range f.Calcules {
		if len(c) != 3 {
			return // another sheet's formulas, or an earlier export
		}
		n, err1 := strconv.Atoi(c[0])
		a, err2 := strconv.Atoi(c[1])
		t, ok := new(big.Rat).SetString(c[2])
		if err1 != nil || err2 != nil || !ok {
			return
		}
		notes, absents, ecrit = notes+n, absents+a, true
		comptes.Add(&comptes, t)
	}
	if ecrit && (notes != lus.notes || absents != lus.absents || comptes.FloatString(2) != lus.somme.FloatString(2)) {
		r.avertissements = append(r.avertissements,
			fmt.Sprintf("Le tableur comptait %d notes, %d absents, total %s ; le fichier donne %d notes, %d absents, total %s. Comparez avec le papier.",
				notes, absents, comptes.FloatString(2), lus.notes, lus.absents, lus.somme.FloatString(2)))
	}
}

// cleExport names, in the hidden identity of a bordereau, the mark as it was
// when the bordereau was made.
func cleExport(cle jury.Cle, epreuve string) string { return "note " + cle.String() + " " + epreuve }

// identiteAttendue refuses a bordereau of another centre, exam or session.
func identiteAttendue(identite map[string]string, c *jury.Centre) error {
	if identite == nil {
		return nil // typed by hand, or a CSV
	}
	if identite["format"] != tableur.FormatBordereau || identite["centre"] != c.Lieu.UAI || identite["examen"] != c.Examen || identite["session"] != c.Session {
		return examen.Refuser(examen.CodeFichier,
			fmt.Sprintf("Ce bordereau n’est pas de ce centre : %s, %s %s.", identite["centre"], identite["examen"], identite["session"]),
			fmt.Sprintf("Ce poste tient le centre %s, %s %s. Rien n’a été enregistré.", c.Lieu.UAI, c.Examen, c.Session))
	}
	return nil
}
