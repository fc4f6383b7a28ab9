package markdown

import (
	"bytes"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
)

// Code is coloured as long as it is short. chroma's lexers are lists of
// regular expressions that backtrack: what most of them cost grows by the
// square of their input or worse, and it can be neither counted nor stopped,
// but by a clock, which would give other bytes on another machine. So what they
// get is bounded; TestEveryLexer finds out which belong to slow and to unfit.
// Code beyond the bounds is shown in full, without colours.
const (
	maxColoured     = 1_000  // bytes of a block
	maxColouredSlow = 400    // bytes of a block in a slow() language
	maxColouredLine = 500    // bytes of a line
	maxColouredRun  = 100    // of the same character, or of white space, in a row
	maxColouredBody = 20_000 // bytes of all blocks of a body
)

// slow are lexers that would take too long for the longest of blocks.
func slow() []string {
	return []string{
		"Ballerina", "C", "C#", "C++", "CFEngine3", "Ceylon", "D", "Desktop file", "Fish", "Fortran", "Gemfile.lock", "Genshi", "Genshi HTML", "Gnuplot",
		"Groovy", "HCL", "Igor", "Java", "Makefile", "Materialize SQL dialect", "ObjectPascal", "Octave", "OpenEdge ABL", "Perl", "PostgreSQL SQL dialect", "PowerShell", "Prolog", "Racket",
		"Ragel", "Raku", "reg", "Ruby", "SAS", "Svelte", "Thrift", "TypoScriptHtmlData",
	}
}

// unfit are lexers that even short code keeps busy for ever or for too long.
func unfit() map[string]string {
	return map[string]string{
		"Devicetree": "does not end at an empty line",
		"JSONata":    "does not end at a backslash",
		"Jungle":     "does not end at a digit",
		"LilyPond":   "does not end at some words",
		"Luau":       "does not end at an empty line",
		"MCFunction": "does not end at a digit",
		"Odin":       "tries all ways to part a list of build tags",
		"Rust":       "tries all ways to part a row of capital letters",
		"SourcePawn": "tries all ways to part a row of comments",
		"Spade":      "tries all ways to part a row of capital letters",
		"Markless":   "takes seconds for a thousand quotation marks",
	}
}

// fit returns chroma's lexers without those that are unfit. Lexers ask it, too,
// for the lexers of languages within their own.
var fit = sync.OnceValue(func() *chroma.LexerRegistry {
	all := chroma.NewLexerRegistry()
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		if unfit()[l.Config().Name] == "" {
			all.Register(byNameOnly(l))
		}
	}
	return all
})

// named is a lexer that a registry finds by its name and aliases alone. Without
// that a registry tries all lexers' patterns of file names for each word that
// it does not know, and code in Markdown may name many.
type named struct {
	chroma.Lexer
	config chroma.Config
}

func byNameOnly(l chroma.Lexer) chroma.Lexer {
	n := &named{l, *l.Config()}
	n.config.Filenames, n.config.AliasFilenames = nil, nil
	return n
}

func (n *named) Config() *chroma.Config { return &n.config }

// languages returns lexers by what an author may call a language: its name, an
// alias, or how its files end. Those that are unfit are nil.
var languages = sync.OnceValue(func() map[string]chroma.Lexer {
	known := map[string]chroma.Lexer{}
	add := func(name string, l chroma.Lexer) {
		name = strings.ToLower(name)
		if _, taken := known[name]; taken {
			return
		}
		if known[name] = l; unfit()[l.Config().Name] != "" {
			known[name] = nil
		}
	}
	fit() // which sets the lexers up
	all := slices.Clone(lexers.GlobalLexerRegistry.Lexers)
	sort.Sort(chroma.PrioritisedLexers(all))
	for _, l := range all {
		add(l.Config().Name, l)
	}
	for _, l := range all {
		for _, alias := range l.Config().Aliases {
			add(alias, l)
		}
	}
	for _, l := range all {
		for _, pattern := range l.Config().Filenames {
			add(strings.TrimPrefix(pattern, "*."), l)
		}
	}
	return known
})

// language is the word behind a block's fence, in small letters, or "".
func language(n *ast.FencedCodeBlock, src []byte) string {
	if n.Info == nil || hasOptions(n, src) {
		return ""
	}
	return strings.ToLower(string(n.Language(src)))
}

// hasOptions reports whether something stands behind a block's language that
// other programs take for options. Nothing reads them here.
func hasOptions(n *ast.FencedCodeBlock, src []byte) bool {
	return bytes.IndexByte(n.Info.Segment.Value(src), '{') >= 0
}

// colourable returns how many bytes a block of code has if it may be coloured,
// and 0 if not: without a known language, or beyond a bound. It stops at the
// first byte too many.
func colourable(n *ast.FencedCodeBlock, src []byte) (size int) {
	lexer := languages()[language(n, src)]
	if lexer == nil {
		return 0
	}
	most := maxColoured
	if slices.Contains(slow(), lexer.Config().Name) {
		most = maxColouredSlow
	}
	run, line := 0, 0
	var before byte
	for i := range n.Lines().Len() {
		at := n.Lines().At(i)
		for _, c := range at.Value(src) {
			run, line = run+1, line+1
			if c != before && !(isSpace(c) && isSpace(before)) {
				run = 1
			}
			if c == '\n' {
				line = 0
			}
			if before, size = c, size+1; run > maxColouredRun || line > maxColouredLine || size > most {
				return 0
			}
		}
	}
	return size
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

// coloured writes code with chroma's classes, for which the style sheet for
// code has the colours. It reports whether it could: a lexer that fails or that
// changes the text is not believed.
func coloured(to *bytes.Buffer, language, code string) bool {
	lexer := languages()[language]
	if lexer == nil {
		return false
	}
	tokens := tokenise(lexer, code)
	if tokens == nil || chroma.Stringify(tokens...) != code {
		return false
	}
	return formatter().Format(to, noColours(), chroma.Literator(tokens...)) == nil
}

// tokenise returns the tokens of code, or nil. Lexers panic where a language
// within theirs is missing.
func tokenise(lexer chroma.Lexer, code string) (tokens []chroma.Token) {
	defer func() {
		if recover() != nil {
			tokens = nil
		}
	}()
	next, err := chroma.Coalesce(lexer).Tokenise(nil, code)
	if err != nil {
		return nil
	}
	return next.Tokens()
}

var formatter = sync.OnceValue(func() *html.Formatter {
	return html.New(html.WithClasses(true), html.WithPreWrapper(wrapper{}))
})

// noColours is the style that a formatter wants to be given: with classes it writes
// nothing of it. chroma's own styles are all read as a program starts, whatever it
// is to do, which takes more than 10 ms and 2 MB.
var noColours = sync.OnceValue(func() *chroma.Style { return chroma.MustNewStyle("none", chroma.StyleEntries{}) })

// wrapper writes the elements around a block of code. Like any box that may
// scroll, it can be reached from the keyboard.
type wrapper struct{}

func (wrapper) Start(code bool, attributes string) string {
	return `<pre tabindex="0"` + attributes + `><code>`
}

func (wrapper) End(code bool) string { return "</code></pre>" }
