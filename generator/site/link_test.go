package site_test

import (
	"testing"

	"nosology/generator/content"
	"nosology/generator/internal/golden"
	"nosology/generator/site"
)

func TestLink(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, tree *content.Tree) map[string]string {
		s, ds := site.Link(tree, golden.Today)
		return map[string]string{"site": describe(s), "diagnostics": golden.Diagnostics(ds)}
	})
}
