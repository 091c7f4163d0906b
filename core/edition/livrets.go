package edition

import (
	"fmt"
	"strings"

	"delib/core/document"
	"delib/core/fichier"
	"delib/core/jury"
)

// OptionsLivrets are the criteria of a list of livrets, and its order.
type OptionsLivrets struct {
	Criteres []Critere
	Tri      Tri // by name when empty
}

// ListeElevesLivret is the list of the élèves (catégorie SCOLAIRE) who have a
// livret, on paper or numeric, one document a jury. The reference document
// shows the list of all the candidates only: this one is the same, and says
// whom it holds.
func ListeElevesLivret(f *Faits, ds []jury.Dossier, o OptionsLivrets) document.Liasse {
	return f.livrets(ds, o, func(c *jury.Candidat) bool { return scolaire(c) && c.ALivret() },
		document.Paire{Libelle: "Candidats", Valeur: "élèves (catégorie SCOLAIRE) avec livret"})
}

// ListeCandidatsLivret is the list of all the candidates, for the preparation
// of the livrets, one document a jury. The reference document shows it.
func ListeCandidatsLivret(f *Faits, ds []jury.Dossier, o OptionsLivrets) document.Liasse {
	return f.livrets(ds, o, func(*jury.Candidat) bool { return true })
}

// livrets lists by name: the livrets are sought on a shelf by name, and ticked.
func (f *Faits) livrets(ds []jury.Dossier, o OptionsLivrets, garder func(*jury.Candidat) bool, precision ...document.Paire) document.Liasse {
	const titre = "Liste des candidats pour la préparation des livrets scolaires"
	connus := ChampsCriteres(ds)
	for _, c := range o.Criteres {
		precision = append(precision, document.Paire{Libelle: libelleChamp(c.Champ), Valeur: strings.TrimSpace(c.Operateur.Libelle() + " " + c.Valeur)})
	}
	var docs []document.Document
	for i := range ds {
		d := &ds[i]
		t := document.Table{Vide: aucun, Colonnes: []document.Colonne{
			{Titre: "N° Anonymat\nN° Candidat", Part: 21}, {Titre: "Nom / Prénoms", Part: 24}, {Titre: "Catégorie", Part: 17},
			{Titre: "Etablissement d'inscription", Part: 26}, {Titre: "Livret", Part: 13}, {Titre: "Remis", Part: 7, Alignement: document.Centre},
		}}
		var rs []Releve
		for _, c := range d.Candidats {
			if garder(c) && retenir(f, d, c, o.Criteres, connus) {
				rs = append(rs, Releve{d, c})
			}
		}
		f.trier(rs, o.Tri)
		for _, r := range rs {
			c := r.Candidat
			t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{
				document.T(lignes(c.Anonymat, c.Affichee())), document.T(c.NomComplet()), document.T(c.Categorie),
				document.T(f.Centre.Nommer(c.Etablissement)), document.T(livret(c)), document.T("□"),
			}})
		}
		docs = append(docs, f.rangees(document.Document{
			Nom: fichier.Nom("Livrets_" + d.Code), Titre: titre + " - Jury " + d.Code, Pied: "Jury " + d.Code,
			Blocs: []document.Bloc{
				f.bandeauHeure(), document.Titre{Texte: titre, Encadre: true},
				document.Champs{Paires: append([]document.Paire{
					{Libelle: "Jury de délibération", Valeur: d.Code},
					{Libelle: "Spécialité (Libellé)", Valeur: fmt.Sprintf("%s (%s)", d.Libelle, d.Specialite)},
				}, precision...)},
				t,
			},
		}, d.Code, d.Code))
	}
	return f.liasse(docs)
}

func scolaire(c *jury.Candidat) bool {
	return strings.EqualFold(strings.TrimSpace(c.Categorie), "SCOLAIRE")
}

// SansStatut is the number of scolaires of an établissement whose livret has no statut.
type SansStatut struct {
	Etablissement string // as the documents write it
	Nombre        int
}

// ScolairesSansStatut counts the scolaires without statut livret, which tells
// that an établissement has not finished sending its livrets; by établissement,
// in the order of the candidates.
func ScolairesSansStatut(f *Faits, ds []jury.Dossier) []SansStatut {
	var s []SansStatut
	rang := map[string]int{}
	for i := range ds {
		for _, c := range ds[i].Candidats {
			if !scolaire(c) || c.Livret != "" {
				continue
			}
			k, connu := rang[c.Etablissement]
			if !connu {
				k = len(s)
				rang[c.Etablissement] = k
				nom := f.Centre.Nommer(c.Etablissement)
				if nom == "" {
					nom = "établissement non connu"
				}
				s = append(s, SansStatut{Etablissement: nom})
			}
			s[k].Nombre++
		}
	}
	return s
}

// AlerteLivrets says how many scolaires have no statut livret and of which
// établissements, "" when all have one.
func AlerteLivrets(sans []SansStatut) string {
	if len(sans) == 0 {
		return ""
	}
	n := 0
	var de []string
	for _, x := range sans {
		n += x.Nombre
		de = append(de, fmt.Sprintf("%s : %d", x.Etablissement, x.Nombre))
	}
	return pluriel(n, "candidat scolaire n'a pas de statut livret", "candidats scolaires n'ont pas de statut livret") +
		" : l'envoi des livrets n'est pas terminé (" + strings.Join(de, " ; ") + ")."
}
