package jury

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"delib/core/examen"
	"delib/core/note"
)

// plein is a jury and a centre in which every field is set, with what JSON quotes.
func plein(t testing.TB) (Dossier, Centre) {
	t.Helper()
	var d Dossier
	remplir(t, reflect.ValueOf(&d.Entete).Elem(), 0)
	c := new(Candidat)
	remplir(t, reflect.ValueOf(c).Elem(), 0)
	n, err := note.LireValeur("12.50")
	if err != nil {
		t.Fatal(err)
	}
	c.Notes[0].Valeur = n
	c.Nom, c.Adresse = `D’ANGELO "É" <&>`, "1 rue\n\tdes \\ champs\x01\u2028"
	d.Candidats = []*Candidat{c, {Cle: Cle{Numero: "1", Inscription: "2"}, Nom: "N", Prenoms: "P"}}
	var centre Centre
	remplir(t, reflect.ValueOf(&centre).Elem(), 0)
	return d, centre
}

// remplir sets every field of a value that an act or a dossier brings.
func remplir(t testing.TB, v reflect.Value, n int) {
	t.Helper()
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[note.Valeur]() {
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				remplir(t, v.Field(i), n+i+1)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		remplir(t, v.Index(0), n+1)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		remplir(t, v.Elem(), n+1)
	case reflect.String:
		v.SetString("t" + string(rune('a'+n%26)))
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(int64(n + 1))
	case reflect.Bool:
		v.SetBool(true)
	default:
		t.Fatalf("a field of kind %s: say how the format writes it", v.Kind())
	}
}

// TestFormatsArePinned: the bytes under every seal are those of version 1. These
// files are never written again.
func TestFormatsArePinned(t *testing.T) {
	d, c := fige()
	for nom, got := range map[string][]byte{"origine.json": EncoderOrigine(&d), "centre.json": EncoderCentre(&c)} {
		want, err := os.ReadFile("testdata/" + nom)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s:\n%s\nwant\n%s", nom, got, want)
		}
	}
	if got, want := d.Empreinte(), "63940e1f70ceb9855e68e3584b6964b19f5e5e28b4d93917e74bf8c1364cc655"; got != want {
		t.Errorf("hash %s, want %s", got, want)
	}
	dossier2 := Dossier{Entete: Entete{Epreuves: []Epreuve{{Code: "U1", Langue: "lv1", Remplacement: "non", Credits: 12, Pas: 10, Ecrit: "oui"}}},
		Candidats: []*Candidat{{Cle: Cle{"1", "2"}, DerniereAnnee: "2022", PFMP: "oui", Etalement: true, Divers: []Champ{{"x", "y"}}}}}
	if got, want := string(EncoderOrigine(&dossier2)), `{"entete":{"code":"","specialite":"","libelle":"","periode":"","etat":0,"epoque":0,"rang":0,`+
		`"epreuves":[{"code":"U1","libelle":"","ordre":0,"coefficient":0,"bareme":0,"nature":"","choix":"","langue":"lv1","remplacement":"non","credits":12,"pas":10,"ecrit":"oui"}]},`+
		`"candidats":[{"numero":"1","inscription":"2","nom":"","prenoms":"","annee_derniere_inscription":"2022","pfmp_validee":"oui","etalement":true,"divers":[{"nom":"x","valeur":"y"}]}]}`; got != want {
		t.Errorf("a dossier of version 2:\n%s, want\n%s", got, want)
	}
	var vide Dossier
	if got, want := string(EncoderOrigine(&vide)), `{"entete":{"code":"","specialite":"","libelle":"","periode":"","etat":0,"epoque":0,"rang":0,"epreuves":null},"candidats":null}`; got != want {
		t.Errorf("an empty jury: %s, want %s", got, want)
	}
}

// TestEveryFieldIsSealed: a field that a jury or a centre holds is under its seal. One
// that a struct gains must be said in the format, where it is set, or an alteration of
// it would be seen nowhere.
func TestEveryFieldIsSealed(t *testing.T) {
	d, c := plein(t)
	vus := 0
	essayer := func(nom string, racine reflect.Value, bytesDe func() []byte) {
		var aller func(chemin string, v reflect.Value)
		aller = func(chemin string, v reflect.Value) {
			switch v.Kind() {
			case reflect.Struct:
				if v.Type() != reflect.TypeFor[note.Valeur]() {
					for i := range v.NumField() {
						if v.Type().Field(i).IsExported() {
							aller(chemin+"."+v.Type().Field(i).Name, v.Field(i))
						}
					}
					return
				}
			case reflect.Slice:
				aller(chemin+"[0]", v.Index(0))
			case reflect.Pointer:
				aller(chemin, v.Elem())
			}
			avant, ancien := bytesDe(), reflect.New(v.Type()).Elem()
			ancien.Set(v)
			v.SetZero()
			if bytes.Equal(avant, bytesDe()) {
				t.Errorf("%s is not in the format", chemin)
			}
			v.Set(ancien)
			vus++
		}
		aller(nom, racine)
	}
	essayer("jury", reflect.ValueOf(&d.Entete).Elem(), func() []byte { return EncoderOrigine(&d) })
	essayer("candidat", reflect.ValueOf(d.Candidats[0]).Elem(), func() []byte { return EncoderOrigine(&d) })
	essayer("centre", reflect.ValueOf(&c).Elem(), func() []byte { return EncoderCentre(&c) })
	if vus < 80 {
		t.Errorf("only %d fields tried", vus)
	}
	lu, err := LireOrigine(EncoderOrigine(&d))
	if err != nil || !reflect.DeepEqual(lu, d) {
		t.Errorf("what is written is not read back: %v", err)
	}
	var centre Centre
	if err := json.Unmarshal(EncoderCentre(&c), &centre); err != nil || !reflect.DeepEqual(centre, c) {
		t.Errorf("what is written of a centre is not read back: %v", err)
	}
}

