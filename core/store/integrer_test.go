package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/ordre"
	"delib/core/reprise"
	"delib/core/store"
	"delib/core/store/storetest"
)

// TestAncienneBase: a base that an older program left, with acts that wait and a
// closed jury, opens after a copy, holds the same jurys, and loses no act.
func TestAncienneBase(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	storetest.AncienneBase(t, dir)
	b, err := store.Ouvrir(ctx, dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Fermer()
	s, err := b.Balance(ctx)
	if err != nil || s.Emis != 15 || s.Attente != 15 {
		t.Errorf("%+v, %v: fifteen acts waited", s, err)
	}
	d, err := b.Charger(ctx, "31310")
	if err != nil || d.Etat != examen.Editions1 {
		t.Fatalf("%v, %v", d.Etat, err)
	}
	c, _ := d.Candidat(jury.Cle{Numero: "02319252150", Inscription: "001"})
	if c.Valeur("U1", 1).Texte() != "12.00" || c.Arrete1 == nil || c.Arrete1.Moyenne != "10.40" {
		t.Errorf("%+v", c)
	}
	integre(t, b)
	if cs, err := fond.Copies(dir); err != nil || len(cs) != 1 {
		t.Errorf("%d copies, %v", len(cs), err)
	}
}

// TestIntegrerFaux: an answer that does not hold together changes nothing.
func TestIntegrerFaux(t *testing.T) {
	ctx := context.Background()
	for nom, abimer := range map[string]func(x *storetest.Autre, r *ordre.Recu){
		"signature":     func(_ *storetest.Autre, r *ordre.Recu) { r.Entrees[1].Acte.Signature[3] ^= 1 },
		"content":       func(_ *storetest.Autre, r *ordre.Recu) { r.Entrees[1].Acte.Contenu[40] ^= 1 },
		"another's key": func(x *storetest.Autre, r *ordre.Recu) { r.Cles[x.ID] = nouvelAutre(t).Cle[32:] },
		"a key that is not the workstation's": func(x *storetest.Autre, r *ordre.Recu) {
			y := nouvelAutre(t)
			r.Cles[x.ID] = y.Cle[32:]
			for i := range r.Entrees {
				a, _ := r.Entrees[i].Acte.Lire()
				*r.Entrees[i].Acte, _ = jury.Sceller(a, y.Cle)
			}
		},
		"no key":             func(_ *storetest.Autre, r *ordre.Recu) { r.Cles = nil },
		"an entry missing":   func(_ *storetest.Autre, r *ordre.Recu) { r.Entrees = r.Entrees[1:] },
		"a hole in the jury": func(_ *storetest.Autre, r *ordre.Recu) { r.Entrees[1].Seq = 3 },
		"an unknown act":     func(_ *storetest.Autre, r *ordre.Recu) { r.Entrees[1].Acte = nil },
		"another jury":       func(_ *storetest.Autre, r *ordre.Recu) { r.Entrees[1].Jury = "31408" },
		"origin":             func(_ *storetest.Autre, r *ordre.Recu) { r.Origines = map[string][]byte{"00": []byte("x")} },
	} {
		t.Run(nom, func(t *testing.T) {
			b, _ := charge(t, t.TempDir(), bts)
			avant := valeurU1(t, b)
			x := nouvelAutre(t)
			r := x.Recu(x.Entree(t, 1, 1, importation(t, b)), x.Entree(t, 2, 2, noteDe("B", avant, "15.00")))
			abimer(x, &r)
			if _, err := b.Integrer(ctx, r); err == nil {
				t.Error("taken in")
			}
			if v := valeurU1(t, b); v != avant {
				t.Errorf("the mark became %s", v)
			}
			integre(t, b)
		})
	}
}

// TestIntegrerEtEcart: what the académie confirmed stands first, what waits stays
// on top when it can; a hash that is not ours stops the moves of that jury only.
func TestIntegrerEtEcart(t *testing.T) {
	ctx := context.Background()
	b, p := charge(t, t.TempDir(), bts)
	avant := valeurU1(t, b)
	if err := b.Agir(ctx, p, []jury.Lot{modifier(j1, "02319252150-001", "U1", "12.00")}); err != nil {
		t.Fatal(err)
	}
	x := nouvelAutre(t)
	r := x.Recu(x.Entree(t, 1, 1, importation(t, b)), x.Entree(t, 2, 2, noteDe("B", avant, "15.00")))
	r.Empreintes = map[string]string{j1: "autre"}
	i, err := b.Integrer(ctx, r)
	if err != nil || len(i.Desaccord) != 1 {
		t.Fatalf("%+v, %v", i, err)
	}
	if v := valeurU1(t, b); v != "15.00" {
		t.Errorf("%s: the académie's value shows, this base's act waits for its verdict", v)
	}
	if s, err := b.Balance(ctx); err != nil || s.Attente != 7 || !s.Juste() {
		t.Errorf("%+v, %v: nothing waits less", s, err)
	}
	passer := func(code string) error {
		return b.Agir(ctx, p, []jury.Lot{{Jury: code, Actes: func(d jury.Dossier) ([]jury.Acte, error) {
			return []jury.Acte{{Genre: jury.GenreAvancer, De: "110", Vers: "105", Motif: "m", Auteur: "C", Role: examen.RoleCentre}}, nil
		}}})
	}
	if err := passer(j1); examen.CodeDe(err) != examen.CodeBase || !strings.Contains(err.Error(), "ne peut pas changer d’état") {
		t.Errorf("a stopped jury moved: %v", err)
	}
	if err := passer("31408"); err != nil {
		t.Errorf("another jury: %v", err)
	}
	if err := b.Agir(ctx, p, []jury.Lot{modifier(j1, "02319252150-001", "U1", "16.00")}); err != nil {
		t.Errorf("marks may still be entered: %v", err)
	}
	if _, err := b.Integrer(ctx, r); err != nil {
		t.Errorf("the same answer twice: %v", err)
	}
	integre(t, b)
}

// TestGenreDeDemain: an act of a later program makes its jury read-only here, and
// nothing of this base is lost.
func TestGenreDeDemain(t *testing.T) {
	ctx := context.Background()
	b, p := charge(t, t.TempDir(), bts)
	if err := b.Agir(ctx, p, []jury.Lot{modifier(j1, "02319252150-001", "U1", "12.00")}); err != nil {
		t.Fatal(err)
	}
	x := nouvelAutre(t)
	demain := noteDe("B", "", "")
	demain.Genre = "pondérer.1"
	r := x.Recu(x.Entree(t, 1, 1, importation(t, b)), x.Entree(t, 2, 2, demain), x.Entree(t, 3, 3, noteDe("B", valeurU1(t, b), "3.00")))
	if _, err := b.Integrer(ctx, r); err != nil {
		t.Fatal(err)
	}
	if err := b.Agir(ctx, p, []jury.Lot{modifier(j1, "02319252150-001", "U2", "12.00")}); examen.CodeDe(err) != examen.CodeVersion {
		t.Errorf("a read-only jury: %v", err)
	}
	if err := b.Agir(ctx, p, []jury.Lot{modifier("31408", "02244250322-001", "U11", "12.00")}); err != nil {
		t.Errorf("another jury: %v", err)
	}
	if s, err := b.Balance(ctx); err != nil || s.Emis != 8 || s.Attente != 8 {
		t.Errorf("%+v, %v", s, err)
	}
}

// TestVerdictDefinitif: a verdict is given once, an acknowledgement is of what
// was refused, and a stale file of answers is refused.
func TestVerdictDefinitif(t *testing.T) {
	ctx := context.Background()
	b, p := charge(t, t.TempDir(), bts)
	if err := b.Agir(ctx, p, []jury.Lot{modifier(j1, "02319252150-001", "U1", "12.00")}); err != nil {
		t.Fatal(err)
	}
	avant := valeurU1(t, b)
	x := nouvelAutre(t)
	as, err := actesDe(ctx, b)
	if err != nil {
		t.Fatal(err)
	}
	id := as[len(as)-1].ID
	r := x.Recu(x.Entree(t, 1, 1, importation(t, b)))
	for _, issue := range []jury.Issue{jury.IssueRetenu, jury.IssueRefuse, jury.IssueAccepte, jury.IssueRetenu} {
		r.Verdicts = []ordre.Verdict{{Acte: id, Issue: issue, Code: examen.CodeValeur, Message: "non"}, {Acte: "d’un autre", Issue: jury.IssueAccepte}}
		if _, err := b.Integrer(ctx, r); err != nil {
			t.Fatal(issue, err)
		}
	}
	if s, err := b.Balance(ctx); err != nil || s.Refuses != 1 || s.Acceptes != 0 || s.Emis != 7 {
		t.Errorf("%+v, %v", s, err)
	}
	if v := valeurU1(t, b); v == avant {
		t.Errorf("%s: the refused act still counts", v)
	}
	vus, err := b.ARegarder(ctx)
	if err != nil || len(vus) != 1 || vus[0].Verdict.Issue != jury.IssueRefuse {
		t.Fatalf("%+v, %v", vus, err)
	}
	if err := b.Accuser(ctx, id[:20]); err != nil {
		t.Fatal(err)
	}
	if err := b.Accuser(ctx, id); examen.CodeDe(err) != examen.CodeInconnu {
		t.Errorf("twice: %v", err)
	}
	integre(t, b)

	// Another life of the server, then an old file of the first one.
	autreVie := r
	autreVie.Generation, autreVie.Verdicts = "h", nil
	if _, err := b.Integrer(ctx, autreVie); err != nil {
		t.Fatal(err)
	}
	if s, err := b.Balance(ctx); err != nil || s.Attente != 7 {
		t.Errorf("%+v, %v: all is offered again", s, err)
	}
	r.Fichier = true
	if _, err := b.Integrer(ctx, r); examen.CodeDe(err) != examen.CodePerime {
		t.Errorf("an old file: %v", err)
	}
	if err := b.Oublier(ctx); err != nil {
		t.Fatal(err)
	}
	if rac, err := b.Raccordement(ctx); err != nil || rac != nil {
		t.Errorf("%+v, %v", rac, err)
	}
	if _, err := b.Integrer(ctx, autreVie); err != nil && !errors.Is(err, ordre.ErrReprendre) {
		t.Error(err)
	}
	integre(t, b)
}

// TestAPlanOfTheAcademiesCentre: the académie signed for the centre, and a plan holds
// its act; to make the plan signs nothing.
func TestAPlanOfTheAcademiesCentre(t *testing.T) {
	ctx := context.Background()
	b, _ := charge(t, t.TempDir(), bts)
	c, err := b.Centre(ctx)
	if err != nil {
		t.Fatal(err)
	}
	x := nouvelAutre(t)
	commun := jury.Acte{Genre: jury.GenreCentre, Vers: jury.EmpreinteOrigine(jury.EncoderCentre(c)), Auteur: "DEC", Role: examen.RoleAcademie}
	if _, err := b.Integrer(ctx, x.Recu(x.Entree(t, 1, 1, commun), x.Entree(t, 2, 1, importation(t, b)))); err != nil {
		t.Fatal(err)
	}
	avant, err := b.Verifier(ctx)
	if err != nil || len(avant.Fautes) > 0 {
		t.Fatalf("%+v %v", avant, err)
	}
	texte, err := b.Reprise(ctx, j1)
	if err != nil {
		t.Fatal(err)
	}
	if r, _, err := reprise.Lire(texte); err != nil || r.Poste != x.ID || r.Auteur() != b.Poste() {
		t.Errorf("%s, by %s: %v", r.Poste, r.Auteur(), err)
	}
	if apres, err := b.Verifier(ctx); err != nil || apres.Actes != avant.Actes {
		t.Errorf("reading made %d acts", apres.Actes-avant.Actes)
	}
}
