package publish

import (
	"errors"
	"fmt"
	"strings"
)

// Options say how a site is written.
type Options struct {
	Workers     int   // files rendered at a time; 0 for one a processor
	Precompress bool  // write .br and .gz beside what gains by it
	MaxFileSize int64 // that the host takes, in bytes; 0 for any
	// Inspect sees the finished bytes of every file that is rendered, from several
	// goroutines. The bytes are not its own to keep.
	Inspect func(f *File, data []byte)
	// One is told of each file that is in its place, from several goroutines.
	One func()
	// InPlace writes what differs into the target itself, file by file, for a
	// target that is mounted somewhere and so cannot change places with another.
	// Whoever looks at it meanwhile may see some of each site.
	InPlace bool
	// Ready is asked once all is written and nothing is yet to be seen. Its
	// error leaves the old site as it is, and is returned as it came.
	Ready func() error
	// Waiting is told once if another build holds the target.
	Waiting func()
	// MovedAside is told where something stands now that was in the way and not
	// ours. Both are paths, the first from the folder that the target is in.
	MovedAside func(what, to string)
}

// Report says what a Write did to the target.
type Report struct {
	Files, Pages int
	Bytes        int64
	// Paths that differ from the site that stood there before, in order.
	// Compressed forms go unmentioned beside the file they are made from.
	Added, Changed, Removed []string
}

// Write makes the folder dir hold exactly the given files.
//
// The new site is made beside the old one, in a folder named after the target
// (".public.nosology" for "public"), and the two change places in one step
// once the new one is whole. Whoever looks at the target, at any moment, sees
// one site or the other, and so it stays if the process is killed. (exchange
// says what happens where the system cannot do that.) A target that is mounted
// somewhere is refused, unless it is to be written in place. The old site is kept and
// brought up to date by the next Write, which leaves alone what has the right
// bytes already.
//
// What a power cut leaves is not promised. When bytes reach the disk is left to
// the system: to wait for that takes a twentieth of the time of a large build
// on an idle disk, and on a busy one waits for what others write. Files that
// were lost so are found, and written again, by the next Write.
//
// Write never removes or overwrites what it did not write. A target that holds
// other files is refused; what others put into the folder beside it, or into
// the target while a build was at work, is moved aside and told. If anything
// goes wrong the target is as it was.
func Write(dir string, files []File, opt Options) (Report, error) {
	if found := Clashes(files); len(found) > 0 {
		return Report{}, errors.New(found[0].Why)
	}
	t, err := openTarget(dir, opt)
	if err != nil {
		return Report{}, explain(dir, err)
	}
	defer t.close()

	s, err := t.survey()
	if err != nil {
		return Report{}, explain(dir, err)
	}
	defer s.close()
	fresh, err := t.bringUpToDate(s, files)
	if err != nil {
		t.tidy()
		return Report{}, explain(dir, err)
	}
	if opt.Ready != nil {
		if err := opt.Ready(); err != nil {
			return Report{}, err
		}
	}
	// A build takes seconds, in which somebody may have saved a file into the target.
	// It would vanish with the old site, so this is asked at the very end.
	if err := t.lookAgain(s); err != nil {
		return Report{}, explain(dir, err)
	}
	if opt.InPlace && s.isThere() {
		if err := t.transfer(fresh, s); err != nil {
			return Report{}, fmt.Errorf("write %s in place: %w; it holds some of each site, until a build goes through", dir, err)
		}
	} else if err := t.exchange(fresh, s); err != nil {
		return Report{}, explain(dir, err)
	}
	return newReport(files, fresh, s.target), nil
}

// newReport compares the fresh site with the one that stood in the target.
func newReport(files []File, fresh, old contents) Report {
	r := Report{Files: len(fresh)}
	for _, f := range files {
		if f.Kind == PageFile {
			r.Pages++
		}
	}
	for _, name := range sortedKeys(fresh) {
		r.Bytes += fresh[name].size
		before, ok := old[name]
		switch {
		// Whoever reads the report thinks of pages, not of their forms.
		case isCompressed(name, fresh):
		case !ok:
			r.Added = append(r.Added, name)
		case before.sum != fresh[name].sum:
			r.Changed = append(r.Changed, name)
		}
	}
	for _, name := range sortedKeys(old) {
		if _, ok := fresh[name]; !ok && !isCompressed(name, old) {
			r.Removed = append(r.Removed, name)
		}
	}
	return r
}

// isCompressed reports whether a file is the compressed form of another.
func isCompressed(name string, among contents) bool {
	for _, c := range codings() {
		if plain, ok := strings.CutSuffix(name, c.suffix); ok {
			_, ok := among[plain]
			return ok
		}
	}
	return false
}
