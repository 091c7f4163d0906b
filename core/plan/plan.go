// Package plan makes a plan de secours: what a jury needs to deliberate when the
// application, the network or the workstation itself fails.
//
// It is given the jurys and how to word them; it lays out, draws, zips and
// accounts. It decides nothing of an exam, and touches no jury.
package plan

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"path"
	"path/filepath"
	"strings"
	"time"

	"delib/core/acces"
	"delib/core/compterendu"
	"delib/core/document"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
	"delib/core/render"
)

// Depot gives what a jury is resumed from, and keeps the account of a run.
type Depot interface {
	Reprise(ctx context.Context, code string) ([]byte, error)
	Enregistrer(ctx context.Context, c *compterendu.CompteRendu, plans []compterendu.Plan, papillons []compterendu.Papillon) error
}

// Demande is one run: the jurys, and what is made of them.
type Demande struct {
	Groupe     int  // 1 or 2
	ParJury    bool // one ZIP a jury, or one for the centre
	Jurys      []jury.Dossier
	Faits      *edition.Faits             // their date is the day alone
	Comptes    map[string]edition.Comptes // of each spécialité; group 1
	Portail    string                     // "" when nobody gave it
	Trousseau  *acces.Trousseau           // that the passwords of the papillons are made from
	Anonyme    bool                       // the PVI bear the N° anonymat alone
	APart      bool                       // the papillons are files of their own, beside the ZIP
	RectoVerso bool                       // each PVI of a jury's file starts on a fresh sheet
	Chiffre    bool                       // the ZIP is encrypted, with a passphrase that is drawn
	Sortie     string                     // folder of the files
	Progres    func(fait, total int, etape string)

	// The account, whose beginning is filled in.
	CompteRendu *compterendu.CompteRendu
	Horloge     func() time.Time
}

// Produit is what a run made.
type Produit struct {
	Chemins []string
	Phrase  string // that opens the ZIP, "" when it is not encrypted; kept nowhere
}

// plan is one run.
type plan struct {
	Demande
	depot     Depot
	decision  int // number of the groupe de décision: 10 or 11
	centre    *jury.Centre
	faits     *edition.Faits
	groupe    int
	options   render.Options
	papillons []compterendu.Papillon
	plans     []compterendu.Plan
	cr        *compterendu.CompteRendu
	convoques map[string][]*jury.Candidat // by jury
	aPart     []render.Entree
	phrase    string
	fait      int // documents
	total     int
}

// Produire makes the files of a plan and records the account whatever happened.
func Produire(ctx context.Context, depot Depot, d Demande) (Produit, error) {
	c := d.Faits.Centre
	r := &plan{Demande: d, depot: depot, decision: 9 + d.Groupe, centre: c, faits: d.Faits, groupe: d.Groupe, cr: d.CompteRendu,
		options: render.Options{Auteur: c.Lieu.Libelle(), Date: d.Faits.Le, FeuilleNeuve: d.RectoVerso}}
	if d.Chiffre {
		r.phrase = tirer()
	}
	chemins, err := r.produire(ctx, d.Jurys, d.ParJury)
	r.cr.Fin = d.Horloge()
	r.cr.Resultat = compterendu.Termine
	switch {
	case errors.Is(err, context.Canceled):
		r.cr.Resultat = compterendu.Annule
		err = examen.Refuser(examen.CodeAnnule, "Le plan de secours a été annulé : aucun fichier n’a été produit.", "")
	case err != nil:
		r.cr.Resultat = compterendu.Echec
		r.cr.Etape("%s", err.Error())
	case len(r.cr.Alertes) > 0:
		r.cr.Resultat = compterendu.Avertissements
	}
	if err != nil {
		r.plans, r.papillons = nil, nil
	}
	// The account is kept whatever happened, cancellation included.
	if e := depot.Enregistrer(context.WithoutCancel(ctx), r.cr, r.plans, r.papillons); e != nil && err == nil {
		err = fmt.Errorf("record plan: %w", e)
	}
	if err != nil {
		return Produit{}, err
	}
	return Produit{chemins, r.phrase}, nil
}

func (r *plan) avancer(etape string) {
	if r.Progres != nil {
		r.Progres(r.fait, r.total, etape)
	}
}

