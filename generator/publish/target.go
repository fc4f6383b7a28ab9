package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// target is the folder that a site is written to, held under a lock, and the
// sidecar beside it:
//
//	public/                    the site
//	.public.nosology/lock      held while a build writes
//	.public.nosology/next/     the site before, being made into the next one
//	.public.nosology/making    new names that a build is about to write to next
//	.public.nosology/record    what was written to both
//	.public.nosology/aside-1/  what somebody else put into next
//
// The sidecar is on the same disk, so that the two can change places, and no
// part of the site, so that no host serves it.
//
// All of it is reached through folders that are held open, and no link is
// followed: what stands where we would write may be anybody's.
type target struct {
	dir     string   // the whole path
	name    string   // its last element
	sidecar string   // the sidecar's name, beside it
	parent  *os.Root // the folder that both are in
	side    *os.Root
	record  record
	lock    *os.File
	isNew   bool // there was no next folder to begin with
	opt     Options
	aside   string // folder of the sidecar to which this build moves what is not ours
}

// openTarget locks a target. It touches nothing of a folder that is not ours.
func openTarget(dir string, opt Options) (_ *target, err error) {
	if dir, err = resolve(dir); err != nil {
		return nil, err
	}
	t := &target{dir: dir, name: filepath.Base(dir), sidecar: "." + filepath.Base(dir) + ".nosology", opt: opt}
	if t.parent, err = os.OpenRoot(filepath.Dir(dir)); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			t.close()
		}
	}()
	if err := t.refuseMountsWithin(); err != nil {
		return nil, err
	}
	if err := t.refuseForeign(); err != nil {
		return nil, err
	}
	if t.side, err = makeRoot(t.parent, t.sidecar); err != nil {
		return nil, err
	}
	if err := t.hold(opt.Waiting); err != nil {
		return nil, err
	}
	if err := t.recover(); err != nil {
		return nil, err
	}
	return t, t.heedMounts()
}

// resolve follows a symbolic link to the folder that is meant: the link stays.
func resolve(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if err := makeFolder(filepath.Dir(dir)); err != nil {
		return "", err
	}
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		parent, err := filepath.EvalSymlinks(filepath.Dir(dir))
		return filepath.Join(parent, filepath.Base(dir)), err
	}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ELOOP) {
		return "", refusal{"it is a link that leads nowhere", "make the folder that it leads to, remove the link, or name another folder with --out"}
	}
	return filepath.EvalSymlinks(dir)
}

// refuseForeign refuses, before anything is made, a folder with something in
// it that no build of ours has ever written to.
func (t *target) refuseForeign() error {
	if _, err := t.parent.Lstat(filepath.Join(t.sidecar, recordFile)); err == nil {
		return nil // survey looks at each file
	}
	entries, err := os.ReadDir(t.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if errors.Is(err, syscall.ENOTDIR) {
		return refuse("it is a file, not a folder")
	}
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if isDropping(entry.Name(), entry.Type()) {
			continue
		}
		why := "it holds " + entry.Name() + ", and this folder was not written by nosology"
		if isMountPoint(mounts(), t.dir) { // perhaps it was, and the sidecar stood in a container that is gone
			return refusal{why, "it is a mount point: mount " + filepath.Dir(t.dir) + ", the folder that holds it, instead, or empty it"}
		}
		return refuse(why)
	}
	return nil
}

// isDropping reports whether a file is of the kind that desktops leave in any
// folder somebody looks into; nobody misses one.
func isDropping(base string, mode fs.FileMode) bool {
	return mode.IsRegular() && (base == ".DS_Store" || base == "Thumbs.db" || base == "desktop.ini")
}

// hold takes the lock, waiting for another build to end.
func (t *target) hold(waiting func()) (err error) {
	if err := t.refuseUnlessFile("lock"); err != nil {
		return err
	}
	if t.lock, err = t.side.OpenFile("lock", os.O_RDWR|os.O_CREATE, 0o644); err != nil {
		return err
	}
	held, err := lock(t.lock, false)
	if err == nil && !held {
		if waiting != nil {
			waiting()
		}
		_, err = lock(t.lock, true)
	}
	if err != nil {
		return fmt.Errorf("lock: %w", err)
	}
	return nil
}

