package fichier

import (
	"os"
	"path/filepath"
	"testing"

	"delib/core/examen"
)

func TestAFolderThatAServiceCarries(t *testing.T) {
	for nom, c := range map[string]struct {
		fichiers, dossiers []string
		veut               string
	}{
		"nothing":             {nil, nil, ""},
		"Dropbox":             {[]string{".dropbox"}, nil, "Dropbox"},
		"settings of Dropbox": {nil, []string{".dropbox"}, ""},
		"Nextcloud":           {[]string{".sync_0a1b2c.db"}, nil, "Nextcloud"},
		"Syncthing":           {nil, []string{".stfolder"}, "Syncthing"},
		"OneDrive":            {[]string{".849C9593-D756-4E56-8D6E-42412F2A707B"}, nil, "OneDrive"},
		"a look-alike":        {[]string{".dropbox-notes", "sync_1.db"}, []string{"OneDrive"}, ""},
	} {
		t.Run(nom, func(t *testing.T) {
			racine := filepath.Join(t.TempDir(), "élèves [1]")
			base := filepath.Join(racine, "documents", "delib") // not there yet
			for _, d := range append(c.dossiers, "documents") {
				if err := os.MkdirAll(filepath.Join(racine, d), 0o700); err != nil {
					t.Fatal(err)
				}
			}
			for _, f := range c.fichiers {
				if err := os.WriteFile(filepath.Join(racine, f), nil, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if s := Synchronise(base); s != c.veut {
				t.Errorf("« %s », want « %s »", s, c.veut)
			}
			if err := RefuserDonnees(base); (err != nil) != (c.veut != "") || err != nil && examen.CodeDe(err) != examen.CodeBase {
				t.Errorf("%v", err)
			}
		})
	}
}

// TestTheFolderThatWindowsNames: the roots of OneDrive are in the environment.
func TestTheFolderThatWindowsNames(t *testing.T) {
	racine, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("OneDriveCommercial", filepath.Join(racine, "OneDrive - Lycée"))
	for d, veut := range map[string]string{"OneDrive - Lycée/Délib": "OneDrive", "OneDrive - Lycée": "OneDrive", "OneDrive - Lycée bis": "", "Délib": ""} {
		if err := os.MkdirAll(filepath.Join(racine, d), 0o700); err != nil {
			t.Fatal(err)
		}
		if s := Synchronise(filepath.Join(racine, d)); s != veut {
			t.Errorf("%s: « %s »", d, s)
		}
	}
}
