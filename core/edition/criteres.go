package edition

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"delib/core/examen"
	"delib/core/jury"
)

// Operateur compares a candidate's value with the one of a criterion.
type Operateur string

// The operators, as the command line writes them. Vide is written "CHAMP=".
const (
	Egal      Operateur = "="
	Different Operateur = "!="
	Contient  Operateur = "~"
	Vide      Operateur = "vide"
	NonVide   Operateur = "non vide" // CHAMP!=
)

// Libelle gives the operator as the reference document's screen does.
func (o Operateur) Libelle() string {
	switch o {
	case Egal:
		return "Egal"
	case Different:
		return "N'est pas égal à"
	case Contient:
		return "Contient"
	case Vide:
		return "Vide"
	}
	return "Non vide"
}

// Critere keeps the candidates whose field has, or has not, a value. Accents,
// case and spaces never count.
type Critere struct {
	Champ     string // id of a ChampCritere
	Operateur Operateur
	Valeur    string
}

// ChampCritere is a field that a criterion may look at.
type ChampCritere struct {
	ID      string // for the command line
	Libelle string // of the reference document's tree
	valeurs func(*Faits, *jury.Dossier, *jury.Candidat) []string
}

// vaeDepose is the mode that the reference document leaves out by default.
const vaeDepose = "Dossier VAE déposé"

func champ(id, libelle string, valeur func(*jury.Candidat) string) ChampCritere {
	return ChampCritere{id, libelle, func(_ *Faits, _ *jury.Dossier, c *jury.Candidat) []string { return []string{valeur(c)} }}
}

func champJury(id, libelle string, valeurs func(*Faits, *jury.Dossier) []string) ChampCritere {
	return ChampCritere{id, libelle, func(f *Faits, d *jury.Dossier, _ *jury.Candidat) []string { return valeurs(f, d) }}
}

func champEcole(id, libelle string, uai func(*jury.Candidat) string) ChampCritere {
	return ChampCritere{id, libelle, func(f *Faits, _ *jury.Dossier, c *jury.Candidat) []string {
		e := f.Centre.Etablissement(uai(c))
		return []string{e.UAI, e.Nom, f.Centre.Nommer(e.UAI)}
	}}
}

