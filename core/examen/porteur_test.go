package examen

import (
	"strings"
	"testing"
)

func TestARefusalNamesNobodyByItself(t *testing.T) {
	var q Sujets
	details := []string{"- " + q.Mettre(Sujet{Cle: "02319252150-001", Nom: "AZBTSUN John", Anonymat: "T230A031002051"}) + " : note manquante"}
	r := Refuser(CodeNoteManquante, "Le jury ne peut pas clore :", "Complétez les notes.", details...).Nommant(q...).Par(Faire(GesteNote))
	texte := r.Error()
	if strings.Contains(texte, "AZBTSUN") || !strings.Contains(texte, "- 02319252150-001 : note manquante") {
		t.Errorf("%q", texte)
	}
	anonyme := Porteur{Nommer: func(s Sujet) string { return s.Anonymat }, Remede: func(Remede) string { return "" }}
	if lu := anonyme.Dire(r); lu != "Le jury ne peut pas clore :\n- T230A031002051 : note manquante\nComplétez les notes." {
		t.Errorf("%q", lu)
	}
	if !r.Propose(GesteNote) || r.Propose(GesteLivrets) {
		t.Errorf("remedies: %v", r.Remedes)
	}
}

// TestWhatIsTypedIsNoMark: a text from outside cannot be taken for a person.
func TestWhatIsTypedIsNoMark(t *testing.T) {
	r := Refuser(CodeValeur, "« {0} %s » n’est pas une note pour "+Qui+".", "").Nommant(Sujet{Cle: "1-1"})
	if lu := r.Error(); lu != "« {0} %s » n’est pas une note pour 1-1." {
		t.Errorf("%q", lu)
	}
}

func TestWhereHowToDoItStands(t *testing.T) {
	p := Porteur{Remede: func(r Remede) string { return "ici" }}
	for aide, veut := range map[string]string{
		"":             "(ici)",
		"Recommencez.": "Recommencez (ici).",
		"Lequel ?":     "Lequel ? (ici)",
		"Prenez-en un": "Prenez-en un (ici)",
	} {
		if lu := p.Porter(Refuser(CodeSaisie, "Non.", aide).Par(Faire(GesteNote))).Aide; lu != veut {
			t.Errorf("%q: %q", aide, lu)
		}
	}
}
