package fichier

import "syscall"

// pleins are what Windows says of a disk or a quota that is full: its words are in
// the language of the system, its numbers are not.
var pleins = map[syscall.Errno]bool{39: true, 112: true, 1295: true}
