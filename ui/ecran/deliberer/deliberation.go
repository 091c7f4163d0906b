package deliberer

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/core/activite"
	"delib/core/edition"
	"delib/core/jury"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
	"delib/ui/modele/seance"
)

// deliberation is the screen of a jury that deliberates: its table, the
// procès-verbal of a candidate beside it, and the acts of the jury.
type deliberation struct {
	p             *poste.Hote
	code          string // of the jury
	situations    []activite.Situation
	m             *seance.Deliberation
	pv            *seance.Proces
	modifiees     []edition.NoteModifiee
	motifs        []string
	objet         *fyne.Container
	avis          *poste.Avis
	choix         *fyne.Container // jury picker
	jurys         *composant.Choix
	etat          *composant.Paragraphe
	vue           *composant.Bouton // anonymous or nominative
	tri           *composant.Bouton
	filtres       [3]*composant.Case
	tableau       *table.Tableau
	comptes       *composant.Paragraphe
	barres        *composant.Barres
	titre         *composant.Paragraphe
	identite      *composant.Paragraphe
	epreuves      *table.Tableau
	decision      *composant.Paragraphe
	motif         *composant.Paragraphe
	bModifier     *composant.Bouton
	bLivret       *composant.Bouton
	bPresence     *composant.Bouton
	bSemblables   *composant.Bouton // when the candidate is near a threshold
	bModifiees    *composant.Bouton
	bClore        *composant.Bouton
	bProjeter     *composant.Bouton
	bMoyennes     *composant.Bouton
	bNomsProjetes *composant.Bouton
	place         *disposition
	projection    *projection
	vide          *fyne.Container // in the place of all the rest when no jury deliberates
	plein         []fyne.CanvasObject
	suite         *composant.Bouton // the way on from there
	serre         bool              // little room
	vu            jury.Cle          // candidate whose procès-verbal is shown
	entete        *composant.Paragraphe
	recherche     string          // what is typed in the table of the candidates
	actes         *fyne.Container // the buttons of the jury, or the ways on once it has closed
	close         *composant.Paragraphe
}

// NouvelleDeliberation gives the screen of a jury that deliberates, the first of those
// named or the current one.
func NouvelleDeliberation(p *poste.Hote, jurys []string) poste.Ecran {
	d := &deliberation{p: p, avis: poste.NouvelAvis(), choix: container.NewStack(), m: &seance.Deliberation{}, pv: &seance.Proces{}}
	d.code = p.Jury
	if len(jurys) > 0 {
		d.code = jurys[0]
	}
	d.etat = composant.NouveauParagraphe("", composant.Police{Taille: 13, Ton: composant.Second})
	d.vue = composant.NouveauBouton("", composant.Normal, d.basculerNoms)
	d.tri = composant.NouveauBouton("", composant.Normal, d.basculerTri)
	for i := range d.filtres {
		d.filtres[i] = composant.NouvelleCase("", false, func(bool) { d.filtrer() })
	}
	d.tableau = table.NouveauTableau([]table.Colonne{
		{Titre: "Candidat", Largeur: 148, Part: 1, Triable: true}, {Titre: "M", Largeur: 52, Droite: true, Triable: true},
		{Titre: "P", Largeur: 52, Droite: true, Triable: true}, {Titre: "Décision", Largeur: largeurDecision, Triable: true},
		{Titre: "Livret", Largeur: 102, Triable: true}, {Titre: "Modif.", Largeur: 56, Triable: true},
	}, d.m.Nombre, d.cellule)
	d.tableau.Nombre = func() int { return d.m.Nombre() }
	d.tableau.Trier = func(k int) {
		d.m.Trier(k)
		d.rejouer()
	}
	d.tableau.Tri = func() (int, bool) { return d.m.Tri.Etat() }
	d.tableau.Vide = "Aucun candidat."
	d.tableau.Deplacer = func(int) {
		d.recherche = "" // a click, an arrow, other data: the search is over
		d.montrerComptes()
		d.montrerProces()
	}
	d.tableau.Agir = func(int, int) { d.p.Fenetre.Canvas().Focus(d.epreuves) }
	d.tableau.Touche = func(ev *fyne.KeyEvent) bool {
		return d.toucheTableau(ev)
	}
	d.tableau.Taper = d.taperTableau
	d.comptes = composant.NouveauParagraphe("", composant.Police{Taille: composant.TaillePetite, Ton: composant.Second})
	d.barres = composant.NouvellesBarres("")
	d.titre = composant.NouveauParagraphe("", composant.Police{Taille: 16, Gras: true})
	d.identite = composant.NouveauParagraphe("", composant.Police{Taille: composant.TaillePetite, Ton: composant.Second})
	d.epreuves = table.NouveauTableau(colonnesProces(1), func() int { return len(d.pv.Lignes) }, d.celluleProces)
	d.epreuves.Agir = func(i, _ int) { d.modifier(i, "") }
	d.epreuves.Deplacer = func(int) { d.activerModifier() } // the row stays lit when the button takes the focus
	d.epreuves.Double = func(i int) { d.modifier(i, "") }
	d.epreuves.Taper = func(r rune) {
		if r > ' ' {
			d.modifier(d.epreuves.Curseur(), string(r))
		}
	}
	d.epreuves.Touche = func(ev *fyne.KeyEvent) bool {
		switch ev.Name {
		case fyne.KeyEscape, fyne.KeyLeft:
			d.p.Fenetre.Canvas().Focus(d.tableau)
			return true
		}
		return false
	}
	d.decision = composant.NouveauParagraphe("", composant.Police{Taille: 15, Gras: true})
	d.motif = composant.NouveauParagraphe("", composant.Police{Taille: composant.TaillePetite})
	d.bModifier = composant.NouveauBouton("Modifier la note", composant.Normal, func() { d.modifier(d.epreuves.Curseur(), "") })
	d.bLivret = composant.NouveauBouton("Livret examiné (Espace)", composant.Normal, d.livret)
	d.bPresence = composant.NouveauBouton("Présence…", composant.Normal, d.presence)
	d.bSemblables = composant.NouveauBouton("Cas semblables…", composant.Normal, d.semblables)
	d.bSemblables.Hide()
	d.bModifiees = composant.NouveauBouton("Modifications", composant.Normal, d.montrerModifiees)
	d.bClore = composant.NouveauBouton("Clore la délibération", composant.Principal, d.clore)
	d.close = composant.NouveauParagraphe("", composant.Police{Gras: true, Ton: composant.Bon})
	d.disposer()
	p.RetenirColonnes("candidats", d.tableau)
	p.RetenirColonnes("proces", d.epreuves)
	return d
}

