package fond

import "golang.org/x/sys/windows/registry"

// nomMachine gives what the installation of Windows made.
func nomMachine() string {
	cle, err := registry.OpenKey(registry.LOCAL_MACHINE, `SOFTWARE\Microsoft\Cryptography`, registry.QUERY_VALUE|registry.WOW64_64KEY)
	if err != nil {
		return ""
	}
	defer cle.Close()
	nom, _, err := cle.GetStringValue("MachineGuid")
	if err != nil {
		return ""
	}
	return nom
}
