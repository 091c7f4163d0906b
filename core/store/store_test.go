package store_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"delib/core/compterendu"
	"delib/core/decision"
	"delib/core/dossier"
	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/note"
	"delib/core/reprise"
	"delib/core/store"
)

// TestAnActIsThereAfterReopening: what was said to be done is done.
func TestAnActIsThereAfterReopening(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	b, p := charge(t, dir, bts)
	if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", "12.00")}); err != nil {
		t.Fatal(err)
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	b = ouvrir(t, dir)
	d, err := b.Charger(ctx, "31310")
	if err != nil {
		t.Fatal(err)
	}
	c, _ := d.Candidat(jury.Cle{Numero: "02319252150", Inscription: "001"})
	if c.Valeur("U1", 1) != note.De(1200) {
		t.Errorf("U1 = %v", c.Valeur("U1", 1))
	}
	integre(t, b)
}

// TestARefusedLotChangesNothing: two jurys in one call, the second refused.
func TestARefusedLotChangesNothing(t *testing.T) {
	ctx := context.Background()
	b, p := charge(t, t.TempDir(), bts)
	avant, err := b.Charger(ctx, "31310")
	if err != nil {
		t.Fatal(err)
	}
	err = b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", "12.00"), modifier("31408", "02246250298-001", "U11", "9.25")})
	if examen.CodeDe(err) != examen.CodeValeur {
		t.Fatalf("%v", err)
	}
	apres, err := b.Charger(ctx, "31310")
	if err != nil || apres.Empreinte() != avant.Empreinte() {
		t.Errorf("the first jury changed (%v)", err)
	}
	integre(t, b)
}

func TestImportAgain(t *testing.T) {
	ctx := context.Background()
	b, p := charge(t, t.TempDir(), bts)
	if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", "12.00")}); err != nil {
		t.Fatal(err)
	}
	lire := func() *dossier.Contenu {
		c, err := dossier.Lire(bts)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	r, err := b.Importer(ctx, lire().Centre, lire().Jurys, "x")
	if err != nil || len(r.Inchanges) != 5 {
		t.Fatalf("same again: %+v, %v", r, err)
	}
	// A newer dossier: 31310 holds an act, 31408 does not.
	neuf := lire()
	neuf.Centre.GenereLe = "2023-06-07T09:00:00+02:00"
	for i := range neuf.Jurys {
		neuf.Jurys[i].President = "Nouveau"
	}
	r, err = b.Importer(ctx, neuf.Centre, neuf.Jurys, "x")
	if err != nil || strings.Join(r.Intouches, ",") != "31310" || len(r.Charges) != 4 {
		t.Fatalf("newer: %+v, %v", r, err)
	}
	d, err := b.Charger(ctx, "31310")
	if err != nil || d.President == "Nouveau" {
		t.Errorf("31310 was touched (%v)", err)
	}
	integre(t, b)
	if _, err = b.Importer(ctx, lire().Centre, lire().Jurys, "x"); examen.CodeDe(err) != examen.CodeDossier {
		t.Errorf("older: %v", err)
	}
	autre, err := dossier.Lire(bcp)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = b.Importer(ctx, autre.Centre, autre.Jurys, "x"); examen.CodeDe(err) != examen.CodeDossier {
		t.Errorf("another centre: %v", err)
	}
	integre(t, b)
}

// TestACandidateIsInOneJury: a newer dossier moves him out of a jury that holds
// acts and is left as it is.
func TestACandidateIsInOneJury(t *testing.T) {
	ctx := context.Background()
	b, p := charge(t, t.TempDir(), bts)
	if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", "12.00")}); err != nil {
		t.Fatal(err)
	}
	neuf, err := dossier.Lire(bts)
	if err != nil {
		t.Fatal(err)
	}
	neuf.Centre.GenereLe = "2023-06-07T09:00:00+02:00"
	var de, vers *jury.Dossier
	for i := range neuf.Jurys {
		switch neuf.Jurys[i].Code {
		case "31310":
			de = &neuf.Jurys[i]
		case "31408":
			vers = &neuf.Jurys[i]
		}
	}
	vers.Candidats = append(vers.Candidats, de.Candidats[0])
	de.Candidats = de.Candidats[1:]
	if _, err := b.Importer(ctx, neuf.Centre, neuf.Jurys, "x"); examen.CodeDe(err) != examen.CodeDossier || !strings.Contains(err.Error(), "02319252150-001") {
		t.Errorf("%v", err)
	}
	integre(t, b)
}

