// Package secours makes a damaged base again from its journal, what still stands in
// its pages and its copies, and goes back to a copy. All is made and checked beside;
// what was there is set aside and never deleted.
package secours

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/fond"
	"delib/core/store"
)

// FichierNonRepris has the acts that were read and left out, beside what was set aside.
const FichierNonRepris = "actes-non-repris.json"

// IssueSecours is what a base could be rebuilt from.
type IssueSecours string

// The issues of a rescue, the best first.
const (
	SecoursJournal IssueSecours = "journal" // its own journal, whole: same workstation
	SecoursReunion IssueSecours = "reunion" // what was read of it, and the latest copy if there is one
	SecoursCopie   IssueSecours = "copie"   // the latest sound copy
	SecoursRien    IssueSecours = "rien"    // nothing here
)

// Secours is the account of a rescue.
type Secours struct {
	Issue       IssueSecours
	Constat     []string // what was found
	Fait        []string // what was rebuilt, or would be, and as of when
	Manque      []string // what is missing, and what to do
	MiseDeCote  string   // where the damaged files went
	Jurys       int
	Actes       int
	ActesPerdus int  // known to have been there, and found nowhere
	NonRepris   int  // read, and left out
	Identite    bool // the workstation stays the same
}

// Lignes gives the account as a person reads it.
func (s *Secours) Lignes() []string {
	var l []string
	for _, p := range []struct {
		titre  string
		lignes []string
	}{{"Ce qui a été trouvé", s.Constat}, {"Ce qui est reconstruit", s.Fait}, {"Ce qui manque, ce qu’il reste à faire", s.Manque}} {
		if len(p.lignes) > 0 {
			if len(l) > 0 {
				l = append(l, "")
			}
			l = append(l, strings.ToUpper(p.titre))
			for _, x := range p.lignes {
				l = append(l, "- "+x)
			}
		}
	}
	return l
}

// Secourir rebuilds the damaged base of a folder that no program holds open,
// from its journal, its pages and its copies. Nothing is deleted: the damaged
// files are set aside once the new base is made and checked. essai tells what
// would be done and touches nothing.
func Secourir(ctx context.Context, dossier string, essai bool) (s Secours, err error) {
	m, liberer, err := ouvrirChantier(ctx, dossier)
	if err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, liberer()) }()
	m.s = &s
	if err := m.examiner(ctx); err != nil {
		return s, err
	}
	c, err := m.choisir(ctx)
	if err != nil {
		return s, err
	}
	m.raconter(ctx, c)
	if c == nil {
		return s, m.laisserPlace(essai)
	}
	if err := c.base.Fermer(); err != nil {
		return s, fmt.Errorf("close rebuilt base: %w", c.base.Fond().Traduire(err))
	}
	if essai {
		return s, nil
	}
	return s, m.installer(c)
}

// secouriste is one rescue.
type secouriste struct {
	dossier, travail string
	s                *Secours
	lu, copie        *recolte // of the damaged base, of the latest sound copy
	cheminCopie      string
	dateCopie        time.Time
	abandonnee       bool // what is read was set aside by a return to a copy or a rescue
}

// examiner reads what there is.
func (m *secouriste) examiner(ctx context.Context) error {
	copies, err := fond.Copies(m.dossier)
	if err != nil {
		return err
	}
	lecture, err := m.piece("lecture")
	if err != nil {
		return err
	}
	chemin := m.chercherBase(ctx, len(copies) > 0)
	journal := filepath.Join(m.dossier, fond.FichierBase+"-wal")
	if strings.Contains(filepath.Base(chemin), fond.SuffixeNeuve) {
		journal = "" // of the base before
	}
	illisibles, err := releverBase(chemin, journal, lecture)
	if err != nil {
		return err
	}
	if illisibles > 0 {
		m.s.Constat = append(m.s.Constat,
			examen.Dire("Le disque ne peut plus lire %d page(s) de la base : copiez ce dossier sur un autre disque dès que possible.", illisibles))
	}
	if err := m.constater(ctx, lecture); err != nil {
		return err
	}
	m.lu = lireTout(ctx, lecture)
	if err := m.choisirCopie(ctx, fond.ParAge(ctx, copies)); err != nil {
		return err
	}
	m.lu.trierActes()
	return nil
}

