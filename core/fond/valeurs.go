package fond

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"delib/core/jury"
	"delib/core/ordre"
)

// ErrValeur says that a value of the table base is there and is not of its type.
var ErrValeur = errors.New("not a value of its type")

// Valeur is one row of the table base: its name, and how a value of its type is
// written. A row that is not there reads as an empty text.
type Valeur[T any] struct {
	Nom     string
	decoder func(string) (T, error)
	encoder func(T) (string, error)
}

// The rows of the table base.
var (
	Poste        = texte("poste")         // id of the workstation
	ClePublique  = octets("cle_publique") // Ed25519
	ClePrivee    = octets("cle_privee")   // its seed
	TeteJournal  = tete("tete")           // last act of the workstation
	TeteRegistre = tete("registre")       // last account of the register
	// Branche counts how many times this folder went back to a copy or was rebuilt: of
	// two bases of a folder, the one of the higher branch is what the person chose
	// last, whatever their dates say. A base of before branches is of the first.
	Branche        = nombre("branche")
	Centre         = document[jury.Centre]("centre")
	Raccordement   = document[ordre.Raccordement]("raccordement")
	LieuPoste      = document[Lieu]("lieu")   // where this base was last open
	Generation     = texte("generation")      // life of the académie's server
	DernierEchange = texte("dernier_echange") // RFC 3339
)

// The families of rows of the table base, one row for each workstation, jury or
// secret.
var (
	CleDe        = famille("cle", octets)        // public key of another workstation, or an identity of before
	TeteDe       = famille("tete", tete)         // last act under an identity of before
	DelegationDe = famille("delegation", octets) // the server's signature under the key of one of its processes
	ArretDe      = famille("arret", arret)       // why a jury may not be acted on
	SecretDe     = famille("secret", texte)      // of the exchange
)

// Famille is the rows whose names begin with one word.
type Famille[T any] struct {
	mot   string
	faire func(nom string) Valeur[T]
}

func famille[T any](mot string, faire func(string) Valeur[T]) Famille[T] {
	return Famille[T]{mot, faire}
}

// De gives the row of one workstation, jury or secret.
func (f Famille[T]) De(cle string) Valeur[T] { return f.faire(f.mot + " " + cle) }

// Cle tells whether a row is of the family, and whose it is.
func (f Famille[T]) Cle(nom string) (string, bool) { return strings.CutPrefix(nom, f.mot+" ") }

// Textes gives the rows of the family as they are written, by whose they are.
func (f Famille[T]) Textes(ctx context.Context, q Requete) (map[string]string, error) {
	lignes, err := q.QueryContext(ctx, "SELECT nom, valeur FROM base WHERE nom LIKE ? || ' %'", f.mot)
	if err != nil {
		return nil, fmt.Errorf("read rows %s: %w", f.mot, err)
	}
	defer lignes.Close()
	m := map[string]string{}
	for lignes.Next() {
		var nom, valeur string
		if err := lignes.Scan(&nom, &valeur); err != nil {
			return nil, fmt.Errorf("read row %s: %w", f.mot, err)
		}
		cle, _ := f.Cle(nom)
		m[cle] = valeur
	}
	return m, lignes.Err()
}

