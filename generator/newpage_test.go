package generator_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator"
	"nosology/generator/disk"
	"nosology/generator/internal/corpus"
	"nosology/generator/publish"
)

// A new article in a large site changes few files beside those that name it,
// so that a deploy uploads little and readers fetch little again; and what is
// built over the old site is what a fresh build makes.
func TestANewArticleChangesFewFiles(t *testing.T) {
	const pages, most = 1000, 12
	folder := corpus.New(pages, 1).FS().(fstest.MapFS)
	folder["pages/search.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Search\nsummary: All that is here.\nshows: search\nreview: {written: 2026-01-01, due: 2028-01-01}\n---\n\nWhat is here is made up.\n")}
	opt := generator.Options{Content: folder, Name: "content", AsOf: today, Host: publish.FindHost("netlify")}
	out := filepath.Join(t.TempDir(), "public")
	build(t, out, opt, publish.Options{})
	before := disk.Texts(t, out)

	var text strings.Builder
	for i := range 300 { // words that the site has, and some that it has not
		fmt.Fprintf(&text, "Some swelling of part %d is a measure of word%d.\n\n", i%9, i)
	}
	folder["articles/quite-new.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Quite new things\nsummary: What is new, what it means and what anybody may do about it.\n" +
		"review: {written: 2026-11-30, due: 2028-01-01}\n---\n\n" + text.String())}
	build(t, out, opt, publish.Options{})
	after := disk.Texts(t, out)

	changed := 0
	for name, data := range after {
		if old, ok := before[name]; ok && old != data && !strings.Contains(data, "Quite new things") && !strings.Contains(data, "quite-new") {
			changed++
			t.Log(name)
		}
	}
	if changed > most {
		t.Errorf("%d files changed that do not name the new page; %d are allowed", changed, most)
	}
	fresh := filepath.Join(t.TempDir(), "public")
	build(t, fresh, opt, publish.Options{})
	for name, data := range disk.Texts(t, fresh) {
		if after[name] != data {
			t.Errorf("%s is not what a fresh build makes", name)
		}
	}
}
