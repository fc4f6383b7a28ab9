package render

import (
	"slices"
	"testing"

	"nosology/generator/content"
)

// A kind of document that has no layout, no list or no parts of its own is
// named here.
func TestEveryKindIsShown(t *testing.T) {
	for _, k := range content.BuiltIn() {
		if !slices.Contains(kinds(), k.Layout) {
			t.Errorf("%s have no layout: there is no %s.html", k.Folder, k.Layout)
		}
		if k.List != "" && !slices.Contains(kinds(), k.List) {
			t.Errorf("%s are not listed: there is no %s.html", k.Folder, k.List)
		}
		if parts := ofKinds[k]; parts.above == nil || parts.glance == nil || parts.entity == nil {
			t.Errorf("%s lack a part: what stands above the title, what is seen at a glance, what machines are told", k.Folder)
		}
	}
}
