package edition

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"delib/core/decision"
	"delib/core/document"
	"delib/core/fichier"
	"delib/core/jury"
)

// epreuve2 is what one candidate sits in the second group.
type epreuve2 struct {
	d       *jury.Dossier
	c       *jury.Candidat
	e       *jury.Epreuve
	centre  string // UAI
	date    string // of the dossier
	horaire horaire
}

// epreuves2 gives what a candidate sits, in the order of his choices.
func (f *Faits) epreuves2(d *jury.Dossier, c *jury.Candidat) []epreuve2 {
	var es []epreuve2
	for _, e := range decision.Disciplines(f.Profil, &d.Entete, c) {
		x := epreuve2{d: d, c: c, e: e, centre: Centre2(c)}
		for _, k := range c.Choix {
			if k.Epreuve == e.Code {
				x.date = k.Date
				if k.Centre != "" {
					x.centre = k.Centre
				}
			}
		}
		x.horaire = lireHoraire(x.date)
		es = append(es, x)
	}
	return es
}

// Convocations calls each candidate admitted to the contrôle, one page each,
// jury by jury. The reference document has the entry of the menu only: the page
// says who, where with the address, what and when, and what to bring.
func Convocations(f *Faits, ds []jury.Dossier) document.Liasse {
	var docs []document.Document
	for i := range ds {
		for _, c := range Convoques(f.Profil, &ds[i], 2) {
			docs = append(docs, f.convocation(&ds[i], c))
		}
	}
	return f.liasse(docs)
}

func (f *Faits) convocation(d *jury.Dossier, c *jury.Candidat) document.Document {
	a := f.Centre.Academie
	es := f.epreuves2(d, c)
	plusieurs := slices.ContainsFunc(es, func(x epreuve2) bool { return x.centre != es[0].centre })
	t := document.Table{
		Vide:     "Choix de disciplines non saisi",
		Colonnes: []document.Colonne{{Titre: "Discipline", Part: 40}, {Titre: "Date", Part: 32}, {Titre: "Heure", Part: 10}},
	}
	if plusieurs {
		t.Colonnes = append(t.Colonnes, document.Colonne{Titre: f.Profil.Mots.Centre2, Part: 34})
	}
	for _, x := range es {
		date, heure := cmp.Or(x.horaire.lettres, "à préciser"), cmp.Or(x.horaire.heure, "à préciser")
		l := document.Ligne{Cellules: []document.Cellule{document.T(c.LibelleEpreuve(x.e)), document.T(date), document.T(heure)}}
		if plusieurs {
			l.Cellules = append(l.Cellules, document.T(f.adresse(x.centre)))
		}
		t.Lignes = append(t.Lignes, l)
	}
	qui := personne(d, c)
	if c.Amenagement != "" {
		qui = append(qui, document.Paire{Libelle: "Aménagement", Valeur: c.Amenagement})
	}
	blocs := f.identite("CONVOCATION\n"+f.Profil.Mots.Groupe2, f.service(prefixe("Tél. : ", a.Telephone), prefixe("Mail. : ", a.Mail)), d, c, []document.Paire{
		{Libelle: "N° candidat", Valeur: c.Numero}, {Libelle: "Inscription n°", Valeur: c.Inscription}, {Libelle: "Session", Valeur: f.Centre.Session},
	}, qui)
	blocs = append(blocs,
		document.Paragraphe{Texte: fmt.Sprintf("Après la délibération du 1er groupe, vous êtes %s pour %s, aux dates et heures suivantes :", convoque(c),
			f.Profil.Mots.LeGroupe2)},
		t)
	if !plusieurs {
		uai := Centre2(c)
		if len(es) > 0 {
			uai = es[0].centre
		}
		blocs = append(blocs, document.Champs{Paires: []document.Paire{{Libelle: f.Profil.Mots.Centre2, Valeur: f.adresse(uai)}}})
	}
	blocs = append(blocs,
		document.Paragraphe{Texte: "A apporter", Style: document.Gras},
		document.Paragraphe{Texte: "- cette convocation ;\n- une pièce d'identité avec photographie, en cours de validité ;\n- de quoi écrire, et le matériel autorisé pour les disciplines choisies."},
		document.Paragraphe{Texte: "Présentez-vous au centre 30 minutes avant l'heure indiquée : un retard peut vous priver de l'épreuve. L'absence à une épreuve est inscrite au procès-verbal."},
		document.Colonnes{Parts: []int{3, 2}, Blocs: [][]document.Bloc{
			{document.Paragraphe{Texte: fmt.Sprintf("A %s, le %s\nLe chef de centre", f.Centre.Lieu.Ville, EnLettres(f.Le))}},
			{document.Cadre{Hauteur: 22}},
		}})
	return document.Document{
		Nom:   fichier.Nom(fmt.Sprintf("Convocation_%s_%s_%s", d.Code, c.Numero, c.Inscription)),
		Titre: c.NomComplet() + " - " + c.Affichee(), Pied: fmt.Sprintf("Convocation - %s - Jury %s", c.Affichee(), d.Code), Blocs: blocs,
	}
}