// close lets go of the lock, for which another build may be waiting, and of the
// folders that were held open. A target that was opened by half has not all.
func (t *target) close() {
	if t.lock != nil {
		t.lock.Close()
	}
	if t.side != nil {
		t.side.Close()
	}
	t.parent.Close()
}

// recover reads what is known, and ends what a killed build left between its
// renames, where the system has no exchange.
func (t *target) recover() (err error) {
	if t.record, err = t.readRecord(); err != nil {
		return err
	}
	next, err := lstat(t.side, "next")
	if err != nil {
		return err
	}
	t.isNew = next == nil
	old, err := lstat(t.side, "old")
	if old == nil || err != nil {
		return err
	}
	switch is, err := lstat(t.parent, t.name); {
	case err != nil:
		return err
	case is == nil && t.record.knows(t.side, "old"):
		return t.parent.Rename(filepath.Join(t.sidecar, "old"), t.name)
	case next == nil && t.record.knows(t.side, "old"):
		t.isNew = false
		return t.side.Rename("old", "next")
	}
	return t.moveAside("old")
}

// tidy gives back the room that a failed first build took.
func (t *target) tidy() {
	if !t.isNew {
		return
	}
	root, err := openRoot(t.side, "next")
	if root == nil || err != nil {
		return
	}
	there, err := readTree(root)
	if err == nil && t.moveForeignAside(&there, nil) == nil {
		_ = (&stage{root: root, there: there}).clear(nil)
	}
	root.Close()
	_ = t.side.Remove("next") // unless something is left in it
}

// exchange makes the next site the target. The record of both is written
// first, so that whichever stands there after a kill is known to be ours.
//
// Linux and macOS exchange two folders in one step. Where that cannot be done
// (Windows, some network disks) the old site is moved away and the new one
// moved in; whoever asks between the two renames, some microseconds apart,
// finds nothing, and a process killed there leaves it so until the next build,
// which first puts the old site back.
func (t *target) exchange(fresh contents, s *survey) error {
	next, err := t.side.Lstat("next")
	if err != nil {
		return err
	}
	now, err := lstat(t.parent, t.name)
	if err != nil {
		return err
	}
	// Renaming goes by names: without this, a folder that took the target's name
	// meanwhile would be moved into the sidecar as if it were ours.
	if s.isThere() && !os.SameFile(now, s.info) {
		return refuse("somebody has put another folder into its place while the site was made")
	}
	if err := t.writeRecord(record{sites: []site{{folderID(next), fresh}, {folderID(now), t.asWritten(s)}}}); err != nil {
		return err
	}
	if now == nil {
		err = t.parent.Rename(filepath.Join(t.sidecar, "next"), t.name)
	} else {
		err = t.swap()
	}
	if err == nil {
		err = t.made()
	}
	return err
}

// swap lets the target and the next site change places.
func (t *target) swap() error {
	side, err := t.side.Open(".")
	if err != nil {
		return err
	}
	defer side.Close()
	parent, err := t.parent.Open(".")
	if err != nil {
		return err
	}
	defer parent.Close()
	err = exchangeFolders(side, "next", parent, t.name)
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		err = t.exchangeByRenames()
	}
	return err
}

// asWritten is what the target holds, without what is known of files that
// somebody has changed since they were written.
func (t *target) asWritten(s *survey) contents {
	written := t.record.of(s.info)
	kept := make(contents, len(s.target))
	for name, held := range s.target {
		if written[name].sum != held.sum {
			held = state{}
		}
		kept[name] = held
	}
	return kept
}

// exchangeByRenames moves the old site away, the new one in and the old one to where
// the new one was. If the second step fails the first is taken back; a process that
// is killed between them leaves "old", from which recover goes on.
func (t *target) exchangeByRenames() error {
	next, old := filepath.Join(t.sidecar, "next"), filepath.Join(t.sidecar, "old")
	if err := t.parent.Rename(t.name, old); err != nil {
		return err
	}
	if err := t.parent.Rename(next, t.name); err != nil {
		return errors.Join(err, t.parent.Rename(old, t.name))
	}
	return t.parent.Rename(old, next)
}
