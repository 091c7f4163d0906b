package edition

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"delib/core/document"
	"delib/core/fichier"
	"delib/core/jury"
)

// Bordereau is a set of candidates whom one examiner marks in one discipline: a
// jury, a centre, an épreuve and, for a language, which one, on a half-day.
type Bordereau struct {
	Jury      *jury.Dossier
	Centre    string // UAI
	Epreuve   *jury.Epreuve
	Langue    string
	Quand     string              // "mardi 4 juillet 2023 matin", "" when no date is set
	Candidats []*jury.Candidat    // in order of passage, then by name
	Heures    map[jury.Cle]string // of who has one: "09:00"

	jour, demi string
}

// Libelle gives the discipline with its language.
func (b *Bordereau) Libelle() string {
	if b.Langue != "" {
		return b.Epreuve.Libelle + "-" + b.Langue
	}
	return b.Epreuve.Libelle
}

// Repartir sets out who is marked on which bordereau: by centre, jury, épreuve in
// its order, language, half-day.
func Repartir(f *Faits, ds []jury.Dossier) []Bordereau {
	type cle struct{ centre, jury, epreuve, langue, jour, demi string }
	par := map[cle]int{}
	var bs []Bordereau
	for i := range ds {
		for _, c := range Convoques(f.Profil, &ds[i], 2) {
			for _, x := range f.epreuves2(&ds[i], c) {
				jour, _, _ := strings.Cut(x.date, "T")
				k := cle{x.centre, ds[i].Code, x.e.Code, c.Langue(x.e), jour, x.horaire.demi}
				n, connu := par[k]
				if !connu {
					n = len(bs)
					par[k] = n
					bs = append(bs, Bordereau{Jury: &ds[i], Centre: x.centre, Epreuve: x.e, Langue: k.langue, Heures: map[jury.Cle]string{},
						Quand: strings.TrimSpace(x.horaire.lettres + " " + x.horaire.demi), jour: jour, demi: x.horaire.demi})
				}
				bs[n].Candidats = append(bs[n].Candidats, c)
				if x.horaire.heure != "" {
					bs[n].Heures[c.Cle] = x.horaire.heure
				}
			}
		}
	}
	rang := map[string]int{}
	for i := range ds {
		rang[ds[i].Code] = i
	}
	for i := range bs {
		b := &bs[i]
		slices.SortStableFunc(b.Candidats, func(x, y *jury.Candidat) int { return cmp.Compare(b.Heures[x.Cle], b.Heures[y.Cle]) })
	}
	slices.SortStableFunc(bs, func(a, b Bordereau) int {
		return cmp.Or(cmp.Compare(a.Centre, b.Centre), cmp.Compare(rang[a.Jury.Code], rang[b.Jury.Code]),
			cmp.Compare(a.Epreuve.Ordre, b.Epreuve.Ordre), cmp.Compare(a.Epreuve.Code, b.Epreuve.Code), cmp.Compare(a.Langue, b.Langue),
			cmp.Compare(a.jour, b.jour), cmp.Compare(b.demi, a.demi)) // matin, après-midi
	})
	return bs
}

// Passants gives the candidates in the order of the sheet: that of passage, or that
// of the N° anonymat when it bears no name.
func (b *Bordereau) Passants(anonyme bool) []*jury.Candidat {
	if anonyme {
		return parAnonymat(b.Candidats)
	}
	return b.Candidats
}

// Feuille gives a short name for the sheet: "U1 04-07 matin".
func (b *Bordereau) Feuille() string {
	nom := b.Epreuve.Code
	if b.Langue != "" {
		nom += " " + b.Langue
	}
	if p := strings.Split(b.jour, "-"); len(p) == 3 {
		nom += " " + p[2] + "-" + p[1] + " " + b.demi
	}
	return strings.TrimSpace(nom)
}

// Bordereaux are the sheets of marks to fill by hand, one document a bordereau;
// an anonymous one has no name, in the order of the anonymat. The reference
// document has the entry of the menu only: a sheet says what is marked, where
// and on how much, and who marked it. No document when nobody has chosen.
func Bordereaux(f *Faits, ds []jury.Dossier, anonyme bool) document.Liasse {
	var docs []document.Document
	for _, b := range Repartir(f, ds) {
		docs = append(docs, f.bordereau(&b, anonyme))
	}
	return f.liasse(docs)
}

func (f *Faits) bordereau(b *Bordereau, anonyme bool) document.Document {
	d, e := b.Jury, b.Epreuve
	cs := b.Passants(anonyme)
	// The name or the N° anonymat, never both: who holds both undoes the anonymity.
	qui := []document.Colonne{{Titre: "N° Candidat", Part: 22}, {Titre: "Nom / Prénoms", Part: 34}}
	if anonyme {
		qui = []document.Colonne{{Titre: "N° Anonymat", Part: 22}, {Titre: "N° Candidat", Part: 22}}
	}
	t := document.Table{Colonnes: append(qui, document.Colonne{Titre: "Heure", Part: 8},
		document.Colonne{Titre: fmt.Sprintf("Note /%d", e.Bareme), Part: 13}, document.Colonne{Titre: "Absent (AB)", Part: 9},
		document.Colonne{Titre: "Observations", Part: 22})}
	for _, c := range cs {
		deux := []string{c.Affichee(), c.NomComplet()}
		if anonyme {
			deux = []string{c.Anonymat, c.Affichee()}
		}
		t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{
			document.T(deux[0]), document.T(deux[1]), document.T(b.Heures[c.Cle]), document.T("\n"), document.T(""), document.T(""), // two lines, to write
		}})
	}
	centre := cmp.Or(f.Centre.Nommer(b.Centre), "non précisé")
	nom := strings.NewReplacer(" ", "_", "è", "e").Replace(fmt.Sprintf("Bordereau_%s_%s_%s", b.Centre, d.Code, b.Feuille()))
	return document.Document{
		Nom: fichier.Nom(nom), Titre: strings.TrimSuffix(fmt.Sprintf("%s - Jury %s - %s %s - %s", b.Centre, d.Code, e.Code, b.Libelle(), b.Quand), " - "),
		Pied: fmt.Sprintf("Bordereau de notation - Jury %s - %s", d.Code, e.Code),
		Blocs: []document.Bloc{
			f.bandeau(), document.Titre{Texte: "Bordereau de notation - " + f.Profil.Mots.Groupe2, Encadre: true},
			document.Champs{Paires: []document.Paire{
				{Libelle: "Jury", Valeur: d.Titre()}, {Libelle: "Discipline", Valeur: e.Code + " " + b.Libelle()},
				{Libelle: f.Profil.Mots.Centre2, Valeur: centre}, {Libelle: "Date", Valeur: cmp.Or(b.Quand, "non fixée")},
				{Libelle: "Nombre de candidats", Valeur: fmt.Sprint(len(cs))},
			}},
			document.Paragraphe{
				Style: document.Petit,
				Texte: fmt.Sprintf("Note de 0 à %d, en points entiers ou demi-points. Un candidat absent est noté AB : laissez sa note vide.", e.Bareme),
			},
			t,
			document.Colonnes{Parts: []int{1, 1}, Blocs: [][]document.Bloc{
				{document.Cadre{Titre: "Nom et prénom de l'examinateur", Hauteur: 22}},
				{document.Cadre{Titre: "Date et signature", Hauteur: 22}},
			}},
		},
	}
}
