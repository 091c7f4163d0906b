package edition

import (
	"fmt"
	"slices"
	"strings"

	"delib/core/decision"
	"delib/core/document"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
)

// What a jury deliberates with when nothing works, beside the procès-verbaux
// individuels: its table, a procès-verbal to fill in, the sheet to sign, and for
// the president who is who. No reference document shows them.

// TableJury is the table of a jury, candidates by units, with their means, the
// decision that the marks give and room for the jury's own; on A3 or on A4, both
// across. An anonymous one is in the order of the N° anonymat.
func TableJury(f *Faits, d *jury.Dossier, groupe int, format document.Format, anonyme bool) document.Document {
	t := document.Table{Compacte: true, Bandes: true, Vide: aucun, Colonnes: []document.Colonne{{Titre: "Candidat", Part: 30}}}
	if format == document.A3 {
		t.Compacte, t.Corps = false, 10
	}
	var unites []*jury.Epreuve
	var legende []string
	for i := range d.Epreuves {
		e := &d.Epreuves[i]
		if !e.EstUnite() || e.Nature == examen.Controle {
			continue
		}
		unites = append(unites, e)
		t.Colonnes = append(t.Colonnes, document.Colonne{Titre: e.Code + "\n(" + e.Coefficient.String() + ")", Part: 9, Alignement: document.Centre})
		legende = append(legende, e.Code+" "+e.Libelle)
	}
	t.Colonnes = append(t.Colonnes, document.Colonne{Titre: "Moyenne", Part: 11, Alignement: document.Centre})
	if f.Profil.Mots.MoyennePro != "" {
		t.Colonnes = append(t.Colonnes, document.Colonne{Titre: "Moy. pro.", Part: 10, Alignement: document.Centre})
	}
	t.Colonnes = append(t.Colonnes, document.Colonne{Titre: "Décision proposée", Part: 22}, document.Colonne{Titre: "Décision du jury", Part: 22})
	cs := Convoques(f.Profil, d, groupe)
	if anonyme {
		cs = parAnonymat(cs)
	}
	for _, c := range cs {
		t.Lignes = append(t.Lignes, f.ligneTable(d, c, groupe, unites, anonyme))
	}
	notes := []string{"Coefficients entre parenthèses. – : note manquante ; AB : absent ; AJ : absence justifiée ; DI : dispense.",
		strings.Join(legende, " ; ") + "."}
	titre, nom := "Tableau du jury - 1er groupe", "A4"
	if groupe == 2 {
		titre = "Tableau du jury - " + f.Profil.Mots.Groupe2
		notes = append(notes, "→ : note au contrôle ; … : à noter.")
	}
	if format == document.A3 {
		nom = "A3"
	}
	return document.Document{
		Nom: fichier.Nom("Table_jury_" + d.Code + "_" + nom), Titre: titre + " - Jury " + d.Code, Pied: "Jury " + d.Code + " - " + f.EditeLe(),
		Paysage: true, Format: format,
		Blocs: []document.Bloc{
			f.bandeau(), document.Titre{Texte: titre, Encadre: true},
			document.Champs{Colonnes: 3, Paires: []document.Paire{
				{Libelle: "Jury", Valeur: d.Titre()}, {Libelle: "Président", Valeur: d.President}, {Libelle: "Délibération prévue le", Valeur: Moment(dateDe(d, groupe))},
			}},
			t, document.Paragraphe{Style: document.Petit, Texte: strings.Join(notes, "\n")},
		},
	}
}

