package activite

import (
	"fmt"
	"time"

	"delib/core/document"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
	"delib/core/tableur"
)

// One function an edition: from the form to the files. What a document holds is
// in package edition.

// livrets warns of the scolaires without statut livret, then makes the list.
func livrets(liste func(*edition.Faits, []jury.Dossier, edition.OptionsLivrets) document.Liasse) func(*edite) ([]sortie, error) {
	return func(e *edite) ([]sortie, error) {
		if alerte := edition.AlerteLivrets(edition.ScolairesSansStatut(e.f, e.ds)); alerte != "" {
			e.bilan.Avertissements = append(e.bilan.Avertissements, alerte)
		}
		criteres, err := edition.LireCriteres(e.d.Valeurs["critere"], e.ds)
		if err != nil {
			return nil, err
		}
		return e.unique(liste(e.f, e.ds, edition.OptionsLivrets{Criteres: criteres, Tri: edition.Tri(e.d.Valeur("tri"))})), nil
	}
}

func listesCandidats(e *edite) ([]sortie, error) {
	return e.unique(edition.ListesCandidats(e.f, e.ds, edition.ListeCandidats(e.d.Valeur("liste")))), nil
}

func statistiques(e *edite) ([]sortie, error) {
	par := e.d.Valeur("par")
	l := document.Liasse{Nom: e.nom(), Titre: e.d.Titre}
	var comptes map[string]edition.Comptes
	if par == "decision" {
		var err error
		if comptes, err = e.s.compterSpecialites(e.ctx, e.p); err != nil {
			return nil, err
		}
	}
	for i := range e.ds {
		d := &e.ds[i]
		if par == "decision" {
			l.Documents = append(l.Documents, edition.StatistiquesDecision(e.f, d, comptes[d.Specialite]))
		} else {
			l.Documents = append(l.Documents, edition.StatistiquesEpreuve(e.f, d))
		}
	}
	return e.unique(l), nil
}

func resultats(groupe int,
	liste func(*edition.Faits, []jury.Dossier, int, edition.ListeResultats, document.Format) document.Liasse) func(*edite) ([]sortie, error) {
	return func(e *edite) ([]sortie, error) {
		if meme := edition.Homonymes(e.f, e.ds, groupe, edition.ListeResultats(e.d.Valeur("liste"))); len(meme) > 0 {
			e.bilan.Avertissements = append(append(e.bilan.Avertissements, "Des candidats portent le même nom : leur numéro est imprimé à côté."), meme...)
		}
		papier := document.A4
		if e.d.Valeur("papier") == "a3" {
			papier = document.A3
		}
		return e.unique(liste(e.f, e.ds, groupe, edition.ListeResultats(e.d.Valeur("liste")), papier)), nil
	}
}

// pv makes the procès-verbal of each jury: one PDF with bookmarks, or one PDF a
// document in a ZIP.
func pv(groupe int) func(*edite) ([]sortie, error) {
	return func(e *edite) ([]sortie, error) {
		l := document.Liasse{Nom: e.nom(), Titre: e.d.Titre}
		for i := range e.ds {
			d := &e.ds[i]
			if err := sansDivergence(d, groupe); err != nil {
				return nil, err
			}
			t, err := e.tenue(d, groupe)
			if err != nil {
				return nil, err
			}
			e.signataires = append(e.signataires, t.Signataire)
			l.Documents = append(l.Documents, edition.PV(e.f, d, groupe, t)...)
		}
		x := sortie{nom: e.nom(), liasse: l, format: "pdf"}
		if e.d.Valeur("documents") == "separes" {
			x.format = "zip"
		}
		return []sortie{x}, nil
	}
}

