package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"nosology/generator"
)

// Folders are what is watched. Layouts and Static may be empty.
type Folders struct{ Content, Layouts, Static string }

// A save is seldom one event: an editor writes a new file, moves the old one
// away and puts the new one in its place. Work begins when nothing has come
// for quiet, or after patience in a storm.
const (
	quiet    = 4 * time.Millisecond
	patience = 100 * time.Millisecond
)

// Watch calls changed after each burst of changes until the context ends. It
// watches folders rather than files, since a file that is saved by renaming is
// a new file. poll, if not zero, looks at that interval instead of being told:
// network drives tell nothing.
func Watch(ctx context.Context, f Folders, poll time.Duration, changed func(generator.Change)) error {
	paths := make(chan string)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var failed error
	go func() {
		defer close(paths)
		if poll > 0 {
			pollFolders(ctx, f.all(), poll, paths)
		} else {
			failed = notifyFolders(ctx, f.all(), paths)
		}
	}()
	for first := range paths {
		burst, open := gather(first, paths)
		if c, ok := f.change(burst); ok {
			changed(c)
		}
		if !open {
			break
		}
	}
	return failed
}

// gather collects what belongs to one save.
func gather(first string, paths <-chan string) (burst []string, open bool) {
	burst = []string{first}
	end := time.After(patience)
	for {
		select {
		case p, ok := <-paths:
			if !ok {
				return burst, false
			}
			burst = append(burst, p)
		case <-time.After(quiet):
			return burst, true
		case <-end:
			return burst, true
		}
	}
}

func (f Folders) all() []string {
	return slices.DeleteFunc([]string{f.Content, f.Layouts, f.Static}, func(dir string) bool { return dir == "" })
}

// change sorts paths by what they bear on, and reports whether any bears on
// anything.
func (f Folders) change(paths []string) (c generator.Change, any bool) {
	slices.Sort(paths)
	for _, p := range slices.Compact(paths) {
		if isScratch(p) {
			continue
		}
		if rel, ok := below(f.Content, p); ok {
			c.Content = append(c.Content, filepath.ToSlash(rel))
		}
		if _, ok := below(f.Layouts, p); ok {
			c.Layouts = true
		}
		if _, ok := below(f.Static, p); ok {
			c.Static = true
		}
	}
	return c, len(c.Content) > 0 || c.Layouts || c.Static
}

// isScratch reports whether a file is an editor's own: hidden, a backup, or
// gone again without having been a document.
func isScratch(p string) bool {
	name := filepath.Base(p)
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "~") {
		return true
	}
	switch filepath.Ext(name) {
	case ".md", ".yaml", ".html", ".css", ".js", ".svg":
		return false
	case "": // a folder may have gone with all that was in it
		return strings.Trim(name, "0123456789") == ""
	}
	_, err := os.Lstat(p)
	return errors.Is(err, fs.ErrNotExist)
}

// below gives a path as seen from a folder, if it is in there.
func below(dir, p string) (string, bool) {
	if dir == "" {
		return "", false
	}
	rel, err := filepath.Rel(dir, p)
	return rel, err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// notifyFolders sends the paths that the system says have changed.
func notifyFolders(ctx context.Context, dirs []string, paths chan<- string) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return watchError(err)
	}
	defer w.Close()
	for _, dir := range dirs {
		if err := addFolders(w, dir); err != nil {
			return watchError(err)
		}
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case err, ok := <-w.Errors:
			if !ok {
				return nil
			}
			if errors.Is(err, fsnotify.ErrEventOverflow) { // something was missed: look at everything
				for _, dir := range dirs {
					send(ctx, paths, filepath.Join(dir, "everything"))
				}
				continue
			}
			return watchError(err)
		case e, ok := <-w.Events:
			if !ok {
				return nil
			}
			if e.Op == fsnotify.Chmod {
				continue
			}
			if info, err := os.Lstat(e.Name); err == nil && info.IsDir() && e.Has(fsnotify.Create) {
				if err := addFolders(w, e.Name); err != nil {
					return watchError(err)
				}
			}
			send(ctx, paths, e.Name)
		}
	}
}

// addFolders watches a folder and all below it.
func addFolders(w *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // it went while we looked
		}
		if err != nil || !e.IsDir() {
			return err
		}
		if p != dir && strings.HasPrefix(e.Name(), ".") {
			return fs.SkipDir
		}
		return w.Add(p)
	})
}

func watchError(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) {
		return fmt.Errorf("this system's limit on watched folders is reached (%w); run with --poll, or raise the limit (on Linux: sysctl fs.inotify.max_user_watches and max_user_instances)", err)
	}
	return fmt.Errorf("watch for changes: %w; --poll looks for them by itself", err)
}

func send(ctx context.Context, paths chan<- string, p string) {
	select {
	case paths <- p:
	case <-ctx.Done():
	}
}

// stamp is what tells one state of a file from another.
type stamp struct {
	size    int64
	changed time.Time
}

// pollFolders sends the paths whose size or time has changed since it looked
// last.
func pollFolders(ctx context.Context, dirs []string, every time.Duration, paths chan<- string) {
	before := stamps(dirs)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		now := stamps(dirs)
		for p, s := range now {
			if before[p] != s {
				send(ctx, paths, p)
			}
		}
		for p := range before {
			if _, ok := now[p]; !ok {
				send(ctx, paths, p)
			}
		}
		before = now
	}
}

func stamps(dirs []string) map[string]stamp {
	found := map[string]stamp{}
	for _, dir := range dirs {
		filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return nil
			}
			if info, err := e.Info(); err == nil {
				found[p] = stamp{info.Size(), info.ModTime()}
			}
			return nil
		})
	}
	return found
}
