package examen

import (
	"fmt"
	"regexp"
	"strings"

	"delib/core/note"
)

// Base is what a threshold is held to.
type Base int

// The bases.
const (
	// Ensemble: the general mean.
	Ensemble Base = iota
	// Professionnelles: weighted mean of all professional units.
	Professionnelles
	// Pratiques: mark of the épreuve d'évaluation de la pratique professionnelle,
	// the exact weighted mean of the units of nature pratique.
	Pratiques
)

// Libelle names what is compared, as the reasons do.
func (b Base) Libelle() string {
	switch b {
	case Professionnelles:
		return "Moyenne des épreuves professionnelles"
	case Pratiques:
		return "Note d’évaluation de la pratique professionnelle"
	}
	return "Moyenne générale"
}

// Seuil is the least that a mean must be.
type Seuil struct {
	Sur     Base
	Minimum int64
}

// minimum gives what a list of thresholds asks of the general mean, 0 when it asks nothing.
func minimum(seuils []Seuil) int64 {
	for _, s := range seuils {
		if s.Sur == Ensemble {
			return s.Minimum
		}
	}
	return 0
}

// FormuleControle names how the mean is made after the contrôle.
type FormuleControle int

const (
	// MeilleureNote: for each chosen discipline the better of the two marks counts.
	MeilleureNote FormuleControle = iota
	// MoyenneAvecControle: the épreuve de contrôle is one mark on 20, and the
	// final mean is the half-sum of the first mean and of it.
	MoyenneAvecControle
)

// RegleControle is the second group of an exam.
type RegleControle struct {
	Seuils       []Seuil // who is not admitted and reaches all of them passes it
	Formule      FormuleControle
	Nombre       int    // disciplines that a candidate sits, or all that he is offered
	CommuneATous bool   // its épreuves are the same for all: nothing is chosen
	Ecrites      bool   // only what a written épreuve examined may be chosen
	Article      string // the text on what is chosen
}

// Certificat is what a candidate who fails with a mean receives.
type Certificat struct {
	Nom, Article string
	Seuil        int64
}

// Absence is what an absence without justification does.
type Absence int

const (
	// AbsenceRefuse: the diploma cannot be given.
	AbsenceRefuse Absence = iota
	// AbsenceZero: the mark is 0, and the computation goes on.
	AbsenceZero
)

// RegleProjet is an épreuve whose gap to 10 is added to, or taken from, the points of
// the general mean (rule R1). Categories are the beginnings of the categories of
// candidates who have it: without a mark theirs is missing.
type RegleProjet struct {
	Nom, Article string
	Categories   []string
}

// Concerne tells whether candidates of a category have the projet.
func (x *RegleProjet) Concerne(categorie string) bool {
	for _, c := range x.Categories {
		if len(categorie) >= len(c) && strings.EqualFold(categorie[:len(c)], c) {
			return true
		}
	}
	return false
}

// Arrondi names what becomes of the mark of a unit computed from its sous-épreuves.
type Arrondi string

// The roundings of doubt D1.
const (
	ArrondiSuperieur Arrondi = "sup"
	ArrondiProche    Arrondi = "proche"
	ArrondiAucun     Arrondi = "aucun"
)

// Parametres are the doubts that no text settles, with the default of each;
// docs/regles.md says of each, by its number, who can settle it.
type Parametres struct {
	ArrondiUnite            Arrondi // D1: of a unit made of sous-épreuves
	AffichageTronque        bool    // D2: means shown truncated to two decimals
	AbsentAdmissible        bool    // D3: absent without justification, 8 ≤ M < 10
	DispenseProAdmissible   bool    // D4: all professional units dispensées
	AbsentControleGardeNote bool    // D5: absent to an oral: the first mark stays
	DispenseChoisissable    bool    // D6: a dispensed discipline may be chosen
	BeneficeChoisissable    bool    // D7: a discipline in bénéfice may be chosen
	ValiditeBenefices       int     // D8: in sessions after the one they come from
	JustifieAuControle      bool    // D9: justified absence, 8 ≤ M < 10: passes the contrôle, a replacement comes after it
	AbsentFacultativeRefuse bool    // D10: an absence to a facultative refuses like another
}

// ParDefaut gives the defaults of docs/regles.md.
func ParDefaut() Parametres {
	return Parametres{
		ArrondiUnite: ArrondiSuperieur, AffichageTronque: true, DispenseProAdmissible: true,
		AbsentControleGardeNote: true, BeneficeChoisissable: true, ValiditeBenefices: 5, JustifieAuControle: true,
	}
}

// Mention is a distinction and the mean from which it is given.
type Mention struct {
	Code, Libelle string
	Seuil         int64
	Depuis        string // first session, "" for all
}