// TestTextsAreQuotedAsBefore: the first seals were made on what the library of JSON
// wrote; any text still gives the same bytes.
func TestTextsAreQuotedAsBefore(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(rt, "text")
		want, err := json.Marshal(s)
		if err != nil {
			rt.Fatal(err)
		}
		if got := citer(nil, s); !bytes.Equal(got, want) {
			rt.Fatalf("%q: %s, want %s", s, got, want)
		}
	})
}

// fige is a jury and a centre as version 1 of the formats knows them.
func fige() (Dossier, Centre) {
	n, _ := note.LireValeur("12.50") // a mark
	absent, _ := note.LireValeur("absent")
	lieu := Etablissement{UAI: "0250001R", Nom: "LP NELSON MANDELA", Ville: "AUDINCOURT CEDEX", CodePostal: "25400", Adresse: "1 rue <A> & B"}
	d := Dossier{Entete: Entete{Code: "31310", Specialite: "31310", Libelle: "Banque – conseiller", Periode: "Session normale", Etat: examen.Deliberation1, Epoque: 2, Rang: 7,
		Date1: "2023-05-31T14:00", Date2: "2023-07-11T11:00", President: "Dubois \"P\"", VicePresident: "Ève", Membres: []Membre{{"A", "B", "prof", "membre"}},
		Epreuves: []Epreuve{{
			Code: "U2", Libelle: "LV1", Ordre: 1, Coefficient: 200, Bareme: 20, Nature: examen.Generale, Choix: examen.ChoixOui, Langue: "lv1",
		},
			{Code: "U2E", Libelle: "LV1 écrit", Parent: "U2", Ordre: 2, Coefficient: 100, Bareme: 10, Nature: examen.Professionnelle, Choix: examen.ChoixNon}},
		Divergences: []Divergence{{ID: "i", Actes: []string{"i", "j"}, Retenu: "r", Genre: GenreModifier, Cle: CleActe{
			Cle: Cle{"02319252150", "001"}, Epreuve: "U2", Groupe: 1,
		},
			Valeur: "12.00", Auteur: "A", Horodatage: "2023-06-06T09:00:00Z", Autre: "13.00", AuteurAutre: "B", HorodatageAutre: "2023-06-06T09:01:00Z",
			PosteAutre: "P0", Levee: true}},
	}, Candidats: []*Candidat{
		{Cle: Cle{"02319252150", "001"}, Anonymat: "A1", Nom: "AZBTSUN", NomUsage: "U", Prenoms: "John", Sexe: "M", Naissance: "2000-01-02",
			Commune: "BESANÇON", Departement: "25", Pays: "FRANCE",
			Nationalite: "F", INE: "I", Categorie: "C", Forme: "Globale", Etablissement: "0250001R", CentreEpreuve: "0250001R",
			Adresse: "1\n2\t\\\u2028\x01\x7f", CodePostal: "25000", Ville: "V", Mail: "a@b",
			LV1: "Allemand", LV2: "Anglais", ListeRouge: true, Fraudeur: true, Amenagement: "oui", Livret: "papier", VAE: "v", DerniereAnnee: "2022",
			Divers: []Champ{{"x", "y"}},
			Notes:  []NoteEpreuve{{"U2", 1, n}, {"U2E", 1, absent}}, Choix: []Choix{{"U2", 1, "0250001R", "2023-07-11T11:00"}, {Epreuve: "U3", Rang: 2}},
			LivretExamine: true,
			Arrete1:       &Arrete{examen.Admis, "12.00", "11.50", "AB"}, Arrete2: &Arrete{Decision: examen.Refuse}},
		{Cle: Cle{"02319252151", "001"}, Nom: "NU", Prenoms: ""},
	}}
	c := Centre{Examen: "BTS", Session: "2023-06", GenereLe: "2023-06-06T09:00:00+02:00", Lieu: lieu,
		Etablissements: []Etablissement{lieu, {UAI: "0250002S", Nom: "N"}},
		Academie: Academie{
			Code: "03", Nom: "BESANÇON", Rectorat: "Rectorat", Adresse: "1 rue des champs", CodePostal: "25000", Ville: "BESANCON", Telephone: "0381",
			Mail: "r@ac",
		}}
	return d, c
}

// TestNamesOfWorkstations: a name of today is the whole key; one of before is still
// that of its key, and of no other.
func TestNamesOfWorkstations(t *testing.T) {
	cle, autre := make([]byte, 32), make([]byte, 32)
	autre[31] = 1
	if got := IDPoste(cle); got != "P"+strings.Repeat("00", 32) || !NomEntier(got) || PosteCourt(got) != "P"+strings.Repeat("00", 8) {
		t.Error(got)
	}
	if got := AncienIDPoste(cle); got != "P66687aadf862bd77" || NomEntier(got) || PosteCourt(got) != got {
		t.Error(got)
	}
	for _, id := range []string{IDPoste(cle), AncienIDPoste(cle)} {
		if !EstPoste(id, cle) || EstPoste(id, autre) || EstPoste(id, nil) || EstPoste(id[:9], cle) {
			t.Errorf("%s is not the name of its key alone", id)
		}
	}
}
