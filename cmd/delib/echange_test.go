package main

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"delib/core/activite"
	"delib/core/dossier/dossiertest"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/reprise"
	"delib/core/store"
	"delib/sync/server"
	"delib/ui/modele"
)

// serveur is the académie's server on loopback, which can be cut.
type serveur struct {
	*server.Serveur
	url, empreinte string
	coupe          atomic.Bool
}

func ouvrirServeur(t *testing.T) *serveur {
	t.Helper()
	d, err := server.OuvrirSQLite(t.Context(), filepath.Join(t.TempDir(), "delibd.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Fermer() })
	s := &serveur{}
	if s.Serveur, err = server.Nouveau(t.Context(), d, server.Options{}); err != nil {
		t.Fatal(err)
	}
	c := dossiertest.Fabriquer(2, 3)
	if _, err := s.Charger(t.Context(), c.Centre, c.Jurys, "DEC"); err != nil {
		t.Fatal(err)
	}
	certificat, empreinte, err := s.Certificat(t.Context(), "127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	routes := s.Routes(slog.New(slog.DiscardHandler))
	h := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.coupe.Load() {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		routes.ServeHTTP(w, r)
	}))
	h.TLS = server.ConfigurerTLS(certificat)
	h.StartTLS()
	t.Cleanup(func() { h.CloseClientConnections(); h.Close() })
	s.url, s.empreinte = h.URL, empreinte
	return s
}

// temoinEchange is a workstation as the window sees it.
type temoinEchange struct {
	*echange
	t        *testing.T
	enCours  sync.WaitGroup
	mu       sync.Mutex
	derniere modele.Liaison
	jurys    []string
}

func nouveauTemoin(t *testing.T) *temoinEchange {
	t.Helper()
	b, err := store.Ouvrir(t.Context(), t.TempDir(), store.Options{Creer: true, Application: "essai"})
	if err != nil {
		t.Fatal(err)
	}
	x := &temoinEchange{t: t, echange: nouvelEchange(b, time.Now, t.TempDir())}
	x.Ecouter(func(l modele.Liaison, jurys []string) {
		x.mu.Lock()
		defer x.mu.Unlock()
		x.derniere = l
		x.jurys = append(x.jurys, jurys...)
		if !l.Balance.Juste() {
			t.Errorf("the balance is wrong: %+v", l.Balance)
		}
	})
	ctx, arreter := context.WithCancel(context.Background())
	x.demarrer(ctx, func(f func()) { x.enCours.Go(f) }, func(ref string, err error) { t.Errorf("technical error %s: %v", ref, err) })
	t.Cleanup(func() {
		arreter()
		x.fermer()
		x.enCours.Wait()
		if err := b.Fermer(); err != nil {
			t.Error(err)
		}
	})
	return x
}

// attendre waits for a state, that nobody asked for.
func (x *temoinEchange) attendre(quoi string, bon func(modele.Liaison) bool) modele.Liaison {
	x.t.Helper()
	for fin := time.Now().Add(15 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		x.mu.Lock()
		l := x.derniere
		x.mu.Unlock()
		if bon(l) {
			return l
		}
		if time.Now().After(fin) {
			x.t.Fatalf("%s never came: %+v", quoi, l)
		}
	}
}

// recus gives the jurys that others changed, and forgets them.
func (x *temoinEchange) recus() []string {
	x.mu.Lock()
	defer x.mu.Unlock()
	j := x.jurys
	x.jurys = nil
	return j
}

func (x *temoinEchange) raccorderA(s *serveur) {
	x.t.Helper()
	code, err := s.Enroler(x.t.Context(), "0250001R", "", "")
	if err != nil {
		x.t.Fatal(err)
	}
	if _, err := x.Raccorder(x.t.Context(), s.url, s.empreinte, code); err != nil {
		x.t.Fatal(err)
	}
	x.attendre("the first exchange", func(l modele.Liaison) bool { return l.EnLigne })
}

func (x *temoinEchange) modifier(code, valeur string) {
	x.t.Helper()
	d, err := x.service.Jury(x.t.Context(), code)
	if err != nil {
		x.t.Fatal(err)
	}
	_, err = x.service.ModifierNote(x.t.Context(),
		activite.Modification{Jury: code, Candidat: d.Candidats[0].Cle.String(), Epreuve: "U1", Valeur: valeur, Motif: "m", Par: "Présidente"})
	if err != nil {
		x.t.Fatal(err)
	}
}

func (x *temoinEchange) vaut(code, valeur string) bool {
	d, err := x.service.Jury(x.t.Context(), code)
	return err == nil && d.Candidats[0].Valeur("U1", 1).Texte() == valeur
}

// TestEchangeDeLaFenetre: acts travel by themselves both ways, the window hears
// of others' only, and a divergence is settled through it.
func TestEchangeDeLaFenetre(t *testing.T) {
	s := ouvrirServeur(t)
	a, b := nouveauTemoin(t), nouveauTemoin(t)
	if _, err := a.Synchroniser(t.Context()); examen.CodeDe(err) != examen.CodeReseau {
		t.Fatalf("an exchange with nobody: %v", err)
	}
	a.raccorderA(s)
	b.raccorderA(s)
	if j := a.recus(); !slices.Contains(j, "31310") {
		t.Fatalf("the first dossier came without a word: %v", j)
	}
	b.recus()

	a.modifier("31310", "12")
	a.attendre("the answer", func(l modele.Liaison) bool { return l.Balance.Acceptes == 1 && l.Balance.Attente == 0 })
	b.attendre("the other's act", func(modele.Liaison) bool { return b.vaut("31310", "12.00") && slices.Contains(b.recus(), "31310") })
	if j := a.recus(); len(j) > 0 {
		t.Errorf("its own act is told as another's: %v", j)
	}

	// Apart, both change the same mark.
	s.coupe.Store(true)
	a.modifier("31310", "9")
	l := a.attendre("the cut", func(l modele.Liaison) bool { return !l.EnLigne && l.Balance.Attente == 1 && l.Pourquoi != "" })
	if long, _ := l.Bandeau(time.Now()); !strings.Contains(long, "Hors ligne depuis") || !strings.Contains(long, "1 acte en attente") {
		t.Errorf("offline: %q", long)
	}
	b.modifier("31310", "8")
	b.modifier("31311", "3")
	if _, err := a.Synchroniser(t.Context()); err == nil {
		t.Error("a server that is away answers")
	}
	s.coupe.Store(false)
	for _, x := range []*temoinEchange{a, b} { // unless they did it by themselves already
		if _, err := x.Synchroniser(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	l = a.attendre("the divergence", func(l modele.Liaison) bool { return len(l.Divergences) == 1 && l.ARegarder() == 1 })
	if _, err := a.service.Clore(t.Context(), "31310", "Présidente"); !modele.DivergenceEmpeche(err) {
		t.Errorf("closing while two values stand: %v", err)
	}
	v := l.VuesDivergences(false, time.Now())[0]
	if v.Valeurs != [2]string{"9.00", "8.00"} && v.Valeurs != [2]string{"8.00", "9.00"} {
		t.Errorf("%+v", v)
	}
	if _, err := a.service.Resoudre(t.Context(), v.ID, v.Choisie(1, ""), "relue", "Présidente"); err != nil {
		t.Fatal(err)
	}
	b.attendre("the settlement", func(l modele.Liaison) bool { return len(l.Divergences) == 0 && b.vaut("31310", v.Valeurs[1]) })
}

// TestTheKeyFollowsTheWindow: an act of the window is on the living key soon after, with
// nobody waiting for it.
func TestTheKeyFollowsTheWindow(t *testing.T) {
	x, usb := nouveauTemoin(t), t.TempDir()
	c := dossiertest.Fabriquer(1, 3)
	if _, err := x.service.ImporterContenu(t.Context(), c, "test"); err != nil {
		t.Fatal(err)
	}
	if b, err := x.cle.Choisir(t.Context(), usb, t.TempDir(), false); err != nil || b.Manque != "" {
		t.Fatal(err, b)
	}
	chemin := filepath.Join(usb, reprise.DossierDesJurys, "31310.json")
	avant, err := os.ReadFile(chemin)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x.service.ExaminerLivrets(t.Context(), "31310", nil, "P"); err != nil {
		t.Fatal(err)
	}
	for fin := time.Now().Add(15 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if apres, err := os.ReadFile(chemin); err == nil && !bytes.Equal(avant, apres) {
			break
		}
		if time.Now().After(fin) {
			t.Fatal("the act never came to the key")
		}
	}
}

// TestEchangeTardif: an act that came too late stays in view until a person has
// seen it; files do what the network does.
func TestEchangeTardif(t *testing.T) {
	s := ouvrirServeur(t)
	a, b := nouveauTemoin(t), nouveauTemoin(t)
	a.raccorderA(s)
	b.raccorderA(s)
	s.coupe.Store(true)
	a.modifier("31310", "12")
	if _, err := b.service.ExaminerLivrets(t.Context(), "31310", nil, "Présidente"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.service.Clore(t.Context(), "31310", "Présidente"); err != nil {
		t.Fatal(err)
	}
	dossier := t.TempDir()
	porter := func(x *temoinEchange, nom string) *modele.Echange {
		t.Helper()
		chemin, _, err := x.Exporter(t.Context(), filepath.Join(dossier, nom+".zip"), "", "")
		if err != nil {
			t.Fatal(err)
		}
		actes, err := os.ReadFile(chemin)
		if err != nil {
			t.Fatal(err)
		}
		reponse, _, err := s.Recevoir(t.Context(), actes)
		if err != nil {
			t.Fatal(err)
		}
		retour := filepath.Join(dossier, nom+"-reponse.zip")
		if err := os.WriteFile(retour, reponse, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := x.Importer(t.Context(), retour)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	porter(b, "b")
	if r := porter(a, "a"); strings.Join(r.Autrement, "|") != "Tardif : 1 acte." || r.Balance.Tardifs != 1 || r.Balance.Attente != 0 {
		t.Fatalf("%+v", r)
	}
	l, err := a.Liaison(t.Context())
	if err != nil || l.ARegarder() != 1 || l.Reponses[0].Verdict.Issue != jury.IssueTardif || l.Reponses[0].Candidat == nil {
		t.Fatalf("%+v, %v", l, err)
	}
	if err := a.Accuser(t.Context(), l.Reponses[0].Acte.ID); err != nil {
		t.Fatal(err)
	}
	if l, err = a.Liaison(t.Context()); err != nil || l.ARegarder() != 0 || l.Balance.Tardifs != 1 {
		t.Errorf("%+v, %v", l, err)
	}
	if _, err := a.Importer(t.Context(), filepath.Join(dossier, "absent.zip")); examen.CodeDe(err) != examen.CodeFichier {
		t.Errorf("a file that is not there: %v", err)
	}
}
