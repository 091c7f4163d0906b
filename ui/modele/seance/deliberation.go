package seance

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"delib/core/activite"
	"delib/core/decision"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
	"delib/ui/modele"
)

// Deliberation is a jury that deliberates: its table, its filters, and the
// procès-verbal of each candidate.
type Deliberation struct {
	Nominatif bool
	ParNom    bool       // sorted by name; or else by decision and mean
	Tri       modele.Tri // by a heading of the table, over both
	// The filters; a row has to pass all those that are set.
	QuartDePoint, LivretAExaminer, NoteManquante bool

	p         *examen.Profil
	d         jury.Dossier
	groupe    int
	modifiees []edition.NoteModifiee
	lignes    []LigneDelib
	vues      []int
}

// Candidats gives all the candidates of the jury, whatever the filters.
func (m *Deliberation) Candidats() []*jury.Candidat { return m.d.Candidats }

// LigneDelib is a candidate in the table of a deliberation.
type LigneDelib struct {
	Candidat   *jury.Candidat
	Resultat   decision.Resultat
	Valeur     note.Fraction // the mean that the sort and the filters take
	Definie    bool
	Livret     string
	AExaminer  bool // a refusal waits for it
	Manque     bool
	Quart      bool // less than 0.25 under a threshold
	Modifiees  int
	rangNom    int
	rangDecide int
}

// NouvelleDeliberation reads a jury at 110 or 210; at 210 only those admitted
// to the contrôle are in it.
func NouvelleDeliberation(p *examen.Profil, d jury.Dossier, modifiees []edition.NoteModifiee) *Deliberation {
	x := &Deliberation{p: p, d: d, groupe: d.Etat.Groupe(), modifiees: modifiees}
	manque, livrets, changees := map[jury.Cle]bool{}, map[jury.Cle]bool{}, map[jury.Cle]int{}
	for _, m := range decision.Manquantes(p, &d, x.groupe) {
		manque[m.Candidat.Cle] = true
	}
	for _, c := range decision.LivretsNonExamines(p, &d, x.groupe) {
		livrets[c.Cle] = true
	}
	for _, m := range modifiees {
		changees[m.Candidat.Cle]++
	}
	for i, c := range edition.Convoques(p, &d, x.groupe) {
		r := decision.Calculer(p, &d.Entete, c)
		l := LigneDelib{Candidat: c, Resultat: r, Valeur: r.Premier.Valeur, Definie: r.Moyenne != "", Manque: manque[c.Cle], AExaminer: livrets[c.Cle],
			Modifiees: changees[c.Cle], rangNom: i, rangDecide: slices.Index(modele.OrdreDecisions, r.Decision)}
		if r.Controle != nil {
			l.Valeur = r.Controle.Valeur
		}
		l.Livret = livretEnClair(c, l.AExaminer)
		l.Quart = l.Definie && decision.Presque(p, x.groupe, l.Valeur)
		x.lignes = append(x.lignes, l)
	}
	x.Montrer()
	return x
}

func livretEnClair(c *jury.Candidat, aExaminer bool) string {
	switch {
	case !c.ALivret():
		return "–"
	case c.LivretExamine:
		return "✓ examiné"
	case aExaminer:
		return "! à examiner"
	}
	return "non examiné"
}

// Jury gives the jury.
func (x *Deliberation) Jury() *jury.Dossier { return &x.d }

// Groupe is 1 or 2.
func (x *Deliberation) Groupe() int { return x.groupe }

// Ouverte tells whether the jury deliberates now.
func (x *Deliberation) Ouverte() bool {
	return modele.Delibere(x.d.Etat)
}

// Garder takes over what a person chose to see.
func (x *Deliberation) Garder(a *Deliberation) {
	x.Nominatif, x.ParNom, x.Tri = a.Nominatif, a.ParNom, a.Tri
	x.QuartDePoint, x.LivretAExaminer, x.NoteManquante = a.QuartDePoint, a.LivretAExaminer, a.NoteManquante
	x.Montrer()
}

