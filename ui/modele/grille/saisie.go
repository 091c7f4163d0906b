package grille

import (
	"context"
	"fmt"
	"strings"
	"time"

	"delib/core/activite"
	"delib/core/decision"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
	"delib/ui/modele"
)

// Saisie is the grid of a Saisie activity: the candidates admitted to the
// contrôle, what is recorded of them and what is typed.
type Saisie struct {
	*Grille
	Choix   bool // choices of disciplines; or else marks
	p       *examen.Profil
	sujets  []sujet
	premier int // column where the typing starts
	centres []jury.Etablissement
}

// sujet is what a row is about.
type sujet struct {
	d        *jury.Dossier
	c        *jury.Candidat
	e        *jury.Epreuve // marks
	offertes []*jury.Epreuve
}

// The columns of the choices.
const (
	ChoixCandidat = iota
	ChoixUn
	ChoixDeux
	ChoixCentre
	ChoixDate
	choixSpecialite
	choixHandi
	choixJury
	choixEtat
)

// The columns of the marks.
const (
	NotesCandidat = iota
	notesDiscipline
	notesCentre
	notesPremier
	NotesNote
	notesBareme
	notesJury
)

// NouvelleSaisie gives the grid of an activity for these jurys; centres are those of
// the dossier.
func NouvelleSaisie(a *activite.Activite, p *examen.Profil, ds []jury.Dossier, centres []jury.Etablissement) *Saisie {
	s := &Saisie{p: p, centres: centres, Choix: a.ID == activite.IDChoix, premier: NotesNote}
	var lignes []*LigneGrille
	colonnes := colonnesNotes()
	if s.Choix {
		colonnes, s.premier = colonnesChoix(), ChoixUn
	}
	for i := range ds {
		d := &ds[i]
		for _, c := range edition.Convoques(p, d, 2) {
			if s.Choix {
				x := sujet{d: d, c: c, offertes: jury.Choisissables(p, &d.Entete, c)}
				s.sujets, lignes = append(s.sujets, x), append(lignes, ligneChoix(x))
				continue
			}
			xs, ls := lignesNotes(p, d, c)
			s.sujets, lignes = append(s.sujets, xs...), append(lignes, ls...)
		}
	}
	s.Grille = NouvelleGrille(colonnes, lignes)
	s.Controler, s.Offrir = s.controlerNote, nil
	if s.Choix {
		s.Controler, s.Offrir = s.controlerChoix, s.offrir
	}
	return s
}

// Depart gives the column where the typing starts.
func (s *Saisie) Depart() int { return s.premier }

// nommer writes a candidate as the choices' screen does: "AZBTSUN John (02319252150)".
func nommer(c *jury.Candidat) string { return c.NomComplet() + " (" + c.Numero + ")" }

func cleDate(texte string) string {
	if t, err := time.Parse("02/01/2006 15:04", texte); err == nil {
		return t.Format(time.RFC3339)
	}
	return texte
}

// cleNote sorts marks by their value; what is not a mark comes first.
func cleNote(texte string) string {
	entier, _, _ := strings.Cut(texte, ".")
	if entier == "" || strings.Trim(entier, "0123456789") != "" {
		return texte
	}
	return "~" + strings.Repeat("0", max(0, 4-len(entier))) + texte
}

func colonnesChoix() []ColonneGrille {
	return []ColonneGrille{
		{Titre: "Candidat", Largeur: 196, Part: 2}, {Titre: "Choix discipline 1", Largeur: 126, Part: 3, Saisie: true, Liste: true},
		{Titre: "Choix discipline 2", Largeur: 126, Part: 3, Saisie: true, Liste: true}, {Titre: "Centre (UAI)", Largeur: 94, Saisie: true, Liste: true},
		{Titre: "Date et heure", Largeur: 128, Saisie: true, Cle: cleDate}, {Titre: "Spécialité", Largeur: 72, Part: 2},
		{Titre: "Handi", Largeur: 52}, {Titre: "Jury", Largeur: 56}, {Titre: "Etat", Largeur: 46},
	}
}

func colonnesNotes() []ColonneGrille {
	return []ColonneGrille{
		{Titre: "Candidat", Largeur: 210, Part: 2}, {Titre: "Discipline", Largeur: 210, Part: 2}, {Titre: "Centre", Largeur: 110, Part: 1},
		{Titre: "Note 1er groupe", Largeur: 132, Droite: true, Cle: cleNote}, {Titre: "Note", Largeur: 90, Droite: true, Saisie: true, Cle: cleNote},
		{Titre: "Barème", Largeur: 60, Droite: true}, {Titre: "Jury", Largeur: 80},
	}
}

