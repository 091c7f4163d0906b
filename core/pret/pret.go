// Package pret looks at a workstation before the day, as a person would with a list in
// the hand: the dossier, the base, power, disk, clock, key, plans de secours, marks. Each
// point is said in a line, with what to do.
//
// It changes nothing and repairs nothing: the gestures are elsewhere. How one is made (a
// command, a button) is the carrier's to say.
package pret

import (
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"

	"delib/core/activite"
	"delib/core/cle"
	"delib/core/compterendu"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
	"delib/core/portail"
)

// Etat of a point.
type Etat string

// The states of a point.
const (
	OK        Etat = "ok"
	Attention Etat = "attention"
	Manque    Etat = "manque"
)

// Libelle gives the state in French.
func (e Etat) Libelle() string {
	switch e {
	case OK:
		return "En ordre"
	case Attention:
		return "À regarder"
	}
	return "Manque"
}

// Point is one line of the control.
type Point struct {
	Point   string `json:"point"`
	Etat    Etat   `json:"etat"`
	Message string `json:"message"`
	Remede  string `json:"remede"` // "" when there is nothing to do

	Activite string `json:"-"` // the activity that does it, "" when it is not in the menu
}

// The points, in the order in which they are looked at.
const (
	Dossier       = "dossier"
	Base          = "base"
	Alimentation  = "alimentation"
	Disque        = "disque"
	Horloge       = "horloge"
	Cle           = "cle"
	Plans         = "plans"
	Notes         = "notes"
	Divergences   = "divergences"
	Demonstration = "demonstration"
	Portail       = "portail"
	Version       = "version"
	Documents     = "documents"
)

var libelles = map[string]string{
	Dossier: "Dossier de centre", Base: "Base", Alimentation: "Alimentation", Disque: "Place sur le disque", Horloge: "Horloge", Cle: "Clé de secours",
	Plans: "Plans de secours", Notes: "Notes manquantes", Divergences: "Divergences", Demonstration: "Vrai centre", Portail: "Portail de secours",
	Version: "Version", Documents: "Dossier des documents",
}

// Libelle gives the name of the point in French.
func (p *Point) Libelle() string { return libelles[p.Point] }

// Poste is what is looked at.
type Poste struct {
	Service   *activite.Service
	Verifier  func(context.Context) (fautes []string, err error) // of the base
	Portail   func(context.Context) (*portail.Ouverture, error)
	Cle       *cle.Cle
	Horloge   func() time.Time
	Donnees   string // folder of the base
	Documents string // folder of the papers
	Version   string
	Courant   string // folder in which the system tells of its power supplies
}

// CourantLinux is where Linux tells of them.
const CourantLinux = "/sys/class/power_supply"

// Controler looks at every point. What cannot be read is a point to look at, never an
// error that hides the others.
func Controler(ctx context.Context, p *Poste) []Point {
	centre, _, err := p.Service.Centre(ctx)
	if err != nil {
		centre = nil
	}
	points := []Point{dossier(centre, err, p.Horloge()), p.base(ctx), alimentation(p.Courant), disque(p.Donnees)}
	if centre != nil {
		ss, err := p.Service.Situations(ctx)
		if err != nil {
			points = append(points, illisible(Plans, err))
		} else {
			points = append(points, horloge(p.Horloge(), centre, ss), p.cle(ctx), plans(ss), notes(ss), divergences(ss))
		}
		points = append(points, p.demonstration(ctx, centre), p.portail(ctx))
	}
	return append(points, version(p.Version), documents(p.Documents))
}

// Manquants counts the points that are missing.
func Manquants(points []Point) (n int) {
	for i := range points {
		if points[i].Etat == Manque {
			n++
		}
	}
	return n
}

// dire makes a point for which there is something to do.
func dire(point string, etat Etat, message, remede string) Point {
	return Point{Point: point, Etat: etat, Message: message, Remede: remede}
}

func illisible(point string, err error) Point {
	message := err.Error()
	if r, ok := examen.EstRefus(err); ok {
		message = r.Message
	}
	return dire(point, Attention, "Ce point n’a pas pu être lu : "+message, "Vérifiez la base, puis recommencez.")
}

