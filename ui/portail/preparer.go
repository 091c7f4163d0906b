package portail

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/portail"
)

// Demande is what the chef de centre asks of an opening, from the window or by command.
type Demande struct {
	portail.Ouverture
	Rouvrir         bool   // what a stop that nobody asked for left open, as it was
	Certificat, Cle string // files, PEM; "" is the base's own
}

// Preparer checks an opening, takes its address and records it: what it gives lacks only
// the service and the log, and must be served, or its Ecoute closed.
func Preparer(ctx context.Context, d portail.Depot, x Demande, horloge func() time.Time) (Options, error) {
	o := Options{Depot: d, Horloge: horloge, Ouverture: x.Ouverture}
	o.Ouverture.Le = horloge()
	if x.Rouvrir {
		avant, err := portail.Ouverte(ctx, d)
		if err != nil {
			return o, err
		}
		if avant == nil {
			return o, examen.Refuser(examen.CodeEtat, "Le portail de secours n’était pas ouvert : il a été fermé, ou ne l’a jamais été.",
				"Ouvrez-le, avec l’accord nécessaire.")
		}
		o.Ouverture = *avant
		o.Ouverture.Par = cmp.Or(strings.TrimSpace(x.Par), avant.Par)
	}
	if err := portail.Verifier(ctx, d, &o.Ouverture); err != nil {
		return o, err
	}
	interfaces := portail.Interfaces()
	adresse, err := portail.Ecoute(o.Ouverture.Adresse, interfaces)
	if err != nil {
		return o, err
	}
	if x.Certificat != "" {
		o.Certificat, o.Empreinte, err = portail.LireCertificat(x.Certificat, x.Cle)
	} else {
		o.Certificat, o.Empreinte, err = portail.Certificat(ctx, d, interfaces, horloge())
	}
	if err != nil {
		return o, err
	}
	if o.Ecoute, err = net.Listen("tcp", adresse); err != nil {
		return o, examen.Refuser(examen.CodeReseau, fmt.Sprintf("L’adresse %s ne peut pas être écoutée : elle est prise, ou n’est pas de ce poste.", adresse),
			"Choisissez une autre adresse ou un port libre.", "- "+err.Error()).Par(examen.Champ("adresse"))
	}
	o.Ouverture.Adresse = o.Ecoute.Addr().String()
	if err := portail.Ouvrir(ctx, d, o.Ouverture); err != nil {
		_ = o.Ecoute.Close()
		return o, err
	}
	return o, nil
}

// URL is the address that the papers, the window and the command say.
func (o *Options) URL() string { return "https://" + o.Ecoute.Addr().String() }
