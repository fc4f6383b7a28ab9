// Package markdown reads our Markdown: CommonMark, GFM tables, footnotes,
// definition lists, and the few things a health page needs:
//
//	[@some-source]                    cites a source; [@general] is general knowledge
//	> [!urgent] Get help today if     a care card: self-care, see-a-doctor, urgent, emergency
//	> - it spreads {flag=rf-spread}   one of its bullets, and the flag that it speaks for
//	> [!do-not] Do not                a list of what to do, or not to do
//	{{emergency}}                     a care number: emergency, urgent, crisis, crisis-lines
//	> [!NOTE]                         a callout: note, tip, important, warning, caution
//	> [!details] How it was counted   text that is folded away
//	> [!video] How to sit              a card that leads to a film elsewhere
//	- [x] done                        a task
//	H~2~O, m^2^                       what stands lower or higher
//	## How much {#how-much}           an id of one's own
//
// HTML is not read, but for <br> in a table's cell. Links lead to .md files, to
// fragments, and to https:, http:, mailto: and tel: addresses. Quotes and
// dashes are set as a printer of the language sets them.
//
// A body is read once and not kept as a tree: Scan finds what other pages need
// to know of it, and what Render has to know to write its HTML. That is the
// outline (see step), and it is the only reader of marks within a line: whoever
// wants text without marks asks Body.Text, Body.EachSentence or Body.EachBlock,
// and nobody takes marks out of Markdown or tags out of HTML again.
//
// The way of a body: goldmark parses it (parse, syntax), the scanner walks the
// tree once and fills a Body, the outliner walks it once more and notes the
// outline, and the tree is thrown away. A Store keeps bodies from run to run.
// All functions may be called by several goroutines, and a Body is not changed
// any more once Scan has returned it.
package markdown

import (
	"unicode"

	"nosology/generator/text"
)

// Span is a range of bytes of a body: from Start up to but without End. The zero
// Span stands for none. A file is limited to far less than int32 can count.
type Span struct{ Start, End int32 }

// Body is what Scan found in a body. Prose and Sentences are in the order of
// the text; all else is in the order of the page, where footnotes come last.
type Body struct {
	Headings  []Heading
	Links     []Link
	Images    []Image
	Citations []Citation
	Cards     []Card
	Lists     []Card // do and do-not lists; Level is "do" or "do-not"
	// Prose is the text in which names may become links: runs of text outside
	// headings, heads of columns, links, code, care cards and citations. A run
	// goes on through the ends of lines, but not into or out of emphasis.
	Prose     []Span
	Sentences []Sentence // of all running text, cards and tables included, for checks and for backlinks
	Words     int        // of all sentences
	Code      bool       // a fenced block is there

	in      *text.Language // of the words; nil for English
	outline []byte         // see step; its numbers are indexes into the lists above
}

// Heading is a heading with its id, unique in the page.
type Heading struct {
	Level int    // as written: 2 for "##"
	Text  string // plain, quotes and dashes typographic, as all texts here
	ID    string
	Span  Span
}

// Link is a written link, or an address that stands in the text as it is.
type Link struct {
	Dest     string // as written, escapes resolved: "../causes/caffeine.md#dose"
	Text     string
	Card     string // level of the care card it stands in, or ""
	Sentence int32  // index into Sentences, -1 in headings and titles of cards
	Span     Span   // of the link's text, for positions
}

// Image is an image; Alt is required.
type Image struct {
	Dest, Alt string
	Span      Span
}

// Citation is [@id].
type Citation struct {
	ID      string // "general" for general knowledge, which is no source
	Section int32  // index into Headings of the section, -1 before the first
	Card    string // level of the care card it stands in, or ""
	Span    Span
}

// Card is a care card or a do/do-not list.
type Card struct {
	Level   string // self-care, see-a-doctor, urgent, emergency; do, do-not
	ID      string // of its heading, unique in the page: care-urgent, care-urgent-2
	Title   string // as written, plain; empty for the default
	Bullets []Bullet
	Span    Span
}

