package portail

import (
	"bytes"
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/portail"
	"delib/ui/page"
)

// While it serves, the program that holds the base listens on its own machine for the
// two commands that speak to it. Where, and the word that lets in, stand in a file of
// the data folder that only its owner reads.

// FichierCommande is that file.
const FichierCommande = "portail.json"

type ou struct {
	Adresse string `json:"adresse"`
	Mot     string `json:"mot"`
}

// Etat is how the portal stands.
type Etat struct {
	Ouvert    bool       `json:"ouvert"`
	Adresses  []string   `json:"adresses"`
	Empreinte string     `json:"empreinte"`
	Jurys     []string   `json:"jurys"`
	Connectes []Connecte `json:"connectes"`
}

// Suite is what the text of "etat" says beside.
type Suite struct {
	Etat
	Ouverture portail.Ouverture `json:"ouverture"`
	Mur       string            `json:"mur"`
	Appels    []Appel           `json:"appels"`
}

// Etat tells how this portal stands.
func (p *Portail) Etat() Suite {
	return Suite{
		Etat:      Etat{true, []string{p.URL()}, p.Empreinte, p.Ouverture.Jurys, p.Connectes()},
		Ouverture: p.Ouverture, Mur: p.URLMur(), Appels: p.Appels(),
	}
}

// Obeir answers the commands of this machine until the context ends. fermer records
// that the portal is closed and stops it.
func (p *Portail) Obeir(ctx context.Context, base string, fermer func(par string) error) error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen for commands: %w", err)
	}
	x := ou{l.Addr().String(), page.Tirer()}
	texte, err := json.Marshal(x)
	if err == nil {
		err = fichier.Remplacer(filepath.Join(base, FichierCommande), texte)
	}
	if err != nil {
		_ = l.Close()
		return err
	}
	m := http.NewServeMux()
	m.HandleFunc("GET /etat", func(w http.ResponseWriter, _ *http.Request) { _ = json.NewEncoder(w).Encode(p.Etat()) })
	m.HandleFunc("POST /dire", func(w http.ResponseWriter, r *http.Request) {
		repondre(w, p.Dire(r.PostFormValue("jury"), r.PostFormValue("texte")))
	})
	m.HandleFunc("POST /deconnecter", func(w http.ResponseWriter, r *http.Request) {
		repondre(w, p.Deconnecter(r.Context(), r.PostFormValue("jury")))
	})
	m.HandleFunc("POST /fermer", func(w http.ResponseWriter, r *http.Request) { repondre(w, fermer(r.PostFormValue("par"))) })
	s := &http.Server{ReadTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), []byte(x.Mot)) != 1 {
			http.Error(w, "non", http.StatusForbidden)
			return
		}
		m.ServeHTTP(w, r)
	})}
	go func() {
		<-ctx.Done()
		fin, annuler := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer annuler()
		_ = s.Shutdown(fin)
	}()
	err = s.Serve(l)
	if la, e := os.ReadFile(filepath.Join(base, FichierCommande)); e == nil && bytes.Equal(la, texte) { // not that of one opened since
		_ = os.Remove(filepath.Join(base, FichierCommande))
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

func repondre(w http.ResponseWriter, err error) {
	if r, ok := examen.EstRefus(err); ok {
		w.WriteHeader(http.StatusConflict)
		_ = json.NewEncoder(w).Encode(r)
		return
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// demander asks the program that serves the portal of a data folder; ok is false when
// none does.
func demander(ctx context.Context, base, methode, quoi string, champs map[string]string) (texte []byte, ok bool, err error) {
	brut, err := os.ReadFile(filepath.Join(base, FichierCommande))
	if errors.Is(err, os.ErrNotExist) {
		return nil, false, nil
	}
	var x ou
	if err == nil {
		err = json.Unmarshal(brut, &x)
	}
	if err != nil {
		return nil, false, fmt.Errorf("read %s: %w", FichierCommande, err)
	}
	valeurs := url.Values{}
	for k, v := range champs {
		valeurs.Set(k, v)
	}
	r, err := http.NewRequestWithContext(ctx, methode, "http://"+x.Adresse+quoi, strings.NewReader(valeurs.Encode()))
	if err != nil {
		return nil, false, fmt.Errorf("read %s: %w", FichierCommande, err)
	}
	r.Header.Set("Authorization", x.Mot)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	c := http.Client{Timeout: 15 * time.Second, Transport: &http.Transport{Proxy: nil}}
	rep, err := c.Do(r)
	if err != nil {
		return nil, false, nil //nolint:nilerr // the program that served was killed: nobody serves
	}
	defer rep.Body.Close()
	texte, err = io.ReadAll(io.LimitReader(rep.Body, 8<<20))
	if err != nil {
		return nil, false, fmt.Errorf("ask the portal: %w", err)
	}
	switch rep.StatusCode {
	case http.StatusOK:
		return texte, true, nil
	case http.StatusConflict:
		var refus examen.Refus
		if err := json.Unmarshal(texte, &refus); err != nil {
			return nil, true, fmt.Errorf("ask the portal: %w", err)
		}
		return nil, true, &refus
	case http.StatusForbidden: // another program took the port of one that was killed
		return nil, false, nil
	}
	return nil, true, fmt.Errorf("ask the portal: %s", bytes.TrimSpace(texte))
}

// EtatDe tells how the portal of a data folder stands; nobody serving, it is closed.
func EtatDe(ctx context.Context, base string) (Suite, error) {
	s := Suite{Etat: Etat{Adresses: []string{}, Jurys: []string{}, Connectes: []Connecte{}}}
	texte, ok, err := demander(ctx, base, http.MethodGet, "/etat", nil)
	if err != nil || !ok {
		return s, err
	}
	if err := json.Unmarshal(texte, &s); err != nil {
		return s, fmt.Errorf("ask the portal: %w", err)
	}
	return s, nil
}

// Commander asks the program that serves the portal of a data folder to do something:
// "fermer" (par), "dire" (jury, texte), "deconnecter" (jury). It is refused when none does.
func Commander(ctx context.Context, base, quoi string, champs map[string]string) error {
	_, ok, err := demander(ctx, base, http.MethodPost, "/"+quoi, champs)
	if err == nil && !ok {
		return examen.Refuser(examen.CodeEtat, "Le portail de secours n’est pas ouvert sur ce poste.", "Rien n’a été fait.")
	}
	return err
}
