package search

import (
	"cmp"
	"math/bits"
	"runtime"
	"slices"
	"strings"

	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/text"

	"nosology/generator/parallel"
)

// How much a word weighs in a page, by where it stands. In a title, a name or a
// heading it weighs more the fewer words there are beside it: see weight. A
// word that stands in several places has the weight of the best. All weights are
// below 36, one digit of the files.
const (
	inSummary = 7
	inText    = 2 // once; more often, up to mostInText
	// mostInText is below all else.
	mostInText = 5
	// ofCommon is the weight of a word that stands everywhere. It is kept for
	// titles and names alone, where it may tell two apart: hepatitis A.
	ofCommon = 1
)

// worth is what a page's titles and names count for, in tenths. Whoever looks
// for what an article or a cause is about wants that page, not one on a
// circumstance in which it is asked for; and nobody who names what is an
// emergency by itself shall first find what it may be at best.
func worth(p *site.Page, grave bool) int {
	switch {
	case grave:
		return 13
	case p.Kind.Topical:
		return 12
	case p.Cause != nil:
		return 11
	case p.Finding != nil && p.Finding.Type.S == "context":
		return 7
	}
	return 10
}

// posting is a page's number, and what a word weighs there. There are some
// hundred thousands of a large site, so it is small.
type posting struct {
	page   int32 // by which the pages of a part are counted
	weight uint8
	times  uint8 // in running text, until best makes a weight of them
}

// index is a site's words.
type index struct {
	sizes
	language     *text.Language
	pages        []*site.Page       // by their numbers
	levels       map[*site.Page]int // of care, for pages that speak of one
	older, newer part
	names        []string // words of titles, names and headings, sorted
}

// part holds the words of a run of pages, by word file, and their names of
// several words.
type part []wordFile

// wordFile is what a word file holds. Its lines are sorted when it is written.
type wordFile struct {
	words map[string][]posting // by stem
	names map[string][]posting // by the words that tell, the longest first
}

// newIndex reads all pages, some at a time. Names of kinds and of numbers to call
// are those of the site's first region, whichever the reader is in.
func newIndex(s *site.Site, pages []*site.Page) *index {
	x := &index{sizes: sizesOf(len(pages)), pages: pages, language: text.Of(s.Tree.Site.Language.S), levels: levelsOf(s)}
	names, home := map[string]bool{}, s.Tree.Site.HomeRegion()
	x.older = x.read(pages[:x.sizes.older], x.olderFiles, home.Say, names)
	x.newer = x.read(pages[x.sizes.older:], x.newerFiles, home.Say, names)
	for word := range names {
		x.names = append(x.names, word)
	}
	slices.Sort(x.names)
	return x
}

// read makes a part of pages. It adds words that may be mistyped to names.
func (x *index) read(pages []*site.Page, files int, say func(string) string, names map[string]bool) part {
	workers := min(runtime.GOMAXPROCS(0), len(pages))
	found := make([]*pageReader, workers)
	_ = parallel.Try(workers, workers, func() func(int) error { // a run of pages each, so that they come in order
		return func(w int) error {
			found[w] = newReader(x, say)
			for n := w * len(pages) / workers; n < (w+1)*len(pages)/workers; n++ {
				found[w].read(int32(n), pages[n])
			}
			return nil
		}
	})
	return x.merge(found, files, names)
}

// merge joins what the workers found, in the order of the pages: each had a run
// of them, so postings that are strung together are in order. A word may be
// mistyped, and is put into names, if it stands in a title, a name or a heading
// of a few words.
func (x *index) merge(found []*pageReader, files int, names map[string]bool) part {
	p := make(part, files)
	for i := range p {
		p[i] = wordFile{map[string][]posting{}, map[string][]posting{}}
	}
	for _, r := range found {
		for word, e := range r.stems {
			if len(e.pages) == 0 {
				continue // it is too common
			}
			postings := e.pages
			words := p[int(Hash(word))%files].words
			words[word] = append(words[word], postings...)
			if !names[word] && slices.ContainsFunc(postings, func(p posting) bool { return p.weight > inSummary }) {
				names[word] = true
			}
		}
		for name, postings := range r.names {
			first, _, _ := strings.Cut(name, " ")
			names := p[int(Hash(first))%files].names
			names[name] = append(names[name], postings...)
		}
	}
	for _, file := range p {
		for word, postings := range file.words {
			file.words[word] = best(postings)
		}
	}
	return p
}

