package main

import (
	"crypto/tls"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"delib/core/examen"
	"delib/sync/server"
)

// servir answers workstations until it is stopped.
func servir(a *app, nom string, args []string) error {
	f := a.flags(nom)
	adresse := f.String("adresse", "127.0.0.1:8443", "HOTE:PORT")
	certificat := f.String("certificat", "", "certificat du serveur (PEM), au lieu de sa propre autorité")
	cle := f.String("cle", "", "clé de ce certificat (PEM)")
	if _, err := lireMots(f, args); err != nil {
		return err
	}
	if (*certificat == "") != (*cle == "") {
		return usage("--certificat et --cle vont ensemble.")
	}
	hote, _, err := net.SplitHostPort(*adresse)
	if err != nil {
		return usage("--adresse attend HOTE:PORT.")
	}
	return a.avec(func(s *server.Serveur) error {
		var c tls.Certificate
		var empreinte string
		if *certificat != "" {
			c, empreinte, err = server.LireCertificat(*certificat, *cle)
			if err != nil {
				return examen.Refuser(examen.CodeFichier, "Le certificat du serveur ne peut pas être lu.", "Vérifiez --certificat et --cle.", "- "+err.Error())
			}
		} else if c, empreinte, err = s.Certificat(a.ctx, hote); err != nil {
			return err
		}
		ecoute, err := net.Listen("tcp", *adresse)
		if err != nil {
			return examen.Refuser(examen.CodeReseau, fmt.Sprintf("L’adresse %s ne peut pas être écoutée.", *adresse), "Choisissez un port libre (--adresse).",
				"- "+err.Error())
		}
		journal := slog.New(slog.NewTextHandler(a.stderr, nil))
		h := &http.Server{Handler: s.Routes(journal), TLSConfig: server.ConfigurerTLS(c), ReadHeaderTimeout: 20 * time.Second, ReadTimeout: 5 * time.Minute,
			IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)}
		fmt.Fprintf(a.stdout, "prêt https://%s empreinte %s\n", ecoute.Addr(), empreinte)
		return s.Servir(a.ctx, h, func() error { return h.ServeTLS(ecoute, "", "") })
	})
}
