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
	"delib/core/note"
)

// Signataire is who signs a procès-verbal: first name, name and qualité, as
// article L212-1 of the code des relations entre le public et l'administration
// wants them.
type Signataire struct {
	Nom     string // "Dubois Pierre"
	Qualite string // "Président"
}

// President gives the president of a jury, who signs by default.
func President(d *jury.Dossier) Signataire {
	return Signataire{Nom: d.President, Qualite: "Président"}
}

// VicePresident gives the vice-president, who signs when he changed the marks.
func VicePresident(d *jury.Dossier) Signataire {
	nom := d.VicePresident
	for _, m := range d.Membres {
		if m.Fonction == "vice_president" && nom == "" {
			nom = strings.TrimSpace(m.Nom + " " + m.Prenoms)
		}
	}
	return Signataire{Nom: nom, Qualite: "Vice-président"}
}

// Tenue is what a procès-verbal says beside the facts of its jury; each zero
// field has its default.
type Tenue struct {
	Signataire Signataire // the president
	A          string     // where it is signed: the town of the centre
	Le         time.Time  // when it is signed: the date of edition
	Sceau      string     // of the jury as it closed, for the footer: Sceau
	Modifiees  []NoteModifiee
	Close      time.Time // when the jury closed; not said when zero
	ClosePar   string
	Original   Original // of a copy
	vierge     bool     // to fill in by hand
}

// Original is the signed paper that a copy stands for.
type Original struct {
	Signataire Signataire
	Le         time.Time // when it was made; not said when zero
}

// NoteModifiee is a mark that a jury changed, and what it did.
type NoteModifiee struct {
	Candidat                     *jury.Candidat
	Epreuve                      string      // code and libellé
	Avant, Apres, etait          note.Valeur // etait: the row that was there
	DecisionAvant, DecisionApres string      // mention included
	MoyenneAvant, MoyenneApres   string      // truncated, two decimals; "" for none
	Motif                        string
	Par                          string
	Quand                        string // RFC 3339
}

// NotesModifiees gives the marks changed in the deliberation of a group, in the
// order of the acts; what was done before a deliberation was opened again stays.
func NotesModifiees(p *examen.Profil, d *jury.Dossier, actes []jury.Acte, groupe int) []NoteModifiee {
	var ms []NoteModifiee
	var codes []string
	for _, a := range actes {
		if auPV := a.Sorte().AuPV; auPV == nil || !auPV(&a) || a.Cle.Groupe != groupe {
			continue
		}
		m := NoteModifiee{Epreuve: a.Cle.Epreuve, Motif: a.Motif, Par: a.Auteur, Quand: a.Horodatage}
		c, ok := d.Candidat(a.Cle.Cle)
		if !ok {
			c = &jury.Candidat{Cle: a.Cle.Cle}
		}
		m.Candidat = c
		if e, ok := d.Epreuve(a.Cle.Epreuve); ok {
			m.Epreuve += " " + c.LibelleEpreuve(e)
		}
		// An act of the journal has readable values: it was refused otherwise.
		m.Avant, _ = note.LireValeur(a.De)
		m.etait = m.Avant
		m.Apres, _ = note.LireValeur(a.Vers)
		if e, ok := d.Epreuve(a.Cle.Epreuve); ok && groupe == 1 && e.EstUnite() && m.Avant.EstManquante() {
			m.Avant = decision.ValeurUnite(p, &d.Entete, decision.AvantLaLigne(c, e.Code), e.Code) // made of its sous-épreuves
		}
		ms = append(ms, m)
		codes = append(codes, a.Cle.Epreuve)
	}
	effets(p, d, groupe, ms, codes)
	return ms
}