// Montrer applies the filters and the sort. Without names, ties are settled by
// the N° anonymat, so that the order gives no name away.
func (x *Deliberation) Montrer() {
	x.vues = x.vues[:0]
	for i := range x.lignes {
		l := &x.lignes[i]
		if (!x.QuartDePoint || l.Quart) && (!x.LivretAExaminer || l.AExaminer) && (!x.NoteManquante || l.Manque) {
			x.vues = append(x.vues, i)
		}
	}
	slices.SortFunc(x.vues, func(i, j int) int {
		a, b := &x.lignes[i], &x.lignes[j]
		if n := x.parColonne(a, b); n != 0 {
			return n
		}
		if !x.ParNom {
			if n := cmp.Compare(a.rangDecide, b.rangDecide); n != 0 {
				return n
			}
			if n := b.Valeur.Compare(a.Valeur); n != 0 {
				return n
			}
		}
		if x.Nominatif {
			return cmp.Compare(a.rangNom, b.rangNom)
		}
		return cmp.Or(cmp.Compare(a.Candidat.Anonymat, b.Candidat.Anonymat), cmp.Compare(a.rangNom, b.rangNom))
	})
}

// The columns of the table, by which it is sorted.
const (
	ColonneCandidat = iota
	ColonneMoyenne
	ColonnePro
	ColonneDecision
	ColonneLivret
	ColonneModif
)

// Trier sorts by a heading of the table; the other way round when it is already.
func (x *Deliberation) Trier(colonne int) {
	x.Tri.Par(colonne)
	x.Montrer()
}

// parColonne compares two rows by the heading that sorts; 0 when none does.
func (x *Deliberation) parColonne(a, b *LigneDelib) int {
	colonne, descendant := x.Tri.Etat()
	if descendant {
		a, b = b, a
	}
	switch colonne {
	case ColonneCandidat:
		if x.Nominatif {
			return cmp.Compare(a.rangNom, b.rangNom)
		}
		return cmp.Compare(a.Candidat.Anonymat, b.Candidat.Anonymat)
	case ColonneMoyenne:
		if !a.Definie || !b.Definie {
			return cmp.Compare(a.Resultat.Moyenne, b.Resultat.Moyenne) // none comes first
		}
		return a.Valeur.Compare(b.Valeur)
	case ColonnePro: // two decimals: the longer is the larger
		return cmp.Or(cmp.Compare(len(a.Resultat.MoyennePro), len(b.Resultat.MoyennePro)), cmp.Compare(a.Resultat.MoyennePro, b.Resultat.MoyennePro))
	case ColonneDecision:
		return cmp.Compare(a.rangDecide, b.rangDecide)
	case ColonneLivret:
		return cmp.Compare(a.Livret, b.Livret)
	case ColonneModif:
		return cmp.Compare(a.Modifiees, b.Modifiees)
	}
	return 0
}

// Compter counts the rows that a filter would keep.
func (x *Deliberation) Compter(garde func(*LigneDelib) bool) int {
	n := 0
	for i := range x.lignes {
		if garde(&x.lignes[i]) {
			n++
		}
	}
	return n
}

// Nombre counts the rows that are shown.
func (x *Deliberation) Nombre() int { return len(x.vues) }

// Ligne gives a shown row.
func (x *Deliberation) Ligne(i int) *LigneDelib { return &x.lignes[x.vues[i]] }

// Chercher gives the shown row of a candidate, -1 when it is not shown.
func (x *Deliberation) Chercher(cle jury.Cle) int {
	return slices.IndexFunc(x.vues, func(i int) bool { return x.lignes[i].Candidat.Cle == cle })
}

// Nommer names a candidate: his name, or else his N° anonymat.
func (x *Deliberation) Nommer(c *jury.Candidat) string {
	if x.Nominatif {
		return c.NomComplet()
	}
	if c.Anonymat == "" {
		return "(sans n° anonymat)"
	}
	return "N° " + c.Anonymat
}

// Elements writes the original's line under a table.
func (x *Deliberation) Elements() string {
	t := modele.Elements(len(x.vues))
	if len(x.vues) < len(x.lignes) {
		t += fmt.Sprintf(" (filtrés parmi %d)", len(x.lignes))
	}
	return t
}

// Decision writes a decision as the table shows it.
func (x *Deliberation) Decision(l *LigneDelib) string { return x.decisionDe(&l.Resultat) }

func (x *Deliberation) decisionDe(r *decision.Resultat) string {
	t := x.p.Libelle(r.Decision)
	for _, m := range x.p.Mentions {
		if m.Code == r.Mention {
			t += ", " + m.Libelle
		}
	}
	return t
}

// DecisionCourte is Decision for a narrow column.
func (x *Deliberation) DecisionCourte(l *LigneDelib) string {
	if l.Resultat.Decision == examen.Passe {
		return "Passe le contrôle"
	}
	return x.Decision(l)
}

