package deliberer

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
	"delib/ui/modele/seance"
)

// The ways out of a closing that is refused.
const (
	voirManquantes = "Voir les notes manquantes"
	cocherLivrets  = "Cocher les livrets examinés…"
)

// modifier asks for a mark, shows at once what it does, and records it with its
// reason and its author.
func (d *deliberation) modifier(i int, debut string) {
	l, ok := d.selection()
	if !ok || i < 0 || i >= len(d.pv.Lignes) {
		return
	}
	e := d.pv.Lignes[i]
	if !e.Modifiable {
		d.avis.Dire("« "+e.Code+" "+e.Libelle+" » ne se modifie pas ici : seules les notes de la session, dans ce groupe, le peuvent.", true)
		d.objet.Refresh()
		return
	}
	m := activite.Modification{Jury: d.code, Candidat: l.Candidat.Cle.String(), Epreuve: e.Code}
	valeur := composant.NouvelleSaisie(debut, "10, 9,5 ou « absent »")
	valeur.CursorColumn = len([]rune(debut))
	motif := composant.NouvelleSaisie("", "Pourquoi le jury modifie-t-il cette note ?")
	auteur := composant.NouvelleSaisie(d.p.Par, "")
	effet := composant.NouveauParagraphe("", composant.Police{Gras: true})
	faute := composant.NouveauParagraphe("", composant.Police{Ton: composant.Mauvais})
	essai, jugee, refus := 0, false, "" // of what is typed; refus is why it cannot be
	var suite func()                    // what Enter asked while the answer was awaited
	essayer := func(texte string) {
		essai++
		n := essai
		jugee, refus, suite = false, "", nil
		faute.Changer("", composant.Mauvais)
		if strings.TrimSpace(texte) == "" {
			d.essayer(nil)
			jugee, refus = true, "Tapez la nouvelle note."
			effet.Changer("Après : tapez la nouvelle note.", composant.Second)
			return
		}
		x := m
		x.Valeur = texte
		poste.Travailler(d.p, func(ctx context.Context) (*activite.Effet, error) { return d.p.Service.Essayer(ctx, x) }, func(f *activite.Effet, err error) {
			if n != essai {
				return // a later key has its own answer
			}
			jugee = true
			if suite != nil {
				defer suite()
			}
			if d.essayer(f); err != nil {
				r := d.p.ExpliquerPour(d.m.Nominatif, err)
				refus = r.Message + " " + r.Aide
				effet.Changer("!  "+refus, composant.Mauvais)
				return
			}
			ton := composant.Courant
			change := ""
			if f.Avant.Decision != f.Apres.Decision {
				ton, change = poste.TonDecision(f.Apres.Decision), "   (la décision change)"
			}
			effet.Changer("Après : Moyenne "+modele.OuTiret(f.Apres.Moyenne)+"  –  "+d.p.Profil.Libelle(f.Apres.Decision)+change, ton)
		})
	}
	valeur.OnChanged = essayer
	// recevable tells whether what is typed is a mark; or else says why it is not.
	recevable := func() bool {
		if refus != "" {
			texte := "!  Cette note ne peut pas être enregistrée : corrigez-la."
			if strings.TrimSpace(valeur.Text) == "" {
				texte = "!  " + refus
			}
			faute.Changer(texte, composant.Mauvais)
			d.p.Fenetre.Canvas().Focus(valeur)
		}
		return refus == ""
	}
	valeur.Valider = func() {
		suite = func() {
			if recevable() {
				d.p.Fenetre.Canvas().Focus(motif)
			}
		}
		if jugee {
			suite()
		}
	}
	var recents *composant.Bouton
	recents = composant.NouveauBouton("Motifs récents  ▾", composant.Normal, func() {
		composant.Options(recents, fyne.NewPos(0, recents.Size().Height), d.motifs, func(k int) {
			motif.SetText(d.motifs[k])
			d.p.Fenetre.Canvas().Focus(motif)
		})
	})
	corps := composant.Pile(6, nil,
		composant.NouveauParagraphe(d.pv.Titre+"  –  "+e.Code+" "+e.Libelle+"  (coefficient "+e.Coef+")", composant.Police{Gras: true}),
		composant.Rangee(10, valeur, composant.AuMilieu(composant.Ligne(e.Note+"  devient", composant.Police{Taille: 16, Gras: true})), valeur,
			composant.AuMilieu(composant.Ligne(fmt.Sprintf("sur %d", e.Bareme), composant.Police{Taille: 16}))),
		composant.Carte(composant.Pile(2, nil, composant.NouveauParagraphe("Avant : Moyenne "+d.pv.Moyenne+"  –  "+d.pv.Decision, composant.Police{}),
			composant.Hauteur(40, effet))),
		poste.Etiquette("Motif *"), composant.Rangee(8, motif, motif, recents),
		poste.Etiquette("Auteur *"), auteur, composant.Hauteur(22, faute))
	essayer(debut)
	composant.Ouvrir(d.p.Fenetre, composant.Contenu{
		Titre: "Modifier une note", Largeur: 660, Premier: valeur, Corps: corps,
		Ferme: func() {
			essai++ // an answer that comes now is for nobody
			d.essayer(nil)
		},
		Reponses: []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: "Enregistrer la modification", Rang: composant.Principal, Defaut: true,
				Verifier: func() bool {
					for _, x := range []struct {
						champ *composant.Saisie
						dit   string
					}{
						{valeur, "Tapez la nouvelle note."}, {motif, "Le motif est obligatoire : il figure au procès-verbal des notes modifiées."},
						{auteur, "Indiquez qui modifie la note."},
					} {
						if strings.TrimSpace(x.champ.Text) == "" {
							faute.Changer("!  "+x.dit, composant.Mauvais)
							d.p.Fenetre.Canvas().Focus(x.champ)
							return false
						}
					}
					return recevable()
				},
				Action: func() {
					m.Valeur, m.Motif, m.Par = strings.TrimSpace(valeur.Text), strings.TrimSpace(motif.Text), strings.TrimSpace(auteur.Text)
					d.enregistrerNote(m)
				}},
		},
	})
}

