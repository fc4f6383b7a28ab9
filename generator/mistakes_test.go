package generator_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/disk"
	"nosology/generator/publish"
)

// mistake is a slip in one file of a site, and what is said of it: the place,
// what is wrong, and what to do.
type mistake struct {
	file, old, new    string
	place, says, cure string
}

const (
	settings  = "content/site.yaml"
	treatment = "content/treatments/kind-word.md"
	article   = "content/articles/listening.md"
	layout    = "layouts/treatment.html"
	ownSheet  = "content/static/css/own.css"
	passage   = "content/passages/a-diary.md"
)

// mistakes are those that editors make with what a site declares, changes and
// puts beside its texts.
var mistakes = map[string]mistake{
	// Collections and their keys.
	"a collection that is there already":        {settings, "  treatments:\n", "  causes:\n", settings + ":85:3", `"causes" has a meaning of its own already`, "another name"},
	"a collection in capitals":                  {settings, "  treatments:\n", "  Treatments:\n", settings + ":85:3", `"Treatments" cannot be a folder`, "write treatments"},
	"a collection without a label":              {settings, "    label: Treatments\n", "", settings + ":85:3", "label is missing", "add a line"},
	"an icon that is not there":                 {settings, "icon: treatment\n", "icon: treatmnt\n", settings + ":88:11", `no drawing "treatmnt.svg"`, `"treatment"`},
	"an own key of an unknown kind":             {settings, "holds: causes,", "holds: cause,", settings + ":90:41", `unknown kind of value "cause"`, `"causes"`},
	"an own key that holds two things":          {settings, "one-of: [quiet, noisy]", "one-of: [quiet, noisy], holds: text", settings + ":91:60", "one of a few words, or what holds says", "take holds out"},
	"an own key without words":                  {settings, "one-of: [quiet, noisy]", "one-of: []", settings + ":91:37", "no word that the key could hold", "[good, some, little]"},
	"an own key that every document has":        {settings, "      takes: {", "      title: {label: Name}\n      takes: {", settings + ":92:7", `have a key "title" already`, "another name"},
	"own keys of an unknown folder":             {settings, "  articles:\n    sculpture", "  article:\n    sculpture", settings + ":96:3", `unknown folder "article"`, `"articles"`},
	"a word that an own key does not have":      {treatment, "noise: quiet", "noise: silent", treatment + ":5:8", `noise cannot be "silent"`, "one of: quiet, noisy"},
	"an id that an own key does not find":       {treatment, "stage-fright,", "stagefright,", treatment + ":4:23", `unknown cause "stagefright"`, `"stage-fright"`},
	"a list where one text is to be":            {treatment, "five minutes", "[five, minutes]", treatment + ":6:8", "takes must be text, not a list", "double quotes"},
	"a date in another order":                   {treatment, "1987-06-21", "21.6.1987", treatment + ":8:8", "is not a date", "write 1987-06-21"},
	"an own key with a slip":                    {treatment, "takes: five", "takse: five", treatment + ":6:1", `unknown key "takse"`, `"takes"`},
	"a key that every document of a kind needs": {treatment, "helps: [homesickness, stage-fright, envy]\n", "", treatment + ":1:1", "helps is missing", "add a line"},

	// Vocabulary.
	"a kind of causes with a slip":  {"content/causes/moss.md", "kind: weather", "kind: wether", "content/causes/moss.md:5:7", `kind cannot be "wether"`, `"weather"`},
	"a type that the site has not":  {"content/symptoms/low-groan.md", "type: creak", "type: sound", "content/symptoms/low-groan.md:5:7", `type cannot be "sound"`, "one of: creak, stance"},
	"a group that the site has not": {"content/checker.yaml", "group: danger", "group: warning-signs", "content/checker.yaml:9:10", `group cannot be "warning-signs"`, "one of: danger, sounds"},
	"a kind that is a mere label":   {settings, "{label: Weather, icon: weather}", "Weather", settings + ":66:12", "must be a group of keys, not text", "on a line of its own"},
	"a list shown with a slip":      {"content/pages/treatments.md", "shows: treatments", "shows: treatment", "content/pages/treatments.md:5:8", `shows cannot be "treatment"`, `"treatments"`},
	"a tab in the settings":         {settings, "  creak: {label", "\tcreak: {label", settings + ":72:1", "a tab cannot indent YAML", "spaces"},
	"a brace that nothing closes":   {settings, "parts:\n", "parts: {\n", settings + ":44:3", "a group does not end", "close it with }"},

	// Menus, the map and static files.
	"a menu to an unknown page":    {settings, "pages/search.md", "pages/serach.md", settings + ":30:23", `unknown document "pages/serach.md"`, `"pages/search.md"`},
	"a menu to an address":         {settings, "pages/search.md", "/search/", settings + ":30:23", `unknown document "/search`, "name a file within the content folder"},
	"a menu to an open address":    {settings, "pages/search.md", `"http://give.example"`, settings + ":30:23", "a menu cannot lead to", "https://"},
	"a part that the map has not":  {settings, "{part: head,", "{part: hat,", settings + ":56:12", `has no part "hat"`, `data-part="hat"`},
	"a map that is not there":      {settings, "figure: map.svg", "figure: maps.svg", settings + ":54:11", `no drawing "maps.svg"`, `"map.svg"`},
	"a picture in a style sheet":   {ownSheet, "}\n", "}\na { background: url(../img/x.png) }\n", ownSheet + ":3:17", "there is no static file img/x.png", "from the folder of the style sheet"},
	"a style sheet from elsewhere": {ownSheet, "/* Colors", "@import \"https://fonts.example/x.css\";\n/* Colors", ownSheet + ":1:9", "asks another origin", "into the folder static"},
	"words with an unknown key":    {"content/words/en.yaml", "checker:\n", "checker:\n  starte: X\n", "content/words/en.yaml:42:3", `unknown key "checker.starte"`, `"checker.start"`},
	"words with an unknown place":  {"content/words/en.yaml", "call {phone}\"", "call {fone}\"", "content/words/en.yaml:16:13", "nothing is filled in for {fone}", "{phone}"},
	"a number and other digits":    {settings, `"5550142"`, `"5550124"`, settings + ":16:58", "their phones dial 5550124", "same number"},

	// Downloads, entries below others, passages, and whom pages have to do with.
	"a download that is not there":             {article, "/files/squares.csv", "/files/sqares.csv", article + ":34:27", `no file "files/sqares.csv"`, `"files/squares.csv"`},
	"a download from another folder":           {article, "/files/squares.csv", "squares.csv", article + ":34:26", "stands in the folder files", "/files/squares.csv"},
	"a menu to a missing download":             {settings, "files/creak-diary.pdf", "files/creak-dairy.pdf", settings + ":27:35", `no file "files/creak-dairy.pdf"`, `"files/creak-diary.pdf"`},
	"an entry with nothing below it":           {settings, "- {label: Without a network, to: pages/offline.md}", "- {label: Without a network, children: []}", settings + ":38:11", "leads nowhere", "write to: and"},
	"an entry below one that is below another": {settings, "- {label: A diary to print, to: files/creak-diary.pdf}", "- {label: A diary to print, children: [{label: PDF, to: files/creak-diary.pdf}, {label: x, to: nothing.md}]}", settings + ":27:31", "an entry below another has none below it", "beside"},
	"one day for two":                          {article, "review: {written: 2026-11-28, due: 2027-11-28}", "review: 2026", article + ":6:9", "review must be a group of keys", "write {written: 2026-11-30, due: 2027-11-30}"},
	"a menu to a heading that is not there":    {settings, "#listen", "#lisen", settings + ":26:35", `no heading "#lisen"`, `"listen"`},
	"a passage that is not there":              {article, "passages/a-diary.md", "passages/diary.md", article + ":32:1", `no passage "passages/diary.md"`, `"passages/a-diary.md"`},
	"a passage within a sentence":              {article, "[A diary](../passages/a-diary.md)", "Take [a diary](../passages/a-diary.md).", article + ":32:7", "no page that a link could lead to", "a paragraph of its own"},
	"a mistake in a passage":                   {passage, "creak-diary.pdf", "creak-dairy.pdf", passage + ":1:61", `no file "files/creak-dairy.pdf"`, `"files/creak-diary.pdf"`},
	"a passage with front matter":              {passage, "Masons like", "---\ntitle: A diary\n---\nMasons like", passage + ":1:1", "no front matter", "take out"},
	"whom pages may ask with a slash":          {settings, "origin: https://films.statue-keepers.example", "origin: https://films.statue-keepers.example/", settings + ":100:11", "not whom pages can have to do with", "write https://films.statue-keepers.example"},
	"whom pages may ask for an unknown thing":  {settings, "[frame]", "[iframe]", settings + ":103:9", `for cannot be "iframe"`, `"frame"`},
	"whom the check may ask":                   {settings, "pages: [pages/about.md]", "pages: [pages/checker.md]", settings + ":109:11", "has to do with nobody else", "take it out"},
	"whom pages may ask, and nobody says why":  {settings, "  why: shows its films\n", "", settings + ":100:3", "why is missing", "add a line"},
	"whom pages may ask, and no page says":     {"content/pages/privacy.md", "shows: privacy\n", "", settings + ":100:11", "no page tells readers of Guild of Statue Keepers", "shows: privacy"},

	// Layouts.
	"an unknown function":           {layout, "{{facts .}}", "{{fakts .}}", layout + ":8", `no function "fakts"`, `"facts"`},
	"an unknown field":              {layout, "{{.Title}}", "{{.Titel}}", layout + ":5:9", "a page has no field .Titel", `"Title"`},
	"a layout that does not end":    {layout, "{{review .}}\n{{end}}", "{{review .}}", layout, "the layout ends in the middle", "has no {{end}}"},
	"a layout that defines nothing": {layout, `{{define "main"}}`, `{{define "mian"}}`, layout, `nothing is defined as "main"`, `{{define "main"}}`},
	"a key that nobody declares":    {layout, `field . "noise"`, `field . "nosie"`, layout + ":4:", `site.yaml declares no key "nosie"`, `"noise"`},
	"words that there are not":      {layout, "{{facts .}}", `{{say "page.skipp"}}`, layout + ":8:3", `no words under "page.skipp"`, `"page.skip"`},

	// Old addresses, sources, stories.
	"an old address without a slash": {article, "heard-as:", "aliases: [old-listening]\nheard-as:", article + ":4:11", "is not an address on this site", `"/old-listening"`},
	"an old address in full":         {article, "heard-as:", "aliases: [\"https://statues.example/old/?p=1\"]\nheard-as:", article + ":4:11", "is not an address on this site", `"/old/?p=1"`},
	"an old address with a heading":  {article, "heard-as:", "aliases: [\"/old/#top\"]\nheard-as:", article + ":4:11", "is not an address", "browsers do not send it"},
	"an old address with half a %":   {article, "heard-as:", "aliases: [/old%2/]\nheard-as:", article + ":4:11", "is not an address", "%25"},
	"an old address twice":           {article, "heard-as:", "aliases: [/old/, /old]\nheard-as:", article + ":4:18", "is also an old address", "take one of the two out"},
	"an old address of a page":       {article, "heard-as:", "aliases: [/causes/moss/]\nheard-as:", article + ":4:11", "already leads to causes/moss.md", "take the alias out"},
	"a source that is not there":     {article, "@frost-table", "@frost-tabel", article + ":11:28", `unknown source "frost-tabel"`, `"frost-table"`},
	"a source of an unknown kind":    {"content/sources.yaml", "kind: textbook", "kind: book", "content/sources.yaml:6:9", `kind cannot be "book"`, "one of:"},
	"a year in words":                {"content/sources.yaml", "year: 2024", "year: last year", "content/sources.yaml:5:9", "year must be a number", "write digits"},
	"a story with an unknown flag":   {"content/vignettes.yaml", "[rf-loose-arm]", "[rf-lose-arm]", "content/vignettes.yaml:64:11", `unknown flag "rf-lose-arm"`, `"rf-loose-arm"`},
	"a sentence for nothing":         {"content/said.yaml", "  shoe-squeak:\n", "  shoe-squeek:\n", "content/said.yaml:3:3", `unknown finding "shoe-squeek"`, `"shoe-squeak"`},
	"a callout of an unknown kind":   {article, "## Words", "> [!HINT]\n> x\n\n## Words", article + ":17:5", `unknown card "HINT"`, "one of:"},
	"a film that says no time":       {article, ", 4:10, with", ", with", article + ":36:5", "does not say how long it takes", "2:30"},
	"a film without a title":         {article, "[!video] How to sit with a statue", "[!video]", article + ":36:5", "a film has no title", "write > [!video] and its title"},
	"text folded away under nothing": {article, "[!details] How pigeons are counted", "[!details]", article + ":39:5", "what is folded away", "behind the mark"},
	"a picture that is not there":    {article, "## Words", "![A chair](../images/chair.jpg)\n\n## Words", article + ":17:3", `no picture "images/chair.jpg"`, "put the file into images"},
}

