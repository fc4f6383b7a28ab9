package site

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"nosology/generator/content"
	"nosology/generator/markdown"
	"nosology/generator/wording"
)

// A link is read as the way from the folder of its document, in every spelling
// that people use.
func TestLinksAreResolved(t *testing.T) {
	const from = "causes/eye/caffeine.md"
	for dest, want := range map[string]string{
		"tea.md":                  "causes/eye/tea.md",
		"./tea.md":                "causes/eye/tea.md",
		"../stress.md":            "causes/stress.md",
		"../../symptoms/tic.md":   "symptoms/tic.md",
		"../../symptoms/tic.md#a": "symptoms/tic.md #a",
		"#dose":                   "causes/eye/caffeine.md #dose",
		"../../symptoms/./tic.md": "symptoms/tic.md",
		"../../symptoms//tic.md":  "symptoms/tic.md",
		"../eye/../stress.md":     "causes/stress.md",
		"t%65a.md":                "causes/eye/tea.md",
		"../../../README.md":      "outside",
		"../../../../README.md":   "outside",
		"%zz.md":                  "malformed",
		"https://a.example/x.md":  "elsewhere",
		"tel:999":                 "elsewhere",
		"mailto:a@b.example":      "elsewhere",
		"":                        "reported",
		"#":                       "reported",
		"/causes/tea.md":          "reported",
		"tea.html":                "reported",
		"../files/leaflet.md":     "reported",
		"tea":                     "reported",
	} {
		file, fragment, how := resolve(nil, from, dest)
		got := [...]string{toFile: string(file), elsewhere: "elsewhere", outside: "outside", malformed: "malformed", reported: "reported"}[how]
		if how == toFile && fragment != "" {
			got += " #" + fragment
		}
		if got != want {
			t.Errorf("%q leads to %q, want %q", dest, got, want)
		}
	}
}

// The way that is suggested from one file to another leads there.
func TestSuggestedLinksLeadThere(t *testing.T) {
	files := []string{"a.md", "causes/a.md", "causes/b.md", "causes/deep/a.md", "causes/deep/er/a.md", "symptoms/a.md", "causes-of/a.md"}
	for _, from := range files {
		for _, to := range files {
			if got, _, how := resolve(nil, from, relative(from, to)); how != toFile || string(got) != to {
				t.Errorf("from %s to %s it says %q, which leads to %q", from, to, relative(from, to), got)
			}
		}
	}
}

func TestNamesOfDocuments(t *testing.T) {
	for _, c := range []struct {
		title, also, want string
	}{
		{"Knee pain", "", "Knee pain"},
		{"Sprain (pulled ligament)", "", "Sprain|(pulled ligament)"},
		{"Sprain (pulled)(torn)", "", "Sprain (pulled)(torn)"},
		{"Sprain (a (b))", "", "Sprain (a (b))"},
		{"Tic", "", ""}, // too short to be linked wherever it stands
		{"TIA", "mini-stroke", "mini-stroke"},
		{"The tic", "THE TIC, the  tic, tics", "The tic|tics"},
		{"Bell’s palsy", "Bell's palsy", "Bell’s palsy"},
		{"Sprain (sprain)", "", "Sprain"},
	} {
		d := &content.Document{Kind: content.Cause}
		d.Title.S = c.title
		for _, name := range strings.Split(c.also, ", ") {
			d.Also = append(d.Also, content.Text{S: name})
		}
		var got []string
		for _, n := range namesOf(d) {
			if n.aside {
				n.text = "(" + n.text + ")"
			}
			got = append(got, n.text)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q with %q has the names %q, want %q", c.title, c.also, got, c.want)
		}
	}
	if got := namesOf(&content.Document{Kind: content.Article, Meta: content.Meta{Title: content.Text{S: "Why knees hurt"}}}); got != nil {
		t.Errorf("an article is linked by %v", got)
	}
}

