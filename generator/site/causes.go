package site

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"

	"nosology/generator/content"
	"nosology/generator/rules"
)

// Bounds of what a page of a cause compares it with.
const (
	maxRelated    = 6
	maxLookAlikes = 4
	minShared     = 2 // findings that tie two causes together
	// maxCandidates bounds how many causes of one finding are compared with
	// another. A finding that hundreds of causes share says little of any.
	maxCandidates = 256
)

// Findings returns what goes with a cause, by strength, against last; of equal
// strength in the order of its file.
func (p *Page) Findings() []Evidence {
	all := p.site.evidence(p.out.findings)
	slices.SortStableFunc(all, byStrength)
	return all
}

// Causes returns what may be behind a finding, by strength, against last; of
// equal strength the more common cause first.
func (p *Page) Causes() []Evidence {
	all := p.site.evidence(p.site.causesOf[p.num])
	slices.SortFunc(all, func(a, b Evidence) int {
		return cmp.Or(byStrength(a, b), cmp.Compare(prevalence(b.Page), prevalence(a.Page)), byTitle(a.Page, b.Page))
	})
	return all
}

// evidence is a list with pages in the place of numbers; a page that is not published drops out.
func (s *Site) evidence(list []evidence) []Evidence {
	all := make([]Evidence, 0, len(list))
	for _, e := range list {
		if page := s.byNumber[e.page]; page != nil {
			all = append(all, Evidence{page, e.strength})
		}
	}
	return all
}

// byStrength puts what speaks most for a cause first and what speaks against
// it last.
func byStrength(a, b Evidence) int { return cmp.Compare(weight(b.Strength), weight(a.Strength)) }

// weight says how much a finding ties causes together.
func weight(s rules.Strength) int {
	switch s {
	case rules.Typical:
		return 3
	case rules.Common:
		return 2
	case rules.Occasional:
		return 1
	}
	return 0
}

// prevalence is how common a cause is, 0 for rare and for what is not known.
func prevalence(p *Page) uint8 {
	n, _ := rules.ParsePrevalence(p.Cause.Prevalence.S)
	return n
}

// ParentPage returns a cause's umbrella, or nil.
func (p *Page) ParentPage() *Page {
	if p.out.parent == none {
		return nil
	}
	return p.site.byNumber[p.out.parent]
}

// Children returns the causes whose umbrella this is, by title.
func (p *Page) Children() []*Page {
	var pages []*Page
	for _, n := range p.site.children[p.num] {
		pages = append(pages, p.site.byNumber[n])
	}
	slices.SortFunc(pages, byTitle)
	return pages
}

// Related returns the causes that share at least two findings with this one,
// nearest first, at most 6. An umbrella and what stands under it are not among
// them.
func (p *Page) Related() []Related {
	var related []Related
	for _, k := range p.kin(maxRelated) {
		related = append(related, Related{k.page, p.shared(k.page)})
	}
	return related
}

// LookAlikes returns the causes that this one is most easily taken for,
// nearest first, at most 4, and what tells the two apart.
func (p *Page) LookAlikes() []LookAlike {
	var alike []LookAlike
	for _, k := range p.kin(maxLookAlikes) {
		alike = append(alike, LookAlike{
			Page:   k.page,
			Shared: p.shared(k.page),
			Here:   p.apart(k.page),
			There:  k.page.apart(p),
		})
	}
	return alike
}

// kinship is how near another cause is.
type kinship struct {
	page   *Page
	shared int32 // findings
	score  int32
}

// scales weigh all causes against one. They are lent from cause to cause, and
// are all zero in between.
type scales struct {
	of     []kinship // by number
	loaded []number
}

// kin returns the nearest causes. It asks the causes of each finding in turn, so
// that its cost does not grow with the number of causes.
func (p *Page) kin(most int) []kinship {
	s := p.site
	w, _ := s.scales.Get().(*scales)
	if w == nil {
		w = &scales{of: make([]kinship, len(s.byNumber))}
	}
	defer s.scales.Put(w)
	for _, f := range p.out.findings {
		rarity := s.rarity(f.page)
		for _, other := range s.candidates(f) {
			if tie := min(weight(f.strength), weight(other.strength)); tie > 0 {
				w.load(other.page, int32(tie*rarity))
			}
		}
	}
	return w.unload(p, most)
}

// load adds to what two causes share, and remembers whom to set back to nothing afterwards: the
// scales serve every page in turn.
func (w *scales) load(n number, score int32) {
	k := &w.of[n]
	if k.shared == 0 {
		w.loaded = append(w.loaded, n)
	}
	k.shared++
	k.score += score
}

