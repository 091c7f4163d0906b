package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/store"
)

// TestUtilisateurs: a base without users asks nothing; with users, each act is
// that of a person who gave his passphrase and whose role it is; failures slow
// down and never lock; every refusal is in the journal.
func TestUtilisateurs(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	b, p := charge(t, dir, bts)
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	maintenant := time.Date(2023, 6, 7, 10, 0, 0, 0, time.UTC)
	phrases, demandes := map[string]string{"Chef": "les chats dorment", "Présidente": "la mer est bleue", "Autre": "trois petits pas"}, 0
	saisie := phrases
	var err error
	b, err = store.Ouvrir(ctx, dir, store.Options{Horloge: func() time.Time { return maintenant }, Phrase: func(nom string) (string, error) {
		demandes++
		return saisie[nom], nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Fermer()
	ajouter := func(nom string, role store.RoleUtilisateur, jurys ...string) error {
		return b.Ajouter(ctx, store.Utilisateur{Nom: nom, Role: role, Jurys: jurys}, phrases[nom], "Chef")
	}
	if err := ajouter("Présidente", store.UtilisateurPresident); examen.CodeDe(err) != examen.CodeRole {
		t.Errorf("the first one is no chef: %v", err)
	}
	if err := b.Ajouter(ctx, store.Utilisateur{Nom: "Chef", Role: store.UtilisateurChef}, "court", "Chef"); examen.CodeDe(err) != examen.CodeSaisie {
		t.Errorf("short passphrase: %v", err)
	}
	for _, err := range []error{ajouter("Chef", store.UtilisateurChef), ajouter("Présidente", store.UtilisateurPresident,
		"31310"), ajouter("Autre", store.UtilisateurPresident, "31408")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if demandes != 1 {
		t.Errorf("the chef was asked %d times", demandes)
	}
	agir := func(par string) error {
		return b.Agir(ctx, p, []jury.Lot{{Jury: "31310", Actes: func(d jury.Dossier) ([]jury.Acte, error) {
			c, _ := d.Candidat(jury.Cle{Numero: "02319252150", Inscription: "001"})
			de, vers := c.Valeur("U1", 1).Texte(), "12.00"
			if de == vers {
				vers = "13.00"
			}
			return []jury.Acte{{
				Genre: jury.GenreModifier, Cle: jury.CleActe{Cle: c.Cle, Epreuve: "U1", Groupe: 1}, De: de, Vers: vers, Motif: "m", Auteur: par,
				Role: examen.RoleJury,
			}}, nil
		}}})
	}
	refus := 0
	refuse := func(quoi, contient string, err error) {
		t.Helper()
		refus++
		if examen.CodeDe(err) != examen.CodeIdentite || !strings.Contains(err.Error(), contient) {
			t.Errorf("%s: %v", quoi, err)
		}
	}
	if err := agir("Présidente"); err != nil {
		t.Fatal(err)
	}
	refuse("the chef is not the jury", "ne préside pas", agir("Chef"))
	refuse("another's jury", "ne préside pas le jury 31310", agir("Autre"))
	refuse("a stranger", "n’est pas un utilisateur", agir("Personne"))
	refuse("a président manages no users", "revient à un chef", b.Retirer(ctx, "Autre", "Présidente"))
	_, err = b.Importer(ctx, jury.Centre{}, nil, "Présidente")
	refuse("a président imports nothing", "revient au chef", err)

	saisie = map[string]string{}
	for range 3 {
		refuse("wrong passphrase", "pas la phrase de passe", agir("Autre"))
	}
	if err := agir("Autre"); !strings.Contains(err.Error(), "encore 1 s d’attente") {
		t.Errorf("after three: %v", err)
	}
	maintenant = maintenant.Add(2 * time.Second)
	refuse("after the wait", "pas la phrase de passe", agir("Autre"))
	maintenant = maintenant.AddDate(-5, 0, 0) // the clock is set back: nobody waits for years
	saisie = phrases
	refuse("back, but not his jury", "ne préside pas", agir("Autre"))

	acces := 0
	ids, err := actesDe(ctx, b)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range ids {
		if a.Genre == jury.GenreAcces {
			acces++
		}
	}
	if acces != refus {
		t.Errorf("%d refusals, %d in the journal", refus, acces)
	}
	if err := b.Retirer(ctx, "Chef", "Chef"); examen.CodeDe(err) != examen.CodeRole {
		t.Errorf("the last chef: %v", err)
	}
	integre(t, b)
	if err := b.OublierUtilisateurs(ctx, "Technicien"); err != nil {
		t.Fatal(err)
	}
	if err := agir("N’importe qui"); err != nil {
		t.Errorf("without users: %v", err)
	}
}

func actesDe(ctx context.Context, b *store.Base) ([]jury.Acte, error) {
	scelles, _, err := b.AEnvoyer(ctx, 0, 1000)
	var as []jury.Acte
	for _, s := range scelles {
		a, e := s.Lire()
		if e != nil {
			return nil, e
		}
		as = append(as, a)
	}
	return as, err
}

// TestVerifiers: a passphrase is kept in the PHC form, and one that a version of before
// kept, by its salt and its key alone, is still read.
func TestVerifiers(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	saisie := "les chats dorment"
	ouvre := func() *store.Base {
		b, err := store.Ouvrir(ctx, dir, store.Options{Creer: true, Phrase: func(string) (string, error) { return saisie, nil }})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	sonne := func(veut bool) {
		t.Helper()
		b := ouvre()
		defer b.Fermer()
		err := b.Ajouter(ctx, store.Utilisateur{Nom: "Adjoint", Role: store.UtilisateurAdjoint}, "une autre phrase", "Chef")
		if (err == nil) != veut {
			t.Errorf("%q: %v", saisie, err)
		}
	}
	b := ouvre()
	if err := b.Ajouter(ctx, store.Utilisateur{Nom: "Chef", Role: store.UtilisateurChef}, saisie, "Chef"); err != nil {
		t.Fatal(err)
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	sonne(true)
	db := brut(t, dir)
	var phc string
	if err := db.QueryRow("SELECT reglage FROM utilisateurs WHERE nom = 'Chef'").Scan(&phc); err != nil ||
		!strings.HasPrefix(phc, "$argon2id$v=19$m=65536,t=3,p=2$") {
		t.Errorf("%q %v", phc, err)
	}
	if _, err := db.Exec("UPDATE utilisateurs SET sel = CAST('0123456789abcdef' AS BLOB), hachage = " +
		"unhex('c4f44565c0227991699f09922b8820ef28ce3f306aa4975a1efc93a5d86c053f'), reglage = 'argon2id t=3 m=65536 p=2' WHERE nom = 'Chef'"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	sonne(true)
	saisie = "les chats dansent"
	sonne(false)
}