// Toutes gives the values of the family, by whose they are.
func (f Famille[T]) Toutes(ctx context.Context, q Requete) (map[string]T, error) {
	textes, err := f.Textes(ctx, q)
	if err != nil {
		return nil, err
	}
	m := map[string]T{}
	for cle, texte := range textes {
		if m[cle], err = f.De(cle).Decoder(texte); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// Texte gives the row as it is written, "" when it is not there.
func (v Valeur[T]) Texte(ctx context.Context, q Requete) (string, error) {
	var texte string
	err := q.QueryRowContext(ctx, "SELECT valeur FROM base WHERE nom = ?", v.Nom).Scan(&texte)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("read %s: %w", v.Nom, err)
	}
	return texte, nil
}

// Decoder reads a text as the row would be; a fault is ErrValeur.
func (v Valeur[T]) Decoder(texte string) (T, error) {
	x, err := v.decoder(texte)
	if err != nil {
		return x, fmt.Errorf("decode %s: %w: %w", v.Nom, ErrValeur, err)
	}
	return x, nil
}

// Lire gives the value of the row.
func (v Valeur[T]) Lire(ctx context.Context, q Requete) (x T, err error) {
	texte, err := v.Texte(ctx, q)
	if err != nil {
		return x, err
	}
	return v.Decoder(texte)
}

// Ecrire puts a value in the row.
func (v Valeur[T]) Ecrire(ctx context.Context, tx *sql.Tx, x T) error {
	texte, err := v.Encoder(x)
	if err != nil {
		return err
	}
	return v.EcrireTexte(ctx, tx, texte)
}

// Encoder writes a value as the row holds it.
func (v Valeur[T]) Encoder(x T) (string, error) {
	texte, err := v.encoder(x)
	if err != nil {
		return "", fmt.Errorf("encode %s: %w", v.Nom, err)
	}
	return texte, nil
}

// EcrireTexte puts in the row what was already written: bytes that somebody signed
// stay what they are.
func (v Valeur[T]) EcrireTexte(ctx context.Context, tx *sql.Tx, texte string) error {
	if _, err := tx.ExecContext(ctx, "INSERT INTO base (nom, valeur) VALUES (?, ?) ON CONFLICT (nom) DO UPDATE SET valeur = excluded.valeur", v.Nom,
		texte); err != nil {
		return fmt.Errorf("write base %s: %w", v.Nom, err)
	}
	return nil
}

// EcrireTextes puts in the table base rows of another base, as they were written there.
func EcrireTextes(ctx context.Context, tx *sql.Tx, lignes map[string]string) error {
	for nom, valeur := range lignes {
		if err := texte(nom).EcrireTexte(ctx, tx, valeur); err != nil {
			return err
		}
	}
	return nil
}

func texte(nom string) Valeur[string] {
	egal := func(s string) (string, error) { return s, nil }
	return Valeur[string]{nom, egal, egal}
}

// nombre reads what is no number as 0: it counts for nothing.
func nombre(nom string) Valeur[int] {
	return Valeur[int]{nom, func(s string) (int, error) {
		n, _ := strconv.Atoi(s)
		return n, nil
	}, func(n int) (string, error) { return strconv.Itoa(n), nil }}
}

func octets(nom string) Valeur[[]byte] {
	return Valeur[[]byte]{nom, base64.StdEncoding.DecodeString, func(b []byte) (string, error) { return base64.StdEncoding.EncodeToString(b), nil }}
}

// document is nil when there is none.
func document[T any](nom string) Valeur[*T] {
	return Valeur[*T]{nom, func(s string) (*T, error) {
		if s == "" {
			return nil, nil
		}
		x := new(T)
		return x, json.Unmarshal([]byte(s), x)
	}, func(x *T) (string, error) {
		b, err := json.Marshal(x)
		return string(b), err
	}}
}

// Tete is the end of a chain: the rank of its last link, and its hash.
type Tete struct {
	Rang      int64
	Empreinte string
}

// String gives it as the table base holds it.
func (t Tete) String() string { return fmt.Sprintf("%d %s", t.Rang, t.Empreinte) }

// LireTete reads what String wrote.
func LireTete(texte string) (t Tete, err error) {
	mot, empreinte, _ := strings.Cut(texte, " ")
	t.Empreinte = empreinte
	t.Rang, err = strconv.ParseInt(mot, 10, 64)
	return t, err
}

func tete(nom string) Valeur[Tete] {
	return Valeur[Tete]{nom, LireTete, func(t Tete) (string, error) { return t.String(), nil }}
}

// Arret says why a jury may not be acted on here; it is empty when it may.
type Arret struct {
	Tout   bool // no act at all; otherwise no move
	Raison string
}

func arret(nom string) Valeur[Arret] {
	return Valeur[Arret]{nom, func(s string) (Arret, error) {
		genre, raison, _ := strings.Cut(s, " ")
		return Arret{genre == "tout", raison}, nil
	}, func(a Arret) (string, error) {
		switch {
		case a.Raison == "":
			return "", nil
		case a.Tout:
			return "tout " + a.Raison, nil
		}
		return "passages " + a.Raison, nil
	}}
}