func TestSecondInstance(t *testing.T) {
	dir := t.TempDir()
	ouvrir(t, dir)
	_, err := store.Ouvrir(context.Background(), dir, store.Options{})
	if examen.CodeDe(err) != examen.CodeBase || !strings.Contains(err.Error(), "déjà ouvert") {
		t.Errorf("%v", err)
	}
}

func TestNewerBaseIsRefused(t *testing.T) {
	dir := t.TempDir()
	if err := ouvrir(t, dir).Fermer(); err != nil {
		t.Fatal(err)
	}
	db := brut(t, dir)
	if _, err := db.Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := store.Ouvrir(context.Background(), dir, store.Options{Creer: true})
	if examen.CodeDe(err) != examen.CodeBase || !strings.Contains(err.Error(), "plus récente") {
		t.Errorf("%v", err)
	}
}

func TestDamagedBaseIsExplained(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, fond.FichierBase), []byte(strings.Repeat("ceci n'est pas une base ", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := store.Ouvrir(context.Background(), dir, store.Options{Creer: true})
	if examen.CodeDe(err) != examen.CodeBase {
		t.Errorf("%v", err)
	}
}

// TestJournalRefusesToBeChanged: the base itself says no.
func TestJournalRefusesToBeChanged(t *testing.T) {
	dir := t.TempDir()
	b, _ := charge(t, dir, bts)
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	db := brut(t, dir)
	defer db.Close()
	for _, q := range []string{"UPDATE journal SET jury = 'x'", "DELETE FROM journal", "UPDATE origines SET contenu = x'00'", "DELETE FROM origines"} {
		if _, err := db.Exec(q); err == nil {
			t.Errorf("%s: accepted", q)
		}
	}
}

// TestEveryAlterationIsFound changes each thing that the base holds.
func TestEveryAlterationIsFound(t *testing.T) {
	for _, c := range []struct{ nom, q, parmi string }{
		{"journal content", "DROP TRIGGER journal_sans_update; UPDATE journal SET contenu = x'7b7d' WHERE rang = 3", "n° 3 du journal"},
		{"journal column", "DROP TRIGGER journal_sans_update; UPDATE journal SET jury = '31408' WHERE genre = 'modifier-note.1'", "ses colonnes ne disent pas"},
		{
			"journal swapped",
			"DROP TRIGGER journal_sans_update; UPDATE journal SET rang = 99 WHERE rang = 2; UPDATE journal SET rang = 2 WHERE rang = 3; UPDATE journal SET rang " +
				"= 3 WHERE rang = 99",
			"ses colonnes ne disent pas",
		},
		{"journal hole", "DROP TRIGGER journal_sans_delete; DELETE FROM journal WHERE rang = 2", "il ne suit pas l’acte n° 1"},
		{"journal tail", "DROP TRIGGER journal_sans_delete; DELETE FROM journal WHERE genre = 'modifier-note.1'", "Tête du journal"},
		{"signature", "DROP TRIGGER journal_sans_update; UPDATE journal SET signature = zeroblob(64) WHERE rang = 4", "sa signature"},
		{
			"origin", "DROP TRIGGER origines_sans_update; UPDATE origines SET contenu = CAST(replace(CAST(contenu AS TEXT), '12.00', '12.50') AS BLOB)",
			"Données importées",
		},
		{"mark", "UPDATE candidats SET contenu = replace(contenu, '12.00', '12.50') WHERE jury = '20112'", "Jury 20112, candidat"},
		{"candidate gone", "DELETE FROM candidats WHERE jury = '20112' AND place = 0", "Jury 20112"},
		{
			"candidate added", "INSERT INTO candidats SELECT jury, 999, numero, inscription, contenu FROM candidats WHERE jury = '20112' AND place = 0",
			"de trop",
		},
		{"state", "UPDATE jurys SET contenu = replace(contenu, '\"etat\":110', '\"etat\":130') WHERE code = '20112'", "son état (130)"},
		{"jury gone", "DELETE FROM jurys WHERE code = '20112'", "illisibles ou absentes"},
		{"centre", "UPDATE base SET valeur = replace(valeur, 'AUDINCOURT', 'BELFORT') WHERE nom = 'centre'", "dernier dossier importé"},
		{"key", "UPDATE base SET valeur = 'AAAA' WHERE nom = 'cle_publique'", "Clé du poste"},
		{"centre gone", "DELETE FROM base WHERE nom = 'centre'", "ses données ont disparu"},
		{"candidate's number", "UPDATE candidats SET numero = '09999999999' WHERE jury = '20112' AND place = 0", "sa colonne de numéro"},
		{"state column", "UPDATE jurys SET etat = 130 WHERE code = '20112'", "sa colonne d’état"},
		{"guard", "DROP TRIGGER journal_sans_delete", "1 des 4 gardes"},
		{"register tail", "DELETE FROM comptes_rendus", "Registre : il s’arrête"},
		{"plan", "UPDATE plans SET rang = 99", "n’est pas celui que dit le registre"},
		{"plan gone", "DELETE FROM plans", "il a disparu"},
		{"papillon", "UPDATE papillons SET hachage = x'00'", "Papillon du jury"},
		{"papillon gone", "DELETE FROM papillons", "Papillons : 1 ont disparu"},
		{"head gone", "DELETE FROM base WHERE nom = 'tete'", "Tête du journal"},
		{"head", "UPDATE base SET valeur = '3 abc' WHERE nom = 'tete'", "Tête du journal"},
	} {
		t.Run(c.nom, func(t *testing.T) {
			ctx, dir := context.Background(), t.TempDir()
			b, p := charge(t, dir, bts)
			if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", "12.00")}); err != nil {
				t.Fatal(err)
			}
			plans := []compterendu.Plan{{Jury: "31310", Groupe: 1, Rang: 2, Empreinte: "e", FaitLe: time.Unix(1e9, 0)}}
			papillons := []compterendu.Papillon{{Jury: "31310", Groupe: 1, Login: "l", Sel: []byte{1}, Hachage: []byte{2}}}
			if err := b.Enregistrer(ctx, &compterendu.CompteRendu{Activite: "plan-secours-groupe1"}, plans, papillons); err != nil {
				t.Fatal(err)
			}
			integre(t, b)
			if err := b.Fermer(); err != nil {
				t.Fatal(err)
			}
			db := brut(t, dir)
			if _, err := db.Exec(c.q); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			v, err := ouvrir(t, dir).Verifier(ctx)
			if err != nil || !strings.Contains(strings.Join(v.Fautes, "\n"), c.parmi) {
				t.Errorf("%v, faults %q; want %q", err, v.Fautes, c.parmi)
			}
		})
	}
}

