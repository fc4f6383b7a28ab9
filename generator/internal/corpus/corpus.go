// Package corpus makes up content folders of any size, for benchmarks and for
// tests that need many pages. The same size and seed give the same bytes.
//
// A fifth of the pages are articles of 900 to 1,900 words, half are causes of
// 350 to 1,000 and the rest findings of 100 to 250. A page has 5 to 17 links;
// what they lead to, and the findings of a cause, is drawn with a skew, so that
// in a large site some pages have hundreds of pages that mention them. Every
// fiftieth article holds a listing; lists, tables, quotations, footnotes, care
// cards and citations are found throughout. No page has a mistake.
package corpus

import (
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing/fstest"
)

// Corpus is a made-up content folder.
type Corpus struct {
	seed     uint64
	articles []page
	causes   []page
	findings []page
	words    words
}

// page is a document that is not yet written.
type page struct {
	folder, id, title string
	number            int
}

func (p page) path() string { return p.folder + "/" + p.id + ".md" }

// New makes up a content folder of so many articles, causes and findings. The
// few pages that every site has come on top.
func New(pages int, seed uint64) *Corpus {
	c := &Corpus{seed: seed, words: newWords()}
	r := random{rand.New(rand.NewPCG(seed, 0))}
	articles, causes := pages/5, pages/2
	c.causes = draw("causes", causes, commonCauses(), func() string { return r.cause(&c.words) })
	c.findings = draw("symptoms", pages-articles-causes, commonFindings(), func() string { return r.finding(&c.words) })
	c.articles = draw("articles", articles, nil, func() string {
		about := r.page(c.causes)
		if r.one(2) {
			about = r.page(c.findings)
		}
		form := r.of(c.words.articleForms)
		return upper(fmt.Sprintf(form, lower(about.title)))
	})
	return c
}

// draw makes pages with names of their own until there are n.
func draw(folder string, n int, common []string, title func() string) []page {
	pages := make([]page, 0, n)
	taken := make(map[string]bool, n)
	for len(pages) < n {
		var name string
		if len(common) > 0 {
			name, common = common[0], common[1:]
		} else {
			name = title()
		}
		id := slug(name)
		for i := 2; taken[id]; i++ { // every name is used up
			if i > 3 {
				name = fmt.Sprintf("%s of type %d", name, len(pages))
				id = slug(name)
				continue
			}
			name = title()
			id = slug(name)
		}
		taken[id] = true
		pages = append(pages, page{folder, id, name, len(pages)})
	}
	return pages
}

// Files yields every file of the folder by its path within it.
func (c *Corpus) Files() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		common := settings()
		for _, path := range slices.Sorted(maps.Keys(common)) {
			if !yield(path, []byte(common[path])) {
				return
			}
		}
		for _, p := range slices.Concat(c.articles, c.causes, c.findings) {
			if !yield(p.path(), c.text(p)) {
				return
			}
		}
	}
}

// FS returns the folder in memory.
func (c *Corpus) FS() fs.FS {
	files := fstest.MapFS{}
	for path, text := range c.Files() {
		files[path] = &fstest.MapFile{Data: text, Mode: 0o644}
	}
	return files
}

// Write writes the folder to dir.
func (c *Corpus) Write(dir string) error {
	for path, text := range c.Files() {
		name := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// random draws words and pages.
type random struct{ *rand.Rand }

func (r random) one(in int) bool           { return r.IntN(in) == 0 }
func (r random) of(list []string) string   { return list[r.IntN(len(list))] }
func (r random) between(low, high int) int { return low + r.IntN(high-low+1) }
func (r random) skewed(n int) int          { return min(n-1, int(float64(n)*math.Pow(r.Float64(), 1.5))) }
func (r random) page(pages []page) page    { return pages[r.skewed(len(pages))] }

// cause makes a name out of three or four words. The lists give some 180,000: enough
// for the 50,000 causes of the largest site that is measured.
func (r random) cause(w *words) string {
	switch r.IntN(3) {
	case 0:
		return r.of(w.courses) + " " + r.of(w.organs) + " " + r.of(w.troubles)
	case 1:
		return upper(r.of(w.origins)) + " " + r.of(w.organs) + " " + r.of(w.troubles)
	}
	return r.of(w.courses) + " " + r.of(w.origins) + " " + r.of(w.organs) + " " + r.of(w.troubles)
}

func (r random) finding(w *words) string {
	return upper(r.of(w.places) + " " + r.of(w.sensations) + r.of(w.times))
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }
func slug(s string) string  { return strings.ReplaceAll(strings.ToLower(s), " ", "-") }
