package edition

import (
	"fmt"

	"delib/core/decision"
	"delib/core/document"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
	"delib/core/note"
)

// Comptes counts the candidates by decision.
type Comptes map[examen.Decision]int

// Total counts all the candidates.
func (c Comptes) Total() int {
	n := 0
	for _, x := range c {
		n += x
	}
	return n
}

// Compter counts the decisions of a jury.
func Compter(p *examen.Profil, d *jury.Dossier) Comptes {
	n := Comptes{}
	var r decision.Resultat
	for _, c := range d.Candidats {
		r.Refaire(p, &d.Entete, c)
		n[r.Decision]++
	}
	return n
}

// Pourcentage gives n/total in percent, rounded to two decimals: the statistics
// of the reference document round (6 of 29 is 20.69, not 20.68).
func Pourcentage(n, total int) string {
	if total == 0 {
		return "0.00"
	}
	s := note.Rapport(int64(n)*100, int64(total)).Arrondi()
	if s == "100.00" {
		return "100"
	}
	return s
}

// StatistiquesDecision is "Statistiques avant délibération" by decision, one
// document a jury; specialite counts all the jurys of the spécialité in the
// centre. Under the table, the distribution of the means.
func StatistiquesDecision(f *Faits, d *jury.Dossier, specialite Comptes) document.Document {
	moi := Compter(f.Profil, d)
	t := document.Table{Colonnes: []document.Colonne{
		{Titre: "Décision", Part: 34}, {Titre: "Nombre de candidats du jury", Part: 18, Alignement: document.Droite},
		{Titre: "% Jury", Part: 13, Alignement: document.Droite},
		{Titre: "Nombre de candidats de la spécialité", Part: 20, Alignement: document.Droite}, {Titre: "% Spécialité", Part: 15, Alignement: document.Droite},
	}}
	ligne := func(titre string, n, m int, gras bool) {
		t.Lignes = append(t.Lignes, document.Ligne{Gras: gras, Fond: gras, Cellules: []document.Cellule{
			document.T(titre), document.N(fmt.Sprint(n), fmt.Sprint(n)), document.P(Pourcentage(n, moi.Total())),
			document.N(fmt.Sprint(m), fmt.Sprint(m)), document.P(Pourcentage(m, specialite.Total())),
		}})
	}
	for _, groupe := range []struct {
		titre     string
		decisions []examen.Decision
		toujours  bool
	}{
		{"Décisions positives", []examen.Decision{examen.Admis, examen.Passe}, true},
		{"Décisions négatives", []examen.Decision{examen.Refuse}, true},
		{"Sans décision", []examen.Decision{examen.Attente, examen.Partiel}, false},
	} {
		n, m := 0, 0
		for _, x := range groupe.decisions {
			n += moi[x]
			m += specialite[x]
		}
		if !groupe.toujours && m == 0 {
			continue
		}
		t.Lignes = append(t.Lignes, document.Ligne{Gras: true, Cellules: []document.Cellule{document.T(groupe.titre)}})
		for _, x := range groupe.decisions {
			if groupe.toujours || specialite[x] > 0 {
				ligne(f.Profil.Libelle(x), moi[x], specialite[x], false)
			}
		}
		ligne("Total", n, m, true)
	}
	ligne("Total général", moi.Total(), specialite.Total(), true)
	return f.rangees(document.Document{
		Nom: fichier.Nom("Statistiques_" + d.Code), Titre: "Statistiques - Jury " + d.Code, Pied: "Statistiques avant délibération - Jury " + d.Code,
		Blocs: []document.Bloc{
			document.Bandeau{Gauche: []string{f.Centre.Session}, Droite: []string{f.Centre.Lieu.Libelle(), f.editeLeHeure()}},
			document.Titre{Texte: f.Titre, Encadre: true},
			document.Champs{Paires: []document.Paire{{Libelle: "Jury", Valeur: d.Code}, {Libelle: "Spécialité", Valeur: d.Specialite + " - " + d.Libelle}}},
			t,
			Repartition(f.Profil, d), hachures(f.Profil),
		},
	}, d.Code, d.Code)
}

// Repartition draws how the means of a jury are spread, a bar a point, empty ones
// included; those from the mean of admission on are marked.
func Repartition(p *examen.Profil, d *jury.Dossier) document.Barres {
	var moyennes []note.Fraction
	for _, r := range Resultats(p, d) {
		if r.Moyenne != "" {
			moyennes = append(moyennes, r.Premier.Valeur)
		}
	}
	return classes(p, "Répartition des moyennes générales", moyennes, 1)
}

// classes draws marks or means on 20 in classes of the same width; the last one
// holds 20.
func classes(p *examen.Profil, titre string, valeurs []note.Fraction, largeur int64) document.Barres {
	b := document.Barres{Titre: titre}
	for de := int64(0); de < 20; de += largeur {
		a, n := de+largeur, 0
		for _, x := range valeurs {
			if x.AuMoins(de) && (a == 20 || !x.AuMoins(a)) {
				n++
			}
		}
		fin := "["
		if a == 20 {
			fin = "]"
		}
		b.Barres = append(b.Barres, document.Barre{Libelle: fmt.Sprintf("[%d ; %d%s", de, a, fin), Nombre: n, Marquee: de >= p.SeuilAdmission()})
	}
	return b
}

// hachures says what marks a bar.
func hachures(p *examen.Profil) document.Paragraphe {
	return document.Paragraphe{Style: document.Petit, Texte: fmt.Sprintf(
		"Barres sombres et hachurées : à partir de %d. [8 ; 10[ : de 8 compris à 10 non compris.", p.SeuilAdmission())}
}
