// Package ligne is what the commands share of a command line: flags before or
// after words, what is wrong with them said in French, and the exit status.
//
// It knows no activity and opens no base.
package ligne

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"delib/core/examen"
)

// ErreurUsage is a call that cannot be understood: exit 2.
type ErreurUsage struct{ message string }

func (e ErreurUsage) Error() string { return e.message }

// Usage makes an ErreurUsage.
func Usage(format string, args ...any) error { return ErreurUsage{fmt.Sprintf(format, args...)} }

// Conclure says what went wrong, if anything did, and gives the exit status: 0
// done, 1 refused or failed, 2 wrong usage.
func Conclure(programme string, err error, stderr io.Writer) int {
	var u ErreurUsage
	switch {
	case err == nil:
		return 0
	case errors.As(err, &u):
		fmt.Fprintf(stderr, "%s : %s\nPour l’aide : %s aide\n", programme, u.message, programme)
		return 2
	}
	if r, refus := examen.EstRefus(err); refus {
		fmt.Fprintln(stderr, Porteur.Dire(r)) // without what the program says to itself on the way
	} else if errors.Is(err, context.Canceled) {
		fmt.Fprintln(stderr, "Interrompu : rien n’a été fait.")
	} else {
		fmt.Fprintf(stderr, "Une erreur technique a empêché l’acte ; rien n’a été fait.\nPour l’assistance : %v\n", err)
	}
	return 1
}

// Muet makes a set of flags leave the words to Lire.
func Muet(f *pflag.FlagSet) {
	f.SetOutput(io.Discard)
	f.Usage = func() {}
}

// enFrancais puts the library's words for a default into French; a flag that tells
// "not given" by a character of no keyboard shows none.
var enFrancais = strings.NewReplacer(` (default "\x00")`, "", " (default ", " (par défaut ")

// Lire reads flags and says in French what is wrong with them.
func Lire(f *pflag.FlagSet, args []string) error {
	err := f.Parse(args)
	var inconnu *pflag.NotExistError
	var sansValeur *pflag.ValueRequiredError
	var mauvaise *pflag.InvalidValueError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, pflag.ErrHelp):
		return Usage("options de « %s » :\n%s", f.Name(), enFrancais.Replace(f.FlagUsages()))
	case errors.As(err, &inconnu):
		return Usage("l’option --%s n’existe pas pour « %s ».", inconnu.GetSpecifiedName(), f.Name())
	case errors.As(err, &sansValeur):
		return Usage("l’option --%s attend une valeur.", sansValeur.GetSpecifiedName())
	case errors.As(err, &mauvaise):
		return Usage("la valeur « %s » ne convient pas à l’option --%s.", mauvaise.GetValue(), mauvaise.GetFlag().Name)
	}
	return Usage("ligne de commande illisible : %v", err)
}

// LireMots reads the flags of a command and the words that it takes, no more, no fewer.
func LireMots(f *pflag.FlagSet, args []string, mots ...string) ([]string, error) {
	if err := Lire(f, args); err != nil {
		return nil, err
	}
	switch {
	case f.NArg() == len(mots):
		return f.Args(), nil
	case len(mots) == 0:
		return nil, Usage("« %s » n’attend pas « %s ».", f.Name(), f.Arg(0))
	}
	return nil, Usage("« %s » attend %s.", f.Name(), strings.Join(mots, " "))
}

// LireFichier reads a file that a command is given, of at most so many bytes.
func LireFichier(chemin string, max int64) ([]byte, error) {
	if info, err := os.Stat(chemin); err == nil && info.Size() > max {
		return nil, examen.Refuser(examen.CodeFichier, fmt.Sprintf("Le fichier « %s » est trop gros pour être un envoi de Délib.", chemin),
			"Vérifiez le chemin.")
	}
	texte, err := os.ReadFile(chemin)
	if err != nil {
		return nil, examen.Refuser(examen.CodeFichier, fmt.Sprintf("Le fichier « %s » ne peut pas être lu.", chemin), "Vérifiez le chemin.")
	}
	return texte, nil
}

// Horloge gives the clock; DELIB_HORLOGE fixes it, to make the same documents twice.
func Horloge(fixe string) (func() time.Time, error) {
	if fixe == "" {
		return time.Now, nil
	}
	t, err := time.Parse(time.RFC3339, fixe)
	if err != nil {
		return nil, Usage("DELIB_HORLOGE « %s » n’est pas une date RFC 3339.", fixe)
	}
	return func() time.Time { return t }, nil
}

// EcrireJSON writes one value.
func EcrireJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