func dossier(c *jury.Centre, err error, maintenant time.Time) Point {
	if c == nil {
		message := "Aucun dossier de centre n’est chargé."
		if r, ok := examen.EstRefus(err); ok {
			message = r.Message
		}
		return dire(Dossier, Manque, message, "Importez le dossier reçu de l’académie.")
	}
	quoi := activite.NommerCentre(c) + ", fait par l’académie de " + c.Academie.Nom
	le, err := time.Parse(time.RFC3339, c.GenereLe)
	if err != nil {
		return dire(Dossier, Attention, quoi+", sans date lisible.", "Demandez à l’académie si c’est son dernier dossier.")
	}
	le = le.In(maintenant.Location())
	quoi += le.Format(" le 02/01/2006 à 15:04")
	const vieux = 15 * 24 * time.Hour
	if age := maintenant.Sub(le); age > vieux {
		return dire(Dossier, Attention, fmt.Sprintf("%s : il a %d jours.", quoi, int(age.Hours()/24)),
			"Demandez à l’académie s’il y en a un plus récent, et importez-le.")
	}
	return Point{Point: Dossier, Etat: OK, Message: quoi + "."}
}

func (p *Poste) base(ctx context.Context) Point {
	fautes, err := p.Verifier(ctx)
	switch {
	case err != nil:
		return dire(Base, Manque, "La base ne peut pas être vérifiée jusqu’au bout : "+err.Error(), "Reconstruisez-la.")
	case len(fautes) > 0:
		return dire(Base, Manque, fmt.Sprintf("La base est altérée (%d) : %s", len(fautes), fautes[0]), "Reconstruisez-la.")
	}
	return Point{Point: Base, Etat: OK, Message: "Base et journal vérifiés : intègres."}
}

// The free bytes below which a day may not hold.
const (
	disquePlein = 300 << 20
	disqueJuste = 2 << 30
)

func disque(dossier string) Point {
	libre, err := fichier.Libre(dossier)
	if err != nil {
		return illisible(Disque, err)
	}
	message := compterendu.Taille(int64(min(libre, 1<<62))) + " libres."
	switch {
	case libre < disquePlein:
		return dire(Disque, Manque, message, "Libérez de la place sur le disque de la base.")
	case libre < disqueJuste:
		return dire(Disque, Attention, message, "Libérez de la place sur le disque de la base.")
	}
	return Point{Point: Disque, Etat: OK, Message: message}
}

func (p *Poste) cle(ctx context.Context) Point {
	e, err := p.Cle.Etat(ctx)
	switch {
	case err != nil:
		return illisible(Cle, err)
	case !e.Choisie:
		return dire(Cle, Attention, "Aucune clé de secours n’est choisie.", "Choisissez une clé USB, ou un dossier d’un autre disque.")
	case !e.Presente:
		return dire(Cle, Manque, "La clé de secours ne peut pas servir : "+e.Raison, "Branchez-la, ou choisissez-en une autre.")
	}
	var retards []string
	for _, j := range e.Jurys {
		switch {
		case j.AJour:
		case j.Raison != "":
			retards = append(retards, j.Code+" ("+j.Raison+")")
		default:
			retards = append(retards, fmt.Sprintf("%s (acte %d sur %d)", j.Code, j.SurCle, j.Acte))
		}
	}
	if len(retards) > 0 {
		return dire(Cle, Manque, "La clé de secours n’a pas tout : "+strings.Join(retards, ", ")+".", "Laissez-la branchée, et relisez-la.")
	}
	return Point{Point: Cle, Etat: OK, Message: examen.Dire("« %s » relue : %d jury(s), chacun à son dernier acte.", e.Dossier, len(e.Jurys))}
}

func plans(ss []activite.Situation) Point {
	var absents, perimes []string
	n, faire := 0, activite.IDPlan1
	for i := range ss {
		if ss[i].PlanGroupe == 0 {
			continue
		}
		n++
		switch ss[i].Plan {
		case activite.PlanAbsent:
			absents = append(absents, ss[i].Code)
		case activite.PlanPerime:
			perimes = append(perimes, ss[i].Code)
		default:
			continue
		}
		if ss[i].PlanGroupe == 2 {
			faire = activite.IDPlan2
		}
	}
	p := Point{
		Point: Plans, Etat: Attention, Message: "Plus anciens que les données : " + strings.Join(perimes, ", ") + ".", Activite: faire,
		Remede: "Générez le plan de secours de ces jurys, et gardez-le sur un autre support que ce poste.",
	}
	switch {
	case len(absents) > 0:
		p.Etat, p.Message = Manque, "Jamais générés : "+strings.Join(absents, ", ")+suite(" ; plus anciens que les données : ", perimes)+"."
		return p
	case len(perimes) > 0:
		return p
	case n == 0:
		return Point{Point: Plans, Etat: OK, Message: "Aucun jury n’en demande dans son état présent."}
	}
	return Point{Point: Plans, Etat: OK, Message: examen.Dire("%d jury(s), chacun avec un plan aussi récent que ses données.", n)}
}

