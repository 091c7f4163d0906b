package server

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"delib/core/examen"
	"delib/core/jury"
)

// Charge says what became of the jurys of a dossier.
type Charge struct {
	Centre string
	jury.Import
}

// Charger loads a dossier de centre. A jury that already holds acts is left as
// it is and named; a dossier older than the one already loaded is refused, and so is
// one that would leave a candidate in two jurys, or in none.
func (s *Serveur) Charger(ctx context.Context, c jury.Centre, jurys []jury.Dossier, par string) (Charge, error) {
	r := Charge{Centre: IDCentre(&c)}
	contenu := jury.EncoderCentre(&c)
	if _, err := profilDe(r.Centre); err != nil {
		return r, err
	}
	err := s.surCentre(ctx, r.Centre, func(tx *sql.Tx) error { return s.memeCentre(ctx, tx, &c, string(contenu)) }, func(e *echange) error {
		r = Charge{Centre: r.Centre}
		ancien, err := s.deposer(ctx, e.tx, contenu)
		if err != nil {
			return err
		}
		if !ancien {
			if err := e.agir(jury.Acte{Genre: jury.GenreCentre, Vers: empreinteDe(contenu), Auteur: par}); err != nil {
				return err
			}
		}
		codes, avant, err := e.presents()
		if err != nil {
			return err
		}
		for i := range jurys {
			if err := e.charger(&jurys[i], par, &r.Import); err != nil {
				return err
			}
		}
		r.Absents = jury.HorsDe(codes, jurys)
		if err := e.quitter(r.Absents, jurys, par); err != nil {
			return err
		}
		_, apres, err := e.presents()
		if err != nil {
			return err
		}
		return r.Confronter(avant, apres, jurys)
	})
	return r, err
}

// memeCentre makes the row of a centre, or holds a newer dossier to it.
func (s *Serveur) memeCentre(ctx context.Context, tx *sql.Tx, c *jury.Centre, contenu string) error {
	id := IDCentre(c)
	if _, err := tx.ExecContext(ctx, s.depot.q("INSERT INTO centres (id, contenu, mouvement, chaine) VALUES (?, ?, 0, '') ON CONFLICT DO NOTHING"), id,
		contenu); err != nil {
		return fmt.Errorf("add centre: %w", err)
	}
	// The log of what belongs to no jury has its row too.
	if _, err := tx.ExecContext(ctx, s.depot.q("INSERT INTO jurys (centre, code, place, etat, tete) VALUES (?, '', -1, 0, 0) ON CONFLICT DO NOTHING"),
		id); err != nil {
		return fmt.Errorf("add centre: %w", err)
	}
	var texte string
	if err := tx.QueryRowContext(ctx, s.depot.q("SELECT contenu FROM centres WHERE id = ?"), id).Scan(&texte); err != nil {
		return fmt.Errorf("read centre: %w", err)
	}
	var ancien jury.Centre
	if err := json.Unmarshal([]byte(texte), &ancien); err != nil {
		return fmt.Errorf("decode centre: %w", err)
	}
	if c.PlusAncien(&ancien) {
		return examen.Refuser(examen.CodeDossier,
			fmt.Sprintf("Ce dossier (%s) est plus ancien que celui que le serveur tient déjà (%s).", c.GenereLe, ancien.GenereLe), "Rien n’a été changé.")
	}
	_, err := tx.ExecContext(ctx, s.depot.q("UPDATE centres SET contenu = ? WHERE id = ?"), contenu, id)
	if err != nil {
		return fmt.Errorf("write centre: %w", err)
	}
	return nil
}

