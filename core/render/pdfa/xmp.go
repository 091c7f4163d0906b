package pdfa

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"math"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// producer is the program that a file names.
const producer = "Délib"

// xmp is what a PDF/A file says about itself, in XML: the same as its
// information dictionary, the level of the standard that it keeps, its language.
func xmp(o Infos) []byte {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">` +
		"<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>\n" +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>application/pdf</dc:format>` +
		"<dc:language><rdf:Bag><rdf:li>fr-FR</rdf:li></rdf:Bag></dc:language>")
	if o.Titre != "" {
		b.WriteString(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + escape(o.Titre) + "</rdf:li></rdf:Alt></dc:title>")
	}
	if o.Auteur != "" {
		b.WriteString("<dc:creator><rdf:Seq><rdf:li>" + escape(o.Auteur) + "</rdf:li></rdf:Seq></dc:creator>")
	}
	b.WriteString("</rdf:Description>\n" +
		`<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>` + producer + "</pdf:Producer></rdf:Description>\n")
	if !o.Date.IsZero() {
		d := o.Date.Format("2006-01-02T15:04:05-07:00")
		b.WriteString(`<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>` + d +
			"</xmp:CreateDate><xmp:ModifyDate>" + d + "</xmp:ModifyDate></rdf:Description>\n")
	}
	b.WriteString("</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return []byte(b.String())
}

// Text is a text of one line for the metadata.
func Text(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF {
			return ' '
		}
		return r
	}, norm.NFC.String(s))
}

func escape(s string) string {
	var b strings.Builder
	// A strings.Builder takes all that is written to it.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// sRGB is the colour profile against which the grays of a PDF/A file are read:
// the primaries and the curve of IEC 61966-2-1, in an ICC profile of version 2
// (ICC.1:2001-04) drawn up here, so that no file of others is needed.
var sRGB = sync.OnceValue(func() []byte {
	be := binary.BigEndian
	fixed := func(b []byte, vs ...float64) []byte { // s15Fixed16
		for _, v := range vs {
			b = be.AppendUint32(b, uint32(int32(math.Round(v*65536))))
		}
		return b
	}
	xyz := func(x, y, z float64) []byte { return fixed([]byte("XYZ \x00\x00\x00\x00"), x, y, z) }
	const name = "sRGB IEC61966-2.1"
	desc := be.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(name)+1))
	desc = append(append(desc, name+"\x00"...), make([]byte, 4+4+2+1+67)...)
	const points = 256
	curve := be.AppendUint32([]byte("curv\x00\x00\x00\x00"), points)
	for i := range points {
		v := float64(i) / (points - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		curve = be.AppendUint16(curve, uint16(math.Round(v*65535)))
	}
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", desc},
		{"cprt", []byte("text\x00\x00\x00\x00No copyright, use freely\x00")},
		{"wtpt", xyz(0.9505, 1, 1.0891)}, // D65
		{"rXYZ", xyz(0.43607, 0.22249, 0.01392)},
		{"gXYZ", xyz(0.38515, 0.71687, 0.09708)},
		{"bXYZ", xyz(0.14307, 0.06061, 0.7141)},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	}
	head := make([]byte, 128, 2048)
	copy(head[8:], "\x02\x10\x00\x00mntrRGB XYZ ")
	for i, v := range []uint16{2000, 1, 1, 0, 0, 0} { // date of the profile, one for all
		be.PutUint16(head[24+2*i:], v)
	}
	copy(head[36:], "acsp")
	copy(head[68:], fixed(nil, 0.9642, 1, 0.8249)) // D50
	table := be.AppendUint32(nil, uint32(len(tags)))
	var data []byte
	start, last := len(head)+4+12*len(tags), 0
	for i, t := range tags {
		if i == 0 || !bytes.Equal(t.data, tags[i-1].data) { // the three curves are one
			for len(data)%4 != 0 {
				data = append(data, 0)
			}
			last = start + len(data)
			data = append(data, t.data...)
		}
		table = be.AppendUint32(be.AppendUint32(append(table, t.name...), uint32(last)), uint32(len(t.data)))
	}
	for len(data)%4 != 0 {
		data = append(data, 0)
	}
	profile := append(append(head, table...), data...)
	be.PutUint32(profile, uint32(len(profile)))
	return profile
})
