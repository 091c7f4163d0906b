package jury

import (
	"delib/core/examen"
)

// Sorte is all that the house knows of a genre of act. One literal a genre: who
// reads an act (rules, exchange, rescue, papers, screens) asks it, and no one
// switches on genres elsewhere.
type Sorte struct {
	Genre Genre
	// Titre says what the act does, as a refusal begins: "Modifier une note".
	Titre string
	// Role may make it; for a normal move the table of the passages says.
	Role func(*Dossier, *Acte) examen.Role
	// Etats in which a jury takes it; nil when the table of the passages, or
	// nothing, says so.
	Etats []examen.Etat
	// Touche gives the one value that it changes; nil when it changes none.
	Touche func(*Acte) Facette
	// Motif is set when the act needs a reason, and says which act in a sentence.
	Motif string
	// AuControle tells whether its candidate must be admitted to the contrôle.
	AuControle func(*Acte) bool
	// AuPV tells whether it stands among the marks that the jury modified.
	AuPV func(*Acte) bool

	Bouge        bool // it moves its jury to another state
	Exceptionnel bool // it makes the moves of "Gérer l'avancement des jurys"
	Clot         bool // the jury closes: nothing may be missing
	Arrete       bool // it carries the decisions that it settles
	Apporte      bool // it brings an origin, named by Vers
	SansJury     bool // it is of the workstation, not of a jury
	Constat      bool // of the workstation alone: kept, nothing follows from it
	Idempotent   bool // no value is lost with the one before: the last stands, whatever its author saw
	Tranche      bool // it settles a divergence

	// Faire applies the act; nil when it changes no jury.
	Faire func(*examen.Profil, Dossier, Acte) (Dossier, error)
	// Mots says what the act wanted, without a name.
	Mots func(*examen.Profil, *Acte) string
}

// Sortes gives every genre of act, the oldest first.
func Sortes() []Sorte { return sortes }

// SorteDe gives what is known of a genre; ok is false for one of a newer version.
func SorteDe(g Genre) (s *Sorte, ok bool) {
	s, ok = parGenre[g]
	if !ok {
		return &Sorte{Genre: g, Mots: motsDuGenre}, false
	}
	return s, true
}

// Sorte gives what is known of the act's genre, an empty one when nothing is.
func (a *Acte) Sorte() *Sorte {
	s, _ := SorteDe(a.Genre)
	return s
}

var (
	sortes   []Sorte
	parGenre map[Genre]*Sorte
)

// The literals name functions that read them: they are tied here.
func init() {
	sortes = toutesLesSortes()
	parGenre = make(map[Genre]*Sorte, len(sortes))
	for i := range sortes {
		parGenre[sortes[i].Genre] = &sortes[i]
	}
}

