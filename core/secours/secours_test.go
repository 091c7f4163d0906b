package secours_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/secours"
	"delib/core/store"
)

// vecu is a base that has lived: a copy in the middle, acts after it.
type vecu struct {
	dir, poste string
	avant      []string          // acts of the copy
	tout       []string          // every act
	empreintes map[string]string // of the jurys at the end
}

func vivre(t testing.TB, copie bool) vecu {
	t.Helper()
	ctx := context.Background()
	v := vecu{dir: t.TempDir(), empreintes: map[string]string{}}
	b, p := charge(t, v.dir, bts)
	if err := os.RemoveAll(filepath.Join(v.dir, "copies")); err != nil { // that of the import
		t.Fatal(err)
	}
	agir := func(cle, valeur string) {
		if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", cle, "U1", valeur)}); err != nil {
			t.Fatal(err)
		}
	}
	agir("02319252150-001", "12.00")
	v.avant = idsDe(t, b)
	if copie {
		if _, err := b.Copier(ctx, "avant-import"); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 12 {
		agir("02319252150-001", fmt.Sprintf("%d.50", i+3))
	}
	v.tout, v.poste = idsDe(t, b), b.Poste()
	es, err := b.Entetes(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range es {
		d, err := b.Charger(ctx, e.Code)
		if err != nil {
			t.Fatal(err)
		}
		v.empreintes[e.Code] = d.Empreinte()
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	return v
}

func (v vecu) base() string { return filepath.Join(v.dir, fond.FichierBase) }

// sql changes the base as somebody would who opens it with another program.
func (v vecu) sql(t testing.TB, ordres ...string) {
	t.Helper()
	v.sqlDe(t, v.base(), ordres...)
}

func (vecu) sqlDe(t testing.TB, chemin string, ordres ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(chemin))
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range ordres {
		if _, err := db.Exec(o); err != nil {
			t.Fatalf("%s: %v", o, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func (v vecu) ecraser(t testing.TB, de, n int) {
	t.Helper()
	texte, err := os.ReadFile(v.base())
	if err != nil {
		t.Fatal(err)
	}
	for i := de; i < de+n && i < len(texte); i++ {
		texte[i] ^= 0xa5
	}
	if err := os.WriteFile(v.base(), texte, 0o600); err != nil {
		t.Fatal(err)
	}
}

// secourir rescues and gives the base open, and the account.
func (v vecu) secourir(t testing.TB) (*store.Base, secours.Secours) {
	t.Helper()
	ctx := context.Background()
	casse, _ := os.ReadFile(v.base()) // may be missing on purpose
	essai, err := secours.Secourir(ctx, v.dir, true)
	if err != nil {
		t.Fatal(err)
	}
	if apres, _ := os.ReadFile(v.base()); string(apres) != string(casse) {
		t.Fatal("a trial touched the base")
	}
	s, err := secours.Secourir(ctx, v.dir, false)
	if err != nil {
		t.Fatal(err)
	}
	if s.Issue != essai.Issue || s.Actes != essai.Actes {
		t.Errorf("announced %s %d, done %s %d", essai.Issue, essai.Actes, s.Issue, s.Actes)
	}
	if len(casse) > 0 {
		if garde, err := os.ReadFile(filepath.Join(s.MiseDeCote, fond.FichierBase)); err != nil || string(garde) != string(casse) {
			t.Errorf("the damaged base was not kept as it was (%v)", err)
		}
	}
	if reste, _ := filepath.Glob(filepath.Join(v.dir, "secours-*")); len(reste) > 0 {
		t.Errorf("left behind: %v", reste)
	}
	b := ouvrir(t, v.dir)
	integre(t, b)
	return b, s
}

func (v vecu) identique(t testing.TB, b *store.Base) {
	t.Helper()
	for code, e := range v.empreintes {
		if d, err := b.Charger(context.Background(), code); err != nil || d.Empreinte() != e {
			t.Errorf("jury %s is not as it was (%v)", code, err)
		}
	}
}

// TestRescueFromTheJournal: only what can be made again was damaged; nothing is
// lost and the workstation stays the same, with or without a copy.
func TestRescueFromTheJournal(t *testing.T) {
	for nom, casser := range map[string][]string{
		"projection": {"UPDATE candidats SET contenu = replace(contenu, '9', '8')"},
		"etat":       {"UPDATE jurys SET etat = 218"},
		"candidats":  {"DELETE FROM candidats WHERE place = 0"},
		"jurys":      {"DELETE FROM jurys"},
		"index":      {"PRAGMA writable_schema = ON", "DELETE FROM sqlite_master WHERE name = 'candidats_par_cle'"},
		"gardes":     {"DROP TRIGGER journal_sans_delete"},
	} {
		for _, copie := range []bool{true, false} {
			t.Run(fmt.Sprint(nom, copie), func(t *testing.T) {
				v := vivre(t, copie)
				v.sql(t, casser...)
				b, s := v.secourir(t)
				if s.Issue != secours.SecoursJournal || !s.Identite || b.Poste() != v.poste || s.ActesPerdus != 0 || s.NonRepris != 0 {
					t.Errorf("%+v", s)
				}
				if got := idsDe(t, b); !slices.Equal(got, v.tout) {
					t.Errorf("%d acts, want %d", len(got), len(v.tout))
				}
				v.identique(t, b)
			})
		}
	}
}

// TestRescueFromPages: SQLite cannot read the file any more, the acts still stand
// in its pages.
func TestRescueFromPages(t *testing.T) {
	for nom, casser := range map[string]func(testing.TB, vecu){
		"header":     func(t testing.TB, v vecu) { v.ecraser(t, 0, 100) },
		"first page": func(t testing.TB, v vecu) { v.ecraser(t, 0, 4096) },
		"zeroes": func(t testing.TB, v vecu) {
			texte, err := os.ReadFile(v.base())
			if err != nil {
				t.Fatal(err)
			}
			clear(texte[:4096])
			if err := os.WriteFile(v.base(), texte, 0o600); err != nil {
				t.Fatal(err)
			}
		},
	} {
		for _, copie := range []bool{true, false} {
			t.Run(fmt.Sprint(nom, copie), func(t *testing.T) {
				v := vivre(t, copie)
				casser(t, v)
				if _, err := store.Ouvrir(context.Background(), v.dir, store.Options{Creer: true}); !fond.EstAbimee(err) ||
					examen.CodeDe(err) != examen.CodeBase {
					t.Fatalf("opened: %v", err)
				}
				b, s := v.secourir(t)
				if s.Issue != secours.SecoursReunion || b.Poste() == v.poste || len(s.Manque) == 0 {
					t.Errorf("%+v", s)
				}
				if got := idsDe(t, b); !slices.Equal(got, v.tout) {
					t.Errorf("%d acts, want %d\n%s", len(got), len(v.tout), strings.Join(s.Lignes(), "\n"))
				}
				v.identique(t, b)
			})
		}
	}
}

// TestRescueFromTheCopy: nothing of the base is left.
func TestRescueFromTheCopy(t *testing.T) {
	for nom, casser := range map[string]func(string) error{
		"garbage": func(c string) error { return os.WriteFile(c, []byte(strings.Repeat("cassée", 5000)), 0o600) },
		"empty":   func(c string) error { return os.WriteFile(c, nil, 0o600) },
		"missing": os.Remove,
	} {
		t.Run(nom, func(t *testing.T) {
			v := vivre(t, true)
			if err := casser(v.base()); err != nil {
				t.Fatal(err)
			}
			if _, err := store.Ouvrir(context.Background(), v.dir, store.Options{Creer: true}); !fond.EstAbimee(err) {
				t.Fatalf("opened: %v", err)
			}
			b, s := v.secourir(t)
			if b.Poste() == v.poste {
				t.Error("the workstation would sign a second history under the same name")
			}
			if got := idsDe(t, b); !slices.Equal(got, v.avant) {
				t.Errorf("%d acts, want %d: %+v", len(got), len(v.avant), s)
			}
			if !strings.Contains(strings.Join(s.Manque, "\n"), "plan de secours") {
				t.Errorf("does not say to compare: %v", s.Manque)
			}
		})
	}
}

// TestRescueWithNothing: it says so, sets aside, and leaves room to start again.
func TestRescueWithNothing(t *testing.T) {
	v := vivre(t, false)
	if err := os.WriteFile(v.base(), []byte(strings.Repeat("cassée", 5000)), 0o600); err != nil {
		t.Fatal(err)
	}
	b, s := v.secourir(t)
	if s.Issue != secours.SecoursRien || !strings.Contains(strings.Join(s.Manque, "\n"), "plan de secours") {
		t.Errorf("%+v", s)
	}
	if es, err := b.Entetes(context.Background()); err != nil || len(es) != 0 {
		t.Errorf("%v %v", es, err)
	}
}

// TestRescueOfACutJournal: an act is torn out; the jury stops before it, the rest
// is kept beside, and the account counts.
func TestRescueOfACutJournal(t *testing.T) {
	v := vivre(t, false)
	v.sql(t, "DROP TRIGGER journal_sans_delete", "DELETE FROM journal WHERE ordre = (SELECT max(ordre) - 3 FROM journal)", "VACUUM")
	b, s := v.secourir(t)
	if s.ActesPerdus != 1 || s.NonRepris != 3 || s.Identite || b.Poste() == v.poste {
		t.Errorf("%+v", s)
	}
	texte, err := os.ReadFile(filepath.Join(s.MiseDeCote, secours.FichierNonRepris))
	var gardes []jury.ActeScelle
	if err != nil || json.Unmarshal(texte, &gardes) != nil || len(gardes) != 3 {
		t.Errorf("%d acts kept beside (%v)", len(gardes), err)
	}
	if got := idsDe(t, b); len(got) != len(v.tout)-4 {
		t.Errorf("%d acts, want %d", len(got), len(v.tout)-4)
	}
	// A forged act comes in by no way.
	v = vivre(t, false)
	v.sql(t, "DROP TRIGGER journal_sans_update",
		"UPDATE journal SET contenu = CAST(replace(CAST(contenu AS TEXT), '14.50', '19.50') AS BLOB) WHERE ordre = (SELECT max(ordre) FROM journal)")
	b, s = v.secourir(t)
	if got := idsDe(t, b); len(got) != len(v.tout)-1 || s.ActesPerdus != 1 {
		t.Errorf("%d acts, want %d: %+v", len(got), len(v.tout)-1, s)
	}
}

// TestTheLogDeleted: a base whose log was deleted has gone back without a trace;
// a copy that holds later acts tells it, and they come back.
func TestTheLogDeleted(t *testing.T) {
	v := vivre(t, true)
	ctx := context.Background()
	ancienne, err := fond.Copies(v.dir)
	if err != nil {
		t.Fatal(err)
	}
	texte, err := os.ReadFile(ancienne[0].Chemin)
	if err != nil {
		t.Fatal(err)
	}
	b := ouvrir(t, v.dir)
	if _, err := b.Copier(ctx, "fermeture"); err != nil {
		t.Fatal(err)
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(v.base(), texte, 0o600); err != nil { // what the file was before its log came in
		t.Fatal(err)
	}
	b, s := v.secourir(t)
	if got := idsDe(t, b); !slices.Equal(got, v.tout) || s.Identite {
		t.Errorf("%d acts, want %d: %+v", len(got), len(v.tout), s)
	}
}

// TestARescueStoppedHalfWay: the damaged base was moved, the new one not yet there.
func TestARescueStoppedHalfWay(t *testing.T) {
	v := vivre(t, true)
	v.ecraser(t, 0, 100)
	cote := filepath.Join(v.dir, "mise-de-cote-20230606-080000.000")
	if err := os.MkdirAll(cote, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(v.base(), filepath.Join(cote, fond.FichierBase)); err != nil {
		t.Fatal(err)
	}
	b, _ := v.secourir(t)
	if got := idsDe(t, b); !slices.Equal(got, v.tout) {
		t.Errorf("%d acts, want %d", len(got), len(v.tout))
	}
}

// TestANewerBaseIsLeftAlone: it is not damaged, and no rescue touches it.
func TestANewerBaseIsLeftAlone(t *testing.T) {
	v := vivre(t, true)
	v.sql(t, fmt.Sprintf("PRAGMA user_version = %d", fond.Schema+1))
	_, err := store.Ouvrir(context.Background(), v.dir, store.Options{})
	if fond.EstAbimee(err) || examen.CodeDe(err) != examen.CodeBase {
		t.Errorf("%v", err)
	}
	if _, err := secours.Secourir(context.Background(), v.dir, false); !strings.Contains(fmt.Sprint(err), "plus récente") {
		t.Errorf("%v", err)
	}
	if cotes, _ := filepath.Glob(filepath.Join(v.dir, "mise-de-cote-*")); len(cotes) > 0 {
		t.Error("set aside")
	}
}

// TestRandomDamage: whatever is damaged, an act that still stands whole in the
// file or in a copy is in the base after, or beside it; and the base is sound.
func TestRandomDamage(t *testing.T) {
	n := 40
	if testing.Short() {
		n = 8
	}
	modele := vivre(t, true)
	sain, err := os.ReadFile(modele.base())
	if err != nil {
		t.Fatal(err)
	}
	copies, err := fond.Copies(modele.dir)
	if err != nil {
		t.Fatal(err)
	}
	copie, err := os.ReadFile(copies[0].Chemin)
	if err != nil {
		t.Fatal(err)
	}
	issues := map[secours.IssueSecours]int{}
	for graine := range n {
		alea := rand.New(rand.NewPCG(uint64(graine), 7))
		texte := abimer(alea, slices.Clone(sain))
		v := vecu{dir: t.TempDir()}
		avecCopie := alea.IntN(2) == 0
		if err := os.WriteFile(v.base(), texte, 0o600); err != nil {
			t.Fatal(err)
		}
		if avecCopie {
			dir := filepath.Join(v.dir, "copies")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "avant-import-20230606-080000.sqlite"), copie, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		b, s := v.secourir(t)
		issues[s.Issue]++
		la := map[string]bool{}
		for _, id := range idsDe(t, b) {
			la[id] = true
		}
		var beside []jury.ActeScelle
		if texte, err := os.ReadFile(filepath.Join(s.MiseDeCote, secours.FichierNonRepris)); err == nil {
			if err := json.Unmarshal(texte, &beside); err != nil {
				t.Fatal(err)
			}
		}
		for _, x := range beside {
			a, err := x.Lire()
			if err != nil {
				t.Fatal(err)
			}
			la[a.ID] = true
		}
		if avecCopie {
			for _, id := range modele.avant {
				if !la[id] {
					t.Errorf("seed %d (%s): act %s of the copy is lost", graine, s.Issue, id)
				}
			}
		}
		// An act of a page that was not touched, and that SQLite reads.
		for _, id := range lisibles(t, texte) {
			if !la[id] {
				t.Errorf("seed %d (%s): act %s is readable in the damaged file, and lost", graine, s.Issue, id)
			}
		}
		if err := b.Fermer(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("issues: %v", issues)
	if issues[secours.SecoursJournal] == 0 || issues[secours.SecoursReunion] == 0 {
		t.Errorf("the damage was not varied: %v", issues)
	}
}

// abimer damages a file as disks and people do.
func abimer(alea *rand.Rand, texte []byte) []byte {
	switch alea.IntN(4) {
	case 0: // cut
		return texte[:4096+alea.IntN(len(texte)-4096)]
	case 1: // a lost page
		p := alea.IntN(len(texte) / 4096)
		clear(texte[p*4096 : (p+1)*4096])
	case 2: // flipped bits
		for range 1 + alea.IntN(200) {
			texte[alea.IntN(len(texte))] ^= 1 << alea.IntN(8)
		}
	default: // a stretch overwritten
		de := alea.IntN(len(texte))
		for i := de; i < min(len(texte), de+20000); i++ {
			texte[i] = byte(alea.Uint32())
		}
	}
	return texte
}

// lisibles gives the acts that SQLite gives of a damaged file, their hash right.
func lisibles(t *testing.T, texte []byte) (ids []string) {
	t.Helper()
	chemin := filepath.Join(t.TempDir(), "vue.sqlite")
	if err := os.WriteFile(chemin, texte, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(chemin))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for ordre := range 40 {
		var s jury.ActeScelle
		var empreinte string
		if db.QueryRow("SELECT contenu, signature, empreinte FROM journal WHERE jury <> '' AND ordre = ?",
			ordre).Scan(&s.Contenu, &s.Signature, &empreinte) != nil || s.Empreinte() != empreinte {
			continue
		}
		if a, err := s.Lire(); err == nil && len(s.Signature) == 64 {
			ids = append(ids, a.ID)
		}
	}
	return ids
}
