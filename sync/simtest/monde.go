// Package simtest plays an académie's server, workstations and a bad network in
// virtual time, with the real bases, and checks after each history that nothing
// was lost and that everybody sees the same jurys. A history is drawn from a
// seed, or written in a text file; the same seed draws the same history.
//
// It is for tests: the program does not import it.
package simtest

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"

	"delib/core/dossier/dossiertest"
	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/store"
	"delib/sync/client"
	"delib/sync/server"
)

// Defauts breaks the server on purpose: a test shows that each is caught.
type Defauts struct {
	Arbitre server.Arbitre // in the place of the server's own
	// Oublie makes the server say that it kept what it did not, every so many times.
	Oublie int
}

// Monde is the whole of a history.
type Monde struct {
	ctx     context.Context
	dir     string
	temps   time.Time
	profil  *examen.Profil
	jurys   []string
	postes  []*Poste
	depot   *server.Depot
	serveur *server.Serveur
	defauts Defauts
	gardees []copie // copies of the server's base
	// editions are the académie's dossiers, the latest last.
	editions []edition
	// connus are the candidates that the académie took in; false: its account named them as left out.
	connus map[jury.Cle]bool
	vies   int
	trace  []string

	// faits is what persons did and were told was kept: id → workstation's name.
	faits map[string]string
	// disparus are identities that a person declared out of service at the end.
	disparus map[string]bool
}

// copie is a copy of the server's base, and whom it knew then.
type copie struct {
	chemin string
	connus map[jury.Cle]bool
}

// Poste is one workstation.
type Poste struct {
	nom      string
	dir      string
	decalage time.Duration // of its clock
	base     *store.Base
	avant    string // its id before it went back to a copy
	client   *client.Client
	anciens  anciens
	vieux    bool // it runs an older program
}

// debut is when every history begins.
var debut = time.Date(2023, 6, 7, 8, 0, 0, 0, time.UTC)

// avantCopie marks what a workstation did and no longer holds itself.
const avantCopie = " avant sa copie"

// Options of a history.
type Options struct {
	Postes, Jurys, Candidats int
	Image                    bool // the others are made from an image of the first one's disk, once it has worked
	Vieux                    int  // how many of the workstations run an older program
	Defauts                  Defauts
}

// Nouveau begins a history in an empty folder: the server has the dossier, each
// workstation has imported it, none is enrolled.
func Nouveau(ctx context.Context, dir string, o Options) (*Monde, error) {
	m := &Monde{ctx: ctx, dir: dir, temps: debut, defauts: o.Defauts, faits: map[string]string{}, disparus: map[string]bool{}, connus: map[jury.Cle]bool{}}
	c := dossiertest.Fabriquer(o.Jurys, o.Candidats)
	var err error
	if m.profil, err = examen.Trouver(c.Centre.Examen, c.Centre.Session); err != nil {
		return nil, err
	}
	m.editions = []edition{{c.Centre, c.Jurys}}
	if err := m.demarrer(); err != nil {
		return nil, err
	}
	r, err := m.serveur.Charger(ctx, c.Centre, c.Jurys, "Académie")
	if err != nil {
		return nil, err
	}
	m.connaitre(&m.editions[0], &r.Import)
	for i := range o.Postes {
		p := &Poste{nom: string(rune('A' + i)), dir: filepath.Join(dir, "poste-"+string(rune('A'+i)))}
		m.postes = append(m.postes, p)
		if i > 0 && o.Image {
			if err := m.imager(m.postes[0], p); err != nil {
				return nil, err
			}
			continue
		}
		if err := m.allumer(p); err != nil {
			return nil, err
		}
		if i < o.Vieux {
			if err := m.vieillir(p); err != nil {
				return nil, err
			}
		}
		if _, err := p.base.Importer(ctx, c.Centre, c.Jurys, "Chef"); err != nil {
			return nil, err
		}
		if i == 0 && o.Image {
			if err := m.travaillerAvant(p); err != nil {
				return nil, err
			}
		}
	}
	return m, m.noterFaits()
}

// travaillerAvant makes the first workstation work before its disk is copied: connected, with
// an act that was sent and one that was not.
func (m *Monde) travaillerAvant(p *Poste) error {
	if err := m.raccorder(p); err != nil {
		return err
	}
	par := "Personne " + p.nom
	if err := m.agir(p, m.jurys[0], livrets(par)); err != nil {
		return err
	}
	if _, err := p.client.Synchroniser(m.ctx, &lien{m: m, p: p, tirage: parfait}); err != nil {
		return err
	}
	d, err := p.base.Charger(m.ctx, m.jurys[0])
	if err != nil {
		return err
	}
	return admettre(m.agir(p, m.jurys[0], modifier(m.profil, d.Candidats[0].Cle, "U1", "17", par)))
}

