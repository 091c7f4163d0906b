package portail

import (
	"fmt"
	"slices"

	"delib/core/activite"
	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
	"delib/ui/modele"
	"delib/ui/modele/seance"
)

type ligneLivret struct {
	Cle, Nom string
	Attendu  bool
}

// livrets lists those to examine and those that are.
func (v *visite) livrets() error {
	x, err := v.deliberation()
	if err != nil {
		return err
	}
	d := x.Jury()
	k := struct {
		Ouverte bool
		Lignes  []ligneLivret
		Coches  []ligneLivret
	}{Ouverte: v.ouverte(d)}
	for _, l := range seance.LivretsAExaminer(v.p.profil, d, v.s.Nominatif) {
		k.Lignes = append(k.Lignes, ligneLivret{l.Candidat.Cle.String(), x.Nommer(l.Candidat), l.Obligatoire})
	}
	for _, c := range d.Candidats {
		if c.LivretExamine {
			k.Coches = append(k.Coches, ligneLivret{Cle: c.Cle.String(), Nom: x.Nommer(c)})
		}
	}
	return v.montrer("livrets", "Livrets scolaires", d, k)
}

// examiner ticks livrets: those named, or all.
func (v *visite) examiner() error {
	return v.acte(func() (string, string, error) {
		candidats := v.r.PostForm["candidat"]
		if v.r.PostForm.Get("tous") != "" {
			candidats = nil
		} else if len(candidats) == 0 {
			return "", "", examen.Refuser(examen.CodeSaisie, "Aucun livret n’est coché.", "Cochez ceux que le jury a examinés, ou choisissez « Tous sont examinés ».")
		}
		_, err := v.p.Service.ExaminerLivrets(v.ctx, v.s.Jury, candidats, v.s.Nom)
		return "/jury/livrets", "livret", err
	})
}

// retirer takes a tick back.
func (v *visite) retirer() error {
	return v.acte(func() (string, string, error) {
		_, err := v.p.Service.RetirerLivrets(v.ctx, v.s.Jury, v.r.PostForm["candidat"], v.r.PostForm.Get("motif"), v.s.Nom)
		return "/jury/livrets", "retire", err
	})
}

// manquantes lists the marks that lack.
func (v *visite) manquantes() error {
	x, err := v.deliberation()
	if err != nil {
		return err
	}
	type ligne struct{ Cle, Nom, Raison string }
	var ls []ligne
	for _, m := range decision.Manquantes(v.p.profil, x.Jury(), x.Groupe()) {
		ls = append(ls, ligne{m.Candidat.Cle.String(), x.Nommer(m.Candidat), m.Raison()})
	}
	return v.montrer("manquantes", "Notes manquantes", x.Jury(), ls)
}

// modifiees lists the marks that the jury changed, with the way to set them back.
func (v *visite) modifiees() error {
	x, err := v.deliberation()
	if err != nil {
		return err
	}
	type ligne struct {
		seance.Modifiee
		Vue string
	}
	k := struct {
		Ouverte bool
		Lignes  []ligne
	}{Ouverte: v.ouverte(x.Jury())}
	for _, m := range x.Modifiees() {
		l := ligne{Modifiee: m}
		if c, ok := x.Jury().Candidat(m.Cle); ok {
			l.Vue = c.Valeur(m.Code, x.Groupe()).Texte()
		}
		k.Lignes = append(k.Lignes, l)
	}
	return v.montrer("modifiees", "Notes modifiées", x.Jury(), k)
}

// annuler sets a mark back.
func (v *visite) annuler() error {
	return v.acte(func() (string, string, error) {
		f := v.r.PostForm
		vue := f.Get("vue")
		_, err := v.p.Service.ModifierNote(v.ctx, activite.Modification{
			Jury: v.s.Jury, Candidat: f.Get("candidat"), Epreuve: f.Get("epreuve"), Valeur: f.Get("valeur"), Motif: seance.MotifAnnulation, Par: v.s.Nom, Vue: &vue,
		})
		return "/jury/modifiees", "annule", err
	})
}

type membre struct {
	seance.Siege
	Vue   string
	Modes []choix
}

