package activite

import (
	"context"
	"fmt"
	"strings"

	"delib/core/compterendu"
	"delib/core/examen"
	"delib/core/jury"
)

// Demande is what a person asks of an activity.
type Demande struct {
	Jurys   []string            // codes; none: every jury that the state allows
	Titre   string              // of the edition; SansTitre takes the activity's own
	Sortie  string              // folder of the documents; "" is Service.Documents
	Format  string              // "" is the activity's first
	Par     string              // who acts
	Valeurs map[string][]string // by name of Champ
	Progres func(Progres)       // may be nil; called from the goroutine of the run
}

// SansTitre asks for the activity's own title; an empty title is refused.
const SansTitre = "\x00"

// Valeur gives the first value of a field, trimmed.
func (d *Demande) Valeur(nom string) string {
	if v := d.Valeurs[nom]; len(v) > 0 {
		return strings.TrimSpace(v[0])
	}
	return ""
}

func (d *Demande) avancer(fait, total int, etape string) {
	if d.Progres != nil {
		d.Progres(Progres{fait, total, etape})
	}
}

// Progres is how far a run is: Fait of Total units of work.
type Progres struct {
	Fait, Total int
	Etape       string
}

// Bilan is what a run gives back.
type Bilan struct {
	Fichiers       []string // paths of the files made
	Messages       []string // what was done, in words
	Avertissements []string // to look at; they stopped nothing
	CompteRendu    *compterendu.CompteRendu
	Feuille        *Feuille // of a sheet that was taken back
}

// Lancer runs an activity. It checks the form, then the activity does the rest.
func (s *Service) Lancer(ctx context.Context, id string, d Demande) (*Bilan, error) {
	a, err := s.trouver(ctx, id, &d)
	if err != nil {
		return nil, err
	}
	if a.editer != nil {
		return s.editer(ctx, a, d)
	}
	return a.lancer(s, ctx, a, d)
}

// trouver gives an activity whose form has been checked.
func (s *Service) trouver(ctx context.Context, id string, d *Demande) (*Activite, error) {
	a, ok := Trouver(id)
	if !ok {
		return nil, examen.Refuser(examen.CodeInconnu, fmt.Sprintf("L’activité « %s » n’existe pas.", id),
			"Choisissez-la dans la liste.").Par(examen.Lister(examen.ListeActivites))
	}
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	return a, a.completer(p, d)
}

// completer checks the form against the registry.
func (a *Activite) completer(p *examen.Profil, d *Demande) error {
	if d.Titre == SansTitre {
		d.Titre = a.TitreDocument(p, d)
	}
	if strings.TrimSpace(d.Titre) == "" {
		return examen.Refuser(examen.CodeSaisie, "Le titre de l’édition est vide.",
			"Donnez un titre : il figure sur le document et nomme le fichier.").Par(examen.Champ("titre"))
	}
	if d.Format == "" && len(a.Formats) > 0 {
		d.Format = a.Formats[0]
	}
	connu := len(a.Formats) == 0
	for _, f := range a.Formats {
		connu = connu || f == d.Format
	}
	if !connu {
		return examen.Refuser(examen.CodeSaisie, fmt.Sprintf("Le format « %s » n’est pas proposé.", d.Format), "Formats : "+strings.Join(a.Formats, ", ")+".")
	}
	for nom := range d.Valeurs {
		if _, ok := a.Champ(nom); !ok {
			return examen.Refuser(examen.CodeSaisie, fmt.Sprintf("« %s » n’est pas un champ de « %s ».", nom, a.Titre(p)), "")
		}
	}
	for _, c := range a.Champs {
		v := d.Valeurs[c.Nom]
		if len(v) == 0 && c.Defaut != "" {
			if d.Valeurs == nil {
				d.Valeurs = map[string][]string{}
			}
			d.Valeurs[c.Nom] = []string{c.Defaut}
			v = d.Valeurs[c.Nom]
		}
		if c.SaufSi != "" && d.Valeur(c.SaufSi) != "" {
			if len(v) > 0 {
				return examen.Refuser(examen.CodeSaisie, fmt.Sprintf("« %s » ne va pas avec « %s ».", c.Libelle, c.SaufSi), "Indiquez l’un ou l’autre.")
			}
			continue
		}
		if c.Obligatoire && (len(v) == 0 || strings.TrimSpace(v[0]) == "") {
			code := examen.CodeSaisie
			if c.Nom == "motif" {
				code = examen.CodeMotif
			}
			return examen.Refuser(code, fmt.Sprintf("« %s » est obligatoire.", c.Libelle), strings.TrimSpace("Indiquez-le. "+c.Aide)).Par(examen.Champ(c.Nom))
		}
		if len(v) > 1 && !c.Multiple {
			return examen.Refuser(examen.CodeSaisie, fmt.Sprintf("« %s » est indiqué %d fois.", c.Libelle, len(v)), "Une seule valeur est attendue.")
		}
		if err := c.verifier(v); err != nil {
			return err
		}
	}
	return nil
}

// verifier holds a value to the options of its field.
func (c *Champ) verifier(valeurs []string) error {
	if len(c.Options) == 0 {
		return nil
	}
	for _, v := range valeurs {
		var codes []string
		connu := false
		for _, o := range c.Options {
			connu = connu || o.Code == v
			codes = append(codes, o.Code)
		}
		if !connu {
			return examen.Refuser(examen.CodeSaisie, fmt.Sprintf("« %s » n’est pas un choix de « %s ».", v, c.Libelle),
				"Choix : "+strings.Join(codes, ", ")+".")
		}
	}
	return nil
}

// choisir gives the jurys of a run: those named, each in a state that the
// activity allows, or else all that are in such a state. Every refusal is
// reported, jury by jury.
func (s *Service) choisir(ctx context.Context, a *Activite, p *examen.Profil, codes []string) ([]jury.Dossier, error) {
	if len(codes) == 0 {
		es, err := s.depot.Entetes(ctx)
		if err != nil {
			return nil, err
		}
		for _, e := range es {
			if a.Permet(e.Etat) {
				codes = append(codes, e.Code)
			}
		}
		if len(codes) == 0 {
			return nil, examen.Refuser(examen.CodeEtat, fmt.Sprintf("« %s » : aucun jury n’est dans un état qui le permet.", a.Titre(p)), etatsPermis(a, p))
		}
	}
	var ds []jury.Dossier
	var refus []error
	vus := map[string]bool{}
	for _, code := range codes {
		if vus[code] {
			continue
		}
		vus[code] = true
		d, err := s.depot.Charger(ctx, code)
		if err == nil && !a.Permet(d.Etat) {
			err = jury.RefusEtat(p, &d.Entete, "« "+a.Titre(p)+" »", a.Etats...)
		}
		if _, estRefus := examen.EstRefus(err); err != nil && !estRefus {
			return nil, err
		}
		if err != nil {
			refus = append(refus, err)
			continue
		}
		ds = append(ds, d)
	}
	return ds, reunir(refus)
}

func etatsPermis(a *Activite, p *examen.Profil) string {
	var s []string
	for _, e := range a.Etats {
		s = append(s, "« "+p.EtatComplet(e)+" »")
	}
	return "États permis : " + strings.Join(s, ", ") + "."
}

// reunir makes one Refus of several, the first giving the code.
func reunir(refus []error) error {
	if len(refus) <= 1 {
		if len(refus) == 0 {
			return nil
		}
		return refus[0]
	}
	return examen.Reunir(fmt.Sprintf("%d refus ; rien n’a été fait :", len(refus)), refus)
}
