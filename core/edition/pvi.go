package edition

import (
	"fmt"

	"delib/core/decision"
	"delib/core/document"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
)

// PVI is the procès-verbal individuel de notes of one candidate, to deliberate
// on paper when the application cannot be used. No reference document shows
// one: it has what the relevé de notes shows, plus the anonymat, the livret, the
// aménagement, boxes for the decision and room for the president's signature.
// Groupe is the deliberation that it serves, 1 or 2.
func PVI(f *Faits, d *jury.Dossier, c *jury.Candidat, groupe int) document.Document {
	r := decision.Calculer(f.Profil, &d.Entete, c)
	doc := document.Document{
		Nom:   fichier.Nom(fmt.Sprintf("PVI_%s_%s_%s", d.Code, c.Numero, c.Inscription)),
		Titre: fmt.Sprintf("%s - %s", c.NomComplet(), c.Cle.Affichee()),
		Pied:  fmt.Sprintf("Jury %s - %s - %s", d.Code, c.Cle.Affichee(), f.EditeLe()),
	}
	quand := "1er groupe"
	date := d.Date1
	if groupe == 2 {
		quand, date = f.Profil.Mots.Groupe2, d.Date2
	}
	a := f.Centre.Academie
	service := f.service(prefixe("Tél. : ", a.Telephone), prefixe("Mail. : ", a.Mail))
	doc.Blocs = f.identite("PROCÈS-VERBAL INDIVIDUEL DE NOTES\n"+quand, service, d, c, []document.Paire{
		{Libelle: "N° candidat", Valeur: c.Numero}, {Libelle: "Inscription n°", Valeur: c.Inscription}, {Libelle: "N° anonymat", Valeur: c.Anonymat},
		{Libelle: "Session", Valeur: f.Centre.Session}, {Libelle: "Délibération", Valeur: Moment(date)},
	}, append(personne(d, c), situation(f.Profil, c)...))
	doc.Blocs = append(doc.Blocs, f.tableEpreuves(d, c, &r), f.totaux("RÉSULTAT : Épreuves", &r.Premier, decision.Texte(f.Profil, r.Premier.Valeur), true))
	premiere := "Décision proposée"
	if c.Arrete1 != nil {
		premiere = "Décision du jury"
	}
	doc.Blocs = append(doc.Blocs, document.Paragraphe{Texte: premiere + " (1er groupe) : " + f.Profil.Libelle(r.Premier.Decision), Style: document.Gras})
	if groupe == 2 {
		doc.Blocs = append(doc.Blocs, f.controle(d, c, &r, "Note manquante"))
		if r.Controle != nil {
			doc.Blocs = append(doc.Blocs, f.totauxControle(&r),
				document.Paragraphe{Texte: "Décision proposée (" + f.Profil.Mots.Groupe2 + ") : " + f.Profil.Libelle(r.Decision), Style: document.Gras})
		}
	}
	doc.Blocs = append(doc.Blocs,
		document.Paragraphe{Texte: r.Pourquoi(), Style: document.Petit},
		f.cases(groupe),
		document.Colonnes{Parts: []int{1, 1}, Blocs: [][]document.Bloc{
			{document.Cadre{Titre: "Notes modifiées par le jury (épreuve, note, motif)", Hauteur: 26}},
			{document.Cadre{Titre: "Date, nom et signature du président du jury", Hauteur: 26}},
		}},
		f.notes())
	return doc
}

// cases are the boxes that the jury ticks.
func (f *Faits) cases(groupe int) document.Cases {
	c := document.Cases{Titre: "DECISION DU JURY :"}
	decisions := []examen.Decision{examen.Admis, examen.Passe, examen.Refuse}
	if groupe == 2 {
		decisions = []examen.Decision{examen.Admis, examen.Refuse}
	}
	for _, x := range decisions {
		c.Choix = append(c.Choix, document.Case{Libelle: f.Profil.Libelle(x)})
	}
	c.Choix = append(c.Choix, document.Case{Libelle: "Livret examiné"})
	return c
}

// situation is what a jury must know of a candidate beside who he is.
func situation(p *examen.Profil, c *jury.Candidat) []document.Paire {
	s := []document.Paire{{Libelle: "Livret", Valeur: livret(c)}, {Libelle: "Aménagement", Valeur: ouiNon(c.Amenagement != "")}}
	if c.Etalement {
		s = append(s, document.Paire{Libelle: "Étalement", Valeur: "Oui"})
	}
	if p.ArticlePFMP != "" && c.PFMP != "" {
		s = append(s, document.Paire{Libelle: "PFMP validées", Valeur: ouiNon(c.PFMP == "oui")})
	}
	return s
}

func livret(c *jury.Candidat) string {
	t := map[string]string{"numerique": "Numérique", "papier": "Papier", "aucun": "Aucun", "": "Sans statut"}[c.Livret]
	if c.LivretExamine {
		t += " (examiné)"
	}
	return t
}

// Convoques gives the candidates whose PVI a plan de secours holds: all of a
// jury in the first group, those admitted to the contrôle in the second; sorted.
func Convoques(p *examen.Profil, d *jury.Dossier, groupe int) []*jury.Candidat {
	if groupe == 1 {
		return Trier(d.Candidats)
	}
	var cs []*jury.Candidat
	for _, c := range d.Candidats {
		if r := decision.Calculer(p, &d.Entete, c); r.Premier.Decision == examen.Passe {
			cs = append(cs, c)
		}
	}
	return Trier(cs)
}
