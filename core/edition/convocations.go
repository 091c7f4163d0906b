package edition

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"delib/core/decision"
	"delib/core/document"
	"delib/core/examen"
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

// incomplet says what lacks for a candidate to be called; "" when nothing does.
func (f *Faits) incomplet(c *jury.Candidat, d *jury.Dossier, es []epreuve2) string {
	attendues := len(es)
	if r := f.Profil.Controle; r != nil && f.Profil.ParChoix() {
		attendues = max(attendues, jury.Attendues(f.Profil, &d.Entete, c))
	}
	switch {
	case len(es) == 0:
		return "choix de disciplines non saisi"
	case len(es) < attendues:
		return "une discipline reste à choisir"
	case slices.ContainsFunc(es, func(x epreuve2) bool { return x.horaire.heure == "" }):
		return "date ou heure non saisie"
	case slices.ContainsFunc(es, func(x epreuve2) bool { return x.centre == "" || f.Centre.Etablissement(x.centre).Nom == "" }):
		return "lieu non connu du dossier"
	}
	return ""
}

// Convocations calls each candidate admitted to the contrôle, one page each, jury
// by jury; who has no discipline, no hour or no known place cannot be called, and
// is on the list instead. The reference document has the entry of the menu only:
// the page has the address in the window of an envelope, who, where, what and
// when, what happens if he is absent, and an attestation to tear off.
func Convocations(f *Faits, ds []jury.Dossier) document.Liasse {
	var docs []document.Document
	for i := range ds {
		for _, c := range Convoques(f.Profil, &ds[i], 2) {
			if es := f.epreuves2(&ds[i], c); f.incomplet(c, &ds[i], es) == "" {
				docs = append(docs, f.convocation(&ds[i], c, es))
			}
		}
	}
	return f.liasse(docs)
}

// appel is how long before an oral a candidate is called.
const appel = 30 * time.Minute

func (f *Faits) convocation(d *jury.Dossier, c *jury.Candidat, es []epreuve2) document.Document {
	a := f.Centre.Academie
	plusieurs := slices.ContainsFunc(es, func(x epreuve2) bool { return x.centre != es[0].centre })
	t := document.Table{Colonnes: []document.Colonne{
		{Titre: "Discipline", Part: 30}, {Titre: "Date", Part: 22}, {Titre: "Appel", Part: 9, Alignement: document.Centre},
		{Titre: "Préparation", Part: 13, Alignement: document.Centre}, {Titre: "Oral", Part: 9, Alignement: document.Centre}, {Titre: "Salle", Part: 12},
	}}
	if plusieurs {
		t.Colonnes = append(t.Colonnes, document.Colonne{Titre: f.Profil.Mots.Centre2, Part: 30})
	}
	var disciplines []string
	for _, x := range es {
		avant := ""
		if h, _, ok := instant(x.date); ok {
			avant = h.Add(-appel).Format("15:04")
		}
		disciplines = append(disciplines, fmt.Sprintf("%s, le %s à %s", c.LibelleEpreuve(x.e), x.horaire.jour, x.horaire.heure))
		l := document.Ligne{Cellules: []document.Cellule{
			document.T(c.LibelleEpreuve(x.e)), document.T(x.horaire.lettres), document.T(avant), document.T("\n"), document.T(x.horaire.heure), document.T(""),
		}}
		if plusieurs {
			l.Cellules = append(l.Cellules, document.T(f.adresse(x.centre)))
		}
		t.Lignes = append(t.Lignes, l)
	}
	qui := []document.Paire{{Libelle: "Candidat", Valeur: c.NomComplet()}}
	if c.NomUsage != "" {
		qui = append(qui, document.Paire{Libelle: "Nom d'usage", Valeur: c.NomUsage})
	}
	ne := "Né le"
	if c.Sexe == "F" {
		ne = "Née le"
	}
	qui = append(qui, document.Paire{Libelle: ne, Valeur: Jour(c.Naissance)}, document.Paire{Libelle: "Jury", Valeur: d.Titre()})
	if c.Amenagement != "" {
		qui = append(qui, document.Paire{Libelle: "Aménagement", Valeur: c.Amenagement})
	}
	blocs := []document.Bloc{
		document.Colonnes{Parts: []int{1, 1}, Blocs: [][]document.Bloc{
			{
				document.Paragraphe{Texte: f.academie(), Style: document.Gras},
				document.Paragraphe{Texte: lignes(f.adresse(f.Centre.Lieu.UAI), prefixe("Tél. : ", a.Telephone), prefixe("Mail. : ", a.Mail)), Style: document.Petit},
				document.Champs{Paires: []document.Paire{
					{Libelle: "N° candidat", Valeur: c.Numero}, {Libelle: "Inscription n°", Valeur: c.Inscription}, {Libelle: "Session", Valeur: f.Centre.Session},
				}},
			},
			{document.Fenetre{Texte: adressePostale(c)}},
		}},
		document.Titre{Texte: "CONVOCATION - " + f.Profil.Mots.Groupe2 + "\n" + f.Profil.Mots.Examen, Encadre: true},
		document.Champs{Colonnes: 2, Paires: qui},
		document.Paragraphe{Texte: fmt.Sprintf("Après la délibération du 1er groupe, vous êtes %s pour %s, aux dates et heures suivantes :", convoque(c),
			f.Profil.Mots.LeGroupe2)},
		t,
	}
	if !plusieurs {
		blocs = append(blocs, document.Champs{Paires: []document.Paire{{Libelle: f.Profil.Mots.Centre2, Valeur: f.adresse(es[0].centre)}}})
	}
	blocs = append(blocs,
		document.Paragraphe{Texte: "Apportez cette convocation, une pièce d'identité avec photographie en cours de validité, de quoi écrire et le matériel " +
			"autorisé. Les heures de préparation et les salles sont celles affichées au centre."},
		document.Paragraphe{Texte: f.siAbsent()},
		document.Colonnes{Parts: []int{3, 2}, Blocs: [][]document.Bloc{
			{document.Paragraphe{Texte: fmt.Sprintf("A %s, le %s\nLe chef de centre", f.Centre.Lieu.Ville, EnLettres(f.Le))}},
			{document.Cadre{Hauteur: 16}},
		}},
		document.Decoupe{Texte: "Attestation de présence, à détacher"},
		document.Paragraphe{Texte: fmt.Sprintf("%s%s, candidat n° %s, s’est présenté%s au centre ce jour, de .......... h à .......... h, pour : %s.",
			civilite(c), c.NomComplet(),
			c.Affichee(), map[string]string{"F": "e", "M": ""}[c.Sexe], strings.Join(disciplines, " ; "))},
		document.Cadre{Titre: "Date, cachet et signature du centre", Hauteur: 18})
	return document.Document{
		Nom:   fichier.Nom(fmt.Sprintf("Convocation_%s_%s_%s", d.Code, c.Numero, c.Inscription)),
		Titre: c.NomComplet() + " - " + c.Affichee(), Pied: fmt.Sprintf("Convocation - %s - Jury %s", c.Affichee(), d.Code), Blocs: blocs,
	}
}

