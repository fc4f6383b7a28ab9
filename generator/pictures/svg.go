package pictures

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"net/url"
	"strconv"
	"strings"
)

// isSVG reports whether a file looks like a drawing, whatever its name.
func isSVG(data []byte) bool {
	begin := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	return bytes.HasPrefix(begin, []byte("<svg")) || bytes.HasPrefix(begin, []byte("<?xml"))
}

// readDrawing reads an SVG drawing into a form that is safe to open by itself.
func (s *source) readDrawing(data []byte) (err error) {
	c := cleaner{}
	if s.clean, err = c.clean(data); err != nil {
		return &fault{"is no SVG drawing that can be read: " + err.Error(), "save it as plain SVG"}
	}
	s.width, s.height = c.size()
	if c.lessStyled {
		s.loss = &fault{"is published without a part of its style sheet, which asks for something from elsewhere, such as a font, or might", "draw words as paths, give classes plain names, and save it as plain SVG"}
	}
	return nil
}

// isDrawn reports whether a still drawing is made of an element of SVG. What is
// not is left out with all that is in it: scripts, pages within the drawing, what
// moves, and what drawing programs keep for themselves.
func isDrawn(element string) bool {
	switch element {
	case "svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline",
		"polygon", "text", "tspan", "textPath", "image", "clipPath", "mask", "pattern", "marker", "linearGradient",
		"radialGradient", "stop", "style", "switch", "a", "filter", "feBlend", "feColorMatrix", "feComponentTransfer",
		"feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow",
		"feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology",
		"feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence":
		return true
	}
	return false
}

// isWorded reports whether white space within an element of SVG is part of words.
func isWorded(element string) bool {
	switch element {
	case "text", "tspan", "textPath", "title", "desc":
		return true
	}
	return false
}

// The name spaces of drawings and of the links in older ones.
const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
)

// cleaner writes a drawing anew with what may stay.
type cleaner struct {
	out       bytes.Buffer
	opened    []string // elements that are open and stay
	skipped   int      // how many are open and go
	style     strings.Builder
	root      []xml.Attr
	usesXLink bool
	isOpen    bool // the last start tag is: "<g" without ">"
	ids       map[string]bool
	known     map[string]bool // the ids of the drawing, once they are known
	leads     bool            // something in it leads to an id
	// Some of what it says of colours, lines and fonts was left out.
	lessStyled bool
}

// clean reads the drawing as XML and writes what may stay of it. What leads to an
// id may stand before it, so which of that leads nowhere is known only at the end.
func (c *cleaner) clean(data []byte) ([]byte, error) {
	clean, err := c.read(data)
	if err != nil || !c.leads {
		return clean, err
	}
	*c = cleaner{known: c.ids}
	return c.read(data)
}

// read reads the drawing as XML and writes it anew, element by element, so that
// nothing comes out that was not looked at: what a browser's more lenient reader
// would make of odd bytes cannot matter.
func (c *cleaner) read(data []byte) ([]byte, error) {
	c.ids = map[string]bool{}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, errors.New("it is written in " + charset + ", not in UTF-8")
	}
	// A prefix may only be used where it is declared, and declaring it where no link
	// needs it would change drawings that are as they should be.
	c.usesXLink = bytes.Contains(data, []byte(xlinkSpace))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := c.start(t); err != nil {
				return nil, err
			}
		case xml.EndElement:
			c.end(t)
		case xml.CharData:
			c.text(string(t))
		} // comments, instructions and the document type go
	}
	if c.root == nil {
		return nil, errors.New("it is empty")
	}
	return c.out.Bytes(), nil
}

// start writes a start tag if the element stays, with those of its attributes that
// are harmless. In an element that goes everything goes, whatever its name.
func (c *cleaner) start(e xml.StartElement) error {
	isRoot := len(c.opened) == 0 && c.skipped == 0
	if isRoot && (c.root != nil || e.Name.Local != "svg") {
		return errors.New("it does not begin with <svg>")
	}
	if isRoot {
		c.root = e.Attr
		if c.root == nil {
			c.root = []xml.Attr{}
		}
	}
	if c.skipped > 0 || !isRoot && e.Name.Space != svgSpace && e.Name.Space != "" || !isDrawn(e.Name.Local) {
		c.skipped++
		return nil
	}
	c.open()
	c.opened = append(c.opened, e.Name.Local)
	c.out.WriteString("<" + e.Name.Local)
	if isRoot {
		c.out.WriteString(` xmlns="` + svgSpace + `"`)
		if c.usesXLink {
			c.out.WriteString(` xmlns:xlink="` + xlinkSpace + `"`)
		}
	}
	for _, a := range e.Attr {
		value := a.Value
		if a.Name.Space == "" && strings.EqualFold(a.Name.Local, "style") {
			var isAll bool
			value, isAll = harmlessSheet(value)
			c.lessStyled = c.lessStyled || !isAll
			if value == "" {
				continue
			}
		}
		if name := attributeName(a.Name); name != "" && isHarmless(e.Name.Local, name, value) && c.means(name, value) {
			if isPictureData(value) && e.Name.Local == "image" {
				var err error
				if value, err = pictureData(value); err != nil {
					return err
				}
			}
			c.out.WriteString(" " + name + `="`)
			escape(&c.out, value, true)
			c.out.WriteByte('"')
		}
	}
	c.isOpen = true
	return nil
}

