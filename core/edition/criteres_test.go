package edition_test

import (
	"strings"
	"testing"

	"delib/core/document/documenttest"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
)

func TestCriteres(t *testing.T) {
	c := ouvrir(t, bts)
	c.ds = c.jurys("31310", "31408")
	c.groupe1(examen.Termine1)
	john := c.candidat(t, "02319252150-001")
	john.Divers = []jury.Champ{{Nom: "candidat_allophone", Valeur: "Oui"}}
	c.candidat(t, "02321252217-001").VAE = "Dossier VAE déposé"
	c.candidat(t, "02321252218-001").Fraudeur = true
	for _, x := range []struct {
		criteres string // separated by |
		want     string // names, in order
	}{
		{"", "AZBTSUN BANQB GONCALVES JOOMUN YOU"},
		{"mode_vae!=autre", "AZBTSUN BANQA BANQB GONCALVES JOOMUN YOU"},
		{"Mode VAE=dossier vae depose", "BANQA"},
		{"N° Candidat=2319252150", "AZBTSUN"},
		{"numero=02319252150-001", "AZBTSUN"},
		{"numero~925215", "AZBTSUN"},
		{"nom=banqb|nom=azbtsun", "AZBTSUN BANQB"},
		{"Nom de famille ~ gonç", "GONCALVES"},
		{"Présumé fraudeur=Non", "AZBTSUN GONCALVES JOOMUN YOU"},
		{"presume_fraudeur=oui", "BANQB"},
		{"jury=31408|sexe=F", "GONCALVES"},
		{"specialite~comptabilité|sexe!=F", "JOOMUN YOU"},
		{"Date de naissance=01/09/2002", "AZBTSUN"},
		{"naissance_date=2002-09-01", "AZBTSUN"},
		{"etat=140|nom=you", "YOU"},
		{"Etat~terminé en centre|nom=you", "YOU"},
		{"etablissement=0250001R|nom=you", "YOU"},
		{"Etablissement d’inscription~mandela|nom=you", "YOU"},
		{"mail=", "AZBTSUN BANQB GONCALVES JOOMUN YOU"},
		{"mail!=", ""},
		{"amenagement!=", "JOOMUN"},
		{"Candidat allophone=oui", "AZBTSUN"},
		{"candidat_allophone=", "BANQB GONCALVES JOOMUN YOU"},
		{"liste rouge=Oui", ""},
	} {
		var textes []string
		if x.criteres != "" {
			textes = strings.Split(x.criteres, "|")
		}
		cs, err := edition.LireCriteres(textes, c.ds)
		if err != nil {
			t.Errorf("%s: %v", x.criteres, err)
			continue
		}
		var noms []string
		for _, r := range edition.ChoisirReleves(c.Faits, c.ds, cs, edition.TriNom) {
			noms = append(noms, r.Candidat.Nom)
		}
		if got := strings.Join(noms, " "); got != x.want {
			t.Errorf("%s gives %q; want %q", x.criteres, got, x.want)
		}
	}
	for _, texte := range []string{"inconnu=1", "=1", "nom", "", "n°=3"} {
		_, err := edition.LireCriteres([]string{texte}, c.ds)
		if r, ok := examen.EstRefus(err); !ok || r.Code != examen.CodeSaisie || texte == "inconnu=1" && !strings.Contains(r.Aide, "candidat_allophone") {
			t.Errorf("%q: %v", texte, err)
		}
	}
	for _, champ := range edition.ChampsCriteres(c.ds) {
		for _, nom := range []string{champ.ID, champ.Libelle} {
			cs, err := edition.LireCriteres([]string{nom + "=x"}, c.ds)
			if err != nil || cs[0].Champ != champ.ID {
				t.Errorf("%s is read as %+v, %v", nom, cs, err)
			}
		}
	}
}

