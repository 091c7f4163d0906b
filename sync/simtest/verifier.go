package simtest

import (
	"fmt"
	"slices"
	"strings"

	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/ordre"
	"delib/sync/wire"
)

// Apaiser lets the network work until nobody has anything left to say. What stays
// held behind an act of a workstation that is no more is told on the screen, with
// the remedy: a person declares that workstation out of service.
func (m *Monde) Apaiser() error {
	m.dire("— le réseau revient —")
	for _, p := range m.postes {
		p.anciens, p.vieux = anciens{}, false // each is updated
		if r, err := p.base.Raccordement(m.ctx); err != nil {
			return err
		} else if r == nil {
			if err := m.raccorder(p); err != nil {
				return err
			}
		}
	}
	for tour := 0; tour < 12; tour++ {
		calme := true
		for _, p := range m.postes {
			b, err := p.client.Synchroniser(m.ctx, &lien{m: m, p: p, tirage: parfait})
			if examen.CodeDe(err) == examen.CodeIdentite {
				// The server went back before its enrolment: a person asks for a code.
				calme, err = false, m.raccorder(p)
			}
			if err != nil {
				return fmt.Errorf("%s cannot synchronise: %w", p.nom, err)
			}
			if len(b.Desaccord) > 0 {
				return fmt.Errorf("%s: jurys %v are not the server's", p.nom, b.Desaccord)
			}
			calme = calme && b.Recues == 0 && len(b.Verdicts) == 0
		}
		if calme {
			declares, err := m.declarerDisparus()
			if err != nil {
				return err
			}
			calme = declares == 0
		}
		if calme {
			return nil
		}
	}
	return fmt.Errorf("the workstations never come to rest")
}

// declarerDisparus declares out of service, once, each identity that nobody bears
// any more and whose acts a workstation is told are held.
func (m *Monde) declarerDisparus() (declares int, err error) {
	for _, p := range m.postes {
		l, err := p.base.ARegarder(m.ctx)
		if err != nil {
			return declares, err
		}
		for _, r := range l {
			id := r.Acte.Poste
			if r.Verdict.Issue != jury.IssueRetenu || m.disparus[id] || slices.ContainsFunc(m.postes, func(x *Poste) bool { return x.base.Poste() == id }) {
				continue
			}
			m.dire("%s déclare %s, disparu, hors service", p.nom, id)
			if err := p.base.AgirCentre(m.ctx, jury.ActeHorsService(id, "Personne "+p.nom)); err != nil {
				return declares, err
			}
			m.disparus[id] = true
			declares++
		}
	}
	return declares, nil
}

// Verifier checks the invariants after Apaiser:
//
//	I1  what a person did and was told was kept is in its journal and at the server
//	I2  emitted = accepted + identical + divergent + late + refused + waiting
//	I3  every jury is the fold of its log (and the journals are whole)
//	I4  the same log gives the same jury everywhere
//	I5  no closing with a missing mark or an open divergence, unless exceptional
//	I6  no accepted act outside the state and the role that own it
//	I7  duplicates, reordering and replays changed nothing: I1 to I6 hold after them
//	I9  a settled decision is what the jury settled, until it was opened again
//	I10 no waiting act vanished: I1
//	I11 nobody is dropped from every jury in silence, or stands in two
//	I12 a newer dossier never comes over acts: I1 at the académie
func (m *Monde) Verifier() error {
	sorts, err := m.sorts()
	if err != nil {
		return err
	}
	for id, nom := range m.faits {
		if _, la := sorts[id]; !la {
			return fmt.Errorf("I1: act %s of %s is not at the server", id, nom)
		}
	}
	complet, err := m.serveur.Echanger(m.ctx, m.postes[0].base.Cle()[32:],
		&wire.Demande{Version: wire.Version, NomsEntiers: true, Poste: m.postes[0].base.Poste()})
	if err != nil {
		return err
	}
	if complet.Refus != nil {
		return complet.Refus.Erreur()
	}
	jurys, err := m.replier(complet)
	if err != nil {
		return err
	}
	if err := m.verifierPersonnes(jurys); err != nil {
		return err
	}
	for _, p := range m.postes {
		if err := m.verifierPoste(p, sorts, jurys); err != nil {
			return fmt.Errorf("%s: %w", p.nom, err)
		}
	}
	return nil
}

