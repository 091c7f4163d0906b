//go:build libreoffice

package main

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestLibreOffice types in the sheets that the program gives, in a real spreadsheet,
// saves them in the ways that people do, and gives them back.
func TestLibreOffice(t *testing.T) {
	python := pythonUNO()
	if _, err := exec.LookPath("soffice"); err != nil || python == "" {
		t.Skip("LibreOffice, or its module for Python, is not installed (.ci/paquets tableur installs them)")
	}
	scripts, err := filepath.Glob("testdata/libreoffice/*.txtar")
	if err != nil || len(scripts) < 4 {
		t.Fatalf("%d scripts, %v: the stories are missing", len(scripts), err)
	}
	p := parametres(t)
	p.Dir = "testdata/libreoffice"
	script, err := filepath.Abs("testdata/libreoffice/tableur.py")
	if err != nil {
		t.Fatal(err)
	}
	preparer := p.Setup
	p.Setup = func(e *testscript.Env) error {
		e.Setenv("TABLEUR", script)
		e.Setenv("PYTHON", python)
		return preparer(e)
	}
	testscript.Run(t, p)
}

// pythonUNO gives the Python that can speak to LibreOffice, "" when there is none: the
// system's may stand behind another in the path.
func pythonUNO() string {
	for _, p := range []string{"python3", "/usr/bin/python3", "/opt/libreoffice/program/python"} {
		if exec.Command(p, "-c", "import uno").Run() == nil {
			return p
		}
	}
	return ""
}
