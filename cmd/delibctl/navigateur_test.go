//go:build navigateur

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// These tests drive Debian's Chromium over the real delibctl: the pages as a jury has
// them, looked over by axe-core in light and dark, wide and narrow. The axe-core of
// DELIB_AXE; pictures go in docs/portail when DELIB_IMAGES is set.

// salle is a workstation that serves the portal, and the slips that it printed.
type salle struct {
	t         *testing.T
	programme string
	base      string
	papillons string
	url       string
	commande  *exec.Cmd
}

func servirSalle(t *testing.T, dossier string, avant [][]string, jurys ...string) *salle {
	t.Helper()
	dir := t.TempDir()
	s := &salle{t: t, programme: compilee(t), base: filepath.Join(dir, "base"), papillons: filepath.Join(dir, "papillons")}
	s.faire("importer", filepath.Join("../../core/dossier/testdata", dossier), "--par", "Chef")
	for _, a := range avant {
		s.faire(a...)
	}
	args := []string{"ouvrir", "--accord", "RSSI, par téléphone", "--par", "Chef", "--adresse", "127.0.0.1:0", "--papillons", s.papillons}
	for _, j := range jurys {
		args = append(args, "--jury", j)
	}
	s.commande, s.url, _, _ = tenir(t, s.programme, s.base, args...)
	return s
}

// faire runs a command on the base, and gives what it says.
func (s *salle) faire(args ...string) string {
	s.t.Helper()
	o, e, fait := dit(s.programme, s.base, args...)
	if !fait {
		s.t.Fatalf("delibctl %s:\n%s", strings.Join(args, " "), e)
	}
	return o
}

// papillon reads what the slip of a jury says.
func (s *salle) papillon(jury string) (login, mot string) {
	s.t.Helper()
	out, err := exec.Command("pdftotext", "-layout", filepath.Join(s.papillons, "Papillon_"+jury+".pdf"), "-").Output()
	if err != nil {
		s.t.Fatal(err)
	}
	mot = regexp.MustCompile(`[A-Z2-7]{5}(-[A-Z2-7]{5}){3}`).FindString(string(out))
	login = regexp.MustCompile(`\S+-` + jury + `-1[01]`).FindString(string(out))
	if mot == "" || login == "" || !strings.Contains(string(out), s.url) {
		s.t.Fatalf("the slip of %s has no way in to %s:\n%s", jury, s.url, out)
	}
	return login, mot
}

// onglet is a page of a browser of its own.
type onglet struct {
	s   *salle
	ctx context.Context
	axe string
}

func (s *salle) navigateur(options ...chromedp.ExecAllocatorOption) *onglet {
	s.t.Helper()
	options = append(append(append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...),
		chromedp.ExecPath("/usr/bin/chromium"), chromedp.NoSandbox, chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true),
		chromedp.IgnoreCertErrors, chromedp.WindowSize(1366, 768)), options...)
	ctx, fin1 := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, fin2 := chromedp.NewContext(ctx)
	ctx, fin3 := context.WithTimeout(ctx, 4*time.Minute)
	s.t.Cleanup(func() { fin3(); fin2(); fin1() })
	axe, err := os.ReadFile(os.Getenv("DELIB_AXE"))
	if err != nil {
		s.t.Logf("DELIB_AXE gives no axe-core: the pages are not looked over (%v)", err)
	}
	return &onglet{s, ctx, string(axe)}
}

func (o *onglet) faire(actions ...chromedp.Action[chromedp.Void]) {
	o.s.t.Helper()
	if err := chromedp.Do(o.ctx, actions...); err != nil {
		page, _ := chromedp.Run(o.ctx, chromedp.TextContent(chromedp.CSS("body")))
		o.s.t.Fatalf("%v\non the page: %.1200s", err, page)
	}
}

// lire gives the text of an element.
func (o *onglet) lire(selecteur string) string {
	o.s.t.Helper()
	texte, err := chromedp.Run(o.ctx, chromedp.Text(chromedp.CSS(selecteur)))
	if err != nil {
		o.s.t.Fatal(err)
	}
	return texte
}

