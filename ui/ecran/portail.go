package ecran

import (
	"context"
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// portail is "Portail de secours": opened for the jurys that are ticked, then watched.
type portail struct {
	p       *poste.Hote
	objet   *fyne.Container
	avis    *poste.Avis
	corps   *fyne.Container
	premier fyne.Focusable
	etat    modele.Portail
	jurys   []activite.Situation
	montre  bool // something was shown
}

func nouveauPortail(p *poste.Hote) *portail {
	x := &portail{p: p, avis: poste.NouvelAvis(), corps: composant.Pile(10, nil)}
	defil := container.NewVScroll(composant.Marge(3, 3, 4, x.corps))
	x.objet = poste.Page("", modele.TitrePortail, x.avis, defil, defil)
	return x
}

func (x *portail) Objet() fyne.CanvasObject { return x.objet }
func (x *portail) Premier() fyne.Focusable  { return x.premier }

type portailLu struct {
	etat  modele.Portail
	jurys []activite.Situation
}

func (x *portail) Charger(pret func()) {
	poste.Lire(x.p, func(ctx context.Context) (l portailLu, err error) {
		if l.etat, err = x.p.Portail.Etat(ctx); err == nil {
			l.jurys, err = x.p.Service.Situations(ctx)
		}
		return l, err
	}, func(l portailLu) {
		x.etat, x.jurys = l.etat, l.jurys
		x.dessiner()
		if pret != nil {
			pret()
		}
	})
}

// PortailChange shows a new state; a form that a person fills in is never drawn again.
func (x *portail) PortailChange(e modele.Portail) {
	if x.montre && (!x.etat.Ouvert && !e.Ouvert || reflect.DeepEqual(x.etat, e)) || x.p.Fenetre.Canvas().Overlays().Top() != nil {
		return
	}
	rang := rangDe(x.p, x.corps)
	x.etat = e
	x.dessiner()
	if f := composant.Focalisables(x.corps); rang >= 0 && rang < len(f) {
		x.p.Fenetre.Canvas().Focus(f[rang])
	}
}

func (x *portail) dessiner() {
	x.montre = true
	x.corps.Objects, x.premier = nil, nil
	titre, suite := x.etat.Phrase()
	ton := composant.Courant
	if x.etat.Ouvert {
		ton = composant.Bon
	}
	carte := composant.Pile(7, nil, composant.NouveauParagraphe(titre, composant.Police{Taille: 16, Gras: true, Ton: ton}),
		composant.NouveauParagraphe(suite, composant.Police{Taille: 13}))
	x.corps.Add(composant.Carte(carte))
	if x.etat.Ouvert {
		x.dessinerOuvert(carte)
	} else {
		x.dessinerFerme()
	}
	x.objet.Refresh()
}

func (x *portail) dessinerOuvert(carte *fyne.Container) {
	papillons := composant.NouveauBouton("Papillons…", composant.Normal, func() { x.papillons(x.etat.Jurys) })
	carte.Add(composant.Flot(8, false, papillons, composant.NouveauBouton("Dire une ligne aux salles…", composant.Normal, func() { x.dire("") }),
		composant.NouveauBouton("Fermer le portail…", composant.Danger, x.fermer)))
	x.premier = papillons
	le := x.p.Horloge()
	section := func(titre string) {
		x.corps.Add(composant.NouveauParagraphe(titre, composant.Police{Taille: 15, Gras: true}))
	}
	if len(x.etat.Appels) > 0 {
		section("! Salles qui appellent")
		for i := range x.etat.Appels {
			a := &x.etat.Appels[i]
			texte := composant.NouveauParagraphe(a.Ligne(le), composant.Police{Gras: true, Ton: composant.Attention})
			x.ligne(texte, "Répondre…", func() { x.dire(a.Jury) })
		}
	}
	section("Salles connectées")
	if len(x.etat.Salles) == 0 {
		x.corps.Add(composant.NouveauParagraphe("Aucune salle n’est encore connectée : remettez les papillons.", composant.Police{}))
	}
	for i := range x.etat.Salles {
		s := &x.etat.Salles[i]
		texte := composant.NouveauParagraphe(s.Ligne(le), composant.Police{})
		x.ligne(texte, "Déconnecter…", func() { x.deconnecter(s.Jury) })
	}
	lignes := func(titre string, ls []string) {
		if len(ls) == 0 {
			return
		}
		section(titre)
		x.corps.Add(composant.CarteSerree(composant.NouveauParagraphe(strings.Join(ls, "\n"), composant.Police{Taille: 13})))
	}
	lignes("Lignes dites aux salles", x.etat.Messages)
	lignes("Derniers actes venus du portail", x.etat.Actes)
}

// ligne adds a text and what can be done about it.
func (x *portail) ligne(texte *composant.Paragraphe, bouton string, action func()) {
	x.corps.Add(composant.CarteSerree(composant.Rangee(10, texte, texte, composant.AuMilieu(composant.NouveauBouton(bouton, composant.Normal, action)))))
}

// dessinerFerme draws the way to open it; what a stop left open comes first.
func (x *portail) dessinerFerme() {
	if r := x.etat.Rouvrable; r != nil {
		rouvrir := composant.NouveauBouton("Rouvrir pour les mêmes jurys", composant.Principal, func() { x.ouvrir(modele.DemandePortail{Rouvrir: true}) })
		texte := composant.Pile(3, nil, poste.Gras("Le portail était ouvert quand ce poste s’est arrêté."),
			composant.NouveauParagraphe("Jurys "+modele.Enumerer(r.Jurys)+", autorisé par « "+r.Accord+" », "+modele.Moment(r.Le, x.p.Horloge())+
				". Même adresse, mêmes papillons : les salles continuent où elles en étaient.", composant.Police{Taille: 13}))
		x.corps.Add(composant.Encart(true, composant.Rangee(10, texte, texte, composant.AuMilieu(rouvrir))))
		x.premier = rouvrir
	}
	d := modele.DemandePortail{Papillons: true}
	cases := composant.Pile(2, nil)
	coches := map[string]*composant.Case{}
	for i := range x.jurys {
		s := &x.jurys[i]
		c := composant.NouvelleCase(s.Titre()+"  –  "+x.p.Profil.EtatComplet(s.Etat), false, nil)
		coches[s.Code] = c
		cases.Add(c)
	}
	tous := composant.NouveauBouton("Tous ceux qui délibèrent", composant.Normal, func() {
		for i := range x.jurys {
			coches[x.jurys[i].Code].Cocher(modele.Delibere(x.jurys[i].Etat))
		}
	})
	accord := composant.NouvelleSaisie("", "Mme Roy, RSSI académique, par téléphone à 8 h 10")
	libelles, adresses := []string{}, []string{}
	for _, a := range x.etat.Interfaces {
		libelles, adresses = append(libelles, a.Adresse+"  ("+a.Nom+")"), append(adresses, a.Adresse)
	}
	libelles, adresses = append(libelles, "127.0.0.1  (ce poste seul, pour essayer)"), append(adresses, "127.0.0.1")
	ou := composant.NouveauRadio(libelles, 0, nil)
	papillons := composant.NouveauRadio([]string{
		"Imprimer les papillons, avec l’adresse du portail ; ceux déjà remis restent bons", "Imprimer de nouveaux papillons : les précédents ne valent plus rien",
		"Ne rien imprimer",
	}, 0, nil)
	essai := composant.NouvelleCase("En essai : chaque salle voit son jury, aucun acte n’est possible", false, nil)
	faute := composant.NouveauParagraphe("", composant.Police{Ton: composant.Mauvais})
	ouvrir := composant.NouveauBouton("Ouvrir le portail", composant.Principal, func() {
		d.Jurys = nil
		for i := range x.jurys {
			if c := x.jurys[i].Code; coches[c].Cochee {
				d.Jurys = append(d.Jurys, c)
			}
		}
		d.Accord, d.Adresse, d.Essai = strings.TrimSpace(accord.Text), adresses[max(0, ou.Choisi())], essai.Cochee
		d.Papillons, d.Nouveaux = papillons.Choisi() != 2, papillons.Choisi() == 1
		if f := d.FauteOuverture(x.etat.Interfaces); f != "" {
			faute.Changer("!  "+f, composant.Mauvais)
			return
		}
		x.ouvrir(d)
	})
	x.corps.Add(composant.Carte(composant.Pile(6, nil, poste.Etiquette("Jurys *"), composant.Rangee(8, nil, tous), cases,
		poste.Etiquette("Qui a autorisé l’ouverture : nom, fonction, date ou référence *"), accord,
		poste.Etiquette("Adresse de ce poste, sur le réseau de l’établissement *"), ou,
		poste.Etiquette("Papillons d’accès"), papillons, essai, faute, composant.Rangee(8, nil, ouvrir))))
	if x.premier == nil {
		x.premier = tous
	}
}

// agir runs a gesture, says what came of it, and reads the state again.
func (x *portail) agir(faire func(context.Context) (string, error)) {
	poste.Agir(x.p, x.avis, faire, func() { x.Charger(nil) })
}

func (x *portail) ouvrir(d modele.DemandePortail) {
	d.Par, d.Sortie = x.p.Par, x.p.Service.Documents
	x.agir(func(ctx context.Context) (string, error) {
		chemins, err := x.p.Portail.Ouvrir(ctx, d)
		dit := "Le portail de secours est ouvert."
		if len(chemins) > 0 {
			dit += " Papillons à imprimer : " + poste.NomsFichiers(chemins) + " (dans les documents)."
		}
		return dit, err
	})
}

func (x *portail) fermer() {
	par := x.p.Par
	x.p.Confirmer(modele.Confirmation{
		Titre: "Fermer le portail de secours", Bouton: "Fermer le portail", Question: "Les salles n’agiront plus par le navigateur :",
		Jurys: x.etat.Jurys, Consequence: "Ce qui est enregistré reste. Pour le rouvrir ensuite, il faudra de nouveau écrire l’accord.", Mouvement: true,
	}, true, func() {
		x.agir(func(ctx context.Context) (string, error) {
			return "Le portail de secours est fermé.", x.p.Portail.Fermer(ctx, par)
		})
	})
}

func (x *portail) deconnecter(code string) {
	x.p.Confirmer(modele.Confirmation{
		Titre: "Déconnecter une salle", Bouton: "Déconnecter", Question: "Les navigateurs de ce jury devront redonner le papillon :", Jurys: []string{"Jury " + code},
	}, true, func() {
		x.agir(func(ctx context.Context) (string, error) {
			return "Les salles du jury " + code + " sont déconnectées.", x.p.Portail.Deconnecter(ctx, code)
		})
	})
}

// dire asks for one line to say to the rooms.
func (x *portail) dire(code string) {
	texte := composant.NouvelleSaisie("", "Une ligne")
	qui := "à toutes les salles"
	if code != "" {
		qui = "au jury " + code
	}
	composant.Ouvrir(x.p.Fenetre, composant.Contenu{
		Titre: "Dire une ligne " + qui, Largeur: 560, Premier: texte, Corps: composant.Pile(6, nil, poste.Etiquette("Ce qui s’affiche dans la salle"), texte),
		Reponses: []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: "Dire", Rang: composant.Principal, Defaut: true, Action: func() {
				dit := texte.Text
				x.agir(func(ctx context.Context) (string, error) { return "", x.p.Portail.Dire(ctx, code, dit) })
			}},
		},
	})
}