// TestReprise: another workstation rebuilds the jury, and an altered file is refused.
func TestReprise(t *testing.T) {
	ctx := context.Background()
	b, p := charge(t, t.TempDir(), bts)
	if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", "12.00")}); err != nil {
		t.Fatal(err)
	}
	texte, err := b.Reprise(ctx, "31310")
	if err != nil {
		t.Fatal(err)
	}
	d, err := b.Charger(ctx, "31310")
	if err != nil {
		t.Fatal(err)
	}
	_, refait, err := reprise.Lire(texte)
	if err != nil || refait.Empreinte() != d.Empreinte() {
		t.Fatalf("the jury comes back changed (%v)", err)
	}
	for _, x := range [][2]string{{`"examen":"BTS"`, `"examen":"BCP"`}, {`"session":"2023-06"`, `"session":"2026-06"`}, {"BESANÇON", "MARSEILLE"}} {
		faux := strings.Replace(string(texte), x[0], x[1], 1)
		if _, _, err := reprise.Lire([]byte(faux)); faux == string(texte) || examen.CodeDe(err) != examen.CodeFichier {
			t.Errorf("%s as %s: %v", x[0], x[1], err)
		}
	}
	for i := 0; i < len(texte); i += len(texte)/200 + 1 {
		gate := append([]byte(nil), texte...)
		gate[i] ^= 1
		if _, x, err := reprise.Lire(gate); err == nil && x.Empreinte() != d.Empreinte() {
			t.Fatalf("byte %d altered: accepted with another content", i)
		}
	}
}

