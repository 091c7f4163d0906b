package edition

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"delib/core/decision"
	"delib/core/document"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
)

// Tri is an order of the relevés de notes.
type Tri string

// The orders, by the names of the command line.
const (
	TriNom           Tri = "nom"
	TriNumero        Tri = "numero"
	TriEtablissement Tri = "etablissement"
)

// OptionsReleve are the boxes of the reference document's screen.
type OptionsReleve struct {
	Etablissement   bool // print the établissement d'inscription
	Mail, Telephone bool // print how to reach the service examens
	A               string
	Le              time.Time // the date of edition when zero
	Criteres        []Critere
	Tri             Tri // by name when empty
}

// Releve is a candidate whose relevé is printed.
type Releve struct {
	Jury     *jury.Dossier
	Candidat *jury.Candidat
}

// ChoisirReleves gives the candidates admitted to the contrôle who meet the
// criteria, in order.
func ChoisirReleves(f *Faits, ds []jury.Dossier, criteres []Critere, tri Tri) []Releve {
	connus := ChampsCriteres(ds)
	var rs []Releve
	for i := range ds {
		for _, c := range Convoques(f.Profil, &ds[i], 2) {
			if Retenir(f, &ds[i], c, criteres, connus) {
				rs = append(rs, Releve{&ds[i], c})
			}
		}
	}
	f.trier(rs, tri)
	return rs
}

// trier puts candidates in an order: by name, by number, or by school.
func (f *Faits) trier(rs []Releve, tri Tri) {
	var cs []*jury.Candidat
	for _, r := range rs {
		cs = append(cs, r.Candidat)
	}
	rang := map[*jury.Candidat]int{}
	for i, c := range Trier(cs) {
		rang[c] = i
	}
	col := collate.New(language.French)
	ecoles := map[string]string{}
	for _, c := range cs {
		ecoles[c.Etablissement] = f.Centre.Nommer(c.Etablissement)
	}
	slices.SortStableFunc(rs, func(a, b Releve) int {
		n := 0
		switch tri {
		case TriNumero:
			n = cmp.Compare(a.Candidat.Cle.String(), b.Candidat.Cle.String())
		case TriEtablissement:
			n = cmp.Or(col.CompareString(ecoles[a.Candidat.Etablissement], ecoles[b.Candidat.Etablissement]),
				cmp.Compare(a.Candidat.Etablissement, b.Candidat.Etablissement))
		}
		return cmp.Or(n, cmp.Compare(rang[a.Candidat], rang[b.Candidat]))
	})
}

// RelevesNotes is the relevé de notes of the candidates admissibles of one or
// several jurys. As the reference document says, the title stands on the first
// page only, which also tells what was asked; no document when nobody meets
// the criteria.
func RelevesNotes(f *Faits, ds []jury.Dossier, o OptionsReleve) document.Liasse {
	rs := ChoisirReleves(f, ds, o.Criteres, o.Tri)
	if len(rs) == 0 {
		return f.liasse(nil)
	}
	docs := []document.Document{f.garde(ds, len(rs), o)}
	for _, r := range rs {
		docs = append(docs, RLN(f, r.Jury, r.Candidat, o))
	}
	return f.liasse(docs)
}

// garde is the first page of the relevés.
func (f *Faits) garde(ds []jury.Dossier, n int, o OptionsReleve) document.Document {
	var jurys, criteres []string
	for i := range ds {
		jurys = append(jurys, ds[i].Titre())
	}
	for _, c := range o.Criteres {
		criteres = append(criteres, strings.TrimSpace(fmt.Sprintf("%s : %s %s", libelleChamp(c.Champ), c.Operateur.Libelle(), c.Valeur)))
	}
	paires := []document.Paire{{Libelle: "Jury", Valeur: strings.Join(jurys, "\n")}, {Libelle: "Nombre de relevés de notes", Valeur: fmt.Sprint(n)}}
	if len(criteres) > 0 {
		paires = append(paires, document.Paire{Libelle: "Critères", Valeur: strings.Join(criteres, "\n")})
	}
	return document.Document{
		Nom: "Page_de_garde", Titre: f.Titre, Pied: f.EditeLe(),
		Blocs: []document.Bloc{
			f.bandeau(), document.Titre{Texte: f.Titre, Encadre: true}, document.Champs{Paires: paires},
			document.Paragraphe{
				Texte: "Ces relevés de notes permettent aux candidats de choisir leurs disciplines. Le relevé officiel leur est communiqué par le service des examens.",
				Style: document.Italique,
			},
		},
	}
}

func libelleChamp(id string) string {
	for _, x := range champs {
		if x.ID == id {
			return x.Libelle
		}
	}
	return id
}

