package portail

import (
	"fmt"
	"net"
	"net/netip"
	"os"
	"strings"

	"delib/core/examen"
)

// Port is the one that the portal listens on unless another is asked.
const Port = "8443"

// Interface is a way in to this PC on the school's network.
type Interface struct {
	Nom     string // of the system: "eth0", "Wi-Fi"
	Adresse string
}

// Interfaces gives the private addresses of this PC, those of its loopback left out.
func Interfaces() []Interface {
	is, err := net.Interfaces()
	if err != nil {
		return nil // the same as none: the refusal says what to do
	}
	var xs []Interface
	for _, i := range is {
		if i.Flags&net.FlagUp == 0 || i.Flags&net.FlagLoopback != 0 {
			continue
		}
		as, err := i.Addrs()
		if err != nil {
			continue // it went meanwhile
		}
		for _, a := range as {
			if p, err := netip.ParsePrefix(a.String()); err == nil && p.Addr().Is4() && privee(p.Addr()) {
				xs = append(xs, Interface{i.Name, p.Addr().String()})
			}
		}
	}
	return xs
}

func privee(a netip.Addr) bool {
	return a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast()
}

// Ecoute checks where the portal is asked to listen, HOST:PORT or HOST; "" takes the
// one address of this PC on a private network. A public address is refused, and so is
// one that stands for all of them: where it listens is chosen.
func Ecoute(demandee string, interfaces []Interface) (string, error) {
	if demandee == "" {
		if len(interfaces) == 1 {
			return net.JoinHostPort(interfaces[0].Adresse, Port), nil
		}
		return "", refusChoix("L’adresse où le portail écoute n’est pas choisie.", interfaces)
	}
	hote, port, err := net.SplitHostPort(demandee)
	if err != nil {
		hote, port = strings.Trim(demandee, "[]"), Port
	}
	if hote == "localhost" {
		hote = "127.0.0.1"
	}
	a, err := netip.ParseAddr(hote)
	switch {
	case err != nil:
		return "", refusChoix(fmt.Sprintf("« %s » n’est pas une adresse de ce poste.", demandee), interfaces)
	case a.IsUnspecified():
		return "", refusChoix("« Toutes les adresses » n’en est pas une : où le portail écoute se choisit.", interfaces)
	case !privee(a):
		return "", refusChoix(fmt.Sprintf("L’adresse %s est publique : le portail de secours ne s’ouvre que sur le réseau de l’établissement.", a), interfaces)
	}
	return net.JoinHostPort(a.String(), port), nil
}

func refusChoix(quoi string, interfaces []Interface) error {
	aide := "Ce poste n’a pas d’adresse sur un réseau privé : branchez-le au réseau de l’établissement. Pour un essai sur ce seul poste : 127.0.0.1:" + Port + "."
	if len(interfaces) > 0 {
		var t []string
		for _, i := range interfaces {
			t = append(t, i.Adresse+" ("+i.Nom+")")
		}
		aide = "Choisissez parmi : " + strings.Join(t, ", ") + " ; 127.0.0.1 pour un essai sur ce seul poste."
	}
	return examen.Refuser(examen.CodeReseau, quoi, aide).Par(examen.Champ("adresse"))
}

// noms gives the names and addresses that the certificate of a portal bears.
func noms(uai string, interfaces []Interface) (noms []string, adresses []net.IP) {
	if hote, err := os.Hostname(); err == nil && hote != "" {
		noms = append(noms, hote)
	}
	noms = append(noms, "delib-"+strings.ToLower(uai)+".local", "localhost")
	adresses = append(adresses, net.IPv4(127, 0, 0, 1))
	for _, i := range interfaces {
		adresses = append(adresses, net.ParseIP(i.Adresse))
	}
	return noms, adresses
}
