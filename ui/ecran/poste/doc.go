// Package poste is what the window gives to every screen, and what screens have in
// common: reading and acting out of the screen's goroutine, the notice under a title,
// errors, confirmations, file dialogs, the line of a run that goes on. It knows no
// screen.
package poste
