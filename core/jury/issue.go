package jury

// Issue is what the académie's server made of an act. Each act has exactly one,
// kept for ever; one that is held has not got it yet.
type Issue string

// The issues.
const (
	IssueAccepte   Issue = "accepte"   // in the log of its jury
	IssueIdentique Issue = "identique" // what it wanted was already so
	IssueDivergent Issue = "divergent" // another value was accepted first: a person must settle it
	IssueTardif    Issue = "tardif"    // the jury had moved on: kept, not applied
	IssueRefuse    Issue = "refuse"    // against a rule: kept, not applied
	IssueRetenu    Issue = "retenu"    // waits: an earlier act is missing, or another workstation was not heard
)

// Libelle gives the issue in French.
func (i Issue) Libelle() string {
	switch i {
	case IssueAccepte:
		return "accepté"
	case IssueIdentique:
		return "identique"
	case IssueDivergent:
		return "divergent"
	case IssueTardif:
		return "tardif"
	case IssueRefuse:
		return "refusé"
	}
	return "en attente"
}
