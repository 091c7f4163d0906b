package dossier

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"delib/core/examen"
	"delib/core/jury"
)

// Limits of a dossier. 20,000 candidates take about 25 MiB of tables.
const (
	maxArchive   = 128 << 20
	maxTable     = 96 << 20
	maxManifeste = 1 << 20
	maxLigne     = 256 << 10 // one record, multi-line fields included
)

const manifeste = "manifeste.json"

// tables are the eight tables in the order in which they are read: each one
// refers only to those before it.
var tables = []string{
	"etablissements.csv", "specialites.csv", "epreuves.csv", "jurys.csv",
	"membres.csv", "candidats.csv", "notes.csv", "choix.csv",
}

func refusArchive(raison string) *examen.Refus {
	return examen.Refuser(examen.CodeDossier, "Ce fichier n’est pas un dossier de centre utilisable : "+raison,
		"Rien n’a été changé sur ce poste. Vérifiez que le fichier a été copié en entier, ou demandez-le de nouveau à votre académie.")
}

// Lire reads the dossier in a file. Any fault refuses it whole.
func Lire(chemin string) (*Contenu, error) {
	f, err := os.Open(chemin)
	if err != nil {
		raison := "il ne peut pas être ouvert."
		if errors.Is(err, os.ErrNotExist) {
			raison = "il n’existe pas."
		}
		return nil, examen.Refuser(examen.CodeFichier, fmt.Sprintf("Le fichier « %s » ne peut pas être lu : %s", chemin, raison),
			"Vérifiez le chemin et que la clé USB est bien branchée.")
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("stat dossier: %w", err)
	}
	if info.IsDir() {
		return nil, examen.Refuser(examen.CodeFichier, fmt.Sprintf("« %s » est un dossier du disque, pas un fichier ZIP.", chemin),
			"Indiquez le fichier ZIP reçu de l’académie.")
	}
	return LireDe(f, info.Size())
}

// LireDe reads a dossier of a known size.
func LireDe(r io.ReaderAt, taille int64) (*Contenu, error) {
	c, _, err := Examiner(r, taille)
	return c, err
}

// Examiner is LireDe for whoever made the dossier: it gives the faults one by one beside
// the Refus that says them all.
func Examiner(r io.ReaderAt, taille int64) (*Contenu, []Faute, error) {
	if taille > maxArchive {
		return nil, nil, refusArchive(fmt.Sprintf("il dépasse %d Mio.", maxArchive>>20))
	}
	z, err := zip.NewReader(r, taille)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, nil, refusArchive("le ZIP est illisible ou tronqué.")
	}
	entrees, rap, err := inventaire(z)
	if err != nil {
		return nil, nil, err
	}
	l := &lecteur{entrees: entrees, rapport: rap}
	c, err := l.lire()
	return c, rap.fautes, err
}

