package wire

// Paths of the server. To the first a workstation posts a Demande, and gets a
// Reponse; the second is a stream that tells it that the log of its centre grew; to
// the third it brings the sealed file of another workstation, and gets a Porte.
const (
	CheminEchange    = "/v1/echange"
	CheminEvenements = "/v1/evenements"
	CheminFichier    = "/v1/fichier"
)

// Porte is the answer to a sealed file that another workstation brought.
type Porte struct {
	Verdicts []byte `json:"verdicts,omitempty"`
	Refus    *Refus `json:"refus,omitempty"`
}