// RLN is the relevé de notes of one candidate, line for line that of the
// reference document: after the first group, his choice is still to come;
// once he has chosen, the table of the contrôle; at the end, its result.
func RLN(f *Faits, d *jury.Dossier, c *jury.Candidat, o OptionsReleve) document.Document {
	r := decision.Calculer(f.Profil, &d.Entete, c)
	doc := document.Document{
		Nom: fichier.Nom(fmt.Sprintf("RLN_%s_%s_%s", d.Code, c.Numero, c.Inscription)), Titre: c.NomComplet() + " - " + c.Affichee(),
		Pied: fmt.Sprintf("Relevé de notes - %s - Jury %s", c.Affichee(), d.Code),
	}
	var contacts []string
	if o.Telephone {
		contacts = append(contacts, "Tél. : "+f.Centre.Academie.Telephone)
	}
	if o.Mail {
		contacts = append(contacts, "Mail. : "+f.Centre.Academie.Mail)
	}
	qui := personne(d, c)
	if o.Etablissement {
		qui = append(qui, document.Paire{Libelle: "Etablissement d'inscription", Valeur: f.Centre.Nommer(c.Etablissement)})
	}
	doc.Blocs = f.identite("RELEVÉ DE NOTES", f.service(contacts...), d, c, []document.Paire{
		{Libelle: "N° candidat", Valeur: c.Numero}, {Libelle: "Inscription n°", Valeur: c.Inscription}, {Libelle: "Session", Valeur: f.Centre.Session},
	}, qui)
	premier := f.totaux("RÉSULTAT : Épreuves", &r.Premier, decision.Texte(f.Profil, r.Premier.Valeur), true)
	premier.Lignes = append(premier.Lignes, f.ligneDecision(r.Premier.Decision, r.Mention))
	doc.Blocs = append(doc.Blocs, f.tableEpreuves(d, c, &r), premier)
	if controleConnu(c) {
		doc.Blocs = append(doc.Blocs, f.controle(d, c, &r, ""))
		if r.Controle != nil {
			t := f.totauxControle(&r)
			t.Lignes = append(t.Lignes, f.ligneDecision(r.Decision, ""))
			doc.Blocs = append(doc.Blocs, t)
		}
	}
	le := o.Le
	if le.IsZero() {
		le = f.Le
	}
	a := o.A
	if a == "" {
		a = f.Centre.Lieu.Ville
	}
	doc.Blocs = append(doc.Blocs, f.notes(d),
		document.Paragraphe{Texte: fmt.Sprintf("A %s, le %s", a, EnLettres(le)), Alignement: document.Droite},
		document.Colonnes{Parts: []int{3, 2}, Blocs: [][]document.Bloc{
			{document.Paragraphe{
				Texte: "Le présent document vaut ce que de droit jusqu'à délivrance du diplôme pour le candidat admis. Il n'en sera pas délivré de duplicata. " +
					"Prévoir des copies en cas de besoin.",
				Style: document.Petit,
			}},
			{document.Paragraphe{Texte: f.Centre.Academie.Rectorat + "\n\n\n", Alignement: document.Droite}},
		}},
		document.Paragraphe{
			Texte: "NOTA: le changement de réglementation peut entraîner la modification ou la suppression de la validité des bénéfices ou des dispenses. Il est " +
				"conseillé de se renseigner au plus tard lors de l'inscription à l'examen.",
			Style: document.Petit,
		},
		document.Paragraphe{Texte: f.recteur(), Alignement: document.Droite})
	if d.Etat < examen.Editions2 {
		doc.Marque = "Provisoire – pour le choix des disciplines"
	}
	return doc
}

// recteur gives "Recteur de Besançon", written as the rectorat is.
func (f *Faits) recteur() string {
	if reste, ok := strings.CutPrefix(f.Centre.Academie.Rectorat, "Rectorat "); ok {
		return "Recteur " + reste
	}
	nom := f.Centre.Academie.Nom
	if nom == "" {
		return ""
	}
	return de("Recteur", nom)
}

// Presumes names the présumés fraudeurs whose relevé would be printed: nobody gives
// them one before the commission has ruled (D334-34).
func Presumes(f *Faits, ds []jury.Dossier, o OptionsReleve) []string {
	var s []string
	for _, r := range ChoisirReleves(f, ds, o.Criteres, o.Tri) {
		if r.Candidat.Fraudeur {
			s = append(s, fmt.Sprintf("Jury %s : %s %s", r.Jury.Code, r.Candidat.Cle, r.Candidat.NomComplet()))
		}
	}
	return s
}

// controleConnu tells whether there is something to say of the second group.
func controleConnu(c *jury.Candidat) bool {
	return len(c.Choix) > 0 || slices.ContainsFunc(c.Notes, func(n jury.NoteEpreuve) bool { return n.Groupe == 2 })
}

// ligneDecision is the line of the decision, with the credits of the diploma.
func (f *Faits) ligneDecision(x examen.Decision, mention string) document.Ligne {
	l := document.Ligne{Gras: true, Cellules: []document.Cellule{document.T("DECISION DU JURY: " + decisionMention(f.Profil, x, mention))}}
	if x == examen.Admis && f.Profil.ECTS > 0 {
		l.Cellules = append(l.Cellules, document.T(fmt.Sprintf("CRÉDITS EUROPÉENS (ECTS) : %d crédits", f.Profil.ECTS)))
	}
	return l
}