func colonnesProces(groupe int) []table.Colonne {
	cs := []table.Colonne{{Titre: "Epreuve", Largeur: 140, Part: 1}, {Titre: "Note", Largeur: 86, Droite: true}, {
		Titre: "Coef.", Largeur: 46, Droite: true,
	},
		{Titre: "Points", Largeur: 62, Droite: true}, {Largeur: 58, Droite: true, Cachee: true}, {Largeur: 60, Droite: true, Cachee: true}}
	if groupe == 2 {
		cs[1].Titre, cs[4].Titre, cs[4].Cachee = "Contrôle", "1er gr.", false
	}
	return cs
}

func (d *deliberation) Objet() fyne.CanvasObject { return d.objet }

func (d *deliberation) Premier() fyne.Focusable {
	if !d.vide.Hidden && d.suite != nil {
		return d.suite
	}
	return d.tableau
}

// donneesDeliberation is what the screen reads.
type donneesDeliberation struct {
	situations []activite.Situation
	jury       jury.Dossier
	modifiees  []edition.NoteModifiee
	recents    string
}

const reglageMotifs = "motifs-recents"

// Charger reads the jury again, the one in deliberation that was named or the first.
func (d *deliberation) Charger(pret func()) {
	code := d.code
	poste.Lire(d.p, func(ctx context.Context) (x donneesDeliberation, err error) {
		if x.situations, err = d.p.Service.Situations(ctx); err != nil {
			return x, err
		}
		code = seance.JuryADeliberer(x.situations, code)
		if code == "" {
			return x, nil
		}
		if x.jury, err = d.p.Service.Jury(ctx, code); err != nil {
			return x, err
		}
		if x.modifiees, err = d.p.Service.Modifiees(ctx, code); err != nil {
			return x, err
		}
		x.recents, err = d.p.Service.Reglage(ctx, reglageMotifs)
		return x, err
	}, func(x donneesDeliberation) {
		d.recevoir(code, x)
		if pret != nil {
			pret()
		}
	})
}

