package edition

import (
	"cmp"
	"fmt"
	"slices"

	"delib/core/decision"
	"delib/core/document"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
)

// ListeResultats names a list of results.
type ListeResultats string

// The lists of results, by the names of the command line; the second group has
// no ListeAdmissibles.
const (
	ListeAdmis       ListeResultats = "admis"
	ListeAdmissibles ListeResultats = "admissibles"
	ListeNonAdmis    ListeResultats = "non-admis"
)

// Affichee tells whether the list is put up for all to read.
func (l ListeResultats) Affichee() bool { return l != ListeNonAdmis }

// titreResultats gives the title of a list of a group, "" when the group has no such list.
func titreResultats(p *examen.Profil, groupe int, liste ListeResultats) string {
	t := &p.Mots.Listes[groupe-1]
	switch liste {
	case ListeAdmis:
		return t.Admis
	case ListeAdmissibles:
		return t.Admissibles
	case ListeNonAdmis:
		return t.NonAdmis
	}
	return ""
}

// Recu is a candidate on a list of results.
type Recu struct {
	Candidat *jury.Candidat
	Decision string // as it is printed, mention included
}

// Resultat gives who is on a list of a group, sorted: the second group holds
// only those whom the first admitted to the contrôle; who waits for a mark or
// has not presented all his units is on no list.
func Resultat(p *examen.Profil, d *jury.Dossier, groupe int, liste ListeResultats) []Recu {
	voulue := map[ListeResultats]examen.Decision{ListeAdmis: examen.Admis, ListeAdmissibles: examen.Passe, ListeNonAdmis: examen.Refuse}[liste]
	if titreResultats(p, groupe, liste) == "" {
		return nil
	}
	var rs []Recu
	for _, c := range Trier(d.Candidats) {
		r := decision.Calculer(p, &d.Entete, c)
		x, mention := r.Premier.Decision, ""
		if groupe == 1 && x == examen.Admis {
			mention = r.Mention
		}
		if groupe == 2 {
			if x != examen.Passe {
				continue
			}
			x = r.Decision
		}
		if x == voulue {
			rs = append(rs, Recu{Candidat: c, Decision: decisionMention(p, x, mention)})
		}
	}
	return rs
}

// aAfficher leaves out of a list put up those who must not be on it: liste rouge
// and présumés fraudeurs.
func aAfficher(liste ListeResultats, rs []Recu) []Recu {
	if !liste.Affichee() {
		return rs
	}
	return slices.DeleteFunc(rs, func(r Recu) bool { return r.Candidat.ListeRouge || r.Candidat.Fraudeur })
}

// ListesResultats is a list of results of the centre de délibération, one document
// a jury. The reference documents show the lists of the admis and of the
// admissibles; the one of the non admis is made as its procès-verbal is.
func ListesResultats(f *Faits, ds []jury.Dossier, groupe int, liste ListeResultats, papier document.Format) document.Liasse {
	titre := titreResultats(f.Profil, groupe, liste)
	if titre == "" {
		return f.liasse(nil)
	}
	var docs []document.Document
	for i := range ds {
		d := &ds[i]
		doc := f.listeResultats(d, groupe, liste, papier, aAfficher(liste, Resultat(f.Profil, d, groupe, liste)), "")
		doc.Nom = fichier.Nom("Resultats_" + groupeNom(groupe) + "_" + string(liste) + "_" + d.Code)
		doc.Titre, doc.Pied = titre+" - Jury "+d.Code, f.piedResultats("Jury "+d.Code)
		docs = append(docs, f.rangees(doc, d.Code, d.Code))
	}
	return f.liasse(docs)
}

