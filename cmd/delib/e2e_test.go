//go:build e2e

package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// The jury of the session, and those that it decides on.
const (
	juryBTS  = "31310"
	repeche  = "AZBTSUN" // a mark changed by the jury admits him
	controle = "BANQA"   // admitted by the contrôle
	echoue   = "BANQB"   // refused after it
	refuse   = "DOE"     // refused at once, once his livret is examined
)

// closBTS are jurys that closed before the session begins.
var closBTS = []string{"22207", "25302"}

// TestSessionBTS takes a jury of the centre of the tests from 110 to 214 by
// keyboard and mouse alone, as a chef de centre does on the day.
func TestSessionBTS(t *testing.T) {
	b := nouveauBureau(t, "bts", juryBTS, garnir)
	documents := filepath.Join(b.base, "documents")

	b.faire("ouvrir", func() {
		b.taper("Claire Martin")
		b.touches("Return")
	}, b.etat("110"))

	b.faire("entree-cinq-fois", func() {
		b.agir("key Return, five times", "key", "--repeat", "5", "--delay", "400", "Return")
	}, tout(b.etat("110"), b.etatDe("20112", "110")))

	b.faire("espace-dans-une-recherche", func() {
		b.touches("ctrl+d")
		b.pret()
		b.taper("le gall") // Space is a letter of the search, and ticks no livret
		b.touches("Escape")
	}, b.journal("-examiner-livret"))

	b.faire("plan-secours-groupe1", func() {
		b.aller(juryBTS) // what the jury waits for comes first
		b.cliquerPrincipal()
		b.confirmer()
	}, produit(documents, "*GRD_10_"+juryBTS+".zip", "PK"))

	b.faire("modifier-une-note", func() {
		b.aller(repeche)
		b.touches("Return") // from the candidate to the deliberation of his jury
		b.pret()
		b.touches("Down", "Down", "Down", "Return") // three are admitted before him
		b.taper("1")                                // typing opens the change of U1
		b.dialogue()
		b.taper("0")
		b.touches("Return")
		b.taper("Copie relue par le jury")
		b.touches("Return")
	}, tout(b.candidat(repeche, "10.10", "admis"), b.journal("Copie relue par le jury", "Claire Martin")))

	b.faire("ctrl-z-demande-d-abord", func() {
		b.touches("ctrl+z") // from the table of the marks
		b.dialogue()
		b.touches("Return") // Annuler
	}, b.candidat(repeche, "10.10", "admis"))

	b.faire("cocher-le-livret", func() {
		b.touches("ctrl+9", "ctrl+d") // the jury of before, not the first of the centre
		b.cocherLivret()
	}, tout(b.journal("examiner-livret"), b.accepte("deliberer", "clore", "--jury", juryBTS)))

	b.faire("entree-ne-clot-rien", func() {
		b.cliquerPrincipal()
		b.dialogue()
		b.touches("Return") // Annuler
	}, b.etat("110"))

	b.faire("clore-groupe1", func() {
		b.cliquerPrincipal()
		b.deplacer()
	}, b.etat("130"))

	b.editer("listes-resultats-groupe1", "resultats 1er groupe du centre de deliberation")
	b.editer("pv-groupe1", "proces verbaux 1er groupe")
	b.passer("terminer-groupe1", juryBTS, "140") // as its card does: the other jurys at 130 stay
	for _, autre := range closBTS {
		if err := b.etatDe(autre, "130")(); err != nil {
			t.Error(err)
		}
	}
	b.academie("198")

	b.faire("saisir-les-choix", func() {
		b.aller("saisir les choix")
		for range 2 { // candidates
			for _, x := range []string{"U1", "U2", "0250013D", "3/7 8h30"} {
				b.taper(x)
				b.touches("Tab")
			}
		}
		b.touches("ctrl+s")
	}, b.document([]string{"convocations", "--jury", juryBTS}, controle, echoue, "Langue vivante 1", "08:30"))

	b.academie("200")
	b.saisirNotes()
	b.passer("ouvrir-groupe2", "ouvrir la deliberation", "210")

	b.faire("deliberer-groupe2", func() {
		b.aller(controle)
		b.touches("Return") // to the jury, then to the marks of its first candidate
		b.pret()
		b.touches("Return")
		b.taper("1")
		b.dialogue()
		b.taper("5")
		b.touches("Return")
		b.taper("Oral reconsidere")
		b.touches("Return", "Left", "Down", "space") // the livret of the one who will be refused
		b.confirmer()
	}, tout(b.candidat(controle, "11.12", "admis"), b.accepte("deliberer", "clore", "--jury", juryBTS)))

	b.faire("clore-groupe2", func() {
		b.cliquerPrincipal()
		b.deplacer()
	}, b.etat("211"))

	b.editer("listes-resultats-groupe2", "resultats 2nd groupe centre de deliberation")
	b.editer("pv-groupe2", "proces verbaux 2nd groupe")
	b.passer("terminer-groupe2", "terminer le 2nd groupe", "214")

	b.quitter()
	b.finirParLaCommande(
		b.etat("214"), b.etatDe("31408", "110"),
		b.candidat(repeche, "10.10", "admis"), b.candidat(controle, "11.12", "admis"),
		b.candidat(echoue, "9.92", "refuse"), b.candidat(refuse, "7.50", "refuse"))
}

