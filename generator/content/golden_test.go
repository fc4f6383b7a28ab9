package content

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"nosology/generator/diag"
)

var update = flag.Bool("update", false, "write what is wanted into the golden files")

// plainSite is the site.yaml of an archive that has none of its own.
const plainSite = `title: A site
base-url: https://example.org
language: en-GB
contact: mailto:someone@example.org
publisher: A site
reviewed: Nobody has reviewed this.
region: uk
regions:
  uk:
    name: United Kingdom
    emergency: {say: "999", dial: "999"}
    urgent: {say: NHS 111, dial: "111"}
    crisis: {say: Samaritans, dial: "116123"}
parts: {nose: Nose, eye: Eyes, face: Face}
`

// folder makes a content folder of an archive. A file whose name ends with
// "(escaped)" has its bytes written as in a Go string; "a -> b" is a symbolic
// link; an empty file "no site.yaml" stands for its absence.
func folder(t *testing.T, ar *txtar.Archive) fstest.MapFS {
	files := fstest.MapFS{"site.yaml": {Data: []byte(plainSite)}}
	for _, f := range ar.Files {
		name, data := f.Name, f.Data
		if plain, ok := strings.CutSuffix(name, " (escaped)"); ok {
			name, data = plain, unescape(t, data)
		}
		link, target, isLink := strings.Cut(name, " -> ")
		name, inside := strings.CutPrefix(link, "content/")
		switch {
		case link == "no site.yaml":
			delete(files, "site.yaml")
		case isLink:
			files[name] = &fstest.MapFile{Data: []byte(target), Mode: fs.ModeSymlink}
		case inside:
			files[name] = &fstest.MapFile{Data: data, Mode: 0o644}
		}
	}
	return files
}

// unescape reads \r, \t, \x.. and \u.... in a file.
func unescape(t *testing.T, data []byte) []byte {
	var out bytes.Buffer
	for line := range strings.Lines(string(data)) {
		s, err := strconv.Unquote(`"` + strings.ReplaceAll(strings.TrimSuffix(line, "\n"), `"`, `\"`) + `"`)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		out.WriteString(s + "\n")
	}
	return out.Bytes()
}

// TestDiagnostics loads the content in each archive and compares what the
// editor is told, as printed on a terminal.
func TestDiagnostics(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			_, ds, err := Load(folder(t, ar), "content")
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			if err := diag.Print(&got, ds, false); err != nil {
				t.Fatal(err)
			}
			golden(t, path, ar, "want", got.Bytes())
		})
	}
}

// golden compares a file of an archive with what was got, or writes it.
func golden(t *testing.T, path string, ar *txtar.Archive, name string, got []byte) {
	for i := range ar.Files {
		f := &ar.Files[i]
		if f.Name != name {
			continue
		}
		if bytes.Equal(f.Data, got) {
			return
		}
		if !*update {
			t.Errorf("%s of %s:\ngot\n%s\nwant\n%s", name, path, got, f.Data)
			return
		}
		f.Data = got
		if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s has no file %q", path, name)
}