func (o *onglet) attendre(selecteur, texte string) {
	o.s.t.Helper()
	fin := time.Now().Add(10 * time.Second)
	for time.Now().Before(fin) {
		vu, err := chromedp.Run(o.ctx, chromedp.Evaluate[string](fmt.Sprintf("(document.querySelector(%q)||{}).textContent||''", selecteur)))
		if err == nil && strings.Contains(vu, texte) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	o.s.t.Fatalf("%s never says %q; it says: %s", selecteur, texte, o.lire("main"))
}

func (o *onglet) entrer(jury string) {
	o.s.t.Helper()
	login, mot := o.s.papillon(jury)
	o.faire(chromedp.Navigate(o.s.url), chromedp.SendKeys(chromedp.CSS("#login"), login), chromedp.SendKeys(chromedp.CSS("#mot_de_passe"), mot),
		chromedp.Submit(chromedp.CSS("#connexion")), chromedp.WaitVisible(chromedp.CSS("#table-candidats")))
}

// theme asks for light or dark.
func (o *onglet) theme(nom string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: nom}}})
		return err
	})
}

// regarder looks a page over: axe-core finds nothing, in light and in dark, at the width
// of a school's projector and of a telephone; and takes its picture.
func (o *onglet) regarder(nom string) {
	o.s.t.Helper()
	for _, x := range []struct {
		theme   string
		largeur int64
	}{{"light", 1366}, {"dark", 1366}, {"light", 320}, {"dark", 320}} {
		o.faire(chromedp.EmulateViewport(x.largeur, 768), o.theme(x.theme))
		if o.axe != "" {
			violations, err := chromedp.Run(o.ctx, chromedp.Evaluate[string](o.axe+
				`;axe.run().then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes[0].html)))`, chromedp.EvalAwaitPromise))
			var vs []string
			if err == nil {
				err = json.Unmarshal([]byte(violations), &vs)
			}
			if err != nil || len(vs) > 0 {
				o.s.t.Errorf("%s, %s, %d px: %v %v", nom, x.theme, x.largeur, vs, err)
			}
		}
		deborde, err := chromedp.Run(o.ctx, chromedp.Evaluate[bool]("document.documentElement.scrollWidth > window.innerWidth + 1"))
		if err != nil || deborde {
			o.s.t.Errorf("%s does not hold in %d px (%v)", nom, x.largeur, err)
		}
	}
	o.faire(chromedp.EmulateViewport(1366, 768), o.theme("light"))
	if dir := os.Getenv("DELIB_IMAGES"); dir != "" {
		png, err := chromedp.Run(o.ctx, chromedp.FullScreenshot(100))
		if err != nil {
			o.s.t.Fatal(err)
		}
		if err := os.MkdirAll(dir, 0o750); err != nil {
			o.s.t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, nom+".png"), png, 0o600); err != nil {
			o.s.t.Fatal(err)
		}
	}
}

