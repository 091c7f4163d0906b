package store

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
)

// Verification is the outcome of a check of the base.
type Verification struct {
	Actes, Jurys, ComptesRendus int
	Fautes                      []string // where and what, in French; empty when all is as written
}

// Verifier checks the file, the chain and the signatures of the journal, the
// origins, the register, and that the jurys as they are equal the jurys rebuilt
// from origins and journal.
func (b *Base) Verifier(ctx context.Context) (Verification, error) {
	var v Verification
	dire := func(format string, args ...any) { v.Fautes = append(v.Fautes, examen.Dire(format, args...)) }
	if err := b.verifierFichier(ctx, dire); err != nil {
		return v, err
	}
	if err := b.verifierOrigines(ctx, dire); err != nil {
		return v, err
	}
	if err := b.verifierJournal(ctx, &v, dire); err != nil {
		return v, err
	}
	if err := b.verifierRegistre(ctx, &v, dire); err != nil {
		return v, err
	}
	if err := b.verifierJurys(ctx, &v, dire); err != nil {
		return v, err
	}
	return v, b.verifierRetard(ctx, dire)
}

// ExigerSaine refuses a base that does not pass the whole check, as one that
// package secours can rebuild.
func (b *Base) ExigerSaine(ctx context.Context) error {
	v, err := b.Verifier(ctx)
	if err != nil {
		return fond.Abimer(b.db.Dossier(), "- la base ne peut pas être vérifiée jusqu’au bout")
	}
	if len(v.Fautes) > 0 {
		return fond.Abimer(b.db.Dossier(), v.Fautes...)
	}
	return nil
}

func (b *Base) verifierFichier(ctx context.Context, dire func(string, ...any)) error {
	var triggers int
	if err := b.db.QueryRowContext(ctx,
		"SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('journal', 'origines') AND sql LIKE '%RAISE(ABORT%'",
	).Scan(&triggers); err != nil {
		dire("Fichier de la base : il ne peut pas être lu (%v).", err)
		return nil
	}
	if triggers != 4 {
		dire("Protection du journal : %d des 4 gardes qui refusent de le modifier ont disparu.", 4-triggers)
	}
	lignes, err := b.db.QueryContext(ctx, "PRAGMA integrity_check(20)")
	if err != nil {
		dire("Fichier de la base : il ne peut pas être lu en entier (%v).", err)
		return nil
	}
	defer lignes.Close()
	for lignes.Next() {
		var s string
		if err := lignes.Scan(&s); err != nil {
			return fmt.Errorf("integrity check: %w", err)
		}
		if s != "ok" {
			dire("Fichier de la base : %s.", s)
		}
	}
	if err := lignes.Err(); err != nil {
		dire("Fichier de la base : il ne peut pas être lu en entier (%v).", err)
	}
	return nil
}

func (b *Base) verifierOrigines(ctx context.Context, dire func(string, ...any)) error {
	lignes, err := b.db.QueryContext(ctx, "SELECT empreinte, contenu FROM origines")
	if err != nil {
		return fmt.Errorf("read origins: %w", err)
	}
	defer lignes.Close()
	for lignes.Next() {
		var empreinte string
		var contenu []byte
		if err := lignes.Scan(&empreinte, &contenu); err != nil {
			return fmt.Errorf("read origin: %w", err)
		}
		if jury.EmpreinteOrigine(contenu) != empreinte {
			dire("Données importées %.12s… : leur contenu a été altéré.", empreinte)
		}
	}
	return lignes.Err()
}

