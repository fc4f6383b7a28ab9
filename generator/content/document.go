// Package content reads a content folder into typed documents. Every value
// knows the line and column it came from, so that whatever a later stage finds
// wrong can be shown to the editor where it stands.
package content

import (
	"io/fs"
	"slices"
	"strings"
	"time"

	"nosology/generator/diag"
	"nosology/generator/wording"
)

// Pos is a place in a document's file; lines and columns count from 1.
type Pos struct{ Line, Column int32 }

// Text is a string of front matter and where it stands.
type Text struct {
	S   string
	Pos Pos
}

// Date is a day, without time or zone. The zero Date means none.
type Date struct {
	time.Time
	Pos Pos
}

// Document is one Markdown file.
type Document struct {
	Path    string // within the content folder: "causes/dehydration.md"
	Kind    *Kind  // follows from the folder
	ID      string // file name without ".md"
	Address string // "/causes/dehydration/"; "/" for pages/index.md
	Meta
	Cause   *CauseMeta   // set if Kind is Cause
	Finding *FindingMeta // set if Kind is Finding
	Page    *PageMeta    // set if Kind is Page

	Body     []byte // Markdown, normalised: LF, no BOM, Unicode NFC
	BodyLine int    // the file's line at which Body begins

	text     []byte   // the whole file, normalised; Body is its end
	passages []string // that it takes in
	origins  []origin // where its lines stand, if it takes in any
}

// Meta is the front matter that every document may have.
type Meta struct {
	Title   Text
	Summary Text
	Also    []Text // true synonyms; linked wherever they are mentioned
	HeardAs []Text // what people say; indexed and searched, never linked
	Aliases []Text // old addresses, "/old/"
	Sources []Text // ids of sources.yaml that support the document as a whole
	Review  Review
	Changed []Change // newest first
	Draft   bool
	Publish Date
	// Autolink false stops automatic links from this page. Default true.
	Autolink bool
	Silence  []Silence
	Own      []OwnValue // what it says with keys that site.yaml declares
}

// Review says when a document was written, when it is due to be read again,
// and who signed it off.
type Review struct {
	Written, Due Date
	Clinician    *Clinician
}

// Clinician is a sign-off. Hash binds it to what was signed: Fingerprint of
// the document at that time.
type Clinician struct {
	Name, Role Text
	Date       Date
	Hash       Text
}

// Change is a line of a page's history.
type Change struct {
	Date Date
	Note Text
}

// Silence turns one check off for one document, with a reason.
type Silence struct{ Check, Reason Text }

// CauseMeta is what a cause adds.
type CauseMeta struct {
	Kind       Text // everyday, nutritional, medicine, neurological, other
	Parent     Text // id of the umbrella cause, or empty
	Care       Text // self-care, see-a-doctor, urgent, emergency
	Prevalence Text // very-common, common, uncommon, rare
	Duration   Duration
	Where      []Text     // parts of the figure
	Findings   []Evidence // in the order of the file
	Codes      []Code
}

// Duration is how long something usually lasts, in words: seconds, minutes,
// hours, days, weeks, months, years.
type Duration struct{ From, To Text }

// Evidence is one line of a cause's findings.
type Evidence struct {
	Finding  Text // id of a finding
	Strength Text // typical, common, occasional, against
}

// Code is an entry in a coding system: {"icd10", "E86"}.
type Code struct{ System, Value Text }

// FindingMeta is what a finding adds.
type FindingMeta struct {
	Type Text // sound, general, neurological, time-course, context
	Site Text // part of the body, a key of site.yaml's parts; empty for none
	Flag bool // a red flag names it
	// Alone is the least that the checker says to somebody who has this and
	// nothing else; empty where nothing is asked of it.
	Alone Text
}

// PageMeta is what a plain page adds.
type PageMeta struct {
	// Shows names what the generator adds below the page's own text: home,
	// articles, causes, symptoms, compare, warning-signs, sources, checker,
	// decides, hazards, glossary, search, offline, not-found, privacy. Empty for a page that is only its text.
	Shows Text
}

// Tree is a whole content folder.
type Tree struct {
	Name string // the folder's name, the first element of every Position.File: "content"
	FS   fs.FS  // the folder itself, to open images with: "images/nose.svg"
	Site *Config
	*Vocabulary
	Docs    []*Document // ordered by Path
	Sources []*Source   // in the order of sources.yaml
	Checker *Checker    // nil if there is no checker.yaml
	// Vignettes are the stories that the checker is judged by; none without vignettes.yaml.
	Vignettes []Vignette
	Held      *Held // nil if there is no held.yaml
	Signed    []Signed
	Hazards   []Hazard
	Glossary  []*GlossaryTerm // in the order of glossary.yaml
	// Words are what a site says beside its content, in its language.
	Words *wording.Words
	// Settings are the YAML files as they stand, by name.
	Settings map[string][]byte
	// Lines gives a file's line for a diagnostic's caret, counted from 1.
	// path is as in Document.Path, or CheckerFile and the like.
	Lines func(path string, line int) string

	lacking  []string // settings files of which nothing could be read
	errors   bool     // in what the checker is made of
	wordless bool     // site.yaml declares what could not be read
}

// Judgeable reports whether there is no error in what the checker is made of.
// With one, what the checker would make of the rest says nothing.
func (t *Tree) Judgeable() bool { return !t.errors }

