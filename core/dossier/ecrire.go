package dossier

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// formatDe gives the first format that can say the content.
func formatDe(c *Contenu) string {
	if epreuves2(c) || candidats2(c) {
		return Format2
	}
	return Format
}

// epreuves2 tells whether an épreuve needs the second format.
func epreuves2(c *Contenu) bool {
	for i := range c.Jurys {
		for _, e := range c.Jurys[i].Epreuves {
			if e.Remplacement != "" || e.Credits != 0 || e.Pas != 0 || e.Ecrit != "" || e.Nature == examen.Projet || e.Nature == examen.Option {
				return true
			}
		}
	}
	return false
}

// candidats2 tells whether a candidate needs the second format.
func candidats2(c *Contenu) bool {
	for i := range c.Jurys {
		for _, x := range c.Jurys[i].Candidats {
			if x.PFMP != "" || x.Etalement {
				return true
			}
		}
	}
	return false
}

// Ecrire writes a dossier that Lire gives back equal: for demonstrations,
// training and tests. The bytes depend on the content alone.
func Ecrire(w io.Writer, c *Contenu) error {
	return ecrire(w, &c.Centre, formatDe(c), [][][]string{
		lignesEtablissements(c), lignesSpecialites(c), lignesEpreuves(c), lignesJurys(c),
		lignesMembres(c), lignesCandidats(c), lignesNotes(c), lignesChoix(c),
	})
}

// EcrireLignes writes a dossier from rows that nobody has checked yet, a row being its
// values by column; what a table has no column for is not written. Whoever calls it reads
// the dossier back.
func EcrireLignes(w io.Writer, centre jury.Centre, lignes map[string][]map[string]string) error {
	colonnes := [][]string{
		colonnesEtablissements, colonnesSpecialites, slices.Concat(colonnesEpreuves, optionsEpreuves), colonnesJurys, colonnesMembres,
		slices.Concat(colonnesCandidats, optionsCandidats), colonnesNotes, colonnesChoix,
	}
	var t [][][]string
	for i, nom := range tables {
		l := [][]string{colonnes[i]}
		for _, champs := range lignes[nom] {
			ligne := make([]string, len(colonnes[i]))
			for k, c := range colonnes[i] {
				ligne[k] = champs[c]
			}
			l = append(l, ligne)
		}
		t = append(t, l)
	}
	return ecrire(w, &centre, Format2, t)
}

// ecrire writes the tables in their order, and the manifest that announces them.
func ecrire(w io.Writer, c *jury.Centre, format string, lignes [][][]string) error {
	m := manifesteJSON{
		Format: format, Examen: c.Examen, Session: c.Session, Academie: c.Academie, GenereLe: c.GenereLe, Fichiers: map[string]fichierAnnonce{},
	}
	m.Centre.UAI, m.Centre.Nom, m.Centre.Ville = c.Lieu.UAI, c.Lieu.Nom, c.Lieu.Ville
	date, err := time.Parse(time.RFC3339, c.GenereLe)
	if err != nil {
		return fmt.Errorf("write dossier: %w", err)
	}
	z := zip.NewWriter(w)
	mettre := func(nom string, contenu []byte) error {
		f, err := z.CreateHeader(&zip.FileHeader{Name: nom, Method: zip.Deflate, Modified: date.UTC()})
		if err != nil {
			return fmt.Errorf("write %s: %w", nom, err)
		}
		if _, err = f.Write(contenu); err != nil {
			return fmt.Errorf("write %s: %w", nom, err)
		}
		return nil
	}
	for i, l := range lignes {
		var b bytes.Buffer
		t := csv.NewWriter(&b)
		t.Comma = ';'
		if err := t.WriteAll(l); err != nil {
			return fmt.Errorf("write %s: %w", tables[i], err)
		}
		h := sha256.Sum256(b.Bytes())
		m.Fichiers[tables[i]] = fichierAnnonce{SHA256: hex.EncodeToString(h[:]), Lignes: len(l) - 1}
		if err := mettre(tables[i], b.Bytes()); err != nil {
			return err
		}
	}
	texte, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	if err := mettre(manifeste, texte); err != nil {
		return err
	}
	return z.Close()
}

func lignesEtablissements(c *Contenu) [][]string {
	l := [][]string{colonnesEtablissements}
	for _, e := range c.Centre.Etablissements {
		l = append(l, []string{e.UAI, e.Nom, e.Ville, e.CodePostal, e.Adresse})
	}
	return l
}

// specialites gives each spécialité once, with the first jury that has it.
func specialites(c *Contenu) []*jury.Dossier {
	var ds []*jury.Dossier
	vues := map[string]bool{}
	for i := range c.Jurys {
		if d := &c.Jurys[i]; !vues[d.Specialite] {
			vues[d.Specialite] = true
			ds = append(ds, d)
		}
	}
	return ds
}

