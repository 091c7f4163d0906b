package dossier

import (
	"archive/zip"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
	"delib/core/note"
)

// lecteur reads the tables in order; each map serves the references of the next ones.
type lecteur struct {
	entrees   map[string]*zip.File
	rapport   *rapport
	manifeste manifesteJSON
	profil    *examen.Profil // of the manifest
	contenu   Contenu

	etablissements map[string]bool
	specialites    map[string]*specialite
	jurys          map[string]*jury.Dossier
	ordreJurys     []string
	candidats      map[jury.Cle]*inscrit
	anonymats      map[string]jury.Cle
	lues           map[string]bool // tables read to their end: references to them are checked
	// perdues are the records that are there and were refused: what refers to one of
	// them is not wrong for that.
	perdues map[cleTable]bool
}

// cleTable is the key of a record in its table.
type cleTable struct{ table, cle string }

type specialite struct {
	libelle  string
	epreuves []jury.Epreuve
	par      map[string]int // index in epreuves
	lignes   []int          // of the table, by index
}

type inscrit struct {
	*jury.Candidat
	specialite *specialite // nil when his jury or its spécialité is wrong
}

func (l *lecteur) lire() (*Contenu, error) {
	if err := l.lireManifeste(); err != nil {
		return nil, err
	}
	l.etablissements = map[string]bool{}
	l.specialites = map[string]*specialite{}
	l.jurys = map[string]*jury.Dossier{}
	l.candidats = map[jury.Cle]*inscrit{}
	l.anonymats = map[string]jury.Cle{}
	l.lues = map[string]bool{}
	l.perdues = map[cleTable]bool{}
	l.contenu.Centre = l.centre()
	for _, t := range []struct {
		nom      string
		colonnes []string
		options  []string // of delib-dossier/2
		extras   bool
		chaque   func(rangee)
	}{
		{"etablissements.csv", colonnesEtablissements, nil, false, l.etablissement},
		{"specialites.csv", colonnesSpecialites, nil, false, l.specialite},
		{"epreuves.csv", colonnesEpreuves, optionsEpreuves, false, l.epreuve},
		{"jurys.csv", colonnesJurys, nil, false, l.jury},
		{"membres.csv", colonnesMembres, nil, false, l.membre},
		{"candidats.csv", colonnesCandidats, optionsCandidats, true, l.candidat},
		{"notes.csv", colonnesNotes, nil, false, l.note},
		{"choix.csv", colonnesChoix, nil, false, l.choix},
	} {
		options := t.options
		if l.manifeste.Format == Format {
			options = nil
		}
		l.lues[t.nom] = l.lireTable(t.nom, t.colonnes, options, t.extras, t.chaque)
		if t.nom == "epreuves.csv" {
			l.verifierParents()
		}
	}
	if err := l.rapport.refus(); err != nil {
		return nil, err
	}
	if n := l.notesSansChoix(); n > 0 {
		l.contenu.Avertissements = append(l.contenu.Avertissements,
			examen.Dire("%d note(s) du second groupe dans une discipline que le candidat n’a pas choisie : rien n’en est effacé, rien n’en compte.", n))
	}
	for _, code := range l.ordreJurys {
		d := l.jurys[code]
		d.Epreuves = slices.Clone(l.specialites[d.Specialite].epreuves)
		trierNotes(d)
		l.contenu.Jurys = append(l.contenu.Jurys, *d)
	}
	return &l.contenu, nil
}

var (
	colonnesEtablissements = []string{"uai", "nom", "ville", "code_postal", "adresse"}
	colonnesSpecialites    = []string{"code", "libelle"}
	colonnesEpreuves       = []string{"specialite", "code", "libelle", "parent", "ordre", "coefficient", "bareme", "nature", "choix_groupe2", "langue"}
	optionsEpreuves        = []string{"remplacement", "credits", "pas", "ecrit"}
	colonnesJurys          = []string{"code", "specialite", "periode", "etat", "date_groupe1", "date_groupe2", "president", "vice_president"}
	colonnesMembres        = []string{"jury", "nom", "prenoms", "qualite", "fonction"}
)

func (l *lecteur) etablissement(r rangee) {
	uai := r.obligatoire("uai")
	switch {
	case uai == "":
		r.t.incertaine = true
		return
	case !UAIValide(uai):
		r.faute("uai", "%s", messageUAI(uai))
	case l.etablissements[uai]:
		r.faute("uai", "l’établissement %s est présent deux fois.", uai)
	default:
		l.contenu.Centre.Etablissements = append(l.contenu.Centre.Etablissements, jury.Etablissement{
			UAI: uai, Nom: r.de("nom"), Ville: r.de("ville"), CodePostal: r.de("code_postal"), Adresse: r.de("adresse"),
		})
	}
	l.etablissements[uai] = true // even a wrong one: its fault is reported once, here
}

