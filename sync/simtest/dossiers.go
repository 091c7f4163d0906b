package simtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"delib/core/jury"
	"delib/core/note"
	"delib/core/store"
)

// edition is one state of the académie's dossier: each is newer than the one before.
type edition struct {
	centre jury.Centre
	jurys  []jury.Dossier
}

// suivante draws the next edition of a dossier: candidates change jury, come and
// leave; jurys are renamed, cut in two, added, dropped; a mark is corrected.
func (e edition) suivante(h *rand.Rand, numero int) (edition, string) {
	n := e.plusTard(numero)
	de, vers := h.IntN(len(n.jurys)), h.IntN(len(n.jurys))
	source := &n.jurys[de]
	switch op := h.IntN(7); {
	case op == 0 && len(source.Candidats) > 1 && de != vers:
		i := h.IntN(len(source.Candidats))
		n.jurys[vers].Candidats = append(n.jurys[vers].Candidats, source.Candidats[i])
		source.Candidats = slices.Delete(source.Candidats, i, i+1)
		return n, fmt.Sprintf("un candidat passe du jury %s au jury %s", source.Code, n.jurys[vers].Code)
	case op == 1:
		avant := source.Code
		source.Code = n.codeLibre()
		return n, fmt.Sprintf("le jury %s devient %s", avant, source.Code)
	case op == 2 && len(source.Candidats) > 1:
		dit := fmt.Sprintf("le jury %s se partage avec %s", source.Code, n.codeLibre())
		n.partager(de)
		return n, dit
	case op == 3 && len(n.jurys) > 1:
		dit := fmt.Sprintf("le jury %s n’est plus là", source.Code)
		n.jurys = slices.Delete(n.jurys, de, de+1)
		return n, dit
	case op == 4:
		c := *source.Candidats[0]
		c.Cle.Numero = fmt.Sprintf("029%08d", numero)
		c.Anonymat = fmt.Sprintf("T290A031%06d", numero)
		source.Candidats = append(source.Candidats, &c)
		return n, "le jury " + source.Code + " gagne un candidat"
	case op == 5 && len(source.Candidats) > 1:
		source.Candidats = source.Candidats[1:]
		return n, "le jury " + source.Code + " perd un candidat"
	}
	c := *source.Candidats[0]
	c.Notes = slices.Clone(c.Notes)
	c.Notes[0].Valeur = note.De(note.Note(50 * h.IntN(41)))
	source.Candidats[0] = &c
	return n, "une note du jury " + source.Code + " est corrigée"
}

// plusTard gives the same dossier, made later.
func (e edition) plusTard(numero int) edition {
	n := edition{centre: e.centre}
	n.centre.GenereLe = debut.Add(time.Duration(numero) * time.Hour).Format(time.RFC3339)
	for _, d := range e.jurys {
		d.Candidats = slices.Clone(d.Candidats)
		n.jurys = append(n.jurys, d)
	}
	return n
}

// partager puts half of a jury in a new one.
func (e *edition) partager(i int) {
	source := &e.jurys[i]
	moitie := *source
	moitie.Code, moitie.Candidats = e.codeLibre(), source.Candidats[len(source.Candidats)/2:]
	source.Candidats = source.Candidats[:len(source.Candidats)/2]
	e.jurys = append(e.jurys, moitie)
}

// codeLibre gives a code that no jury bears.
func (e *edition) codeLibre() string {
	n := 31310
	for _, d := range e.jurys {
		if v, err := strconv.Atoi(d.Code); err == nil && v >= n {
			n = v + 1
		}
	}
	return fmt.Sprint(n)
}

// dossier makes the académie load a new edition, or a workstation import one.
func (m *Monde) dossier(h *rand.Rand, p *Poste) error {
	if h.IntN(3) == 0 {
		e := m.editions[h.IntN(len(m.editions))]
		return m.importer(p, e)
	}
	e, dit := m.editions[len(m.editions)-1].suivante(h, len(m.editions))
	m.dire("académie : nouveau dossier, %s", dit)
	m.editions = append(m.editions, e)
	if err := m.charger(&e); err != nil {
		m.dire("    %s", direErreur(err))
		return admettre(err)
	}
	return nil
}

