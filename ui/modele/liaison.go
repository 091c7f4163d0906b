package modele

import (
	"fmt"
	"strings"
	"time"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/ordre"
)

// Liaison is where the exchange with the académie's server stands.
type Liaison struct {
	Raccorde bool
	Centre   string // the centre's name at the académie
	Adresse  string // of the server, "" when files alone are exchanged
	EnLigne  bool
	Depuis   time.Time // of EnLigne, zero until the first try ended
	Dernier  time.Time // last exchange that took place, zero when none
	Pourquoi string    // why the last try failed, "" when it went well
	Aide     string    // what to do about it
	Decalage time.Duration

	Balance     ordre.Balance
	Divergences []activite.DivergenceDe
	Reponses    []Reponse
	Postes      []PosteCentre
	Arrets      []Arret
}

// Reponse is an act of this workstation that the server did not take as it was,
// and that nobody has acknowledged.
type Reponse struct {
	Acte     jury.Acte
	Verdict  ordre.Verdict
	Candidat *jury.Candidat // nil when the act touches none
	Epreuve  *jury.Epreuve
}

// PosteCentre is another workstation of the centre, as the server knows it.
type PosteCentre struct {
	ID, Nom, Etat string
	VuLe          time.Time
	Attente       int // acts that it said to hold unsent
}

// Arret is a jury that may not be acted on here, and why.
type Arret struct{ Jury, Raison string }

// Echange says what one exchange did.
type Echange struct {
	Envoyes, Recus int
	Autrement      []string // what the acts that were not simply taken became, in words
	Balance        ordre.Balance
}

// ARegarder counts what waits for a person.
func (l *Liaison) ARegarder() int {
	n := len(l.Divergences) + len(l.Arrets)
	for _, r := range l.Reponses {
		if r.AVoir() {
			n++
		}
	}
	return n
}

// AVoir tells whether a person must acknowledge an answer; a held act leaves by itself.
func (r *Reponse) AVoir() bool { return r.Verdict.Issue != jury.IssueRetenu }

// moment writes a time: the hour alone on the same day.
func moment(t, maintenant time.Time) string {
	t = t.In(maintenant.Location())
	if t.Format(time.DateOnly) == maintenant.Format(time.DateOnly) {
		return t.Format("15:04")
	}
	return t.Format("02/01/2006 à 15:04")
}

// instant writes the time that an act bears.
func instant(texte string, maintenant time.Time) string {
	t, err := time.Parse(time.RFC3339, texte)
	if err != nil {
		return texte
	}
	return moment(t, maintenant)
}

// Bandeau is the state as the head of the window shows it, whole and in short.
func (l *Liaison) Bandeau(maintenant time.Time) (long, court string) {
	n := l.Balance.Attente
	switch {
	case !l.Raccorde:
		return "Hors ligne – tout est enregistré sur ce poste", "Hors ligne"
	case l.EnLigne:
		return fmt.Sprintf("● En ligne · %d en attente · %s", n, moment(l.Dernier, maintenant)), fmt.Sprintf("● En ligne · %d en attente", n)
	case l.Depuis.IsZero():
		return "Connexion à l’académie… · " + enAttente(n), fmt.Sprintf("Connexion… · %d", n)
	}
	long = "▲ Hors ligne depuis " + jour(moment(l.Depuis, maintenant)) + " · " + enAttente(n)
	if !l.Dernier.IsZero() && l.Dernier.Before(l.Depuis.Add(-time.Minute)) {
		long += " · échange : " + moment(l.Dernier, maintenant)
	}
	return long, fmt.Sprintf("▲ Hors ligne · %d en attente", n)
}

func jour(t string) string {
	if strings.Contains(t, "/") {
		return "le " + t
	}
	return t
}

func enAttente(n int) string { return Compter(n, "acte en attente", "actes en attente") }

