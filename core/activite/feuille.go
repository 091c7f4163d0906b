package activite

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/tableur"
)

// Sort is what a row of a sheet would do.
type Sort string

// The outcomes of a row.
const (
	SortNouvelle  Sort = "Nouveau"
	SortModifiee  Sort = "Modifié"
	SortInchangee Sort = "Inchangé"
	SortRefusee   Sort = "Refusé"
)

// LigneFeuille is one row of a sheet and what it would do.
type LigneFeuille struct {
	Ligne    int
	Lieu     string // "ligne 5", "feuille « U1 », ligne 5"
	Candidat string // key and name, or what the row holds in their place
	Objet    string // the discipline, or the choices
	De, Vers string
	Sort     Sort
	Raison   string // of a refusal

	jury string
	acte jury.Acte
}

func (l *LigneFeuille) String() string {
	t := fmt.Sprintf("%s : %s : %s, %s", l.Lieu, l.Sort, l.Candidat, l.Objet)
	switch {
	case l.Raison != "":
		t += " : " + strings.ReplaceAll(l.Raison, "\n", " ")
	case l.Sort == SortNouvelle:
		t += " : " + l.Vers
	case l.Sort == SortModifiee:
		t += " : " + l.De + " → " + l.Vers
	}
	return t
}

// Feuille is the preview of a whole sheet.
type Feuille struct{ Lignes []LigneFeuille }

// Compter counts the rows of an outcome.
func (r *Feuille) Compter(s Sort) int {
	n := 0
	for i := range r.Lignes {
		if r.Lignes[i].Sort == s {
			n++
		}
	}
	return n
}

func (r *Feuille) resume() string {
	return examen.Dire("%d nouveau(x), %d modifié(s), %d inchangé(s), %d refusé(s).",
		r.Compter(SortNouvelle), r.Compter(SortModifiee), r.Compter(SortInchangee), r.Compter(SortRefusee))
}

// lecteurFeuille judges rows one after the other on the jurys as they would be.
type lecteurFeuille struct {
	s       *Service
	p       *examen.Profil
	a       *Activite
	d       Demande
	jurys   map[string]jury.Dossier
	vus     map[string]string // where the same thing was already entered
	feuille Feuille

	avertissements []string
}

func (s *Service) lecteurFeuille(p *examen.Profil, a *Activite, d Demande) *lecteurFeuille {
	return &lecteurFeuille{s: s, p: p, a: a, d: d, jurys: map[string]jury.Dossier{}, vus: map[string]string{}}
}

// laisser tells what of a sheet nobody will read: another sheet, columns that are
// neither asked for nor held against the number of a row.
func (r *lecteurFeuille) laisser(f *tableur.Feuille) {
	for _, nom := range f.Laissees {
		r.avertissements = append(r.avertissements, fmt.Sprintf("La feuille « %s » n’est pas de l’export : elle n’est pas lue.", nom))
	}
	var colonnes []string
	for _, titre := range f.NonLues {
		if !slices.ContainsFunc(titresTenus, func(t string) bool { return tableur.Plier(t) == tableur.Plier(titre) }) {
			colonnes = append(colonnes, "« "+titre+" »")
		}
	}
	if len(colonnes) > 0 {
		r.avertissements = append(r.avertissements, "Des colonnes ne sont pas lues : "+strings.Join(colonnes, ", ")+".")
	}
}

// candidat finds the candidate of a row and his jury as the rows before leave it.
func (r *lecteurFeuille) candidat(ctx context.Context, l tableur.Ligne) (jury.Dossier, *jury.Candidat, error) {
	cle, ok := l.Cle()
	if !ok {
		return jury.Dossier{}, nil, examen.Refuser(examen.CodeInconnu, "le numéro du candidat ou son inscription manque.", "")
	}
	_, code, err := r.s.candidatDe(ctx, cle.String(), r.d.Jurys)
	if err != nil {
		return jury.Dossier{}, nil, err
	}
	d, vu := r.jurys[code]
	if !vu {
		if d, err = r.s.depot.Charger(ctx, code); err != nil {
			return d, nil, err
		}
		r.jurys[code] = d
	}
	if !r.a.Permet(d.Etat) {
		return d, nil, jury.RefusEtat(r.p, &d.Entete, "« "+r.a.Titre(r.p)+" »", r.a.Etats...)
	}
	c, _ := d.Candidat(cle)
	return d, c, nil
}

