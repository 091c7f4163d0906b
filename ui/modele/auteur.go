package modele

import (
	"slices"
	"strings"
)

// comptes are names of accounts, which say nothing of who acts.
var comptes = []string{"", "root", "admin", "administrateur", "administrator", "utilisateur", "utilisateur du poste", "user", "invite", "guest", "pc", "poste",
	"owner", "proprietaire", "eleve", "prof", "delib"}

// EstUnNom tells whether what a system calls its user may name a person.
func EstUnNom(nom string) bool { return !slices.Contains(comptes, Replier(strings.TrimSpace(nom))) }