// champs are the fields of the tree that a dossier de centre fills, in its
// order; a field may be met under several values (a school's UAI and name).
var champs = []ChampCritere{
	{"numero", "N° Candidat", func(_ *Faits, _ *jury.Dossier, c *jury.Candidat) []string { return []string{c.Numero, c.Cle.String()} }},
	champ("inscription", "N° Inscription", func(c *jury.Candidat) string { return c.Inscription }),
	champ("nom", "Nom de famille", func(c *jury.Candidat) string { return c.Nom }),
	champ("nom_usage", "Nom d'usage", func(c *jury.Candidat) string { return c.NomUsage }),
	champ("prenoms", "Prénoms", func(c *jury.Candidat) string { return c.Prenoms }),
	{"naissance", "Date de naissance", func(_ *Faits, _ *jury.Dossier, c *jury.Candidat) []string {
		return []string{Jour(c.Naissance), c.Naissance}
	}},
	champ("sexe", "Sexe", func(c *jury.Candidat) string { return c.Sexe }),
	champ("ine", "INE", func(c *jury.Candidat) string { return c.INE }),
	champ("nationalite", "Nationalité", func(c *jury.Candidat) string { return c.Nationalite }),
	champ("pays_naissance", "Pays de Naissance", func(c *jury.Candidat) string { return c.Pays }),
	champJury("specialite", "Spécialité", func(_ *Faits, d *jury.Dossier) []string {
		return []string{d.Libelle, d.Libelle + " (" + d.Specialite + ")"}
	}),
	champJury("code_specialite", "Code spécialité", func(_ *Faits, d *jury.Dossier) []string { return []string{d.Specialite} }),
	champJury("etat", "Etat", func(f *Faits, d *jury.Dossier) []string {
		return []string{d.Etat.Code(), f.Profil.Etat(d.Etat), f.Profil.EtatComplet(d.Etat)}
	}),
	champ("categorie", "Catégorie du candidat", func(c *jury.Candidat) string { return c.Categorie }),
	champ("forme_passage", "Forme de passage", func(c *jury.Candidat) string { return c.Forme }),
	champ("mode_vae", "Mode VAE", func(c *jury.Candidat) string { return c.VAE }),
	champ("annee_derniere_inscription", "Année de dernière inscription", func(c *jury.Candidat) string { return c.DerniereAnnee }),
	champ("mail", "Mail candidat", func(c *jury.Candidat) string { return c.Mail }),
	champ("presume_fraudeur", "Présumé fraudeur", func(c *jury.Candidat) string { return ouiNon(c.Fraudeur) }),
	champ("liste_rouge", "Liste rouge", func(c *jury.Candidat) string { return ouiNon(c.ListeRouge) }),
	champJury("jury", "Jury", func(_ *Faits, d *jury.Dossier) []string { return []string{d.Code} }),
	champEcole("etablissement", "Etablissement d'inscription", func(c *jury.Candidat) string { return c.Etablissement }),
	champEcole("centre_epreuve", "Centre d'épreuve", func(c *jury.Candidat) string { return c.CentreEpreuve }),
	champ("anonymat", "N° Anonymat", func(c *jury.Candidat) string { return c.Anonymat }),
	champ("amenagement", "Aménagement", func(c *jury.Candidat) string { return c.Amenagement }),
	champ("livret", "Livret", func(c *jury.Candidat) string { return c.Livret }),
	champ("langue_lv1", "Langue vivante 1", func(c *jury.Candidat) string { return c.LV1 }),
	champ("langue_lv2", "Langue vivante 2", func(c *jury.Candidat) string { return c.LV2 }),
	champ("code_postal", "Code postal", func(c *jury.Candidat) string { return c.CodePostal }),
	champ("commune", "Commune", func(c *jury.Candidat) string { return c.Ville }),
}

// autresNoms are other ways to name a field, simplified: the column of the
// dossier, or a shorter word.
var autresNoms = map[string]string{
	"naissance date": "naissance", "naissance pays": "pays_naissance", "vae": "mode_vae", "fraudeur": "presume_fraudeur", "prenom": "prenoms",
	"numero candidat": "numero", "numero inscription": "inscription", "numero anonymat": "anonymat", "handicap": "amenagement",
}

// ChampsCriteres gives the fields, those of the extra columns of a dossier last.
func ChampsCriteres(ds []jury.Dossier) []ChampCritere {
	tous := slices.Clone(champs)
	var divers []string
	vus := map[string]bool{}
	for i := range ds {
		for _, c := range ds[i].Candidats {
			for _, x := range c.Divers {
				if !vus[x.Nom] {
					vus[x.Nom] = true
					divers = append(divers, x.Nom)
				}
			}
		}
	}
	slices.Sort(divers)
	for _, nom := range divers {
		tous = append(tous, champ(nom, nom, func(c *jury.Candidat) string {
			for _, x := range c.Divers {
				if x.Nom == nom {
					return x.Valeur
				}
			}
			return ""
		}))
	}
	return tous
}