// verifierJournal follows the chain of this workstation from its first act to
// its last, under each identity that it has had, and checks the signature of
// every act. Of another workstation, only the jurys that were resumed are here:
// their chain has holes.
func (b *Base) verifierJournal(ctx context.Context, v *Verification, dire func(string, ...any)) error {
	publique, err := fond.ClePublique.Lire(ctx, b.db)
	if err != nil && !errors.Is(err, fond.ErrValeur) {
		return err
	}
	if err != nil || !jury.EstPoste(b.db.Poste(), publique) || !b.db.Publique().Equal(ed25519.PublicKey(publique)) {
		dire("Clé du poste : elle ne correspond pas à l’identité %s du poste.", b.db.Poste())
		publique = nil
	}
	autres, err := b.autresCles(ctx)
	if err != nil {
		return err
	}
	tetes, err := b.tetes(ctx)
	if err != nil {
		return err
	}
	lignes, err := b.db.QueryContext(ctx,
		"SELECT ordre, poste, rang, id, jury, genre, contenu, empreinte, signature, EXISTS (SELECT 1 FROM recus r WHERE r.id = j.id) FROM journal j ORDER BY "+
			"poste, rang")
	if err != nil {
		return fmt.Errorf("read journal: %w", err)
	}
	defer lignes.Close()
	rangs, precedents := map[string]int64{}, map[string]string{}
	for lignes.Next() {
		var ordre, rang int64
		var poste, id, code, genre, empreinte string
		var s jury.ActeScelle
		var venu bool // the académie brought it: its chain has holes
		if err := lignes.Scan(&ordre, &poste, &rang, &id, &code, &genre, &s.Contenu, &empreinte, &s.Signature, &venu); err != nil {
			return fmt.Errorf("read act: %w", err)
		}
		v.Actes++
		ou := fmt.Sprintf("Acte n° %d du journal (jury %s, %s)", ordre, code, genre)
		a, err := s.Lire()
		switch {
		case err != nil:
			dire("%s : il est illisible.", ou)
		case s.Empreinte() != empreinte:
			dire("%s : son contenu a été altéré.", ou)
		case a.ID != id || a.Poste != poste || a.Rang != rang || a.Jury != code || string(a.Genre) != genre:
			dire("%s : ses colonnes ne disent pas la même chose que son contenu.", ou)
		case !venu && tetes[poste] != "" && (a.Precedent != precedents[poste] || rang != rangs[poste]+1):
			dire("%s : il ne suit pas l’acte n° %d de son poste ; un acte manque ou a été déplacé.", ou, rangs[poste])
		case poste == b.db.Poste() && publique != nil && !s.Authentique(publique):
			dire("%s : sa signature n’est pas celle de ce poste.", ou)
		case poste != b.db.Poste() && !s.Authentique(autres[poste]):
			dire("%s : sa signature n’est pas celle du poste %s.", ou, poste)
		}
		if !venu {
			rangs[poste], precedents[poste] = rang, empreinte
		}
	}
	if err := lignes.Err(); err != nil {
		return fmt.Errorf("read journal: %w", err)
	}
	if tetes[b.db.Poste()] == "" {
		dire("Tête du journal : elle a disparu.")
	}
	for poste, tete := range tetes {
		if vue := (fond.Tete{Rang: rangs[poste], Empreinte: precedents[poste]}).String(); vue != tete {
			dernier, _, _ := strings.Cut(tete, " ")
			dire("Tête du journal : le dernier acte connu est le n° %s, le journal s’arrête au n° %d ; des actes manquent.", dernier, rangs[poste])
		}
	}
	return nil
}

// verifierJurys rebuilds every jury and compares it with the jury as it is.
func (b *Base) verifierJurys(ctx context.Context, v *Verification, dire func(string, ...any)) error {
	c, err := b.Centre(ctx)
	if err != nil {
		if _, refus := examen.EstRefus(err); refus {
			if codes, err := b.codes(ctx); err != nil || len(codes) > 0 {
				dire("Centre : ses données ont disparu, alors que des jurys sont là.")
				return err
			}
			return nil // nothing imported yet
		}
		dire("Centre : ses données sont illisibles.")
		return nil
	}
	if err := b.verifierCentre(ctx, c, dire); err != nil {
		return err
	}
	p, err := examen.Trouver(c.Examen, c.Session)
	if err != nil {
		dire("Centre : %v", err)
		return nil
	}
	codes, err := b.codes(ctx)
	if err != nil {
		return err
	}
	for _, code := range codes {
		v.Jurys++
		actuel, err := b.Charger(ctx, code)
		if err != nil {
			dire("Jury %s : ses données sont illisibles ou absentes.", code)
			continue
		}
		refait, err := b.Reconstruire(ctx, p, code)
		if err != nil && estArrete(ctx, b.db, code) {
			continue // an act of a later program: the jury is read-only here, and says so
		}
		if err != nil {
			dire("Jury %s : il ne peut pas être reconstruit depuis le journal (%v).", code, err)
			continue
		}
		comparer(&actuel, &refait, dire)
		if err := b.verifierColonnes(ctx, &actuel, dire); err != nil {
			return err
		}
	}
	return nil
}

// verifierColonnes holds the columns by which a jury or a candidate is found to
// what their row holds.
func (b *Base) verifierColonnes(ctx context.Context, d *jury.Dossier, dire func(string, ...any)) error {
	var etat int
	if err := b.db.QueryRowContext(ctx, "SELECT etat FROM jurys WHERE code = ?", d.Code).Scan(&etat); err != nil {
		return fmt.Errorf("read jury %s: %w", d.Code, err)
	}
	if etat != int(d.Etat) {
		dire("Jury %s : sa colonne d’état (%03d) ne dit pas la même chose que ses données (%s).", d.Code, etat, d.Etat.Code())
	}
	lignes, err := b.db.QueryContext(ctx, "SELECT numero, inscription FROM candidats WHERE jury = ? ORDER BY place", d.Code)
	if err != nil {
		return fmt.Errorf("read candidats of %s: %w", d.Code, err)
	}
	defer lignes.Close()
	for i := 0; lignes.Next(); i++ {
		var c jury.Cle
		if err := lignes.Scan(&c.Numero, &c.Inscription); err != nil {
			return fmt.Errorf("read candidat of %s: %w", d.Code, err)
		}
		if i < len(d.Candidats) && d.Candidats[i].Cle != c {
			dire("Jury %s, candidat %s : sa colonne de numéro ne dit pas la même chose que ses données.", d.Code, d.Candidats[i].Cle)
		}
	}
	return lignes.Err()
}

