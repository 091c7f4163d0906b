package main

import (
	"fmt"
	"strings"

	"delib/cmd/ligne"
	"delib/core/activite"
	"delib/core/store"
)

// lancer runs an activity of the registry; its fields are its flags.
func lancer(a *app, nom string, args []string) error {
	x, _ := activite.Trouver(nom)
	f := a.flags(nom)
	jurys := f.StringArray("jury", nil, "code d’un jury ; plusieurs fois pour plusieurs")
	titre := f.String("titre", activite.SansTitre, "titre de l’édition")
	sortie := f.String("sortie", "", "dossier des documents")
	qui := ligne.Auteur()
	par := &qui
	if _, pris := x.Champ("par"); !pris { // statistiques --par decision|epreuve changes nothing and needs no author
		par = f.String("par", qui, "qui agit")
	}
	format := new(string)
	if len(x.Formats) > 0 {
		f.StringVar(format, "format", x.Formats[0], strings.Join(x.Formats, ", "))
	}
	valeurs := map[string]*[]string{}
	ouis := map[string]*bool{}
	for _, c := range x.Champs {
		if c.Genre == activite.ChampOui {
			ouis[c.Nom] = f.Bool(c.Nom, false, c.Libelle)
			continue
		}
		valeurs[c.Nom] = f.StringArray(c.Nom, nil, c.Libelle)
	}
	if err := lireSans(f, args); err != nil {
		return err
	}
	d := activite.Demande{Jurys: *jurys, Titre: *titre, Sortie: *sortie, Format: *format, Par: *par, Valeurs: map[string][]string{}}
	for nom, v := range valeurs {
		if f.Changed(nom) {
			d.Valeurs[nom] = *v
		}
	}
	for nom, oui := range ouis {
		if *oui {
			d.Valeurs[nom] = []string{"oui"}
		}
	}
	return a.avec(false, func(_ *store.Base, s *activite.Service) error {
		b, err := s.Lancer(a.ctx, nom, d)
		if err != nil {
			return err
		}
		if _, demande := x.Champ(activite.ChampSceau); demande && !f.Changed(activite.ChampSceau) && !f.Changed(activite.ChampSansPV) {
			b.Avertissements = append(b.Avertissements, "Rien ne dit que le procès-verbal signé est celui de l’état présent : recopiez les quatre premiers "+
				"caractères de son sceau (--sceau XXXX), ou dites pourquoi il n’y en a pas (--sans-pv MOTIF).")
		}
		return a.dire(b)
	})
}

// dire writes what a run gave: the paths of the files, one a line, or what was done.
func (a *app) dire(b *activite.Bilan) error {
	a.avertir(b.Avertissements)
	if a.json {
		numero := int64(0)
		if b.CompteRendu != nil {
			numero = b.CompteRendu.Numero
		}
		return a.ecrireJSON(map[string]any{
			"fichiers": plein(b.Fichiers), "messages": plein(b.Messages), "avertissements": plein(b.Avertissements), "compte_rendu": numero,
		})
	}
	for _, m := range b.Messages {
		fmt.Fprintln(a.stdout, m)
	}
	for _, c := range b.Fichiers {
		fmt.Fprintln(a.stdout, c)
	}
	return nil
}

// rendre runs what an activity of the service does, and says what it did.
func (a *app) rendre(faire func(*activite.Service) (*activite.Bilan, error)) error {
	return a.avec(false, func(_ *store.Base, s *activite.Service) error {
		b, err := faire(s)
		if err != nil {
			return err
		}
		return a.dire(b)
	})
}

// exigerDrapeaux refuses a command that lacks one of its flags, given with their values.
func exigerDrapeaux(nom string, drapeaux ...[2]string) error {
	for _, d := range drapeaux {
		if strings.TrimSpace(d[1]) == "" {
			return usage("%s attend --%s.", nom, d[0])
		}
	}
	return nil
}

// choisirGeste runs one of the gestures of a command, by its first word; attendu names
// them to who gave none.
func (a *app) choisirGeste(nom string, args []string, gestes map[string]func(*app, string, []string) error, attendu string) error {
	f := a.flags(nom)
	f.SetInterspersed(false)
	if err := lire(f, args); err != nil {
		return err
	}
	if f.NArg() == 0 || gestes[f.Arg(0)] == nil {
		return usage("%s attend %s.", nom, attendu)
	}
	return gestes[f.Arg(0)](a, nom+" "+f.Arg(0), f.Args()[1:])
}