// codes gives the jurys of the centre in their order.
func (e *echange) codes() ([]string, error) {
	lignes, err := e.tx.QueryContext(e.ctx, e.s.depot.q("SELECT code FROM jurys WHERE centre = ? AND code <> '' ORDER BY place"), e.centre)
	if err != nil {
		return nil, fmt.Errorf("read jurys: %w", err)
	}
	defer lignes.Close()
	var codes []string
	for lignes.Next() {
		var code string
		if err := lignes.Scan(&code); err != nil {
			return nil, fmt.Errorf("read jury: %w", err)
		}
		codes = append(codes, code)
	}
	return codes, lignes.Err()
}

// presents gives the jurys of the centre in their order, and who stands in them.
func (e *echange) presents() ([]string, jury.Presents, error) {
	codes, err := e.codes()
	if err != nil {
		return nil, nil, err
	}
	la := jury.Presents{}
	for _, code := range codes {
		f, err := e.jury(code)
		if err != nil {
			return nil, nil, err
		}
		for _, c := range f.Dossier.Candidats {
			la.Ajouter(c.Cle, c.NomComplet(), code)
		}
	}
	return codes, la, nil
}

// quitter takes, out of the jurys that the dossier no longer has and that hold no
// act, whom it now puts in another.
func (e *echange) quitter(absents []string, jurys []jury.Dossier, par string) error {
	for _, code := range absents {
		f, err := e.jury(code)
		if err != nil {
			return err
		}
		if f.Dossier.Rang > 1 {
			continue
		}
		empreinte, err := e.origineDe(code)
		if err != nil {
			return err
		}
		contenu, err := e.s.origine(e.ctx, e.tx, empreinte)
		if err != nil {
			return err
		}
		d, err := jury.LireOrigine(contenu)
		if err != nil {
			return err
		}
		d.Retirer(jurys)
		if err := e.charger(&d, par, &jury.Import{}); err != nil {
			return err
		}
	}
	return nil
}

func (e *echange) charger(d *jury.Dossier, par string, r *jury.Import) error {
	contenu := jury.EncoderOrigine(d)
	f, err := e.jury(d.Code)
	if err != nil {
		return err
	}
	ici, err := e.origineDe(d.Code)
	if err != nil {
		return err
	}
	switch {
	case f != nil && ici == empreinteDe(contenu):
		r.Inchanges = append(r.Inchanges, d.Code)
		return nil
	case f != nil && f.Dossier.Rang > 1:
		r.Intouches = append(r.Intouches, d.Code)
		return nil
	}
	r.Charges = append(r.Charges, d.Code)
	if _, err := e.s.deposer(e.ctx, e.tx, contenu); err != nil {
		return err
	}
	return e.agir(jury.Acte{Genre: jury.GenreImporter, Jury: d.Code, Vers: empreinteDe(contenu), Auteur: par})
}

// origineDe gives the hash of what the last import of a jury brought.
func (e *echange) origineDe(code string) (string, error) {
	var x jury.ActeScelle
	err := e.tx.QueryRowContext(e.ctx,
		e.s.depot.q("SELECT contenu FROM actes WHERE centre = ? AND jury = ? AND genre = ? AND seq > 0 ORDER BY seq DESC LIMIT 1"), e.centre, code,
		string(jury.GenreImporter)).Scan(&x.Contenu)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read origin of %s: %w", code, err)
	}
	a, err := x.Lire()
	return a.Vers, err
}

// deposer keeps the bytes that came, under their hash; connu tells that they were there.
func (s *Serveur) deposer(ctx context.Context, tx *sql.Tx, contenu []byte) (connu bool, err error) {
	r, err := tx.ExecContext(ctx, s.depot.q("INSERT INTO origines (empreinte, contenu) VALUES (?, ?) ON CONFLICT DO NOTHING"), empreinteDe(contenu), contenu)
	if err != nil {
		return false, fmt.Errorf("keep origin: %w", err)
	}
	n, err := r.RowsAffected()
	return n == 0, err
}

