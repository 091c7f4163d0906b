// Command delibctl runs every activity of a centre de délibération without a
// screen, through the same core as the desktop application: for scripts, for the
// académie's help desk and for acceptance checks.
//
// Exit status: 0 done; 1 refused or failed, the reason on stderr, nothing half
// done; 2 wrong usage.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/spf13/pflag"

	"delib/cmd/ligne"
	"delib/core/activite"
	"delib/core/cle"
	"delib/core/fichier"
	"delib/core/fond"
	"delib/core/store"
)

// version is set by the build.
var version = "dev"

func main() {
	ctx, arreter := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	arreter()
	os.Exit(code)
}

// app is one call of the command.
type app struct {
	ctx            context.Context
	stdout, stderr io.Writer
	base           string
	json           bool
	horloge        func() time.Time
	cle            *cle.Cle
	veille         *cle.Veille
	agi            atomic.Bool // an act was made: the key must have it
}

// commande is one verb.
type commande struct {
	nom, usage, aide string
	run              func(a *app, nom string, args []string) error
}

func commandes() []commande {
	return []commande{
		{"importer", "DOSSIER.zip [--par NOM]", "charge un dossier de centre", importer},
		{"jurys", "", "les jurys : code, spécialité, état", jurys},
		{"candidats", "--jury J", "notes, moyennes et décision de chaque candidat", candidats},
		{"activites", "", "les activités, dans l’ordre du menu", activites},
		{"deliberer", "modifier-note|livret-examine|clore --jury J …", "les actes du jury", deliberer},
		{
			"presence", "--jury J --membre NOM --mode present|visio|absent [--preside] [--refuse-de-signer MOTIF] [--par NOM]",
			"qui siège, comment, qui préside, qui refuse de signer", presence,
		},
		{
			"incident", "--jury J --categorie coupure|absence|fraude|remplacement|suspension|autre --heure HH:MM --texte T [--par NOM]",
			"ce qui s’est passé pendant la séance, imprimé au procès-verbal", incident,
		},
		{
			"portail", "ouvrir --jury J… --accord TEXTE [--adresse HOTE:PORT] [--papillons DIR] [--certificat F --cle F] [--essai] [--par NOM] | rouvrir | fermer | " +
				"etat | dire [--jury J] --texte T | deconnecter --jury J",
			"le portail de secours : chaque jury délibère dans le navigateur de sa salle", lePortail,
		},
		{"reporte", "--jury J [--par NOM]", "ce qui est fait pour ce jury a été saisi dans CYCLADES", reporte},
		{"simuler-academie", "--jury J --etat E", "les actes de l’académie, sur une base sans serveur", simulerAcademie},
		{"comptes-rendus", "[N]", "le registre de ce qui a été produit", comptesRendus},
		{"raccorder", "URL CODE [--empreinte SHA256:…] [--nouveau-serveur]", "raccorde ce poste au serveur de l’académie", raccorder},
		{"synchroniser", "", "envoie les actes en attente, reçoit ceux des autres", synchroniser},
		{"sync-etat", "", "en ligne ou non, ce que sont devenus les actes de ce poste", syncEtat},
		{"exporter-actes", "F.zip [--cle age1… --code CODE]", "met les actes en attente dans un fichier chiffré pour l’académie", exporterActes},
		{"importer-verdicts", "F.zip", "reçoit les réponses de l’académie par fichier", importerVerdicts},
		{"porter", "F.zip --sortie VERDICTS.zip", "envoie par ce poste les actes exportés d’un autre", porter},
		{"divergences", "[resoudre ID --valeur V [--motif M] [--par NOM]]", "les valeurs que deux postes ont changées, et comment en sortir", divergences},
		{"accuser", "ID", "un acte refusé ou tardif a été vu", accuser},
		{"poste-hors-service", "POSTE [--par NOM]", "déclare qu’un poste du centre ne répondra plus", posteHorsService},
		{
			"utilisateurs", "[ajouter NOM --role chef|adjoint|president [--jury J]… | retirer NOM | oublier --confirmer UAI]",
			"qui agit sur ce poste, et ses phrases de passe", lesUtilisateurs,
		},
		{
			"reprendre", "PLAN.zip|JURY.json|COPIE.sqlite|DOSSIER… [--par NOM]",
			"reconstruit sur ce poste, tous ou aucun, les jurys de plans de secours, d’un dossier qui en contient, d’un journal exporté ou d’une copie",
			reprendre,
		},
		{"centres", "", "les dossiers de données de ce poste : un par centre, examen et session ; « * » est celui que la fenêtre rouvrira", centres},
		{"copies", "[--faire]", "les copies de sûreté du poste", copies},
		{"restaurer", "COPIE", "remet une copie à la place de la base, mise de côté", restaurer},
		{"secourir", "[--essai | --force]", "reconstruit une base abîmée depuis son journal, ses pages et ses copies, sans rien effacer", secourir},
		{"diagnostic", "[--sortie DIR]", "un fichier pour l’assistance, sans nom ni note", diagnostic},
		{"maj-verifier", "FICHIER [--cle FICHIER.pub]", "vérifie la signature d’un installeur (FICHIER.sig), sans rien installer", majVerifier},
		{"purger", "--sortie DIR --confirmer UAI", "exporte le journal, puis efface la base et ses copies (tous les jurys à 218)", purger},
		{"fabriquer", "DOSSIER --proposer F | DOSSIER --correspondance F --sortie DIR | --modele F.xlsx | F.xlsx --sortie DIR",
			"fait les dossiers de centre à partir des tableaux d’une académie, en deux temps", fabriquer},
		{"pret", "[--attestation DIR] [--par NOM]", "contrôle de préparation : ce qui manque à ce poste avant le jour ; statut 1 s’il manque quelque chose", lePret},
		{"cle", "choisir DIR [--remplacer] | etat | oublier", "la clé de secours : chaque jury y est à jour du dernier acte, prêt à être repris", laCle},
		{"verifier", "", "intégrité de la base et du journal", verifier},
	}
}