// TestSessionBacPro starts from a dossier that a person names, on an empty
// workstation, and takes a jury of the bac pro from 200 to 214.
func TestSessionBacPro(t *testing.T) {
	dossier, err := filepath.Abs(filepath.Join(racine(), "core", "dossier", "testdata", "dossier-bcp-2021-06-0350059Z.zip"))
	if err != nil {
		t.Fatal(err)
	}
	b := nouveauBureau(t, "bcp", "31202", nil)
	const candidate = "GUYLESTE"

	b.faire("importer", func() {
		b.taper(dossier)
		b.touches("Return")
		b.taper("Claire Martin")
		b.touches("Return")
	}, b.etat("200"))

	b.faire("saisir-les-notes", func() {
		b.aller("saisir les notes")
		b.taper("8")
		b.touches("Return")
		b.taper("3")
		b.touches("Return", "ctrl+s")
	}, b.document([]string{"notes-manquantes"}, "-"+candidate))

	b.passer("ouvrir-la-deliberation", "ouvrir la deliberation", "210")

	b.faire("deliberer", func() {
		b.aller(candidate)
		b.touches("Return")
		b.pret()
		b.touches("Down", "Return", "Down") // one has a better mean; the second mark of the next
		b.taper("4")
		b.dialogue()
		b.touches("Return")
		b.taper("Oral reconsidere")
		b.touches("Return")
		b.cocherLivret()
	}, tout(b.candidat(candidate, "10.90", "admis"), b.accepte("deliberer", "clore", "--jury", b.jury)))

	b.faire("clore", func() {
		b.cliquerPrincipal()
		b.deplacer()
	}, tout(b.etat("211"), b.etatDe("31210", "210")))

	b.editer("pv", "proces verbaux epreuve de controle")
	b.passer("terminer", "terminer l'epreuve de controle", "214")
	b.quitter()
	b.finirParLaCommande(b.etat("214"), b.etatDe("31210", "210"), b.candidat(candidate, "10.90", "admis"))
}

// finirParLaCommande looks at the base itself, once the window let it go.
func (b *bureau) finirParLaCommande(verifications ...func() error) {
	b.t.Helper()
	b.etape = "fin"
	if texte, err := b.delibctl("--base", b.base, "verifier"); err != nil || !strings.Contains(string(texte), "Base intègre") {
		b.t.Errorf("verifier: %s %v", texte, err)
	}
	for _, verifier := range verifications {
		if err := verifier(); err != nil {
			b.t.Errorf("at the end: %v", err)
		}
	}
}

// cocherLivret asks to close, is refused for a livret, and ticks it from there.
func (b *bureau) cocherLivret() {
	b.t.Helper()
	b.cliquerPrincipal() // Clore la délibération
	b.deplacer()
	b.dialogue()
	b.touches("Left", "Return") // Cocher les livrets examinés…
	b.dialogue()
	b.touches("space") // the one that is waited for comes first
	b.cliquerPrincipal()
	b.confirmer()
}

// saisirNotes types the marks of the second group in the grid: all but one,
// finds the one that lacks in the list of the missing marks, and types it.
func (b *bureau) saisirNotes() {
	b.t.Helper()
	manque := []string{"notes-manquantes", "--jury", b.jury}
	b.faire("saisir-les-notes", func() {
		b.aller("saisir les notes")
		for _, x := range []string{"14", "12", "6"} {
			b.taper(x)
			b.touches("Return")
		}
		b.touches("ctrl+s")
	}, tout(b.document(manque, echoue), b.document(manque, "-"+controle)))
	b.editer("notes-manquantes", "controler les notes manquantes")
	b.faire("saisir-la-derniere", func() {
		b.aller("saisir les notes")
		b.touches("Down", "Down", "Down")
		b.taper("7")
		b.touches("Return", "ctrl+s")
	}, b.document(manque, "-"+echoue))
}

// editer looks at a document, then saves it from there into the person's folder.
func (b *bureau) editer(etape, entree string) {
	b.t.Helper()
	avant, _ := filepath.Glob(filepath.Join(b.maison, "*.pdf"))
	b.faire(etape, func() {
		b.aller(entree)
		b.cliquerPrincipal() // Visualiser
		b.cliquerPrincipal() // Enregistrer sous…
		b.confirmer()
	}, func() error {
		apres, err := filepath.Glob(filepath.Join(b.maison, "*.pdf"))
		if err == nil && len(apres) <= len(avant) {
			err = fmt.Errorf("no new document in %s", b.maison)
		}
		if err != nil {
			return err
		}
		return produit(b.maison, "*.pdf", "%PDF-")()
	})
}

// passer moves the jurys by the button of the vue synthétique.
func (b *bureau) passer(etape, entree, vers string) {
	b.t.Helper()
	b.faire(etape, func() {
		b.aller(entree)
		b.pret()
		b.touches("Return")
		b.deplacer()
	}, b.etat(vers))
}

// academie makes the act of the académie, which the demonstration simulates.
func (b *bureau) academie(vers string) {
	b.t.Helper()
	b.faire("academie-"+vers, func() {
		b.aller("gerer l'avancement")
		b.touches("Down", "Down", "Down")
		b.touches("Tab", "Tab", "Return") // over the reason, to the button of the académie
		b.deplacer()
	}, b.etat(vers))
}

// document tells whether a document holds these texts; a text after a "-" must
// not be in it.
func (b *bureau) document(args []string, textes ...string) func() error {
	return func() error {
		lu, err := b.csv(args...)
		for _, t := range textes {
			sans, absent := strings.CutPrefix(t, "-")
			if err == nil && strings.Contains(lu, sans) == absent {
				err = fmt.Errorf("%s: %q, in it %v", args[0], sans, absent)
			}
		}
		return err
	}
}

// tout holds when all hold.
func tout(verifications ...func() error) func() error {
	return func() error {
		for _, v := range verifications {
			if err := v(); err != nil {
				return err
			}
		}
		return nil
	}
}
