// Package composant holds Délib's own light widgets and its look: buttons that
// answer to Enter, dialogs that know Esc and Enter, the side menu, the progress
// of a jury. Package table, above it, has what shows rows.
//
// Every widget shows its focus, hands the keys that it does not use to the
// window (Transmettre) and reads its colours from the theme. It knows nothing
// of exams: what is shown comes from package modele through package ecran.
package composant
