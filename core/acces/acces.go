// Package acces is a jury's way in to the rescue portal: its login, its password,
// made from a secret of the base so that the same slip can be printed again, and the
// check of both. It also marks what is done by the portal, so that the base knows.
//
// It keeps nothing itself, prints nothing (edition) and listens to nobody (ui/portail).
package acces

import (
	"context"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"delib/core/compterendu"
)

// Trousseau is what the passwords of a base are made from.
type Trousseau struct {
	Secret   []byte         `json:"secret"`             // 32 random bytes
	Versions map[string]int `json:"versions,omitempty"` // by jury and group: how many times its slip was made anew
}

// LireTrousseau reads what Texte wrote; of an empty text it makes a new one.
func LireTrousseau(texte string) (*Trousseau, error) {
	t := &Trousseau{}
	if texte != "" {
		if err := json.Unmarshal([]byte(texte), t); err != nil {
			return nil, fmt.Errorf("read access secrets: %w", err)
		}
	}
	if len(t.Secret) == 0 {
		t.Secret = make([]byte, 32)
		if _, err := rand.Read(t.Secret); err != nil {
			return nil, fmt.Errorf("draw secret: %w", err)
		}
	}
	if t.Versions == nil {
		t.Versions = map[string]int{}
	}
	return t, nil
}

// Texte writes it for the base.
func (t *Trousseau) Texte() (string, error) {
	b, err := json.Marshal(t)
	return string(b), err
}

func cleDe(jury string, groupe int) string { return fmt.Sprintf("%s/%d", jury, groupe) }

// Renouveler makes the present slip of a jury worthless: the next one has another password.
func (t *Trousseau) Renouveler(jury string, groupe int) { t.Versions[cleDe(jury, groupe)]++ }

// MotDePasse gives the password of a jury: 100 bits that a person copies by hand,
// letters, and figures from 2 to 7.
func (t *Trousseau) MotDePasse(jury string, groupe int) string {
	return Grouper(base32.StdEncoding.EncodeToString(t.tirer("mot de passe", jury, groupe))[:20]) // 5 bits a character
}

// Grouper writes a secret that a person copies by hand: groups of five.
func Grouper(secret string) string {
	var groupes []string
	for g := range slices.Chunk([]byte(secret), 5) {
		groupes = append(groupes, string(g))
	}
	return strings.Join(groupes, "-")
}

func (t *Trousseau) tirer(quoi, jury string, groupe int) []byte {
	h := hmac.New(sha256.New, t.Secret)
	fmt.Fprintf(h, "%s\n%s\n%d\n%d", quoi, jury, groupe, t.Versions[cleDe(jury, groupe)])
	return h.Sum(nil)
}

// iterations of the hash of a password that has 100 bits: no list of likely
// passwords exists to try, so that a slow hash adds nothing.
const iterations = 10000

// Papillon gives what the base keeps of a slip, without its password.
func (t *Trousseau) Papillon(login, jury string, groupe int) (compterendu.Papillon, error) {
	p := compterendu.Papillon{Jury: jury, Groupe: groupe, Login: login, Sel: t.tirer("sel", jury, groupe)[:16]}
	var err error
	if p.Hachage, err = hacher(t.MotDePasse(jury, groupe), p.Sel); err != nil {
		return p, err
	}
	return p, nil
}

func hacher(motDePasse string, sel []byte) ([]byte, error) {
	h, err := pbkdf2.Key(sha256.New, motDePasse, sel, iterations, 32)
	if err != nil {
		return nil, fmt.Errorf("hash password: %w", err)
	}
	return h, nil
}

// Login names a jury to the portal: the centre, the exam, the jury, the groupe de décision.
func Login(uai, examen, jury string, groupe int) string {
	return fmt.Sprintf("%s-%s-%s-%d", uai, examen, jury, 9+groupe)
}

// Verifier gives the slip that a login and a password open. It takes as long whether
// the login exists or not. Case, spaces and missing hyphens are forgiven.
func Verifier(papillons []compterendu.Papillon, login, motDePasse string) (p compterendu.Papillon, bon bool) {
	login = strings.ToUpper(strings.TrimSpace(login))
	inconnu := compterendu.Papillon{Sel: make([]byte, 16), Hachage: make([]byte, 32)}
	choisi := inconnu
	for _, x := range papillons {
		if strings.ToUpper(x.Login) == login {
			choisi = x
		}
	}
	h, err := hacher(remettre(motDePasse), choisi.Sel)
	if err != nil || subtle.ConstantTimeCompare(h, choisi.Hachage) != 1 || choisi.Login == "" {
		return compterendu.Papillon{}, false
	}
	return choisi, true
}

// remettre writes a password that was copied by hand as it was printed.
func remettre(texte string) string {
	return Grouper(strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' || r >= '2' && r <= '7' {
			return r
		}
		return -1
	}, strings.ToUpper(texte)))
}

// Entree is a jury that came in by the portal.
type Entree struct{ Login, Jury string }

type cleContexte struct{}

// Par marks what is done in a context as done by the portal, by the jury of a slip.
func Par(ctx context.Context, e Entree) context.Context {
	return context.WithValue(ctx, cleContexte{}, e)
}

// De tells by which slip what is done in a context came; false when it did not come
// by the portal.
func De(ctx context.Context) (Entree, bool) {
	e, ok := ctx.Value(cleContexte{}).(Entree)
	return e, ok
}

// Reglages is where a base keeps its settings.
type Reglages interface {
	Reglage(ctx context.Context, nom string) (string, error)
	Regler(ctx context.Context, nom, valeur string) error
}

const reglage = "acces"

// Charger gives the secrets of a base, drawn and kept the first time.
func Charger(ctx context.Context, r Reglages) (*Trousseau, error) {
	texte, err := r.Reglage(ctx, reglage)
	if err != nil {
		return nil, err
	}
	t, err := LireTrousseau(texte)
	if err != nil || texte != "" {
		return t, err
	}
	return t, t.Garder(ctx, r)
}

// Garder keeps the secrets in their base.
func (t *Trousseau) Garder(ctx context.Context, r Reglages) error {
	texte, err := t.Texte()
	if err != nil {
		return fmt.Errorf("write access secrets: %w", err)
	}
	return r.Regler(ctx, reglage, texte)
}
