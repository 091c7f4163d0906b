//go:build !linux && !windows

package fond

// nomMachine gives nothing: the network cards tell.
func nomMachine() string { return "" }
