// Command delibctl runs every activity of a centre de délibération without a
// screen, through the same core as the desktop application: for scripts, for the
// académie's help desk and for acceptance checks.
//
// Exit status: 0 done; 1 refused or failed, the reason on stderr, nothing half
// done; 2 wrong usage.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"os/user"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/pflag"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/fichier"
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
		{"simuler-academie", "--jury J --etat E", "les actes de l’académie, sur une base sans serveur", simulerAcademie},
		{"comptes-rendus", "[N]", "le registre de ce qui a été produit", comptesRendus},
		{"raccorder", "URL CODE [--empreinte SHA256:…]", "raccorde ce poste au serveur de l’académie", raccorder},
		{"synchroniser", "", "envoie les actes en attente, reçoit ceux des autres", synchroniser},
		{"sync-etat", "", "en ligne ou non, ce que sont devenus les actes de ce poste", syncEtat},
		{"exporter-actes", "F.zip [--cle age1… --code CODE]", "met les actes en attente dans un fichier chiffré pour l’académie", exporterActes},
		{"importer-verdicts", "F.zip", "reçoit les réponses de l’académie par fichier", importerVerdicts},
		{"porter", "F.zip --sortie VERDICTS.zip", "envoie par ce poste les actes exportés d’un autre", porter},
		{"divergences", "[resoudre ID --valeur V [--motif M] [--par NOM]]", "les valeurs que deux postes ont changées, et comment en sortir", divergences},
		{"accuser", "ID", "un acte refusé ou tardif a été vu", accuser},
		{"poste-hors-service", "POSTE [--par NOM]", "déclare qu’un poste du centre ne répondra plus", posteHorsService},
		{"utilisateurs", "[ajouter NOM --role chef|adjoint|president [--jury J]… | retirer NOM | oublier --confirmer UAI]", "qui agit sur ce poste, et ses phrases de passe", lesUtilisateurs},
		{"reprendre", "PLAN.zip|JURY.json [--par NOM]", "reconstruit sur ce poste les jurys d’un plan de secours", reprendre},
		{"copies", "", "les copies de sûreté du poste", copies},
		{"restaurer", "COPIE", "remet une copie à la place de la base, mise de côté", restaurer},
		{"diagnostic", "[--sortie DIR]", "un fichier pour l’assistance, sans nom ni note", diagnostic},
		{"purger", "--sortie DIR --confirmer UAI", "exporte le journal, puis efface la base et ses copies (tous les jurys à 218)", purger},
		{"verifier", "", "intégrité de la base et du journal", verifier},
	}
}

// erreurUsage is a call that cannot be understood: exit 2.
type erreurUsage struct{ message string }

func (e erreurUsage) Error() string { return e.message }

func usage(format string, args ...any) error { return erreurUsage{fmt.Sprintf(format, args...)} }

// run is main without the process: it gives the exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	a := &app{ctx: ctx, stdout: stdout, stderr: stderr, base: store.DossierParDefaut()}
	err := a.executer(args)
	var u erreurUsage
	switch {
	case err == nil:
		return 0
	case errors.As(err, &u):
		fmt.Fprintf(stderr, "delibctl : %s\nPour l’aide : delibctl aide\n", u.message)
		return 2
	}
	if _, refus := examen.EstRefus(err); refus {
		fmt.Fprintln(stderr, err)
	} else if errors.Is(err, context.Canceled) {
		fmt.Fprintln(stderr, "Interrompu : rien n’a été fait.")
	} else {
		fmt.Fprintf(stderr, "Une erreur technique a empêché l’acte ; rien n’a été fait.\nPour l’assistance : %v\n", err)
	}
	return 1
}

