package diag

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// maxCells bounds how much of a line is shown; a paragraph on one line may
// have thousands of characters.
const maxCells = 100

// Print writes diagnostics for a person at a terminal: position, severity and
// message, the offending line with a caret under its column, and the hint.
//
//	content/causes/dehydration.md:7:3: error: unknown finding "thirst-dark" (unknown-id)
//	    7 |   thirst-dark: typical
//	      |   ^
//	      = did you mean "thirst-dark-urine"?
//
// With color the parts are told apart by ANSI colours as well.
func Print(w io.Writer, ds []Diagnostic, color bool) error {
	b := bufio.NewWriter(w)
	for _, d := range ds {
		printOne(b, d, palette(color, d.Severity))
	}
	return b.Flush()
}

// JSON writes one object a line.
func JSON(w io.Writer, ds []Diagnostic) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, d := range ds {
		if err := enc.Encode(d); err != nil {
			return err
		}
	}
	return nil
}

// colours are the escape sequences of one severity; all empty without colour.
type colours struct{ bold, severity, quiet, reset string }

func palette(color bool, s Severity) colours {
	if !color {
		return colours{}
	}
	c := colours{bold: "\x1b[1m", severity: "\x1b[1;36m", quiet: "\x1b[2m", reset: "\x1b[0m"}
	switch s {
	case Error:
		c.severity = "\x1b[1;31m"
	case Warning:
		c.severity = "\x1b[1;33m"
	}
	return c
}

func printOne(w *bufio.Writer, d Diagnostic, c colours) {
	fmt.Fprintf(w, "%s%s:%s %s%s:%s %s", c.bold, d.Position, c.reset, c.severity, d.Severity, c.reset, plain(d.Message))
	if d.Check != "" {
		fmt.Fprintf(w, " %s(%s)%s", c.quiet, d.Check, c.reset)
	}
	w.WriteByte('\n')
	if d.Source != "" && d.Line > 0 {
		shown, caret := excerpt(d.Source, d.Column)
		fmt.Fprintf(w, "%s%5d |%s %s\n", c.quiet, d.Line, c.reset, shown)
		if d.Column > 0 {
			fmt.Fprintf(w, "%s      |%s %s%s^%s\n", c.quiet, c.reset, strings.Repeat(" ", caret), c.severity, c.reset)
		}
	}
	if d.Hint != "" {
		fmt.Fprintf(w, "      %s=%s %s\n", c.quiet, c.reset, plain(d.Hint))
	}
	if more := d.MoreLikeIt(); more != "" {
		fmt.Fprintf(w, "      %s+%s %s\n", c.quiet, c.reset, more)
	}
}

// plain makes a text safe to print: what an editor pasted into a file must not
// drive the terminal.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return '�'
		}
		return r
	}, s)
}

// excerpt returns what is shown of a line and how many cells stand before the
// caret for a column. A long line is cut to the surroundings of the column.
func excerpt(line string, column int) (shown string, caret int) {
	runes := []rune(strings.TrimRight(line, " \t\r\n"))
	total := 0
	for i, r := range runes {
		if i < column-1 {
			caret += cells(r)
		}
		total += cells(r)
	}
	from, to := 0, len(runes)
	if total > maxCells {
		var cut int
		from, cut = skipCells(runes, caret-maxCells/2)
		caret -= cut
		to = from
		for used := 0; to < len(runes) && used+cells(runes[to]) <= maxCells; to++ {
			used += cells(runes[to])
		}
	}
	for i, part := range strings.Split(string(runes[from:to]), "\t") {
		if i > 0 {
			shown += tab
		}
		shown += plain(part)
	}
	if from > 0 {
		shown, caret = "…"+shown, caret+1
	}
	if to < len(runes) {
		shown += "…"
	}
	return shown, caret
}

// skipCells returns the first character at or after a cell, and its cell.
func skipCells(runes []rune, cell int) (index, at int) {
	for index < len(runes) && at < cell {
		at += cells(runes[index])
		index++
	}
	return index, at
}

// tab is how a tab is shown, whatever its place.
const tab = "    "

// cells is the room that a character takes on a terminal.
func cells(r rune) int {
	switch {
	case r == '\t':
		return len(tab)
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) && !unicode.Is(unicode.Bidi_Control, r):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
