package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"delib/core/acces"
	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
)

// RoleUtilisateur is what a user of this workstation may do.
type RoleUtilisateur string

// The roles of users.
const (
	UtilisateurChef      RoleUtilisateur = "chef"      // the centre's acts, imports, the users
	UtilisateurAdjoint   RoleUtilisateur = "adjoint"   // the centre's acts, imports
	UtilisateurPresident RoleUtilisateur = "president" // the acts of the jury, for his jurys
)

// Utilisateur is a person who acts on this workstation. A base without users
// asks nobody who he is.
type Utilisateur struct {
	Nom   string          `json:"nom"`
	Role  RoleUtilisateur `json:"role"`
	Jurys []string        `json:"jurys"` // of a président; none means all
}

// argon is the cost of a passphrase: about a tenth of a second and 64 MB, as RFC 9106
// recommends where memory is not scarce. Each verifier says its own, so that it may
// grow.
var argon = &argon2id.Params{Iterations: 3, Memory: 64 << 10, Parallelism: 2, SaltLength: 16, KeyLength: 32}

const phraseMin = 8

// Utilisateurs gives the users of this base, by name.
func (b *Base) Utilisateurs(ctx context.Context) ([]Utilisateur, error) {
	return utilisateurs(ctx, b.db)
}

func utilisateurs(ctx context.Context, q fond.Requete) ([]Utilisateur, error) {
	lignes, err := q.QueryContext(ctx, "SELECT nom, role, jurys FROM utilisateurs ORDER BY nom")
	if err != nil {
		return nil, fmt.Errorf("read users: %w", err)
	}
	defer lignes.Close()
	var us []Utilisateur
	for lignes.Next() {
		var u Utilisateur
		var jurys string
		if err := lignes.Scan(&u.Nom, &u.Role, &jurys); err != nil {
			return nil, fmt.Errorf("read user: %w", err)
		}
		u.Jurys = strings.Fields(jurys)
		us = append(us, u)
	}
	return us, lignes.Err()
}

// Ajouter records a user, or gives him another role or passphrase. The first one
// must be a chef; then a chef does it.
func (b *Base) Ajouter(ctx context.Context, u Utilisateur, phrase, par string) error {
	u.Nom = strings.TrimSpace(u.Nom)
	switch {
	case u.Nom == "":
		return examen.Refuser(examen.CodeSaisie, "Le nom de l’utilisateur manque.", "Indiquez-le tel qu’il signera ses actes.")
	case u.Role != UtilisateurChef && u.Role != UtilisateurAdjoint && u.Role != UtilisateurPresident:
		return examen.Refuser(examen.CodeSaisie, fmt.Sprintf("« %s » n’est pas un rôle.", u.Role), "Les rôles sont chef, adjoint et president.")
	case utf8.RuneCountInString(phrase) < phraseMin:
		return examen.Refuser(examen.CodeSaisie, fmt.Sprintf("La phrase de passe a moins de %d caractères.", phraseMin),
			"Choisissez quelques mots faciles à retenir : ils ne s’affichent nulle part.")
	}
	v, err := nouveauVerifieur(phrase)
	if err != nil {
		return err
	}
	return b.changerUtilisateurs(ctx, par, fmt.Sprintf("ajouter %s %s %s", u.Nom, u.Role, strings.Join(u.Jurys, " ")),
		func(tx *sql.Tx, us []Utilisateur) error {
			if u.Role != UtilisateurChef && len(autresChefs(us, u.Nom)) == 0 {
				return examen.Refuser(examen.CodeRole, "Ce poste n’aurait plus de chef de centre.", "Ajoutez d’abord un utilisateur de rôle chef.")
			}
			_, err := tx.ExecContext(ctx, `INSERT INTO utilisateurs (nom, role, jurys, sel, hachage, reglage, echecs, dernier) VALUES (?, ?, ?, ?, ?, ?, 0, '')
			ON CONFLICT (nom) DO UPDATE SET role = excluded.role, jurys = excluded.jurys, sel = excluded.sel, hachage = excluded.hachage,
					reglage = excluded.reglage, echecs = 0, dernier = ''`,
				u.Nom, string(u.Role), strings.Join(u.Jurys, " "), v.sel, v.cle, v.phc)
			return err
		})
}

