package edition

import (
	"fmt"
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
	return Signataire{Nom: d.VicePresident, Qualite: "Vice-président"}
}

// Tenue is what a procès-verbal says beside the facts of its jury; each zero
// field has its default.
type Tenue struct {
	Signataire Signataire // the president
	A          string     // where it is signed: the town of the centre
	Le         time.Time  // when it is signed: the date of edition
	Sceau      string     // digest of the jury for the footer: Sceau
	Modifiees  []NoteModifiee
}

// NoteModifiee is a mark that a jury changed.
type NoteModifiee struct {
	Candidat     *jury.Candidat
	Epreuve      string // code and libellé
	Avant, Apres note.Valeur
	Motif        string
	Par          string
	Quand        string // RFC 3339
}

// NotesModifiees gives the marks changed in the deliberation of a group, in the
// order of the acts; what was done before a deliberation was opened again stays.
func NotesModifiees(p *examen.Profil, d *jury.Dossier, actes []jury.Acte, groupe int) []NoteModifiee {
	var ms []NoteModifiee
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
		m.Apres, _ = note.LireValeur(a.Vers)
		if e, ok := d.Epreuve(a.Cle.Epreuve); ok && groupe == 1 && e.EstUnite() && m.Avant.EstManquante() {
			m.Avant = decision.ValeurUnite(p, &d.Entete, decision.AvantLaLigne(c, e.Code), e.Code) // made of its sous-épreuves
		}
		ms = append(ms, m)
	}
	return ms
}

// Sceau ties a paper to the state of its jury: acts applied, and hash of the whole.
func Sceau(d *jury.Dossier) string {
	return fmt.Sprintf("Jury %s – %d actes – SHA-256 %s", d.Code, d.Rang, d.Empreinte())
}

// PV is the procès-verbal de tenue de délibération of a group: the admis and,
// behind them, the jury's composition to sign; those admitted to the contrôle
// (first group only); the modified marks; the non admis. The reference
// documents show the lists; the composition and the table of the modified marks
// are built from what a procès-verbal must prove (D643-31, D337-93).
func PV(f *Faits, d *jury.Dossier, groupe int, t Tenue) []document.Document {
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
	var listes []ListeResultats
	for _, liste := range []ListeResultats{ListeAdmis, ListeAdmissibles, notesModifiees, ListeNonAdmis} {
		if titrePV(f.Profil, groupe, liste) != "" {
			listes = append(listes, liste)
		}
	}
	var docs []document.Document
	for i, liste := range listes {
		titre := titrePV(f.Profil, groupe, liste)
		doc := document.Document{
			Nom:   fichier.Nom(fmt.Sprintf("PV_%s_%s_%d_%s", groupeNom(groupe), d.Code, i+1, liste)),
			Titre: titre + " - Jury " + d.Code, Pied: t.Sceau, Marque: marque(d, groupe), Paysage: liste == notesModifiees,
		}
		doc.Blocs = f.tetePV(d, groupe, titre)
		doc.Blocs = append(doc.Blocs, f.lieu(liste, "")...)
		if liste == notesModifiees {
			doc.Blocs = append(doc.Blocs, f.tableModifiees(t.Modifiees))
		} else {
			rs := Resultat(f.Profil, d, groupe, liste)
			table := tableResultats(liste, false)
			table.Lignes = remplir(liste, rs, nil)
			doc.Blocs = append(doc.Blocs, table)
		}
		doc.Blocs = append(doc.Blocs, signature(d, t))
		if i == 0 {
			doc.Blocs = append(doc.Blocs, document.Saut{})
			doc.Blocs = append(doc.Blocs, f.composition(d, groupe, t)...)
		}
		docs = append(docs, doc)
	}
	return docs
}

// notesModifiees stands among the lists for the document that is not one.
const notesModifiees ListeResultats = "notes-modifiees"

func titrePV(p *examen.Profil, groupe int, liste ListeResultats) string {
	if liste == notesModifiees {
		return p.Mots.Listes[groupe-1].Modifiees
	}
	return titreResultats(p, groupe, liste)
}

