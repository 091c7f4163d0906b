package server

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"database/sql"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"time"

	"delib/core/empreinte"
)

// Rows of base that hold the server's own authority.
const (
	baseAutorite    = "autorite"     // certificate, PEM
	baseCleAutorite = "cle_autorite" // key, PEM
)

// Certificat gives the certificate of a server for a host: signed by its own
// authority, made the first time and kept in the base, so that several servers
// on one base show the same. What workstations pin is the authority.
func (s *Serveur) Certificat(ctx context.Context, hote string) (tls.Certificate, string, error) {
	var certPEM, clePEM string
	err := s.depot.dans(ctx, func(tx *sql.Tx) (err error) {
		if certPEM, err = s.depot.lire(ctx, tx, baseAutorite); err != nil || certPEM != "" {
			if err == nil {
				clePEM, err = s.depot.lire(ctx, tx, baseCleAutorite)
			}
			return err
		}
		if certPEM, clePEM, err = creerAutorite(); err != nil {
			return err
		}
		if err := s.depot.ecrire(ctx, tx, baseAutorite, certPEM); err != nil {
			return err
		}
		return s.depot.ecrire(ctx, tx, baseCleAutorite, clePEM)
	})
	if err != nil {
		return tls.Certificate{}, "", err
	}
	return emettre(certPEM, clePEM, hote)
}

func creerAutorite() (certPEM, clePEM string, err error) {
	cle, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return "", "", fmt.Errorf("make authority: %w", err)
	}
	modele := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Délib – autorité du serveur de l’académie"},
		// Clocks of workstations are wrong by years: the pin, not the date, is what counts.
		NotBefore: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2070, 1, 1, 0, 0, 0, 0, time.UTC),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, modele, modele, cle.Public(), cle)
	if err != nil {
		return "", "", fmt.Errorf("make authority: %w", err)
	}
	prive, err := x509.MarshalPKCS8PrivateKey(cle)
	if err != nil {
		return "", "", fmt.Errorf("make authority: %w", err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})), string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: prive})), nil
}

// emettre makes the certificate of one start of the server.
func emettre(certPEM, clePEM, hote string) (tls.Certificate, string, error) {
	rate := func(err error) (tls.Certificate, string, error) {
		return tls.Certificate{}, "", fmt.Errorf("issue certificate: %w", err)
	}
	autorite, err := tls.X509KeyPair([]byte(certPEM), []byte(clePEM))
	if err != nil {
		return rate(err)
	}
	parent, err := x509.ParseCertificate(autorite.Certificate[0])
	if err != nil {
		return rate(err)
	}
	cle, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return rate(err)
	}
	serie, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return rate(err)
	}
	modele := &x509.Certificate{
		SerialNumber: serie, Subject: pkix.Name{CommonName: "Délib – serveur de l’académie"}, NotBefore: parent.NotBefore, NotAfter: parent.NotAfter,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, DNSNames: []string{"localhost"},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
	}
	if ip := net.ParseIP(hote); ip != nil {
		modele.IPAddresses = append(modele.IPAddresses, ip)
	} else if hote != "" {
		modele.DNSNames = append(modele.DNSNames, hote)
	}
	der, err := x509.CreateCertificate(rand.Reader, modele, parent, cle.Public(), autorite.PrivateKey)
	if err != nil {
		return rate(err)
	}
	return tls.Certificate{Certificate: [][]byte{der, autorite.Certificate[0]}, PrivateKey: cle}, empreinte.De(autorite.Certificate[0]), nil
}

// LireCertificat reads the certificate that the académie gave, and its fingerprint.
func LireCertificat(certificat, cle string) (tls.Certificate, string, error) {
	for _, f := range []string{certificat, cle} {
		if _, err := os.Stat(f); err != nil {
			return tls.Certificate{}, "", fmt.Errorf("lecture de « %s » : %w", f, err)
		}
	}
	c, err := tls.LoadX509KeyPair(certificat, cle)
	if err != nil {
		return c, "", fmt.Errorf("certificat et clé ne vont pas ensemble : %w", err)
	}
	return c, empreinte.De(c.Certificate[0]), nil
}
