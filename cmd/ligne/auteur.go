package ligne

import (
	"os"
	"os/user"
	"strings"
)

// Auteur gives the system's user, proposed as the name of who acts: his full name
// where the system knows it, else his login.
func Auteur() string {
	u, err := user.Current()
	if err != nil {
		u = &user.User{Username: os.Getenv("USER")}
	}
	return nommer(u.Name, u.Username)
}

// nommer takes the name out of what a system keeps: Unix puts a telephone number
// after a comma, Windows the domain before the login.
func nommer(nom, login string) string {
	nom, _, _ = strings.Cut(nom, ",")
	if nom = strings.TrimSpace(nom); nom != "" {
		return nom
	}
	if i := strings.LastIndexByte(login, '\\'); i >= 0 {
		login = login[i+1:]
	}
	if login = strings.TrimSpace(login); login != "" {
		return login
	}
	return "utilisateur du poste"
}