// ListesResultatsEpreuve is the same list by centre d'épreuve, one document a jury
// for each centre that has candidates of it, on the list or not. No reference
// document shows it: it has the head of the other, and the centre d'épreuve.
func ListesResultatsEpreuve(f *Faits, ds []jury.Dossier, groupe int, liste ListeResultats, papier document.Format) document.Liasse {
	titre := titreResultats(f.Profil, groupe, liste)
	if titre == "" {
		return f.liasse(nil)
	}
	type cle struct {
		uai  string
		jury int
	}
	var cles []cle
	par := map[cle][]Recu{}
	for i := range ds {
		d := &ds[i]
		for _, c := range Convoques(f.Profil, d, groupe) {
			if k := (cle{c.CentreEpreuve, i}); !slices.Contains(cles, k) {
				cles = append(cles, k)
			}
		}
		for _, r := range aAfficher(liste, Resultat(f.Profil, d, groupe, liste)) {
			k := cle{r.Candidat.CentreEpreuve, i}
			par[k] = append(par[k], r)
		}
	}
	slices.SortStableFunc(cles, func(a, b cle) int { return cmp.Or(cmp.Compare(a.uai, b.uai), cmp.Compare(a.jury, b.jury)) })
	var docs []document.Document
	for _, k := range cles {
		d, nom := &ds[k.jury], cmp.Or(f.Centre.Nommer(k.uai), "non précisé")
		doc := f.listeResultats(d, groupe, liste, papier, par[k], "Centre d'épreuve : "+nom)
		doc.Nom = fichier.Nom("Resultats_" + groupeNom(groupe) + "_" + string(liste) + "_centre_" + k.uai + "_" + d.Code)
		doc.Titre = titre + " - Centre d'épreuve " + nom + " - Jury " + d.Code
		doc.Pied = f.piedResultats("Centre d'épreuve " + nom + " - Jury " + d.Code)
		doc = f.rangees(doc, k.uai+" "+d.Code, d.Code)
		doc.Donnees = append(doc.Donnees, document.Paire{Libelle: "Centre d'épreuve", Valeur: k.uai})
		docs = append(docs, doc)
	}
	return f.liasse(docs)
}

// listeResultats is a list of one jury. One that is put up is read from afar: its
// rows are large and banded, and the code of the jury is found first.
func (f *Faits) listeResultats(d *jury.Dossier, groupe int, liste ListeResultats, papier document.Format, rs []Recu, epreuve string) document.Document {
	doc := document.Document{Marque: marque(d, groupe)}
	t := tableResultats(liste)
	t.Lignes = remplir(liste, rs)
	if liste.Affichee() {
		doc.Format, t.Bandes, t.Corps = papier, true, corps(len(rs), papier)
		doc.Blocs = append(doc.Blocs, document.Paragraphe{Texte: d.Code, Style: document.Geant, Alignement: document.Centre})
	}
	doc.Blocs = append(doc.Blocs, f.teteResultats(Moment(dateDe(d, groupe)), d, titreResultats(f.Profil, groupe, liste), liste, epreuve)...)
	doc.Blocs = append(append(doc.Blocs, t), cloture(liste)...)
	return doc
}

// corps gives the size of type of a list that is put up: the largest at which it
// fills one sheet.
func corps(rangs int, papier document.Format) int {
	room := 420.0 // points that the rows have
	if papier == document.A3 {
		room = 760
	}
	for _, c := range []int{18, 16, 14} {
		if float64(rangs+1)*float64(c)*1.81 <= room {
			return c
		}
	}
	return 14
}

// groupeNom names a group in the name of a file.
func groupeNom(groupe int) string {
	if groupe == 2 {
		return "groupe2"
	}
	return "groupe1"
}

func (f *Faits) piedResultats(quoi string) string { return quoi + " - " + f.EditeLe() }

// teteResultats is the centred head of a list of results and, after its first
// line, of a procès-verbal.
func (f *Faits) teteResultats(date string, d *jury.Dossier, titre string, liste ListeResultats, epreuve string) []document.Bloc {
	var blocs []document.Bloc
	if date != "" {
		blocs = append(blocs, document.Paragraphe{Texte: date, Style: document.Petit})
	}
	tete := lignes(f.academie(), f.Profil.Mots.Examen, "Session "+f.Centre.Session, "Jury : "+d.Titre())
	return append(append(blocs, document.Paragraphe{Texte: tete, Style: document.Gras, Alignement: document.Centre},
		document.Paragraphe{Texte: titre, Style: document.Grand, Alignement: document.Centre}), f.lieu(liste, epreuve)...)
}

