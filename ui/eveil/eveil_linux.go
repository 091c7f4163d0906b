package eveil

import "os/exec"

// garder holds an inhibitor of systemd-logind for as long as its command lives; a system
// without one is left as it is.
func garder(raison string) func() {
	cmd := exec.Command("systemd-inhibit", "--what=sleep:idle:shutdown", "--who=Délib", "--why="+raison, "--mode=block", "cat") //nolint:gosec // a reason of ours
	// closed when this program ends, however it ends: cat ends with it
	entree, err := cmd.StdinPipe()
	if err != nil || cmd.Start() != nil {
		return func() {}
	}
	return func() {
		_ = entree.Close()
		_ = cmd.Wait()
	}
}
