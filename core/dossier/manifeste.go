package dossier

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"delib/core/examen"
	"delib/core/jury"
)

// fichierAnnonce is what the manifest says of a table.
type fichierAnnonce struct {
	SHA256 string `json:"sha256"`
	Lignes int    `json:"lignes"` // records, not text lines
}

type manifesteJSON struct {
	Format   string        `json:"format"`
	Examen   string        `json:"examen"`
	Session  string        `json:"session"`
	Academie jury.Academie `json:"academie"`
	Centre   struct {
		UAI   string `json:"uai"`
		Nom   string `json:"nom"`
		Ville string `json:"ville"`
	} `json:"centre"`
	GenereLe string                    `json:"genere_le"`
	Fichiers map[string]fichierAnnonce `json:"fichiers"`
}

// lireManifeste reads the manifest; a manifest that cannot be understood stops
// the reading at once, its other faults join the report.
func (l *lecteur) lireManifeste() error {
	f, err := l.entrees[manifeste].Open()
	if err != nil {
		return refusArchive("le manifeste ne peut pas être décompressé.")
	}
	defer f.Close()
	texte, err := io.ReadAll(io.LimitReader(f, maxManifeste+1))
	if err != nil || len(texte) > maxManifeste {
		return refusArchive("le manifeste est abîmé.")
	}
	if len(texte) > 3 && string(texte[:3]) == "\xef\xbb\xbf" {
		texte = texte[3:]
	}
	m := &l.manifeste
	if err := json.Unmarshal(texte, m); err != nil {
		return refusArchive("le manifeste n’est pas un JSON valide.")
	}
	if m.Format != Format && m.Format != Format2 {
		return examen.Refuser(examen.CodeDossier,
			fmt.Sprintf("Le format « %s » de ce dossier n’est pas connu de cette version, qui lit « %s » et « %s ».", court(m.Format), Format, Format2),
			"Mettez Délib à jour, ou demandez à votre académie un dossier de ce format.")
	}
	p, err := examen.Trouver(m.Examen, m.Session)
	if err != nil {
		return err
	}
	l.profil = p
	dire := func(champ, format string, args ...any) {
		l.rapport.ajouter(Faute{Fichier: manifeste, Colonne: champ, Message: fmt.Sprintf(format, args...)})
	}
	if !UAIValide(m.Centre.UAI) {
		dire("centre.uai", "%s", messageUAI(m.Centre.UAI))
	}
	if m.Centre.Nom == "" {
		dire("centre.nom", "cette valeur est obligatoire.")
	}
	for champ, texte := range map[string]string{
		"centre.nom": m.Centre.Nom, "centre.ville": m.Centre.Ville, "academie.nom": m.Academie.Nom, "academie.rectorat": m.Academie.Rectorat,
		"academie.adresse": m.Academie.Adresse, "academie.ville": m.Academie.Ville, "academie.telephone": m.Academie.Telephone,
		"academie.mail": m.Academie.Mail, "academie.code": m.Academie.Code, "academie.code_postal": m.Academie.CodePostal,
	} {
		if !sain(texte) {
			dire(champ, "ce texte contient un caractère de commande.")
		}
	}
	if _, err := time.Parse(time.RFC3339, m.GenereLe); err != nil {
		dire("genere_le", "« %s » n’est pas une date et heure RFC 3339 (2023-06-06T09:00:00+02:00).", court(m.GenereLe))
	}
	connues := map[string]bool{}
	for _, t := range tables {
		connues[t] = true
	}
	for nom := range m.Fichiers {
		if !connues[nom] {
			dire("fichiers", "le manifeste annonce « %s », qui n’est pas une table du format.", nommer(nom))
		}
	}
	return nil
}

func (l *lecteur) centre() jury.Centre {
	m := &l.manifeste
	return jury.Centre{
		Examen: m.Examen, Session: m.Session, Academie: m.Academie, GenereLe: m.GenereLe,
		Lieu: jury.Etablissement{UAI: m.Centre.UAI, Nom: m.Centre.Nom, Ville: m.Centre.Ville},
	}
}

const lettresUAI = "ABCDEFGHJKLMNPRSTUVWXYZ"

// LettreUAI gives the check letter of the seven digits of a UAI.
func LettreUAI(chiffres string) (byte, bool) {
	if len(chiffres) != 7 {
		return 0, false
	}
	n := 0
	for _, c := range chiffres {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return lettresUAI[n%23], true
}

// UAIValide tells whether a UAI has seven digits and the right letter.
func UAIValide(uai string) bool {
	if len(uai) != 8 {
		return false
	}
	l, ok := LettreUAI(uai[:7])
	return ok && l == uai[7]
}

func messageUAI(uai string) string {
	if len(uai) == 8 {
		if l, ok := LettreUAI(uai[:7]); ok {
			return fmt.Sprintf("la lettre de l’UAI « %s » est fausse ; « %s%c » est attendu.", nommer(uai), uai[:7], l)
		}
	}
	return fmt.Sprintf("« %s » n’est pas un UAI (sept chiffres et une lettre).", nommer(court(uai)))
}
