// Command delibd is the académie's server: it loads the dossiers of its centres,
// takes in the acts of their workstations, and makes the académie's own moves.
//
// Exit status: 0 done; 1 refused or failed, the reason on stderr; 2 wrong usage.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the PostgreSQL driver
	"github.com/spf13/pflag"

	"delib/cmd/ligne"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/sync/server"
)

// version is set by the build.
var version = "dev"

// fichierBase is the embedded base, in the folder of --base.
const fichierBase = "delibd.sqlite"

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
	base, postgres string
	json           bool
	horloge        func() time.Time
}

type commande struct {
	nom, usage, aide string
	run              func(a *app, nom string, args []string) error
}

func commandes() []commande {
	return []commande{
		{"servir", "[--adresse HOTE:PORT] [--certificat F --cle F]", "répond aux postes, en TLS", servir},
		{"charger", "DOSSIER.zip [--par NOM]", "charge le dossier d’un centre", charger},
		{"avancer", "--jury J|--tous --etat E [--centre UAI] [--par NOM]", "les passages de l’académie : 105, 110, 198, 200, 218", avancer},
		{"enroler", "--centre UAI [--examen E] [--session S]", "donne un code, valable une fois, pour un poste", enroler},
		{"revoquer", "POSTE", "n’accepte plus un poste ; ce qu’il envoie est conservé", revoquer},
		{"etat", "", "chaque centre : postes, actes non envoyés, divergences, actes tardifs", etat},
		{"resoumettre", "ACTE [--par NOM]", "soumet de nouveau un acte tardif, le jury étant revenu au bon état", resoumettre},
		{"recevoir", "ACTES.zip --sortie VERDICTS.zip", "reçoit les actes d’un poste sans réseau, et lui répond", recevoir},
		{"cle", "", "la clé d’échange à donner à un poste sans réseau", cle},
		{"sauvegarder", "FICHIER", "copie toute la base, pendant qu’elle sert", sauvegarder},
		{"restaurer", "FICHIER", "remplit une base vide d’une sauvegarde", restaurer},
	}
}

// run is main without the process: it gives the exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	a := &app{ctx: ctx, stdout: stdout, stderr: stderr}
	return ligne.Conclure("delibd", a.executer(args), stderr)
}

func (a *app) executer(args []string) error {
	f := pflag.NewFlagSet("delibd", pflag.ContinueOnError)
	f.SetInterspersed(false)
	a.drapeaux(f)
	dire := f.Bool("version", false, "dire la version")
	if err := lire(f, args); err != nil {
		return err
	}
	if *dire {
		fmt.Fprintln(a.stdout, "delibd", version)
		return nil
	}
	var err error
	if a.horloge, err = ligne.Horloge(os.Getenv("DELIB_HORLOGE")); err != nil {
		return err
	}
	if f.NArg() == 0 {
		return usage("aucune commande.")
	}
	nom := f.Arg(0)
	switch nom {
	case "aide", "help":
		fmt.Fprintln(a.stdout, "delibd [--base DIR | --postgres DSN] [--json] COMMANDE …\n\nCommandes :")
		for _, c := range commandes() {
			fmt.Fprintf(a.stdout, "  %s %s\n      %s\n", c.nom, c.usage, c.aide)
		}
		return nil
	case "version":
		fmt.Fprintln(a.stdout, "delibd", version)
		return nil
	}
	for _, c := range commandes() {
		if c.nom == nom {
			return c.run(a, nom, f.Args()[1:])
		}
	}
	return usage("la commande « %s » n’existe pas.", nom)
}

// drapeaux adds the flags that stand before or after any command.
func (a *app) drapeaux(f *pflag.FlagSet) {
	ligne.Muet(f)
	f.StringVar(&a.base, "base", a.base, "dossier de la base embarquée")
	f.StringVar(&a.postgres, "postgres", a.postgres, "adresse d’une base PostgreSQL")
	f.BoolVar(&a.json, "json", a.json, "une valeur JSON au lieu du texte")
}

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
)

// depot opens the base of the server.
func (a *app) depot() (*server.Depot, error) {
	if a.postgres != "" {
		db, err := sql.Open("pgx", a.postgres)
		if err != nil {
			return nil, usage("--postgres « … » est illisible : %v", err)
		}
		// More transactions at once than this only wait for each other's disk writes.
		db.SetMaxOpenConns(12)
		db.SetMaxIdleConns(12)
		d, err := server.OuvrirPostgres(a.ctx, db)
		if err != nil {
			return nil, examen.Refuser(examen.CodeBase, "La base PostgreSQL ne peut pas être ouverte.",
				"Vérifiez --postgres, que le serveur de base est démarré et que l’utilisateur y a droit.", "- "+err.Error())
		}
		return d, nil
	}
	if strings.TrimSpace(a.base) == "" {
		return nil, usage("indiquez la base du serveur : --base DIR, ou --postgres DSN.")
	}
	if err := fichier.RefuserDonnees(a.base); err != nil {
		return nil, err
	}
	if err := fichier.CreerDossier(a.base); err != nil {
		return nil, examen.Refuser(examen.CodeBase, fmt.Sprintf("Le dossier « %s » ne peut pas être créé.", a.base),
			"Choisissez un dossier où vous pouvez écrire (--base).")
	}
	d, err := server.OuvrirSQLite(a.ctx, filepath.Join(a.base, fichierBase))
	if err != nil {
		return nil, examen.Refuser(examen.CodeBase, fmt.Sprintf("La base de « %s » ne peut pas être ouverte.", a.base),
			"Vérifiez le dossier, le droit d’y écrire et la place libre ; rien n’a été effacé.", "- "+err.Error())
	}
	return d, nil
}

// avec opens the server for a command.
func (a *app) avec(f func(s *server.Serveur) error) error {
	d, err := a.depot()
	if err != nil {
		return err
	}
	s, err := server.Nouveau(a.ctx, d, server.Options{Horloge: a.horloge, Version: version})
	if err == nil {
		err = f(s)
	}
	if e := d.Fermer(); err == nil && e != nil {
		err = fmt.Errorf("close base: %w", e)
	}
	return err
}

func (a *app) ecrireJSON(v any) error {
	return ligne.EcrireJSON(a.stdout, v)
}