// Retirer removes a user; his acts stay. The last chef leaves last.
func (b *Base) Retirer(ctx context.Context, nom, par string) error {
	return b.changerUtilisateurs(ctx, par, "retirer "+nom, func(tx *sql.Tx, us []Utilisateur) error {
		if !slices.ContainsFunc(us, func(u Utilisateur) bool { return u.Nom == nom }) {
			return examen.Refuser(examen.CodeInconnu, fmt.Sprintf("« %s » n’est pas un utilisateur de ce poste.", nom),
				"Choisissez-le dans la liste.").Par(examen.Lister(examen.ListeUtilisateurs))
		}
		if len(us) > 1 && len(autresChefs(us, nom)) == 0 {
			return examen.Refuser(examen.CodeRole, "Ce poste n’aurait plus de chef de centre.", "Retirez d’abord les autres utilisateurs, ou ajoutez un chef.")
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM utilisateurs WHERE nom = ?", nom)
		return err
	})
}

// OublierUtilisateurs removes them all, when nobody remembers the chef's
// passphrase: whoever holds this folder holds its data anyway. The journal, and
// hence the académie, keeps that it was done.
func (b *Base) OublierUtilisateurs(ctx context.Context, par string) error {
	return b.db.Dans(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM utilisateurs"); err != nil {
			return fmt.Errorf("forget users: %w", err)
		}
		return b.inscrireCentral(ctx, tx, jury.Acte{Genre: jury.GenreUtilisateur, Vers: "oublier tous", Auteur: par, Role: examen.RoleCentre})
	})
}

func autresChefs(us []Utilisateur, sauf string) (chefs []string) {
	for _, u := range us {
		if u.Role == UtilisateurChef && u.Nom != sauf {
			chefs = append(chefs, u.Nom)
		}
	}
	return chefs
}

// changerUtilisateurs makes a change that a chef asks for, and its act.
func (b *Base) changerUtilisateurs(ctx context.Context, par, quoi string, faire func(*sql.Tx, []Utilisateur) error) error {
	if err := b.identifier(ctx, par); err != nil {
		return err
	}
	par = strings.TrimSpace(par)
	return b.agirIdentifie(ctx, func(tx *sql.Tx) error {
		us, err := utilisateurs(ctx, tx)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(us, func(u Utilisateur) bool { return u.Nom == par }); len(us) > 0 && (i < 0 || us[i].Role != UtilisateurChef) {
			return refusRole(par, "Gérer les utilisateurs revient à un chef de centre.")
		}
		if err := faire(tx, us); err != nil {
			return err
		}
		return b.inscrireCentral(ctx, tx, jury.Acte{Genre: jury.GenreUtilisateur, Vers: quoi, Auteur: par, Role: examen.RoleCentre})
	})
}

func (b *Base) inscrireCentral(ctx context.Context, tx *sql.Tx, a jury.Acte) error {
	if err := b.completer(ctx, tx, &a, nil); err != nil {
		return err
	}
	return b.inscrire(ctx, tx, a)
}

// verifieur is what is kept of a passphrase: the PHC string, which says all, in the
// column reglage. Salt and key stand in their columns too: a version of before, which
// kept nothing else, reads them there.
type verifieur struct {
	sel, cle []byte
	phc      string
}

func nouveauVerifieur(phrase string) (v verifieur, err error) {
	if v.phc, err = argon2id.CreateHash(phrase, argon); err != nil {
		return v, fmt.Errorf("hash passphrase: %w", err)
	}
	if _, v.sel, v.cle, err = argon2id.DecodeHash(v.phc); err != nil {
		return v, fmt.Errorf("read back hash: %w", err)
	}
	return v, nil
}

