// Package deliberer draws a jury while it deliberates: its table, the procès-verbal of
// the candidate that is lit, the change of a mark and what it does, the closing, and
// what the room sees of it. Package seance says what is shown.
package deliberer