// tenue says of a procès-verbal who signs it and what the history of its jury
// tells: when it closed, the seal of that state, the marks that were changed.
func (e *edite) tenue(d *jury.Dossier, groupe int) (edition.Tenue, error) {
	t := edition.Tenue{Signataire: edition.President(d)}
	if e.d.Valeur("signataire") == "vice-president" {
		if t.Signataire = edition.VicePresident(d); t.Signataire.Nom == "" {
			return t, examen.Refuser(examen.CodeSaisie, "Le dossier du jury "+d.Code+" ne nomme pas de vice-président.",
				"Choisissez le président ; s’il est suppléé, le nom du suppléant s’écrit à la main sur la composition du jury.").Par(examen.Champ("signataire"))
		}
	}
	s, err := e.s.seance(e.ctx, d.Code, groupe)
	if err != nil {
		return t, err
	}
	t.Sceau = edition.Sceau(&s.Close)
	e.sceaux = append(e.sceaux, s.Close.Empreinte())
	if s.Cloture != nil {
		if quand, err := time.Parse(time.RFC3339, s.Cloture.Horodatage); err == nil {
			t.Close, t.ClosePar = quand.In(e.f.Le.Location()), s.Cloture.Auteur
		}
	}
	if s.Fin != nil {
		if t.Original, err = e.original(d.Code, s.RangFin); err != nil {
			return t, err
		}
	}
	actes, err := e.s.actes(e.ctx, d.Code)
	if err != nil {
		return t, err
	}
	t.Modifiees = edition.NotesModifiees(e.p, d, actes, groupe)
	return t, nil
}

// original gives the procès-verbal that was signed: the last one made before the
// group ended.
func (e *edite) original(code string, rangFin int) (edition.Original, error) {
	var o edition.Original
	cs, err := e.s.depot.ComptesRendus(e.ctx)
	if err != nil {
		return o, err
	}
	for i := range cs {
		for _, j := range cs[i].Jurys {
			if cs[i].Activite == e.a.ID && j.Code == code && j.Rang < rangFin && cs[i].Debut.After(o.Le) {
				o = edition.Original{Signataire: edition.Signataire{Nom: j.Signataire, Qualite: j.Qualite}, Le: cs[i].Debut.In(e.f.Le.Location())}
			}
		}
	}
	return o, nil
}

// releves makes the relevés de notes that meet the criteria: one PDF, or one a
// jury in a ZIP.
func releves(e *edite) ([]sortie, error) {
	criteres, err := edition.LireCriteres(e.d.Valeurs["critere"], e.ds)
	if err != nil {
		return nil, err
	}
	o := edition.OptionsReleve{
		A: e.d.Valeur("signature-a"), Criteres: criteres, Tri: edition.Tri(e.d.Valeur("tri")),
		Etablissement: e.d.Valeur("etablissement") != "", Mail: e.d.Valeur("mail") != "", Telephone: e.d.Valeur("telephone") != "",
	}
	if le := e.d.Valeur("signature-le"); le != "" {
		iso, err := LireMoment(le, "")
		if err != nil {
			return nil, err
		}
		if o.Le, err = time.Parse(time.DateOnly, iso[:10]); err != nil {
			return nil, fmt.Errorf("date of signature: %w", err)
		}
	}
	if presumes := edition.Presumes(e.f, e.ds, o); len(presumes) > 0 {
		e.bilan.Avertissements = append(append(e.bilan.Avertissements,
			"Relevé d’un candidat présumé fraudeur : il ne lui est remis qu’après la décision de la commission de discipline (D334-34). Critère pour l’écarter : "+
				"presume_fraudeur=Non."),
			presumes...)
	}
	if e.d.Valeur("fichiers") != "par-jury" {
		l := edition.RelevesNotes(e.f, e.ds, o)
		if len(l.Documents) == 0 {
			return nil, nil
		}
		return []sortie{{nom: e.nom(), liasse: l, format: "pdf"}}, nil
	}
	var zip []document.Liasse
	for i := range e.ds {
		if l := edition.RelevesNotes(e.f, e.ds[i:i+1], o); len(l.Documents) > 0 {
			l.Nom = fichier.Nom(e.ds[i].Code + "_releves")
			zip = append(zip, l)
		}
	}
	return e.regrouper(zip)
}