// presence lists who may sit, and how each does.
func (v *visite) presence() error {
	d, err := v.jury()
	if err != nil {
		return err
	}
	k := struct {
		Preside string
		Ouverte bool
		Membres []membre
	}{Preside: d.Preside(d.Etat.Groupe()), Ouverte: !v.p.Ouverture.Essai && siege(d.Etat)}
	for _, s := range seance.Sieges(&d) {
		l := membre{Siege: s, Vue: s.Presence.Texte()}
		for _, mode := range s.Modes {
			l.Modes = append(l.Modes, choix{string(mode), mode.Libelle(), s.Presence.Mode == mode})
		}
		k.Membres = append(k.Membres, l)
	}
	return v.montrer("presence", "Présence", &d, k)
}

// siege tells whether presence may be recorded in a state.
func siege(e examen.Etat) bool {
	s, ok := jury.SorteDe(jury.GenrePresence)
	return ok && slices.Contains(s.Etats, e)
}

// noterPresence records how a member sits. The last stands, but not unseen: a page on
// which something else stood shows both.
func (v *visite) noterPresence() error {
	return v.acte(func() (string, string, error) {
		f := v.r.PostForm
		d, err := v.jury()
		if err != nil {
			return "", "", err
		}
		if vue, ok := f["vue"]; ok {
			if x := d.Presence(d.Etat.Groupe(), f.Get("membre")); x.Texte() != vue[0] {
				return "", "", examen.Refuser(examen.CodePerime,
					fmt.Sprintf("La présence de %s a été notée entre-temps dans un autre navigateur : « %s ».", f.Get("membre"), x.Mode.Libelle()),
					"Rien n’a été écrit. Regardez ce qui est noté, et décidez de nouveau.")
			}
		}
		_, err = v.p.Service.NoterPresence(v.ctx, activite.Siege{
			Jury: v.s.Jury, Membre: f.Get("membre"), Mode: jury.Siege(f.Get("mode")), Preside: f.Get("preside") != "", Refus: f.Get("refus"), Par: v.s.Nom,
		})
		return "/jury/presence", "presence", err
	})
}

type corpsCloture struct {
	Close, De, Decompte string
	Empeche, Points     []string
	Possible            bool
}

// cloture says what forbids to close, in one list, or asks to confirm.
func (v *visite) cloture() error {
	const titre = "Clore la délibération"
	d, err := v.jury()
	if err != nil {
		return err
	}
	if !modele.Delibere(d.Etat) {
		return v.montrer("cloture", titre, &d, corpsCloture{Close: "Le jury ne délibère pas : il est à l’état « " + v.p.profil.EtatComplet(d.Etat) + " »."})
	}
	situation, err := v.p.Service.Situation(v.ctx, v.s.Jury)
	if err != nil {
		return err
	}
	k := corpsCloture{De: d.Etat.Code(), Decompte: modele.Decompte(v.p.profil, situation.Decisions)}
	if err := v.p.Service.Cloturable(v.ctx, v.s.Jury, v.s.Nom); err != nil {
		r, refus := examen.EstRefus(err)
		if !refus {
			return err
		}
		x := v.porteur().Porter(r)
		k.Empeche = append([]string{x.Message}, x.Details...)
	}
	k.Possible = len(k.Empeche) == 0 && v.ouverte(&d)
	passage, _ := examen.Suivant(d.Etat)
	for _, pt := range modele.Controler(v.p.profil, modele.ControleJury{Situation: situation}, passage.Vers) {
		if pt.Signe == modele.SigneAttention {
			k.Points = append(k.Points, pt.Texte)
		}
	}
	return v.montrer("cloture", titre, &d, k)
}

// clore closes the deliberation, when the person ticked that it does.
func (v *visite) clore() error {
	return v.acte(func() (string, string, error) {
		d, err := v.jury()
		if err != nil {
			return "", "", err
		}
		if v.r.PostForm.Get("etat") != d.Etat.Code() {
			return "/jury/cloture", "deja", nil // closed meanwhile: the page says so
		}
		if v.r.PostForm.Get("confirme") != "1" {
			return "", "", examen.Refuser(examen.CodeSaisie, "La clôture n’est pas confirmée.", "Cochez « Le jury clôt sa délibération ».")
		}
		if _, err := v.p.Service.Clore(v.ctx, v.s.Jury, v.s.Nom); err != nil {
			return "", "", err
		}
		return "/jury/cloture", "clos", nil
	})
}
