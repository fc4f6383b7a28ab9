package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// target is the folder that a site is written to, held under a lock, and the
// sidecar beside it:
//
//	public/                  the site
//	.public.nosology/lock    held while a build writes
//	.public.nosology/next/   the site before, being made into the next one
//	.public.nosology/record  what was written to both
//
// The sidecar is on the same disk, so that the two can change places, and no
// part of the site, so that no host serves it.
type target struct {
	dir     string
	sidecar string
	record  record
	lock    *os.File
	isNew   bool // there was no next folder to begin with
}

func (t *target) next() string       { return filepath.Join(t.sidecar, "next") }
func (t *target) old() string        { return filepath.Join(t.sidecar, "old") }
func (t *target) recordFile() string { return filepath.Join(t.sidecar, "record") }

// openTarget locks a target. It touches nothing of a folder that is not ours.
func openTarget(dir string, waiting func()) (*target, error) {
	dir, err := resolve(dir)
	if err != nil {
		return nil, err
	}
	t := &target{dir: dir, sidecar: filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".nosology")}
	if err := t.refuseForeign(); err != nil {
		return nil, err
	}
	if err := makeFolder(t.sidecar); err != nil {
		return nil, err
	}
	if err := t.hold(waiting); err != nil {
		return nil, err
	}
	if err := t.recover(); err != nil {
		t.close()
		return nil, err
	}
	return t, nil
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
	return filepath.EvalSymlinks(dir)
}

// refuseForeign refuses, before anything is made, a folder with something in
// it that no build of ours has ever written to.
func (t *target) refuseForeign() error {
	if _, err := os.Lstat(t.recordFile()); err == nil {
		return nil // survey looks at each file
	}
	entries, err := os.ReadDir(t.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if errors.Is(err, syscall.ENOTDIR) {
		return refusal("it is a file, not a folder")
	}
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if !isDropping(entry.Name()) {
			return refusal("it holds " + entry.Name() + ", and this folder was not written by nosology")
		}
	}
	return nil
}

// refusal is why a target is left alone.
type refusal string

func (r refusal) Error() string { return string(r) }

// isDropping reports whether a file is of the kind that desktops leave in any
// folder somebody looks into; nobody misses one.
func isDropping(base string) bool {
	return base == ".DS_Store" || base == "Thumbs.db" || base == "desktop.ini"
}

// hold takes the lock, waiting for another build to end.
func (t *target) hold(waiting func()) (err error) {
	t.lock, err = os.OpenFile(filepath.Join(t.sidecar, "lock"), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
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
		t.lock.Close()
		return fmt.Errorf("lock: %w", err)
	}
	return nil
}

func (t *target) close() { t.lock.Close() }

// recover ends what a killed build left between its two renames, where the
// system has no exchange.
func (t *target) recover() (err error) {
	if t.record, err = readRecord(t.recordFile()); err != nil {
		return err
	}
	if exists(t.old()) {
		home := t.next()
		if !exists(t.dir) {
			home = t.dir
		} else if err := os.RemoveAll(home); err != nil {
			return err
		}
		if err := os.Rename(t.old(), home); err != nil {
			return err
		}
	}
	t.isNew = !exists(t.next())
	return nil
}

// tidy gives back the room that a failed first build took.
func (t *target) tidy() {
	if t.isNew {
		os.RemoveAll(t.next())
	}
}

// exchange makes the next site the target. The record of both is written
// first, so that whichever stands there after a kill is known to be ours.
//
// Linux and macOS exchange two folders in one step. Where that cannot be done
// (Windows, some network disks) the old site is moved away and the new one
// moved in; whoever asks between the two renames, some microseconds apart,
// finds nothing, and a process killed there leaves it so until the next build,
// which first puts the old site back.
func (t *target) exchange(fresh, old contents) error {
	now := record{{folderID(t.next()), fresh}, {folderID(t.dir), t.asWritten(old)}}
	if err := now.write(t.recordFile()); err != nil {
		return err
	}
	if !exists(t.dir) {
		return os.Rename(t.next(), t.dir)
	}
	err := exchangeFolders(t.next(), t.dir)
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		err = t.exchangeByRenames()
	}
	return err
}

// asWritten is what the target holds, without what is known of files that
// somebody has changed since they were written.
func (t *target) asWritten(held contents) contents {
	written := t.record.of(t.dir)
	kept := make(contents, len(held))
	for name, s := range held {
		if written[name].sum != s.sum {
			s = state{}
		}
		kept[name] = s
	}
	return kept
}

func (t *target) exchangeByRenames() error {
	if err := os.Rename(t.dir, t.old()); err != nil {
		return err
	}
	if err := os.Rename(t.next(), t.dir); err != nil {
		return errors.Join(err, os.Rename(t.old(), t.dir))
	}
	return os.Rename(t.old(), t.next())
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// makeFolder makes a folder, and those above it, that a host can read
// whatever the umask says.
func makeFolder(dir string) error {
	err := os.Mkdir(dir, 0o755)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case errors.Is(err, fs.ErrNotExist):
		parent := filepath.Dir(dir)
		if _, there := os.Stat(parent); there == nil || parent == dir {
			return err // the parent takes no folders
		}
		if err := makeFolder(parent); err != nil {
			return err
		}
		return makeFolder(dir)
	case err != nil:
		return err
	}
	return os.Chmod(dir, 0o755)
}

// explain says what is wrong with a target and what to do, and that nothing
// was changed.
func explain(dir string, err error) error {
	var why refusal
	switch {
	case errors.As(err, &why):
		return fmt.Errorf("%s is left alone: %w; name another folder with --out, or move its files away", dir, err)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("the disk is full; make room beside %s and build again (the site there is unchanged): %w", dir, err)
	case errors.Is(err, syscall.EROFS):
		return fmt.Errorf("the disk that holds %s cannot be written to (the site there is unchanged): %w", dir, err)
	case errors.Is(err, syscall.EBUSY):
		return fmt.Errorf("%s is in use by the system, perhaps as a mount point; build to a folder inside it: %w", dir, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("no permission to write %s (the site there is unchanged): %w", dir, withoutPaths(err))
	}
	return fmt.Errorf("write %s (the site there is unchanged): %w", dir, err)
}

// withoutPaths shortens a path error to its operation and cause if its path
// is deep in a sidecar that means nothing to the reader.
func withoutPaths(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) && strings.Contains(p.Path, ".nosology") {
		return fmt.Errorf("%s: %w", p.Op, p.Err)
	}
	return err
}
