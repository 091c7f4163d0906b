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
	// PoliceLicence must go wherever the fonts go.
	//go:embed polices/LICENCE.txt
	PoliceLicence string
)

// Icone is the program's icon, 256 × 256 pixels (drawn in icone.svg).
//
//go:embed icone.png
var Icone []byte

// Demonstration is the dossier of a made-up centre, to try the program with.
//
//go:embed demonstration/dossier-bts-2023-06-0250001R.zip
var Demonstration []byte

// ClesMisesAJour are the public keys that may sign an installer, one a line.
//
//go:embed paquet/mises-a-jour.pub
var ClesMisesAJour string