// chaine gives the PHC string; one of before is written from its salt and its key,
// whose cost was always the same.
func (v verifieur) chaine() string {
	if strings.HasPrefix(v.phc, "$") {
		return v.phc
	}
	b64 := base64.RawStdEncoding.EncodeToString
	return "$argon2id$v=19$m=65536,t=3,p=2$" + b64(v.sel) + "$" + b64(v.cle)
}

// refusAcces is a Refus that the journal keeps.
type refusAcces struct {
	*examen.Refus
	nom string
}

func (r refusAcces) Unwrap() error { return r.Refus }

func refusRole(nom, message string) error {
	return refusAcces{examen.Refuser(examen.CodeIdentite, message, "Demandez à la personne dont c’est le rôle d’agir sous son nom."), nom}
}

// identifier makes sure that who acts is who he says, the first time that he
// acts since the base was opened. Nothing is asked on a base without users.
func (b *Base) identifier(ctx context.Context, nom string) error {
	nom = strings.TrimSpace(nom)
	us, err := b.Utilisateurs(ctx)
	if err != nil || len(us) == 0 {
		return err
	}
	b.acces.Lock()
	defer b.acces.Unlock()
	if b.identifie == nom {
		return nil
	}
	if !slices.ContainsFunc(us, func(u Utilisateur) bool { return u.Nom == nom }) {
		return b.journaliser(ctx,
			refusAcces{
				examen.Refuser(examen.CodeIdentite, fmt.Sprintf("« %s » n’est pas un utilisateur de ce poste.", nom), "Ses utilisateurs : "+noms(us)+"."), nom,
			})
	}
	if b.phrase == nil {
		return examen.Refuser(examen.CodeIdentite, "Ce poste a des utilisateurs : une phrase de passe est attendue.",
			"Donnez-la par DELIB_PHRASE, ou dans la fenêtre.")
	}
	if err := b.patienter(ctx, nom); err != nil {
		return err
	}
	phrase, err := b.phrase(nom)
	if err != nil {
		return err
	}
	bonne, err := b.essayer(ctx, nom, phrase)
	if err != nil {
		return err
	}
	if !bonne {
		return b.journaliser(ctx,
			refusAcces{
				examen.Refuser(examen.CodeIdentite, fmt.Sprintf("Ce n’est pas la phrase de passe de « %s ».", nom),
					"Recommencez. Après trois erreurs, une attente s’ajoute avant chaque essai."),
				nom,
			})
	}
	b.identifie = nom
	return nil
}

func noms(us []Utilisateur) string {
	var s []string
	for _, u := range us {
		s = append(s, u.Nom)
	}
	return strings.Join(s, ", ")
}

// attenteMax bounds the wait after failures: it slows down, it never locks.
const attenteMax = 5 * time.Minute

// patienter refuses a try that comes too soon after failures.
func (b *Base) patienter(ctx context.Context, nom string) error {
	var echecs int
	var dernier string
	if err := b.db.QueryRowContext(ctx, "SELECT echecs, dernier FROM utilisateurs WHERE nom = ?", nom).Scan(&echecs, &dernier); err != nil {
		return fmt.Errorf("read user: %w", err)
	}
	t, err := time.Parse(time.RFC3339Nano, dernier)
	if echecs < 3 || err != nil {
		return nil
	}
	attente := min(time.Second<<min(echecs-3, 10), attenteMax)
	// A clock set back must not make anybody wait for years.
	if reste := attente - b.horloge().Sub(t); reste > 0 && reste <= attente {
		return examen.Refuser(examen.CodeIdentite, fmt.Sprintf("Trop d’erreurs pour « %s » : encore %d s d’attente.", nom, (reste+time.Second-1)/time.Second),
			"Attendez, puis recommencez : rien n’est bloqué pour de bon.")
	}
	return nil
}

