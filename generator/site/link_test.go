package site_test

import (
	"testing"

	"nosology/generator/content"
	"nosology/generator/internal/golden"
	"nosology/generator/site"
	"nosology/generator/taken"
)

func TestLink(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, tree *content.Tree) map[string]string {
		s, ds := site.NewLinker().Update(tree, golden.Today())
		return map[string]string{"site": describe(s), "vignettes": describeVignettes(s), "diagnostics": golden.Diagnostics(ds)}
	})
}

// Two places in a page cannot have the same id.
func TestSectionsAreReserved(t *testing.T) {
	for _, id := range []string{
		content.SectionFindings, content.SectionCauses, content.SectionLookAlikes, content.SectionRelated, content.SectionFlags,
		content.SectionMentions, content.SectionSources, content.SectionReview,
	} {
		if !taken.Anywhere(id) {
			t.Errorf("a heading may get the id %q", id)
		}
	}
}
