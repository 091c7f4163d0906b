package server

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/ordre"
	"delib/sync/wire"
)

// donner adds to an answer what the workstation does not know yet.
func (s *Serveur) donner(ctx context.Context, p *poste, d *wire.Demande, r *wire.Reponse) error {
	curseur := max(d.Curseur, 0)
	if d.Generation != s.generation {
		curseur = 0
	}
	if perdu, err := s.perdu(ctx, p.ID, curseur, d); err != nil || perdu {
		r.Recommencer = perdu // this base went back in time without saying so
		return err
	}
	if err := s.entrees(ctx, p, curseur, d, r); err != nil {
		return err
	}
	ps, err := s.postesDe(ctx, s.depot.db, p.Centre)
	if err != nil {
		return err
	}
	for _, x := range ps {
		if x.ID != p.ID && x.Etat != etatPorte {
			r.Postes = append(r.Postes, wire.Poste{ID: x.ID, Nom: x.Nom, Etat: x.Etat, VuLe: lireInstant(x.VuLe), Attente: int(x.Attente)})
		}
	}
	if len(d.Actes) > 0 || !s.vu(p, d) {
		return nil // with its acts, or nothing worth writing
	}
	_, err = s.depot.db.ExecContext(ctx, s.depot.q("UPDATE postes SET vu_le = ?, attente = ?, curseur = ?, version = ? WHERE id = ?"),
		p.VuLe, p.Attente, p.Curseur, p.Version, p.ID)
	if err != nil {
		return fmt.Errorf("write workstation: %w", err)
	}
	return nil
}

// perdu tells whether a workstation of this generation holds an entry of the log,
// or an answer, that this base has not got.
func (s *Serveur) perdu(ctx context.Context, id string, curseur int64, d *wire.Demande) (bool, error) {
	if d.Generation != s.generation {
		return false, nil
	}
	for poste, r := range d.Repondus {
		p, err := s.posteDe(ctx, s.depot.db, poste)
		if err != nil || p == nil {
			return err == nil, err
		}
		if poste == id && !p.troue() && p.Rang < r.Rang { // its ranks are dense
			return true, nil
		}
		// What is here may be held here, and answered there: answers are counted.
		var n int64
		err = s.depot.db.QueryRowContext(ctx, s.depot.q("SELECT count(*) FROM actes WHERE poste = ? AND rang <= ? AND issue <> 'retenu' AND code <> ?"), poste,
			r.Rang, string(examen.CodeChaine)).Scan(&n)
		if err != nil || n < r.Nombre {
			return err == nil, err
		}
	}
	if curseur == 0 {
		return false, nil
	}
	var chaine string
	err := s.depot.db.QueryRowContext(ctx, s.depot.q("SELECT a.chaine FROM actes a JOIN postes p ON p.centre = a.centre WHERE p.id = ? AND a.ordre = ?"), id,
		curseur).Scan(&chaine)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, fmt.Errorf("read log: %w", err)
	}
	return chaine != d.Chaine, nil
}

