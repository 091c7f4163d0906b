// Package forgetfs is a disk that loses its power: a file system in memory, mounted by
// FUSE under real programs, that knows what was synced and what was not. When the power
// is cut, what was synced is there; of the rest a part is, drawn from a seed: nothing,
// the first writes, any of them, or sectors of one. It can also refuse a chosen
// operation, as a failing or a full disk does.
//
// It is for tests on Linux, by whoever may mount: the program does not import it. It is
// stricter than ext4: a name lives only once its directory was synced.
package forgetfs