// codes gives the jurys that the journal or the projection knows.
func (b *Base) codes(ctx context.Context) ([]string, error) {
	return colonne(ctx, b.db, "jurys", "SELECT code FROM jurys UNION SELECT jury FROM journal WHERE jury <> '' UNION SELECT jury FROM candidats ORDER BY 1")
}

// comparer says where a jury differs from what its journal gives.
func comparer(actuel, refait *jury.Dossier, dire func(string, ...any)) {
	if actuel.Empreinte() == refait.Empreinte() {
		return
	}
	dit := false
	for i, c := range refait.Candidats {
		if i >= len(actuel.Candidats) {
			dire("Jury %s : le candidat %s a disparu.", refait.Code, c.Cle)
			dit = true
			continue
		}
		x, _ := json.Marshal(c)
		y, _ := json.Marshal(actuel.Candidats[i])
		if string(x) != string(y) {
			dire("Jury %s, candidat %s : ses données ne sont pas celles que donne le journal.", refait.Code, c.Cle)
			dit = true
		}
	}
	if len(actuel.Candidats) > len(refait.Candidats) {
		dire("Jury %s : il a %d candidat(s) de trop.", refait.Code, len(actuel.Candidats)-len(refait.Candidats))
		dit = true
	}
	if !dit {
		dire("Jury %s : son état (%s) ou ses données générales ne sont pas ceux que donne le journal (%s).", refait.Code, actuel.Etat.Code(),
			refait.Etat.Code())
	}
}

// verifierCentre holds what the jurys share to the last dossier that brought it.
func (b *Base) verifierCentre(ctx context.Context, c *jury.Centre, dire func(string, ...any)) error {
	_, a, err := dernierCentre(ctx, b.db)
	if err != nil {
		return err
	}
	if a == nil || jury.EmpreinteOrigine(jury.EncoderCentre(c)) != a.Vers {
		dire("Centre : ses données ne sont pas celles du dernier dossier importé.")
	}
	return nil
}

// autresCles gives the public keys of the workstations whose jurys were resumed;
// a key that does not give its workstation's id is left out.
func (b *Base) autresCles(ctx context.Context) (map[string]ed25519.PublicKey, error) {
	textes, err := fond.CleDe.Textes(ctx, b.db)
	if err != nil {
		return nil, err
	}
	m := map[string]ed25519.PublicKey{}
	for poste, texte := range textes {
		if cle, err := fond.CleDe.De(poste).Decoder(texte); err == nil && jury.EstPoste(poste, cle) {
			m[poste] = cle
		}
	}
	return m, nil
}

// tetes gives the last act of this workstation, as it is written, under each
// identity that it has had: one more for each copy that was gone back to.
func (b *Base) tetes(ctx context.Context) (map[string]string, error) {
	m, err := fond.TeteDe.Textes(ctx, b.db)
	if err != nil {
		return nil, err
	}
	ici, err := fond.TeteJournal.Texte(ctx, b.db)
	if err == nil && ici != "" {
		m[b.db.Poste()] = ici
	}
	return m, err
}

// verifierRetard looks for acts of this workstation that a copy beside has and the
// base no longer has: somebody put an older file in its place.
func (b *Base) verifierRetard(ctx context.Context, dire func(string, ...any)) error {
	copies, err := fond.Copies(b.db.Dossier())
	if err != nil || len(copies) == 0 {
		return err
	}
	ici, err := fond.FicheDe(ctx, b.db)
	if err != nil {
		return err
	}
	var recente, autre fond.Copie
	manque := int64(0)
	for _, c := range copies {
		f := fond.LireFiche(ctx, c.Chemin)
		if f.Poste != b.db.Poste() || f.Branche != ici.Branche || f.Tete.Rang == 0 {
			continue
		}
		if f.Tete.Rang-ici.Tete.Rang > manque {
			recente, manque = c, f.Tete.Rang-ici.Tete.Rang
		}
		var la bool
		if err := b.db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM journal WHERE poste = ? AND rang = ? AND empreinte = ?)", f.Poste, f.Tete.Rang,
			f.Tete.Empreinte).Scan(&la); err != nil {
			return fmt.Errorf("read journal: %w", err)
		}
		if !la && f.Tete.Rang <= ici.Tete.Rang {
			autre = c
		}
	}
	if manque > 0 {
		dire("Journal des actes : la copie de sûreté « %s » contient %d acte(s) de ce poste que la base n’a plus.", recente.Nom, manque)
	}
	if autre.Nom != "" {
		dire("Journal des actes : la copie de sûreté « %s » contient un autre acte de ce poste au même rang que la base.", autre.Nom)
	}
	return nil
}
