package extrait

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"delib/core/decision"
	"delib/core/dossier"
	"delib/core/examen"
	"delib/core/jury"
)

// Dossier is one that was made.
type Dossier struct {
	UAI, Nom string
	Octets   []byte
	Jurys    []JuryFait
}

// Fichier gives the name of its ZIP.
func (d *Dossier) Fichier(c *Correspondance) string {
	return fmt.Sprintf("dossier-%s-%s-%s.zip", strings.ToLower(c.Examen), c.Session, d.UAI)
}

// JuryFait counts what a jury of a dossier holds.
type JuryFait struct {
	Code       string
	Candidats  int
	Notes      int
	Manquantes int // compulsory épreuves without a mark
}

// Fabriquer makes one dossier for each centre of the tables. Every dossier is checked as
// one that comes would be: the faults of all of them are told at once, with the row of the
// extract, and nothing is made.
func Fabriquer(tables []*Table, c *Correspondance, quand time.Time) ([]Dossier, *Compte, error) {
	profil, err := examen.Trouver(c.Examen, c.Session)
	if err != nil {
		return nil, nil, err
	}
	f, err := appliquer(tables, c)
	if err != nil {
		return nil, nil, err
	}
	candidats := map[string][]*personne{} // by centre
	for _, x := range f.rassembler() {
		if f.retenir(x) {
			uai := f.centres[x.champs["jury"]]
			candidats[uai] = append(candidats[uai], x)
		}
	}
	var faits []Dossier
	var fautes []string
	for _, uai := range f.uais() {
		d, dites, err := f.dossier(profil, uai, candidats[uai], quand)
		if err != nil {
			return nil, f.compte, err
		}
		fautes = append(fautes, dites...)
		faits = append(faits, d)
	}
	switch {
	case len(fautes) > 0:
		return nil, f.compte, refus("Ces tableaux ne donnent pas de dossiers sans faute :", "Rien n’a été fait. Corrigez les tableaux ou la correspondance, "+
			"puis recommencez.", fautes...)
	case len(faits) == 0:
		return nil, f.compte, refus("Aucun tableau ne dit de jury : aucun dossier n’est fait.", "Donnez un tableau des jurys, avec leur centre de délibération.")
	}
	return faits, f.compte, nil
}

// uais gives the centres, in the order of their first jury.
func (f *fabrique) uais() []string {
	var l []string
	for _, j := range f.ordreJurys {
		if u := f.centres[j]; !slices.Contains(l, u) {
			l = append(l, u)
		}
	}
	return l
}

// dossier makes the tables of one centre, and reads them back.
func (f *fabrique) dossier(profil *examen.Profil, uai string, candidats []*personne, quand time.Time) (Dossier, []string, error) {
	t := &tablesDe{f: f, uai: uai, lieux: map[string][]string{}, lignes: map[string][]map[string]string{}}
	for _, code := range f.ordreJurys {
		if f.centres[code] == uai {
			t.jury(f.jurys[code])
		}
	}
	for _, x := range candidats {
		t.candidat(x)
	}
	t.choix(candidats)
	t.ecoles(candidats)
	d := Dossier{UAI: uai}
	centre := jury.Centre{Examen: f.c.Examen, Session: f.c.Session, Academie: f.c.academie(), GenereLe: quand.Format(time.RFC3339)}
	centre.Lieu = jury.Etablissement{UAI: uai}
	if e := f.ecoles[uai]; e != nil {
		centre.Lieu.Nom, centre.Lieu.Ville = e.champs["nom"], e.champs["ville"]
	}
	d.Nom = centre.Lieu.Nom
	var b bytes.Buffer
	if err := dossier.EcrireLignes(&b, centre, t.lignes); err != nil {
		return d, nil, err
	}
	d.Octets = b.Bytes()
	c, fautes, err := dossier.Examiner(bytes.NewReader(d.Octets), int64(len(d.Octets)))
	if len(fautes) > 0 {
		return d, t.situer(fautes), nil
	}
	if err != nil {
		return d, nil, err
	}
	for i := range c.Jurys {
		j := &c.Jurys[i]
		x := JuryFait{Code: j.Code, Candidats: len(j.Candidats)}
		for _, c := range j.Candidats {
			x.Notes += len(c.Notes)
		}
		for _, m := range decision.Manquantes(profil, j, 1) {
			x.Manquantes += len(m.Epreuves)
		}
		d.Jurys = append(d.Jurys, x)
	}
	return d, nil, nil
}

// tablesDe are the eight tables of one centre, with where each row comes from.
type tablesDe struct {
	f      *fabrique
	uai    string
	lignes map[string][]map[string]string
	lieux  map[string][]string // by table, in the order of its rows
	specs  map[string]bool
	rangs  map[string]map[int]int // by table, the row that begins at a line
}

func (t *tablesDe) ajouter(table string, champs map[string]string, lieu string) {
	t.lignes[table], t.lieux[table] = append(t.lignes[table], champs), append(t.lieux[table], lieu)
}

