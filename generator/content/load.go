package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"nosology/generator/diag"
	"nosology/generator/input"
)

// Load reads a content folder. name is what the folder is called in
// diagnostics. All of an author's mistakes are returned together, sorted; the
// error is only for trouble with the disk.
func Load(fsys fs.FS, name string) (*Tree, []diag.Diagnostic, error) {
	return NewReader(fsys, name).Read()
}

// line finds a line in a document or a settings file.
func (t *Tree) line(settings map[string][]byte, p string, n int) string {
	i, ok := t.find(p)
	if ok {
		return t.Docs[i].Line(n)
	}
	return line(settings[p], n)
}

// StaticFolder holds what a site publishes as it is, or draws into its pages:
// figures, icons, style sheets.
const StaticFolder = "static"

// FilesFolder holds what a site offers for download.
const FilesFolder = "files"

// find lists the paths of documents and of passages, sorted, and reports files that have no
// place in a content folder.
func find(fsys fs.FS, kinds Kinds) (paths, passages []string, ds []diag.Diagnostic, err error) {
	report := func(p string, s diag.Severity, check, message, hint string) {
		ds = append(ds, diag.Diagnostic{Position: diag.Position{File: p}, Severity: s, Check: check, Message: message, Hint: hint})
	}
	err = fs.WalkDir(fsys, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return skipLost(p, err, report)
		}
		folder, _, below := strings.Cut(p, "/")
		known := kinds.In(folder) != nil
		switch {
		case p == ".":
		case !utf8.ValidString(e.Name()):
			ds = append(ds, input.NotUTF8(p).Diagnostic(""))
			return skipFolder(e)
		case input.IsLitter(e.Name()):
			return skipFolder(e)
		case e.Type()&fs.ModeSymlink != 0:
			report(p, diag.Error, "symlink", "this is a symbolic link, and links are not followed", "put the file itself here")
		case e.IsDir():
			if slices.Contains(settingsFiles(), p) || isWordsPath(p) {
				report(p, diag.Error, "unknown-file", "this is a folder, and a file is to be here", "rename it")
				return fs.SkipDir
			}
			if p == StaticFolder {
				return fs.SkipDir // is read with the files that come with the program
			}
			if !known && folder != "images" && folder != FilesFolder && p != wordsFolder && p != PassagesFolder {
				report(p, diag.Warning, "unknown-file", "nothing in this folder is read", "documents stand in "+kinds.Folders()+", pictures in images, downloads in files, texts that several documents have in common in passages, drawings and icons in static")
				return fs.SkipDir
			}
		case !e.Type().IsRegular():
			report(p, diag.Error, "unknown-file", "this is not a plain file", "remove it")
		case (folder == "images" || folder == FilesFolder) && below, isWordsPath(p):
		case path.Dir(p) == PassagesFolder && path.Ext(p) == ".md":
			passages = append(passages, p)
		case known && below && path.Ext(p) == ".md":
			paths = append(paths, p)
		case !below && (slices.Contains(settingsFiles(), p) || p == wordsFile || p == saidFile):
		case !below && (known || p == StaticFolder || p == FilesFolder || p == PassagesFolder):
			report(p, diag.Error, "unknown-file", "this is a file, and a folder is to be here", "rename it")
		default:
			report(p, diag.Warning, "unknown-file", "this file is not read", unknownHint(kinds, p, known && below))
		}
		return nil
	})
	slices.Sort(paths)
	slices.Sort(passages)
	return paths, passages, ds, err
}

