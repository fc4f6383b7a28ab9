package content

import (
	"bytes"
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"path"
	"slices"
	"strings"

	"nosology/generator/diag"
	"nosology/generator/input"

	"nosology/generator/parallel"
)

// Reader reads a content folder again and again. A document whose bytes are
// the same keeps its *Document, so that whoever is handed one tree after the
// other can tell by the pointers what changed.
type Reader struct {
	// Built, if set, tells which documents are built. One that is not takes no
	// place from one that is: it is left out of the tree where both have the
	// same id.
	Built func(*Document) bool

	fsys     fs.FS
	name     string
	seed     maphash.Seed
	vocab    *Vocabulary
	declared []byte // the settings that the vocabulary was read from

	docs     map[string]reading
	passages *passages
	wrong    map[string][]diag.Diagnostic // of documents that have mistakes, by path
	listing  []diag.Diagnostic            // of files that have no place here
	settings settings
	last     *Tree
	checks   *checks // of the last tree, if nothing was wrong between its files
}

// reading is a document as it was last read.
type reading struct {
	hash uint64
	doc  *Document
}

// settings are the YAML files as they were last read.
type settings struct {
	texts   map[string][]byte
	ds      []diag.Diagnostic
	lacking []string
}

// NewReader returns a Reader that has read nothing. name is what the folder
// is called in diagnostics.
func NewReader(fsys fs.FS, name string) *Reader {
	return &Reader{fsys: fsys, name: name, seed: maphash.MakeSeed(), vocab: BuiltInVocabulary(), passages: &passages{}}
}

// Read reads the whole folder. All of an author's mistakes are returned
// together, sorted; the error is only for trouble with the disk.
func (r *Reader) Read() (*Tree, []diag.Diagnostic, error) {
	r.declare()
	paths, shared, listing, err := find(r.fsys, r.vocab.Kinds)
	if err != nil {
		return nil, nil, r.wrap(err)
	}
	read, found, err := readPassages(r.fsys, shared, r.passages)
	if err != nil {
		return nil, nil, r.wrap(err)
	}
	r.passages, r.listing = read, append(listing, found...)
	defer r.passages.settled()
	if err := r.readDocuments(paths); err != nil {
		return nil, nil, r.wrap(err)
	}
	t := &Tree{Name: r.name, FS: r.fsys, Vocabulary: r.vocab}
	if err := r.readSettings(t); err != nil {
		return nil, nil, r.wrap(err)
	}
	return r.tree(t)
}

// declare reads the vocabulary. With another one, documents mean something else
// although they have not changed.
func (r *Reader) declare() {
	text, vocab := readVocabulary(r.fsys)
	if !bytes.Equal(text, r.declared) {
		r.declared, r.vocab, r.docs = text, vocab, nil
	}
}

// ReadChanged reads anew what may have changed since the last call. paths are
// within the folder; one that is neither a document nor a settings file, such
// as a folder that was renamed, has the whole folder read.
func (r *Reader) ReadChanged(paths []string) (*Tree, []diag.Diagnostic, error) {
	if r.last == nil || !areDocuments(r.vocab.Kinds, paths) || r.hasListed(paths) {
		return r.Read()
	}
	files := len(r.docs)
	for _, p := range paths {
		_, known := r.docs[p]
		if err := r.reread(p); err != nil {
			return r.Read() // which says so, if it is still wrong
		}
		if !known {
			files = -1
		}
	}
	t := &Tree{Name: r.name, FS: r.fsys, Vocabulary: r.vocab, Site: r.last.Site, Sources: r.last.Sources, Checker: r.last.Checker, Vignettes: r.last.Vignettes, Held: r.last.Held, Signed: r.last.Signed, Hazards: r.last.Hazards, Glossary: r.last.Glossary, Words: r.last.Words, lacking: r.settings.lacking}
	if files != len(r.docs) || len(r.last.Docs) != len(r.docs) {
		return r.tree(t)
	}
	return r.edited(t, paths)
}

// edited completes a tree of the same files as the last one.
func (r *Reader) edited(t *Tree, paths []string) (*Tree, []diag.Diagnostic, error) {
	t.Docs = slices.Clone(r.last.Docs)
	var edited []*Document
	for _, p := range slices.Compact(slices.Sorted(slices.Values(paths))) {
		i, _ := slices.BinarySearchFunc(t.Docs, p, func(d *Document, p string) int { return strings.Compare(d.Path, p) })
		if t.Docs[i] != r.docs[p].doc {
			t.Docs[i] = r.docs[p].doc
			edited = append(edited, t.Docs[i])
		}
	}
	return r.checked(t, edited)
}

func areDocuments(kinds Kinds, paths []string) bool {
	return !slices.ContainsFunc(paths, func(p string) bool { return kinds.Of(p) == nil || input.IsLitter(path.Base(p)) })
}

// hasListed reports whether something had no place at one of the paths, such as
// a link: only who lists the folder finds out whether that is still so.
func (r *Reader) hasListed(paths []string) bool {
	return slices.ContainsFunc(r.listing, func(d diag.Diagnostic) bool { return slices.Contains(paths, d.File) })
}

// reread reads one document, which may have gone.
func (r *Reader) reread(p string) error {
	info, err := fs.Lstat(r.fsys, p)
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		return &input.Fault{File: p}
	}
	var raw []byte
	if err == nil {
		raw, err = input.ReadPart(r.fsys, p, maxDocument)
	}
	if input.IsGone(err) {
		delete(r.docs, p)
		delete(r.wrong, p)
		return nil
	}
	if err != nil {
		return err
	}
	read, ds := r.parse(p, raw, r.docs[p])
	r.keep(p, read, ds)
	return nil
}

