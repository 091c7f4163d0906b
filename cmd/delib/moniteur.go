//go:build !ci

package main

import "github.com/go-gl/glfw/v3.4/glfw"

// moniteur gives the room of the main monitor, in its own pixels, without the
// bars of the system; false when it is not known.
func moniteur() (largeur, hauteur float32, ok bool) {
	m := glfw.GetPrimaryMonitor()
	if m == nil {
		return 0, 0, false
	}
	_, _, l, h := m.GetWorkarea()
	return float32(l), float32(h), l > 0 && h > 0
}
