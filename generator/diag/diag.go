// Package diag holds what an editor is told about content: one Diagnostic
// type for every stage, so that the terminal, the preview's overlay and the
// machine-readable outputs show the same thing.
//
// A Diagnostic is the author's to mend. Trouble that is ours (a full disk, a
// bug) is an ordinary Go error and never a Diagnostic.
package diag

import (
	"cmp"
	"slices"
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

// Position is a place in a file. Lines and columns count from 1, columns in
// characters; zero means that the whole file, or the whole line, is meant.
type Position struct {
	File   string `json:"file"` // slash-separated, beginning with the content folder's name
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// Diagnostic is one thing to mend: where, what, and what to do next.
type Diagnostic struct {
	Position
	Severity Severity `json:"-"`
	Check    string   `json:"check"`            // name of the check, kebab-case: "unknown-key"
	Message  string   `json:"message"`          // one line, lower case, no full stop
	Hint     string   `json:"hint,omitempty"`   // what to do next: `did you mean "inhaler"?`
	Source   string   `json:"source,omitempty"` // the offending line as it stands in the file
}

// Sort orders diagnostics by file, line, column, then message.
func Sort(ds []Diagnostic) {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column), cmp.Compare(a.Check, b.Check), cmp.Compare(a.Message, b.Message),
		)
	})
}

// HasErrors reports whether a build must stop.
func HasErrors(ds []Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Severity == Error })
}
