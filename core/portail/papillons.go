package portail

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"delib/core/acces"
	"delib/core/compterendu"
	"delib/core/document"
	"delib/core/edition"
	"delib/core/empreinte"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/render"
)

// Papillons is one printing of the slips of some jurys.
type Papillons struct {
	Jurys     []string
	URL       string // that answers
	Empreinte string // of the certificate, whole
	Nouveaux  bool   // another password: the slips of before are worthless
	Motif     string // why they are made anew
	Sortie    string // folder
	Par       string
	Le        time.Time
}

// Imprimer makes the slip of each jury, one file each, and records that it did. New
// passwords are kept only once the files are whole; the sessions of the jurys whose
// slip was replaced are ended.
func Imprimer(ctx context.Context, d Depot, x Papillons) ([]string, error) {
	c, err := d.Centre(ctx)
	if err != nil {
		return nil, err
	}
	profil, err := examen.Trouver(c.Examen, c.Session)
	if err != nil {
		return nil, err
	}
	t, err := acces.Charger(ctx, d)
	if err != nil {
		return nil, err
	}
	f := &edition.Faits{Centre: c, Profil: profil, Le: x.Le, Titre: "Papillons d’accès"}
	lot, err := fichier.Preparer(x.Sortie)
	if err != nil {
		return nil, err
	}
	defer lot.Abandonner()
	cr := &compterendu.CompteRendu{Activite: "portail", Titre: "Papillons d’accès au portail de secours", Par: x.Par, Debut: x.Le}
	var papillons []compterendu.Papillon
	for _, code := range x.Jurys {
		j, err := d.Charger(ctx, code)
		if err != nil {
			return nil, err
		}
		groupe := j.Etat.Groupe()
		if x.Nouveaux {
			t.Renouveler(code, groupe)
		}
		p, err := t.Papillon(acces.Login(c.Lieu.UAI, c.Examen, code, groupe), code, groupe)
		if err != nil {
			return nil, err
		}
		papillons = append(papillons, p)
		doc := edition.Papillon(f, &j, fmt.Sprint(9+groupe), edition.Acces{
			URL: x.URL, Login: p.Login, MotDePasse: t.MotDePasse(code, groupe), Empreinte: empreinte.Courte(x.Empreinte), Local: true,
		})
		pdf, alertes, err := render.PDF(document.Liasse{Titre: doc.Titre, Documents: []document.Document{doc}}, render.Options{Auteur: c.Lieu.Libelle(), Date: x.Le})
		if err != nil {
			return nil, fmt.Errorf("draw slip of %s: %w", code, err)
		}
		for _, a := range alertes {
			cr.Alerte("Jury %s : %s", code, a)
		}
		w, err := lot.Creer(doc.Nom + ".pdf")
		if err == nil {
			_, err = w.Write(pdf)
		}
		if err != nil {
			return nil, err
		}
		cr.Etape("Papillon du jury %s", code)
	}
	chemins, err := lot.Valider()
	if err != nil {
		return nil, err
	}
	if x.Nouveaux {
		if err := t.Garder(ctx, d); err != nil {
			return nil, err
		}
		if err := oublier(ctx, d, x.Jurys); err != nil {
			return nil, err
		}
		if err := d.AgirCentre(ctx, acte("papillons renouvelés : jurys "+strings.Join(x.Jurys, ", "), x.Motif, x.Par)); err != nil {
			return nil, err
		}
	}
	cr.Fin, cr.Resultat = x.Le, compterendu.Termine
	return chemins, d.Enregistrer(ctx, cr, nil, papillons)
}

// oublier ends the sessions of jurys.
func oublier(ctx context.Context, d Depot, jurys []string) error {
	ss, err := Sessions(ctx, d)
	if err != nil {
		return err
	}
	return GarderSessions(ctx, d, slices.DeleteFunc(ss, func(s Session) bool { return slices.Contains(jurys, s.Jury) }))
}