// adressePostale is what stands on a letter: under the name in use, when there is one.
func adressePostale(c *jury.Candidat) string {
	nom := c.NomComplet()
	if c.NomUsage != "" {
		nom = joindre(c.NomUsage, c.Prenoms)
	}
	return lignes(civilite(c)+nom, c.Adresse, joindre(c.CodePostal, c.Ville))
}

// siAbsent says what an absence does, and which of the two marks counts.
func (f *Faits) siAbsent() string {
	s := "Soyez là à l’heure de l’appel : un retard peut vous priver de l’épreuve. En cas d’empêchement, prévenez le centre sans attendre et gardez un " +
		"justificatif ; l’absence est inscrite au procès-verbal."
	if r := f.Profil.Controle; r != nil && r.Formule == examen.MeilleureNote {
		if f.Profil.Parametres.AbsentControleGardeNote {
			s += " Absent à une épreuve, vous gardez votre note du 1er groupe."
		}
		s += " Pour chaque discipline, la meilleure des deux notes compte : l’oral ne peut pas faire baisser votre moyenne."
	} else if r != nil {
		s += " La moyenne finale est la demi-somme de celle du 1er groupe et de la note de l’épreuve de contrôle."
	}
	return s
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
// each, with room to sign in; those without a date come last of their centre. On
// paper a candidate has one row, and those who have no convocation a document of
// their own; parOral gives a row to each oral, as a spreadsheet wants it.
// Built for the centre: no reference document shows it.
func ListeConvocations(f *Faits, ds []jury.Dossier, parOral bool) document.Liasse {
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
		docs = append(docs, f.listeConvoques(k.centre, groupes[k], parOral))
	}
	if doc, ok := f.nonConvoques(ds); ok && !parOral {
		docs = append(docs, doc)
	}
	l := f.liasse(docs)
	l.Reperee = true // centre and half-day are in the title alone
	return l
}

