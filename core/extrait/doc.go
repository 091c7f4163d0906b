// Package extrait makes dossiers de centre from what an académie has in hand: a folder of
// tables of any heading, encoding and shape (CSV, text in sections, XLSX).
//
// Lire reads every table of a folder as text. Proposer says, of each, what it holds and
// which heading is which field, from the headings alone: the Correspondance, a small file
// that a person reads, corrects and keeps. Fabriquer applies it and gives one dossier a
// centre, with an account of what was left out and why.
//
// Nothing is guessed in silence: a heading, a value or a row that is not understood is
// listed with its place. Whether a dossier is right is for package dossier, which checks
// each one that is made as it checks those that come. No rule of an exam is here.
package extrait
