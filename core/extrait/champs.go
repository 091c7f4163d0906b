package extrait

import (
	"slices"
	"strings"

	"delib/core/tableur"
)

// Role is what the rows of a table are.
type Role string

// The roles of a table.
const (
	Reglement      Role = "reglement"      // a row an épreuve of a spécialité
	Specialites    Role = "specialites"    // a row a spécialité and its title
	Jurys          Role = "jurys"          // a row a jury, its centre and dates
	Etablissements Role = "etablissements" // a row an établissement
	Composition    Role = "composition"    // a row a member of a jury
	Candidats      Role = "candidats"      // a row a candidate, with columns of marks perhaps
	Notes          Role = "notes"          // a row a mark
	Choix          Role = "choix"          // a row a discipline chosen for the second group
	Ignoree        Role = "ignoree"        // no data: a scratch sheet, a legend
)

// Targets of a heading that are no field of a table.
const (
	PasPris    = "-" // not taken
	NonCompris = "?" // nobody has said what it is
	// Epreuve begins the target of a column of marks: "epreuve:U41", or "epreuve:" alone
	// where the heading says which in the words of each spécialité's règlement.
	Epreuve = "epreuve:"
)

// champ is a field that a heading may be.
type champ struct {
	nom    string
	sorte  sorte
	titres []string // headings that people write, folded when they are compared
}

// sorte is how the values of a field are written in a dossier.
type sorte int

const (
	texteLibre sorte = iota
	texteNumero
	texteInscription
	texteCode // without the .0 of a spreadsheet
	date
	moment
	sexe
	categorie
	forme
	ouiNon
	livret
	pfmp
	departement
	codePostal
	uai
	lieu // NOM – VILLE (UAI)
	langue
	fonction
	nombre
	etat
	joint   // several columns make one field, with a comma
	adresse // several columns make one field, with a line break
	marque  // a mark, or why there is none
	situation
)