// simple writes a text without accents, case nor doubled spaces.
func simple(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == '’':
			return '\''
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
	s = strings.NewReplacer("œ", "oe", "æ", "ae", "ø", "o").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

// petits are the words that do not tell two fields apart.
var petits = map[string]bool{"de": true, "du": true, "d": true, "la": true, "le": true, "l": true, "des": true, "n": true, "no": true}

// nomSimple writes a field's name so that "Date de naissance", "date naissance"
// and "date_naissance" are the same.
func nomSimple(s string) string {
	mots := strings.FieldsFunc(simple(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var garde []string
	for _, m := range mots {
		if !petits[m] {
			garde = append(garde, m)
		}
	}
	return strings.Join(garde, " ")
}

// LireCriteres reads criteria: CHAMP=V, CHAMP!=V, CHAMP~V (contains), CHAMP=
// (empty), CHAMP!= (not empty). An unknown field is refused with the known ones.
func LireCriteres(textes []string, ds []jury.Dossier) ([]Critere, error) {
	connus := ChampsCriteres(ds)
	var cs []Critere
	for _, t := range textes {
		i := strings.IndexAny(t, "=~")
		if i < 0 {
			return nil, examen.Refuser(examen.CodeSaisie, "Le critère « "+t+" » n’a pas d’opérateur.",
				"Écrivez CHAMP=VALEUR, CHAMP!=VALEUR, CHAMP~TEXTE (contient) ou CHAMP= (vide).")
		}
		nom, valeur := t[:i], strings.TrimSpace(t[i+1:])
		c := Critere{Operateur: Egal, Valeur: valeur}
		switch {
		case t[i] == '~':
			c.Operateur = Contient
		case strings.HasSuffix(nom, "!"):
			nom, c.Operateur = strings.TrimSuffix(nom, "!"), Different
			if valeur == "" {
				c.Operateur = NonVide
			}
		case valeur == "":
			c.Operateur = Vide
		}
		id, ok := trouverChamp(connus, nom)
		if !ok {
			var noms []string
			for _, x := range connus {
				noms = append(noms, x.ID)
			}
			return nil, examen.Refuser(examen.CodeSaisie, "Le critère « "+strings.TrimSpace(nom)+" » n’est pas connu.",
				"Critères connus : "+strings.Join(noms, ", ")+".")
		}
		c.Champ = id
		cs = append(cs, c)
	}
	return cs, nil
}

func trouverChamp(connus []ChampCritere, nom string) (string, bool) {
	n := nomSimple(nom)
	if n == "" {
		return "", false
	}
	for _, x := range connus {
		if n == nomSimple(x.ID) || n == nomSimple(x.Libelle) {
			return x.ID, true
		}
	}
	id, ok := autresNoms[n]
	return id, ok
}

// Retenir tells whether a candidate meets criteria: one at least of those that
// ask a field to be or to contain something, and all the others. Without a
// criterion on it, a filed dossier VAE is left out, as in the reference document.
func Retenir(f *Faits, d *jury.Dossier, c *jury.Candidat, criteres []Critere, connus []ChampCritere) bool {
	if !slices.ContainsFunc(criteres, func(x Critere) bool { return x.Champ == "mode_vae" }) && simple(c.VAE) == simple(vaeDepose) {
		return false
	}
	return retenir(f, d, c, criteres, connus)
}

// retenir is Retenir without what is left out by default.
func retenir(f *Faits, d *jury.Dossier, c *jury.Candidat, criteres []Critere, connus []ChampCritere) bool {
	trouve := map[string]bool{}
	for _, x := range criteres {
		i := slices.IndexFunc(connus, func(k ChampCritere) bool { return k.ID == x.Champ })
		if i < 0 {
			return false
		}
		ok := satisfait(x, connus[i].valeurs(f, d, c))
		if x.Operateur == Egal || x.Operateur == Contient || x.Operateur == Vide {
			trouve[x.Champ] = trouve[x.Champ] || ok
		} else if !ok {
			return false
		}
	}
	for _, ok := range trouve {
		if !ok {
			return false
		}
	}
	return true
}

func satisfait(x Critere, valeurs []string) bool {
	voulu := simple(x.Valeur)
	if x.Champ == "numero" {
		voulu = completer(voulu)
	}
	egal, contient, vide := false, false, true
	for _, v := range valeurs {
		s := simple(v)
		egal = egal || s == voulu
		contient = contient || strings.Contains(s, voulu)
		vide = vide && s == ""
	}
	switch x.Operateur {
	case Egal:
		return egal
	case Different:
		return !egal
	case Contient:
		return contient
	case Vide:
		return vide
	}
	return !vide
}

// completer gives a number, with or without its inscription, its leading zero back.
func completer(s string) string {
	if cle, ok := jury.LireCle(s); ok {
		return cle.String()
	}
	return jury.Completer(s)
}
