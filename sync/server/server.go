// Package server is the académie's side of the exchange: it authenticates
// workstations, orders their acts, judges each with the rules that the
// workstation applied, and answers with verdicts and with what others did.
//
// Each centre has one log; each jury has its own dense order inside it. The
// jurys are never stored: they are the fold of their log, kept in memory between
// two exchanges. One write path: Echanger, and the académie's own acts.
//
// It holds no rule (packages decision and jury do) and no screen.
package server

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"
	"time"

	"filippo.io/age"
	"github.com/google/uuid"

	"delib/core/examen"
	"delib/core/jury"
)

// Names of the rows of base.
const (
	baseGeneration = "generation"
	baseCle        = "cle"      // seed of the key that signs files of verdicts
	baseAge        = "age"      // identity to which files of acts are encrypted
	baseAncetres   = "ancetres" // generations before this one, separated by a space
	baseCopie      = "restore"  // set in a copy: the next start begins another generation
)

// Options of a server.
type Options struct {
	Horloge func() time.Time // dates what is kept; never orders anything
	Arbitre Arbitre          // Arbitrer, unless a test puts another in its place
	Version string
}

// Serveur is an open server. Its methods may be called from several goroutines,
// and several servers may stand on one PostgreSQL.
type Serveur struct {
	depot   *Depot
	horloge func() time.Time
	arbitre Arbitre
	version string

	generation string
	ancetres   []string
	cle        ed25519.PrivateKey // signs files of verdicts
	poste      string             // id of that key
	age        *age.X25519Identity

	// acteur signs the académie's own acts. It is made anew by each process and
	// kept nowhere: a base put back from an older copy never signs a second act
	// under a rank that a workstation has seen.
	acteur ed25519.PrivateKey

	verrous sync.Map // centre → *sync.Mutex: one transaction at a time on a centre
	mu      sync.Mutex
	fils    map[cleJury]*fil
	essais  essaisCode
	veille  veille
}

type cleJury struct{ centre, code string }

// fil is a jury folded up to an entry of its log.
type fil struct {
	*jury.Fil
	tete    int64
	lecture requete // where origins are read: the transaction of the moment
}

// gardes is how many jurys stay folded in memory.
const gardes = 512

// Nouveau opens a server on a base and makes, the first time, its keys.
func Nouveau(ctx context.Context, d *Depot, o Options) (*Serveur, error) {
	if o.Horloge == nil {
		o.Horloge = time.Now
	}
	if o.Arbitre == nil {
		o.Arbitre = Arbitrer
	}
	_, acteur, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make key: %w", err)
	}
	s := &Serveur{acteur: acteur, depot: d, horloge: o.Horloge, arbitre: o.Arbitre, version: o.Version, fils: map[cleJury]*fil{}}
	return s, d.dans(ctx, s.identifier)
}

// identifier reads the keys, or makes them the first time. A copy that was put
// back begins another generation: what it answered since is lost, and every
// workstation must know.
func (s *Serveur) identifier(tx *sql.Tx) error {
	ctx := context.Background()
	generation, err := s.depot.lire(ctx, tx, baseGeneration)
	if err != nil {
		return err
	}
	copie, err := s.depot.lire(ctx, tx, baseCopie)
	if err != nil {
		return err
	}
	if generation == "" || copie != "" {
		if err := s.naitre(ctx, tx, generation == ""); err != nil {
			return err
		}
	}
	if s.generation, err = s.depot.lire(ctx, tx, baseGeneration); err != nil {
		return err
	}
	ancetres, err := s.depot.lire(ctx, tx, baseAncetres)
	if err != nil {
		return err
	}
	s.ancetres = strings.Fields(ancetres)
	graine, err := s.depot.lire(ctx, tx, baseCle)
	if err != nil {
		return err
	}
	octets, err := base64.StdEncoding.DecodeString(graine)
	if err != nil || len(octets) != ed25519.SeedSize {
		return fmt.Errorf("key of the server is unreadable")
	}
	s.cle = ed25519.NewKeyFromSeed(octets)
	s.poste = jury.AncienIDPoste(s.cle.Public().(ed25519.PublicKey))
	secret, err := s.depot.lire(ctx, tx, baseAge)
	if err != nil {
		return err
	}
	if s.age, err = age.ParseX25519Identity(secret); err != nil {
		return fmt.Errorf("exchange key of the server is unreadable: %w", err)
	}
	return nil
}

