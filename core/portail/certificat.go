package portail

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"time"

	"delib/core/empreinte"
	"delib/core/examen"
)

// reglageCertificat keeps the certificate of the portal with its key: made once, so
// that the fingerprint that paper carries outlives a change of address.
const reglageCertificat = "portail-certificat"

type paire struct {
	Certificat string `json:"certificat"` // PEM
	Cle        string `json:"cle"`        // PEM
}

// Certificat gives the certificate of this base's portal and its fingerprint, made the
// first time for the centre's names and these addresses. It is valid from a year before, so that a
// wrong clock does not refuse it.
func Certificat(ctx context.Context, d Depot, interfaces []Interface, le time.Time) (tls.Certificate, string, error) {
	texte, err := d.Reglage(ctx, reglageCertificat)
	if err != nil {
		return tls.Certificate{}, "", err
	}
	var p paire
	if texte != "" {
		if err := json.Unmarshal([]byte(texte), &p); err != nil {
			return tls.Certificate{}, "", fmt.Errorf("read certificate: %w", err)
		}
	} else {
		c, err := d.Centre(ctx)
		if err != nil {
			return tls.Certificate{}, "", err
		}
		noms, adresses := noms(c.Lieu.UAI, interfaces)
		if p, err = emettre(noms, adresses, le); err != nil {
			return tls.Certificate{}, "", fmt.Errorf("make certificate: %w", err)
		}
		b, err := json.Marshal(p)
		if err == nil {
			err = d.Regler(ctx, reglageCertificat, string(b))
		}
		if err != nil {
			return tls.Certificate{}, "", err
		}
	}
	c, err := tls.X509KeyPair([]byte(p.Certificat), []byte(p.Cle))
	if err != nil {
		return c, "", fmt.Errorf("read certificate: %w", err)
	}
	return c, empreinte.De(c.Certificate[0]), nil
}

func emettre(noms []string, adresses []net.IP, le time.Time) (paire, error) {
	cle, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return paire{}, err
	}
	serie, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return paire{}, err
	}
	modele := &x509.Certificate{
		SerialNumber: serie, Subject: pkix.Name{CommonName: noms[0], Organization: []string{"Délib, portail de secours"}},
		NotBefore: le.AddDate(-1, 0, 0), NotAfter: le.AddDate(2, 0, 0), DNSNames: noms, IPAddresses: adresses,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, modele, modele, &cle.PublicKey, cle)
	if err != nil {
		return paire{}, err
	}
	octets, err := x509.MarshalPKCS8PrivateKey(cle)
	if err != nil {
		return paire{}, err
	}
	return paire{
		string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})),
		string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: octets})),
	}, nil
}

// LireCertificat reads a certificate and its key from files, instead of the base's own.
func LireCertificat(certificat, cle string) (tls.Certificate, string, error) {
	c, err := tls.LoadX509KeyPair(certificat, cle)
	if err != nil {
		return c, "", examen.Refuser(examen.CodeFichier, "Le certificat du portail ne peut pas être lu, ou sa clé n’est pas la sienne.",
			"Vérifiez les deux fichiers, au format PEM, ou laissez le portail se servir du sien.", "- "+err.Error())
	}
	return c, empreinte.De(c.Certificate[0]), nil
}