// produire writes every ZIP beside its place; they appear together at the end.
func (r *plan) produire(ctx context.Context, ds []jury.Dossier, parJury bool) ([]string, error) {
	lot, err := fichier.Preparer(r.Sortie)
	if err != nil {
		return nil, err
	}
	defer lot.Abandonner()
	r.cr.Etape("Groupe de décision : %d", r.decision)
	r.cr.Etape("Récupération de la liste des jurys")
	codes := make([]string, len(ds))
	for i := range ds {
		codes[i] = ds[i].Code
	}
	r.cr.Etape("jurys : %s", strings.Join(codes, ","))
	archives := r.repartir(ds, parJury)
	if err := r.parVagues(ctx, lot, archives); err != nil {
		return nil, err
	}
	for _, e := range r.aPart { // after the ZIP, whose places come first
		w, err := lot.Creer(e.Nom)
		if err == nil {
			_, err = w.Write(e.Contenu)
		}
		if err != nil {
			return nil, err
		}
	}
	chemins, err := lot.Valider()
	if err != nil {
		return nil, err
	}
	r.cr.Etape("")
	r.cr.Etape("Plan de secours généré")
	for i, a := range archives {
		chemin, err := filepath.Abs(chemins[i])
		if err != nil {
			chemin = chemins[i]
		}
		nom := filepath.Base(chemins[i])
		r.cr.Documents = append(r.cr.Documents, compterendu.Document{
			Nom: strings.TrimSuffix(nom, filepath.Ext(nom)), Chemin: chemin, Taille: a.taille, Type: "ZIP", SHA256: a.sha256,
		})
	}
	for i, e := range r.aPart {
		chemin, err := filepath.Abs(chemins[len(archives)+i])
		if err != nil {
			chemin = chemins[len(archives)+i]
		}
		h := sha256.Sum256(e.Contenu)
		r.cr.Documents = append(r.cr.Documents, compterendu.Document{Nom: strings.TrimSuffix(filepath.Base(chemin), ".pdf"), Chemin: chemin,
			Taille: int64(len(e.Contenu)), Type: "PDF", SHA256: hex.EncodeToString(h[:])})
	}
	if r.phrase != "" {
		r.cr.Etape("Fichier .zip chiffré (AES-256) : sa phrase secrète n’est gardée nulle part")
	}
	r.cr.Etape("Plan de secours disponible")
	return chemins, nil
}

// repartir says which ZIP each jury goes in, by its place in ds.
func (r *plan) repartir(ds []jury.Dossier, parJury bool) []*archive {
	base := fmt.Sprintf("CYCLADES_DELIB_%s_%s_%s_GRD_%d", r.centre.Lieu.UAI, r.centre.Examen, r.centre.Session, r.decision)
	if !parJury {
		return []*archive{{nom: fichier.Nom(base) + ".zip", titre: "Centre " + r.centre.Lieu.Libelle(), parDossier: true, jurys: ds}}
	}
	var as []*archive
	for i := range ds {
		as = append(as, &archive{nom: fichier.Nom(base+"_"+ds[i].Code) + ".zip", titre: "Jury " + ds[i].Titre(), jurys: ds[i : i+1]})
	}
	return as
}

// archive is one ZIP being made.
type archive struct {
	nom, titre string
	jurys      []jury.Dossier
	parDossier bool // several jurys: a folder for each
	manifeste  strings.Builder
	zip        *render.Archive
	sortie     *compteur
	taille     int64
	sha256     string
}

// compteur measures and hashes what goes to a file.
type compteur struct {
	w io.Writer
	h hash.Hash
	n int64
}

func (c *compteur) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.h.Write(p[:n])
	c.n += int64(n)
	return n, err
}

// ajouter puts a file in the ZIP and its hash in the manifest.
func (a *archive) ajouter(e render.Entree) error {
	h := sha256.Sum256(e.Contenu)
	fmt.Fprintf(&a.manifeste, "%s  %s\n", hex.EncodeToString(h[:]), e.Nom)
	return a.zip.Add(e)
}

// travail is a PDF to draw, with the jury and the ZIP that it is of.
type travail struct {
	render.Batch
	a              *archive
	d              *jury.Dossier
	aPart          bool // not in the ZIP
	premier        bool // of its ZIP
	dernierDeJury  bool
	dernierArchive bool
}

// vague is how many candidates are laid out before they are drawn: enough to
// keep all processors busy, few enough to stay small in memory.
const vague = 600

