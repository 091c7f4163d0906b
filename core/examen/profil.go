package examen

import (
	"fmt"
	"regexp"
)

// ConditionPro names how the professional condition of the contrôle is tested.
type ConditionPro int

const (
	// MoyenneProfessionnelle: weighted mean of all professional units.
	MoyenneProfessionnelle ConditionPro = iota
	// NotePratique: mark of the épreuve d'évaluation de la pratique professionnelle,
	// the exact weighted mean of the units of nature pratique.
	NotePratique
)

// FormuleControle names how the mean is made after the contrôle.
type FormuleControle int

const (
	// MeilleureNote: for each chosen discipline the better of the two marks counts.
	MeilleureNote FormuleControle = iota
	// MoyenneAvecControle: the épreuve de contrôle is one mark on 20, and the
	// final mean is the half-sum of the first mean and of it.
	MoyenneAvecControle
)

// Arrondi names what becomes of the mark of a unit computed from its sous-épreuves.
type Arrondi string

// The roundings of doubt 1.
const (
	ArrondiSuperieur Arrondi = "sup"
	ArrondiProche    Arrondi = "proche"
	ArrondiAucun     Arrondi = "aucun"
)

// Parametres are the doubts that no text settles, with the default of each
// (regles.md §7, whose numbers are given).
type Parametres struct {
	ArrondiUnite            Arrondi // 1: of a unit made of sous-épreuves
	AffichageTronque        bool    // 2: means shown truncated to two decimals
	AbsentAdmissible        bool    // 3: absent without justification, 8 ≤ M < 10
	DispenseProAdmissible   bool    // 4: all professional units dispensées
	AbsentControleGardeNote bool    // 5: absent to an oral: the first mark stays
	DispenseChoisissable    bool    // 6: a dispensed discipline may be chosen
	BeneficeChoisissable    bool    // 6: a discipline in bénéfice may be chosen
	ECTSParEpreuve          bool    // 8: credits of each épreuve, 120×coef/Σcoef
	ValiditeBenefices       int     // 9: in sessions after the one they come from
}

// ParDefaut gives the defaults of regles.md §7.
func ParDefaut() Parametres {
	return Parametres{
		ArrondiUnite: ArrondiSuperieur, AffichageTronque: true, DispenseProAdmissible: true,
		AbsentControleGardeNote: true, BeneficeChoisissable: true, ValiditeBenefices: 5,
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
	// ArticleCertificat gives a certificate to who fails with the mean of the
	// contrôle; "" where there is none.
	ArticleCertificat string

	SeuilAdmission, SeuilControle, SeuilPro int64
	ConditionPro                            ConditionPro
	Formule                                 FormuleControle
	// RemplacementSiAbsenceJustifiee: a candidate who is not admitted and has a
	// justified absence goes to the épreuve de remplacement, not to the contrôle.
	RemplacementSiAbsenceJustifiee bool
	Mentions                       []Mention
	ECTS                           int // credits of the diploma, 0 when none
	Parametres                     Parametres

	Mots Mots
}

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
	Decisions   map[Decision]string
	Etats       map[Etat]string
}

// Libelle gives the decision in the exam's own words.
func (p *Profil) Libelle(d Decision) string { return p.Mots.Decisions[d] }

// Etat gives a state's label in the exam's own words.
func (p *Profil) Etat(e Etat) string { return p.Mots.Etats[e] }

// EtatComplet gives "110 - Délibération du 1er groupe".
func (p *Profil) EtatComplet(e Etat) string { return e.Code() + " - " + p.Etat(e) }

var formeSession = regexp.MustCompile(`^(19|20)\d\d-(0[1-9]|1[0-2])$`)

// Profils gives every known set of rules.
func Profils() []*Profil { return []*Profil{bts2022(), bacPro2009(), bacPro2022()} }

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
