//go:build !linux && !windows

package fichier

func nommerSansEcraser(string, string) error { return errPasIci }
