package render

import (
	"encoding/binary"
	"errors"
)

// errFont tells that a font file is not what produire.sh writes.
var errFont = errors.New("unexpected font file")

// read fills the widths from a TrueType file. It reads what the embedded fonts
// hold, a character map of format 4, and refuses anything else.
func (w *widths) read(data []byte) error {
	be := binary.BigEndian
	tables, err := fontTables(data)
	if err != nil {
		return err
	}
	head, hhea, hmtx, cmap := tables["head"], tables["hhea"], tables["hmtx"], tables["cmap"]
	if len(head) < 54 || len(hhea) < 36 || len(cmap) < 4 {
		return errFont
	}
	em, metrics := int(be.Uint16(head[18:])), int(be.Uint16(hhea[34:]))
	if em == 0 || metrics == 0 || len(hmtx) < 4*metrics {
		return errFont
	}
	sub := format4(cmap)
	if sub == nil {
		return errFont
	}
	for r := range w {
		w[r] = absent
		if g := glyph(sub, r); g != 0 {
			w[r] = uint16(int(be.Uint16(hmtx[4*min(g, metrics-1):])) * 1000 / em)
		}
	}
	return nil
}

// fontTables gives the tables of a TrueType file by name.
func fontTables(data []byte) (map[string][]byte, error) {
	be := binary.BigEndian
	tables := map[string][]byte{}
	if len(data) < 12 {
		return nil, errFont
	}
	for i, n := 12, int(be.Uint16(data[4:])); n > 0; i, n = i+16, n-1 {
		if len(data) < i+16 {
			return nil, errFont
		}
		from, size := uint64(be.Uint32(data[i+8:])), uint64(be.Uint32(data[i+12:]))
		if from+size > uint64(len(data)) {
			return nil, errFont
		}
		tables[string(data[i:i+4])] = data[from : from+size]
	}
	return tables, nil
}

// parts gives, for each glyph of a TrueType file that is made of others, which
// ones; none of these is itself made of others (produire.sh flattens them).
func parts(data []byte) (map[uint16][]uint16, error) {
	be := binary.BigEndian
	tables, err := fontTables(data)
	if err != nil {
		return nil, err
	}
	head, loca, glyf := tables["head"], tables["loca"], tables["glyf"]
	if len(head) < 54 {
		return nil, errFont
	}
	size, offset := 2, func(g int) int { return 2 * int(be.Uint16(loca[2*g:])) }
	if be.Uint16(head[50:]) != 0 {
		size, offset = 4, func(g int) int { return int(be.Uint32(loca[4*g:])) }
	}
	made := map[uint16][]uint16{}
	for g := range len(loca)/size - 1 {
		from, to := offset(g), offset(g+1)
		if from > to || to > len(glyf) {
			return nil, errFont
		}
		d := glyf[from:to]
		if len(d) < 10 || int16(be.Uint16(d)) >= 0 {
			continue
		}
		for d = d[10:]; len(d) >= 4; {
			flags := be.Uint16(d)
			made[uint16(g)] = append(made[uint16(g)], be.Uint16(d[2:]))
			n := 6
			for _, f := range []struct {
				bit uint16
				n   int
			}{{0x1, 2}, {0x8, 2}, {0x40, 4}, {0x80, 8}} { // long offsets, then the scales
				if flags&f.bit != 0 {
					n += f.n
				}
			}
			if flags&0x20 == 0 || len(d) < n { // the last one
				break
			}
			d = d[n:]
		}
	}
	return made, nil
}

// format4 finds the character map of format 4.
func format4(cmap []byte) []byte {
	be := binary.BigEndian
	for i, n := 4, int(be.Uint16(cmap[2:])); n > 0 && len(cmap) >= i+8; i, n = i+8, n-1 {
		at := int(be.Uint32(cmap[i+4:]))
		if at+14 > len(cmap) || be.Uint16(cmap[at:]) != 4 {
			continue
		}
		sub := cmap[at:]
		if size := int(be.Uint16(sub[2:])); size <= len(sub) && size >= 16+4*int(be.Uint16(sub[6:])) {
			return sub[:size]
		}
	}
	return nil
}

// glyph gives the glyph of a character in a map of format 4, 0 when there is none.
func glyph(sub []byte, r int) int {
	be := binary.BigEndian
	n := int(be.Uint16(sub[6:])) // twice the number of segments
	for s := 0; s < n; s += 2 {
		if r > int(be.Uint16(sub[14+s:])) {
			continue
		}
		start := int(be.Uint16(sub[16+n+s:]))
		if r < start {
			return 0
		}
		delta, at := int(be.Uint16(sub[16+2*n+s:])), 16+3*n+s
		offset := int(be.Uint16(sub[at:]))
		if offset == 0 {
			return (r + delta) & 0xFFFF
		}
		if at += offset + 2*(r-start); at+2 > len(sub) {
			return 0
		}
		if g := int(be.Uint16(sub[at:])); g != 0 {
			return (g + delta) & 0xFFFF
		}
		return 0
	}
	return 0
}
