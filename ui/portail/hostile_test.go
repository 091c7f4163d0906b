package portail

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"delib/core/examen"
	"delib/core/portail"
)

// TestOneJurySeesNothingOfAnother: by no page, no field, no header, no guess.
func TestOneJurySeesNothingOfAnother(t *testing.T) {
	e := ouvrir(t)
	n := e.entrer(jury1)
	n.poster("/jury/noms", "noms", "1")
	autre, err := e.base.Charger(context.Background(), jury2)
	if err != nil {
		t.Fatal(err)
	}
	c := autre.Candidats[0]
	var liens []string
	for _, l := range append(pagesDuJury(), "/jury/projection?candidat="+c.Cle.String(), "/jury/candidat/"+c.Cle.String()) {
		liens = append(liens, l, l+"?jury="+jury2, l+"?jury="+jury2+"&login=x")
	}
	liens = append(liens, "/jury/candidat/"+c.Cle.String()+"/ailleurs", "/jury/message", "/jury/veille", "/jury/"+jury2, "/jury/../jury/"+jury2)
	for _, l := range liens {
		_, texte := n.ouvrir(l)
		for _, x := range autre.Candidats {
			if strings.Contains(texte, x.Anonymat) && x.Anonymat != "" || strings.Contains(texte, ">"+x.NomComplet()) {
				t.Errorf("%s shows a candidate of another jury", l)
			}
		}
	}
	rang := autre.Rang
	for _, champs := range [][]string{
		{"/jury/candidat/" + c.Cle.String() + "/note", "geste", "confirmer", "epreuve", "U1", "valeur", "20", "motif", "m", "jury", jury2},
		{"/jury/candidat/" + c.Cle.String() + "/note", "geste", "essayer", "epreuve", "U1", "valeur", "20", "jury", jury2},
		{"/jury/livret", "candidat", c.Cle.String(), "jury", jury2},
		{"/jury/livret/retirer", "candidat", c.Cle.String(), "jury", jury2, "motif", "m"},
		{"/jury/annuler", "candidat", c.Cle.String(), "epreuve", "U1", "valeur", "20", "vue", "", "jury", jury2},
		{"/jury/presence", "membre", "Intrus", "mode", "present", "jury", jury2},
		{"/jury/cloture", "etat", "110", "confirme", "1", "jury", jury2},
		{"/jury/papiers", "papier", "statistiques", "jury", jury2},
	} {
		_, texte := n.poster(champs[0], champs[1:]...)
		if strings.Contains(texte, c.NomComplet()) {
			t.Errorf("%s names a candidate of another jury", champs[0])
		}
	}
	apres, err := e.base.Charger(context.Background(), jury2)
	if err != nil || apres.Rang != rang {
		t.Errorf("another jury was changed: %d acts (%v)", apres.Rang-rang, err)
	}
}

// TestTheBaseHoldsASlipToItsJury: even a page that forgot its jury could not act on
// another, nor make what is not a jury's.
func TestTheBaseHoldsASlipToItsJury(t *testing.T) {
	e := ouvrir(t)
	ctx := entreeDe(context.Background(), jury1)
	if _, err := e.service.ExaminerLivrets(ctx, jury2, nil, "P"); examen.CodeDe(err) != examen.CodeIdentite && examen.CodeDe(err) != examen.CodeRole {
		t.Errorf("%v", err)
	}
	if _, err := e.service.SimulerAcademie(ctx, []string{jury1}, "105", "P"); err == nil {
		t.Error("a slip makes an act of the académie")
	}
	if _, err := e.service.ExaminerLivrets(ctx, jury1, nil, "P"); err != nil {
		t.Errorf("its own: %v", err)
	}
}

// TestSignIn: the same words whoever fails, a slow down that frees itself, a slip that
// was replaced, a jury that the portal is not open for; no password in the log.
func TestSignIn(t *testing.T) {
	e := ouvrir(t)
	login, mot := e.papillon(jury1)
	var fautes []string
	for _, c := range [][2]string{{login, "AAAAA-AAAAA-AAAAA-AAAAA"}, {"0250001R-BTS-99999-10", mot}, {login, ""}} {
		n := e.navigateur()
		code, texte := n.poster("/connexion", "login", c[0], "mot_de_passe", c[1])
		if code != http.StatusUnauthorized {
			t.Errorf("%v: %d", c, code)
		}
		_, f, _ := strings.Cut(texte, `id="faute"`)
		f, _, _ = strings.Cut(f, "</p>")
		fautes = append(fautes, f)
	}
	if fautes[0] != fautes[1] || fautes[0] != fautes[2] || !strings.Contains(fautes[0], "incorrect") {
		t.Errorf("%q", fautes)
	}
	n := e.navigateur()
	if code, texte := n.poster("/connexion", "login", login, "mot_de_passe", mot); code != http.StatusTooManyRequests || !strings.Contains(texte, "attendez encore 1 s") {
		t.Errorf("%d %s", code, tronquer(texte))
	}
	e.attendre(2 * time.Second)
	n = e.entrer(jury1)
	for _, l := range e.notes {
		if strings.Contains(l, mot) || strings.Contains(l, "AAAAA") {
			t.Errorf("the log has what was typed: %s", l)
		}
	}
	if !strings.Contains(strings.Join(e.notes, "\n"), "sign-in refused") {
		t.Error("the refusals are not in the log")
	}
	ailleurs, motAilleurs := e.papillon("25302")
	if code, texte := e.navigateur().poster("/connexion", "login", ailleurs, "mot_de_passe", motAilleurs); code != http.StatusForbidden ||
		!strings.Contains(texte, "n’est pas ouvert pour ce jury") {
		t.Errorf("%d %s", code, tronquer(texte))
	}
	e.papillons(true) // the old slip is worth nothing, and its rooms are out
	if code, _ := e.navigateur().poster("/connexion", "login", login, "mot_de_passe", mot); code != http.StatusUnauthorized {
		t.Error("a replaced slip lets in")
	}
	e.servir(e.p.Ouverture)
	if code, texte := n.ouvrir("/jury"); code != http.StatusUnauthorized || strings.Contains(texte, "table-candidats") {
		t.Error("the room of a replaced slip is still in")
	}
}