// entrees adds the entries of the log after curseur, with what a workstation
// needs to check and apply them.
func (s *Serveur) entrees(ctx context.Context, p *poste, curseur int64, d *wire.Demande, r *wire.Reponse) error {
	porte := map[string]bool{}
	for _, x := range d.Origines {
		porte[x] = true
	}
	auteurs, fins := map[string]bool{}, map[string]int64{}
	var imports []string
	lignes, err := s.depot.db.QueryContext(ctx,
		s.depot.q("SELECT ordre, seq, jury, id, poste, genre, issue, contenu, signature FROM actes WHERE centre = ? AND ordre > ? ORDER BY ordre LIMIT ?"),
		p.Centre, curseur, page+1)
	err = parcourir(lignes, err, func(scan func(...any) error) error {
		if len(r.Entrees) == page {
			r.Suite = true
			return nil
		}
		var e ordre.Entree
		var x jury.ActeScelle
		var de, genre string
		if err := scan(&e.Ordre, &e.Seq, &e.Jury, &e.ID, &de, &genre, &e.Issue, &x.Contenu, &x.Signature); err != nil {
			return err
		}
		if de != p.ID || curseur == 0 {
			e.Acte = &x
			auteurs[de] = true
		}
		if s, _ := jury.SorteDe(jury.Genre(genre)); s.Apporte {
			a, err := x.Lire()
			if err != nil {
				return err
			}
			imports = append(imports, a.Vers)
		}
		fins[e.Jury] = e.Seq
		r.Entrees = append(r.Entrees, e)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read log of %s: %w", p.Centre, err)
	}
	for _, empreinte := range imports {
		if porte[empreinte] {
			continue
		}
		if r.Origines == nil {
			r.Origines = map[string][]byte{}
		}
		if r.Origines[empreinte], err = s.origine(ctx, s.depot.db, empreinte); err != nil {
			return err
		}
	}
	for id := range auteurs {
		a, err := s.posteDe(ctx, s.depot.db, id)
		if err != nil || a == nil {
			return errors.Join(err, fmt.Errorf("author %s is not known", id))
		}
		if r.Cles == nil {
			r.Cles = map[string][]byte{}
		}
		if jury.NomEntier(id) && !d.NomsEntiers {
			return examen.Refuser(examen.CodeVersion,
				"D’autres postes de ce centre ont une version plus récente de Délib, et celui-ci ne peut pas recevoir leurs actes.",
				"Mettez Délib à jour sur ce poste. Ses actes sont arrivés, et rien n’est perdu.")
		}
		r.Cles[id] = a.Cle
		if a.Genre == genreAcademie {
			if r.Delegations == nil {
				r.Delegations = map[string][]byte{}
			}
			r.Delegations[id] = s.deleguer(a.Cle)
		}
	}
	if len(auteurs) == 0 {
		return nil // its own acts: it was told what became of each
	}
	return s.empreintes(ctx, p.Centre, fins, r)
}

// empreintes adds the hash of each jury whose log the answer brings to its end.
func (s *Serveur) empreintes(ctx context.Context, centre string, fins map[string]int64, r *wire.Reponse) error {
	delete(fins, "")
	if len(fins) == 0 {
		return nil
	}
	profil, err := profilDe(centre)
	if err != nil {
		return err
	}
	defer s.verrouiller(centre)()
	r.Empreintes = map[string]string{}
	fils := map[cleJury]*fil{}
	for code, fin := range fins {
		k := cleJury{centre, code}
		f, err := s.plier(ctx, s.depot.db, profil, k, fin)
		if err != nil {
			return err
		}
		if f.tete == fin {
			r.Empreintes[code] = f.Dossier.Empreinte()
		}
		fils[k] = f
	}
	s.rendre(fils)
	return nil
}

func (s *Serveur) origine(ctx context.Context, q requete, empreinte string) ([]byte, error) {
	var contenu []byte
	err := q.QueryRowContext(ctx, s.depot.q("SELECT contenu FROM origines WHERE empreinte = ?"), empreinte).Scan(&contenu)
	if err != nil {
		return nil, fmt.Errorf("read origin %s: %w", empreinte, err)
	}
	return contenu, nil
}

// plier gives a jury folded up to an entry of its log, or beyond it when it
// already was. Memory only saves time: the log is what counts.
func (s *Serveur) plier(ctx context.Context, q requete, p *examen.Profil, k cleJury, jusque int64) (*fil, error) {
	f := s.prendre(k)
	if f == nil {
		f = &fil{}
		f.Fil = jury.NouveauFil(p, func(e string) ([]byte, error) { return s.origine(context.Background(), f.lecture, e) })
	}
	f.lecture = q
	if f.tete >= jusque {
		return f, nil
	}
	lignes, err := q.QueryContext(ctx, s.depot.q("SELECT seq, issue, contenu FROM actes WHERE centre = ? AND jury = ? AND seq > ? AND seq <= ? ORDER BY seq"),
		k.centre, k.code, f.tete, jusque)
	var actes []ordre.Entree
	err = parcourir(lignes, err, func(scan func(...any) error) error {
		e := ordre.Entree{Acte: &jury.ActeScelle{}}
		actes = append(actes, e)
		return scan(&actes[len(actes)-1].Seq, &actes[len(actes)-1].Issue, &e.Acte.Contenu)
	})
	if err != nil {
		return nil, fmt.Errorf("read log of %s: %w", k.code, err)
	}
	for _, e := range actes {
		a, err := e.Acte.Lire()
		if err == nil {
			err = f.Suivre(a, e.Issue)
		}
		if err != nil {
			return nil, fmt.Errorf("fold %s at %d: %w", k.code, e.Seq, err)
		}
		f.tete = e.Seq
	}
	return f, nil
}
