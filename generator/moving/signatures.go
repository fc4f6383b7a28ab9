package moving

import (
	"nosology/generator/content"
	"nosology/generator/signing"
)

// signatures tells whose statements end: they are bound to what was signed, and
// that has other words in it now.
func (m *move) signatures(after *content.Tree) {
	if m.tree.Checker == nil || after.Checker == nil {
		return
	}
	for i := range m.tree.Checker.Flags {
		f := &m.tree.Checker.Flags[i]
		if s := signing.Of(m.tree, f); s == nil {
			continue
		}
		for k := range after.Checker.Flags {
			if g := &after.Checker.Flags[k]; g.ID.S == f.ID.S && signing.Of(after, g) == nil {
				m.note("the signature of the flag %s ends: what was signed has another name in it", f.ID.S)
			}
		}
	}
}
