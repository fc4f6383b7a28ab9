package render

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"nosology/generator/content"
	"nosology/generator/site"
)

// many is a site of so many pages, each written a day after the one before.
func many(pages int) *edition {
	s := &site.Site{}
	for i := range pages {
		d := &content.Document{Kind: content.Article, Address: fmt.Sprintf("/%d/", i)}
		d.Review.Written.Time = time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC)
		s.Pages = append(s.Pages, &site.Page{Document: d})
	}
	return &edition{site: s, Renderer: &Renderer{}}
}

// The format takes 50,000 addresses in a file. One more is two files and a list
// of them.
func TestSiteMapsAreCut(t *testing.T) {
	for pages, want := range map[int][]string{
		siteMapLimit:     {"sitemap.xml"},
		siteMapLimit + 1: {"sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"},
	} {
		e, addresses := many(pages), 0
		var names []string
		for _, f := range e.siteMaps() {
			names = append(names, f.Path)
			var text strings.Builder
			if err := f.Render(&text); err != nil {
				t.Fatal(err)
			}
			count := strings.Count(text.String(), "<url>")
			if addresses += count; count > siteMapLimit {
				t.Errorf("%s has %d addresses", f.Path, count)
			}
		}
		if !slices.Equal(names, want) || addresses != pages {
			t.Errorf("of %d pages %d stand in %q", pages, addresses, names)
		}
	}
}

// A feed tells of what is new, and does not grow with the site.
func TestTheFeedHoldsTheNewest(t *testing.T) {
	news := many(feedLength + 10).news()
	if len(news) != feedLength || news[0].page.Address != fmt.Sprintf("/%d/", feedLength+9) || news[feedLength-1].page.Address != "/10/" {
		t.Errorf("%d entries, from %s to %s", len(news), news[0].page.Address, news[len(news)-1].page.Address)
	}
}

// A list that fills its pages has no empty one behind them.
func TestNoPageOfAListIsEmpty(t *testing.T) {
	for n, want := range map[int]int{0: 1, 1: 1, 7: 1, 8: 1, 9: 2, 16: 2, 17: 3} {
		pages := pagesFor(n, 8)
		if pages != want {
			t.Errorf("%d entries take %d pages, want %d", n, pages, want)
		}
		all, told := make([]int, n), 0
		for number := 1; number <= pages; number++ {
			told += len(part(all, number, 8))
		}
		if told != n {
			t.Errorf("of %d entries %d are shown", n, told)
		}
	}
}
