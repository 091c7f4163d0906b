package edition

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"delib/core/decision"
	"delib/core/document"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
	"delib/core/note"
)

// PVI is the procès-verbal individuel de notes of one candidate, to deliberate
// on paper when the application cannot be used. No reference document shows one:
// it has the marks as the relevé de notes shows them, what a jury asks itself (the
// mention, the points to each threshold, every missing mark), and room for its pen.
// Groupe is the deliberation that it serves, 1 or 2.
//
// Nobody's address, INE nor aménagement is on it; an anonymous one bears the N°
// anonymat alone, a nominative one bears none, and ListeCorrespondance tells the
// president who is who.
func PVI(f *Faits, d *jury.Dossier, c *jury.Candidat, groupe int, anonyme bool) document.Document {
	r := decision.Calculer(f.Profil, &d.Entete, c)
	anonyme = anonyme && c.Anonymat != ""
	nom, titre, numero := fmt.Sprintf("PVI_%s_%s_%s", d.Code, c.Numero, c.Inscription), c.NomComplet()+" - "+c.Cle.Affichee(), c.Cle.Affichee()
	if anonyme {
		nom, titre, numero = "PVI_"+d.Code+"_"+c.Anonymat, c.Anonymat, c.Anonymat
	}
	doc := document.Document{Nom: fichier.Nom(nom), Titre: titre, Pied: fmt.Sprintf("Jury %s - %s - %s", d.Code, numero, f.EditeLe())}
	doc.Blocs = f.tetePVI(d, c, groupe, anonyme)
	doc.Blocs = append(doc.Blocs, f.tableEpreuves(d, c, &r), f.totaux("RÉSULTAT : Épreuves", &r.Premier, decision.Texte(f.Profil, r.Premier.Valeur), true))
	if m := manquent(d, f.Profil, c, &r, groupe); m != "" {
		doc.Blocs = append(doc.Blocs, document.Paragraphe{Texte: m, Style: document.Gras})
	}
	premiere, mention := "Décision proposée", ""
	if c.Arrete1 != nil {
		premiere = "Décision du jury"
	}
	if r.Premier.Decision == examen.Admis && groupe == 1 {
		mention = r.Mention
	}
	doc.Blocs = append(doc.Blocs, document.Paragraphe{Style: document.Gras,
		Texte: premiere + " (1er groupe) : " + decisionMention(f.Profil, r.Premier.Decision, mention)})
	if groupe == 2 {
		doc.Blocs = append(doc.Blocs, f.controlePVI(d, c, &r))
		if r.Controle != nil {
			doc.Blocs = append(doc.Blocs, f.totauxControle(&r), document.Paragraphe{Style: document.Gras,
				Texte: "Décision proposée (" + f.Profil.Mots.Groupe2 + ") : " + decisionMention(f.Profil, r.Decision, r.Mention)})
		}
	}
	doc.Blocs = append(doc.Blocs, document.Paragraphe{Texte: r.Pourquoi(), Style: document.Petit})
	if groupe == 1 {
		if t, ok := f.seuils(&r.Premier); ok {
			doc.Blocs = append(doc.Blocs, t)
		}
	} else if quoi := f.pointsManquants(&r); quoi != "" {
		doc.Blocs = append(doc.Blocs, document.Paragraphe{Texte: quoi})
	}
	doc.Blocs = append(doc.Blocs, f.cases(groupe)...)
	doc.Blocs = append(doc.Blocs, plume(),
		document.Cadre{Titre: signataire(d) + " - Date et signature :", Hauteur: 18}, f.notes(d))
	return doc
}

