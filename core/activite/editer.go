package activite

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"delib/core/compterendu"
	"delib/core/document"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
	"delib/core/render"
)

// edite is one run of an edition: the facts, the jurys ticked, the form.
type edite struct {
	s     *Service
	ctx   context.Context
	a     *Activite
	d     Demande
	c     *jury.Centre
	p     *examen.Profil
	f     *edition.Faits
	ds    []jury.Dossier
	bilan *Bilan

	signataires []edition.Signataire // of each jury, where its paper is signed
	sceaux      []string             // of each jury, where its paper bears one
}

// sortie is one file to make: an edition in a format, or bytes already made.
type sortie struct {
	nom     string // without extension
	liasse  document.Liasse
	format  string // pdf, xlsx, csv, zip (one PDF a document)
	contenu []byte // when it is not an edition
}

// composer gives the facts of a run and the files that it would make.
func (s *Service) composer(ctx context.Context, a *Activite, d Demande) (*edite, []sortie, error) {
	c, p, err := s.Centre(ctx)
	if err != nil {
		return nil, nil, err
	}
	ds, err := s.choisir(ctx, a, p, d.Jurys)
	if err != nil {
		return nil, nil, err
	}
	e := &edite{s: s, ctx: ctx, a: a, d: d, c: c, p: p, f: s.faits(c, p, d.Titre), ds: ds, bilan: &Bilan{}}
	sorties, err := a.editer(e)
	if err == nil && len(sorties) == 0 && len(e.bilan.Messages) == 0 {
		e.bilan.Messages = []string{"Pas de candidat concerné : aucun document n’a été produit."}
	}
	return e, sorties, err
}

// editer runs an edition. With no file there is nothing to print, and it says so.
func (s *Service) editer(ctx context.Context, a *Activite, d Demande) (*Bilan, error) {
	e, sorties, err := s.composer(ctx, a, d)
	if err != nil {
		return nil, err
	}
	if len(sorties) == 0 {
		return e.bilan, nil
	}
	return e.produire(sorties)
}

// unique is the edition that makes one file in the format asked for.
func (e *edite) unique(l document.Liasse) []sortie {
	if len(l.Documents) == 0 {
		return nil
	}
	return []sortie{{nom: e.nom(), liasse: l, format: e.d.Format}}
}

// nom gives the name of the file, without extension: whose it is (the jury, or the
// centre for several) and what ("31310_admis_groupe1"), so that files that lie
// together sort by jury. A title that the person chose names it instead.
func (e *edite) nom() string {
	if e.a.Fichier == "" || e.d.Titre != e.a.TitreDocument(e.p, &e.d) {
		return fichier.Nom(e.d.Titre)
	}
	quoi := e.a.Fichier
	for nom := range e.d.Valeurs {
		quoi = strings.ReplaceAll(quoi, "{"+nom+"}", e.d.Valeur(nom))
	}
	qui := e.c.Lieu.UAI
	if len(e.ds) == 1 {
		qui = e.ds[0].Code
	}
	return fichier.Nom(qui + "_" + quoi)
}

// rendre writes a file of an edition.
func (x *sortie) rendre(o render.Options) ([]byte, []string, error) {
	switch {
	case x.contenu != nil:
		return x.contenu, nil, nil
	case x.format == "csv":
		return render.CSV(x.liasse), nil, nil
	case x.format == "xlsx":
		b, err := render.XLSX(x.liasse, o)
		return b, nil, err
	case x.format == "zip":
		pdfs, alertes, err := render.Separate(x.liasse, o)
		if err != nil {
			return nil, nil, err
		}
		b, err := render.Zip(pdfs, o.Date)
		return b, alertes, err
	}
	return render.PDF(x.liasse, o)
}

