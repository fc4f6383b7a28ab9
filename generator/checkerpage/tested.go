package checkerpage

import (
	"nosology/generator/internal/proof"
	"nosology/generator/rules"
	"nosology/generator/site"
)

// Tested is what is known about the rules: how the checker does on made-up
// stories, what it was put through, and of what bytes that is true. Columns and
// the cells of each row of Table are the same levels in the same order.
type Tested struct {
	Stories int // how many there are
	Late    int // sent to help too late
	Early   []*site.Vignette
	Columns []string // levels in words, the most urgent first
	Table   []StoryRow
	Figures *proof.Figures // nil if the tests covered other rules
	Digests []Digest       // none without a checker's page
	// Rules and Checksum are the addresses of the open rules and their digest.
	Rules, Checksum string
}

// StoryRow is a level that stories need, with how many of them are given each.
type StoryRow struct {
	Needs string
	Cells []StoryCell
}

// StoryCell is a number of stories; Agrees where they are given what they need.
type StoryCell struct {
	Stories int
	Agrees  bool
}

// Digest names some bytes with their SHA-256.
type Digest struct {
	Name  string
	Bytes int
	Sum   string
}

// tested counts the stories by what they need and what they are told. Those sent
// to help too early are named, for readers to judge; those sent too late are only
// counted, as a site with one is not published.
func (p *Page) tested() (Tested, error) {
	t := Tested{Stories: len(p.site.Vignettes)}
	var table [rules.Emergency + 1][rules.Emergency + 1]int
	for _, s := range p.site.Vignettes {
		table[s.Level][s.Judged]++
		if s.Judged > s.Level {
			t.Early = append(t.Early, s)
		} else if s.Judged < s.Level {
			t.Late++
		}
	}
	for l := rules.Emergency + 1; l > 0; l-- {
		needs := p.words.Levels.Of(int(l - 1)).Needs
		row := StoryRow{Needs: needs}
		for said := rules.Emergency + 1; said > 0; said-- {
			row.Cells = append(row.Cells, StoryCell{table[l-1][said-1], said == l})
		}
		t.Columns, t.Table = append(t.Columns, needs), append(t.Table, row)
	}
	if f, ok := proof.Of(p.site.Rules); ok {
		t.Figures = &f
	}
	return t, p.digests(&t)
}

// digests adds which bytes all this is about.
func (p *Page) digests(t *Tested) error {
	page := p.shows["checker"]
	if page == nil {
		return nil
	}
	t.Rules, t.Checksum = page.Address+openName, page.Address+digestName
	add := func(name string, data []byte) {
		t.Digests = append(t.Digests, Digest{name, len(data), digest(data)})
	}
	w := &p.words.Decides
	if p.Module != nil {
		add(w.Module, p.Module.Data)
	}
	add(w.Packed, p.Knowledge.Data)
	open, err := p.openRules()
	add(w.OpenRules, open)
	return err
}
