// Package golden runs tests that an editor could read: a txtar file opens with
// why, goes on with the files of a content folder, and ends with what is
// wanted of it, in files whose names begin with "want/". With -update what is
// wanted is written anew; review that difference.
package golden

import (
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/site"
)

var update = flag.Bool("update", false, "write what is wanted anew")

// Today returns the day of every test.
func Today() time.Time { return time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC) }

const want = "want/"

// Run makes a test of every file that matches pattern, by the name of the file.
// got says for a content folder what the files under want/ should hold, by
// their names without it; those that a test file does not have are not
// compared.
func Run(t *testing.T, pattern string, got func(*testing.T, *content.Tree) map[string]string) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no test matches %s (%v)", pattern, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			tree, ds, err := content.Load(FS(archive), "content")
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range ds {
				if d.Severity == diag.Error {
					t.Errorf("before the test begins: %s", d)
				}
			}
			compare(t, file, archive, got(t, tree))
		})
	}
}

// FS returns the content folder in an archive, which may be nil. Settings that
// a test does not care for are added.
func FS(archive *txtar.Archive) fstest.MapFS {
	files := fstest.MapFS{}
	for path, text := range common() {
		files[path] = &fstest.MapFile{Data: []byte(text)}
	}
	if archive == nil {
		return files
	}
	for _, f := range archive.Files {
		if path, ok := strings.CutPrefix(f.Name, "content/"); ok {
			files[path] = &fstest.MapFile{Data: f.Data}
		}
	}
	return files
}

// Text returns the content folder in the text of an archive, with settings.
func Text(archive string) fstest.MapFS { return FS(txtar.Parse([]byte(archive))) }

// Files returns a content folder of some files, with settings.
func Files(texts map[string]string) fstest.MapFS {
	files := FS(nil)
	for name, text := range texts {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// Load reads a content folder in which nothing is wrong.
func Load(t testing.TB, folder fs.FS) *content.Tree {
	t.Helper()
	tree, ds, err := content.Load(folder, "content")
	if err != nil || diag.HasErrors(ds) {
		t.Fatal(err, Diagnostics(ds))
	}
	return tree
}

// Link links a tree in which nothing is wrong, and Site the content of a folder.
func Link(t testing.TB, tree *content.Tree) *site.Site {
	t.Helper()
	s, ds := site.NewLinker().Update(tree, Today())
	if diag.HasErrors(ds) {
		t.Fatal(Diagnostics(ds))
	}
	return s
}

func Site(t testing.TB, folder fs.FS) *site.Site {
	t.Helper()
	return Link(t, Load(t, folder))
}

// compare holds what was got against the files under want/, or writes it there.
// Order and names stay as the test's author chose them.
func compare(t *testing.T, file string, archive *txtar.Archive, got map[string]string) {
	for i, f := range archive.Files {
		name, ok := strings.CutPrefix(f.Name, want)
		if !ok {
			continue
		}
		text, known := got[name]
		if !known {
			t.Fatalf("nothing makes %s%s, only %v", want, name, slices.Sorted(maps.Keys(got)))
		}
		if *update {
			archive.Files[i].Data = []byte(text)
		} else if text != string(f.Data) {
			t.Errorf("%s%s is\n%s\nwanted\n%s", want, name, text, f.Data)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Diagnostics writes diagnostics as tests want them: one a line, the hint on
// the next.
func Diagnostics(ds []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range ds {
		hint := d.Hint
		d.Hint = ""
		b.WriteString(d.String() + " (" + d.Severity.String() + ", " + d.Check + ")\n")
		if hint != "" {
			b.WriteString("    " + hint + "\n")
		}
	}
	return b.String()
}

// common are settings for a small site.
func common() map[string]string {
	return map[string]string{
		"site.yaml": `title: Knees
base-url: https://knees.example
language: en-GB
contact: mailto:mend@knees.example
publisher: Knees
reviewed: No clinician has reviewed this page yet.
region: uk
regions:
  uk:
    name: United Kingdom
    emergency: {say: "999", dial: "999"}
    urgent: {say: NHS 111, dial: "111"}
    crisis: {say: "116 123", dial: "116123"}
parts:
  knee: Knee
`,
		"sources.yaml": `knee-guide:
  title: A guide to knees
  kind: guideline
  read: true
knee-trial:
  title: A trial with knees
  kind: journal
  read: true
`,
	}
}
