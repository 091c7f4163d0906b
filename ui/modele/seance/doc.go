// Package seance is what lies on the table while a jury sits: its candidates and
// their order, the procès-verbal of each, his sheet in short, the livrets. It knows
// no toolkit and changes nothing.
package seance
