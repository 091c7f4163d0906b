package main

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"time"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/portail"
	"delib/core/store"
	"delib/ui/modele"
	salles "delib/ui/portail"
)

// lePortail serves the rescue portal beside the window, by the window's own service.
type lePortail struct {
	base    *store.Base
	service *activite.Service
	horloge func() time.Time
	donnees string
	enFond  func(func())
	noter   func(reference string, err error)
	ctx     context.Context

	mu      sync.Mutex
	ouvert  *salles.Portail // nil when it is closed
	arreter context.CancelFunc
	change  func(modele.Portail)
	dernier modele.Portail
	lus     map[string]actesLus
}

// Ecouter tells the window of each new state, within a second.
func (p *lePortail) Ecouter(change func(modele.Portail)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.change = change
}

// exiger gives the open portal.
func (p *lePortail) exiger() (*salles.Portail, error) {
	if x := p.courant(); x != nil {
		return x, nil
	}
	return nil, examen.Refuser(examen.CodeEtat, "Le portail de secours n’est pas ouvert.", "Ouvrez-le d’abord.")
}

func (p *lePortail) courant() *salles.Portail {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ouvert
}

// actesMontres is how many acts of the rooms the window shows.
const actesMontres = 12

// Etat gives how the portal stands.
func (p *lePortail) Etat(ctx context.Context) (modele.Portail, error) {
	x := p.courant()
	if x == nil {
		return p.ferme(ctx)
	}
	s := x.Etat()
	e := modele.Portail{Ouvert: true, Essai: s.Ouverture.Essai, URL: x.URL(), Empreinte: s.Empreinte, Accord: s.Ouverture.Accord, Mur: s.Mur, Jurys: s.Jurys}
	for _, c := range s.Connectes {
		depuis, _ := time.Parse(time.RFC3339, c.Depuis) // the portal wrote it
		e.Salles = append(e.Salles, modele.SallePortail{Jury: c.Jury, Nom: c.Nom, Adresse: c.Adresse, Depuis: depuis})
	}
	for _, a := range slices.Backward(s.Appels) {
		e.Appels = append(e.Appels, modele.AppelPortail{Jury: a.Jury, Nom: a.Nom, Motif: a.Motif, Mots: a.Mots, Le: a.Le})
	}
	for _, m := range slices.Backward(x.Messages()) {
		e.Messages = append(e.Messages, fmt.Sprintf("%s %s : « %s » – lu par : %s", m.Heure(), cmp.Or(m.Jury, "toutes les salles"), m.Texte,
			cmp.Or(modele.Enumerer(m.Lus), "personne encore")))
	}
	var err error
	e.Actes, err = p.actes(ctx, s.Jurys)
	return e, err
}

// ferme is what may be opened.
func (p *lePortail) ferme(ctx context.Context) (modele.Portail, error) {
	var e modele.Portail
	for _, i := range portail.Interfaces() {
		e.Interfaces = append(e.Interfaces, modele.AdressePortail{Nom: i.Nom, Adresse: i.Adresse})
	}
	o, err := portail.Ouverte(ctx, p.base)
	if o != nil {
		e.Rouvrable = &modele.OuverturePortail{Jurys: o.Jurys, Accord: o.Accord, Le: o.Le}
	}
	return e, err
}

// acteDit is an act that came by the portal, in words.
type acteDit struct{ quand, texte string }

// actesLus are the last acts of a jury, as they were after so many.
type actesLus struct {
	rang int
	dits []acteDit
}

// actes gives the last acts that came by the portal, in words without a name. Only the
// jurys that had an act since the last time are read again: it is asked every second.
func (p *lePortail) actes(ctx context.Context, jurys []string) ([]string, error) {
	_, profil, err := p.service.Centre(ctx)
	if err != nil {
		return nil, err
	}
	es, err := p.service.Entetes(ctx)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	var ds []acteDit
	for _, e := range es {
		if !slices.Contains(jurys, e.Code) {
			continue
		}
		lus, ok := p.lus[e.Code]
		if !ok || lus.rang != e.Rang {
			lus = actesLus{rang: e.Rang}
			if lus.dits, err = p.lire(ctx, profil, e.Code); err != nil {
				return nil, err
			}
			p.lus[e.Code] = lus
		}
		ds = append(ds, lus.dits...)
	}
	slices.SortStableFunc(ds, func(a, b acteDit) int { return cmp.Compare(b.quand, a.quand) })
	var ts []string
	for _, d := range ds[:min(len(ds), actesMontres)] {
		ts = append(ts, d.texte)
	}
	return ts, nil
}

// lire gives the last acts of a jury that came by the portal.
func (p *lePortail) lire(ctx context.Context, profil *examen.Profil, code string) ([]acteDit, error) {
	scelles, err := p.base.Actes(ctx, code)
	if err != nil {
		return nil, err
	}
	var ds []acteDit
	for _, s := range scelles[max(0, len(scelles)-actesMontres):] {
		a, err := s.Lire()
		if err != nil || a.Acces == "" {
			continue
		}
		quand, _ := time.Parse(time.RFC3339, a.Horodatage) // an act of the journal has a readable one
		ds = append(ds, acteDit{a.Horodatage, fmt.Sprintf("%s  Jury %s, %s : %s", quand.Format("15:04:05"), code, a.Auteur, motsActe(profil, &a))})
	}
	return ds, nil
}