func (m *Monde) verifierPoste(p *Poste, sorts map[string]string, jurys map[string]jury.Dossier) error {
	b, err := p.base.Balance(m.ctx)
	if err != nil {
		return err
	}
	ids, err := p.base.Identifiants(m.ctx)
	if err != nil {
		return err
	}
	la := map[string]bool{}
	var compte ordre.Balance
	for _, id := range ids {
		la[id] = true
		compte.Emis++
		compte.Compter(jury.Issue(sorts[id]), 1)
	}
	if !b.Juste() || b != compte {
		return fmt.Errorf("I2: the workstation counts %+v, the server %+v", b, compte)
	}
	for id, nom := range m.faits {
		if nom == p.nom && !la[id] {
			return fmt.Errorf("I1: act %s left the journal", id)
		}
	}
	v, err := p.base.Verifier(m.ctx)
	if err != nil || len(v.Fautes) > 0 {
		return fmt.Errorf("I3: %v %s", err, strings.Join(v.Fautes, "\n"))
	}
	if b.Attente > 0 {
		return nil // what is held stands on top of what all share
	}
	for code, d := range jurys {
		ici, err := p.base.Charger(m.ctx, code)
		if err != nil {
			return err
		}
		if ici.Empreinte() != d.Empreinte() {
			return fmt.Errorf("I4: jury %s is %s rank %d here, %s rank %d at the server", code, ici.Etat.Code(), ici.Rang, d.Etat.Code(), d.Rang)
		}
	}
	return nil
}

// replier folds the server's logs once more, by themselves, and judges each step.
func (m *Monde) replier(r *wire.Reponse) (map[string]jury.Dossier, error) {
	fils, seqs := map[string]*jury.Fil{}, map[string]int64{}
	for _, e := range r.Entrees {
		if seqs[e.Jury]++; e.Seq != seqs[e.Jury] {
			return nil, fmt.Errorf("I3: jury %s goes from %d to %d", e.Jury, seqs[e.Jury]-1, e.Seq)
		}
		if e.Jury == "" {
			continue
		}
		f := fils[e.Jury]
		if f == nil {
			f = jury.NouveauFil(m.profil, func(h string) ([]byte, error) { return r.Origines[h], nil })
			fils[e.Jury] = f
		}
		a, err := e.Acte.Lire()
		if err != nil {
			return nil, err
		}
		if !e.Acte.Authentique(r.Cles[a.Poste]) {
			return nil, fmt.Errorf("I8: act %s is not signed", a.ID)
		}
		avant := f.Dossier
		if err := f.Suivre(a, e.Issue); err != nil {
			return nil, fmt.Errorf("I3: jury %s at %d: %w", e.Jury, e.Seq, err)
		}
		if err := m.jugerPas(avant, f.Dossier, a, e.Issue); err != nil {
			return nil, fmt.Errorf("jury %s at %d, %s: %w", e.Jury, e.Seq, a.Genre, err)
		}
	}
	ds := map[string]jury.Dossier{}
	for code, f := range fils {
		ds[code] = f.Dossier
		if h, dite := r.Empreintes[code]; dite && h != f.Dossier.Empreinte() {
			return nil, fmt.Errorf("I3: jury %s is not what the server says", code)
		}
	}
	return ds, nil
}

// jugerPas holds one accepted act to I5, I6 and I9, without the code that judged it.
func (m *Monde) jugerPas(avant, apres jury.Dossier, a jury.Acte, i jury.Issue) error {
	if i != jury.IssueAccepte {
		return nil
	}
	s := a.Sorte()
	if s.Apporte && avant.Rang > 1 {
		return fmt.Errorf("I12: a dossier came over the %d acts of the jury", avant.Rang-1)
	}
	if s.Etats != nil && !slices.Contains(s.Etats, avant.Etat) {
		return fmt.Errorf("I6: accepted at %s", avant.Etat.Code())
	}
	if a.Bouge() && (a.Epoque != avant.Epoque || a.De != avant.Etat.Code()) {
		return fmt.Errorf("I6: a move from %s epoch %d, at %s epoch %d", a.De, a.Epoque, avant.Etat.Code(), avant.Epoque)
	}
	if v := a.Facette().Dans(&avant); s.Touche != nil && !s.Idempotent && !s.Tranche && a.De != v {
		return fmt.Errorf("I6: its author saw %q, it was %q", a.De, v)
	}
	if s.Clot {
		if n := decision.Manquantes(m.profil, &avant, avant.Etat.Groupe()); len(n) > 0 {
			return fmt.Errorf("I5: closed with %d candidates who lack marks", len(n))
		}
		if n := avant.DivergencesOuvertes(); len(n) > 0 {
			return fmt.Errorf("I5: closed with %d open divergences", len(n))
		}
	}
	if !a.Bouge() && !s.Apporte {
		for n, c := range apres.Candidats {
			if x := avant.Candidats[n]; (c.Arrete1 == nil) != (x.Arrete1 == nil) || c.Arrete1 != nil && *c.Arrete1 != *x.Arrete1 {
				return fmt.Errorf("I9: the settled decision of %s changed", c.Cle)
			}
		}
	}
	return nil
}
