package fichier

import (
	"fmt"
	"os"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

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
	0x6B414653: true, // AFS, of the kernel
	0x73757245: true, // Coda
	0x00C36400: true, // Ceph
	0x01021997: true, // 9P: a folder that a virtual machine borrows
	0x786F4256: true, // VirtualBox shared folder
	0xBACBACBC: true, // VMware shared folder
	0x0BD00BD0: true, // Lustre
}

const fuse = 0x65735546

// parFuse are the programs that bring another machine's files through FUSE; many
// others only show a disk of this one (NTFS, an encrypted folder).
var parFuse = []string{
	"sshfs", "rclone", "gvfsd-fuse", "davfs", "s3fs", "gcsfuse", "curlftpfs", "smbnetfs", "glusterfs", "ceph-fuse", "onedriver", "google-drive-ocamlfuse",
	"vmhgfs-fuse",
}

func distant(chemin string) bool {
	var s syscall.Statfs_t
	if syscall.Statfs(chemin, &s) != nil {
		return false
	}
	if uint32(s.Type) != fuse {
		return reseaux[uint32(s.Type)]
	}
	var f syscall.Stat_t
	montages, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil || syscall.Stat(chemin, &f) != nil {
		return false
	}
	return fuseDistant(string(montages), fmt.Sprintf("%d:%d", unix.Major(f.Dev), unix.Minor(f.Dev)))
}

// fuseDistant tells whether the mount of a device brings another machine's files:
// its kind says so, or its source is an address (proc_pid_mountinfo(5)).
func fuseDistant(montages, appareil string) bool {
	for ligne := range strings.Lines(montages) {
		avant, apres, _ := strings.Cut(ligne, " - ")
		debut, fin := strings.Fields(avant), strings.Fields(apres)
		if len(debut) < 3 || len(fin) < 2 || debut[2] != appareil {
			continue
		}
		genre, source := strings.TrimPrefix(fin[0], "fuse."), fin[1]
		for _, p := range parFuse {
			if genre == p || source == p {
				return true
			}
		}
		if strings.Contains(source, "://") || strings.Contains(source, ":/") {
			return true
		}
	}
	return false
}
