package main

import (
	"archive/zip"
	"context"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts run delibd inside the test binary.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"delibd": main})
}

// construire builds the workstation's command, which the scripts also run.
func construire(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.Command("go", "build", "-o", filepath.Join(dir, "delibctl"), "delib/cmd/delibctl")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

// TestScripts plays an académie and its workstations as processes, on loopback.
func TestScripts(t *testing.T) {
	bin := construire(t)
	exemples, err := filepath.Abs("../../core/dossier/testdata")
	if err != nil {
		t.Fatal(err)
	}
	autrefois, err := filepath.Abs("testdata/anciens")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("PATH", bin+string(os.PathListSeparator)+e.Getenv("PATH"))
			e.Setenv("DOSSIER", filepath.Join(exemples, "dossier-bts-2023-06-0250001R.zip"))
			e.Setenv("ANCIENS", autrefois)
			e.Setenv("TZ", "Europe/Paris")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"servir": servirScript, "capturer": capturer, "attendre": attendre, "anciens": anciens,
		},
	})
}

// anciens unpacks what an earlier version wrote: anciens VERSION.
func anciens(ts *testscript.TestScript, _ bool, args []string) {
	z, err := zip.OpenReader(filepath.Join(ts.Getenv("ANCIENS"), args[0]+".zip"))
	ts.Check(err)
	defer z.Close()
	ts.Check(os.CopyFS(ts.Getenv("WORK"), z))
	ts.Check(filepath.WalkDir(ts.Getenv("WORK"), func(chemin string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return os.Chmod(chemin, 0o600) // an archive is copied read-only
	}))
}

// servirScript starts delibd on a free port and sets URL and EMPREINTE:
// servir NOM ARGS….
func servirScript(ts *testscript.TestScript, _ bool, args []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	adresse := l.Addr().String()
	ts.Check(l.Close())
	programme, err := exec.LookPath(filepath.Join(strings.Split(ts.Getenv("PATH"), string(os.PathListSeparator))[0], "delibd"))
	if err != nil {
		programme, err = exec.LookPath("delibd")
		ts.Check(err)
	}
	ctx, arreter := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, programme, append([]string{"servir", "--adresse", adresse}, args[1:]...)...)
	cmd.Dir = ts.Getenv("WORK")
	cmd.Env = []string{"PATH=" + ts.Getenv("PATH"), "HOME=" + ts.Getenv("WORK")}
	sortie, err := os.Create(filepath.Join(ts.Getenv("WORK"), args[0]+".out"))
	ts.Check(err)
	cmd.Stdout, cmd.Stderr = sortie, sortie
	ts.Check(cmd.Start())
	ts.Defer(func() {
		arreter()
		_ = cmd.Wait()
		_ = sortie.Close()
	})
	for fin := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		texte, err := os.ReadFile(sortie.Name())
		ts.Check(err)
		if mots := strings.Fields(string(texte)); len(mots) >= 4 && mots[0] == "prêt" {
			ts.Setenv("URL", mots[1])
			ts.Setenv("EMPREINTE", mots[3])
			return
		}
		if time.Now().After(fin) {
			ts.Fatalf("delibd did not start: %s", texte)
		}
	}
}

// capturer puts the standard output of the last command in a variable.
func capturer(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv(args[0], strings.TrimSpace(ts.ReadFile("stdout")))
}

// attendre runs a command until its output holds a text: attendre TEXTE CMD….
func attendre(ts *testscript.TestScript, _ bool, args []string) {
	for fin := time.Now().Add(20 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		_ = ts.Exec(args[1], args[2:]...)
		if strings.Contains(ts.ReadFile("stdout"), args[0]) {
			return
		}
		if time.Now().After(fin) {
			ts.Fatalf("never %q: %s", args[0], ts.ReadFile("stdout"))
		}
	}
}