// regrouper puts several editions, one PDF each, in one ZIP.
func (e *edite) regrouper(ls []document.Liasse) ([]sortie, error) {
	if len(ls) == 0 {
		return nil, nil
	}
	jour := jourDe(e.f.Le)
	var pdfs []render.Entree
	var tous document.Liasse // to be looked at
	for _, l := range ls {
		b, alertes, err := render.PDF(l, e.options())
		if err != nil {
			return nil, fmt.Errorf("render %s: %w", e.a.ID, err)
		}
		e.bilan.Avertissements = append(e.bilan.Avertissements, alertes...)
		pdfs = append(pdfs, render.Entree{Nom: l.Nom + ".pdf", Contenu: b})
		tous.Documents = append(tous.Documents, l.Documents...)
	}
	zip, err := render.Zip(pdfs, jour)
	return []sortie{{nom: e.nom(), liasse: tous, contenu: zip, format: "zip"}}, err
}

// options are what every file of a run says about itself.
func (e *edite) options() render.Options {
	return render.Options{Auteur: e.c.Lieu.Libelle(), Date: jourDe(e.f.Le), FeuilleNeuve: e.d.Valeur("impression") == "recto-verso"}
}

// jourDe is the date that files bear: the day alone, so that the same data give
// the same bytes.
func jourDe(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// produire makes the files, puts them in the folder of the run and their
// account in the register.
func (e *edite) produire(sorties []sortie) (*Bilan, error) {
	if e.d.Sortie == "" {
		e.d.Sortie = e.s.Documents
	}
	cr := &compterendu.CompteRendu{Activite: e.a.ID, Titre: e.d.Titre, Domaine: Domaine(e.c), Par: e.d.Par, Debut: e.f.Le, Alertes: e.bilan.Avertissements}
	for i := range e.ds {
		j := compterendu.Jury{Code: e.ds[i].Code, Rang: e.ds[i].Rang}
		if i < len(e.signataires) {
			j.Signataire, j.Qualite = e.signataires[i].Nom, e.signataires[i].Qualite
		}
		if i < len(e.sceaux) {
			j.Sceau = e.sceaux[i]
		}
		cr.Jurys = append(cr.Jurys, j)
	}
	lot, err := fichier.Preparer(e.d.Sortie)
	if err != nil {
		return nil, err
	}
	defer lot.Abandonner()
	total := len(sorties)
	for i := range sorties {
		if err := e.ctx.Err(); err != nil {
			return nil, examen.Refuser(examen.CodeAnnule, "L’édition a été annulée : aucun fichier n’a été produit.", "")
		}
		x := &sorties[i]
		for _, doc := range x.liasse.Documents {
			cr.Etape("Edition : %s", doc.Titre)
		}
		contenu, alertes, err := x.rendre(e.options())
		if err != nil {
			return nil, fmt.Errorf("render %s: %w", e.a.ID, err)
		}
		cr.Alertes = append(cr.Alertes, alertes...)
		w, err := lot.Creer(x.nom + "." + x.format)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(contenu); err != nil {
			return nil, err
		}
		h := sha256.Sum256(contenu)
		cr.Documents = append(cr.Documents,
			compterendu.Document{Taille: int64(len(contenu)), Type: strings.ToUpper(x.format), SHA256: hex.EncodeToString(h[:])})
		e.d.avancer(i+1, total, x.nom)
	}
	chemins, err := lot.Valider()
	if err != nil {
		return nil, err
	}
	for i, chemin := range chemins {
		if absolu, err := filepath.Abs(chemin); err == nil {
			chemin = absolu
		}
		nom := filepath.Base(chemin)
		cr.Documents[i].Nom, cr.Documents[i].Chemin = strings.TrimSuffix(nom, filepath.Ext(nom)), chemin
	}
	cr.Fin, cr.Resultat = e.s.horloge(), compterendu.Termine
	if len(cr.Alertes) > 0 {
		cr.Resultat = compterendu.Avertissements
	}
	if err := e.s.depot.Enregistrer(e.ctx, cr, nil, nil); err != nil {
		return nil, err
	}
	e.bilan.Fichiers, e.bilan.CompteRendu, e.bilan.Avertissements = chemins, cr, cr.Alertes
	return e.bilan, nil
}