func (f *Faits) ligneTable(d *jury.Dossier, c *jury.Candidat, groupe int, unites []*jury.Epreuve, anonyme bool) document.Ligne {
	r := decision.Calculer(f.Profil, &d.Entete, c)
	nom := c.NomComplet() + "\n" + c.Affichee()
	if anonyme && c.Anonymat != "" {
		nom = c.Anonymat
	}
	l := document.Ligne{Cellules: []document.Cellule{document.T(nom)}}
	choisies := decision.Disciplines(f.Profil, &d.Entete, c)
	for _, e := range unites {
		texte := ""
		for i := range r.Premier.Unites {
			if u := &r.Premier.Unites[i]; u.Epreuve.Code == e.Code && (e.Nature.EstObligatoire() || !u.Valeur.EstManquante() || r.Premier.Manque(e)) {
				texte, _, _ = strings.Cut(noteUnite(u), "/")
			}
		}
		if v := c.Valeur(e.Code, 2); groupe == 2 && slices.Contains(choisies, e) {
			if v.EstManquante() {
				texte += "\n→ …"
			} else {
				s, _ := f.noteControle(&r, e, v)
				s, _, _ = strings.Cut(s, "/")
				texte += "\n→ " + s
			}
		}
		l.Cellules = append(l.Cellules, document.T(texte))
	}
	x, moyenne, mention := r.Premier.Decision, "", ""
	if len(r.Premier.Manquantes) == 0 && r.Premier.Generale.Definie() {
		moyenne = decision.Texte(f.Profil, r.Premier.Valeur)
	}
	if groupe == 2 && r.Controle != nil {
		x, moyenne = r.Decision, moyenne+"\n→ "+r.Moyenne
	}
	if x == examen.Admis {
		mention = r.Mention
	}
	l.Cellules = append(l.Cellules, document.T(moyenne))
	if f.Profil.Mots.MoyennePro != "" {
		l.Cellules = append(l.Cellules, document.T(r.MoyennePro))
	}
	propose := decisionMention(f.Profil, x, mention)
	if groupe == 2 && r.Controle == nil {
		propose = ""
	}
	return document.Ligne{Cellules: append(l.Cellules, document.T(propose), document.T(""))}
}

// PVVierge is a procès-verbal to fill in by hand, a document a list.
func PVVierge(f *Faits, d *jury.Dossier, groupe int) []document.Document {
	t := f.tenue(d, Tenue{Sceau: "Jury " + d.Code + " - procès-verbal à remplir à la main", vierge: true})
	var docs []document.Document
	for _, liste := range listesPV(f.Profil, groupe) {
		titre := titrePV(f.Profil, groupe, liste)
		doc := document.Document{
			Nom:   fichier.Nom(fmt.Sprintf("PV_vierge_%s_%d_%s", d.Code, len(docs)+1, liste)),
			Titre: titre + " - Jury " + d.Code, Pied: t.Sceau, Paysage: liste == notesModifiees, Blocs: append(f.tetePV(d, groupe, titre, t), f.lieu(liste, "")...),
		}
		table, lignes := tableResultats(liste), 16
		if liste == notesModifiees {
			table, lignes = f.tableModifiees(nil), 8
		}
		for range lignes {
			l := document.Ligne{Cellules: []document.Cellule{document.T("\n")}}
			for range len(table.Colonnes) - 1 {
				l.Cellules = append(l.Cellules, document.T(""))
			}
			table.Lignes = append(table.Lignes, l)
		}
		doc.Blocs = append(doc.Blocs, table, f.signature(d, groupe, t))
		docs = append(docs, doc)
	}
	return docs
}

// Emargement is the sheet that the members of a jury sign.
func Emargement(f *Faits, d *jury.Dossier, groupe int) document.Document {
	doc := f.composition(d, groupe, 0, f.tenue(d, Tenue{Sceau: "Jury " + d.Code + " - " + f.EditeLe(), vierge: true}))
	doc.Nom = fichier.Nom("Emargement_" + d.Code)
	return doc
}

// Correspondance tells the president, and nobody else, who is behind each N° anonymat.
func Correspondance(f *Faits, d *jury.Dossier) document.Document {
	doc := ListesCandidats(f, []jury.Dossier{*d}, ListeCorrespondance).Documents[0]
	doc.Nom = fichier.Nom("Reserve_au_president_correspondance_" + d.Code)
	doc.Pied = "Réservé au président du jury " + d.Code
	doc.Blocs = slices.Insert(doc.Blocs, 2, document.Bloc(reserve))
	return doc
}

// reserve heads what only the president of a jury may read.
var reserve = document.Paragraphe{Texte: "RÉSERVÉ AU PRÉSIDENT DU JURY - ne pas afficher, ne pas diffuser", Style: document.Gras, Alignement: document.Centre}
