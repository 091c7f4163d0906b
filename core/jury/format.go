package jury

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
)

// What is hashed is written here, field by field, and in no other way: the hash of a
// jury, what an import brought, what the jurys of a centre share. Every seal ever made
// depends on these bytes. A field that a Go struct gains is therefore written nowhere
// until it is said here, and then only where it is set: what was sealed before it
// existed keeps its seal. The order of the fields never changes.

// EncoderOrigine writes a jury as it came: the same jury, the same bytes, so
// that its hash names it on any machine.
func EncoderOrigine(d *Dossier) []byte {
	o := objet{}
	o.ouvrir()
	o.nom("entete")
	o.entete(&d.Entete)
	liste(&o, "candidats", d.Candidats, func(o *objet, c **Candidat) { o.candidat(*c) })
	o.fermer()
	return o.b
}

// EncoderCentre writes what the jurys share, as its act names it.
func EncoderCentre(c *Centre) []byte {
	o := objet{}
	o.ouvrir()
	o.texte("examen", c.Examen)
	o.texte("session", c.Session)
	o.nom("academie")
	o.academie(&c.Academie)
	o.nom("centre")
	o.etablissement(&c.Lieu)
	o.texte("genere_le", c.GenereLe)
	liste(&o, "etablissements", c.Etablissements, (*objet).etablissement)
	o.fermer()
	return o.b
}

// EmpreinteOrigine gives the SHA-256, in hexadecimal, by which the bytes that an
// import brought are named.
func EmpreinteOrigine(contenu []byte) string {
	h := sha256.Sum256(contenu)
	return hex.EncodeToString(h[:])
}

