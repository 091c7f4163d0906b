package dossier

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

var (
	formeAnnee        = regexp.MustCompile(`^(19|20)\d\d$`)
	formeMois         = regexp.MustCompile(`^(19|20)\d\d-(0[1-9]|1[0-2])(-00)?$`)
	formeSession      = regexp.MustCompile(`^(19|20)\d\d-(0[1-9]|1[0-2])$`)
	colonnesCandidats = []string{
		"numero", "inscription", "anonymat", "jury", "nom", "nom_usage", "prenoms", "sexe", "naissance_date",
		"naissance_commune", "naissance_departement", "naissance_pays", "nationalite", "ine", "categorie",
		"forme_passage", "etablissement", "centre_epreuve", "adresse", "code_postal", "commune", "mail",
		"langue_lv1", "langue_lv2", "liste_rouge", "presume_fraudeur", "amenagement", "livret", "mode_vae",
		"annee_derniere_inscription",
	}
	optionsCandidats = []string{"pfmp_validee", "etalement"} // of delib-dossier/2

	colonnesNotes = []string{"numero", "inscription", "epreuve", "groupe", "statut", "valeur", "session_origine"}
	colonnesChoix = []string{"numero", "inscription", "epreuve", "rang", "centre_epreuve", "date"}
)

func (l *lecteur) candidat(r rangee) {
	c := &jury.Candidat{
		Cle:      cleDe(r),
		Anonymat: r.de("anonymat"), Nom: r.obligatoire("nom"), NomUsage: r.de("nom_usage"), Prenoms: r.de("prenoms"),
		Sexe: r.parmi("sexe", "F", "M", ""), Naissance: naissance(r, "naissance_date"), Commune: r.de("naissance_commune"),
		Departement: r.de("naissance_departement"), Pays: r.de("naissance_pays"), Nationalite: r.de("nationalite"),
		INE: strings.ToUpper(strings.ReplaceAll(r.de("ine"), " ", "")), Categorie: r.de("categorie"),
		Forme:         r.parmi("forme_passage", "Globale", "Progressive", "Unitaire", ""),
		Etablissement: l.refEtablissement(r, "etablissement"), CentreEpreuve: l.refEtablissement(r, "centre_epreuve"),
		Adresse: r.brut("adresse"), CodePostal: r.de("code_postal"), Ville: r.de("commune"), Mail: r.de("mail"),
		LV1: r.de("langue_lv1"), LV2: r.de("langue_lv2"),
		ListeRouge:  r.parmi("liste_rouge", "oui", "non", "") == "oui",
		Fraudeur:    r.parmi("presume_fraudeur", "oui", "non", "") == "oui",
		Amenagement: r.de("amenagement"), Livret: r.parmi("livret", "numerique", "papier", "aucun", ""),
		VAE: r.de("mode_vae"), DerniereAnnee: r.de("annee_derniere_inscription"),
		PFMP: r.pour2("pfmp_validee"), Etalement: r.pour2("etalement") == "oui",
	}
	for _, nom := range r.t.divers {
		if v := r.de(nom); v != "" {
			c.Divers = append(c.Divers, jury.Champ{Nom: nom, Valeur: v})
		}
	}
	d := l.refJury(r)
	if c.Numero == "" || c.Inscription == "" {
		r.t.incertaine = true // what refers to him makes no fault of its own
		return
	}
	if strings.ContainsAny(c.Numero+c.Inscription, "- \t\n") {
		r.faute("numero", "le numéro ou l’inscription contient un tiret ou une espace.")
		r.t.incertaine = true
		return
	}
	if premier := l.candidats[c.Cle]; premier != nil {
		r.faute("numero", "le candidat %s est présent deux fois.", court(c.Cle.String()))
		if d == nil || premier.specialite != l.specialites[d.Specialite] {
			premier.specialite = nil // of which jury his marks are is not known: they are not judged
		}
		return
	}
	if autre, double := l.anonymats[c.Anonymat]; double && c.Anonymat != "" {
		r.faute("anonymat", "le numéro d’anonymat %s est déjà celui du candidat %s.", court(c.Anonymat), autre)
	}
	l.anonymats[c.Anonymat] = c.Cle
	i := &inscrit{Candidat: c}
	if d != nil {
		i.specialite = l.specialites[d.Specialite]
		d.Candidats = append(d.Candidats, c)
	}
	l.candidats[c.Cle] = i
}