// convoque agrees with the candidate.
func convoque(c *jury.Candidat) string {
	switch c.Sexe {
	case "F":
		return "convoquée"
	case "M":
		return "convoqué"
	}
	return "convoqué(e)"
}

// adresse gives a school with the way to it.
func (f *Faits) adresse(uai string) string {
	e := f.Centre.Etablissement(uai)
	if uai == "" {
		return "à préciser"
	}
	if e.Adresse == "" {
		return f.Centre.Nommer(uai)
	}
	return lignes(strings.TrimSpace(e.Nom+" ("+e.UAI+")"), e.Adresse, joindre(e.CodePostal, e.Ville))
}

// ListeConvocations lists who is called, by centre and half-day, one document
// each, with room to sign in; those without a date come last of their centre.
// Built for the centre: no reference document shows it.
func ListeConvocations(f *Faits, ds []jury.Dossier) document.Liasse {
	type cle struct{ centre, jour, demi string }
	groupes := map[cle][]epreuve2{}
	var cles []cle
	for i := range ds {
		for _, c := range Convoques(f.Profil, &ds[i], 2) {
			es := f.epreuves2(&ds[i], c)
			if len(es) == 0 {
				es = []epreuve2{{d: &ds[i], c: c, centre: Centre2(c)}}
			}
			for _, x := range es {
				jour, _, _ := strings.Cut(x.date, "T")
				k := cle{x.centre, jour, x.horaire.demi}
				if groupes[k] == nil {
					cles = append(cles, k)
				}
				groupes[k] = append(groupes[k], x)
			}
		}
	}
	slices.SortFunc(cles, func(a, b cle) int {
		vide := 0
		if (a.jour == "") != (b.jour == "") {
			vide = cmp.Compare(b.jour, a.jour)
		}
		return cmp.Or(cmp.Compare(a.centre, b.centre), vide, cmp.Compare(a.jour, b.jour), cmp.Compare(b.demi, a.demi)) // matin, après-midi
	})
	var docs []document.Document
	for _, k := range cles {
		docs = append(docs, f.listeConvoques(k.centre, groupes[k]))
	}
	l := f.liasse(docs)
	l.Reperee = true // centre and half-day are in the title alone
	return l
}

func (f *Faits) listeConvoques(centre string, es []epreuve2) document.Document {
	slices.SortStableFunc(es, func(a, b epreuve2) int { return cmp.Compare(a.date, b.date) }) // by name already
	quand := "date non fixée"
	if h := es[0].horaire; h.lettres != "" {
		quand = strings.TrimSpace(h.lettres + " " + h.demi)
	}
	t := document.Table{Colonnes: []document.Colonne{
		{Titre: "Heure", Part: 8}, {Titre: "N° Anonymat\nN° Candidat", Part: 19}, {Titre: "Nom / Prénoms", Part: 23}, {Titre: "Jury", Part: 9},
		{Titre: "Discipline", Part: 23}, {Titre: "Emargement", Part: 18},
	}}
	for _, x := range es {
		discipline := "Choix de disciplines non saisi"
		if x.e != nil {
			discipline = x.c.LibelleEpreuve(x.e)
		}
		t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{
			document.T(x.horaire.heure), document.T(lignes(x.c.Anonymat, x.c.Affichee())), document.T(x.c.NomComplet()), document.T(x.d.Code),
			document.T(discipline), document.T(""),
		}})
	}
	titre := "Liste des candidats convoqués - " + f.Profil.Mots.Groupe2
	nom := cmp.Or(f.Centre.Nommer(centre), "non précisé")
	jour, _, _ := strings.Cut(es[0].date, "T")
	return document.Document{
		Nom:   fichier.Nom(strings.Trim("Convoques_"+centre+"_"+jour+"_"+strings.ReplaceAll(es[0].horaire.demi, "è", "e"), "_")),
		Titre: centre + " - " + quand, Pied: "Centre " + nom + " - " + quand,
		Blocs: []document.Bloc{
			f.bandeau(), document.Titre{Texte: titre, Encadre: true},
			document.Champs{Paires: []document.Paire{
				{Libelle: f.Profil.Mots.Centre2, Valeur: nom}, {Libelle: "Date", Valeur: quand}, {Libelle: "Passages", Valeur: fmt.Sprint(len(es))},
			}},
			t,
		},
	}
}

// ConvocationsIncompletes names those who cannot be called as they should: no
// discipline chosen, or no date or hour.
func ConvocationsIncompletes(f *Faits, ds []jury.Dossier) []string {
	var s []string
	for i := range ds {
		for _, c := range Convoques(f.Profil, &ds[i], 2) {
			es := f.epreuves2(&ds[i], c)
			quoi := ""
			if len(es) == 0 {
				quoi = "choix de disciplines non saisi"
			} else if slices.ContainsFunc(es, func(x epreuve2) bool { return x.horaire.heure == "" }) {
				quoi = "date ou heure non saisie"
			}
			if quoi != "" {
				s = append(s, fmt.Sprintf("Jury %s : %s %s : %s", ds[i].Code, c.Cle, c.NomComplet(), quoi))
			}
		}
	}
	return s
}