// Empreinte gives the SHA-256 of the whole jury, in hexadecimal: same acts on
// the same origin, same hash, on any machine.
func (d *Dossier) Empreinte() string {
	h := sha256.New()
	o := objet{}
	o.entete(&d.Entete)
	o.verser(h)
	for _, c := range d.Candidats {
		o.candidat(c)
		o.verser(h)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (o *objet) academie(a *Academie) {
	o.ouvrir()
	o.texte("code", a.Code)
	o.texte("nom", a.Nom)
	o.texte("rectorat", a.Rectorat)
	o.texte("adresse", a.Adresse)
	o.texte("code_postal", a.CodePostal)
	o.texte("ville", a.Ville)
	o.texte("telephone", a.Telephone)
	o.texte("mail", a.Mail)
	o.fermer()
}

func (o *objet) etablissement(e *Etablissement) {
	o.ouvrir()
	o.texte("uai", e.UAI)
	o.texte("nom", e.Nom)
	o.texteMis("ville", e.Ville)
	o.texteMis("code_postal", e.CodePostal)
	o.texteMis("adresse", e.Adresse)
	o.fermer()
}

func (o *objet) entete(e *Entete) {
	o.ouvrir()
	o.texte("code", e.Code)
	o.texte("specialite", e.Specialite)
	o.texte("libelle", e.Libelle)
	o.texte("periode", e.Periode)
	o.entier("etat", int(e.Etat))
	o.entier("epoque", e.Epoque)
	o.entier("rang", e.Rang)
	o.texteMis("date_groupe1", e.Date1)
	o.texteMis("date_groupe2", e.Date2)
	o.texteMis("president", e.President)
	o.texteMis("vice_president", e.VicePresident)
	listeMise(o, "membres", e.Membres, (*objet).membre)
	liste(o, "epreuves", e.Epreuves, (*objet).epreuve)
	listeMise(o, "divergences", e.Divergences, (*objet).divergence)
	listeMise(o, "presences", e.Presences, (*objet).presence) // since acts say who sat
	listeMise(o, "incidents", e.Incidents, (*objet).incident) // since acts say what happened
	o.fermer()
}

func (o *objet) membre(m *Membre) {
	o.ouvrir()
	o.texte("nom", m.Nom)
	o.texte("prenoms", m.Prenoms)
	o.texte("qualite", m.Qualite)
	o.texte("fonction", m.Fonction)
	o.fermer()
}

func (o *objet) presence(x *Presence) {
	o.ouvrir()
	o.entier("groupe", x.Groupe)
	o.texte("membre", x.Membre)
	o.texte("mode", string(x.Mode))
	o.vraiMis("preside", x.Preside)
	o.texteMis("refus", x.Refus)
	o.fermer()
}

func (o *objet) incident(x *Incident) {
	o.ouvrir()
	o.entier("groupe", x.Groupe)
	o.texte("categorie", string(x.Categorie))
	o.texte("heure", x.Heure)
	o.texte("texte", x.Texte)
	o.texte("par", x.Par)
	o.fermer()
}

func (o *objet) epreuve(e *Epreuve) {
	o.ouvrir()
	o.texte("code", e.Code)
	o.texte("libelle", e.Libelle)
	o.texteMis("parent", e.Parent)
	o.entier("ordre", e.Ordre)
	o.entier("coefficient", int(e.Coefficient))
	o.entier("bareme", e.Bareme)
	o.texte("nature", string(e.Nature))
	o.texte("choix", string(e.Choix))
	o.texteMis("langue", e.Langue)
	o.texteMis("remplacement", e.Remplacement) // these four since delib-dossier/2
	o.entierMis("credits", e.Credits)
	o.entierMis("pas", int(e.Pas))
	o.texteMis("ecrit", e.Ecrit)
	o.fermer()
}

func (o *objet) divergence(d *Divergence) {
	o.ouvrir()
	o.texte("id", d.ID)
	liste(o, "actes", d.Actes, func(o *objet, id *string) { o.b = citer(o.b, *id) })
	o.texteMis("retenu", d.Retenu)
	o.texte("genre", string(d.Genre))
	o.nom("cle")
	o.ouvrir()
	o.cle(d.Cle.Cle)
	o.texteMis("epreuve", d.Cle.Epreuve)
	o.entierMis("groupe", d.Cle.Groupe)
	o.texteMis("membre", d.Cle.Membre)
	o.fermer()
	o.texte("valeur", d.Valeur)
	o.texteMis("auteur", d.Auteur)
	o.texteMis("horodatage", d.Horodatage)
	o.texte("autre", d.Autre)
	o.texte("auteur_autre", d.AuteurAutre)
	o.texte("horodatage_autre", d.HorodatageAutre)
	o.texte("poste_autre", d.PosteAutre)
	o.vraiMis("levee", d.Levee)
	o.fermer()
}

func (o *objet) cle(c Cle) {
	o.texte("numero", c.Numero)
	o.texte("inscription", c.Inscription)
}

func (o *objet) candidat(c *Candidat) {
	if c == nil {
		o.b = append(o.b, "null"...)
		return
	}
	o.ouvrir()
	o.cle(c.Cle)
	o.texteMis("anonymat", c.Anonymat)
	o.texte("nom", c.Nom)
	o.texteMis("nom_usage", c.NomUsage)
	o.texte("prenoms", c.Prenoms)
	o.texteMis("sexe", c.Sexe)
	o.texteMis("naissance", c.Naissance)
	o.texteMis("naissance_commune", c.Commune)
	o.texteMis("naissance_departement", c.Departement)
	o.texteMis("naissance_pays", c.Pays)
	o.texteMis("nationalite", c.Nationalite)
	o.texteMis("ine", c.INE)
	o.texteMis("categorie", c.Categorie)
	o.texteMis("forme_passage", c.Forme)
	o.texteMis("etablissement", c.Etablissement)
	o.texteMis("centre_epreuve", c.CentreEpreuve)
	o.texteMis("adresse", c.Adresse)
	o.texteMis("code_postal", c.CodePostal)
	o.texteMis("commune", c.Ville)
	o.texteMis("mail", c.Mail)
	o.texteMis("langue_lv1", c.LV1)
	o.texteMis("langue_lv2", c.LV2)
	o.vraiMis("liste_rouge", c.ListeRouge)
	o.vraiMis("presume_fraudeur", c.Fraudeur)
	o.texteMis("amenagement", c.Amenagement)
	o.texteMis("livret", c.Livret)
	o.texteMis("mode_vae", c.VAE)
	o.texteMis("annee_derniere_inscription", c.DerniereAnnee)
	o.texteMis("pfmp_validee", c.PFMP) // these two since delib-dossier/2
	o.vraiMis("etalement", c.Etalement)
	listeMise(o, "divers", c.Divers, func(o *objet, x *Champ) {
		o.ouvrir()
		o.texte("nom", x.Nom)
		o.texte("valeur", x.Valeur)
		o.fermer()
	})
	listeMise(o, "notes", c.Notes, func(o *objet, x *NoteEpreuve) {
		o.ouvrir()
		o.texte("epreuve", x.Epreuve)
		o.entier("groupe", x.Groupe)
		o.texte("valeur", x.Valeur.Texte())
		o.fermer()
	})
	listeMise(o, "choix", c.Choix, func(o *objet, x *Choix) {
		o.ouvrir()
		o.texte("epreuve", x.Epreuve)
		o.entier("rang", x.Rang)
		o.texteMis("centre", x.Centre)
		o.texteMis("date", x.Date)
		o.fermer()
	})
	o.vraiMis("livret_examine", c.LivretExamine)
	o.arrete("arrete1", c.Arrete1)
	o.arrete("arrete2", c.Arrete2)
	o.fermer()
}

func (o *objet) arrete(nom string, a *Arrete) {
	if a == nil {
		return
	}
	o.nom(nom)
	o.ouvrir()
	o.texte("decision", string(a.Decision))
	o.texteMis("moyenne", a.Moyenne)
	o.texteMis("moyenne_pro", a.MoyennePro)
	o.texteMis("mention", a.Mention)
	o.fermer()
}

// verser gives to a hash what was written, a line of its own, and starts anew.
func (o *objet) verser(h hash.Hash) {
	_, _ = h.Write(append(o.b, '\n')) // a hash never fails to write
	o.b = o.b[:0]
}
