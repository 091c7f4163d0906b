package portail

import (
	"fmt"
	"net/url"
	"strings"

	"delib/core/examen"
	"delib/ui/modele"
	"delib/ui/modele/seance"
)

// The orders of the table.
const (
	triDecision = ""
	triNom      = "candidat"
	triMoyenne  = "moyenne"
	triLivret   = "livret"
)

type choix struct {
	Code, Libelle string
	Choisi        bool
}

type ligneTable struct {
	Cle, Nom, Moyenne, Pro, Decision, Livret string
	Manque, Quart                            bool
	Modifiees                                int
}

type corpsTable struct {
	Quart, Livret, Manque, ADire bool
	Tris                         []choix
	Lien                         string // of this very list
	Comptes, Elements            string
	Lignes                       []ligneTable
	Dessin                       dessin
	Motifs                       []string
}

// table is the first page: the candidates of the jury.
func (v *visite) table() error {
	x, err := v.deliberation()
	if err != nil {
		return err
	}
	q := v.r.URL.Query()
	c := corpsTable{Quart: q.Get("quart") != "", Livret: q.Get("livret") != "", Manque: q.Get("manque") != "", Motifs: motifsAppel}
	c.ADire = v.s.Nom == "" || !v.dit()
	x.QuartDePoint, x.LivretAExaminer, x.NoteManquante = c.Quart, c.Livret, c.Manque
	tri := q.Get("tri")
	switch tri {
	case triNom:
		x.Trier(seance.ColonneCandidat)
	case triMoyenne:
		x.Trier(seance.ColonneMoyenne)
	case triLivret:
		x.Trier(seance.ColonneLivret)
	}
	x.Montrer()
	for _, t := range []choix{{Code: triDecision, Libelle: "Décision et moyenne"}, {Code: triNom, Libelle: "Candidat"}, {Code: triMoyenne, Libelle: "Moyenne"},
		{Code: triLivret, Libelle: "Livret"}} {
		t.Choisi = t.Code == tri
		c.Tris = append(c.Tris, t)
	}
	garde := url.Values{}
	for _, nom := range []string{"quart", "livret", "manque", "tri"} {
		if s := q.Get(nom); s != "" {
			garde.Set(nom, s)
		}
	}
	c.Lien = "/jury?" + garde.Encode()
	c.Comptes, c.Elements = x.Comptes(), x.Elements()
	for i := range x.Nombre() {
		l := x.Ligne(i)
		c.Lignes = append(c.Lignes, ligneTable{
			Cle: l.Candidat.Cle.String(), Nom: x.Nommer(l.Candidat), Moyenne: modele.OuTiret(l.Resultat.Moyenne), Pro: modele.OuTiret(l.Resultat.MoyennePro),
			Decision: x.Decision(l), Livret: l.Livret, Manque: l.Manque, Quart: l.Quart, Modifiees: l.Modifiees,
		})
	}
	c.Dessin = dessiner(x.Barres())
	return v.montrer("table", "Candidats du jury", x.Jury(), c)
}

// dessin is a bar chart, with the same in words.
type dessin struct {
	Largeur, Hauteur, Bas int
	Barres                []barre
	Texte                 string
}

type barre struct {
	X, Y, L, H, XT, YT int
	Seuil              bool
	Nombre             int
	Libelle            string
}

func dessiner(bs []modele.Barre) dessin {
	const pas, haut = 28, 120
	d := dessin{Largeur: pas * max(len(bs), 1), Hauteur: haut + 32, Bas: haut + 26}
	plus := 1
	for _, b := range bs {
		plus = max(plus, b.Nombre)
	}
	var mots []string
	for i, b := range bs {
		h := b.Nombre * haut / plus
		d.Barres = append(d.Barres, barre{
			X: i*pas + 3, Y: haut - h + 12, L: pas - 6, H: h, XT: i*pas + pas/2, YT: haut - h + 9, Seuil: b.Marquee, Nombre: b.Nombre, Libelle: b.Libelle,
		})
		if b.Nombre > 0 {
			mots = append(mots, fmt.Sprintf("%s : %s", b.Libelle, modele.Compter(b.Nombre, "candidat", "candidats")))
		}
	}
	d.Texte = "Moyennes par point. " + strings.Join(mots, " ; ") + "."
	if len(mots) == 0 {
		d.Texte = "Aucune moyenne n’est définie."
	}
	return d
}

// qui asks who speaks.
func (v *visite) qui() error { return v.montrer("qui", "Qui parle", nil, nil) }

// direQui keeps who speaks.
func (v *visite) direQui() error {
	nom := strings.Join(strings.Fields(v.r.PostForm.Get("autre")), " ")
	if nom == "" {
		nom = strings.Join(strings.Fields(v.r.PostForm.Get("nom")), " ")
	}
	if nom == "" || nom == "autre" {
		return examen.Refuser(examen.CodeMotif, "Le nom de qui parle manque.", "Choisissez une personne, ou écrivez son nom.")
	}
	d, err := v.jury()
	if err != nil {
		return err
	}
	err = v.p.changer(v.ctx, v.s.Empreinte, func(s *salle) { s.Nom, s.Qualite, s.dit = nom, qualite(&d, nom), true })
	if err != nil {
		return err
	}
	return v.vers("/jury", "qui")
}

// dit tells whether somebody said who speaks, since the president was supposed to.
func (v *visite) dit() bool {
	v.p.mu.Lock()
	defer v.p.mu.Unlock()
	s, ok := v.p.salles[v.s.Empreinte]
	return ok && s.dit
}

// noms shows the names, or hides them.
func (v *visite) noms() error {
	err := v.p.changer(v.ctx, v.s.Empreinte, func(s *salle) { s.Nominatif = v.r.PostForm.Get("noms") == "1" })
	if err != nil {
		return err
	}
	return v.vers("/jury", "")
}