// unload returns the causes that weigh most, and empties the scales.
func (w *scales) unload(p *Page, most int) []kinship {
	var all []kinship
	for _, n := range w.loaded {
		k := w.of[n]
		w.of[n] = kinship{}
		k.page = p.site.byNumber[n]
		if k.shared >= minShared && k.page != nil && k.page != p && !p.isFamily(k.page) {
			all = append(all, k)
		}
	}
	w.loaded = w.loaded[:0]
	slices.SortFunc(all, func(a, b kinship) int {
		return cmp.Or(cmp.Compare(b.score, a.score), byTitle(a.page, b.page))
	})
	return all[:min(most, len(all))]
}

// isFamily reports whether one of two causes is the umbrella of the other.
func (p *Page) isFamily(other *Page) bool {
	return p.out.parent == other.num || other.out.parent == p.num
}

// candidates returns the causes that a finding speaks for: those that it
// speaks for most if there are very many, and none if it speaks against.
func (s *Site) candidates(f evidence) []evidence {
	switch {
	case weight(f.strength) == 0:
		return nil
	case len(s.causesOf[f.page]) <= maxCandidates:
		return s.causesOf[f.page]
	}
	s.leading.Lock()
	defer s.leading.Unlock()
	leading, ok := s.leading.of[f.page]
	if !ok {
		leading = s.lead(s.causesOf[f.page])
		if s.leading.of == nil {
			s.leading.of = map[number][]evidence{}
		}
		s.leading.of[f.page] = leading
	}
	return leading
}

// leading holds what candidates has worked out for very common findings.
type leading struct {
	sync.Mutex
	of map[number][]evidence
}

// lead returns the causes that a finding speaks for most.
func (s *Site) lead(all []evidence) []evidence {
	all = slices.DeleteFunc(slices.Clone(all), func(e evidence) bool { return s.byNumber[e.page] == nil })
	slices.SortFunc(all, func(a, b evidence) int {
		return cmp.Or(cmp.Compare(weight(b.strength), weight(a.strength)), byTitle(s.byNumber[a.page], s.byNumber[b.page]))
	})
	return all[:min(maxCandidates, len(all))]
}

// rarity weighs a finding by how few causes list it: what nearly all causes
// share ties no two of them together. It grows by one each time that half as many
// list it. All is in whole numbers: the order must not differ between machines.
func (s *Site) rarity(finding number) int {
	causes := len(s.Causes)
	listed := max(1, len(s.causesOf[finding]))
	return 1 + bits.Len(uint(causes/listed))
}

// shared returns the findings that speak for both causes, strongest first.
func (p *Page) shared(other *Page) []*Page {
	var both []Evidence
	for _, f := range p.Findings() {
		if w := min(weight(f.Strength), weight(other.strength(f.Page.num))); w > 0 {
			both = append(both, Evidence{f.Page, weakest(f.Strength, other.strength(f.Page.num))})
		}
	}
	slices.SortStableFunc(both, byStrength)
	return pagesOf(both)
}

// weakest is what two causes have in common of a finding: the weaker of the two.
func weakest(a, b rules.Strength) rules.Strength {
	if weight(a) < weight(b) {
		return a
	}
	return b
}

// apart returns the findings that speak for this cause and not for another:
// first what speaks against the other, then by strength.
func (p *Page) apart(other *Page) []*Page {
	var against, absent []Evidence
	for _, f := range p.Findings() {
		switch theirs, listed := other.lists(f.Page.num); {
		case weight(f.Strength) == 0:
		case !listed:
			absent = append(absent, f)
		case theirs == rules.Against:
			against = append(against, f)
		}
	}
	return pagesOf(append(against, absent...))
}

// lists returns how strongly a finding speaks for the cause, if it lists it.
func (p *Page) lists(finding number) (rules.Strength, bool) {
	for _, e := range p.out.findings {
		if e.page == finding {
			return e.strength, true
		}
	}
	return rules.Against, false
}

// strength is lists for callers to whom a missing finding is one against.
func (p *Page) strength(finding number) rules.Strength {
	s, _ := p.lists(finding)
	return s
}

func pagesOf(list []Evidence) []*Page {
	pages := make([]*Page, 0, len(list))
	for _, e := range list {
		pages = append(pages, e.Page)
	}
	return pages
}

// families returns the published causes under each umbrella.
func (l *Linker) families() map[number][]number {
	children := map[number][]number{}
	for _, n := range l.docs {
		if e := &l.entries[n]; e.published && e.doc.Cause != nil && e.out.parent != none {
			children[e.out.parent] = append(children[e.out.parent], n)
		}
	}
	return children
}

func strengthOf(t content.Text) rules.Strength {
	s, _ := rules.ParseStrength(t.S)
	return s
}
