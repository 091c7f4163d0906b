package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"time"

	"delib/core/activite"
	"delib/core/fond"
	"delib/core/soutien"
)

// fichiers tells where everything is, and where the other centres are.
func fichiers(ctx context.Context, base string) []string {
	l := []string{
		"base        " + filepath.Join(base, fond.FichierBase),
		"documents   " + activite.DossierParDefaut(base),
		"journal     " + filepath.Join(base, soutien.FichierJournal),
		"plantages   " + filepath.Join(base, soutien.FichierPlantage),
	}
	cs, err := soutien.Centres(ctx, soutien.RacineCentres(base))
	if err != nil {
		return append(l, "autres      "+err.Error())
	}
	for i := range cs {
		if cs[i].Dossier != base && (cs[i].Nom != "" || cs[i].Centre != nil || cs[i].Illisible) {
			l = append(l, "autre       "+cs[i].Dossier+" : "+cs[i].Dit())
		}
	}
	return l
}

// ouvrirTraces opens the log and the file that a crash writes to, and gives the
// report of the crash that nobody was told of, if any. Without them the program
// works all the same.
func ouvrirTraces(base string, stderr io.Writer) (plantage string, j *soutien.Journal) {
	plantage, err := soutien.Plantage(base, "delib "+version, time.Now())
	if err == nil {
		err = soutien.GarderPlantages(base)
	}
	if err != nil {
		fmt.Fprintf(stderr, "delib : traces de plantage : %v\n", err)
	}
	return plantage, soutien.OuvrirJournal(base, "delib "+version, stderr)
}

// How long a first image may take, on a slow workstation, before it is said
// that none came, and before the program stops.
const (
	attenteImage   = 12 * time.Second
	attenteAbandon = 60 * time.Second
)

// veiller tells on stderr when nothing was drawn in time: without OpenGL the
// program would run on unseen and hold its base. Then it gives up. It returns
// what hears of the first image.
func veiller(stderr io.Writer, abandonner func()) func() {
	dire := time.AfterFunc(attenteImage, func() { fmt.Fprintln(stderr, sansImage()) })
	stop := time.AfterFunc(attenteAbandon, func() {
		fmt.Fprintln(stderr, "Délib s’arrête : rien n’a pu être affiché.")
		abandonner()
	})
	return func() {
		dire.Stop()
		stop.Stop()
	}
}

func sansImage() string {
	if runtime.GOOS == "windows" {
		return "Délib n’a encore rien pu afficher : ce poste n’a sans doute pas OpenGL.\nInstallez le pilote graphique du poste, ou lancez le « mode " +
			"compatible » de Délib."
	}
	return "Délib n’a encore rien pu afficher : ce poste n’a sans doute pas OpenGL.\n" +
		"Debian, Ubuntu : sudo apt install libgl1-mesa-dri\n" +
		"puis, sans carte graphique : LIBGL_ALWAYS_SOFTWARE=1 delib"
}