func toutesLesSortes() []Sorte {
	deliberations := []examen.Etat{examen.Deliberation1, examen.Deliberation2}
	return []Sorte{
		{
			Genre: GenreImporter, Titre: "Importer un jury", Role: duCentre, Apporte: true,
			Faire: func(_ *examen.Profil, d Dossier, _ Acte) (Dossier, error) { return d, nil },
			Mots:  mots("import d’un dossier de centre"),
		},
		{
			Genre: GenreCentre, Titre: "Importer un dossier de centre", Role: duCentre, Apporte: true, SansJury: true,
			Mots: mots("import d’un dossier de centre"),
		},
		{
			Genre: GenreModifier, Titre: "Modifier une note", Role: duJury, Etats: deliberations,
			Touche: noteOuChoix, Motif: "Une note modifiée en délibération",
			AuControle: func(a *Acte) bool { return a.Cle.Groupe == 2 },
			AuPV:       func(*Acte) bool { return true },
			Faire:      modifierNote, Mots: motsNote,
		},
		{
			Genre: GenreLivret, Titre: "Cocher « livret examiné »", Role: duJury, Etats: deliberations,
			Touche: func(a *Acte) Facette { return Facette{Valeur: ValeurLivret, Cle: a.Cle.Cle} }, Idempotent: true,
			Faire: examinerLivret, Mots: mots("livret examiné"),
		},
		{
			Genre: GenreRetraitLivret, Titre: "Retirer la coche « livret examiné »", Role: duJury, Etats: deliberations,
			Touche: func(a *Acte) Facette { return Facette{Valeur: ValeurLivret, Cle: a.Cle.Cle} }, Idempotent: true,
			Faire: retirerLivret, Mots: mots("livret non examiné"),
		},
		{
			Genre: GenreClore, Titre: "Clore la délibération", Role: duJury, Bouge: true, Clot: true, Arrete: true,
			Faire: clore, Mots: motsPassage,
		},
		{
			Genre: GenrePasser, Titre: "Changer l’état d’un jury", Role: duPassage, Bouge: true,
			Faire: passer, Mots: motsPassage,
		},
		{
			Genre: GenreAvancer, Titre: "Gérer l’avancement d’un jury", Role: duCentre, Motif: "Gérer l’avancement d’un jury", Bouge: true, Exceptionnel: true,
			Arrete: true,
			Faire:  avancer, Mots: motsPassage,
		},
		{
			Genre: GenreDiscipline, Titre: "Saisir les choix de disciplines", Role: duCentre, Etats: []examen.Etat{examen.Verrouille1, examen.RecueilNotes},
			Touche: choixDe, AuControle: toujours,
			Faire: choisirDisciplines, Mots: mots("choix de disciplines"),
		},
		{
			Genre: GenreNote2, Titre: "Saisir une note du second groupe", Role: duCentre, Etats: []examen.Etat{examen.RecueilNotes},
			Touche: func(a *Acte) Facette {
				return Facette{Valeur: ValeurNote, Cle: a.Cle.Cle, Epreuve: a.Cle.Epreuve, Groupe: 2}
			},
			AuControle: toujours,
			Faire:      noterGroupe2, Mots: func(_ *examen.Profil, a *Acte) string { return "note du 2nd groupe « " + ouTiret(a.Vers) + " »" },
		},
		{
			Genre: GenreRetirer2, Titre: "Retirer une note du second groupe", Role: duCentre, Etats: []examen.Etat{examen.RecueilNotes},
			Touche: func(a *Acte) Facette {
				return Facette{Valeur: ValeurNote, Cle: a.Cle.Cle, Epreuve: a.Cle.Epreuve, Groupe: 2}
			}, Motif: "Une note retirée",
			AuControle: toujours,
			Faire:      retirerNote2, Mots: func(_ *examen.Profil, a *Acte) string {
				return "note du 2nd groupe « " + ouTiret(a.De) + " » retirée"
			},
		},
		{
			Genre: GenrePresence, Titre: "Noter une présence au jury", Role: duJury,
			Etats: []examen.Etat{examen.Deliberation1, examen.Editions1, examen.Deliberation2, examen.Editions2},
			Touche: func(a *Acte) Facette {
				return Facette{Valeur: ValeurPresence, Groupe: a.Cle.Groupe, Membre: a.Cle.Membre}
			}, Idempotent: true,
			Faire: noterPresence, Mots: motsPresence,
		},
		{
			Genre: GenreIncident, Titre: "Noter un incident de séance", Role: duJury,
			Etats: []examen.Etat{examen.Deliberation1, examen.Editions1, examen.Deliberation2, examen.Editions2},
			Touche: func(a *Acte) Facette {
				return Facette{Valeur: ValeurIncident, Groupe: a.Cle.Groupe, Incident: a.Vers}
			}, Idempotent: true,
			Faire: noterIncident, Mots: motsIncident,
		},
		{
			Genre: GenreResoudre, Titre: "Résoudre une divergence", Role: duResolveur, Touche: noteOuChoix, Motif: "Résoudre une divergence",
			AuControle: func(a *Acte) bool { return a.Cle.Groupe != 1 },
			AuPV:       func(a *Acte) bool { return a.Role == examen.RoleJury && a.De != a.Vers },
			Tranche:    true, Faire: resoudre, Mots: motsNote,
		},
		{
			Genre: GenreHorsPoste, Titre: "Déclarer un poste hors service", Role: duCentre, SansJury: true,
			Mots: func(_ *examen.Profil, a *Acte) string { return "poste " + a.Vers + " déclaré hors service" },
		},
		{
			Genre: GenreReport, Titre: "Reporter dans CYCLADES", Role: duCentre, SansJury: true, Constat: true,
			Mots: func(_ *examen.Profil, a *Acte) string { return "report dans CYCLADES (jury et rang : " + a.Vers + ")" },
		},
		{
			Genre: GenrePortail, Titre: "Tenir le portail de secours", Role: duCentre, SansJury: true, Constat: true,
			Mots: func(_ *examen.Profil, a *Acte) string { return "portail de secours (" + a.Vers + ")" },
		},
		{
			Genre: GenreAcces, Titre: "Accès refusé", Role: duCentre, SansJury: true, Constat: true,
			Mots: mots("accès refusé"),
		},
		{
			Genre: GenreUtilisateur, Titre: "Changer les utilisateurs", Role: duCentre, SansJury: true, Constat: true,
			Mots: func(_ *examen.Profil, a *Acte) string { return "changement des utilisateurs (" + a.Vers + ")" },
		},
	}
}

func duCentre(*Dossier, *Acte) examen.Role { return examen.RoleCentre }

func duJury(*Dossier, *Acte) examen.Role { return examen.RoleJury }

// duPassage: the table of the passages says who makes the move of this state.
func duPassage(d *Dossier, a *Acte) examen.Role {
	if s, ok := examen.Suivant(d.Etat); ok && s.De.Code() == a.De {
		return s.Par
	}
	return a.Role // not the move of this state: Appliquer says so better
}

// duResolveur: who owns the value settles the divergence on it.
func duResolveur(d *Dossier, a *Acte) examen.Role {
	x, ok := d.Divergence(a.Divergence)
	if !ok {
		return a.Role // settled elsewhere: resoudre says so
	}
	return d.RoleDe(&Acte{Genre: x.Genre, Cle: x.Cle})
}

func toujours(*Acte) bool { return true }

func choixDe(a *Acte) Facette { return Facette{Valeur: ValeurChoix, Cle: a.Cle.Cle} }

func noteOuChoix(a *Acte) Facette {
	if a.Cle.Epreuve == "" {
		return choixDe(a)
	}
	return Facette{Valeur: ValeurNote, Cle: a.Cle.Cle, Epreuve: a.Cle.Epreuve, Groupe: a.Cle.Groupe}
}

func mots(texte string) func(*examen.Profil, *Acte) string {
	return func(*examen.Profil, *Acte) string { return texte }
}

func motsDuGenre(_ *examen.Profil, a *Acte) string { return string(a.Genre) }

func motsNote(_ *examen.Profil, a *Acte) string {
	if a.Cle.Epreuve == "" {
		return "choix de disciplines tranché"
	}
	return "note « " + ouTiret(a.De) + " » devenue « " + ouTiret(a.Vers) + " »"
}

func motsPassage(p *examen.Profil, a *Acte) string {
	t := "passage à l’état " + a.Vers
	if e, ok := examen.LireEtat(a.Vers); ok {
		t = "passage à l’état « " + p.EtatComplet(e) + " »"
	}
	if a.Sceau != "" {
		t += ", procès-verbal signé de sceau " + a.Sceau
	}
	return t
}

func ouTiret(t string) string {
	if t == "" {
		return "–"
	}
	return t
}
