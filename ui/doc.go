// Package ui is the window: first start, header, side menu made of the
// registry, keyboard, and the screen that is shown.
//
// The screens are in package ecran, what they know in modele, the widgets in
// composant. Nothing here opens a display: cmd/delib does, so that tests drive
// the whole window with Fyne's test driver. It never imports store or render.
package ui
