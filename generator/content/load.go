package content

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"nosology/generator/diag"
)

// Load reads a content folder. name is what the folder is called in
// diagnostics. All of an author's mistakes are returned together, sorted; the
// error is only for trouble with the disk.
func Load(fsys fs.FS, name string) (*Tree, []diag.Diagnostic, error) {
	return NewReader(fsys, name).Read()
}

// line finds a line in a document or a settings file.
func (t *Tree) line(settings map[string][]byte, p string, n int) string {
	i, ok := slices.BinarySearchFunc(t.Docs, p, func(d *Document, p string) int { return cmp.Compare(d.Path, p) })
	if ok {
		return t.Docs[i].Line(n)
	}
	return line(settings[p], n)
}

// find lists the documents' paths, sorted, and reports files that have no
// place in a content folder.
func find(fsys fs.FS) (paths []string, ds []diag.Diagnostic, err error) {
	report := func(p string, s diag.Severity, check, message, hint string) {
		ds = append(ds, diag.Diagnostic{Position: diag.Position{File: p}, Severity: s, Check: check, Message: message, Hint: hint})
	}
	err = fs.WalkDir(fsys, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		folder, _, below := strings.Cut(p, "/")
		_, known := folders[folder]
		switch {
		case p == ".":
		case isHidden(e.Name()):
			if e.IsDir() {
				return fs.SkipDir
			}
		case e.Type()&fs.ModeSymlink != 0:
			report(p, diag.Error, "symlink", "this is a symbolic link, and links are not followed", "put the file itself here")
		case e.IsDir():
			if slices.Contains(settingsFiles, p) {
				report(p, diag.Error, "unknown-file", "this is a folder, and a file is to be here", "rename it")
				return fs.SkipDir
			}
			if !known && folder != "images" {
				report(p, diag.Warning, "unknown-file", "nothing in this folder is read", "documents stand in articles, causes, symptoms and pages, pictures in images")
				return fs.SkipDir
			}
		case !e.Type().IsRegular():
			report(p, diag.Error, "unknown-file", "this is not a plain file", "remove it")
		case folder == "images" && below:
		case known && below && path.Ext(p) == ".md":
			paths = append(paths, p)
		case !below && (slices.Contains(settingsFiles, p) || p == wordsFile):
		case !below && known:
			report(p, diag.Error, "unknown-file", "this is a file, and a folder is to be here", "rename it")
		default:
			report(p, diag.Warning, "unknown-file", "this file is not read", unknownHint(p, known && below))
		}
		return nil
	})
	slices.Sort(paths)
	return paths, ds, err
}

// needed lists the keys that must be there: "title, language and contact".
func needed[T any](fields []field[T]) string {
	var names []string
	for _, f := range fields {
		if f.need {
			names = append(names, f.name)
		}
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// isHidden reports whether a file belongs to an editor or to the system.
func isHidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#")
}

func unknownHint(p string, inFolder bool) string {
	switch ext := path.Ext(p); {
	case inFolder && slices.Contains([]string{".markdown", ".mdown", ".MD", ".txt"}, ext):
		return fmt.Sprintf("rename it to %q", strings.TrimSuffix(path.Base(p), ext)+".md")
	case inFolder:
		return "pictures and other files stand in images"
	}
	if hint := diag.DidYouMean(p, settingsFiles); hint != "" {
		return hint
	}
	return "documents stand in articles, causes, symptoms and pages"
}

// wordsFile is the editors' list of hard words, which the checks of language
// read.
const wordsFile = "jargon.yaml"

// settingsFiles are the YAML files beside the folders of documents.
var settingsFiles = []string{"checker.yaml", "site.yaml", "sources.yaml", "vignettes.yaml"}

// readSettings reads the YAML files. A missing one is an error only if the
// site cannot be without it.
func (t *Tree) readSettings(fsys fs.FS) (texts map[string][]byte, ds []diag.Diagnostic, err error) {
	texts = make(map[string][]byte, len(settingsFiles))
	t.Site = &Config{}
	for _, p := range settingsFiles {
		raw, err := readFile(fsys, p, maxSettings)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			if p == "site.yaml" {
				ds = append(ds, diag.Diagnostic{Position: diag.Position{File: p}, Check: "missing-file",
					Message: "the site's settings are missing", Hint: "write site.yaml with " + needed(configFields)})
			}
			continue
		case errors.Is(err, errNotPlain):
			continue // which find reports
		case err != nil:
			return nil, nil, err
		}
		d := &decoder{path: p}
		if len(raw) > maxSettings {
			d.tooLong(Pos{}, "the file", maxSettings, "look for what does not belong here")
			raw = nil
		}
		texts[p] = d.decodeText(raw)
		t.settings(d, p)
		if diag.HasErrors(d.ds) && t.isEmpty(p) {
			t.lacking = append(t.lacking, p)
		}
		ds = append(ds, d.ds...)
	}
	return texts, ds, nil
}

// isEmpty reports whether nothing came of a settings file by which others can
// be judged.
func (t *Tree) isEmpty(p string) bool {
	switch p {
	case "sources.yaml":
		return len(t.Sources) == 0
	case "checker.yaml":
		return t.Checker == nil || len(t.Checker.Flags) == 0 || len(t.Checker.Questions) == 0
	}
	return false
}

// settings decodes one of the YAML files.
func (t *Tree) settings(d *decoder, p string) {
	d.parse(d.file, func(root *node) {
		if root == nil && len(d.ds) > 0 {
			return
		}
		switch p {
		case "site.yaml":
			decodeConfig(d, root, t.Site)
		case "sources.yaml":
			t.Sources = decodeSources(d, root)
		case "checker.yaml":
			t.Checker = decodeChecker(d, root)
		case "vignettes.yaml":
			decodeVignettes(d, root, t)
		}
	})
}
