package markdown

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"nosology/generator/text"
)

// sameBody fails unless a body is the one that Scan gives, and renders as it.
func sameBody(t interface{ Fatalf(string, ...any) }, src []byte, got *Body) {
	want, _ := Scan(src, nil)
	if a, b := fmt.Sprintf("%+v", *got), fmt.Sprintf("%+v", *want); a != b {
		t.Fatalf("of %q came\n%s and not\n%s", src, a, b)
	}
	var a, b bytes.Buffer
	got.Render(&a, src, testRefs())
	if want.Render(&b, src, testRefs()); a.String() != b.String() {
		t.Fatalf("%q renders as\n%s and not\n%s", src, a.String(), b.String())
	}
}

func repack(b *Body) (*Body, error) { return unpack(string(appendBody(nil, b))) }

func TestPackedBodiesComeBack(t *testing.T) {
	for _, src := range samples(t) {
		b, _ := Scan(src, nil)
		back, err := repack(b)
		if err != nil {
			t.Fatalf("%v of %q", err, src)
		}
		sameBody(t, src, back)
	}
	rapid.Check(t, func(t *rapid.T) {
		src := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(tokens), 1, 16).Draw(t, "tokens"), ""))
		b, _ := Scan(src, nil)
		back, err := repack(b)
		if err != nil {
			t.Fatalf("%v", err)
		}
		sameBody(t, src, back)
	})
}

// FuzzUnpack: bytes that are no packed body are an error, and no trouble.
func FuzzUnpack(f *testing.F) {
	for _, src := range samples(f)[:20] {
		b, _ := Scan(src, nil)
		f.Add(appendBody(nil, b))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if b, err := unpack(string(data)); err == nil {
			if _, err := repack(b); err != nil {
				t.Error("what was unpacked cannot be packed again")
			}
		}
	})
}

// run scans bodies with a store as a program would, and returns how many of
// them it already had.
func run(t *testing.T, path, program string, bodies [][]byte) (had int) {
	t.Helper()
	s := OpenStore(path, []byte(program))
	var all sync.WaitGroup
	for _, src := range bodies {
		if _, ok := s.known[digestOf(src, nil)]; ok {
			had++
		}
		all.Go(func() {
			b, _ := s.Scan(src, nil)
			sameBody(t, src, b)
		})
	}
	all.Wait()
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	return had
}

func TestStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "caches", "bodies")
	var bodies [][]byte
	for i := range 40 {
		bodies = append(bodies, fmt.Appendf(nil, "Text %d of *[this](a.md)*. More [@one].\n\n## Part %d\n\n> [!urgent] Now\n> - it spreads {flag=rf-a}\n", i, i))
	}
	mistake := []byte("Some <b>HTML</b>.\n")
	expect := func(want int, program string, bodies ...[]byte) {
		t.Helper()
		if had := run(t, path, program, bodies); had != want {
			t.Errorf("%d bodies were known, want %d", had, want)
		}
	}
	expect(0, "one", bodies...)
	expect(40, "one", bodies...)
	expect(40, "one", append(bodies, mistake)...)
	expect(40, "one", append(bodies, mistake)...) // to be told again
	expect(38, "one", append(bodies[2:], []byte("New.\n"))...)
	expect(39, "one", append(bodies[2:], []byte("New.\n"))...)
	expect(0, "another", bodies...)
	expect(40, "another", bodies...)
	expect(2, "another", bodies[:2]...) // most are of no more use
	expect(2, "another", bodies...)

	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, broken := range map[string][]byte{
		"cut off": data[:len(data)-3], "flipped": flip(data, len(data)/2), "empty": nil, "only a header": data[:20], "with more behind": append(bytes.Clone(data), 1, 2, 3),
	} {
		if err := os.WriteFile(path, broken, 0o644); err != nil {
			t.Fatal(err)
		}
		if had := run(t, path, "another", bodies); had == 40 && name != "with more behind" {
			t.Errorf("a file that is %s is taken for whole", name)
		}
		if had := run(t, path, "another", bodies); had != 40 {
			t.Errorf("a file that was %s is not mended: %d", name, had)
		}
	}
}

// What two versions of the program find is never mixed, though both run at a
// time.
func TestStoreOfTwoVersions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bodies")
	one, two := []byte("One.\n"), []byte("Two.\n")
	run(t, path, "old", [][]byte{one})
	old := OpenStore(path, []byte("old"))
	old.Scan(one, nil)
	old.Scan(two, nil)
	run(t, path, "new", [][]byte{one})
	if err := old.Save(); err != nil {
		t.Fatal(err)
	}
	if had := run(t, path, "new", [][]byte{one, two}); had != 1 {
		t.Errorf("the new version takes %d bodies from its file, want 1", had)
	}
}

// What is kept of a body is that of its language.
func TestStoreOfTwoLanguages(t *testing.T) {
	path, src := filepath.Join(t.TempDir(), "bodies"), []byte("## \"Zucken\"\n\n\"Ja\"\n")
	for range 2 {
		s := OpenStore(path, nil)
		for language, want := range map[string]string{"de": "„Zucken“„Ja“", "de-AT": "„Zucken“„Ja“", "en": "“Zucken”“Ja”", "": "“Zucken”“Ja”"} {
			b, _ := s.Scan(src, text.Of(language))
			if got := b.Headings[0].Text + b.Text(src, b.Sentences[0].Span, nil); got != want {
				t.Errorf("%q: got %s, want %s", language, got, want)
			}
		}
		if err := s.Save(); err != nil {
			t.Fatal(err)
		}
	}
}

func flip(data []byte, at int) []byte {
	flipped := bytes.Clone(data)
	flipped[at] ^= 0x10
	return flipped
}

// A file that cannot be written is an error of Save alone.
func TestStoreWithoutAPlace(t *testing.T) {
	s := OpenStore("/dev/null/bodies", nil)
	b, _ := s.Scan([]byte("Text.\n"), nil)
	sameBody(t, []byte("Text.\n"), b)
	if s.Save() == nil {
		t.Error("it was saved")
	}
}
