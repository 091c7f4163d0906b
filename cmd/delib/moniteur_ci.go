//go:build ci

package main

// moniteur knows no monitor: this build opens no display.
func moniteur() (largeur, hauteur float32, ok bool) { return 0, 0, false }