// deliberer holds the jury's own acts.
func deliberer(a *app, nom string, args []string) error {
	actes := map[string]func(*app, string, []string) error{
		"modifier-note": modifierNote, "livret-examine": livretExamine, "clore": clore,
	}
	return a.choisirGeste(nom, args, actes, "modifier-note, livret-examine ou clore")
}

func modifierNote(a *app, nom string, args []string) error {
	f := a.flags(nom)
	var m activite.Modification
	f.StringVar(&m.Jury, "jury", "", "code du jury")
	f.StringVar(&m.Candidat, "candidat", "", "NUMERO-INSCRIPTION")
	f.StringVar(&m.Epreuve, "epreuve", "", "code de l’épreuve")
	f.StringVar(&m.Valeur, "valeur", "", "note, ou absent")
	f.StringVar(&m.Motif, "motif", "", "raison, inscrite au procès-verbal")
	f.StringVar(&m.Par, "par", ligne.Auteur(), "qui modifie")
	if err := lireSans(f, args); err != nil {
		return err
	}
	for nom, v := range map[string]string{"jury": m.Jury, "candidat": m.Candidat, "epreuve": m.Epreuve} {
		if v == "" {
			return usage("modifier-note attend --%s.", nom)
		}
	}
	if !f.Changed("valeur") {
		return usage("modifier-note attend --valeur.")
	}
	return a.avec(false, func(_ *store.Base, s *activite.Service) error {
		_, p, err := s.Centre(a.ctx)
		if err != nil {
			return err
		}
		effet, err := s.ModifierNote(a.ctx, m)
		if err != nil {
			return err
		}
		return a.dire(&activite.Bilan{Messages: effet.Messages(p)})
	})
}

func livretExamine(a *app, nom string, args []string) error {
	f := a.flags(nom)
	jury := f.String("jury", "", "code du jury")
	candidats := f.StringArray("candidat", nil, "NUMERO-INSCRIPTION ; sans lui, tous")
	retirer := f.Bool("retirer", false, "retire la coche, jusqu’à la clôture")
	motif := f.String("motif", "", "avec --retirer : pourquoi")
	par := f.String("par", ligne.Auteur(), "qui a examiné")
	if err := lireSans(f, args); err != nil {
		return err
	}
	if *jury == "" {
		return usage("livret-examine attend --jury J.")
	}
	return a.rendre(func(s *activite.Service) (*activite.Bilan, error) {
		if *retirer {
			return s.RetirerLivrets(a.ctx, *jury, *candidats, *motif, *par)
		}
		return s.ExaminerLivrets(a.ctx, *jury, *candidats, *par)
	})
}

func clore(a *app, nom string, args []string) error {
	f := a.flags(nom)
	jury := f.String("jury", "", "code du jury")
	par := f.String("par", ligne.Auteur(), "qui clôt")
	if err := lireSans(f, args); err != nil {
		return err
	}
	if *jury == "" {
		return usage("clore attend --jury J.")
	}
	return a.avec(false, func(_ *store.Base, s *activite.Service) error {
		b, err := s.Clore(a.ctx, *jury, *par)
		if b != nil {
			// The warnings are worth reading even when the closing is refused.
			if err != nil {
				a.avertir(b.Avertissements)
				return err
			}
			return a.dire(b)
		}
		return err
	})
}

func simulerAcademie(a *app, nom string, args []string) error {
	f := a.flags(nom)
	jurys := f.StringArray("jury", nil, "code d’un jury ; plusieurs fois pour plusieurs")
	etat := f.String("etat", "", "nouvel état")
	par := f.String("par", "Académie (simulée)", "qui agit")
	if err := lireSans(f, args); err != nil {
		return err
	}
	if len(*jurys) == 0 || *etat == "" {
		return usage("simuler-academie attend --jury J et --etat E.")
	}
	return a.rendre(func(s *activite.Service) (*activite.Bilan, error) {
		return s.SimulerAcademie(a.ctx, *jurys, *etat, *par)
	})
}

// reporte says that what was done for a jury was typed into CYCLADES.
func reporte(a *app, nom string, args []string) error {
	f := a.flags(nom)
	jury := f.String("jury", "", "code du jury")
	par := f.String("par", ligne.Auteur(), "qui a saisi")
	if err := lireSans(f, args); err != nil {
		return err
	}
	if *jury == "" {
		return usage("reporte attend --jury J.")
	}
	return a.rendre(func(s *activite.Service) (*activite.Bilan, error) { return s.Reporte(a.ctx, *jury, *par) })
}
