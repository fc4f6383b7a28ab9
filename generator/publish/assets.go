package publish

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2"

	"nosology/generator/diag"
	"nosology/generator/input"
)

// Where assets and their sources stand.
const (
	assetFolder = "assets" // of the site: holds everything with a hash in its name
	rootFolder  = "root"   // of the static files: published at the top under the names they have
)

// Asset is a style sheet, a script, a picture: something that pages refer to.
type Asset struct {
	Name      string // in the static folder: "site.css", "figures/face.svg"
	Path      string // address with the hash in it: "/assets/site.4f3a9c1d.css"
	Integrity string // for an integrity attribute: "sha256-…"
	Data      []byte // as published: minified, with the addresses of other assets in place
}

// Assets are the static files of a site under names that change with their
// bytes, so that a browser may keep them for ever. It is made once, before any
// page, and may then be read from any goroutine.
type Assets struct {
	byName map[string]*Asset
	root   []*Asset // published as they are, at addresses that do not change
}

// NewAssets reads a folder of static files and gives each its published form.
//
//   - Style sheets, scripts, SVG and JSON are minified.
//   - A folder whose name ends in .css or .js is one asset: the files in it,
//     joined in the order of their names.
//   - url(), image-set() and @import in a style sheet name other assets, relative
//     to the style sheet; they become those assets' addresses.
//   - What stands in the folder "root" is published at the top of the site, as
//     it is and under its own name: favicon.ico, .well-known/security.txt.
//
// Go files and hidden files are no assets. A style sheet that refers to
// nothing, or to another origin, is an error.
func NewAssets(static fs.FS) (*Assets, error) {
	sources, err := readSources(static)
	if err != nil {
		return nil, fmt.Errorf("read static files: %w", err)
	}
	a := &Assets{byName: make(map[string]*Asset, len(sources))}
	f := finisher{assets: a, sources: sources}
	for _, name := range sortedKeys(sources) {
		if below, ok := strings.CutPrefix(name, rootFolder+"/"); ok {
			a.root = append(a.root, &Asset{Name: name, Path: "/" + below, Data: sources[name]})
			continue
		}
		if _, err := f.finish(name); err != nil {
			return nil, &AssetError{name, err}
		}
	}
	return a, nil
}

// AssetError is what is wrong with a static file.
type AssetError struct {
	Name string // in the static folder
	err  error
}

func (e *AssetError) Error() string { return fmt.Sprintf("static file %s: %v", e.Name, e.err) }

// Diagnostic is the fault as other mistakes are told. folder is what the static
// folder is called.
func (e *AssetError) Diagnostic(folder string) diag.Diagnostic {
	d := diag.Diagnostic{Check: "bad-static", Message: e.err.Error(), Hint: "mend the file; without it the one that comes with nosology stands, if there is one"}
	var syntax *parse.Error
	if errors.As(e.err, &syntax) {
		d.Line, d.Column, d.Message, d.Source = syntax.Line, syntax.Column, syntax.Message, ""
	}
	d.File = path.Join(folder, e.Name)
	var fault *input.Fault
	if errors.As(e.err, &fault) { // which may be one of a sheet that this one imports
		d.Check, d.Message, d.Hint = fault.Check, fault.Message, fault.Hint
		d.File, d.Line, d.Column, d.Source = path.Join(folder, fault.File), fault.Line, fault.Column, fault.Source
	}
	return d
}

// Add gives bytes that were made elsewhere a published name, as if they stood
// in the static folder. It is not for use while pages are being rendered.
func (a *Assets) Add(name string, data []byte) *Asset {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	asset := &Asset{
		Name:      name,
		Path:      "/" + assetFolder + "/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext,
		Integrity: "sha256-" + base64.StdEncoding.EncodeToString(sum[:]),
		Data:      data,
	}
	a.byName[name] = asset
	return asset
}

// Find returns the asset with a name in the static folder, or nil.
func (a *Assets) Find(name string) *Asset { return a.byName[name] }

// Path returns the address of an asset, of which the folder "root" may hold one,
// or "" if there is none of that name.
func (a *Assets) Path(name string) string {
	if asset := a.byName[name]; asset != nil {
		return asset.Path
	}
	for _, asset := range a.root {
		if asset.Name == name {
			return asset.Path
		}
	}
	return ""
}

// Integrity returns the value of an asset's integrity attribute, or "".
func (a *Assets) Integrity(name string) string {
	if asset := a.byName[name]; asset != nil {
		return asset.Integrity
	}
	return ""
}

// Names lists the assets that can be asked for, in order.
func (a *Assets) Names() []string { return sortedKeys(a.byName) }

// All lists the assets that can be asked for, and the files of "root".
func (a *Assets) All() []*Asset {
	all := slices.Clone(a.root)
	for _, name := range a.Names() {
		all = append(all, a.byName[name])
	}
	return all
}

// IsRoot reports whether the file is one of the folder "root".
func (a *Asset) IsRoot() bool { return strings.HasPrefix(a.Name, rootFolder+"/") }

// Digest returns a digest of all assets as they are published, those that were
// added included.
func (a *Assets) Digest() [sha256.Size]byte {
	h := sha256.New()
	for _, name := range a.Names() {
		fmt.Fprintf(h, "%q %s\n", name, a.byName[name].Integrity)
	}
	for _, asset := range a.root {
		fmt.Fprintf(h, "%q %x\n", asset.Path, sha256.Sum256(asset.Data))
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// Files returns what is to be written: every asset, and the files of "root".
func (a *Assets) Files() []File {
	files := make([]File, 0, len(a.byName)+len(a.root))
	for _, name := range a.Names() {
		files = append(files, a.byName[name].file(AssetFile))
	}
	for _, asset := range a.root {
		kind := FeedFile
		if strings.HasPrefix(asset.Path, "/"+DownloadFolder+"/") {
			kind = DownloadFile
		}
		files = append(files, asset.file(kind))
	}
	return files
}

// file is the asset as it is written. It shares the asset's bytes, which nobody
// changes once they have a name.
func (a *Asset) file(kind Kind) File {
	return File{Path: strings.TrimPrefix(a.Path, "/"), Kind: kind, Render: func(w io.Writer) error {
		_, err := w.Write(a.Data)
		return err
	}}
}

// readSources reads all static files by name, with the folders that stand for
// one asset joined.
func readSources(static fs.FS) (map[string][]byte, error) {
	sources := map[string][]byte{}
	return sources, fs.WalkDir(static, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case !utf8.ValidString(name):
			return input.NotUTF8(name) // also of a folder, which could not be listed
		case err != nil:
			return err
		// What editors and systems leave beside files must not be published: a backup
		// may hold what was taken out on purpose.
		case input.IsLitter(entry.Name()):
			return skip(entry)
		case entry.IsDir() && isBundle(name):
			sources[name], err = readBundle(static, name)
			if err != nil {
				return err
			}
			return fs.SkipDir
		case entry.IsDir() || path.Ext(name) == ".go":
			return nil
		}
		sources[name], err = input.Read(static, name, mostAsset)
		return err
	})
}

// byteOrderMark begins files that some editors write. Within a text it is a
// character like others.
const byteOrderMark = "\ufeff"

// mostAsset is how many bytes a static file may have. All of them are held in
// memory.
const mostAsset = 100 << 20

// skip leaves an entry out, and if it is a folder all that is in it.
func skip(entry fs.DirEntry) error {
	if entry.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// sortedKeys is the order in which everything here is written: a map's own changes
// from run to run, and two builds of one site must give the same bytes.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
