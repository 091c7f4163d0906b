//go:build !linux && !windows

package eveil

func garder(string) func() { return func() {} }