// best puts a word's pages, which are in order, in that of its weight there, and
// drops those of the least if there are too many. Pages of one weight stay in
// their order. It counts how many pages there are of each weight, which tells
// where each has to go: sorting would take most of the time of an index.
func best(postings []posting) []posting {
	var upTo [36]int // how many pages weigh more than each weight
	for i := range postings {
		p := &postings[i]
		p.weight = max(p.weight, weightInText(p.times))
		upTo[p.weight]++
	}
	if upTo[postings[0].weight] == len(postings) {
		return postings[:min(len(postings), mostPages)]
	}
	sum := 0
	for weight := len(upTo) - 1; weight >= 0; weight-- {
		upTo[weight], sum = sum, sum+upTo[weight]
	}
	sorted := make([]posting, len(postings))
	for _, p := range postings {
		sorted[upTo[p.weight]] = p
		upTo[p.weight]++
	}
	return sorted[:min(len(sorted), mostPages)]
}

// weightInText grows by one each time that a word stands there twice as often:
// long pages do not win by being long.
func weightInText(times uint8) uint8 {
	if times == 0 {
		return 0
	}
	return uint8(min(mostInText, inText-1+bits.Len8(times)))
}

// pageReader finds the words of pages.
type pageReader struct {
	cutter text.Cutter
	say    func(kind string) string
	levels map[*site.Page]int
	forms  map[string]*entry // by the word as it stands, folded
	stems  map[string]*entry
	names  map[string][]posting
	words  []*entry // of the name that is being read; compounds first
	page   int32    // that is being read
	worth  int      // of its titles and names
}

// entry is a word, as its stem, with its pages so far.
type entry struct {
	stem   string
	common bool
	pages  []posting
}

func newReader(x *index, say func(string) string) *pageReader {
	return &pageReader{
		cutter: text.Cutter{Language: x.language}, say: say, levels: x.levels,
		forms: map[string]*entry{}, stems: map[string]*entry{}, names: map[string][]posting{},
	}
}

// entry returns that of a folded word. A form that was met before is not taken
// to its stem again.
func (r *pageReader) entry(word []byte) *entry {
	if e := r.forms[string(word)]; e != nil {
		return e
	}
	form := string(word)
	stem := r.cutter.Language.Stem(word)
	e := r.stems[string(stem)]
	if e == nil {
		e = &entry{stem: string(stem), common: r.cutter.Language.Common(stem)}
		r.stems[e.stem] = e
	}
	r.forms[form] = e
	return e
}

// read reads a page with a number. Pages have to come in the order of their
// numbers: a posting is added behind the last one or is the last one.
func (r *pageReader) read(n int32, p *site.Page) {
	r.page, r.worth = n, worth(p, r.levels[p] == int(rules.Emergency))
	r.name(p.Title.S, &weight.title, true)
	if name, other, ok := strings.Cut(p.Title.S, "("); ok { // "Face seizure (focal seizure)" is two
		r.name(name, &weight.title, true)
		r.name(other, &weight.title, true)
	}
	for _, name := range p.Also {
		r.name(name.S, &weight.also, true)
	}
	for _, name := range p.HeardAs {
		r.name(name.S, &weight.heardAs, true)
	}
	for _, h := range p.Scan.Headings {
		r.name(h.Text, &weight.heading, p.Kind.Topical) // there, what people ask
	}
	r.text([]byte(p.Summary.S), inSummary)
	for _, t := range p.Glossary() {
		r.name(t.Term.S, &weight.heading, false)
		r.text([]byte(t.Says.S), 0)
	}
	p.Scan.EachBlock(p.Body, r.say, func(block []byte) { r.text(block, 0) })
}