// Phrase says the state in words, with what to do.
func (l *Liaison) Phrase(maintenant time.Time) (titre, suite string) {
	dernier := "Aucun échange n’a encore eu lieu."
	if !l.Dernier.IsZero() {
		dernier = "Dernier échange : " + moment(l.Dernier, maintenant) + "."
	}
	garde := "Tout ce que vous faites est enregistré sur ce poste, et partira de lui-même."
	switch {
	case !l.Raccorde:
		return "Ce poste n’est pas raccordé à l’académie.", "Il travaille seul : tout est enregistré ici, et rien n’en dépend. Pour échanger par le réseau, " +
			"raccordez-le ; sans réseau, exportez un fichier."
	case l.EnLigne:
		suite = dernier + " Les échanges se font d’eux-mêmes."
		if d := l.Decalage.Abs(); d > ecartHorloge {
			suite += fmt.Sprintf(
				"\nL’horloge de ce poste et celle de l’académie diffèrent de %d minutes : rien n’en dépend, mais les heures affichées sont fausses. Mettez le poste "+
					"à l’heure.",
				int(d.Minutes()))
		}
		return "En ligne avec l’académie, centre " + l.Centre + ".", suite
	case l.Depuis.IsZero():
		return "Connexion à l’académie…", dernier + " " + garde
	case l.Adresse == "":
		return "Ce poste échange avec l’académie par des fichiers.", dernier + " Exportez les actes, portez le fichier, puis importez la réponse. Rien n’est " +
			"effacé d’ici là."
	}
	suite = strings.TrimSpace(l.Pourquoi + " " + l.Aide)
	return "Hors ligne depuis " + jour(moment(l.Depuis, maintenant)) + ".", strings.TrimSpace(suite + "\n" + dernier + " " + garde)
}

// ecartHorloge is from when a difference of clocks is told.
const ecartHorloge = 5 * time.Minute

// LigneBalance writes what became of the acts of this workstation, in words.
func LigneBalance(b ordre.Balance) string {
	if b.Emis == 0 {
		return "Aucun acte n’a encore été fait sur ce poste."
	}
	var t []string
	for _, x := range []struct {
		n            int
		un, pluriels string
	}{
		{b.Acceptes, "accepté par l’académie", "acceptés par l’académie"},
		{b.Identiques, "déjà fait à l’identique ailleurs", "déjà faits à l’identique ailleurs"},
		{b.Divergents, "en divergence avec un autre poste", "en divergence avec un autre poste"}, {b.Tardifs, "arrivé trop tard", "arrivés trop tard"},
		{b.Refuses, "refusé", "refusés"}, {b.Attente, "en attente", "en attente"},
	} {
		if x.n > 0 {
			t = append(t, Compter(x.n, x.un, x.pluriels))
		}
	}
	return Compter(b.Emis, "acte de ce poste", "actes de ce poste") + " : " + Enumerer(t) + "."
}

// Totaux gives the numbers of the home screen: what waits, of a workstation that
// has someone to send it to.
func (l *Liaison) Totaux() []Total {
	if !l.Raccorde {
		return nil
	}
	n, m := l.Balance.Attente, l.ARegarder()
	var ts []Total
	if n > 0 {
		ts = append(ts, Total{fmt.Sprint(n), pluriel(n, "acte en attente d’envoi", "actes en attente d’envoi"), false})
	}
	if m > 0 {
		ts = append(ts, Total{fmt.Sprint(m), "à regarder dans les échanges", true})
	}
	return ts
}

// Resume says what an exchange did.
func (e *Echange) Resume() string {
	t := fmt.Sprintf("Échange fait : %s, %s.", Compter(e.Envoyes, "acte envoyé", "actes envoyés"), Compter(e.Recus, "reçu", "reçus"))
	for _, x := range e.Autrement {
		t += "\n" + x
	}
	return t
}