// champs are the fields of each role. The first titles are those of a dossier.
var champs = map[Role][]champ{
	Reglement: {
		{"examen", texteCode, []string{"examen"}},
		{"specialite", texteCode, []string{"specialite", "code specialite", "code spe", "spe"}},
		{"libelle_specialite", texteLibre, []string{"libelle_specialite", "libelle specialite", "intitule specialite"}},
		{"code", texteCode, []string{"unite", "code", "code epreuve", "code unite", "epreuve"}},
		{"libelle", texteLibre, []string{"libelle", "libelle epreuve", "intitule", "intitule epreuve"}},
		{"parent", texteCode, []string{"parent", "unite mere", "unite parente", "sous epreuve de"}},
		{"coefficient", nombre, []string{"coefficient", "coef", "coeff"}},
		{"bareme", nombre, []string{"bareme", "note sur", "sur"}},
		{"nature", texteLibre, []string{"nature", "type epreuve"}},
		{"choix_groupe2", texteLibre, []string{"choix_groupe2", "choix groupe 2", "second groupe", "controle"}},
		{"langue", texteLibre, []string{"langue", "lv"}},
		{"remplacement", texteLibre, []string{"remplacement", "epreuve de remplacement"}},
		{"credits", nombre, []string{"credits", "ects", "credits ects"}},
		{"pas", nombre, []string{"pas"}},
		{"ecrit", texteLibre, []string{"ecrit"}},
	},
	Specialites: {
		{"code", texteCode, []string{"code", "code specialite"}},
		{"libelle", texteLibre, []string{"libelle", "libelle specialite", "intitule"}},
	},
	Jurys: {
		{"code", texteCode, []string{"code jury", "jury", "code", "n jury", "numero jury"}},
		{"specialite", texteCode, []string{"code specialite", "code spe", "code diplome"}},
		{"libelle_specialite", texteLibre, []string{"specialite", "libelle specialite", "intitule specialite", "diplome"}},
		{"periode", texteLibre, []string{"periode", "periode de deliberation", "session normale ou remplacement"}},
		{"etat", etat, []string{"etat", "etat d avancement", "avancement"}},
		{"centre", lieu, []string{"centre de deliberation", "centre", "lieu de deliberation", "uai centre", "centre deliberation"}},
		{
			"date_groupe1",
			moment,
			[]string{"date deliberation 1er groupe", "date 1er groupe", "date groupe 1", "deliberation 1er groupe", "date_groupe1", "date deliberation"},
		},
		{
			"date_groupe2",
			moment,
			[]string{
				"date deliberation 2nd groupe",
				"date 2nd groupe",
				"date groupe 2",
				"deliberation 2nd groupe",
				"date_groupe2",
				"date deliberation 2eme groupe",
			},
		},
		{"president", texteLibre, []string{"president", "president du jury", "nom president"}},
		{"vice_president", texteLibre, []string{"vice president", "vice president du jury"}},
	},
	Etablissements: {
		{
			"uai",
			uai,
			[]string{"uai", "rne", "code uai", "numero uai", "code etablissement", "code rne", "uai etablissement", "n uai", "identifiant de l etablissement"},
		},
		{
			"nom",
			texteLibre,
			[]string{"etablissement", "nom", "appellation officielle", "denomination", "nom etablissement", "libelle etablissement", "denomination principale"},
		},
		{"ville", texteLibre, []string{"ville", "commune", "localite acheminement uai", "localite", "commune etablissement", "libelle commune"}},
		{"code_postal", codePostal, []string{"code postal", "code postal uai", "cp"}},
		{"adresse", adresse, []string{"adresse", "adresse uai", "rue", "adresse 1", "adresse 2", "adresse 3"}},
	},
	Composition: {
		{"jury", texteCode, []string{"jury", "code jury", "n jury"}},
		{"nom", texteLibre, []string{"nom", "nom de famille", "nom du membre"}},
		{"prenoms", texteLibre, []string{"prenom", "prenoms", "prenom s"}},
		{"nom_prenoms", texteLibre, []string{"civilite nom prenom", "nom prenom", "nom et prenom", "membre", "identite"}},
		{"qualite", texteLibre, []string{"qualite", "profession", "corps", "titre"}},
		{"fonction", fonction, []string{"fonction", "role", "fonction au jury"}},
	},
	Candidats: {
		{
			"numero",
			texteNumero,
			[]string{
				"numero",
				"n candidat",
				"numero candidat",
				"n de candidat",
				"numero de candidat",
				"num candidat",
				"code nip",
				"matricule",
				"no candidat",
				"n cand",
			},
		},
		{
			"inscription",
			texteInscription,
			[]string{"inscription", "n inscription", "numero inscription", "n insc", "n d inscription", "numero d inscription", "no inscription"},
		},
		{"ine", texteCode, []string{"ine", "code ine", "id national", "n ine", "identifiant national", "num ine", "numero ine"}},
		{"anonymat", texteCode, []string{"anonymat", "n anonymat", "numero anonymat", "numero d anonymat", "n d anonymat"}},
		{"jury", texteCode, []string{"jury", "code jury", "n jury"}},
		{"specialite", texteCode, []string{"code specialite", "code spe", "specialite code"}},
		{"nom", texteLibre, []string{"nom", "nom de famille", "nom candidat", "nom de naissance", "nom du candidat", "nom patronymique"}},
		{"nom_prenoms", texteLibre, []string{"nom prenom", "nom et prenom", "nom prenoms", "candidat", "nom et prenoms"}},
		{"nom_usage", texteLibre, []string{"nom d usage", "nom usage", "nom usuel", "nom_usage", "nom marital"}},
		{"prenoms", joint, []string{"prenoms", "prenom", "prenom s", "prenom candidat", "prenom 1", "prenom 2", "prenom 3", "prenoms du candidat"}},
		{"sexe", sexe, []string{"sexe", "civilite", "genre"}},
		{"naissance_date", date, []string{"naissance_date", "date de naissance", "date naissance", "ne e le", "ne le", "naissance", "date naiss", "ddn"}},
		{
			"naissance_commune",
			texteLibre,
			[]string{"naissance_commune", "commune naiss", "lieu naissance", "lieu de naissance", "commune de naissance", "a", "ville de naissance", "ne e a"},
		},
		{
			"naissance_departement",
			departement,
			[]string{"naissance_departement", "dept", "departement", "departement de naissance", "dept naissance", "dep naiss", "dept naiss"},
		},
		{"naissance_pays", texteLibre, []string{"naissance_pays", "pays naiss", "pays de naissance", "pays naissance"}},
		{"nationalite", texteLibre, []string{"nationalite", "pays nat", "pays de nationalite"}},
		{"categorie", categorie, []string{"categorie", "categorie candidat", "statut", "categorie du candidat", "statut candidat"}},
		{"forme_passage", forme, []string{"forme_passage", "forme", "forme de passage", "forme passage"}},
		{
			"etablissement",
			uai,
			[]string{
				"etablissement",
				"uai",
				"uai etablissement",
				"uai etab",
				"code etablissement",
				"rne",
				"etablissement d origine",
				"code uai",
				"uai origine",
			},
		},
		{"centre_epreuve", uai, []string{"centre_epreuve", "centre d epreuve", "centre d epreuves", "centre epreuve", "uai centre d epreuve"}},
		{
			"adresse",
			adresse,
			[]string{
				"adresse",
				"domicile",
				"ligne adresse 1 repr leg",
				"ligne adresse 2 repr leg",
				"ligne adresse 3 repr leg",
				"ligne adresse 4 repr leg",
				"adresse 1",
				"adresse 2",
				"adresse 3",
				"ligne adresse 1",
				"ligne adresse 2",
				"ligne adresse 3",
				"rue",
			},
		},
		{"code_postal", codePostal, []string{"code_postal", "code postal", "code postal repr leg", "codepostaldomicile", "cp", "code postal domicile"}},
		{
			"commune",
			texteLibre,
			[]string{"commune", "ville", "lib postal repr leg", "villedomicile", "ville domicile", "localite", "bureau distributeur", "commune de residence"},
		},
		{"mail", texteLibre, []string{"mail", "email", "courriel", "adresse mail", "adresse electronique", "e mail", "mel"}},
		{"langue_lv1", langue, []string{"langue_lv1", "lv1", "lib mat enseignee 1", "langue vivante 1", "langue lv1"}},
		{"langue_lv2", langue, []string{"langue_lv2", "lv2", "lib mat enseignee 2", "langue vivante 2", "langue lv2"}},
		{"liste_rouge", ouiNon, []string{"liste_rouge", "liste rouge"}},
		{"presume_fraudeur", ouiNon, []string{"presume_fraudeur", "presume fraudeur", "fraude", "fraudeur"}},
		{"amenagement", texteLibre, []string{"amenagement", "amenagements", "amenagement d epreuve", "handicap"}},
		{"livret", livret, []string{"livret", "livret scolaire", "statut livret"}},
		{"mode_vae", texteLibre, []string{"mode_vae", "vae", "mode vae"}},
		{"annee_derniere_inscription", texteCode, []string{"annee_derniere_inscription", "annee derniere inscription", "derniere inscription"}},
		{"pfmp_validee", pfmp, []string{"pfmp_validee", "pfmp", "pfmp validee", "validation pfmp"}},
		{"etalement", ouiNon, []string{"etalement", "etalement des epreuves"}},
		{"situation", situation, []string{"etat", "situation", "etat candidature", "statut inscription"}},
	},
	Notes: {
		{
			"numero",
			texteNumero,
			[]string{"numero", "n candidat", "numero candidat", "n de candidat", "numero de candidat", "code nip", "no candidat", "n cand"},
		},
		{"inscription", texteInscription, []string{"inscription", "n inscription", "numero inscription", "n insc", "n d inscription"}},
		{"ine", texteCode, []string{"ine", "code ine", "id national", "n ine", "identifiant national"}},
		{"epreuve", texteLibre, []string{"epreuve", "matiere", "unite", "code epreuve", "libelle epreuve", "discipline", "code unite"}},
		{"groupe", texteCode, []string{"groupe"}},
		{"statut", texteLibre, []string{"statut", "etat de la note"}},
		{"valeur", marque, []string{"valeur", "note", "resultat", "note obtenue", "points"}},
		{"bareme", nombre, []string{"bareme", "note sur", "sur"}},
		{"coefficient", nombre, []string{"coefficient", "coef", "coeff"}},
		{"session_origine", texteCode, []string{"session_origine", "session d origine", "session origine"}},
	},
	Choix: {
		{"numero", texteNumero, []string{"numero", "n candidat", "numero candidat", "n de candidat"}},
		{"inscription", texteInscription, []string{"inscription", "n inscription", "numero inscription"}},
		{"epreuve", texteLibre, []string{"epreuve", "discipline", "discipline choisie", "matiere"}},
		{"rang", texteCode, []string{"rang", "ordre", "choix"}},
		{"centre_epreuve", uai, []string{"centre_epreuve", "centre d epreuve"}},
		{"date", moment, []string{"date", "date epreuve", "date de l epreuve"}},
	},
}

