// Package ecran draws the screens of the workstation, home, avancement, saisie,
// import, exchanges, help for a lost base, and opens those of its children:
// deliberer the jury that sits, papiers what is produced. A screen is generic: the
// registry of activite says which fields, jurys and formats it shows, package modele
// what it says.
//
// A screen acts through activite.Service only, always out of the screen's goroutine,
// and knows no store, no renderer and no network.
package ecran