func (d *deliberation) recevoir(code string, x donneesDeliberation) {
	var cle jury.Cle
	if i := d.tableau.Curseur(); i >= 0 && i < d.m.Nombre() {
		cle = d.m.Ligne(i).Candidat.Cle
	}
	avant, meme := d.m, d.code == code
	d.code, d.situations, d.modifiees = code, x.situations, x.modifiees
	d.motifs = seance.Motifs(x.modifiees, strings.Split(x.recents, "\n"))
	d.m = seance.NouvelleDeliberation(d.p.Profil, x.jury, x.modifiees)
	if meme {
		d.m.Garder(avant)
	} else {
		d.m.Nominatif, d.m.ParNom = avant.Nominatif, avant.ParNom
		d.m.Montrer()
	}
	d.p.RetenirJury(code)
	d.entete.Changer(d.m.Titre(), composant.Courant)
	codes, rang := seance.JurysADeliberer(x.situations, code), 0
	var titres []string
	for i, s := range codes {
		titres = append(titres, s.Titre()+"  ·  "+s.Etat.Code())
		if s.Code == code {
			rang = i
		}
	}
	if len(titres) == 0 {
		titres = []string{"Aucun jury en délibération"}
	}
	c := composant.NouveauChoix(titres, rang, func(i int) {
		if i < len(codes) && codes[i].Code != d.code {
			d.code = codes[i].Code
			d.avis.Taire()
			d.m = &seance.Deliberation{Nominatif: d.m.Nominatif, ParNom: d.m.ParNom}
			d.Charger(nil)
		}
	})
	d.jurys = c
	d.montrerVide(code == "")
	if d.place.taille.Width > 0 {
		d.place.placer(d.place.taille) // the names of another jury, the words of another state
	}
	if code == "" {
		d.expliquerVide()
	}
	i := d.m.Chercher(cle)
	d.montrer()
	if d.m.Nombre() == 0 {
		d.montrerProces()
	} else {
		d.tableau.Placer(max(0, i)) // on the same candidate, wherever he is now
	}
	d.objet.Refresh() // a notice may have changed the heights
	d.tableau.Placer(max(0, i))
	if k := d.epreuves.Curseur(); k >= 0 {
		d.epreuves.Placer(k)
	}
}

// montrer writes all that is around the table.
func (d *deliberation) montrer() {
	m := d.m
	if d.code == "" {
		d.etat.Changer("Un jury délibère à l’état 110 ou 210.", composant.Second)
	} else {
		d.etat.Changer(d.p.Profil.EtatComplet(m.Jury().Etat), composant.Second)
	}
	d.vue.Changer(map[bool]string{false: "Anonyme  (montrer les noms)", true: "Nominatif  (cacher les noms)"}[m.Nominatif])
	d.tri.Changer(map[bool]string{false: "Tri : par décision", true: "Tri : par nom"}[m.ParNom])
	if m.ParNom && !m.Nominatif {
		d.tri.Changer("Tri : par n° anonymat")
	}
	for i, f := range []struct {
		texte string
		n     int
	}{
		{"À 0,25 point de la moyenne", m.Compter(func(l *seance.LigneDelib) bool { return l.Quart })},
		{"Livret à examiner", m.Compter(func(l *seance.LigneDelib) bool { return l.AExaminer })},
		{"Notes manquantes", m.Compter(func(l *seance.LigneDelib) bool { return l.Manque })},
	} {
		d.filtres[i].Texte = fmt.Sprintf("%s (%d)", f.texte, f.n)
		d.filtres[i].Cocher([]bool{m.QuartDePoint, m.LivretAExaminer, m.NoteManquante}[i])
	}
	d.montrerComptes()
	d.barres.Changer(m.Barres())
	d.barres.Titrer(fmt.Sprintf("≥ %d : admis", d.p.Profil.SeuilAdmission()))
	n := len(d.modifiees)
	d.bModifiees.Changer(fmt.Sprintf("Notes modifiées %s (%d)…", m.AuGroupe(), n))
	d.bModifiees.Activer(n > 0)
	d.bClore.Activer(d.code != "" && m.Ouverte())
	d.montrerClose()
	d.tableau.Refresh()
}

func (d *deliberation) cellule(i, k int) table.Cellule {
	l := d.m.Ligne(i)
	switch k {
	case 0:
		t := strings.TrimPrefix(d.m.Nommer(l.Candidat), "N° ")
		if l.Manque {
			return table.Cellule{Texte: "! " + t, Gras: true, Ton: composant.Attention}
		}
		return table.Cellule{Texte: t, Gras: true}
	case 1:
		return table.Cellule{Texte: modele.OuTiret(l.Resultat.Moyenne), Gras: l.Quart}
	case 2:
		return table.Cellule{Texte: modele.OuTiret(l.Resultat.MoyennePro)}
	case 3:
		return table.Cellule{Texte: d.m.DecisionCourte(l), Ton: poste.TonDecision(l.Resultat.Decision)}
	case 4:
		if l.AExaminer {
			return table.Cellule{Texte: l.Livret, Ton: composant.Attention, Gras: true}
		}
		return table.Cellule{Texte: l.Livret, Ton: composant.Second}
	}
	if l.Modifiees > 0 {
		return table.Cellule{Texte: fmt.Sprintf("● %d", l.Modifiees), Ton: composant.Accent, Gras: true}
	}
	return table.Cellule{}
}

