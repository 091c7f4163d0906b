package secours

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/fond/pages"
	"delib/core/jury"
)

// recolte is what could be read of a base, whatever its state.
type recolte struct {
	base     map[string]string
	origines map[string][]byte
	cles     map[string]ed25519.PublicKey // of every workstation seen
	actes    map[string]acteLu            // by id
	tables   map[string][][]any           // the other tables that are not made again
	manques  map[string]bool              // tables that could not be read to the end
	doubles  map[string]acteLu            // acts of a rank that another act has here
	rendus   map[string]acteLu            // acts that the académie will bring again
}

type acteLu struct {
	ordre  int64
	scelle jury.ActeScelle
	acte   jury.Acte
}

func nouvelleRecolte() *recolte {
	return &recolte{base: map[string]string{}, origines: map[string][]byte{}, cles: map[string]ed25519.PublicKey{},
		actes: map[string]acteLu{}, tables: map[string][][]any{}, manques: map[string]bool{}, doubles: map[string]acteLu{}, rendus: map[string]acteLu{}}
}

// retenir keeps a key under both names that its workstation may have.
func (r *recolte) retenir(cle ed25519.PublicKey) {
	r.cles[jury.IDPoste(cle)], r.cles[jury.AncienIDPoste(cle)] = cle, cle
}

// poste gives the id of the workstation, "" when it was not read.
func (r *recolte) poste() string { return r.base[fond.Poste.Nom] }

// branche gives the number of the base among those of its folder.
func (r *recolte) branche() int {
	n, err := fond.Branche.Decoder(r.base[fond.Branche.Nom])
	if err != nil {
		return 0
	}
	return n
}

// tablesGardees are the tables that are copied as they are, with their columns; jurys
// and candidats are made again.
var tablesGardees = []struct{ nom, colonnes string }{
	{"comptes_rendus", "numero, contenu, empreinte"},
	{"plans", "jury, groupe, rang, empreinte, fait_le, compte_rendu"},
	{"papillons", "jury, groupe, login, sel, hachage"},
	{"reglages", "nom, valeur"},
	{"confirmes", "generation, ordre, jury, seq, id, issue, chaine"},
	{"verdicts", "generation, id, poste, rang, issue, code, message, seq, recu_le, vu_le"},
	{"recus", "id"},
	{"marques", "id, jury, marque, raison"},
	{"utilisateurs", "nom, role, jurys, sel, hachage, reglage, echecs, dernier"},
}

// registre names the tables that follow the chain of the register.
var registre = []string{"comptes_rendus", "plans", "papillons"}

// ajouter keeps an act whose bytes are those that its hash names; false for another.
func (r *recolte) ajouter(ordre int64, s jury.ActeScelle, empreinte string) bool {
	a, err := s.Lire()
	if err != nil || a.ID == "" || s.Empreinte() != empreinte {
		return false
	}
	if _, deja := r.actes[a.ID]; !deja {
		r.actes[a.ID] = acteLu{ordre, s, a}
	}
	return true
}

// lireTout reads what SQLite gives of a base, row after row, then what stands in
// its pages; the acts are still to be sorted, once every key is known that may have
// signed them. It works on a copy of the files: reading a base changes its log.
func lireTout(ctx context.Context, chemin string) *recolte {
	r := nouvelleRecolte()
	fond.LirePages(chemin, r.reconnaitre) // first: SQLite drops the part of a log that it cannot read
	db, err := sql.Open("sqlite", fond.Adresse(chemin, "_pragma=busy_timeout(5000)"))
	if err == nil {
		db.SetMaxOpenConns(1)
		r.lireSQL(ctx, db)
		_ = db.Close()
	}
	return r
}

func (r *recolte) lireSQL(ctx context.Context, db *sql.DB) {
	r.lireTable(ctx, db, "base", "nom, valeur", func(v []any) {
		nom, valeur := texteDe(v[0]), texteDe(v[1])
		r.base[nom] = valeur
		if cle, err := base64.StdEncoding.DecodeString(valeur); err == nil && len(cle) == ed25519.PublicKeySize {
			r.retenir(cle)
		}
	})
	r.lireTable(ctx, db, "origines", "empreinte, contenu", func(v []any) {
		if contenu, ok := v[1].([]byte); ok && jury.EmpreinteOrigine(contenu) == texteDe(v[0]) {
			r.origines[texteDe(v[0])] = contenu
		} else {
			r.manques["origines"] = true
		}
	})
	r.lireTable(ctx, db, "journal", "ordre, contenu, empreinte, signature", func(v []any) {
		ordre, ok1 := v[0].(int64)
		contenu, ok2 := v[1].([]byte)
		signature, ok3 := v[3].([]byte)
		if !ok1 || !ok2 || !ok3 || !r.ajouter(ordre, jury.ActeScelle{Contenu: contenu, Signature: signature}, texteDe(v[2])) {
			r.manques["journal"] = true
		}
	})
	for _, t := range tablesGardees {
		r.lireTable(ctx, db, t.nom, t.colonnes, func(v []any) { r.tables[t.nom] = append(r.tables[t.nom], v) })
	}
}

func texteDe(v any) string {
	s, _ := v.(string)
	return s
}

// lireTable gives the rows of a table up to where it cannot be read.
func (r *recolte) lireTable(ctx context.Context, db *sql.DB, nom, colonnes string, prendre func([]any)) {
	r.manques[nom] = true
	lignes, err := db.QueryContext(ctx, "SELECT "+colonnes+" FROM "+nom+" NOT INDEXED")
	if err != nil {
		if strings.Contains(err.Error(), "no such table") && slices.Contains([]string{"confirmes", "verdicts", "recus", "marques", "utilisateurs"}, nom) &&
			r.poste() != "" {
			delete(r.manques, nom) // a base of before the exchange
		}
		return
	}
	defer lignes.Close()
	n := strings.Count(colonnes, ",") + 1
	for lignes.Next() {
		v, p := make([]any, n), make([]any, n)
		for i := range v {
			p[i] = &v[i]
		}
		if lignes.Scan(p...) != nil {
			return
		}
		prendre(v)
	}
	if lignes.Err() == nil {
		delete(r.manques, nom)
	}
}

