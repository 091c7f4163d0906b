package secours

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"delib/core/fond"
	"delib/core/jury"
	"delib/core/store"
)

// identite names the rows of base that make a workstation this one.
var identite = []string{fond.Poste.Nom, fond.ClePublique.Nom, fond.ClePrivee.Nom, fond.TeteJournal.Nom}

// chantier is a base that is made again from a harvest.
type chantier struct {
	base   *store.Base
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
			if err := c.base.Fermer(); err != nil {
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
		c.fautes, c.jurys, c.actes = v.Fautes, len(jurysDe(ctx, c.base)), v.Actes
		return c, nil
	}
}

func jurysDe(ctx context.Context, b *store.Base) []jury.Entete {
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
	var tenus []acteLu
	for _, x := range actes {
		a := &x.acte
		if a.Jury != "" && !ordonnes[a.Jury] {
			n, commence := rang[a.Jury]
			suivant, manque := jury.RangApres(n, a)
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
		tenus = append(tenus, x)
	}
	return tenus
}

func batirSans(ctx context.Context, chemin string, r *recolte, actes []acteLu, garder bool, exclus map[string]bool) (c *chantier, refuses []string, err error) {
	for _, suffixe := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(chemin + suffixe); err != nil && !os.IsNotExist(err) {
			return nil, nil, fond.RefusDossier(filepath.Dir(chemin), err)
		}
	}
	b, err := store.OuvrirPiece(ctx, chemin)
	if err != nil {
		return nil, nil, err
	}
	c = &chantier{base: b, chemin: chemin}
	tenus := slices.DeleteFunc(slices.Clone(actes), func(x acteLu) bool { return exclus[x.acte.ID] })
	for _, x := range tenus {
		if x.acte.Horodatage != "" {
			c.le = x.acte.Horodatage
		}
	}
	refuses, err = b.Refaire(ctx, func(tx *sql.Tx) error { return r.poser(ctx, tx, tenus, garder) }, garder)
	if err != nil {
		_ = b.Fermer() // the reason of the failure is the one to tell
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
		_, err := tx.ExecContext(ctx,
			"INSERT INTO journal (ordre, poste, rang, id, jury, genre, contenu, empreinte, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
			i+1, a.Poste, a.Rang, a.ID, a.Jury, string(a.Genre), x.scelle.Contenu, x.scelle.Empreinte(), x.scelle.Signature)
		if err != nil {
			return fmt.Errorf("append act: %w", err)
		}
	}
	for _, t := range tablesGardees {
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
	delete(valeurs, fond.Centre.Nom) // the journal brings it
	if !garder {
		for _, nom := range identite {
			delete(valeurs, nom)
		}
		for nom := range valeurs {
			if _, tete := fond.TeteDe.Cle(nom); tete {
				delete(valeurs, nom)
			}
		}
		for poste, tete := range tetesDe(actes, r.venus()) {
			if tete != "" {
				valeurs[fond.TeteDe.De(poste).Nom] = tete
			}
			cle, err := fond.CleDe.De(poste).Encoder(r.cles[poste])
			if err != nil {
				return err
			}
			valeurs[fond.CleDe.De(poste).Nom] = cle
		}
	}
	if err := fond.EcrireTextes(ctx, tx, valeurs); err != nil || garder {
		return err
	}
	return fond.NommerComme(ctx, tx, r.poste())
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
			m[p] = fond.Tete{Rang: rangs[p], Empreinte: precedents[p]}.String()
		} else {
			rangs[p], m[p] = -1, ""
		}
	}
	return m
}
