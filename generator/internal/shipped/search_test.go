package shipped

import (
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"nosology/generator/disk"
	"nosology/generator/internal/needs"
)

// Forty searches of worried people, by somebody who had not seen the index,
// find the right page first in nine of ten, and among the first three in 97 of
// a hundred.
func TestSearchFindsWhatPeopleType(t *testing.T) {
	text := disk.Read(t, "../../search/testdata/queries.txt")
	var typed []string
	var right [][]string
	for line := range strings.Lines(string(text)) {
		if query, pages, ok := strings.Cut(strings.TrimSpace(line), " -> "); ok {
			typed, right = append(typed, query), append(right, strings.Fields(pages))
		}
	}
	first, near := 0, 0
	for i, found := range lookFor(t, typed) {
		at := slices.IndexFunc(found.Pages, func(address string) bool { return slices.Contains(right[i], address) })
		if at == 0 {
			first++
		} else {
			t.Logf("%q finds %q, not %q first", typed[i], found.Pages[:min(3, len(found.Pages))], right[i])
		}
		if 0 <= at && at < 3 {
			near++
		}
	}
	t.Logf("of %d searches, %d find the right page first and %d in the first three", len(typed), first, near)
	if len(typed) != 40 || first*100 < len(typed)*90 || near*100 < len(typed)*97 {
		t.Error("too few searches find the right page")
	}
}

// What a search fetches, scripts included, is little: on average less than a
// page of the site weighs.
func TestASearchFetchesLittle(t *testing.T) {
	f := shipped(t)
	sum, typed := 0, []string{"eye twitching", "low potassium", "face drooping on one side", "magnesum", "can't sleep", "am i dying", "tourettes"}
	for _, found := range lookFor(t, typed) {
		for _, name := range found.Fetched {
			sum += compressed(f.files["search/data/"+name+".txt"], brotli.DefaultCompression)
		}
	}
	mean := sum / len(typed)
	for name, data := range f.files {
		for _, script := range []string{"search", "text", "near"} {
			if strings.HasPrefix(name, "assets/js/"+script+".") {
				mean += compressed(data, brotli.DefaultCompression)
			}
		}
	}
	t.Logf("%d bytes", mean)
	if mean > 18_000 {
		t.Errorf("a search fetches %d bytes", mean)
	}
}

// While somebody types, what is there so far is looked for.
func TestSearchFindsWhatIsHalfTyped(t *testing.T) {
	for i, found := range lookFor(t, []string{"hemif…", "tourett…", "low magn…"}) {
		want := []string{"/causes/hemifacial-spasm/", "/causes/tourette-syndrome/", "/causes/low-magnesium/"}[i]
		if len(found.Pages) == 0 || found.Pages[0] != want {
			t.Errorf("%q, not %s first", found.Pages, want)
		}
	}
}

// A heading that says what is looked for is a way into the page.
func TestSearchLeadsToTheHeading(t *testing.T) {
	found := lookFor(t, []string{"what you can do now"})[0]
	if i := slices.Index(found.Pages, "/nose-twitching/"); i < 0 || found.Sections[i] != "what-you-can-do-now" {
		t.Errorf("found are %q, at %q", found.Pages, found.Sections)
	}
}

// found is what the script of the search finds, and what it fetches for it.
type found struct{ Pages, Sections, Fetched []string }

// lookFor runs the script of the search over the shipped site. What ends in an
// ellipsis is not yet typed to its end.
func lookFor(t *testing.T, typed []string) []found {
	t.Helper()
	files := map[string]string{}
	for name, data := range shipped(t).files {
		if short, ok := strings.CutPrefix(name, "search/data/"); ok {
			files[strings.TrimSuffix(short, ".txt")] = string(data)
		}
	}
	var all []found
	needs.Script(t, []string{"near.js", "text.js", "search.js/0-cut.js", "search.js/1-look.js"}, `async ({ files, typed }) => {
		const all = [];
		for (const words of typed) {
			const Fetched = new Set();
			const look = searcher(async (name) => (Fetched.add(name), files[name]), near);
			const { pages } = await look(words.replace("…", ""), !words.endsWith("…"), 10);
			all.push({ Pages: pages.map((p) => p.address), Sections: pages.map((p) => p.section?.id ?? ""), Fetched: [...Fetched] });
		}
		return all;
	}`, map[string]any{"files": files, "typed": typed}, &all)
	if len(all) != len(typed) {
		t.Fatalf("%d answers to %d questions", len(all), len(typed))
	}
	return all
}
