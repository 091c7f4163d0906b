// Package examen holds what is fixed before any candidate: the states of a
// jury, who may move it, and the Profil of an exam and session (thresholds,
// formulas, words), each with the legal text it comes from. It also holds the
// Refus, the way in which every rule of the house says no.
//
// It knows no candidate, no jury and no clock. A new exam or a new set of rules
// is one more literal here: nothing else tests which exam it is.
package examen
