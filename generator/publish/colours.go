package publish

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// Colours are those that a site's style sheets give to custom properties of
// :root: "paper" is --paper, as #fbf9f4. Whatever shows a site's colours outside of
// its pages (the bar of a browser, a picture beside a link) takes them from here.
type Colours map[string]string

// Colours reads the colours of the style sheets that every page has, of which
// the second is the site's own: light ones, or those where readers ask for a
// dark page.
func (a *Assets) Colours(dark bool) Colours {
	all := Colours{}
	for _, name := range []string{"css/site.css", "css/own.css"} {
		if asset := a.byName[name]; asset != nil {
			all.read(asset.Data, dark)
		}
	}
	return all
}

// read takes in the custom properties of :root that hold a colour; later ones take
// the place of earlier ones, as they do in a browser.
func (c Colours) read(sheet []byte, dark bool) {
	// The parser writes to its input, and the sheet is everybody's.
	parser := css.NewParser(parse.NewInputBytes(bytes.Clone(sheet)), false)
	isRoot := false
	var within []string // at-rules, outer before inner
	for {
		kind, _, data := parser.Next()
		switch kind {
		case css.ErrorGrammar:
			if errors.Is(parser.Err(), io.EOF) {
				return
			}
		case css.BeginAtRuleGrammar:
			within = append(within, string(data)+joined(parser.Values()))
		case css.EndAtRuleGrammar:
			within = within[:max(len(within)-1, 0)]
		case css.BeginRulesetGrammar:
			isRoot = strings.HasSuffix(joined(parser.Values()), ":root")
		case css.EndRulesetGrammar:
			isRoot = false
		case css.CustomPropertyGrammar:
			value := joined(parser.Values())
			if _, isColour := rgb(value); isColour && isRoot && holds(within, dark) {
				c[string(data[len("--"):])] = value
			}
		}
	}
}

// holds reports whether what stands within some at-rules holds on every screen, for
// those who ask for a dark page or for all others.
func holds(within []string, dark bool) bool {
	isDark := false
	for _, rule := range within {
		switch {
		case strings.Contains(rule, "prefers-color-scheme:dark"):
			isDark = true
		case strings.HasPrefix(rule, "@media"):
			return false
		}
	}
	return isDark == dark
}

func joined(tokens []css.Token) string {
	var text strings.Builder
	for _, t := range tokens {
		text.Write(t.Data)
	}
	return text.String()
}

// RGB is a colour as red, green and blue, or the other one if no style sheet
// says it.
func (c Colours) RGB(name string, other [3]uint8) [3]uint8 {
	if said, ok := rgb(c[name]); ok {
		return said
	}
	return other
}

// rgb reads a colour in hexadecimal digits, the one notation that is read here.
func rgb(digits string) (rgb [3]uint8, ok bool) {
	if len(digits) == 4 {
		digits = string([]byte{'#', digits[1], digits[1], digits[2], digits[2], digits[3], digits[3]})
	}
	if len(digits) != 7 || digits[0] != '#' {
		return rgb, false
	}
	_, err := hex.Decode(rgb[:], []byte(digits[1:]))
	return rgb, err == nil
}