// parVagues lays out and draws the jurys, several at a time.
func (r *plan) parVagues(ctx context.Context, lot *fichier.Ensemble, archives []*archive) error {
	var travaux []travail
	candidats := 0
	r.convoques = map[string][]*jury.Candidat{}
	for _, a := range archives {
		for i := range a.jurys {
			cs := edition.Convoques(r.faits.Profil, &a.jurys[i], r.groupe)
			r.convoques[a.jurys[i].Code] = cs
			r.total += len(cs) + 3 - r.groupe // the papillon and, in group 1, the statistics
			if len(cs) > 0 {
				r.total += 6 // the PVI in one file, and the annexes
			}
		}
	}
	for _, a := range archives {
		for i := range a.jurys {
			if err := ctx.Err(); err != nil {
				return err
			}
			lots, err := r.jury(a, &a.jurys[i])
			if err != nil {
				return err
			}
			premier := len(travaux)
			for _, l := range lots {
				travaux = append(travaux, travail{Batch: l, a: a, d: &a.jurys[i]})
			}
			travaux[len(travaux)-1].aPart = r.APart // the papillon
			travaux[premier].premier = i == 0
			dernier := &travaux[len(travaux)-1]
			dernier.dernierDeJury, dernier.dernierArchive = true, i == len(a.jurys)-1
			if candidats += len(a.jurys[i].Candidats); candidats < vague {
				continue
			}
			if err := r.dessiner(ctx, lot, travaux); err != nil {
				return err
			}
			travaux, candidats = travaux[:0], 0
		}
	}
	return r.dessiner(ctx, lot, travaux)
}

// jury lays out all that one jury needs and writes its part of the account. It
// ends with the papillon, so that there is always something to draw.
func (r *plan) jury(a *archive, d *jury.Dossier) ([]render.Batch, error) {
	dossier := ""
	if a.parDossier {
		dossier = fichier.Nom(d.Code) + "/"
	}
	r.cr.Etape("")
	r.cr.Etape("Préparation du plan de secours pour le jury : %s", d.Code)
	r.cr.Etape("Edition des PVI")
	convoques := r.convoques[d.Code]
	var docs []document.Document
	for _, c := range convoques {
		docs = append(docs, edition.PVI(r.faits, d, c, r.groupe, r.Anonyme))
	}
	if len(convoques) == 0 {
		r.cr.Etape("Aucun candidat %s à l'issue du 1er groupe : pas de PVI pour le jury %s", r.faits.Profil.Mots.AdmisAu2, d.Code)
	} else {
		r.cr.Etape("DEBUT PVI pour le jury %s", d.Code)
		r.cr.Etape("FIN PVI pour le jury %s : %d PVI", d.Code, len(convoques))
	}
	if r.groupe == 1 {
		r.cr.Etape("Edition des statistiques avant délibération")
		f := *r.faits
		f.Titre = "Statistiques avant délibération"
		docs = append(docs, edition.StatistiquesDecision(&f, d, r.Comptes[d.Specialite]))
	}
	r.cr.Etape("Edition des papillons de connexion")
	acces, err := r.acces(d)
	if err != nil {
		return nil, err
	}
	annexes := r.annexes(d)
	for _, x := range annexes {
		docs = append(docs, x...)
	}
	docs = append(docs, edition.Papillon(r.faits, d, fmt.Sprint(r.decision), acces))
	r.cr.Etape("Données de reprise sur un autre poste")
	mises, err := render.ComposeAll(docs)
	if err != nil {
		return nil, fmt.Errorf("lay out jury %s: %w", d.Code, err)
	}
	var lots []render.Batch
	if len(convoques) > 0 {
		lots = append(lots,
			render.Batch{
				Nom: dossier + fichier.Nom("PVI_"+d.Code) + ".pdf", Titre: "Procès-verbaux individuels - Jury " + d.Code, Documents: mises[:len(convoques)],
			})
	}
	debut := len(docs) - 1 // of what is in a file with others
	for _, x := range annexes {
		debut -= len(x)
	}
	fin := debut
	for _, x := range annexes {
		lots = append(lots, render.Batch{Nom: dossier + fichierAnnexe(d, x), Titre: x[0].Titre, Documents: mises[fin : fin+len(x)]})
		fin += len(x)
	}
	for i, m := range mises {
		for _, alerte := range m.Alertes() {
			r.cr.Alerte("Jury %s, %s : %s", d.Code, docs[i].Titre, alerte)
		}
		if i >= debut && i < fin {
			continue
		}
		chemin := dossier + docs[i].Nom + ".pdf"
		if i < len(convoques) {
			chemin = dossier + "PVI/" + docs[i].Nom + ".pdf"
		}
		lots = append(lots, render.Batch{Nom: chemin, Titre: docs[i].Titre, Documents: []*render.Layout{m}})
	}
	r.plans = append(r.plans, compterendu.Plan{Jury: d.Code, Groupe: r.groupe, Rang: d.Rang, Empreinte: d.Empreinte(), FaitLe: r.cr.Debut})
	return lots, nil
}