// VueDivergence is a divergence as a person reads it.
type VueDivergence struct {
	ID, Titre   string
	Valeurs     [2]string // that stands, the other
	Origines    [2]string // who and when
	Consequence string
	Choix       bool // of disciplines: no third value

	essai activite.Modification // of its mark, without a value
}

// VuesDivergences gives the open divergences in words; without names, candidates
// are named by their N° anonymat alone.
func (l *Liaison) VuesDivergences(nominatif bool, maintenant time.Time) []VueDivergence {
	var vs []VueDivergence
	for i := range l.Divergences {
		x := &l.Divergences[i]
		v := VueDivergence{ID: x.ID, Choix: x.Epreuve == nil}
		quoi := "choix de disciplines"
		if x.Epreuve != nil && x.Candidat != nil {
			quoi = x.Epreuve.Code + " " + x.Candidat.LibelleEpreuve(x.Epreuve)
		}
		v.Titre = "Jury " + x.Jury + "  ·  " + nommerCandidat(x.Candidat, nominatif) + "  ·  " + quoi
		v.Valeurs[0], v.Valeurs[1] = x.Valeurs()
		v.essai = activite.Modification{Jury: x.Jury, Candidat: x.Cle.Cle.String(), Epreuve: x.Cle.Epreuve}
		v.Origines[0] = signer(x.Auteur, x.Horodatage, "valeur du dossier de centre", maintenant)
		v.Origines[1] = signer(x.AuteurAutre, x.HorodatageAutre, "", maintenant)
		v.Consequence = "Le jury " + x.Jury + " ne peut pas clore, et son procès-verbal attend."
		if x.Levee {
			v.Consequence = "Le jury " + x.Jury + " a changé d’état malgré elle, par l’avancement exceptionnel."
		}
		vs = append(vs, v)
	}
	return vs
}

func signer(auteur, quand, sinon string, maintenant time.Time) string {
	if auteur == "" {
		return sinon
	}
	return auteur + ", " + instant(quand, maintenant)
}

// nommerCandidat names a candidate: his name, or else his N° anonymat.
func nommerCandidat(c *jury.Candidat, nominatif bool) string {
	switch {
	case c == nil:
		return "candidat inconnu ici"
	case nominatif:
		return c.NomComplet() + " (" + c.Cle.Affichee() + ")"
	case c.Anonymat == "":
		return sansAnonymat
	}
	return "N° " + c.Anonymat
}

// Options gives what a person may keep.
func (v *VueDivergence) Options() []string {
	os := []string{"Garder « " + v.Valeurs[0] + " »  (" + v.Origines[0] + ")", "Garder « " + v.Valeurs[1] + " »  (" + v.Origines[1] + ")"}
	if !v.Choix {
		os = append(os, "Une autre note")
	}
	return os
}

// Choisie gives what the service is told of the option that was chosen.
func (v *VueDivergence) Choisie(option int, note string) string {
	switch option {
	case 0:
		return activite.ValeurRetenue
	case 1:
		return activite.ValeurAutre
	}
	return strings.TrimSpace(note)
}

// Essai gives the change of mark that an option would be, to show what it does;
// false when it is none.
func (v *VueDivergence) Essai(option int, note string) (activite.Modification, bool) {
	m := v.essai
	m.Valeur = strings.TrimSpace(note)
	if option == 0 || option == 1 {
		m.Valeur = v.Valeurs[option]
	}
	return m, !v.Choix && option >= 0 && m.Valeur != ""
}

// VueReponse is an act that the server did not take, in words.
type VueReponse struct {
	ID, Titre, Detail, Raison string
	AVoir                     bool
}

