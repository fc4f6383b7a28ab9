package wording

import (
	"fmt"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/language"

	"nosology/layouts"
)

// about is what Words know of themselves.
type about struct {
	tag     language.Tag
	region  string             // the country in the tag; empty if it names none
	texts   map[string]string  // all texts but plurals by key: "page.skip"
	plurals map[string]*Plural // by key: "page.reading-time"; they are the fields themselves
	missing []string
}

// English returns the words of English, which has them all.
var English = sync.OnceValue(func() *Words { return newWords(language.MustParse("en"), files("en")) })

// For returns the words of a language, such as "en-GB", with a site's own in
// the place of single ones, by key. What the language does not have is said in
// English: see Missing. A name that is no language's gives English words, all of
// them missing. The words in own are taken as they are; Check judges them.
//
// It reads files and fills hundreds of fields, which takes milliseconds: a build
// does it once.
func For(name string, own map[string]string) *Words {
	tag, err := language.Parse(name)
	if err != nil {
		tag = language.Und
	}
	texts := files(name)
	maps.Copy(texts, own)
	return newWords(tag, texts)
}

// files returns the texts of a language by key: of the file of its whole name,
// and of those of shorter ones behind it. For zh-Hant-HK those are zh-Hant-HK,
// zh-Hant and zh; a text of a longer name goes before that of a shorter one.
func files(name string) map[string]string {
	texts := map[string]string{}
	for ; name != ""; name = name[:max(0, strings.LastIndexByte(name, '-'))] {
		shorter := pattern()
		if name != "en" {
			shorter = file(name)
		}
		for key, text := range shorter {
			if _, ok := texts[key]; !ok {
				texts[key] = text
			}
		}
	}
	return texts
}

// file returns the texts of the file of a name, none if there is no such file.
func file(name string) map[string]string {
	raw, err := fs.ReadFile(layouts.Files, "words/"+name+".yaml")
	if err != nil {
		return nil
	}
	var root map[string]any
	if err := yaml.Unmarshal(raw, &root); err != nil {
		return nil // a test reads all files
	}
	texts := map[string]string{}
	flatten(texts, "", root)
	return texts
}

// flatten gathers the texts of a file by their keys, joined with dots; those of
// a list by their number, from 1.
func flatten(texts map[string]string, key string, value any) {
	switch value := value.(type) {
	case map[string]any:
		for name, v := range value {
			flatten(texts, join(key, name), v)
		}
	case []any:
		for i, v := range value {
			flatten(texts, join(key, strconv.Itoa(i+1)), v)
		}
	default:
		texts[key] = fmt.Sprint(value)
	}
}

func join(key, name string) string {
	if key == "" {
		return name
	}
	return key + "." + name
}

// newWords fills a struct with texts; English stands in for what is missing.
func newWords(tag language.Tag, texts map[string]string) *Words {
	w := &Words{about: about{tag: tag, texts: map[string]string{}, plurals: map[string]*Plural{}}}
	if _, _, region := tag.Raw(); region.String() != "ZZ" {
		w.region = region.String()
	}
	l := loader{w: w, texts: texts}
	l.fields(reflect.ValueOf(w).Elem(), "")
	slices.Sort(w.missing)
	return w
}

// loader fills the fields of Words by their names. It walks the struct and not
// the texts, so that nothing of it stays empty: each text that the language
// lacks is noted as missing where it would have gone.
type loader struct {
	w     *Words
	texts map[string]string
}

func (l *loader) fields(to reflect.Value, key string) {
	for i := range to.NumField() {
		if f := to.Type().Field(i); f.IsExported() {
			l.value(to.Field(i), join(key, keyOf(f.Name)))
		}
	}
}

// keyOf is the key of a field: see-a-doctor for SeeADoctor.
func keyOf(field string) string {
	var key strings.Builder
	for i, r := range field {
		if 'A' <= r && r <= 'Z' {
			if i > 0 {
				key.WriteByte('-')
			}
			r += 'a' - 'A'
		}
		key.WriteRune(r)
	}
	return key.String()
}

// value fills a field of any of the types that Words has. A list has as many
// texts as English: the steps of an explanation are not one more or fewer.
func (l *loader) value(to reflect.Value, key string) {
	switch v := to.Addr().Interface().(type) {
	case *string:
		*v = l.text(key)
	case *Sentence:
		*v = parseSentence(l.text(key))
	case *Plural:
		l.plural(v, key)
	case *[]string:
		for i := range len(namesBelow(pattern(), key)) {
			*v = append(*v, l.text(join(key, strconv.Itoa(i+1))))
		}
	default:
		if to.Kind() == reflect.Struct {
			l.fields(to, key)
			return
		}
		l.byName(to, key)
	}
}

// byName fills a map: with the names that English has, and with a language's
// own where it may have some.
func (l *loader) byName(to reflect.Value, key string) {
	names := namesBelow(pattern(), key)
	if isOpen(key) {
		names = namesBelow(l.texts, key)
	}
	to.Set(reflect.MakeMap(to.Type()))
	for _, name := range names {
		v := reflect.New(to.Type().Elem()).Elem()
		l.value(v, join(key, name))
		to.SetMapIndex(reflect.ValueOf(name), v)
	}
}

// text returns the text of a key, in English if need be.
func (l *loader) text(key string) string {
	text, ok := l.texts[key]
	if !ok && strings.HasPrefix(key, "writing.") {
		return "" // what is so in English may be wrong
	}
	if !ok {
		l.w.missing = append(l.w.missing, key)
		text = pattern()[key]
	}
	l.w.texts[key] = text
	return text
}

// plural reads the forms that the language has. If one is missing, all of them
// are said in English: its other forms would not do for that number.
func (l *loader) plural(to *Plural, key string) {
	to.tag = l.w.tag
	l.w.plurals[key] = to
	texts := l.texts
	for _, form := range formsOf(to.tag) {
		if _, ok := texts[join(key, form)]; !ok {
			l.w.missing = append(l.w.missing, join(key, form))
			to.tag, texts = language.English, pattern()
			break
		}
	}
	for i, form := range formNames {
		if text, ok := texts[join(key, form)]; ok {
			to.forms[i] = parseSentence(text)
		}
	}
}

// isOpen reports whether the names below a key are a language's own: those of
// countries, and of the parts of a site's form.
func isOpen(key string) bool {
	return strings.HasSuffix(key, ".regions") || key == "checker.groups"
}

// pattern are the texts of English, which other languages are held against. They
// are read once, for a site in English as well: that takes milliseconds.
var pattern = sync.OnceValue(func() map[string]string { return file("en") })

// namesBelow are the names that stand right below a key, sorted; those deeper
// down count by their first part.
func namesBelow[T any](texts map[string]T, key string) []string {
	found := map[string]bool{}
	for k := range texts {
		if rest, ok := strings.CutPrefix(k, key+"."); ok {
			name, _, _ := strings.Cut(rest, ".")
			found[name] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}
