package poste

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"delib/core/examen"
	"delib/ui/composant"
	"delib/ui/modele"
)

// Impression is how papers are printed on this workstation.
type Impression struct {
	// Imprimantes names the printers, the default one first; none where the system
	// chooses by itself.
	Imprimantes func() ([]string, error)
	// Envoyer prints files; imprimante is "" where the system chooses.
	Envoyer func(imprimante string, copies int, fichiers []string) error
}

// Imprimeur is a screen that prints by Ctrl+P.
type Imprimeur interface {
	// Imprimer prints what the screen shows, or says why it cannot.
	Imprimer()
}

// imprimables keeps what a printer takes.
func imprimables(fichiers []string) (pdf []string) {
	for _, f := range fichiers {
		if strings.EqualFold(filepath.Ext(f), ".pdf") {
			pdf = append(pdf, f)
		}
	}
	return pdf
}

// Imprimable tells whether one of these files can be printed.
func Imprimable(fichiers []string) bool { return len(imprimables(fichiers)) > 0 }

// Imprimer asks on which printer and how many copies, then prints; fait says what was
// sent.
func (p *Hote) Imprimer(fichiers []string, fait func(texte string)) {
	pdf := imprimables(fichiers)
	if len(pdf) == 0 {
		p.Erreur(examen.Refuser(examen.CodeFichier, "Il n’y a pas de document PDF à imprimer.",
			"Un plan de secours (.zip) s’ouvre d’abord ; un fichier de tableur s’imprime depuis le tableur."))
		return
	}
	imp := p.Impression
	if imp == nil {
		imp = impressionDuSysteme()
	}
	Lire(p, func(context.Context) ([]string, error) { return imp.Imprimantes() }, func(imprimantes []string) {
		p.demanderImpression(imp, imprimantes, pdf, fait)
	})
}

func (p *Hote) demanderImpression(imp *Impression, imprimantes, pdf []string, fait func(string)) {
	copies := composant.NouvelleSaisie("1", "")
	faute := composant.NouveauParagraphe("", composant.Police{Ton: composant.Mauvais})
	corps := composant.Pile(8, nil, composant.NouveauParagraphe(modele.Compter(len(pdf), "document", "documents")+" : "+NomsFichiers(pdf), composant.Police{}))
	choisie := ""
	if len(imprimantes) > 0 {
		choisie = imprimantes[0]
		choix := composant.NouveauChoix(imprimantes, 0, func(i int) { choisie = imprimantes[i] })
		corps.Add(Etiquette("Imprimante"))
		corps.Add(choix.Vue)
	} else {
		corps.Add(composant.NouveauParagraphe("L’imprimante par défaut de ce poste imprime.", composant.Police{Ton: composant.Second}))
	}
	corps.Add(Etiquette("Exemplaires"))
	corps.Add(composant.Largeur(90, copies))
	corps.Add(faute)
	n := 1
	composant.Ouvrir(p.Fenetre, composant.Contenu{
		Titre: "Imprimer", Largeur: 560, Corps: corps, Aide: p.AideSur("imprimer"),
		Reponses: []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: "Imprimer", Rang: composant.Principal, Defaut: true,
				Verifier: func() bool {
					var err error
					if n, err = strconv.Atoi(strings.TrimSpace(copies.Text)); err == nil && n >= 1 && n <= 99 {
						return true
					}
					faute.Changer("!  Le nombre d’exemplaires est de 1 à 99.", composant.Mauvais)
					p.Fenetre.Canvas().Focus(copies)
					return false
				},
				Action: func() {
					Lire(p, func(context.Context) (bool, error) { return true, imp.Envoyer(choisie, n, pdf) }, func(bool) {
						t := "Envoyé à l’imprimante"
						if choisie != "" {
							t += " « " + choisie + " »"
						}
						fait(t + " : " + NomsFichiers(pdf))
					})
				}},
		},
	})
}

func refusImprimante(detail string) *examen.Refus {
	if detail = strings.TrimSpace(detail); detail != "" {
		detail = " (" + detail + ")"
	}
	return examen.Refuser(examen.CodeFichier, "Rien n’a été imprimé"+detail+".",
		"Ouvrez le document et imprimez depuis son lecteur, ou copiez-le sur une clé et imprimez d’un autre poste.")
}
