package publish

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// joinedSheets joins style sheets, each of which is whole by itself.
func joinedSheets(parts []part) ([]byte, error) {
	var joined bytes.Buffer
	hasRules := false // in the sheets before
	for _, p := range parts {
		j := joiner{part: p, follows: hasRules}
		if err := j.read(); err != nil {
			return nil, err
		}
		joined.Write(j.out.Bytes())
		joined.WriteByte('\n')
		hasRules = hasRules || j.hasRules
	}
	return joined.Bytes(), nil
}

// joiner reads one style sheet and writes it as it can stand between others. What is
// open at the end of a sheet a browser closes, and what is left open in one of many
// takes in the next.
type joiner struct {
	part
	follows  bool // there are rules in the sheets before
	hasRules bool
	out      bytes.Buffer
	at       int       // where the token stands that is being read
	open     []bracket // outer before inner
	rule     string    // that is being read, by its at-word: "@media"; "" for one of elements
	begun    int       // where it begins; -1 between rules
}

// bracket is one that is open.
type bracket struct {
	closing css.TokenType
	at      int
}

func (j *joiner) read() error {
	j.begun = -1
	lexer := css.NewLexer(parse.NewInputBytes(bytes.Clone(j.data)))
	for {
		kind, text := lexer.Next()
		if kind == css.ErrorToken {
			if err := lexer.Err(); err != nil && !errors.Is(err, io.EOF) {
				return j.unread(err)
			}
			return j.end()
		}
		if err := j.pass(kind, text); err != nil {
			return err
		}
		j.at += len(text)
	}
}

// pass goes past a token.
func (j *joiner) pass(kind css.TokenType, text []byte) error {
	if what := unclosed(kind, text); what != "" && j.at+len(text) == len(j.data) {
		return j.leftOpen(what, j.at)
	}
	switch kind {
	case css.WhitespaceToken, css.CommentToken, css.CDOToken, css.CDCToken:
		j.out.Write(text)
		return nil
	}
	if len(j.open) == 0 && j.begun < 0 {
		if err := j.begin(kind, text); err != nil {
			return err
		}
	}
	if j.rule != "@charset" { // files are read as UTF-8, and what says so holds at the head alone
		j.out.Write(text)
	}
	switch closing := closingOf(kind); {
	case closing != css.ErrorToken:
		j.hasRules = j.hasRules || kind == css.LeftBraceToken
		j.open = append(j.open, bracket{closing, j.at})
	case len(j.open) > 0 && j.open[len(j.open)-1].closing == kind:
		j.open = j.open[:len(j.open)-1]
		if len(j.open) == 0 && kind == css.RightBraceToken {
			j.begun = -1
		}
	case len(j.open) == 0 && kind == css.SemicolonToken && j.rule != "":
		j.begun = -1
	case len(j.open) == 0 && kind == css.RightBraceToken:
		return j.fault(j.at, "this } closes nothing, and takes away the rule behind it", "take it out, or open what it closes")
	}
	return nil
}

// begin looks at the first token of a rule.
func (j *joiner) begin(kind css.TokenType, text []byte) error {
	j.begun, j.rule = j.at, ""
	if kind == css.AtKeywordToken {
		j.rule = strings.ToLower(string(text))
	}
	switch {
	case j.rule == "@import" && j.follows:
		return j.fault(j.at, "browsers read an @import before all rules alone, and this sheet is joined to those before it",
			"write it into the first sheet of the folder, or put the rules that it asks for into a sheet of the folder")
	case j.rule == "@namespace":
		return j.fault(j.at, "an @namespace would hold for all sheets that this one is joined with", "take it out, or put the sheet into a file of its own, outside of the folder")
	}
	return nil
}

// end is the end of the sheet.
func (j *joiner) end() error {
	if len(j.open) > 0 {
		first := j.open[0]
		return j.leftOpen(map[css.TokenType]string{css.RightBraceToken: "{", css.RightParenthesisToken: "(", css.RightBracketToken: "["}[first.closing], first.at)
	}
	switch {
	case j.begun >= 0 && j.rule == "":
		return j.fault(j.begun, "the sheet ends within this rule, which would take in the one behind it", "finish the rule, or take it out")
	case j.begun >= 0 && j.rule != "@charset":
		j.out.WriteByte(';')
	}
	return nil
}

// leftOpen is the fault of what the sheet does not close.
func (j *joiner) leftOpen(what string, at int) error {
	return j.fault(at, "the sheet ends before this "+what+" is closed, which would take in the sheet behind it", "close it")
}

// unclosed says what a token at the end of a sheet is that lacks its own end; "" for one
// that is whole.
func unclosed(kind css.TokenType, text []byte) string {
	switch {
	case kind == css.CommentToken && (len(text) < len("/**/") || !bytes.HasSuffix(text, []byte("*/"))):
		return "comment"
	case kind == css.StringToken && (len(text) < 2 || !endsWith(text, text[0])):
		return "quotation"
	case (kind == css.URLToken || kind == css.BadURLToken) && !endsWith(text, ')'):
		return "address"
	}
	return ""
}

// endsWith reports whether a text ends with a sign that no backslash takes away.
func endsWith(text []byte, sign byte) bool {
	before, ok := bytes.CutSuffix(text, []byte{sign})
	return ok && (len(before)-len(bytes.TrimRight(before, `\\`)))%2 == 0
}

// closingOf is the token that closes what another opens; ErrorToken if it opens nothing.
func closingOf(kind css.TokenType) css.TokenType {
	switch kind {
	case css.LeftBraceToken:
		return css.RightBraceToken
	case css.LeftParenthesisToken, css.FunctionToken:
		return css.RightParenthesisToken
	case css.LeftBracketToken:
		return css.RightBracketToken
	}
	return css.ErrorToken
}
