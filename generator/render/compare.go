package render

import (
	"slices"
	"strconv"
	"strings"

	"nosology/generator/content"
	"nosology/generator/rules"
	"nosology/generator/site"
)

// Bounds of a table of comparison. It stays narrow enough to read, and a row
// takes two causes: a finding that only one has compares nothing.
const (
	compareColumns = 24
	compareShared  = 2
)

// comparison is one table: causes of one kind, and the findings they share. Its
// title is the kind's, with the first and the last cause where a kind takes
// several tables.
type comparison struct {
	id, title string
	first     int // the number of its first cause among those of all tables
	causes    []*site.Page
}

// comparisons cuts all causes into tables.
func (e *edition) comparisons() []comparison {
	var tables []comparison
	first := 0
	for _, t := range e.site.CauseKinds {
		k := t.ID.S
		of := ofKind(e.site.Causes, k)
		n := 0
		for chunk := range slices.Chunk(of, compareColumns) {
			c := comparison{id: "compare-" + k, title: e.causeNames(k).Many, first: first, causes: chunk}
			first += len(chunk)
			if len(of) > compareColumns {
				n++
				c.id += "-" + strconv.Itoa(n)
				c.title = e.words.Compare.FromTo.With("kind", c.title, "first", chunk[0].Title.S, "last", chunk[len(chunk)-1].Title.S)
			}
			tables = append(tables, c)
		}
	}
	return tables
}

// compare writes a legend and the tables of a page, or that there is nothing to
// compare: a legend of no table explains nothing.
func compare(b *out, v *View) {
	tables := written(func(b *out) { compareTables(b, v) })
	if tables == "" {
		b.framed(`<p>`, v.ed.words.Compare.None, `</p>`)
		return
	}
	b.raw(`<p class="legend">`)
	for i, s := range strengthOrder() {
		if i > 0 {
			b.raw(` `)
		}
		b.raw(`<span class="legend__item">`)
		b.dot(s)
		b.text(v.ed.strength(s).Within)
		b.raw(`</span>`)
	}
	b.raw(`</p>`, string(tables))
}

func compareTables(b *out, v *View) {
	for _, c := range part(v.ed.comparisonsOnce(), v.number, comparePerPage) {
		if rows := c.rows(); len(rows) > 0 {
			c.write(b, v.ed, rows)
		}
	}
}

func (c comparison) write(b *out, e *edition, rows []*compareRow) {
	b.section("compare", c.id, c.title)
	c.choice(b, e)
	b.raw(`<div class="scroll" role="region" tabindex="0" aria-label="`)
	b.sayWith(e.words.Compare.Table, "title", c.title)
	b.framed(`"><table><thead><tr><th scope="col">`, e.words.Compare.Sign, `</th>`)
	for _, p := range c.causes {
		b.raw(`<th scope="col">`)
		b.link(p.Address, p.Title.S)
		b.raw(`</th>`)
	}
	b.raw(`</tr></thead><tbody>`)
	for _, r := range rows {
		r.write(b, e)
	}
	b.raw(`</tbody></table></div></section>`)
}

// choice lets a reader see the causes of their choice side by side. The style
// sheet does it; until one is chosen, all are seen. The boxes stand side by
// side, so that it can count those that are ticked.
func (c comparison) choice(b *out, e *edition) {
	b.framed(`<fieldset class="switch"><legend>`, e.words.Compare.Show, `</legend>`)
	for i, p := range c.causes {
		id := "w_" + strconv.Itoa(c.first+i)
		b.raw(`<input type="checkbox" id="`, id, `"><label for="`, id, `">`)
		b.text(p.Title.S)
		b.raw(`</label>`)
	}
	b.raw(`</fieldset>`)
}

// compareRow is a finding and what it says of each cause.
type compareRow struct {
	finding *site.Page
	cells   []uint8 // by the table's causes: 0 for nothing, otherwise 1 + the strength
	filled  int     // cells that say something, for or against
	weight  int     // how much it speaks for causes, all together
}

// rows are the findings that several causes have, those that tell most first.
func (c comparison) rows() []*compareRow {
	byFinding := map[*site.Page]*compareRow{}
	var rows []*compareRow
	for i, p := range c.causes {
		for _, e := range p.Findings() {
			r := byFinding[e.Page]
			if r == nil {
				r = &compareRow{finding: e.Page, cells: make([]uint8, len(c.causes))}
				byFinding[e.Page] = r
				rows = append(rows, r)
			}
			r.cells[i] = 1 + uint8(e.Strength)
			r.filled++
			if e.Strength != rules.Against {
				r.weight += 1 + int(e.Strength)
			}
		}
	}
	rows = slices.DeleteFunc(rows, func(r *compareRow) bool { return r.filled < compareShared })
	slices.SortStableFunc(rows, compareByType)
	return rows
}

// compareByType orders rows by type of finding, then those that speak for the
// most causes, then by title.
func compareByType(a, b *compareRow) int {
	if d := typeRank(a.finding) - typeRank(b.finding); d != 0 {
		return d
	}
	if d := b.weight - a.weight; d != 0 {
		return d
	}
	return strings.Compare(a.finding.Title.S, b.finding.Title.S)
}

func typeRank(p *site.Page) int {
	return content.Rank(p.Vocabulary().FindingTypes, p.Finding.Type.S)
}

func (r *compareRow) write(b *out, e *edition) {
	b.raw(`<tr><th scope="row">`)
	b.link(r.finding.Address, r.finding.Title.S)
	b.raw(`</th>`)
	for _, c := range r.cells {
		if c == 0 {
			b.raw(`<td></td>`)
			continue
		}
		s := rules.Strength(c - 1)
		b.raw(`<td>`)
		b.dot(s)
		b.framed(`<span>`, e.strength(s).Within, `</span></td>`)
	}
	b.raw(`</tr>`)
}
