// Package diag holds what an editor is told about content: one Diagnostic
// type for every stage, so that the terminal, the preview's overlay and the
// machine-readable outputs show the same thing.
//
// A Diagnostic is the author's to mend. Trouble that is ours (a full disk, a
// bug) is an ordinary Go error and never a Diagnostic.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// Severity says how much a Diagnostic weighs. Only errors stop a build.
type Severity uint8

const (
	Error Severity = iota
	Warning
	Note
)

func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	}
	return "note"
}

// MarshalText writes the severity as its word.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (s *Severity) UnmarshalText(text []byte) error {
	for _, known := range []Severity{Error, Warning, Note} {
		if known.String() == string(text) {
			*s = known
			return nil
		}
	}
	return fmt.Errorf("unknown severity %q", text)
}

// Position is a place in a file. Lines and columns count from 1, columns in
// characters; zero means that the whole file, or the whole line, is meant.
type Position struct {
	File   string `json:"file"` // slash-separated, beginning with the content folder's name
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// String writes a position as compilers do, "file:line:column". A file whose name has line breaks
// or the like stands in quotes, so that a message keeps to its line and drives no terminal.
func (p Position) String() string {
	file := p.File
	if plain(file) != file {
		file = strconv.Quote(file)
	}
	switch {
	case p.Line == 0:
		return file
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", file, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", file, p.Line, p.Column)
}

// Diagnostic is one thing to mend: where, what, and what to do next.
type Diagnostic struct {
	Position
	Severity Severity `json:"severity"`
	Check    string   `json:"check"`            // name of the check, kebab-case: "unknown-key"
	Message  string   `json:"message"`          // one line, lower case, no full stop
	Hint     string   `json:"hint,omitempty"`   // what to do next: `did you mean "inhaler"?`
	Source   string   `json:"source,omitempty"` // the offending line as it stands in the file

	// Set by Fold: how many that say the same are left out, and in how
	// many files all of them stand.
	Alike, AlikeFiles int `json:"-"`
}

// String writes a diagnostic on one line: position, message and hint.
func (d Diagnostic) String() string {
	s := d.Position.String() + ": " + d.Message
	if d.Hint != "" {
		s += " (" + d.Hint + ")"
	}
	return s
}

// Sort orders diagnostics by file, line, column, check, then message, the gravest first.
// It is stable, and the whole order depends on nothing but what is told, so two runs show the same.
func Sort(ds []Diagnostic) {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column), cmp.Compare(a.Check, b.Check), cmp.Compare(a.Message, b.Message),
			cmp.Compare(a.Severity, b.Severity), // so that Tidy keeps the gravest of two
		)
	})
}

// Tidy sorts diagnostics and leaves each once: what stands in a passage is seen in
// every document that takes it in.
func Tidy(ds []Diagnostic) []Diagnostic {
	Sort(ds)
	return slices.CompactFunc(ds, func(a, b Diagnostic) bool {
		return a.Position == b.Position && a.Check == b.Check && a.Message == b.Message
	})
}

// HasErrors reports whether a build must stop.
func HasErrors(ds []Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Severity == Error })
}

// Count tells how many errors and how many warnings there are.
func Count(ds []Diagnostic) (errors, warnings int) {
	for _, d := range ds {
		switch d.Severity {
		case Error:
			errors++
		case Warning:
			warnings++
		}
	}
	return errors, warnings
}
