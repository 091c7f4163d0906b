// Package decision derives, from the marks of a candidate and the rules of his
// exam, what a jury has to say of him: admis, passe les épreuves de contrôle,
// refusé, and why. A decision is always derived and always carries its reasons.
//
// What a jury settled when it closed (jury.Arrete) is kept as it was settled:
// a later computation that differs is reported (Resultat.Ecart), never applied.
//
// It also judges a new act (Juger): closing, choices and contrôle marks need a
// decision to be allowed. A replay of a journal does not judge again.
package decision