// name adds the words of a title, a heading or a name, and keeps it as a whole
// if asked to. The weights are by how many of its words tell: common words beside
// them make none of them weigh less. A compound weighs as much as its parts, and
// is not counted as one more.
func (r *pageReader) name(name string, weights *[9]uint8, whole bool) {
	r.words = r.words[:0]
	telling, compounds := 0, 0
	r.cutter.Each([]byte(name), func(word []byte) {
		e := r.entry(word)
		switch {
		case r.cutter.Compound:
			r.words = slices.Insert(r.words, compounds, e)
			compounds++
			return
		case !e.common:
			telling++
		}
		r.words = append(r.words, e)
	})
	for _, e := range r.words {
		weight := r.worthOf(weights[min(telling, len(weights)-1)])
		if telling > 0 && e.common {
			if !whole {
				continue
			}
			weight = ofCommon
		}
		e.on(r.page).raise(weight)
	}
	r.words = r.words[compounds:] // whoever types a compound types its parts
	if whole && telling > 0 {
		r.whole(r.worthOf(weights[1]))
	}
}

func (r *pageReader) worthOf(weight uint8) uint8 { return uint8(int(weight) * r.worth / 10) }

// whole keeps the telling words of a name as one: sorted and each once, so that
// the order in which they are typed does not count. The longest is first, and
// names the file; it is likely to be the rarest.
func (r *pageReader) whole(weight uint8) {
	var words []string
	for _, e := range r.words {
		if !e.common {
			words = append(words, e.stem)
		}
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	name := strings.Join(slices.Compact(words), " ")
	list := r.names[name]
	if n := len(list); n > 0 && list[n-1].page == r.page {
		list[n-1].raise(weight)
		return
	}
	r.names[name] = append(list, posting{page: r.page, weight: weight})
}

// text adds the words of other text, and counts them where they have no weight.
func (r *pageReader) text(text []byte, weight uint8) {
	r.cutter.Each(text, func(word []byte) {
		e := r.entry(word)
		if e.common {
			return
		}
		p := e.on(r.page)
		if weight > 0 {
			p.raise(weight)
		} else if p.times < 255 {
			p.times++
		}
	})
}

func (p *posting) raise(weight uint8) { p.weight = max(p.weight, weight) }

// on is the posting of a word in a page, good until the next.
func (e *entry) on(page int32) *posting {
	if n := len(e.pages); n == 0 || e.pages[n-1].page != page {
		e.pages = append(e.pages, posting{page: page})
	}
	return &e.pages[len(e.pages)-1]
}

// levelsOf are the levels of care that a page speaks of as a whole: what a cause
// needs, and what a sign needs that raises a flag by itself.
func levelsOf(s *site.Site) map[*site.Page]int {
	levels := map[*site.Page]int{}
	for _, c := range s.Causes {
		if level, ok := rules.ParseLevel(c.Cause.Care.S); ok {
			levels[c] = int(level)
		}
	}
	for _, f := range s.Flags {
		for _, all := range f.When {
			if len(all) == 1 {
				levels[all[0]] = max(levels[all[0]], int(f.Level))
			}
		}
	}
	return levels
}

// weight is what a word weighs in a title, another name, what people call it, and
// a heading, by the number of telling words there. The first of each is for none;
// the last for as many and more. What is alone in a name of any kind beats one of
// three in a title.
var weight = struct {
	title, also, heardAs, heading [9]uint8
}{
	title:   [...]uint8{26, 26, 22, 19, 17, 15, 14, 13, 12},
	also:    [...]uint8{26, 26, 21, 18, 16, 15, 14, 13, 12},
	heardAs: [...]uint8{25, 25, 20, 17, 15, 14, 13, 12, 11},
	heading: [...]uint8{13, 13, 12, 11, 10, 9, 8, 8, 7},
}
