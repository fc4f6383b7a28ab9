package publish

import (
	"bytes"
	"strconv"
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

// read takes in a minified style sheet: its blocks, of which one may stand
// within a media query.
func (c Colours) read(sheet []byte, dark bool) {
	inDark := false
	for len(sheet) > 0 {
		open := bytes.IndexAny(sheet, "{}")
		if open < 0 {
			return
		}
		before, rest := sheet[:open], sheet[open+1:]
		switch {
		case sheet[open] == '}':
			inDark = false
		case bytes.HasPrefix(bytes.TrimSpace(before), []byte("@")):
			inDark = bytes.Contains(before, []byte("prefers-color-scheme:dark"))
			if !inDark && bytes.HasPrefix(bytes.TrimSpace(before), []byte("@media")) {
				rest = afterBlock(rest) // what holds of some screens alone
			}
		default:
			end := bytes.IndexByte(rest, '}')
			if end < 0 {
				return
			}
			if inDark == dark && bytes.HasSuffix(before, []byte(":root")) {
				c.declared(rest[:end])
			}
			rest = rest[end+1:]
		}
		sheet = rest
	}
}

// afterBlock is what follows a block of rules, of which the brace was read.
func afterBlock(sheet []byte) []byte {
	for depth := 1; depth > 0; {
		at := bytes.IndexAny(sheet, "{}")
		if at < 0 {
			return nil
		}
		if depth++; sheet[at] == '}' {
			depth -= 2
		}
		sheet = sheet[at+1:]
	}
	return sheet
}

// declared takes in the custom properties of one block that hold a colour; later
// ones take the place of earlier ones, as they do in a browser.
func (c Colours) declared(block []byte) {
	for _, line := range bytes.Split(block, []byte(";")) {
		name, value, _ := bytes.Cut(bytes.TrimSpace(line), []byte(":"))
		value = bytes.TrimSpace(value)
		if _, isColour := rgb(string(value)); isColour && bytes.HasPrefix(name, []byte("--")) {
			c[string(name[2:])] = string(value)
		}
	}
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
func rgb(hex string) (rgb [3]uint8, ok bool) {
	if len(hex) == 4 {
		hex = string([]byte{'#', hex[1], hex[1], hex[2], hex[2], hex[3], hex[3]})
	}
	if len(hex) != 7 || hex[0] != '#' {
		return rgb, false
	}
	for i := range rgb {
		n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			return rgb, false
		}
		rgb[i] = uint8(n)
	}
	return rgb, true
}
