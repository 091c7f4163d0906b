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

// page is how many entries one answer brings.
const page = 2000

// echange is one exchange, or one act of the académie, on one centre.
type echange struct {
	s         *Serveur
	ctx       context.Context
	tx        *sql.Tx
	centre    string
	profil    *examen.Profil
	par       *poste // that asks
	demande   *wire.Demande
	mouvement int64
	chaine    string
	avant     int64 // mouvement when it began
	postes    map[string]*poste
	fils      map[cleJury]*fil
	tetes     map[string]int64 // jurys whose log grew
	declare   bool             // a workstation was declared out of service
}

// Echanger answers one message of a workstation. authentifie is the public key
// that the carrier proved (TLS), or that of the file's envelope: the workstation
// is the one of that key, whatever the message says.
func (s *Serveur) Echanger(ctx context.Context, cle []byte, d *wire.Demande) (*wire.Reponse, error) {
	r := s.repondre(d)
	err := s.echanger(ctx, cle, d, r)
	if refus, ok := examen.EstRefus(err); ok {
		// Nothing of an answer that was being made but what became of the acts: a part of
		// the log without its keys would be taken for a forged one.
		verdicts := r.Verdicts
		r = s.repondre(d)
		r.Refus, r.Verdicts = wire.Refuser(refus), verdicts
		return r, nil
	}
	return r, err
}

// repondre begins an answer, in the version of who asks: an older workstation refuses
// what says that it is newer.
func (s *Serveur) repondre(d *wire.Demande) *wire.Reponse {
	return &wire.Reponse{
		Version: min(max(d.Version, 1), wire.Version), Generation: s.generation, Ancetres: s.ancetres, Horloge: s.horloge(),
	}
}

func (s *Serveur) echanger(ctx context.Context, cle []byte, d *wire.Demande, r *wire.Reponse) error {
	if d.Version > wire.Version {
		return examen.Refuser(examen.CodeVersion, "Ce poste parle une version plus récente que le serveur de l’académie.",
			"Vos actes restent sur ce poste et partiront quand le serveur aura été mis à jour. Prévenez l’académie.")
	}
	if len(d.Actes) > wire.MaxActes {
		return examen.Refuser(examen.CodeReseau, fmt.Sprintf("Un envoi porte au plus %d actes.", wire.MaxActes), "Mettez Délib à jour.")
	}
	id := nomDe(cle, d)
	if d.Enrolement != nil {
		if err := s.enrolerPoste(ctx, cle, d, r); err != nil {
			return err
		}
	}
	p, err := s.posteDe(ctx, s.depot.db, id)
	if err != nil {
		return err
	}
	if p == nil || p.Genre != genrePoste || p.Etat == etatPorte {
		return examen.Refuser(examen.CodeIdentite, "Ce poste n’est pas raccordé à ce serveur.",
			"Demandez un code à votre académie, puis raccordez le poste. Vos actes restent sur ce poste.").Par(examen.Faire(examen.GesteRaccorder))
	}
	if p.Etat == etatHorsService {
		// Declared out of service, and heard all the same: it counts again.
		err := s.depot.dans(ctx, func(tx *sql.Tx) error {
			p.Etat = etatActif
			return s.reprendreChaine(ctx, tx, p)
		})
		if err != nil {
			return err
		}
	}
	if len(d.Actes) > 0 {
		if r.Verdicts, p, err = s.recevoir(ctx, p.Centre, id, d); err != nil {
			return err
		}
	}
	if p.Etat == etatRevoque {
		return examen.Refuser(examen.CodeRevoque, "L’académie a révoqué ce poste : il n’échange plus avec elle.",
			"Ce qu’il a envoyé est conservé là-bas sans être appliqué, et rien n’est effacé ici. Voyez avec votre académie.")
	}
	return s.donner(ctx, p, d, r)
}