// tetePVI says whose marks these are, before which jury.
func (f *Faits) tetePVI(d *jury.Dossier, c *jury.Candidat, groupe int, anonyme bool) []document.Bloc {
	quand := "1er groupe"
	if groupe == 2 {
		quand = f.Profil.Mots.Groupe2
	}
	a := f.Centre.Academie
	numeros := []document.Paire{{Libelle: "N° candidat", Valeur: c.Numero}, {Libelle: "Inscription n°", Valeur: c.Inscription}}
	if anonyme {
		numeros = []document.Paire{{Libelle: "N° anonymat", Valeur: c.Anonymat}}
	}
	numeros = append(numeros, document.Paire{Libelle: "Session", Valeur: f.Centre.Session},
		document.Paire{Libelle: "Délibération", Valeur: Moment(dateDe(d, groupe))})
	qui := personne(d, c)
	qui = slices.DeleteFunc(qui, func(p document.Paire) bool { return p.Libelle == "INE" || p.Libelle == "Nom d'usage" && p.Valeur == "" })
	jury := []document.Paire{{Libelle: "Centre", Valeur: f.Centre.Lieu.Libelle()}, {Libelle: "Président du jury", Valeur: cmp.Or(d.President, pointilles)}}
	var etat []document.Paire
	for i, p := range qui {
		if p.Libelle == "Forme de passage" {
			qui, etat = qui[:i:i], qui[i:]
			break
		}
	}
	if anonyme {
		qui = []document.Paire{{Libelle: "Candidat", Valeur: c.Anonymat}}
	}
	return []document.Bloc{
		document.Colonnes{Parts: []int{5, 7, 6}, Blocs: [][]document.Bloc{
			{document.Paragraphe{Texte: f.academie(), Style: document.Gras},
				document.Paragraphe{Texte: f.service(prefixe("Tél. : ", a.Telephone), prefixe("Mail. : ", a.Mail)), Style: document.Petit}},
			{document.Paragraphe{Texte: "PROCÈS-VERBAL INDIVIDUEL DE NOTES\n" + quand + "\n" + f.Profil.Mots.Examen, Style: document.Gras, Alignement: document.Centre}},
			{document.Champs{Paires: numeros}},
		}},
		document.Colonnes{Parts: []int{1, 1}, Blocs: [][]document.Bloc{
			{document.Champs{Paires: append(qui, jury...)}}, {document.Champs{Paires: append(etat, situation(f.Profil, c)...)}},
		}},
		document.Paragraphe{Texte: "Spécialité " + d.Libelle, Style: document.Gras},
	}
}

// pointilles are dots to write a name on.
const pointilles = "................................................"

// signataire names who signs for the jury.
func signataire(d *jury.Dossier) string {
	if d.President == "" {
		return "Nom et prénom du président du jury"
	}
	return d.President + ", président du jury " + d.Code
}

// manquent names every mark that lacks, of the group that is deliberated.
func manquent(d *jury.Dossier, p *examen.Profil, c *jury.Candidat, r *decision.Resultat, groupe int) string {
	var noms []string
	es := r.Premier.Manquantes
	if groupe == 2 {
		es = nil
		for _, e := range decision.Disciplines(p, &d.Entete, c) {
			if c.Valeur(e.Code, 2).EstManquante() {
				es = append(es, e)
			}
		}
	}
	for _, e := range es {
		noms = append(noms, e.Code+" "+c.LibelleEpreuve(e))
	}
	if len(noms) == 0 {
		return ""
	}
	return accorder(len(noms), "Note manquante : ", "Notes manquantes : ") + strings.Join(noms, " ; ")
}

func accorder(n int, un, plusieurs string) string {
	if n < 2 {
		return un
	}
	return plusieurs
}

// seuil is a mean that changes something, what it gives, and how far it is.
type seuil struct {
	n     int64
	quoi  string
	ecart string
}

// lesSeuils gives the means that change something in the first group, in order:
// those that decide, and those of the mentions.
func lesSeuils(p *examen.Profil, g *decision.Groupe) []seuil {
	var ss []seuil
	ajouter := func(sur examen.Base, n int64, quoi string) {
		manque, surplus, ok := g.Ecart(sur, n)
		if !ok {
			return
		}
		ecart := "+" + surplus.Tronque()
		if !manque.Nulle() {
			ecart = "−" + enPoints(manque)
		}
		switch sur {
		case examen.Professionnelles:
			quoi += ", épr. prof."
		case examen.Pratiques:
			quoi += ", pratique prof."
		}
		ss = append(ss, seuil{n, quoi, ecart})
	}
	if p.Controle != nil {
		for _, s := range p.Controle.Seuils {
			ajouter(s.Sur, s.Minimum, p.Mots.Groupe2)
		}
	}
	for _, s := range p.Admission {
		ajouter(s.Sur, s.Minimum, p.Libelle(examen.Admis))
	}
	for _, m := range p.Mentions {
		ajouter(examen.Ensemble, m.Seuil, m.Libelle)
	}
	return ss
}

// enPoints writes points that lack, never fewer than they are.
func enPoints(f note.Fraction) string {
	if !f.Exacte() {
		f = f.Plus(note.Rapport(1, 100))
	}
	return f.Tronque()
}

// seuils is how far the candidate is from each threshold, in points: a mark more
// of an épreuve of coefficient 3 is three points.
func (f *Faits) seuils(g *decision.Groupe) (document.Table, bool) {
	ss := lesSeuils(f.Profil, g)
	t := document.Table{Compacte: true, Colonnes: []document.Colonne{{Titre: "Seuil", Part: 22}}}
	l := document.Ligne{Cellules: []document.Cellule{document.T("Écart en points (note × coefficient)")}}
	for _, s := range ss {
		t.Colonnes = append(t.Colonnes, document.Colonne{Titre: fmt.Sprintf("%d\n%s", s.n, s.quoi), Part: 13, Alignement: document.Centre})
		l.Cellules = append(l.Cellules, document.T(s.ecart))
	}
	t.Lignes = []document.Ligne{l}
	return t, len(ss) > 0
}

