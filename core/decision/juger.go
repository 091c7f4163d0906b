package decision

import (
	"fmt"
	"slices"
	"strings"

	"delib/core/examen"
	"delib/core/jury"
)

// Juger is the only way in for a new act: it checks what needs a decision, then
// applies the act.
func Juger(p *examen.Profil, d jury.Dossier, a jury.Acte) (jury.Dossier, error) {
	apres, err := d.Appliquer(p, a)
	if err != nil {
		return d, err
	}
	s := a.Sorte()
	switch {
	case s.Clot:
		err = cloturable(p, &d)
	case s.AuControle != nil && s.AuControle(&a):
		err = admisAuControle(p, &d, a.Cle.Cle)
	}
	if err == nil && s.Arrete {
		err = arretesExacts(p, &d, a)
	}
	if err != nil {
		return d, err
	}
	return apres, nil
}

// admisAuControle refuses what concerns the second group for who is not in it.
func admisAuControle(p *examen.Profil, d *jury.Dossier, cle jury.Cle) error {
	c, ok := d.Candidat(cle)
	if !ok {
		return jury.RefusCandidat(cle.String(), d.Code)
	}
	if r := Calculer(p, &d.Entete, c); r.Premier.Decision != examen.Passe {
		return examen.Refuser(examen.CodeChoix,
			fmt.Sprintf("%s n’est pas %s : sa décision au 1er groupe est « %s ».", examen.Qui, p.Mots.AdmisAu2, p.Libelle(r.Premier.Decision)),
			"Seuls les candidats qui passent le contrôle ont des choix et des notes de second groupe.").Nommant(c.Sujet(d.Code))
	}
	return nil
}

// Manque is what lacks for a candidate before his jury can close.
type Manque struct {
	Candidat     *jury.Candidat
	Epreuves     []*jury.Epreuve
	SansChoix    bool // admitted to the contrôle, disciplines not all chosen
	SansDecision bool // no unit counts: nothing can be decided from the marks
}

// Raison says in words what lacks.
func (m *Manque) Raison() string {
	switch {
	case m.SansDecision:
		return "aucune épreuve ne compte, sa situation est à régler par l’académie"
	case m.SansChoix && len(m.Epreuves) == 0:
		return "choix de disciplines non saisi ou incomplet"
	case m.SansChoix:
		return "choix de disciplines incomplet, note manquante " + codes(m.Epreuves)
	}
	return "note manquante " + codes(m.Epreuves)
}

// Manquantes lists the missing marks of a group: in the first, the obligatory
// units of who presents them all; in the second, the choices and marks of those
// admitted to it.
func Manquantes(p *examen.Profil, d *jury.Dossier, groupe int) []Manque {
	var ms []Manque
	for _, c := range d.Candidats {
		r := Calculer(p, &d.Entete, c)
		m := Manque{Candidat: c}
		if groupe == 1 {
			if !c.Fractionne() {
				m.Epreuves = r.Premier.Manquantes
				m.SansDecision = r.Decision == examen.Attente && len(m.Epreuves) == 0
			}
		} else if r.Premier.Decision == examen.Passe {
			passees := Disciplines(p, &d.Entete, c)
			m.SansChoix = !choixComplet(p, &d.Entete, c, len(passees))
			for _, e := range passees {
				if c.Valeur(e.Code, 2).EstManquante() {
					m.Epreuves = append(m.Epreuves, e)
				}
			}
		}
		if len(m.Epreuves) > 0 || m.SansChoix || m.SansDecision {
			ms = append(ms, m)
		}
	}
	return ms
}

// LivretsNonExamines lists who would be refused though his livret was not examined.
func LivretsNonExamines(p *examen.Profil, d *jury.Dossier, groupe int) []*jury.Candidat {
	var cs []*jury.Candidat
	var r Resultat
	for _, c := range d.Candidats {
		if !c.ALivret() || c.LivretExamine {
			continue
		}
		r.Refaire(p, &d.Entete, c)
		if r.Decision == examen.Refuse && (groupe == 1 || r.Premier.Decision == examen.Passe) {
			cs = append(cs, c)
		}
	}
	return cs
}

