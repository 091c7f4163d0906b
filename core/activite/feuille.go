package activite

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"delib/core/decision"
	"delib/core/dossier"
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
	Candidat string // key and name, or what the row holds in their place
	Objet    string // the discipline, or the choices
	De, Vers string
	Sort     Sort
	Raison   string // of a refusal

	jury string
	acte jury.Acte
}

func (l *LigneFeuille) String() string {
	t := fmt.Sprintf("ligne %d : %s : %s, %s", l.Ligne, l.Sort, l.Candidat, l.Objet)
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
	vus     map[string]int // line that already entered the same thing
	feuille Feuille
}

func (s *Service) lecteurFeuille(p *examen.Profil, a *Activite, d Demande) *lecteurFeuille {
	return &lecteurFeuille{s: s, p: p, a: a, d: d, jurys: map[string]jury.Dossier{}, vus: map[string]int{}}
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
	x := LigneFeuille{Ligne: l.Numero, Candidat: strings.TrimSpace(l.De("numero", "n° candidat", "candidat") + " " + l.De("inscription"))}
	d, c, err := r.candidat(ctx, l)
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
func (r *lecteurFeuille) unique(quoi string, ligne int) error {
	if autre, ok := r.vus[quoi]; ok {
		return examen.Refuser(examen.CodeSaisie, fmt.Sprintf("déjà saisi à la ligne %d du même fichier.", autre), "")
	}
	r.vus[quoi] = ligne
	return nil
}

// conclure applies all the rows, or none: one refused row, and nothing is done.
func (r *lecteurFeuille) conclure(ctx context.Context) (*Bilan, error) {
	b := &Bilan{Feuille: &r.feuille}
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
	if len(details) > 0 {
		return b, examen.Refuser(examen.CodeSaisie, examen.Dire("Le fichier est refusé : %d ligne(s) impossible(s) à enregistrer.", len(details)),
			"Rien n’a été enregistré. Corrigez ces lignes et recommencez ; l’aperçu montre ce que ferait chaque ligne.", details...).Par(examen.Faire(examen.GesteApercu))
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

// feuilleNotes takes back a filled bordereau, row by row, all or nothing. A
// mark that changed since the export is refused and not overwritten.
func (s *Service) feuilleNotes(ctx context.Context, a *Activite, d Demande) (*Bilan, error) {
	c, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	f, err := tableur.Lire(d.Valeur("fichier"), "numero|n° candidat", "inscription", "epreuve", "note|valeur")
	if err != nil {
		return nil, err
	}
	if err := identiteAttendue(f.Identite, c); err != nil {
		return nil, err
	}
	r := s.lecteurFeuille(p, a, d)
	for _, l := range f.Lignes {
		err := r.ajouter(ctx, l, func(j *jury.Dossier, c *jury.Candidat, x *LigneFeuille) error {
			x.Objet = l.De("epreuve")
			e, err := jury.ExigerEpreuve(j, x.Objet)
			if err != nil {
				return err
			}
			x.Objet += " " + c.LibelleEpreuve(e)
			actuelle := c.Valeur(e.Code, 2).Texte()
			x.De = actuelle
			texte := l.De("note", "valeur")
			if texte == "" {
				x.Sort = SortInchangee // an empty cell erases nothing
				return nil
			}
			if err := r.unique(c.Cle.String()+" "+e.Code, l.Numero); err != nil {
				return err
			}
			v, err := jury.LireSaisie(e, texte)
			if err != nil {
				return err
			}
			x.Vers = v.Texte()
			if x.Vers == actuelle {
				x.Sort = SortInchangee
				return nil
			}
			if exportee, connue := f.Identite[cleExport(c.Cle, e.Code)]; connue && exportee != actuelle {
				return examen.Refuser(examen.CodePerime, fmt.Sprintf("la note a changé depuis l’export : « %s » alors, « %s » maintenant.", exportee, actuelle), "")
			}
			x.acte = jury.ActeNote2(j, c.Cle, e.Code, v, d.Par)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return r.conclure(ctx)
}

// cleExport names, in the hidden identity of a bordereau, the mark as it was
// when the bordereau was made.
func cleExport(cle jury.Cle, epreuve string) string { return "note " + cle.String() + " " + epreuve }

// identiteAttendue refuses a bordereau of another centre, exam or session.
func identiteAttendue(identite map[string]string, c *jury.Centre) error {
	if identite == nil {
		return nil // typed by hand, or a CSV
	}
	if identite["format"] != tableur.FormatBordereau || identite["centre"] != c.Lieu.UAI || identite["examen"] != c.Examen || identite["session"] != c.Session {
		return examen.Refuser(examen.CodeFichier, fmt.Sprintf("Ce bordereau n’est pas de ce centre : %s, %s %s.", identite["centre"], identite["examen"], identite["session"]),
			fmt.Sprintf("Ce poste tient le centre %s, %s %s. Rien n’a été enregistré.", c.Lieu.UAI, c.Examen, c.Session))
	}
	return nil
}

// feuilleChoix takes back a sheet of choices, row by row, all or nothing.
func (s *Service) feuilleChoix(ctx context.Context, a *Activite, d Demande) (*Bilan, error) {
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	f, err := tableur.Lire(d.Valeur("fichier"), "numero|n° candidat|candidat", "epreuve1|choix discipline 1|discipline1", "epreuve2|choix discipline 2|discipline2")
	if err != nil {
		return nil, err
	}
	r := s.lecteurFeuille(p, a, d)
	for _, l := range f.Lignes {
		err := r.ajouter(ctx, l, func(j *jury.Dossier, c *jury.Candidat, x *LigneFeuille) error {
			var choix []jury.Choix
			for i, texte := range []string{l.De("epreuve1", "choix discipline 1", "discipline1"), l.De("epreuve2", "choix discipline 2", "discipline2")} {
				if texte == "" {
					continue
				}
				choix = append(choix, jury.Choix{Epreuve: codeDe(p, j, c, texte), Rang: i + 1})
			}
			x.Objet = "choix"
			if len(choix) == 0 {
				x.Sort = SortInchangee
				return nil
			}
			if err := r.unique(c.Cle.String(), l.Numero); err != nil {
				return err
			}
			centre := strings.ToUpper(l.De("centre", "uai"))
			if centre != "" && !dossier.UAIValide(centre) {
				return examen.Refuser(examen.CodeSaisie, fmt.Sprintf("« %s » n’est pas un UAI.", centre), "")
			}
			date, err := lireMoment(l.De("date", "date et heure"))
			if err != nil {
				return err
			}
			var codes []string
			for i := range choix {
				choix[i].Centre, choix[i].Date = centre, date
				completerChoix(c, &choix[i])
				codes = append(codes, choix[i].Epreuve)
			}
			x.Vers, x.De = strings.Join(codes, ", "), nommerChoix(c.Choix)
			if x.acte = jury.ActeChoix(j, c.Cle, choix, d.Par); x.acte.De == x.acte.Vers {
				x.Sort = SortInchangee
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return r.conclure(ctx)
}

// codeDe gives the code of a discipline from its code or its libellé.
func codeDe(p *examen.Profil, d *jury.Dossier, c *jury.Candidat, texte string) string {
	if _, ok := d.Epreuve(texte); ok {
		return texte
	}
	for _, e := range jury.Choisissables(p, &d.Entete, c) {
		if strings.EqualFold(e.Libelle, texte) || strings.EqualFold(c.LibelleEpreuve(e), texte) || strings.EqualFold(e.Code+" "+e.Libelle, texte) {
			return e.Code
		}
	}
	return texte
}

func nommerChoix(choix []jury.Choix) string {
	var codes []string
	for _, x := range choix {
		codes = append(codes, x.Epreuve)
	}
	return strings.Join(codes, ", ")
}