// means reports whether an attribute has a meaning in the drawing. An id that is
// given a second time has none, nor has a link to an id that is not there; no
// browser draws anything else without them, and a page that held them would not be sound.
func (c *cleaner) means(name, value string) bool {
	to, leads := strings.CutPrefix(value, "#")
	switch {
	case name == "id":
		again := c.ids[value]
		c.ids[value] = true
		return !again
	case name != "href" && name != "xlink:href" || !leads:
		return true
	}
	c.leads = true
	plain, err := url.PathUnescape(to)
	return c.known == nil || c.known[to] || err == nil && c.known[plain]
}

// end closes an element that stayed. The text of a style sheet is judged here, when
// all of it is known: one comment in it may cut a forbidden word in two.
func (c *cleaner) end(e xml.EndElement) {
	if c.skipped > 0 {
		c.skipped--
		return
	}
	sheet, isAll := harmlessSheet(c.style.String())
	c.lessStyled = c.lessStyled || !isAll
	if sheet != "" {
		c.open()
		escape(&c.out, sheet, false)
	}
	c.style.Reset()
	c.opened = c.opened[:len(c.opened)-1]
	if c.isOpen { // nothing came
		c.out.WriteString("/>")
		c.isOpen = false
		return
	}
	c.out.WriteString("</" + e.Name.Local + ">")
}

// text writes what stands in an element. Blanks count where readers see words;
// elsewhere they only lay out the file.
func (c *cleaner) text(s string) {
	if c.skipped > 0 || len(c.opened) == 0 {
		return
	}
	switch in := c.opened[len(c.opened)-1]; {
	case in == "style":
		c.style.WriteString(s)
	case !isWorded(in) && strings.TrimSpace(s) == "": // it only lays out the file
	default:
		c.open()
		escape(&c.out, s, false)
	}
}

// open ends a start tag whose element holds something.
func (c *cleaner) open() {
	if c.isOpen {
		c.out.WriteByte('>')
		c.isOpen = false
	}
}

// attributeName is an attribute as it is written, "" for those that a drawing
// does without.
func attributeName(n xml.Name) string {
	switch {
	case n.Space == "" && n.Local != "xmlns":
		return n.Local
	case n.Space == xlinkSpace && n.Local == "href":
		return "xlink:href"
	case n.Space == "http://www.w3.org/XML/1998/namespace" && (n.Local == "space" || n.Local == "lang"):
		return "xml:" + n.Local
	}
	return ""
}

// isHarmless reports whether an attribute neither does anything nor asks for
// anything from elsewhere.
func isHarmless(element, name, value string) bool {
	lower := strings.ToLower(name)
	switch {
	case strings.HasPrefix(lower, "on"):
		return false
	case lower == "href" || lower == "xlink:href":
		return strings.HasPrefix(value, "#") || element == "image" && isPictureData(value)
	case strings.HasPrefix(lower, "data-"), lower == "src":
		return false
	case lower == "id", lower == "class", lower == "role", strings.HasPrefix(lower, "aria-"): // names and words
		return true
	}
	return isHarmlessCSS(value)
}

// isPictureData reports whether an address holds a picture itself.
func isPictureData(address string) bool {
	for _, kind := range []string{"png", "jpeg", "gif", "webp"} {
		if strings.HasPrefix(address, "data:image/"+kind+";base64,") {
			return true
		}
	}
	return false
}

// isHarmlessCSS reports whether a text asks for nothing from elsewhere, read as
// CSS. Escapes could hide anything, so there may be none.
func isHarmlessCSS(css string) bool {
	lower := strings.ToLower(css)
	for _, word := range []string{`\`, "@import", "@font-face", "image(", "image-set(", "src(", "expression(", "javascript:", "-moz-binding"} {
		if strings.Contains(lower, word) {
			return false
		}
	}
	for {
		_, after, found := strings.Cut(lower, "url(")
		if !found {
			return true
		}
		if lower = strings.TrimLeft(after, " \t\r\n\"'"); !strings.HasPrefix(lower, "#") {
			return false
		}
	}
}

// escape writes text so that it is text in XML.
func escape(out *bytes.Buffer, s string, inAttribute bool) {
	for _, r := range s {
		switch {
		case r == '&':
			out.WriteString("&amp;")
		case r == '<':
			out.WriteString("&lt;")
		case r == '>':
			out.WriteString("&gt;")
		case r == '"' && inAttribute:
			out.WriteString("&quot;")
		case r < ' ' && inAttribute:
			out.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		default:
			out.WriteRune(r)
		}
	}
}

// size is how large the drawing wants to be, 0 if it does not say.
func (c *cleaner) size() (width, height int) {
	at := map[string]string{}
	for _, a := range c.root {
		at[a.Name.Local] = a.Value
	}
	width, height = pixels(at["width"]), pixels(at["height"])
	if width > 0 && height > 0 {
		return width, height
	}
	box := strings.FieldsFunc(at["viewBox"], func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' })
	if len(box) != 4 {
		return 0, 0
	}
	return pixels(box[2]), pixels(box[3])
}

// pixels reads a length in a unit of paper or screen.
func pixels(length string) int {
	for unit, size := range map[string]float64{"px": 1, "pt": 4. / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "": 1} {
		number, ok := strings.CutSuffix(strings.TrimSpace(length), unit)
		if n, err := strconv.ParseFloat(number, 64); ok && err == nil && n > 0 && n < 1e5 {
			return int(math.Round(n * size))
		}
	}
	return 0
}
