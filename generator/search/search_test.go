package search

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/internal/corpus"
	"nosology/generator/publish"
	"nosology/generator/site"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Twitches, twitching and twitched", "twitch twitch twitch"},
		{"can't keep still", "cant keep still"},
		{"Ménière’s *disease* [a link](../causes/caffeine.md#dose) [@nhs-twitching] {flag=rf-x}", "menier diseas link"},
		{"jogging stopped falling pulse pulsing", "jog stop fall puls puls"},
		{"glass virus crisis legs eyes boxes", "glass virus crisis leg eye box"},
		{"Call {{emergency}} now", "call now"},
		{"38°C a 7", "38"},
	} {
		if got := strings.Join(words(c.text), " "); got != c.want {
			t.Errorf("words of %q: %q, want %q", c.text, got, c.want)
		}
	}
}

func words(text string) (all []string) {
	var tk tokenizer
	tk.each([]byte(text), func(w []byte) { all = append(all, string(w)) })
	return all
}

func FuzzWords(f *testing.F) {
	f.Add("Twitches ([@x] and {y) ’ é\xff")
	f.Fuzz(func(t *testing.T, text string) {
		for _, w := range words(text) {
			if w == "" || len(w) > longest || strings.ContainsAny(w, " \n\t,") {
				t.Errorf("word %q of %q", w, text)
			}
		}
	})
}

func load(t testing.TB, pages int) *site.Site {
	t.Helper()
	tree, found, err := content.Load(corpus.New(pages, 1).FS(), "content")
	if err != nil || diag.HasErrors(found) {
		t.Fatal(err, found)
	}
	s, found := site.Link(tree, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	if diag.HasErrors(found) {
		t.Fatal(found)
	}
	return s
}

// Each word of a page's title leads to the page, and its entry in the list of
// pages is the page's own.
func TestTitlesAreFound(t *testing.T) {
	s := load(t, 300)
	pages := searchable(s)
	texts := render(t, files(pages))
	for n, p := range pages {
		if got := strings.Split(texts[fmt.Sprintf("pages-%d", n/pagesToAFile)], "\n")[n%pagesToAFile]; !strings.HasPrefix(got, p.Title.S+"\t"+p.Address+"\t") {
			t.Errorf("page %d is listed as %q", n, got)
		}
		for _, w := range words(p.Title.S) {
			file := texts[fmt.Sprintf("words-%d", int(Hash(w))%wordFiles(len(pages)))]
			_, list, ok := strings.Cut("\n"+file, "\n"+w+" ")
			list, _, _ = strings.Cut(list, "\n")
			if !ok || !slices.Contains(strings.Split(list, ","), base36(n*4+int(inTitle))) && strings.Count(list, ",") < mostPages-1 {
				t.Errorf("%q does not lead to %s", w, p.Address)
			}
		}
	}
}

func base36(n int) string { return strings.ToLower(fmt.Sprint(big36(n))) }

func big36(n int) string {
	if n < 36 {
		return string("0123456789abcdefghijklmnopqrstuvwxyz"[n])
	}
	return big36(n/36) + big36(n%36)
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

// A search in a site of 10,000 pages fetches at most 60 KB, also where a word
// is mistyped.
func TestASearchFetchesLittle(t *testing.T) {
	s := load(t, 10_000)
	pages := searchable(s)
	texts := render(t, files(pages))
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
			fetched[fmt.Sprintf("words-%d", int(Hash(word[r.IntN(len(word))]))%wordFiles(len(pages)))] = true
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

// A host that takes few rules for headers takes the index of a large site: its
// files need none of their own.
func TestTheIndexTakesNoRule(t *testing.T) {
	all := append(files(make([]*site.Page, 10_000)), publish.File{Path: "search/index.html", Needs: publish.Needs{Form: true}})
	config, err := publish.NewServing(all, nil, publish.Terms{}).HostFiles(publish.FindHost("cloudflare"))
	if err != nil {
		t.Fatal(err)
	}
	headers := render(t, config)["_headers"]
	if strings.Contains(headers, "\n/search/data/") {
		t.Errorf("rules for the index:\n%s", headers)
	}
}

func BenchmarkIndex(b *testing.B) {
	s := load(b, 1000)
	pages := searchable(s)
	b.ReportAllocs()
	for b.Loop() {
		newIndex(pages, wordFiles(len(pages)))
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1000, "µs/page")
}
