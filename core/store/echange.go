package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/ordre"
)

// Raccordement gives the server of this base, nil when there is none.
func (b *Base) Raccordement(ctx context.Context) (*ordre.Raccordement, error) {
	return raccordement(ctx, b.db)
}

func raccordement(ctx context.Context, q fond.Requete) (*ordre.Raccordement, error) {
	r, err := fond.Raccordement.Lire(ctx, q)
	if err != nil || r == nil {
		return nil, err
	}
	if r.Generation, err = fond.Generation.Lire(ctx, q); err != nil {
		return nil, err
	}
	if r.Dernier, err = fond.DernierEchange.Lire(ctx, q); err != nil {
		return nil, err
	}
	err = q.QueryRowContext(ctx, "SELECT ordre, chaine FROM confirmes WHERE generation = ? ORDER BY ordre DESC LIMIT 1",
		r.Generation).Scan(&r.Curseur, &r.Chaine)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	r.Generation, _ = vie(r.Generation)
	return r, err
}

// Raccorder keeps the server of this base. Another server than the one it has is
// refused: what one has answered means nothing to the other.
func (b *Base) Raccorder(ctx context.Context, r ordre.Raccordement) error {
	return b.db.Dans(ctx, func(tx *sql.Tx) error {
		ancien, err := raccordement(ctx, tx)
		if err != nil {
			return err
		}
		if ancien != nil && ancien.Centre != r.Centre {
			return examen.Refuser(examen.CodeReseau, fmt.Sprintf("Ce poste est déjà raccordé au centre %s.", ancien.Centre),
				"Rien n’a été changé. Pour un autre centre, un autre examen ou une autre session, ouvrez son propre dossier de données.").Par(
				examen.Faire(examen.GesteAutreCentre))
		}
		if ancien != nil && ancien.Serveur != r.Serveur && ancien.Curseur > 0 && !r.Nouveau {
			return examen.Refuser(examen.CodeReseau, "Ce serveur n’est pas celui avec lequel ce poste a déjà échangé.",
				"Rien n’a été changé. Vérifiez l’adresse avec votre académie. Si elle a vraiment installé un nouveau serveur sans reprendre l’ancien, dites-le en "+
					"raccordant : ce poste lui proposera de nouveau tout ce qu’il a.").Par(examen.Faire(examen.GesteAutreServeur))
		}
		return errors.Join(fond.Raccordement.Ecrire(ctx, tx, &r), fond.CleDe.De(r.Serveur).Ecrire(ctx, tx, r.CleServeur))
	})
}

// Secret gives a secret of this base by its name, made the first time.
func (b *Base) Secret(ctx context.Context, nom string, faire func() (string, error)) (string, error) {
	var valeur string
	err := b.db.Dans(ctx, func(tx *sql.Tx) (err error) {
		if valeur, err = fond.SecretDe.De(nom).Lire(ctx, tx); err != nil || valeur != "" {
			return err
		}
		if valeur, err = faire(); err != nil {
			return err
		}
		return fond.SecretDe.De(nom).Ecrire(ctx, tx, valeur)
	})
	return valeur, err
}

// Cles gives the public keys of the workstations whose acts this base holds and
// may bring to the server: its own, those it had before, those it resumed.
func (b *Base) Cles(ctx context.Context) (map[string][]byte, error) {
	autres, err := b.autresCles(ctx)
	if err != nil {
		return nil, err
	}
	m := map[string][]byte{b.db.Poste(): b.db.Publique()}
	for poste, cle := range autres {
		m[poste] = cle
	}
	return m, nil
}

// Delegations gives the server's signatures under the keys of its processes.
func (b *Base) Delegations(ctx context.Context) (map[string][]byte, error) {
	return fond.DelegationDe.Toutes(ctx, b.db)
}

