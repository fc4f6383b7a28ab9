// Package signing keeps what named clinicians have signed. A signature is a statement bound to what was signed by a
// digest, so that it ends when that changes; it is no cryptography, and proves nothing of who wrote it.
//
// What a digest covers must never change for what has been signed already: digests stand in the files of sites, and
// a new version of this program must not end what a clinician still stands behind. So fields that came later are fed
// only where they are set (feedMore), and nothing is ever fed in another order.
package signing

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
)

// Flag returns the digest of a flag: its rule, its wording and its sources, whatever the order of its lines.
func Flag(t *content.Tree, f *content.Flag) string {
	h := sha256.New()
	feed(h, f.ID.S, f.Level.S, strconv.FormatBool(f.UnsureFull), f.Title.S, f.Say.S, f.Do.S, f.Help.S, f.Why.S)
	var lines []string
	for _, set := range f.When {
		var ids []string
		for _, id := range set {
			ids = append(ids, id.S)
		}
		slices.Sort(ids)
		lines = append(lines, strings.Join(ids, " "))
	}
	slices.Sort(lines)
	feed(h, lines...)
	for _, id := range f.Sources {
		for _, s := range t.Sources {
			if s.ID.S == id.S {
				feed(h, id.S, s.Title.S, s.Publisher.S, s.URL.S, strconv.Itoa(s.Year))
				feedMore(h, s)
			}
		}
	}
	return short(h)
}

// feedMore adds what not every source has, so that older digests hold.
func feedMore(h hash.Hash, s *content.Source) {
	if s.DOI.S != "" {
		feed(h, "doi", s.DOI.S)
	}
	if s.In.S != "" || s.Pages.S != "" {
		feed(h, "in", s.In.S, s.Pages.S)
	}
	for _, a := range s.Authors {
		feed(h, "author", a.S)
	}
}

// Release returns the digest of a whole content folder, but for what is signed of it. Some of its files are about to
// have other texts, which count in place of theirs; edited may be nil.
func Release(t *content.Tree, edited map[string][]byte) (string, error) {
	h := sha256.New()
	err := fs.WalkDir(t.FS, ".", func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p != "." && strings.HasPrefix(e.Name(), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !e.Type().IsRegular() || p == content.SignaturesFile:
			return nil
		}
		text, ok := edited[p]
		if !ok {
			text, err = fs.ReadFile(t.FS, p)
		}
		feed(h, p, string(text))
		return err
	})
	return short(h), err
}

// feed hashes texts so that no two lists of them hash the same.
func feed(h hash.Hash, texts ...string) {
	fmt.Fprintf(h, "%d ", len(texts))
	for _, s := range texts {
		fmt.Fprintf(h, "%d %s", len(s), s)
	}
}

// short is a digest as files and pages show it: 128 bits in 32 digits, which
// nobody can find a second text for by chance.
func short(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)[:16]) }

// Of returns the last statement on a flag that still holds, or nil.
func Of(t *content.Tree, f *content.Flag) *content.Signed {
	for i := len(t.Signed) - 1; i >= 0; i-- {
		if s := &t.Signed[i]; s.Flag.S == f.ID.S && s.Hash.S == Flag(t, f) {
			return s
		}
	}
	return nil
}

// Check reports statements on flags that have changed since, and rules that warn less although nobody has signed
// that, where the site demands it.
func Check(t *content.Tree) (ds []diag.Diagnostic) {
	report := func(file string, at content.Pos, severity diag.Severity, check, hint, format string, args ...any) {
		d := t.Diagnose(file, at, severity, check, fmt.Sprintf(format, args...))
		d.Hint = hint
		ds = append(ds, d)
	}
	flags := map[string]*content.Flag{}
	if t.Checker != nil {
		for i := range t.Checker.Flags {
			flags[t.Checker.Flags[i].ID.S] = &t.Checker.Flags[i]
		}
	}
	last := map[string]*content.Signed{}
	for i := range t.Signed {
		last[t.Signed[i].Flag.S] = &t.Signed[i]
	}
	for i := range t.Signed {
		s := &t.Signed[i]
		switch f := flags[s.Flag.S]; {
		case (s.Flag.S == "") == (s.Release.S == ""):
			report(content.SignaturesFile, s.Name.Pos, diag.Error, "bad-value", "take the entry out and sign anew: nosology sign flag, or nosology sign release", "a signature is of a flag or of a release, and this one is of both or neither")
		// Releases have no flag. Of several statements on one flag the last counts, and
		// where the checker could not be read it is not known which flags there are.
		case s.Flag.S == "" || last[s.Flag.S] != s || t.Lacks(content.CheckerFile):
		case f == nil:
			report(content.SignaturesFile, s.Flag.Pos, diag.Warning, "voided", "nothing stands behind this signature any more", "the flag %q that %s signed is gone", s.Flag.S, s.Name.S)
		case s.Hash.S != Flag(t, f):
			report(content.SignaturesFile, s.Flag.Pos, diag.Warning, "voided", "let it be read and signed anew: nosology sign flag "+s.Flag.S, "the flag %q has changed since %s signed it", s.Flag.S, s.Name.S)
		}
	}
	if t.Held != nil && t.Site.RequireSignOff.S == "milder" {
		for i := range t.Held.Weakened {
			// A weakening carries its own signature; one on the flag as a whole may be
			// older than it, and then says nothing of it.
			if w := &t.Held.Weakened[i]; w.Signed == nil {
				report(content.HeldFile, w.Flag.Pos, diag.Error, "unsigned", "let a clinician read it, then run: nosology sign flag "+w.Flag.S,
					"a rule warns less, and no clinician has signed that: %s", w.Witness.S)
			}
		}
	}
	return ds
}

// Format writes signatures.yaml.
func Format(all []content.Signed) []byte {
	var b strings.Builder
	b.WriteString("# What named clinicians have read and stand behind, written by \"nosology sign\". These are statements: the digest ends\n# them when what was signed changes, and proves nothing of who wrote them.\n\nsignatures:\n")
	for i := range all {
		s := &all[i]
		if s.Flag.S != "" {
			b.WriteString("\n- flag: " + s.Flag.S + "\n")
		} else {
			b.WriteString("\n- release: " + content.Quote(s.Release.S) + "\n")
		}
		b.WriteString("  name: " + content.Quote(s.Name.S) + "\n  role: " + content.Quote(s.Role.S) + "\n  date: " + s.Date.Format(time.DateOnly) + "\n  hash: " + content.Quote(s.Hash.S) + "\n")
		if len(s.Weakened) > 0 {
			b.WriteString("  weakened:\n")
			for _, w := range s.Weakened {
				b.WriteString("  - " + content.Quote(w.S) + "\n")
			}
		}
	}
	return []byte(b.String())
}
