package edition

import (
	"delib/core/decision"
	"delib/core/document"
	"delib/core/fichier"
	"delib/core/jury"
)

// NotesManquantes is the control of the missing marks of the second group, one
// document a jury that has some; nil documents when none has.
func NotesManquantes(f *Faits, ds []jury.Dossier) document.Liasse {
	l := document.Liasse{Nom: fichier.Nom(f.Titre), Titre: f.Titre}
	titre, devant := f.Profil.Mots.Manquantes, f.Profil.Mots.DevantNote2
	for i := range ds {
		d := &ds[i]
		t := document.Table{Colonnes: []document.Colonne{
			{Titre: "N° Candidat", Part: 20}, {Titre: "Nom", Part: 17}, {Titre: "Prénom", Part: 15}, {Titre: "Note(s) manquante(s)", Part: 28},
			{Titre: f.Profil.Mots.Centre2, Part: 20},
		}}
		manques := map[jury.Cle]decision.Manque{}
		var cs []*jury.Candidat
		for _, m := range decision.Manquantes(f.Profil, d, 2) {
			manques[m.Candidat.Cle] = m
			cs = append(cs, m.Candidat)
		}
		for _, c := range Trier(cs) {
			m := manques[c.Cle]
			quoi := ""
			for _, e := range m.Epreuves {
				quoi = lignes(quoi, devant+c.LibelleEpreuve(e))
			}
			if m.SansChoix {
				quoi = lignes("Choix de disciplines non saisi", quoi)
			}
			t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{
				document.T(c.Cle.Affichee()), document.T(c.Nom), document.T(c.Prenoms), document.T(quoi), document.T(f.Centre.Nommer(Centre2(c))),
			}})
		}
		if len(t.Lignes) == 0 {
			continue
		}
		l.Documents = append(l.Documents, f.rangees(document.Document{
			Nom: fichier.Nom("Notes_manquantes_" + d.Code), Titre: "Jury " + d.Code, Pied: titre,
			Blocs: []document.Bloc{
				document.Bandeau{Gauche: []string{f.Centre.Session}, Droite: []string{f.Centre.Lieu.Libelle(), f.EditeLe()}},
				document.Titre{Texte: titre},
				document.Champs{Paires: []document.Paire{{Libelle: "Jury", Valeur: d.Code}}},
				t,
			},
		}, d.Code, d.Code))
	}
	return l
}

// Centre2 gives where a candidate sits the second group: the centre of his
// choices, or else the one of his first épreuves.
func Centre2(c *jury.Candidat) string {
	for _, x := range c.Choix {
		if x.Centre != "" {
			return x.Centre
		}
	}
	return c.CentreEpreuve
}
