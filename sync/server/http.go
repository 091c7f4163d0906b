package server

import (
	"context"
	"crypto/ed25519"
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"time"

	"delib/core/examen"
	"delib/core/jury"
	"delib/sync/wire"
)

// Routes gives the server's pages. A workstation proves who it is by the key of
// its TLS certificate: nothing to guess, nothing to replay.
func (s *Serveur) Routes(journal *slog.Logger) http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("POST "+wire.CheminEchange, func(w http.ResponseWriter, r *http.Request) { s.poster(w, r, journal) })
	m.HandleFunc("GET "+wire.CheminEvenements, s.evenements)
	m.HandleFunc("POST "+wire.CheminFichier, func(w http.ResponseWriter, r *http.Request) { s.fichier(w, r, journal) })
	m.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = io.WriteString(w, "Délib : serveur de l’académie. Cette adresse est celle des postes, non d’un navigateur.\n")
	})
	return m
}

// cleDe gives the key that the connection proved, nil when there is none.
func cleDe(r *http.Request) ed25519.PublicKey {
	if r.TLS == nil || len(r.TLS.PeerCertificates) == 0 {
		return nil
	}
	cle, _ := r.TLS.PeerCertificates[0].PublicKey.(ed25519.PublicKey)
	return cle
}

func (s *Serveur) poster(w http.ResponseWriter, r *http.Request, journal *slog.Logger) {
	cle := cleDe(r)
	if cle == nil {
		http.Error(w, "certificat de poste attendu", http.StatusUnauthorized)
		return
	}
	var d wire.Demande
	if err := wire.Lire(http.MaxBytesReader(w, r.Body, wire.MaxTransport), &d); err != nil {
		var gros *http.MaxBytesError
		if errors.As(err, &gros) || errors.Is(err, wire.ErrTropGros) {
			http.Error(w, "message trop gros", http.StatusRequestEntityTooLarge)
			return
		}
		http.Error(w, "message illisible", http.StatusBadRequest)
		return
	}
	reponse, err := s.Echanger(r.Context(), cle, &d)
	if err != nil {
		// The cause is for the log; nothing was acknowledged, the workstation will ask again.
		journal.Error("echange", "poste", jury.PosteCourt(nomDe(cle, &d)), "erreur", anonyme(err))
		http.Error(w, "erreur du serveur", http.StatusInternalServerError)
		return
	}
	repondre(w, reponse)
}

// anonyme says what failed without a name or a mark, which a Refus may hold.
func anonyme(err error) string {
	if r, ok := examen.EstRefus(err); ok {
		return "refus " + string(r.Code)
	}
	return err.Error()
}

func repondre(w http.ResponseWriter, message any) {
	texte, err := wire.Ecrire(message)
	if err != nil {
		http.Error(w, "erreur du serveur", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", wire.Type)
	w.Header().Set("Cache-Control", "no-store, no-transform")
	_, _ = w.Write(texte)
}

// fichier takes in, for a workstation, the sealed file of another one.
func (s *Serveur) fichier(w http.ResponseWriter, r *http.Request, journal *slog.Logger) {
	cle := cleDe(r)
	p, err := s.posteParCle(r.Context(), s.depot.db, cle)
	if err != nil || p == nil || p.Etat != etatActif {
		http.Error(w, "poste non raccordé", http.StatusUnauthorized)
		return
	}
	texte, err := io.ReadAll(http.MaxBytesReader(w, r.Body, wire.MaxTransport))
	if err != nil {
		http.Error(w, "message trop gros", http.StatusRequestEntityTooLarge)
		return
	}
	verdicts, _, err := s.Recevoir(r.Context(), texte)
	if refus, ok := examen.EstRefus(err); ok {
		repondre(w, wire.Porte{Refus: wire.Refuser(refus)})
		return
	}
	if err != nil {
		journal.Error("fichier", "poste", p.ID, "erreur", anonyme(err))
		http.Error(w, "erreur du serveur", http.StatusInternalServerError)
		return
	}
	repondre(w, wire.Porte{Verdicts: verdicts})
}

// ConfigurerTLS gives what a server needs to know its workstations by their keys.
func ConfigurerTLS(certificat tls.Certificate) *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{certificat}, ClientAuth: tls.RequestClientCert, NextProtos: []string{"http/1.1"},
	}
}

// Servir answers on a listener until the context ends, then lets go of what goes on.
func (s *Serveur) Servir(ctx context.Context, h *http.Server, ecouter func() error) error {
	fin := make(chan error, 1)
	go func() { fin <- ecouter() }()
	select {
	case err := <-fin:
		return err
	case <-ctx.Done():
	}
	arret, annuler := context.WithTimeout(context.Background(), 3*time.Second)
	defer annuler()
	if err := h.Shutdown(arret); err != nil {
		return h.Close() // streams never end by themselves
	}
	return nil
}