func ligneChoix(x sujet) *LigneGrille {
	c, v := x.c, make([]string, choixEtat+1)
	v[ChoixCandidat], v[choixSpecialite], v[choixJury], v[choixEtat] = nommer(c), x.d.Libelle+" ("+x.d.Specialite+")", x.d.Code, x.d.Etat.Code()
	v[choixHandi] = "Non"
	if c.Amenagement != "" {
		v[choixHandi] = "Oui"
	}
	var centres, dates []string
	for i, n := range c.Choix {
		if e, ok := x.d.Epreuve(n.Epreuve); ok && i < 2 {
			v[ChoixUn+i] = c.LibelleEpreuve(e)
		}
		centres, dates = append(centres, n.Centre), append(dates, modele.DateHeure(n.Date))
	}
	v[ChoixCentre], v[ChoixDate] = deux(centres), deux(dates)
	l := &LigneGrille{Cle: c.Cle.String(), Valeurs: v}
	if len(x.offertes) == 0 {
		l.Fermee = "Aucune discipline n’est à choisir par ce candidat."
	}
	return l
}

// deux writes one value when both choices have it, or else both.
func deux(v []string) string {
	if len(v) == 2 && v[0] != v[1] {
		return v[0] + " ; " + v[1]
	}
	if len(v) == 0 {
		return ""
	}
	return v[0]
}

func lignesNotes(p *examen.Profil, d *jury.Dossier, c *jury.Candidat) (xs []sujet, ls []*LigneGrille) {
	r := decision.Calculer(p, &d.Entete, c)
	for _, e := range decision.Disciplines(p, &d.Entete, c) {
		v := make([]string, notesJury+1)
		v[NotesCandidat], v[notesDiscipline], v[notesJury] = nommer(c), c.LibelleEpreuve(e), d.Code
		v[notesBareme] = fmt.Sprint(e.Bareme)
		v[notesCentre], v[notesPremier] = edition.Centre2(c), modele.NotePremier(p, &r, c, e)
		for _, n := range c.Choix {
			if n.Epreuve == e.Code && n.Centre != "" {
				v[notesCentre] = n.Centre
			}
		}
		if x := c.Valeur(e.Code, 2); !x.EstManquante() {
			v[NotesNote] = x.Libelle()
		}
		xs, ls = append(xs, sujet{d: d, c: c, e: e}), append(ls, &LigneGrille{Cle: c.Cle.String() + " " + e.Code, Valeurs: v})
	}
	if len(xs) == 0 {
		v := make([]string, notesJury+1)
		v[NotesCandidat], v[notesDiscipline], v[notesJury] = nommer(c), "(choix non saisi)", d.Code
		xs = append(xs, sujet{d: d, c: c})
		ls = append(ls,
			&LigneGrille{Cle: c.Cle.String(), Valeurs: v, Fermee: "Les choix de disciplines de ce candidat ne sont pas saisis : saisissez-les d’abord."})
	}
	return xs, ls
}

func (s *Saisie) controlerNote(rang int, l *LigneGrille) {
	texte, ok := l.Saisi(NotesNote)
	if !ok {
		return
	}
	if activite.Retire(texte) {
		l.Entendre(NotesNote, "retirée")
		return
	}
	v, err := jury.LireSaisie(s.p, s.sujets[rang].e, texte)
	if err != nil {
		l.Refuser(NotesNote, modele.RaisonEnClair(err))
		return
	}
	l.Entendre(NotesNote, v.Libelle())
}

// Disciplines gives the codes that a row of choices means, recorded or typed.
func (s *Saisie) disciplines(rang int, l *LigneGrille) (codes [2]string, faute bool) {
	x := &s.sujets[rang]
	for i := range codes {
		if i < len(x.c.Choix) {
			codes[i] = x.c.Choix[i].Epreuve
		}
		texte, ok := l.Saisi(ChoixUn + i)
		if !ok {
			continue
		}
		e, pourquoi := trouverDiscipline(s.p, x, texte)
		if e == nil {
			l.Refuser(ChoixUn+i, pourquoi)
			faute = true
			continue
		}
		codes[i] = e.Code
		l.Entendre(ChoixUn+i, x.c.LibelleEpreuve(e))
	}
	return codes, faute
}

