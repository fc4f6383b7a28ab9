package generator_test

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/disk"
	"nosology/generator/publish"
)

// today is the day of most tests. No byte of a site depends on it.
var today = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)

// shipped is the content that comes with the generator.
func shipped() generator.Options {
	return generator.Options{Content: os.DirFS("../content"), Name: "content", AsOf: today, Host: publish.FindHost("netlify")}
}

// starter is the site that init writes.
func starter() generator.Options {
	return generator.Options{Content: os.DirFS("../cmd/nosology/starter/content"), Name: "content", AsOf: today, Host: publish.FindHost("netlify")}
}

func build(t *testing.T, out string, opt generator.Options, how publish.Options) publish.Report {
	t.Helper()
	s, report, err := generator.Build(out, opt, how)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range s.Diagnostics {
		if d.Severity == diag.Error {
			t.Error(d)
		}
	}
	if t.Failed() {
		t.FailNow()
	}
	return report
}

func TestTheShippedContentMakesAWholeSite(t *testing.T) {
	report := build(t, filepath.Join(t.TempDir(), "public"), shipped(), publish.Options{})
	if report.Pages < 235 {
		t.Errorf("only %d pages were written", report.Pages)
	}
}

// Neither the folder, nor the number of workers, nor the day reaches a byte.
func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	one, other := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "deep", "er", "www")
	build(t, one, shipped(), publish.Options{Workers: 1})
	later := shipped()
	later.AsOf = today.AddDate(0, 3, 7)
	build(t, other, later, publish.Options{Workers: 4})
	a, b := disk.Texts(t, one), disk.Texts(t, other)
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if a[name] != b[name] {
			t.Errorf("%s differs", name)
		}
	}
	if len(a) != len(b) {
		t.Errorf("one build wrote %d files, the other %d", len(a), len(b))
	}
}

func edited(t *testing.T, content fs.FS, name, old, new string) fs.FS {
	t.Helper()
	copied := disk.Memory(t, content)
	if !bytes.Contains(copied[name].Data, []byte(old)) {
		t.Fatalf("%s does not say %q", name, old)
	}
	copied[name].Data = bytes.Replace(copied[name].Data, []byte(old), []byte(new), 1)
	return copied
}

// everyEdit changes what tells the pages that a device keeps from those of now.
var everyEdit = []string{"offline/data/0.json", "offline/data/index.json", "sw.js"}

func TestAnEditChangesOnlyWhatShowsIt(t *testing.T) {
	for name, test := range map[string]struct {
		file, old, new string
		want           []string
	}{
		"a sentence": {
			"causes/eating-too-fast.md", "Wait.", "Wait a little.",
			[]string{"causes/eating-too-fast/index.html", "search/data/words-0.txt"},
		},
		"a sentence that other pages quote": {
			"symptoms/hiccups.md", "says what to do", "says what can be done",
			[]string{"hiccups/index.html", "search/data/words-0.txt", "symptoms/hiccups/index.html"},
		},
		"a summary": {
			"causes/medicine.md", "Some medicines, such as steroid tablets", "A few medicines, such as steroid tablets",
			[]string{"causes/index.html", "causes/medicine/index.html", "feed.xml", "search/data/pages-2.txt", "search/data/words-1.txt"},
		},
		"a day of change": {
			"causes/medicine.md", "kind: medicine", "kind: medicine\nchanged: [{date: 2026-11-30, note: Says more about tablets.}]",
			[]string{"causes/medicine/index.html", "feed.xml", "sitemap.xml"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "public")
			opt := starter()
			build(t, out, opt, publish.Options{})
			opt.Content = edited(t, opt.Content, test.file, test.old, test.new)
			report := build(t, out, opt, publish.Options{})
			want := append(test.want, everyEdit...)
			slices.Sort(want)
			if !slices.Equal(report.Changed, want) || len(report.Added)+len(report.Removed) > 0 {
				t.Errorf("changed %q, added %q, removed %q; want %q changed", report.Changed, report.Added, report.Removed, want)
			}
		})
	}
}
