// Package jury holds what a jury holds (Dossier) and the only way it changes
// (Acte, Appliquer).
//
// Appliquer is pure: no clock, no file, no map order. A local act, the replay
// of a journal and, later, the server go through it. Whether an act that needs
// a decision is allowed (closing, choices, contrôle marks) is judged beside it
// by package decision, once, when the act is made; a replay does not judge again.
package jury