// agir makes, signs and judges an act of the académie; a refusal undoes the whole.
func (e *echange) agir(a jury.Acte) error {
	p, err := e.poste(e.s.moi())
	if err != nil {
		return err
	}
	if p == nil {
		p = &poste{ID: e.s.moi(), Genre: genreAcademie, Etat: etatActif, Cle: e.s.acteur.Public().(ed25519.PublicKey), Nom: "Académie"}
		if err := e.s.inscrirePoste(e.ctx, e.tx, p); err != nil {
			return err
		}
		e.postes[p.ID] = p
	}
	// Its row is held, so that two centres never get the same rank.
	err = e.tx.QueryRowContext(e.ctx, e.s.depot.q("UPDATE postes SET rang = rang WHERE id = ? RETURNING rang, empreinte"), p.ID).Scan(&p.Rang, &p.Empreinte)
	if err != nil {
		return fmt.Errorf("hold the académie's key: %w", err)
	}
	id, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("make id: %w", err)
	}
	a.Centre = e.centre
	a.ID, a.Poste, a.Rang, a.Precedent, a.Role = id.String(), p.ID, p.Rang+1, p.Empreinte, examen.RoleAcademie
	a.Horodatage, a.Application = e.s.horloge().Format(time.RFC3339), "delibd "+e.s.version
	scelle, err := jury.Sceller(a, e.s.acteur)
	if err != nil {
		return err
	}
	v, err := e.suivre(&recu{a: a, scelle: scelle, de: p})
	if err != nil {
		return err
	}
	switch v.Issue {
	case jury.IssueAccepte:
	case jury.IssueIdentique:
		return examen.Refuser(examen.CodePerime, "Ce que cet acte demande est déjà fait.", "Rien n’a été changé.")
	default:
		return examen.Refuser(v.Code, v.Message, "Rien n’a été changé. Voyez où en est le jury.").Par(examen.Faire(examen.GesteEtatServeur))
	}
	return e.s.noter(e.ctx, e.tx, p)
}

// Passage says what a move of the académie did.
type Passage struct {
	Centre         string
	Jurys          []string
	Avertissements []string // workstations that were not heard since the last act
}

// Avancer makes the académie's own move of jurys to a state: those named, or all
// that stand just before it. A centre may be left out when only one has the jury.
func (s *Serveur) Avancer(ctx context.Context, centre string, jurys []string, etat, par string) ([]Passage, error) {
	vers, ok := examen.LireEtat(etat)
	if !ok {
		return nil, jury.RefusEtatInconnu(etat)
	}
	cibles, err := s.cibles(ctx, centre, jurys, vers)
	if err != nil {
		return nil, err
	}
	var faits []Passage
	for _, c := range cibles {
		p, err := s.avancer(ctx, c.centre, c.jurys, vers, par)
		if err != nil {
			return faits, err
		}
		faits = append(faits, p)
	}
	return faits, nil
}

type cible struct {
	centre string
	jurys  []string
}

