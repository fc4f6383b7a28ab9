package markdown

import (
	"bytes"
	"sync"

	chroma "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	highlighting "github.com/yuin/goldmark-highlighting/v2"
)

// highlighter is goldmark-highlighting's function for fenced blocks. It writes
// classes, for which the style sheets for code have the colours.
var highlighter = sync.OnceValue(func() renderer.NodeRendererFunc {
	var r registry
	highlighting.NewHTMLRenderer(
		highlighting.WithFormatOptions(chroma.WithClasses(true), chroma.WithPreWrapper(wrapper{})),
	).RegisterFuncs(&r)
	return r.fenced
})

// wrapper writes the elements around a block of code. Like any box that may
// scroll, it can be reached from the keyboard.
type wrapper struct{}

func (wrapper) Start(code bool, attributes string) string {
	return `<pre tabindex="0"` + attributes + `><code>`
}

func (wrapper) End(code bool) string { return "</code></pre>" }

// registry catches the function that goldmark-highlighting registers.
type registry struct{ fenced renderer.NodeRendererFunc }

func (r *registry) Register(_ ast.NodeKind, f renderer.NodeRendererFunc) { r.fenced = f }

// bufWriter makes a bytes.Buffer what goldmark's renderers write to.
type bufWriter struct{ *bytes.Buffer }

func (bufWriter) Buffered() int { return 0 }
func (bufWriter) Flush() error  { return nil }

var _ util.BufWriter = bufWriter{}

// highlighted writes a block of code in a language that is known, coloured.
func (h *htmlWriter) highlighted() error {
	at := h.span()
	n := ast.NewFencedCodeBlock(ast.NewTextSegment(text.NewSegment(int(at.Start), int(at.End))))
	for h.step() == stepLine {
		n.Lines().Append(h.lineSegment())
	}
	_, err := highlighter()(bufWriter{h.buf}, h.src, n, true)
	return err
}

// isHighlighted reports whether a block names a language that chroma knows.
// Options behind the language are not ours: they could switch classes off.
func isHighlighted(n *ast.FencedCodeBlock, src []byte) bool {
	return n.Info != nil && !hasOptions(n, src) && lexers.Get(string(n.Language(src))) != nil
}

func hasOptions(n *ast.FencedCodeBlock, src []byte) bool {
	return bytes.IndexByte(n.Info.Segment.Value(src), '{') >= 0
}
