// Package ecran draws the screens: home, édition, traitement, avancement,
// comptes rendus, import. A screen is generic: the registry of activite says
// which fields, jurys and formats it shows, package modele what it says.
//
// It acts through activite.Service only, always out of the screen's goroutine,
// and knows no store, no renderer and no network.
package ecran
