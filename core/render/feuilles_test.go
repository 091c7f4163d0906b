package render

import (
	"bytes"
	"fmt"
	"testing"

	"delib/core/document"
)

// TestFreshSheets: each document starts on an odd page, and nothing is put behind
// the last one; without the option no page is added.
func TestFreshSheets(t *testing.T) {
	var ls []*Layout
	for _, n := range []int{1, 2, 3, 1} {
		d := document.Document{Titre: fmt.Sprint(n)}
		for i := range n {
			if i > 0 {
				d.Blocs = append(d.Blocs, document.Saut{})
			}
			d.Blocs = append(d.Blocs, document.Paragraphe{Texte: "page"})
		}
		l, err := Compose(d)
		if err != nil {
			t.Fatal(err)
		}
		if l.Pages() != n {
			t.Fatalf("%d pages; want %d", l.Pages(), n)
		}
		ls = append(ls, l)
	}
	at := 1
	for _, l := range sheets(ls) {
		if !l.blank && at%2 == 0 {
			t.Errorf("%s starts on page %d", l.Titre, at)
		}
		at += l.Pages()
	}
	for fresh, want := range map[bool]int{true: 9, false: 7} {
		o := options
		o.FeuilleNeuve = fresh
		b, err := Assemble("t", o, ls...)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(b, fmt.Appendf(nil, "/Count %d\n", want)) || bytes.Count(b, []byte("/Title")) != 5 {
			t.Errorf("fresh %v: not %d pages, or a bookmark to a blank one", fresh, want)
		}
	}
}
