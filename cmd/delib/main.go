// Command delib is the desktop application with which a chef de centre runs the
// deliberations of an exam's jurys, without a network.
//
// It opens the replica, makes the service and shows the window of package ui;
// it is the only program that opens a display, hence the only one with cgo.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/spf13/pflag"

	"delib/assets"
	"delib/cmd/ligne"
	"delib/core/activite"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/fond"
	"delib/core/soutien"
	"delib/core/store"
	"delib/ui"
	"delib/ui/composant"
	"delib/ui/modele"
)

// version is set by the build.
var version = "dev"

const identifiant = "fr.delib.poste"

// options of the command line.
type options struct {
	base, centre                     string
	demonstration, version, fichiers bool
	// libre tells that nobody said which data to open: the last centre then opens
	// again, and is kept in mind.
	libre bool
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is main without the process: it gives the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	o, err := lire(args)
	switch {
	case errors.Is(err, pflag.ErrHelp):
		fmt.Fprint(stdout, texteAide)
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "delib : %v\nPour l’aide : delib --help\n", err)
		return 2
	case o.version:
		fmt.Fprintln(stdout, "delib", version)
		return 0
	case o.fichiers:
		for _, l := range fichiers(context.Background(), o.base) {
			fmt.Fprintln(stdout, l)
		}
		return 0
	}
	horloge, err := horlogeDe(os.Getenv("DELIB_HORLOGE"))
	if err != nil {
		fmt.Fprintf(stderr, "delib : %v\n", err)
		return 2
	}
	if code, arreter := verifierOpenGL(o, args, stderr); arreter {
		return code
	}
	reglerAffichage()
	a := app.NewWithID(identifiant)
	a.Settings().SetTheme(composant.NouveauTheme())
	a.SetIcon(fyne.NewStaticResource("icone.png", assets.Icone))
	if err := ui.Franciser(); err != nil {
		fmt.Fprintf(stderr, "delib : traductions : %v\n", err)
	}
	ctx, arreter := context.WithCancel(context.Background())
	defer arreter()
	var demande demandeur
	base, e, err := ouvrir(ctx, o, horloge, demande.phrase)
	if fond.EstAbimee(err) {
		return sauver(a, o, args, err, stderr)
	}
	if err != nil {
		return echouer(a, o.base, err, stderr)
	}
	plantage, journal := ouvrirTraces(o.base, stderr)
	defer journal.Fermer()
	retenir(o, journal)
	var suite relance
	partir := func(r relance) {
		suite = r
		fyne.Do(a.Quit)
	}
	var enCours sync.WaitGroup
	var sansImage atomic.Bool
	abandonner := func() {
		sansImage.Store(true)
		fyne.Do(a.Quit)
	}
	var fenetre fyne.Window
	vue := veiller(stderr, abandonner)
	porte := &lePortail{base: base, service: e.service, horloge: horloge, donnees: o.base, lus: map[string]actesLus{}}
	principale := ui.Nouvelle(a, ui.Options{
		Service: e.service, Echange: e, Utilisateurs: e, Portail: porte, Contexte: ctx, Version: version, Donnees: o.base, Auteur: ligne.Auteur(), Horloge: horloge,
		Demonstration: assets.Demonstration, DemonstrationBacPro: assets.DemonstrationBacPro,
		EnFond:   func(f func()) { enCours.Go(f) },
		Agrandir: agrandir(os.Getenv(echelleToolkit), a.Settings().Scale()),
		Soutien:  soutenir(base, e.service, plantage, horloge, partir),
		Centres:  tenirCentres(o, horloge, partir),
		Journal:  journal.Noter, PremiereImage: func() {
			vue()
			fyne.Do(func() { tenirDansEcran(fenetre) })
		},
	})
	porte.ctx, porte.enFond, porte.noter = ctx, func(f func()) { enCours.Go(f) }, journal.Noter
	fenetre = principale.Window
	demande.par(principale.DemanderPhrase)
	e.demarrer(ctx, func(f func()) { enCours.Go(f) }, journal.Noter)
	vu := montrer(fenetre, stderr)
	if vu {
		a.Run()
	}
	arreter()
	e.fermer()
	attendre(&enCours, 10*time.Second)
	if err := base.Fermer(); err != nil {
		fmt.Fprintf(stderr, "delib : fermeture de la base : %v\n", err)
		return 1
	}
	if !vu || sansImage.Load() {
		return 1
	}
	if suite.demandee {
		return suite.faire(o.base, args, stderr)
	}
	return 0
}

// montrer shows a window; false when there is no screen to show it on, which the
// toolkit says by a panic.
func montrer(w fyne.Window, stderr io.Writer) (vu bool) {
	defer func() {
		if r := recover(); r != nil {
			if !strings.Contains(fmt.Sprint(r), "GLFW") {
				panic(r)
			}
			fmt.Fprintln(stderr,
				"Délib n’a pas trouvé d’écran où s’ouvrir ; rien n’a été changé.\nOuvrez-le depuis le bureau (variables DISPLAY ou WAYLAND_DISPLAY). Sans écran, "+
					"delibctl fait tout ce que fait la fenêtre.")
		}
	}()
	w.Show()
	return true
}

// attendre gives what runs the time to stop cleanly.
func attendre(g *sync.WaitGroup, auPlus time.Duration) {
	fini := make(chan struct{})
	go func() { g.Wait(); close(fini) }()
	select {
	case <-fini:
	case <-time.After(auPlus):
	}
}

