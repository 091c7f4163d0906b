package server

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"delib/core/examen"
	"delib/core/ordre"
	"delib/sync/wire"
)

// Codes: 60 bits in letters and digits that nobody confuses, good for a week.
const (
	alphabetCode = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
	tailleCode   = 12
	dureeCode    = 7 * 24 * time.Hour
)

// essaisCode slows down who guesses codes: each failure of a workstation's key
// doubles the time before the next one is looked at, and so do the failures of
// all together. It never locks for good.
type essaisCode struct {
	mu     sync.Mutex
	echecs map[string]int
	apres  map[string]time.Time
}

// Enroler makes a one-time code for a workstation of a school. When the school
// has several exams and none is named, the dossier that the workstation already
// holds tells which.
func (s *Serveur) Enroler(ctx context.Context, uai, examenVoulu, session string) (string, error) {
	ids, err := s.centresDe(ctx, s.depot.db, uai, examenVoulu, session)
	if err != nil {
		return "", err
	}
	centre := ids[0]
	if len(ids) > 1 { // the workstation's own dossier will tell which
		centre = strings.ToUpper(uai)
	}
	octets := make([]byte, tailleCode)
	if _, err := rand.Read(octets); err != nil {
		return "", fmt.Errorf("make code: %w", err)
	}
	var b strings.Builder
	for i, o := range octets {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(alphabetCode[int(o)%len(alphabetCode)])
	}
	_, err = s.depot.db.ExecContext(ctx, s.depot.q("INSERT INTO codes (hachage, centre, expire_le, poste) VALUES (?, ?, ?, '')"), hacherCode(b.String()),
		centre, instant(s.horloge().Add(dureeCode)))
	if err != nil {
		return "", fmt.Errorf("keep code: %w", err)
	}
	return b.String(), nil
}

func hacherCode(code string) string {
	code = strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(code))
	h := sha256.Sum256([]byte("delib code\x00" + code))
	return hex.EncodeToString(h[:])
}