// cloturable refuses a closing while a mark is missing or a livret of a refused
// candidate was not examined, with the whole list.
func cloturable(p *examen.Profil, d *jury.Dossier) error {
	groupe := d.Etat.Groupe()
	var details []string
	code := examen.CodeNoteManquante
	manques := Manquantes(p, d, groupe)
	notes, choix := 0, 0
	var nommes examen.Sujets
	for _, m := range manques {
		if m.SansChoix && p.ParChoix() {
			choix++
		} else {
			notes++
		}
		details = append(details, fmt.Sprintf("- %s : %s", nommes.Mettre(m.Candidat.Sujet(d.Code)), m.Raison()))
	}
	livrets := LivretsNonExamines(p, d, groupe)
	divergences := d.DivergencesOuvertes()
	switch {
	case len(manques) > 0:
	case len(divergences) > 0:
		code = examen.CodeDivergence
	case len(livrets) > 0:
		code = examen.CodeLivret
	}
	for _, x := range divergences {
		details = append(details,
			fmt.Sprintf("- %s : deux postes ont saisi « %s » et « %s »", joindre(nommes.Mettre(sujet(d, x.Cle.Cle)), x.Cle.Epreuve), x.Valeur, x.Autre))
	}
	for _, c := range livrets {
		details = append(details, fmt.Sprintf("- %s : refusé, livret non examiné (%s)", nommes.Mettre(c.Sujet(d.Code)), p.ArticleLivret))
	}
	if len(details) == 0 {
		return nil
	}
	aide, remedes := aideCloture(notes, choix, len(livrets), len(divergences))
	return examen.Refuser(code, fmt.Sprintf("Le jury %s ne peut pas clore :", d.Code), aide, details...).Nommant(nommes...).Par(remedes...)
}

// sujet names a candidate, who may have left the jury.
func sujet(d *jury.Dossier, cle jury.Cle) examen.Sujet {
	if c, ok := d.Candidat(cle); ok {
		return c.Sujet(d.Code)
	}
	return examen.Sujet{Jury: d.Code, Cle: cle.String()}
}

func joindre(mots ...string) string {
	return strings.Join(slices.DeleteFunc(mots, func(m string) bool { return m == "" }), " ")
}

// aideCloture says what to do before a jury can close. Choices are entered before
// the deliberation opens: when one was forgotten, the jury goes back to 200.
func aideCloture(notes, choix, livrets, divergences int) (aide string, remedes []examen.Remede) {
	if choix > 0 {
		aide = "Choix oubliés : ramenez le jury à l’état 200 par l’avancement exceptionnel, saisissez les choix et les notes, puis rouvrez la délibération."
		remedes = append(remedes, examen.Remede{Geste: examen.GesteAvancer, Objet: examen.RecueilNotes.Code()})
		if notes+livrets+divergences == 0 {
			return aide, remedes
		}
		aide += " "
	}
	var gestes []string
	for _, x := range []struct {
		combien int
		mots    string
		geste   examen.Geste
	}{
		{notes, "complétez les notes, « absent » si le candidat ne s’est pas présenté", examen.GesteNote},
		{divergences, "résolvez les divergences", examen.GesteDivergence},
		{livrets, "cochez les livrets examinés", examen.GesteLivrets},
	} {
		if x.combien > 0 {
			gestes = append(gestes, x.mots)
			remedes = append(remedes, examen.Faire(x.geste))
		}
	}
	suite := strings.Join(append(gestes, "puis recommencez."), ", ")
	return aide + strings.ToUpper(suite[:1]) + suite[1:], remedes
}

// SansChoix counts the candidates whose disciplines of the second group are not
// all chosen.
func SansChoix(p *examen.Profil, d *jury.Dossier) (n int) {
	if !p.ParChoix() {
		return 0 // the same for all: there is nothing to choose
	}
	for _, m := range Manquantes(p, d, 2) {
		if m.SansChoix {
			n++
		}
	}
	return n
}

// Arreter gives the decisions that a closing settles: in the first group, all
// that are definitive; in the second, those of the candidates admitted to it.
func Arreter(p *examen.Profil, d *jury.Dossier) []jury.ArreteDe {
	var as []jury.ArreteDe
	groupe := d.Etat.Groupe()
	var r Resultat
	for _, c := range d.Candidats {
		r.Refaire(p, &d.Entete, c)
		if !r.Decision.Definitive() || groupe == 2 && (r.Premier.Decision != examen.Passe || r.Decision == examen.Passe) {
			continue
		}
		as = append(as, jury.ArreteDe{Cle: c.Cle, Arrete: jury.Arrete{
			Decision: r.Decision, Moyenne: r.Moyenne, MoyennePro: r.MoyennePro, Mention: r.Mention,
		}})
	}
	return as
}

// FinDeDeliberation tells whether a move settles decisions.
func FinDeDeliberation(de, vers examen.Etat) bool {
	return de == examen.Deliberation1 && vers == examen.Editions1 ||
		de == examen.Deliberation2 && vers == examen.Editions2
}

// arretesExacts refuses a move that would settle other decisions than the rules give.
func arretesExacts(p *examen.Profil, d *jury.Dossier, a jury.Acte) error {
	var attendus []jury.ArreteDe
	if vers, ok := examen.LireEtat(a.Vers); ok && FinDeDeliberation(d.Etat, vers) {
		attendus = Arreter(p, d)
	}
	if len(attendus) == len(a.Arretes) {
		egaux := true
		for i := range attendus {
			egaux = egaux && attendus[i] == a.Arretes[i]
		}
		if egaux {
			return nil
		}
	}
	return examen.Refuser(examen.CodePerime, fmt.Sprintf("Les décisions du jury %s ont changé depuis que la clôture a été demandée.", d.Code),
		"Rafraîchissez l’écran et recommencez.")
}