func (a *app) executer(args []string) error {
	globaux := pflag.NewFlagSet("delibctl", pflag.ContinueOnError)
	globaux.SetInterspersed(false)
	a.drapeaux(globaux)
	if err := lire(globaux, args); err != nil {
		return err
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
	f.SetOutput(io.Discard)
	f.Usage = func() {}
	f.StringVar(&a.base, "base", a.base, "dossier de données du poste")
	f.BoolVar(&a.json, "json", a.json, "une valeur JSON au lieu du texte")
}

// flags gives the flags of one command.
func (a *app) flags(nom string) *pflag.FlagSet {
	f := pflag.NewFlagSet(nom, pflag.ContinueOnError)
	a.drapeaux(f)
	return f
}

// lire reads flags and says in French what is wrong with them.
func lire(f *pflag.FlagSet, args []string) error {
	err := f.Parse(args)
	var inconnu *pflag.NotExistError
	var sansValeur *pflag.ValueRequiredError
	var mauvaise *pflag.InvalidValueError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, pflag.ErrHelp):
		return usage("options de « %s » :\n%s", f.Name(), f.FlagUsages())
	case errors.As(err, &inconnu):
		return usage("l’option --%s n’existe pas pour « %s ».", inconnu.GetSpecifiedName(), f.Name())
	case errors.As(err, &sansValeur):
		return usage("l’option --%s attend une valeur.", sansValeur.GetSpecifiedName())
	case errors.As(err, &mauvaise):
		return usage("la valeur « %s » ne convient pas à l’option --%s.", mauvaise.GetValue(), mauvaise.GetFlag().Name)
	}
	return usage("ligne de commande illisible : %v", err)
}

// lireSans reads the flags of a command that takes no other word.
func lireSans(f *pflag.FlagSet, args []string) error {
	if err := lire(f, args); err != nil {
		return err
	}
	if f.NArg() > 0 {
		return usage("« %s » n’attend pas « %s ».", f.Name(), f.Arg(0))
	}
	return nil
}

// lireMots reads the flags of a command and the words that it takes.
func lireMots(f *pflag.FlagSet, args []string, mots ...string) ([]string, error) {
	if err := lire(f, args); err != nil {
		return nil, err
	}
	if f.NArg() != len(mots) {
		return nil, usage("« %s » attend %s.", f.Name(), strings.Join(mots, " "))
	}
	return f.Args(), nil
}

// horloge gives the clock; DELIB_HORLOGE fixes it, to make the same documents twice.
func horloge(fixe string) (func() time.Time, error) {
	if fixe == "" {
		return time.Now, nil
	}
	t, err := time.Parse(time.RFC3339, fixe)
	if err != nil {
		return nil, usage("DELIB_HORLOGE « %s » n’est pas une date RFC 3339.", fixe)
	}
	return func() time.Time { return t }, nil
}

// ouvrir opens the base; creer makes it when there is none.
func (a *app) ouvrir(creer bool) (*store.Base, *activite.Service, error) {
	if strings.TrimSpace(a.base) == "" {
		return nil, nil, usage("--base est vide.")
	}
	if err := fichier.RefuserPartage(a.base); err != nil {
		return nil, nil, err
	}
	b, err := store.Ouvrir(a.ctx, a.base, store.Options{Creer: creer, Horloge: a.horloge, Application: "delibctl " + version, Phrase: a.demanderPhrase})
	if err != nil {
		return nil, nil, err
	}
	return b, activite.Nouveau(b, a.horloge, activite.DossierParDefaut(a.base)), nil
}

// avec opens the base for a command and closes it, keeping the first error.
func (a *app) avec(creer bool, f func(b *store.Base, s *activite.Service) error) error {
	b, s, err := a.ouvrir(creer)
	if err != nil {
		return err
	}
	err = f(b, s)
	if e := b.Fermer(); err == nil && e != nil {
		err = fmt.Errorf("close replica: %w", e)
	}
	return err
}

// ecrireJSON writes one value on stdout.
func (a *app) ecrireJSON(v any) error {
	e := json.NewEncoder(a.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// auteur gives the system's user, the default of --par.
func auteur() string {
	if u, err := user.Current(); err == nil {
		if u.Name != "" {
			return strings.TrimSpace(strings.Split(u.Name, ",")[0])
		}
		return u.Username
	}
	if n := os.Getenv("USER"); n != "" {
		return n
	}
	return "utilisateur du poste"
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
