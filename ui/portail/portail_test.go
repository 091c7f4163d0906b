package portail

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/portail"
)

// TestAWholeDeliberation: from the slip to the PDF of the procès-verbal, and each act
// says who spoke and by which slip.
func TestAWholeDeliberation(t *testing.T) {
	e := ouvrir(t)
	n := e.entrer(jury1)
	login, _ := e.papillon(jury1)
	_, texte := n.ouvrir("/jury")
	veut(t, texte, `data-candidat="`+candidat1+`"`, "Dites qui parle", "Dubois Pierre – président", "Moyennes par point", "7 éléments")
	_, texte = n.poster("/jury/qui", "nom", "Moreau Claire")
	veut(t, texte, "les actes portent ce nom", "Moreau Claire", "vice-président")

	avant := len(e.actes(jury1))
	_, texte = n.noter("essayer", candidat1, "U41", "15", "")
	veut(t, texte, "essai, rien n’est écrit", "Moyenne : 9.95 → ", `value="15"`, `data-epreuve="U41"`, "Cas semblables")
	if len(e.actes(jury1)) != avant {
		t.Fatal("a try wrote an act")
	}
	_, texte = n.noter("confirmer", candidat1, "U41", "15", "")
	veut(t, texte, "demande un motif", `value="15"`, `aria-invalid="true"`)
	_, texte = n.noter("confirmer", candidat1, "U41", "15", "Livret remarquable")
	veut(t, texte, "La note est modifiée", "(modifiée)")
	if a := e.dernier(jury1); a.Auteur != "Moreau Claire" || a.Acces != login || a.Vers != "15.00" || a.Role != examen.RoleJury {
		t.Errorf("%+v", a)
	}
	_, texte = n.ouvrir("/jury/modifiees")
	veut(t, texte, "Livret remarquable", "Remettre la note d’avant")
	_, texte = n.poster("/jury/annuler", "candidat", candidat1, "epreuve", "U41", "valeur", e.dernier(jury1).De, "vue", "15.00")
	veut(t, texte, "La note d’avant est remise")

	_, texte = n.poster("/jury/presence", "membre", "Dubois Pierre", "mode", "absent", "vue", "")
	veut(t, texte, "personne – indiquez qui préside")
	_, texte = n.poster("/jury/presence", "membre", "Moreau Claire", "mode", "present", "preside", "1", "vue", "")
	veut(t, texte, "Préside : <strong>Moreau Claire</strong>", "La présence est notée")
	if a := e.dernier(jury1); a.Genre != jury.GenrePresence || a.Cle.Membre != "Moreau Claire" {
		t.Errorf("%+v", a)
	}

	_, texte = n.ouvrir("/jury/cloture")
	veut(t, texte, "Ce qui empêche de clore", "livret non examiné")
	sans(t, texte, `id="cloture"`)
	_, texte = n.poster("/jury/livret", "tous", "1")
	veut(t, texte, "Tous les livrets de ce jury sont examinés")
	_, texte = n.ouvrir("/jury/cloture")
	veut(t, texte, `id="cloture"`, "Plan de secours jamais généré")
	if code, texte := n.poster("/jury/cloture", "etat", "110"); code != http.StatusConflict {
		t.Errorf("closed by Enter alone: %s", tronquer(texte))
	}
	_, texte = n.poster("/jury/cloture", "etat", "110", "confirme", "1")
	veut(t, texte, "La délibération est close", "Procès-verbaux, listes et statistiques")
	if a := e.dernier(jury1); a.Genre != jury.GenreClore || a.Acces != login {
		t.Errorf("%+v", a)
	}
	_, texte = n.poster("/jury/cloture", "etat", "110", "confirme", "1")
	veut(t, texte, "Le jury ne délibère pas")
	code, texte := n.noter("confirmer", candidat1, "U41", "16", "trop tard")
	if veut(t, texte, "130"); code == http.StatusInternalServerError || e.dernier(jury1).Genre != jury.GenreClore {
		t.Error("a mark was changed after the closing")
	}
	_, texte = n.ouvrir("/jury/candidat/" + candidat1)
	sans(t, texte, `value="confirmer"`)
	code, texte = n.poster("/jury/papiers", "papier", "pv1")
	if code != http.StatusOK || !strings.HasPrefix(texte, "%PDF") {
		t.Errorf("the procès-verbal: %d %s", code, tronquer(texte))
	}
	if code, _ := n.poster("/jury/papiers", "papier", "statistiques"); code != http.StatusConflict {
		t.Error("statistics are made in a state that forbids them")
	}
}

