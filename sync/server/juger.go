package server

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/ordre"
)

// juger gives what becomes of an act whose turn it is.
func (e *echange) juger(r *recu) (Jugement, error) {
	a := &r.a
	switch {
	case r.de.Etat == etatRevoque, e.par != nil && e.par.Etat == etatRevoque:
		return refuser(examen.CodeRevoque, "L’académie a révoqué ce poste : son acte est conservé, il n’est pas appliqué."), nil
	case a.Role == examen.RoleAcademie && r.de.Genre != genreAcademie:
		return refuser(examen.CodeRole, "Cet acte revient à l’académie : un poste ne peut pas le faire à sa place."), nil
	case strings.TrimSpace(a.Auteur) == "":
		return refuser(examen.CodeMotif, "Le nom de l’auteur de l’acte manque."), nil
	}
	switch s := a.Sorte(); {
	case s.Apporte:
		return e.jugerOrigine(r)
	case a.Genre == jury.GenreHorsPoste:
		return e.jugerHorsService(r)
	case s.Constat && a.Jury == "":
		return Jugement{Issue: jury.IssueAccepte}, nil
	}
	if a.Jury == "" {
		return Jugement{jury.IssueRetenu, examen.CodeVersion, "Le serveur ne connaît pas encore ce genre d’acte."}, nil
	}
	f, err := e.jury(a.Jury)
	if err != nil {
		return Jugement{}, err
	}
	if f == nil {
		return pasCharge(a.Jury), nil
	}
	j := e.s.arbitre(e.profil, f.Dossier, *a)
	if j.Issue == jury.IssueAccepte && a.Bouge() {
		return e.barriere(r, f, j)
	}
	return j, nil
}

// jugerOrigine: what a dossier brings is the académie's to say.
func (e *echange) jugerOrigine(r *recu) (Jugement, error) {
	_, err := e.s.origine(e.ctx, e.tx, r.a.Vers)
	connue := err == nil
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return Jugement{}, err
	}
	switch {
	case r.de.ID == e.s.moi():
		return e.prendreJury(r.a.Jury)
	case r.de.Genre == genreAcademie:
		return e.jugerRetour(r, connue)
	case connue:
		return Jugement{Issue: jury.IssueIdentique}, nil
	}
	if r.a.Jury != "" {
		if f, err := e.jury(r.a.Jury); err != nil || f == nil {
			return pasCharge(r.a.Jury), err
		}
	}
	return refuser(examen.CodeDossier, "Ce poste a été chargé d’un autre dossier que celui de l’académie : c’est celui de l’académie qui vaut."), nil
}

// jugerRetour judges an import that the académie made and forgot: its server was put
// back to an older copy, and a workstation brings the act again. Taken by itself, a
// part of a dossier could put a candidate in two jurys or in none, or come over marks
// that were recorded since: the académie loads its dossier again, whole.
func (e *echange) jugerRetour(r *recu, connue bool) (Jugement, error) {
	ici, err := e.presente(r.a.Jury)
	switch {
	case err != nil:
		return Jugement{}, err
	case ici == r.a.Vers:
		return Jugement{Issue: jury.IssueIdentique}, nil
	case ici == "" && connue:
		return e.prendreJury(r.a.Jury)
	}
	return refuser(examen.CodePerime,
		"Le serveur de l’académie est revenu à une copie d’avant ce dossier : l’académie doit le charger de nouveau."), nil
}

// presente gives the hash of what a jury was last loaded from, "" for one that is not
// there; of what the jurys share, for no jury.
func (e *echange) presente(code string) (string, error) {
	if code != "" {
		return e.origineDe(code)
	}
	var contenu string
	if err := e.tx.QueryRowContext(e.ctx, e.s.depot.q("SELECT contenu FROM centres WHERE id = ?"), e.centre).Scan(&contenu); err != nil {
		return "", fmt.Errorf("read centre: %w", err)
	}
	return empreinteDe([]byte(contenu)), nil
}

// prendreJury accepts what the académie's dossier brings.
func (e *echange) prendreJury(code string) (Jugement, error) {
	if code == "" {
		return Jugement{Issue: jury.IssueAccepte}, nil
	}
	return Jugement{Issue: jury.IssueAccepte}, e.ajouterJury(code)
}

// pasCharge holds what concerns a jury that the académie has not loaded: the
// workstation goes on with it, and its acts are judged once it is.
func pasCharge(code string) Jugement {
	return Jugement{jury.IssueRetenu, examen.CodeDossier, fmt.Sprintf("L’académie n’a pas chargé le jury « %s » : ses actes attendent qu’elle le fasse.", code)}
}

// ajouterJury makes room for the log of a jury.
func (e *echange) ajouterJury(code string) error {
	_, err := e.tx.ExecContext(e.ctx,
		e.s.depot.q("INSERT INTO jurys (centre, code, place, etat, tete) SELECT ?, ?, count(*), 0, 0 FROM jurys WHERE centre = ? ON CONFLICT DO NOTHING"),
		e.centre, code, e.centre)
	if err != nil {
		return fmt.Errorf("add jury %s: %w", code, err)
	}
	if _, pris := e.fils[cleJury{e.centre, code}]; !pris {
		_, err = e.jury(code)
	}
	return err
}