// skipFolder leaves out what is in a folder.
func skipFolder(e fs.DirEntry) error {
	if e.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// skipLost says what to do about a folder that cannot be listed. One that has
// gone since is not there any more.
func skipLost(p string, err error, report func(p string, s diag.Severity, check, message, hint string)) error {
	switch {
	case p == ".":
		return err
	case errors.Is(err, fs.ErrPermission):
		report(p, diag.Error, "unreadable-file", "you have no permission to look into this folder", "give yourself the right to read it")
		return fs.SkipDir
	case errors.Is(err, fs.ErrNotExist):
		return fs.SkipDir
	}
	return err
}

// asFault returns what an author has to do about a file, nil if an error is of
// another kind.
func asFault(err error) *input.Fault {
	var f *input.Fault
	errors.As(err, &f)
	return f
}

// unreadable is the fault of a file that cannot be read, whatever the reason.
func unreadable(p string, err error) *input.Fault {
	if f := asFault(err); f != nil {
		return f
	}
	return &input.Fault{File: p, Message: "the file cannot be read", Hint: "see whether the disk it is on is in order"}
}

// needed lists the keys that must be there: "title, language and contact".
func needed[T any](fields []field[T]) string {
	var names []string
	for _, f := range fields {
		if f.Need {
			names = append(names, f.Name)
		}
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// unknownHint says where a file that nothing reads probably belongs: one that is silently left out
// is found out much later.
func unknownHint(kinds Kinds, p string, inFolder bool) string {
	switch ext := path.Ext(p); {
	case strings.HasPrefix(p, wordsFolder+"/"):
		return "the words of a language stand in words/LANG.yaml, such as words/en.yaml"
	case inFolder && slices.Contains([]string{".markdown", ".mdown", ".mdx", ".MD", ".txt"}, ext):
		return fmt.Sprintf("rename it to %q", strings.TrimSuffix(path.Base(p), ext)+".md")
	case inFolder:
		return "pictures stand in images, and what readers download in files"
	}
	if hint := diag.DidYouMean(p, settingsFiles()); hint != "" {
		return hint
	}
	return "documents stand in " + kinds.Folders()
}

// wordsFile is the editors' list of hard words, which the checks of language
// read.
const wordsFile = "jargon.yaml"

// The YAML files beside the folders of documents, as authors name them.
const (
	CheckerFile    = "checker.yaml"
	GlossaryFile   = "glossary.yaml"
	HazardsFile    = "hazards.yaml"
	HeldFile       = "held.yaml"
	SignaturesFile = "signatures.yaml"
	SiteFile       = "site.yaml"
	SourcesFile    = "sources.yaml"
	VignettesFile  = "vignettes.yaml"
)

func settingsFiles() []string {
	return []string{CheckerFile, GlossaryFile, HazardsFile, HeldFile, SignaturesFile, SiteFile, SourcesFile, VignettesFile}
}

// readSettings reads the YAML files. A missing one is an error only if the
// site cannot be without it. told is what was found wrong with files before.
func (t *Tree) readSettings(fsys fs.FS, told []diag.Diagnostic) (texts map[string][]byte, ds []diag.Diagnostic, err error) {
	texts = make(map[string][]byte, len(settingsFiles()))
	t.Site = &Config{}
	for _, p := range slices.Concat(settingsFiles(), wordsPaths(fsys)) {
		raw, err := input.ReadPart(fsys, p, maxSettings)
		switch {
		case slices.ContainsFunc(told, func(d diag.Diagnostic) bool { return d.File == p }):
			t.lacking = append(t.lacking, p)
			continue
		case errors.Is(err, fs.ErrNotExist):
			if p == SiteFile {
				ds = append(ds, diag.Diagnostic{Position: diag.Position{File: p}, Check: "missing-file",
					Message: "the site's settings are missing", Hint: "write site.yaml with " + needed(configFields())})
			}
			continue
		case asFault(err) != nil:
			ds = append(ds, asFault(err).Diagnostic(""))
			t.lacking = append(t.lacking, p)
			continue
		case err != nil:
			return nil, nil, err
		}
		d := &decoder{path: p, vocab: t.Vocabulary}
		if len(raw) > maxSettings {
			d.tooLong(Pos{}, "the file", maxSettings, "look for what does not belong here")
			raw = nil
		}
		texts[p] = d.decodeText(raw)
		if !isWordsPath(p) {
			t.settings(d, p)
		}
		if diag.HasErrors(d.ds) && t.isEmpty(p) {
			t.lacking = append(t.lacking, p)
		}
		ds = append(ds, d.ds...)
	}
	return texts, append(ds, t.readWords(texts)...), nil
}

// isEmpty reports whether nothing came of a settings file by which others can
// be judged.
func (t *Tree) isEmpty(p string) bool {
	switch p {
	case SourcesFile:
		return len(t.Sources) == 0
	case CheckerFile:
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
		case SiteFile:
			decodeConfig(d, root, t.Site)
		case SourcesFile:
			t.Sources = decodeSources(d, root)
		case CheckerFile:
			t.Checker = decodeChecker(d, root)
		case GlossaryFile:
			t.Glossary = decodeGlossary(d, root)
		case HazardsFile:
			decode(d, root, Pos{Line: 1, Column: 1}, hazardsFields(), t)
		case HeldFile:
			t.Held = decodeHeld(d, root)
		case SignaturesFile:
			decode(d, root, Pos{Line: 1, Column: 1}, signaturesFields(), t)
		case VignettesFile:
			decodeVignettes(d, root, t)
		}
	})
}
