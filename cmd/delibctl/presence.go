package main

import (
	"strings"

	"delib/cmd/ligne"
	"delib/core/activite"
	"delib/core/jury"
	"delib/core/store"
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
	for nom, v := range map[string]string{"jury": x.Jury, "membre": x.Membre, "mode": *mode} {
		if strings.TrimSpace(v) == "" {
			return usage("presence attend --%s.", nom)
		}
	}
	if f.Changed("refuse-de-signer") && strings.TrimSpace(x.Refus) == "" {
		return usage("--refuse-de-signer attend le motif, dans les mots du membre.")
	}
	x.Mode = jury.Siege(*mode)
	return a.avec(false, func(_ *store.Base, s *activite.Service) error {
		b, err := s.NoterPresence(a.ctx, x)
		if err != nil {
			return err
		}
		return a.dire(b)
	})
}