// TestRebuildEqualsProjection plays random histories, allowed and not, and
// demands that the jurys rebuilt from the journal equal the jurys as they are.
func TestRebuildEqualsProjection(t *testing.T) {
	ctx := context.Background()
	contenu, err := dossier.Lire(bts)
	if err != nil {
		t.Fatal(err)
	}
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "h")
		if err != nil {
			rt.Fatal(err)
		}
		b, err := store.Ouvrir(ctx, dir, store.Options{Creer: true, Horloge: func() time.Time { return time.Unix(0, 0) }})
		if err != nil {
			rt.Fatal(err)
		}
		defer b.Fermer()
		if _, err := b.Importer(ctx, contenu.Centre, contenu.Jurys, "x"); err != nil {
			rt.Fatal(err)
		}
		acceptes := 0
		for range rapid.IntRange(1, 25).Draw(rt, "acts") {
			err := b.Agir(ctx, p, []jury.Lot{auHasard(rt, p)})
			if _, refus := examen.EstRefus(err); err != nil && !refus {
				rt.Fatal(err)
			}
			if err == nil {
				acceptes++
			}
		}
		v, err := b.Verifier(ctx)
		if err != nil || len(v.Fautes) > 0 {
			rt.Fatalf("%v %v", err, v.Fautes)
		}
		if v.Actes < 6 {
			rt.Fatalf("%d acts, %d accepted", v.Actes, acceptes)
		}
	})
}

// auHasard makes one act that a person could try.
func auHasard(rt *rapid.T, p *examen.Profil) jury.Lot {
	return jury.Lot{Jury: "31310", Actes: func(d jury.Dossier) ([]jury.Acte, error) {
		c := d.Candidats[rapid.IntRange(0, len(d.Candidats)-1).Draw(rt, "candidat")]
		e := d.Epreuves[rapid.IntRange(0, len(d.Epreuves)-1).Draw(rt, "epreuve")]
		a := jury.Acte{Cle: jury.CleActe{Cle: c.Cle}, Auteur: "P", Motif: "m", Role: examen.RoleJury}
		valeur := note.De(note.Note(50 * rapid.IntRange(0, 41).Draw(rt, "note"))).Texte()
		switch rapid.IntRange(0, 6).Draw(rt, "genre") {
		case 0:
			a.Genre, a.Cle.Epreuve, a.Cle.Groupe, a.Vers = jury.GenreModifier, e.Code, d.Etat.Groupe(), valeur
			a.De = c.Valeur(e.Code, a.Cle.Groupe).Texte()
		case 1:
			a.Genre = jury.GenreLivret
		case 2:
			a.Genre, a.Role, a.De = jury.GenreDiscipline, examen.RoleCentre, jury.TexteChoix(c.Choix)
			a.Vers = jury.TexteChoix([]jury.Choix{{Epreuve: "U1", Rang: 1}, {Epreuve: "U2", Rang: 2}})
		case 3:
			a.Genre, a.Role, a.Cle.Epreuve, a.Cle.Groupe = jury.GenreNote2, examen.RoleCentre, rapid.SampledFrom([]string{"U1", "U2", "U3"}).Draw(rt, "discipline"), 2
			a.De, a.Vers = c.Valeur(a.Cle.Epreuve, 2).Texte(), valeur
		default:
			s, ok := examen.Suivant(d.Etat)
			if !ok {
				return nil, nil
			}
			a.Genre, a.Role, a.De, a.Vers = jury.GenreAvancer, examen.RoleCentre, d.Etat.Code(), s.Vers.Code()
			if decision.FinDeDeliberation(d.Etat, s.Vers) {
				a.Arretes = decision.Arreter(p, &d)
			}
		}
		return []jury.Acte{a}, nil
	}}
}
