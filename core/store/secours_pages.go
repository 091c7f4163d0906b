package store

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"os"

	"delib/core/jury"
)

// Sizes of a SQLite file, as its file format gives them.
const (
	pageParDefaut = 4096
	enteteFichier = 100
	enteteWAL     = 32
	enteteTrame   = 24
	feuilleTable  = 0x0d // first byte of a page that holds the rows of a table
)

// carotte reads the rows that still stand in the pages of a damaged base and of
// its write-ahead log, without the tree that leads to them. What it gives proves
// itself: an act by its hash and signature, an origin by its hash.
type carotte struct {
	taille int
	pages  map[uint32][]byte // as the log leaves them
	base   map[uint32][]byte // as the file has them
	r      *recolte
}

// carotter adds to a harvest what the pages of a base hold.
func carotter(chemin string, r *recolte) {
	fichier, err := os.ReadFile(chemin)
	if err != nil {
		fichier = nil // the log may hold something by itself
	}
	journal, err := os.ReadFile(chemin + "-wal")
	if err != nil {
		journal = nil
	}
	c := &carotte{taille: taillePage(fichier, journal), pages: map[uint32][]byte{}, base: map[uint32][]byte{}, r: r}
	for n := 0; (n+1)*c.taille <= len(fichier); n++ {
		p := fichier[n*c.taille : (n+1)*c.taille]
		c.base[uint32(n+1)], c.pages[uint32(n+1)] = p, p
	}
	trames := c.trames(journal)
	for _, t := range trames {
		c.pages[t.numero] = t.page
	}
	for n, p := range c.base {
		c.lirePage(n, p, c.base)
		c.lirePage(n, p, c.pages)
	}
	for _, t := range trames {
		c.lirePage(t.numero, t.page, c.pages)
	}
}

// taillePage reads the size of a page, which is a power of two; a damaged header
// leaves the default.
func taillePage(fichier, journal []byte) int {
	n := 0
	if len(fichier) > 18 {
		if n = int(binary.BigEndian.Uint16(fichier[16:])); n == 1 {
			n = 1 << 16
		}
	}
	if (n < 512 || n&(n-1) != 0) && len(journal) > enteteWAL {
		n = int(binary.BigEndian.Uint32(journal[8:]))
	}
	if n < 512 || n > 1<<16 || n&(n-1) != 0 {
		return pageParDefaut
	}
	return n
}

type trame struct {
	numero uint32
	page   []byte
}

// trames gives the pages of the log up to its last commit: what follows was
// never said to be done.
func (c *carotte) trames(journal []byte) (ts []trame) {
	fin := 0
	for i := enteteWAL; i+enteteTrame+c.taille <= len(journal); i += enteteTrame + c.taille {
		ts = append(ts, trame{binary.BigEndian.Uint32(journal[i:]), journal[i+enteteTrame : i+enteteTrame+c.taille]})
		if binary.BigEndian.Uint32(journal[i+4:]) != 0 && string(journal[i+8:i+16]) == string(journal[16:24]) {
			fin = len(ts)
		}
	}
	return ts[:fin]
}

func (c *carotte) lirePage(numero uint32, p []byte, pages map[uint32][]byte) {
	debut := 0
	if numero == 1 {
		debut = enteteFichier
	}
	if p[debut] != feuilleTable {
		return
	}
	n := int(binary.BigEndian.Uint16(p[debut+3:]))
	for i := range n {
		place := debut + 8 + 2*i
		if place+2 > len(p) {
			return
		}
		if o := int(binary.BigEndian.Uint16(p[place:])); o < len(p) {
			if ordre, valeurs := c.lireCellule(p, o, pages); valeurs != nil {
				c.reconnaitre(ordre, valeurs)
			}
		}
	}
}

// varint reads a SQLite number; 0 bytes when it does not fit.
func varint(p []byte) (int64, int) {
	var v uint64
	for i := 0; i < 9 && i < len(p); i++ {
		if i == 8 {
			return int64(v<<8 | uint64(p[i])), 9
		}
		v = v<<7 | uint64(p[i]&0x7f)
		if p[i]&0x80 == 0 {
			return int64(v), i + 1
		}
	}
	return 0, 0
}

// lireCellule gives the row at a place of a page, with its overflow pages.
func (c *carotte) lireCellule(p []byte, o int, pages map[uint32][]byte) (int64, []any) {
	taille, n := varint(p[o:])
	if n == 0 || taille <= 0 || taille > 1<<28 {
		return 0, nil
	}
	o += n
	ordre, n := varint(p[o:])
	if n == 0 {
		return 0, nil
	}
	o += n
	utile, total := len(p), int(taille)
	local := total
	if maximum := utile - 35; total > maximum {
		minimum := (utile-12)*32/255 - 23
		if local = minimum + (total-minimum)%(utile-4); local > maximum {
			local = minimum
		}
	}
	if o+local > len(p) {
		return 0, nil
	}
	charge := append([]byte(nil), p[o:o+local]...)
	if local < total {
		if o+local+4 > len(p) {
			return 0, nil
		}
		suite := binary.BigEndian.Uint32(p[o+local:])
		for vues := 0; len(charge) < total; vues++ {
			q, ok := pages[suite]
			if !ok || vues > len(pages) {
				return 0, nil
			}
			suite = binary.BigEndian.Uint32(q)
			charge = append(charge, q[4:min(len(q), 4+total-len(charge))]...)
		}
	}
	return ordre, lireLigne(charge)
}

// lireLigne decodes a record: texts, blobs and whole numbers.
func lireLigne(p []byte) []any {
	entete, n := varint(p)
	if n == 0 || entete < int64(n) || entete > int64(len(p)) {
		return nil
	}
	corps := p[entete:]
	var valeurs []any
	for types := p[n:entete]; len(types) > 0; {
		t, n := varint(types)
		if n == 0 {
			return nil
		}
		types = types[n:]
		longueur := 0
		switch {
		case t >= 12:
			longueur = int(t-12) / 2
		case t >= 1 && t <= 4:
			longueur = int(t)
		case t == 5:
			longueur = 6
		case t == 6 || t == 7:
			longueur = 8
		}
		if longueur < 0 || longueur > len(corps) {
			return nil
		}
		v := corps[:longueur]
		corps = corps[longueur:]
		switch {
		case t >= 12 && t%2 == 0:
			valeurs = append(valeurs, v)
		case t >= 13:
			valeurs = append(valeurs, string(v))
		case t == 0:
			valeurs = append(valeurs, nil)
		default:
			valeurs = append(valeurs, int64(0)) // no whole number is needed that the act does not hold
		}
	}
	return valeurs
}

// reconnaitre keeps a row that proves what it is.
func (c *carotte) reconnaitre(ordre int64, v []any) {
	switch len(v) {
	case 2:
		nom, ok := v[0].(string)
		if !ok {
			return
		}
		if contenu, ok := v[1].([]byte); ok && len(nom) == hex.EncodedLen(32) {
			if hexSHA256(contenu) == nom {
				c.r.origines[nom] = contenu
			}
		} else if texte, ok := v[1].(string); ok {
			if cle, err := base64.StdEncoding.DecodeString(texte); err == nil && len(cle) == 32 {
				c.r.cles[jury.IDPoste(cle)] = cle
			}
		}
	case 9:
		contenu, ok1 := v[6].([]byte)
		empreinte, ok2 := v[7].(string)
		signature, ok3 := v[8].([]byte)
		if ok1 && ok2 && ok3 && ordre > 0 {
			c.r.ajouter(ordre, jury.ActeScelle{Contenu: contenu, Signature: signature}, empreinte)
		}
	}
}
