package publish

import (
	"bytes"
	"errors"
	"io"
	"strings"

	mincss "github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// minifiedSheet makes a style sheet small in which every value means what it did.
func minifiedSheet(source []byte) ([]byte, error) {
	small, err := minifiedRules(withValuesKept(source))
	return withNamesBack(small), err
}

// minifiedRules makes a style sheet small, with the rules that hold in a container. The
// minifier does not know @container yet and would copy its block as it was written: a tenth
// of the shipped sheet, on every page.
func minifiedRules(source []byte) ([]byte, error) {
	small, err := minified(&mincss.Minifier{}, source)
	if err != nil || !bytes.Contains(small, []byte("@container")) {
		return small, err
	}
	var out, block bytes.Buffer
	within, depth := false, 0 // of a container: behind its word, and how deep in braces
	lexer := css.NewLexer(parse.NewInputBytes(small))
	for {
		kind, text := lexer.Next()
		if kind == css.ErrorToken {
			if err := lexer.Err(); !errors.Is(err, io.EOF) {
				return nil, err
			}
			return out.Bytes(), nil
		}
		if kind == css.RightBraceToken && depth > 0 {
			if depth--; depth == 0 {
				rules, err := minifiedRules(block.Bytes())
				if err != nil {
					return nil, err
				}
				out.Write(rules)
				block.Reset()
				within = false
			}
		}
		if depth > 0 {
			block.Write(text)
		} else {
			out.Write(text)
		}
		within = within || kind == css.AtKeywordToken && strings.EqualFold(string(text), "@container")
		if kind == css.LeftBraceToken && within {
			depth++
		}
	}
}