// pour2 reads oui or non in a column of delib-dossier/2; where the format does not
// know it, the column is one of the others, kept as it came.
func (r rangee) pour2(colonne string) string {
	if slices.Contains(r.t.divers, colonne) {
		return ""
	}
	return r.optionParmi(colonne, "oui", "non")
}

// cleDe reads the key of a candidate, with the zeros that a spreadsheet dropped.
func cleDe(r rangee) jury.Cle {
	return jury.Cle{Numero: jury.Completer(r.obligatoire("numero")), Inscription: jury.CompleterInscription(r.obligatoire("inscription"))}
}

// naissance reads a day of birth, or the month or the year alone where no more is known
// of it.
func naissance(r rangee, colonne string) string {
	v := strings.TrimSuffix(r.de(colonne), "-00-00")
	if formeAnnee.MatchString(v) {
		return v
	}
	if formeMois.MatchString(v) {
		return v[:7]
	}
	if v != "" {
		if _, err := time.Parse(time.DateOnly, v); err != nil {
			r.faute(colonne, "« %s » n’est pas une date ISO 8601 (2004-09-18), ni un mois (2004-09), ni une année (2004).", court(v))
		}
	}
	return v
}

// refCandidat gives the candidate and the épreuve of a row; ok is false when
// one of them is wrong, which is reported.
func (l *lecteur) refCandidat(r rangee) (c *inscrit, e *jury.Epreuve, ok bool) {
	cle := cleDe(r)
	code := r.obligatoire("epreuve")
	if cle.Numero == "" || cle.Inscription == "" || code == "" {
		return nil, nil, false
	}
	c = l.candidats[cle]
	if c == nil {
		if l.lues["candidats.csv"] && !l.perdues[cleTable{"candidats.csv", cle.String()}] {
			r.faute("numero", "le candidat %s n’est pas dans candidats.csv.", court(cle.String()))
		}
		return nil, nil, false
	}
	if c.specialite == nil {
		return nil, nil, false // his jury is wrong: reported there
	}
	i, connue := c.specialite.par[code]
	if !connue {
		if l.lues["epreuves.csv"] {
			r.faute("epreuve", "l’épreuve %s n’existe pas pour la spécialité de ce candidat.", court(code))
		}
		return nil, nil, false
	}
	return c, &c.specialite.epreuves[i], true
}

func (l *lecteur) note(r rangee) {
	c, e, ok := l.refCandidat(r)
	groupe := 1
	if r.parmi("groupe", "1", "2") == "2" {
		groupe = 2
	}
	v, bonne := l.valeur(r, e)
	if !ok || !bonne {
		return
	}
	switch {
	case groupe == 1 && e.Nature == examen.Controle:
		r.faute("groupe", "l’épreuve %s n’existe qu’au second groupe.", e.Code)
	case groupe == 2 && e.Nature.EstProfessionnelle():
		r.faute("epreuve", "l’épreuve %s est professionnelle : elle n’a pas de note au second groupe.", e.Code)
	case groupe == 2 && e.Choix == examen.ChoixNon:
		r.faute("epreuve", "l’épreuve %s ne se passe pas au second groupe.", e.Code)
	case !c.Valeur(e.Code, groupe).EstManquante():
		r.faute("epreuve", "la note de l’épreuve %s, groupe %d, de ce candidat est présente deux fois.", e.Code, groupe)
	default:
		c.Notes = append(c.Notes, jury.NoteEpreuve{Epreuve: e.Code, Groupe: groupe, Valeur: v})
	}
}

