package portail

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"delib/core/activite"
	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
	"delib/ui/modele"
	"delib/ui/modele/seance"
)

type ligneNote struct {
	seance.LigneProces
	Vue, Tape, Motif string // the value seen, as an act writes it; what was typed
	Faute            bool
}

type effet struct {
	Ton, Titre string
	Lignes     []string
}

type corpsCandidat struct {
	Cle, Avant, Apres string
	Rang              int
	Identite          []string
	Proces            *seance.Proces
	Lignes            []ligneNote
	Seuils            []int64
	Ouverte, Controle bool
	Effet             *effet
	Motifs            []string
	Livret            string
	Cochable          bool
	Seuil             int64
	Semblables        []seance.Semblable
	Manque            []string
}

// leCandidat gives the candidate of the address, if he is of this jury: one of another
// is unknown, as one who does not exist.
func (v *visite) leCandidat(x *seance.Deliberation) (*jury.Candidat, int, error) {
	texte := v.r.PathValue("candidat")
	cle, ok := jury.LireCle(texte)
	i := -1
	if ok {
		i = x.Chercher(cle)
	}
	if i < 0 {
		return nil, 0, jury.RefusCandidat(texte, v.s.Jury)
	}
	return x.Ligne(i).Candidat, i, nil
}

// candidat is the procès-verbal of one candidate.
func (v *visite) candidat() error {
	q := v.r.URL.Query()
	return v.montrerCandidat(activite.Modification{Epreuve: q.Get("epreuve"), Valeur: q.Get("valeur"), Motif: q.Get("motif")}, nil)
}

// montrerCandidat draws it, with what was typed and what it would do.
func (v *visite) montrerCandidat(tape activite.Modification, e *effet) error {
	x, err := v.deliberation()
	if err != nil {
		return err
	}
	c, i, err := v.leCandidat(x)
	if err != nil {
		return err
	}
	d := x.Jury()
	k := corpsCandidat{Cle: c.Cle.String(), Rang: d.Rang, Proces: x.Proces(i), Ouverte: v.ouverte(d), Controle: x.Groupe() == 2, Effet: e}
	k.Identite, k.Seuils = k.Proces.Identite, k.Proces.Seuils
	if i > 0 {
		k.Avant = x.Ligne(i - 1).Candidat.Cle.String()
	}
	if i < x.Nombre()-1 {
		k.Apres = x.Ligne(i + 1).Candidat.Cle.String()
	}
	for _, l := range k.Proces.Lignes {
		n := ligneNote{LigneProces: l}
		n.Modifiable = l.Modifiable && k.Ouverte
		n.Vue = c.Valeur(l.Code, d.Etat.Groupe()).Texte()
		if l.Code == tape.Epreuve {
			n.Tape, n.Motif = tape.Valeur, tape.Motif
			n.Faute = e != nil && e.Ton == "mauvais"
		}
		k.Lignes = append(k.Lignes, n)
	}
	k.Motifs = v.motifs
	l := x.Ligne(i)
	if c.ALivret() {
		k.Livret, k.Cochable = l.Livret, k.Ouverte && !c.LivretExamine
	}
	if seuil, autres, ok := x.Semblables(c.Cle); ok {
		k.Seuil, k.Semblables = seuil, autres
	}
	for _, m := range decision.Manquantes(v.p.profil, d, d.Etat.Groupe()) {
		if m.Candidat.Cle == c.Cle {
			k.Manque = append(k.Manque, m.Raison())
		}
	}
	v.p.regarde(k.Cle, v.s.Empreinte)
	return v.montrer("candidat", k.Proces.Titre, d, k)
}

// note tries or confirms a mark.
func (v *visite) note() error {
	f := v.r.PostForm
	m := activite.Modification{
		Jury: v.s.Jury, Candidat: v.r.PathValue("candidat"), Epreuve: f.Get("epreuve"), Valeur: strings.TrimSpace(f.Get("valeur")),
		Motif: strings.TrimSpace(f.Get("motif")), Par: v.s.Nom,
	}
	if vue, ok := f["vue"]; ok && len(vue) > 0 {
		m.Vue = &vue[0]
	}
	if f.Get("geste") != "confirmer" {
		return v.essayer(m)
	}
	err := v.acte(func() (string, string, error) {
		e, err := v.p.Service.ModifierNote(v.ctx, m)
		if err != nil {
			return "", "", err
		}
		if e.De == e.Vers {
			return "/jury/candidat/" + m.Candidat, "deja", nil
		}
		return "/jury/candidat/" + m.Candidat, "note", nil
	})
	if _, refus := examen.EstRefus(err); refus { // in its form, tied to its field
		return v.montrerCandidat(m, v.refusEffet(err))
	}
	return err
}

