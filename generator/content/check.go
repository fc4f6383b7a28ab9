package content

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"nosology/generator/diag"
)

// all runs the checks in the order in which editors meet the files: what documents name first,
// settings after. Each stands alone, so one that finds mistakes keeps none of the others from
// finding theirs.
func (c *checks) all() {
	c.bibliography()
	for _, doc := range c.t.Docs {
		c.document(doc)
	}
	c.parents()
	c.vocabulary()
	c.config()
	c.allowed()
	if c.t.Checker != nil {
		c.questions()
		c.flags()
	}
	c.vignettes()
	c.hazards()
	c.glossary()
}

// stillClean reports whether nothing is wrong after some documents of a tree
// without mistakes were edited. The other documents name what they did before,
// and it is still there.
func (c *checks) stillClean(t *Tree, edited []*Document) bool {
	c.t = t
	for _, doc := range edited {
		c.byPath[doc.Path], c.byID[doc.Kind][doc.ID], c.byAddress[doc.Address] = doc, doc, doc
	}
	for _, doc := range edited {
		c.document(doc)
		c.lineage(doc)
	}
	return len(c.ds) == 0
}

// lineage checks that a cause's ancestors come to an end.
func (c *checks) lineage(doc *Document) {
	d := doc
	for range c.t.Docs {
		if d.Cause == nil {
			return
		}
		if d = c.parent(d); d == nil {
			return
		}
	}
	c.errorf(doc.Path, doc.Cause.Parent.Pos, "parent-cycle", "take one of the parents out", "%q is its own umbrella", doc.ID)
}

// checks is the index that Check works with.
type checks struct {
	t         *Tree
	ds        []diag.Diagnostic
	byPath    map[string]*Document
	byAddress map[string]*Document
	byID      map[*Kind]map[string]*Document
	sources   map[string]bool
	parts     map[string]bool
	sorted    map[string][]string // names for hints, by what they name
}

// newChecks enters what a tree has, first the documents that are built. Of
// those that are not, it takes out what has the id of another.
func newChecks(t *Tree, built func(*Document) bool) *checks {
	c := &checks{
		t:         t,
		byPath:    make(map[string]*Document, len(t.Docs)),
		byAddress: make(map[string]*Document, len(t.Docs)),
		byID:      make(map[*Kind]map[string]*Document, len(t.Kinds)),
		sources:   make(map[string]bool, len(t.Sources)),
		parts:     make(map[string]bool, len(t.Site.Parts)),
		sorted:    make(map[string][]string),
	}
	for _, k := range t.Kinds {
		c.byID[k] = make(map[string]*Document)
	}
	var waiting []*Document
	for _, doc := range t.Docs {
		if built == nil || built(doc) {
			c.add(doc, diag.Error, "rename one of the two")
		} else {
			waiting = append(waiting, doc)
		}
	}
	for _, doc := range waiting {
		c.add(doc, diag.Warning, "it is not built yet: rename it before it is")
	}
	if len(waiting) > 0 {
		t.Docs = slices.DeleteFunc(t.Docs, func(d *Document) bool { return c.byID[d.Kind][d.ID] != d && !built(d) })
	}
	for _, s := range t.Sources {
		c.sources[s.ID.S] = true
	}
	for _, p := range t.Site.Parts {
		c.parts[p.ID.S] = true
	}
	return c
}

// add enters a document and reports if its id or address is taken.
func (c *checks) add(doc *Document, severity diag.Severity, hint string) {
	c.byPath[doc.Path] = doc
	first, taken := c.byID[doc.Kind][doc.ID]
	if taken {
		c.report(doc.Path, Pos{}, severity, "duplicate-id", hint, "the id %q is taken by %s", doc.ID, first.Path)
		return
	}
	c.byID[doc.Kind][doc.ID] = doc
	if first, taken = c.byAddress[doc.Address]; taken {
		c.report(doc.Path, Pos{}, severity, "duplicate-address", hint, "the address %s is taken by %s", doc.Address, first.Path)
		return
	}
	c.byAddress[doc.Address] = doc
}

func (c *checks) errorf(p string, at Pos, check, hint, format string, args ...any) {
	c.report(p, at, diag.Error, check, hint, format, args...)
}

func (c *checks) report(p string, at Pos, severity diag.Severity, check, hint, format string, args ...any) {
	d := c.t.Diagnose(p, at, severity, check, fmt.Sprintf(format, args...))
	d.Hint = hint
	c.ds = append(c.ds, d)
}

// document checks the ids in one document's front matter.
func (c *checks) document(doc *Document) {
	for _, s := range doc.Sources {
		c.source(doc.Path, s)
	}
	if doc.Cause != nil {
		for _, e := range doc.Cause.Findings {
			c.finding(doc.Path, e.Finding)
		}
		for _, part := range doc.Cause.Where {
			c.part(doc.Path, part)
		}
	}
	if doc.Finding != nil {
		c.part(doc.Path, doc.Finding.Site)
	}
	c.ownValues(doc)
}

// part checks a part of the body, if the site says which there are.
func (c *checks) part(p string, id Text) {
	if id.S != "" && !c.parts[id.S] && len(c.parts) > 0 {
		unknown(c, p, id, "part of the body", c.parts, "add it to parts in site.yaml")
	}
}

