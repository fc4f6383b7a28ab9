package generator_test

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"nosology/generator"
	"nosology/generator/disk"
	"nosology/generator/publish"
	"nosology/generator/wording"
)

// TestSitesInOtherLanguages builds the sites that init writes in German and in
// Arabic: nothing that anybody reads or hears on them is in English.
func TestSitesInOtherLanguages(t *testing.T) {
	for _, site := range []struct {
		language string
		// own tells whether a word may stand there: of the language, or a name.
		own func(word string) bool
	}{
		{"de", func(word string) bool { return !englishWords[strings.ToLower(word)] }},
		{"ar", func(word string) bool { return !isLatin(word) || slices.Contains(namesInLatin, word) }},
	} {
		t.Run(site.language, func(t *testing.T) {
			out := t.TempDir()
			content := os.DirFS("../cmd/nosology/starter-" + site.language + "/content")
			s, _, err := generator.Build(filepath.Join(out, "site"), generator.Options{
				Content: content, Name: "content", AsOf: today, Host: publish.FindHost("netlify"),
			}, publish.Options{})
			if err != nil || len(s.Diagnostics) > 0 {
				t.Fatal(err, s.Diagnostics)
			}
			if gaps := wording.For(site.language, nil).Missing(); len(gaps) > 0 {
				t.Errorf("there are no words for %v", gaps)
			}
			seen := 0
			for name, file := range disk.Texts(t, filepath.Join(out, "site")) {
				for _, text := range textsOf(t, name, file) {
					for _, word := range wordsOf(text) {
						if seen++; utf8.RuneCountInString(word) > 1 && !site.own(word) { // one letter marks a note
							t.Errorf("%s says %q: %.100s", name, word, text)
						}
					}
				}
			}
			if seen < 3000 {
				t.Errorf("only %d words were looked at", seen)
			}
		})
	}
}

// Quotes are those of the language wherever readers see them, also once it has
// become another between two builds.
func TestQuotesOfTheLanguage(t *testing.T) {
	in := newInputs(t)
	in.write(t, "content/articles/said.md", "---\ntitle: They say \"Hoik\"\nsummary: What is a \"Hoik\"?\n---\n## A \"Hoik\"\n\nA \"Hoik\" is loud. [@general]\n\n> [!self-care] A \"Hoik\"\n> - Say \"Hoik\" as [they say \"Hoik\"](names.md)\n")
	site := strings.Replace(in.read(t, "content/site.yaml"), "condition:\n", "cause-kinds: {other: {label: Another}, medicine: {label: A \"Hoik\"}, everyday: {label: Everyday}}\ncondition:\n", 1)
	out := filepath.Join(in.dir, "out")
	for _, c := range []struct{ language, want string }{
		{"en-GB", "“Hoik”"}, {"de", "„Hoik“"}, {"fr", "«\u00a0Hoik\u00a0»"}, {"de-CH", "«Hoik»"}, {"en-GB", "“Hoik”"},
	} {
		in.write(t, "content/site.yaml", strings.Replace(site, "language: en-GB", "language: "+c.language, 1))
		build(t, out, in.opt, in.how)
		seen := 0
		for name, file := range disk.Texts(t, out) {
			all, right := strings.Count(file, "Hoik"), strings.Count(file, c.want)+strings.Count(file, url.PathEscape(c.want)) // in mail
			if seen += right; all != right {
				t.Errorf("%s: %s has %d of %d words in %s", c.language, name, right, all, c.want)
			}
		}
		if seen < 10 {
			t.Errorf("%s: %s stands there %d times", c.language, c.want, seen)
		}
	}
}

// namesInLatin are written in Latin letters in any language.
var namesInLatin = strings.Fields("SHA ICD Nosology")

// englishWords are the words that we say in English and do not say in German.
var englishWords = func() map[string]bool {
	english := map[string]bool{}
	for _, key := range wording.Keys() {
		for _, word := range wordsOf(textUnder(wording.English(), key)) {
			english[strings.ToLower(word)] = true
		}
	}
	german := wording.For("de", nil)
	for _, key := range wording.Keys() {
		for _, word := range wordsOf(textUnder(german, key)) {
			delete(english, strings.ToLower(word))
		}
	}
	for _, same := range strings.Fields("finger hand so was war die in an am man hat also") {
		delete(english, same)
	}
	return english
}()