func convocations(e *edite) ([]sortie, error) {
	if sans := edition.ConvocationsIncompletes(e.f, e.ds); len(sans) > 0 {
		quoi := "convocations ne sont pas imprimées"
		if len(sans) == 1 {
			quoi = "convocation n’est pas imprimée"
		}
		e.bilan.Avertissements = append(append(e.bilan.Avertissements, fmt.Sprintf("%d %s, faute de choix, d’heure ou de lieu :", len(sans), quoi)), sans...)
	}
	e.bilan.Avertissements = append(e.bilan.Avertissements, edition.AnomaliesConvocations(e.f, e.ds)...)
	nom := e.nom()
	var ss []sortie
	if l := edition.Convocations(e.f, e.ds); len(l.Documents) > 0 {
		ss = append(ss, sortie{nom: nom, liasse: l, format: "pdf"})
	}
	if l := edition.ListeConvocations(e.f, e.ds, e.d.Format != "pdf"); len(l.Documents) > 0 {
		ss = append(ss, sortie{nom: nom + "_liste", liasse: l, format: e.d.Format})
	}
	return ss, nil
}

// bordereaux makes the PDF to fill by hand and the XLSX to fill in a
// spreadsheet, which saisir-notes takes back.
func bordereaux(e *edite) ([]sortie, error) {
	anonyme := e.d.Valeur("presentation") == "anonyme"
	l := edition.Bordereaux(e.f, e.ds, anonyme)
	if len(l.Documents) == 0 {
		e.bilan.Messages = []string{"Aucun candidat n’a de discipline à passer : les choix ne sont pas saisis."}
		return nil, nil
	}
	b := tableur.Bordereau{Titre: e.d.Titre, Le: e.f.Le, Identite: map[string]string{
		"format": tableur.FormatBordereau, "centre": e.c.Lieu.UAI, "examen": e.c.Examen, "session": e.c.Session, "le": e.f.Le.Format(time.RFC3339),
	}}
	for i := range e.ds {
		b.Identite["rang "+e.ds[i].Code] = fmt.Sprint(e.ds[i].Rang)
	}
	for _, x := range edition.Repartir(e.f, e.ds) {
		b.Feuilles = append(b.Feuilles,
			tableur.FeuilleBordereau{Nom: x.Feuille(), Discipline: x.Epreuve.Code + " " + x.Libelle(), Centre: e.c.Nommer(x.Centre), Date: x.Quand})
		f := &b.Feuilles[len(b.Feuilles)-1]
		for _, c := range x.Passants(anonyme) {
			v := c.Valeur(x.Epreuve.Code, 2)
			ligne := tableur.LigneBordereau{Jury: x.Jury.Code, Numero: c.Numero, Inscription: c.Inscription, Anonymat: c.Anonymat, Nom: c.NomComplet(),
				Epreuve: x.Epreuve.Code, Libelle: c.LibelleEpreuve(x.Epreuve), Bareme: x.Epreuve.Bareme, Demi: x.Epreuve.EstUnite(), Valeur: v.Texte(),
				Heure: x.Heures[c.Cle]}
			if anonyme {
				ligne.Nom = ""
			} else {
				ligne.Anonymat = ""
			}
			f.Lignes = append(f.Lignes, ligne)
			b.Identite[cleExport(c.Cle, x.Epreuve.Code)] = v.Texte()
		}
	}
	classeur, err := b.Ecrire()
	if err != nil {
		return nil, err
	}
	nom := e.nom()
	return []sortie{{nom: nom, liasse: l, format: "pdf"}, {nom: nom, contenu: classeur, format: "xlsx"}}, nil
}

func signales(e *edite) ([]sortie, error) {
	return e.unique(edition.FraudeursListeRouge(e.f, e.ds)), nil
}

// notesManquantes is the control of the missing marks of the second group; with
// none, it says so and makes no document, as the original does.
func notesManquantes(e *edite) ([]sortie, error) {
	l := edition.NotesManquantes(e.f, e.ds)
	if len(l.Documents) == 0 {
		e.bilan.Messages = []string{"Pas de notes manquantes."}
	}
	return e.unique(l), nil
}

// depuis gives the states from one on.
func depuis(e examen.Etat) []examen.Etat {
	var s []examen.Etat
	for _, x := range examen.Etats() {
		if x >= e {
			s = append(s, x)
		}
	}
	return s
}