func (s *Saisie) controlerChoix(rang int, l *LigneGrille) {
	x := &s.sujets[rang]
	codes, faute := s.disciplines(rang, l)
	if !faute {
		s.controlerPaire(x, l, codes)
	}
	if t, ok := l.Saisi(ChoixCentre); ok {
		var lus []string
		for _, uai := range strings.Split(t, ";") {
			lu, err := s.lireCentre(uai)
			if err != nil {
				l.Refuser(ChoixCentre, modele.RaisonEnClair(err))
			}
			lus = append(lus, lu)
		}
		entendreDeux(l, ChoixCentre, lus)
	}
	if t, ok := l.Saisi(ChoixDate); ok {
		var lus []string
		for _, m := range strings.Split(t, ";") {
			iso, err := activite.LireMoment(m, activite.AnneeOraux(&x.d.Entete))
			if err != nil {
				l.Refuser(ChoixDate, modele.RaisonEnClair(err))
			}
			lus = append(lus, modele.DateHeure(iso))
		}
		entendreDeux(l, ChoixDate, lus)
	}
}

// entendreDeux takes one value for both choices, or one for each.
func entendreDeux(l *LigneGrille, k int, lus []string) {
	switch {
	case l.fautes[k] != "":
	case len(lus) > 2:
		l.Refuser(k, "Deux valeurs au plus, séparées par un point-virgule : une par discipline.")
	default:
		l.Entendre(k, deux(lus))
	}
}

// controlerPaire holds both disciplines to the rules; a choice that still lacks is
// asked for in its own cell.
func (s *Saisie) controlerPaire(x *sujet, l *LigneGrille, codes [2]string) {
	attendues := min(len(codes), jury.Attendues(s.p, &x.d.Entete, x.c))
	var donnes []string
	for i := range attendues {
		if codes[i] == "" {
			l.Refuser(ChoixUn+i, "Discipline à choisir : la ligne sera enregistrée une fois les choix complets. Entrée ouvre la liste.")
			return
		}
		donnes = append(donnes, codes[i])
	}
	if err := jury.VerifierChoix(s.p, &x.d.Entete, x.c, donnes); err != nil {
		k := ChoixUn
		if _, second := l.Saisi(ChoixDeux); second {
			k = ChoixDeux
		}
		l.Refuser(k, modele.RaisonEnClair(err))
	}
}

// trouverDiscipline reads a discipline as people write it, or as the grid's own
// list does, and says why none is meant.
func trouverDiscipline(p *examen.Profil, x *sujet, texte string) (*jury.Epreuve, string) {
	t := modele.Replier(strings.TrimSpace(texte))
	for _, e := range x.offertes {
		if modele.Replier(nomDiscipline(x, e)) == t {
			return e, ""
		}
	}
	e, err := activite.TrouverDiscipline(p, x.d, x.c, texte)
	if err != nil {
		return nil, modele.RaisonEnClair(err)
	}
	return e, ""
}

func nomDiscipline(x *sujet, e *jury.Epreuve) string {
	t := e.Code + " - " + x.c.LibelleEpreuve(e)
	if e.Choix == examen.ChoixA || e.Choix == examen.ChoixB {
		t += " (liste " + string(e.Choix) + ")"
	}
	return t
}

// offrir gives what a candidate may still choose in a cell.
func (s *Saisie) offrir(rang, k int) []string {
	if k == ChoixCentre {
		return s.offrirCentres()
	}
	x := &s.sujets[rang]
	codes, _ := s.disciplines(rang, s.lignes[rang])
	autre := codes[1-(k-ChoixUn)]
	s.controler(rang)
	var noms []string
	for _, e := range x.offertes {
		if e.Code != autre {
			noms = append(noms, nomDiscipline(x, e))
		}
	}
	return noms
}

// Envois gives what can be recorded now: the rows typed without a fault.
func (s *Saisie) Envois() []activite.Saisi {
	var es []activite.Saisi
	for _, rang := range s.Prets() {
		x, l := &s.sujets[rang], s.lignes[rang]
		e := activite.Saisi{Jury: x.d.Code, Candidat: x.c.Cle.String()}
		if !s.Choix {
			e.Epreuve = x.e.Code
			e.Valeur, _ = l.Saisi(NotesNote)
		} else {
			e.Choix = s.choix(rang, l)
		}
		es = append(es, e)
	}
	return es
}