// Annonce reads the manifest of a dossier alone: whose it is, and of when. What is wrong
// elsewhere, reading it whole will say.
func Annonce(chemin string) (jury.Centre, error) {
	f, err := os.Open(chemin)
	if err != nil {
		return jury.Centre{}, fmt.Errorf("dossier: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.IsDir() || info.Size() > maxArchive {
		return jury.Centre{}, refusArchive("ce n’est pas un fichier, ou il est trop grand.")
	}
	z, err := zip.NewReader(f, info.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return jury.Centre{}, refusArchive("le ZIP est illisible ou tronqué.")
	}
	entrees, rap, err := inventaire(z)
	if err != nil {
		return jury.Centre{}, err
	}
	l := &lecteur{entrees: entrees, rapport: rap}
	if err := l.lireManifeste(); err != nil {
		return jury.Centre{}, err
	}
	return l.centre(), nil
}

// inventaire holds the entries of the archive to the nine names, their sizes
// and their paths, before a byte is decompressed. The nine may stand together in a
// folder: people zip the folder that they have.
func inventaire(z *zip.Reader) (map[string]*zip.File, *rapport, error) {
	if len(z.File) > 64 {
		return nil, nil, refusArchive(fmt.Sprintf("il contient %d fichiers au lieu de 9.", len(z.File)))
	}
	attendus := map[string]int{manifeste: 0}
	for i, t := range tables {
		attendus[t] = i + 1
	}
	noms := map[*zip.File]string{}
	dossier := ""
	for _, f := range z.File {
		nom := strings.ReplaceAll(f.Name, `\`, "/")
		switch {
		case strings.HasPrefix(nom, "/") || strings.Contains(nom, "..") || strings.Contains(nom, ":"):
			return nil, nil, refusArchive(fmt.Sprintf("l’entrée %q sort de l’archive.", f.Name))
		case strings.HasSuffix(nom, "/") || duSysteme(nom):
			continue
		case path.Base(nom) == manifeste:
			dossier = strings.TrimSuffix(nom, manifeste)
		}
		noms[f] = nom
	}
	entrees := map[string]*zip.File{}
	rap := &rapport{}
	for _, f := range z.File {
		nom, la := noms[f]
		if !la {
			continue
		}
		nom, dedans := strings.CutPrefix(nom, dossier)
		_, attendu := attendus[nom]
		limite := uint64(maxTable)
		if nom == manifeste {
			limite = maxManifeste
		}
		switch {
		case f.Flags&1 != 0:
			return nil, nil, refusArchive(fmt.Sprintf("l’entrée %q est chiffrée.", f.Name))
		case !dedans || !attendu && strings.Contains(nom, "/"):
			rap.ajouter(Faute{Fichier: nommer(f.Name), Message: "ce fichier est dans un autre dossier de l’archive que le manifeste.", rang: 99})
		case !attendu:
			rap.ajouter(Faute{Fichier: nommer(f.Name), Message: "ce fichier n’a pas sa place dans un dossier de centre.", rang: 99})
		case entrees[nom] != nil:
			rap.ajouter(Faute{Fichier: nom, Message: "ce fichier est présent deux fois."})
		case f.UncompressedSize64 > limite:
			return nil, nil, refusArchive(fmt.Sprintf("%s annonce %d Mio, plus que la limite de %d Mio.", nom, f.UncompressedSize64>>20, limite>>20))
		default:
			entrees[nom] = f
		}
	}
	if entrees[manifeste] == nil {
		for _, nom := range noms {
			if strings.HasSuffix(strings.ToLower(nom), ".zip") {
				return nil, nil, refusArchive(fmt.Sprintf("il contient un autre ZIP (« %s ») : sortez-le, et importez celui-là.", nommer(path.Base(nom))))
			}
		}
		return nil, nil, refusArchive("il n’a pas de " + manifeste + ".")
	}
	for i, t := range tables {
		if entrees[t] == nil {
			rap.ajouter(Faute{Fichier: t, Message: "cette table manque.", rang: i + 1})
		}
	}
	return entrees, rap, nil
}

// duSysteme tells whether an entry is what a system leaves in each folder.
func duSysteme(nom string) bool {
	switch strings.ToLower(path.Base(nom)) {
	case ".ds_store", "thumbs.db", "desktop.ini":
		return true
	}
	return strings.HasPrefix(nom, "__MACOSX/")
}

// nommer writes a foreign file name so that it cannot harm a terminal.
func nommer(s string) string {
	return strings.Trim(fmt.Sprintf("%.80q", s), `"`)
}

// ligneBornee refuses a record that goes on for too long without a line break,
// so that a table of zeros never becomes one field in memory.
type ligneBornee struct {
	r      io.Reader
	depuis int
}

var errLigneTropLongue = errors.New("ligne trop longue")

func (l *ligneBornee) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	for _, c := range p[:n] {
		if c == '\n' {
			l.depuis = 0
		} else if l.depuis++; l.depuis > maxLigne {
			return 0, errLigneTropLongue
		}
	}
	return n, err
}