// recevoir judges the acts of a message in one transaction.
func (s *Serveur) recevoir(ctx context.Context, centre, par string, d *wire.Demande) (verdicts []ordre.Verdict, p *poste, err error) {
	err = s.surCentre(ctx, centre, nil, func(e *echange) error {
		verdicts = nil
		e.demande = d
		if e.par, err = e.poste(par); err != nil || e.par == nil {
			return errors.Join(err, errors.New("workstation vanished"))
		}
		if err := e.porter(d.Cles, d.Delegations); err != nil {
			return err
		}
		for _, x := range d.Actes {
			vs, err := e.acte(x)
			if err != nil {
				return err
			}
			verdicts = append(verdicts, vs...)
		}
		vs, err := e.reveillerTous()
		if err != nil {
			return err
		}
		verdicts = append(verdicts, vs...)
		p = e.par
		s.vu(p, d)
		for _, v := range verdicts {
			if v.Issue != jury.IssueRetenu && p.Attente > 0 {
				p.Attente--
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return verdicts, p, nil
}

// surCentre works on a centre in one transaction, alone on it; f may be run again
// when the base asks for it. avant, if any, comes before the centre is looked at.
// What was folded stays in memory once it is committed, and only then.
func (s *Serveur) surCentre(ctx context.Context, centre string, avant func(*sql.Tx) error, f func(*echange) error) error {
	defer s.verrouiller(centre)()
	var fils map[cleJury]*fil
	err := s.depot.dans(ctx, func(tx *sql.Tx) error {
		if avant != nil {
			if err := avant(tx); err != nil {
				return err
			}
		}
		e, err := s.ouvrir(ctx, tx, centre)
		if err != nil {
			return err
		}
		if err := f(e); err != nil {
			return err
		}
		fils = e.fils
		return e.fermer()
	})
	if err == nil {
		s.rendre(fils)
	}
	return err
}

// vu notes what a message shows of its workstation. What it holds, once it has
// nothing left to send, is what a closing can rest on.
func (s *Serveur) vu(p *poste, d *wire.Demande) (change bool) {
	avant := *p
	p.Attente, p.Version = int64(d.Attente), d.Application
	if d.Complet && d.Generation == s.generation {
		p.Curseur = max(p.Curseur, d.Curseur)
	}
	change = p.Curseur != avant.Curseur || p.Attente != avant.Attente || p.ancien(s.horloge())
	p.VuLe = instant(s.horloge())
	return change
}

// ouvrir begins work on a centre: its row is held until the transaction ends.
func (s *Serveur) ouvrir(ctx context.Context, tx *sql.Tx, centre string) (*echange, error) {
	e := &echange{s: s, ctx: ctx, tx: tx, centre: centre, postes: map[string]*poste{}, fils: map[cleJury]*fil{}, tetes: map[string]int64{}}
	tenir := "SELECT mouvement, chaine FROM centres WHERE id = ?" // a SQLite transaction holds the whole base
	if s.depot.postgres {
		tenir += " FOR UPDATE"
	}
	err := tx.QueryRowContext(ctx, s.depot.q(tenir), centre).Scan(&e.mouvement, &e.chaine)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, examen.Refuser(examen.CodeInconnu, fmt.Sprintf("Le centre « %s » n’est pas chargé sur ce serveur.", centre),
			"L’académie doit charger son dossier.").Par(examen.Faire(examen.GesteCharger))
	}
	if err != nil {
		return nil, fmt.Errorf("lock centre: %w", err)
	}
	e.avant = e.mouvement
	e.profil, err = profilDe(centre)
	return e, err
}

// fermer writes what grew.
func (e *echange) fermer() error {
	for code, tete := range e.tetes {
		f := e.fils[cleJury{e.centre, code}]
		etat := examen.NonCommencee
		if f != nil {
			etat = f.Dossier.Etat
		}
		if _, err := e.tx.ExecContext(e.ctx, e.s.depot.q("UPDATE jurys SET tete = ?, etat = ? WHERE centre = ? AND code = ?"), tete, int(etat), e.centre,
			code); err != nil {
			return fmt.Errorf("write jury %s: %w", code, err)
		}
	}
	for _, p := range e.postes {
		if p != nil {
			if err := e.s.noter(e.ctx, e.tx, p); err != nil {
				return err
			}
		}
	}
	if e.mouvement == e.avant {
		return nil
	}
	_, err := e.tx.ExecContext(e.ctx, e.s.depot.q("UPDATE centres SET mouvement = ?, chaine = ? WHERE id = ?"), e.mouvement, e.chaine, e.centre)
	if err != nil {
		return fmt.Errorf("write centre: %w", err)
	}
	return nil
}

// poste gives a workstation as this exchange leaves it.
func (e *echange) poste(id string) (*poste, error) {
	if p, vu := e.postes[id]; vu {
		return p, nil
	}
	p, err := e.s.posteDe(e.ctx, e.tx, id)
	if err == nil {
		e.postes[id] = p
	}
	return p, err
}

// posteDit gives a workstation that a person names, by the beginning of its name if no
// other one of the centre has the same.
func (e *echange) posteDit(nom string) (*poste, error) {
	if p, err := e.poste(nom); err != nil || p != nil {
		return p, err
	}
	ps, err := e.s.postesDe(e.ctx, e.tx, e.centre)
	if err != nil {
		return nil, err
	}
	p := seul(ps, nom)
	if p == nil {
		return nil, nil
	}
	return e.poste(p.ID)
}

// porter takes in the workstations whose acts another one brings: a dead PC that
// was resumed before it was enrolled, an identity before a copy was gone back to.
func (e *echange) porter(cles, delegations map[string][]byte) error {
	utiles := map[string]bool{} // a key that signs nothing here is not taken
	for _, x := range e.demande.Actes {
		if a, err := x.Lire(); err == nil {
			utiles[a.Poste] = true
		}
	}
	for id, cle := range cles {
		if !utiles[id] || e.par.Etat == etatRevoque {
			continue
		}
		p, err := e.poste(id)
		if err != nil {
			return err
		}
		if p != nil || !jury.EstPoste(id, cle) {
			continue // known, or its acts will be refused for want of a key
		}
		p = &poste{ID: id, Centre: e.centre, Genre: genrePoste, Etat: etatPorte, Cle: cle, Nom: "porté par " + jury.PosteCourt(e.par.ID)}
		if e.s.delegue(cle, delegations[id]) {
			p.Genre, p.Centre, p.Nom = genreAcademie, "", "Académie"
		}
		if err := e.s.inscrirePoste(e.ctx, e.tx, p); err != nil {
			return err
		}
		e.postes[id] = p
	}
	return nil
}
