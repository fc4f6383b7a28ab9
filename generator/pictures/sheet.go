package pictures

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// harmlessSheet returns what of a style sheet, or of a style attribute, asks for nothing
// from elsewhere, and whether that is all of it. A rule or a declaration with a token that
// might ask goes, and with the head of a rule the block behind it.
//
// A text with nothing in it that could be a word to beware of stays as it is. Of others
// every token is looked at, so that however a browser puts them together none is harmful.
func harmlessSheet(text string) (harmless string, isAll bool) {
	if isHarmlessCSS(text) && !strings.Contains(strings.ToLower(text), "behavior") {
		return text, true
	}
	s := sieve{isAll: true}
	lexer := css.NewLexer(parse.NewInputString(text))
	for {
		kind, token := lexer.Next()
		if kind == css.ErrorToken {
			break
		}
		s.pass(css.Token{TokenType: kind, Data: slices.Clone(token)})
	}
	s.flush()
	if harmless = strings.TrimSpace(s.out.String()); !isHarmlessCSS(harmless) {
		return "", false
	}
	return harmless, s.isAll
}

// sieve lets the pieces of a style sheet through that are harmless: each a declaration, an
// at-rule or the head of a block, with the sign that ends it.
type sieve struct {
	out     strings.Builder
	isAll   bool
	piece   []css.Token
	within  []css.TokenType // what closes the brackets that are open in the piece, outer before inner
	skipped int             // blocks that are open and go
}

func (s *sieve) pass(t css.Token) {
	if t.TokenType == css.CommentToken {
		t = css.Token{TokenType: css.WhitespaceToken, Data: []byte(" ")} // it may part two words
	}
	s.piece = append(s.piece, t)
	switch {
	case t.TokenType == css.FunctionToken, t.TokenType == css.LeftParenthesisToken:
		s.within = append(s.within, css.RightParenthesisToken)
	case t.TokenType == css.LeftBracketToken:
		s.within = append(s.within, css.RightBracketToken)
	case len(s.within) > 0:
		if t.TokenType == css.LeftBraceToken {
			s.within = append(s.within, css.RightBraceToken)
		} else if t.TokenType == s.within[len(s.within)-1] {
			s.within = s.within[:len(s.within)-1]
		}
	case t.TokenType == css.SemicolonToken:
		s.flush()
	case t.TokenType == css.LeftBraceToken:
		s.begin()
	case t.TokenType == css.RightBraceToken:
		s.piece = s.piece[:len(s.piece)-1]
		s.flush()
		if s.skipped > 0 {
			s.skipped--
			return
		}
		s.out.WriteByte('}')
	}
}

// begin begins a block, which goes with its head.
func (s *sieve) begin() {
	if s.skipped > 0 || slices.ContainsFunc(s.piece, isHarmful) {
		s.skipped++
		s.isAll, s.piece = false, nil
		return
	}
	s.flush()
}

// flush writes a piece that is over, if it may stay.
func (s *sieve) flush() {
	harmful := slices.ContainsFunc(s.piece, isHarmful) || len(s.within) > 0 || actsInOldBrowsers(s.piece)
	if harmful {
		s.isAll = false
	}
	if !harmful && s.skipped == 0 {
		for _, t := range s.piece {
			s.out.Write(t.Data)
		}
	}
	s.piece, s.within = nil, nil
}

// isHarmful reports whether a token might ask for something from elsewhere. A backslash
// could hide any name.
func isHarmful(t css.Token) bool {
	text := strings.ToLower(string(t.Data))
	if strings.Contains(text, `\`) {
		return true
	}
	switch t.TokenType {
	case css.AtKeywordToken:
		return text == "@import" || text == "@font-face"
	case css.FunctionToken:
		return slices.Contains([]string{"url(", "src(", "image(", "image-set(", "-webkit-image-set(", "expression("}, text)
	case css.URLToken:
		return !isHarmlessCSS(text)
	case css.BadURLToken, css.BadStringToken:
		return true
	}
	return false
}

// actsInOldBrowsers reports whether a piece is a declaration of a property that let
// scripts act.
func actsInOldBrowsers(piece []css.Token) bool {
	piece = slices.DeleteFunc(slices.Clone(piece), func(t css.Token) bool { return t.TokenType == css.WhitespaceToken })
	if len(piece) < 2 || piece[1].TokenType != css.ColonToken {
		return false
	}
	name := strings.ToLower(string(piece[0].Data))
	return name == "behavior" || name == "-moz-binding"
}