func textUnder(w *wording.Words, key string) string {
	if p, ok := w.Plural(key); ok {
		return p.Form("other").String()
	}
	s, _ := w.Say(key)
	return s.String()
}

func isLatin(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

// notWords are addresses, tags, the names of licences and of forms of plurals,
// and places that scripts fill in.
var notWords = regexp.MustCompile(`<[^>]*>|CC BY|"(?:zero|one|two|few|many|other)":|https?:\S+|mailto:\S+|\{/?[a-z]+\}|\S+\.(?:html|json|md|svg|png|js|css)\b|/\S*`)

func wordsOf(text string) []string {
	return strings.FieldsFunc(notWords.ReplaceAllString(text, " "), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
}

// textsOf are the texts of a published file that somebody reads or hears.
func textsOf(t *testing.T, name, file string) []string {
	switch {
	case path.Ext(name) == ".html":
		return textsOfPage(t, file)
	case name == "feed.xml":
		return textsOfFeed(t, file)
	case name == "site.webmanifest":
		return textsOfJSON(t, file, "name", "description")
	case path.Base(name) == "rules.json":
		return textsOfJSON(t, file, "site", "reviewed", "ask", "why", "none", "say", "title", "do", "story", "publisher")
	case path.Ext(name) == ".js":
		return phrases.FindAllString(file, -1)
	}
	return nil
}

// phrases are strings of scripts that are made to be read: several words that
// begin with a capital or end as a sentence does. What scripts call things among
// themselves does neither.
var phrases = regexp.MustCompile(`["` + "`" + `](?:\p{Lu}[\pL’]*(?: [\pL’]+)+[.!?]?|[\pL’]+(?: [\pL’]+)+[.!?])["` + "`" + `]`)

// spoken are the attributes whose values are read or heard.
var spoken = []string{"alt", "aria-label", "title", "placeholder", "label"}

// textsOfPage are the texts of a page, but for code.
func textsOfPage(t *testing.T, page string) (texts []string) {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && n.Parent.Data == "script":
			texts = append(texts, textsOfJSON(t, n.Data, "name", "description", "alternateName", "jobTitle")...)
		case n.Type == html.TextNode && n.Parent.Data != "code" && n.Parent.Parent.Data != "code" && n.Parent.Data != "style":
			texts = append(texts, n.Data)
		}
		for _, a := range n.Attr {
			isData := strings.HasPrefix(a.Key, "data-") && strings.Contains(a.Val, " ") && !slices.Contains([]string{"data-known", "data-yes"}, a.Key)
			isMeta := a.Key == "content" && slices.ContainsFunc(n.Attr, func(b html.Attribute) bool {
				return slices.Contains([]string{"description", "og:title", "og:description", "og:site_name", "og:image:alt"}, b.Val)
			})
			if slices.Contains(spoken, a.Key) || isData || isMeta {
				texts = append(texts, a.Val)
			}
		}
	}
	return texts
}

// textsOfJSON are the texts under some keys, wherever they stand.
func textsOfJSON(t *testing.T, text string, keys ...string) (texts []string) {
	var root any
	if err := json.Unmarshal([]byte(text), &root); err != nil {
		t.Fatal(err)
	}
	var walk func(key string, value any)
	walk = func(key string, value any) {
		switch value := value.(type) {
		case map[string]any:
			for _, k := range slices.Sorted(maps.Keys(value)) {
				walk(k, value[k])
			}
		case []any:
			for _, v := range value {
				walk(key, v)
			}
		case string:
			if slices.Contains(keys, key) {
				texts = append(texts, value)
			}
		}
	}
	walk("", root)
	return texts
}

func textsOfFeed(t *testing.T, feed string) (texts []string) {
	in := xml.NewDecoder(strings.NewReader(feed))
	element := ""
	for {
		token, err := in.Token()
		if err == io.EOF {
			return texts
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			element = token.Name.Local
		case xml.CharData:
			if !slices.Contains([]string{"id", "updated", "published", "uri"}, element) {
				texts = append(texts, string(token))
			}
		}
	}
}