const texteAide = `delib [options]

  --base DIR        dossier de données du poste
  --centre NOM      ouvrir un autre centre de ce dossier (delibctl centres)
  --demonstration   charger le centre de démonstration si la base est vide
  --fichiers        dire où sont les données, le journal et les documents
  --version         dire la version

Sans --base, --centre ni DELIB_BASE, c’est le dernier centre ouvert.
DELIB_BASE donne le dossier de données, DELIB_HORLOGE fige la date (RFC 3339).
Sans pilote graphique : LIBGL_ALWAYS_SOFTWARE=1 delib
`

// lire reads the command line and says in French what is wrong with it.
func lire(args []string) (options, error) {
	var o options
	f := pflag.NewFlagSet("delib", pflag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.Usage = func() {}
	f.StringVar(&o.base, "base", fond.DossierParDefaut(), "dossier de données du poste")
	f.StringVar(&o.centre, "centre", "", "un autre centre de ce dossier")
	f.BoolVar(&o.demonstration, "demonstration", false, "charger le centre de démonstration si la base est vide")
	f.BoolVar(&o.version, "version", false, "dire la version")
	f.BoolVar(&o.fichiers, "fichiers", false, "dire où sont les données")
	err := f.Parse(args)
	var inconnu *pflag.NotExistError
	switch {
	case errors.Is(err, pflag.ErrHelp):
		return o, pflag.ErrHelp
	case errors.As(err, &inconnu):
		return o, fmt.Errorf("l’option --%s n’existe pas", inconnu.GetSpecifiedName())
	case err != nil:
		return o, fmt.Errorf("ligne de commande illisible : %w", err)
	case f.NArg() > 0:
		return o, fmt.Errorf("« %s » n’est pas attendu", f.Arg(0))
	case strings.TrimSpace(o.base) == "":
		return o, errors.New("--base est vide")
	}
	return situer(o, f.Changed("base") || os.Getenv("DELIB_BASE") != "", f.Changed("centre"))
}

// horlogeDe gives the clock; DELIB_HORLOGE fixes it, to make the same documents twice.
func horlogeDe(fixe string) (func() time.Time, error) {
	if fixe == "" {
		return time.Now, nil
	}
	t, err := time.Parse(time.RFC3339, fixe)
	if err != nil {
		return nil, fmt.Errorf("DELIB_HORLOGE « %s » n’est pas une date RFC 3339", fixe)
	}
	return func() time.Time { return t }, nil
}

// ouvrir opens the replica and, if asked, fills an empty one with the
// demonstration centre.
func ouvrir(ctx context.Context, o options, horloge func() time.Time, phrase func(string) (string, error)) (*store.Base, *echange, error) {
	if err := fichier.RefuserDonnees(o.base); err != nil {
		return nil, nil, err
	}
	b, err := store.Ouvrir(ctx, o.base, store.Options{Creer: true, Horloge: horloge, Application: "delib " + version, Phrase: phrase})
	if err != nil {
		return nil, nil, err
	}
	if err := b.ExigerSaine(ctx); err != nil { // 0.1 s for 1,000 candidates
		return nil, nil, errors.Join(err, b.Fermer())
	}
	e := nouvelEchange(b, horloge, activite.DossierParDefaut(o.base))
	if o.demonstration {
		if _, _, vide := e.service.Centre(ctx); examen.CodeDe(vide) == examen.CodeBase {
			dossier := assets.Demonstration
			if o.centre == soutien.CentreDemonstrationBacPro {
				dossier = assets.DemonstrationBacPro
			}
			_, err = ui.ImporterDemonstration(ctx, e.service, dossier, ligne.Auteur())
		}
	}
	if err != nil {
		return nil, nil, errors.Join(err, b.Fermer())
	}
	return b, e, nil
}

// echouer says on stderr and in a small window why the program cannot start; the
// detail of a technical error goes to the log, where the window says that it is.
func echouer(a fyne.App, base string, err error, stderr io.Writer) int {
	e := modele.LireErreur(err, time.Now())
	if e.Reference != "" {
		j := soutien.OuvrirJournal(base, "delib "+version, stderr)
		j.Noter(e.Reference, err)
		defer j.Fermer()
	} else {
		fmt.Fprintln(stderr, err)
	}
	w := ui.MontrerEchec(a, e, veiller(stderr, func() { fyne.Do(a.Quit) }))
	w.SetOnClosed(a.Quit)
	if montrer(w, stderr) {
		a.Run()
	}
	return 1
}

// echelleToolkit is read by the toolkit each time that it sets its scale.
const echelleToolkit = "FYNE_SCALE"

// agrandir gives what makes everything larger, starting from the scale that the
// person's system asks for.
func agrandir(environnement string, reglage float32) func(float32) {
	base := float64(reglage)
	if base <= 0 { // the person set none
		base = 1
	}
	if v, err := strconv.ParseFloat(environnement, 64); err == nil && v > 0 {
		base = v
	}
	return func(facteur float32) {
		_ = os.Setenv(echelleToolkit, strconv.FormatFloat(base*float64(facteur), 'f', 3, 64))
	}
}

// reglerAffichage makes choices for the display, unless the person made his own.
func reglerAffichage() {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") != "" && os.Getenv("FYNE_PLATFORM") == "" {
		// Window decorations of some Wayland desktops fail; X11 is there beside it.
		_ = os.Setenv("FYNE_PLATFORM", "x11")
	}
}