// Bullet is one line of a card with the flags it speaks for. Flags and When have
// the same length.
type Bullet struct {
	Text  string
	Flags []string
	When  []string // for each of Flags the answers that the bullet means, "fever+confusion,fever+rash", or nothing
	Span  Span
}

// Sentence is a sentence of running text. Its text is made on demand by
// Body.Text, so that a large site does not hold its prose twice.
type Sentence struct {
	Span  Span
	Words int32
	Cell  bool // a table's cell or a term: to be quoted, not to be judged as a sentence
}

// Parts are places in the HTML that Render wrote, in bytes from where it began to
// write. What is put between parts goes in from the last to the first, or the
// places move.
type Parts struct {
	Cards    int   // where the care cards end that the text begins with
	Sections []int // where sections of the first level begin, with their headings
}

// Contact is a number or another way to reach help: words, and where they lead, such as "tel:999". Dest is empty
// where they lead nowhere.
type Contact struct{ Say, Dest string }

// Shown is Say with each telephone number on one line: of one that is broken the half is dialled.
func (c Contact) Shown() string {
	shown := []rune(c.Say)
	for i := 1; i < len(shown)-1; i++ {
		if shown[i] == ' ' && unicode.IsDigit(shown[i-1]) && unicode.IsDigit(shown[i+1]) {
			shown[i] = '\u00a0'
		}
	}
	return string(shown)
}

// BetweenContacts stands between the contacts of one placeholder.
const BetweenContacts = "; "

// Refs is what a body needs to know of its site to be rendered. Without a
// function links lead where they are written to, numbers are said in words,
// pictures have no size, and citations are left out. What functions return is
// not believed: an address that could run a script, or hides where it leads, is
// not linked to.
type Refs struct {
	Link   func(dest string) (href string, external bool)
	Cite   func(id string) int         // number in the page's list of sources; 0 for general knowledge
	Source func(n int) string          // what the mark of a source is called; Words.Source without it
	Margin func(n int) string          // a source as it stands beside the text, trusted HTML; none without it
	Number func(kind string) []Contact // kind: emergency, urgent, crisis, crisis-lines
	Image  func(dest string) Picture
	Frame  func(dest string) bool         // whether a film may be shown in the page
	File   func(dest string) (File, bool) // what a link offers for download; false for other links
	Title  func(level string) string      // default heading of a card
	Icon   func(level string) string      // inline SVG of a card, trusted HTML
	Auto   []AutoLink                     // ordered by Span, not overlapping
	// FirstHeading is the level that "##" becomes; 2 if zero.
	FirstHeading int
	Words        Words
}

// Words are what stands in a text beside its author's words, in the language of
// the page. What is nil or empty is left out.
type Words struct {
	Level                func(level string) string // before a card's own title, for those who do not see its colour and icon: "Emergency:"
	Number               func(kind string) string  // stands for a care number where no region is known
	Source, Note         func(mark string) string  // what a mark leads to: "source 3", "note b"
	Table                func(n int, heading string) string
	Callout              func(kind string) string // what a callout is: kind is note, tip, important, warning or caution
	General, Notes, Back string                   // after what is general knowledge; the list of footnotes; from there to the text
	Video                string                   // what a card of a film is
	VideoLeads           func(site string) string // where it leads
	ToDo, Done           string                   // what the box of a task shows
}

// words are what an optional function says.
func words[T any](say func(T) string, of T) string {
	if say == nil {
		return ""
	}
	return say(of)
}

// File is a file that a link offers.
type File struct {
	Href string
	Says string // behind the text of the link, in it: "(PDF, 240 KB)"
	Save bool   // it is to be saved, never shown
}

// Picture is an image as a page shows it.
type Picture struct {
	Src           string
	SrcSet, Sizes string // what browsers choose from, and how wide it is shown; may be empty
	Width, Height int    // 0 if not known
}

// AutoLink turns a span of prose into a link, or into a button that shows what explains it.
type AutoLink struct {
	Span Span
	Href string
	// Shows is the id of what a button shows, for which there is no Href; Behind is that, trusted HTML.
	Shows, Behind string
}
