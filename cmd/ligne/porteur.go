package ligne

import (
	"cmp"

	"delib/core/examen"
)

// Porteur writes refusals for a command line: candidates by their names, and what
// to do next as flags and commands.
var Porteur = examen.Porteur{Nommer: nommerSujet, Remede: commande}

func nommerSujet(s examen.Sujet) string {
	if s.Nom == "" {
		return s.Cle
	}
	return s.Nom + " (" + s.Cle + ")"
}

// commandes writes each gesture; OBJET stands for what it bears on.
var commandes = map[examen.Geste]func(objet string) string{
	examen.GesteChamp: func(o string) string {
		if o == "par" {
			return "--par NOM"
		}
		return "--" + o
	},
	examen.GesteLister: func(o string) string {
		return "delibctl " + cmp.Or(map[string]string{examen.ListeActes: "sync-etat"}[o], o)
	},
	examen.GesteImporter:     mots("delibctl importer DOSSIER.zip"),
	examen.GesteReprendre:    mots("delibctl reprendre PLAN.zip"),
	examen.GesteAutreCentre:  mots("delibctl --base AUTRE"),
	examen.GesteAutreDossier: mots("--base DIR ou DELIB_BASE"),
	examen.GesteAutreSortie:  mots("--sortie DIR"),
	examen.GesteSecourir:     mots("delibctl secourir"),
	examen.GesteSecourirTout: mots("delibctl secourir --force"),
	examen.GesteVerifier:     mots("delibctl verifier"),
	examen.GesteDiagnostic:   mots("delibctl diagnostic"),
	examen.GesteApercu:       mots("--apercu"),

	examen.GesteNote:       mots("deliberer modifier-note"),
	examen.GesteLivrets:    mots("deliberer livret-examine"),
	examen.GesteClore:      mots("deliberer clore"),
	examen.GesteChoix:      mots("saisir-choix"),
	examen.GesteAvancer:    func(o string) string { return "avancement --etat " + o },
	examen.GesteDivergence: mots("divergences resoudre"),

	examen.GesteRaccorder:     mots("delibctl raccorder URL CODE --empreinte SHA256:…"),
	examen.GesteAutreServeur:  mots("delibctl raccorder … --nouveau-serveur"),
	examen.GesteEmpreinte:     mots("--empreinte SHA256:…"),
	examen.GesteHorsService:   func(o string) string { return "delibctl poste-hors-service " + cmp.Or(o, "POSTE") },
	examen.GesteExporter:      mots("delibctl exporter-actes F.zip"),
	examen.GesteImporterRendu: mots("delibctl importer-verdicts F.zip"),
	examen.GesteCleEchange:    mots("--cle age1… --code CODE"),

	examen.GesteCharger:     mots("delibd charger DOSSIER.zip"),
	examen.GesteEnroler:     func(o string) string { return "delibd enroler --centre " + cmp.Or(o, "UAI") },
	examen.GesteEtatServeur: mots("delibd etat"),
	examen.GestePasserJury:  mots("delibd avancer --jury J --etat E"),
	examen.GesteMontrerCle:  mots("delibd cle"),
	examen.GesteRecevoir:    mots("delibd recevoir F.zip"),
	examen.GesteCentre:      mots("--centre UAI"),
}

func mots(texte string) func(string) string { return func(string) string { return texte } }

func commande(r examen.Remede) string {
	if ecrire, ok := commandes[r.Geste]; ok {
		return ecrire(r.Objet)
	}
	return ""
}
