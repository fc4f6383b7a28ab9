package main

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/publish"
	"nosology/generator/site"
)

// explainCommand says how a page came to be.
type explainCommand struct {
	siteFlags
	Page string `arg:"" placeholder:"FILE" help:"A file of the content folder, its id, or the address of a page: causes/sleep.md, sleep, /causes/sleep/, https://…"`
}

func (c *explainCommand) Help() string {
	return `Says which file and layout a page is made from, what it links to and why, what it cites, who links to it, which warnings it speaks for, and how it is served.

  nosology explain causes/acid-reflux.md
  nosology explain https://hiccups.example/causes/acid-reflux/`
}

func (c *explainCommand) Run(t *terminal) error {
	s, err := c.prepare(t)
	if err != nil {
		return err
	}
	p, err := c.find(s)
	if err != nil {
		return err
	}
	explainOrigin(t.out, s, p, c.Layouts)
	for _, part := range []func(io.Writer, *generator.Site, *site.Page){
		explainLinks, explainSources, explainBacklinks, explainEvidence, explainFlags, explainServing,
	} {
		part(t.out, s, p)
	}
	return nil
}

// find finds the page that is meant, by file or by address.
// An address or a file names one page at most. An id may be that of several, of different kinds;
// then it names none, and the message lists what is near.
func (c *explainCommand) find(s *generator.Site) (*site.Page, error) {
	named := c.Page
	if u, err := url.Parse(named); err == nil && u.Path != "" {
		named = u.Path
	}
	address := "/" + strings.Trim(named, "/") + "/"
	file := path.Clean(filepath.ToSlash(named))
	for _, p := range s.Pages {
		if p.Address == address || named == "/" && p.Address == "/" || file == p.Path || strings.HasSuffix(file, "/"+p.Path) {
			return p, nil
		}
	}
	var names []string
	var sameID []*site.Page
	for _, p := range s.Pages {
		names = append(names, p.Path, p.Address)
		if p.ID == strings.TrimSuffix(named, ".md") {
			sameID = append(sameID, p)
		}
	}
	if len(sameID) == 1 {
		return sameID[0], nil
	}
	if named == "" {
		return nil, usage{errors.New("name a page: nosology explain causes/acid-reflux.md")}
	}
	if waiting := c.findWaiting(s, address, file, named); waiting != nil {
		return nil, usage{waiting}
	}
	err := fmt.Errorf("there is no page %s", c.Page)
	if hint := diag.DidYouMean(named, names); hint != "" {
		err = fmt.Errorf("%w; %s", err, hint)
	}
	return nil, usage{err}
}

// findWaiting says of a page that is not built yet why it is not, and returns
// nil if that is not what is meant.
// To say that there is no such page would send its author looking for a slip that is not there.
func (c *explainCommand) findWaiting(s *generator.Site, address, file, named string) error {
	for _, d := range s.Tree.Docs {
		if d.Address != address && file != d.Path && !strings.HasSuffix(file, "/"+d.Path) && d.ID != strings.TrimSuffix(named, ".md") {
			continue
		}
		if d.Built(c.Drafts, c.AsOf.orToday()) {
			continue
		}
		if d.Draft {
			return fmt.Errorf("%s/%s is a draft, which is built only with --drafts; add that to have it explained", s.Tree.Name, d.Path)
		}
		return fmt.Errorf("%s/%s is built from %s on; add --drafts to have it explained before", s.Tree.Name, d.Path, d.Publish.Format(time.DateOnly))
	}
	return nil
}

func explainOrigin(w io.Writer, s *generator.Site, p *site.Page, layouts string) {
	layout := p.Kind.Layout
	if p.Page != nil && p.Page.Shows.S != "" {
		layout = p.Page.Shows.S
	}
	fmt.Fprintf(w, "%s\n", p.Title.S)
	fmt.Fprintf(w, "  file     %s/%s\n", s.Tree.Name, p.Path)
	fmt.Fprintf(w, "  address  %s\n", p.Address)
	fmt.Fprintf(w, "  layout   %s, in %s\n", layoutFrom(layouts, layout), layoutFrom(layouts, "base"))
	if p.Draft {
		fmt.Fprintln(w, "  draft    yes: it is built only with --drafts, until its line draft: true is gone")
	}
	if !p.Publish.IsZero() {
		fmt.Fprintf(w, "  publish  from %s on; before, it is built only with --drafts\n", p.Publish.Format(time.DateOnly))
	}
	if !p.Review.Written.IsZero() {
		fmt.Fprintf(w, "  review   written %s, due %s, %s\n", p.Review.Written.Format(time.DateOnly), p.Review.Due.Format(time.DateOnly), signOff(p.SignOff))
	}
	for _, alias := range p.Aliases {
		fmt.Fprintf(w, "  once at  %s\n", alias.S)
	}
	for _, silence := range p.Silence {
		fmt.Fprintf(w, "  silent   %s: %s\n", silence.Check.S, silence.Reason.S)
	}
}

