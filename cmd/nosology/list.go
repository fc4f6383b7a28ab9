package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/lint"
	"nosology/generator/site"
)

// listCommand lists documents.
type listCommand struct {
	siteFlags
	Kind []string `offer:"article,cause,symptom,page" placeholder:"KIND" help:"Only documents of this kind: article, cause, symptom, page, or one of a collection that site.yaml declares. May be given more than once."`
	Due  span     `placeholder:"60d" help:"Only documents to be read again within this time, the most overdue first; 0d for those that are due now."`
	JSON bool     `name:"json" help:"One JSON object a line."`
}

func (c *listCommand) Help() string {
	return `Each line is a document: its words, the grade of school at which it reads (for English), when it is due to be read again and who has signed it, and how many pages it leads to and is reached from. With --drafts, those that are not published yet are listed too, and marked.

  nosology list --kind cause --due 60d
  nosology list --drafts --json`
}

// span is a length of time on the command line: "60d", "8w", "6m", "1y".
type span struct {
	days int
	set  bool
}

// A month has 30 days and a year 365: reviews are planned by rule of thumb, and no calendar is
// needed. A bare number counts days.
func (s *span) UnmarshalText(text []byte) error {
	days := map[byte]int{'d': 1, 'w': 7, 'm': 30, 'y': 365}
	number, unit := string(text), byte('d')
	if last := len(number) - 1; last > 0 && days[number[last]] > 0 {
		number, unit = number[:last], number[last]
	}
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 {
		return fmt.Errorf("%q is no length of time; write it like 60d, 8w, 6m or 1y", text)
	}
	s.days, s.set = n*days[unit], true
	return nil
}

// listed is what is shown of a document.
// Its keys are a promise to scripts. What a document does not have is left out, but for numbers
// that may well be 0.
type listed struct {
	Path    string `json:"path"`
	Kind    string `json:"kind"`
	Title   string `json:"title"`
	Address string `json:"address"`
	Words   int    `json:"words"`
	// Cut to one decimal, not rounded, as the table has it.
	Grade    float64 `json:"grade,omitempty"`
	Due      string  `json:"due,omitempty"`
	Review   string  `json:"review"` // unsigned, signed, voided
	LinksOut int     `json:"links_out"`
	LinksIn  int     `json:"links_in"`
	Draft    bool    `json:"draft,omitempty"`
	From     string  `json:"from,omitempty"` // the day on which it will be published
}

func (c *listCommand) Run(t *terminal) error {
	s, err := c.prepare(t)
	if err != nil {
		return err
	}
	for _, kind := range c.Kind {
		if s.Named(kind) == nil {
			return unknownKind("--kind", kind, s.Kinds)
		}
	}
	lines := []listed{}
	for _, p := range c.pick(s) {
		lines = append(lines, listPage(s, p))
	}
	if c.JSON {
		out := json.NewEncoder(t.out)
		for _, l := range lines {
			if err := out.Encode(l); err != nil {
				return err
			}
		}
		return nil
	}
	return writeTable(t, lines)
}

// prepare gets the site ready. Mistakes in the content do not keep a command
// that only looks at it from looking.
// With errors the site has no files (see generator.Site), but its pages can be looked at all the
// same.
func (f *siteFlags) prepare(t *terminal) (*generator.Site, error) {
	content, err := findContent(f.Content)
	if err != nil {
		return nil, err
	}
	opt, err := f.options(content)
	if err != nil {
		return nil, err
	}
	bar := t.progress()
	bar.follow(&opt)
	s, err := generator.Prepare(opt)
	bar.end()
	if err == nil && diag.HasErrors(s.Diagnostics) {
		fmt.Fprintf(t.err, "The content has %s; nosology check shows them.\n", tally(s.Diagnostics))
	}
	return s, err
}

// pick chooses the documents that are asked for, in their order.
func (c *listCommand) pick(s *generator.Site) []*site.Page {
	pages := slices.Clone(s.Pages)
	// The order of kinds is that of the site's own table, so those of collections come last.
	order := func(p *site.Page) int { return slices.Index(s.Kinds, p.Kind) }
	slices.SortStableFunc(pages, func(a, b *site.Page) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), strings.Compare(a.Path, b.Path))
	})
	pages = slices.DeleteFunc(pages, func(p *site.Page) bool {
		return len(c.Kind) > 0 && !slices.Contains(c.Kind, p.Kind.Name)
	})
	if !c.Due.set {
		return pages
	}
	until := s.AsOf.AddDate(0, 0, c.Due.days)
	pages = slices.DeleteFunc(pages, func(p *site.Page) bool { return p.Review.Due.IsZero() || p.Review.Due.After(until) })
	slices.SortStableFunc(pages, func(a, b *site.Page) int { return a.Review.Due.Compare(b.Review.Due.Time) })
	return pages
}

func listPage(s *generator.Site, p *site.Page) listed {
	l := listed{
		Path: p.Path, Kind: p.Kind.Name, Title: p.Title.S, Address: p.Address,
		Words: p.Scan.Words, Review: signOff(p.SignOff), LinksOut: len(p.Mentions()), LinksIn: len(p.MentionedIn()), Draft: p.Draft,
	}
	if language := s.Tree.Site.Language.S; strings.HasPrefix(language, "en") {
		l.Grade = float64(int(lint.Read(p).Grade()*10)) / 10
	}
	if !p.Review.Due.IsZero() {
		l.Due = p.Review.Due.Format(time.DateOnly)
	}
	if p.Publish.After(s.AsOf) {
		l.From = p.Publish.Format(time.DateOnly)
	}
	return l
}

func signOff(s site.SignOff) string {
	switch s {
	case site.Signed:
		return "signed"
	case site.Voided:
		return "voided"
	}
	return "unsigned"
}

// A kind has a head of its own; the tabwriter lines up all of them, so that numbers stand below
// each other throughout.
func writeTable(t *terminal, lines []listed) error {
	table := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	kind, words := "", 0
	for _, l := range lines {
		if l.Kind != kind {
			if kind != "" {
				fmt.Fprintln(table)
			}
			kind = l.Kind
			fmt.Fprintf(table, "%s\twords\tgrade\tdue\treview\tout\tin\n", strings.ToUpper(kind))
		}
		path := l.Path
		switch {
		case l.Draft:
			path += " (draft)"
		case l.From != "":
			path += " (from " + l.From + ")"
		}
		grade := ""
		if l.Grade > 0 {
			grade = fmt.Sprintf("%.1f", l.Grade)
		}
		fmt.Fprintf(table, "%s\t%d\t%s\t%s\t%s\t%d\t%d\n", path, l.Words, grade, l.Due, l.Review, l.LinksOut, l.LinksIn)
		words += l.Words
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(t.err, "%s, %s\n", count(len(lines), "document"), count(words, "word"))
	return nil
}
