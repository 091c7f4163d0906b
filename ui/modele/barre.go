package modele

// Barre is a bar of a chart.
type Barre struct {
	Libelle string
	Nombre  int
	Marquee bool // from the mean of admission on
}
