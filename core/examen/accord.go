package examen

import (
	"fmt"
	"regexp"
)

// accords are a number and the words that agree with it: "2 livret(s) examiné(s)".
var accords = regexp.MustCompile(`(\d+)((?:\s\p{L}+\((?:s|x|es)\))+)`)

var terminaison = regexp.MustCompile(`\((s|x|es)\)`)

// Accorder writes the words after a number in the singular or in the plural, as
// their endings in brackets ask.
func Accorder(texte string) string {
	return accords.ReplaceAllStringFunc(texte, func(t string) string {
		if n := accords.FindStringSubmatch(t)[1]; n == "0" || n == "1" {
			return terminaison.ReplaceAllString(t, "")
		}
		return terminaison.ReplaceAllString(t, "$1")
	})
}

// Dire formats a sentence for a person, its words in agreement with its numbers.
func Dire(format string, args ...any) string { return Accorder(fmt.Sprintf(format, args...)) }