// Comptes says how many candidates each decision has.
func (x *Deliberation) Comptes() string {
	var t []string
	for _, d := range modele.OrdreDecisions {
		if n := x.Compter(func(l *LigneDelib) bool { return l.Resultat.Decision == d }); n > 0 {
			t = append(t, fmt.Sprintf("%s : %d", x.p.Libelle(d), n))
		}
	}
	return strings.Join(t, "   ·   ")
}

// Barres gives how the means of the jury are spread, a bar a point.
func (x *Deliberation) Barres() []modele.Barre {
	par := make([]int, 21)
	for i := range x.lignes {
		for m := int64(20); m >= 0 && x.lignes[i].Definie; m-- {
			if x.lignes[i].Valeur.AuMoins(m) {
				par[m]++
				break
			}
		}
	}
	var bs []modele.Barre
	for m, n := range par {
		if n > 0 || m >= 5 && m <= 16 {
			bs = append(bs, modele.Barre{Libelle: fmt.Sprint(m), Nombre: n, Marquee: int64(m) >= x.p.SeuilAdmission()})
		}
	}
	return bs
}

// Modifiees gives what was changed so far in this deliberation.
func (x *Deliberation) Modifiees() []Modifiee {
	var ms []Modifiee
	for i := range x.modifiees {
		m := &x.modifiees[i]
		code, _, _ := strings.Cut(m.Epreuve, " ")
		n := Modifiee{Cle: m.Candidat.Cle, Code: code, Avant: m.Avant.Texte(),
			Textes: [5]string{x.Nommer(m.Candidat), m.Epreuve, m.Avant.Libelle() + " devient " + m.Apres.Libelle(), m.Motif, m.Par}}
		c, ok := x.d.Candidat(m.Candidat.Cle)
		if m.Avant.EstManquante() {
			n.Impossible = "La note manquait avant : une note ne redevient pas manquante."
		} else if !ok || c.Valeur(code, x.groupe) != m.Apres {
			n.Impossible = "Cette note a encore été modifiée depuis."
		} else if m.Motif == MotifAnnulation {
			n.Impossible = "C’est déjà une annulation."
		}
		ms = append(ms, n)
	}
	slices.Reverse(ms)
	return ms
}

// MotifAnnulation is the reason of an act that sets a mark back.
const MotifAnnulation = "Annulation de la modification"

// Modifiee is a mark that was changed.
type Modifiee struct {
	Cle        jury.Cle
	Code       string // of the épreuve
	Avant      string
	Textes     [5]string // candidate, épreuve, from and to, reason, who
	Impossible string    // why it cannot be set back
}

// Motifs gives the reasons to offer: those used last, then common ones.
func Motifs(modifiees []edition.NoteModifiee, recents []string) []string {
	var ms []string
	ajouter := func(m string) {
		if m = strings.TrimSpace(m); m != "" && m != MotifAnnulation && !slices.Contains(ms, m) && len(ms) < 8 {
			ms = append(ms, m)
		}
	}
	for i := len(modifiees) - 1; i >= 0; i-- {
		ajouter(modifiees[i].Motif)
	}
	for _, m := range append(recents, "Décision du jury au vu du livret scolaire", "Décision du jury au vu de la copie", "Erreur de report de la note") {
		ajouter(m)
	}
	return ms
}

// JurysADeliberer gives the jurys that deliberate now, and the current one when it
// has just closed: it stays on the screen, read only.
func JurysADeliberer(ss []activite.Situation, courant string) []*activite.Situation {
	var js []*activite.Situation
	for i := range ss {
		if modele.Delibere(ss[i].Etat) || ss[i].Code == courant && vientDeClore(ss[i].Etat) {
			js = append(js, &ss[i])
		}
	}
	return js
}

func vientDeClore(e examen.Etat) bool { return e == examen.Editions1 || e == examen.Editions2 }

// Close is a jury that has closed: what it decided, and the ways on.
type Close struct {
	Texte  string // "31310 close : 4 admis · …"
	Suites []modele.Action
}

// Close tells of a jury that has closed; ok is false while it deliberates.
func (x *Deliberation) Close(ss []activite.Situation) (c Close, ok bool) {
	if !vientDeClore(x.d.Etat) {
		return c, false
	}
	n := map[examen.Decision]int{}
	for i := range x.lignes {
		n[x.lignes[i].Resultat.Decision]++
	}
	c.Texte = x.d.Code + " close : " + modele.Decompte(x.p, n) + "."
	pv, listes := activite.IDPV1, activite.IDListes1
	if x.groupe == 2 {
		pv, listes = activite.IDPV2, activite.IDListes2
	}
	c.Suites = []modele.Action{
		{Genre: modele.OuvrirActivite, Libelle: "Procès-verbal", Activite: pv, Jury: x.d.Code},
		{Genre: modele.OuvrirActivite, Libelle: "Listes de résultats", Activite: listes, Jury: x.d.Code},
	}
	if s := JurySuivant(ss, x.d.Code); s != "" {
		c.Suites = append(c.Suites, modele.Action{Genre: modele.OuvrirActivite, Libelle: "Jury suivant : " + s, Activite: modele.EcranDeliberer, Jury: s})
	}
	return c, true
}

