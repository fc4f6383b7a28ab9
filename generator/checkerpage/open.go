package checkerpage

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/publish"
	"nosology/generator/rules"
	"nosology/generator/site"
)

// The rules are published as open JSON beside the checker's page, with their
// digest in a file of its own, so that anybody can read them with a program of
// their own and see whether they come to the same.
const (
	openName   = "rules.json"
	digestName = "rules.sha256"
)

// The shape of the open rules. Ids stand for findings, flags, causes and
// sources throughout. Lists are never null, so that programs can go
// through them: empty ones are written as such, or left out where that is said
// here.
type openRules struct {
	Format     int            `json:"format"` // changes when a program that reads it would have to
	Site       string         `json:"site"`
	Language   string         `json:"language"`
	Licence    string         `json:"licence,omitempty"`
	Reviewed   string         `json:"reviewed"`
	Levels     []string       `json:"levels"`  // from the calmest
	Answers    []string       `json:"answers"` // from the least worrying
	How        []string       `json:"how"`     // what the rules mean in words; a page of the site says more
	Findings   []openPage     `json:"findings"`
	Background []string       `json:"background,omitempty"`
	Questions  []openQuestion `json:"questions"`
	Flags      []openFlag     `json:"flags"`
	Causes     []openCause    `json:"causes"`
	Sources    []openSource   `json:"sources"`
	Vignettes  []openVignette `json:"vignettes,omitempty"`
}

type openPage struct {
	ID      string `json:"id"`
	Title   string `json:"title,omitempty"`
	Address string `json:"address,omitempty"`
}

type openQuestion struct {
	ID      string       `json:"id"`
	Ask     string       `json:"ask"`
	Why     string       `json:"why,omitempty"`
	Kind    string       `json:"kind"`
	Group   string       `json:"group"`
	When    [][]string   `json:"when,omitempty"`
	AtOnce  bool         `json:"at_once,omitempty"`
	Options []openOption `json:"options"`
	None    string       `json:"none,omitempty"`
}

type openOption struct {
	Say string   `json:"say"`
	Any bool     `json:"any,omitempty"`
	Yes []string `json:"yes"`
}

type openFlag struct {
	ID       string     `json:"id"`
	Level    string     `json:"level"`
	Unsure   string     `json:"unsure"` // full, lower
	When     [][]string `json:"when"`
	Title    string     `json:"title"`
	Say      string     `json:"say"`
	Do       string     `json:"do"`
	Help     string     `json:"help,omitempty"`
	Why      string     `json:"why,omitempty"`
	Sources  []string   `json:"sources"`
	SpokenBy []string   `json:"spoken_by"` // addresses of pages whose care cards say it
}

type openCause struct {
	openPage
	Care       string            `json:"care"`
	Prevalence string            `json:"prevalence"`
	Findings   map[string]string `json:"findings"` // how strongly each speaks for it, or against
}

type openSource struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Publisher string `json:"publisher,omitempty"`
	Year      int    `json:"year,omitempty"`
	URL       string `json:"url,omitempty"`
}

type openVignette struct {
	ID      string   `json:"id"`
	Who     string   `json:"who"`
	Story   string   `json:"story"`
	Yes     []string `json:"yes"`
	Unsure  []string `json:"unsure,omitempty"`
	Level   string   `json:"level"`
	Why     string   `json:"why"`
	Sources []string `json:"sources"`
	Judged  string   `json:"judged"` // what the checker says
}

// openFiles are the open rules and their digest.
func (p *Page) openFiles() []publish.File {
	page := p.shows["checker"]
	if page == nil {
		return nil
	}
	folder := strings.TrimPrefix(page.Address, "/")
	file := func(name string, write func(io.Writer) error) publish.File {
		return publish.File{Path: folder + name, Kind: publish.FeedFile, Render: write}
	}
	return []publish.File{
		file(openName, func(w io.Writer) error {
			open, err := p.openRules()
			if err == nil {
				_, err = w.Write(open)
			}
			return err
		}),
		file(digestName, func(w io.Writer) error {
			open, err := p.openRules()
			if err == nil {
				_, err = io.WriteString(w, digest(open)+"  "+openName+"\n")
			}
			return err
		}),
	}
}