// Profil is the set of rules and words of one exam over a span of sessions.
type Profil struct {
	Examen         string // BTS, BCP
	Depuis, Jusqua string // first and last year, "" when open
	Session        string // the session that the rules were asked for, "" in Profils
	Sources        []string

	ArticleDecision string // the article that gives the thresholds
	ArticleAbsence  string // the article on absences
	ArticleLivret   string // the article on the livret
	ArticleVisio    string // the article that keeps the president from sitting by audiovisual means
	ArticlePFMP     string // the article that wants the PFMP validated, "" where none does

	Admission []Seuil        // all of them admit
	Controle  *RegleControle // nil without a second group
	// Certificat is given to who fails with its mean, nil where there is none.
	Certificat *Certificat
	Absence    Absence
	// Remplacement: a candidate who is not admitted and has a justified absence
	// goes to the épreuve de remplacement.
	Remplacement bool
	Projet       *RegleProjet // nil where there is none

	Pas        note.Note // the step of a unit's mark, where the dossier says none
	ArticlePas string

	Mentions []Mention
	// MentionApresControle and MentionAvecNoteGardee: a mention may be given after
	// the second group, and to who kept a mark of an earlier session.
	MentionApresControle, MentionAvecNoteGardee bool
	ArticleMention                              string

	ECTS       int // credits of the diploma, 0 when none
	Parametres Parametres

	Mots Mots
}

// SeuilAdmission is the general mean that admits.
func (p *Profil) SeuilAdmission() int64 { return minimum(p.Admission) }

// SeuilControle is the general mean that opens the second group, 0 without one.
func (p *Profil) SeuilControle() int64 {
	if p.Controle == nil {
		return 0
	}
	return minimum(p.Controle.Seuils)
}

// SeuilsGeneraux gives, in order, the general means that change a decision of a
// group: those of the contrôle and of the admission; in the second, of the admission.
func (p *Profil) SeuilsGeneraux(groupe int) []int64 {
	if groupe == 1 && p.Controle != nil {
		return []int64{p.SeuilControle(), p.SeuilAdmission()}
	}
	return []int64{p.SeuilAdmission()}
}

// ParChoix tells whether the candidates choose what they sit in the second group.
func (p *Profil) ParChoix() bool { return p.Controle != nil && !p.Controle.CommuneATous }

// Mots are the words in which the exams differ.
type Mots struct {
	Examen      string // BREVET DE TECHNICIEN SUPÉRIEUR
	ExamenCourt string // BTS
	Groupe2     string // 2nd groupe, épreuve de contrôle
	DuGroupe2   string // du 2nd groupe, de l'épreuve de contrôle
	LeGroupe2   string // le 2nd groupe, l'épreuve de contrôle

	Centre2     string // the column's title: Centre du 2nd groupe
	Epreuves2   string // des épreuves du 2nd groupe, de l'épreuve de contrôle
	AdmisAu2    string // admis au 2nd groupe
	Manquantes  string // title of the control of the missing marks
	DevantNote2 string // what stands before a second-group épreuve in that control
	MoyennePro  string // title of the column of the professional mean, "" for none
	Decisions   map[Decision]string
	Etats       map[Etat]string
	Listes      [2]Listes // of the first group, of the second
	Releve      Releve
}

// Listes are the titles of a group's lists of results and of its procès-verbal.
type Listes struct {
	Admis, Admissibles, NonAdmis string // Admissibles: "" in the second group
	Modifiees                    string
}

// Releve are the words of the relevé de notes and of the procès-verbal individuel.
type Releve struct {
	Pro           string   // line of the professional mean
	Controle      string   // title of the table of the second group
	Resultat2     string   // its result
	NoteControle  string   // the mark of a contrôle that is one mark
	Retenue       string   // beside a second mark that counts
	RenvoiPro     string   // after a professional épreuve: " (2)"
	RenvoiAuChoix string   // after one that may be chosen: " (3)"
	Notes         []string // at the foot
}

// Libelle gives the decision in the exam's own words.
func (p *Profil) Libelle(d Decision) string { return p.Mots.Decisions[d] }

// Etat gives a state's label in the exam's own words.
func (p *Profil) Etat(e Etat) string { return p.Mots.Etats[e] }

// EtatComplet gives "110 - Délibération du 1er groupe".
func (p *Profil) EtatComplet(e Etat) string { return e.Code() + " - " + p.Etat(e) }

var formeSession = regexp.MustCompile(`^(19|20)\d\d-(0[1-9]|1[0-2])$`)

// Profils gives every known set of rules.
func Profils() []*Profil { return []*Profil{bts2022(), bacPro2009(), bacPro2022(), bacPro2025()} }

// Trouver gives the rules of an exam and session ("2023-06").
func Trouver(examen, session string) (*Profil, error) {
	if !formeSession.MatchString(session) {
		return nil, Refuser(CodeDossier, fmt.Sprintf("La session « %s » n’a pas la forme AAAA-MM.", session),
			"Demandez à votre académie un dossier corrigé.")
	}
	annee := session[:4]
	connu := false
	for _, p := range Profils() {
		if p.Examen != examen {
			continue
		}
		connu = true
		if (p.Depuis == "" || annee >= p.Depuis) && (p.Jusqua == "" || annee <= p.Jusqua) {
			p.Session = session
			p.Mentions = mentionsDe(p.Mentions, session)
			return p, nil
		}
	}
	if !connu {
		return nil, Refuser(CodeDossier, fmt.Sprintf("L’examen « %s » n’est pas connu de cette version.", examen),
			"Les examens connus sont BTS et BCP (baccalauréat professionnel).")
	}
	return nil, Refuser(CodeDossier, fmt.Sprintf("Aucune règle n’est connue pour l’examen %s à la session %s.", examen, session),
		"Vérifiez la session du dossier, ou demandez une version de Délib qui la connaît.")
}

func mentionsDe(toutes []Mention, session string) []Mention {
	var m []Mention
	for _, x := range toutes {
		if session >= x.Depuis {
			m = append(m, x)
		}
	}
	return m
}
