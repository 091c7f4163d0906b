package simtest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/ordre"
)

// Histoire draws a history of so many steps and plays it. An error is a fault of
// the program: refusals of the rules and failures of the network are part of it.
func (m *Monde) Histoire(h *rand.Rand, pas int) error {
	for _, p := range m.postes {
		p.decalage = []time.Duration{0, time.Hour, -3 * time.Minute, 87600 * time.Hour, -87600 * time.Hour}[h.IntN(5)]
	}
	for n := range pas {
		m.temps = m.temps.Add(time.Duration(h.IntN(600)) * time.Second)
		if err := m.pas(h); err != nil {
			return fmt.Errorf("step %d: %w", n, err)
		}
		if err := m.noterFaits(); err != nil {
			return err
		}
	}
	return nil
}

func (m *Monde) pas(h *rand.Rand) error {
	p := m.postes[h.IntN(len(m.postes))]
	code := m.jurys[h.IntN(len(m.jurys))]
	par := "Personne " + p.nom
	switch n := h.IntN(100); {
	case p.base == nil:
		return nil
	case n < 38:
		return m.geste(h, p, code, par)
	case n < 68:
		return m.exchange(h, p)
	case n < 75:
		return m.academie(h, code)
	case n < 77:
		return m.dossier(h, p)
	case n < 80:
		p.vieux = p.vieux && h.IntN(4) > 0
		m.dire("%s tué et rallumé, version d’avant : %t", p.nom, p.vieux)
		return m.rallumer(p)
	case n < 83:
		m.dire("serveur tué et rallumé")
		return m.redemarrer()
	case n < 85:
		m.dire("copie %d du serveur", len(m.gardees))
		return m.garder()
	case n < 87:
		if len(m.gardees) == 0 {
			return nil
		}
		quelle, brut := h.IntN(len(m.gardees)), h.IntN(2) == 0
		m.dire("le serveur revient à la copie %d (brut %t)", quelle, brut)
		return m.reculer(m.gardees[quelle], brut)
	case n < 93 && !p.vieux: // the stick's messages are closed to what makes them old
		return m.fichier(h, p)
	case n < 96:
		m.dire("%s reçoit une réponse en retard", p.nom)
		return admettre(m.enRetard(p))
	case n < 97:
		return m.revenir(h, p)
	case n < 98:
		rs, err := p.base.ARegarder(m.ctx)
		if err != nil || len(rs) == 0 {
			return err
		}
		m.dire("%s accuse %s", p.nom, rs[0].Acte.Genre)
		return admettre(p.base.Accuser(m.ctx, rs[0].Acte.ID))
	}
	return m.hors(h, p, par)
}

// admettre lets through what a rule or the network may say.
func admettre(err error) error {
	if _, refus := examen.EstRefus(err); refus || errors.Is(err, errReseau) || errors.Is(err, ordre.ErrReprendre) {
		return nil
	}
	return err
}

// geste is what a person does on a workstation, mostly what the state calls for.
func (m *Monde) geste(h *rand.Rand, p *Poste, code, par string) error {
	d, err := p.base.Charger(m.ctx, code)
	if err != nil || len(d.Candidats) == 0 {
		return admettre(err)
	}
	c := d.Candidats[h.IntN(len(d.Candidats))]
	e := []string{"U1", "U2", "U41", "U42", "U5"}[h.IntN(5)]
	v := valeurAuHasard(h)
	valeur := func() string { return valeurAuHasard(h) }
	nom := "note " + e
	f := modifier(m.profil, c.Cle, e, v, par)
	switch n := h.IntN(20); {
	case n < 2:
		nom, f = "avance par exception", exception(m.profil, h.IntN(3) > 0, par)
	case n < 4:
		nom, f = "résout", resoudre(h.IntN(2) == 0, par)
	case n < 6:
		nom, f = "passe", suivant(m.profil, par)
	case n < 7 && d.Etat == examen.Deliberation1:
		nom, f = "retire les livrets", retirerLivrets(par)
	case n < 7 && d.Etat == examen.RecueilNotes:
		nom, f = "retire une note", retirer2(h.IntN(1<<30), par)
	case n == 7 && d.Etat != examen.Verrouille1 && d.Etat != examen.RecueilNotes:
		if tirage := h.IntN(1 << 30); tirage%3 == 0 {
			nom, f = "note un incident", signaler(tirage/3, par)
		} else {
			nom, f = "note une présence", sieger(tirage, par)
		}
	case n < 12 && (d.Etat == examen.Verrouille1 || d.Etat == examen.RecueilNotes):
		nom, f = "choisit", choisir(m.profil, h.IntN(2), par)
	case n < 18 && d.Etat == examen.RecueilNotes:
		nom, f = "note le groupe 2", noter(m.profil, valeur, par)
	case n < 9:
		nom, f = "livrets", livrets(par)
	case n < 14 && d.Etat != examen.Deliberation1 && d.Etat != examen.Deliberation2:
		nom, f = "passe", suivant(m.profil, par)
	}
	err = m.agir(p, code, f)
	m.dire("%s jury %s à %s : %s (%s)%s", p.nom, code, d.Etat.Code(), nom, v, dit(err))
	return admettre(err)
}

func dit(err error) string {
	if err == nil {
		return ""
	}
	if r, ok := examen.EstRefus(err); ok {
		return " → refusé (" + string(r.Code) + ")"
	}
	return " → " + err.Error()
}

