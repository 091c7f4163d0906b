package eveil

import (
	"runtime"

	"golang.org/x/sys/windows"
)

// What SetThreadExecutionState is asked: until told otherwise, the system stays awake.
const (
	continu = 0x80000000
	systeme = 0x00000001
)

// garder asks Windows on a thread that lives as long as the request does.
func garder(string) func() {
	fin := make(chan struct{})
	go func() {
		runtime.LockOSThread() // never unlocked: the thread goes with the request
		f := windows.NewLazySystemDLL("kernel32.dll").NewProc("SetThreadExecutionState")
		_, _, _ = f.Call(continu | systeme)
		<-fin
		_, _, _ = f.Call(continu)
	}()
	return func() { close(fin) }
}
