//go:build linux

package forgetfs

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// TestCrash: what was synced, name and content, is there after every cut; what was not
// is sometimes lost, sometimes kept, sometimes torn.
func TestCrash(t *testing.T) {
	seen := map[string]bool{}
	for seed := range 200 {
		d := NewDisk()
		d.mu.Lock()
		root := d.nodes[rootID]
		safe, unnamed := d.newNode(false, 0o600), d.newNode(false, 0o600)
		root.change(nameChange{"safe", safe.id})
		safe.write(change{0, bytes.Repeat([]byte("a"), 2*sector)})
		safe.sync()
		root.sync()
		root.change(nameChange{"unnamed", unnamed.id})
		unnamed.sync()
		safe.write(change{0, bytes.Repeat([]byte("b"), 2*sector)})
		d.mu.Unlock()
		d.Crash(rand.New(rand.NewPCG(uint64(seed), 1)))
		root = d.nodes[rootID]
		n := d.nodes[root.names["safe"]]
		if n == nil || len(n.data) != 2*sector {
			t.Fatalf("seed %d: a synced file is gone", seed)
		}
		switch s := string(n.data); {
		case s == string(bytes.Repeat([]byte("a"), 2*sector)):
			seen["lost"] = true
		case s == string(bytes.Repeat([]byte("b"), 2*sector)):
			seen["kept"] = true
		case s == string(bytes.Repeat([]byte("b"), sector))+string(bytes.Repeat([]byte("a"), sector)):
			seen["torn"] = true
		default:
			t.Fatalf("seed %d: bytes that nobody wrote", seed)
		}
		if d.nodes[root.names["unnamed"]] == nil {
			seen["name lost"] = true
		}
	}
	if len(seen) != 4 {
		t.Errorf("only %v was seen in 200 cuts", seen)
	}
}

// TestMount goes through the kernel, where this machine allows it.
func TestMount(t *testing.T) {
	d, dir := NewDisk(), t.TempDir()
	unmount, err := d.Mount(dir)
	if err != nil {
		t.Skipf("no mount here: %v", err)
	}
	path := filepath.Join(dir, "sub", "a")
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+".tmp", []byte("one"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+".tmp", path); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "one" {
		t.Fatalf("%q, %v", got, err)
	}
	d.Arm(1)
	if err := os.WriteFile(path, []byte("two"), 0o600); err == nil || !d.Dead() {
		t.Error("the power went and nobody saw it")
	}
	if err := unmount(); err != nil {
		t.Fatal(err)
	}
	d.Crash(rand.New(rand.NewPCG(1, 1)))
	out := t.TempDir()
	if err := d.Export(out); err != nil {
		t.Fatal(err)
	}
	back := NewDisk()
	if err := back.Import(out); err != nil || len(back.nodes) != len(d.nodes) {
		t.Errorf("%d nodes exported, %d read: %v", len(d.nodes), len(back.nodes), err)
	}
}