func motsActe(p *examen.Profil, a *jury.Acte) string {
	t := a.Sorte().Mots(p, a)
	if a.Cle.Epreuve != "" {
		t = a.Cle.Epreuve + ", " + t
	}
	return t
}

// Ouvrir opens the portal, or opens again what a stop left open.
func (p *lePortail) Ouvrir(ctx context.Context, d modele.DemandePortail) ([]string, error) {
	if p.courant() != nil {
		return nil, examen.Refuser(examen.CodeEtat, "Le portail de secours est déjà ouvert.", "Fermez-le d’abord.")
	}
	options, err := salles.Preparer(ctx, p.base, salles.Demande{
		Ouverture: portail.Ouverture{Jurys: d.Jurys, Accord: d.Accord, Par: d.Par, Adresse: d.Adresse, Essai: d.Essai}, Rouvrir: d.Rouvrir,
	}, p.horloge)
	if err != nil {
		return nil, err
	}
	options.Service, options.Noter = p.service, func(format string, args ...any) {
		p.noter("portail", fmt.Errorf(format, args...)) //nolint:err113 // a line of the log
	}
	chemins, err := p.servir(ctx, d, options)
	if err != nil {
		_ = options.Ecoute.Close()
	}
	return chemins, err
}

// servir prints the slips, and serves until the portal is closed.
func (p *lePortail) servir(ctx context.Context, d modele.DemandePortail, options salles.Options) (chemins []string, err error) {
	x, err := salles.Nouveau(ctx, options)
	if err != nil {
		return nil, err
	}
	if d.Papillons && !d.Rouvrir {
		chemins, err = portail.Imprimer(ctx, p.base, portail.Papillons{
			Jurys: options.Ouverture.Jurys, URL: x.URL(), Empreinte: options.Empreinte, Nouveaux: d.Nouveaux, Motif: d.Accord,
			Sortie: d.Sortie, Par: d.Par, Le: p.horloge(),
		})
		if err != nil {
			return nil, err
		}
	}
	ctx, arreter := context.WithCancel(p.ctx)
	p.mu.Lock()
	p.ouvert, p.arreter = x, arreter
	p.mu.Unlock()
	p.enFond(func() {
		if err := x.Servir(ctx); err != nil {
			p.noter("portail", err)
		}
		arreter()
		p.mu.Lock()
		if p.ouvert == x { // not one that was opened since
			p.ouvert, p.arreter = nil, nil
		}
		p.mu.Unlock()
	})
	p.enFond(func() { p.veiller(ctx) })
	p.enFond(func() {
		err := x.Obeir(ctx, p.donnees, func(par string) error { return p.Fermer(p.ctx, par) })
		if err != nil {
			p.noter("portail", err)
		}
	})
	return chemins, nil
}

// veiller tells the window of what changes while the portal is open.
func (p *lePortail) veiller(ctx context.Context) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		p.dire()
		select {
		case <-ctx.Done():
			p.dire()
			return
		case <-t.C:
		}
	}
}

func (p *lePortail) dire() {
	e, err := p.Etat(p.ctx)
	if err != nil {
		return // closing, or a fault that the next act will tell
	}
	p.mu.Lock()
	meme := reflect.DeepEqual(e, p.dernier)
	p.dernier = e
	change := p.change
	p.mu.Unlock()
	if change != nil && !meme {
		change(e)
	}
}

// Fermer closes the portal by hand: it stays closed.
func (p *lePortail) Fermer(ctx context.Context, par string) error {
	x, err := p.exiger()
	if err != nil {
		return err
	}
	if err := portail.Fermer(ctx, p.base, par); err != nil {
		return err
	}
	x.Oublier()
	p.mu.Lock()
	if p.ouvert == x {
		p.arreter()
		p.ouvert, p.arreter = nil, nil
	}
	p.mu.Unlock()
	p.dire()
	return nil
}

// Dire shows one line in the rooms.
func (p *lePortail) Dire(_ context.Context, code, texte string) error {
	x, err := p.exiger()
	if err != nil {
		return err
	}
	return x.Dire(code, texte)
}

// Deconnecter puts the rooms of a jury out.
func (p *lePortail) Deconnecter(ctx context.Context, code string) error {
	x, err := p.exiger()
	if err != nil {
		return err
	}
	return x.Deconnecter(ctx, code)
}

// Papillons prints slips again.
func (p *lePortail) Papillons(ctx context.Context, jurys []string, nouveaux bool, motif, par, sortie string) ([]string, error) {
	x, err := p.exiger()
	if err != nil {
		return nil, err
	}
	chemins, err := portail.Imprimer(ctx, p.base, portail.Papillons{
		Jurys: jurys, URL: x.URL(), Empreinte: x.Empreinte, Nouveaux: nouveaux, Motif: motif, Sortie: sortie, Par: par, Le: p.horloge(),
	})
	if err == nil && nouveaux {
		for _, j := range jurys {
			if err := x.Deconnecter(ctx, j); err != nil {
				return chemins, err
			}
		}
	}
	return chemins, err
}
