package server

import (
	"context"
	"fmt"
	"time"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/ordre"
)

// EtatCentre is what the académie sees of one centre.
type EtatCentre struct {
	Centre      string           `json:"centre"`
	Jurys       []EtatJury       `json:"jurys"`
	Postes      []EtatPoste      `json:"postes"`
	Divergences []EtatDivergence `json:"divergences"`
	Tardifs     []EtatActe       `json:"tardifs"`
	Refuses     []EtatActe       `json:"refuses"`
	Preuves     []EtatPreuve     `json:"preuves"`
}

// EtatJury is a jury and where it stands.
type EtatJury struct {
	Code string `json:"code"`
	Etat string `json:"etat"`
	Seq  int64  `json:"seq"` // entries of its log
}

// EtatPoste is a workstation and when it was heard.
type EtatPoste struct {
	ID      string        `json:"id"`
	Nom     string        `json:"nom"`
	Etat    string        `json:"etat"`
	VuLe    string        `json:"vu_le"`   // RFC 3339, "" when never
	Attente int64         `json:"attente"` // unsent acts that it last declared
	Rang    int64         `json:"rang"`    // acts received
	Version string        `json:"version"`
	Balance ordre.Balance `json:"balance"` // of what was received
}

// EtatDivergence is an open divergence.
type EtatDivergence struct {
	Jury string `json:"jury"`
	jury.Divergence
}

// EtatActe is an act that was not applied.
type EtatActe struct {
	ID         string      `json:"id"`
	Jury       string      `json:"jury"`
	Genre      string      `json:"genre"`
	Auteur     string      `json:"auteur"`
	Horodatage string      `json:"horodatage"`
	Code       examen.Code `json:"code"`
	Message    string      `json:"message"`
}

// EtatPreuve is something that a workstation cannot have sent in good faith.
type EtatPreuve struct {
	Poste  string `json:"poste"`
	Rang   int64  `json:"rang"`
	Raison string `json:"raison"`
	Par    string `json:"par"`
	RecuLe string `json:"recu_le"`
}

// Etats gives what the académie sees of every centre.
func (s *Serveur) Etats(ctx context.Context) ([]EtatCentre, error) {
	ids, err := s.Centres(ctx)
	if err != nil {
		return nil, err
	}
	es := []EtatCentre{}
	for _, id := range ids {
		e, err := s.etat(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("state of %s: %w", id, err)
		}
		es = append(es, e)
	}
	return es, nil
}

func (s *Serveur) etat(ctx context.Context, centre string) (EtatCentre, error) {
	e := EtatCentre{
		Centre: centre, Jurys: []EtatJury{}, Postes: []EtatPoste{}, Divergences: []EtatDivergence{}, Tardifs: []EtatActe{}, Refuses: []EtatActe{},
		Preuves: []EtatPreuve{},
	}
	lignes, err := s.depot.db.QueryContext(ctx, s.depot.q("SELECT code, etat, tete FROM jurys WHERE centre = ? AND code <> '' ORDER BY place"), centre)
	err = parcourir(lignes, err, func(scan func(...any) error) error {
		var x EtatJury
		var n int
		err := scan(&x.Code, &n, &x.Seq)
		x.Etat = examen.Etat(n).Code()
		e.Jurys = append(e.Jurys, x)
		return err
	})
	if err != nil {
		return e, err
	}
	if err := s.etatPostes(ctx, centre, &e); err != nil {
		return e, err
	}
	lignes, err = s.depot.db.QueryContext(ctx,
		s.depot.q("SELECT issue, code, message, contenu FROM actes WHERE centre = ? AND issue IN ('tardif', 'refuse') ORDER BY poste, rang"), centre)
	err = parcourir(lignes, err, func(scan func(...any) error) error {
		var issue string
		var x EtatActe
		var c jury.ActeScelle
		if err := scan(&issue, &x.Code, &x.Message, &c.Contenu); err != nil {
			return err
		}
		a, err := c.Lire()
		x.ID, x.Jury, x.Genre, x.Auteur, x.Horodatage = a.ID, a.Jury, string(a.Genre), a.Auteur, a.Horodatage
		if jury.Issue(issue) == jury.IssueTardif {
			e.Tardifs = append(e.Tardifs, x)
		} else {
			e.Refuses = append(e.Refuses, x)
		}
		return err
	})
	if err != nil {
		return e, err
	}
	lignes, err = s.depot.db.QueryContext(ctx,
		s.depot.q("SELECT v.poste, v.rang, v.raison, v.par, v.recu_le FROM preuves v JOIN postes p ON p.id = v.par WHERE p.centre = ? ORDER BY v.recu_le"),
		centre)
	err = parcourir(lignes, err, func(scan func(...any) error) error {
		var x EtatPreuve
		err := scan(&x.Poste, &x.Rang, &x.Raison, &x.Par, &x.RecuLe)
		e.Preuves = append(e.Preuves, x)
		return err
	})
	if err != nil {
		return e, err
	}
	return e, s.etatDivergences(ctx, centre, &e)
}

func (s *Serveur) etatPostes(ctx context.Context, centre string, e *EtatCentre) error {
	ps, err := s.postesDe(ctx, s.depot.db, centre)
	if err != nil {
		return err
	}
	for _, p := range ps {
		x := EtatPoste{ID: p.ID, Nom: p.Nom, Etat: p.Etat, Attente: p.Attente, Rang: p.Rang, Version: p.Version}
		if t := lireInstant(p.VuLe); !t.IsZero() {
			x.VuLe = t.Format(time.RFC3339)
		}
		lignes, err := s.depot.db.QueryContext(ctx, s.depot.q("SELECT issue, count(*) FROM actes WHERE poste = ? GROUP BY issue"), p.ID)
		err = parcourir(lignes, err, func(scan func(...any) error) error {
			var i string
			var n int
			err := scan(&i, &n)
			x.Balance.Emis += n
			x.Balance.Compter(jury.Issue(i), n)
			return err
		})
		if err != nil {
			return err
		}
		e.Postes = append(e.Postes, x)
	}
	return nil
}

func (s *Serveur) etatDivergences(ctx context.Context, centre string, e *EtatCentre) error {
	defer s.verrouiller(centre)()
	profil, err := profilDe(centre)
	if err != nil {
		return err
	}
	for _, j := range e.Jurys {
		var n int
		// Folding every jury of an académie to find none would be long.
		if err := s.depot.db.QueryRowContext(ctx, s.depot.q("SELECT count(*) FROM actes WHERE centre = ? AND jury = ? AND issue = 'divergent'"), centre,
			j.Code).Scan(&n); err != nil {
			return err
		}
		if n == 0 {
			continue
		}
		k := cleJury{centre, j.Code}
		f, err := s.plier(ctx, s.depot.db, profil, k, j.Seq)
		if err != nil {
			return err
		}
		for _, x := range f.Dossier.Divergences {
			e.Divergences = append(e.Divergences, EtatDivergence{j.Code, x})
		}
		s.rendre(map[cleJury]*fil{k: f})
	}
	return nil
}
