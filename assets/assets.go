// Package assets holds the files that are built into the programs: the fonts of
// what is printed, the icon, a demonstration dossier. It holds bytes only; who uses them reads them.
//
// A new kind of file takes a folder, a go:embed line and a doc comment here.
package assets

import _ "embed"

// The fonts of what is printed: Liberation Sans 2 cut down to the Latin,
// Greek and Cyrillic letters and renamed (polices/produire.sh), under the licence of polices/LICENCE.txt.
var (
	//go:embed polices/DelibSans-Regular.ttf
	PoliceNormale []byte
	//go:embed polices/DelibSans-Bold.ttf
	PoliceGrasse []byte
	//go:embed polices/DelibSans-Italic.ttf
	PoliceItalique []byte
	// PoliceChasseFixe is Liberation Mono Bold, ASCII alone, for what is copied by hand.
	//go:embed polices/DelibMono-Bold.ttf
	PoliceChasseFixe []byte
	// PoliceLicence must go wherever the fonts go.
	//go:embed polices/LICENCE.txt
	PoliceLicence string
)

// Icone is the program's icon, 256 × 256 pixels (drawn in icone.svg).
//
//go:embed icone.png
var Icone []byte

// The dossiers of two made-up centres, to try the program with: a BTS whose jurys
// stand at several steps, and a bac pro of session 2026.
var (
	//go:embed demonstration/dossier-bts-2023-06-0250001R.zip
	Demonstration []byte
	//go:embed demonstration/dossier-bcp-2026-06-0250001R.zip
	DemonstrationBacPro []byte
)

// ClesMisesAJour are the public keys that may sign an installer, one a line.
//
//go:embed paquet/mises-a-jour.pub
var ClesMisesAJour string