// TestClosingSpeaksOnceOfPresence: the checklist does, and nothing beside it.
func TestClosingSpeaksOnceOfPresence(t *testing.T) {
	e := ouvrir(t)
	_, texte := e.entrer(jury2).ouvrir("/jury/cloture")
	if n := strings.Count(texte, "résence des membres"); n != 1 {
		t.Errorf("%d times: %s", n, tronquer(texte))
	}
}

// TestAnonymousUnlessAsked: no name of a candidate on any page until the room asks.
func TestAnonymousUnlessAsked(t *testing.T) {
	e := ouvrir(t)
	n := e.entrer(jury1)
	d, err := e.base.Charger(context.Background(), jury1)
	if err != nil {
		t.Fatal(err)
	}
	for _, lien := range pagesDuJury() {
		_, texte := n.ouvrir(lien)
		for _, c := range d.Candidats {
			sans(t, texte, c.Nom)
		}
	}
	n.noter("confirmer", candidat1, "U41", "15", "m")
	_, texte := n.ouvrir("/jury/modifiees")
	sans(t, texte, "AZBTSUN")
	_, texte = n.poster("/jury/noms", "noms", "1")
	veut(t, texte, "AZBTSUN", "Cacher les noms")
}

func pagesDuJury() []string {
	liens := []string{"/jury/candidat/" + candidat1, "/jury/qui"}
	for _, m := range menu {
		liens = append(liens, m.Lien)
	}
	return liens
}

// TestSentTwiceIsOneAct: a double click, and a resend after the answer.
func TestSentTwiceIsOneAct(t *testing.T) {
	e := ouvrir(t)
	n := e.entrer(jury1)
	avant := len(e.actes(jury1))
	var attente sync.WaitGroup
	for range 8 {
		attente.Go(func() {
			if code, texte := n.noter("confirmer", candidat1, "U41", "15", "m", "jeton", "abc"); code != http.StatusOK {
				t.Errorf("%d %s", code, tronquer(texte))
			}
		})
	}
	attente.Wait()
	if n := len(e.actes(jury1)) - avant; n != 1 {
		t.Errorf("%d acts", n)
	}
	_, texte := n.noter("confirmer", candidat1, "U41", "15", "m", "jeton", "autre")
	veut(t, texte, "C’était déjà ainsi")
	if n := len(e.actes(jury1)) - avant; n != 1 {
		t.Errorf("%d acts", n)
	}
}

// TestTheValueThatWasSeen: two browsers on one mark; the second sees both values, what
// it typed is kept, and nothing is written.
func TestTheValueThatWasSeen(t *testing.T) {
	e := ouvrir(t)
	a, b := e.entrer(jury1), e.entrer(jury1)
	d, err := e.base.Charger(context.Background(), jury1)
	if err != nil {
		t.Fatal(err)
	}
	cle, _ := jury.LireCle(candidat1)
	c, _ := d.Candidat(cle)
	vue := c.Valeur("U41", 1).Texte()
	a.noter("confirmer", candidat1, "U41", "15", "m", "vue", vue)
	_, texte := b.noter("confirmer", candidat1, "U41", "16", "m", "vue", vue)
	veut(t, texte, "modifiée entre-temps", "elle est « 15.0 »", "vous vouliez « 16.0 »", `value="16"`)
	if a := e.dernier(jury1); a.Vers != "15.00" {
		t.Errorf("%+v", a)
	}
	_, texte = b.ouvrir("/jury/candidat/" + candidat1 + "/ailleurs?rang=0")
	veut(t, texte, "ouvert aussi dans un autre navigateur", "Le jury a changé depuis")
	sans(t, texte, "<form", "<input")
	b.poster("/jury/presence", "membre", "Moreau Claire", "mode", "visio", "vue", "")
	code, texte := a.poster("/jury/presence", "membre", "Moreau Claire", "mode", "present", "vue", "")
	if veut(t, texte, "entre-temps"); code != http.StatusConflict {
		t.Error(code)
	}
}

