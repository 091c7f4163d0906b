// Package grille is what a person fills in row by row: the grid of choices and
// marks of the second group, what a spreadsheet pastes into it, and the sheet that
// comes back filled in. It knows no toolkit: table.Grille draws it.
package grille
