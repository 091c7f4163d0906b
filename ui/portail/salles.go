package portail

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"delib/core/jury"
	"delib/core/portail"
	"delib/ui/page"
)

// salle is a room that signed in.
type salle struct {
	portail.Session
	verrouillee bool
	gardee      time.Time // when the base last heard of it
	lu          int       // the last message that was read
	dit         bool      // somebody said who speaks
}

// temoin is the cookie of a room: only over TLS, only here, not for scripts.
const temoin = "__Host-delib"

func empreinteDe(temoin string) string {
	h := sha256.Sum256([]byte(temoin))
	return hex.EncodeToString(h[:])
}

// entrer opens a session: a new cookie, of which only the hash is kept.
func (p *Portail) entrer(ctx context.Context, w http.ResponseWriter, r *http.Request, login, code string) (portail.Session, error) {
	valeur := page.Tirer()
	maintenant := p.Horloge()
	s := portail.Session{Empreinte: empreinteDe(valeur), Login: login, Jury: code, Depuis: maintenant, Vu: maintenant, Adresse: adresse(r)}
	d, err := p.Service.Jury(ctx, code)
	if err != nil {
		return s, err
	}
	s.Nom = d.Preside(d.Etat.Groupe())
	s.Qualite = qualite(&d, s.Nom)
	p.mu.Lock()
	if c, err := r.Cookie(temoin); err == nil { // signing in gives a new id: the old one is worth nothing
		if vieille, ok := p.salles[empreinteDe(c.Value)]; ok && vieille.Jury == code {
			s.Nom, s.Qualite, s.Nominatif, s.Depuis = vieille.Nom, vieille.Qualite, vieille.Nominatif, vieille.Depuis
		}
		delete(p.salles, empreinteDe(c.Value))
	}
	p.salles[s.Empreinte] = &salle{Session: s, gardee: maintenant}
	p.mu.Unlock()
	if err := p.garderSessions(ctx); err != nil {
		return s, err
	}
	http.SetCookie(w, &http.Cookie{Name: temoin, Value: valeur, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	return s, nil
}

// qualite says what a person is in a jury.
func qualite(d *jury.Dossier, nom string) string {
	for _, m := range personnes(d) {
		if m.Nom == nom {
			return m.Qualite
		}
	}
	return ""
}

// personne is one who may speak for a jury.
type personne struct{ Nom, Qualite string }

// personnes are the president, the vice-president and then the members.
func personnes(d *jury.Dossier) []personne {
	mots := map[string]string{jury.FonctionPresident: "président", jury.FonctionVicePresident: "vice-président", jury.FonctionMembre: "membre du jury"}
	rang := map[string]int{jury.FonctionPresident: 0, jury.FonctionVicePresident: 1, jury.FonctionMembre: 2}
	ms := d.Composition(d.Etat.Groupe())
	slices.SortStableFunc(ms, func(a, b jury.Membre) int { return cmp.Compare(rang[a.Fonction], rang[b.Fonction]) })
	var ps []personne
	for i := range ms {
		if nom := jury.NomDuMembre(&ms[i]); nom != "" {
			ps = append(ps, personne{nom, cmp.Or(mots[ms[i].Fonction], ms[i].Fonction)})
		}
	}
	return ps
}

// garderSessions writes all sessions in the base.
func (p *Portail) garderSessions(ctx context.Context) error {
	p.mu.Lock()
	var ss []portail.Session
	for _, s := range p.salles {
		ss = append(ss, s.Session)
	}
	p.mu.Unlock()
	slices.SortFunc(ss, func(a, b portail.Session) int {
		return cmp.Or(a.Depuis.Compare(b.Depuis), strings.Compare(a.Empreinte, b.Empreinte))
	})
	return portail.GarderSessions(ctx, p.Depot, ss)
}

// salleDe gives the session of a request; a room that did nothing for long is locked.
func (p *Portail) salleDe(r *http.Request) (s portail.Session, verrouillee, ok bool) {
	c, err := r.Cookie(temoin)
	if err != nil {
		return s, false, false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	x, ok := p.salles[empreinteDe(c.Value)]
	if !ok {
		return s, false, false
	}
	if p.Horloge().Sub(x.Vu) >= verrouApres {
		x.verrouillee = true
	}
	return x.Session, x.verrouillee, true
}

// agit notes that a person did something; the base is told now and then, so that a
// restart does not lock who works.
func (p *Portail) agit(ctx context.Context, empreinte string) {
	p.mu.Lock()
	x, ok := p.salles[empreinte]
	maintenant := p.Horloge()
	garder := false
	if ok {
		x.Vu = maintenant
		if garder = maintenant.Sub(x.gardee) > 5*time.Minute; garder {
			x.gardee = maintenant
		}
	}
	p.mu.Unlock()
	if garder {
		if err := p.garderSessions(ctx); err != nil {
			p.Noter("sessions of the portal: %v", err)
		}
	}
}

// changer changes the session of a room.
func (p *Portail) changer(ctx context.Context, empreinte string, f func(*salle)) error {
	p.mu.Lock()
	if x, ok := p.salles[empreinte]; ok {
		f(x)
	}
	p.mu.Unlock()
	return p.garderSessions(ctx)
}

// sortir ends sessions: those that are so.
func (p *Portail) sortir(ctx context.Context, sont func(portail.Session) bool) error {
	p.mu.Lock()
	for k, s := range p.salles {
		if sont(s.Session) {
			delete(p.salles, k)
		}
	}
	p.mu.Unlock()
	p.annoncer("", evenementActe)
	return p.garderSessions(ctx)
}

// Deconnecter ends the sessions of a jury.
func (p *Portail) Deconnecter(ctx context.Context, code string) error {
	return p.sortir(ctx, func(s portail.Session) bool { return s.Jury == code })
}

// Connecte is a room as the chef de centre sees it.
type Connecte struct {
	Jury    string `json:"jury"`
	Nom     string `json:"nom"`
	Depuis  string `json:"depuis"` // RFC 3339
	Adresse string `json:"adresse"`
}

// Connectes gives the rooms, by jury and then the oldest first.
func (p *Portail) Connectes() []Connecte {
	p.mu.Lock()
	defer p.mu.Unlock()
	cs := []Connecte{}
	for _, s := range p.salles {
		cs = append(cs, Connecte{s.Jury, s.Nom, s.Depuis.Format(time.RFC3339), s.Adresse})
	}
	slices.SortFunc(cs, func(a, b Connecte) int {
		return cmp.Or(strings.Compare(a.Jury, b.Jury), strings.Compare(a.Depuis, b.Depuis))
	})
	return cs
}

// adresse gives the address of a browser.
func adresse(r *http.Request) string {
	hote, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return hote
}

// Oublier ends all sessions: the portal was closed by hand.
func (p *Portail) Oublier() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.salles)
}
