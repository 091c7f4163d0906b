package extrait

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"delib/core/examen"
)

// ongletDossier is the sheet of the template that says what no table does.
const ongletDossier = "dossier"

// colonneModele is a column of the template: its heading, and what is to be typed in it.
type colonneModele struct {
	nom, aide string
	choix     []string // the only values that it takes
}

func col(nom, aide string, choix ...string) colonneModele { return colonneModele{nom, aide, choix} }

var ouiOuNon = []string{"oui", "non"}

// feuillesModele are the tables of a dossier, in the order in which they are filled in.
var feuillesModele = []struct {
	nom      string
	colonnes []colonneModele
}{
	{"etablissements", []colonneModele{
		col("uai", "UAI avec sa lettre : 0250001R"), col("nom", "Nom imprimé sur les documents"), col("ville", "Ville"), col("code_postal", "5 chiffres"),
		col("adresse", "Rue ; facultatif"),
	}},
	{"specialites", []colonneModele{col("code", "Code de la spécialité"), col("libelle", "Intitulé imprimé sur les documents")}},
	{"epreuves", []colonneModele{
		col("specialite", "Code de la spécialité"), col("code", "Code de l’épreuve : U41"), col("libelle", "Intitulé"),
		col("parent", "Pour une sous-épreuve : le code de l’unité dont elle fait partie"), col("coefficient", "1, 1.5…"), col("bareme", "20 ou 10", "20", "10"),
		col("nature", "Ce qu’elle compte", "generale", "professionnelle", "pratique", "facultative", "controle", "projet", "option"),
		col("choix_groupe2", "Peut être choisie au second groupe ; A et B : une de chaque", "oui", "non", "A", "B"),
		col("langue", "La langue du candidat suit l’intitulé", "lv1", "lv2"), col("remplacement", "Une épreuve de remplacement existe", ouiOuNon...),
		col("credits", "ECTS ; facultatif"), col("pas", "Pas des notes ; vide : 0.5", "1", "0.5", "0.1", "0.01"),
	}},
	{"jurys", []colonneModele{
		col("code", "Code du jury"), col("specialite", "Code de la spécialité"), col("centre", "UAI du centre de délibération : un dossier par centre"),
		col("periode", "Session normale"), col("etat", "110 avant la délibération du 1er groupe", "105", "110"),
		col("date_groupe1", "JJ/MM/AAAA HH:MM"), col("date_groupe2", "JJ/MM/AAAA HH:MM"),
		col("president", "Nom et prénom"), col("vice_president", "Nom et prénom ; facultatif"),
	}},
	{"membres", []colonneModele{
		col("jury", "Code du jury"), col("nom", "Nom"), col("prenoms", "Prénom"), col("qualite", "Enseignant, Professionnel, Inspecteur…"),
		col("fonction", "Au jury", "president", "vice_president", "membre"),
	}},
	{"candidats", []colonneModele{
		col("numero", "11 chiffres"), col("inscription", "3 chiffres"), col("anonymat", "Facultatif"), col("jury", "Code du jury"),
		col("nom", "Nom de famille"),
		col("nom_usage", "Facultatif"), col("prenoms", "Séparés par des virgules"), col("sexe", "F ou M", "F", "M"), col("naissance_date", "JJ/MM/AAAA"),
		col("naissance_commune", "Commune"), col("naissance_departement", "025, 2A"),
		col("naissance_pays", "Pays"), col("nationalite", "Nationalité"), col("ine", "INE"),
		col("categorie", "SCOLAIRE, APPRENTI, FORMATION CONTINUE…"), col("forme_passage", "Forme de passage", "Globale", "Progressive"),
		col("etablissement", "UAI de son établissement"), col("centre_epreuve", "UAI de son centre d’épreuve"), col("adresse", "Plusieurs lignes possibles"),
		col("code_postal", "5 chiffres"), col("commune", "Commune"), col("mail", "Facultatif"), col("langue_lv1", "Anglais…"), col("langue_lv2", "Facultatif"),
		col("liste_rouge", "Sur aucune liste affichée", ouiOuNon...), col("presume_fraudeur", "Sur aucune liste affichée", ouiOuNon...),
		col("amenagement", "Réservé au président"), col("livret", "Livret scolaire ; vide : sans statut", "numerique", "papier", "aucun"),
		col("mode_vae", "non, ou ce qu’il en est"), col("annee_derniere_inscription", "2022"), col("pfmp_validee", "Bac pro", ouiOuNon...),
		col("etalement", "Épreuves étalées sur plusieurs sessions", ouiOuNon...),
	}},
	{"notes", []colonneModele{
		col("numero", "11 chiffres"), col("inscription", "3 chiffres"), col("epreuve", "Code de l’épreuve"), col("groupe", "1 ou 2", "1", "2"),
		col("statut", "Vide : une note", "note", "absent", "absent_justifie", "dispense", "benefice", "report"), col("valeur", "12 ou 12,5"),
		col("session_origine", "D’un bénéfice ou d’un report : 2022-06"),
	}},
	{"choix", []colonneModele{
		col("numero", "11 chiffres"), col("inscription", "3 chiffres"), col("epreuve", "Code de l’épreuve choisie"), col("rang", "1 ou 2", "1", "2"),
		col("centre_epreuve", "UAI"), col("date", "JJ/MM/AAAA HH:MM"),
	}},
}

// lignesModele is how far down the template checks what is typed.
const lignesModele = 20000

