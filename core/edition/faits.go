// Package edition makes the documents of a centre: facts in, a document.Liasse
// out, one file an edition. It is pure: no clock, no file, no base. Titles and
// wording are those of the reference documents; what differs by exam comes from
// the profile.
//
// It draws nothing (package render) and decides nothing (package decision).
package edition

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"delib/core/decision"
	"delib/core/document"
	"delib/core/examen"
	"delib/core/jury"
)

// Faits is what every edition of a centre shares.
type Faits struct {
	Centre *jury.Centre
	Profil *examen.Profil
	Le     time.Time // date of edition
	Titre  string    // as the person typed it
}

// EditeLe gives "Edité le 06/06/2023".
func (f *Faits) EditeLe() string { return "Edité le " + f.Le.Format("02/01/2006") }

// editeLeHeure adds the hour, where the reference document has one; a date
// without an hour stays a date.
func (f *Faits) editeLeHeure() string {
	if f.Le.Hour() == 0 && f.Le.Minute() == 0 {
		return f.EditeLe()
	}
	return f.EditeLe() + f.Le.Format(" 15:04")
}

// bandeau is the head of a list: exam and session, centre and date.
func (f *Faits) bandeau() document.Bandeau {
	return document.Bandeau{
		Gauche: []string{f.Profil.Mots.Examen, "Session : " + f.Centre.Session},
		Droite: []string{f.Centre.Lieu.Libelle(), f.EditeLe()},
	}
}

// academie gives "ACADÉMIE DE BESANÇON".
func (f *Faits) academie() string { return strings.ToUpper(de("Académie", f.Centre.Academie.Nom)) }

// de joins a title and the name of an académie: "Recteur de Besançon", "d'Amiens".
func de(titre, nom string) string {
	if nom != "" && strings.ContainsRune("AEIOUYÉÈÎÔaeiouyéèîô", []rune(nom)[0]) {
		return titre + " d'" + nom
	}
	return titre + " de " + nom
}

// unSigne writes with one character what prints alike: apostrophes, hyphens, spaces.
var unSigne = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "ʻ", "'", "`", "'", "´", "'", "′", "'", "＇", "'",
	"‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "−", "-", "\u00ad", "", "\u00a0", " ", "\u202f", " ", "\u2009", " ")

// cleTri is a name as a French directory sorts it, which leaves apostrophes out and the
// ʻokina of Polynesia with them, whichever character was typed.
func cleTri(nom string) string { return strings.ReplaceAll(unSigne.Replace(nom), "'", "") }

// memeNom tells by one key the names that print alike.
func memeNom(nom, prenoms string) string {
	return strings.ToUpper(norm.NFC.String(strings.Join(strings.Fields(unSigne.Replace(nom)), " ") + "\n" + strings.Join(strings.Fields(unSigne.Replace(prenoms)), " ")))
}

// Trier gives candidates in the order of a French directory: names, then first
// names, accents after letters, apostrophes left out.
func Trier(cs []*jury.Candidat) []*jury.Candidat {
	col := collate.New(language.French)
	var tampon collate.Buffer
	cles := make(map[*jury.Candidat][2][]byte, len(cs))
	for _, c := range cs {
		cles[c] = [2][]byte{
			slices.Clone(col.KeyFromString(&tampon, cleTri(c.Nom))),
			slices.Clone(col.KeyFromString(&tampon, cleTri(c.Prenoms))),
		}
		tampon.Reset()
	}
	tries := slices.Clone(cs)
	slices.SortStableFunc(tries, func(a, b *jury.Candidat) int {
		x, y := cles[a], cles[b]
		if n := slices.Compare(x[0], y[0]); n != 0 {
			return n
		}
		if n := slices.Compare(x[1], y[1]); n != 0 {
			return n
		}
		return strings.Compare(a.Cle.String(), b.Cle.String())
	})
	return tries
}

// Moment writes a date of the dossier: "31/05/2023 14:00".
func Moment(iso string) string {
	if t, err := time.Parse("2006-01-02T15:04", iso); err == nil {
		return t.Format("02/01/2006 15:04")
	}
	return Jour(iso)
}

// Jour writes a date of the dossier: "01/09/2002", or "09/2002" when its day is not
// known; what is not a date stays as it is.
func Jour(iso string) string {
	if t, err := time.Parse("2006-01", iso); err == nil {
		return t.Format("01/2006")
	}
	if t, err := time.Parse(time.DateOnly, iso); err == nil {
		return t.Format("02/01/2006")
	}
	return iso
}

// Resultats computes every candidate of a jury once.
func Resultats(p *examen.Profil, d *jury.Dossier) map[jury.Cle]decision.Resultat {
	m := make(map[jury.Cle]decision.Resultat, len(d.Candidats))
	for _, c := range d.Candidats {
		m[c.Cle] = decision.Calculer(p, &d.Entete, c)
	}
	return m
}

func ouiNon(b bool) string {
	if b {
		return "Oui"
	}
	return "Non"
}

func pluriel(n int, un, plusieurs string) string {
	if n < 2 {
		return fmt.Sprintf("%d %s", n, un)
	}
	return fmt.Sprintf("%d %s", n, plusieurs)
}