// enregistrerNote makes the act and keeps its reason to offer it again.
func (d *deliberation) enregistrerNote(m activite.Modification) {
	recents := strings.Join(seance.Motifs(nil, append([]string{m.Motif}, d.motifs...)), "\n")
	profil := d.p.Profil
	poste.Travailler(d.p, func(ctx context.Context) (*activite.Effet, error) {
		f, err := d.p.Service.ModifierNote(ctx, m)
		if err != nil {
			return nil, err
		}
		return f, d.p.Service.Regler(ctx, reglageMotifs, recents)
	}, func(f *activite.Effet, err error) {
		if err != nil {
			d.p.Erreur(err)
			return
		}
		t := f.Epreuve.Code + " : " + f.De.Libelle() + " devient " + f.Vers.Libelle() +
			". Moyenne " + modele.OuTiret(f.Avant.Moyenne) + " devient " + modele.OuTiret(f.Apres.Moyenne) + "."
		if f.Avant.Decision != f.Apres.Decision {
			t += " Décision : " + profil.Libelle(f.Avant.Decision) + " devient " + profil.Libelle(f.Apres.Decision) + "."
		}
		d.avis.Dire(d.m.Nommer(f.Candidat)+", "+t, false)
		d.Charger(nil)
	})
}

// livret asks, then ticks "livret examiné" for the candidate under the cursor, or
// takes the tick back.
func (d *deliberation) livret() {
	l, ok := d.selection()
	if !ok || !d.m.Ouverte() {
		return
	}
	if !l.Candidat.ALivret() {
		d.avis.Dire(d.m.Nommer(l.Candidat)+" n’a pas de livret.", true)
		d.objet.Refresh()
		return
	}
	if l.Candidat.LivretExamine {
		d.retirerLivret(l.Candidat)
		return
	}
	d.p.ConfirmerLivrets(d.code, []*jury.Candidat{l.Candidat}, d.m.Nommer, func(*activite.Bilan) {
		d.fait(d.m.Nommer(l.Candidat)+" : livret examiné.", false)
	})
}

// retirerLivret takes the tick of a candidate back, with its reason.
func (d *deliberation) retirerLivret(c *jury.Candidat) {
	nom, code, par := d.m.Nommer(c), d.code, d.p.Par
	poste.Demander(d.p.Fenetre, "Retirer la coche « livret examiné »",
		nom+" : le livret est coché examiné. La coche et son retrait restent au journal, avec votre nom et ce motif.",
		"Coché par erreur", "Retirer la coche", func(t string) string {
			if strings.TrimSpace(t) == "" {
				return "Indiquez pourquoi."
			}
			return ""
		}, func(motif string) {
			poste.Travailler(d.p, func(ctx context.Context) (*activite.Bilan, error) {
				return d.p.Service.RetirerLivrets(ctx, code, []string{c.Cle.String()}, motif, par)
			}, func(_ *activite.Bilan, err error) {
				if err != nil {
					poste.MontrerErreur(d.p.Fenetre, d.p.ExpliquerPour(d.m.Nominatif, err), nil)
					return
				}
				d.fait(nom+" : la coche « livret examiné » est retirée.", false)
			})
		}, nil)
}

