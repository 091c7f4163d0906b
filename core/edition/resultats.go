package edition

import (
	"slices"
	"strings"

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

// affichables leaves out those who must not be on a list put up: liste rouge
// and présumés fraudeurs.
func affichables(rs []Recu) []Recu {
	return slices.DeleteFunc(rs, func(r Recu) bool { return r.Candidat.ListeRouge || r.Candidat.Fraudeur })
}

// ListesResultats is a list of results of the centre de délibération, one
// document a jury. The reference documents show the lists of the admis and of
// the admissibles; the one of the non admis is made as its procès-verbal is.
func ListesResultats(f *Faits, ds []jury.Dossier, groupe int, liste ListeResultats) document.Liasse {
	titre := titreResultats(f.Profil, groupe, liste)
	if titre == "" {
		return f.liasse(nil)
	}
	var docs []document.Document
	for i := range ds {
		d := &ds[i]
		rs := Resultat(f.Profil, d, groupe, liste)
		if liste.Affichee() {
			rs = affichables(rs)
		}
		t := tableResultats(liste, false)
		t.Lignes = remplir(liste, rs, nil)
		blocs := f.teteResultats(Moment(dateDe(d, groupe)), []string{d.Titre()}, titre, liste, "")
		docs = append(docs, document.Document{
			Nom:   fichier.Nom("Resultats_" + groupeNom(groupe) + "_" + string(liste) + "_" + d.Code),
			Titre: titre + " - Jury " + d.Code, Pied: f.piedResultats("Jury " + d.Code), Marque: marque(d, groupe),
			Blocs: append(append(blocs, t), cloture()...),
		})
	}
	return f.liasse(docs)
}

// ListesResultatsEpreuve is the same list by centre d'épreuve, one document a
// centre that has candidates in these jurys, on the list or not. No reference
// document shows it: it has the head of the other, and the centre d'épreuve;
// with several jurys, a column tells them apart.
func ListesResultatsEpreuve(f *Faits, ds []jury.Dossier, groupe int, liste ListeResultats) document.Liasse {
	titre := titreResultats(f.Profil, groupe, liste)
	if titre == "" {
		return f.liasse(nil)
	}
	type centre struct {
		jurys  []string
		rs     []Recu
		codes  []string // of the jury of each of rs
		date   string
		marque string
	}
	par := map[string]*centre{}
	for i := range ds {
		d := &ds[i]
		for _, c := range Convoques(f.Profil, d, groupe) {
			x := par[c.CentreEpreuve]
			if x == nil {
				x = &centre{}
				par[c.CentreEpreuve] = x
			}
			if !slices.Contains(x.jurys, d.Titre()) {
				x.jurys = append(x.jurys, d.Titre())
				x.date = Moment(dateDe(d, groupe))
				if m := marque(d, groupe); m != "" {
					x.marque = m
				}
			}
		}
		rs := Resultat(f.Profil, d, groupe, liste)
		if liste.Affichee() {
			rs = affichables(rs)
		}
		for _, r := range rs {
			x := par[r.Candidat.CentreEpreuve]
			x.rs, x.codes = append(x.rs, r), append(x.codes, d.Code)
		}
	}
	var docs []document.Document
	for _, uai := range clesTriees(par) {
		x := par[uai]
		if len(x.jurys) > 1 {
			x.date = "" // each jury has its own
		} else {
			x.codes = nil
		}
		t := tableResultats(liste, len(x.jurys) > 1)
		t.Lignes = remplir(liste, x.rs, x.codes)
		nom := f.Centre.Nommer(uai)
		if nom == "" {
			nom = "non précisé"
		}
		blocs := f.teteResultats(x.date, x.jurys, titre, liste, "Centre d'épreuve : "+nom)
		docs = append(docs, document.Document{
			Nom:   fichier.Nom("Resultats_" + groupeNom(groupe) + "_" + string(liste) + "_centre_" + uai),
			Titre: titre + " - Centre d'épreuve " + nom, Pied: f.piedResultats("Centre d'épreuve " + nom), Marque: x.marque,
			Blocs: append(append(blocs, t), cloture()...),
		})
	}
	return f.liasse(docs)
}

func clesTriees[T any](m map[string]T) []string {
	var cles []string
	for k := range m {
		cles = append(cles, k)
	}
	slices.Sort(cles)
	return cles
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
func (f *Faits) teteResultats(date string, jurys []string, titre string, liste ListeResultats, epreuve string) []document.Bloc {
	var blocs []document.Bloc
	if date != "" {
		blocs = append(blocs, document.Paragraphe{Texte: date, Style: document.Petit})
	}
	tete := lignes(f.academie(), f.Profil.Mots.Examen, "Session "+f.Centre.Session, "Jury : "+strings.Join(jurys, "\nJury : "))
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

// cloture are the lines under a list of results.
func cloture() []document.Bloc {
	return []document.Bloc{
		document.Paragraphe{Texte: "Résultats publiés sous réserve de la vérification des PV"},
		document.Colonnes{Parts: []int{1, 1}, Blocs: [][]document.Bloc{
			{document.Paragraphe{Texte: "Signature du président du jury ou du chef de centre"}},
			{document.Cadre{Hauteur: 22}},
		}},
	}
}

// tableResultats has the columns of a list: no decision where it is the same
// for all, as in the reference document.
func tableResultats(liste ListeResultats, jurys bool) document.Table {
	t := document.Table{Vide: aucun}
	if jurys {
		t.Colonnes = append(t.Colonnes, document.Colonne{Titre: "Jury", Part: 14})
	}
	t.Colonnes = append(t.Colonnes, document.Colonne{Titre: "Nom", Part: 36}, document.Colonne{Titre: "Prénoms", Part: 36})
	if liste != ListeAdmissibles {
		t.Colonnes = append(t.Colonnes, document.Colonne{Titre: "Décision", Part: 28})
	}
	return t
}

// homonymes counts the candidates of a list by name: the numbers of those who
// share one tell them apart.
func homonymes(rs []Recu) map[[2]string]int {
	n := make(map[[2]string]int, len(rs))
	for _, r := range rs {
		n[[2]string{r.Candidat.Nom, r.Candidat.Prenoms}]++
	}
	return n
}

// remplir gives the rows of a list; codes are the jurys of the rows, nil
// without that column.
func remplir(liste ListeResultats, rs []Recu, codes []string) []document.Ligne {
	var ls []document.Ligne
	noms := homonymes(rs)
	for i, r := range rs {
		var l document.Ligne
		if codes != nil {
			l.Cellules = append(l.Cellules, document.T(codes[i]))
		}
		prenoms := r.Candidat.Prenoms
		if noms[[2]string{r.Candidat.Nom, prenoms}] > 1 {
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