// TestNavigateurBTS: a whole first deliberation in a real browser, from the slip to the
// PDF of the procès-verbal; two browsers on one jury and one on another at once; the
// journal is checked from outside.
func TestNavigateurBTS(t *testing.T) {
	s := servirSalle(t, "dossier-bts-2023-06-0250001R.zip", nil, "31310", "31408")
	a, b, c := s.navigateur(), s.navigateur(), s.navigateur()
	a.faire(chromedp.Navigate(s.url))
	a.regarder("connexion")
	a.entrer("31310")
	a.regarder("candidats")
	b.entrer("31310")
	c.entrer("31408")
	const cle = "02319252150-001"
	for _, p := range []string{"livrets", "manquantes", "modifiees", "presence", "cloture", "papiers", "projection", "qui"} {
		a.faire(chromedp.Navigate(s.url + "/jury/" + p))
		a.regarder(p)
	}
	b.faire(chromedp.Navigate(s.url + "/jury"))
	lien := s.url + "/jury/candidat/" + cle
	u41 := `form[data-epreuve="U41"] `
	depart := time.Now()
	a.faire(chromedp.Navigate(lien), chromedp.SendKeys(chromedp.CSS(u41+`[name="valeur"]`), "15"), chromedp.Click(chromedp.CSS(u41+`button[value="essayer"]`)))
	a.attendre("#effet", "essai, rien n’est écrit")
	t.Logf("a candidate opened, a mark typed and tried in %v", time.Since(depart))
	a.regarder("candidat")
	a.faire(chromedp.Click(chromedp.CSS(u41 + `button[value="confirmer"]`)))
	a.attendre("#effet", "demande un motif")
	a.faire(chromedp.SendKeys(chromedp.CSS(u41+`[name="motif"]`), "Livret remarquable"), chromedp.Click(chromedp.CSS(u41+`button[value="confirmer"]`)))
	a.attendre("main", "La note est modifiée")
	b.attendre(`tr[data-candidat="`+cle+`"]`, "Admis") // the other browser, without a reload
	if vu := c.lire("#table-candidats"); strings.Contains(vu, "T230A0310000") && strings.Contains(vu, cle) {
		t.Error("the other jury sees this one")
	}
	a.faire(chromedp.Navigate(s.url+"/jury/presence"), chromedp.Click(chromedp.CSS(`form[data-membre="Moreau Claire"] [name="preside"]`)),
		chromedp.Submit(chromedp.CSS(`form[data-membre="Moreau Claire"]`)))
	a.attendre("main", "Préside : Moreau Claire")
	a.faire(chromedp.Navigate(s.url+"/jury/cloture"), chromedp.WaitVisible(chromedp.CSS("#empeche")))
	a.faire(chromedp.Navigate(s.url+"/jury/livrets"), chromedp.Click(chromedp.CSS(`button[name="tous"]`)))
	a.attendre("main", "Tous les livrets de ce jury sont examinés")
	// The closing by keyboard alone: nothing one Enter away.
	a.faire(chromedp.Navigate(s.url+"/jury/cloture"), chromedp.Focus(chromedp.CSS(`#cloture [name="confirme"]`)), chromedp.KeyEvent(kb.Enter))
	time.Sleep(300 * time.Millisecond)
	a.faire(chromedp.Navigate(s.url+"/jury/cloture"), chromedp.WaitVisible(chromedp.CSS("#cloture")), chromedp.Focus(chromedp.CSS(`#cloture [name="confirme"]`)),
		chromedp.KeyEvent(" "), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
	a.attendre("main", "La délibération est close")
	b.attendre(`header`, "110") // drawn before; its next page says what is
	b.faire(chromedp.Navigate(lien))
	b.attendre("header", "130")
	a.faire(chromedp.Navigate(s.url + "/jury/papiers"))
	a.regarder("papiers-apres")
	mur := regexp.MustCompile(`https://\S+avancement\S+`).FindString(s.faire("portail", "etat"))
	c.faire(chromedp.Navigate(mur))
	c.attendre("main", "1 sur 2 ont clos")
	c.regarder("mur")
	var etat struct {
		Ouvert    bool
		Connectes []struct{ Jury, Nom string }
	}
	if err := json.Unmarshal([]byte(s.faire("portail", "etat", "--json")), &etat); err != nil || !etat.Ouvert || len(etat.Connectes) != 3 {
		t.Errorf("%+v %v", etat, err)
	}
	s.faire("portail", "fermer", "--par", "Chef")
	if err := s.commande.Wait(); err != nil {
		t.Errorf("closed, it ends with %v", err)
	}
	if dit := s.faire("verifier"); !strings.Contains(dit, "intègre") {
		t.Error(dit)
	}
	if dit := s.faire("jurys"); !strings.Contains(dit, "130") {
		t.Error(dit)
	}
	if dit := s.faire("pv-groupe1", "--jury", "31310", "--sortie", t.TempDir()); !strings.Contains(dit, ".pdf") {
		t.Error(dit)
	}
}

// TestNavigateurBacPro: a second group, whose contrôle is one mark of two parts; its
// effect is seen while it is typed.
func TestNavigateurBacPro(t *testing.T) {
	s := servirSalle(t, "dossier-bcp-2021-06-0350059Z.zip", [][]string{
		{"saisir-notes", "--candidat", "01950022359-002", "--epreuve", "ECT1", "--valeur", "6"},
		{"saisir-notes", "--candidat", "01950022359-002", "--epreuve", "ECT2", "--valeur", "5,5"},
		{"ouvrir-groupe2", "--jury", "31202"},
	}, "31202")
	o := s.navigateur()
	o.entrer("31202")
	o.attendre("header", "210")
	const cle = "01950022359-002"
	o.faire(chromedp.Navigate(s.url+"/jury/candidat/"+cle), chromedp.SendKeys(chromedp.CSS("#v-ECT2"), "2"))
	o.attendre("#effet", "essai, rien n’est écrit")
	o.regarder("candidat-controle")
	o.faire(chromedp.SendKeys(chromedp.CSS("#m-ECT2"), "Oral réécouté"), chromedp.Click(chromedp.CSS(`form[data-epreuve="ECT2"] button[value="confirmer"]`)))
	o.attendre("main", "La note est modifiée")
	o.faire(chromedp.Navigate(s.url+"/jury/modifiees"), chromedp.Click(chromedp.CSS(`form[action="/jury/annuler"] button`)))
	o.attendre("main", "La note d’avant est remise")
	o.faire(chromedp.Navigate(s.url+"/jury/livrets"), chromedp.Click(chromedp.CSS(`button[name="tous"]`)))
	o.attendre("main", "Tous les livrets")
	o.faire(chromedp.Navigate(s.url + "/jury/cloture"))
	o.attendre("main", "Clore arrête les décisions")
	o.faire(chromedp.Click(chromedp.CSS(`#cloture [name="confirme"]`)), chromedp.Click(chromedp.CSS(`#cloture button`)))
	o.attendre("main", "La délibération est close")
	o.faire(chromedp.Navigate(s.url + "/jury/papiers"))
	o.attendre("main", "Procès-verbal de l'épreuve de contrôle")
	s.faire("portail", "fermer", "--par", "Chef")
	if err := s.commande.Wait(); err != nil {
		t.Error(err)
	}
	if dit := s.faire("candidats", "--jury", "31202"); !strings.Contains(dit, "Moyenne à l’issue du second groupe 10.") {
		t.Error(dit)
	}
	if dit := s.faire("verifier"); !strings.Contains(dit, "intègre") {
		t.Error(dit)
	}
}

// TestNavigateurSansScript: the same pages with JavaScript off.
func TestNavigateurSansScript(t *testing.T) {
	s := servirSalle(t, "dossier-bts-2023-06-0250001R.zip", nil, "31310")
	o := s.navigateur(chromedp.Flag("blink-settings", "scriptEnabled=false"))
	o.faire(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	login, mot := s.papillon("31310")
	o.faire(chromedp.Navigate(s.url), chromedp.SendKeys(chromedp.CSS("#login"), login), chromedp.SendKeys(chromedp.CSS("#mot_de_passe"), mot+kb.Enter),
		chromedp.WaitVisible(chromedp.CSS("#table-candidats")))
	o.faire(chromedp.Navigate(s.url+"/jury/candidat/02319252150-001"), chromedp.SendKeys(chromedp.CSS("#v-U41"), "15"),
		chromedp.Click(chromedp.CSS(`form[data-epreuve="U41"] button[value="essayer"]`)))
	o.dit("#effet", "essai, rien n’est écrit")
	o.faire(chromedp.SendKeys(chromedp.CSS("#m-U41"), "Livret"), chromedp.Click(chromedp.CSS(`form[data-epreuve="U41"] button[value="confirmer"]`)))
	o.dit("main", "La note est modifiée")
}

// dit waits for a text without a script in the page.
func (o *onglet) dit(selecteur, texte string) {
	o.s.t.Helper()
	var vu string
	for range 100 {
		var err error
		if vu, err = chromedp.Run(o.ctx, chromedp.OuterHTML(chromedp.CSS(selecteur))); err == nil && strings.Contains(vu, texte) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	o.s.t.Fatalf("%s never says %q: %.800s", selecteur, texte, vu)
}
