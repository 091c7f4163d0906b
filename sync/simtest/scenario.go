package simtest

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/ordre"
	"delib/core/secours"
)

// Scenario plays a text, a command a line, and gives what each said. A line that
// begins with # or > is not a command. Workstations are A, B, C; candidates are
// numbered from 1.
//
//	A raccorder                     A sync [fault]
//	A note JURY CAND EPREUVE V      A livrets JURY      A suivant JURY
//	A exception JURY avant|arriere  A resout JURY retenue|autre
//	A choix JURY N                  A hors B            A redemarre
//	A exporte NOM                   A importe NOM       A revient COPIE   A hors B-avant
//	serveur redemarre               serveur copie       serveur revient N [brut]
//	serveur recoit NOM REPONSE      academie JURY ETAT  academie resoumet
//	B image A                       B is made from an image of A's disk
//	academie partage                a newer dossier, its first jury cut in two
//	academie recharge               the latest dossier, once more
//	etat
func (m *Monde) Scenario(texte string) (string, error) {
	var b strings.Builder
	fichiers := map[string][]byte{}
	for _, l := range strings.Split(texte, "\n") {
		l = strings.TrimRight(l, " \t")
		if strings.HasPrefix(l, ">") {
			continue
		}
		b.WriteString(l + "\n")
		mots := strings.Fields(l)
		if len(mots) == 0 || mots[0] == "#" {
			continue
		}
		dit, err := m.commande(mots, fichiers)
		if _, refus := examen.EstRefus(err); err != nil && !refus && !errors.Is(err, errReseau) {
			return b.String(), fmt.Errorf("%s: %w", l, err)
		}
		if err != nil {
			dit = append(dit, direErreur(err))
		}
		for _, d := range dit {
			b.WriteString("> " + d + "\n")
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n", nil
}

func direErreur(err error) string {
	if r, ok := examen.EstRefus(err); ok {
		return "refus (" + string(r.Code) + ")"
	}
	return err.Error()
}

func (m *Monde) commande(mots []string, fichiers map[string][]byte) ([]string, error) {
	switch mots[0] {
	case "etat":
		return m.etat()
	case "serveur":
		return m.commandeServeur(mots[1:], fichiers)
	case "academie":
		if mots[1] == "resoumet" {
			es, err := m.serveur.Etats(m.ctx)
			if err != nil || len(es[0].Tardifs) == 0 {
				return []string{"rien de tardif"}, err
			}
			return nil, m.serveur.Resoumettre(m.ctx, es[0].Tardifs[0].ID, "DEC")
		}
		if dernier := m.editions[len(m.editions)-1]; mots[1] == "partage" || mots[1] == "recharge" {
			if mots[1] == "partage" {
				dernier = dernier.plusTard(len(m.editions))
				dernier.partager(0)
				m.editions = append(m.editions, dernier)
			}
			return nil, m.charger(&dernier)
		}
		ps, err := m.serveur.Avancer(m.ctx, "", mots[1:2], mots[2], "DEC")
		var dit []string
		for _, p := range ps {
			for range p.Avertissements {
				dit = append(dit, "attention : un poste n’a pas été entendu")
			}
		}
		return dit, err
	}
	for _, p := range m.postes {
		if p.nom == mots[0] {
			return m.commandePoste(p, mots[1:], fichiers)
		}
	}
	return nil, fmt.Errorf("unknown command %q", mots[0])
}

func (m *Monde) commandeServeur(mots []string, fichiers map[string][]byte) (dit []string, err error) {
	switch mots[0] {
	case "redemarre":
		return nil, m.redemarrer()
	case "copie":
		return nil, m.garder()
	case "revient":
		n, err := strconv.Atoi(mots[1])
		if err != nil {
			return nil, err
		}
		return nil, m.reculer(m.gardees[n], len(mots) > 2)
	case "recoit":
		var n int
		fichiers[mots[2]], n, err = m.serveur.Recevoir(m.ctx, fichiers[mots[1]])
		return []string{fmt.Sprintf("%d actes", n)}, err
	}
	return nil, fmt.Errorf("unknown command %q", mots[0])
}

func (m *Monde) commandePoste(p *Poste, mots []string, fichiers map[string][]byte) (dit []string, err error) {
	par := "Personne " + p.nom
	acte := func(f func(jury.Dossier) ([]jury.Acte, error)) ([]string, error) { return nil, m.agir(p, mots[1], f) }
	switch mots[0] {
	case "raccorder":
		return nil, m.raccorder(p)
	case "redemarre":
		return nil, m.rallumer(p)
	case "sync":
		return m.commandeSync(p, strings.Join(mots[1:], " "))
	case "note":
		d, err := p.base.Charger(m.ctx, mots[1])
		if err != nil {
			return nil, err
		}
		n, err := strconv.Atoi(mots[2])
		if err != nil {
			return nil, err
		}
		return acte(modifier(m.profil, d.Candidats[n-1].Cle, mots[3], mots[4], par))
	case "livrets":
		return acte(livrets(par))
	case "retire-livrets":
		return acte(retirerLivrets(par))
	case "siege":
		n, err := strconv.Atoi(mots[2])
		if err != nil {
			return nil, err
		}
		return acte(sieger(n, par))
	case "incident":
		n, err := strconv.Atoi(mots[2])
		if err != nil {
			return nil, err
		}
		return acte(signaler(n, par))
	case "suivant":
		return acte(suivant(m.profil, par))
	case "exception":
		return acte(exception(m.profil, mots[2] == "avant", par))
	case "resout":
		return acte(resoudre(mots[2] == "autre", par))
	case "choix":
		n, err := strconv.Atoi(mots[2])
		if err != nil {
			return nil, err
		}
		return acte(choisir(m.profil, n, par))
	case "hors":
		for _, x := range m.postes {
			id := x.base.Poste()
			if mots[1] == x.nom+"-avant" {
				id = x.avant
			} else if mots[1] != x.nom {
				continue
			}
			return nil, p.base.AgirCentre(m.ctx, jury.ActeHorsService(id, par))
		}
	case "revient":
		return nil, m.reculerPoste(p, mots[1])
	case "image":
		i := slices.IndexFunc(m.postes, func(x *Poste) bool { return x.nom == mots[1] })
		if err := errors.Join(p.base.Fermer(), os.RemoveAll(p.dir)); err != nil {
			return nil, err
		}
		maps.DeleteFunc(m.faits, func(_, nom string) bool { return nom == p.nom }) // the disk is written over
		return nil, m.imager(m.postes[i], p)
	case "exporte":
		fichiers[mots[1]], _, err = p.client.ExporterActes(m.ctx, "", "")
		return nil, err
	case "importe":
		b, err := p.client.ImporterVerdicts(m.ctx, fichiers[mots[1]])
		return direVerdicts(b.Verdicts), err
	}
	return nil, fmt.Errorf("unknown command %q", mots[0])
}

// reculerPoste puts a workstation back to its copy whose name begins so.
func (m *Monde) reculerPoste(p *Poste, debut string) error {
	copies, err := fond.Copies(p.dir)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(copies, func(c fond.Copie) bool { return strings.HasPrefix(c.Nom, debut) })
	if i < 0 {
		return fmt.Errorf("no copy %s", debut)
	}
	p.avant = p.base.Poste()
	if err := p.base.Fermer(); err != nil {
		return err
	}
	if _, err := secours.Restaurer(m.ctx, p.dir, copies[i].Nom); err != nil {
		return err
	}
	return m.allumer(p)
}

func (m *Monde) commandeSync(p *Poste, faute string) ([]string, error) {
	une := true
	l := &lien{m: m, p: p, tirage: func() panne {
		for i, nom := range nomsPannes {
			if nom == faute && une {
				une = false
				return panne(i)
			}
		}
		return passe
	}}
	b, err := p.client.Synchroniser(m.ctx, l)
	dit := direVerdicts(b.Verdicts)
	for _, j := range b.Desaccord {
		dit = append(dit, "désaccord : jury "+j)
	}
	return dit, err
}

func direVerdicts(vs []ordre.Verdict) (dit []string) {
	for _, v := range vs {
		t := string(v.Issue)
		if v.Code != "" {
			t += " (" + string(v.Code) + ")"
		}
		dit = append(dit, t)
	}
	return dit
}

// etat tells where everybody stands.
func (m *Monde) etat() ([]string, error) {
	var dit []string
	for _, p := range m.postes {
		b, err := p.base.Balance(m.ctx)
		if err != nil {
			return nil, err
		}
		l := fmt.Sprintf("%s : %d = %da %di %dd %dt %dr %d…", p.nom, b.Emis, b.Acceptes, b.Identiques, b.Divergents, b.Tardifs, b.Refuses, b.Attente)
		es, err := p.base.Entetes(m.ctx)
		if err != nil {
			return nil, err
		}
		for _, e := range es {
			l += fmt.Sprintf(" ; %s à %s", e.Code, e.Etat.Code())
			if n := len(e.DivergencesOuvertes()); n > 0 {
				l += fmt.Sprintf(", %d divergence", n)
			}
		}
		dit = append(dit, l)
	}
	es, err := m.serveur.Etats(m.ctx)
	if err != nil {
		return nil, err
	}
	l := "académie"
	for _, j := range es[0].Jurys {
		l += fmt.Sprintf(" ; %s à %s, %d actes", j.Code, j.Etat, j.Seq)
	}
	return append(dit, l), nil
}