// refEtablissement checks a reference to a school; empty is not known.
func (l *lecteur) refEtablissement(r rangee, colonne string) string {
	uai := r.de(colonne)
	switch {
	case uai == "" || l.etablissements[uai]:
	case !UAIValide(uai):
		r.faute(colonne, "%s", messageUAI(uai))
	case l.lues["etablissements.csv"] && uai != l.manifeste.Centre.UAI:
		r.faute(colonne, "l’établissement %s n’est pas dans etablissements.csv.", uai)
	}
	return uai
}

func (l *lecteur) specialite(r rangee) {
	code := r.obligatoire("code")
	if code == "" {
		r.t.incertaine = true
		return
	}
	if l.specialites[code] != nil {
		r.faute("code", "la spécialité %s est présente deux fois.", code)
		return
	}
	l.specialites[code] = &specialite{libelle: r.de("libelle"), par: map[string]int{}}
}

func (l *lecteur) refSpecialite(r rangee, colonne string) *specialite {
	code := r.obligatoire(colonne)
	s := l.specialites[code]
	if s == nil && code != "" && l.lues["specialites.csv"] {
		r.faute(colonne, "la spécialité %s n’est pas dans specialites.csv.", court(code))
	}
	return s
}

func (l *lecteur) epreuve(r rangee) {
	s := l.refSpecialite(r, "specialite")
	e := jury.Epreuve{Code: r.obligatoire("code"), Libelle: r.de("libelle"), Parent: r.de("parent"), Langue: r.parmi("langue", "", "lv1", "lv2")}
	var err error
	if e.Ordre, err = strconv.Atoi(r.de("ordre")); err != nil {
		r.faute("ordre", "« %s » n’est pas un nombre entier.", court(r.de("ordre")))
	}
	var ok bool
	if e.Nature, ok = l.nature(r); !ok {
		r.parmi("nature", l.natures()...)
	}
	coefficient := r.de("coefficient")
	if coefficient == "" && e.Nature == examen.Facultative {
		coefficient = "1" // the règlements leave it empty: what is above 10 counts once (rule R10)
	}
	if e.Coefficient, err = note.LireCoefficient(coefficient); err != nil {
		r.faute("coefficient", "« %s » n’est pas un coefficient (nombre positif, point décimal, deux décimales au plus).", court(r.de("coefficient")))
	}
	e.Bareme, _ = strconv.Atoi(r.parmi("bareme", "20", "10"))
	l.epreuve2(r, &e)
	if e.Choix, ok = examen.LireChoixGroupe2(r.de("choix_groupe2")); !ok {
		r.parmi("choix_groupe2", "non", "oui", "A", "B")
	}
	if s == nil || e.Code == "" {
		r.t.incertaine = true // what refers to it makes no fault of its own
		return
	}
	if _, double := s.par[e.Code]; double {
		r.faute("code", "l’épreuve %s est présente deux fois pour cette spécialité.", e.Code)
		return
	}
	if e.Parent == e.Code {
		r.faute("parent", "l’épreuve %s est sa propre unité.", e.Code)
		return
	}
	s.par[e.Code] = len(s.epreuves)
	s.epreuves = append(s.epreuves, e)
	ligne, _ := r.t.csv.FieldPos(0)
	s.lignes = append(s.lignes, ligne)
}

// natures gives what a nature may be in the format that is read.
func (l *lecteur) natures() []string {
	var s []string
	for _, n := range examen.Natures() {
		if l.manifeste.Format == Format && (n == examen.Projet || n == examen.Option) {
			continue
		}
		s = append(s, string(n))
	}
	return s
}

func (l *lecteur) nature(r rangee) (examen.Nature, bool) {
	texte := r.de("nature")
	n, ok := examen.LireNature(texte)
	if ok && n == examen.Projet && l.profil.Projet == nil && l.manifeste.Format != Format {
		r.faute("nature", "l’examen %s n’a pas de projet à la session %s.", l.manifeste.Examen, l.manifeste.Session)
	}
	return n, ok && slices.Contains(l.natures(), texte)
}

// pas are the steps of a mark, as column pas writes them.
var pas = map[string]note.Note{"1": 100, "0.5": 50, "0.1": 10, "0.01": 1}

// epreuve2 reads the columns that delib-dossier/2 adds.
func (l *lecteur) epreuve2(r rangee, e *jury.Epreuve) {
	e.Remplacement = r.optionParmi("remplacement", "oui", "non")
	e.Ecrit = r.optionParmi("ecrit", "oui", "non")
	e.Pas = pas[r.optionParmi("pas", "1", "0.5", "0.1", "0.01")]
	if t := r.option("credits"); t != "" {
		n, err := strconv.Atoi(t)
		if err != nil || n < 0 || n > 999 {
			r.faute("credits", "« %s » n’est pas un nombre de crédits (entier de 0 à 999).", court(t))
			return
		}
		e.Credits = n
	}
}