// AEnvoyer gives, in the order in which they were made or came, the acts that
// the server has not answered for good, after the act numbered apres; suite is
// the number to go on from. Acts that another workstation made are among them
// when the server lost them or when they were resumed here.
func (b *Base) AEnvoyer(ctx context.Context, apres int64, max int) (actes []jury.ActeScelle, suite int64, err error) {
	lignes, err := b.db.QueryContext(ctx, `
		SELECT j.ordre, j.contenu, j.signature FROM journal j WHERE j.ordre > ?1
		AND NOT EXISTS (SELECT 1 FROM verdicts v WHERE v.generation = (SELECT valeur FROM base WHERE nom = 'generation') AND v.id = j.id AND v.issue <> 'retenu')
		AND NOT EXISTS (SELECT 1 FROM confirmes c WHERE c.generation = (SELECT valeur FROM base WHERE nom = 'generation') AND c.id = j.id)
		ORDER BY j.ordre LIMIT ?2`, apres, max)
	if err != nil {
		return nil, 0, fmt.Errorf("read waiting acts: %w", err)
	}
	defer lignes.Close()
	suite = apres
	for lignes.Next() {
		var s jury.ActeScelle
		if err := lignes.Scan(&suite, &s.Contenu, &s.Signature); err != nil {
			return nil, 0, fmt.Errorf("read waiting act: %w", err)
		}
		actes = append(actes, s)
	}
	return actes, suite, lignes.Err()
}

// Repondus gives, for each workstation whose acts this base made or resumed, the
// acts that have their answer: a server that has not got them lost them.
func (b *Base) Repondus(ctx context.Context) (map[string]ordre.Repondus, error) {
	lignes, err := b.db.QueryContext(ctx, `
		SELECT poste, max(rang), count(*) FROM verdicts
		WHERE generation = (SELECT valeur FROM base WHERE nom = 'generation') AND issue <> 'retenu' AND code <> ? GROUP BY 1`, string(examen.CodeChaine))
	if err != nil {
		return nil, fmt.Errorf("read verdicts: %w", err)
	}
	defer lignes.Close()
	m := map[string]ordre.Repondus{}
	for lignes.Next() {
		var poste string
		var r ordre.Repondus
		if err := lignes.Scan(&poste, &r.Rang, &r.Nombre); err != nil {
			return nil, fmt.Errorf("read verdict: %w", err)
		}
		m[poste] = r
	}
	return m, lignes.Err()
}

// Origines gives the hashes of what imports brought here, so that the server
// does not send it again.
func (b *Base) Origines(ctx context.Context) ([]string, error) {
	return colonne(ctx, b.db, "origins", "SELECT empreinte FROM origines ORDER BY empreinte")
}

// Balance counts the acts of this base by what became of them: all that its
// journal holds, save those that the server brought. What has no final verdict
// waits, so that the sum always holds.
func (b *Base) Balance(ctx context.Context) (ordre.Balance, error) {
	var s ordre.Balance
	if err := b.db.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM journal) - (SELECT count(*) FROM recus)").Scan(&s.Emis); err != nil {
		return s, fmt.Errorf("count acts: %w", err)
	}
	lignes, err := b.db.QueryContext(ctx, `
		SELECT issue, count(*) FROM verdicts v WHERE generation = (SELECT valeur FROM base WHERE nom = 'generation') AND issue <> 'retenu'
		AND NOT EXISTS (SELECT 1 FROM recus r WHERE r.id = v.id) GROUP BY 1`)
	if err != nil {
		return s, fmt.Errorf("count verdicts: %w", err)
	}
	defer lignes.Close()
	s.Attente = s.Emis
	for lignes.Next() {
		var issue string
		var n int
		if err := lignes.Scan(&issue, &n); err != nil {
			return s, fmt.Errorf("count verdicts: %w", err)
		}
		s.Compter(jury.Issue(issue), n)
		s.Attente -= n
	}
	return s, lignes.Err()
}

// Repondu is an act of this base that the server did not take as it was, and
// that nobody acknowledged yet.
type Repondu struct {
	Acte    jury.Acte
	Verdict ordre.Verdict
	RecuLe  string
}

