package main

import (
	"runtime"
	"syscall"
	"unsafe"
)

// The parts of Windows that are asked for a picture. opengl32.dll is the one
// that the window will draw with: the driver's, or the one of the compatible copy.
var (
	user32   = syscall.NewLazyDLL("user32.dll")
	gdi32    = syscall.NewLazyDLL("gdi32.dll")
	opengl32 = syscall.NewLazyDLL("opengl32.dll")

	createWindowEx    = user32.NewProc("CreateWindowExW")
	destroyWindow     = user32.NewProc("DestroyWindow")
	getDC             = user32.NewProc("GetDC")
	releaseDC         = user32.NewProc("ReleaseDC")
	messageBox        = user32.NewProc("MessageBoxW")
	choosePixelFormat = gdi32.NewProc("ChoosePixelFormat")
	setPixelFormat    = gdi32.NewProc("SetPixelFormat")
	wglCreateContext  = opengl32.NewProc("wglCreateContext")
	wglMakeCurrent    = opengl32.NewProc("wglMakeCurrent")
	wglDeleteContext  = opengl32.NewProc("wglDeleteContext")
	glGetString       = opengl32.NewProc("glGetString")
)

// Icons of a message.
const (
	iconeErreur      = 0x10
	iconeInformation = 0x40
)

// dire shows a message in a box of the system: the toolkit is not there yet.
func dire(texte string, icone uintptr) {
	const auPremierPlan = 0x10000 // MB_SETFOREGROUND
	t, err := syscall.UTF16PtrFromString(texte)
	if err != nil {
		return
	}
	titre, _ := syscall.UTF16PtrFromString("Délib")
	_, _, _ = messageBox.Call(0, uintptr(unsafe.Pointer(t)), uintptr(unsafe.Pointer(titre)), icone|auPremierPlan)
}

// formatPixels is PIXELFORMATDESCRIPTOR.
type formatPixels struct {
	taille, version                                        uint16
	drapeaux                                               uint32
	genre, couleur                                         uint8
	rouge, rougeD, vert, vertD, bleu, bleuD, alpha, alphaD uint8
	cumul, cumulR, cumulV, cumulB, cumulA                  uint8
	profondeur, pochoir, auxiliaires, plan, reserve        uint8
	masquePlan, masqueVisible, masqueDommage               uint32
}

// sonder asks for a context on a window that is never shown, as the toolkit
// will, and gives what answers.
func sonder() sonde {
	runtime.LockOSThread() // a context belongs to a thread
	defer runtime.UnlockOSThread()
	if err := opengl32.Load(); err != nil {
		return sonde{Erreur: "opengl32.dll ne se charge pas"}
	}
	classe, _ := syscall.UTF16PtrFromString("STATIC") // a class that is always there
	fenetre, _, _ := createWindowEx.Call(0, uintptr(unsafe.Pointer(classe)), 0, 0, 0, 0, 1, 1, 0, 0, 0, 0)
	if fenetre == 0 {
		return sonde{Erreur: "aucune fenêtre ne s’ouvre"}
	}
	defer destroyWindow.Call(fenetre)
	dc, _, _ := getDC.Call(fenetre)
	if dc == 0 {
		return sonde{Erreur: "aucune surface de dessin"}
	}
	defer releaseDC.Call(fenetre, dc)
	const surFenetre, opengl, double = 0x4, 0x20, 0x1
	f := formatPixels{version: 1, drapeaux: surFenetre | opengl | double, couleur: 32, profondeur: 24, pochoir: 8}
	f.taille = uint16(unsafe.Sizeof(f))
	n, _, _ := choosePixelFormat.Call(dc, uintptr(unsafe.Pointer(&f)))
	if n == 0 {
		return sonde{Erreur: "aucun format de pixels"}
	}
	if ok, _, _ := setPixelFormat.Call(dc, n, uintptr(unsafe.Pointer(&f))); ok == 0 {
		return sonde{Erreur: "format de pixels refusé"}
	}
	contexte, _, _ := wglCreateContext.Call(dc)
	if contexte == 0 {
		return sonde{Erreur: "contexte refusé"}
	}
	defer wglDeleteContext.Call(contexte)
	if ok, _, _ := wglMakeCurrent.Call(dc, contexte); ok == 0 {
		return sonde{Erreur: "contexte inutilisable"}
	}
	defer wglMakeCurrent.Call(0, 0)
	const version, dessin = 0x1F02, 0x1F01 // GL_VERSION, GL_RENDERER
	return sonde{Version: chaineGL(version), Dessin: chaineGL(dessin)}
}

// chaineGL reads a string that the driver holds, up to its zero.
func chaineGL(nom uintptr) string {
	p, _, _ := glGetString.Call(nom)
	if p == 0 {
		return ""
	}
	var octets []byte
	// The driver's memory, which Go's collector does not move.
	for debut := *(*unsafe.Pointer)(unsafe.Pointer(&p)); len(octets) < 256; {
		c := *(*byte)(unsafe.Add(debut, len(octets)))
		if c == 0 {
			break
		}
		octets = append(octets, c)
	}
	return string(octets)
}