// layoutFrom names a layout, and the folder that it is taken from if it is not
// one that comes with nosology.
func layoutFrom(dir, name string) string {
	file := name + ".html"
	if dir == "" {
		return file
	}
	if _, err := os.Stat(filepath.Join(dir, file)); err != nil {
		return file
	}
	return filepath.ToSlash(filepath.Join(dir, file))
}

func explainLinks(w io.Writer, s *generator.Site, p *site.Page) {
	var lines []string
	for _, l := range p.Scan.Links {
		to, ok := p.Ref(l.Dest)
		if !ok {
			lines = append(lines, fmt.Sprintf("line %s: %s, elsewhere", p.Line(l.Span), l.Dest))
			continue
		}
		lines = append(lines, fmt.Sprintf("line %s: %s, written as %q", p.Line(l.Span), to.Href(), l.Dest))
	}
	for _, a := range p.Auto() {
		why := "its title"
		if !strings.EqualFold(a.Name, a.To.Title.S) {
			why = fmt.Sprintf("%q, one of its names in also", a.Name)
		}
		// The text may say a name in the plural, or as another form of the word.
		if said := string(p.Body[a.Span.Start:a.Span.End]); !strings.EqualFold(said, a.Name) {
			why += fmt.Sprintf(", as %q", said)
		}
		lines = append(lines, fmt.Sprintf("line %s: %s, by itself: the first mention of %s", p.Line(a.Span), a.To.Address, why))
	}
	explainList(w, "Leads to", lines)
	if !p.Autolink {
		fmt.Fprintln(w, "  (autolink: false keeps names from becoming links here)")
	}
}

func explainSources(w io.Writer, s *generator.Site, p *site.Page) {
	var lines []string
	for i, source := range p.Cited {
		lines = append(lines, fmt.Sprintf("[%d] %s: %s", i+1, source.ID.S, source.Title.S))
	}
	explainList(w, "Cites, from sources.yaml", lines)
	lines = nil
	for _, image := range p.Scan.Images {
		lines = append(lines, fmt.Sprintf("line %s: %s", p.Line(image.Span), image.Dest))
	}
	explainList(w, "Shows pictures", lines)
}

func explainBacklinks(w io.Writer, s *generator.Site, p *site.Page) {
	var lines []string
	for _, m := range p.MentionedIn() {
		how := "its name is mentioned"
		if m.Written {
			how = "a link was written"
		}
		lines = append(lines, fmt.Sprintf("%s, line %s: %s", m.From.Path, m.From.Line(m.Sentence), how))
	}
	explainList(w, "Mentioned in", lines)
}

func explainEvidence(w io.Writer, s *generator.Site, p *site.Page) {
	var lines []string
	for _, e := range slices.Concat(p.Findings(), p.Causes()) {
		lines = append(lines, fmt.Sprintf("%s (%s)", e.Page.Path, e.Strength))
	}
	explainList(w, "Findings and causes that go with it", lines)
	lines = nil
	for _, r := range p.Related() {
		var shared []string
		for _, f := range r.Shared {
			shared = append(shared, f.ID)
		}
		lines = append(lines, fmt.Sprintf("%s, for they share %s", r.Page.Path, strings.Join(shared, ", ")))
	}
	explainList(w, "Related", lines)
}

func explainFlags(w io.Writer, s *generator.Site, p *site.Page) {
	var lines []string
	for _, f := range p.Flags() {
		lines = append(lines, fmt.Sprintf("%s (%s): %s", f.ID.S, f.Level, f.Title.S))
	}
	explainList(w, "Warnings", lines)
}

func explainServing(w io.Writer, s *generator.Site, p *site.Page) {
	i := slices.IndexFunc(s.Files, func(f publish.File) bool { return "/"+f.Path == p.Address+"index.html" })
	if i < 0 || s.Serving == nil {
		return
	}
	var lines []string
	for _, h := range s.Serving.Headers(&s.Files[i]) {
		lines = append(lines, h.Name+": "+h.Value)
	}
	explainList(w, "Served from "+s.Files[i].Path+" with", lines)
}

func explainList(w io.Writer, title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", title)
	for _, line := range lines {
		fmt.Fprintf(w, "  %s\n", line)
	}
}