// lieu names the centre under a title; a list that is not put up says so.
func (f *Faits) lieu(liste ListeResultats, epreuve string) []document.Bloc {
	centre := "Centre délibération : " + f.Centre.Lieu.Libelle()
	if liste == ListeNonAdmis {
		centre = "Centre délibération : " + centreInverse(f.Centre.Lieu)
	}
	blocs := []document.Bloc{document.Paragraphe{Texte: lignes(centre, epreuve), Alignement: document.Centre}}
	if liste == ListeNonAdmis {
		blocs = append(blocs, document.Paragraphe{Texte: "A ne pas afficher.", Style: document.Gras, Alignement: document.Centre})
	}
	return blocs
}

// cloture are the lines under a list of results; when it was put up is written by
// hand, on one that is.
func cloture(liste ListeResultats) []document.Bloc {
	signature := document.Colonnes{Parts: []int{1, 1}, Blocs: [][]document.Bloc{
		{document.Paragraphe{Texte: "Signature du président du jury ou du chef de centre"}},
		{document.Cadre{Hauteur: 22}},
	}}
	if !liste.Affichee() {
		return []document.Bloc{signature}
	}
	signature.Blocs[0] = append(signature.Blocs[0], document.Paragraphe{Texte: "Affiché le ........................... à ..............."})
	return []document.Bloc{document.Paragraphe{Texte: "Résultats publiés sous réserve de la vérification des PV"}, signature}
}

// tableResultats has the columns of a list: no decision where it is the same
// for all, as in the reference document.
func tableResultats(liste ListeResultats) document.Table {
	t := document.Table{Vide: aucun}
	t.Colonnes = append(t.Colonnes, document.Colonne{Titre: "Nom", Part: 36}, document.Colonne{Titre: "Prénoms", Part: 36})
	if liste != ListeAdmissibles {
		t.Colonnes = append(t.Colonnes, document.Colonne{Titre: "Décision", Part: 28})
	}
	return t
}

// Homonymes names those who share a name on a list that is put up: their numbers
// stand beside it, and the chef de centre knows before it is printed.
func Homonymes(f *Faits, ds []jury.Dossier, groupe int, liste ListeResultats) []string {
	var s []string
	if !liste.Affichee() {
		return nil
	}
	for i := range ds {
		rs := aAfficher(liste, Resultat(f.Profil, &ds[i], groupe, liste))
		noms := homonymes(rs)
		for _, r := range rs {
			if noms[memeNom(r.Candidat.Nom, r.Candidat.Prenoms)] > 1 {
				s = append(s, fmt.Sprintf("Jury %s : %s %s", ds[i].Code, r.Candidat.Cle, r.Candidat.NomComplet()))
			}
		}
	}
	return s
}

// homonymes counts the candidates of a list by name: the numbers of those who
// share one tell them apart.
func homonymes(rs []Recu) map[string]int {
	n := make(map[string]int, len(rs))
	for _, r := range rs {
		n[memeNom(r.Candidat.Nom, r.Candidat.Prenoms)]++
	}
	return n
}

// remplir gives the rows of a list.
func remplir(liste ListeResultats, rs []Recu) []document.Ligne {
	var ls []document.Ligne
	noms := homonymes(rs)
	for _, r := range rs {
		var l document.Ligne
		prenoms := r.Candidat.Prenoms
		if noms[memeNom(r.Candidat.Nom, prenoms)] > 1 {
			prenoms += " (" + r.Candidat.Affichee() + ")"
		}
		l.Cellules = append(l.Cellules, document.T(r.Candidat.Nom), document.T(prenoms))
		if liste != ListeAdmissibles {
			l.Cellules = append(l.Cellules, document.T(r.Decision))
		}
		ls = append(ls, l)
	}
	return ls
}