func TestTriDesReleves(t *testing.T) {
	c := ouvrir(t, melange)
	c.groupe1(examen.Termine1)
	cle := map[edition.Tri]func(edition.Releve) string{
		edition.TriNumero:        func(r edition.Releve) string { return r.Candidat.Cle.String() },
		edition.TriEtablissement: func(r edition.Releve) string { return c.Centre.Nommer(r.Candidat.Etablissement) },
	}
	for tri, f := range cle {
		avant := ""
		rs := edition.ChoisirReleves(c.Faits, c.ds, nil, tri)
		for _, r := range rs {
			if f(r) < avant {
				t.Errorf("%s: %s after %s", tri, f(r), avant)
			}
			avant = f(r)
		}
		if len(rs) < 3 {
			t.Errorf("%s: only %d", tri, len(rs))
		}
	}
	l := edition.RelevesNotes(c.titre("Relevés"), c.ds,
		edition.OptionsReleve{Criteres: []edition.Critere{{Champ: "sexe", Operateur: edition.Egal, Valeur: "F"}}})
	if s := string(documenttest.Texte(l)); !strings.Contains(s, "Critères : Sexe : Egal F") || strings.Contains(s, "MONSIEUR") ||
		strings.Count(s, "[ Relevés ]") != 1 {
		t.Error(s)
	}
}

// The relevé of the reference document, line for line.
func TestReleveDuMemo(t *testing.T) {
	c := ouvrir(t, bts)
	c.groupe1(examen.RecueilNotes)
	john := c.candidat(t, "02319252150-001")
	john.Choix = []jury.Choix{{Epreuve: "U1", Rang: 1}, {Epreuve: "U2", Rang: 2}}
	d := c.jurys("31310")[0]
	o := edition.OptionsReleve{Mail: true, Telephone: true, A: "rennes"}
	texte := func() string {
		return string(documenttest.Texte(assembler(c.Faits, edition.RLN(c.Faits, &d, john, o))))
	}
	if s := texte(); !strings.Contains(s, "Épreuves de contrôle") || strings.Contains(s, "RÉSULTAT : Épreuves de contrôle") ||
		strings.Contains(s, "Note manquante") {
		t.Error(s)
	}
	john.Notes = append(john.Notes, jury.NoteEpreuve{Epreuve: "U1", Groupe: 2, Valeur: points("12")},
		jury.NoteEpreuve{Epreuve: "U2", Groupe: 2, Valeur: points("11")})
	s := texte()
	reste := strings.Split(s, "\n")
	for _, want := range []string{
		"RELEVÉ DE NOTES", "N° candidat : 02319252150", "Inscription n° : 001", "Session : 2023-06", "Nom de famille : AZBTSUN", "Nom d'usage :",
		"Prénom(s) : John",
		"Né le : 01/09/2002 A : RENNES (035)", "INE : 210340601AA", "Forme de passage : Globale - Jury : 31310", "Catégorie : SCOLAIRE",
		"MONSIEUR AZBTSUN John", "Appart 5", "25000 Besancon",
		"Spécialité Banque - conseiller de clientèle", "U1 Culture générale et expression (3) 9.0/20 3.0 27.00",
		"U2 Langue vivante 1-Allemand (3) 11.0/20 2.0 22.00",
		"Langue vivante 1 : Écrite-Allemand 6.0/20 1.0", "Langue vivante 1 : Orale-Allemand 16.0/20 1.0",
		"U3 Gestion de la relation client (2) 10.0/20 5.0 50.00",
		"Dévelop.suivi.activ.commercia. 10.00/20 6.0", "U41 Étude de cas (2) 10.0/20 4.0 40.00", "U42 Analyse situation commerciale (2) 10.0/20 2.0 20.00",
		"U5 Env.éco.jur.orgs.activ.bancai. (2) 10.0/20 4.0 40.00",
		"RÉSULTAT : Épreuves Total : 20.0 199.00 Moyenne : 9.95/20", "Épreuves professionnelles Total : 15.0 150.00 Moyenne : 10.00/20",
		"DECISION DU JURY: Passe les épreuves de contrôle",
		"U1 Culture générale et expression 12.0/20 Meilleure note retenue (4)", "U2 Langue vivante 1-Allemand 11.0/20",
		"RÉSULTAT : Épreuves de contrôle Total : 20.0 208.00 Moyenne : 10.40/20", "DECISION DU JURY: Admis CRÉDITS EUROPÉENS (ECTS) : 120 crédits",
		"(2) : Epreuve professionnelle.", "A rennes, le 06 juin 2023",
	} {
		i := 0
		for ; i < len(reste); i++ {
			if l := strings.Trim(strings.Join(strings.Fields(reste[i]), " "), "*| "); l == want {
				break
			}
		}
		if i == len(reste) {
			t.Fatalf("no line %q, in its order, in\n%s", want, s)
		}
		reste = reste[i+1:]
	}
}

