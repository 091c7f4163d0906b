package jury

import (
	"delib/core/examen"
	"delib/core/note"
)

// This file makes the acts: one constructor an act, for the form, the sheet that
// comes back, the grid and the simulation alike. De is the value that stands in
// the jury given; the base fills in the rest.

// faire makes an act on one value of a jury.
func faire(d *Dossier, g Genre, cle CleActe, vers, motif, par string) Acte {
	a := Acte{Genre: g, Jury: d.Code, Epoque: d.Epoque, Cle: cle, Vers: vers, Motif: motif, Auteur: par}
	a.De, a.Role = a.Facette().Dans(d), d.RoleDe(&a)
	return a
}

// ActeNote changes a mark in deliberation: in 110 the one of the first group, in
// 210 the one of the second.
func ActeNote(d *Dossier, cle Cle, epreuve string, v note.Valeur, motif, par string) Acte {
	return faire(d, GenreModifier, CleActe{Cle: cle, Epreuve: epreuve, Groupe: d.Etat.Groupe()}, v.Texte(), motif, par)
}

// ActeNote2 enters a mark of the second group.
func ActeNote2(d *Dossier, cle Cle, epreuve string, v note.Valeur, par string) Acte {
	return faire(d, GenreNote2, CleActe{Cle: cle, Epreuve: epreuve, Groupe: 2}, v.Texte(), "", par)
}

// ActeRetrait2 takes back a mark of the second group that was entered by mistake,
// with its reason.
func ActeRetrait2(d *Dossier, cle Cle, epreuve, motif, par string) Acte {
	return faire(d, GenreRetirer2, CleActe{Cle: cle, Epreuve: epreuve, Groupe: 2}, "", motif, par)
}

// ActeChoix records the disciplines of a candidate.
func ActeChoix(d *Dossier, cle Cle, choix []Choix, par string) Acte {
	return faire(d, GenreDiscipline, CleActe{Cle: cle}, TexteChoix(choix), "", par)
}

// ActeLivret says that the jury has read a livret.
func ActeLivret(d *Dossier, cle Cle, par string) Acte {
	return faire(d, GenreLivret, CleActe{Cle: cle}, "oui", "", par)
}

// ActeRetraitLivret takes back a tick "livret examiné" that was made by mistake.
func ActeRetraitLivret(d *Dossier, cle Cle, motif, par string) Acte {
	return faire(d, GenreRetraitLivret, CleActe{Cle: cle}, "non", motif, par)
}

// ActeCloture closes a deliberation with the decisions that it settles.
func ActeCloture(d *Dossier, vers examen.Etat, arretes []ArreteDe, par string) Acte {
	return bouger(d, GenreClore, vers, Acte{Role: examen.RoleJury, Auteur: par, Arretes: arretes})
}

// ActePassage makes a normal move of the chef de centre or of the académie.
func ActePassage(d *Dossier, vers examen.Etat, role examen.Role, par string) Acte {
	return bouger(d, GenrePasser, vers, Acte{Role: role, Auteur: par})
}

// ActeAvancement makes an exceptional move, with its reason and, when it ends a
// deliberation, the decisions that it settles.
func ActeAvancement(d *Dossier, vers examen.Etat, arretes []ArreteDe, motif, par string) Acte {
	return bouger(d, GenreAvancer, vers, Acte{Role: examen.RoleCentre, Auteur: par, Motif: motif, Arretes: arretes})
}

func bouger(d *Dossier, g Genre, vers examen.Etat, a Acte) Acte {
	a.Genre, a.Jury, a.Epoque, a.RangJury = g, d.Code, d.Epoque, d.Rang
	a.De, a.Vers = d.Etat.Code(), vers.Code()
	return a
}

// ActeResolution settles a divergence: vers is the value that stands from now on.
func ActeResolution(d *Dossier, x *Divergence, vers, motif, par string) Acte {
	a := Acte{Genre: GenreResoudre, Jury: d.Code, Epoque: d.Epoque, Cle: x.Cle, Vers: vers, Motif: motif, Auteur: par, Divergence: x.ID, Contre: x.Retenu}
	if f := x.Facette(); f.Valeur == ValeurNote {
		a.Cle.Groupe = f.Groupe
	}
	a.De, a.Role = a.Facette().Dans(d), d.RoleDe(&a)
	return a
}

// ActeHorsService declares that a workstation will not be heard again.
func ActeHorsService(poste, par string) Acte {
	return Acte{Genre: GenreHorsPoste, Vers: poste, Auteur: par, Role: examen.RoleCentre}
}
