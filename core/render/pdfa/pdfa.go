// Package pdfa makes a file fit for the archive: PDF/A-1b of what gopdf wrote.
//
// A procès-verbal is a public archive: what is written is PDF/A-1b (ISO 19005-1,
// level B), which gopdf alone does not write. Archival copies the objects of the
// file that gopdf wrote, adds what the standard wants, and nothing that depends
// on the clock or on chance: the identifier of the file is a hash of its content.
//
// It draws nothing and knows no font: package render gives it both.
package pdfa

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// Infos is what a file says about itself.
type Infos struct {
	Titre, Auteur string
	Date          time.Time // of creation; none when zero
}

// Composites gives, for each glyph of a font that is made of others, which ones.
type Composites func(family string) (map[uint16][]uint16, error)

// errLayout tells that gopdf did not write what Archival knows how to read.
var errLayout = errors.New("unexpected objects")

// fontPrefix starts each object of a font that has a name.
const fontPrefix = "<<\n/BaseFont /"

// Archival makes a PDF/A-1b file of what gopdf wrote.
func Archival(raw []byte, o Infos, composites Composites) ([]byte, error) {
	objects, err := objects(raw)
	if err != nil {
		return nil, err
	}
	w := &writer{b: make([]byte, 0, len(raw)+6<<10), subsets: map[string]*subset{}, composites: composites}
	for i, body := range objects {
		if bytes.HasPrefix(body, []byte(fontPrefix)) && bytes.Contains(body, []byte("/Subtype /CIDFontType2")) {
			if err := w.font(body); err != nil {
				return nil, fmt.Errorf("object %d: %w", i+1, err)
			}
		}
	}
	// The objects that are added come after the others.
	w.info = len(objects) + 1
	w.metadata, w.profile = w.info+1, w.info+2
	w.b = append(w.b, "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n"...)
	for i, body := range objects {
		if err := w.copy(body); err != nil {
			return nil, fmt.Errorf("object %d: %w", i+1, err)
		}
	}
	o.Titre, o.Auteur = Text(o.Titre), Text(o.Auteur)
	w.object(w.infos(o))
	w.stream("/Type /Metadata /Subtype /XML", xmp(o))
	w.stream("/N 3", sRGB())
	for _, s := range w.order {
		w.stream("", s.set)
	}
	return w.end(), nil
}

// objects gives what each object of a file holds, by its number less one, from
// the table at its end.
func objects(raw []byte) ([][]byte, error) {
	tail, ok := bytes.CutSuffix(raw, []byte("\n%%EOF\n"))
	i := bytes.LastIndex(tail, []byte("startxref\n"))
	if !ok || i < 0 {
		return nil, errLayout
	}
	table, err := strconv.Atoi(string(tail[i+len("startxref\n"):]))
	if err != nil || table < 0 || table > i {
		return nil, errLayout
	}
	rows, ok := bytes.CutPrefix(tail[table:i], []byte("xref\n0 "))
	count, rows, ok2 := bytes.Cut(rows, []byte("\n"))
	n, err := strconv.Atoi(string(count))
	if !ok || !ok2 || err != nil || n < 2 || len(rows) < 20*n {
		return nil, errLayout
	}
	offset := func(i int) int {
		if i == n {
			return table
		}
		v, err := strconv.Atoi(string(rows[20*i : 20*i+10]))
		if err != nil {
			return -1
		}
		return v
	}
	list := make([][]byte, n-1)
	for i := range list {
		from, to := offset(i+1), offset(i+2)
		if from < 0 || to < from || to > table {
			return nil, errLayout
		}
		body, ok := bytes.CutPrefix(raw[from:to], []byte(strconv.Itoa(i+1)+" 0 obj\n"))
		body, ok2 := bytes.CutSuffix(body, []byte("endobj\n\n"))
		if !ok || !ok2 {
			return nil, errLayout
		}
		list[i] = body
	}
	return list, nil
}

// writer is a file being written.
type writer struct {
	b                       []byte
	offsets                 []int
	info, metadata, profile int // numbers of the objects that are added
	subsets                 map[string]*subset
	order                   []*subset
	composites              Composites
}

// subset is the part of a font that a file embeds.
type subset struct {
	name string // with its tag
	set  []byte // a bit for each glyph that is there
	rank int
}

// font reads which glyphs of a font a file embeds.
func (w *writer) font(body []byte) error {
	line, _, _ := bytes.Cut(body[len(fontPrefix):], []byte("\n"))
	name := string(line)
	_, rest, ok := bytes.Cut(body, []byte("/W ["))
	rest, _, ok2 := bytes.Cut(rest, []byte("]\n>>"))
	if !ok || !ok2 {
		return errLayout
	}
	s := &subset{set: []byte{0x80}, rank: len(w.order)}
	add := func(g int) {
		for len(s.set) <= g/8 {
			s.set = append(s.set, 0)
		}
		s.set[g/8] |= 0x80 >> (g % 8)
	}
	parts, err := w.composites(name)
	if err != nil {
		return err
	}
	for len(rest) > 0 {
		g, after, ok := bytes.Cut(rest, []byte("["))
		n, err := strconv.Atoi(string(g))
		if !ok || err != nil || n < 0 || n > 0xFFFF {
			return errLayout
		}
		add(n)
		for _, p := range parts[uint16(n)] {
			add(int(p))
		}
		_, rest, _ = bytes.Cut(after, []byte("]"))
	}
	h := sha256.Sum256(append([]byte(name), s.set...))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + h[i]%26
	}
	s.name = string(tag) + "+" + name
	w.subsets[name] = s
	w.order = append(w.order, s)
	return nil
}

