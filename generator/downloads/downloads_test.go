package downloads_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"nosology/generator/diag"
	"nosology/generator/downloads"
	"nosology/generator/internal/golden"
	"nosology/generator/markdown"
)

// folder is a content folder with an article of this text, and files with one byte each but for those of which a size is
// given behind a colon: "files/a.pdf:0".
func folder(body string, names ...string) fstest.MapFS {
	files := golden.FS(nil)
	files["articles/knees.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Knees\nsummary: Knees.\n---\n" + body + "\n")}
	for _, name := range names {
		name, size, _ := strings.Cut(name, ":")
		n := 1
		fmt.Sscan(size, &n)
		files[name] = &fstest.MapFile{Data: make([]byte, n)}
	}
	return files
}

// read finds the downloads of a folder of which all documents are published, but for drafts.
func read(t *testing.T, files fs.FS) (*downloads.Set, []diag.Diagnostic) {
	t.Helper()
	tree := golden.Load(t, files)
	var published []downloads.Linking
	for _, d := range tree.Docs {
		if !d.Draft {
			body, _ := markdown.Scan(d.Body, nil)
			published = append(published, downloads.Linking{Document: d, Links: body.Links})
		}
	}
	return downloads.Read(tree, published)
}

func names(set *downloads.Set) (all []string) {
	for _, f := range set.Files() {
		all = append(all, f.Path)
	}
	return all
}

func said(ds []diag.Diagnostic) (all []string) {
	for _, d := range ds {
		all = append(all, d.Check+" "+d.String())
	}
	return all
}

// A file is offered if something links to it and it may be offered. All else is told where its author can mend it: a link
// at the link, a file at the file.
func TestWhatIsOffered(t *testing.T) {
	for _, v := range []struct {
		what, body string
		files      []string
		offered    []string
		told       string // how the one diagnostic begins, or ""
	}{
		{"from the document", "A [leaflet](../files/leaflet.pdf).", []string{"files/leaflet.pdf"}, []string{"files/leaflet.pdf"}, ""},
		{"from the root", "A [leaflet](/files/leaflet.pdf#page=2).", []string{"files/leaflet.pdf"}, []string{"files/leaflet.pdf"}, ""},
		{"a space in its name", "A [leaflet](../files/my%20leaflet.pdf).", []string{"files/my leaflet.pdf"}, []string{"files/my leaflet.pdf"}, ""},
		{"twice", "A [leaflet](../files/a.pdf), [again](../files/a.pdf).", []string{"files/a.pdf"}, []string{"files/a.pdf"}, ""},
		{"elsewhere", "[Ours](https://knees.example/files/a.pdf).", nil, nil, ""},
		{"missing", "A [leaflet](../files/leaflet.pdf).", []string{"files/leaflets.pdf"}, nil,
			`missing-download content/articles/knees.md:5:4: there is no file "files/leaflet.pdf" (did you mean "files/leaflets.pdf"?)`},
		{"missing, and nothing like it", "A [leaflet](../files/leaflet.pdf).", nil, nil,
			`missing-download content/articles/knees.md:5:4: there is no file "files/leaflet.pdf" (put it there, or take the link out)`},
		{"missing, told at each link", "A [leaflet](../files/a.pdf), [again](../files/a.pdf).", nil, nil, `missing-download content/articles/knees.md:5:4: there`},
		{"empty", "A [leaflet](../files/a.pdf).", []string{"files/a.pdf:0"}, nil, "missing-download content/articles/knees.md:5:4: files/a.pdf is empty (save it anew)"},
		{"a page's own name", "[All](../files/index.html).", []string{"files/index.html"}, nil, "missing-download content/articles/knees.md:5:2: files/index.html has a name that hosts take for something else"},
		{"a program of the host", "[Form](../files/form.PHP).", []string{"files/form.PHP"}, nil, "missing-download content/articles/knees.md:5:2: files/form.PHP would be run by some hosts (put it into a .zip)"},
		{"a sign no file can have", "[A](../files/a%3Fb.pdf).", []string{"files/a?b.pdf"}, nil, "missing-download content/articles/knees.md:5:2: files/a?b.pdf has a sign in its name"},
		{"large", "A [film](../files/a.mp4).", []string{"files/a.mp4:10485760"}, []string{"files/a.mp4"}, "large-download content/files/a.mp4: the file has 10 MB"},
		{"just not large", "A [film](../files/a.mp4).", []string{"files/a.mp4:10485759"}, []string{"files/a.mp4"}, ""},
		{"unused", "Nothing.", []string{"files/a.pdf"}, nil, "unused-download content/files/a.pdf: nothing links to this file"},
		{"what systems leave behind", "Nothing.", []string{"files/.DS_Store", "files/Thumbs.db"}, nil, ""},
	} {
		set, found := read(t, folder(v.body, v.files...))
		if got := names(set); !slices.Equal(got, v.offered) {
			t.Errorf("%s: offered are %q, want %q", v.what, got, v.offered)
		}
		told := said(found)
		told = slices.DeleteFunc(told, func(s string) bool { return v.told != "" && strings.HasPrefix(s, "unused-download") && len(told) > 1 })
		if (v.told == "") != (len(told) == 0) || len(told) > 0 && !strings.HasPrefix(told[0], v.told) {
			t.Errorf("%s: told is %q, want %q", v.what, told, v.told)
		}
	}
}

