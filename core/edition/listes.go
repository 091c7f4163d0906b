package edition

import (
	"cmp"
	"slices"

	"delib/core/decision"
	"delib/core/document"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
	"delib/core/note"
)

// ListeCandidats names one of the lists made before the first deliberation.
type ListeCandidats string

// The four lists, by the names of the command line.
const (
	ListeAnonyme        ListeCandidats = "anonyme"
	ListeCorrespondance ListeCandidats = "correspondance"
	ListeAmenagements   ListeCandidats = "amenagements"
	ListeDecision       ListeCandidats = "decision"
)

// titresListes are the titles; the menu of the original has the same ones.
var titresListes = map[ListeCandidats]string{
	ListeAnonyme:        "Liste anonyme des candidats du jury",
	ListeCorrespondance: "Liste de correspondance des candidats du jury",
	ListeAmenagements:   "Liste des candidats avec mesures pour handicap",
	ListeDecision:       "Liste des candidats triés par décision et moyenne descendantes",
}

// ListesCandidats is one of the four lists, one document a jury. The reference
// documents show the anonymous list and the one of correspondance, both in the
// order of the anonymat; the two others are named there only. A list that is
// not one of the four gives no document.
func ListesCandidats(f *Faits, ds []jury.Dossier, liste ListeCandidats) document.Liasse {
	titre, connue := titresListes[liste]
	if !connue {
		return f.liasse(nil)
	}
	var docs []document.Document
	for i := range ds {
		d := &ds[i]
		blocs := []document.Bloc{
			f.bandeau(), document.Titre{Texte: titre, Encadre: true},
			document.Champs{Paires: []document.Paire{{Libelle: "Jury", Valeur: d.Code}, {Libelle: "Spécialité", Valeur: d.Libelle}}},
		}
		switch liste {
		case ListeAnonyme:
			blocs = append(blocs, listeAnonyme(d))
		case ListeCorrespondance:
			blocs = append(blocs, f.listeCorrespondance(d))
		case ListeAmenagements:
			blocs = append(slices.Insert(blocs, 0, document.Bloc(reserve)), listeAmenagements(d))
		case ListeDecision:
			blocs = append(blocs, f.listeDecision(d))
		}
		doc := document.Document{
			Nom: fichier.Nom("Liste_" + string(liste) + "_" + d.Code), Titre: titre + " - Jury " + d.Code, Pied: "Jury " + d.Code, Blocs: blocs,
		}
		if liste == ListeAmenagements { // at the head of the pages that go on as well
			doc.Titre, doc.Pied = "RÉSERVÉ AU PRÉSIDENT - "+doc.Titre, doc.Pied+" - réservé au président"
		}
		docs = append(docs, f.rangees(doc, d.Code, d.Code))
	}
	return f.liasse(docs)
}

// parAnonymat sorts by anonymat; who has none comes last.
func parAnonymat(cs []*jury.Candidat) []*jury.Candidat {
	tries := slices.Clone(cs)
	slices.SortStableFunc(tries, func(a, b *jury.Candidat) int {
		if (a.Anonymat == "") != (b.Anonymat == "") {
			return cmp.Compare(b.Anonymat, a.Anonymat)
		}
		return cmp.Or(cmp.Compare(a.Anonymat, b.Anonymat), cmp.Compare(a.Cle.String(), b.Cle.String()))
	})
	return tries
}

// listeAnonyme names nobody. Observations are for the jury's pen, as in the
// reference document: an aménagement there would tell who the candidate is.
func listeAnonyme(d *jury.Dossier) document.Table {
	t := document.Table{Vide: aucun, Colonnes: []document.Colonne{
		{Titre: "N° Anonymat", Part: 22}, {Titre: "N° Candidat", Part: 24}, {Titre: "Catégorie", Part: 28}, {Titre: "Observations", Part: 26},
	}}
	for _, c := range parAnonymat(d.Candidats) {
		t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{
			document.T(c.Anonymat), document.T(c.Affichee()), document.T(c.Categorie), document.T(""),
		}})
	}
	return t
}