// effets tells what each changed mark did to the decision of its candidate: the
// changes are undone one by one from the last, on the marks alone.
func effets(p *examen.Profil, d *jury.Dossier, groupe int, ms []NoteModifiee, codes []string) {
	etats := map[jury.Cle]*jury.Candidat{}
	dire := func(c *jury.Candidat) (string, string) {
		r := decision.Calculer(p, &d.Entete, c)
		x, moyenne := r.Decision, r.Moyenne
		if groupe == 1 {
			if x = r.Premier.Decision; len(r.Premier.Manquantes) == 0 && r.Premier.Generale.Definie() {
				moyenne = decision.Texte(p, r.Premier.Valeur)
			}
		}
		mention := ""
		if x == examen.Admis {
			mention = r.Mention
		}
		return decisionMention(p, x, mention), moyenne
	}
	for i := len(ms) - 1; i >= 0; i-- {
		m := &ms[i]
		c := etats[m.Candidat.Cle]
		if c == nil {
			x := *m.Candidat
			if x.Arrete2 = nil; groupe == 1 {
				x.Arrete1 = nil
			}
			c = &x
		}
		m.DecisionApres, m.MoyenneApres = dire(c)
		avant := *c
		avant.Notes = slices.DeleteFunc(slices.Clone(c.Notes), func(n jury.NoteEpreuve) bool { return n.Groupe == groupe && n.Epreuve == codes[i] })
		if !m.etait.EstManquante() {
			avant.Notes = append(avant.Notes, jury.NoteEpreuve{Epreuve: codes[i], Groupe: groupe, Valeur: m.etait})
		}
		m.DecisionAvant, m.MoyenneAvant = dire(&avant)
		etats[m.Candidat.Cle] = &avant
	}
}

// Sceau ties a paper to the state of its jury: "Sceau : 4f2a 91c0 …", the hash of
// the whole, four characters at a time.
func Sceau(d *jury.Dossier) string {
	e := d.Empreinte()
	var groupes []string
	for i := 0; i+4 <= len(e); i += 4 {
		groupes = append(groupes, e[i:i+4])
	}
	return fmt.Sprintf("Jury %s – Sceau : %s", d.Code, strings.Join(groupes, " "))
}

// LongueurSceau is how much of a seal a person copies by hand.
const LongueurSceau = 4

// PV is the procès-verbal de tenue de délibération of a group: the admis; those
// admitted to the contrôle (first group only); the modified marks; the non admis;
// the jury's composition. The reference documents show the lists; the composition
// and the table of the modified marks are built from what a procès-verbal must
// prove (D643-31, D337-93).
func PV(f *Faits, d *jury.Dossier, groupe int, t Tenue) []document.Document {
	t = f.tenue(d, t)
	var docs []document.Document
	for i, liste := range listesPV(f.Profil, groupe) {
		titre := titrePV(f.Profil, groupe, liste)
		doc := document.Document{
			Nom:   fichier.Nom(fmt.Sprintf("PV_%s_%s_%d_%s", groupeNom(groupe), d.Code, i+1, liste)),
			Titre: titre + " - Jury " + d.Code, Pied: t.Sceau, Marque: marque(d, groupe), Paysage: liste == notesModifiees,
		}
		doc.Blocs = f.tetePV(d, groupe, titre, t)
		doc.Blocs = append(doc.Blocs, f.lieu(liste, "")...)
		if liste == notesModifiees {
			doc.Blocs = append(doc.Blocs, f.tableModifiees(t.Modifiees))
			if len(t.Modifiees) > 0 {
				doc.Blocs = append(doc.Blocs, effetNet(t.Modifiees))
			}
		} else {
			rs := Resultat(f.Profil, d, groupe, liste)
			table := tableResultats(liste)
			table.Lignes = remplir(liste, rs)
			doc.Blocs = append(doc.Blocs, table)
		}
		if copie := doc.Marque != ""; liste == notesModifiees && len(t.Modifiees) > 0 && !copie {
			doc.Blocs = append(doc.Blocs, signaturesAuteurs(t)...)
		}
		doc.Blocs = append(doc.Blocs, f.signature(d, groupe, t))
		docs = append(docs, doc)
	}
	return append(docs, f.composition(d, groupe, len(docs)+1, t))
}

// tenue fills in what is not said.
func (f *Faits) tenue(d *jury.Dossier, t Tenue) Tenue {
	if t.Signataire.Nom == "" {
		t.Signataire = President(d)
	}
	if t.A == "" {
		t.A = f.Centre.Lieu.Ville
	}
	if t.Le.IsZero() {
		t.Le = f.Le
	}
	if t.Sceau == "" {
		t.Sceau = Sceau(d)
	}
	return t
}