// papillons prints the slips again, the same or new ones with their reason.
func (x *portail) papillons(jurys []string) {
	par, sortie := x.p.Par, x.p.Service.Documents
	quels := composant.NouveauRadio([]string{
		"Les mêmes, imprimés de nouveau", "De nouveaux : les précédents ne valent plus rien, les salles de ces jurys redonnent le leur",
	}, 0, nil)
	motif := composant.NouvelleSaisie("", "Papillon perdu")
	pour := composant.NouvelleSaisie(strings.Join(jurys, " "), "31310 31408")
	faute := composant.NouveauParagraphe("", composant.Police{Ton: composant.Mauvais})
	composant.Ouvrir(x.p.Fenetre, composant.Contenu{
		Titre: "Papillons d’accès", Largeur: 640, Premier: quels,
		Corps: composant.Pile(6, nil, poste.Etiquette("Pour les jurys"), pour, quels, poste.Etiquette("Pourquoi de nouveaux papillons"), motif, faute),
		Reponses: []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: "Imprimer", Rang: composant.Principal, Verifier: func() bool {
				if quels.Choisi() == 1 && strings.TrimSpace(motif.Text) == "" {
					faute.Changer("!  Écrivez pourquoi les papillons changent.", composant.Mauvais)
					return false
				}
				return true
			}, Action: func() {
				codes, nouveaux, pourquoi := modele.LireJurys(pour.Text), quels.Choisi() == 1, strings.TrimSpace(motif.Text)
				x.agir(func(ctx context.Context) (string, error) {
					chemins, err := x.p.Portail.Papillons(ctx, codes, nouveaux, pourquoi, par, sortie)
					return "Papillons à imprimer : " + poste.NomsFichiers(chemins) + " (dans les documents).", err
				})
			}},
		},
	})
}
