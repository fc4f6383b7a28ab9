package preview

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/internal/corpus"
)

// What the preview shows after any sequence of edits is what a build of the
// same folder writes.
func TestServeEqualsBuild(t *testing.T) {
	const edits = 200
	f := corpus.NewFolder(t.TempDir(), 2)
	server, err := New(optionsOf(f))
	if err != nil {
		t.Fatal(err)
	}
	broken := 0
	for i := range edits {
		what := f.Edit()
		if err := server.Update(generator.Change{Content: f.Save()}); err != nil {
			t.Fatal(err)
		}
		built, err := generator.Prepare(optionsOf(f))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := server.Diagnostics(), built.Diagnostics; !slices.Equal(got, want) {
			t.Fatalf("edit %d, %s: the preview says\n%v\na build says\n%v", i, what, got, want)
		}
		if diag.HasErrors(built.Diagnostics) {
			broken++
			continue
		}
		compare(t, fmt.Sprintf("edit %d, %s", i, what), server, built)
	}
	t.Logf("%d edits, %d of them mistakes, no difference", edits, broken)
	if broken == 0 || broken > edits/2 {
		t.Errorf("%d of %d edits were mistakes; that tries too little", broken, edits)
	}
}

func compare(t *testing.T, when string, server *Server, built *generator.Site) {
	t.Helper()
	var want bytes.Buffer
	for _, f := range built.Files {
		want.Reset()
		if err := f.Render(&want); err != nil {
			t.Fatal(err)
		}
		address := "/" + strings.TrimSuffix(f.Path, "index.html")
		got := get(server, address)
		body := strings.TrimSuffix(got.Body.String(), script)
		if f.Path != "404.html" && got.Code != http.StatusOK {
			t.Fatalf("%s: %s answers %d", when, address, got.Code)
		}
		page := want.String()
		if f.Path == "404.html" {
			page = string(withoutPolicy(want.Bytes()))
		}
		if body != page {
			t.Fatalf("%s: %s differs from a build:\n%s", when, address, firstDifference(body, page))
		}
	}
	if shown := len(server.shown.files); shown != len(built.Files) {
		t.Fatalf("%s: the preview has %d files, a build %d", when, shown, len(built.Files))
	}
}

func get(server http.Handler, address string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "http://localhost"+address, nil)
	w := httptest.NewRecorder()
	server.ServeHTTP(w, r)
	return w
}

func firstDifference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	around := func(s string) string { return s[max(0, i-80):min(len(s), i+80)] }
	return "preview: …" + around(a) + "…\nbuild:   …" + around(b) + "…"
}

func optionsOf(f *corpus.Folder) generator.Options {
	return generator.Options{Content: os.DirFS(f.Dir), Name: "content", AsOf: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
}