func (t *tablesDe) jury(l *ligne) {
	f, code, spe := t.f, l.champs["code"], l.champs["specialite"]
	x := maps.Clone(l.champs)
	x["periode"], x["etat"] = cmp.Or(x["periode"], "Session normale"), cmp.Or(x["etat"], examen.Deliberation1.Code())
	t.ajouter("jurys.csv", x, l.lieu)
	for _, m := range f.membres {
		if m.champs["jury"] == code {
			t.ajouter("membres.csv", m.champs, m.lieu)
		}
	}
	if t.specs == nil {
		t.specs = map[string]bool{}
	}
	if t.specs[spe] {
		return
	}
	t.specs[spe] = true
	t.ajouter("specialites.csv", map[string]string{"code": spe, "libelle": f.specialites[spe]}, l.lieu)
	for i, e := range f.epreuves[spe] {
		x := maps.Clone(e.champs)
		x["ordre"] = fmt.Sprint(i + 1)
		t.ajouter("epreuves.csv", x, e.lieu)
	}
}

func (t *tablesDe) candidat(x *personne) {
	f := t.f
	t.ajouter("candidats.csv", x.champs, x.lieu)
	spe := f.jurys[x.champs["jury"]].champs["specialite"]
	vues := map[string]noteLue{}
	for i := range x.notes {
		n := &x.notes[i]
		code := f.epreuve(spe, n)
		if code == "" {
			f.souci("%s : « %s » n’est l’épreuve d’aucune unité de la spécialité %s.", n.lieu, n.titre, spe)
			continue
		}
		f.controler(spe, code, n)
		groupe := cmp.Or(n.groupe, "1")
		if avant, la := vues[code+" "+groupe]; la {
			if avant.statut != n.statut || !memes(avant.valeur, n.valeur) {
				f.souci("%s : %s de %s est dite deux fois, « %s%s » et « %s%s » (%s) ; la première est gardée.", n.lieu, code, x.champs["numero"], n.statut, n.valeur,
					avant.statut, avant.valeur, avant.lieu)
			}
			continue
		}
		vues[code+" "+groupe] = *n
		t.ajouter("notes.csv", map[string]string{"numero": x.champs["numero"], "inscription": x.champs["inscription"], "epreuve": code, "groupe": groupe,
			"statut": n.statut, "valeur": n.valeur, "session_origine": n.session}, n.lieu)
	}
}

// controler holds what a mark says of its épreuve to the règlement.
func (f *fabrique) controler(spe, code string, n *noteLue) {
	for _, e := range f.epreuves[spe] {
		if e.champs["code"] != code {
			continue
		}
		if n.bareme != "" && !memes(n.bareme, e.champs["bareme"]) {
			f.souci("%s : %s y est notée sur %s, le règlement dit sur %s.", n.lieu, code, n.bareme, e.champs["bareme"])
		}
		if n.coefficient != "" && !memes(n.coefficient, e.champs["coefficient"]) {
			f.souci("%s : %s y a le coefficient %s, le règlement dit %s.", n.lieu, code, n.coefficient, e.champs["coefficient"])
		}
	}
}

// choix keeps the disciplines that the candidates of this centre chose.
func (t *tablesDe) choix(candidats []*personne) {
	par := map[string][]*personne{}
	for _, x := range candidats {
		par[x.champs["numero"]] = append(par[x.champs["numero"]], x)
	}
	for _, p := range t.f.choix {
		for _, x := range par[p.champs["numero"]] {
			if i := p.champs["inscription"]; i != "" && i != x.champs["inscription"] {
				continue
			}
			c := maps.Clone(p.champs)
			c["inscription"] = x.champs["inscription"]
			if code := t.f.epreuve(t.f.jurys[x.champs["jury"]].champs["specialite"], &noteLue{titre: c["epreuve"]}); code != "" {
				c["epreuve"] = code
			}
			t.ajouter("choix.csv", c, p.lieu)
		}
	}
}

// ecoles keeps the établissements that the dossier names.
func (t *tablesDe) ecoles(candidats []*personne) {
	nommees := map[string]bool{t.uai: true}
	for _, x := range candidats {
		nommees[x.champs["etablissement"]], nommees[x.champs["centre_epreuve"]] = true, true
	}
	for _, u := range t.f.ordreEcoles {
		if e := t.f.ecoles[u]; nommees[u] {
			t.ajouter("etablissements.csv", e.champs, e.lieu)
			delete(nommees, u)
		}
	}
}

// situer says each fault of the dossier with the row of the extract from which it comes.
func (t *tablesDe) situer(fautes []dossier.Faute) []string {
	var l []string
	for _, x := range fautes {
		ou := "centre " + t.uai
		if i := t.rangDe(x.Fichier, x.Ligne); i >= 0 {
			ou = t.lieux[x.Fichier][i]
		}
		quoi := x.Fichier
		if x.Colonne != "" {
			quoi += ", " + x.Colonne
		}
		l = append(l, fmt.Sprintf("- %s (%s) : %s", ou, quoi, x.Message))
	}
	return l
}

// rangDe gives the row of a table that begins at a line of its text, -1 for none.
func (t *tablesDe) rangDe(table string, ligne int) int {
	if t.rangs == nil {
		t.rangs = map[string]map[int]int{}
	}
	if t.rangs[table] == nil {
		m, n := map[int]int{}, 2 // after the headings
		for i, champs := range t.lignes[table] {
			m[n] = i
			n++
			for _, v := range champs {
				n += strings.Count(v, "\n")
			}
		}
		t.rangs[table] = m
	}
	if i, la := t.rangs[table][ligne]; la {
		return i
	}
	return -1
}
