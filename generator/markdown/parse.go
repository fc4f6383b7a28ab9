package markdown

import (
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// ours is the one parser; it is read-only once it has parsed something.
var ours = sync.OnceValue(newParser)

// contexts are parser contexts to be used again: a new one costs more than a
// short body.
var contexts = sync.Pool{New: func() any {
	return &context{Context: parser.NewContext(), refs: map[string]parser.Reference{}}
}}

// context is goldmark's, with link references that can be cleared. As in
// CommonMark, the first of two references with one label counts.
type context struct {
	parser.Context
	refs map[string]parser.Reference
}

func (c *context) AddReference(r parser.Reference) {
	key := util.ToLinkReference(r.Label())
	if _, ok := c.refs[key]; !ok {
		c.refs[key] = r
	}
}

func (c *context) Reference(label string) (parser.Reference, bool) {
	r, ok := c.refs[label]
	return r, ok
}

// References lists the link references of a text, which goldmark asks for when a text ends.
func (c *context) References() []parser.Reference {
	all := make([]parser.Reference, 0, len(c.refs))
	for _, r := range c.refs {
		all = append(all, r)
	}
	return all
}

// reset forgets the last body, so that nothing it defined is known in the next.
func (c *context) reset() {
	clear(c.refs)
	for k := range parser.ContextKeyMax + 1 {
		c.Set(k, nil)
	}
	c.SetOpenedBlocks(nil)
	c.SetBlockOffset(-1)
	c.SetBlockIndent(-1)
}

// parse returns the tree of a body. Its nodes hold places in src and no text.
func parse(src []byte) ast.Node {
	pc := contexts.Get().(*context)
	defer contexts.Put(pc)
	defer pc.reset()
	return ours().Parse(text.NewReader(src), parser.WithContext(pc))
}
