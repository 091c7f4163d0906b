package server

import (
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/ordre"
)

// recu is one act that came, with what the base knows of it.
type recu struct {
	a       jury.Acte
	scelle  jury.ActeScelle
	de      *poste
	inscrit bool // its row is there: it was held
}

// acte takes in one act: checks who made it and what it follows, and judges it.
func (e *echange) acte(x jury.ActeScelle) ([]ordre.Verdict, error) {
	a, err := x.Lire()
	if err != nil {
		return nil, nil // no id to answer to: the workstation that made it would not send it
	}
	r := &recu{a: a, scelle: x}
	v, err := e.recevable(r)
	if err != nil {
		return nil, err
	}
	if v != nil {
		return []ordre.Verdict{*v}, nil
	}
	switch {
	case r.de.troue():
	case a.Rang <= r.de.Rang && !r.inscrit:
		return e.deloyal(r, "son rang est déjà passé")
	case a.Rang > r.de.Rang+1:
		w := verdict(&a, Jugement{jury.IssueRetenu, examen.CodeChaine, fmt.Sprintf("Il manque l’acte n° %d de ce poste.", r.de.Rang+1)}, 0)
		return []ordre.Verdict{w}, e.inscrire(r, w, 0)
	case a.Rang == r.de.Rang+1 && a.Precedent != r.de.Empreinte:
		return e.deloyal(r, "il ne suit pas l’acte précédent de son poste")
	}
	w, err := e.suivre(r)
	return []ordre.Verdict{w}, err
}

// reveillerTous judges what waited for the acts that came.
func (e *echange) reveillerTous() (vs []ordre.Verdict, err error) {
	for _, id := range slices.Sorted(maps.Keys(e.postes)) {
		p := e.postes[id]
		for p != nil && p.Genre == genrePoste {
			suivants, err := e.reveiller(p)
			if err != nil {
				return nil, err
			}
			if len(suivants) == 0 {
				break
			}
			vs = append(vs, suivants...)
		}
	}
	if !e.declare {
		return vs, nil
	}
	suivants, err := e.rejugerBarrieres()
	return append(vs, suivants...), err
}

func verdict(a *jury.Acte, j Jugement, seq int64) ordre.Verdict {
	return ordre.Verdict{Acte: a.ID, Issue: j.Issue, Seq: seq, Code: j.Code, Message: j.Message}
}

// deloyal keeps an act as evidence, and refuses it.
func (e *echange) deloyal(r *recu, raison string) ([]ordre.Verdict, error) {
	err := e.s.preuve(e.ctx, e.tx, e.par.ID, &r.a, r.scelle, raison)
	return []ordre.Verdict{verdict(&r.a, refuser(examen.CodeChaine, "Acte refusé : "+raison+"."), 0)}, err
}

// recevable tells whether an act may be judged at all; otherwise it gives the
// verdict: an act already judged has the one that it had.
func (e *echange) recevable(r *recu) (*ordre.Verdict, error) {
	loin := func(raison string) (*ordre.Verdict, error) {
		vs, err := e.deloyal(r, raison)
		if err != nil {
			return nil, err
		}
		return &vs[0], nil
	}
	var err error
	if r.de, err = e.poste(r.a.Poste); err != nil {
		return nil, err
	}
	switch {
	case r.de == nil:
		return loin("son poste n’est pas connu")
	case r.de.Centre != e.centre && r.de.Genre != genreAcademie, r.de.Genre == genreAcademie && r.a.Centre != e.centre:
		return loin("son poste est d’un autre centre")
	case !r.scelle.Authentique(r.de.Cle):
		return loin("sa signature n’est pas celle de son poste")
	case r.a.Rang < 1 || r.a.ID == "":
		return loin("il n’a ni rang ni nom")
	}
	connu, err := e.connu(r)
	if err != nil || connu == nil {
		return nil, err
	}
	if connu.empreinte != r.scelle.Empreinte() {
		return loin("un autre acte porte déjà ce rang ou ce nom")
	}
	if connu.v.Issue != jury.IssueRetenu {
		if r.a.Rang == r.de.Rang+1 && r.a.Precedent == r.de.Empreinte {
			// Another workstation had brought it ahead of its turn.
			r.de.Rang, r.de.Empreinte = r.a.Rang, r.scelle.Empreinte()
		}
		return &connu.v, nil
	}
	r.inscrit = true
	return nil, nil
}

type inscrit struct {
	v         ordre.Verdict
	empreinte string
}

// connu gives what is kept under the rank or the id of an act.
func (e *echange) connu(r *recu) (*inscrit, error) {
	var x inscrit
	err := e.tx.QueryRowContext(e.ctx,
		e.s.depot.q("SELECT id, issue, code, message, seq, empreinte FROM actes WHERE poste = ? AND rang = ? UNION SELECT id, issue, code, message, seq, "+
			"empreinte FROM actes WHERE id = ? LIMIT 1"),
		r.a.Poste, r.a.Rang, r.a.ID).Scan(&x.v.Acte, &x.v.Issue, &x.v.Code, &x.v.Message, &x.v.Seq, &x.empreinte)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read act: %w", err)
	}
	return &x, nil
}