// JurySuivant gives the next jury that deliberates after one, in the order of the
// centre and round it, "" when none does.
func JurySuivant(ss []activite.Situation, code string) string {
	premier, vu := "", false
	for i := range ss {
		switch {
		case ss[i].Code == code:
			vu = true
		case !modele.Delibere(ss[i].Etat):
		case vu:
			return ss[i].Code
		case premier == "":
			premier = ss[i].Code
		}
	}
	return premier
}

// AuGroupe writes "au 1er groupe", "à l'épreuve de contrôle".
func (x *Deliberation) AuGroupe() string {
	if x.groupe != 2 {
		return "au 1er groupe"
	}
	if g, ok := strings.CutPrefix(x.p.Mots.LeGroupe2, "le "); ok {
		return "au " + g
	}
	return "à " + x.p.Mots.LeGroupe2
}

// Titre is the heading of the screen.
func (x *Deliberation) Titre() string {
	if x.d.Code == "" {
		return modele.TitreDeliberer
	}
	return "Jury " + x.d.Code + " – " + x.d.Libelle
}

// Trouver gives the first shown row that a search finds, accents indifferent, and how
// many it finds: by the name when names are shown, or else by the N° anonymat. A row
// that begins with the search comes before one that holds it. -1 when there is none.
func (x *Deliberation) Trouver(recherche string) (ligne, combien int) {
	ligne = -1
	replie := strings.Join(strings.Fields(modele.Replier(recherche)), " ")
	debut := false
	for i := range x.vues {
		c := x.Ligne(i).Candidat
		texte := modele.Replier(c.Anonymat)
		if x.Nominatif {
			texte = modele.Replier(c.NomComplet() + " " + c.NomUsage + " " + c.Cle.String() + " " + c.Anonymat)
		}
		if replie == "" || !modele.Contient(texte, replie) {
			continue
		}
		combien++
		if commence := strings.HasPrefix(texte, replie); ligne < 0 || commence && !debut {
			ligne, debut = i, commence
		}
	}
	return ligne, combien
}

// Attente says why no jury deliberates, and what comes next.
type Attente struct {
	Pourquoi string
	Jurys    []string // a line each
	Suites   []modele.Action
}

// SansDeliberation explains a centre where no jury deliberates, and offers what
// the jurys wait for, an activity once, then the home.
func SansDeliberation(p *examen.Profil, ss []activite.Situation) Attente {
	a := Attente{Pourquoi: "Un jury délibère à l’état « " + p.EtatComplet(examen.Deliberation1) + " » ou « " + p.EtatComplet(examen.Deliberation2) + " »."}
	vues := map[string]bool{}
	const auPlus = 8 // lines; the home has them all
	for i := range ss {
		s := &ss[i]
		if i < auPlus {
			a.Jurys = append(a.Jurys, "Jury "+s.Code+" : « "+p.EtatComplet(s.Etat)+" ». À faire : "+s.Conseil)
		}
		if x, ok := activite.Trouver(s.ActiviteID); ok && modele.AUnEcran(x) && !vues[x.ID] && len(vues) < 3 {
			vues[x.ID] = true
			a.Suites = append(a.Suites, modele.Action{Genre: modele.OuvrirActivite, Libelle: x.TitreCourt(p), Activite: x.ID, Jury: s.Code})
		}
	}
	a.Suites = append(a.Suites, modele.Action{Genre: modele.OuvrirActivite, Libelle: modele.TitreAccueil, Activite: modele.EcranAccueil})
	return a
}

// JuryADeliberer gives the jury that was named if it deliberates or has just closed,
// or else the first that deliberates, "" when none does.
func JuryADeliberer(ss []activite.Situation, nomme string) string {
	js := JurysADeliberer(ss, nomme)
	for _, s := range js {
		if s.Code == nomme {
			return nomme
		}
	}
	if len(js) == 0 {
		return ""
	}
	return js[0].Code
}
