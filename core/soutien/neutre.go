package soutien

import (
	"regexp"
	"strings"
)

// What may stay of a technical message: plain lower-case words of the program's
// own English, the names of SQLite's and Go's errors, an error number in
// parentheses. A name, a number, a path, a quoted value never looks so.
var (
	entreGuillemets = regexp.MustCompile("«[^»]*»|\"[^\"]*\"|'[^']*'|`[^`]*`|\u201c[^\u201d]*\u201d")
	mot             = regexp.MustCompile(`^[(\[]?(?:[a-z]{1,20}|SQLITE_[A-Z_]+|EOF|JSON|SQL|Go|ZIP|PDF)[)\]:;,.]*$`)
	numeroErreur    = regexp.MustCompile(`^\(\d{1,4}\)[:;,.]*$`)
)

// Neutre gives a technical message without anything that could name a person or
// say a mark; what it leaves out is shown as « … ».
func Neutre(message string) string {
	message = entreGuillemets.ReplaceAllString(message, " … ")
	var mots []string
	for _, m := range strings.Fields(message) {
		if !mot.MatchString(m) && !numeroErreur.MatchString(m) {
			m = "…"
		}
		if m == "…" && len(mots) > 0 && mots[len(mots)-1] == "…" {
			continue
		}
		mots = append(mots, m)
	}
	return strings.Join(mots, " ")
}

// cadre is a line of a Go trace: where the program was, without its arguments.
var (
	cadreFonction = regexp.MustCompile(`^(?:created by )?((?:delib|fyne\.io|runtime|main|modernc\.org|database/sql|sync|internal|os|io|encoding|github\.com|golang\.org)[\w./*()\-]*)\(`)
	cadreFichier  = regexp.MustCompile(`^\t(?:\S*/)?([\w.\-]+/[\w.\-]+\.(?:go|s):\d+)`)
	entetePanique = regexp.MustCompile(`^(panic|fatal error|SIG[A-Z]+|goroutine \d+ \[[a-z ,0-9]+\]:|runtime error)`)
	sorteErreur   = regexp.MustCompile(`(index out of range|slice bounds out of range|nil pointer dereference|invalid memory address|nil map|deadlock|out of memory|stack overflow|concurrent map|interface conversion|divide by zero|segmentation violation)`)
)

// neutrePlantage keeps of a Go trace what tells where the program stopped.
func neutrePlantage(texte string) string {
	var l []string
	for ligne := range strings.Lines(texte) {
		ligne = strings.TrimRight(ligne, "\r\n")
		switch {
		case strings.HasPrefix(ligne, "goroutine "):
			if m := entetePanique.FindString(ligne); m != "" {
				l = append(l, "", m)
			}
		case entetePanique.MatchString(ligne):
			dit := entetePanique.FindString(ligne)
			if s := sorteErreur.FindString(ligne); s != "" {
				dit += ": " + s
			}
			l = append(l, dit)
		case cadreFonction.MatchString(ligne):
			l = append(l, cadreFonction.FindStringSubmatch(ligne)[1])
		case cadreFichier.MatchString(ligne):
			l = append(l, "\t"+cadreFichier.FindStringSubmatch(ligne)[1])
		}
		if len(l) > 400 {
			return strings.Join(append(l, "…"), "\n")
		}
	}
	return strings.Join(l, "\n")
}