// pasPris are headings that exports have and a dossier does not.
var pasPris = plies(
	"n ocean",
	"division de classe",
	"enseignements",
	"serie",
	"total general",
	"moyenne sur 20",
	"moyenne",
	"resultat",
	"decision",
	"obs bureau",
	"observations",
	"commentaire",
	"division",
	"classe",
	"code mef",
	"lib mef",
	"code structure",
	"type structure",
	"lib structure",
	"doublement",
	"code regime",
	"lib regime",
	"date entree",
	"date sortie",
	"motif sortie",
	"eleve no etab",
	"num eleve etab",
	"ville naiss etrangere",
	"total",
	"rang",
	"mention",
	"libelle etablissement",
	"commune etablissement",
	"source",
	"surete",
	"libelle specialite",
	"specialite",
	"telephone",
	"tel",
	"photo",
)

// pasPrisDebut begin headings of exports of schools that a dossier does not have.
var pasPrisDebut = plies("cle gestion", "code modalite", "lib modalite", "lib mat enseignee", "code mat")

// noteEtBareme are the second heading of a column of marks.
var (
	secondNote = plies("note", "notes", "note 20", "valeur")
	secondPas  = plies("coef", "coeff", "coefficient", "bareme", "points", "rang", "appreciation", "statut")
)

// plier folds a heading: small letters and digits, no accent. "N°" is folded like "n".
func plier(s string) string {
	return tableur.Plier(strings.NewReplacer("N°", "N ", "n°", "n ", "Nº", "N ").Replace(s))
}

func plies(l ...string) []string {
	m := make([]string, len(l))
	for i, x := range l {
		m[i] = tableur.Plier(x)
	}
	return m
}

// titres are the headings of each role, folded, with the field that each is.
var titres = func() map[Role]map[string]*champ {
	m := map[Role]map[string]*champ{}
	for role, l := range champs {
		m[role] = map[string]*champ{}
		for i := range l {
			for _, t := range append([]string{l[i].nom}, l[i].titres...) {
				if p := tableur.Plier(t); m[role][p] == nil {
					m[role][p] = &l[i]
				}
			}
		}
	}
	return m
}()

func champDe(r Role, nom string) *champ {
	i := slices.IndexFunc(champs[r], func(c champ) bool { return c.nom == nom })
	if i < 0 {
		return nil
	}
	return &champs[r][i]
}
