package modele

import "strings"

// Utilisateur is a person who acts on this workstation under a passphrase.
type Utilisateur struct {
	Nom   string
	Role  string // code of Roles
	Jurys []string
}

// RoleUtilisateur is what a user may do.
type RoleUtilisateur struct{ Code, Libelle, Aide string }

// Roles gives the roles of users.
func Roles() []RoleUtilisateur {
	return []RoleUtilisateur{
		{"chef", "Chef de centre", "les actes du centre, les imports et les utilisateurs"},
		{"adjoint", "Adjoint", "les actes du centre et les imports"},
		{"president", "Président de jury", "les actes de ses jurys : notes modifiées, livrets, clôture"},
	}
}

// Detail says what a user may do.
func (u *Utilisateur) Detail() string {
	t := u.Role
	for _, r := range Roles() {
		if r.Code == u.Role {
			t = r.Libelle + " : " + r.Aide
		}
	}
	switch {
	case len(u.Jurys) > 0:
		t += "  ·  jurys " + Enumerer(u.Jurys)
	case u.Role == "president":
		t += "  ·  tous les jurys"
	}
	return t
}

// LireJurys reads the codes of a text field.
func LireJurys(texte string) []string {
	return strings.FieldsFunc(texte, func(r rune) bool { return r == ',' || r == ';' || r == ' ' })
}

// FauteUtilisateur says what lacks in a new user, "" for nothing.
func FauteUtilisateur(u *Utilisateur, phrase, encore string, premier bool) string {
	switch {
	case strings.TrimSpace(u.Nom) == "":
		return "Indiquez le nom, tel qu’il signera ses actes."
	case premier && u.Role != "chef":
		return "Le premier utilisateur est un chef de centre : c’est lui qui ajoute les autres."
	case len([]rune(phrase)) < 8:
		return "La phrase de passe a au moins 8 caractères."
	case phrase != encore:
		return "Les deux phrases de passe ne sont pas les mêmes."
	}
	return ""
}
