package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
)

// Names of the folders that a rescue makes.
const (
	prefixeCote    = "mise-de-cote-"
	prefixeTravail = "secours-"
)

// Files that a rescue leaves beside what it set aside.
const (
	FichierRapport   = "rapport.txt"
	FichierNonRepris = "actes-non-repris.json"
)

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
	b := &Base{dossier: dossier}
	if err := b.verrouiller(ctx); err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, b.verrou.Unlock()) }()
	travail, err := os.MkdirTemp(dossier, prefixeTravail)
	if err != nil {
		return s, refusDossier(dossier, err)
	}
	defer os.RemoveAll(travail) // copies made here, nothing else
	m := &secouriste{dossier: dossier, travail: travail, s: &s}
	if err := m.examiner(ctx); err != nil {
		return s, err
	}
	c, err := m.choisir(ctx)
	if err != nil {
		return s, err
	}
	m.raconter(c)
	if c == nil {
		return s, m.laisserPlace(essai)
	}
	if err := c.base.db.Close(); err != nil {
		return s, fmt.Errorf("close rebuilt base: %w", c.base.traduire(err))
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
}

// examiner reads what there is.
func (m *secouriste) examiner(ctx context.Context) error {
	chemin := filepath.Join(m.dossier, FichierBase)
	if _, err := os.Stat(chemin); errors.Is(err, os.ErrNotExist) {
		m.s.Constat = append(m.s.Constat, "Le fichier de la base a disparu.")
		if cotes := misesDeCote(m.dossier); len(cotes) > 0 {
			chemin = cotes[len(cotes)-1] // a rescue was stopped half way
			m.s.Constat = append(m.s.Constat, "Une base mise de côté auparavant est là : elle est relue.")
		}
	}
	lecture := filepath.Join(m.travail, "lecture.sqlite")
	if err := copierBase(chemin, lecture); err != nil {
		return err
	}
	if err := m.constater(ctx, lecture); err != nil {
		return err
	}
	m.lu = lireTout(ctx, lecture)
	copies, err := Copies(m.dossier)
	if err != nil {
		return err
	}
	mauvaises := 0
	for i, c := range copies {
		vue := filepath.Join(m.travail, fmt.Sprintf("copie-%d.sqlite", i))
		if err := copierBase(c.Chemin, vue); err != nil {
			return err
		}
		if !entiere(ctx, vue) {
			mauvaises++
			continue
		}
		m.copie, m.cheminCopie, m.dateCopie = lireTout(ctx, vue), vue, c.Le
		m.copie.trierActes()
		maps.Copy(m.lu.cles, m.copie.cles) // a workstation's name is its key's: none can be false
		break
	}
	m.lu.trierActes()
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

// constater opens a copy of the base as the program would, and keeps what it says.
func (m *secouriste) constater(ctx context.Context, lecture string) error {
	vue := filepath.Join(m.travail, "examen.sqlite")
	if err := copierBase(lecture, vue); err != nil {
		return err
	}
	b := &Base{dossier: m.travail, horloge: time.Now}
	err := b.ouvrir(ctx, vue)
	if b.db != nil {
		defer b.db.Close()
	}
	if err == nil {
		v, err := b.Verifier(ctx)
		if err != nil {
			v.Fautes = append(v.Fautes, "La base ne peut pas être vérifiée jusqu’au bout.")
		}
		m.s.Constat = append(m.s.Constat, abreger(v.Fautes)...)
		return nil
	}
	if r, refus := examen.EstRefus(err); refus && !EstAbimee(err) {
		return r // a newer program wrote it, the disk is full: nothing to rebuild
	}
	if len(m.s.Constat) == 0 {
		m.s.Constat = append(m.s.Constat, "Le fichier de la base est abîmé : SQLite ne peut pas le lire normalement.")
	}
	return nil
}

func abreger(fautes []string) []string {
	if n := len(fautes); n > 5 {
		return append(slices.Clone(fautes[:5]), fmt.Sprintf("… et %d autres défauts.", n-5))
	}
	return fautes
}

// entiere tells whether a copy passes the whole check.
func entiere(ctx context.Context, chemin string) bool {
	b := &Base{dossier: filepath.Dir(chemin), horloge: time.Now}
	err := b.ouvrir(ctx, chemin)
	if b.db != nil {
		defer b.db.Close()
	}
	if err != nil {
		return false
	}
	v, err := b.Verifier(ctx)
	return err == nil && len(v.Fautes) == 0
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
	essais = append(essais, essai{m.lu.reunir(copie, m.lu), false, SecoursReunion}, essai{m.lu.reunir(copie, copie), false, SecoursReunion},
		essai{m.lu.reunir(copie, nouvelleRecolte()), false, SecoursReunion})
	var dernier error
	for i, e := range essais {
		if len(e.r.actes) == 0 {
			continue
		}
		c, err := batir(ctx, filepath.Join(m.travail, fmt.Sprintf("neuve-%d.sqlite", i)), e.r, e.garder)
		if err != nil {
			if r, refus := examen.EstRefus(err); refus && r.Code == examen.CodeBase && !EstAbimee(err) {
				return nil, r // a full disk, most of the time
			}
			dernier = err
			continue
		}
		if len(c.fautes) == 0 && (c.jurys > 0 || m.copie == nil || len(m.copie.actes) == 0) {
			m.s.Issue = e.issue
			return c, nil
		}
		dernier = c.base.db.Close()
	}
	if m.copie != nil {
		m.s.Issue = SecoursCopie
		return m.reprendreCopie(ctx)
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
	if m.lu.manques["base"] || m.lu.base["cle_privee"] == "" || m.lu.base["tete"] == "" {
		return false
	}
	if m.copie == nil {
		return true
	}
	for id, x := range m.copie.actes {
		if _, la := m.lu.actes[id]; !la && x.acte.Poste == m.lu.base["poste"] {
			return false
		}
	}
	return true
}

// reprendreCopie takes the copy as it is, under a new identity.
func (m *secouriste) reprendreCopie(ctx context.Context) (*chantier, error) {
	b := &Base{dossier: m.travail, horloge: time.Now}
	if err := b.ouvrir(ctx, m.cheminCopie); err != nil {
		return nil, err
	}
	c := &chantier{base: b, chemin: m.cheminCopie, jurys: len(juger(ctx, b)), actes: len(m.copie.actes)}
	for _, x := range m.copie.enOrdre() {
		c.le = x.acte.Horodatage
	}
	for _, x := range m.lu.enOrdre() {
		if _, la := m.copie.actes[x.acte.ID]; !la {
			c.exclus = append(c.exclus, x.scelle)
		}
	}
	return c, b.changerPoste(ctx)
}

// installer puts the rebuilt base in the place of the damaged one.
func (m *secouriste) installer(c *chantier) error {
	chemin := filepath.Join(m.dossier, FichierBase)
	if err := copierFichier(c.chemin, chemin+".neuve"); err != nil {
		return refusCopie(err)
	}
	cote, err := mettreDeCote(m.dossier)
	if err != nil {
		return err
	}
	if err := os.Rename(chemin+".neuve", chemin); err != nil {
		return refusDossier(m.dossier, err)
	}
	m.s.MiseDeCote = cote
	m.s.Constat = append(m.s.Constat, "Les fichiers abîmés sont dans « "+cote+" » ; rien n’est effacé.")
	return m.laisserRapport(cote, c.exclus)
}

// laisserPlace sets aside a base of which nothing could be made, so that the
// workstation can start again from a plan de secours.
func (m *secouriste) laisserPlace(essai bool) error {
	if essai {
		return nil
	}
	cote, err := mettreDeCote(m.dossier)
	if err != nil {
		return err
	}
	// Copies that are no better go with it: left there, they would be taken again for
	// the sign of a base that has disappeared.
	if err := os.Rename(filepath.Join(m.dossier, dossierCopies), filepath.Join(cote, dossierCopies)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return refusDossier(cote, err)
	}
	m.s.MiseDeCote = cote
	m.s.Constat = append(m.s.Constat, "Les fichiers abîmés sont dans « "+cote+" » ; rien n’est effacé.")
	var exclus []jury.ActeScelle
	for _, x := range m.lu.enOrdre() {
		exclus = append(exclus, x.scelle)
	}
	return m.laisserRapport(cote, exclus)
}

func (m *secouriste) laisserRapport(cote string, exclus []jury.ActeScelle) error {
	if len(exclus) > 0 {
		texte, err := json.MarshalIndent(exclus, "", "  ")
		if err != nil {
			return fmt.Errorf("encode acts: %w", err)
		}
		if err := ecrireSur(filepath.Join(cote, FichierNonRepris), texte); err != nil {
			return refusDossier(cote, err)
		}
	}
	if err := ecrireSur(filepath.Join(cote, FichierRapport), []byte(strings.Join(m.s.Lignes(), "\n")+"\n")); err != nil {
		return refusDossier(cote, err)
	}
	return nil
}

// mettreDeCote moves a base and its log to a folder of their own; the log goes
// with it, for beside another base it would be that one's.
func mettreDeCote(dossier string) (string, error) {
	cote := filepath.Join(dossier, prefixeCote+time.Now().Format("20060102-150405.000"))
	if err := os.MkdirAll(cote, 0o700); err != nil {
		return "", refusDossier(cote, err)
	}
	for _, suffixe := range []string{"", "-wal", "-shm"} {
		if err := os.Rename(filepath.Join(dossier, FichierBase+suffixe), filepath.Join(cote, FichierBase+suffixe)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", refusDossier(dossier, err)
		}
	}
	return cote, nil
}

// copierBase copies a base and its log; one that is not there is no fault.
func copierBase(de, vers string) error {
	for _, suffixe := range []string{"", "-wal"} {
		if err := copierFichier(de+suffixe, vers+suffixe); err != nil && !errors.Is(err, os.ErrNotExist) {
			return refusCopie(err)
		}
	}
	return nil
}

func copierFichier(de, vers string) (err error) {
	source, err := os.Open(de)
	if err != nil {
		return err
	}
	defer source.Close()
	f, err := os.OpenFile(vers, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, source)
	return errors.Join(err, f.Sync(), f.Close())
}

func refusCopie(err error) error {
	return examen.Refuser(examen.CodeBase, fmt.Sprintf("La base n’a pas pu être relue ou recopiée : %s.", cmp.Or(fichier.Raison(err), "le disque ne répond pas bien")),
		"Rien n’a été changé. Libérez de la place sur le disque (quatre fois la taille de la base), vérifiez le droit d’écrire, puis recommencez.")
}

func enClair(t time.Time) string { return t.Local().Format("02/01/2006 à 15:04") }
