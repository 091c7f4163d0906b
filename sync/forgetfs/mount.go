//go:build linux

package forgetfs

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"
)

// Mount puts the disk under a folder until unmount. A disk that is mounted again after
// Crash is as programs find it after a restart.
func (d *Disk) Mount(dir string) (unmount func() error, err error) {
	s, err := fs.Mount(dir, &entry{d: d, n: d.nodes[rootID]}, &fs.Options{
		MountOptions: fuse.MountOptions{DirectMount: true, FsName: "forgetfs", Name: "forgetfs"},
	})
	if err != nil {
		return nil, err
	}
	return func() error {
		// Whoever was killed may still hold a file for a moment.
		if s.Unmount() == nil {
			return nil
		}
		return syscall.Unmount(dir, syscall.MNT_DETACH)
	}, nil
}

// Export writes what programs see in a folder of a real disk.
func (d *Disk) Export(dir string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.export(d.nodes[rootID], dir)
}

func (d *Disk) export(n *node, dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for name, id := range n.names {
		x, path := d.nodes[id], filepath.Join(dir, name)
		if x.dir {
			if err := d.export(x, path); err != nil {
				return err
			}
			continue
		}
		if err := os.WriteFile(path, x.data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// Import reads a folder of a real disk into an empty one, synced.
func (d *Disk) Import(dir string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.load(d.nodes[rootID], dir)
}

func (d *Disk) load(n *node, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		x := d.newNode(e.IsDir(), 0o600)
		path := filepath.Join(dir, e.Name())
		if e.IsDir() {
			x.mode = 0o700
			if err := d.load(x, path); err != nil {
				return err
			}
		} else if x.kept, err = os.ReadFile(path); err != nil {
			return err
		}
		x.data = slices.Clone(x.kept)
		n.names[e.Name()] = x.id
	}
	n.keptNames = maps.Clone(n.names)
	return nil
}

// entry is a node as FUSE sees it.
type entry struct {
	fs.Inode
	d *Disk
	n *node
}

var _ = interface {
	fs.NodeLookuper
	fs.NodeCreater
	fs.NodeMkdirer
	fs.NodeUnlinker
	fs.NodeRmdirer
	fs.NodeRenamer
	fs.NodeReaddirer
	fs.NodeGetattrer
	fs.NodeSetattrer
	fs.NodeOpener
	fs.NodeReader
	fs.NodeWriter
	fs.NodeFsyncer
	fs.NodeStatfser
}((*entry)(nil))

func (e *entry) attr(out *fuse.Attr) {
	out.Ino, out.Size, out.Nlink, out.Mode = e.n.id, uint64(len(e.n.data)), 1, e.n.mode|syscall.S_IFREG
	if e.n.dir {
		out.Mode = e.n.mode | syscall.S_IFDIR
	}
	out.Blocks = (out.Size + sector - 1) / sector
	out.Uid, out.Gid = uint32(os.Getuid()), uint32(os.Getgid())
}

// child gives the inode of a node. mu is held.
func (e *entry) child(ctx context.Context, n *node, out *fuse.EntryOut) *fs.Inode {
	c := &entry{d: e.d, n: n}
	c.attr(&out.Attr)
	mode := uint32(syscall.S_IFREG)
	if n.dir {
		mode = syscall.S_IFDIR
	}
	return e.NewInode(ctx, c, fs.StableAttr{Mode: mode, Ino: n.id})
}

func (e *entry) Lookup(ctx context.Context, name string, out *fuse.EntryOut) (*fs.Inode, syscall.Errno) {
	e.d.mu.Lock()
	defer e.d.mu.Unlock()
	n := e.d.nodes[e.n.names[name]]
	switch {
	case e.d.dead:
		return nil, syscall.EIO
	case n == nil:
		return nil, syscall.ENOENT
	}
	return e.child(ctx, n, out), 0
}

func (e *entry) make(name string, dir bool, mode uint32) (*node, syscall.Errno) {
	if e.d.nodes[e.n.names[name]] != nil {
		return nil, syscall.EEXIST
	}
	if errno := e.d.op(); errno != 0 {
		return nil, errno
	}
	n := e.d.newNode(dir, mode&0o777)
	e.n.change(nameChange{name, n.id})
	return n, e.d.after()
}

func (e *entry) Create(ctx context.Context, name string, _ uint32, mode uint32, out *fuse.EntryOut) (*fs.Inode, fs.FileHandle, uint32, syscall.Errno) {
	e.d.mu.Lock()
	defer e.d.mu.Unlock()
	n, errno := e.make(name, false, mode)
	if errno != 0 {
		return nil, nil, 0, errno
	}
	return e.child(ctx, n, out), nil, 0, 0
}

func (e *entry) Mkdir(ctx context.Context, name string, mode uint32, out *fuse.EntryOut) (*fs.Inode, syscall.Errno) {
	e.d.mu.Lock()
	defer e.d.mu.Unlock()
	n, errno := e.make(name, true, mode)
	if errno != 0 {
		return nil, errno
	}
	return e.child(ctx, n, out), 0
}

func (e *entry) remove(name string, dir bool) syscall.Errno {
	e.d.mu.Lock()
	defer e.d.mu.Unlock()
	n := e.d.nodes[e.n.names[name]]
	switch {
	case n == nil:
		return syscall.ENOENT
	case dir && len(n.names) > 0:
		return syscall.ENOTEMPTY
	}
	if errno := e.d.op(); errno != 0 {
		return errno
	}
	e.n.change(nameChange{name, 0})
	return e.d.after()
}

func (e *entry) Unlink(_ context.Context, name string) syscall.Errno { return e.remove(name, false) }
func (e *entry) Rmdir(_ context.Context, name string) syscall.Errno  { return e.remove(name, true) }

func (e *entry) Rename(_ context.Context, name string, parent fs.InodeEmbedder, newName string, flags uint32) syscall.Errno {
	e.d.mu.Lock()
	defer e.d.mu.Unlock()
	to := parent.(*entry)
	const noReplace = 1
	switch {
	case flags&^noReplace != 0:
		return syscall.EINVAL
	case flags&noReplace != 0 && e.d.nodes[to.n.names[newName]] != nil:
		return syscall.EEXIST
	}
	if errno := e.d.op(); errno != 0 {
		return errno
	}
	e.d.rename(e.n, name, to.n, newName)
	return e.d.after()
}

func (e *entry) Readdir(context.Context) (fs.DirStream, syscall.Errno) {
	e.d.mu.Lock()
	defer e.d.mu.Unlock()
	if e.d.dead {
		return nil, syscall.EIO
	}
	var l []fuse.DirEntry
	for _, name := range slices.Sorted(maps.Keys(e.n.names)) {
		n := e.d.nodes[e.n.names[name]]
		if n == nil {
			continue
		}
		mode := uint32(syscall.S_IFREG)
		if n.dir {
			mode = syscall.S_IFDIR
		}
		l = append(l, fuse.DirEntry{Name: name, Ino: n.id, Mode: mode})
	}
	return fs.NewListDirStream(l), 0
}

func (e *entry) Getattr(_ context.Context, _ fs.FileHandle, out *fuse.AttrOut) syscall.Errno {
	e.d.mu.Lock()
	defer e.d.mu.Unlock()
	if e.d.dead {
		return syscall.EIO
	}
	e.attr(&out.Attr)
	return 0
}

func (e *entry) Setattr(_ context.Context, _ fs.FileHandle, in *fuse.SetAttrIn, out *fuse.AttrOut) syscall.Errno {
	e.d.mu.Lock()
	defer e.d.mu.Unlock()
	if mode, set := in.GetMode(); set {
		e.n.mode = mode & 0o777
	}
	if size, set := in.GetSize(); set {
		if errno := e.d.op(); errno != 0 {
			return errno
		}
		e.n.write(change{off: int64(size)})
		if errno := e.d.after(); errno != 0 {
			return errno
		}
	}
	e.attr(&out.Attr)
	return 0
}

func (e *entry) Open(context.Context, uint32) (fs.FileHandle, uint32, syscall.Errno) {
	e.d.mu.Lock()
	defer e.d.mu.Unlock()
	if e.d.dead {
		return nil, 0, syscall.EIO
	}
	return nil, 0, 0
}

func (e *entry) Read(_ context.Context, _ fs.FileHandle, dest []byte, off int64) (fuse.ReadResult, syscall.Errno) {
	e.d.mu.Lock()
	defer e.d.mu.Unlock()
	switch {
	case e.d.dead:
		return nil, syscall.EIO
	case off >= int64(len(e.n.data)):
		return fuse.ReadResultData(nil), 0
	}
	return fuse.ReadResultData(dest[:copy(dest, e.n.data[off:])]), 0
}

func (e *entry) Write(_ context.Context, _ fs.FileHandle, data []byte, off int64) (uint32, syscall.Errno) {
	e.d.mu.Lock()
	defer e.d.mu.Unlock()
	if errno := e.d.op(); errno != 0 {
		return 0, errno
	}
	e.n.write(change{off, slices.Clone(data)})
	if errno := e.d.after(); errno != 0 {
		return 0, errno
	}
	return uint32(len(data)), 0
}

func (e *entry) Fsync(context.Context, fs.FileHandle, uint32) syscall.Errno {
	e.d.mu.Lock()
	defer e.d.mu.Unlock()
	if errno := e.d.op(); errno != 0 {
		return errno
	}
	// The power may go before the disk has done it.
	if errno := e.d.after(); errno != 0 {
		return errno
	}
	e.n.sync()
	return 0
}

func (e *entry) Statfs(_ context.Context, out *fuse.StatfsOut) syscall.Errno {
	out.Bsize, out.Frsize, out.NameLen = 4096, 4096, 255
	out.Blocks, out.Bfree, out.Bavail = 1<<18, 1<<17, 1<<17
	return 0
}