func suite(devant string, codes []string) string {
	if len(codes) == 0 {
		return ""
	}
	return devant + strings.Join(codes, ", ")
}

func notes(ss []activite.Situation) Point {
	var l []string
	for i := range ss {
		if s := &ss[i]; !s.Termine && s.Manquantes > 0 {
			l = append(l, examen.Dire("%s (%d candidat(s))", s.Code, s.Manquantes))
		}
	}
	if len(l) > 0 {
		return dire(Notes, Attention, "Des notes manquent : "+strings.Join(l, ", ")+".", "Demandez-les : un jury ne clôt pas tant qu’il en manque.")
	}
	return Point{Point: Notes, Etat: OK, Message: "Aucune note ne manque."}
}

func divergences(ss []activite.Situation) Point {
	var l []string
	for i := range ss {
		if n := len(ss[i].Divergences); n > 0 {
			l = append(l, fmt.Sprintf("%s (%d)", ss[i].Code, n))
		}
	}
	if len(l) > 0 {
		return dire(Divergences, Manque, "Deux postes ont saisi des valeurs différentes : "+strings.Join(l, ", ")+".", "Tranchez les divergences.")
	}
	return Point{Point: Divergences, Etat: OK, Message: "Aucune."}
}

func (p *Poste) demonstration(ctx context.Context, c *jury.Centre) Point {
	marque, err := p.Service.Reglage(ctx, activite.ReglageDemonstration)
	switch {
	case err != nil:
		return illisible(Demonstration, err)
	case marque == activite.MarqueDemonstration(c):
		return dire(Demonstration, Attention, "Ce dossier de données est celui de la démonstration.", "Ouvrez celui du vrai centre avant le jour.")
	}
	return Point{Point: Demonstration, Etat: OK, Message: "Ce n’est pas la démonstration."}
}

func (p *Poste) portail(ctx context.Context) Point {
	o, err := p.Portail(ctx)
	switch {
	case err != nil:
		return illisible(Portail, err)
	case o == nil:
		return Point{Point: Portail, Etat: OK, Message: "Fermé."}
	}
	quoi := fmt.Sprintf("à l’adresse %s, pour %s", o.Adresse, strings.Join(o.Jurys, ", "))
	if o.Essai {
		return dire(Portail, Attention, "Ouvert pour un essai "+quoi+".", "Fermez-le une fois l’essai fini.")
	}
	if !duPoste(o.Adresse) {
		return dire(Portail, Manque, "Ouvert "+quoi+", qui n’est plus une adresse de ce poste.", "Fermez-le, et ouvrez-le à la bonne adresse.")
	}
	return Point{Point: Portail, Etat: OK, Message: "Ouvert " + quoi + "."}
}

// duPoste tells whether an address is still one of this workstation.
func duPoste(adresse string) bool {
	hote, _, err := net.SplitHostPort(adresse)
	if err != nil {
		return false
	}
	if ip := net.ParseIP(hote); ip != nil && ip.IsLoopback() {
		return true
	}
	return slices.ContainsFunc(portail.Interfaces(), func(i portail.Interface) bool { return i.Adresse == hote })
}

func version(v string) Point {
	if v == "" || v == "dev" {
		return dire(Version, Attention, "Ce programme n’a pas de numéro de version.", "Installez une version publiée.")
	}
	return Point{Point: Version, Etat: OK, Message: "Délib " + v + "."}
}

func documents(dossier string) Point {
	lot, err := fichier.Preparer(dossier)
	if err == nil {
		_, err = lot.Creer("essai")
		lot.Abandonner()
	}
	if err != nil {
		message := err.Error()
		if r, ok := examen.EstRefus(err); ok {
			message = r.Message
		}
		return dire(Documents, Manque, message, "Rétablissez le droit d’y écrire.")
	}
	return Point{Point: Documents, Etat: OK, Message: "« " + dossier + " » : on peut y écrire."}
}
