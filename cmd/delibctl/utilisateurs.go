package main

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"delib/cmd/ligne"
	"delib/core/activite"
	"delib/core/examen"
	"delib/core/store"
)

// demanderPhrase gives a passphrase: DELIB_PHRASE, or what the person types
// without it being shown.
func (a *app) demanderPhrase(nom string) (string, error) {
	if p, donnee := os.LookupEnv("DELIB_PHRASE"); donnee {
		return p, nil
	}
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return "", examen.Refuser(examen.CodeIdentite, fmt.Sprintf("La phrase de passe de « %s » est attendue.", nom),
			"Donnez-la par DELIB_PHRASE, ou lancez la commande dans un terminal.")
	}
	return a.taperPhrase("Phrase de passe de « " + nom + " »")
}

// phraseDuPlan gives the passphrase of an encrypted plan de secours: DELIB_PHRASE_PLAN,
// or what the person types.
func (a *app) phraseDuPlan(nom string) (string, error) {
	if p, donnee := os.LookupEnv("DELIB_PHRASE_PLAN"); donnee {
		return p, nil
	}
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return "", examen.Refuser(examen.CodeIdentite, fmt.Sprintf("Le plan de secours « %s » est chiffré : sa phrase secrète est attendue.", nom),
			"Donnez-la par DELIB_PHRASE_PLAN, ou lancez la commande dans un terminal. Rien n’a été changé.")
	}
	return a.taperPhrase("Phrase secrète de « " + nom + " »")
}

// taperPhrase asks for what is typed without being shown.
func (a *app) taperPhrase(quoi string) (string, error) {
	fmt.Fprintf(a.stderr, "%s : ", quoi)
	texte, err := term.ReadPassword(int(os.Stdin.Fd()))
	fmt.Fprintln(a.stderr)
	if err != nil {
		return "", fmt.Errorf("read passphrase: %w", err)
	}
	return string(texte), nil
}

// nouvellePhrase gives the passphrase of a new user: DELIB_NOUVELLE_PHRASE, or
// what the person types twice.
func (a *app) nouvellePhrase(nom string) (string, error) {
	if p, donnee := os.LookupEnv("DELIB_NOUVELLE_PHRASE"); donnee {
		return p, nil
	}
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return "", examen.Refuser(examen.CodeSaisie, fmt.Sprintf("La phrase de passe à donner à « %s » est attendue.", nom),
			"Donnez-la par DELIB_NOUVELLE_PHRASE, ou lancez la commande dans un terminal.")
	}
	var deux [2]string
	for i, quoi := range []string{"Nouvelle phrase de passe", "La même, encore"} {
		var err error
		if deux[i], err = a.taperPhrase(quoi + " de « " + nom + " »"); err != nil {
			return "", err
		}
	}
	if deux[0] != deux[1] {
		return "", examen.Refuser(examen.CodeSaisie, "Les deux phrases de passe ne sont pas les mêmes.", "Recommencez. Rien n’a été changé.")
	}
	return deux[0], nil
}

// lesUtilisateurs shows or changes who acts on this workstation.
func lesUtilisateurs(a *app, nom string, args []string) error {
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		for verbe, faire := range map[string]func(*app, string, []string) error{
			"ajouter": ajouterUtilisateur, "retirer": retirerUtilisateur, "oublier": oublierUtilisateurs,
		} {
			if args[0] == verbe {
				return faire(a, nom+" "+verbe, args[1:])
			}
		}
		return usage("utilisateurs attend ajouter, retirer ou oublier.")
	}
	if err := lireSans(a.flags(nom), args); err != nil {
		return err
	}
	return a.avec(false, func(b *store.Base, _ *activite.Service) error {
		us, err := b.Utilisateurs(a.ctx)
		if err != nil {
			return err
		}
		if a.json {
			return a.ecrireJSON(plein(us))
		}
		if len(us) == 0 {
			fmt.Fprintln(a.stdout, "Aucun utilisateur : ce poste ne demande pas de phrase de passe.")
		}
		for _, u := range us {
			fmt.Fprintf(a.stdout, "%s\t%s\t%s\n", u.Nom, u.Role, strings.Join(u.Jurys, " "))
		}
		return nil
	})
}

func ajouterUtilisateur(a *app, nom string, args []string) error {
	f := a.flags(nom)
	role := f.String("role", "", "chef, adjoint ou president")
	jurys := f.StringArray("jury", nil, "jury qu’il préside ; plusieurs fois pour plusieurs ; sans lui, tous")
	par := f.String("par", ligne.Auteur(), "le chef de centre qui l’ajoute")
	mots, err := lireMots(f, args, "NOM")
	if err != nil {
		return err
	}
	phrase, err := a.nouvellePhrase(mots[0])
	if err != nil {
		return err
	}
	return a.avec(true, func(b *store.Base, _ *activite.Service) error {
		if err := b.Ajouter(a.ctx, store.Utilisateur{Nom: mots[0], Role: store.RoleUtilisateur(*role), Jurys: *jurys}, phrase, *par); err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "« %s » est utilisateur de ce poste (%s).\n", mots[0], *role)
		return nil
	})
}

func retirerUtilisateur(a *app, nom string, args []string) error {
	f := a.flags(nom)
	par := f.String("par", ligne.Auteur(), "le chef de centre qui le retire")
	mots, err := lireMots(f, args, "NOM")
	if err != nil {
		return err
	}
	return a.avec(false, func(b *store.Base, _ *activite.Service) error {
		if err := b.Retirer(a.ctx, mots[0], *par); err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "« %s » n’est plus utilisateur de ce poste ; ses actes restent.\n", mots[0])
		return nil
	})
}

func oublierUtilisateurs(a *app, nom string, args []string) error {
	f := a.flags(nom)
	confirmer := f.String("confirmer", "", "l’UAI du centre, pour confirmer")
	par := f.String("par", ligne.Auteur(), "qui le fait")
	if err := lireSans(f, args); err != nil {
		return err
	}
	return a.avec(false, func(b *store.Base, s *activite.Service) error {
		c, _, err := s.Centre(a.ctx)
		if err != nil {
			return err
		}
		if *confirmer != c.Lieu.UAI {
			return examen.Refuser(examen.CodeSaisie, fmt.Sprintf("Ce poste tient le centre %s.", c.Lieu.UAI),
				"Pour oublier tous ses utilisateurs, confirmez par cet UAI (--confirmer). Le journal le retiendra.")
		}
		if err := b.OublierUtilisateurs(a.ctx, *par); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, "Ce poste n’a plus d’utilisateurs : il ne demande plus de phrase de passe. Le journal le retient.")
		return nil
	})
}