// chercherBase gives the file to read. When it has disappeared, it is the one that
// a program stopped half way had set aside; one that was set aside for good is
// read only where there is no copy.
func (m *secouriste) chercherBase(ctx context.Context, copies bool) string {
	chemin := filepath.Join(m.dossier, fond.FichierBase)
	if info, err := os.Stat(chemin); err == nil && info.Mode().IsRegular() {
		return chemin
	}
	m.s.Constat = append(m.s.Constat, "Le fichier de la base a disparu.")
	for _, suffixe := range []string{fond.SuffixeNeuve, fond.SuffixeEnCours} {
		if fond.LireFiche(ctx, chemin+suffixe).Lue {
			m.s.Constat = append(m.s.Constat, "Une base prête à prendre sa place est là : elle est reprise.")
			return chemin + suffixe
		}
	}
	cotes := fond.MisesDeCote(m.dossier)
	if len(cotes) == 0 {
		return chemin
	}
	finie := !fond.SauvetageInacheve(m.dossier)
	if finie && copies {
		return chemin
	}
	m.abandonnee = finie
	m.s.Constat = append(m.s.Constat, "Une base mise de côté auparavant est là : elle est relue.")
	return cotes[len(cotes)-1]
}

// choisirCopie keeps the best copy that passes the whole check.
func (m *secouriste) choisirCopie(ctx context.Context, copies []fond.Copie) error {
	mauvaises, recente := 0, ""
	for i, c := range copies {
		vue, err := m.piece(fmt.Sprintf("copie-%d", i))
		if err != nil {
			return err
		}
		err = fond.CopierBase(c.Chemin, vue)
		if err == nil {
			if err = controler(ctx, vue); plusRecente(err) {
				recente = c.Nom
			}
		}
		if err != nil {
			if fichier.Plein(m.travail) { // the copy may be sound: nothing is said of it
				return refusPlace()
			}
			mauvaises++
			m.glaner(lireTout(ctx, vue))
			_ = os.RemoveAll(filepath.Dir(vue))
			continue
		}
		x := lireTout(ctx, vue)
		if m.lu.etrangere(x) {
			m.s.Constat = append(m.s.Constat, "La copie « "+c.Nom+" » est celle d’un autre poste : elle est laissée.")
			continue
		}
		m.copie, m.cheminCopie, m.dateCopie = x, vue, c.Le
		m.copie.trierActes()
		maps.Copy(m.lu.cles, m.copie.cles) // a workstation's name is its key's: none can be false
		break
	}
	if m.copie == nil && recente != "" {
		return examen.Refuser(examen.CodeBase, fmt.Sprintf("La copie de sûreté « %s » ne peut pas être ouverte par cette version de Délib.", recente),
			"Une version plus récente l’a écrite : installez-la, puis recommencez. Rien n’a été changé.")
	}
	if mauvaises > 0 {
		m.s.Constat = append(m.s.Constat, fmt.Sprintf("Copies de sûreté abîmées elles aussi, et laissées de côté : %d.", mauvaises))
	}
	if m.copie == nil {
		m.s.Constat = append(m.s.Constat, "Aucune copie de sûreté saine n’est sur ce poste.")
	} else {
		m.s.Constat = append(m.s.Constat, "La dernière copie de sûreté saine est du "+enClair(m.dateCopie)+".")
	}
	return nil
}

// glaner takes from a copy that is damaged the acts that this workstation signed
// under its present name: each proves itself.
func (m *secouriste) glaner(x *recolte) {
	poste := m.lu.poste()
	if poste == "" || x.poste() != poste {
		return
	}
	for id, y := range x.actes {
		if _, la := m.lu.actes[id]; !la && y.acte.Poste == poste {
			m.lu.actes[id] = y
		}
	}
}

// constater opens a copy of the base as the program would, and keeps what it says.
func (m *secouriste) constater(ctx context.Context, lecture string) error {
	vue, err := m.piece("examen")
	if err != nil {
		return err
	}
	if err := fond.CopierBase(lecture, vue); err != nil {
		return err
	}
	b, err := store.OuvrirPiece(ctx, vue)
	if err == nil {
		defer b.Fermer()
		v, err := b.Verifier(ctx)
		if err != nil {
			v.Fautes = append(v.Fautes, "La base ne peut pas être vérifiée jusqu’au bout.")
		}
		m.s.Constat = append(m.s.Constat, abreger(v.Fautes)...)
		return nil
	}
	if r, refus := examen.EstRefus(err); refus && !fond.EstAbimee(err) {
		if fichier.Plein(m.travail) {
			return refusPlace()
		}
		return r // a newer program wrote it: nothing to rebuild
	}
	if len(m.s.Constat) == 0 {
		m.s.Constat = append(m.s.Constat, "Le fichier de la base est abîmé : SQLite ne peut pas le lire normalement.")
	}
	return nil
}

// plusRecente tells whether a base is sound, and only beyond this program.
func plusRecente(err error) bool {
	_, refus := examen.EstRefus(err)
	return refus && !fond.EstAbimee(err)
}

func abreger(fautes []string) []string {
	if n := len(fautes); n > 5 {
		return append(slices.Clone(fautes[:5]), fmt.Sprintf("… et %d autres défauts.", n-5))
	}
	return fautes
}

