//go:build linux

package forgetfs

import (
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"syscall"
)

// sector is what a disk writes whole.
const sector = 512

// Disk is the file system's state. Its methods may be called from several goroutines.
type Disk struct {
	mu    sync.Mutex
	nodes map[uint64]*node
	last  uint64

	ops    int // changing operations since Arm
	cutAt  int // the operation at which the power goes, 0 for none
	failAt int // the operation that fails, 0 for none
	errno  syscall.Errno
	sticky bool // every operation from failAt on fails
	dead   bool
	failed bool
}

type node struct {
	id   uint64
	dir  bool
	mode uint32

	data, kept []byte // as programs see it; as it was last synced
	pending    []change

	names, keptNames map[string]uint64
	pendingNames     []nameChange
}

// change is a write that was not synced; of truncate, data is nil.
type change struct {
	off  int64
	data []byte
}

type nameChange struct {
	name string
	id   uint64 // 0 removes it
}

const rootID = 1

// NewDisk gives an empty disk.
func NewDisk() *Disk {
	d := &Disk{nodes: map[uint64]*node{}}
	d.newNode(true, 0o700)
	return d
}

func (d *Disk) newNode(dir bool, mode uint32) *node {
	d.last++
	n := &node{id: d.last, dir: dir, mode: mode}
	if dir {
		n.names, n.keptNames = map[string]uint64{}, map[string]uint64{}
	}
	d.nodes[n.id] = n
	return n
}

// Arm cuts the power at the nth changing operation from now on, and counts anew; 0 for
// never.
func (d *Disk) Arm(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ops, d.cutAt, d.failAt, d.dead, d.failed = 0, n, 0, false, false
}

// Fail makes the nth changing operation from now on fail with errno, and all that come
// after it when sticky, and counts anew.
func (d *Disk) Fail(n int, errno syscall.Errno, sticky bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ops, d.cutAt, d.failAt, d.errno, d.sticky, d.dead, d.failed = 0, 0, n, errno, sticky, false, false
}

// Ops gives the number of changing operations since the last Arm or Fail.
func (d *Disk) Ops() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.ops
}

// Dead tells whether the power was cut; Failed, whether an operation was refused.
func (d *Disk) Dead() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.dead
}

// Failed tells whether an operation was refused since Fail.
func (d *Disk) Failed() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.failed
}

// op counts a changing operation and says whether it may be done. The one during which
// the power goes was sent to the disk: it is pending like the others. mu is held.
func (d *Disk) op() syscall.Errno {
	if d.dead {
		return syscall.EIO
	}
	d.ops++
	if d.failAt > 0 && (d.ops == d.failAt || d.sticky && d.ops > d.failAt) {
		d.failed = true
		return d.errno
	}
	return 0
}

// after ends a changing operation; it is not heard of when the power went. mu is held.
func (d *Disk) after() syscall.Errno {
	if d.cutAt > 0 && d.ops >= d.cutAt {
		d.dead = true
		return syscall.EIO
	}
	return 0
}

// Crash brings the disk back after a cut: what was synced, and of the rest what h draws.
func (d *Disk) Crash(h *rand.Rand) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, id := range slices.Sorted(maps.Keys(d.nodes)) {
		n := d.nodes[id]
		if n.dir {
			for _, c := range n.pendingNames[:draw(h, len(n.pendingNames))] {
				setName(n.keptNames, c)
			}
			n.names, n.pendingNames = maps.Clone(n.keptNames), nil
			continue
		}
		for _, c := range survivors(h, n.pending) {
			n.kept = apply(n.kept, c)
		}
		n.data, n.pending = slices.Clone(n.kept), nil
	}
	d.sweep()
	d.dead, d.cutAt, d.failAt = false, 0, 0
}

// Settle writes down all that is pending, as a machine that is shut down does.
func (d *Disk) Settle() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, n := range d.nodes {
		n.sync()
	}
	d.sweep()
}

// draw gives how many of n changes made it: none or all more often than some.
func draw(h *rand.Rand, n int) int {
	switch h.IntN(3) {
	case 0:
		return 0
	case 1:
		return n
	}
	return h.IntN(n + 1)
}

// survivors draws which writes that were not synced reached the disk, in which order
// (a disk reorders), and how much of them.
func survivors(h *rand.Rand, pending []change) []change {
	var s []change
	switch h.IntN(4) {
	case 0:
		return nil
	case 1:
		return pending[:draw(h, len(pending))]
	case 2: // any of them
		for _, c := range pending {
			if h.IntN(2) == 0 {
				s = append(s, c)
			}
		}
	default: // any of them, in any order
		for _, i := range h.Perm(len(pending)) {
			if h.IntN(2) == 0 {
				s = append(s, pending[i])
			}
		}
	}
	if len(s) > 0 && h.IntN(2) == 0 {
		s[len(s)-1] = tear(h, s[len(s)-1])
	}
	return s
}

// tear keeps the first sectors of a write.
func tear(h *rand.Rand, c change) change {
	if n := len(c.data) / sector; c.data != nil && n > 0 {
		c.data = c.data[:sector*h.IntN(n+1)]
	}
	return c
}

func apply(b []byte, c change) []byte {
	if c.data == nil {
		if c.off <= int64(len(b)) {
			return b[:c.off:c.off]
		}
		return append(b, make([]byte, c.off-int64(len(b)))...)
	}
	if end := c.off + int64(len(c.data)); end > int64(len(b)) {
		b = append(b, make([]byte, end-int64(len(b)))...)
	}
	copy(b[c.off:], c.data)
	return b
}

func setName(m map[string]uint64, c nameChange) {
	if c.id == 0 {
		delete(m, c.name)
		return
	}
	m[c.name] = c.id
}

// sweep forgets what no name leads to. mu is held.
func (d *Disk) sweep() {
	seen := map[uint64]bool{}
	var walk func(id uint64)
	walk = func(id uint64) {
		if seen[id] || d.nodes[id] == nil {
			return
		}
		seen[id] = true
		for _, child := range d.nodes[id].names {
			walk(child)
		}
		for _, child := range d.nodes[id].keptNames {
			walk(child)
		}
	}
	walk(rootID)
	maps.DeleteFunc(d.nodes, func(id uint64, _ *node) bool { return !seen[id] })
}

// Names and contents, as programs see them. mu is held by the callers.

func (d *Disk) rename(from *node, name string, to *node, newName string) {
	id := from.names[name]
	from.change(nameChange{name, 0})
	to.change(nameChange{newName, id})
}

func (n *node) change(c nameChange) {
	setName(n.names, c)
	n.pendingNames = append(n.pendingNames, c)
}

func (n *node) write(c change) {
	n.data = apply(n.data, c)
	n.pending = append(n.pending, c)
}

func (n *node) sync() {
	if n.dir {
		n.keptNames, n.pendingNames = maps.Clone(n.names), nil
		return
	}
	for _, c := range n.pending {
		n.kept = apply(n.kept, c)
	}
	n.pending = nil
}
