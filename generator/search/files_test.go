package search

import (
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"nosology/generator/content"
	"nosology/generator/site"
)

// Up to undivided pages an index is one part. Above, all pages are in one of two
// parts, of which the newer is small; the older one changes once in so many new
// pages.
func TestSizes(t *testing.T) {
	for pages, want := range map[int]sizes{
		0: {0, 0, 1, 0}, 1: {1, 1, 1, 0}, 12: {12, 12, 2, 0},
		undivided:              {undivided, undivided, undivided/pagesToAWordFile + 1, 0},
		undivided + 1:          {undivided + 1, undivided, undivided/pagesToAWordFile + 1, newerFiles},
		undivided + newest:     {undivided + newest, undivided, undivided/pagesToAWordFile + 1, newerFiles},
		undivided + newest + 1: {undivided + newest + 1, undivided + newest, (undivided+newest)/pagesToAWordFile + 1, newerFiles},
	} {
		if got := sizesOf(pages); got != want {
			t.Errorf("%d pages: %+v, want %+v", pages, got, want)
		}
	}
	changes := 0
	for pages := undivided + 1; pages < 3000; pages++ {
		now, next := sizesOf(pages), sizesOf(pages+1)
		if n := now.pages - now.older; n < 1 || n > newest {
			t.Fatalf("of %d pages %d are newer", pages, n)
		}
		if now.older != next.older {
			changes++
		}
	}
	if changes > (3000-undivided)/newest+1 {
		t.Errorf("the older part changed %d times", changes)
	}
}

// However many workers read the pages, the index is the same.
func TestWorkersDoNotShow(t *testing.T) {
	s := load(t, 150)
	pages := searchable(s)
	all := render(t, files(s, pages))
	before := runtime.GOMAXPROCS(1)
	alone := render(t, files(s, pages))
	runtime.GOMAXPROCS(7)
	many := render(t, files(s, pages))
	runtime.GOMAXPROCS(before)
	if !maps.Equal(all, alone) || !maps.Equal(alone, many) {
		t.Error("the index depends on how many read the pages")
	}
}

// What is written of a word's pages can be read back: pages in their order with
// their weights.
func TestWordsAreReadBack(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	pages := make([]*site.Page, 2000)
	for i := range pages {
		pages[i] = &site.Page{Document: &content.Document{ID: strconv.Itoa(i)}}
	}
	for range 200 {
		var list []posting
		for page := random.Int32N(900); int(page) < len(pages); page += 1 + random.Int32N(900) {
			list = append(list, posting{page: page, weight: uint8(random.IntN(34)), times: uint8(random.IntN(3))})
		}
		if len(list) == 0 {
			continue
		}
		list = best(list)
		var b strings.Builder
		writeLines(&b, map[string][]posting{"knee": list}, " ")
		got := decode(pages, strings.Split(strings.TrimSuffix(b.String(), "\n"), " ")[1:])
		for i, at := range list {
			if want := (looked{strconv.Itoa(int(at.page)), int(at.weight)}); len(got) != len(list) || got[i] != want {
				t.Fatalf("%v was written as %q and read as %v", list, b.String(), got)
			}
		}
	}
}

// The script finds a word's file by the same sum, over the bytes of UTF-8.
func TestHash(t *testing.T) {
	for _, word := range []string{"", "a", "foobar", "頭痛", "é"} {
		sum := fnv.New32a()
		sum.Write([]byte(word))
		if got := Hash(word); got != sum.Sum32() {
			t.Errorf("%q is %#x, want %#x", word, got, sum.Sum32())
		}
	}
}
