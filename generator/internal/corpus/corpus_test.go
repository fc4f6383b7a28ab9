package corpus_test

import (
	"bytes"
	"strings"
	"testing"

	"nosology/generator/internal/corpus"
)

// Benchmarks compare runs, so the same size and seed must give the same bytes;
// and they speak of articles, causes and findings, so the shares must hold.
func TestSameSeedSameBytes(t *testing.T) {
	files := map[string][]byte{}
	for path, text := range corpus.New(200, 1).Files() {
		files[path] = text
	}
	for path, text := range corpus.New(200, 1).Files() {
		if !bytes.Equal(files[path], text) {
			t.Errorf("%s differs between two runs", path)
		}
	}
	for path, text := range corpus.New(200, 2).Files() {
		if strings.HasPrefix(path, "causes/") && bytes.Equal(files[path], text) {
			t.Errorf("%s is the same with another seed", path)
		}
	}
}

func TestShares(t *testing.T) {
	const pages = 1000
	count := map[string]int{}
	words := map[string]int{}
	for path, text := range corpus.New(pages, 1).Files() {
		folder, _, _ := strings.Cut(path, "/")
		count[folder]++
		words[folder] += len(bytes.Fields(text))
	}
	for _, want := range []struct {
		folder                 string
		pages, atLeast, atMost int
	}{{"articles", pages / 5, 900, 1900}, {"causes", pages / 2, 350, 1000}, {"symptoms", pages * 3 / 10, 100, 260}} {
		if count[want.folder] != want.pages {
			t.Errorf("%d %s, want %d", count[want.folder], want.folder, want.pages)
		}
		if mean := words[want.folder] / want.pages; mean < want.atLeast || mean > want.atMost {
			t.Errorf("%s have %d words on average", want.folder, mean)
		}
	}
}
