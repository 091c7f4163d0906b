package client

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"strings"
	"time"

	"delib/core/empreinte"
	"delib/core/examen"
	"delib/sync/wire"
)

// HTTP carries messages over HTTPS. It knows the server by the fingerprint of
// its certificate, and shows it this workstation's key.
type HTTP struct {
	base string
	http *http.Client
	flux *http.Client // without a time limit, for the stream of events
}

// Delais of one message: to be answered at all, and in full.
const (
	delaiReponse = 20 * time.Second
	delaiTotal   = 5 * time.Minute
)

// Relier prepares the way to a server. attendue is its fingerprint, "SHA256:…", with or without
// colons; empty, a public authority must answer for the server.
func Relier(adresse, attendue string, cle ed25519.PrivateKey) (*HTTP, error) {
	u, err := url.Parse(strings.TrimRight(adresse, "/"))
	if err != nil || u.Scheme != "https" || u.Host == "" {
		return nil, examen.Refuser(examen.CodeSaisie, fmt.Sprintf("« %s » n’est pas l’adresse d’un serveur de l’académie.", adresse),
			"Elle commence par https:// ; votre académie vous l’a donnée.")
	}
	certificat, err := presenter(cle)
	if err != nil {
		return nil, err
	}
	config := &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{certificat}, NextProtos: []string{"http/1.1"}}
	if attendue != "" {
		somme, err := empreinte.Lire(attendue)
		if err != nil {
			return nil, err
		}
		config.InsecureSkipVerify = true // epingler checks instead, and more strictly
		config.VerifyConnection = func(e tls.ConnectionState) error { return epingler(e.PeerCertificates, somme) }
	}
	transport := func() *http.Transport {
		return &http.Transport{Proxy: http.ProxyFromEnvironment, TLSClientConfig: config.Clone(), ForceAttemptHTTP2: false,
			MaxIdleConnsPerHost: 2, IdleConnTimeout: 90 * time.Second, ResponseHeaderTimeout: delaiReponse, TLSHandshakeTimeout: delaiReponse,
			DisableCompression: true}
	}
	return &HTTP{base: u.String(), http: &http.Client{Transport: transport(), Timeout: delaiTotal}, flux: &http.Client{Transport: transport()}}, nil
}

// Fermer lets go of the connections.
func (h *HTTP) Fermer() {
	h.http.CloseIdleConnections()
	h.flux.CloseIdleConnections()
}

// presenter makes the certificate that shows this workstation's key.
func presenter(cle ed25519.PrivateKey) (tls.Certificate, error) {
	modele := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Unix(0, 0), NotAfter: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
	der, err := x509.CreateCertificate(rand.Reader, modele, modele, cle.Public(), cle)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("make certificate: %w", err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: cle}, nil
}

// epingler accepts a server whose own certificate, or the authority that signed
// it, has the fingerprint. Dates are not looked at: the clock of a school's PC
// may be years off.
func epingler(chaine []*x509.Certificate, attendue [32]byte) error {
	if len(chaine) == 0 {
		return errCertificat
	}
	if sha256.Sum256(chaine[0].Raw) == attendue {
		return nil
	}
	for _, c := range chaine[1:] {
		if sha256.Sum256(c.Raw) == attendue && c.IsCA && chaine[0].CheckSignatureFrom(c) == nil {
			return nil
		}
	}
	return errCertificat
}

var errCertificat = errors.New("the certificate is not the expected one")

// Echanger carries one message. A Refus says in words what is wrong with the way.
func (h *HTTP) Echanger(ctx context.Context, d *wire.Demande) (*wire.Reponse, error) {
	texte, err := wire.Ecrire(d)
	if err != nil {
		return nil, err
	}
	r := new(wire.Reponse)
	if err := h.poster(ctx, wire.CheminEchange, texte, r); err != nil {
		return nil, err
	}
	if r.Generation == "" {
		return nil, pasNotre()
	}
	return r, nil
}

