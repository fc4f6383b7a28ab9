package content

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"nosology/generator/diag"
	"nosology/generator/wording"
)

// The words of a site's own, in words/LANG.yaml, take the place of single ones
// of ours. Their keys are those of layouts/words/en.yaml:
//
//	page:
//	  skip: Straight to the text
//	phones:
//	  call: Dial {phone} in an emergency.

// wordsFolder holds the words of a site's own.
const wordsFolder = "words"

// isWordsPath reports whether a path is a place for words of a language.
func isWordsPath(p string) bool {
	folder, file := path.Split(p)
	name, ok := strings.CutSuffix(file, ".yaml")
	return folder == wordsFolder+"/" && ok && pattern.language.MatchString(name)
}

// wordsPaths are the files of words that there are, sorted.
func wordsPaths(fsys fs.FS) []string {
	all, _ := fs.Glob(fsys, wordsFolder+"/*.yaml") // the pattern is a good one
	return slices.DeleteFunc(all, func(p string) bool { return !isWordsPath(p) })
}

// languageOf is the language of a file of words.
func languageOf(p string) string {
	return strings.TrimSuffix(path.Base(p), ".yaml")
}

// decodeWords reads words of a language by their keys.
func decodeWords(d *decoder, root *node, language string) map[string]string {
	w := wordDecoder{d, language, map[string]string{}}
	w.group("", root)
	return w.texts
}

type wordDecoder struct {
	*decoder
	language string
	texts    map[string]string
}

// group reads words one level deeper; a key's path, as in checker.result.title, is its name.
func (w *wordDecoder) group(key string, n *node) {
	w.each(n, func(name Text, v *node) {
		if key != "" {
			name.S = key + "." + name.S
		}
		w.value(name, v)
	})
}

// value reads a word, a list of them, or a group. An unknown key is told at the key, anything else
// at the text.
func (w *wordDecoder) value(key Text, n *node) {
	switch {
	case w.full():
	case n.kind == yamlGroup:
		w.group(key.S, n)
	case n.kind == yamlList:
		for i := range n.items {
			w.value(Text{S: key.S + "." + strconv.Itoa(i+1), Pos: n.items[i].at}, &n.items[i])
		}
	default:
		t := w.text(n)
		message, hint := wording.Check(w.language, key.S, t.S)
		switch {
		case t.S == "":
		case strings.HasPrefix(message, "unknown key"):
			w.errorf(key.Pos, "unknown-key", hint, "%s", message)
		case message != "":
			w.errorf(t.Pos, "bad-words", hint, "%s", message)
		default:
			w.texts[key.S] = t.S
		}
	}
}

// readWords reads the files of a site's own words and makes the words of its
// language: ours, with its own in their places. A file for a narrower language,
// such as en-GB, goes before one for a wider one.
func (t *Tree) readWords(texts map[string][]byte) []diag.Diagnostic {
	language := t.Site.Language
	site := &decoder{path: SiteFile, file: texts[SiteFile]}
	own := map[string]string{}
	for _, p := range slices.Sorted(maps.Keys(texts)) { // en before en-GB
		if !isWordsPath(p) {
			continue
		}
		d := &decoder{path: p}
		name := languageOf(p)
		d.file = texts[p]
		d.parse(d.file, func(root *node) {
			if root == nil {
				return
			}
			found := decodeWords(d, root, name)
			if language.S == name || strings.HasPrefix(language.S, name+"-") {
				maps.Copy(own, found)
			} else {
				d.report(Pos{Line: 1, Column: 1}, diag.Warning, "unused-words", "rename it, or remove it", "the site's language is %s, so this file is not used", language.S)
			}
		})
		site.ds = append(site.ds, d.ds...)
	}
	t.Words = wording.For(language.S, own)
	if pattern.language.MatchString(language.S) {
		t.missingWords(site)
	}
	return site.ds
}

// missingWords reports what the site's language has no words for. A site is not
// built whose readers are not told in their language how urgent something is.
func (t *Tree) missingWords(d *decoder) {
	at, language := t.Site.Language.Pos, t.Site.Language.S
	hint := fmt.Sprintf("write them in words/%s.yaml, with the keys of layouts/words/en.yaml", language)
	care := t.Words.MissingCare()
	if len(care) > 0 {
		d.errorf(at, "missing-words", hint, "the language %q has no words for levels of care and numbers to call: %s", language, strings.Join(care, ", "))
	}
	others := slices.DeleteFunc(slices.Clone(t.Words.Missing()), func(key string) bool { return slices.Contains(care, key) })
	if len(others) > 0 {
		d.report(at, diag.Warning, "missing-words", hint, "the language %q lacks %d texts, which are in English: %s", language, len(others), listKeys(others))
	}
}

// keysShown is how many missing keys are named one by one.
const keysShown = 25

// listKeys names keys, or the groups that they are in with the number of each.
func listKeys(keys []string) string {
	if len(keys) <= keysShown {
		return strings.Join(keys, ", ")
	}
	count := map[string]int{}
	for _, key := range keys {
		group, _, _ := strings.Cut(key, ".")
		count[group]++
	}
	var groups []string
	for _, group := range slices.Sorted(maps.Keys(count)) {
		groups = append(groups, fmt.Sprintf("%s (%d)", group, count[group]))
	}
	return strings.Join(groups, ", ")
}
