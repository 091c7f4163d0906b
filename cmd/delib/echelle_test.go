package main

import (
	"os"
	"testing"
)

func TestScaleStartsFromTheSystems(t *testing.T) {
	for _, c := range []struct {
		env     string
		reglage float32
		facteur float32
		veut    string
	}{{"", 0, 1, "1.000"}, {"", 0, 1.4, "1.400"}, {"", 1.5, 1.2, "1.800"}, {"2", 1.5, 1.2, "2.400"}, {"auto", 0, 0.9, "0.900"}, {"-3", 1, 1, "1.000"}} {
		t.Setenv(echelleToolkit, c.env)
		agrandir(c.env, c.reglage)(c.facteur)
		if v := os.Getenv(echelleToolkit); v != c.veut {
			t.Errorf("%q, %v × %v: %s", c.env, c.reglage, c.facteur, v)
		}
	}
}
