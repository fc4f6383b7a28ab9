package generator_test

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/disk"
	"nosology/generator/publish"
)

// FuzzFolder builds content folders in which anything may have happened: lines
// lost, doubled and torn, files that went, moved or came with odd names. Whatever
// an author did is either built or told of where it stands; it is never a crash,
// never trouble with the disk, and never called a mistake of ours.
func FuzzFolder(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed, "")
	}
	for _, odd := range []string{"---", "# A {#care}\n", "[a](../pages/not-found.md)", "[a](#nowhere)", "{{emergency}", "![](x.png)", "aliases: [/, /hiccups/]"} {
		f.Add(uint64(99), odd)
	}
	f.Fuzz(func(t *testing.T, seed uint64, odd string) {
		folder := spoilt(t, rand.New(rand.NewPCG(seed, 1)), odd)
		opt := starter()
		opt.Content = folder
		s, _, err := generator.Build(t.TempDir()+"/public", opt, publish.Options{})
		if err != nil && !diag.HasErrors(s.Diagnostics) {
			t.Errorf("%v", err)
		}
		for _, d := range s.Diagnostics {
			if d.Severity == diag.Error && d.File == "" {
				t.Errorf("no place is named: %v", d)
			}
		}
	})
}

// spoilt is the starter's folder after a few mishaps.
func spoilt(t *testing.T, r *rand.Rand, odd string) fstest.MapFS {
	folder := disk.Memory(t, starter().Content)
	for range 1 + r.IntN(4) {
		names := slices.Sorted(maps.Keys(folder))
		name := names[r.IntN(len(names))]
		other := folder[names[r.IntN(len(names))]]
		switch r.IntN(8) {
		case 0:
			delete(folder, name)
		case 1: // under another name, in another folder
			to := path.Join([]string{"articles", "causes", "symptoms", "pages", ".", "words"}[r.IntN(6)], []string{"a b.md", "ärger.md", "index.md", "checker.md", "assets.md", "x.yaml", "404.md"}[r.IntN(7)])
			folder[to] = folder[name]
		default:
			folder[name] = &fstest.MapFile{Data: tornLines(r, folder[name].Data, other.Data, odd)}
		}
	}
	return folder
}

// tornLines changes a few lines of a text.
func tornLines(r *rand.Rand, text, other []byte, odd string) []byte {
	lines, others := strings.Split(string(text), "\n"), strings.Split(string(other), "\n")
	for range 1 + r.IntN(3) {
		i := r.IntN(len(lines))
		switch r.IntN(6) {
		case 0:
			lines = slices.Delete(lines, i, i+1)
		case 1:
			lines = slices.Insert(lines, i, lines[r.IntN(len(lines))])
		case 2:
			lines = slices.Insert(lines, i, others[r.IntN(len(others))])
		case 3:
			lines = slices.Insert(lines, i, odd)
		case 4:
			lines[i] = lines[i][:r.IntN(len(lines[i])+1)] + odd
		case 5:
			lines[i] = strings.Repeat(" ", r.IntN(4)) + lines[i]
		}
		if len(lines) == 0 {
			lines = []string{""}
		}
	}
	return bytes.TrimRight([]byte(strings.Join(lines, "\n")), "\x00")
}