func lignesSpecialites(c *Contenu) [][]string {
	l := [][]string{colonnesSpecialites}
	for _, d := range specialites(c) {
		l = append(l, []string{d.Specialite, d.Libelle})
	}
	return l
}

func lignesEpreuves(c *Contenu) [][]string {
	entete := colonnesEpreuves
	complet := epreuves2(c)
	if complet {
		entete = slices.Concat(colonnesEpreuves, optionsEpreuves)
	}
	l := [][]string{entete}
	for _, d := range specialites(c) {
		for _, e := range d.Epreuves {
			ligne := []string{d.Specialite, e.Code, e.Libelle, e.Parent, strconv.Itoa(e.Ordre), e.Coefficient.String(),
				strconv.Itoa(e.Bareme), string(e.Nature), string(e.Choix), e.Langue}
			if complet {
				ligne = append(ligne, e.Remplacement, vide(e.Credits), textePas(e.Pas), e.Ecrit)
			}
			l = append(l, ligne)
		}
	}
	return l
}

func vide(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func textePas(n note.Note) string {
	for t, x := range pas {
		if x == n {
			return t
		}
	}
	return ""
}

func lignesJurys(c *Contenu) [][]string {
	l := [][]string{colonnesJurys}
	for i := range c.Jurys {
		d := &c.Jurys[i]
		l = append(l, []string{d.Code, d.Specialite, d.Periode, d.Etat.Code(), d.Date1, d.Date2, d.President, d.VicePresident})
	}
	return l
}

func lignesMembres(c *Contenu) [][]string {
	l := [][]string{colonnesMembres}
	for i := range c.Jurys {
		for _, m := range c.Jurys[i].Membres {
			l = append(l, []string{c.Jurys[i].Code, m.Nom, m.Prenoms, m.Qualite, m.Fonction})
		}
	}
	return l
}

func lignesCandidats(c *Contenu) [][]string {
	entete := slices.Clone(colonnesCandidats)
	complet := candidats2(c)
	if complet {
		entete = append(entete, optionsCandidats...)
	}
	rang := map[string]int{}
	for i := range c.Jurys {
		for _, x := range c.Jurys[i].Candidats {
			for _, d := range x.Divers {
				if _, ok := rang[d.Nom]; !ok {
					rang[d.Nom] = len(entete)
					entete = append(entete, d.Nom)
				}
			}
		}
	}
	l := [][]string{entete}
	for i := range c.Jurys {
		for _, x := range c.Jurys[i].Candidats {
			ligne := make([]string, len(entete))
			copy(ligne, []string{
				x.Numero, x.Inscription, x.Anonymat, c.Jurys[i].Code, x.Nom, x.NomUsage, x.Prenoms, x.Sexe, x.Naissance,
				x.Commune, x.Departement, x.Pays, x.Nationalite, x.INE, x.Categorie, x.Forme, x.Etablissement, x.CentreEpreuve,
				x.Adresse, x.CodePostal, x.Ville, x.Mail, x.LV1, x.LV2, ouiNon(x.ListeRouge), ouiNon(x.Fraudeur),
				x.Amenagement, x.Livret, x.VAE, x.DerniereAnnee,
			})
			if complet {
				ligne[len(colonnesCandidats)] = x.PFMP
				if x.Etalement {
					ligne[len(colonnesCandidats)+1] = "oui"
				}
			}
			for _, d := range x.Divers {
				ligne[rang[d.Nom]] = d.Valeur
			}
			l = append(l, ligne)
		}
	}
	return l
}

func ouiNon(b bool) string {
	if b {
		return "oui"
	}
	return "non"
}

func lignesNotes(c *Contenu) [][]string {
	l := [][]string{colonnesNotes}
	for i := range c.Jurys {
		for _, x := range c.Jurys[i].Candidats {
			for _, n := range x.Notes {
				valeur := ""
				if n.Valeur.Statut.Chiffree() {
					valeur = n.Valeur.Note.String()
				}
				l = append(l, []string{x.Numero, x.Inscription, n.Epreuve, strconv.Itoa(n.Groupe), n.Valeur.Statut.String(), valeur, n.Valeur.Origine})
			}
		}
	}
	return l
}

func lignesChoix(c *Contenu) [][]string {
	l := [][]string{colonnesChoix}
	for i := range c.Jurys {
		for _, x := range c.Jurys[i].Candidats {
			for _, n := range x.Choix {
				l = append(l, []string{x.Numero, x.Inscription, n.Epreuve, strconv.Itoa(n.Rang), n.Centre, n.Date})
			}
		}
	}
	return l
}
