package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/held"
	"nosology/generator/signing"
)

// signCommand writes down what a clinician has signed.
type signCommand struct {
	contentFlags
	What string `arg:"" enum:"page,flag,release" help:"What was signed: page, flag or release."`
	ID   string `arg:"" help:"Which: a file (causes/caffeine.md), the id of a flag, the name of the release (1.2)."`
	Name string `required:"" placeholder:"NAME" help:"The clinician's name."`
	Role string `required:"" placeholder:"ROLE" help:"What the clinician is: GP, neurologist."`
}

func (c *signCommand) Help() string {
	return `Writes down that a named clinician has read a page, a flag or the whole content, and stands behind it. Ask them first: this is a statement in their name. It is no cryptography and proves nothing of who wrote it, but it is bound to what was signed, and ends when that changes:

  page      its text and front matter; it stands in the page's own front matter
  flag      its rule, its wording and its sources; it stands in signatures.yaml
  release   all content; rules in held.yaml that were made to warn less move to it

  nosology sign flag rf-stroke --name "…" --role GP

With require-sign-off: milder in site.yaml, a rule that warns less than before is not published before its flag, or a release, is signed.`
}

func (c *signCommand) Run(t *terminal) error {
	folder, tree, found, err := c.load()
	if err != nil {
		return err
	}
	if diag.HasErrors(found) {
		return errors.Join(t.show(t.err, found), errMistakes)
	}
	if tree.Held != nil && tree.Held.Seal.S != held.Seal(tree.Held) {
		return usage{fmt.Errorf("%s was changed by hand; take that back first", content.HeldFile)}
	}
	by := content.Signature{Name: content.Text{S: strings.TrimSpace(c.Name)}, Role: content.Text{S: strings.TrimSpace(c.Role)}, Date: content.Date{Time: c.AsOf.orToday()}}
	if by.Name.S == "" || by.Role.S == "" {
		return usage{errors.New("say who has signed: --name and --role cannot be empty")}
	}
	switch c.What {
	case "page":
		err = signPage(t, folder, tree, c.ID, by)
	case "flag":
		err = signFlag(folder, tree, c.ID, by)
	case "release":
		err = signRelease(folder, tree, c.ID, by)
	}
	if err == nil {
		_, err = fmt.Fprintf(t.out, "Signed %s %s: %s, %s, %s\n", c.What, c.ID, c.Name, c.Role, by.Date.Format(time.DateOnly))
	}
	return err
}

func signFlag(folder folder, tree *content.Tree, id string, by content.Signature) error {
	var flag *content.Flag
	var ids []string
	if tree.Checker == nil {
		return usage{errors.New("the content has no checker.yaml, so there are no flags to sign")}
	}
	for i := range tree.Checker.Flags {
		f := &tree.Checker.Flags[i]
		if ids = append(ids, f.ID.S); f.ID.S == id {
			flag = f
		}
	}
	if flag == nil {
		return usage{fmt.Errorf("there is no flag %q; %s", id, diag.DidYouMean(id, ids))}
	}
	// Statements are only added. Of several on one flag the last holds (signing.Of); those before
	// it tell what was signed when.
	signed := append(tree.Signed, content.Signed{Flag: flag.ID, Signature: by, Hash: content.Text{S: signing.Flag(tree, flag)}})
	files := map[string][]byte{content.SignaturesFile: signing.Format(signed)}
	if h := tree.Held; h != nil {
		for i := range h.Weakened {
			if w := &h.Weakened[i]; w.Flag.S == id && w.Signed == nil {
				w.Signed = &by
				files[content.HeldFile] = held.Format(h)
			}
		}
	}
	return folder.change(files)
}

// signRelease signs all content. What was made to warn less moves from held.yaml to the statement: both are written, or
// none, for nothing else says why a rule warns less.
func signRelease(folder folder, tree *content.Tree, name string, by content.Signature) (err error) {
	s := content.Signed{Release: content.Text{S: name}, Signature: by}
	files := map[string][]byte{}
	if h := tree.Held; h != nil && len(h.Weakened) > 0 {
		for _, w := range h.Weakened {
			s.Weakened = append(s.Weakened, content.Text{S: fmt.Sprintf("%s %s %s: %s (%s)", w.Date.Format(time.DateOnly), w.Kind.S, w.Flag.S, w.Witness.S, w.Reason.S)})
		}
		h.Weakened = nil
		files[content.HeldFile] = held.Format(h)
	}
	// The digest covers held.yaml as it will be published.
	if s.Hash.S, err = signing.Release(tree, files); err != nil {
		return err
	}
	files[content.SignaturesFile] = signing.Format(append(tree.Signed, s))
	return folder.change(files)
}

// signPage writes a signature into a page's front matter.
func signPage(t *terminal, folder folder, tree *content.Tree, path string, by content.Signature) error {
	var doc *content.Document
	for _, d := range tree.Docs {
		if d.Path == filepath.ToSlash(path) {
			doc = d
		}
	}
	if doc == nil {
		return usage{fmt.Errorf("there is no document %s in the content folder; name it like causes/caffeine.md", path)}
	}
	text, err := fs.ReadFile(tree.FS, doc.Path)
	if err != nil {
		return err
	}
	signature := fmt.Sprintf("{name: %s, role: %s, date: %s, hash: %s}", content.Quote(by.Name.S), content.Quote(by.Role.S),
		by.Date.Format(time.DateOnly), content.Quote(content.Fingerprint(doc)))
	if doc.Review.Written.IsZero() {
		return usage{fmt.Errorf("%s has no review in its front matter; write review: {written: …, due: …} first", path)}
	}
	signed, ok := content.SetEntry(text, "review", "clinician", signature)
	now, found := tree.ParseDocument(doc.Path, signed)
	switch {
	case ok && diag.HasErrors(found):
		for i := range found {
			found[i].File = tree.Name + "/" + doc.Path
		}
		fmt.Fprintln(t.err, "Nothing was written, for the page would have these mistakes:")
		return errors.Join(t.show(t.err, found), errMistakes)
	case !ok || !isSigned(tree, now, text, signature):
		return usage{fmt.Errorf("the review of %s is written in a way that no signature can be put into; write it as review: {written: …, due: …}, on one line, and run this again", path)}
	}
	return folder.change(map[string][]byte{doc.Path: signed})
}

// isSigned reports whether a document has a signature, and says beside it what it said before.
// What is signed is not to be taken on trust from how the text was edited.
func isSigned(tree *content.Tree, now *content.Document, before []byte, signature string) bool {
	was, _ := tree.ParseDocument(now.Path, before)
	wanted, _ := tree.ParseDocument(now.Path, []byte("---\nreview: {clinician: "+signature+"}\n---\n"))
	want, got := wanted.Review.Clinician, now.Review.Clinician
	return want != nil && got != nil && got.Name.S == want.Name.S && got.Role.S == want.Role.S &&
		got.Date.Equal(want.Date.Time) && got.Hash.S == want.Hash.S && content.Fingerprint(now) == content.Fingerprint(was) &&
		now.Review.Written.Equal(was.Review.Written.Time) && now.Review.Due.Equal(was.Review.Due.Time)
}
