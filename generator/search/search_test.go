package search

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/andybalholm/brotli"

	"nosology/generator/internal/corpus"
	"nosology/generator/internal/golden"
	"nosology/generator/publish"
	"nosology/generator/site"
	"nosology/generator/text"
)

func load(t testing.TB, pages int) *site.Site {
	t.Helper()
	return golden.Site(t, corpus.New(pages, 1).FS())
}

// Each word of a page's title leads to the page, and its entry in the list of
// pages is the page's own.
func TestTitlesAreFound(t *testing.T) {
	s := load(t, 300)
	pages := searchable(s)
	x := newIndex(s, pages)
	texts := render(t, files(s, pages))
	for n, p := range pages {
		if got := strings.Split(texts[fmt.Sprintf("pages-%d", n/pagesToAFile)], "\n")[n%pagesToAFile]; !strings.HasPrefix(got, p.Title.S+"\t"+p.Address+"\t") {
			t.Errorf("page %d is listed as %q", n, got)
		}
		of, number := x.older, n
		if n >= x.sizes.older {
			of, number = x.newer, n-x.sizes.older
		}
		for _, w := range words(p.Title.S) {
			list := of[int(Hash(w))%len(of)].words[w]
			if !slices.ContainsFunc(list, func(at posting) bool { return at.page == int32(number) }) && len(list) < mostPages {
				t.Errorf("%q does not lead to %s", w, p.Address)
			}
		}
	}
}

func words(title string) (all []string) {
	c := text.Cutter{Language: text.Of("en")}
	c.Each([]byte(title), func(w []byte) { all = append(all, string(c.Language.Stem(w))) })
	return all
}

func render(t testing.TB, files []publish.File) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, f := range files {
		var b strings.Builder
		if err := f.Render(&b); err != nil {
			t.Fatal(err)
		}
		texts[strings.TrimSuffix(strings.TrimPrefix(f.Path, "search/data/"), ".txt")] = b.String()
	}
	return texts
}

// A page that says a word in its title stands before one that says it in
// passing; of equals the earlier page is first, and what is too much goes from
// the end.
func TestTheBestPagesOfAWordComeFirst(t *testing.T) {
	got := best([]posting{{page: 1, times: 1}, {page: 2, weight: 30}, {page: 3, times: 200}, {page: 4, weight: 30}, {page: 5, weight: 9, times: 1}})
	var pages []int32
	for i, p := range got {
		pages = append(pages, p.page)
		if i > 0 && p.weight > got[i-1].weight {
			t.Errorf("page %d weighs %d, and stands behind one of %d", p.page, p.weight, got[i-1].weight)
		}
	}
	if len(pages) != 5 || pages[0] != 2 || pages[1] != 4 {
		t.Errorf("the pages come in the order %v", pages)
	}
	// The more often, the more; the first time counts from inText on, and no word of the text is above mostInText.
	for times, want := range map[uint8]uint8{0: 0, 1: inText, 2: inText + 1, 3: inText + 1, 255: mostInText} {
		if w := weightInText(times); w != want {
			t.Errorf("%d times weigh %d, want %d", times, w, want)
		}
	}
	many := make([]posting, mostPages+10)
	for i := range many {
		many[i].weight = uint8(1 + i%2)
	}
	if kept := best(many); len(kept) != mostPages || kept[0].weight != 2 {
		t.Errorf("of %d pages %d are kept", len(many), len(kept))
	}
}

// A search in a site of 10,000 pages fetches at most 60 KB, also where a word
// is mistyped.
func TestASearchFetchesLittle(t *testing.T) {
	s := load(t, 10_000)
	pages := searchable(s)
	texts := render(t, files(s, pages))
	sizes := sizesOf(len(pages))
	r := rand.New(rand.NewPCG(1, 1))
	packed := map[string]int{}
	size := func(name string) int {
		if _, ok := packed[name]; !ok {
			var b bytes.Buffer
			w := brotli.NewWriterLevel(&b, 5) // about what hosts do on the fly
			io.WriteString(w, texts[name])
			w.Close()
			packed[name] = b.Len()
		}
		return packed[name]
	}
	worst := 0
	for range 200 {
		fetched := map[string]bool{"index": true, "spelling": true}
		for range 3 + 3 { // three words, one of them mistyped with three readings
			word := words(pages[r.IntN(len(pages))].Title.S)
			hash := int(Hash(word[r.IntN(len(word))]))
			fetched[fmt.Sprintf("words-%d", hash%sizes.olderFiles)] = true
			fetched[fmt.Sprintf("new-%d", hash%sizes.newerFiles)] = true
		}
		for range 10 {
			fetched[fmt.Sprintf("pages-%d", r.IntN(len(pages))/pagesToAFile)] = true
		}
		sum := 0
		for name := range fetched {
			sum += size(name)
		}
		worst = max(worst, sum)
	}
	t.Logf("at most %d bytes, of which the spelling has %d", worst, size("spelling"))
	if worst > 60<<10 {
		t.Errorf("a search fetches up to %d bytes", worst)
	}
}

// A host that takes few rules for headers takes the index of a large site: all its
// files are served alike, so its folder needs one.
func TestTheIndexTakesOneRule(t *testing.T) {
	all := append(files(nil, make([]*site.Page, 10_000)), publish.File{Path: "search/index.html", Needs: publish.Needs{Form: true}})
	config, err := publish.NewServing(all, nil, publish.Terms{}).HostFiles(publish.FindHost("cloudflare"))
	if err != nil {
		t.Fatal(err)
	}
	headers := render(t, config)["_headers"]
	if strings.Count(headers, "\n/search/data/") > 1 {
		t.Errorf("rules for the index:\n%s", headers)
	}
}

func BenchmarkIndex(b *testing.B) {
	s := load(b, 1000)
	pages := searchable(s)
	b.ReportAllocs()
	for b.Loop() {
		newIndex(s, pages)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1000, "µs/page")
}

// What a word shares with the one before is counted in characters, so that no
// line of the spelling begins in the middle of one.
func TestSpellingIsCutBetweenCharacters(t *testing.T) {
	names := []string{"abc", "abcd", "кос", "кот", "котел", "頬", "頭痛", "頭髪"}
	slices.Sort(names)
	var b strings.Builder
	(&index{names: names}).writeSpelling(&b)
	var got []string
	var last []rune
	for line := range strings.Lines(b.String()) {
		line = strings.TrimSuffix(line, "\n")
		if !utf8.ValidString(line) {
			t.Errorf("%q is cut in a character", line)
		}
		n, _ := strconv.ParseInt(line[:1], 36, 64)
		last = append(last[:n:n], []rune(line[1:])...)
		got = append(got, string(last))
	}
	if !slices.Equal(got, names) {
		t.Errorf("read back are %q, not %q", got, names)
	}
}
