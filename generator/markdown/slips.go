package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"

	"nosology/generator/diag"
)

// slip is how the line of a paragraph begins that was meant to be something
// else, and would be shown to readers with its marks. It is an error where
// nobody could have meant the marks themselves, and a warning where somebody
// could.
type slip struct {
	looks          *regexp.Regexp
	severity       diag.Severity
	check, message string
	hint           string
}

// slips are tried in their order; the first that a line looks like is told of.
// What a new one begins with has to be known to mayBeSlip, too.
var slips = []slip{
	{regexp.MustCompile(`^#{2,6}[^#\s]`), diag.Error, "bad-heading", "this is not a heading, and readers would see the marks", "put a space behind the last #"},
	{regexp.MustCompile(`^#\pL`), diag.Warning, "bad-heading", "this is not a heading, and readers see the mark", `if it is one, write ## and a space before it; if not, write \#`},
	{regexp.MustCompile(`^[-+]\pL`), diag.Warning, "bad-list", "this is not an item of a list, and readers see the mark", `if it is one, put a space behind the mark; if not, write \ before it`},
	{regexp.MustCompile(`^[•·‣▪◦●∙]`), diag.Warning, "bad-list", "this is not an item of a list, and readers see the mark", `begin an item with "- "`},
	{regexp.MustCompile(`^[0-9]{1,3}[.)]\pL`), diag.Warning, "bad-list", "this is not an item of a list", "if it is one, put a space behind the number"},
	{regexp.MustCompile(`^\|.*\|\s*$`), diag.Error, "bad-table", "this row belongs to no table, and readers would see the marks", "begin a table with a line of heads and, below it, a line of as many dashes: | --- | --- |"},
	{regexp.MustCompile(`^(!!!|\?\?\?\+?) ?\pL`), diag.Error, "bad-card", "a box does not begin here, and readers would see the marks", "write > [!NOTE], and > before each line of it"},
	{regexp.MustCompile(`(?i)^\[(toc|\[_toc_\])\]\s*$`), diag.Error, "unread-mark", "readers would see this mark", "remove it: a page with three headings or more lists them by itself"},
	{regexp.MustCompile(`^/{3,}([ |]|\s*$)`), diag.Error, "bad-card", "a box does not begin or end here, and readers would see the marks", "write > [!NOTE], and > before each line of it"},
	{regexp.MustCompile(`^={3,}[!+]* ?"`), diag.Error, "unread-mark", "tabs are not read, and readers would see the marks", "write a heading in its place: ## and what the tab is called"},
	{regexp.MustCompile(`^\.\. [\w-]+::`), diag.Error, "unread-mark", "this was meant for another program, and readers would see its marks", "say it in Markdown; a box is written > [!NOTE], and > before each line of it"},
	{regexp.MustCompile(`^\*\[[^\]]+\]:`), diag.Error, "unread-mark", "an abbreviation is not explained here, and readers would see this line", "remove it, and write what the word means into glossary.yaml"},
	{regexp.MustCompile(`^\+\+\+\s*$`), diag.Error, "unread-mark", "front matter stands at the beginning of a file alone, and readers would see this", "remove it, or move its lines between the first two lines of ---"},
	{regexp.MustCompile(`^:::`), diag.Error, "bad-card", "a card does not begin here, and readers would see the marks", "write > [!emergency] and a title, and > - before each line of it"},
	{regexp.MustCompile(`^\[![\pL -]*[\p{Lu} ][\pL -]*\]`), diag.Error, "bad-card", "this is not the name of a card, and readers would see the marks", "write it in small letters, without spaces: [!see-a-doctor]"},
	{regexp.MustCompile(`^\[!\s*[\pL-]+\s*$`), diag.Error, "bad-card", "the name of a card does not end", "close it with ]"},
}