// essayer compares a passphrase and counts a failure.
func (b *Base) essayer(ctx context.Context, nom, phrase string) (bonne bool, err error) {
	var v verifieur
	if err := b.db.QueryRowContext(ctx, "SELECT sel, hachage, reglage FROM utilisateurs WHERE nom = ?", nom).Scan(&v.sel, &v.cle, &v.phc); err != nil {
		return false, fmt.Errorf("read user: %w", err)
	}
	if bonne, err = argon2id.ComparePasswordAndHash(phrase, v.chaine()); err != nil {
		return false, fmt.Errorf("check passphrase: %w", err)
	}
	err = b.db.Dans(ctx, func(tx *sql.Tx) error {
		if bonne {
			_, err := tx.ExecContext(ctx, "UPDATE utilisateurs SET echecs = 0, dernier = '' WHERE nom = ?", nom)
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE utilisateurs SET echecs = echecs + 1, dernier = ? WHERE nom = ?", b.horloge().Format(time.RFC3339Nano), nom)
		return err
	})
	return bonne, err
}

// journaliser keeps a refusal of access in the journal and gives it back.
func (b *Base) journaliser(ctx context.Context, r refusAcces) error {
	err := b.db.Dans(ctx, func(tx *sql.Tx) error {
		return b.inscrireCentral(ctx, tx,
			jury.Acte{Genre: jury.GenreAcces, Vers: string(r.Code), Motif: r.Message, Auteur: cmp.Or(r.nom, "?"), Role: examen.RoleCentre})
	})
	return errors.Join(r.Refus, err)
}

// aIdentifier says that an act waits for its author to say who he is.
type aIdentifier struct{ nom string }

func (a aIdentifier) Error() string { return "not identified: " + a.nom }

// agirIdentifie runs a transaction. When an act in it needs its author's
// passphrase, the transaction is undone, the passphrase asked, and it is run
// again. What is refused for reasons of access is kept in the journal.
func (b *Base) agirIdentifie(ctx context.Context, f func(*sql.Tx) error) error {
	err := b.db.Dans(ctx, f)
	var qui aIdentifier
	if errors.As(err, &qui) {
		if err := b.identifier(ctx, qui.nom); err != nil {
			return err
		}
		err = b.db.Dans(ctx, f)
	}
	var r refusAcces
	if errors.As(err, &r) {
		return b.journaliser(ctx, r)
	}
	return err
}

// exigerRole refuses what is not the role of a user: the acts of a jury are its
// président's, the centre's are the chef's and his adjoint's. What comes by the rescue
// portal is the jury's whose slip opened it, and no user's.
func (b *Base) exigerRole(ctx context.Context, q fond.Requete, a *jury.Acte) error {
	if e, ok := acces.De(ctx); ok {
		if a.Jury != e.Jury || a.Role != examen.RoleJury {
			return refusRole(a.Auteur, fmt.Sprintf("Le papillon du jury %s n’ouvre que les actes de ce jury.", e.Jury))
		}
		return nil
	}
	us, err := utilisateurs(ctx, q)
	if err != nil || len(us) == 0 {
		return err
	}
	i := slices.IndexFunc(us, func(u Utilisateur) bool { return u.Nom == strings.TrimSpace(a.Auteur) })
	if i < 0 {
		return refusRole(a.Auteur, fmt.Sprintf("« %s » n’est pas un utilisateur de ce poste.", a.Auteur))
	}
	u := us[i]
	b.acces.Lock()
	connu := b.identifie == u.Nom
	b.acces.Unlock()
	if !connu {
		return aIdentifier{u.Nom}
	}
	if a.Role != examen.RoleJury {
		if u.Role == UtilisateurPresident {
			return refusRole(u.Nom, fmt.Sprintf("« %s » préside un jury : cet acte revient au chef de centre ou à son adjoint.", u.Nom))
		}
		return nil
	}
	if u.Role != UtilisateurPresident || len(u.Jurys) > 0 && !slices.Contains(u.Jurys, a.Jury) {
		return refusRole(u.Nom, fmt.Sprintf("« %s » ne préside pas le jury %s : cet acte revient à son président.", u.Nom, a.Jury))
	}
	return nil
}
