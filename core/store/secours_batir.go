package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/base64"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/jury"
)

// identite names the rows of base that make a workstation this one.
var identite = []string{"poste", "cle_publique", "cle_privee", "tete"}

// chantier is a base that is made again from a harvest.
type chantier struct {
	base   *Base
	chemin string
	rendus []jury.ActeScelle // of others, that the académie will bring again
	exclus []jury.ActeScelle // read, but not part of a history without a hole
	jurys  int
	actes  int
	le     string // date of the last act
	fautes []string
}

// batir makes a base from a harvest at a path. garder keeps the workstation's
// identity: only a journal that is whole may.
func batir(ctx context.Context, chemin string, r *recolte, garder bool) (*chantier, error) {
	exclus := map[string]bool{}
	actes := r.enOrdre()
	if !garder {
		actes = r.sansTrou(actes, exclus)
	}
	for {
		c, refuses, err := batirSans(ctx, chemin, r, actes, garder, exclus)
		if err != nil {
			return nil, err
		}
		if len(refuses) > 0 && !garder { // once more without them: a journal has no delete
			if err := c.base.db.Close(); err != nil {
				return nil, fmt.Errorf("close rebuilt base: %w", err)
			}
			for _, id := range refuses {
				exclus[id] = true
			}
			continue
		}
		for _, id := range slices.Sorted(maps.Keys(exclus)) {
			c.exclus = append(c.exclus, r.actes[id].scelle)
		}
		for _, id := range slices.Sorted(maps.Keys(r.rendus)) {
			c.rendus = append(c.rendus, r.rendus[id].scelle)
		}
		for _, id := range slices.Sorted(maps.Keys(r.doubles)) {
			c.exclus = append(c.exclus, r.doubles[id].scelle)
		}
		v, err := c.base.Verifier(ctx)
		if err != nil {
			v.Fautes = append(v.Fautes, "La base reconstruite ne peut pas être vérifiée.")
		}
		c.fautes, c.jurys, c.actes = v.Fautes, len(juger(ctx, c.base)), v.Actes
		return c, nil
	}
}

func juger(ctx context.Context, b *Base) []jury.Entete {
	es, err := b.Entetes(ctx)
	if err != nil {
		return nil
	}
	return es
}

func (r *recolte) enOrdre() []acteLu {
	return slices.SortedFunc(maps.Values(r.actes), func(x, y acteLu) int {
		return cmp.Or(cmp.Compare(x.ordre, y.ordre), strings.Compare(x.acte.Poste, y.acte.Poste), cmp.Compare(x.acte.Rang, y.acte.Rang))
	})
}

// sansTrou leaves out, jury by jury, what follows an act that is missing: each
// act says how many the jury had received before it. A jury that the académie
// orders counts otherwise, and is left to the replay.
func (r *recolte) sansTrou(actes []acteLu, exclus map[string]bool) []acteLu {
	ordonnes := map[string]bool{}
	for _, t := range []string{"confirmes", "marques"} {
		for _, v := range r.tables[t] {
			code := v[1]
			if t == "confirmes" {
				code = v[2]
			}
			ordonnes[texteDe(code)] = true
		}
	}
	rang, coupe := map[string]int{}, map[string]bool{}
	var gardes []acteLu
	for _, x := range actes {
		a := &x.acte
		if a.Jury != "" && !ordonnes[a.Jury] {
			n, commence := rang[a.Jury]
			suivant, manque := rangApres(n, a)
			if a.Genre == jury.GenreImporter {
				_, la := r.origines[a.Vers]
				coupe[a.Jury] = !la
			} else if manque || !commence {
				coupe[a.Jury] = true
			}
			if coupe[a.Jury] {
				exclus[a.ID] = true
				continue
			}
			rang[a.Jury] = suivant
		}
		gardes = append(gardes, x)
	}
	return gardes
}

func batirSans(ctx context.Context, chemin string, r *recolte, actes []acteLu, garder bool, exclus map[string]bool) (c *chantier, refuses []string, err error) {
	for _, suffixe := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(chemin + suffixe); err != nil && !os.IsNotExist(err) {
			return nil, nil, refusDossier(filepath.Dir(chemin), err)
		}
	}
	b := &Base{dossier: filepath.Dir(chemin), horloge: time.Now}
	if err := b.ouvrir(ctx, chemin); err != nil {
		return nil, nil, err
	}
	c = &chantier{base: b, chemin: chemin}
	err = b.dans(ctx, func(tx *sql.Tx) error {
		gardes := slices.DeleteFunc(slices.Clone(actes), func(x acteLu) bool { return exclus[x.acte.ID] })
		if err := r.poser(ctx, tx, gardes, garder); err != nil {
			return err
		}
		for _, x := range gardes {
			if x.acte.Horodatage != "" {
				c.le = x.acte.Horodatage
			}
		}
		refuses, err = projeter(ctx, tx, b.origine(ctx, tx), garder)
		return err
	})
	if err == nil {
		err = b.lirePoste(ctx)
	}
	if err != nil {
		_ = b.db.Close() // the reason of the failure is the one to tell
		return nil, nil, err
	}
	return c, refuses, nil
}

