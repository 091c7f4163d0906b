package main

import (
	"strings"

	"delib/cmd/ligne"
	"delib/core/activite"
	"delib/core/jury"
)

// presence says how a member of a jury sits.
func presence(a *app, nom string, args []string) error {
	f := a.flags(nom)
	var x activite.Siege
	f.StringVar(&x.Jury, "jury", "", "code du jury")
	f.StringVar(&x.Membre, "membre", "", "nom du membre du jury")
	mode := f.String("mode", "", "present, visio (jamais le président) ou absent")
	f.BoolVar(&x.Preside, "preside", false, "il préside la séance")
	f.StringVar(&x.Refus, "refuse-de-signer", "", "il refuse de signer : pourquoi")
	f.StringVar(&x.Par, "par", ligne.Auteur(), "qui le note")
	if err := lireSans(f, args); err != nil {
		return err
	}
	if err := exigerDrapeaux(nom, [2]string{"jury", x.Jury}, [2]string{"membre", x.Membre}, [2]string{"mode", *mode}); err != nil {
		return err
	}
	if f.Changed("refuse-de-signer") && strings.TrimSpace(x.Refus) == "" {
		return usage("--refuse-de-signer attend le motif, dans les mots du membre.")
	}
	x.Mode = jury.Siege(*mode)
	return a.rendre(func(s *activite.Service) (*activite.Bilan, error) { return s.NoterPresence(a.ctx, x) })
}
