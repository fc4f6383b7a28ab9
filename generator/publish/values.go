package publish

import (
	"bytes"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// asWritten begins the name of a property whose value the minifier is to leave alone, as
// it does with what authors name themselves.
const asWritten = "--as-written-"

// withValuesKept writes a style sheet in which the minifier finds no value to write anew.
// Some mean something else when it has: flex:1 1 0px, rotate:0deg, order:1000, a font
// that is called "inherit". What is certain is made small here.
func withValuesKept(source []byte) []byte {
	var out bytes.Buffer
	var piece []css.Token      // up to the sign that ends a declaration or the head of a block
	var within []css.TokenType // what closes the brackets that are open in it
	flush := func(isHead bool) {
		writePiece(&out, piece, isHead)
		piece, within = nil, nil
	}
	lexer := css.NewLexer(parse.NewInputBytes(bytes.Clone(source)))
	for {
		kind, text := lexer.Next()
		if kind == css.ErrorToken {
			flush(false)
			return out.Bytes()
		}
		if len(within) == 0 && (kind == css.SemicolonToken || kind == css.LeftBraceToken || kind == css.RightBraceToken) {
			flush(kind == css.LeftBraceToken)
			out.Write(text)
			continue
		}
		piece = append(piece, css.Token{TokenType: kind, Data: slices.Clone(text)})
		if closing := closingOf(kind); closing != css.ErrorToken {
			within = append(within, closing)
		} else if len(within) > 0 && within[len(within)-1] == kind {
			within = within[:len(within)-1]
		}
	}
}

// writePiece writes a declaration, if a piece is one, under a name that keeps its value,
// and another piece as it is.
func writePiece(out *bytes.Buffer, piece []css.Token, isHead bool) {
	for len(piece) > 0 && isBlank(piece[0]) {
		out.Write(piece[0].Data)
		piece = piece[1:]
	}
	colon := slices.IndexFunc(piece, func(t css.Token) bool { return t.TokenType == css.ColonToken })
	if isHead || colon < 1 || piece[0].TokenType != css.IdentToken || slices.ContainsFunc(piece[1:colon], func(t css.Token) bool { return !isBlank(t) }) {
		for _, t := range piece {
			out.Write(t.Data)
		}
		return
	}
	out.WriteString(asWritten + string(piece[0].Data) + ":")
	writeValue(out, piece[colon+1:])
}

// isBlank reports whether a token only parts others.
func isBlank(t css.Token) bool {
	return t.TokenType == css.WhitespaceToken || t.TokenType == css.CommentToken
}

// writeValue writes a value without comments, with no more white space than parts its
// words.
func writeValue(out *bytes.Buffer, value []css.Token) {
	isParted, canBePart := false, false
	for _, t := range value {
		if isBlank(t) {
			isParted = true
			continue
		}
		closes := t.TokenType == css.CommaToken || t.TokenType == css.RightParenthesisToken || t.TokenType == css.DelimToken && t.Data[0] == '!'
		if isParted && canBePart && !closes {
			out.WriteByte(' ')
		}
		out.Write(smallToken(t))
		isParted, canBePart = false, t.TokenType != css.CommaToken && t.TokenType != css.FunctionToken && t.TokenType != css.LeftParenthesisToken
	}
}

// smallToken is a token without the zero that a number has before its point, and without
// the quotes of an address that needs none.
func smallToken(t css.Token) []byte {
	switch t.TokenType {
	case css.URLToken:
		quoted := bytes.TrimSuffix(t.Data[len("url("):], []byte(")"))
		if n := len(quoted) - 1; n > 1 && (quoted[0] == '"' || quoted[0] == '\'') && quoted[n] == quoted[0] && css.IsURLUnquoted(quoted[1:n]) {
			return slices.Concat([]byte("url("), quoted[1:n], []byte(")"))
		}
	case css.NumberToken, css.PercentageToken, css.DimensionToken:
		for _, sign := range []string{"", "-"} {
			if after, ok := bytes.CutPrefix(t.Data, []byte(sign+"0.")); ok {
				return append([]byte(sign+"."), after...)
			}
		}
	}
	return t.Data
}

// withNamesBack gives properties that were kept from the minifier their names again.
func withNamesBack(sheet []byte) []byte {
	var out bytes.Buffer
	lexer := css.NewLexer(parse.NewInputBytes(bytes.Clone(sheet)))
	for {
		kind, text := lexer.Next()
		if kind == css.ErrorToken {
			return out.Bytes()
		}
		if kind == css.CustomPropertyNameToken {
			text = []byte(strings.TrimPrefix(string(text), asWritten))
		}
		out.Write(text)
	}
}
