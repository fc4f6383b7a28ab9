package site

import (
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
)

// Link links a tree. asOf decides what is scheduled or overdue. Diagnostics are
// all of the authors' mistakes that need more than one document to be seen;
// with errors among them the Site must not be published.
func Link(t *content.Tree, asOf time.Time) (*Site, []diag.Diagnostic) {
	return NewLinker().Update(t, asOf)
}

// Linker links a content folder again and again, at a cost in proportion to
// what changed.
type Linker struct{}

// NewLinker returns a Linker that has seen nothing.
func NewLinker() *Linker { return &Linker{} }

// Update links a tree as Link does. It looks anew only at documents whose
// pointer is not the one of the last call, and at what depends on them.
// Sites that were returned before stay as they are. One call at a time.
func (l *Linker) Update(t *content.Tree, asOf time.Time) (*Site, []diag.Diagnostic) {
	panic("being written")
}