// centresDe gives the ids of the centres that fit what is said of them; a Refus
// when there is none.
func (s *Serveur) centresDe(ctx context.Context, q requete, uai, examenVoulu, session string) ([]string, error) {
	var ids []string
	lignes, err := q.QueryContext(ctx, s.depot.q("SELECT id FROM centres ORDER BY id"))
	err = parcourir(lignes, err, func(scan func(...any) error) error {
		var id string
		if err := scan(&id); err != nil {
			return err
		}
		mots := strings.Fields(id)
		if mots[0] == strings.ToUpper(uai) && (examenVoulu == "" || strings.Join(mots[1:len(mots)-1], " ") == examenVoulu) &&
			(session == "" || mots[len(mots)-1] == session) {
			ids = append(ids, id)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read centres: %w", err)
	}
	if len(ids) == 0 {
		return nil, examen.Refuser(examen.CodeInconnu, fmt.Sprintf("Aucun dossier du centre %s n’est chargé sur ce serveur.", uai),
			"Chargez d’abord son dossier.").Par(examen.Faire(examen.GesteCharger))
	}
	return ids, nil
}

// choisirCentre gives the centre of a workstation that enrols with a code.
func (s *Serveur) choisirCentre(ctx context.Context, q requete, code string, x *wire.Enrolement) (string, error) {
	autre := func(tenu string) error {
		return examen.Refuser(examen.CodeDossier, fmt.Sprintf("Ce code est celui du centre %s ; ce poste tient le centre %s.", code, tenu),
			"Rien n’a été changé, et le code reste valable. Raccordez un autre dossier de données, ou demandez le bon code.").Par(examen.Faire(examen.GesteAutreDossier))
	}
	mien := strings.Join([]string{x.UAI, x.Examen, x.Session}, " ")
	switch {
	case strings.Contains(code, " ") && (x.UAI == "" || mien == code):
		return code, nil
	case strings.Contains(code, " ") || x.UAI != "" && x.UAI != code:
		return "", autre(mien)
	}
	ids, err := s.centresDe(ctx, q, code, x.Examen, x.Session)
	if x.UAI != "" && err != nil {
		return "", autre(mien)
	}
	if err != nil || len(ids) == 1 {
		return strings.Join(ids, ""), err
	}
	return "", examen.Refuser(examen.CodeSaisie, fmt.Sprintf("Le centre %s a plusieurs dossiers : %s.", code, strings.Join(ids, " ; ")),
		"Importez d’abord le vôtre sur ce poste, ou demandez un code qui dise lequel, examen et session. Le code reste valable.").Par(
		examen.Faire(examen.GesteEnroler))
}

// enrolerPoste takes a workstation in: its code is good once.
func (s *Serveur) enrolerPoste(ctx context.Context, cle []byte, d *wire.Demande, r *wire.Reponse) error {
	x := d.Enrolement
	id := nomDe(cle, d)
	if err := s.essais.attendre(id, s.horloge()); err != nil {
		return err
	}
	err := s.depot.dans(ctx, func(tx *sql.Tx) error {
		centre, err := s.consommer(ctx, tx, x.Code, id)
		if err != nil {
			return err
		}
		if centre, err = s.choisirCentre(ctx, tx, centre, x); err != nil {
			return err
		}
		p, err := s.posteDe(ctx, tx, id)
		switch {
		case err != nil:
			return err
		case p != nil && p.Centre != centre:
			return examen.Refuser(examen.CodeIdentite, fmt.Sprintf("Ce poste est déjà celui du centre %s.", p.Centre),
				"Utilisez un autre dossier de données pour un autre centre.").Par(examen.Faire(examen.GesteAutreDossier))
		case p != nil:
			p.Etat, p.Echange, p.Nom = etatActif, d.CleEchange, couper(x.Nom)
			if err := s.reprendreChaine(ctx, tx, p); err != nil {
				return err
			}
		default:
			p = &poste{
				ID: id, Centre: centre, Genre: genrePoste, Etat: etatActif, Cle: cle, Echange: d.CleEchange, Nom: couper(x.Nom), VuLe: instant(s.horloge()),
			}
		}
		return s.inscrirePoste(ctx, tx, p)
	})
	if err != nil {
		if examen.CodeDe(err) == examen.CodeIdentite {
			s.essais.echec(id, s.horloge())
		}
		return err
	}
	s.essais.succes(id)
	p, err := s.posteDe(ctx, s.depot.db, id)
	if err != nil {
		return err
	}
	r.Raccordement = &ordre.Raccordement{
		Centre: p.Centre, Serveur: s.poste, CleServeur: s.cle[32:], CleEchange: s.CleEchange(), RaccordeLe: s.horloge().Format(time.RFC3339),
	}
	return nil
}

// reprendreChaine gives a workstation that comes back the rank up to which its
// acts are all here: others may have brought some of them, with gaps.
func (s *Serveur) reprendreChaine(ctx context.Context, tx *sql.Tx, p *poste) error {
	p.Rang, p.Empreinte = 0, ""
	fini := false
	lignes, err := tx.QueryContext(ctx, s.depot.q("SELECT rang, empreinte FROM actes WHERE poste = ? AND (issue <> 'retenu' OR code <> ?) ORDER BY rang"), p.ID,
		string(examen.CodeChaine))
	err = parcourir(lignes, err, func(scan func(...any) error) error {
		var rang int64
		var empreinte string
		if err := scan(&rang, &empreinte); err != nil {
			return err
		}
		if fini = fini || rang != p.Rang+1; !fini {
			p.Rang, p.Empreinte = rang, empreinte
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read chain of %s: %w", p.ID, err)
	}
	return s.noter(ctx, tx, p)
}

// consommer uses a code up for a workstation; the same one may ask twice, since
// the first answer may have been lost.
func (s *Serveur) consommer(ctx context.Context, tx *sql.Tx, code, id string) (string, error) {
	var centre, expire, poste string
	err := tx.QueryRowContext(ctx, s.depot.q("SELECT centre, expire_le, poste FROM codes WHERE hachage = ?"), hacherCode(code)).Scan(&centre, &expire, &poste)
	aide := "Vérifiez-le, ou demandez un nouveau code à votre académie."
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return "", examen.Refuser(examen.CodeIdentite, "Ce code n’est pas connu de ce serveur.",
			aide).Par(examen.Remede{Geste: examen.GesteEnroler, Objet: centre})
	case err != nil:
		return "", fmt.Errorf("read code: %w", err)
	case poste != "" && poste != id:
		return "", examen.Refuser(examen.CodeIdentite, "Ce code a déjà servi à un autre poste.",
			aide).Par(examen.Remede{Geste: examen.GesteEnroler, Objet: centre})
	case instant(s.horloge()) > expire:
		return "", examen.Refuser(examen.CodeIdentite, "Ce code a plus d’une semaine : il n’est plus valable.",
			aide).Par(examen.Remede{Geste: examen.GesteEnroler, Objet: centre})
	}
	_, err = tx.ExecContext(ctx, s.depot.q("UPDATE codes SET poste = ? WHERE hachage = ?"), id, hacherCode(code))
	if err != nil {
		return "", fmt.Errorf("use code: %w", err)
	}
	return centre, nil
}

func couper(nom string) string {
	rs := []rune(strings.Join(strings.Fields(nom), " "))
	if len(rs) > 60 {
		rs = rs[:60]
	}
	if len(rs) == 0 {
		return "poste"
	}
	return string(rs)
}

const tous = "*" // the failures of all workstations together

// attendre refuses to look at a code before its time.
func (x *essaisCode) attendre(id string, maintenant time.Time) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, k := range []string{id, tous} {
		if t := x.apres[k]; maintenant.Before(t) {
			return examen.Refuser(examen.CodeIdentite,
				fmt.Sprintf("Trop de codes faux : le serveur n’en regarde pas d’autre avant %d s.", int(t.Sub(maintenant).Seconds())+1),
				"Attendez, puis recommencez avec le bon code.")
		}
	}
	return nil
}

func (x *essaisCode) echec(id string, maintenant time.Time) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.echecs == nil || len(x.echecs) > 10000 { // a flood of keys must not fill the memory
		x.echecs, x.apres = map[string]int{}, map[string]time.Time{}
	}
	x.echecs[id]++
	x.echecs[tous]++
	if n := x.echecs[id]; n >= 3 {
		x.apres[id] = maintenant.Add(time.Second << min(n-3, 8))
	}
	if n := x.echecs[tous]; n >= 100 && n%10 == 0 { // 60 bits: ten looks a second will not find one
		x.apres[tous] = maintenant.Add(time.Second)
	}
}

func (x *essaisCode) succes(id string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	delete(x.echecs, id)
	delete(x.apres, id)
}

// Centres gives the ids of the centres that are loaded.
func (s *Serveur) Centres(ctx context.Context) ([]string, error) {
	var ids []string
	lignes, err := s.depot.db.QueryContext(ctx, "SELECT id FROM centres")
	err = parcourir(lignes, err, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		ids = append(ids, id)
		return err
	})
	slices.Sort(ids)
	return ids, err
}