// listesPV are the lists of a group's procès-verbal, in order.
func listesPV(p *examen.Profil, groupe int) []ListeResultats {
	var listes []ListeResultats
	for _, liste := range []ListeResultats{ListeAdmis, ListeAdmissibles, notesModifiees, ListeNonAdmis} {
		if titrePV(p, groupe, liste) != "" {
			listes = append(listes, liste)
		}
	}
	return listes
}

// notesModifiees stands among the lists for the document that is not one.
const notesModifiees ListeResultats = "notes-modifiees"

func titrePV(p *examen.Profil, groupe int, liste ListeResultats) string {
	if liste == notesModifiees {
		return p.Mots.Listes[groupe-1].Modifiees
	}
	return titreResultats(p, groupe, liste)
}

func (f *Faits) tetePV(d *jury.Dossier, groupe int, titre string, t Tenue) []document.Bloc {
	seance := "Délibération prévue le " + cmp.Or(Moment(dateDe(d, groupe)), pointilles)
	if !t.Close.IsZero() {
		seance += t.Close.Format(" ; close le 02/01/2006 à 15:04") + prefixe(" par ", t.ClosePar)
	}
	return []document.Bloc{
		document.Paragraphe{Style: document.Grand, Alignement: document.Centre, Texte: "PROCES VERBAL DE TENUE DE DELIBERATION"},
		document.Paragraphe{Style: document.Gras, Alignement: document.Centre, Texte: lignes(
			f.academie(), f.Profil.Mots.Examen, "Session "+f.Centre.Session, "Jury : "+d.Titre(), seance, titre)},
	}
}

// signature is the line of who signs, with room to do it; a copy has none, and
// says whose signature the original bears.
func (f *Faits) signature(d *jury.Dossier, groupe int, t Tenue) document.Bloc {
	if marque(d, groupe) != "" {
		quand := ""
		if !t.Original.Le.IsZero() {
			quand = t.Original.Le.Format(", édité le 02/01/2006,")
		}
		s := t.Original.Signataire
		if s.Nom == "" {
			s = t.Signataire
		}
		return document.Paragraphe{
			Texte: fmt.Sprintf("Copie. L’original%s est signé par : %s, %s du jury %s.", quand, cmp.Or(s.Nom, pointilles), s.Qualite, d.Code),
		}
	}
	qui := fmt.Sprintf("%s, %s du jury %s", t.Signataire.Nom, t.Signataire.Qualite, d.Code)
	if t.Signataire.Nom == "" {
		qui = fmt.Sprintf("%s du jury %s (nom et prénom) :", t.Signataire.Qualite, d.Code)
	}
	le := t.Le.Format("02/01/2006")
	if t.vierge {
		le = "...................."
	}
	ou := fmt.Sprintf("A : %s, le %s - Signature :", t.A, le)
	return document.Colonnes{Parts: []int{3, 2}, Blocs: [][]document.Bloc{
		{document.Paragraphe{Texte: qui + "\n" + ou}}, {document.Cadre{Hauteur: 22}},
	}}
}

// signaturesAuteurs are the lines of those who changed marks: the procès-verbal is
// signed by the intervenant who did.
func signaturesAuteurs(t Tenue) []document.Bloc {
	table := document.Table{Colonnes: []document.Colonne{
		{Titre: "Notes modifiées par", Part: 40}, {Titre: "Nombre", Part: 12, Alignement: document.Droite}, {Titre: "Signature", Part: 48},
	}}
	n := map[string]int{}
	var auteurs []string
	for _, m := range t.Modifiees {
		if n[m.Par]++; n[m.Par] == 1 {
			auteurs = append(auteurs, m.Par)
		}
	}
	for _, a := range auteurs {
		table.Lignes = append(table.Lignes, document.Ligne{Cellules: []document.Cellule{
			document.T(a + "\n"), document.N(fmt.Sprint(n[a]), fmt.Sprint(n[a])), document.T(""),
		}})
	}
	return []document.Bloc{table}
}