func (f *Faits) listeConvoques(centre string, es []epreuve2, parOral bool) document.Document {
	slices.SortStableFunc(es, func(a, b epreuve2) int { return cmp.Compare(a.date, b.date) }) // by name already
	quand := "date non fixée"
	if h := es[0].horaire; h.lettres != "" {
		quand = strings.TrimSpace(h.lettres + " " + h.demi)
	}
	t := document.Table{Colonnes: []document.Colonne{
		{Titre: "Heure", Part: 8}, {Titre: "N° Candidat", Part: 19}, {Titre: "Nom / Prénoms", Part: 23}, {Titre: "Jury", Part: 9},
		{Titre: "Discipline", Part: 23}, {Titre: "Emargement", Part: 18},
	}}
	rang := map[jury.Cle]int{}
	for _, x := range es {
		discipline := "Choix de disciplines non saisi"
		if x.e != nil {
			discipline = x.c.LibelleEpreuve(x.e)
			if !parOral {
				discipline = strings.TrimSpace(x.horaire.heure + " " + discipline)
			}
		}
		if i, connu := rang[x.c.Cle]; connu && !parOral {
			l := t.Lignes[i].Cellules
			l[4] = document.T(lignes(l[4].Affichage, discipline))
			continue
		}
		rang[x.c.Cle] = len(t.Lignes)
		nom := x.c.NomComplet()
		if x.c.NomUsage != "" {
			nom += "\n(" + x.c.NomUsage + ")"
		}
		t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{
			document.T(x.horaire.heure), document.T(x.c.Affichee()), document.T(nom), document.T(x.d.Code), document.T(discipline), document.T(""),
		}})
	}
	if parOral { // a spreadsheet sorts by these
		t.Colonnes = slices.Insert(t.Colonnes, 4,
			document.Colonne{Titre: "Session", Part: 8}, document.Colonne{Titre: "Centre", Part: 10}, document.Colonne{Titre: "Date", Part: 10})
		for i := range t.Lignes {
			jour := es[i].horaire.jour
			iso, _, _ := strings.Cut(es[i].date, "T")
			t.Lignes[i].Cellules = slices.Insert(t.Lignes[i].Cellules, 4, document.T(f.Centre.Session), document.T(centre), document.D(jour, iso))
		}
	}
	titre := "Liste des candidats convoqués - " + f.Profil.Mots.Groupe2
	nom := cmp.Or(f.Centre.Nommer(centre), "non précisé")
	jour, _, _ := strings.Cut(es[0].date, "T")
	return document.Document{
		Nom:   fichier.Nom(strings.Trim("Convoques_"+centre+"_"+jour+"_"+strings.ReplaceAll(es[0].horaire.demi, "è", "e"), "_")),
		Titre: centre + " - " + quand, Pied: "Centre " + nom + " - " + quand,
		Feuille: strings.TrimSpace(centre + " " + strings.ReplaceAll(es[0].horaire.jour, "/", "-") + " " + es[0].horaire.demi),
		Blocs: []document.Bloc{
			f.bandeau(), document.Titre{Texte: titre, Encadre: true},
			document.Champs{Paires: []document.Paire{
				{Libelle: f.Profil.Mots.Centre2, Valeur: nom}, {Libelle: "Date", Valeur: quand},
				{Libelle: "Candidats", Valeur: fmt.Sprint(len(rang))}, {Libelle: "Passages", Valeur: fmt.Sprint(len(es))},
			}},
			t,
		},
	}
}

// nonConvoques lists those whose convocation is not printed, and why.
func (f *Faits) nonConvoques(ds []jury.Dossier) (document.Document, bool) {
	const titre = "Candidats sans convocation"
	t := document.Table{Colonnes: []document.Colonne{
		{Titre: "Jury", Part: 12}, {Titre: "N° Candidat", Part: 20}, {Titre: "Nom / Prénoms", Part: 30}, {Titre: "Ce qui manque", Part: 38},
	}}
	for i := range ds {
		for _, c := range Convoques(f.Profil, &ds[i], 2) {
			if quoi := f.incomplet(c, &ds[i], f.epreuves2(&ds[i], c)); quoi != "" {
				t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{
					document.T(ds[i].Code), document.T(c.Affichee()), document.T(c.NomComplet()), document.T(quoi),
				}})
			}
		}
	}
	return document.Document{Nom: "Sans_convocation", Titre: titre, Pied: titre,
		Blocs: []document.Bloc{f.bandeau(), document.Titre{Texte: titre, Encadre: true}, t}}, len(t.Lignes) > 0
}

// ConvocationsIncompletes names those who cannot be called as they should: no
// discipline chosen, no date or hour, or no known place.
func ConvocationsIncompletes(f *Faits, ds []jury.Dossier) []string {
	var s []string
	for i := range ds {
		for _, c := range Convoques(f.Profil, &ds[i], 2) {
			if quoi := f.incomplet(c, &ds[i], f.epreuves2(&ds[i], c)); quoi != "" {
				s = append(s, fmt.Sprintf("Jury %s : %s %s : %s", ds[i].Code, c.Cle, c.NomComplet(), quoi))
			}
		}
	}
	return s
}
