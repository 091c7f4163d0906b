// Package page is what the HTML pages of Délib share: their files, their headers, the
// slowing down of wrong passwords, the forms that are sent twice.
//
// It knows no exam, no jury and no toolkit; who may see what is for its users.
package page

import (
	"crypto/rand"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
)

//go:embed statique
var statique embed.FS

// Statique serves the style and the scripts, under /statique/.
func Statique() http.Handler {
	sous, err := fs.Sub(statique, "statique")
	if err != nil {
		panic(err) // the folder is in the program
	}
	return http.StripPrefix("/statique/", http.FileServerFS(sous))
}

// politique lets a page load only what this server gives, and be in no frame.
const politique = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; " +
	"base-uri 'none'; object-src 'none'"

// Entetes puts on every answer what keeps a browser from keeping, guessing, framing or
// telling what it is shown.
func Entetes(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e := w.Header()
		e.Set("Content-Security-Policy", politique)
		e.Set("X-Content-Type-Options", "nosniff")
		e.Set("Referrer-Policy", "no-referrer")
		e.Set("Cache-Control", "no-store")
		e.Set("Cross-Origin-Opener-Policy", "same-origin")
		e.Set("Cross-Origin-Resource-Policy", "same-origin")
		e.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.ServeHTTP(w, r)
	})
}

// MaxFormulaire bounds what a form may hold, in bytes.
const MaxFormulaire = 64 << 10

// Borner refuses a form that is too large before it is read.
func Borner(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, MaxFormulaire)
		h.ServeHTTP(w, r)
	})
}

// MemeOrigine refuses a change that another site makes a browser ask for.
func MemeOrigine(h http.Handler, refuser http.Handler) http.Handler {
	p := http.NewCrossOriginProtection()
	p.SetDenyHandler(refuser)
	return p.Handler(h)
}

// Tirer draws 32 bytes, in hexadecimal: a cookie, the key of a form.
func Tirer() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails: the program stops if the system has no randomness
	return hex.EncodeToString(b)
}
