// Package table shows rows: Tableau, a table of light cells in which a row is
// chosen, searched and acted upon, and Grille, in which cells are filled in as
// in a spreadsheet. What they hold comes from their callers; they know nothing
// of exams.
package table
