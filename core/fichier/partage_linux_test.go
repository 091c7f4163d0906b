package fichier

import "testing"

// prendrePourPartage gives a folder that counts as a share until the test ends,
// not yet there, behind a file system of its own.
func prendrePourPartage(t *testing.T) string {
	const proc = 0x9FA0 // linux/magic.h
	reseaux[proc] = true
	t.Cleanup(func() { delete(reseaux, proc) })
	return "/proc/self/delib"
}

func TestWhatFuseBrings(t *testing.T) {
	const montages = `24 30 0:22 / /proc rw,nosuid shared:12 - proc proc rw
70 30 0:61 / /home/chef/serveur rw,nosuid,nodev shared:99 - fuse.sshfs chef@serveur:/notes rw,user_id=1000
71 30 0:62 / /run/user/1000/gvfs rw shared:98 - fuse.gvfsd-fuse gvfsd-fuse rw,user_id=1000
72 30 8:17 / /media/chef/CLE\040USB rw shared:97 - fuseblk /dev/sdb1 rw,allow_other
73 30 0:63 / /home/chef/coffre rw shared:96 - fuse.gocryptfs /home/chef/.coffre rw
74 30 0:64 / /home/chef/nuage rw - fuse https://nuage.ac-exemple.fr/dav/ rw
75 30 0:65 / /home/chef/seaux rw - fuse.rclone seaux: rw
`
	for appareil, veut := range map[string]bool{
		"0:61": true, "0:62": true, "8:17": false, "0:63": false, "0:64": true, "0:65": true, "0:6": false, "9:99": false,
	} {
		if fuseDistant(montages, appareil) != veut {
			t.Errorf("%s: %v", appareil, !veut)
		}
	}
}
