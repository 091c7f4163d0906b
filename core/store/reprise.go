package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/reprise"
)

// Reprise gives what another workstation needs to go on with a jury.
func (b *Base) Reprise(ctx context.Context, code string) ([]byte, error) {
	c, err := b.Centre(ctx)
	if err != nil {
		return nil, err
	}
	d, err := b.Charger(ctx, code)
	if err != nil {
		return nil, err
	}
	r := reprise.Contenu{Format: reprise.Format, Centre: *c, Jury: code, Empreinte: d.Empreinte(), Origines: map[string][]byte{}}
	if err := b.signataire(ctx, &r); err != nil {
		return nil, err
	}
	if err := b.decrire(ctx, &r); err != nil {
		return nil, err
	}
	texte, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode resume file of %s: %w", code, err)
	}
	return texte, nil
}

// decrire adds the acts of the jury, what they need to be played again, and the
// keys that tell them from forged ones.
func (b *Base) decrire(ctx context.Context, r *reprise.Contenu) error {
	h, err := histoire(ctx, b.db, r.Jury)
	if err != nil {
		return err
	}
	cles, err := b.Cles(ctx)
	if err != nil {
		return err
	}
	generation, err := fond.Generation.Lire(ctx, b.db)
	if err != nil {
		return err
	}
	r.Echange = generation != ""
	origine := origine(ctx, b.db)
	for _, x := range h {
		if x.Suspendue {
			continue
		}
		r.Actes = append(r.Actes, x.Scelle)
		if x.Issue == jury.IssueDivergent {
			r.Divergents = append(r.Divergents, x.Acte.ID)
		}
		if cle, ok := cles[x.Acte.Poste]; ok && x.Acte.Poste != r.Poste {
			if r.Cles == nil {
				r.Cles = map[string][]byte{}
			}
			r.Cles[x.Acte.Poste] = cle
		}
		if x.Acte.Genre == jury.GenreImporter {
			if r.Origines[x.Acte.Vers], err = origine(x.Acte.Vers); err != nil {
				return fmt.Errorf("read origin of %s: %w", r.Jury, err)
			}
		}
	}
	return nil
}

// signataire names the workstation that signed for the centre: this one, the académie,
// or this one under the name of before a return to a copy. The file is its own, and
// says who wrote it; nothing is signed to read.
func (b *Base) signataire(ctx context.Context, r *reprise.Contenu) error {
	s, a, err := dernierCentre(ctx, b.db)
	if err != nil {
		return err
	}
	cles, err := b.Cles(ctx)
	if err != nil {
		return err
	}
	if a == nil || a.Vers != jury.EmpreinteOrigine(jury.EncoderCentre(&r.Centre)) || !s.Authentique(cles[a.Poste]) {
		return fond.Abimer(b.db.Dossier(), "- l’examen, la session ou le centre ne sont pas ceux du dernier dossier importé")
	}
	r.ActeCentre, r.Poste, r.Cle = s, a.Poste, cles[a.Poste]
	if a.Poste != b.db.Poste() {
		r.De = b.db.Poste()
	}
	return nil
}

// Reprendre records the jurys of resume files in this base: origins, acts of
// the other workstation as it signed them, and the jurys that they give. A jury
// that this base already holds is left as it is and named.
func (b *Base) Reprendre(ctx context.Context, textes [][]byte, auteur string) (jury.Import, error) {
	var r jury.Import
	avant := b.origines(ctx)
	err := b.agirIdentifie(ctx, func(tx *sql.Tx) error {
		r = jury.Import{}
		if err := b.exigerRole(ctx, tx, &jury.Acte{Auteur: auteur, Role: examen.RoleCentre}); err != nil {
			return err
		}
		for _, texte := range textes {
			x, d, err := reprise.Lire(texte)
			if err != nil {
				return err
			}
			if err := b.reprendreCentre(ctx, tx, x.Centre, auteur); err != nil {
				return err
			}
			etat, err := b.reprendreJury(ctx, tx, &x, &d)
			if err != nil {
				return err
			}
			etat.ranger(&r, d.Code)
		}
		return nil
	})
	if err == nil {
		b.doubler(ctx, avant)
	}
	return r, err
}