// bibliography reports that sources.yaml is not there, or empty, although
// documents cite: one mistake rather than one for each citation.
func (c *checks) bibliography() {
	if len(c.t.Sources) > 0 || c.t.Lacks(SourcesFile) {
		return
	}
	for _, doc := range c.t.Docs {
		if len(doc.Sources) > 0 || pattern.citation.Match(doc.Body) {
			c.errorf(SourcesFile, Pos{}, "missing-file", "write sources.yaml, with an entry for each source", "there is no bibliography, but %s cites", doc.Path)
			c.t.lacking = append(slices.Clip(c.t.lacking), SourcesFile)
			return
		}
	}
}

func (c *checks) source(p string, id Text) {
	if id.S != "" && !c.sources[id.S] && !c.t.Lacks(SourcesFile) {
		unknown(c, p, id, "source", c.sources, "add it to sources.yaml")
	}
}

func (c *checks) finding(p string, id Text) {
	if id.S != "" && c.byID[Finding][id.S] == nil {
		unknown(c, p, id, "finding", c.byID[Finding], fmt.Sprintf("write symptoms/%s.md", id.S))
	}
}

// maxHints bounds the search for nearest names where a whole site is broken.
const maxHints = 200

// unknown reports an id that does not exist, with the nearest that does or
// else with what would make it exist.
func unknown[V any](c *checks, p string, id Text, what string, known map[string]V, otherwise string) {
	names, ok := c.sorted[what]
	if !ok {
		names = slices.Sorted(maps.Keys(known))
		c.sorted[what] = names
	}
	hint := ""
	if len(c.ds) < maxHints {
		hint = diag.DidYouMean(id.S, names)
	}
	if hint == "" {
		hint = otherwise
	}
	c.errorf(p, id.Pos, "unknown-id", hint, "unknown %s %q", what, id.S)
}

// parents checks that every parent is a cause and that no cause is its own
// ancestor.
func (c *checks) parents() {
	const unseen, onPath, done = 0, 1, 2
	state := make(map[*Document]int)
	for _, doc := range c.t.Docs {
		var trail []*Document
		for d := doc; d != nil && d.Cause != nil && state[d] != done; {
			if state[d] == onPath {
				c.errorf(d.Path, d.Cause.Parent.Pos, "parent-cycle", "take one of the parents out", "%q is its own umbrella", d.ID)
				break
			}
			state[d] = onPath
			trail = append(trail, d)
			d = c.parent(d)
		}
		for _, d := range trail {
			state[d] = done
		}
	}
}

// parent returns the umbrella of a cause, and reports one that does not exist.
func (c *checks) parent(doc *Document) *Document {
	id := doc.Cause.Parent
	if id.S == "" {
		return nil
	}
	up := c.byID[Cause][id.S]
	if up == nil {
		unknown(c, doc.Path, id, "cause", c.byID[Cause], fmt.Sprintf("write causes/%s.md", id.S))
	}
	return up
}

// config checks what site.yaml points to.
func (c *checks) config() {
	const p = SiteFile
	site := c.t.Site
	regions := make(map[string]bool, len(site.Regions))
	for _, r := range site.Regions {
		regions[r.ID.S] = true
	}
	if site.Region.S != "" && !regions[site.Region.S] {
		unknown(c, p, site.Region, "region", regions, "add it to regions")
	}
	for _, item := range site.Leads() {
		if file := item.File(); item.To.S != "" && !item.Elsewhere() && !item.Download() && c.byPath[file] == nil {
			unknown(c, p, Text{file, item.To.Pos}, "document", c.byPath, "name a file within the content folder: pages/about.md")
		}
	}
}

// questions checks the ids in the checker's questions.
func (c *checks) questions() {
	const p = CheckerFile
	c.findings(p, c.t.Checker.Background)
	ids := make(map[string]Pos)
	for _, q := range c.t.Checker.Questions {
		c.once(p, ids, "question", q.ID)
		c.sets(p, q.When)
		for _, o := range q.Options {
			c.findings(p, o.Yes)
		}
	}
	c.opened(p)
}

// opened checks the questions that lines open: each comes after all lines that open it.
func (c *checks) opened(path string) {
	place := make(map[string]int)
	for i, q := range c.t.Checker.Questions {
		place[q.ID.S] = i + 1
	}
	for i, q := range c.t.Checker.Questions {
		for _, o := range q.Options {
			for _, id := range o.Opens {
				if at := place[id.S]; at == 0 {
					unknown(c, path, id, "question", place, "name a question of this file")
				} else if at <= i+1 {
					c.errorf(path, id.Pos, "asked-too-late", "move the question down", "the line opens the question %q, which is not asked after it", id.S)
				}
			}
		}
	}
}

// flags checks the ids in the checker's red flags.
func (c *checks) flags() {
	const p = CheckerFile
	ids := make(map[string]Pos)
	for _, f := range c.t.Checker.Flags {
		c.once(p, ids, "flag", f.ID)
		c.sets(p, f.When)
		for _, s := range f.Sources {
			c.source(p, s)
		}
	}
}

// once reports an id that is used a second time.
func (c *checks) once(p string, seen map[string]Pos, what string, id Text) {
	if first, again := seen[id.S]; again && id.S != "" {
		c.errorf(p, id.Pos, "duplicate-id", "rename one of the two", "the %s %q is here twice, first in line %s", what, id.S, strconv.Itoa(int(first.Line)))
		return
	}
	seen[id.S] = id.Pos
}

func (c *checks) sets(p string, alternatives [][]Text) {
	for _, set := range alternatives {
		c.findings(p, set)
	}
}

func (c *checks) findings(p string, ids []Text) {
	for _, id := range ids {
		c.finding(p, id)
	}
}