// suivre judges an act whose turn it is, and keeps it with its verdict.
func (e *echange) suivre(r *recu) (ordre.Verdict, error) {
	j, err := e.juger(r)
	if err != nil {
		return ordre.Verdict{}, err
	}
	var seq int64
	if j.Issue == jury.IssueAccepte || j.Issue == jury.IssueDivergent {
		if seq, err = e.ranger(r, j.Issue); err != nil {
			return ordre.Verdict{}, err
		}
	}
	v := verdict(&r.a, j, seq)
	place := int64(0)
	if seq > 0 {
		e.mouvement++
		place, e.chaine = e.mouvement, ordre.Chainer(e.chaine, r.a.ID, j.Issue)
	}
	if r.a.Rang == r.de.Rang+1 || r.de.troue() && r.a.Rang > r.de.Rang {
		r.de.Rang, r.de.Empreinte = r.a.Rang, r.scelle.Empreinte()
	}
	return v, e.inscrire(r, v, place)
}

// ranger puts an act at the end of the log of its jury and gives its rank there.
func (e *echange) ranger(r *recu, i jury.Issue) (int64, error) {
	code := r.a.Jury
	if code != "" {
		f, err := e.jury(code)
		if err != nil {
			return 0, err
		}
		if err := f.Suivre(r.a, i); err != nil {
			return 0, fmt.Errorf("apply %s: %w", r.a.ID, err)
		}
		f.tete++
		e.tetes[code] = f.tete
		return f.tete, nil
	}
	if _, vu := e.tetes[""]; !vu {
		tete, err := e.tete("")
		if err != nil {
			return 0, err
		}
		e.tetes[""] = tete
	}
	e.tetes[""]++
	return e.tetes[""], nil
}

// tete gives the number of entries of the log of a jury, 0 for one that is not known.
func (e *echange) tete(code string) (int64, error) {
	var n int64
	err := e.tx.QueryRowContext(e.ctx, e.s.depot.q("SELECT tete FROM jurys WHERE centre = ? AND code = ?"), e.centre, code).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return -1, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read jury %s: %w", code, err)
	}
	return n, nil
}

// jury gives a jury folded to the end of its log, nil when it is not known.
func (e *echange) jury(code string) (*fil, error) {
	k := cleJury{e.centre, code}
	if f, pris := e.fils[k]; pris {
		return f, nil
	}
	tete, err := e.tete(code)
	if err != nil || tete < 0 {
		return nil, err
	}
	f, err := e.s.plier(e.ctx, e.tx, e.profil, k, tete)
	if err != nil {
		return nil, err
	}
	e.fils[k] = f
	return f, nil
}

// inscrire keeps an act and its verdict.
func (e *echange) inscrire(r *recu, v ordre.Verdict, ordre int64) error {
	var err error
	chaine := ""
	if ordre > 0 {
		chaine = e.chaine
	}
	if r.inscrit {
		_, err = e.tx.ExecContext(e.ctx,
			e.s.depot.q("UPDATE actes SET issue = ?, code = ?, message = ?, seq = ?, ordre = ?, chaine = ? WHERE poste = ? AND rang = ?"),
			string(v.Issue), string(v.Code), v.Message, v.Seq, ordre, chaine, r.a.Poste, r.a.Rang)
	} else {
		_, err = e.tx.ExecContext(e.ctx,
			e.s.depot.q("INSERT INTO actes (poste, rang, id, centre, jury, genre, contenu, empreinte, signature, issue, code, message, seq, ordre, chaine, "+
				"recu_le) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
			r.a.Poste, r.a.Rang, r.a.ID, e.centre, r.a.Jury, string(r.a.Genre), r.scelle.Contenu, r.scelle.Empreinte(), r.scelle.Signature,
			string(v.Issue), string(v.Code), v.Message, v.Seq, ordre, chaine, instant(e.s.horloge()))
		r.inscrit = true
	}
	if err != nil {
		return fmt.Errorf("keep act: %w", err)
	}
	return nil
}

// reveiller judges the acts of a workstation that waited and whose turn has come.
func (e *echange) reveiller(p *poste) ([]ordre.Verdict, error) {
	suite := "= ?"
	if p.troue() {
		suite = ">= ?" // what is missing will not come
	}
	r := &recu{de: p, inscrit: true}
	err := e.tx.QueryRowContext(e.ctx,
		e.s.depot.q("SELECT contenu, signature FROM actes WHERE poste = ? AND issue = 'retenu' AND code = ? AND rang "+suite+" ORDER BY rang LIMIT 1"),
		p.ID, string(examen.CodeChaine), p.Rang+1).Scan(&r.scelle.Contenu, &r.scelle.Signature)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read held act: %w", err)
	}
	if r.a, err = r.scelle.Lire(); err != nil {
		return nil, err
	}
	if r.a.Rang == p.Rang+1 && r.a.Precedent != p.Empreinte {
		// It was kept before what it follows had come, and does not follow it.
		v := verdict(&r.a, refuser(examen.CodeChaine, "Acte refusé : il ne suit pas l’acte précédent de son poste."), 0)
		if err := e.s.preuve(e.ctx, e.tx, e.par.ID, &r.a, r.scelle, "il ne suit pas l’acte précédent de son poste"); err != nil {
			return nil, err
		}
		p.Rang, p.Empreinte = r.a.Rang, r.scelle.Empreinte()
		return []ordre.Verdict{v}, e.inscrire(r, v, 0)
	}
	v, err := e.suivre(r)
	return []ordre.Verdict{v}, err
}