// imager makes a workstation of an image of another one's disk, on another computer.
func (m *Monde) imager(de, vers *Poste) error {
	if err := de.base.Fermer(); err != nil {
		return err
	}
	if err := os.CopyFS(vers.dir, os.DirFS(de.dir)); err != nil {
		return err
	}
	vers.vieux = de.vieux
	if err := m.allumer(de); err != nil {
		return err
	}
	return m.allumer(vers)
}

// Fermer closes every base.
func (m *Monde) Fermer() {
	for _, p := range m.postes {
		if p.base != nil {
			_ = p.base.Fermer()
		}
	}
	_ = m.depot.Fermer()
}

// Trace gives what happened, a line each.
func (m *Monde) Trace() []string { return m.trace }

func (m *Monde) dire(format string, args ...any) {
	m.trace = append(m.trace, fmt.Sprintf(format, args...))
}

func (m *Monde) fichierServeur() string {
	return filepath.Join(m.dir, fmt.Sprintf("serveur-%d.sqlite", m.vies))
}

// demarrer starts the server on its base.
func (m *Monde) demarrer() (err error) {
	if m.depot, err = server.OuvrirSQLite(m.ctx, m.fichierServeur()); err != nil {
		return err
	}
	if n := m.defauts.Oublie; n > 0 {
		m.depot.Valider = oublieuse(n)
	}
	m.serveur, err = server.Nouveau(m.ctx, m.depot, server.Options{Horloge: func() time.Time { return m.temps }, Arbitre: m.defauts.Arbitre, Version: "sim"})
	return err
}

// redemarrer stops the server and starts it again: memory is lost, disk is not.
func (m *Monde) redemarrer() error {
	if err := m.depot.Fermer(); err != nil {
		return err
	}
	return m.demarrer()
}

// garder makes a copy of the server's base.
func (m *Monde) garder() error {
	chemin := filepath.Join(m.dir, fmt.Sprintf("copie-%d.sqlite", len(m.gardees)))
	m.gardees = append(m.gardees, copie{chemin, maps.Clone(m.connus)})
	return m.serveur.Sauvegarder(m.ctx, chemin)
}

// reculer puts an older copy of the server's base in the place of the present
// one. brut: as a copy of a disk would be, which does not know that it is one.
func (m *Monde) reculer(c copie, brut bool) error {
	if err := m.depot.Fermer(); err != nil {
		return err
	}
	m.vies++
	m.connus = maps.Clone(c.connus)
	// What a workstation put back to a copy and this older copy both forgot is in
	// the base that was set aside, and nowhere else.
	maps.DeleteFunc(m.faits, func(_, nom string) bool { return strings.HasSuffix(nom, avantCopie) })
	texte, err := os.ReadFile(c.chemin)
	if err != nil {
		return err
	}
	if err := os.WriteFile(m.fichierServeur(), texte, 0o600); err != nil {
		return err
	}
	if brut {
		if err := oublierCopie(m.ctx, m.fichierServeur()); err != nil {
			return err
		}
	}
	return m.demarrer()
}

// allumer starts a workstation on its folder.
func (m *Monde) allumer(p *Poste) (err error) {
	horloge := func() time.Time { return m.temps.Add(p.decalage) }
	p.base, err = store.Ouvrir(m.ctx, p.dir, store.Options{Creer: true, Horloge: horloge, Application: "sim", Machine: func() fond.Machine {
		return fond.Machine{Nom: "image", Cartes: []string{"00:00:00:00:00:" + fmt.Sprintf("%02x", p.nom[0])}}
	}})
	if err != nil {
		return err
	}
	p.client = client.Nouveau(p.base, horloge, "sim")
	return nil
}

// rallumer kills a workstation and starts it again.
func (m *Monde) rallumer(p *Poste) error {
	if err := p.base.Fermer(); err != nil {
		return err
	}
	return m.allumer(p)
}

// noterFaits records the acts that the journals hold: from now on none may vanish.
func (m *Monde) noterFaits() error {
	for _, p := range m.postes {
		if p.base == nil {
			continue
		}
		ids, err := p.base.Identifiants(m.ctx)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if _, connu := m.faits[id]; !connu {
				m.faits[id] = p.nom
			}
		}
	}
	return nil
}

// raccorder enrols a workstation, over a network that works.
func (m *Monde) raccorder(p *Poste) error {
	code, err := m.serveur.Enroler(m.ctx, "0250001R", "", "")
	if err != nil {
		return err
	}
	_, err = p.client.Raccorder(m.ctx, &lien{m: m, p: p, tirage: parfait}, code, "https://sim", "")
	return err
}

// agir makes a person's act on a workstation; a rule may refuse it.
func (m *Monde) agir(p *Poste, code string, f func(d jury.Dossier) ([]jury.Acte, error)) error {
	return p.base.Agir(m.ctx, m.profil, []jury.Lot{{Jury: code, Actes: f}})
}