// VuesReponses gives the acts that were refused, late or held.
func (l *Liaison) VuesReponses(p *examen.Profil, nominatif bool, maintenant time.Time) []VueReponse {
	var vs []VueReponse
	for i := range l.Reponses {
		r := &l.Reponses[i]
		v := VueReponse{ID: r.Acte.ID, AVoir: r.AVoir(), Raison: r.raison(nominatif)}
		v.Titre = Majuscule(r.Verdict.Issue.Libelle()) + " : " + r.Acte.Sorte().Mots(p, &r.Acte)
		var faits []string
		if r.Acte.Jury != "" {
			faits = append(faits, "jury "+r.Acte.Jury)
		}
		if r.Acte.Cle.Numero != "" {
			faits = append(faits, nommerCandidat(r.Candidat, nominatif))
		}
		if r.Epreuve != nil && r.Candidat != nil {
			faits = append(faits, r.Epreuve.Code+" "+r.Candidat.LibelleEpreuve(r.Epreuve))
		}
		faits = append(faits, r.Acte.Auteur, instant(r.Acte.Horodatage, maintenant))
		v.Detail = Majuscule(strings.Join(faits, "  ·  "))
		vs = append(vs, v)
	}
	return vs
}

// raison gives why an act was not taken. What the server wrote may name
// candidates: while the room sees no name, the kind of the reason stands alone.
func (r *Reponse) raison(nominatif bool) string {
	if nominatif {
		return strings.ReplaceAll(r.Verdict.Message, "\n", " ")
	}
	quoi := r.Verdict.Code.Libelle()
	if r.Verdict.Issue == jury.IssueTardif {
		quoi = "Le jury avait déjà changé d’état"
	}
	return quoi + " (montrez les noms pour le détail)"
}

// Majuscule writes the first letter of a text as a capital.
func Majuscule(t string) string {
	r := []rune(t)
	if len(r) > 0 {
		copy(r, []rune(strings.ToUpper(string(r[:1]))))
	}
	return string(r)
}

// VuePoste is another workstation, in words.
type VuePoste struct {
	ID, Nom, Detail string
	Alerte          bool // it holds acts that nobody else has
	Declarable      bool // it may still be declared out of service
}

// VuesPostes gives the other workstations of the centre.
func (l *Liaison) VuesPostes(maintenant time.Time) []VuePoste {
	var vs []VuePoste
	noms := map[string]int{}
	for _, x := range l.Postes {
		noms[x.Nom]++
	}
	for _, x := range l.Postes {
		v := VuePoste{ID: x.ID, Nom: x.Nom, Alerte: x.Attente > 0}
		if v.Nom == "" {
			v.Nom = x.ID
		} else if noms[x.Nom] > 1 {
			v.Nom += " (" + x.ID + ")"
		}
		v.Detail = "jamais entendu"
		if !x.VuLe.IsZero() {
			v.Detail = "entendu : " + moment(x.VuLe, maintenant)
		}
		switch x.Etat {
		case "hors_service":
			v.Detail, v.Alerte = v.Detail+"  ·  hors service", false
		case "revoque":
			v.Detail, v.Alerte = v.Detail+"  ·  révoqué par l’académie", false
		default:
			v.Declarable = true
			v.Detail += "  ·  " + Compter(x.Attente, "acte qu’il n’avait pas envoyé", "actes qu’il n’avait pas envoyés")
		}
		vs = append(vs, v)
	}
	return vs
}

// ConfirmerHorsService names what declaring a workstation out of service does.
func ConfirmerHorsService(v *VuePoste) Confirmation {
	c := Confirmation{
		Titre: "Déclarer un poste hors service", Bouton: "Déclarer hors service", Question: "Ce poste ne sera plus attendu par le centre ni par l’académie :",
		Jurys: []string{v.Nom + "  ·  " + v.Detail},
		Consequence: "Les jurys pourront avancer sans lui. Ce qu’il n’a pas envoyé arrivera trop tard s’il revient : ces actes seront gardés et montrés, mais " +
			"pas appliqués. Ne le faites que s’il est perdu ou en panne.",
	}
	if v.Alerte {
		c.Consequence = "Il a déclaré des actes qui ne sont que chez lui. " + c.Consequence
	}
	return c
}
