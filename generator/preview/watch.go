package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"nosology/generator"
)

// A save is seldom one event: an editor writes a new file, moves the old one
// away and puts the new one in its place. Work begins when nothing has come
// for quiet, or after patience in a storm.
const (
	quiet    = 4 * time.Millisecond
	patience = 100 * time.Millisecond
)

// Watch calls changed after each burst of changes until the context ends. Events
// of the system only say when to look: what changed is told by holding the
// folders as they are against the folders as they were, since events are lost,
// come under names of yesterday, and say nothing of what a renamed folder holds.
// seen is what stood there when the site was read. poll, if not zero, looks at
// that interval instead of being told: network drives tell nothing.
func Watch(ctx context.Context, f Folders, seen Seen, poll time.Duration, changed func(generator.Change)) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	bell := make(chan struct{}, 1)
	ring := func() {
		select {
		case bell <- struct{}{}:
		default: // it rings already
		}
	}
	var told *watcher
	if poll > 0 {
		go tick(ctx, poll, ring)
	} else {
		var err error
		if told, err = newWatcher(ring); err != nil {
			return err
		}
		defer told.w.Close()
	}
	ring() // something may have changed since the site was read
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-told.ended():
			return err
		case <-bell:
		}
		// Looking in the middle of a save would find the document gone, and show that
		// for a moment.
		settle(ctx, bell)
		now, err := told.look(f)
		if err != nil {
			return err
		}
		if c, any := f.change(seen, now); any {
			changed(c)
		}
		seen = now
	}
}

// settle waits until a burst is over.
func settle(ctx context.Context, bell <-chan struct{}) {
	end := time.After(patience)
	for {
		select {
		case <-bell:
		case <-time.After(quiet):
			return
		case <-end:
			return
		case <-ctx.Done():
			return
		}
	}
}

// tick rings for those who asked to poll. It rings whether or not anything
// changed: to look costs a walk through the folders, and nothing more if all is as
// it was.
func tick(ctx context.Context, every time.Duration, ring func()) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			ring()
		}
	}
}

// watcher is told by the system when to look.
type watcher struct {
	w       *fsnotify.Watcher
	failed  chan error
	mu      sync.Mutex
	seen    Seen                   // as it was when it was looked at last
	watched map[string]fs.FileInfo // folders, by their real paths
}

// newWatcher begins to listen and watches nothing yet: look does that.
func newWatcher(ring func()) (*watcher, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, watchError(err)
	}
	t := &watcher{w: w, failed: make(chan error, 1), watched: map[string]fs.FileInfo{}}
	go t.listen(ring)
	return t, nil
}

// ended is where trouble is told; never, where nobody is told of anything.
func (t *watcher) ended() <-chan error {
	if t == nil {
		return nil
	}
	return t.failed
}

// listen passes on that something happened, until the watcher is closed. It must
// always be ready to read: the system drops events that nobody takes.
func (t *watcher) listen(ring func()) {
	for {
		select {
		case err, ok := <-t.w.Errors:
			if !ok {
				return
			}
			if !isPassing(err) {
				t.failed <- watchError(err)
				return
			}
			t.forget()
			ring()
		case e, ok := <-t.w.Events:
			if !ok {
				return
			}
			if t.concerns(e) {
				ring()
			}
		}
	}
}

// isPassing reports whether an error says no more than that something was missed: events
// were lost, or a folder that had moved away was removed before its watch was taken back,
// which Linux calls an invalid argument.
func isPassing(err error) bool {
	return errors.Is(err, fsnotify.ErrEventOverflow) || errors.Is(err, syscall.EINVAL)
}

// concerns reports whether an event may be about a file of ours.
func (t *watcher) concerns(e fsnotify.Event) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		delete(t.watched, e.Name) // the system has forgotten it
	}
	return t.seen.concerns(e.Name)
}

// forget is for when events were lost. What the system has forgotten may be among
// what they would have told, and all that is still there is watched anew.
func (t *watcher) forget() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.watched)
}

// look looks at the folders, and watches all that it finds. What came into a
// folder before it was watched is seen by looking again.
func (t *watcher) look(f Folders) (Seen, error) {
	for {
		now := f.Look()
		if t == nil {
			return now, nil
		}
		more, err := t.follow(now)
		if err != nil || !more {
			return now, err
		}
	}
}

// follow watches folders that are new, or others under an old name, and no
// longer those that are gone.
func (t *watcher) follow(now Seen) (more bool, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.seen = now
	wanted := now.folders()
	for name, was := range t.watched {
		if info := wanted[name]; info == nil || !sameFolder(was, info) {
			t.w.Remove(name) // which may be gone already
			delete(t.watched, name)
		}
	}
	for name, info := range wanted {
		if t.watched[name] != nil {
			continue
		}
		switch err := t.w.Add(name); {
		case errors.Is(err, fs.ErrNotExist): // it went while we looked
		case errors.Is(err, fs.ErrPermission): // a way may lead through what we may not read
		case err != nil:
			return false, watchError(err)
		default:
			t.watched[name], more = info, true
		}
	}
	return more, nil
}

// watchError says what to do about trouble with the system's watching. Of the two
// limits on Linux the one on watched folders (8,192 for older kernels) is met by large sites,
// and the one on watchers (128 a user) by whoever runs several tools that watch.
func watchError(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) {
		return fmt.Errorf("this system's limit on watched folders is reached (%w); run with --poll, or raise the limit (on Linux: sysctl fs.inotify.max_user_watches and max_user_instances)", err)
	}
	return fmt.Errorf("watch for changes: %w; --poll looks for them by itself", err)
}
