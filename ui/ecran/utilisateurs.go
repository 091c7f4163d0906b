package ecran

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// utilisateurs is the list of the people who act here under a passphrase.
type utilisateurs struct {
	p       *poste.Hote
	objet   *fyne.Container
	avis    *poste.Avis
	lignes  *fyne.Container
	ajouter *composant.Bouton
	liste   []modele.Utilisateur
}

func nouveauxUtilisateurs(p *poste.Hote) *utilisateurs {
	x := &utilisateurs{p: p, avis: poste.NouvelAvis(), lignes: composant.Pile(6, nil)}
	x.ajouter = composant.NouveauBouton("Ajouter un utilisateur…", composant.Principal, x.demander)
	defil := container.NewVScroll(composant.Marge(3, 3, 4, x.lignes))
	x.objet = poste.Page("", modele.TitreUtilisateurs, x.avis, defil,
		composant.NouveauParagraphe(
			"Quand un poste a des utilisateurs, chacun agit sous son nom : sa phrase de passe lui est demandée à son premier acte, et chaque acte demande le "+
				"rôle qui convient. Sans utilisateur, rien n’est demandé.",
			composant.Police{Taille: 13.5}),
		composant.Rangee(8, nil, x.ajouter), defil)
	return x
}

func (x *utilisateurs) Objet() fyne.CanvasObject { return x.objet }
func (x *utilisateurs) Premier() fyne.Focusable  { return x.ajouter }

func (x *utilisateurs) Charger(pret func()) {
	poste.Lire(x.p, x.p.Utilisateurs.Liste, func(us []modele.Utilisateur) {
		x.liste = us
		x.lignes.Objects = nil
		if len(us) == 0 {
			x.lignes.Add(composant.NouveauParagraphe(
				"Aucun utilisateur : ce poste ne demande pas de phrase de passe. Le premier que vous ajoutez est un chef de centre.", composant.Police{}))
		}
		for i := range us {
			u := &us[i]
			texte := composant.Pile(2, nil, poste.Gras(u.Nom), composant.NouveauParagraphe(u.Detail(), composant.Police{Taille: 13, Ton: composant.Second}))
			x.lignes.Add(composant.CarteSerree(composant.Rangee(10, texte, texte,
				composant.AuMilieu(composant.NouveauBouton("Retirer…", composant.Normal, func() { x.retirer(u) })))))
		}
		x.objet.Refresh()
		if pret != nil {
			pret()
		}
	})
}

func (x *utilisateurs) demander() {
	roles := modele.Roles()
	var libelles []string
	for _, r := range roles {
		libelles = append(libelles, r.Libelle+" : "+r.Aide)
	}
	depart := 1
	if len(x.liste) == 0 {
		depart = 0
	}
	nom, jurys := composant.NouvelleSaisie("", "Prénom et nom"), composant.NouvelleSaisie("", "Par exemple : 31310 31408 ; vide : tous")
	role := composant.NouveauRadio(libelles, depart, nil)
	phrase, encore := composant.NouvelleSaisie("", "Quelques mots faciles à retenir"), composant.NouvelleSaisie("", "")
	phrase.Password, encore.Password = true, true
	faute := composant.NouveauParagraphe("", composant.Police{Ton: composant.Mauvais})
	lu := func() modele.Utilisateur {
		u := modele.Utilisateur{Nom: nom.Text, Role: roles[max(0, role.Choisi())].Code}
		if u.Role == "president" {
			u.Jurys = modele.LireJurys(jurys.Text)
		}
		return u
	}
	par := x.p.Par
	composant.Ouvrir(x.p.Fenetre, composant.Contenu{
		Titre: "Ajouter un utilisateur", Largeur: 640, Premier: nom,
		Corps: composant.Pile(5, nil, poste.Etiquette("Nom *"), nom, poste.Etiquette("Rôle *"), role, poste.Etiquette("Jurys qu’il préside"), jurys,
			poste.Etiquette("Phrase de passe * (8 caractères au moins)"), phrase, poste.Etiquette("La même, encore *"), encore, composant.Hauteur(22, faute)),
		Reponses: []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: "Ajouter", Rang: composant.Principal, Defaut: true, Verifier: func() bool {
				u := lu()
				dit := modele.FauteUtilisateur(&u, phrase.Text, encore.Text, len(x.liste) == 0)
				if dit != "" {
					faute.Changer("!  "+dit, composant.Mauvais)
				}
				return dit == ""
			}, Action: func() {
				u, secret := lu(), phrase.Text
				x.agir("« "+u.Nom+" » est utilisateur de ce poste.", func(ctx context.Context) error {
					return x.p.Utilisateurs.Ajouter(ctx, u, secret, par)
				})
			}},
		},
	})
}

func (x *utilisateurs) retirer(u *modele.Utilisateur) {
	par := x.p.Par
	c := modele.Confirmation{
		Titre: "Retirer un utilisateur", Bouton: "Retirer", Question: "Cette personne ne pourra plus agir sur ce poste :",
		Jurys: []string{u.Nom + "  ·  " + u.Detail()}, Consequence: "Ses actes restent. Elle peut être ajoutée de nouveau, avec une autre phrase de passe.",
	}
	x.p.Confirmer(c, true, func() {
		x.agir("« "+u.Nom+" » n’est plus utilisateur de ce poste ; ses actes restent.", func(ctx context.Context) error {
			return x.p.Utilisateurs.Retirer(ctx, u.Nom, par)
		})
	})
}

func (x *utilisateurs) agir(dit string, faire func(context.Context) error) {
	poste.Travailler(x.p, func(ctx context.Context) (struct{}, error) { return struct{}{}, faire(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			x.p.Erreur(err)
			return
		}
		x.avis.Dire(dit, false)
		x.Charger(nil)
		x.p.UtilisateursChangent()
	})
}
