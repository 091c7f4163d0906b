package fichier

import "syscall"

const conseilLocal = "si le dossier personnel est lui-même sur le réseau, demandez un dossier local à l’assistance."

// reseaux are the file systems that lie on another machine, by the number that
// statfs gives (linux/magic.h).
var reseaux = map[uint32]bool{
	0x6969:     true, // NFS
	0x517B:     true, // SMB, first version
	0xFF534D42: true, // CIFS
	0xFE534D42: true, // SMB 2 and 3
	0x564C:     true, // NCP
	0x5346414F: true, // AFS
	0x73757245: true, // Coda
	0x00C36400: true, // Ceph
}

func distant(chemin string) bool {
	var s syscall.Statfs_t
	return syscall.Statfs(chemin, &s) == nil && reseaux[uint32(s.Type)]
}
