package publish

import (
	"path/filepath"
	"strings"
)

// mount is a place at which a part of a disk is shown.
type mount struct {
	device string
	root   string // the folder of that disk
	point  string // where it is shown
	ours   bool   // whether this process sees it too
}

// heedMounts refuses a target that is a mount point, or is mounted somewhere
// else, as containers do: such a mount shows one folder, wherever that is
// moved, and would go on showing the site before.
func (t *target) heedMounts() error {
	mounts := mounts()
	if t.opt.InPlace {
		return t.giveBack(mounts)
	}
	cure := "mount " + filepath.Dir(t.dir) + ", the folder that holds it, or build with --in-place, which writes file by file"
	if isMountPoint(mounts, t.dir) {
		return refusal{"it is a mount point, and cannot change places with the next site in one step", cure}
	}
	for _, dir := range []string{t.dir, t.nextPath()} {
		if m := shows(mounts, dir); m != nil {
			where := " is mounted at " + m.point
			if !m.ours {
				where += " in a container"
			}
			return refusal{dir + where + ", and a mount shows one folder wherever it is moved, so it would show the site before", cure}
		}
	}
	return nil
}

// refuseMountsWithin refuses a target or a sidecar with something mounted in
// it: nothing there can be moved or replaced, and it is not ours.
func (t *target) refuseMountsWithin() error {
	sidecar := filepath.Join(filepath.Dir(t.dir), t.sidecar)
	for _, m := range mounts() {
		if !m.ours || m.point == t.dir || m.point == sidecar && t.opt.InPlace {
			continue
		}
		if isBelow(m.point, t.dir) || isBelow(m.point, sidecar) {
			return refusal{"something is mounted at " + m.point, "unmount it, or name another folder with --out"}
		}
	}
	return nil
}

func (t *target) nextPath() string { return filepath.Join(filepath.Dir(t.dir), t.sidecar, "next") }

// giveBack puts the folder that is mounted somewhere into the target's place,
// if a build has exchanged it before.
func (t *target) giveBack(mounts []mount) error {
	if isMountPoint(mounts, t.dir) || shows(mounts, t.dir) != nil || shows(mounts, t.nextPath()) == nil {
		return nil
	}
	now, err := lstat(t.parent, t.name)
	if now == nil || err != nil {
		return err
	}
	return t.swap()
}

// isMountPoint asks for mounts of this process alone: what is mounted at the same
// path in a container is another folder.
func isMountPoint(mounts []mount, dir string) bool {
	for _, m := range mounts {
		if m.ours && m.point == dir {
			return true
		}
	}
	return false
}

// shows returns a mount that shows a folder, or something in it, elsewhere.
func shows(mounts []mount, dir string) *mount {
	var through *mount // by which we see it
	for i := range mounts {
		m := &mounts[i]
		if m.ours && isBelow(dir, m.point) && (through == nil || len(m.point) >= len(through.point)) {
			through = m
		}
	}
	if through == nil {
		return nil
	}
	place := filepath.Join(through.root, strings.TrimPrefix(dir, through.point))
	for i := range mounts {
		if m := &mounts[i]; m != through && m.device == through.device && isBelow(m.root, place) {
			return m
		}
	}
	return nil
}

// isBelow reports whether a path is a folder or below it.
func isBelow(path, folder string) bool {
	return path == folder || folder == "/" || strings.HasPrefix(path, folder+"/")
}