// charger makes the académie load an edition.
func (m *Monde) charger(e *edition) error {
	r, err := m.serveur.Charger(m.ctx, e.centre, e.jurys, "Académie")
	if err == nil {
		m.connaitre(e, &r.Import)
	}
	return err
}

// connaitre keeps whom the académie took in, and whom its account named as left out.
func (m *Monde) connaitre(e *edition, r *jury.Import) {
	for _, d := range e.jurys {
		if !slices.Contains(m.jurys, d.Code) {
			m.jurys = append(m.jurys, d.Code)
		}
		for _, c := range d.Candidats {
			m.connus[c.Cle] = !nomme(r.Laisses, c.Cle)
		}
	}
	for c := range m.connus {
		if nomme(r.Retires, c) {
			m.connus[c] = false
		}
	}
}

// nomme tells whether an account names a candidate.
func nomme(lignes []string, c jury.Cle) bool {
	return slices.ContainsFunc(lignes, func(s string) bool { return strings.Contains(s, c.String()) })
}

// importer makes a workstation take an edition that came on a stick.
func (m *Monde) importer(p *Poste, e edition) error {
	avant, err := presentsPoste(m.ctx, p.base)
	if err != nil {
		return err
	}
	r, err := p.base.Importer(m.ctx, e.centre, e.jurys, "Chef "+p.nom)
	m.dire("%s importe le dossier de %s%s", p.nom, e.centre.GenereLe, dit(err))
	if err != nil {
		return admettre(err)
	}
	apres, err := presentsPoste(m.ctx, p.base)
	if err != nil {
		return err
	}
	return personne(avant, apres, &e, &r)
}

// personne checks I11: whoever was in a jury is in one and only one, or is named in
// the account of the import as no longer in the dossier; whoever the dossier brings is
// in a jury, or named.
func personne(avant, apres map[jury.Cle][]string, e *edition, r *jury.Import) error {
	for c, js := range apres {
		if len(js) > 1 && len(avant[c]) < 2 {
			return fmt.Errorf("I11: candidate %s is now in jurys %v", c, js)
		}
	}
	for c := range avant {
		if len(apres[c]) == 0 && !nomme(r.Retires, c) {
			return fmt.Errorf("I11: candidate %s left every jury in silence", c)
		}
	}
	for _, d := range e.jurys {
		for _, c := range d.Candidats {
			if len(apres[c.Cle]) == 0 && !nomme(r.Laisses, c.Cle) {
				return fmt.Errorf("I11: candidate %s of the dossier is nowhere", c.Cle)
			}
		}
	}
	return nil
}

func presentsPoste(ctx context.Context, b *store.Base) (map[jury.Cle][]string, error) {
	es, err := b.Entetes(ctx)
	if err != nil {
		return nil, err
	}
	la := map[jury.Cle][]string{}
	for _, e := range es {
		d, err := b.Charger(ctx, e.Code)
		if err != nil {
			return nil, err
		}
		for _, c := range d.Candidats {
			la[c.Cle] = append(la[c.Cle], d.Code)
		}
	}
	return la, nil
}

// verifierPersonnes checks I11 at the académie, at the end: whom it took in is in one
// jury and only one, or was named as left out.
func (m *Monde) verifierPersonnes(jurys map[string]jury.Dossier) error {
	la := map[jury.Cle][]string{}
	for code, d := range jurys {
		for _, c := range d.Candidats {
			la[c.Cle] = append(la[c.Cle], code)
		}
	}
	for c, dedans := range m.connus {
		if n := len(la[c]); n > 1 || n == 0 && dedans {
			return fmt.Errorf("I11: candidate %s is in jurys %v at the académie", c, la[c])
		}
	}
	return nil
}
