// Package reprise holds what a jury is resumed from on another workstation: the
// format of its file, the ZIP of a plan de secours in which it travels, and the
// merge of what several of them give.
//
// It checks hashes and signatures and plays the acts again; it touches no base:
// package store writes these files and takes them in.
package reprise

import (
	"cmp"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"delib/core/examen"
	"delib/core/jury"
)

// Format is the version of what another workstation resumes a jury from.
const Format = "delib-reprise/1"

// DossierDesJurys is the folder, of a plan or of a key, that holds the file of each jury.
const DossierDesJurys = "reprise"

// Contenu is one jury in a form that another workstation can resume from: what
// came, what was done, and the hash of what that gives. It holds no password
// and no private key.
type Contenu struct {
	Format string `json:"format"`
	Poste  string `json:"poste"`        // that signed ActeCentre
	Cle    []byte `json:"cle"`          // public key of Poste
	De     string `json:"de,omitempty"` // workstation that wrote the file, where it is another one
	// ActeCentre is the signed act that brought Centre: without it, exam and
	// session, which choose the rules, could be changed unseen.
	ActeCentre jury.ActeScelle   `json:"acte_centre"`
	Centre     jury.Centre       `json:"centre"`
	Jury       string            `json:"jury"`
	Empreinte  string            `json:"empreinte"` // of the jury, rebuilt
	Origines   map[string][]byte `json:"origines"`
	Actes      []jury.ActeScelle `json:"actes"`
	Divergents []string          `json:"divergents,omitempty"` // ids of the acts that diverge
	Echange    bool              `json:"echange,omitempty"`    // the académie ordered or refused some
	Cles       map[string][]byte `json:"cles,omitempty"`       // public keys of the other workstations
}

// Auteur gives the workstation that wrote the file.
func (r *Contenu) Auteur() string { return cmp.Or(r.De, r.Poste) }

// origine gives the bytes that an import brought, by their hash.
func (r *Contenu) origine(empreinte string) ([]byte, error) {
	contenu, ok := r.Origines[empreinte]
	if !ok || jury.EmpreinteOrigine(contenu) != empreinte {
		return nil, fmt.Errorf("origin %s missing or altered", empreinte)
	}
	return contenu, nil
}

// Lire reads the file of a jury, checks hashes and signatures, and
// rebuilds the jury.
func Lire(texte []byte) (Contenu, jury.Dossier, error) {
	var r Contenu
	var d jury.Dossier
	alteree := func(quoi string) error {
		return examen.Refuser(examen.CodeFichier, "Ce fichier de reprise est abîmé ou a été altéré : "+quoi,
			"Reprenez depuis un autre plan de secours. Rien n’a été changé.")
	}
	if err := json.Unmarshal(texte, &r); err != nil || r.Format != Format {
		return r, d, alteree("il n’est pas au format " + Format + ".")
	}
	p, err := examen.Trouver(r.Centre.Examen, r.Centre.Session)
	if err != nil {
		return r, d, alteree("l’examen ou la session ne sont pas connus.")
	}
	if !jury.EstPoste(r.Poste, r.Cle) {
		return r, d, alteree("la clé n’est pas celle de son poste.")
	}
	if a, err := r.ActeCentre.Lire(); err != nil || !r.ActeCentre.Authentique(r.Cle) || a.Genre != jury.GenreCentre ||
		a.Vers != jury.EmpreinteOrigine(jury.EncoderCentre(&r.Centre)) {
		return r, d, alteree("l’examen, la session ou le centre ne sont pas ceux que son poste a signés.")
	}
	var h []jury.Pas
	for i, s := range r.Actes {
		a, err := s.Lire()
		var cle ed25519.PublicKey = r.Cles[a.Poste]
		if a.Poste == r.Poste {
			cle = r.Cle
		}
		if err != nil || a.Jury != r.Jury || !jury.EstPoste(a.Poste, cle) || !s.Authentique(cle) {
			return r, d, alteree(fmt.Sprintf("l’acte n° %d n’est pas celui que son poste a signé.", i+1))
		}
		x := jury.Pas{Scelle: s, Acte: a}
		if slices.Contains(r.Divergents, a.ID) {
			x.Issue = jury.IssueDivergent
		}
		h = append(h, x)
	}
	if i := trou(h); i > 0 && !r.Echange {
		return r, d, alteree(fmt.Sprintf("il manque un acte avant l’acte n° %d.", i))
	}
	rejeu, err := jury.Rejouer(p, h, r.origine, jury.Entiere)
	d = rejeu.Dossier
	if err != nil {
		return r, d, alteree("il ne peut pas être rejoué.")
	}
	if d.Empreinte() != r.Empreinte {
		return r, d, alteree("le jury reconstruit n’est pas celui qui a été enregistré.")
	}
	return r, d, nil
}

// trou gives the number of the first act before which one was taken out, 0 when
// there is none: each says how many the jury had received. Where workstations
// exchange, an act may have counted others that were refused since.
func trou(h []jury.Pas) int {
	rang := 0
	for i, x := range h {
		suivant, manque := jury.RangApres(rang, &x.Acte)
		if manque {
			return i + 1
		}
		rang = suivant
	}
	return 0
}

// LireJury reads the file of a jury, and says what a person chooses it by.
func LireJury(texte []byte) (Jury, error) {
	r, d, err := Lire(texte)
	if err != nil {
		return Jury{}, err
	}
	j := Jury{Code: d.Code, Etat: d.Etat, Candidats: len(d.Candidats), Poste: r.Auteur(), Centre: r.Centre, Texte: texte}
	for _, s := range r.Actes {
		a, err := s.Lire()
		if err != nil {
			return j, err
		}
		j.Actes = append(j.Actes, a.ID)
		if t, err := time.Parse(time.RFC3339, a.Horodatage); err == nil {
			j.Le = t
		}
	}
	return j, nil
}
