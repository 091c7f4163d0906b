// Package core holds no code: it is the way in to the house, its glossary and
// the order in which to read it. A test beside it holds the imports to the map.
//
// # Reading order
//
//  1. note: marks and means, exact.
//  2. examen: states, moves, profiles (rules and words of an exam and session), refusals.
//  3. jury: what a jury holds (Dossier) and the only way it changes (Acte, Appliquer).
//  4. decision: what follows from the marks, with its reasons; the judge of a new act.
//  5. dossier: the file that a centre starts from; extrait: made from the tables of an académie.
//  6. ordre, reprise: what a workstation and the académie agree on of the order of acts;
//     what a jury is resumed from on another workstation; cle: the key that holds it as it is.
//  7. fond (and its pages), store, secours: the file of a base; the replica on the workstation
//     (journal, projection); a damaged base made again.
//  8. document, edition, render: what is printed, made, drawn.
//  9. empreinte: the fingerprint of a certificate; acces: a jury's way in to the rescue
//     portal; plan: the plan de secours; portail: what the chef de centre decides of the
//     portal; report: what is typed into CYCLADES afterwards; activite: the registry of
//     the menu, and the service that runs it; pret: what a workstation lacks before the day.
//  10. compterendu, fichier: the account of a run; files written whole or not at all.
//  11. soutien, guide: the log, the crash report, the diagnostic, signed updates; the printed guide.
//
// Above it: ui (the window; page, portail and eveil, the rescue portal), sync (the exchange with the académie: wire, client,
// server, and simtest that plays them under a bad network), and cmd (delib the
// window, delibctl the commands, delibd the académie's server).
//
// # Goals, in the order that settles arguments
//
// No mark lost, right result, works offline, easy to use, readable code, fast.
//
// # Glossary
//
//   - Académie (DEC): the authority that opens and locks jurys.
//   - Acte: what a person did to a jury; written once, chained, signed.
//   - Arrêté: the decision that a jury settled when it closed.
//   - Bénéfice, report: a mark of an earlier session that is kept.
//   - Bordereau: the sheet on which an examiner writes marks.
//   - Centre de délibération: the school where jurys deliberate; its chef runs them.
//   - Contrôle (second groupe): the orals that a candidate between 8 and 10 may take.
//   - Dispense: a unit that a candidate need not obtain; it counts for nothing.
//   - Divergence: a value that two workstations changed apart; a person settles it.
//   - Dossier de centre: the file from which a centre starts. Dossier, in package
//     jury: one jury, whole.
//   - Épreuve, unité, sous-épreuve: what is marked; a sous-épreuve is part of a unit.
//   - Étalement: the épreuves of a candidate are spread over sessions; until he has
//     had them all there is no final decision.
//   - État: where a jury stands, one of eleven, from 000 to 218.
//   - Génération: one life of the académie's server; a restored one begins another.
//   - Inscription: a candidate's registration; with his number, his key.
//   - Journal: all the acts of a workstation, in order.
//   - Livret: a candidate's school record, which a jury must have examined before it refuses him.
//   - Origine: a jury as it came with a dossier.
//   - Papillon: a jury's way in to the rescue portal.
//   - Portail de secours: the pages in which each jury deliberates in its own room.
//   - Présence: who sits in a jury, how, who presides, who refuses to sign.
//   - Passage: a move from one state to another.
//   - PFMP: the training periods in a firm; not validated, no bac pro.
//   - Plan de secours: what a jury needs to go on without this program.
//   - Profil: the rules and words of an exam over a span of sessions.
//   - Projet (chef-d'œuvre until 2024): an épreuve of the bac pro whose gap to 10 is
//     added to the points, or taken from them.
//   - Projection: the jurys as they are; journal and origines can make it again.
//   - PV: the record of a deliberation. PVI: the record of one candidate's marks.
//   - RLN: relevé de notes.
//   - Verdict: what the académie's server made of an act; one, for ever.
//   - UAI: the number of a school, seven digits and a check letter.
package core