// cibles finds the centres of the jurys to move.
func (s *Serveur) cibles(ctx context.Context, centre string, jurys []string, vers examen.Etat) ([]cible, error) {
	par := map[string][]string{}
	lieux := map[string][]string{}
	lignes, err := s.depot.db.QueryContext(ctx, s.depot.q("SELECT centre, code, etat FROM jurys WHERE code <> '' ORDER BY centre, place"))
	err = parcourir(lignes, err, func(scan func(...any) error) error {
		var c, code string
		var etat int
		if err := scan(&c, &code, &etat); err != nil {
			return err
		}
		if centre != "" && c != centre && !strings.HasPrefix(c, centre+" ") {
			return nil
		}
		suivant, ok := examen.Suivant(examen.Etat(etat))
		if len(jurys) == 0 && ok && suivant.Vers == vers || slices.Contains(jurys, code) {
			par[c] = append(par[c], code)
			lieux[code] = append(lieux[code], c)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read jurys: %w", err)
	}
	for _, code := range jurys {
		switch l := lieux[code]; {
		case len(l) == 0:
			return nil, examen.Refuser(examen.CodeInconnu, fmt.Sprintf("Le jury %s n’est pas sur ce serveur.", code),
				"Choisissez-le parmi les jurys des centres.").Par(examen.Faire(examen.GesteEtatServeur))
		case len(l) > 1:
			return nil, examen.Refuser(examen.CodeSaisie, fmt.Sprintf("Plusieurs centres ont un jury %s : %s.", code, strings.Join(l, " ; ")),
				"Précisez lequel.").Par(examen.Faire(examen.GesteCentre))
		}
	}
	if len(par) == 0 {
		return nil, examen.Refuser(examen.CodeEtat, fmt.Sprintf("Aucun jury n’est à l’état qui précède %s.", vers.Code()), "Rien n’a été changé.")
	}
	var cs []cible
	for c, codes := range par {
		cs = append(cs, cible{c, codes})
	}
	slices.SortFunc(cs, func(a, b cible) int { return strings.Compare(a.centre, b.centre) })
	return cs, nil
}

// avancer moves jurys of one centre, all or none.
func (s *Serveur) avancer(ctx context.Context, centre string, codes []string, vers examen.Etat, par string) (Passage, error) {
	r := Passage{Centre: centre}
	err := s.surCentre(ctx, centre, nil, func(e *echange) error {
		r = Passage{Centre: centre}
		ps, err := s.postesDe(ctx, e.tx, centre)
		if err != nil {
			return err
		}
		for _, code := range codes {
			f, err := e.jury(code)
			if err != nil {
				return err
			}
			ordre, auteur, err := e.cloture(code)
			if err != nil {
				return err
			}
			d := &f.Dossier
			if err := e.agir(jury.ActePassage(d, vers, examen.RoleAcademie, par)); err != nil {
				return err
			}
			r.Jurys = append(r.Jurys, code)
			if vers == examen.Verrouille1 || vers == examen.Verrouille2 {
				for _, p := range enRetard(ps, auteur, ordre) {
					r.Avertissements = append(r.Avertissements,
						examen.Dire(
							"Jury %s : le poste %s (%s, %s) n’a pas été entendu depuis le dernier acte du jury ; il déclarait %d acte(s) non envoyé(s).", code,
							p.Nom, p.ID, p.vu(), p.Attente))
				}
			}
		}
		return nil
	})
	return r, err
}

// Resoumettre judges a late act again, in the name of the académie, once its
// jury is back in a state where it can be: the new act names the old one.
func (s *Serveur) Resoumettre(ctx context.Context, id, par string) error {
	var centre, issue string
	var x jury.ActeScelle
	err := s.depot.db.QueryRowContext(ctx, s.depot.q("SELECT centre, issue, contenu FROM actes WHERE id = ?"), id).Scan(&centre, &issue, &x.Contenu)
	if err != nil || jury.Issue(issue) != jury.IssueTardif {
		return examen.Refuser(examen.CodeInconnu, fmt.Sprintf("« %s » n’est pas un acte tardif de ce serveur.", id),
			"Choisissez-le parmi les actes tardifs.").Par(examen.Faire(examen.GesteEtatServeur))
	}
	a, err := x.Lire()
	if err != nil {
		return err
	}
	if a.Bouge() {
		return examen.Refuser(examen.CodeEtat, "Un changement d’état tardif ne se soumet pas de nouveau.",
			"Faites avancer le jury.").Par(examen.Faire(examen.GestePasserJury))
	}
	return s.surCentre(ctx, centre, nil, func(e *echange) error {
		f, err := e.jury(a.Jury)
		if err != nil {
			return err
		}
		b := a
		b.Epoque, b.RangJury = f.Dossier.Epoque, f.Dossier.Rang
		b.Motif = strings.TrimSpace(fmt.Sprintf("%s (acte tardif de %s du %s, soumis par %s)", a.Motif, a.Auteur, a.Horodatage, par))
		return e.agir(b)
	})
}