// reprendreCentre records what the jurys share, unless the base has it from a
// later dossier: the plans of two jurys may stand on either side of an import.
func (b *Base) reprendreCentre(ctx context.Context, tx *sql.Tx, c jury.Centre, auteur string) error {
	ancien, err := centre(ctx, tx)
	if _, refus := examen.EstRefus(err); err != nil && !refus {
		return err
	}
	if ancien != nil && ancien.Meme(&c) && c.PlusAncien(ancien) {
		return nil
	}
	return b.importerCentre(ctx, tx, c, auteur)
}

// situation tells what a resume file brings to a jury: all of it; nothing that is
// not here; or another history than the one that this base holds. A jury that was
// only imported here, from a dossier that the file had too, or that has the first acts of the
// file, goes on with it.
func situation(ctx context.Context, tx fond.Requete, x *reprise.Contenu) (issue, error) {
	var confirme bool
	if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM confirmes WHERE jury = ?)", x.Jury).Scan(&confirme); err != nil {
		return 0, fmt.Errorf("read acts of %s: %w", x.Jury, err)
	}
	apportes, origines := map[string]bool{}, map[string]bool{}
	for _, s := range x.Actes {
		a, err := s.Lire()
		if err != nil {
			return 0, err
		}
		apportes[a.ID] = true
		if a.Genre == jury.GenreImporter {
			origines[a.Vers] = true
		}
	}
	h, err := histoire(ctx, tx, x.Jury)
	if err != nil {
		return 0, err
	}
	communs, autres, imports := 0, 0, 0
	for _, p := range h {
		switch {
		case apportes[p.Acte.ID]:
			communs++
		case p.Acte.Genre != jury.GenreImporter:
			autres++
		case !origines[p.Acte.Vers]:
			imports++
		}
	}
	switch {
	case communs == len(apportes) && autres+imports == 0:
		return inchange, nil
	case confirme:
		return ordonne, nil
	case autres > 0:
		return intouche, nil
	case imports > 0:
		return autre, nil
	}
	return charge, nil
}

// Tenus gives the codes of the jurys that Reprendre would leave as they are.
func (b *Base) Tenus(ctx context.Context, textes [][]byte) (codes []string, err error) {
	for _, texte := range textes {
		x, d, err := reprise.Lire(texte)
		if err != nil {
			return nil, err
		}
		etat, err := situation(ctx, b.db, &x)
		if err != nil {
			return nil, err
		}
		if etat != charge {
			codes = append(codes, d.Code)
		}
	}
	return codes, nil
}

func (b *Base) reprendreJury(ctx context.Context, tx *sql.Tx, x *reprise.Contenu, d *jury.Dossier) (etat issue, err error) {
	if etat, err := situation(ctx, tx, x); err != nil || etat != charge {
		return etat, err
	}
	for _, contenu := range x.Origines {
		if _, err := deposer(ctx, tx, contenu); err != nil {
			return 0, err
		}
	}
	// The keys let a later check tell the other workstations' acts from forged ones.
	cles := maps.Clone(x.Cles)
	if cles == nil {
		cles = map[string][]byte{}
	}
	cles[x.Poste] = x.Cle
	delete(cles, b.db.Poste())
	for poste, cle := range cles {
		if err := fond.CleDe.De(poste).Ecrire(ctx, tx, cle); err != nil {
			return 0, err
		}
	}
	for _, id := range x.Divergents {
		if err := marquer(ctx, tx, id, x.Jury, string(jury.IssueDivergent), ""); err != nil {
			return 0, err
		}
	}
	for _, s := range x.Actes {
		a, err := s.Lire()
		if err != nil {
			return 0, err
		}
		if _, err := joindre(ctx, tx, s, &a); err != nil {
			return 0, err
		}
	}
	refait, err := projeter(ctx, tx, d.Code, aLaFin, jury.Entiere)
	if err != nil {
		return 0, err
	}
	if refait.Dossier.Empreinte() != x.Empreinte {
		return 0, fmt.Errorf("resume jury %s: what this base had of it makes it another", d.Code)
	}
	return charge, nil
}