// pointsManquants says what the second group must bring to admit.
func (f *Faits) pointsManquants(r *decision.Resultat) string {
	g := &r.Premier
	manque, _, ok := g.Ecart(examen.Ensemble, f.Profil.SeuilAdmission())
	if r.Controle != nil || !ok || manque.Nulle() || f.Profil.Controle == nil {
		return ""
	}
	n := f.Profil.SeuilAdmission()
	if f.Profil.Controle.Formule == examen.MoyenneAvecControle {
		return "Note qu’il faut à l’épreuve de contrôle pour être admis : " + enPoints(note.Entier(2*n).Moins(g.Valeur)) + "/20"
	}
	return fmt.Sprintf("Points qui manquent pour %d/20 à l’issue du 1er groupe : %s (un point de plus à une épreuve compte son coefficient)",
		n, enPoints(manque))
}

// controlePVI is the table of the second group on a procès-verbal: the first mark
// beside the one that counts against it, and a box where it is not known yet.
func (f *Faits) controlePVI(d *jury.Dossier, c *jury.Candidat, r *decision.Resultat) document.Table {
	t := document.Table{Colonnes: []document.Colonne{
		{Titre: f.Profil.Mots.Releve.Controle, Part: 40}, {Titre: "Note du 1er groupe", Part: 12, Alignement: document.Droite},
		{Titre: "Coeff.", Part: 8, Alignement: document.Droite}, {Titre: "Note au contrôle", Part: 12, Alignement: document.Droite},
		{Titre: "Observations", Part: 28},
	}}
	es := decision.Disciplines(f.Profil, &d.Entete, c)
	for _, e := range es {
		v := c.Valeur(e.Code, 2)
		l := document.Ligne{Cellules: []document.Cellule{
			document.T(e.Code + " " + c.LibelleEpreuve(e)), document.T(""), document.T(""), document.T("\n"), document.T(""),
		}}
		for i := range r.Premier.Unites {
			if u := &r.Premier.Unites[i]; u.Epreuve.Code == e.Code {
				l.Cellules[1], l.Cellules[2] = document.T(noteUnite(u)), document.T(e.Coefficient.String())
			}
		}
		if !v.EstManquante() {
			texte, obs := f.noteControle(r, e, v)
			l.Cellules[3], l.Cellules[4] = document.T(texte), document.T(obs)
		}
		t.Lignes = append(t.Lignes, l)
	}
	if n := f.Profil.Controle; n != nil {
		for range n.Nombre - len(es) { // choices that are not recorded
			t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{
				document.T("\n"), document.T(""), document.T(""), document.T(""), document.T("Choix de discipline non saisi"),
			}})
		}
	}
	return t
}

// plume is where the jury writes the marks that it changes.
func plume() document.Table {
	t := document.Table{Colonnes: []document.Colonne{
		{Titre: "Note modifiée : épreuve", Part: 26}, {Titre: "Avant", Part: 10}, {Titre: "Après", Part: 10},
		{Titre: "Motif", Part: 40}, {Titre: "Paraphe", Part: 14},
	}}
	for range 4 {
		t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{document.T("\n"), document.T(""), document.T(""), document.T(""), document.T("")}})
	}
	return t
}

// cases are the boxes that the jury ticks: the decision and, where the group may
// give one, the mention.
func (f *Faits) cases(groupe int) []document.Bloc {
	c := document.Cases{Titre: "DECISION DU JURY :"}
	decisions := []examen.Decision{examen.Admis, examen.Passe, examen.Refuse}
	if groupe == 2 || f.Profil.Controle == nil {
		decisions = []examen.Decision{examen.Admis, examen.Refuse}
	}
	for _, x := range decisions {
		c.Choix = append(c.Choix, document.Case{Libelle: f.Profil.Libelle(x)})
	}
	c.Choix = append(c.Choix, document.Case{Libelle: "Livret examiné"})
	blocs := []document.Bloc{c}
	if len(f.Profil.Mentions) > 0 && (groupe == 1 || f.Profil.MentionApresControle) {
		m := document.Cases{Titre: "MENTION :", Choix: []document.Case{{Libelle: "Sans mention"}}}
		for _, x := range f.Profil.Mentions {
			m.Choix = append(m.Choix, document.Case{Libelle: x.Libelle})
		}
		blocs = append(blocs, m)
	}
	return blocs
}

// situation is what a jury must know of a candidate beside who he is.
func situation(p *examen.Profil, c *jury.Candidat) []document.Paire {
	s := []document.Paire{{Libelle: "Livret", Valeur: livret(c)}}
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