// paragraph reports lines that were meant to be something else.
func (s *scanner) paragraph(n ast.Node) {
	if s.headless(n) {
		return
	}
	s.runs(n)
	for i := range n.Lines().Len() {
		at := n.Lines().At(i)
		line := bytes.TrimLeft(at.Value(s.src), " \t")
		if !mayBeSlip(line) {
			continue
		}
		for _, slip := range slips {
			if slip.looks.Match(line) {
				s.report(at.Stop-len(line), slip.severity, slip.check, slip.message, slip.hint)
				break
			}
		}
	}
}

// frontMatter tells of a second front matter, which comes of texts that were put
// together: readers would see its keys, the last of them as a heading.
func (s *scanner) frontMatter(n *ast.ThematicBreak) {
	if pattern.matter.Match(s.src[n.Pos():]) {
		s.errorAt(n.Pos(), "unread-mark", "front matter stands at the beginning of a file alone, and readers would see this", "remove it, or move its lines to the front matter of the file")
	}
}

// mayBeSlip reports whether a line begins with a mark, which few do.
func mayBeSlip(line []byte) bool {
	switch {
	case len(line) < 2:
		return false
	case line[0] == '[':
		return line[1] == '!' || line[1]|0x20 == 't' || line[1] == '['
	}
	return line[0] >= utf8.RuneSelf || bytes.IndexByte([]byte("#-+|:!?/=.*0123456789"), line[0]) >= 0
}

// rows reports rows of a table with more cells than it has columns, of which
// the rest would be lost, and heads that are short of some.
func (s *scanner) rows(table *xast.Table) {
	columns, told := len(table.Alignments), false
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		line := strings.TrimSpace(lineAt(s.src, row.Pos()))
		switch cells := cellsOf(line); {
		case cells < columns && row.Kind() == xast.KindTableHeader:
			s.errorAt(row.Pos(), "bad-table", fmt.Sprintf("the head of this table has %d cells, and the line of dashes %d", cells, columns), "write as many of both")
		case cells > columns:
			s.errorAt(row.Pos(), "bad-table", fmt.Sprintf("this row has %d cells, and the table %d columns; readers would not see the others", cells, columns),
				`join them, add columns, or write \| for the sign itself`)
		case !told && columns > 1 && !strings.Contains(line, "|"): // the first; those below it are told of by it
			told = true
			s.report(row.Pos(), diag.Warning, "bad-table", "this line has no bar, and is read as a row of the table above",
				"leave an empty line above it if it is text, or begin it with | if it is a row")
		}
		if strings.HasSuffix(line, `\|`) {
			s.errorAt(row.Pos(), "bad-table", `the last bar of this row ends it, in spite of the \ before it`, "write one more | behind it")
		}
	}
}

// cellsOf counts the cells of a row as the parser does: a bar at its beginning
// and one at its end part nothing, nor do bars behind a backslash.
func cellsOf(line string) (cells int) {
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	if line == "" {
		return 0
	}
	cells = 1
	for i := range len(line) {
		if line[i] == '|' && (i == 0 || line[i-1] != '\\') && i < len(line)-1 {
			cells++
		}
	}
	return cells
}

// headless reports the line of dashes of what was meant to be a table, but has
// another number of cells in the line above it.
func (s *scanner) headless(n ast.Node) bool {
	p, ok := n.(*ast.Paragraph)
	if !ok {
		return false
	}
	row := delimiterRow(p, s.src)
	if row == 0 {
		return false
	}
	dashes, head := p.Lines().At(row), p.Lines().At(row-1)
	columns, cells := cellsOf(string(bytes.TrimSpace(dashes.Value(s.src)))), cellsOf(string(bytes.TrimSpace(head.Value(s.src))))
	if !bytes.Contains(dashes.Value(s.src), []byte("|")) || columns == cells {
		return false
	}
	s.errorAt(head.Start, "bad-table", fmt.Sprintf("the head of this table has %d cells, and the line of dashes %d", cells, columns), "write as many of both")
	return true
}