// digest is a SHA-256 in hexadecimal, as sha256sum writes it.
func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// openRules writes the open rules. Every call gives the same bytes: the digest
// beside them, and the one on the page, are made by calls of their own.
func (p *Page) openRules() ([]byte, error) {
	c := p.site.Tree.Site
	open := openRules{
		Format: 1, Site: c.Title.S, Language: cmp.Or(c.Language.S, "en"), Licence: c.Licence.S, Reviewed: c.Reviewed.S,
		Answers: []string{"not-asked", "no", "not-sure", "yes"}, How: p.words.Decides.How,
		Findings: []openPage{}, Questions: []openQuestion{}, Flags: []openFlag{}, Causes: []openCause{}, Sources: []openSource{},
	}
	for l := rules.SelfCare; l <= rules.Emergency; l++ {
		open.Levels = append(open.Levels, l.String())
	}
	for _, id := range p.site.Rules.Findings {
		open.Findings = append(open.Findings, openPageOf(id, p.site.Finding(id)))
	}
	p.nameCovers(open.Findings)
	for _, n := range p.site.Rules.Background {
		open.Background = append(open.Background, p.site.Rules.Findings[n])
	}
	for i := range p.site.Tree.Checker.Questions {
		open.Questions = append(open.Questions, p.openQuestionOf(&p.site.Tree.Checker.Questions[i]))
	}
	for _, f := range p.site.Flags {
		open.Flags = append(open.Flags, p.openFlag(f))
	}
	for _, p := range p.site.Causes {
		open.Causes = append(open.Causes, openCauseOf(p))
	}
	for _, s := range p.site.Tree.Sources {
		open.Sources = append(open.Sources, openSource{s.ID.S, s.Title.S, s.Publisher.S, s.Year, s.URL.S})
	}
	for _, v := range p.site.Vignettes {
		open.Vignettes = append(open.Vignettes, openVignette{
			v.ID.S, v.Who.S, v.Story.S, idsOf(v.Yes), idsOf(v.Unsure), v.Level.String(), v.Why.S, idsOf(v.Sources), v.Judged.String(),
		})
	}
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	if err := out.Encode(&open); err != nil {
		return nil, fmt.Errorf("write the open rules: %w", err)
	}
	return b.Bytes(), nil
}

func openPageOf(id string, p *site.Page) openPage {
	if p == nil {
		return openPage{ID: id}
	}
	return openPage{id, p.Title.S, p.Address}
}

// nameCovers names what has no page: what stands for all that a question asks for is called as the line that says it.
func (p *Page) nameCovers(findings []openPage) {
	for i := range p.site.Tree.Checker.Questions {
		id := p.site.Tree.Checker.Questions[i].ID.S
		for _, line := range p.openers(id) {
			at := slices.IndexFunc(findings, func(f openPage) bool { return f.ID == site.CoverOf(id) })
			findings[at].Title, findings[at].Address = line.Say.S, p.shows["checker"].Address
		}
	}
}

func (p *Page) openQuestionOf(q *content.Question) openQuestion {
	open := openQuestion{ID: q.ID.S, Ask: q.Ask.S, Why: q.Why.S, Kind: q.Kind.S, Group: q.Group.S, When: idSets(q.When), AtOnce: q.AtOnce, None: q.None.S}
	if len(p.openers(q.ID.S)) > 0 {
		open.When = append(open.When, []string{site.CoverOf(q.ID.S)})
	}
	for _, o := range q.Options {
		line := openOption{Say: o.Say.S, Any: o.Any, Yes: idsOf(o.Yes)}
		for _, opened := range o.Opens {
			line.Yes = append(line.Yes, site.CoverOf(opened.S))
		}
		open.Options = append(open.Options, line)
	}
	return open
}

func (p *Page) openFlag(f *site.Flag) openFlag {
	open := openFlag{
		ID: f.ID.S, Level: f.Level.String(), Unsure: "lower", When: idSets(f.Flag.When), Title: f.Title.S,
		Say: p.plain(f.Say.S), Do: p.plain(f.Do.S), Help: p.plain(f.Help.S), Why: p.plain(f.Why.S), Sources: idsOf(f.Flag.Sources), SpokenBy: []string{},
	}
	if f.UnsureFull {
		open.Unsure = "full"
	}
	for _, p := range f.SpokenBy {
		open.SpokenBy = append(open.SpokenBy, p.Address)
	}
	return open
}

func openCauseOf(p *site.Page) openCause {
	open := openCause{openPageOf(p.ID, p), p.Cause.Care.S, p.Cause.Prevalence.S, map[string]string{}}
	for _, e := range p.Cause.Findings {
		open.Findings[e.Finding.S] = e.Strength.S
	}
	return open
}

func idsOf(texts []content.Text) []string {
	ids := make([]string, 0, len(texts))
	for _, t := range texts {
		ids = append(ids, t.S)
	}
	return ids
}

func idSets(sets [][]content.Text) [][]string {
	all := make([][]string, 0, len(sets))
	for _, set := range sets {
		all = append(all, idsOf(set))
	}
	return all
}

// plain puts the region's numbers into a text as words: what is published for
// programs has no placeholders that only this one understands.
func (p *Page) plain(text string) string {
	home := p.site.Tree.Site.HomeRegion()
	return home.Plain(text)
}