// trierActes drops the acts that no known workstation signed, and those that a
// return to a copy gave up: its head says where the history of before ends.
func (r *recolte) trierActes() {
	venus := r.venus()
	for id, x := range r.actes {
		if !x.scelle.Authentique(r.cles[x.acte.Poste]) || !venus[id] && r.abandonne(&x.acte) {
			delete(r.actes, id)
		}
	}
}

// venus names the acts that the académie brought: they are in no chain of this base.
func (r *recolte) venus() map[string]bool {
	m := map[string]bool{}
	for _, v := range r.tables["recus"] {
		m[texteDe(v[0])] = true
	}
	return m
}

func (r *recolte) abandonne(a *jury.Acte) bool {
	tete, ok := r.base[fond.TeteDe.De(a.Poste).Nom]
	if !ok {
		return false
	}
	dernier, err := fond.LireTete(tete)
	return err == nil && a.Rang > dernier.Rang
}

// etrangere tells whether another harvest is of another workstation: neither knows
// the other's name as one that it bore. Where the name cannot be read, it is not told.
func (r *recolte) etrangere(autre *recolte) bool {
	a, b := r.poste(), autre.poste()
	if a == "" || b == "" || a == b {
		return false
	}
	_, dAvant := r.base[fond.TeteDe.De(b).Nom]
	_, dApres := autre.base[fond.TeteDe.De(a).Nom]
	return !dAvant && !dApres
}

// oublierRendus leaves out what the académie brought since the copy, when its order
// can no longer be read: played among this workstation's own acts it would undo
// them. The académie brings it again. tous: nothing tells its acts from others.
func (r *recolte) oublierRendus(copie *recolte, tous bool) {
	notres := map[string]bool{copie.poste(): true}
	for nom := range copie.base {
		if poste, ancien := fond.TeteDe.Cle(nom); ancien {
			notres[poste] = true
		}
	}
	raccorde := copie.base[fond.Generation.Nom] != ""
	for _, x := range r.actes {
		raccorde = raccorde || !notres[x.acte.Poste] && x.acte.Genre == jury.GenreImporter && x.acte.Role == examen.RoleAcademie
	}
	if copie.poste() == "" || !raccorde {
		return
	}
	venus := r.venus()
	for id, x := range r.actes {
		if _, la := copie.actes[id]; !la && !notres[x.acte.Poste] && (tous || venus[id]) {
			r.rendus[id] = x
			delete(r.actes, id)
		}
	}
}

// rangDe names the place of an act in the history of a workstation.
type rangDe struct {
	poste string
	rang  int64
}

// reunir gives the acts, origins and keys of this harvest and of another one; the
// rest is this one's, and the other's where this one has nothing whole.
func (r *recolte) reunir(autre *recolte, registreDe *recolte) *recolte {
	x := nouvelleRecolte()
	for _, s := range []*recolte{autre, r} { // r last: it is the later
		for k, v := range s.base {
			x.base[k] = v
		}
		for k, v := range s.origines {
			x.origines[k] = v
		}
		for k, v := range s.cles {
			x.cles[k] = v
		}
		for k, v := range s.actes {
			x.actes[k] = v
		}
	}
	for _, t := range tablesGardees {
		de := r
		if slices.Contains(registre, t.nom) {
			de = registreDe
		} else if r.manques[t.nom] && len(autre.tables[t.nom]) >= len(r.tables[t.nom]) {
			de = autre
		}
		x.tables[t.nom] = de.tables[t.nom]
		x.manques[t.nom] = de.manques[t.nom]
	}
	// Of what one workstation signed twice under a rank, this one's stays: it is the
	// later. And where this one's own history ends, only itself can say.
	rangs := map[rangDe]string{}
	for id, y := range r.actes {
		rangs[rangDe{y.acte.Poste, y.acte.Rang}] = id
	}
	for id, y := range x.actes {
		if ici, ok := rangs[rangDe{y.acte.Poste, y.acte.Rang}]; ok && ici != id {
			x.doubles[id] = y
			delete(x.actes, id)
		}
	}
	delete(x.base, fond.TeteDe.De(r.poste()).Nom)
	delete(x.base, fond.TeteRegistre.Nom)
	if tete, ok := registreDe.base[fond.TeteRegistre.Nom]; ok {
		x.base[fond.TeteRegistre.Nom] = tete
	}
	x.trierActes()
	return x
}

// reconnaitre keeps a row that proves what it is: an act by its hash and signature,
// an origin by its hash.
func (r *recolte) reconnaitre(ligne pages.Row) {
	v := ligne.Values
	switch len(v) {
	case 2:
		nom, ok := v[0].(string)
		if !ok {
			return
		}
		if contenu, ok := v[1].([]byte); ok && len(nom) == hex.EncodedLen(32) {
			if jury.EmpreinteOrigine(contenu) == nom {
				r.origines[nom] = contenu
			}
		} else if texte, ok := v[1].(string); ok {
			if cle, err := base64.StdEncoding.DecodeString(texte); err == nil && len(cle) == 32 {
				r.retenir(cle)
			}
		}
	default:
		if ordre, s, empreinte, ok := fond.LireActe(ligne); ok {
			r.ajouter(ordre, s, empreinte)
		}
	}
}
