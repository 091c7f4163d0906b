package reprise

import (
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"delib/core/examen"
	"delib/core/jury"
)

// Jury is a jury as a file gives it back, once checked.
type Jury struct {
	Code      string
	Etat      examen.Etat
	Candidats int
	Actes     []string  // ids, in order
	Le        time.Time // of the last act; zero when the académie alone wrote it
	Poste     string    // that wrote the file
	Centre    jury.Centre
	Fichier   string // it comes from
	Trouve    bool   // beside the file that was named
	Texte     []byte
}

// Quand says as of when the jury is.
func (j *Jury) Quand() string {
	if j.Le.IsZero() {
		return "telle que l’académie l’a envoyée"
	}
	return "dernier acte du " + j.Le.Format("02/01/2006 à 15:04")
}

// Dit describes the jury in a line.
func (j *Jury) Dit() string {
	return examen.Dire("Jury %s : état %s, %d candidat(s), %d acte(s), %s (poste %s).", j.Code, j.Etat.Code(), j.Candidats, len(j.Actes), j.Quand(),
		jury.PosteCourt(j.Poste))
}

// contient tells whether this jury has every act of another.
func (j *Jury) contient(autre *Jury) bool {
	a := map[string]bool{}
	for _, id := range j.Actes {
		a[id] = true
	}
	for _, id := range autre.Actes {
		if !a[id] {
			return false
		}
	}
	return true
}

// Recueil is what several files give back: each jury once, as late as any of
// them has it.
type Recueil struct {
	Jurys   []Jury
	Ecartes []string // what is left out, and why
}

// Ajouter takes a jury in. Of two files, the one that has every act of the other
// is kept; when neither has, one found beside is left out, and two that were
// named are refused: only a person can tell which is right.
func (r *Recueil) Ajouter(j Jury) error {
	if len(r.Jurys) > 0 && !r.Jurys[0].Centre.Meme(&j.Centre) {
		return r.refuserCentre(&j)
	}
	ecarter := func(format string, x, y *Jury) {
		if x.Fichier != y.Fichier {
			r.Ecartes = append(r.Ecartes, fmt.Sprintf(format, x.Code, filepath.Base(x.Fichier), filepath.Base(y.Fichier)))
		}
	}
	const ancien = "Jury %s : « %s » est plus ancien que « %s », et laissé."
	for i := range r.Jurys {
		avant := &r.Jurys[i]
		if avant.Code != j.Code {
			continue
		}
		switch contenu, contient := avant.contient(&j), j.contient(avant); {
		case contenu && contient:
		case contenu:
			ecarter(ancien, &j, avant)
		case contient:
			ecarter(ancien, avant, &j)
			*avant = j
		case j.Trouve:
			ecarter("Jury %s : « %s » n’a pas les mêmes actes que « %s », et est laissé.", &j, avant)
		default:
			return examen.Refuser(examen.CodeFichier,
				fmt.Sprintf("« %s » et « %s » n’ont pas les mêmes actes du jury %s, et aucun n’a tous ceux de l’autre.", filepath.Base(avant.Fichier),
					filepath.Base(j.Fichier), j.Code),
				"N’indiquez qu’un des deux : celui du poste où le jury a travaillé en dernier. Rien n’a été changé.", avant.Dit(), j.Dit())
		}
		return nil
	}
	r.Jurys = append(r.Jurys, j)
	return nil
}

// refuserCentre leaves out a file of another centre, and refuses it if it was named.
func (r *Recueil) refuserCentre(j *Jury) error {
	dire := func(j *Jury) string {
		return fmt.Sprintf("« %s » est du centre %s, %s %s", filepath.Base(j.Fichier), j.Centre.Lieu.UAI, j.Centre.Examen, j.Centre.Session)
	}
	if !j.Trouve {
		return examen.Refuser(examen.CodeFichier, "Ces fichiers sont de plusieurs centres, examens ou sessions.",
			"N’indiquez que ceux d’un seul. Rien n’a été changé.", dire(&r.Jurys[0])+".", dire(j)+".")
	}
	if t := dire(j) + ", et est laissé."; !slices.Contains(r.Ecartes, t) {
		r.Ecartes = append(r.Ecartes, t)
	}
	return nil
}

// Textes gives what Reprendre takes.
func (r *Recueil) Textes() [][]byte {
	var textes [][]byte
	for i := range r.Jurys {
		textes = append(textes, r.Jurys[i].Texte)
	}
	return textes
}

// Dits says of each jury as of when it is, what is left out, and what no file knows.
func (r *Recueil) Dits() []string {
	var l []string
	for i := range r.Jurys {
		l = append(l, r.Jurys[i].Dit())
	}
	return append(append(l, r.Ecartes...), Limite)
}

// Limite is what the file of a workstation cannot know.
const Limite = "Ce que l’ancien poste a fait ensuite n’y est pas, et lui seul le savait : comparez à ses documents imprimés, ou à son disque s’il peut " +
	"être relu. Ses autres jurys, ses utilisateurs et son registre de comptes rendus n’y sont pas non plus."