// effetNet says what all the changes together did, candidate by candidate.
func effetNet(ms []NoteModifiee) document.Table {
	t := document.Table{Colonnes: []document.Colonne{
		{Titre: "Effet net : candidat", Part: 34}, {Titre: "Moyenne avant", Part: 10, Alignement: document.Droite},
		{Titre: "Moyenne après", Part: 10, Alignement: document.Droite}, {Titre: "Décision avant", Part: 23}, {Titre: "Décision après", Part: 23},
	}}
	rang := map[jury.Cle]int{}
	for _, m := range ms {
		i, connu := rang[m.Candidat.Cle]
		if !connu {
			i = len(t.Lignes)
			rang[m.Candidat.Cle] = i
			t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{
				document.T(strings.TrimSpace(m.Candidat.NomComplet() + " (" + m.Candidat.Affichee() + ")")),
				document.N(m.MoyenneAvant, m.MoyenneAvant), {}, document.T(m.DecisionAvant), {},
			}})
		}
		l := t.Lignes[i]
		l.Cellules[2], l.Cellules[4] = document.N(m.MoyenneApres, m.MoyenneApres), document.T(m.DecisionApres)
		t.Lignes[i].Gras = l.Cellules[3].Affichage != m.DecisionApres
	}
	return t
}

// tableModifiees says of each changed mark what it was, what it is, why, by
// whom and when.
func (f *Faits) tableModifiees(ms []NoteModifiee) document.Table {
	t := document.Table{Vide: "Pas de note modifiée", Colonnes: []document.Colonne{
		{Titre: "N° Candidat", Part: 12}, {Titre: "Nom / Prénoms", Part: 14}, {Titre: "Épreuve", Part: 14},
		{Titre: "Note avant", Part: 7, Alignement: document.Droite}, {Titre: "Note après", Part: 7, Alignement: document.Droite},
		{Titre: "Décision avant", Part: 11}, {Titre: "Décision après", Part: 11},
		{Titre: "Motif", Part: 14}, {Titre: "Modifiée par", Part: 10}, {Titre: "Le", Part: 9},
	}}
	for _, m := range ms {
		quand := document.T(m.Quand)
		if h, err := time.Parse(time.RFC3339, m.Quand); err == nil {
			h = h.In(f.Le.Location())
			quand = document.D(h.Format("02/01/2006 15:04"), h.Format("2006-01-02T15:04"))
		}
		t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{
			document.T(m.Candidat.Affichee()), document.T(m.Candidat.NomComplet()), document.T(m.Epreuve),
			celluleNote(m.Avant), celluleNote(m.Apres), document.T(m.DecisionAvant), document.T(m.DecisionApres), document.T(m.Motif), document.T(m.Par), quand,
		}})
	}
	return t
}

func celluleNote(v note.Valeur) document.Cellule {
	if v.Statut == note.Notee {
		return document.N(v.Note.Court(), v.Note.Court())
	}
	return document.T(v.Libelle())
}

var fonctions = map[string]string{
	jury.FonctionPresident: "Président", jury.FonctionVicePresident: "Vice-président", jury.FonctionMembre: "Membre",
}