// Modele gives a workbook to fill in, for who has no extracts: a sheet for each table of a
// dossier, what to type in each column, and the values that it takes. Fabriquer reads it.
func Modele() ([]byte, error) {
	x := excelize.NewFile()
	defer x.Close()
	var errs []error
	faire := func(err error) { errs = append(errs, err) }
	titre, err := x.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E6E9F0"}},
		Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "808080"}},
	})
	faire(err)
	aide, err := x.NewStyle(&excelize.Style{
		Font: &excelize.Font{Italic: true, Color: "606060", Size: 9}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"},
	})
	faire(err)
	texte, err := x.NewStyle(&excelize.Style{NumFmt: 49}) // a zero at the head of a number stays
	faire(err)
	faire(x.SetSheetName("Sheet1", ongletDossier))
	for i, k := range slices.Concat([]string{"examen", "session"}, prefixer("academie ", champsAcademie)) {
		a := fmt.Sprintf("A%d", i+1)
		faire(x.SetCellStr(ongletDossier, a, k))
		faire(x.SetCellStyle(ongletDossier, a, a, titre))
		faire(x.SetCellStyle(ongletDossier, fmt.Sprintf("B%d", i+1), fmt.Sprintf("B%d", i+1), texte))
	}
	faire(x.SetColWidth(ongletDossier, "A", "A", 24))
	faire(x.SetColWidth(ongletDossier, "B", "B", 50))
	for _, f := range feuillesModele {
		if _, err := x.NewSheet(f.nom); err != nil {
			faire(err)
			continue
		}
		for i, c := range f.colonnes {
			lettre, err := excelize.ColumnNumberToName(i + 1)
			faire(err)
			faire(x.SetColStyle(f.nom, lettre, texte))
			faire(x.SetColWidth(f.nom, lettre, lettre, max(14, float64(len(c.nom))+2)))
			faire(x.SetCellStr(f.nom, lettre+"1", c.nom))
			faire(x.SetCellStyle(f.nom, lettre+"1", lettre+"1", titre))
			faire(x.SetCellStr(f.nom, lettre+"2", c.aide))
			faire(x.SetCellStyle(f.nom, lettre+"2", lettre+"2", aide))
			if len(c.choix) > 0 {
				v := excelize.NewDataValidation(true)
				v.Sqref = fmt.Sprintf("%s3:%s%d", lettre, lettre, lignesModele)
				faire(v.SetDropList(c.choix))
				v.SetError(excelize.DataValidationErrorStyleStop, "Cette valeur n’est pas possible", "Valeurs possibles : "+strings.Join(c.choix, ", "))
				faire(x.AddDataValidation(f.nom, v))
			}
		}
		faire(x.SetRowHeight(f.nom, 2, 42))
		faire(x.SetPanes(f.nom, &excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"}))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("make template: %w", err)
	}
	b, err := x.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write template: %w", err)
	}
	return b.Bytes(), nil
}

func prefixer(debut string, l []string) []string {
	m := make([]string, len(l))
	for i, x := range l {
		m[i] = debut + x
	}
	return m
}

// LireModele reads a template that was filled in, with the correspondance that it is.
func LireModele(chemin string) ([]*Table, *Correspondance, error) {
	nom := filepath.Base(chemin)
	tables, lu, err := lireFichier(chemin, nom)
	if err != nil || !lu {
		return nil, nil, refus(fmt.Sprintf("« %s » ne peut pas être lu : %s.", nom, cmp.Or(texteDe(err), "ce n’est pas un classeur XLSX")),
			"Donnez le modèle rempli, en XLSX, ou le dossier qui contient les tableaux.")
	}
	c := &Correspondance{Academie: map[string]string{}, Valeurs: map[string]map[string]string{}}
	for _, t := range tables {
		d := Dite{Fichier: t.Fichier, Onglet: t.Onglet, Role: Ignoree, Colonnes: map[string]string{}}
		role := rolesModele[t.Onglet]
		switch {
		case t.Onglet == ongletDossier:
			for _, l := range t.Lignes {
				c.dire(de(l, 0), de(l, 1))
			}
		case role != "" && len(t.Lignes) > 0:
			d.Role, d.Entete = role, 1
			for _, titre := range titresDe(t.Lignes[0], nil) {
				d.Colonnes[titre] = NonCompris
				if champDe(role, titre) != nil {
					d.Colonnes[titre] = titre
				}
			}
			t.sansExplications()
		}
		c.Tables = append(c.Tables, d)
	}
	if c.Examen == "" || c.Session == "" {
		return nil, nil, refus("La feuille « dossier » ne dit pas l’examen et la session.", "Remplissez-la (BTS, 2025-06), puis recommencez.")
	}
	return tables, c, nil
}

var rolesModele = map[string]Role{
	"etablissements": Etablissements, "specialites": Specialites, "epreuves": Reglement, "jurys": Jurys, "membres": Composition, "candidats": Candidats,
	"notes": Notes, "choix": Choix,
}

// sansExplications empties the row under the headings that says what to type.
func (t *Table) sansExplications() {
	for _, f := range feuillesModele {
		if f.nom == t.Onglet && len(t.Lignes) > 1 && de(t.Lignes[1], 0) == f.colonnes[0].aide {
			t.Lignes[1] = nil
		}
	}
}

func (c *Correspondance) dire(nom, valeur string) {
	switch k, _ := strings.CutPrefix(nom, "academie "); {
	case nom == "examen":
		c.Examen = strings.ToUpper(valeur)
	case nom == "session":
		c.Session = valeur
	case k != nom && slices.Contains(champsAcademie, k):
		c.Academie[k] = valeur
	}
}

func texteDe(err error) string {
	if err == nil {
		return ""
	}
	if r, ok := examen.EstRefus(err); ok {
		return r.Message
	}
	return err.Error()
}
