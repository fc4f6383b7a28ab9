package generator

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"sync"

	"nosology/generator/checkerpage"
	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/downloads"
	"nosology/generator/input"
	"nosology/generator/markdown"
	"nosology/generator/offline"
	"nosology/generator/pictures"
	"nosology/generator/publish"
	"nosology/generator/render"
	"nosology/generator/search"
	"nosology/generator/site"
	"nosology/generator/wording"
	"nosology/layouts"
)

// Session keeps a site at hand while its sources change, so that the work
// after a change is in proportion to it. One call at a time.
type Session struct {
	opt      Options
	reader   *content.Reader
	linker   *site.Linker
	pictures *pictures.Library
	assets   *publish.Assets
	renderer *render.Renderer
	words    *wording.Words // what the renderer says
	// Another collection in site.yaml means other layouts.
	kinds  content.Kinds // that it has layouts for
	linked bool          // there was an Update before
	// What changed and was not read, since something else was wrong: it may be told only once.
	missed Change
	saving sync.WaitGroup
}

// Change says what may be different from the last time.
type Change struct {
	Content []string // paths within the content folder
	Layouts bool     // some layout
	Static  bool     // some static file
}

// NewSession returns a Session that has read nothing yet.
func NewSession(opt Options) *Session {
	s := &Session{opt: opt, reader: content.NewReader(opt.Content, opt.Name), linker: site.NewLinker(), pictures: pictures.NewLibrary()}
	s.linker.Drafts = opt.Drafts
	s.reader.Built = func(d *content.Document) bool { return d.Built(opt.Drafts, opt.AsOf) }
	return s
}

// Update brings the site up to date: it reads and links what changed and makes
// the files, which render when they are asked to. The first call reads
// everything. If the content has errors, the site has no files.
func (s *Session) Update(c Change) (*Site, error) {
	s.opt.stage("load")
	input.Again(s.opt.Content)
	input.Anew(s.opt.Layouts)
	input.Anew(s.opt.Static)
	s.pictures.Forget(c.Content)
	s.missed.Content = append(s.missed.Content, c.Content...)
	s.missed.Layouts = s.missed.Layouts || c.Layouts
	s.missed.Static = s.missed.Static || c.Static || slices.ContainsFunc(c.Content, isStatic)
	tree, found, err := s.reader.ReadChanged(s.missed.Content)
	if err != nil {
		return nil, err
	}
	s.missed.Content = nil
	s.opt.stage("link")
	linked, more := s.link(tree)
	made := &Site{Site: linked, baseURL: cmp.Or(s.opt.BaseURL, tree.Site.BaseURL.S)}
	if made.add(found, tree.WithoutEchoes(more)); diag.HasErrors(made.Diagnostics) {
		return made, nil
	}
	s.opt.stage("prepare layouts and static files")
	err = s.prepare(made)
	var fault *input.Fault
	if errors.As(err, &fault) {
		made.add([]diag.Diagnostic{fault.Diagnostic(s.opt.staticName(fault.File))})
		return made, nil
	}
	var asset *publish.AssetError
	if errors.As(err, &asset) {
		made.add([]diag.Diagnostic{asset.Diagnostic(s.opt.staticName(asset.Name))})
		return made, nil
	}
	return made, made.mistake(err)
}

// manyDocuments is from when on it pays to keep what was found in bodies.
const manyDocuments = 2000

// link links a tree. The first time, it takes what earlier runs found in
// bodies, and leaves what it found for later ones.
func (s *Session) link(tree *content.Tree) (*site.Site, []diag.Diagnostic) {
	if s.linked || s.opt.Cache == "" || len(tree.Docs) < manyDocuments {
		s.linked = true
		return s.linker.Update(tree, s.opt.AsOf)
	}
	s.linked = true
	program, err := programDigest()
	if err != nil {
		return s.linker.Update(tree, s.opt.AsOf)
	}
	store := markdown.OpenStore(s.opt.Cache, program)
	s.linker.Scan = store.Scan
	defer func() { s.linker.Scan = nil }()
	linked, found := s.linker.Update(tree, s.opt.AsOf)
	s.saving.Go(func() { _ = store.Save() }) // without it the next run is slower, and no less right
	return linked, found
}