// run is main without the process: it gives the exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	a := &app{ctx: ctx, stdout: stdout, stderr: stderr, base: fond.DossierParDefaut()}
	return ligne.Conclure("delibctl", a.executer(args), stderr)
}

func (a *app) executer(args []string) error {
	globaux := pflag.NewFlagSet("delibctl", pflag.ContinueOnError)
	globaux.SetInterspersed(false)
	a.drapeaux(globaux)
	dire := globaux.Bool("version", false, "dire la version")
	if err := lire(globaux, args); err != nil {
		return err
	}
	if *dire {
		fmt.Fprintln(a.stdout, "delibctl", version)
		return nil
	}
	var err error
	if a.horloge, err = horloge(os.Getenv("DELIB_HORLOGE")); err != nil {
		return err
	}
	args = globaux.Args()
	if len(args) == 0 {
		return usage("aucune commande.")
	}
	nom, args := args[0], args[1:]
	switch nom {
	case "aide", "help":
		a.aide()
		return nil
	case "version":
		fmt.Fprintln(a.stdout, "delibctl", version)
		return nil
	}
	for _, c := range commandes() {
		if c.nom == nom {
			return c.run(a, nom, args)
		}
	}
	if _, ok := activite.Trouver(nom); ok {
		return lancer(a, nom, args)
	}
	return usage("la commande « %s » n’existe pas.", nom)
}

// drapeaux adds the flags that stand before or after any command.
func (a *app) drapeaux(f *pflag.FlagSet) {
	ligne.Muet(f)
	f.StringVar(&a.base, "base", a.base, "dossier de données du poste")
	f.BoolVar(&a.json, "json", a.json, "une valeur JSON au lieu du texte")
}

// flags gives the flags of one command.
func (a *app) flags(nom string) *pflag.FlagSet {
	f := pflag.NewFlagSet(nom, pflag.ContinueOnError)
	a.drapeaux(f)
	return f
}

// The words of a command line, by their short names.
var (
	usage    = ligne.Usage
	lire     = ligne.Lire
	lireMots = ligne.LireMots
	horloge  = ligne.Horloge
)

// lireSans reads the flags of a command that takes no other word.
func lireSans(f *pflag.FlagSet, args []string) error {
	_, err := lireMots(f, args)
	return err
}

// ouvrir opens the base; creer makes it when there is none.
func (a *app) ouvrir(creer bool) (*store.Base, *activite.Service, error) {
	if strings.TrimSpace(a.base) == "" {
		return nil, nil, usage("--base est vide.")
	}
	if err := fichier.RefuserDonnees(a.base); err != nil {
		return nil, nil, err
	}
	b, err := store.Ouvrir(a.ctx, a.base, store.Options{Creer: creer, Horloge: a.horloge, Application: "delibctl " + version, Phrase: a.demanderPhrase})
	if err != nil {
		return nil, nil, err
	}
	dit, err := b.Dedouble(a.ctx)
	if err != nil {
		return nil, nil, errors.Join(err, b.Fermer())
	}
	if dit != nil {
		fmt.Fprintln(a.stderr, ligne.Porteur.Dire(dit))
	}
	a.cle = cle.Nouvelle(b, a.horloge)
	a.veille = a.cle.Veiller(a.ctx)
	return b, activite.Nouveau(attentif{b, a}, a.horloge, activite.DossierParDefaut(a.base)), nil
}

// avec opens the base for a command and closes it, keeping the first error.
func (a *app) avec(creer bool, f func(b *store.Base, s *activite.Service) error) error {
	b, s, err := a.ouvrir(creer)
	if err != nil {
		return err
	}
	err = f(b, s)
	a.finirCle()
	if e := b.Fermer(); err == nil && e != nil {
		err = fmt.Errorf("close replica: %w", e)
	}
	return err
}

// ecrireJSON writes one value on stdout.
func (a *app) ecrireJSON(v any) error {
	return ligne.EcrireJSON(a.stdout, v)
}

func (a *app) aide() {
	fmt.Fprintln(a.stdout, "delibctl [--base DIR] [--json] COMMANDE …\n\nCommandes :")
	for _, c := range commandes() {
		fmt.Fprintf(a.stdout, "  %s %s\n      %s\n", c.nom, c.usage, c.aide)
	}
	fmt.Fprintln(a.stdout, "\nActivités, dans l’ordre du menu ([--jury J]… [--titre T] [--sortie DIR] [--par NOM]) :")
	for _, x := range activite.Menu() {
		fmt.Fprintf(a.stdout, "  %s%s\n", x.ID, drapeauxDe(x))
	}
}

func drapeauxDe(x *activite.Activite) string {
	s := ""
	for _, c := range x.Champs {
		d := " --" + c.Nom + " V"
		if !c.Obligatoire {
			d = " [--" + c.Nom + " V]"
		}
		if c.Multiple {
			d += "…"
		}
		s += d
	}
	if len(x.Formats) > 0 {
		s += " [--format " + strings.Join(x.Formats, "|") + "]"
	}
	return s
}
