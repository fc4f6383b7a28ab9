package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"

	"nosology/generator/diag"
	"nosology/generator/text"
)

// Where text was taken for a quotation or a list, signs and numbers are lost:
// "> 38 °C" is read as "38 °C". Where a list was taken for text, its items are
// read as one line.

// quotation tells of a quotation that begins with a number: its mark is more
// often a sign for more than. Where an item or a definition begins with it,
// nobody can have meant a quotation.
func (s *scanner) quotation(n *ast.Blockquote) {
	first, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || !pattern.amount.Match(blockSource(s.src, first)) {
		return
	}
	severity, parent := diag.Warning, n.Parent()
	switch parent.Kind() {
	case ast.KindListItem, xast.KindDefinitionDescription:
		if parent.FirstChild() == n {
			severity = diag.Error
		}
	}
	s.report(n.Pos(), severity, "lost-sign", "readers do not see this >, which begins a quotation",
		`if it means more than, write \> or a word: over 38.5; if this is a quotation, begin it with a quotation mark or a word`)
}

// listed tells of a list whose items have lost a sign or a number.
func (s *scanner) listed(list *ast.List) {
	if list.IsOrdered() {
		s.counted(list)
		return
	}
	above, item := list.PreviousSibling(), list.FirstChild()
	if above == nil || list.HasBlankPreviousLines() || above.Kind() != ast.KindParagraph && above.Kind() != ast.KindTextBlock {
		return
	}
	before := bytes.TrimRight(blockSource(s.src, above), " \t\r\n\\*_")
	if last, _ := utf8.DecodeLastRune(before); unicode.IsPunct(last) || item.FirstChild() == nil {
		return // the sentence above has ended
	}
	if line := blockSource(s.src, item.FirstChild()); text.BeginsUnit(bytes.TrimLeft(line[len(pattern.amount.Find(line)):], " ")) && pattern.amount.Match(line) {
		sign := string(list.Marker)
		s.report(item.Pos(), diag.Warning, "lost-sign", "readers do not see this "+sign+", which begins an item of a list",
			`if it is a sign, write \`+sign+" or a word; if this is a list, leave an empty line above it")
	}
}

// counted tells of the first item whose number readers do not see as it was
// typed: the items of a list are counted from its first. Lists in which all
// have one number are left to be counted.
func (s *scanner) counted(list *ast.List) {
	wrong, alike, shown := ast.Node(nil), true, list.Start
	var typed int
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		number := s.typedNumber(item)
		alike = alike && number == list.Start
		if wrong == nil && number != shown {
			wrong, typed = item, number
		}
		if wrong == nil {
			shown++
		}
	}
	if wrong != nil && !alike {
		s.report(wrong.Pos(), diag.Warning, "bad-list", fmt.Sprintf("readers see the number %d here, not %d: items of a list are counted", shown, typed),
			fmt.Sprintf(`if this is no list, write \ behind its numbers, here and above: %d\%c; if it is one, number its items one after another`, typed, list.Marker))
	}
}

// typedNumber is the number that an author wrote before an item, which goldmark
// keeps of the first alone.
func (s *scanner) typedNumber(item ast.Node) int {
	digits := s.src[item.Pos():]
	n := 0
	for n < len(digits) && isDigit(digits[n]) {
		n++
	}
	number, _ := strconv.Atoi(string(digits[:n])) // which has nine digits at most
	return number
}

// runs tells of lines of a paragraph that begin as the items of a list do and are
// no list: readers see them as one line. The second has to go on from the first,
// so that a line that begins with a year or with somebody's initial is none.
func (s *scanner) runs(n ast.Node) {
	var last [][]byte
	from := 0
	for i := range n.Lines().Len() {
		at := n.Lines().At(i)
		line := bytes.TrimLeft(at.Value(s.src), " \t")
		var next [][]byte
		if mayBeItem(line) {
			next = pattern.item.FindSubmatch(line)
		}
		if last != nil && next != nil && goesOn(last, next) {
			s.report(from, diag.Warning, "bad-list", "this is not a list, and readers see its lines as one", listHint(last))
			return
		}
		last, from = next, at.Stop-len(line)
		if breaksLine(line) {
			last = nil
		}
	}
}

// mayBeItem reports whether a line may be like an item, which few are.
func mayBeItem(line []byte) bool {
	return len(line) > 3 && (line[0] == '(' || line[0] >= utf8.RuneSelf || bytes.ContainsAny(line[1:min(len(line), 6)], ".)"))
}

// breaksLine reports whether a line ends in a break that readers see.
func breaksLine(line []byte) bool {
	line = bytes.TrimRight(line, "\r\n")
	return bytes.HasSuffix(line, []byte("  ")) || bytes.HasSuffix(line, []byte(`\`))
}

// goesOn reports whether an item goes on from another: b from a, ii from i, 3
// from 2. Dashes go on from each other.
func goesOn(last, next [][]byte) bool {
	if string(last[1]) != string(next[1]) || string(last[3]) != string(next[3]) {
		return false
	}
	one, two := string(last[2]), string(next[2])
	if number, err := strconv.Atoi(one); err == nil {
		return two == strconv.Itoa(number+1)
	}
	romans := strings.Fields("i ii iii iv v vi vii viii ix x xi xii")
	roman := slices.Index(romans, strings.ToLower(one))
	if roman >= 0 && roman+1 < len(romans) && strings.ToLower(two) == romans[roman+1] {
		return true
	}
	a, _ := utf8.DecodeRuneInString(one)
	b, size := utf8.DecodeRuneInString(two)
	return one == two && one == "" || size == len(two) && b == a+1
}

// listHint is how to write a list of items that begin like one.
func listHint(item [][]byte) string {
	const other = `; if these are no items, end each line with \`
	if _, err := strconv.Atoi(string(item[2])); err == nil && len(item[1]) == 0 {
		return "leave an empty line above it" + other // only 1 begins a list right below text
	}
	return `begin its items with "1. " or "- "` + other
}