// montrerModifiees lists what was changed so far, and sets a mark back.
func (d *deliberation) montrerModifiees() {
	ms := d.m.Modifiees()
	t := table.NouveauTableau([]table.Colonne{
		{Titre: "Candidat", Largeur: 150, Part: 1}, {Titre: "Epreuve", Largeur: 160, Part: 2}, {Titre: "Avant, après", Largeur: 150},
		{Titre: "Motif", Largeur: 160, Part: 2}, {Titre: "Par", Largeur: 120},
	}, func() int { return len(ms) }, func(i, k int) table.Cellule {
		return table.Cellule{Texte: ms[i].Textes[k], Gras: k == 2}
	})
	t.Montrees = min(9, max(4, len(ms)))
	pourquoi := composant.NouveauParagraphe("", composant.Police{Taille: 13})
	t.Deplacer = func(i int) {
		texte := "« Remettre la note d’avant » enregistre un nouvel acte, avec le motif « " + seance.MotifAnnulation + " »."
		if ms[i].Impossible != "" {
			texte = "Ne peut pas être remise : " + ms[i].Impossible
		}
		pourquoi.Changer(texte, composant.Second)
	}
	t.Placer(0)
	composant.Ouvrir(d.p.Fenetre, composant.Contenu{
		Titre: "Notes modifiées jusqu’ici", Largeur: 980, Premier: t, Corps: composant.Pile(8, t, t, composant.Hauteur(24, pourquoi)),
		Reponses: []composant.Reponse{
			{Texte: "Remettre la note d’avant", Rang: composant.Danger, Verifier: func() bool { return len(ms) > 0 && ms[t.Curseur()].Impossible == "" },
				Action: func() {
					m := ms[t.Curseur()]
					d.enregistrerNote(activite.Modification{
						Jury: d.code, Candidat: m.Cle.String(), Epreuve: m.Code, Valeur: m.Avant, Motif: seance.MotifAnnulation, Par: d.p.Par,
					})
				}},
			{Texte: "Fermer", Rang: composant.Principal, Annule: true, Defaut: true},
		},
	})
}

// AnnulerLeDernier says what the last change of a mark was, and sets the mark back once
// the person agrees.
func (d *deliberation) AnnulerLeDernier() {
	ms := d.m.Modifiees()
	if len(ms) == 0 || !d.m.Ouverte() {
		d.avis.Dire("Rien à annuler : aucune note n’a été modifiée dans cette délibération.", true)
		d.objet.Refresh()
		return
	}
	m := ms[0]
	if m.Impossible != "" {
		d.avis.Dire(m.Textes[0]+", "+m.Textes[1]+", "+m.Textes[2]+" ne s’annule pas : "+m.Impossible, true)
		d.objet.Refresh()
		return
	}
	d.p.Confirmer(modele.Confirmation{
		Titre: "Annuler la dernière modification", Bouton: "Remettre la note d’avant", Mouvement: true,
		Question:    "Cette modification serait annulée :",
		Jurys:       []string{m.Textes[0] + ", " + m.Textes[1], m.Textes[2] + " (" + m.Textes[3] + ", " + m.Textes[4] + ")"},
		Consequence: "Un nouvel acte est enregistré, avec le motif « " + seance.MotifAnnulation + " » ; rien n’est effacé.",
	}, true, func() {
		d.enregistrerNote(activite.Modification{
			Jury: d.code, Candidat: m.Cle.String(), Epreuve: m.Code, Valeur: m.Avant, Motif: seance.MotifAnnulation, Par: d.p.Par,
		})
	})
}

// clore closes the deliberation of the jury, once its checklist was read; the screen
// stays on it.
func (d *deliberation) clore() {
	suivant, ok := examen.Suivant(d.m.Jury().Etat)
	if !ok || !d.m.Ouverte() {
		return
	}
	x := modele.Action{Genre: modele.CloreJury, Libelle: "Clore la délibération", Jury: d.code, Vers: suivant.Vers}
	par := d.p.Par
	d.p.ControlerActe(x, func() {
		var plan poste.PlanFait
		poste.Travailler(d.p, func(ctx context.Context) (*activite.Bilan, error) {
			plan = d.p.PlanALaCloture(ctx, x.Jury, par)
			return d.p.Service.Clore(ctx, x.Jury, par)
		}, func(_ *activite.Bilan, err error) {
			if err != nil {
				d.refuserDeClore(err)
				return
			}
			// A closing that went well is told as such; the plan de secours was in the checklist.
			d.avis.Taire()
			if plan.Texte != "" {
				d.avis.Dire(plan.Texte, plan.Attention)
			}
			d.Charger(func() { d.p.Fenetre.Canvas().Focus(d.tableau) })
		})
	})
}

// refuserDeClore says why the jury cannot close, and offers to complete what lacks.
func (d *deliberation) refuserDeClore(err error) {
	var sorties []composant.Reponse
	if modele.ManqueNote(err) {
		sorties = append(sorties, composant.Reponse{Texte: voirManquantes, Action: d.voirManquantes})
	}
	if modele.ManqueLivret(err) {
		sorties = append(sorties, composant.Reponse{Texte: cocherLivrets, Action: func() {
			d.p.CocherLivrets(d.code, d.m.Nominatif, d.m.Nommer, func(b *activite.Bilan) { d.fait(poste.BilanEnClair("", b), false) })
		}})
	}
	sorties = append(sorties, d.p.SortieDivergence(err)...)
	poste.MontrerErreur(d.p.Fenetre, d.p.ExpliquerPour(d.m.Nominatif, err), nil, sorties...)
}

// voirManquantes keeps the candidates with a missing mark, and goes to the first.
func (d *deliberation) voirManquantes() {
	d.m.QuartDePoint, d.m.LivretAExaminer, d.m.NoteManquante = false, false, true
	d.rejouer()
	d.tableau.Placer(0)
	d.p.Fenetre.Canvas().Focus(d.tableau)
}

func (d *deliberation) fait(texte string, attention bool) {
	d.avis.Dire(texte, attention)
	d.Charger(nil)
}