// valeur reads statut and valeur; e may be nil when the épreuve is not known.
func (l *lecteur) valeur(r rangee, e *jury.Epreuve) (note.Valeur, bool) {
	statut, ok := note.LireStatut(r.de("statut"))
	if !ok {
		r.parmi("statut", "note", "absent", "absent_justifie", "dispense", "benefice", "report")
		return note.Valeur{}, false
	}
	v := note.Valeur{Statut: statut, Origine: r.de("session_origine")}
	texte := r.de("valeur")
	if !statut.Chiffree() {
		v.Origine = ""
		if texte != "" {
			r.faute("valeur", "« %s » : le statut %s ne porte pas de note.", court(texte), statut)
		}
		return v, texte == ""
	}
	n, err := note.Lire(texte)
	if err != nil || strings.Contains(texte, ",") {
		r.faute("valeur", "« %s » n’est pas une note (point décimal, deux décimales au plus).", court(texte))
		return v, false
	}
	v.Note = n
	if v.Origine != "" && !formeSession.MatchString(v.Origine) {
		r.faute("session_origine", "« %s » n’a pas la forme AAAA-MM.", court(v.Origine))
	}
	if statut == note.Notee {
		v.Origine = ""
	}
	if e == nil {
		return v, false
	}
	if err := jury.VerifierNote(l.profil, e, n); err != nil {
		refus, _ := examen.EstRefus(err)
		r.faute("valeur", "%s", refus.Message)
		return v, false
	}
	return v, true
}

func (l *lecteur) choix(r rangee) {
	c, e, ok := l.refCandidat(r)
	rang := 1
	if r.parmi("rang", "1", "2") == "2" {
		rang = 2
	}
	x := jury.Choix{Rang: rang, Centre: l.refEtablissement(r, "centre_epreuve"), Date: moment(r, "date")}
	if !ok {
		return
	}
	x.Epreuve = e.Code
	for _, autre := range c.Choix {
		if autre.Rang == rang {
			r.faute("rang", "le choix de rang %d de ce candidat est présent deux fois.", rang)
			return
		}
		if autre.Epreuve == e.Code {
			r.faute("epreuve", "la discipline %s est choisie deux fois par ce candidat.", e.Code)
			return
		}
	}
	switch {
	case e.Nature.EstProfessionnelle():
		r.faute("epreuve", "l’épreuve %s est professionnelle : elle ne peut pas être choisie au second groupe.", e.Code)
	case e.Choix == examen.ChoixNon || !e.Nature.Choisissable():
		r.faute("epreuve", "l’épreuve %s ne peut pas être choisie au second groupe.", e.Code)
	default:
		c.Choix = append(c.Choix, x)
	}
}

// trierNotes puts épreuves, marks and choices in one order, whatever the order of the rows.
func trierNotes(d *jury.Dossier) {
	slices.SortStableFunc(d.Epreuves, func(a, b jury.Epreuve) int { return a.Ordre - b.Ordre })
	rang := make(map[string]int, len(d.Epreuves))
	for i, e := range d.Epreuves {
		rang[e.Code] = i
	}
	for _, c := range d.Candidats {
		slices.SortStableFunc(c.Notes, func(a, b jury.NoteEpreuve) int {
			if a.Groupe != b.Groupe {
				return a.Groupe - b.Groupe
			}
			return rang[a.Epreuve] - rang[b.Epreuve]
		})
		slices.SortStableFunc(c.Choix, func(a, b jury.Choix) int { return a.Rang - b.Rang })
	}
}

// notesSansChoix counts the second-group marks of candidates who chose other disciplines.
func (l *lecteur) notesSansChoix() int {
	n := 0
	for _, c := range l.candidats {
		for _, x := range c.Notes {
			if x.Groupe == 2 && !c.Choisit(x.Epreuve) {
				i := c.specialite.par[x.Epreuve]
				if c.specialite.epreuves[i].Nature != examen.Controle {
					n++
				}
			}
		}
	}
	return n
}