// prepare lists everything the site publishes.
func (s *Session) prepare(made *Site) error {
	if err := s.look(made.Tree.Words, made.Kinds); err != nil {
		return err
	}
	found := s.figures(made)
	if made.add(found); diag.HasErrors(found) {
		return nil
	}
	given, checker, err := s.given(made)
	if err != nil || diag.HasErrors(made.Diagnostics) {
		return err
	}
	pages, err := s.renderer.Files(made.Site, given)
	if err != nil {
		return err
	}
	if made.add(s.renderer.Unused(), s.renderer.Forbidden(made.Tree.Site.Allow)); diag.HasErrors(made.Diagnostics) {
		return nil
	}
	made.rendering = sha256.Sum256(fmt.Appendf(nil, "%x %x", s.renderer.Digest(), given.Downloads.Digest()))
	s.gather(made, slices.Concat(pages, checker.Files(), s.assets.Files(), search.Files(made.Site)), given.Downloads.Files())
	return nil
}

// gather makes of a site's pages and data all that it publishes, and says how
// that is to be served.
// Downloads are added behind Under, for nothing in them is ours to rewrite. The order of files is part
// of every stamp, and must hang on nothing but the content.
func (s *Session) gather(made *Site, files, offered []publish.File) {
	at := publish.PathOf(made.baseURL)
	made.Files = publish.Under(at, files)
	made.Files = append(made.Files, publish.Under(at, offline.Files(made.Site, s.words, s.assets.Colours(false)["paper"], made.Files))...)
	made.Files = append(made.Files, offered...)
	made.ownFiles = ownFiles{s.assets, s.opt.staticName}
	if found := made.taken(made.Files); len(found) > 0 {
		made.add(found)
		return
	}
	old, found := redirects(made.Site, made.Files, s.opt)
	made.add(found)
	terms := publish.Terms{NoIndex: s.opt.NoIndex, Path: at, RedirectPages: s.opt.redirectPages()}
	if terms.RedirectPages {
		for _, r := range old {
			made.Files = append(made.Files, publish.RedirectPage(r, made.Tree.Site.Language.S, made.baseURL))
		}
	}
	made.add(astray(made.Site, made.Files, made.baseURL, made.Tree.Site.BaseURL.S))
	made.Serving = publish.NewServing(made.Files, old, terms)
}

// given makes what pages show beside their texts, and the checker, which may be
// nil. What is wrong with it is added to the site's mistakes.
func (s *Session) given(made *Site) (given render.Given, checker *checkerpage.Page, err error) {
	pics, found := s.pictures.Read(made.Tree, shown(made.Site))
	made.add(found)
	offered, found := downloads.Read(made.Tree, linking(made.Site))
	if made.add(found); diag.HasErrors(made.Diagnostics) {
		return given, nil, nil
	}
	lesson, found := Lesson(made.Site, s.opt.Cache)
	if made.add(found); diag.HasErrors(found) {
		return given, nil, nil
	}
	checker, err = checkerpage.New(made.Site, s.words, s.assets, lesson)
	return render.Given{Pictures: pics, Downloads: offered, Checker: asChecker(checker)}, checker, err
}

// shown are the documents of a site with the pictures in them.
func shown(s *site.Site) []pictures.Shown {
	documents := make([]pictures.Shown, len(s.Pages))
	for i, p := range s.Pages {
		documents[i] = pictures.Shown{Document: p.Document, Images: p.Scan.Images}
	}
	return documents
}

// linking are the documents of a site with the links in them.
func linking(s *site.Site) []downloads.Linking {
	documents := make([]downloads.Linking, len(s.Pages))
	for i, p := range s.Pages {
		documents[i] = downloads.Linking{Document: p.Document, Links: p.Scan.Links}
	}
	return documents
}

// asChecker is what pages show of a checker, which may be nil.
func asChecker(p *checkerpage.Page) render.Checker {
	if p == nil {
		return nil
	}
	return p
}

// look reads layouts and static files, the first time and when they changed.
func (s *Session) look(words *wording.Words, kinds content.Kinds) error {
	if s.renderer != nil && !s.missed.Layouts && !s.missed.Static && words == s.words && slices.Equal(kinds, s.kinds) {
		return nil
	}
	assets, err := publish.NewAssets(s.static())
	if err != nil {
		return err // of which a fault is that of a file of the site, for ours have none
	}
	s.renderer, err = render.New(layouts.Files, assets, render.Options{
		BaseURL: s.opt.BaseURL, NoIndex: s.opt.NoIndex, MetaPolicy: s.opt.metaPolicy(), Layouts: s.opt.Layouts, LayoutsName: s.opt.LayoutsName, Words: words, Kinds: kinds,
	})
	s.assets, s.words, s.kinds = assets, words, kinds
	if err == nil {
		s.missed = Change{}
	}
	return err
}