// ajouter judges one row: the act that it means, tried on the jury.
func (r *lecteurFeuille) ajouter(ctx context.Context, l tableur.Ligne, lire func(d *jury.Dossier, c *jury.Candidat, x *LigneFeuille) error) error {
	x := LigneFeuille{Ligne: l.Numero, Lieu: l.Lieu(), Candidat: strings.TrimSpace(l.De("numero", "n° candidat", "candidat") + " " + l.De("inscription"))}
	d, c, err := r.candidat(ctx, l)
	if err == nil && l.Faute != "" {
		err = examen.Refuser(examen.CodeFichier, l.Faute, "")
	}
	if err == nil {
		err = exigerSaPersonne(l, &d, c)
	}
	if err == nil {
		x.Candidat, x.jury = fmt.Sprintf("%s %s", c.Cle, c.NomComplet()), d.Code
		err = lire(&d, c, &x)
	}
	if err == nil && x.Sort == "" {
		x.acte.Jury, x.acte.Epoque, x.acte.Cle.Cle = d.Code, d.Epoque, c.Cle
		x.acte.Auteur, x.acte.Role = r.d.Par, examen.RoleCentre
		var apres jury.Dossier
		if apres, err = decision.Juger(r.p, d, x.acte); err == nil {
			r.jurys[d.Code] = apres
			x.Sort = SortNouvelle
			if x.acte.De != "" {
				x.Sort = SortModifiee
			}
		}
	}
	var refus *examen.Refus
	switch {
	case errors.As(err, &refus):
		x.Sort, x.Raison = SortRefusee, refus.Error()
	case err != nil:
		return err
	}
	r.feuille.Lignes = append(r.feuille.Lignes, x)
	return nil
}

// unique refuses a second row for the same thing.
func (r *lecteurFeuille) unique(quoi string, l tableur.Ligne) error {
	if autre, ok := r.vus[quoi]; ok {
		return examen.Refuser(examen.CodeSaisie, fmt.Sprintf("déjà saisi dans le même fichier : %s.", autre), "")
	}
	r.vus[quoi] = l.Lieu()
	return nil
}

// conclure applies all the rows, or none: one refused row, and nothing is done,
// unless the person has seen which and asked for the others.
func (r *lecteurFeuille) conclure(ctx context.Context) (*Bilan, error) {
	b := &Bilan{Feuille: &r.feuille, Avertissements: r.avertissements}
	if r.d.Valeur("apercu") != "" {
		for i := range r.feuille.Lignes {
			b.Messages = append(b.Messages, r.feuille.Lignes[i].String())
		}
		b.Messages = append(b.Messages, "Aperçu : "+r.feuille.resume()+" Rien n’a été enregistré.")
		return b, nil
	}
	var details []string
	ordre := []string{}
	actes := map[string][]jury.Acte{}
	for i := range r.feuille.Lignes {
		x := &r.feuille.Lignes[i]
		switch x.Sort {
		case SortRefusee:
			details = append(details, "- "+x.String())
		case SortNouvelle, SortModifiee:
			if actes[x.jury] == nil {
				ordre = append(ordre, x.jury)
			}
			actes[x.jury] = append(actes[x.jury], x.acte)
		}
	}
	if len(details) > 0 && r.d.Valeur("partiel") != "" && len(ordre) > 0 {
		for _, x := range details {
			b.Avertissements = append(b.Avertissements, "Non enregistrée : "+strings.TrimPrefix(x, "- "))
		}
	} else if len(details) > 0 {
		return b, examen.Refuser(examen.CodeSaisie, examen.Dire("Le fichier est refusé : %d ligne(s) impossible(s) à enregistrer.", len(details)),
			"Rien n’a été enregistré. Corrigez ces lignes et recommencez ; l’aperçu montre ce que ferait chaque ligne.",
			details...).Par(examen.Faire(examen.GesteApercu))
	}
	var lots []jury.Lot
	for _, code := range ordre {
		lots = append(lots, jury.Lot{Jury: code, Actes: func(jury.Dossier) ([]jury.Acte, error) { return actes[code], nil }})
	}
	if err := r.s.depot.Agir(ctx, r.p, lots); err != nil {
		return b, err
	}
	b.Messages = []string{r.feuille.resume()}
	return b, nil
}
