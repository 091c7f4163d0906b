package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/fichier"
)

// Depuis is what a base holds that a copy of it does not.
type Depuis struct {
	Actes int
	Jurys []string // codes of the jurys that changed since
}

// DepuisCopie tells what going back to a copy would leave behind.
func (b *Base) DepuisCopie(ctx context.Context, nom string) (d Depuis, err error) {
	c, err := trouverCopie(b.dossier, nom, "Elle a été déplacée ou effacée.")
	if err != nil {
		return d, err
	}
	if !saine(ctx, c.Chemin) {
		return d, copieAbimee(nom)
	}
	if _, err := b.db.ExecContext(ctx, "ATTACH ? AS copie", adresse(c.Chemin, lectureSeule)); err != nil {
		return d, fmt.Errorf("attach copy: %w", err)
	}
	defer func() { _, _ = b.db.ExecContext(context.WithoutCancel(ctx), "DETACH copie") }()
	lignes, err := b.db.QueryContext(ctx, "SELECT jury, count(*) FROM main.journal WHERE id NOT IN (SELECT id FROM copie.journal) GROUP BY jury ORDER BY jury")
	if err != nil {
		return d, fmt.Errorf("compare with copy: %w", err)
	}
	defer lignes.Close()
	for lignes.Next() {
		var code string
		var n int
		if err := lignes.Scan(&code, &n); err != nil {
			return d, fmt.Errorf("compare with copy: %w", err)
		}
		d.Actes += n
		if code != "" {
			d.Jurys = append(d.Jurys, code)
		}
	}
	return d, lignes.Err()
}

// ReprisesDe gives, from a copy of another workstation's base or from the base
// itself, what Reprendre needs for each of its jurys. The file is only read.
func ReprisesDe(ctx context.Context, chemin string) (textes [][]byte, err error) {
	balayerReprises()
	travail, err := os.MkdirTemp("", prefixeReprise)
	if err != nil {
		return nil, fmt.Errorf("work folder: %w", err)
	}
	defer os.RemoveAll(travail)
	vue := filepath.Join(travail, FichierBase)
	if err := copierBase(chemin, vue); err != nil {
		return nil, err
	}
	b := &Base{dossier: travail, horloge: time.Now}
	defer func() {
		if b.db != nil {
			_ = b.db.Close() // a copy, removed next
		}
	}()
	abimee := func(details ...string) error {
		return examen.Refuser(examen.CodeFichier, "Cette copie est abîmée : elle ne passe pas les contrôles.",
			"Choisissez une autre copie ou un plan de secours. Pour ce qu’elle contient encore, mettez-la seule dans un dossier, sous le nom « "+FichierBase+" », et faites reconstruire ce dossier. Rien n’a été changé.", details...).Par(examen.Faire(examen.GesteSecourir))
	}
	if err := b.ouvrir(ctx, vue); err != nil {
		if EstAbimee(err) {
			return nil, abimee()
		}
		return nil, err
	}
	v, err := b.Verifier(ctx)
	if err != nil || len(v.Fautes) > 0 {
		return nil, abimee(abreger(v.Fautes)...)
	}
	es, err := b.Entetes(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range es {
		texte, err := b.Reprise(ctx, e.Code)
		if err != nil {
			return nil, err
		}
		textes = append(textes, texte)
	}
	if len(textes) == 0 {
		return nil, examen.Refuser(examen.CodeFichier, "Cette copie ne contient aucun jury.", "Choisissez une autre copie ou un plan de secours. Rien n’a été changé.")
	}
	return textes, nil
}

const prefixeReprise = "delib-reprise-"

// balayerReprises removes the copies that a program that was killed left in the
// system's folder: they hold marks. One that stays is tried again next time.
func balayerReprises() {
	restes, err := fichier.Chercher(os.TempDir(), prefixeReprise+"*")
	if err != nil {
		return
	}
	for _, r := range restes {
		if info, err := os.Lstat(r); err == nil && info.IsDir() && time.Since(info.ModTime()) > time.Hour {
			_ = os.RemoveAll(r)
		}
	}
}

// EstCopie tells whether a file bears the name of a base and not of a plan de secours.
func EstCopie(chemin string) bool { return strings.EqualFold(filepath.Ext(chemin), ".sqlite") }
