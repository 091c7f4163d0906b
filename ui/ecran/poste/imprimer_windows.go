package poste

import "golang.org/x/sys/windows"

// impressionDuSysteme prints by the program that Windows gives to the kind of the
// file, on the default printer.
func impressionDuSysteme() *Impression {
	return &Impression{Imprimantes: func() ([]string, error) { return nil, nil }, Envoyer: envoyer}
}

func envoyer(_ string, copies int, fichiers []string) error {
	verbe, err := windows.UTF16PtrFromString("print")
	for _, f := range fichiers {
		chemin, e := windows.UTF16PtrFromString(f)
		if err != nil || e != nil {
			return refusImprimante("")
		}
		for range copies {
			if err := windows.ShellExecute(0, verbe, chemin, nil, nil, windows.SW_HIDE); err != nil {
				return refusImprimante(err.Error())
			}
		}
	}
	return nil
}