// Of several claims to a name, a title or synonym beats what stands in brackets;
// of two equal ones none has it, until one of them is gone.
func TestWhoseNameItIs(t *testing.T) {
	for _, c := range []struct {
		claims string // numbers; small letters stand for what is in brackets
		want   string
	}{
		{"", "nobody"}, {"A", "A"}, {"a", "a"}, {"aB", "B"}, {"Ba", "B"}, {"abC", "C"}, {"AB", "nobody of AB"}, {"ab", "nobody of ab"}, {"aBC", "nobody of BC"},
	} {
		l := newLexicon()
		node := &node{}
		for _, r := range c.claims {
			names := addName(nil, "knee pain", content.Pos{}, r >= 'a')
			node = l.add(number(r), &names[0])
		}
		got := "nobody"
		if owner, ok := node.owner(); ok {
			got = string(rune(owner.by))
		}
		if rivals := node.rivals(); len(rivals) > 0 {
			got += " of "
			for _, r := range rivals {
				got += string(rune(r.by))
			}
		}
		if got != c.want {
			t.Errorf("%q: it belongs to %s, want %s", c.claims, got, c.want)
		}
		for _, r := range c.claims {
			names := addName(nil, "knee pain", content.Pos{}, r >= 'a')
			l.remove(number(r), &names[0])
		}
		if len(l.nodes) > 0 {
			t.Errorf("%q: %d words stay in the lexicon", c.claims, len(l.nodes))
		}
	}
}

// What changed is put in its place, as if all had been sorted.
func TestReorderingIsSorting(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	compare := func(a, b number) int { return cmp.Compare(a, b) }
	for range 300 {
		var list, added []number
		gone := map[number]bool{}
		for n := range number(20) {
			switch random.IntN(5) {
			case 0, 1:
				list = append(list, n)
			case 2: // edited: it goes and comes again
				list, added, gone[n] = append(list, n), append(added, n), true
			case 3:
				added = append(added, n)
			}
			if random.IntN(8) == 0 {
				gone[n] = true
			}
		}
		random.Shuffle(len(added), func(i, k int) { added[i], added[k] = added[k], added[i] })
		want := slices.Concat(slices.DeleteFunc(slices.Clone(list), func(n number) bool { return gone[n] }), added)
		slices.Sort(want)
		if got := reorder(list, gone, added, compare); !slices.Equal(got, want) {
			t.Fatalf("%v without %v and with %v is %v, want %v", list, gone, added, got, want)
		}
	}
}

// A list that a snapshot holds does not change any more.
func TestListsOfASnapshotStay(t *testing.T) {
	var l lists[int]
	l.grow(2)
	l.add(0, 1)
	l.add(0, 2)
	l.add(1, 3)
	before := l.snapshot()
	l.remove(0, 1)
	l.add(0, 9)
	l.add(1, 4)
	l.remove(1, 77) // which is not there
	after := l.snapshot()
	if got := fmt.Sprint(before); got != "[[1 2] [3]]" {
		t.Errorf("the snapshot is %s now", got)
	}
	slices.Sort(after[0])
	if got := fmt.Sprint(after); got != "[[2 9] [3 4]]" {
		t.Errorf("the lists are %s", got)
	}
}

// The sentence around a name is quoted; what stands in none is quoted itself.
func TestSentencesAroundNames(t *testing.T) {
	src := "One knee. Two hips.\n\n## Three toes\n\nFour."
	body, _ := markdown.Scan([]byte(src), nil)
	e := &entry{scan: body}
	for name, want := range map[string]string{"knee": "One knee.", "Two": "Two hips.", "toes": "toes", "Four": "Four."} {
		at := int32(strings.Index(src, name))
		got := e.sentence(markdown.Span{Start: at, End: at + int32(len(name))})
		if src[got.Start:got.End] != want {
			t.Errorf("%q is quoted as %q, want %q", name, src[got.Start:got.End], want)
		}
	}
}

// A title begins with a small letter within a sentence, unless it begins with a
// name, an abbreviation or a figure, or its language keeps capitals.
func TestTitlesWithinSentences(t *testing.T) {
	page := func(language, title string, finding bool) *Page {
		d := &content.Document{}
		d.Title.S = title
		if finding {
			d.Finding = &content.FindingMeta{}
		}
		return &Page{Document: d, site: &Site{Tree: &content.Tree{Words: wording.For(language, nil)}}}
	}
	for title, want := range map[string]string{
		"Fever": "fever", "A fall": "a fall", "TIA before": "TIA before", "Bell’s palsy": "Bell’s palsy", "Bell's palsy": "Bell's palsy", "12 weeks": "12 weeks",
		"X-ray": "X-ray", "Éclat": "Éclat", "fever": "fever", "": "",
	} {
		if got := page("en", title, true).TitleInSentence(); got != want {
			t.Errorf("%q is %q within a sentence, want %q", title, got, want)
		}
	}
	if got := page("de", "Fieber", true).TitleInSentence(); got != "Fieber" {
		t.Errorf("German: %q", got)
	}
	if got := page("en", "Sprain", false).TitleInSentence(); got != "Sprain" {
		t.Errorf("a cause: %q", got)
	}
}