func (f *Faits) listeCorrespondance(d *jury.Dossier) document.Table {
	t := document.Table{Vide: aucun, Colonnes: []document.Colonne{
		{Titre: "N° Anonymat", Part: 16}, {Titre: "N° Candidat", Part: 18}, {Titre: "Nom / Prénoms", Part: 20}, {Titre: "Catégorie", Part: 16},
		{Titre: "Etablissement d'inscription", Part: 30},
	}}
	for _, c := range parAnonymat(d.Candidats) {
		t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{
			document.T(c.Anonymat), document.T(c.Affichee()), document.T(c.NomComplet()), document.T(c.Categorie), document.T(f.Centre.Nommer(c.Etablissement)),
		}})
	}
	return t
}

// listeAmenagements informs the president of what was granted (D351-31, D613-30).
func listeAmenagements(d *jury.Dossier) document.Table {
	t := document.Table{Vide: aucun, Colonnes: []document.Colonne{
		{Titre: "N° Anonymat", Part: 18}, {Titre: "N° Candidat", Part: 20}, {Titre: "Nom / Prénoms", Part: 22}, {Titre: "Catégorie", Part: 16},
		{Titre: "Mesures accordées", Part: 24},
	}}
	for _, c := range Trier(d.Candidats) {
		if c.Amenagement != "" {
			t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{
				document.T(c.Anonymat), document.T(c.Affichee()), document.T(c.NomComplet()), document.T(c.Categorie), document.T(c.Amenagement),
			}})
		}
	}
	return t
}

var rangDecision = map[examen.Decision]int{examen.Admis: 0, examen.Passe: 1, examen.Refuse: 2, examen.Attente: 3, examen.Partiel: 4}

// listeDecision sorts on the exact means, never on the text that shows them;
// who has no mean comes last of his decision. It names people, and so bears no N°
// anonymat: the president alone is told who is behind one.
func (f *Faits) listeDecision(d *jury.Dossier) document.Table {
	rs := Resultats(f.Profil, d)
	cs := Trier(d.Candidats)
	slices.SortStableFunc(cs, func(a, b *jury.Candidat) int {
		x, y := rs[a.Cle], rs[b.Cle]
		g, p := moyennes(&x)
		h, q := moyennes(&y)
		return cmp.Or(cmp.Compare(rangDecision[x.Decision], rangDecision[y.Decision]), h.Compare(g), q.Compare(p))
	})
	t := document.Table{Vide: aucun, Colonnes: []document.Colonne{
		{Titre: "N° Candidat", Part: 19}, {Titre: "Nom / Prénoms", Part: 24}, {Titre: "Catégorie", Part: 17}, {Titre: "Décision", Part: 20},
		{Titre: "Moyenne générale", Part: 10, Alignement: document.Droite},
	}}
	pro := f.Profil.Mots.MoyennePro
	if pro != "" {
		t.Colonnes = append(t.Colonnes, document.Colonne{Titre: pro, Part: 10, Alignement: document.Droite})
	}
	for _, c := range cs {
		r := rs[c.Cle]
		l := document.Ligne{Cellules: []document.Cellule{
			document.T(c.Affichee()), document.T(c.NomComplet()), document.T(c.Categorie), document.T(decisionMention(f.Profil, r.Decision, r.Mention)),
			document.N(r.Moyenne, r.Moyenne),
		}}
		if pro != "" {
			l.Cellules = append(l.Cellules, document.N(r.MoyennePro, r.MoyennePro))
		}
		t.Lignes = append(t.Lignes, l)
	}
	return t
}

// moyennes gives the two means behind those that are printed, 0 where none is.
func moyennes(r *decision.Resultat) (generale, pro note.Fraction) {
	if r.Moyenne != "" {
		generale = r.Premier.Valeur
		if r.Controle != nil {
			generale = r.Controle.Valeur
		}
	}
	if r.MoyennePro != "" {
		pro = r.Premier.Pro.Valeur()
	}
	return generale, pro
}
