// Package render turns a document.Liasse into what leaves the program: PDF,
// XLSX, CSV, plain text, and the ZIP that holds several of them.
//
// A PDF is made in two steps. Compose lays a document out on pages, so that the
// number of pages is known, and Assemble draws laid out documents on a Canvas;
// the same Layout can be drawn in several files. The Canvas of this package
// writes with gopdf, and only gopdf.go knows it. What gopdf wrote is then made
// fit for the archive, PDF/A-1b (package pdfa).
//
// The same input gives the same bytes: no clock, no identifier, no map order.
// The package decides no word and no figure; it breaks lines and pages. A
// character that the fonts lack is replaced and reported, never lost silently.
package render

import (
	"time"
)

// Options are what a file says about itself.
type Options struct {
	Auteur string
	Date   time.Time // date of creation written in the file; none when zero

	// FeuilleNeuve starts each document on a fresh sheet when both sides are printed.
	FeuilleNeuve bool
}