// TestOpenedForTrial: each room sees its jury, and no act is possible.
func TestOpenedForTrial(t *testing.T) {
	e := ouvrir(t)
	e.servir(portail.Ouverture{Jurys: []string{jury1}, Accord: "RSSI", Par: "Chef", Adresse: "x", Essai: true})
	n := e.entrer(jury1)
	_, texte := n.ouvrir("/jury/candidat/" + candidat1)
	veut(t, texte, "EN ESSAI")
	sans(t, texte, `value="confirmer"`)
	avant := len(e.actes(jury1))
	n.noter("confirmer", candidat1, "U41", "15", "m")
	n.poster("/jury/livret", "tous", "1")
	n.poster("/jury/presence", "membre", "X", "mode", "present")
	n.poster("/jury/annuler", "candidat", candidat1, "epreuve", "U41", "valeur", "1", "vue", "")
	n.poster("/jury/cloture", "etat", "110", "confirme", "1")
	if len(e.actes(jury1)) != avant {
		t.Error("an act was made in a trial")
	}
}

// TestCallsAndMessages: a room calls; the chef de centre says one line; it is read.
func TestCallsAndMessages(t *testing.T) {
	e := ouvrir(t)
	a, b := e.entrer(jury1), e.entrer(jury2)
	_, texte := a.poster("/jury/appel", "motif", motifsAppel[1], "mots", "le vidéoprojecteur  est noir")
	veut(t, texte, "Le chef de centre est appelé")
	if code, texte := a.poster("/jury/appel", "motif", "autre chose"); code != http.StatusConflict || !strings.Contains(texte, `href="/jury"`) {
		t.Error("a motive that is not one of the three, or no way back from it")
	}
	if as := e.p.Appels(); len(as) != 1 || as[0].Jury != jury1 || as[0].Mots != "le vidéoprojecteur est noir" || as[0].Nom != "Dubois Pierre" {
		t.Errorf("%+v", as)
	}
	if err := e.p.Dire("", " "); err == nil {
		t.Error("an empty line is said")
	}
	if err := e.p.Dire(jury1, "J’arrive"); err != nil {
		t.Fatal(err)
	}
	_, texte = a.ouvrir("/jury/livrets")
	veut(t, texte, "J’arrive", "J’ai lu")
	_, texte = b.ouvrir("/jury/livrets")
	sans(t, texte, "J’arrive")
	b.poster("/jury/lu", "numero", "1")
	if m := e.p.Messages()[0]; len(m.Lus) != 0 {
		t.Error("another room read it")
	}
	_, texte = a.poster("/jury/lu", "numero", "1")
	sans(t, texte, "J’arrive")
	if m := e.p.Messages()[0]; len(m.Lus) != 1 {
		t.Errorf("%+v", m)
	}
}

// TestAnActIsSeenWithinASecond: made at the desk, it reaches the browsers of its jury,
// and no other.
func TestAnActIsSeenWithinASecond(t *testing.T) {
	e := ouvrir(t)
	ctx, arreter := context.WithCancel(context.Background())
	defer arreter()
	go e.p.veiller(ctx)
	a, fin1 := e.p.ecouter(jury1)
	defer fin1()
	b, fin2 := e.p.ecouter(jury2)
	defer fin2()
	time.Sleep(2 * veilleTous) // it has read the ranks
	depart := time.Now()
	if _, err := e.service.ModifierNote(ctx, activite.Modification{Jury: jury1, Candidat: candidat1, Epreuve: "U41", Valeur: "15", Motif: "m", Par: "P"}); err != nil {
		t.Fatal(err)
	}
	select {
	case quoi := <-a:
		t.Logf("%s after %v", quoi, time.Since(depart))
	case <-time.After(5 * time.Second):
		t.Error("the room of the jury was not told")
	}
	select {
	case quoi := <-b:
		t.Errorf("another jury was told %q", quoi)
	default:
	}
}

// TestTheWall: codes and states, no name, no mark, and only by its own address.
func TestTheWall(t *testing.T) {
	e := ouvrir(t)
	e.entrer(jury1)
	n := e.navigateur()
	if code, _ := n.ouvrir("/avancement"); code != http.StatusForbidden {
		t.Error(code)
	}
	_, texte := n.ouvrir("/avancement?cle=" + e.p.cleMur)
	veut(t, texte, jury1, jury2, "1 navigateur connecté", "aucune salle connectée", "0 sur 2 ont clos")
	sans(t, texte, "AZBTSUN", "9.95", "25302", "Dubois")
}