func (h *HTTP) poster(ctx context.Context, chemin string, texte []byte, reponse any) error {
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, h.base+chemin, bytes.NewReader(texte))
	if err != nil {
		return fmt.Errorf("make request: %w", err)
	}
	q.Header.Set("Content-Type", wire.Type)
	q.Header["User-Agent"] = nil
	a, err := h.http.Do(q)
	if err != nil {
		return panne(ctx, err)
	}
	defer a.Body.Close()
	switch {
	case a.StatusCode == http.StatusRequestEntityTooLarge:
		return examen.Refuser(examen.CodeReseau, "Le serveur, ou un relais du réseau, refuse un message trop gros.",
			rienPerdu+"Prévenez votre académie, ou passez par un fichier.").Par(examen.Faire(examen.GesteExporter))
	case a.StatusCode != http.StatusOK && a.StatusCode >= 500:
		return examen.Refuser(examen.CodeReseau, fmt.Sprintf("Le serveur de l’académie est en difficulté (réponse %d).", a.StatusCode),
			rienPerdu+"Délib recommencera seul.")
	case a.StatusCode != http.StatusOK || a.Header.Get("Content-Type") != wire.Type:
		return pasNotre()
	}
	if err := wire.Lire(a.Body, reponse); err != nil {
		if errors.Is(err, wire.ErrTropGros) {
			return pasNotre()
		}
		return examen.Refuser(examen.CodeReseau, "La réponse du serveur est arrivée coupée ou abîmée.", rienPerdu+"Délib recommencera seul.")
	}
	return nil
}

const rienPerdu = "Rien n’est perdu : ce qui n’a pas reçu de réponse reste sur ce poste et sera renvoyé. "

func pasNotre() error {
	return examen.Refuser(examen.CodeReseau,
		"Ce qui répond à cette adresse n’est pas le serveur de l’académie : sans doute la page d’accueil du réseau (portail captif).",
		rienPerdu+"Ouvrez un navigateur pour passer cette page, ou changez de réseau.")
}

// panne says why nothing came back.
func panne(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var inconnue x509.UnknownAuthorityError
	var autreNom x509.HostnameError
	switch {
	case errors.Is(err, errCertificat):
		return examen.Refuser(examen.CodeReseau, "Le serveur qui répond n’a pas l’empreinte attendue : ce n’est pas celui de votre académie.",
			rienPerdu+"Vérifiez l’adresse et l’empreinte. Si elles sont bonnes, quelqu’un s’interpose sur ce réseau : changez-en, ou passez par un fichier.")
	case errors.As(err, &inconnue), errors.As(err, &autreNom):
		return examen.Refuser(examen.CodeReseau, "Aucune autorité connue ne répond de ce serveur.",
			rienPerdu+"Indiquez l’empreinte que votre académie a donnée.").Par(examen.Faire(examen.GesteEmpreinte))
	}
	return examen.Refuser(examen.CodeReseau, "Le serveur de l’académie ne répond pas.",
		rienPerdu+"Vérifiez le réseau ; Délib recommencera seul dès qu’il reviendra.", "- "+raison(err))
}

// raison gives the last words of a network error, without the address twice.
func raison(err error) string {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return err.Error()
}

// Ecouter calls signal each time that the log of the centre grew, until the
// stream ends.
func (h *HTTP) Ecouter(ctx context.Context, signal func()) error {
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, h.base+wire.CheminEvenements, nil)
	if err != nil {
		return fmt.Errorf("make request: %w", err)
	}
	a, err := h.flux.Do(q)
	if err != nil {
		return panne(ctx, err)
	}
	defer a.Body.Close()
	if a.StatusCode != http.StatusOK || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/event-stream") {
		return pasNotre()
	}
	for l := bufio.NewScanner(io.Reader(a.Body)); l.Scan(); {
		if strings.HasPrefix(l.Text(), "data:") {
			signal()
		}
	}
	return io.ErrUnexpectedEOF
}

// Porter brings the sealed file of another workstation to the server and gives
// back the file of answers for it.
func (h *HTTP) Porter(ctx context.Context, fichier []byte) ([]byte, error) {
	var r wire.Porte
	if err := h.poster(ctx, wire.CheminFichier, fichier, &r); err != nil {
		return nil, err
	}
	if r.Refus != nil {
		return nil, r.Refus.Erreur()
	}
	return r.Verdicts, nil
}
