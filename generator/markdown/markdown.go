// Package markdown reads our Markdown: CommonMark, GFM and the few things a
// health page needs (citations, care cards, do and do-not lists, flag markers,
// care numbers). A body is read twice and never kept as a tree: Scan finds
// what other pages need to know of it, Render writes its HTML.
package markdown

// Span is a range of bytes of a body.
type Span struct{ Start, End int32 }

// Body is what Scan found in a body, in the order of the text.
type Body struct {
	Headings  []Heading
	Links     []Link
	Images    []Image
	Citations []Citation
	Cards     []Card
	Lists     []Card // do and do-not lists; Level is "do" or "do-not"
	// Prose is the text in which names may become links: whole paragraphs'
	// runs outside headings, links, code, care cards and citations. Adjacent
	// source lines of one paragraph are one Span.
	Prose     []Span
	Sentences []Sentence // of all running text, cards included, for checks and for backlinks
	Words     int
	Code      bool // a fenced block is there
}

// Heading is a heading with its id, unique in the page.
type Heading struct {
	Level int
	Text  string
	ID    string
	Span  Span
}

// Link is a written link.
type Link struct {
	Dest     string // as written: "../causes/caffeine.md#dose"
	Text     string
	Card     string // level of the care card it stands in, or ""
	Sentence int32  // index into Sentences, -1 in headings
	Span     Span   // of the link's text, for positions
}

// Image is an image; Alt is required.
type Image struct {
	Dest, Alt string
	Span      Span
}

// Citation is [@id].
type Citation struct {
	ID      string
	Section int32  // index into Headings of the section, -1 before the first
	Card    string // level of the care card it stands in, or ""
	Span    Span
}

// Card is a care card or a do/do-not list.
type Card struct {
	Level   string // self-care, see-a-doctor, urgent, emergency; do, do-not
	Title   string // as written, plain; empty for the default
	Bullets []Bullet
	Span    Span
}

// Bullet is one line of a card with the flags it speaks for.
type Bullet struct {
	Text  string
	Flags []string
	Span  Span
}

// Sentence is a sentence of running text. Plain text is made on demand by
// PlainText, so that a large site does not hold its prose twice.
type Sentence struct {
	Span  Span
	Words int32
	Cell  bool // a table's cell or a term: to be quoted, not to be judged as a sentence
}

// Refs is what a body needs to know of its site to be rendered. Nil functions
// are not called if the body has nothing of that sort.
type Refs struct {
	Link   func(dest string) (href string, external bool)
	Cite   func(id string) int                  // number in the page's list of sources; 0 for general knowledge
	Number func(kind string) (say, dial string) // kind: emergency, urgent, crisis
	Image  func(dest string) (src string, width, height int)
	Title  func(level string) string // default heading of a card
	Icon   func(level string) string // inline SVG of a card, trusted HTML
	Auto   []AutoLink                // ordered by Span, not overlapping
	// FirstHeading is the level that "##" becomes; 2 if zero.
	FirstHeading int
}

// AutoLink turns a span of prose into a link.
type AutoLink struct {
	Span Span
	Href string
}
