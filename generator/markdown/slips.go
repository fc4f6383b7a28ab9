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
// else, and would be shown to readers with its marks.
type slip struct {
	looks          *regexp.Regexp
	severity       diag.Severity
	check, message string
	hint           string
}

var slips = []slip{
	{regexp.MustCompile(`^#{2,6}[^#\s]`), diag.Error, "bad-heading", "this is not a heading, and readers would see the marks", "put a space behind the last #"},
	{regexp.MustCompile(`^#\pL`), diag.Warning, "bad-heading", "this is not a heading, and readers see the mark", `if it is one, write ## and a space before it; if not, write \#`},
	{regexp.MustCompile(`^[-+]\pL`), diag.Warning, "bad-list", "this is not an item of a list, and readers see the mark", `if it is one, put a space behind the mark; if not, write \ before it`},
	{regexp.MustCompile(`^[•·‣▪◦●∙]`), diag.Warning, "bad-list", "this is not an item of a list, and readers see the mark", `begin an item with "- "`},
	{regexp.MustCompile(`^[0-9]{1,3}[.)]\pL`), diag.Warning, "bad-list", "this is not an item of a list", "if it is one, put a space behind the number"},
	{regexp.MustCompile(`^\|.*\|\s*$`), diag.Error, "bad-table", "this row belongs to no table, and readers would see the marks", "begin a table with a line of heads and, below it, a line of as many dashes: | --- | --- |"},
	{regexp.MustCompile(`^:::`), diag.Error, "bad-card", "a card does not begin here, and readers would see the marks", "write > [!emergency] and a title, and > - before each line of it"},
	{regexp.MustCompile(`^\[![\pL -]*[\p{Lu} ][\pL -]*\]`), diag.Error, "bad-card", "this is not the name of a card, and readers would see the marks", "write it in small letters, without spaces: [!see-a-doctor]"},
	{regexp.MustCompile(`^\[!\s*[\pL-]+\s*$`), diag.Error, "bad-card", "the name of a card does not end", "close it with ]"},
}

// paragraph reports lines that were meant to be something else.
func (s *scanner) paragraph(n ast.Node) {
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

// mayBeSlip reports whether a line begins with a mark, which few do.
func mayBeSlip(line []byte) bool {
	switch {
	case len(line) < 2:
		return false
	case line[0] == '[':
		return line[1] == '!'
	}
	return line[0] >= utf8.RuneSelf || bytes.IndexByte([]byte("#-+|:0123456789"), line[0]) >= 0
}

// rows reports rows of a table with more cells than it has columns, of which
// the rest would be lost, and heads that are short of some.
func (s *scanner) rows(table *xast.Table) {
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		line := strings.Trim(lineAt(s.src, row.Pos()), "| \t")
		cells := strings.Count(line, "|") - strings.Count(line, `\|`) + 1
		switch columns := len(table.Alignments); {
		case cells < columns && row.Kind() == xast.KindTableHeader:
			s.errorAt(row.Pos(), "bad-table", fmt.Sprintf("the head of this table has %d cells, and the line of dashes %d", cells, columns), "write as many of both")
		case cells > columns:
			s.errorAt(row.Pos(), "bad-table", fmt.Sprintf("this row has %d cells, and the table %d columns; readers would not see the others", cells, columns),
				`join them, add columns, or write \| for the sign itself`)
		}
	}
}
