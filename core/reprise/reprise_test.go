package reprise

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"strings"
	"testing"

	"delib/core/dossier/dossiertest"
	"delib/core/examen"
	"delib/core/jury"
)

// poste is a workstation that signs.
type poste struct {
	t     *testing.T
	cle   ed25519.PrivateKey
	nom   string // under which it signs
	rang  int64
	avant string
}

func nouveauPoste(t *testing.T, graine byte) *poste {
	p := &poste{t: t, cle: ed25519.NewKeyFromSeed(bytes.Repeat([]byte{graine}, 32))}
	p.nom = jury.IDPoste(p.publique())
	return p
}

func (p *poste) publique() ed25519.PublicKey { return p.cle.Public().(ed25519.PublicKey) }

func (p *poste) signer(a jury.Acte) jury.ActeScelle {
	p.t.Helper()
	p.rang++
	a.ID, a.Poste, a.Rang, a.Precedent = a.Vers[:min(8, len(a.Vers))]+string(a.Genre), p.nom, p.rang, p.avant
	s, err := jury.Sceller(a, p.cle)
	if err != nil {
		p.t.Fatal(err)
	}
	p.avant = s.Empreinte()
	return s
}

// fabriquer gives the file of a jury with its import and one mark; centre signs for the centre.
func fabriquer(t *testing.T, p, centre *poste) Contenu {
	t.Helper()
	c := dossiertest.Fabriquer(1, 3)
	origine, centree := jury.EncoderOrigine(&c.Jurys[0]), jury.EncoderCentre(&c.Centre)
	d := &c.Jurys[0]
	x := Contenu{Format: Format, Poste: jury.IDPoste(p.publique()), Cle: p.publique(), Centre: c.Centre, Jury: d.Code,
		Origines:   map[string][]byte{jury.EmpreinteOrigine(origine): origine},
		ActeCentre: centre.signer(jury.Acte{Genre: jury.GenreCentre, Vers: jury.EmpreinteOrigine(centree)})}
	importer := jury.Acte{Genre: jury.GenreImporter, Jury: d.Code, Vers: jury.EmpreinteOrigine(origine), Auteur: "C", Role: examen.RoleCentre}
	un := d.Candidats[0]
	noter := jury.Acte{Genre: jury.GenreModifier, Jury: d.Code, Epoque: d.Epoque, RangJury: 1, Cle: jury.CleActe{Cle: un.Cle, Epreuve: "U1", Groupe: 1},
		De: un.Valeur("U1", 1).Texte(), Vers: "12.00", Motif: "m", Auteur: "P", Role: examen.RoleJury}
	x.Actes = []jury.ActeScelle{p.signer(importer), p.signer(noter)}
	var h []jury.Pas
	for _, s := range x.Actes {
		a, err := s.Lire()
		if err != nil {
			t.Fatal(err)
		}
		h = append(h, jury.Pas{Scelle: s, Acte: a})
	}
	profil, err := examen.Trouver(c.Centre.Examen, c.Centre.Session)
	if err != nil {
		t.Fatal(err)
	}
	fin, err := jury.Rejouer(profil, h, x.origine, jury.Entiere)
	if err != nil {
		t.Fatal(err)
	}
	x.Empreinte = fin.Dossier.Empreinte()
	return x
}

func ecrire(t *testing.T, x *Contenu) []byte {
	t.Helper()
	texte, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	return texte
}

// TestLire: a file as it was written gives its jury; one in which anything was
// changed is refused, and says what.
func TestLire(t *testing.T) {
	autre := nouveauPoste(t, 2)
	for _, x := range []struct {
		nom     string
		changer func(*Contenu)
		dit     string // "" when it is read
	}{
		{"as it was written", func(*Contenu) {}, ""},
		{"of a format that is to come", func(x *Contenu) { x.Format = "delib-reprise/9" }, "format"},
		{"another key", func(x *Contenu) { x.Cle = autre.publique() }, "clé"},
		{"another session", func(x *Contenu) { x.Centre.Session = "2024-06" }, "a signés"},
		{"an act of another name", func(x *Contenu) { x.Actes[1].Signature = autre.signer(jury.Acte{}).Signature }, "l’acte n° 2"},
		{"an act taken out", func(x *Contenu) { x.Actes = x.Actes[1:] }, "il manque un acte avant l’acte n° 1"},
		{"no act", func(x *Contenu) { x.Actes = nil }, "rejoué"},
		{"no origin", func(x *Contenu) { x.Origines = nil }, "rejoué"},
		{"another origin under its name", func(x *Contenu) {
			for h := range x.Origines {
				x.Origines[h] = []byte("{}")
			}
		}, "rejoué"},
		{"another hash", func(x *Contenu) { x.Empreinte = jury.EmpreinteOrigine(nil) }, "n’est pas celui qui a été enregistré"},
	} {
		p := nouveauPoste(t, 1)
		c := fabriquer(t, p, p)
		x.changer(&c)
		lu, d, err := Lire(ecrire(t, &c))
		if x.dit == "" {
			if err != nil || d.Code != lu.Jury || d.Candidats[0].Valeur("U1", 1).Texte() != "12.00" {
				t.Errorf("%s: %v", x.nom, err)
			}
			continue
		}
		if examen.CodeDe(err) != examen.CodeFichier || !strings.Contains(err.Error(), x.dit) {
			t.Errorf("%s: %v, want %q", x.nom, err, x.dit)
		}
	}
}

// TestTheCentreThatAnotherSigned: the file bears the name and the key of whoever
// signed for the centre, and says who wrote it; the acts of whoever wrote it need
// his key.
func TestTheCentreThatAnotherSigned(t *testing.T) {
	autre, faux := nouveauPoste(t, 2), nouveauPoste(t, 3)
	faux.nom = autre.nom
	p := nouveauPoste(t, 1)
	for _, x := range []struct {
		nom      string
		par, cle *poste
		cles     map[string][]byte
		lu       bool
	}{
		{"whole", autre, autre, map[string][]byte{p.nom: p.publique()}, true},
		{"without the key of who wrote it", autre, autre, nil, false},
		{"another key under his name", autre, autre, map[string][]byte{p.nom: faux.publique()}, false},
		{"the centre signed by another key", faux, autre, map[string][]byte{p.nom: p.publique()}, false},
		{"under the name of another key", faux, faux, map[string][]byte{p.nom: p.publique()}, false},
	} {
		c := fabriquer(t, nouveauPoste(t, 1), x.par)
		c.De, c.Poste, c.Cle, c.Cles = p.nom, autre.nom, x.cle.publique(), x.cles
		lu, _, err := Lire(ecrire(t, &c))
		if (err == nil) != x.lu || x.lu && lu.Auteur() != p.nom {
			t.Errorf("%s: by %s, %v", x.nom, lu.Auteur(), err)
		}
	}
}
