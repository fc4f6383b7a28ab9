package publish

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"nosology/generator/disk"
	"nosology/generator/internal/needs"
	"nosology/generator/internal/soak"
)

// A folder or a file that is mounted somewhere in the target or the sidecar is
// somebody's, too: what is in it stays, and the build says so before it touches
// anything.
func TestMountsInEveryPlace(t *testing.T) {
	site := map[string]string{"index.html": "two", "a/index.html": "a", "b/index.html": "2", "new/index.html": "new"}
	for i, place := range foreignPlaces {
		for what, from := range map[string]string{"a folder": ".", "a file": "thesis.txt"} {
			inPlace := (i+len(what))%2 == 0
			t.Run(fmt.Sprintf("%s at %s, in place: %v", what, place, inPlace), func(t *testing.T) {
				base, outside := twiceWritten(t), t.TempDir()
				put(t, outside, "thesis.txt")
				put(t, outside, "a/index.html")
				at, dir := filepath.Join(base, filepath.FromSlash(place)), filepath.Join(base, "public")
				unmount := mountOver(t, filepath.Join(outside, from), at)
				before := disk.Texts(t, dir)
				for range 2 {
					if _, err := Write(dir, pages(site), Options{InPlace: inPlace}); err == nil || !strings.Contains(err.Error(), "is left alone") {
						t.Errorf("the build said %v", err)
					}
					expect(t, dir, before)
				}
				unmount()
				expect(t, outside, map[string]string{"thesis.txt": "not ours", "a/index.html": "not ours"})
			})
		}
	}
}

// twiceWritten is a folder in which a site stands that was written twice, so
// that there is one before it as well.
func twiceWritten(t *testing.T) (base string) {
	base = t.TempDir()
	for _, text := range []string{"zero", "one"} {
		write(t, filepath.Join(base, "public"), map[string]string{"index.html": text, "a/index.html": "a", "b/index.html": "1"})
	}
	return base
}

// mountOver mounts a file or a folder over whatever stands at a place.
func mountOver(t *testing.T, from, at string) (unmount func()) {
	t.Helper()
	info, err := os.Stat(from)
	if err != nil {
		t.Fatal(err)
	}
	if there, err := os.Lstat(at); err == nil && there.IsDir() != info.IsDir() {
		if err := os.RemoveAll(at); err != nil {
			t.Fatal(err)
		}
	}
	if info.IsDir() {
		err = os.MkdirAll(at, 0o755)
	} else if f, made := os.OpenFile(at, os.O_CREATE, 0o644); made == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	needs.None(t, syscall.Mount(from, at, "", syscall.MS_BIND, ""))
	unmount = func() { syscall.Unmount(at, syscall.MNT_DETACH) }
	t.Cleanup(unmount)
	return unmount
}

// Several things that are not ours at once, each anywhere: none is lost, and
// once they are put away the site is made.
func TestManyThingsThatAreNotOurs(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	through, refused := 0, 0
	for round := range soak.Rounds(15, 100) {
		base, outside := twiceWritten(t), t.TempDir()
		put(t, outside, "thesis.txt")
		put(t, outside, "a/index.html")
		there := strewn(t, random, base, outside)
		dir := filepath.Join(base, "public")
		site := map[string]string{"index.html": fmt.Sprint(round), "a/index.html": "a", "c/d/index.html": "new"}
		opt := Options{InPlace: random.IntN(3) == 0}
		for range 4 {
			_, err := Write(dir, pages(site), opt)
			expect(t, outside, map[string]string{"thesis.txt": "not ours", "a/index.html": "not ours"})
			for name, thing := range there {
				if find(t, base, thing.info) == "" {
					t.Fatalf("%d: what stood at %s is gone; the build said %v", round, name, err)
				}
			}
			if err == nil {
				through++
				expect(t, dir, site)
				continue
			}
			refused++
			if !strings.Contains(err.Error(), "is left alone") {
				t.Fatalf("%d: with %q there, the build said %v", round, slices.Sorted(maps.Keys(there)), err)
			}
			putAway(t, base, there)
		}
		if len(there) == 0 {
			write(t, dir, site)
			expect(t, dir, site)
		}
	}
	t.Logf("%d builds went through, %d did not", through, refused)
	if through == 0 || refused == 0 {
		t.Error("all builds end alike")
	}
}

// thing is something that is not ours, and what was there before.
type thing struct {
	info fs.FileInfo
	was  string // where that is now
}

// strewn puts one to four things that are not ours below a folder, by place.
func strewn(t *testing.T, random *rand.Rand, base, outside string) map[string]thing {
	t.Helper()
	there := map[string]thing{}
	for range 1 + random.IntN(4) {
		place, what := foreignPlaces[random.IntN(len(foreignPlaces))], foreigners[random.IntN(len(foreigners))]
		at := filepath.Join(base, filepath.FromSlash(place))
		taken := false // as by one in it, which would be lost by our own hand
		for other := range there {
			taken = taken || isBelow(other, at) || isBelow(at, other)
		}
		if info, err := os.Stat(filepath.Dir(at)); taken || err != nil || !info.IsDir() {
			continue
		}
		was := filepath.Join(t.TempDir(), "away")
		_ = os.Rename(at, was) // if there is anything
		if err := what.put(at, outside); err != nil {
			t.Fatal(err)
		}
		info, err := os.Lstat(at)
		if err != nil {
			t.Fatal(err)
		}
		there[at] = thing{info, was}
	}
	return there
}

// putAway puts things that are not ours out of the way, and then what was there
// before back where nothing else is by now. Two names of one file cannot be told
// apart, so all go before anything comes back.
func putAway(t *testing.T, base string, there map[string]thing) {
	t.Helper()
	for _, thing := range there {
		if err := os.Rename(find(t, base, thing.info), filepath.Join(t.TempDir(), "away")); err != nil {
			t.Fatal(err)
		}
	}
	for at, thing := range there {
		if !exists(at) {
			_ = os.Rename(thing.was, at) // if there was anything
		}
		delete(there, at)
	}
}
