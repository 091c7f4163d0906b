package soutien

import (
	"bufio"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"delib/core/examen"
)

// suffixeSignature is added to the name of a file by its signature.
const suffixeSignature = ".sig"

// What is read is bounded: an installer is ten times smaller, a signature fifty.
const (
	maxInstalleur = 1 << 30
	maxSignature  = 4 << 10
)

// MiseAJour is an installer whose signature is right.
type MiseAJour struct {
	Fichier   string `json:"fichier"`
	Empreinte string `json:"sha256"`
	Cle       string `json:"cle"` // the public key that signed it, in base64
}

func refusMAJ(message, aide string) *examen.Refus {
	return examen.Refuser(examen.CodeFichier, message, aide)
}

const aideMAJ = "N’installez pas ce fichier. Reprenez-le, avec sa signature, à l’endroit d’où il vient, et prévenez qui l’a fourni."

// LireCles reads public keys: base64, one a line; a line that starts with # or //
// is a remark.
func LireCles(texte string) ([]ed25519.PublicKey, error) {
	var cles []ed25519.PublicKey
	lignes := bufio.NewScanner(strings.NewReader(texte))
	for lignes.Scan() {
		l := strings.TrimSpace(lignes.Text())
		if l == "" || strings.HasPrefix(l, "#") || strings.HasPrefix(l, "//") {
			continue
		}
		cle, err := base64.StdEncoding.DecodeString(l)
		if err != nil || len(cle) != ed25519.PublicKeySize {
			return nil, refusMAJ("Une ligne du fichier de clés n’est pas une clé publique Ed25519.", "Une clé fait 44 caractères, en base64, une par ligne.")
		}
		cles = append(cles, cle)
	}
	return cles, lignes.Err()
}

// VerifierMiseAJour checks the signature FICHIER.sig of an installer against the
// keys that may sign one. It installs nothing and asks no network.
func VerifierMiseAJour(chemin string, cles []ed25519.PublicKey) (*MiseAJour, error) {
	if len(cles) == 0 {
		return nil, refusMAJ("Cette version de Délib ne contient aucune clé de mise à jour : elle ne peut reconnaître aucun installeur.",
			"Donnez la clé publique de qui publie Délib, reçue par une voie sûre. Rien n’a été installé.").Par(examen.Champ("cle"))
	}
	info, err := os.Stat(chemin)
	if err != nil || !info.Mode().IsRegular() {
		return nil, refusMAJ(fmt.Sprintf("Le fichier « %s » n’existe pas ou ne peut pas être lu.", chemin), "Vérifiez le chemin.")
	}
	if info.Size() > maxInstalleur {
		return nil, refusMAJ("Ce fichier est trop gros pour être un installeur de Délib.", aideMAJ)
	}
	texte, err := os.ReadFile(chemin)
	if err != nil {
		return nil, refusMAJ(fmt.Sprintf("Le fichier « %s » ne peut pas être lu.", chemin), "Vérifiez le chemin et le droit de le lire.")
	}
	var ecrite []byte
	if info, err = os.Stat(chemin + suffixeSignature); err == nil && info.Mode().IsRegular() && info.Size() < maxSignature {
		ecrite, err = os.ReadFile(chemin + suffixeSignature)
	}
	if err != nil {
		return nil, refusMAJ(fmt.Sprintf("La signature « %s » manque.", filepath.Base(chemin)+suffixeSignature),
			"Elle doit être à côté de l’installeur. "+aideMAJ)
	}
	signature, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(ecrite)))
	if err != nil || len(signature) != ed25519.SignatureSize {
		return nil, refusMAJ(fmt.Sprintf("« %s » n’est pas une signature.", filepath.Base(chemin)+suffixeSignature), aideMAJ)
	}
	for _, cle := range cles {
		if ed25519.Verify(cle, texte, signature) {
			h := sha256.Sum256(texte)
			return &MiseAJour{filepath.Base(chemin), hex.EncodeToString(h[:]), base64.StdEncoding.EncodeToString(cle)}, nil
		}
	}
	return nil, refusMAJ(fmt.Sprintf("La signature de « %s » est fausse : le fichier a été modifié, ou une autre personne l’a signé.", filepath.Base(chemin)),
		aideMAJ)
}