// annexes are the papers that a jury deliberates with when nothing works, one file
// each; none where it has nobody to deliberate on.
func (r *plan) annexes(d *jury.Dossier) [][]document.Document {
	if len(r.convoques[d.Code]) == 0 {
		return nil
	}
	r.cr.Etape("Edition du tableau du jury, du procès-verbal à remplir, de l'émargement et de la correspondance")
	return [][]document.Document{
		{edition.TableJury(r.faits, d, r.groupe, document.A3, r.Anonyme)}, {edition.TableJury(r.faits, d, r.groupe, document.A4, r.Anonyme)},
		edition.PVVierge(r.faits, d, r.groupe), {edition.Emargement(r.faits, d, r.groupe)}, {edition.Correspondance(r.faits, d)},
	}
}

// fichierAnnexe names the file of one or several documents.
func fichierAnnexe(d *jury.Dossier, x []document.Document) string {
	if len(x) > 1 {
		return fichier.Nom("PV_vierge_"+d.Code) + ".pdf"
	}
	return x[0].Nom + ".pdf"
}

// dessiner draws the PDFs on all processors and writes them, in order, in their ZIP.
func (r *plan) dessiner(ctx context.Context, lot *fichier.Ensemble, travaux []travail) error {
	lots := make([]render.Batch, len(travaux))
	for i := range travaux {
		lots[i] = travaux[i].Batch
	}
	i := 0
	return render.DrawBatches(lots, r.options, func(e render.Entree) error {
		t := &travaux[i]
		i++
		if err := ctx.Err(); err != nil {
			return err
		}
		if t.premier {
			if err := r.commencer(lot, t.a); err != nil {
				return err
			}
		}
		if t.aPart {
			r.aPart = append(r.aPart, render.Entree{Nom: path.Base(e.Nom), Contenu: e.Contenu})
		} else if err := t.a.ajouter(e); err != nil {
			return err
		}
		if t.dernierDeJury {
			if err := r.reprise(ctx, t.a, t.d); err != nil {
				return err
			}
		}
		r.fait++
		r.avancer("Jury " + t.d.Code)
		if t.dernierArchive {
			return t.a.finir()
		}
		return nil
	})
}

func (r *plan) commencer(lot *fichier.Ensemble, a *archive) error {
	w, err := lot.Creer(a.nom)
	if err != nil {
		return err
	}
	a.sortie = &compteur{w: w, h: sha256.New()}
	a.zip = render.NewArchive(a.sortie, r.options.Date)
	a.zip.Passphrase = r.phrase
	fmt.Fprintf(&a.manifeste, "Plan de secours - %s - session %s - groupe de décision %d\n%s\n%s\n\nSHA-256 de chaque fichier :\n",
		r.faits.Profil.Mots.Examen, r.centre.Session, r.decision, a.titre, r.faits.EditeLe())
	return nil
}

// reprise adds what another workstation resumes the jury from.
func (r *plan) reprise(ctx context.Context, a *archive, d *jury.Dossier) error {
	texte, err := r.depot.Reprise(ctx, d.Code)
	if err != nil {
		return err
	}
	dossier := ""
	if a.parDossier {
		dossier = fichier.Nom(d.Code) + "/"
	}
	return a.ajouter(render.Entree{Nom: dossier + "reprise/" + fichier.Nom(d.Code) + ".json", Contenu: texte})
}

func (a *archive) finir() error {
	if err := a.zip.Add(render.Entree{Nom: "MANIFESTE.txt", Contenu: []byte(a.manifeste.String())}); err != nil {
		return err
	}
	if err := a.zip.Close(); err != nil {
		return err
	}
	a.taille, a.sha256 = a.sortie.n, hex.EncodeToString(a.sortie.h.Sum(nil))
	return nil
}

// tirer draws a secret of 100 bits that a person copies by hand: letters, and
// figures from 2 to 7.
func tirer() string {
	return acces.Grouper(rand.Text()[:20]) // base 32: 5 bits a character
}

// acces gives the way in of a jury, of which only a salted hash stays on the workstation.
func (r *plan) acces(d *jury.Dossier) (edition.Acces, error) {
	login := acces.Login(r.centre.Lieu.UAI, r.centre.Examen, d.Code, r.groupe)
	p, err := r.Trousseau.Papillon(login, d.Code, r.groupe)
	if err != nil {
		return edition.Acces{}, err
	}
	r.papillons = append(r.papillons, p)
	return edition.Acces{URL: r.Portail, Login: login, MotDePasse: r.Trousseau.MotDePasse(d.Code, r.groupe)}, nil
}