// TestSessions: the cookie, the new id at each sign-in, the restart that keeps, the
// closing that ends, the disconnection.
func TestSessions(t *testing.T) {
	e := ouvrir(t)
	n := e.entrer(jury1)
	u := n.c.Jar.Cookies(analyser(t, e.s.URL))
	if len(u) != 1 || !strings.HasPrefix(u[0].Name, "__Host-") || len(u[0].Value) != 64 {
		t.Fatalf("%v", u)
	}
	ancien := u[0].Value
	login, mot := e.papillon(jury1)
	r, err := n.c.PostForm(e.s.URL+"/connexion", formulaireDe([]string{"login", login, "mot_de_passe", mot}))
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	brut, err := n.sansSuivre().PostForm(e.s.URL+"/connexion", formulaireDe([]string{"login", login, "mot_de_passe", mot}))
	if err != nil {
		t.Fatal(err)
	}
	brut.Body.Close()
	for _, veut := range []string{"__Host-", "; Path=/", "; HttpOnly", "; Secure", "; SameSite=Strict"} {
		if c := brut.Header.Get("Set-Cookie"); !strings.Contains(c, veut) || strings.Contains(c, "Domain") {
			t.Errorf("the cookie lacks %q: %s", veut, c)
		}
	}
	if v := n.c.Jar.Cookies(analyser(t, e.s.URL))[0].Value; v == ancien {
		t.Error("signing in keeps the old id")
	}
	req, err := http.NewRequest(http.MethodGet, e.s.URL+"/jury", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.AddCookie(&http.Cookie{Name: temoin, Value: ancien})
	if code, _ := e.navigateur().faire(req); code != http.StatusUnauthorized {
		t.Error("the old id is still good")
	}
	texte, err := e.base.Reglage(context.Background(), "portail")
	if err != nil || strings.Contains(texte, n.c.Jar.Cookies(analyser(t, e.s.URL))[0].Value) {
		t.Errorf("the base holds the cookie (%v)", err)
	}

	// A power cut: the same jurys again, the room goes on without its slip.
	valeur := n.c.Jar.Cookies(analyser(t, e.s.URL))[0]
	e.servir(e.p.Ouverture)
	n.c.Jar.SetCookies(analyser(t, e.s.URL), []*http.Cookie{valeur})
	if code, texte := n.ouvrir("/jury"); code != http.StatusOK || !strings.Contains(texte, "table-candidats") {
		t.Errorf("a restart sends the room back: %d %s", code, tronquer(texte))
	}
	if cs := e.p.Connectes(); len(cs) != 1 || cs[0].Jury != jury1 || cs[0].Nom != "Dubois Pierre" || cs[0].Adresse != "127.0.0.1" {
		t.Errorf("%+v", cs)
	}
	if err := e.p.Deconnecter(context.Background(), jury1); err != nil {
		t.Fatal(err)
	}
	if code, _ := n.ouvrir("/jury"); code != http.StatusUnauthorized {
		t.Error("a room that was put out is still in")
	}
	n = e.entrer(jury1)
	if err := portail.Fermer(context.Background(), e.base, "Chef"); err != nil {
		t.Fatal(err)
	}
	if ss, err := portail.Sessions(context.Background(), e.base); err != nil || len(ss) != 0 {
		t.Errorf("closed by hand, it keeps %d sessions (%v)", len(ss), err)
	}
	if o, err := portail.Ouverte(context.Background(), e.base); err != nil || o != nil {
		t.Errorf("closed by hand, it would open again: %v %v", o, err)
	}
	n.poster("/deconnexion")
	if code, _ := n.ouvrir("/jury"); code != http.StatusUnauthorized {
		t.Error("signed out, still in")
	}
}

// TestARoomLocks: told two minutes before, by a page that is no gesture; what was typed
// comes back after the password, and is not done.
func TestARoomLocks(t *testing.T) {
	e := ouvrir(t)
	n := e.entrer(jury1)
	avant := len(e.actes(jury1))
	e.attendre(27 * time.Minute)
	_, texte := n.ouvrir("/jury/veille")
	sans(t, texte, "verrouille")
	e.attendre(90 * time.Second)
	_, texte = n.ouvrir("/jury/veille")
	veut(t, texte, "se verrouille dans moins de deux minutes")
	r, err := http.NewRequest(http.MethodGet, e.s.URL+"/jury", nil) // the table that draws itself again is no gesture either
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("HX-Request", "true")
	r.Header.Set("HX-Trigger", "liste")
	n.faire(r)
	e.attendre(2 * time.Minute)
	code, texte := n.noter("confirmer", candidat1, "U41", "15", "Livret <b>bon</b>")
	if veut(t, texte, "Séance verrouillée", `id="connexion"`, `value="15"`, "Livret &lt;b&gt;bon&lt;/b&gt;"); code != http.StatusUnauthorized {
		t.Error(code)
	}
	if len(e.actes(jury1)) != avant {
		t.Error("a locked room acts")
	}
	login, mot := e.papillon(jury1)
	_, texte = n.poster("/connexion", "login", login, "mot_de_passe", mot, "suite", "/jury/candidat/"+candidat1, "garde.epreuve", "U41", "garde.valeur", "15",
		"garde.motif", "Livret bon")
	veut(t, texte, `data-epreuve="U41"`, `value="15"`, `value="Livret bon"`)
	if len(e.actes(jury1)) != avant {
		t.Error("what was typed was done by the password alone")
	}
	for _, mauvais := range []string{"https://ailleurs.example", "//ailleurs.example", "/jury//x", `/jury/\x`, "/statique/salle.js"} {
		r, err := e.navigateur().sansSuivre().PostForm(e.s.URL+"/connexion", formulaireDe([]string{"login", login, "mot_de_passe", mot, "suite", mauvais}))
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		if l := r.Header.Get("Location"); l != "/jury" {
			t.Errorf("%s leads to %s", mauvais, l)
		}
	}
}

// TestForgedAndHuge: another site's form, a body of a gigabyte, words that are code.
func TestForgedAndHuge(t *testing.T) {
	e := ouvrir(t)
	n := e.entrer(jury1)
	avant := len(e.actes(jury1))
	for _, entetes := range []map[string]string{{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://ailleurs.example"}} {
		r, err := http.NewRequest(http.MethodPost, e.s.URL+"/jury/livret", strings.NewReader("tous=1"))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for k, v := range entetes {
			r.Header.Set(k, v)
		}
		if code, _ := n.faire(r); code != http.StatusForbidden {
			t.Errorf("%v: %d", entetes, code)
		}
	}
	r, err := http.NewRequest(http.MethodPost, e.s.URL+"/jury/livret", io.LimitReader(zeros{}, 1<<30))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	depart := time.Now()
	if rep, err := n.c.Do(r); err == nil {
		if rep.Body.Close(); rep.StatusCode < 400 {
			t.Errorf("a gigabyte: %d", rep.StatusCode)
		}
	}
	t.Logf("a gigabyte is refused in %v", time.Since(depart))
	_, texte := n.poster("/jury/qui", "autre", `<script>alert(1)</script>`)
	sans(t, texte, "<script>alert")
	_, texte = n.ouvrir("/jury/candidat/" + candidat1 + "?epreuve=U41&valeur=%22%3E%3Cscript%3E")
	sans(t, texte, `"><script>`)
	if len(e.actes(jury1)) != avant {
		t.Error("a forged form acts")
	}
	for _, lien := range []string{"/jury/candidat/x", "/jury/candidat/%00", "/jury/candidat/" + strings.Repeat("9", 5000), "/../../etc/passwd", "/statique/../portail.go"} {
		if code, _ := n.ouvrir(lien); code == http.StatusOK || code == http.StatusInternalServerError {
			t.Errorf("%s: %d", lien, code)
		}
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'a'
	}
	return len(b), nil
}

// TestSlowConnections: two hundred that say nothing do not keep a jury out.
func TestSlowConnections(t *testing.T) {
	e := ouvrir(t)
	for range 200 {
		c, err := net.Dial("tcp", e.s.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		fmt.Fprint(c, "G")
	}
	depart := time.Now()
	n := e.entrer(jury1)
	if _, texte := n.ouvrir("/jury"); !strings.Contains(texte, "table-candidats") {
		t.Error("kept out")
	}
	if d := time.Since(depart); d > 10*time.Second {
		t.Errorf("served in %v", d)
	}
}

// TestEveryPageDemandsASession: none is open to who did not sign in.
func TestEveryPageDemandsASession(t *testing.T) {
	e := ouvrir(t)
	for _, lien := range append(pagesDuJury(), "/jury/evenements", "/jury/veille", "/jury/message") {
		if code, texte := e.navigateur().ouvrir(lien); code != http.StatusUnauthorized || strings.Contains(texte, "proces-verbal") || strings.Contains(texte, "table-candidats") {
			t.Errorf("%s: %d", lien, code)
		}
	}
}
