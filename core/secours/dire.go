package secours

import (
	"context"
	"fmt"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
)

// raconter says what was rebuilt, as of when, and what is missing.
func (m *secouriste) raconter(ctx context.Context, c *chantier) {
	s := m.s
	if c == nil {
		s.Fait = []string{"Rien ne peut être reconstruit depuis ce poste."}
		s.NonRepris = len(m.lu.actes)
		s.Manque = []string{
			"Reprenez ce poste depuis le dernier plan de secours.",
			"S’il était raccordé à l’académie, raccordez-le de nouveau : elle renverra ce qu’elle avait reçu.",
			"Confiez le dossier mis de côté à l’assistance avant toute autre manipulation.",
		}
		return
	}
	s.Jurys, s.Actes, s.NonRepris = c.jurys, c.actes, len(c.exclus)
	s.Identite = s.Issue == SecoursJournal
	switch s.Issue {
	case SecoursJournal:
		s.Fait = append(s.Fait, "Le journal des actes est entier, sa chaîne et ses signatures sont justes : les jurys sont recalculés à partir de lui.")
	case SecoursReunion:
		if m.copie != nil {
			s.Fait = append(s.Fait, "La copie de sûreté, complétée par les actes qui ont pu être lus dans la base abîmée et dont la signature est juste.")
		} else {
			s.Fait = append(s.Fait, "Une base neuve, faite des actes qui ont pu être lus et dont la signature est juste.")
		}
	case SecoursCopie:
		s.Fait = append(s.Fait, "La copie de sûreté du "+enClair(m.dateCopie)+", telle quelle.")
	}
	s.Fait = append(s.Fait, examen.Dire("%d jury(s), %d acte(s)%s.", c.jurys, c.actes, auJuste(c.le)))
	suspendus := 0
	_ = c.base.Fond().QueryRowContext(ctx, "SELECT count(*) FROM marques WHERE marque = 'suspendu'").Scan(&suspendus) // told, not counted on
	if suspendus > 0 {
		s.Manque = append(s.Manque,
			fmt.Sprintf(
				"Actes de ce poste qui attendent ce que l’académie renverra, et ne sont pas encore appliqués : %d. N’imprimez rien de ces jurys avant l’échange.",
				suspendus))
	}
	if len(c.rendus) > 0 {
		s.Manque = append(s.Manque,
			fmt.Sprintf("Actes d’autres postes, que l’académie renverra au raccordement : %d ; ils sont gardés aussi dans « %s ».", len(c.rendus),
				FichierNonRepris))
	}
	m.compter(c)
	m.direTables()
	if !s.Identite {
		s.Manque = append(s.Manque,
			"Ce poste a une nouvelle identité, pour ne jamais signer deux fois le même rang. S’il était raccordé à l’académie, demandez-lui un nouveau code et "+
				"raccordez-le de nouveau.")
		if ancien := m.ancien(); ancien != "" {
			s.Manque = append(s.Manque,
				"Une fois raccordé, déclarez hors service l’ancien nom de ce poste, "+jury.PosteCourt(ancien)+" : sans cela, la fin d’une délibération l’attendrait.")
		}
		switch {
		case s.Issue != SecoursCopie && !m.lu.manques["utilisateurs"]:
		case m.copie == nil:
			s.Manque = append(s.Manque, "Les utilisateurs de ce poste n’ont pas pu être relus : recréez-les, ou ce poste n’est plus protégé.")
		default:
			s.Manque = append(s.Manque, "Les utilisateurs et leurs phrases de passe sont ceux de la copie : vérifiez-les (Utilisateurs de ce poste).")
		}
	}
}

// ancien gives the name under which the académie knows this workstation, "" when
// it does not, as far as that can be read.
func (m *secouriste) ancien() string {
	for _, r := range []*recolte{m.lu, m.copie} {
		if r != nil && r.base[fond.Generation.Nom] != "" {
			return r.poste()
		}
	}
	return ""
}

// compter tells which acts are known to have been made and were found nowhere.
func (m *secouriste) compter(c *chantier) {
	s := m.s
	if s.NonRepris > 0 {
		s.Manque = append(s.Manque,
			fmt.Sprintf(
				"Actes lus, mais qui suivent un acte perdu du même jury, ou que la base contredit : %d. Non appliqués, ils sont gardés dans « %s » à côté des "+
					"fichiers abîmés. Comparez ces jurys à leurs documents.",
				s.NonRepris, FichierNonRepris))
	}
	poste := m.lu.poste()
	dernier, err := fond.LireTete(m.lu.base[fond.TeteJournal.Nom])
	if m.lu.manques["base"] || poste == "" || err != nil {
		s.Manque = append(s.Manque,
			"Le nombre d’actes que ce poste avait faits n’a pas pu être lu : comparez les jurys à leurs derniers documents et au plan de secours.")
		return
	}
	vus := map[int64]bool{}
	for _, r := range []*recolte{m.lu, m.copie} {
		if r == nil {
			continue
		}
		for _, x := range r.actes {
			if x.acte.Poste == poste {
				vus[x.acte.Rang] = true
			}
		}
	}
	for n := int64(1); n <= dernier.Rang; n++ {
		if !vus[n] {
			s.ActesPerdus++
		}
	}
	switch {
	case s.ActesPerdus > 0:
		s.Manque = append(s.Manque,
			fmt.Sprintf(
				"Actes de ce poste retrouvés ni dans la base ni dans une copie : %d. Comparez les jurys à leurs derniers documents et au plan de secours.",
				s.ActesPerdus))
	case len(s.Manque) == 0 && s.NonRepris == 0 && s.Issue != SecoursCopie:
		s.Manque = append(s.Manque, "Aucun acte ne manque.")
	}
}

func auJuste(le string) string {
	t, err := time.Parse(time.RFC3339, le)
	if err != nil {
		return ""
	}
	return ", le dernier du " + enClair(t)
}

// direTables names what stands beside the acts and could not be read whole.
func (m *secouriste) direTables() {
	if m.s.Issue == SecoursCopie {
		return
	}
	var l []string
	for _, t := range tablesGardees {
		if nom := dites[t.nom]; nom != "" && m.lu.manques[t.nom] {
			l = append(l, nom)
		}
	}
	if len(l) == 0 {
		return
	}
	de := "ils sont perdus pour ce poste"
	if m.copie != nil {
		de = "ce qui en est gardé vient de la copie"
	}
	m.s.Manque = append(m.s.Manque, "N’ont pas pu être relus en entier : "+strings.Join(l, ", ")+" ; "+de+".")
}

// dites gives the tables in a person's words.
var dites = map[string]string{
	"comptes_rendus": "le registre des comptes rendus", "plans": "la date des plans de secours", "papillons": "les papillons",
	"reglages": "les réglages de la fenêtre", "verdicts": "les réponses de l’académie (elle les renverra)", "utilisateurs": "les utilisateurs",
}