// jugerHorsService: the chef de centre says that a workstation will not be heard
// again. What it left waiting is judged without what is missing.
func (e *echange) jugerHorsService(r *recu) (Jugement, error) {
	p, err := e.posteDit(r.a.Vers)
	if err != nil {
		return Jugement{}, err
	}
	switch {
	case r.a.Role != examen.RoleCentre:
		return refuser(examen.CodeRole, "Déclarer un poste hors service revient au chef de centre."), nil
	case p == nil || p.Centre != e.centre || p.Genre != genrePoste:
		return refuser(examen.CodeInconnu, fmt.Sprintf("Le poste « %s » n’est pas de ce centre.", r.a.Vers)), nil
	case p.ID == r.de.ID:
		return refuser(examen.CodeSaisie, "Un poste ne peut pas se déclarer lui-même hors service."), nil
	case p.Etat != etatActif:
		return Jugement{Issue: jury.IssueIdentique}, nil
	}
	p.Etat, e.declare = etatHorsService, true
	for {
		suivants, err := e.reveiller(p)
		if err != nil || len(suivants) == 0 {
			return Jugement{Issue: jury.IssueAccepte}, err
		}
	}
}

// barriere holds the end of a deliberation until every other workstation of the
// centre was heard, with nothing left to send, since the jury closed: a mark
// that one of them still holds must not come after the lists.
func (e *echange) barriere(r *recu, f *fil, j Jugement) (Jugement, error) {
	fin := r.a.Genre == jury.GenrePasser && (r.a.De == examen.Editions1.Code() || r.a.De == examen.Editions2.Code())
	if !fin {
		return j, nil
	}
	ordre, auteur, err := e.cloture(r.a.Jury)
	if err != nil {
		return j, err
	}
	ps, err := e.s.postesDe(e.ctx, e.tx, e.centre)
	if err != nil {
		return j, err
	}
	var noms []string
	for _, p := range enRetard(ps, r.de.ID, ordre) {
		// Who closed has sent, in order, all that he did before.
		if x := e.postes[p.ID]; p.ID != auteur && (x == nil || x.Etat == etatActif) {
			noms = append(noms, fmt.Sprintf("%s (%s, %s)", p.Nom, jury.PosteCourt(p.ID), p.vu()))
		}
	}
	if len(noms) == 0 {
		return j, nil
	}
	return Jugement{jury.IssueRetenu, examen.CodeBarriere,
		"En attente d’un autre poste du centre, qui peut encore porter des notes : " + strings.Join(noms, ", ") +
			". Synchronisez-le, ou déclarez-le hors service."}, nil
}

// mouvements is the condition for the moves of a jury.
var mouvements = "centre = ? AND jury = ? AND issue = ? AND genre IN ('" + strings.Join(genresQui(func(s *jury.Sorte) bool { return s.Bouge }), "', '") + "')"

// genresQui gives the genres of act that are so.
func genresQui(sont func(*jury.Sorte) bool) []string {
	var gs []string
	for _, s := range jury.Sortes() {
		if sont(&s) {
			gs = append(gs, string(s.Genre))
		}
	}
	return gs
}

// cloture gives the place, in the log of the centre, of the last move of a jury,
// and the workstation that made it.
func (e *echange) cloture(code string) (ordre int64, par string, err error) {
	err = e.tx.QueryRowContext(e.ctx, e.s.depot.q("SELECT ordre, poste FROM actes WHERE "+mouvements+" ORDER BY ordre DESC LIMIT 1"), e.centre, code,
		string(jury.IssueAccepte)).Scan(&ordre, &par)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, "", fmt.Errorf("read closing of %s: %w", code, err)
	}
	return ordre, par, nil
}

// rejugerBarrieres judges again what waited for workstations, one of which was
// just declared out of service.
func (e *echange) rejugerBarrieres() ([]ordre.Verdict, error) {
	var rs []*recu
	lignes, err := e.tx.QueryContext(e.ctx,
		e.s.depot.q("SELECT contenu, signature FROM actes WHERE centre = ? AND issue = 'retenu' AND code = ? ORDER BY poste, rang"), e.centre,
		string(examen.CodeBarriere))
	err = parcourir(lignes, err, func(scan func(...any) error) error {
		r := &recu{inscrit: true}
		if err := scan(&r.scelle.Contenu, &r.scelle.Signature); err != nil {
			return err
		}
		var err error
		r.a, err = r.scelle.Lire()
		rs = append(rs, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read held acts: %w", err)
	}
	var vs []ordre.Verdict
	for _, r := range rs {
		if r.de, err = e.poste(r.a.Poste); err != nil || r.de == nil {
			return nil, errors.Join(err, errors.New("workstation vanished"))
		}
		v, err := e.suivre(r)
		if err != nil {
			return nil, err
		}
		vs = append(vs, v)
	}
	return vs, nil
}
