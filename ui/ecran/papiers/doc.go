// Package papiers draws what produces a document and what was produced: the form of an
// édition or a traitement, the document that is looked at before, the comptes rendus.
package papiers
