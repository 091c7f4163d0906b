package decision

import (
	"fmt"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// Resultat is what is derived for one candidate.
type Resultat struct {
	Decision examen.Decision
	Mention  string // code of the mention, "" for none

	// Moyenne and MoyennePro are as printed: truncated to two decimals, "" where
	// there is none (a mark is missing, units not presented, no professional unit).
	Moyenne, MoyennePro string

	Premier  Groupe        // the first group
	Controle *Groupe       // after the contrôle, nil until all its marks are in
	ECT      note.Fraction // the mark on 20 of an épreuve de contrôle that is one mark
	Ecart    string        // set when a settled decision differs from the computation

	profil      *examen.Profil
	raisons     []raison
	disciplines []*jury.Epreuve
	reserve     *Groupe // what Controle pointed to, to be filled again
	demi        *Groupe // the same, of a half-sum, whose units are the first group's
}

// Groupe is one computation over all the units.
type Groupe struct {
	Decision examen.Decision
	Unites   []Unite
	Generale note.Moyenne // points and coefficients, facultative points included
	Pro      note.Moyenne // professional units
	// Valeur is the mean that is compared with the thresholds.
	Valeur     note.Fraction
	Manquantes []*jury.Epreuve // units without a mark
	Absences   []*jury.Epreuve // absences without justification
	Justifiees []*jury.Epreuve // justified absences
	// Remplacees are those of them that a session of replacement follows.
	Remplacees []*jury.Epreuve

	dette note.Fraction // what the projet would take from the points below 0
	sous  []Sous        // where the Unites have theirs
}

// vider makes a group ready to be filled again.
func (g *Groupe) vider() {
	*g = Groupe{Unites: g.Unites[:0], Manquantes: g.Manquantes[:0], Absences: g.Absences[:0], Justifiees: g.Justifiees[:0],
		Remplacees: g.Remplacees[:0], sous: g.sous[:0]}
}

// Calculer derives the result of a candidate from his marks and from what his
// jury has settled.
func Calculer(p *examen.Profil, d *jury.Entete, c *jury.Candidat) Resultat {
	var r Resultat
	r.Refaire(p, d, c)
	return r
}

// Refaire is Calculer into a result that is there, for a run over many
// candidates: what the result held before is lost, its slices included.
func (r *Resultat) Refaire(p *examen.Profil, d *jury.Entete, c *jury.Candidat) {
	*r = Resultat{Premier: r.Premier, profil: p, raisons: r.raisons[:0], disciplines: r.disciplines[:0], reserve: r.reserve, demi: r.demi}
	r.Premier.vider()
	r.Premier.remplir(p, d, valeurs{c: c})
	r.Decision = r.deciderPremier(p, c)
	r.Premier.Decision = r.Decision
	r.beneficesPerimes(p, c)
	r.afficher(p, r.Premier.Valeur)
	if r.Decision == examen.Admis {
		r.Mention = mention(p, c, r.Premier.Valeur)
	}
	if c.Arrete1 != nil {
		r.figer(p, c.Arrete1, "1er groupe")
		r.Premier.Decision = c.Arrete1.Decision
	}
	if r.Decision == examen.Passe && d.Etat >= examen.RecueilNotes {
		r.controler(p, d, c)
	}
	if c.Arrete2 != nil {
		r.figer(p, c.Arrete2, p.Mots.Groupe2)
	}
}

// afficher writes the means as they are printed.
func (r *Resultat) afficher(p *examen.Profil, valeur note.Fraction) {
	if len(r.Premier.Manquantes) > 0 {
		return
	}
	if r.Premier.Generale.Definie() {
		r.Moyenne = Texte(p, valeur)
	}
	if r.Premier.Pro.Definie() {
		r.MoyennePro = Texte(p, r.Premier.Pro.Valeur())
	}
}

// Texte writes a mean as the profile wants it shown (doubt D2).
func Texte(p *examen.Profil, f note.Fraction) string {
	if p.Parametres.AffichageTronque {
		return f.Tronque()
	}
	return f.Arrondi()
}

// figer puts what the jury settled in the place of what is computed.
func (r *Resultat) figer(p *examen.Profil, a *jury.Arrete, quand string) {
	if a.Decision != r.Decision || a.Moyenne != r.Moyenne || a.Mention != r.Mention {
		r.Ecart = fmt.Sprintf("Le jury a arrêté « %s » (moyenne %s) à la clôture du %s ; le calcul donne aujourd’hui « %s » (moyenne %s). La décision du jury "+
			"est conservée.",
			p.Libelle(a.Decision), ouTiret(a.Moyenne), quand, p.Libelle(r.Decision), ouTiret(r.Moyenne))
		r.dire(raison{genre: raisonTexte, texte: r.Ecart})
	}
	r.Decision, r.Moyenne, r.MoyennePro, r.Mention = a.Decision, a.Moyenne, a.MoyennePro, a.Mention
}

func ouTiret(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// remplir computes the units and adds them up: obligatory ones with their
// coefficients, the points above 10 of the facultatives without theirs (rule
// N8), then the gap of the projet to 10 (rule R1).
func (g *Groupe) remplir(p *examen.Profil, d *jury.Entete, v valeurs) {
	g.unites(p, d, v)
	var retire note.Fraction
	for i := range g.Unites {
		u := &g.Unites[i]
		e := u.Epreuve
		g.compter(p, v.c, u)
		switch {
		case e.Nature == examen.Facultative && u.Statut.Chiffree():
			g.Generale.Points = g.Generale.Points.Plus(u.Points())
		case e.Nature == examen.Projet && u.Pese():
			if !u.Note.AuMoins(10) {
				retire = retire.Plus(u.Points())
			} else {
				g.Generale.Points = g.Generale.Points.Plus(u.Points())
			}
		case u.Compte():
			g.Generale = g.Generale.Ajouter(u.Note, e.Coefficient)
			if e.Nature.EstProfessionnelle() {
				g.Pro = g.Pro.Ajouter(u.Note, e.Coefficient)
			}
		}
	}
	g.dette = retire.Moins(g.Generale.Points)
	g.Generale.Points = g.Generale.Points.Moins(retire)
	g.Valeur = g.Generale.Valeur()
}

// compter notes what is missing in a unit, and who was absent. An absence to the
// projet is a 0 that bars nothing (rule R1); one to a facultative nothing at all,
// unless the other reading of doubt D10 is taken.
func (g *Groupe) compter(p *examen.Profil, c *jury.Candidat, u *Unite) {
	e := u.Epreuve
	switch e.Nature {
	case examen.Projet:
		if u.Statut == note.Manquante && p.Projet != nil && p.Projet.Concerne(c.Categorie) {
			g.Manquantes = append(g.Manquantes, e)
		}
		return
	case examen.Facultative:
		if u.Statut == note.Absent && p.Parametres.AbsentFacultativeRefuse {
			g.Absences = append(g.Absences, e)
		}
		return
	}
	switch u.Statut {
	case note.Manquante:
		if e.Nature.EstObligatoire() {
			g.Manquantes = append(g.Manquantes, e)
		}
	case note.Absent:
		g.Absences = append(g.Absences, e)
	case note.AbsentJustifie:
		g.justifier(e, e)
	}
	for _, s := range u.Sous {
		if s.Valeur.Statut == note.AbsentJustifie && u.Valeur.EstManquante() && u.Statut == note.Notee {
			g.justifier(s.Epreuve, e)
		}
	}
}

// justifier notes a justified absence; a sous-épreuve has the replacement of its
// unit unless the dossier says otherwise (rule R2).
func (g *Groupe) justifier(e, unite *jury.Epreuve) {
	g.Justifiees = append(g.Justifiees, e)
	source := e
	if e.Remplacement == "" {
		source = unite
	}
	if source.ARemplacement() {
		g.Remplacees = append(g.Remplacees, e)
	}
}

// Manque tells whether an épreuve is one of the missing marks.
func (g *Groupe) Manque(e *jury.Epreuve) bool {
	for _, x := range g.Manquantes {
		if x == e {
			return true
		}
	}
	return false
}

// Sur gives the mean that a threshold is held to.
func (g *Groupe) Sur(b examen.Base) note.Moyenne {
	switch b {
	case examen.Professionnelles:
		return g.Pro
	case examen.Pratiques:
		var m note.Moyenne
		for i := range g.Unites {
			if u := &g.Unites[i]; u.Compte() && u.Epreuve.Nature == examen.Pratique {
				m = m.Ajouter(u.Note, u.Epreuve.Coefficient)
			}
		}
		return m
	}
	return g.Generale
}

func mention(p *examen.Profil, c *jury.Candidat, m note.Fraction) string {
	if !p.MentionAvecNoteGardee && gardeUneNote(c) {
		return ""
	}
	code := ""
	for i := range p.Mentions {
		if m.AuMoins(p.Mentions[i].Seuil) {
			code = p.Mentions[i].Code
		}
	}
	return code
}

func gardeUneNote(c *jury.Candidat) bool {
	for i := range c.Notes {
		if s := c.Notes[i].Valeur.Statut; s == note.Benefice || s == note.Report {
			return true
		}
	}
	return false
}