func (f *Faits) tetePV(d *jury.Dossier, groupe int, titre string) []document.Bloc {
	return []document.Bloc{
		document.Paragraphe{Style: document.Grand, Alignement: document.Centre, Texte: "PROCES VERBAL DE TENUE DE DELIBERATION"},
		document.Paragraphe{Style: document.Gras, Alignement: document.Centre, Texte: lignes(
			f.academie(), f.Profil.Mots.Examen, "Session "+f.Centre.Session, "Jury : "+d.Titre(),
			"Date de délibération : "+Moment(dateDe(d, groupe)), titre)},
	}
}

// signature is the line of who signs, with room to do it.
func signature(d *jury.Dossier, t Tenue) document.Bloc {
	qui := fmt.Sprintf("%s, %s du jury %s", t.Signataire.Nom, t.Signataire.Qualite, d.Code)
	if t.Signataire.Nom == "" {
		qui = fmt.Sprintf("%s du jury %s (nom et prénom) :", t.Signataire.Qualite, d.Code)
	}
	ou := fmt.Sprintf("A : %s, le %s - Signature :", t.A, t.Le.Format("02/01/2006"))
	return document.Colonnes{Parts: []int{3, 2}, Blocs: [][]document.Bloc{
		{document.Paragraphe{Texte: qui + "\n" + ou}}, {document.Cadre{Hauteur: 22}},
	}}
}

// tableModifiees says of each changed mark what it was, what it is, why, by
// whom and when.
func (f *Faits) tableModifiees(ms []NoteModifiee) document.Table {
	t := document.Table{Vide: "Pas de note modifiée", Colonnes: []document.Colonne{
		{Titre: "N° Candidat", Part: 15}, {Titre: "Nom / Prénoms", Part: 17}, {Titre: "Épreuve", Part: 18},
		{Titre: "Note avant", Part: 8, Alignement: document.Droite},
		{Titre: "Note après", Part: 8, Alignement: document.Droite}, {Titre: "Motif", Part: 18}, {Titre: "Modifiée par", Part: 11}, {Titre: "Le", Part: 9},
	}}
	for _, m := range ms {
		quand := document.T(m.Quand)
		if h, err := time.Parse(time.RFC3339, m.Quand); err == nil {
			h = h.In(f.Le.Location())
			quand = document.D(h.Format("02/01/2006 15:04"), h.Format("2006-01-02T15:04"))
		}
		t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{
			document.T(m.Candidat.Affichee()), document.T(m.Candidat.NomComplet()), document.T(m.Epreuve),
			celluleNote(m.Avant), celluleNote(m.Apres), document.T(m.Motif), document.T(m.Par), quand,
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

var fonctions = map[string]string{"president": "Président", "vice_president": "Vice-président", "membre": "Membre"}

// composition is the page on which the members present sign: the decisions of a
// jury fall when its composition is not proved.
func (f *Faits) composition(d *jury.Dossier, groupe int, t Tenue) []document.Bloc {
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
			document.T(m.Nom), document.T(m.Prenoms), document.T(m.Qualite), document.T(fonction), document.T(presences(m.Fonction)), document.T("\n"), // two lines, to sign
		}})
	}
	for _, m := range d.Membres {
		ligne(m)
	}
	if len(d.Membres) == 0 {
		ligne(jury.Membre{Nom: d.President, Fonction: "president"})
		ligne(jury.Membre{Nom: d.VicePresident, Fonction: "vice_president"})
		for range 6 {
			ligne(jury.Membre{})
		}
	}
	blocs := f.tetePV(d, groupe, "Composition du jury et émargement")
	blocs = append(blocs, f.lieu("", "")...)
	return append(blocs,
		document.Paragraphe{Texte: "Arrêté de nomination n° " + strings.Repeat(".", 30) + " du " + strings.Repeat(".", 30)},
		table,
		document.Paragraphe{
			Style: document.Petit,
			Texte: "(1) : Entourer P, présent ; V, présent par visioconférence, ce que le président ne peut pas (" + f.Profil.ArticleVisio + ") ; A, absent.",
		},
		document.Champs{Colonnes: 2, Paires: f.decompte(d, groupe)},
		signature(d, t))
}

// presences are the letters to circle: the president may not sit by audiovisual
// means (rule R8).
func presences(fonction string) string {
	if fonction == "president" {
		return "P   A"
	}
	return "P   V   A"
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