// ARetirer gives the recorded mark of a cell, and names it; ok is false when there is
// none to take back.
func (s *Saisie) ARetirer(i, k int) (x activite.Saisi, note string, ok bool) {
	if s.Choix || k != NotesNote || !s.Ouverte(i, k) {
		return x, "", false
	}
	l, y := s.Ligne(i), &s.sujets[s.Rang(i)]
	if l.Valeurs[k] == "" || y.e == nil {
		return x, "", false
	}
	x = activite.Saisi{Jury: y.d.Code, Candidat: y.c.Cle.String(), Epreuve: y.e.Code}
	return x, l.Valeurs[NotesCandidat] + ", " + l.Valeurs[notesDiscipline] + " : " + l.Valeurs[k] + ".", true
}

// AConfirmer gives the question to ask before choices that are two épreuves of one
// language are recorded; nil when there is none. Once answered, Confirmer marks them.
func (s *Saisie) AConfirmer(envois []activite.Saisi) *modele.Confirmation {
	var lignes []string
	for _, x := range envois {
		if noms := s.memeLangue(x); noms != "" {
			lignes = append(lignes, x.Candidat+"  ·  "+noms)
		}
	}
	if len(lignes) == 0 {
		return nil
	}
	return &modele.Confirmation{Titre: "Deux épreuves d’une même langue", Bouton: "Confirmer et enregistrer", Jurys: lignes,
		Question:    "Ces candidats choisissent les deux épreuves d’une même langue :",
		Consequence: "Vérifiez auprès de votre académie que ce choix est permis. La confirmation est inscrite au journal."}
}

// Confirmer marks what AConfirmer asked about.
func (s *Saisie) Confirmer(envois []activite.Saisi) {
	for i := range envois {
		envois[i].Confirme = s.memeLangue(envois[i]) != ""
	}
}

func (s *Saisie) memeLangue(x activite.Saisi) string {
	for i := range s.sujets {
		if s.sujets[i].c.Cle.String() == x.Candidat {
			return activite.MemeLangue(&s.sujets[i].d.Entete, x.Choix)
		}
	}
	return ""
}

func (s *Saisie) choix(rang int, l *LigneGrille) []jury.Choix {
	codes, _ := s.disciplines(rang, l)
	var cs []jury.Choix
	for i, code := range codes {
		if code == "" {
			continue
		}
		n := jury.Choix{Epreuve: code}
		if _, ok := l.Saisi(ChoixCentre); ok {
			n.Centre = unDes(l.Texte(ChoixCentre), i) // as it was heard: an UAI
		}
		if _, ok := l.Saisi(ChoixDate); ok {
			n.Date, _ = activite.LireMoment(unDes(l.Texte(ChoixDate), i), "") // was read without a fault
		}
		cs = append(cs, n)
	}
	return cs
}

// unDes gives the value of a rank among one or two.
func unDes(texte string, rang int) string {
	v := strings.Split(texte, ";")
	return strings.TrimSpace(v[min(rang, len(v)-1)])
}

// Enregistrer sends what can be recorded; it gives, by row, what was refused.
func (s *Saisie) Enregistrer(ctx context.Context, service *activite.Service, envois []activite.Saisi, par string) (map[string]string, error) {
	faire := service.EnregistrerNotes
	if s.Choix {
		faire = service.EnregistrerChoix
	}
	rendus, err := faire(ctx, envois, par)
	if err != nil {
		return nil, err
	}
	refus := map[string]string{}
	for _, x := range rendus {
		if x.Refus != nil {
			cle := x.Candidat
			if !s.Choix {
				cle += " " + x.Epreuve
			}
			refus[cle] = modele.RaisonEnClair(x.Refus)
		}
	}
	return refus, nil
}

// Bilan says what saving did: rows recorded, refused, and left to correct.
func (s *Saisie) Bilan(envoyes, refuses int) (texte string, attention bool) {
	quoi, quois := "note", "notes"
	if s.Choix {
		quoi, quois = "candidat", "candidats"
	}
	n := envoyes - refuses
	texte = "Enregistré : " + modele.Compter(n, quoi, quois) + "."
	if n == 0 {
		texte = "Rien n’a été enregistré."
	}
	if refuses > 0 {
		texte += " Refusé : " + modele.Compter(refuses, "ligne", "lignes") + "."
	}
	if f := s.Fautes() - refuses; f > 0 {
		texte += " À corriger : " + modele.Compter(f, "ligne non enregistrée", "lignes non enregistrées") + " (!)."
	}
	if _, _, raison := s.PremiereFaute(); raison != "" {
		texte += "\n" + raison
	}
	return texte, refuses > 0 || s.Fautes() > 0
}