// Lacks reports whether nothing was read of a settings file, which has been
// reported. What names something in it cannot be judged.
func (t *Tree) Lacks(file string) bool { return slices.Contains(t.lacking, file) }

// NotFound reports whether the document is what readers see wherever there is
// no page. It has no address of its own that something could lead to.
func (d *Document) NotFound() bool { return d.Page != nil && d.Page.Shows.S == "not-found" }

// Layout names the layout of the document's page: what the page shows, or that
// of its kind.
func (d *Document) Layout() string {
	if d.Page != nil && d.Page.Shows.S != "" {
		return d.Page.Shows.S
	}
	return d.Kind.Layout
}

// Built reports whether a build of a day takes the document in. Drafts, and what
// is scheduled for later, wait until drafts are asked for.
func (d *Document) Built(drafts bool, asOf time.Time) bool {
	return drafts || !d.Draft && !d.Publish.After(asOf)
}

// Line returns a line of the document's file, counted from 1, for a
// diagnostic's caret.
func (d *Document) Line(n int) string {
	if d.text == nil {
		return line(d.Body, n-max(d.BodyLine, 1)+1)
	}
	return line(d.text, n)
}

// Front is the file before Body: the front matter with its fences.
func (d *Document) Front() []byte { return d.text[:len(d.text)-len(d.Body)] }

// BodyPos is the place in the file of an offset into Body.
func (d *Document) BodyPos(offset int) Pos {
	p := position(d.Body, offset)
	p.Line += int32(max(d.BodyLine, 1) - 1)
	return p
}

// find finds a document by its path.
func (t *Tree) find(path string) (int, bool) {
	return slices.BinarySearchFunc(t.Docs, path, func(d *Document, p string) int { return strings.Compare(d.Path, p) })
}

// At makes a diagnostic's position from a place in a file of the tree. What a
// document has taken in stands in the file of the passage.
func (t *Tree) At(path string, p Pos) diag.Position {
	if i, ok := t.find(path); ok && len(t.Docs[i].origins) > 0 {
		path, p = t.Docs[i].place(p)
	}
	return diag.Position{File: t.Name + "/" + path, Line: int(p.Line), Column: int(p.Column)}
}

// Diagnose makes a diagnostic at a place in a file of the tree, with the line as it stands there. The caller sets what
// else is to be said.
func (t *Tree) Diagnose(path string, at Pos, severity diag.Severity, check, message string) diag.Diagnostic {
	d := diag.Diagnostic{Position: t.At(path, at), Severity: severity, Check: check, Message: message}
	if t.Lines != nil && at.Line > 0 {
		d.Source = t.Lines(path, int(at.Line))
	}
	return d
}

// Config is site.yaml.
type Config struct {
	Title, Tagline Text
	BaseURL        Text // "https://example.org", no slash at its end
	Language       Text // BCP 47: "en-GB"
	Contact        Text // mailto: or https: address for corrections
	Publisher      Text
	Licence        Text
	Reviewed       Text // the plain statement shown while no clinician has signed
	Region         Text // key of Regions that pages are written for
	Regions        []Region
	Menu           []MenuItem // header
	Footer         []MenuItem
	Parts          []Part // parts of the body, in the order of the grouped index
	Figure         Text   // file under figures of the static files that shows parts, "face.svg"
	Map            Map    // of the home page
	Condition      Condition
	RequireSignOff Text // milder: a rule that warns less is not published before a clinician has signed it
	SharePictures  Text // per-page, per-kind or none; empty to leave it to the generator
	Offline        Offline
	Allow          []Allowed
	Collections    []Collection
	Keys           []KeysOf // further keys of front matter
	CauseKinds     []Term   // in place of ours
	FindingTypes   []Term
	Groups         []Term
}

// Offline is how readers' devices keep pages for when there is no network.
type Offline struct {
	Days int // that a page is shown without being renewed; 0 to leave it to the generator
}

// Condition is what the site is about, for structured data.
type Condition struct {
	Name  Text
	Codes []Code
}

// Part is a part of the body.
type Part struct{ ID, Name Text }

// Checker is checker.yaml: questions and red flags as the editor wrote them.
type Checker struct {
	Background []Text // findings that bring up no cause by themselves
	Questions  []Question
	Flags      []Flag
}

// Question is one screen of the checker.
type Question struct {
	ID      Text
	Ask     Text
	Why     Text
	Kind    Text     // one, many
	Group   Text     // about-you, warning-signs, the-symptom, around-it
	When    [][]Text // asked only where one alternative is all yes or not sure
	AtOnce  bool     // asked before all others that may be as urgent
	Help    Text     // advice that stands with the question
	Options []Option
	None    Text // wording of "none of these", kind many only
}

// Option is one answer and every finding that it makes yes.
type Option struct {
	Say   Text
	Help  Text // advice that stands below the answer once it is ticked, kind many only
	Yes   []Text
	Any   bool   // it says that one of them at least is so; all count as yes
	Opens []Text // later questions of which it covers all findings: they are asked only where it is yes or not sure
}

// Flag is a red flag: Level is raised where one alternative of When is all yes.
type Flag struct {
	ID, Level           Text // see-a-doctor, urgent, emergency
	Title, Say, Do, Why Text
	Help                Text // advice that stands with the flag, however urgent other things are
	UnsureFull          bool // unsure: full
	When                [][]Text
	Sources             []Text
	Entry               Entry
}
