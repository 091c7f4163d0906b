package portail

import (
	"crypto/subtle"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/portail"
	"delib/ui/modele"
)

// motifsAppel are why a room calls.
var motifsAppel = []string{"Une question sur un candidat", "Un problème technique", "Un incident dans la salle"}

// Appel is a room that calls the chef de centre.
type Appel struct {
	Numero int       `json:"numero"`
	Jury   string    `json:"jury"`
	Nom    string    `json:"nom"`
	Motif  string    `json:"motif"`
	Mots   string    `json:"mots"`
	Le     time.Time `json:"le"`
}

// Message is one line of the chef de centre, to a room or to all.
type Message struct {
	Numero int
	Jury   string // "" is all
	Texte  string
	Le     time.Time
	Lus    []string // jurys that said that they read it
}

// Heure writes when it was said.
func (m *Message) Heure() string { return m.Le.Format("15:04") }

const appelsGardes = 200

func (v *visite) appeler() error {
	f := v.r.PostForm
	if !slices.Contains(motifsAppel, f.Get("motif")) {
		return examen.Refuser(examen.CodeSaisie, "Le motif de l’appel manque.", "Choisissez-le dans la liste.")
	}
	mots := strings.Join(strings.Fields(f.Get("mots")), " ")
	if r := []rune(mots); len(r) > 200 {
		mots = string(r[:200])
	}
	v.p.mu.Lock()
	n := 1
	if len(v.p.appels) > 0 {
		n = v.p.appels[len(v.p.appels)-1].Numero + 1
	}
	v.p.appels = append(v.p.appels, Appel{n, v.s.Jury, v.s.Nom, f.Get("motif"), mots, v.p.Horloge()})
	if len(v.p.appels) > appelsGardes {
		v.p.appels = v.p.appels[1:]
	}
	v.p.mu.Unlock()
	return v.vers("/jury", "appel")
}

// Appels gives the calls, the latest last.
func (p *Portail) Appels() []Appel {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.appels)
}

// Dire shows one line in the rooms of a jury, or in all with "".
func (p *Portail) Dire(code, texte string) error {
	texte = strings.Join(strings.Fields(texte), " ")
	if texte == "" {
		return examen.Refuser(examen.CodeSaisie, "Le message est vide.", "Écrivez une ligne.")
	}
	p.mu.Lock()
	p.messages = append(p.messages, Message{Numero: len(p.messages) + 1, Jury: code, Texte: texte, Le: p.Horloge()})
	p.mu.Unlock()
	p.annoncer(code, evenementMessage)
	return nil
}

// Messages gives what was said, with who read it.
func (p *Portail) Messages() []Message {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.messages)
}

// messageDe gives the last message to a room that it has not read.
func (p *Portail) messageDe(s *portail.Session) *Message {
	p.mu.Lock()
	defer p.mu.Unlock()
	x, ok := p.salles[s.Empreinte]
	if !ok {
		return nil
	}
	for i := len(p.messages) - 1; i >= 0; i-- {
		if m := p.messages[i]; m.Numero > x.lu && (m.Jury == "" || m.Jury == s.Jury) {
			return &m
		}
	}
	return nil
}

func (v *visite) message() error { return v.morceau("table", "message", v.p.messageDe(&v.s)) }

// lu notes that a room has read.
func (v *visite) lu() error {
	v.p.mu.Lock()
	n := 0
	_, _ = fmt.Sscan(v.r.PostForm.Get("numero"), &n)
	if x, ok := v.p.salles[v.s.Empreinte]; ok && n > 0 && n <= len(v.p.messages) {
		x.lu = max(x.lu, n)
		if m := &v.p.messages[n-1]; !slices.Contains(m.Lus, v.s.Jury) && (m.Jury == "" || m.Jury == v.s.Jury) {
			m.Lus = append(m.Lus, v.s.Jury)
		}
	}
	v.p.mu.Unlock()
	return v.vers("/jury", "")
}

// veille says that the room is about to lock; it is the page that asks, not a person.
func (v *visite) veille() error {
	reste := verrouApres - v.p.Horloge().Sub(v.s.Vu)
	if reste > prevenuAvant {
		return v.morceau("candidat", "effet", (*effet)(nil))
	}
	return v.morceau("candidat", "effet", &effet{Ton: "attention", Titre: "Cette séance se verrouille dans moins de deux minutes.",
		Lignes: []string{"Faites un geste (ouvrir un candidat, par exemple) pour continuer. Rien de ce qui est tapé ne se perd."}})
}

// avancement is the page for a wall: no name, no mark.
func (p *Portail) avancement(w http.ResponseWriter, r *http.Request) {
	if subtle.ConstantTimeCompare([]byte(r.URL.Query().Get("cle")), []byte(p.cleMur)) != 1 {
		http.Error(w, "Cette page s’ouvre par l’adresse que donne le poste du centre.", http.StatusForbidden)
		return
	}
	es, err := p.Service.Entetes(r.Context())
	if err != nil {
		p.Noter("portal: %v", err)
		http.Error(w, "L’avancement ne peut pas être lu.", http.StatusInternalServerError)
		return
	}
	type ligne struct {
		Code, Etat, Salles string
		Close              bool
	}
	x := struct {
		Heure, Lien  string
		Closes, Tous int
		Jurys        []ligne
	}{Heure: p.Horloge().Format("15:04:05"), Lien: "/avancement?cle=" + p.cleMur}
	salles := map[string]int{}
	for _, c := range p.Connectes() {
		salles[c.Jury]++
	}
	for i := range es {
		e := &es[i]
		if !p.admis(e.Code) {
			continue
		}
		l := ligne{Code: e.Code, Etat: p.profil.EtatComplet(e.Etat), Salles: "aucune salle connectée"}
		if n := salles[e.Code]; n > 0 {
			l.Salles = modele.Compter(n, "navigateur connecté", "navigateurs connectés")
		}
		l.Close = !modele.Delibere(e.Etat)
		x.Tous++
		if l.Close {
			x.Closes++
		}
		x.Jurys = append(x.Jurys, l)
	}
	if err := ecrire(w, pages["mur"], x, http.StatusOK); err != nil {
		p.Noter("portal: %v", err)
	}
}