// composition is the document on which the members present sign: the decisions of
// a jury fall when its composition is not proved.
func (f *Faits) composition(d *jury.Dossier, groupe, rang int, t Tenue) document.Document {
	table := document.Table{Colonnes: []document.Colonne{
		{Titre: "Nom", Part: 19}, {Titre: "Prénoms", Part: 17}, {Titre: "Qualité", Part: 18}, {Titre: "Fonction", Part: 15}, {Titre: "Présence (1)", Part: 11},
		{Titre: "Emargement", Part: 20},
	}}
	ligne := func(m jury.Membre) {
		fonction, connue := fonctions[m.Fonction]
		if !connue {
			fonction = m.Fonction
		}
		table.Lignes = append(table.Lignes, document.Ligne{Cellules: []document.Cellule{
			document.T(m.Nom), document.T(m.Prenoms), document.T(m.Qualite), document.T(fonction),
			document.T(presence(d.Presence(groupe, jury.NomDuMembre(&m)), m.Fonction)),
			document.T("\n"), // two lines, to sign
		}})
	}
	for _, m := range d.Composition(groupe) {
		ligne(m)
	}
	if len(d.Membres) == 0 {
		for range 8 - len(table.Lignes) {
			ligne(jury.Membre{})
		}
	}
	const titre = "Composition du jury et émargement"
	blocs := append(f.tetePV(d, groupe, titre, t), f.lieu("", "")...)
	blocs = append(blocs,
		document.Paragraphe{Texte: "Arrêté de nomination n° " + strings.Repeat(".", 30) + " du " + strings.Repeat(".", 30)},
		table,
		document.Paragraphe{
			Style: document.Petit,
			Texte: "(1) : Entourer P, présent ; V, présent par visioconférence, ce que le président ne peut pas (" + f.Profil.ArticleVisio + ") ; A, absent.",
		},
		document.Champs{Colonnes: 2, Paires: f.decompte(d, groupe)},
		document.Cadre{Titre: "Observations du jury", Hauteur: 22})
	blocs = append(blocs, incidents(d, groupe)...)
	blocs = append(blocs, seance(d, groupe)...)
	blocs = append(blocs,
		document.Paragraphe{Texte: "Si un autre que le président signe, son nom, son prénom et sa qualité : " + pointilles},
		f.signature(d, groupe, t))
	return document.Document{
		Nom:   fichier.Nom(fmt.Sprintf("PV_%s_%s_%d_composition", groupeNom(groupe), d.Code, rang)),
		Titre: titre + " - Jury " + d.Code, Pied: t.Sceau, Marque: marque(d, groupe), Blocs: blocs,
	}
}

// presence is how a member sat, or else the letters to circle: the president may not
// sit by audiovisual means (rule R8).
func presence(x jury.Presence, fonction string) string {
	lettre := map[jury.Siege]string{jury.SiegePresent: "P", jury.SiegeVisio: "V", jury.SiegeAbsent: "A"}[x.Mode]
	switch {
	case lettre != "" && x.Preside:
		return lettre + ", préside"
	case lettre != "":
		return lettre
	case fonction == jury.FonctionPresident:
		return "P   A"
	}
	return "P   V   A"
}

// seance says who presided in the place of the president, and names the members who
// refuse to sign, with their words.
func seance(d *jury.Dossier, groupe int) []document.Bloc {
	var blocs []document.Bloc
	for _, x := range d.Presences {
		if qui := d.Preside(groupe); x.Groupe == groupe && x.Preside && qui != President(d).Nom {
			blocs = append(blocs, document.Paragraphe{Texte: "A présidé la séance : " + qui})
		}
	}
	for _, x := range d.Presences {
		if x.Groupe == groupe && x.Refus != "" {
			blocs = append(blocs, document.Paragraphe{Texte: "Refuse de signer : " + x.Membre + " – « " + x.Refus + " »"})
		}
	}
	return blocs
}

// decompte accounts for every candidate, those on no list included.
func (f *Faits) decompte(d *jury.Dossier, groupe int) []document.Paire {
	convoques := Convoques(f.Profil, d, groupe)
	paires := []document.Paire{{Libelle: "Candidats", Valeur: fmt.Sprint(len(convoques))}}
	reste := len(convoques)
	for _, x := range []struct {
		liste    ListeResultats
		decision examen.Decision
	}{{ListeAdmis, examen.Admis}, {ListeAdmissibles, examen.Passe}, {ListeNonAdmis, examen.Refuse}} {
		if titreResultats(f.Profil, groupe, x.liste) != "" {
			n := len(Resultat(f.Profil, d, groupe, x.liste))
			reste -= n
			paires = append(paires, document.Paire{Libelle: f.Profil.Libelle(x.decision), Valeur: fmt.Sprint(n)})
		}
	}
	if reste > 0 {
		paires = append(paires, document.Paire{Libelle: "Sans décision", Valeur: fmt.Sprint(reste)})
	}
	return paires
}