// programmers are words of a program's insides, which help no editor.
var programmers = regexp.MustCompile(`(?i)\bnil\b|unmarshal|panic|goroutine|html/template|\byaml: |strconv|runtime|nosology:|%!|syntax error|unexpected <|reflect`)

func TestMistakesOfEditorsAreTold(t *testing.T) {
	if len(mistakes) < 30 {
		t.Errorf("only %d mistakes", len(mistakes))
	}
	whole := fstest.MapFS{}
	for _, part := range []string{"content", "layouts"} {
		for name, file := range disk.Memory(t, os.DirFS("testdata/statues/"+part)) {
			whole[part+"/"+name] = file
		}
	}
	for name, m := range mistakes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := withMistake(t, whole, m)
			said := ""
			for _, d := range found {
				if d.Severity != diag.Error {
					continue
				}
				said += fmt.Sprintf("%s: %s (%s)\n", d.Position, d.Message, d.Hint)
				if strings.HasPrefix(fmt.Sprint(d.Position), m.place) && strings.Contains(d.Message, m.says) && strings.Contains(d.Hint, m.cure) {
					m.place = "" // told
				}
			}
			if m.place != "" && m.says != "" && !strings.Contains(said, m.says) || m.place != "" {
				t.Errorf("%s: %s (%s) is told as\n%s", m.place, m.says, m.cure, said)
			}
			if at := programmers.FindString(said); at != "" || strings.Count(said, "\n") > 1 {
				t.Errorf("%q, or more than the one mistake, is told:\n%s", at, said)
			}
		})
	}
}

// withMistake is what is said of a site with a slip in one file.
func withMistake(t *testing.T, whole fstest.MapFS, m mistake) []diag.Diagnostic {
	t.Helper()
	slipped := fstest.MapFS{}
	for name, file := range whole {
		slipped[name] = file
	}
	text := string(whole[m.file].Data)
	if !strings.Contains(text, m.old) {
		t.Fatalf("%s does not say %q", m.file, m.old)
	}
	slipped[m.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, m.old, m.new, 1))}
	content, err := slipped.Sub("content")
	if err != nil {
		t.Fatal(err)
	}
	layouts, err := slipped.Sub("layouts")
	if err != nil {
		t.Fatal(err)
	}
	check := generator.Prepare
	if m.file == layout {
		check = generator.Check
	}
	s, err := check(generator.Options{
		Content: content, Name: "content", Layouts: layouts, LayoutsName: "layouts", AsOf: today, Host: publish.FindHost("netlify"),
	})
	if err != nil {
		t.Fatalf("told as a fault of the program: %v", err)
	}
	return s.Diagnostics
}
