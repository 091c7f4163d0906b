package client

import (
	"context"
	"slices"
	"sync"

	"delib/core/examen"
	"delib/core/jury"
)

// Jurys is what a suivi reads of the base, to tell what an exchange changed.
type Jurys interface {
	Entetes(ctx context.Context) ([]jury.Entete, error)
	Charger(ctx context.Context, code string) (jury.Dossier, error)
}

// Suivi runs the watch of a base beside a person's work, and stands aside for the
// exchanges that a person asks for. It tells which jurys are no longer as this
// workstation left them.
type Suivi struct {
	client   *Client
	jurys    Jurys
	veilleur *Veilleur
	change   func(jurys []string)

	ctx     context.Context
	seul    sync.Mutex // one starts or stops the watch at a time
	arreter context.CancelFunc
	fini    chan struct{}

	mu         sync.Mutex
	empreintes map[string]string // of each jury as this workstation last left it
}

// Suivre prepares the watch of a base. change hears of every new state, with the
// jurys that the académie's answers made other than they were here.
func Suivre(c *Client, j Jurys, change func(jurys []string)) *Suivi {
	s := &Suivi{client: c, jurys: j, change: change, empreintes: map[string]string{}}
	s.veilleur = Veiller(c, func(_ Etat, jurys []string) { change(s.autres(jurys)) })
	return s
}

// Demarrer starts the watch; it runs until Fermer.
func (s *Suivi) Demarrer(ctx context.Context) {
	s.ctx = ctx
	s.seul.Lock()
	defer s.seul.Unlock()
	s.lancer(func() {
		if es, err := s.jurys.Entetes(ctx); err == nil {
			for i := range es {
				s.noter(es[i].Code)
			}
		}
	})
}

// lancer runs the watch, after avant.
func (s *Suivi) lancer(avant func()) {
	ctx, arreter := context.WithCancel(s.ctx)
	fini := make(chan struct{})
	s.arreter, s.fini = arreter, fini
	go func() {
		defer close(fini)
		avant()
		s.veilleur.Courir(ctx)
	}()
}

// Fermer stops the watch: nothing touches the base after it.
func (s *Suivi) Fermer() {
	s.seul.Lock()
	defer s.seul.Unlock()
	if s.arreter != nil {
		s.arreter()
		<-s.fini
	}
}

// Etat gives where the watch stands.
func (s *Suivi) Etat() Etat { return s.veilleur.Etat() }

// Agir hears that a person changed jurys here.
func (s *Suivi) Agir(codes []string) {
	for _, c := range codes {
		s.noter(c)
	}
}

// Reveiller makes the next exchange come at once.
func (s *Suivi) Reveiller() { s.veilleur.Reveiller() }

// sansVeilleur makes a person's own exchange while the watch waits: two at once
// would take each other's answers for a server that does not follow.
func (s *Suivi) sansVeilleur(faire func() (Bilan, error)) (Bilan, error) {
	s.seul.Lock()
	defer s.seul.Unlock()
	s.arreter()
	<-s.fini
	defer s.lancer(func() {})
	b, err := faire()
	if err != nil {
		return b, err
	}
	if b.Jurys = s.autres(b.Jurys); len(b.Jurys) > 0 {
		s.change(b.Jurys)
	}
	return b, nil
}

// noter keeps what a jury is now, and tells whether it was another.
func (s *Suivi) noter(code string) bool {
	d, err := s.jurys.Charger(s.ctx, code)
	if err != nil {
		return true // the screen says why it cannot be read
	}
	h := d.Empreinte()
	s.mu.Lock()
	defer s.mu.Unlock()
	autre := s.empreintes[code] != h
	s.empreintes[code] = h
	return autre
}

// autres keeps the jurys that are not as this workstation left them.
func (s *Suivi) autres(jurys []string) (autres []string) {
	slices.Sort(jurys)
	for _, c := range slices.Compact(jurys) {
		if s.noter(c) {
			autres = append(autres, c)
		}
	}
	return autres
}

// Synchroniser makes an exchange now.
func (s *Suivi) Synchroniser(ctx context.Context) (Bilan, error) {
	rac, err := s.client.journal.Raccordement(ctx)
	if err != nil {
		return Bilan{}, err
	}
	if rac == nil || rac.URL == "" {
		return Bilan{}, examen.Refuser(examen.CodeReseau, "Ce poste n’est raccordé à aucun serveur.", "Raccordez-le d’abord, ou échangez par fichiers.")
	}
	l, err := Relier(rac.URL, rac.Empreinte, s.client.journal.Cle())
	if err != nil {
		return Bilan{}, err
	}
	defer l.Fermer()
	return s.sansVeilleur(func() (Bilan, error) { return s.client.Synchroniser(ctx, l) })
}

// Raccorder enrols this workstation, and makes its first exchange.
func (s *Suivi) Raccorder(ctx context.Context, adresse, empreinte, code string) (centre string, b Bilan, err error) {
	l, err := Relier(adresse, empreinte, s.client.journal.Cle())
	if err != nil {
		return "", b, err
	}
	defer l.Fermer()
	b, err = s.sansVeilleur(func() (Bilan, error) {
		rac, err := s.client.Raccorder(ctx, l, code, adresse, empreinte)
		if err != nil {
			return Bilan{}, err
		}
		centre = rac.Centre
		return s.client.Synchroniser(ctx, l)
	})
	return centre, b, err
}

// ImporterVerdicts takes in a file of the académie's answers.
func (s *Suivi) ImporterVerdicts(ctx context.Context, texte []byte) (Bilan, error) {
	return s.sansVeilleur(func() (Bilan, error) { return s.client.ImporterVerdicts(ctx, texte) })
}
