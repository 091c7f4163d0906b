package examen

// Geste names something that a person can do with the product after a refusal.
// How it is done (a flag, a menu entry, a button, a link) is the carrier's to say.
type Geste string

// The gestures.
const (
	GesteChamp        Geste = "champ"         // fill in a field; Objet is its name
	GesteLister       Geste = "lister"        // see a list; Objet says which
	GesteImporter     Geste = "importer"      // import a dossier de centre
	GesteReprendre    Geste = "reprendre"     // resume from a plan de secours
	GesteAutreCentre  Geste = "autre-centre"  // open another centre of this workstation
	GesteAutreDossier Geste = "autre-dossier" // take another data folder
	GesteAutreSortie  Geste = "autre-sortie"  // write documents elsewhere
	GesteSecourir     Geste = "secourir"      // rebuild a damaged base
	GesteSecourirTout Geste = "secourir-tout" // rebuild a base that seems whole
	GesteVerifier     Geste = "verifier"      // check the base
	GesteDiagnostic   Geste = "diagnostic"    // make a file for the support
	GesteApercu       Geste = "apercu"        // see what a sheet would do

	GesteNote       Geste = "note"       // change a mark in deliberation
	GesteLivrets    Geste = "livrets"    // tick the livrets that were examined
	GesteClore      Geste = "clore"      // close a deliberation
	GesteChoix      Geste = "choix"      // enter the disciplines of the second group
	GesteAvancer    Geste = "avancer"    // the exceptional move; Objet is the state
	GesteDivergence Geste = "divergence" // settle what two workstations changed

	GesteRaccorder     Geste = "raccorder"      // connect to the académie's server
	GesteAutreServeur  Geste = "autre-serveur"  // take another server for the same centre
	GesteEmpreinte     Geste = "empreinte"      // give the certificate's fingerprint
	GesteHorsService   Geste = "hors-service"   // declare a workstation; Objet is its id
	GesteExporter      Geste = "exporter"       // put waiting acts in a file
	GesteImporterRendu Geste = "importer-rendu" // take in the académie's answers
	GesteCleEchange    Geste = "cle-echange"    // give the académie's exchange key and a code

	GesteCharger     Geste = "charger"      // the académie loads a dossier
	GesteEnroler     Geste = "enroler"      // the académie gives a code; Objet is the centre
	GesteEtatServeur Geste = "etat-serveur" // the académie looks at its server
	GestePasserJury  Geste = "passer-jury"  // the académie moves a jury
	GesteMontrerCle  Geste = "montrer-cle"  // the académie shows its exchange key
	GesteRecevoir    Geste = "recevoir"     // the académie takes in a file of acts
	GesteCentre      Geste = "centre"       // the académie says which centre
)

// Gestes gives every gesture, so that a carrier can be held to know each.
func Gestes() []Geste {
	return []Geste{
		GesteChamp, GesteLister, GesteImporter, GesteReprendre, GesteAutreCentre, GesteAutreDossier, GesteAutreSortie,
		GesteSecourir, GesteSecourirTout, GesteVerifier, GesteDiagnostic, GesteApercu,
		GesteNote, GesteLivrets, GesteClore, GesteChoix, GesteAvancer, GesteDivergence,
		GesteRaccorder, GesteAutreServeur, GesteEmpreinte, GesteHorsService, GesteExporter, GesteImporterRendu, GesteCleEchange,
		GesteCharger, GesteEnroler, GesteEtatServeur, GestePasserJury, GesteMontrerCle, GesteRecevoir, GesteCentre,
	}
}

// Lists that GesteLister opens.
const (
	ListeActivites     = "activites"
	ListeCopies        = "copies"
	ListeComptesRendus = "comptes-rendus"
	ListeUtilisateurs  = "utilisateurs"
	ListeCentres       = "centres"
	ListeActes         = "actes"
	ListeDivergences   = "divergences"
)

// Remede is a gesture and what it bears on.
type Remede struct {
	Geste Geste  `json:"geste"`
	Objet string `json:"objet,omitempty"`
}

// Champ is the remedy of an empty or wrong field.
func Champ(nom string) Remede { return Remede{GesteChamp, nom} }

// Lister is the remedy of a thing that is not known: the list of those that are.
func Lister(liste string) Remede { return Remede{GesteLister, liste} }

// Faire is a gesture that bears on nothing in particular.
func Faire(g Geste) Remede { return Remede{Geste: g} }