// controler puts a base through the whole check; a file that is no base yet is
// refused too: SQLite would make one of it.
func controler(ctx context.Context, chemin string) error {
	if !fond.LireFiche(ctx, chemin).Lue && !fond.Existe(chemin+"-wal") {
		return fond.Abimer(filepath.Dir(chemin))
	}
	b, err := store.OuvrirPiece(ctx, chemin)
	if err != nil {
		return err
	}
	defer b.Fermer()
	return b.ExigerSaine(ctx)
}

// choisir builds, from the best source down, until a base passes the whole check.
func (m *secouriste) choisir(ctx context.Context) (*chantier, error) {
	copie := m.copie
	if copie == nil {
		copie = nouvelleRecolte()
	}
	type essai struct {
		r      *recolte
		garder bool
		issue  IssueSecours
	}
	var essais []essai
	if m.memePoste() {
		essais = append(essais, essai{m.lu, true, SecoursJournal}, essai{m.lu.reunir(copie, copie), true, SecoursJournal})
	}
	registres := []*recolte{m.lu, copie}
	if m.abandonnee || m.lu.manques["base"] || slices.ContainsFunc(registre, func(t string) bool { return m.lu.manques[t] }) {
		slices.Reverse(registres) // the end of the register was not read: it would be cut without a word
	}
	for _, r := range append(registres, nouvelleRecolte()) {
		x := m.lu.reunir(copie, r)
		if m.lu.manques["confirmes"] {
			x.oublierRendus(copie, m.lu.manques["recus"])
		}
		essais = append(essais, essai{x, false, SecoursReunion})
	}
	branche, err := fond.BrancheSuivante(ctx, m.dossier, m.lu.branche())
	if err != nil {
		return nil, err
	}
	avant := m.lu.base[fond.Branche.Nom]
	var dernier error
	for i, e := range essais {
		if len(e.r.actes) == 0 {
			continue
		}
		neuve, err := m.piece(fmt.Sprintf("neuve-%d", i))
		if err != nil {
			return nil, err
		}
		if e.r.base[fond.Branche.Nom] = strconv.Itoa(branche); e.garder {
			e.r.base[fond.Branche.Nom] = avant
		}
		c, err := batir(ctx, neuve, e.r, e.garder)
		if err != nil {
			if r, refus := examen.EstRefus(err); refus && r.Code == examen.CodeBase && !fond.EstAbimee(err) {
				if fichier.Plein(m.travail) {
					return nil, refusPlace()
				}
				return nil, r
			}
			dernier = err
			continue
		}
		if len(c.fautes) == 0 && (c.jurys > 0 || m.copie == nil || len(m.copie.actes) == 0) {
			m.s.Issue = e.issue
			return c, nil
		}
		dernier = c.base.Fermer()
	}
	if m.copie != nil {
		m.s.Issue = SecoursCopie
		return m.reprendreCopie(ctx, branche)
	}
	m.s.Issue = SecoursRien
	if dernier != nil {
		m.s.Constat = append(m.s.Constat, "Ce qui a été lu ne suffit pas à refaire une base qui passe les contrôles.")
	}
	return nil, nil
}

// memePoste tells whether the workstation may keep its identity: its key and its
// head were read, and no copy holds a later act that it signed.
func (m *secouriste) memePoste() bool {
	if m.lu.manques["base"] || m.lu.base[fond.ClePrivee.Nom] == "" || m.lu.base[fond.TeteJournal.Nom] == "" {
		return false
	}
	tete, _ := fond.LireTete(m.lu.base[fond.TeteJournal.Nom])
	for _, x := range m.lu.actes {
		if x.acte.Poste == m.lu.poste() && x.acte.Rang > tete.Rang {
			return false // found in a copy
		}
	}
	if m.copie == nil {
		return true
	}
	for id, x := range m.copie.actes {
		if _, la := m.lu.actes[id]; !la && x.acte.Poste == m.lu.poste() {
			return false
		}
	}
	return true
}

// reprendreCopie takes the copy as it is, under a new identity.
func (m *secouriste) reprendreCopie(ctx context.Context, branche int) (*chantier, error) {
	b, err := store.OuvrirPiece(ctx, m.cheminCopie)
	if err != nil {
		return nil, err
	}
	c := &chantier{base: b, chemin: m.cheminCopie, jurys: len(jurysDe(ctx, b)), actes: len(m.copie.actes)}
	for _, x := range m.copie.enOrdre() {
		c.le = x.acte.Horodatage
	}
	for _, x := range m.lu.enOrdre() {
		if _, la := m.copie.actes[x.acte.ID]; !la {
			c.exclus = append(c.exclus, x.scelle)
		}
	}
	return c, b.Fond().ChangerPoste(ctx, branche)
}

func enClair(t time.Time) string { return t.Local().Format("02/01/2006 à 15:04") }
