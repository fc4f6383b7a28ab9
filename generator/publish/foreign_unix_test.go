//go:build unix

package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// foreigner puts something that is not ours somewhere.
type foreigner struct {
	name string
	put  func(at, outside string) error
}

var foreigners = []foreigner{
	{"a file", func(at, _ string) error { return os.WriteFile(at, []byte("not ours"), 0o600) }},
	{"a folder", func(at, _ string) error {
		if err := os.Mkdir(at, 0o700); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(at, "thesis.txt"), []byte("not ours"), 0o600)
	}},
	{"a link to a folder", func(at, outside string) error { return os.Symlink(outside, at) }},
	{"a link to a file", func(at, outside string) error { return os.Symlink(filepath.Join(outside, "thesis.txt"), at) }},
	{"a link to nothing", func(at, outside string) error { return os.Symlink(filepath.Join(outside, "nothing"), at) }},
	{"a second name of a file", func(at, outside string) error { return os.Link(filepath.Join(outside, "thesis.txt"), at) }},
	{"a named pipe", func(at, _ string) error { return syscall.Mkfifo(at, 0o600) }},
}

// foreignPlaces are in every part of a target and its sidecar.
var foreignPlaces = []string{
	"public/notes", "public/a/notes", "public/index.html", "public/a", "public/b/index.html",
	".public.nosology", ".public.nosology/lock", ".public.nosology/record", ".public.nosology/record.new",
	".public.nosology/making", ".public.nosology/making.new", ".public.nosology/next", ".public.nosology/next/notes",
	".public.nosology/next/index.html", ".public.nosology/next/a", ".public.nosology/next/a/index.html",
	".public.nosology/next/new", ".public.nosology/old", ".public.nosology/aside-1", ".public.nosology/other",
}

// Wherever something stands that is not ours, it stands after a build still,
// there or aside, and what links lead to is as it was. A build that goes
// through has made the site.
func TestWhatIsNotOursIsNeverLost(t *testing.T) {
	places := foreignPlaces
	random := rand.New(rand.NewPCG(3, 4))
	base, outside := t.TempDir(), t.TempDir()
	put(t, outside, "thesis.txt")
	put(t, outside, "a/index.html")
	dir := filepath.Join(base, "public")
	outcome := map[bool]int{}
	for i := range 7 * len(places) {
		place, what := places[i%len(places)], foreigners[i/len(places)]
		t.Run(what.name+" at "+place, func(t *testing.T) {
			site := map[string]string{"index.html": fmt.Sprint(i), "a/index.html": "a", "b/index.html": fmt.Sprint(random.IntN(2))}
			if random.IntN(2) == 0 {
				site["new/index.html"] = "new"
			}
			write(t, dir, map[string]string{"index.html": "one", "a/index.html": "a", "b/index.html": "1"})
			write(t, dir, site)
			at, away := filepath.Join(base, filepath.FromSlash(place)), filepath.Join(t.TempDir(), "away")
			hadOne := os.Rename(at, away) == nil
			if err := what.put(at, outside); err != nil {
				t.Fatal(err)
			}
			foreign, err := os.Lstat(at)
			if err != nil {
				t.Fatal(err)
			}
			told := 0
			opt := Options{MovedAside: func(what, to string) {
				if told++; !exists(to) {
					t.Errorf("nothing is at %s", to)
				}
			}}
			for range 3 {
				_, err := Write(dir, pages(site), opt)
				outcome[err == nil]++
				where := find(t, base, foreign)
				if where == "" {
					t.Fatalf("it is gone; the build said %v", err)
				}
				expect(t, outside, map[string]string{"thesis.txt": "not ours", "a/index.html": "not ours"})
				if info, _ := os.Stat(filepath.Join(outside, "thesis.txt")); info.Mode() != 0o644 {
					t.Errorf("the file outside has the mode %v", info.Mode())
				}
				if err == nil {
					expect(t, dir, site)
					continue
				}
				if !strings.Contains(err.Error(), "is left alone") || where != at {
					t.Fatalf("it is at %s, and the build said %v", where, err)
				}
				if err := os.Rename(at, filepath.Join(t.TempDir(), "put away")); err != nil {
					t.Fatal(err)
				}
				if hadOne {
					if err := os.Rename(away, at); err != nil {
						t.Fatal(err)
					}
				}
				break
			}
			if err := os.RemoveAll(filepath.Join(base, ".public.nosology", "aside-1")); err != nil {
				t.Fatal(err)
			}
			if !hadOne && place == ".public.nosology/other" {
				os.RemoveAll(at)
			}
		})
	}
	if outcome[true] == 0 || outcome[false] == 0 {
		t.Errorf("builds that went through and others: %v", outcome)
	}
}

