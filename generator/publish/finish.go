package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	minjs "github.com/tdewolff/minify/v2/js"
	minjson "github.com/tdewolff/minify/v2/json"
	minsvg "github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"

	"nosology/generator/input"
)

// finisher turns sources into assets, those that others refer to first: the
// hash of a style sheet covers the hashes of the pictures in it.
type finisher struct {
	assets  *Assets
	sources map[string][]byte
	open    []string // style sheets that wait for what they refer to
}

// finish returns the asset with a name, making it if need be.
func (f *finisher) finish(name string) (*Asset, error) {
	if asset := f.assets.Find(name); asset != nil {
		return asset, nil
	}
	data, err := f.finished(name)
	if err != nil {
		return nil, err
	}
	return f.assets.Add(name, data), nil
}

// finished is what is published of a source, by the end of its name. Fonts,
// pictures of points and whatever is not known go out as they are.
func (f *finisher) finished(name string) ([]byte, error) {
	source := f.sources[name]
	switch path.Ext(name) {
	case ".css":
		linked, err := f.link(name, source)
		if err != nil {
			return nil, err
		}
		return minifiedSheet(linked)
	case ".js":
		return minified(&minjs.Minifier{}, source)
	case ".svg":
		return minified(&minsvg.Minifier{}, source)
	case ".json", ".webmanifest":
		return minified(&minjson.Minifier{}, source)
	}
	return source, nil
}

// minified runs one minifier by itself. It is given none for what may stand within
// a file: the style sheet in a drawing stays as it is.
func minified(m minify.Minifier, source []byte) ([]byte, error) {
	var out bytes.Buffer
	if err := m.Minify(minify.New(), &out, bytes.NewReader(source), nil); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// link writes a style sheet with the published addresses of what it refers to.
func (f *finisher) link(sheet string, source []byte) ([]byte, error) {
	if slices.Contains(f.open, sheet) {
		return nil, &input.Fault{File: sheet, Check: "dead-link", Message: "style sheets import each other in a circle: " + strings.Join(append(f.open, sheet), " → "), Hint: "take one of the @import lines out"}
	}
	f.open = append(f.open, sheet)
	defer func() { f.open = f.open[:len(f.open)-1] }()

	var out bytes.Buffer
	var finder addressFinder
	read := 0
	lexer := css.NewLexer(parse.NewInputBytes(bytes.Clone(source)))
	for {
		kind, text := lexer.Next()
		switch {
		case kind == css.ErrorToken:
			if err := lexer.Err(); err != nil && !errors.Is(err, io.EOF) {
				return nil, err
			}
			return out.Bytes(), nil
		case finder.isAddress(kind):
			address, err := f.resolve(sheet, addressIn(kind, text))
			if err != nil {
				return nil, inSheet(err, source, read)
			}
			if written := inQuotes(address); kind == css.URLToken {
				out.WriteString("url(" + written + ")")
			} else {
				out.WriteString(written)
			}
		default:
			out.Write(text)
		}
		finder.pass(kind, text)
		read += len(text)
	}
}

// resolve gives the published address of what a style sheet calls ref.
func (f *finisher) resolve(sheet, ref string) (string, error) {
	fault := func(hint, format string, args ...any) (string, error) {
		return "", &input.Fault{File: sheet, Check: "dead-link", Message: fmt.Sprintf(format, args...), Hint: hint}
	}
	if data, ok := cutData(ref); ok {
		return "DATA:" + data, nil
	}
	u, err := url.Parse(ref)
	switch {
	case err != nil:
		return fault("a space is written %20", "url(%s) is no address", ref)
	case u.Path == "" && u.Host == "":
		return ref, nil
	case u.Scheme != "" || u.Host != "":
		return fault("put the file into the folder static and name it relative to this one", "url(%s) asks another origin, which pages may not", ref)
	case strings.HasPrefix(u.Path, "/"):
		return fault("write the way from the style sheet to the file; its published name changes with its bytes", "url(%s) is not relative to %s", ref, sheet)
	}
	name := path.Join(path.Dir(sheet), u.Path)
	// What stands in "root" has no published name that a style sheet could say:
	// it is found below where the site begins, which only pages know.
	if _, ok := f.sources[name]; !ok || strings.HasPrefix(name, rootFolder+"/") {
		return fault("it is looked for from the folder of the style sheet on", "url(%s): there is no static file %s", ref, name)
	}
	asset, err := f.finish(name)
	if err != nil {
		return "", err
	}
	// Relative to where the style sheet stands, so that it says the same wherever
	// the site begins.
	up := strings.Repeat("../", strings.Count(sheet, "/"))
	below := strings.TrimPrefix(asset.Path, "/"+assetFolder+"/")
	address := url.URL{Path: up + below, Fragment: u.Fragment, RawFragment: u.RawFragment}
	return address.String(), nil
}

// cutData returns what stands behind "data:" in an address that is itself what it
// leads to. Such an address goes out in capitals, which are the same to a browser:
// what begins with small letters the minifier writes anew, with a space for a plus
// sign, a # of the file for that of a place in it, and backslashes of CSS as if they
// were in the file.
func cutData(ref string) (data string, ok bool) {
	if n := len("data:"); len(ref) >= n && strings.EqualFold(ref[:n], "data:") {
		return ref[n:], true
	}
	return "", false
}

// inSheet says where in a style sheet a fault is, unless it is one of another file.
func inSheet(err error, source []byte, at int) error {
	var fault *input.Fault
	if !errors.As(err, &fault) || fault.Line > 0 {
		return err
	}
	before := source[:min(at, len(source))]
	begin := bytes.LastIndexByte(before, '\n') + 1
	line, _, _ := bytes.Cut(source[begin:], []byte("\n"))
	fault.Line, fault.Column, fault.Source = bytes.Count(before, []byte("\n"))+1, len(before)-begin+1, string(line)
	return err
}