// keep remembers a document as it was read, or only what is wrong with a file
// of which nothing was.
func (r *Reader) keep(p string, read reading, ds []diag.Diagnostic) {
	if delete(r.docs, p); read.doc != nil {
		r.docs[p] = read
	}
	if delete(r.wrong, p); len(ds) > 0 {
		r.wrong[p] = ds
	}
}

// parse parses a document, unless it is the one that was read before.
func (r *Reader) parse(p string, raw []byte, before reading) (reading, []diag.Diagnostic) {
	hash := maphash.Bytes(r.seed, raw)
	if before.doc != nil && before.hash == hash && !r.passages.otherIn(before.doc) {
		return before, r.wrong[p]
	}
	doc, ds := r.vocab.ParseDocument(p, raw)
	ds = append(ds, r.passages.into(doc)...)
	for i := range ds {
		ds[i].File = path.Join(r.name, ds[i].File)
	}
	return reading{hash, doc}, ds
}

// readDocuments reads the documents, as many at a time as there are
// processors. The result does not depend on which is done first.
func (r *Reader) readDocuments(paths []string) error {
	read := make([]reading, len(paths))
	found := make([][]diag.Diagnostic, len(paths))
	err := parallel.Try(0, len(paths), func() func(int) error {
		return func(i int) error {
			raw, err := input.ReadPart(r.fsys, paths[i], maxDocument)
			if fault := asFault(err); fault != nil {
				found[i] = []diag.Diagnostic{fault.Diagnostic(r.name)}
				return nil
			}
			if err == nil {
				read[i], found[i] = r.parse(paths[i], raw, r.docs[paths[i]])
			}
			return err
		}
	})
	if err != nil {
		return err
	}
	r.docs, r.wrong = make(map[string]reading, len(paths)), make(map[string][]diag.Diagnostic)
	for i, p := range paths {
		r.keep(p, read[i], found[i])
	}
	return nil
}

// readSettings reads the YAML files into a tree. Where they have not changed,
// the tree gets what the last one had.
func (r *Reader) readSettings(t *Tree) error {
	texts, ds, err := t.readSettings(r.fsys, r.listing)
	if err != nil {
		return err
	}
	if r.last != nil && sameTexts(texts, r.settings.texts) {
		t.Site, t.Sources, t.Checker, t.Vignettes, t.Held, t.Words = r.last.Site, r.last.Sources, r.last.Checker, r.last.Vignettes, r.last.Held, r.last.Words
	}
	r.settings = settings{texts, ds, t.lacking}
	return nil
}

// sameTexts reports whether settings are as they were, so that what was decoded from them can be
// taken once more.
func sameTexts(a, b map[string][]byte) bool {
	if len(a) != len(b) {
		return false
	}
	for p, text := range a {
		if other, ok := b[p]; !ok || !bytes.Equal(text, other) {
			return false
		}
	}
	return true
}

// tree completes a tree with the documents.
func (r *Reader) tree(t *Tree) (*Tree, []diag.Diagnostic, error) {
	t.Docs = make([]*Document, 0, len(r.docs))
	for _, read := range r.docs {
		t.Docs = append(t.Docs, read.doc)
	}
	slices.SortFunc(t.Docs, func(a, b *Document) int { return strings.Compare(a.Path, b.Path) })
	r.checks = nil
	return r.checked(t, nil)
}

// checked gathers what is wrong with a tree. Where nothing was wrong between
// the files of the last one and there are no others, only what the edited
// documents name can be wrong now.
func (r *Reader) checked(t *Tree, edited []*Document) (*Tree, []diag.Diagnostic, error) {
	texts := r.settings.texts
	t.Settings = texts
	t.Lines = func(p string, n int) string { return t.line(texts, p, n) }
	ds := r.beforeCheck()
	if r.checks == nil || !r.checks.stillClean(t, edited) {
		r.checks = newChecks(t, r.Built)
		if r.checks.all(); len(r.checks.ds) > 0 {
			ds = append(ds, r.checks.ds...)
			r.checks = nil
		}
	}
	t.wordless = t.isWordless(ds)
	ds = t.WithoutEchoes(ds)
	diag.Sort(ds)
	t.errors = slices.ContainsFunc(ds, func(d diag.Diagnostic) bool {
		return d.Severity == diag.Error && bearsOnChecker(t.Kinds, strings.TrimPrefix(d.File, r.name+"/"))
	})
	r.last = t
	return t, ds, nil
}

// bearsOnChecker reports whether the checker is made of a file.
func bearsOnChecker(kinds Kinds, p string) bool {
	folder, _, _ := strings.Cut(p, "/")
	kind := kinds.In(folder)
	return kind != nil && kind.InChecker || p == CheckerFile || p == VignettesFile
}

// beforeCheck is what was found in the files one by one.
func (r *Reader) beforeCheck() []diag.Diagnostic {
	ds := slices.Concat(r.listing, r.settings.ds, r.passages.unused(r.docs))
	for i := range ds {
		ds[i].File = path.Join(r.name, ds[i].File)
	}
	for _, found := range r.wrong {
		ds = append(ds, found...)
	}
	return ds
}

// wrap says which file cannot be read.
func (r *Reader) wrap(err error) error {
	var of *fs.PathError
	if errors.As(err, &of) && !path.IsAbs(of.Path) {
		return fmt.Errorf("read %s: %w", path.Join(r.name, of.Path), of.Err)
	}
	return fmt.Errorf("read %s: %w", r.name, err)
}