// find returns where a file stands below a folder; "" if it does not.
func find(t *testing.T, base string, wanted fs.FileInfo) (found string) {
	t.Helper()
	err := filepath.WalkDir(base, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil && os.SameFile(info, wanted) {
			found = name
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// What somebody puts into the target while a build is at work stops that
// build, if it comes before the two change places; if it comes later, the next
// build moves it aside.
func TestWhatIsPutIntoTheTargetMeanwhile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := map[string]string{"index.html": "one", "a/index.html": "a"}
	write(t, dir, site)
	site["index.html"] = "two"
	_, err := Write(dir, pages(site), Options{Ready: func() error { put(t, dir, "a/notes.txt"); return nil }})
	if err == nil || !strings.Contains(err.Error(), "a/notes.txt") {
		t.Errorf("got the error %v", err)
	}
	expect(t, dir, map[string]string{"index.html": "one", "a/index.html": "a", "a/notes.txt": "not ours"})
	late := filepath.Join(filepath.Dir(dir), ".public.nosology", "next", "a", "notes.txt")
	if err := os.Rename(filepath.Join(dir, "a/notes.txt"), late); err != nil {
		t.Fatal(err)
	}
	var told []string
	if _, err := Write(dir, pages(site), Options{MovedAside: func(what, to string) { told = append(told, what, to) }}); err != nil {
		t.Fatal(err)
	}
	expect(t, dir, site)
	aside := filepath.Join(filepath.Dir(dir), ".public.nosology", "aside-1", "next", "a", "notes.txt")
	if want := fmt.Sprint([]string{".public.nosology/next/a/notes.txt", aside}); fmt.Sprint(told) != want {
		t.Errorf("told %v, want %v", told, want)
	}
	if data, err := os.ReadFile(aside); string(data) != "not ours" {
		t.Error(string(data), err)
	}

	// A file of ours that somebody has rewritten is theirs, too.
	put(t, dir, "index.html")
	site["index.html"] = "three"
	for range 2 {
		write(t, dir, site)
		expect(t, dir, site)
	}
	aside = filepath.Join(filepath.Dir(dir), ".public.nosology", "aside-2", "next", "index.html")
	if data, err := os.ReadFile(aside); string(data) != "not ours" {
		t.Error(string(data), err)
	}
}

// A build that fails or is killed leaves files that no record names, and they
// are still not taken for somebody else's.
func TestWhatABrokenBuildLeavesIsOurs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, map[string]string{"index.html": "one"})
	long := strings.Repeat("long ", 1000)
	oops := errors.New("oops")
	_, err := Write(dir, pages(map[string]string{"index.html": "two", "b/index.html": long}), Options{Precompress: true, Ready: func() error { return oops }})
	if !errors.Is(err, oops) {
		t.Fatal(err)
	}
	write(t, dir, map[string]string{"index.html": "three", "c/index.html": "c"})
	write(t, dir, map[string]string{"index.html": "four"})
	expect(t, dir, map[string]string{"index.html": "four"})
	expectNothingAside(t, dir)
}
