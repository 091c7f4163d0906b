package jury

import (
	"strconv"
	"unicode/utf8"
)

// objet writes JSON whose bytes are those of version 1 of the formats, whatever a
// later library of JSON would make of it. A "Mis" field is written only when it is set.
type objet struct{ b []byte }

func (o *objet) ouvrir() { o.b = append(o.b, '{') }
func (o *objet) fermer() { o.b = append(o.b, '}') }

// nom begins a field.
func (o *objet) nom(nom string) {
	if o.b[len(o.b)-1] != '{' {
		o.b = append(o.b, ',')
	}
	o.b = append(o.b, '"')
	o.b = append(o.b, nom...)
	o.b = append(o.b, '"', ':')
}

func (o *objet) texte(nom, v string) {
	o.nom(nom)
	o.b = citer(o.b, v)
}

func (o *objet) texteMis(nom, v string) {
	if v != "" {
		o.texte(nom, v)
	}
}

func (o *objet) entier(nom string, v int) {
	o.nom(nom)
	o.b = strconv.AppendInt(o.b, int64(v), 10)
}

func (o *objet) entierMis(nom string, v int) {
	if v != 0 {
		o.entier(nom, v)
	}
}

func (o *objet) vraiMis(nom string, v bool) {
	if v {
		o.nom(nom)
		o.b = append(o.b, "true"...)
	}
}

// liste writes null where there is no list at all.
func liste[T any](o *objet, nom string, xs []T, ecrire func(*objet, *T)) {
	o.nom(nom)
	if xs == nil {
		o.b = append(o.b, "null"...)
		return
	}
	o.b = append(o.b, '[')
	for i := range xs {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		ecrire(o, &xs[i])
	}
	o.b = append(o.b, ']')
}

func listeMise[T any](o *objet, nom string, xs []T, ecrire func(*objet, *T)) {
	if len(xs) > 0 {
		liste(o, nom, xs, ecrire)
	}
}

const hexa = "0123456789abcdef"

// citer adds a text between quotes. Beside what JSON demands, <, > and & are written
// by their numbers, and so are the two line separators of Unicode; what is not UTF-8
// is written as the replacement character.
func citer(b []byte, s string) []byte {
	b = append(b, '"')
	debut := 0
	for i := 0; i < len(s); {
		c, n := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRuneInString(s[i:])
		}
		simple := c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' && c != '\u2028' && c != '\u2029' && (c != utf8.RuneError || n > 1)
		if simple {
			i += n
			continue
		}
		b = append(b, s[debut:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', byte(c))
		case '\b':
			b = append(b, `\b`...)
		case '\f':
			b = append(b, `\f`...)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			b = append(b, '\\', 'u', hexa[c>>12&15], hexa[c>>8&15], hexa[c>>4&15], hexa[c&15])
		}
		i += n
		debut = i
	}
	return append(append(b, s[debut:]...), '"')
}