// selection gives the row under the cursor.
func (d *deliberation) selection() (*seance.LigneDelib, bool) {
	i := d.tableau.Curseur()
	if i < 0 || i >= d.m.Nombre() {
		return nil, false
	}
	return d.m.Ligne(i), true
}

// cleVue names the candidate under the cursor.
func (d *deliberation) cleVue() jury.Cle {
	if l, ok := d.selection(); ok {
		return l.Candidat.Cle
	}
	return jury.Cle{}
}

// activerModifier lets a mark be modified where one is lit.
func (d *deliberation) activerModifier() {
	i := d.epreuves.Curseur()
	d.bModifier.Activer(d.m.Ouverte() && i >= 0 && i < len(d.pv.Lignes))
}

// montrerProces shows the procès-verbal of the candidate under the cursor.
func (d *deliberation) montrerProces() {
	l, ok := d.selection()
	if !ok {
		d.pv = &seance.Proces{}
		d.titre.Changer("Aucun candidat", composant.Second)
		d.identite.Changer("", composant.Second)
		d.decision.Changer("", composant.Courant)
		d.motif.Changer("", composant.Second)
	} else {
		d.pv = d.m.Proces(d.tableau.Curseur())
		d.titre.Changer(d.pv.Titre, composant.Courant)
		entre := "   ·   "
		if d.avis.Serre {
			entre = " · " // one line
		}
		d.identite.Changer(strings.Join(d.pv.Identite, entre), composant.Second)
		d.decision.Changer("Moyenne "+d.pv.Moyenne+"   –   "+d.pv.Decision, poste.TonDecision(d.pv.Etat))
		d.motif.Changer(d.pv.Totaux+"\n"+d.pv.Motifs, composant.Second)
	}
	if cle := d.cleVue(); cle != d.vu {
		d.vu = cle
		d.epreuves.Eteindre() // another candidate: none of his marks is lit yet
	}
	d.activerModifier()
	d.bSemblables.Hidden = !ok || !d.aDesSemblables(l.Candidat.Cle)
	d.bLivret.Activer(ok && d.m.Ouverte() && l.Candidat.ALivret())
	d.bLivret.Changer(map[bool]string{false: "Livret examiné (Espace)", true: "Retirer la coche du livret (Espace)"}[ok && l.Candidat.LivretExamine])
	d.ajusterProces()
	d.place.ajusterDecision()
	if d.projection != nil {
		d.projection.montrer()
	}
}

func (d *deliberation) celluleProces(i, k int) table.Cellule {
	l := &d.pv.Lignes[i]
	c := table.Cellule{}
	if !l.Modifiable {
		c.Ton = composant.Second
	}
	switch k {
	case 0:
		c.Texte = l.Code + "  " + l.Libelle
		if l.Sous {
			c.Texte = "      " + c.Texte
		}
	case 1:
		c.Texte, c.Gras = l.Note, true
		if l.Modifiee {
			c.Texte = "● " + c.Texte
			c.Ton = composant.Accent
		}
		if l.Manque {
			c.Texte, c.Ton = "! "+l.Note, composant.Attention
		}
	case 2:
		c.Texte = l.Coef
	case 3:
		c.Texte = l.Points
	default:
		if d.m.Groupe() == 2 && k == 4 {
			c.Texte = l.Premier
			return c
		}
		n := k - 4
		if d.m.Groupe() == 2 {
			n = 0
		}
		if n < len(l.Pour) {
			c.Texte, c.Ton = l.Pour[n], composant.Accent
		}
	}
	return c
}

func (d *deliberation) basculerNoms() {
	d.m.Nominatif = !d.m.Nominatif
	d.rejouer()
}

func (d *deliberation) basculerTri() {
	d.m.ParNom, d.m.Tri = !d.m.ParNom, modele.Tri{}
	d.rejouer()
}

func (d *deliberation) filtrer() {
	d.m.QuartDePoint, d.m.LivretAExaminer, d.m.NoteManquante = d.filtres[0].Cochee, d.filtres[1].Cochee, d.filtres[2].Cochee
	d.rejouer()
}

// rejouer applies what a person chose to see; the cursor follows its candidate.
func (d *deliberation) rejouer() {
	var cle jury.Cle
	if l, ok := d.selection(); ok {
		cle = l.Candidat.Cle
	}
	d.m.Montrer()
	d.place.placer(d.place.taille) // names are longer than numbers
	d.montrer()
	d.objet.Refresh()
	d.tableau.Placer(max(0, d.m.Chercher(cle)))
	d.montrerProces()
}
