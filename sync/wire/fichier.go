package wire

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"

	"delib/core/examen"
)

// Kinds of the files that travel without a network.
const (
	FormatActes    = "delib-actes/1"    // from a workstation to the académie
	FormatVerdicts = "delib-verdicts/1" // from the académie to a workstation
)

// Names inside the ZIP.
const (
	entreeChiffre = "contenu.age"
	entreeFormat  = "delib.json"
	entreeLisez   = "LISEZMOI.txt"
)

// entete is what can be read without a key.
type entete struct {
	Format string `json:"format"`
}

// pli is what is encrypted: the messages, and who signs for them.
type pli struct {
	Cle       []byte `json:"cle"`
	Signature []byte `json:"signature"`
	Contenu   []byte `json:"contenu"` // messages, as Ecrire writes them
}

// CreerFichier puts messages in a ZIP, signed by a key and encrypted to an age
// recipient: nobody else reads it, nobody changes it unseen.
func CreerFichier(format string, messages any, cle ed25519.PrivateKey, destinataire string) ([]byte, error) {
	pour, err := age.ParseX25519Recipient(destinataire)
	if err != nil {
		return nil, examen.Refuser(examen.CodeSaisie, "La clé d’échange indiquée n’est pas une clé de l’académie.",
			"Elle commence par « age1 » : demandez-la à l’académie.").Par(examen.Faire(examen.GesteMontrerCle))
	}
	contenu, err := Ecrire(messages)
	if err != nil {
		return nil, err
	}
	clair, err := json.Marshal(pli{Cle: cle[32:], Signature: ed25519.Sign(cle, aSigner(format, contenu)), Contenu: contenu})
	if err != nil {
		return nil, fmt.Errorf("encode file: %w", err)
	}
	var chiffre bytes.Buffer
	w, err := age.Encrypt(&chiffre, pour)
	if err == nil {
		_, err = w.Write(clair)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("encrypt file: %w", err)
	}
	dit, err := json.Marshal(entete{format})
	if err != nil {
		return nil, fmt.Errorf("encode file: %w", err)
	}
	return archiver(map[string][]byte{entreeFormat: dit, entreeLisez: []byte(lisez[format]), entreeChiffre: chiffre.Bytes()})
}

func archiver(entrees map[string][]byte) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, nom := range []string{entreeLisez, entreeFormat, entreeChiffre} {
		// What is encrypted does not compress.
		w, err := z.CreateHeader(&zip.FileHeader{Name: nom, Method: zip.Store})
		if err == nil {
			_, err = w.Write(entrees[nom])
		}
		if err != nil {
			return nil, fmt.Errorf("write archive: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("write archive: %w", err)
	}
	return b.Bytes(), nil
}

// lisez is what a person who opens the ZIP reads.
var lisez = map[string]string{
	FormatActes: "Ce fichier porte les actes d’un poste Délib à l’académie. Il est chiffré : elle seule peut le lire.\r\n" +
		"L’académie le reçoit sur son serveur, et rend un fichier de verdicts à rapporter au poste.\r\n",
	FormatVerdicts: "Ce fichier rapporte à un poste Délib les réponses de l’académie. Il est chiffré : ce poste seul peut le lire.\r\n" +
		"Sur le poste, il s’importe comme réponses de l’académie, dans les échanges avec elle.\r\n",
}

func aSigner(format string, contenu []byte) []byte {
	h := sha256.Sum256(contenu)
	return append([]byte(format+"\x00"), h[:]...)
}

// OuvrirFichier reads what CreerFichier wrote and gives the key that signed it.
func OuvrirFichier(format string, fichier []byte, secret *age.X25519Identity, messages any) (ed25519.PublicKey, error) {
	refus := func(quoi, aide string, gestes ...examen.Geste) error {
		r := examen.Refuser(examen.CodeFichier, "Ce fichier ne peut pas être reçu : "+quoi, aide+" Rien n’a été changé.")
		for _, g := range gestes {
			r = r.Par(examen.Faire(g))
		}
		return r
	}
	chiffre, vu, err := lireArchive(fichier)
	switch {
	case err != nil:
		return nil, refus("il est abîmé ou n’est pas un fichier de Délib.", "Exportez-le ou copiez-le de nouveau.")
	case vu != format && vu == FormatActes:
		return nil, refus("il porte des actes à l’académie, non ses réponses.", "Remettez-le à l’académie.", examen.GesteRecevoir)
	case vu != format && vu == FormatVerdicts:
		return nil, refus("il porte des réponses de l’académie, non des actes.", "Il s’importe sur le poste.", examen.GesteImporterRendu)
	case vu != format:
		return nil, refus("il est au format « "+vu+" », inconnu de cette version.", "Mettez Délib à jour.")
	}
	r, err := age.Decrypt(bytes.NewReader(chiffre), secret)
	if err != nil {
		return nil, refus("il est chiffré pour un autre destinataire.", "Vérifiez qu’il vient de ce poste, ou de cette académie.")
	}
	clair, err := io.ReadAll(io.LimitReader(r, MaxContenu))
	var p pli
	if err == nil {
		err = json.Unmarshal(clair, &p)
	}
	if err != nil || len(p.Cle) != ed25519.PublicKeySize || !ed25519.Verify(p.Cle, aSigner(format, p.Contenu), p.Signature) {
		return nil, refus("sa signature n’est pas bonne.", "Exportez-le ou copiez-le de nouveau.")
	}
	if err := Lire(bytes.NewReader(p.Contenu), messages); err != nil {
		return nil, refus("son contenu est illisible.", "Exportez-le de nouveau.")
	}
	return p.Cle, nil
}

var errArchive = errors.New("not one of our archives")

func lireArchive(fichier []byte) (chiffre []byte, format string, err error) {
	z, err := zip.NewReader(bytes.NewReader(fichier), int64(len(fichier)))
	if err != nil {
		return nil, "", err
	}
	var tete []byte
	for _, f := range z.File {
		if f.Name != entreeChiffre && f.Name != entreeFormat {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, "", err
		}
		// Stored, hence never larger than the file itself; anything else is not ours.
		texte, err := io.ReadAll(io.LimitReader(r, int64(len(fichier))+1))
		_ = r.Close()
		if err != nil || f.Method != zip.Store {
			return nil, "", errors.Join(err, errArchive)
		}
		if f.Name == entreeFormat {
			tete = texte
		} else {
			chiffre = texte
		}
	}
	var e entete
	if err := json.Unmarshal(tete, &e); err != nil || chiffre == nil {
		return nil, "", errArchive
	}
	return chiffre, e.Format, nil
}