// exchange makes a workstation speak with the server over a bad network.
func (m *Monde) exchange(h *rand.Rand, p *Poste) error {
	if r, err := p.base.Raccordement(m.ctx); err != nil || r == nil {
		if err == nil && h.IntN(3) > 0 {
			m.dire("%s se raccorde", p.nom)
			err = admettre(m.raccorder(p))
		}
		return err
	}
	mauvais := h.IntN(2) == 0
	l := &lien{m: m, p: p, tirage: func() panne {
		if mauvais && h.IntN(3) == 0 {
			return panne(h.IntN(int(pannes)))
		}
		return passe
	}}
	m.dire("%s synchronise", p.nom)
	b, err := p.client.Synchroniser(m.ctx, l)
	if len(b.Desaccord) > 0 {
		return fmt.Errorf("%s: jurys %v are not the server's", p.nom, b.Desaccord)
	}
	if err != nil {
		m.dire("    %s", dit(err))
	}
	if examen.CodeDe(err) == examen.CodeIdentite && h.IntN(2) == 0 {
		m.dire("%s se raccorde de nouveau", p.nom) // the server went back before its enrolment
		err = m.raccorder(p)
	}
	return admettre(err)
}

// academie makes the académie's own acts.
func (m *Monde) academie(h *rand.Rand, code string) error {
	if h.IntN(6) == 0 {
		es, err := m.serveur.Etats(m.ctx)
		if err != nil || len(es[0].Tardifs) == 0 {
			return err
		}
		err = m.serveur.Resoumettre(m.ctx, es[0].Tardifs[0].ID, "DEC")
		m.dire("académie : soumet de nouveau un acte tardif%s", dit(err))
		return admettre(err)
	}
	etat := []string{"105", "110", "198", "200", "218"}[h.IntN(5)]
	_, err := m.serveur.Avancer(m.ctx, "", []string{code}, etat, "DEC")
	m.dire("académie : jury %s à %s%s", code, etat, dit(err))
	return admettre(err)
}

// fichier carries acts and verdicts on a stick, one way or both.
func (m *Monde) fichier(h *rand.Rand, p *Poste) error {
	cle, code := "", ""
	if r, err := p.base.Raccordement(m.ctx); err != nil {
		return err
	} else if r == nil {
		cle = m.serveur.CleEchange()
		if code, err = m.serveur.Enroler(m.ctx, "0250001R", "", ""); err != nil {
			return err
		}
	}
	texte, n, err := p.client.ExporterActes(m.ctx, cle, code)
	if err != nil {
		return err
	}
	m.dire("%s exporte %d actes", p.nom, n)
	for range 1 + h.IntN(2) {
		reponse, _, err := m.serveur.Recevoir(m.ctx, texte)
		if err != nil {
			m.dire("    à la réception%s", dit(err))
			return admettre(err)
		}
		if h.IntN(4) > 0 {
			b, err := p.client.ImporterVerdicts(m.ctx, reponse)
			m.dire("    %s importe les verdicts%s", p.nom, dit(err))
			if len(b.Desaccord) > 0 {
				return fmt.Errorf("%s: jurys %v are not the server's", p.nom, b.Desaccord)
			}
			if err := admettre(err); err != nil {
				return err
			}
		}
	}
	return nil
}

// revenir puts a workstation back to a copy that it made of itself, when all that
// it did is at the server: it gets another key, and takes the rest from there. The
// copies of its imports are from before its enrolment: to go back to one asks a
// person to declare the former identity out of service, as a scenario shows.
func (m *Monde) revenir(h *rand.Rand, p *Poste) error {
	b, err := p.base.Balance(m.ctx)
	if err != nil {
		return err
	}
	copies, err := fond.Copies(p.dir)
	copies = slices.DeleteFunc(copies, func(c fond.Copie) bool { return !strings.HasPrefix(c.Nom, "essai") })
	if err != nil || len(copies) == 0 || b.Attente > 0 {
		if err == nil {
			_, err = p.base.Copier(m.ctx, "essai")
			m.dire("%s fait une copie de lui-même", p.nom)
		}
		return err
	}
	c := copies[h.IntN(len(copies))]
	m.dire("%s revient à sa copie %s", p.nom, c.Nom)
	if err := m.reculerPoste(p, c.Nom); err != nil {
		return err
	}
	ids, err := p.base.Identifiants(m.ctx)
	if err != nil {
		return err
	}
	la := map[string]bool{}
	for _, id := range ids {
		la[id] = true
	}
	// What the server holds stays due. What it forgot meanwhile, put back to a copy of
	// its own before it heard this workstation again, is in the base that was set aside
	// and nowhere else: nobody was left who could know of it.
	sorts, err := m.sorts()
	if err != nil {
		return err
	}
	for id, nom := range m.faits {
		if nom != p.nom || la[id] {
			continue
		}
		if _, tenu := sorts[id]; !tenu {
			delete(m.faits, id)
			continue
		}
		m.faits[id] = p.nom + avantCopie
	}
	return nil
}

// hors declares, rarely, that another workstation will not be heard again.
func (m *Monde) hors(h *rand.Rand, p *Poste, par string) error {
	autre := m.postes[h.IntN(len(m.postes))]
	if autre == p || h.IntN(4) > 0 || autre.base == nil {
		return nil
	}
	m.dire("%s déclare %s hors service", p.nom, autre.nom)
	return p.base.AgirCentre(m.ctx, jury.ActeHorsService(autre.base.Poste(), par))
}