// TestLivretsParCriteres: a list of livrets holds who meets the criteria, in the order
// asked, and leaves nobody out by default.
func TestLivretsParCriteres(t *testing.T) {
	c := ouvrir(t, melange)
	tous, papier := 0, 0
	for i := range c.ds {
		for k, x := range c.ds[i].Candidats {
			if k == 0 {
				x.VAE = "Dossier VAE déposé"
			}
			if tous++; x.Livret == "papier" {
				papier++
			}
		}
	}
	compter := func(textes ...string) (n int) {
		criteres, err := edition.LireCriteres(textes, c.ds)
		if err != nil {
			t.Fatal(err)
		}
		for _, doc := range edition.ListeCandidatsLivret(c.Faits, c.ds, edition.OptionsLivrets{Criteres: criteres, Tri: edition.TriNumero}).Documents {
			avant := ""
			for _, l := range lignes(doc) {
				if numero := l.Cellules[0].Affichage[strings.Index(l.Cellules[0].Affichage, "\n")+1:]; numero < avant {
					t.Errorf("%s after %s", numero, avant)
				} else {
					avant = numero
				}
				n++
			}
		}
		return n
	}
	if n := compter(); n != tous {
		t.Errorf("%d candidates, want %d", n, tous)
	}
	if n := compter("livret=papier"); n != papier || n == 0 || n == tous {
		t.Errorf("%d livrets on paper, want %d", n, papier)
	}
}

func TestConvocationsIncompletes(t *testing.T) {
	c := ouvrir(t, bts)
	c.ds = c.jurys("31310", "31408")
	c.groupe1(examen.RecueilNotes)
	n := len(edition.ConvocationsIncompletes(c.Faits, c.ds))
	docs := edition.ListeConvocations(c.Faits, c.ds, false).Documents
	if n != 6 || len(docs) != 2 || len(lignes(docs[1])) != 6 || len(edition.Convocations(c.Faits, c.ds).Documents) != 0 ||
		!strings.Contains(string(documenttest.Texte(assembler(c.Faits, docs...))), "date non fixée") {
		t.Error(n, len(docs))
	}
	if len(edition.Bordereaux(c.Faits, c.ds, false).Documents) != 0 {
		t.Error("a bordereau without a choice")
	}
	c.choisir("0250013D")
	if s := edition.ConvocationsIncompletes(c.Faits, c.ds); len(s) != 0 {
		t.Error(s)
	}
	if docs := edition.ListeConvocations(c.Faits, c.ds, false).Documents; len(docs) != 4 { // two centres, morning and afternoon
		t.Error(len(docs))
	}
	if n := len(edition.Convocations(c.Faits, c.ds).Documents); n != 6 {
		t.Error(n)
	}
	total := 0
	for _, b := range edition.Repartir(c.Faits, c.ds) {
		total += len(b.Candidats)
	}
	if total != 12 {
		t.Errorf("%d marks on the bordereaux", total)
	}
}