// poser writes the harvest in an empty base.
func (r *recolte) poser(ctx context.Context, tx *sql.Tx, actes []acteLu, garder bool) error {
	for empreinte, contenu := range r.origines {
		if _, err := tx.ExecContext(ctx, "INSERT INTO origines (empreinte, contenu) VALUES (?, ?) ON CONFLICT DO NOTHING", empreinte, contenu); err != nil {
			return fmt.Errorf("keep origin: %w", err)
		}
	}
	for i, x := range actes {
		a := &x.acte
		_, err := tx.ExecContext(ctx, "INSERT INTO journal (ordre, poste, rang, id, jury, genre, contenu, empreinte, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
			i+1, a.Poste, a.Rang, a.ID, a.Jury, string(a.Genre), x.scelle.Contenu, x.scelle.Empreinte(), x.scelle.Signature)
		if err != nil {
			return fmt.Errorf("append act: %w", err)
		}
	}
	for _, t := range gardes {
		lignes := r.tables[t.nom]
		if t.nom == "confirmes" && r.manques[t.nom] {
			lignes = nil // the server gives them again from the first hole
		}
		ordre := "INSERT INTO " + t.nom + " (" + t.colonnes + ") VALUES (?" + strings.Repeat(", ?", strings.Count(t.colonnes, ",")) + ") ON CONFLICT DO NOTHING"
		for _, v := range lignes {
			if _, err := tx.ExecContext(ctx, ordre, v...); err != nil {
				return fmt.Errorf("write %s: %w", t.nom, err)
			}
		}
	}
	return r.poserBase(ctx, tx, actes, garder)
}

// poserBase writes what the base knows of itself: under another identity, the
// public keys stay, so that every act can be told from a forged one.
func (r *recolte) poserBase(ctx context.Context, tx *sql.Tx, actes []acteLu, garder bool) error {
	valeurs := maps.Clone(r.base)
	delete(valeurs, "centre")
	for _, x := range actes {
		if contenu, ok := r.origines[x.acte.Vers]; ok && x.acte.Genre == jury.GenreCentre {
			valeurs["centre"] = string(contenu)
		}
	}
	if !garder {
		for _, nom := range identite {
			delete(valeurs, nom)
		}
		for nom := range valeurs {
			if strings.HasPrefix(nom, "tete ") {
				delete(valeurs, nom)
			}
		}
		for poste, tete := range tetesDe(actes, r.venus()) {
			if tete != "" {
				valeurs["tete "+poste] = tete
			}
			valeurs["cle "+poste] = base64.StdEncoding.EncodeToString(r.cles[poste])
		}
	}
	return ecrireBase(ctx, tx, valeurs)
}

// tetesDe gives the last act of each workstation whose acts are all there, ""
// for one that has holes.
func tetesDe(actes []acteLu, venus map[string]bool) map[string]string {
	m, rangs, precedents := map[string]string{}, map[string]int64{}, map[string]string{}
	parRang := slices.SortedFunc(slices.Values(actes), func(x, y acteLu) int { return cmp.Compare(x.acte.Rang, y.acte.Rang) })
	for _, x := range parRang {
		p := x.acte.Poste
		if venus[x.acte.ID] {
			if _, vu := m[p]; !vu {
				m[p] = ""
			}
			continue
		}
		if rangs[p] >= 0 && x.acte.Rang == rangs[p]+1 && x.acte.Precedent == precedents[p] {
			rangs[p], precedents[p] = x.acte.Rang, x.scelle.Empreinte()
			m[p] = fmt.Sprintf("%d %s", rangs[p], precedents[p])
		} else {
			rangs[p], m[p] = -1, ""
		}
	}
	return m
}

// projeter makes the jurys again and gives the acts that could not be replayed.
func projeter(ctx context.Context, tx *sql.Tx, origine func(string) ([]byte, error), garder bool) (refuses []string, err error) {
	c, err := centre(ctx, tx)
	if err != nil {
		if _, refus := examen.EstRefus(err); refus {
			return nil, nil // nothing was imported
		}
		return nil, err
	}
	p, err := examen.Trouver(c.Examen, c.Session)
	if err != nil {
		return nil, err
	}
	codes, err := codesEnOrdre(ctx, tx)
	if err != nil {
		return nil, err
	}
	generation, err := lireBase(ctx, tx, baseGeneration)
	if err != nil {
		return nil, fmt.Errorf("read generation: %w", err)
	}
	for place, code := range codes {
		h, err := histoire(ctx, tx, code)
		if err != nil {
			return nil, err
		}
		f := jury.NouveauFil(p, origine)
		arretee := false // beyond what this program understands, only what waits may count
		for i, x := range h {
			if x.suspendue || arretee && x.issue != "" {
				continue
			}
			if err := f.Suivre(x.acte, x.issue); err != nil {
				if estArrete(ctx, tx, code) {
					arretee = true
					continue
				}
				if garder {
					return nil, fmt.Errorf("replay jury %s: %w", code, err)
				}
				if generation != "" && examen.CodeDe(err) == examen.CodePerime {
					// It stands on what the académie will bring again: it waits for that.
					if err := marquer(ctx, tx, x.acte.ID, code, "suspendu", err.Error()); err != nil {
						return nil, err
					}
					continue
				}
				for _, y := range h[i:] {
					refuses = append(refuses, y.acte.ID)
				}
				break
			}
		}
		if f.Dossier.Code == "" {
			continue
		}
		if err := ecrireJury(ctx, tx, &f.Dossier, place); err != nil {
			return nil, err
		}
	}
	return refuses, nil
}

// codesEnOrdre gives the jurys in the order in which they were first imported.
func codesEnOrdre(ctx context.Context, tx *sql.Tx) ([]string, error) {
	return colonne(ctx, tx, "jurys", "SELECT jury FROM journal WHERE jury <> '' GROUP BY jury ORDER BY min(ordre)")
}

// estArrete tells whether a jury stands still here because the académie confirmed
// an act that this program does not know.
func estArrete(ctx context.Context, q requete, code string) bool {
	_, tout, err := arretDe(ctx, q, code)
	return err == nil && tout
}
