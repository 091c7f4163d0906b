// Package modele is what each screen knows: its rows and labels, its filters
// and choices, what can be done and why not. It takes facts from core and
// gives texts and decisions of the screen.
//
// It imports no toolkit, so that it is tested in microseconds; package ecran
// draws it. It holds no rule of an exam: it asks examen and activite.
package modele