// copy writes an object of gopdf with what it lacks.
func (w *writer) copy(body []byte) error {
	switch {
	case bytes.HasPrefix(body, []byte("<<\n  /Type /Catalog\n")):
		w.object(insert(body, fmt.Sprintf("  /Lang (fr-FR)\n  /ViewerPreferences << /DisplayDocTitle true >>\n  /Metadata %d 0 R\n"+
			"  /OutputIntents [ << /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) "+
			"/RegistryName (http://www.color.org) /Info (sRGB IEC61966-2.1) /DestOutputProfile %d 0 R >> ]\n", w.metadata, w.profile)))
	case bytes.HasPrefix(body, []byte(fontPrefix)):
		extra := ""
		if bytes.Contains(body, []byte("/Subtype /CIDFontType2")) {
			extra = "/CIDToGIDMap /Identity\n"
		}
		return w.renamed(body, "/BaseFont /", extra)
	case bytes.HasPrefix(body, []byte("<<\n/Type /FontDescriptor\n")):
		return w.renamed(body, "/FontName /", "")
	case bytes.Contains(body[:min(len(body), 64)], []byte("stream\n/CIDInit ")):
		b, err := unicodeMap(body)
		if err != nil {
			return err
		}
		w.stream("", b)
	default:
		w.object(body)
	}
	return nil
}

// renamed writes an object of a font under the name of its subset.
func (w *writer) renamed(body []byte, key, extra string) error {
	i := bytes.Index(body, []byte(key))
	if i < 0 {
		return errLayout
	}
	i += len(key)
	name, rest, _ := bytes.Cut(body[i:], []byte("\n"))
	s := w.subsets[string(name)]
	if s == nil {
		return errLayout
	}
	if key == "/FontName /" {
		extra = fmt.Sprintf("/CIDSet %d 0 R\n", w.profile+1+s.rank)
	}
	w.begin()
	w.b = append(append(append(w.b, body[:i]...), s.name...), '\n')
	w.b = append(append(w.b, extra...), rest...)
	w.b = append(w.b, "endobj\n"...)
	return nil
}

// insert adds entries at the start of a dictionary.
func insert(body []byte, entries string) []byte {
	const open = "<<\n"
	return append([]byte(open+entries), body[len(open):]...)
}

// unicodeMap writes the table that gives the text of a font back. gopdf writes
// it as ranges of one glyph, in which some readers lose all characters outside
// Latin-1, in a code space too small and in a block too long.
func unicodeMap(body []byte) ([]byte, error) {
	_, rows, ok := bytes.Cut(body, []byte("beginbfrange\n"))
	rows, _, ok2 := bytes.Cut(rows, []byte("endbfrange\n"))
	const row = len("<0000><0000><0000>\n")
	if !ok || !ok2 || len(rows)%row != 0 {
		return nil, errLayout
	}
	b := make([]byte, 0, 400+len(rows))
	b = append(b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"+
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"+
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"...)
	for len(rows) > 0 {
		const most = 100 // of a block
		n := min(len(rows)/row, most)
		b = append(strconv.AppendInt(b, int64(n), 10), " beginbfchar\n"...)
		for range n {
			b = append(append(b, rows[:6]...), rows[12:row]...)
			rows = rows[row:]
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"...), nil
}

// begin starts the next object.
func (w *writer) begin() {
	w.offsets = append(w.offsets, len(w.b))
	w.b = append(strconv.AppendInt(w.b, int64(len(w.offsets)), 10), " 0 obj\n"...)
}

func (w *writer) object(body []byte) {
	w.begin()
	w.b = append(append(w.b, body...), "endobj\n"...)
}

func (w *writer) stream(entries string, data []byte) {
	w.begin()
	w.b = fmt.Appendf(w.b, "<< %s /Length %d >>\nstream\n", entries, len(data))
	w.b = append(append(w.b, data...), "\nendstream\nendobj\n"...)
}

// infos is the old form of what xmp says: both must say the same.
func (w *writer) infos(o Infos) []byte {
	var b strings.Builder
	b.WriteString("<<\n")
	if o.Titre != "" {
		b.WriteString("/Title " + pdfText(o.Titre) + "\n")
	}
	if o.Auteur != "" {
		b.WriteString("/Author " + pdfText(o.Auteur) + "\n")
	}
	b.WriteString("/Producer " + pdfText(producer) + "\n")
	if !o.Date.IsZero() {
		d := pdfDate(o.Date)
		b.WriteString("/CreationDate(" + d + ")\n/ModDate(" + d + ")\n")
	}
	b.WriteString(">>\n")
	return []byte(b.String())
}

// end writes the table of the objects and gives the file.
func (w *writer) end() []byte {
	h := sha256.Sum256(w.b)
	id := strings.ToUpper(hex.EncodeToString(h[:16]))
	at := len(w.b)
	w.b = fmt.Appendf(w.b, "xref\n0 %d\n0000000000 65535 f \n", len(w.offsets)+1)
	for _, o := range w.offsets {
		s := strconv.Itoa(o)
		w.b = append(append(w.b, "0000000000"[len(s):]...), s...)
		w.b = append(w.b, " 00000 n \n"...)
	}
	return fmt.Appendf(w.b, "trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n",
		len(w.offsets)+1, w.info, id, id, at)
}

// pdfText is a text string, in UTF-16.
func pdfText(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String() + ">"
}

// pdfDate is a date with its zone: D:20230606135424+02'00'.
func pdfDate(t time.Time) string {
	zone := t.Format("-07:00")
	return t.Format("D:20060102150405") + zone[:3] + "'" + zone[4:] + "'"
}