// A link that is told at one place is told at all: each has to be mended.
func TestEveryBadLinkIsTold(t *testing.T) {
	_, found := read(t, folder("A [leaflet](../files/a.pdf), [again](../files/a.pdf)."))
	if len(found) != 2 || found[0].Column == found[1].Column {
		t.Errorf("told is %q", said(found))
	}
}

// A menu offers files as a text does, and is told of a missing one at its line of site.yaml.
func TestMenusOfferFiles(t *testing.T) {
	files := folder("Nothing.", "files/a.pdf")
	menu := "menu:\n- {label: A, to: files/a.pdf}\n- {label: B, to: files/b.pdf}\n"
	files["site.yaml"] = &fstest.MapFile{Data: append(slices.Clone(files["site.yaml"].Data), menu...)}
	set, found := read(t, files)
	if got := names(set); !slices.Equal(got, []string{"files/a.pdf"}) {
		t.Errorf("offered are %q", got)
	}
	if len(found) != 1 || !strings.HasPrefix(found[0].String(), `content/site.yaml:18:18: there is no file "files/b.pdf"`) {
		t.Errorf("told is %q", said(found))
	}
}

// A file that only a draft links to waits for it: nobody is told to remove it.
func TestFilesOfDraftsWait(t *testing.T) {
	files := folder("Nothing.", "files/a.pdf")
	files["articles/hips.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Hips\nsummary: Hips.\ndraft: true\n---\n[A](../files/a.pdf)\n")}
	if set, found := read(t, files); len(set.Files()) > 0 || len(found) > 0 {
		t.Errorf("offered are %q, told is %q", names(set), said(found))
	}
}

// Some hosts need a rule for every file that browsers would run, and have room for few.
func TestFewFilesThatRun(t *testing.T) {
	for n, told := range map[int]int{20: 0, 21: 1, 22: 1} {
		var body strings.Builder
		var all []string
		for i := range n {
			all = append(all, fmt.Sprintf("files/%02d.svg", i))
			fmt.Fprintf(&body, "[%d](../%s) ", i, all[i])
		}
		_, found := read(t, folder(body.String(), all...))
		if len(found) != told || told > 0 && found[0].File != "content/files/20.svg" {
			t.Errorf("of %d files is told %q", n, said(found))
		}
	}
}

// A page at the address of the folder would be served as its files are.
func TestNoPageStandsAtTheFolder(t *testing.T) {
	files := folder("A [leaflet](../files/a.pdf).", "files/a.pdf")
	files["articles/files.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Files\nsummary: Files.\n---\n")}
	_, found := read(t, files)
	if len(found) != 1 || found[0].Check != "duplicate-address" || found[0].File != "content/articles/files.md" {
		t.Errorf("told is %q", said(found))
	}
}

// A file is published with its bytes, and what pages say of it, its name and its size, makes the digest that their stamps hang on.
func TestFilesAndTheirDigest(t *testing.T) {
	files := folder("A [leaflet](../files/a.pdf).", "files/a.pdf")
	set, _ := read(t, files)
	file := set.Find("articles/knees.md", "../files/a.pdf")
	if file == nil || file.Address() != "/files/a.pdf" || file.Size != 1 {
		t.Fatalf("found is %+v", file)
	}
	if other := set.Find("articles/knees.md", "../files/b.pdf"); other != nil {
		t.Errorf("found is %+v", other)
	}
	var none *downloads.Set
	if none.Find("articles/knees.md", "../files/a.pdf") != nil {
		t.Error("found in nothing")
	}
	files["files/a.pdf"] = &fstest.MapFile{Data: []byte("%PDF"), ModTime: time.Unix(1, 0)}
	longer, _ := read(t, files)
	var out bytes.Buffer
	if err := longer.Files()[0].Render(&out); err != nil || out.String() != "%PDF" {
		t.Errorf("written is %q, %v", out.String(), err)
	}
	if set.Digest() == longer.Digest() {
		t.Error("a size that pages show is not in the digest")
	}
	files["files/a.pdf"] = &fstest.MapFile{Data: []byte("%PS!")}
	if other, _ := read(t, files); other.Digest() != longer.Digest() {
		t.Error("bytes that no page shows are in the digest")
	}
}