// essayer shows the effect of a mark, and writes nothing.
func (v *visite) essayer(m activite.Modification) error {
	e := &effet{}
	if m.Valeur == "" && v.htmx() { // cleared while it is typed
		return v.morceau("candidat", "effet", (*effet)(nil))
	}
	x, err := v.p.Service.Essayer(v.ctx, m)
	switch _, refus := examen.EstRefus(err); {
	case refus:
		e = v.refusEffet(err)
	case err != nil:
		return err
	default:
		e = v.dire(x)
	}
	if v.htmx() {
		return v.morceau("candidat", "effet", e)
	}
	return v.montrerCandidat(m, e)
}

// dire writes an effect without a name.
func (v *visite) dire(x *activite.Effet) *effet {
	quoi := fmt.Sprintf("%s : %s → %s", x.Epreuve.Code, x.De.Libelle(), x.Vers.Libelle())
	if x.De == x.Vers {
		return &effet{Titre: quoi, Lignes: []string{"La note est déjà celle-là."}}
	}
	e := &effet{Titre: quoi + " (essai, rien n’est écrit)", Lignes: []string{
		fmt.Sprintf("Moyenne : %s → %s", modele.OuTiret(x.Avant.Moyenne), modele.OuTiret(x.Apres.Moyenne)),
		fmt.Sprintf("Décision : %s → %s", v.p.profil.Libelle(x.Avant.Decision), v.p.profil.Libelle(x.Apres.Decision)),
	}}
	if x.Avant.Decision != x.Apres.Decision {
		e.Ton = "attention"
	}
	if x.Apres.Mention != x.Avant.Mention {
		e.Lignes = append(e.Lignes, fmt.Sprintf("Mention : %s → %s", modele.OuTiret(x.Avant.Mention), modele.OuTiret(x.Apres.Mention)))
	}
	if p := x.Apres.Pourquoi(); p != "" {
		e.Lignes = append(e.Lignes, p)
	}
	return e
}

func (v *visite) refusEffet(err error) *effet {
	x := modele.LireErreurPour(v.porteur(), err, v.p.Horloge())
	e := &effet{Ton: "mauvais", Titre: x.Message, Lignes: append([]string{}, x.Details...)}
	if x.Aide != "" {
		e.Lignes = append(e.Lignes, x.Aide)
	}
	return e
}

// regarde notes that a room has a candidate's page open.
func (p *Portail) regarde(cle, empreinte string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.vues[cle] == nil {
		p.vues[cle] = map[string]time.Time{}
	}
	p.vues[cle][empreinte] = p.Horloge()
}

// ailleurs says, beside the forms and never in their place, that the candidate is open
// in another browser, or that something of the jury changed since the page was drawn.
func (v *visite) ailleurs() error {
	cle := v.r.PathValue("candidat")
	v.p.regarde(cle, v.s.Empreinte)
	v.p.mu.Lock()
	autres := 0
	for e, quand := range v.p.vues[cle] {
		s, ok := v.p.salles[e]
		switch {
		case v.p.Horloge().Sub(quand) > time.Minute:
			delete(v.p.vues[cle], e)
		case ok && e != v.s.Empreinte && s.Jury == v.s.Jury:
			autres++
		}
	}
	v.p.mu.Unlock()
	var e effet
	if autres > 0 {
		e.Lignes = append(e.Lignes, "Ce candidat est ouvert aussi dans un autre navigateur de ce jury.")
	}
	d, err := v.jury()
	if err != nil {
		return err
	}
	if rang, err := strconv.Atoi(v.r.URL.Query().Get("rang")); err == nil && rang != d.Rang {
		e.Lignes = append(e.Lignes, "Le jury a changé depuis que cette page est affichée : rechargez-la pour la voir à jour. Ce que vous avez tapé n’est pas perdu.")
		if !v.ouverte(&d) {
			e.Lignes = append(e.Lignes, "Le jury ne délibère plus : il est à l’état « "+v.p.profil.EtatComplet(d.Etat)+" ».")
		}
	}
	if len(e.Lignes) == 0 {
		return v.morceau("candidat", "effet", (*effet)(nil))
	}
	e.Titre, e.Ton = "À savoir", "attention"
	return v.morceau("candidat", "effet", &e)
}