// naitre begins a generation.
func (s *Serveur) naitre(ctx context.Context, tx *sql.Tx, premiere bool) error {
	_, privee, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return fmt.Errorf("make key: %w", err)
	}
	avant, err := s.depot.lire(ctx, tx, baseGeneration)
	if err != nil {
		return err
	}
	ancetres, err := s.depot.lire(ctx, tx, baseAncetres)
	if err != nil {
		return err
	}
	valeurs := map[string]string{baseGeneration: uuid.NewString(), baseCopie: "", baseAncetres: strings.TrimSpace(ancetres + " " + avant)}
	if premiere {
		valeurs[baseCle] = base64.StdEncoding.EncodeToString(privee.Seed())
		secret, err := age.GenerateX25519Identity()
		if err != nil {
			return fmt.Errorf("make exchange key: %w", err)
		}
		valeurs[baseAge] = secret.String()
	}
	for nom, valeur := range valeurs {
		if err := s.depot.ecrire(ctx, tx, nom, valeur); err != nil {
			return err
		}
	}
	return nil
}

// moi names this process as the author of the académie's acts.
func (s *Serveur) moi() string { return jury.AncienIDPoste(s.acteur.Public().(ed25519.PublicKey)) }

// deleguer signs the key of one of this server's processes, so that a server put
// back from a copy knows its own acts again when workstations bring them.
func (s *Serveur) deleguer(cle ed25519.PublicKey) []byte {
	return ed25519.Sign(s.cle, append([]byte("delib acteur\x00"), cle...))
}

func (s *Serveur) delegue(cle ed25519.PublicKey, signature []byte) bool {
	return ed25519.Verify(s.cle.Public().(ed25519.PublicKey), append([]byte("delib acteur\x00"), cle...), signature)
}

// CleEchange gives the age recipient to which workstations encrypt their files.
func (s *Serveur) CleEchange() string { return s.age.Recipient().String() }

// IDCentre names a centre, an exam and a session.
func IDCentre(c *jury.Centre) string { return c.Lieu.UAI + " " + c.Examen + " " + c.Session }

// verrouiller takes a centre for this goroutine alone, in this process; across
// processes the row of the centre does.
func (s *Serveur) verrouiller(centre string) (rendre func()) {
	v, _ := s.verrous.LoadOrStore(centre, new(sync.Mutex))
	m := v.(*sync.Mutex)
	m.Lock()
	return m.Unlock
}

// prendre takes a folded jury out of memory, nil when it is not there.
func (s *Serveur) prendre(k cleJury) *fil {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.fils[k]
	delete(s.fils, k)
	return f
}

// rendre puts folded jurys back, once what they hold is committed.
func (s *Serveur) rendre(fs map[cleJury]*fil) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for k, f := range fs {
		if len(s.fils) >= gardes {
			for autre := range s.fils { // any other will do: it is only folded again
				delete(s.fils, autre)
				break
			}
		}
		s.fils[k] = f
	}
}

// instant writes a time so that texts sort as times.
func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

func lireInstant(texte string) time.Time {
	t, _ := time.Parse("2006-01-02T15:04:05.000Z", texte) // "" is never
	return t
}

// profilDe gives the rules of a centre from its id.
func profilDe(centre string) (*examen.Profil, error) {
	mots := strings.Fields(centre)
	if len(mots) < 3 {
		return nil, fmt.Errorf("centre %q", centre)
	}
	return examen.Trouver(strings.Join(mots[1:len(mots)-1], " "), mots[len(mots)-1])
}

func empreinteDe(contenu []byte) string {
	h := sha256.Sum256(contenu)
	return hex.EncodeToString(h[:])
}
