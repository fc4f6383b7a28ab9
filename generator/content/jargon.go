package content

import (
	"errors"
	"io/fs"

	"nosology/generator/diag"
	"nosology/generator/input"
)

// HardWord is an entry of jargon.yaml: a hard word, and a plainer one for it.
type HardWord struct{ Word, Plainer Text }

// Jargon reads jargon.yaml, the editors' list of hard words:
//
//	haematoma: bruise
//
// It reports false if there is none. Only checks of language read it, so it is
// no part of what a build loads.
func (t *Tree) Jargon() (words []HardWord, ds []diag.Diagnostic, ok bool) {
	if t.FS == nil {
		return nil, nil, false
	}
	d := &decoder{path: t.Name + "/" + wordsFile}
	raw, err := input.ReadPart(t.FS, wordsFile, maxSettings)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, false
	case err != nil:
		return nil, []diag.Diagnostic{unreadable(wordsFile, err).Diagnostic(t.Name)}, true
	case len(raw) > maxSettings:
		d.tooLong(Pos{}, "the file", maxSettings, "look for what does not belong here")
		return nil, d.ds, true
	}
	d.parse(d.decodeText(raw), func(root *node) {
		if root == nil {
			return
		}
		d.each(root, func(word Text, v *node) {
			if plainer := d.text(v); plainer.S != "" {
				words = append(words, HardWord{word, plainer})
			}
		})
	})
	return words, d.ds, true
}