// verifierParents checks the units of the sous-épreuves once all are known.
func (l *lecteur) verifierParents() {
	for code, s := range l.specialites {
		for k, e := range s.epreuves {
			if e.Parent == "" {
				continue
			}
			i, ok := s.par[e.Parent]
			message := ""
			switch {
			case !ok:
				message = fmt.Sprintf("l’unité %s de la sous-épreuve %s n’existe pas pour la spécialité %s.", court(e.Parent), e.Code, code)
			case s.epreuves[i].Parent != "":
				message = fmt.Sprintf("l’unité %s de la sous-épreuve %s est elle-même une sous-épreuve.", e.Parent, e.Code)
			default:
				continue
			}
			l.rapport.ajouter(Faute{Fichier: "epreuves.csv", Ligne: s.lignes[k], Colonne: "parent", Message: message, rang: 3})
		}
	}
}

// maxCodeJury bounds the code of a jury: it names files beside other words.
const maxCodeJury = 40

func (l *lecteur) jury(r rangee) {
	code := r.obligatoire("code")
	spec := r.de("specialite")
	s := l.refSpecialite(r, "specialite")
	etat, ok := examen.LireEtat(r.de("etat"))
	if !ok {
		r.faute("etat", "l’état « %s » n’existe pas.", court(r.de("etat")))
	}
	d := &jury.Dossier{Entete: jury.Entete{
		Code: code, Specialite: spec, Periode: r.de("periode"), Etat: etat,
		Date1: moment(r, "date_groupe1"), Date2: moment(r, "date_groupe2"),
		President: r.de("president"), VicePresident: r.de("vice_president"),
	}}
	if s != nil {
		d.Libelle = s.libelle
	}
	switch {
	case code == "":
		r.t.incertaine = true
	case l.jurys[code] != nil:
		r.faute("code", "le jury %s est présent deux fois.", code)
		if l.jurys[code].Specialite != spec {
			l.jurys[code].Specialite = "" // not known: the marks of its candidates are not judged
		}
	case strings.Trim(code, `._ /\:*?"<>|`) == "":
		r.faute("code", "le code « %s » n’a ni lettre ni chiffre.", court(code))
		l.perdues[cleTable{"jurys.csv", code}] = true
	case utf8.RuneCountInString(code) > maxCodeJury:
		r.faute("code", "le code « %s » a %d caractères, plus que la limite de %d.", court(code), utf8.RuneCountInString(code), maxCodeJury)
		l.perdues[cleTable{"jurys.csv", code}] = true
	default:
		for autre := range l.jurys {
			if strings.EqualFold(nomFichier(autre), nomFichier(code)) {
				r.faute("code", "les fichiers des jurys %s et %s auraient le même nom.", code, autre)
				break
			}
		}
		l.jurys[code] = d
		l.ordreJurys = append(l.ordreJurys, code)
	}
}

// nomFichier gives what the files of a jury are called, as every system compares it: one
// way to write an accent, one space.
func nomFichier(code string) string {
	return norm.NFC.String(strings.Join(strings.Fields(fichier.Nom(code)), " "))
}

func (l *lecteur) refJury(r rangee) *jury.Dossier {
	code := r.obligatoire("jury")
	d := l.jurys[code]
	if d == nil && code != "" && l.lues["jurys.csv"] && !l.perdues[cleTable{"jurys.csv", code}] {
		r.faute("jury", "le jury %s n’est pas dans jurys.csv.", court(code))
	}
	return d
}

func (l *lecteur) membre(r rangee) {
	m := jury.Membre{
		Nom: r.obligatoire("nom"), Prenoms: r.de("prenoms"), Qualite: r.de("qualite"), Fonction: r.parmi("fonction", "president", "vice_president", "membre"),
	}
	if d := l.refJury(r); d != nil {
		d.Membres = append(d.Membres, m)
	}
}

// moment reads a date, with or without its hour, and gives "2006-01-02T15:04"
// ("2006-01-02" without an hour).
func moment(r rangee, colonne string) string {
	v := r.de(colonne)
	if v == "" {
		return ""
	}
	for _, f := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", time.RFC3339, "2006-01-02 15:04"} {
		if t, err := time.Parse(f, v); err == nil {
			return t.Format("2006-01-02T15:04")
		}
	}
	if _, err := time.Parse(time.DateOnly, v); err != nil {
		r.faute(colonne, "« %s » n’est pas une date ISO 8601 (2023-05-31T14:00).", court(v))
	}
	return v
}