// ARegarder gives the acts refused, late or held that a person has not yet
// acknowledged, in order; held acts leave by themselves.
func (b *Base) ARegarder(ctx context.Context) ([]Repondu, error) {
	lignes, err := b.db.QueryContext(ctx, `
		SELECT j.contenu, v.issue, v.code, v.message, v.recu_le FROM verdicts v JOIN journal j ON j.id = v.id
		WHERE v.generation = (SELECT valeur FROM base WHERE nom = 'generation') AND v.vu_le = '' AND v.issue IN ('refuse', 'tardif', 'retenu')
		ORDER BY j.ordre`)
	if err != nil {
		return nil, fmt.Errorf("read verdicts: %w", err)
	}
	defer lignes.Close()
	var rs []Repondu
	for lignes.Next() {
		var r Repondu
		var s jury.ActeScelle
		if err := lignes.Scan(&s.Contenu, &r.Verdict.Issue, &r.Verdict.Code, &r.Verdict.Message, &r.RecuLe); err != nil {
			return nil, fmt.Errorf("read verdict: %w", err)
		}
		if r.Acte, err = s.Lire(); err != nil {
			return nil, err
		}
		r.Verdict.Acte = r.Acte.ID
		rs = append(rs, r)
	}
	return rs, lignes.Err()
}

// Accuser records that a person has seen that an act was refused or late. id may
// be its first characters, if they name one act only.
func (b *Base) Accuser(ctx context.Context, id string) error {
	rs, err := b.ARegarder(ctx)
	if err != nil {
		return err
	}
	var trouves []string
	for _, r := range rs {
		if r.Verdict.Issue != jury.IssueRetenu && strings.HasPrefix(r.Acte.ID, id) {
			trouves = append(trouves, r.Acte.ID)
		}
	}
	if id == "" || len(trouves) != 1 {
		return examen.Refuser(examen.CodeInconnu, fmt.Sprintf("« %s » ne désigne pas un acte refusé ou tardif à accuser.", id),
			"Choisissez-le parmi ceux que l’académie n’a pas pris.").Par(examen.Lister(examen.ListeActes))
	}
	return b.db.Dans(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE verdicts SET vu_le = ? WHERE id = ? AND vu_le = ''", b.horloge().Format(time.RFC3339), trouves[0])
		return err
	})
}

// AgirCentre records an act that belongs to no jury.
func (b *Base) AgirCentre(ctx context.Context, a jury.Acte) error {
	return b.agirIdentifie(ctx, func(tx *sql.Tx) error {
		if err := b.exigerRole(ctx, tx, &a); err != nil {
			return err
		}
		return b.inscrireCentral(ctx, tx, a)
	})
}

// exigerLibre refuses an act on a jury that is stopped.
func exigerLibre(ctx context.Context, q fond.Requete, a *jury.Acte) error {
	arret, err := fond.ArretDe.De(a.Jury).Lire(ctx, q)
	if err != nil || arret.Raison == "" || !arret.Tout && !a.Bouge() {
		return err
	}
	if arret.Tout {
		return examen.Refuser(examen.CodeVersion, fmt.Sprintf("Le jury %s est en lecture seule sur ce poste : %s", a.Jury, arret.Raison),
			"Mettez Délib à jour ; ce qui n’a pas été envoyé reste ici.")
	}
	return examen.Refuser(examen.CodeBase, fmt.Sprintf("Le jury %s ne peut pas changer d’état sur ce poste : %s", a.Jury, arret.Raison),
		"Synchronisez de nouveau. Si cela demeure, envoyez un diagnostic à l’assistance : les notes peuvent être saisies, rien n’est perdu.").Par(
		examen.Faire(examen.GesteDiagnostic))
}

// Arrets gives the jurys that are stopped here, with the reason.
func (b *Base) Arrets(ctx context.Context) (map[string]string, error) {
	arrets, err := fond.ArretDe.Toutes(ctx, b.db)
	if err != nil {
		return nil, err
	}
	m := map[string]string{}
	for code, a := range arrets {
		if a.Raison != "" {
			m[code] = a.Raison
		}
	}
	return m, nil
}

func marquer(ctx context.Context, tx *sql.Tx, id, code, marque, raison string) error {
	_, err := tx.ExecContext(ctx,
		"INSERT INTO marques (id, jury, marque, raison) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET marque = excluded.marque, raison = excluded.raison",
		id, code, marque, raison)
	if err != nil {
		return fmt.Errorf("mark act: %w", err)
	}
	return nil
}

// Identifiants gives the ids of the acts that this base made, or resumed: all
// those of its journal that the server did not bring.
func (b *Base) Identifiants(ctx context.Context) ([]string, error) {
	return colonne(ctx, b.db, "journal", "SELECT id FROM journal j WHERE NOT EXISTS (SELECT 1 FROM recus r WHERE r.id = j.id) ORDER BY ordre")
}
