package generator_test

import (
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"nosology/generator"
	"nosology/generator/disk"
	"nosology/generator/internal/soak"
	"nosology/generator/publish"
)

// aMegabyte are files made of the same again and again: a piece, with a number
// where it says %d. A page has front matter before, settings have what they say
// already.
var aMegabyte = []struct{ name, path, head, piece string }{
	{"words", page, "", "word "},
	{"lines", page, "", "A line.\n"},
	{"paragraphs", page, "", "A paragraph of its own.\n\n"},
	{"headings", page, "", "## Heading %d\n\nText.\n\n"},
	{"the same headings", page, "", "## Heading\n\n"},
	{"links to pages", page, "", "See [hiccups %d](../symptoms/hiccups.md).\n\n"},
	{"links to nowhere", page, "", "See [this](nowhere-%d.md).\n\n"},
	{"links to headings", page, "", "See [this](#heading-%d).\n\n"},
	{"links elsewhere", page, "", "See [this](https://a.example/%d).\n\n"},
	{"names that are linked", page, "", "Heartburn comes with hiccups and acid reflux.\n\n"},
	{"emphasis", page, "", "**a *b** c* __d _e__ f_ \n"},
	{"stars", page, "", "a**b*c***d \n"},
	{"code spans", page, "", "`a ``b` ```c`` \n"},
	{"tables", page, "", "| a | b |\n|---|---|\n| c | d |\n\n"},
	{"a long table", page, "| a | b |\n|---|---|\n", "| c%d | d |\n"},
	{"a wide table", page, "", "| a "},
	{"a list", page, "", "- item %d\n"},
	{"lists in lists", page, "", "- a\n  - b\n    - c\n      - d\n"},
	{"numbered lists", page, "", "%d. item\n"},
	{"tasks", page, "", "- [ ] task\n"},
	{"quotations", page, "", "> a\n>> b\n>>> c\n"},
	{"deep quotations", page, "", "> "},
	{"footnotes", page, "", "Text[^%d].\n\n[^%[1]d]: Note.\n\n"},
	{"references", page, "", "[%d]: hiccups.md\n"},
	{"uses of references", page, "", "[a][%d] [b] [c][] \n"},
	{"HTML", page, "", "<div><b>a</b></div>\n\n"},
	{"HTML that is open", page, "", "<a href=\"<!-- <![CDATA[ "},
	{"entities", page, "", "&amp;&#60;&copy;&nosuch;&#x110000; \n"},
	{"backslashes", page, "", `\*\[\\\` + "\n"},
	{"code", page, "", "```go\nfunc f%d() {}\n```\n\n"},
	{"code without an end", page, "```go\n", "func f%d() {\n"},
	{"indented code", page, "", "    a\n\n"},
	{"cards", page, "", "> [!do] Do\n> - this {flag=rf-stroke}\n\n"},
	{"citations", page, "", "Text. [@nhs-hiccups] [@nobody-%d]\n\n"},
	{"care numbers", page, "", "{{emergency}} {{urgent}} {{nobody}}\n"},
	{"pictures", page, "", "![A picture](../images/none-%d.png)\n\n"},
	{"definitions", page, "", "term\n: a\n: b\n\n"},
	{"tildes", page, "", "5~10 ~~a~ b^c^ ==d== \n"},
	{"addresses", page, "", "https://a.example/%d www.b.example c@d.example \n"},
	{"quotes", page, "", "'97 \"a 'b\" c' \n"},
	{"CJK", page, "", "顔がぴくぴくする。「あ」"},
	{"marks", page, "", "e\u0301\u200d\u202e"},
	{"colons", page, "", "::: a\n!!! b\n{{% c %}}\n"},
	{"no front matter", "articles/more.md", "", "---\n"},
	{"keys of front matter", "articles/more.md", "---\n", "key-%d: value\n"},
	{"brackets of front matter", "articles/more.md", "---\ntitle: ", "[{"},
	{"anchors of front matter", "articles/more.md", "---\n", "a%d: &a%[1]d [*a%[1]d]\n"},
	{"aliases", "articles/more.md", "---\ntitle: More\nsummary: More of it.\naliases:\n", "  - /old-%d/\n"},
	{"names", "articles/more.md", "---\ntitle: More\nsummary: More of it.\nalso:\n", "  - name %d\n"},
	{"YAML's brackets", "vignettes.yaml", "vignettes: ", "[{a: "},
	{"YAML's lines", "jargon.yaml", "", "word%d: another\n"},
	{"YAML's indents", "jargon.yaml", "", "a:\n  b:\n    c:\n"},
	{"YAML's quotes", "jargon.yaml", "a: ", "\"a\\\" "},
	{"YAML's text", "jargon.yaml", "a: |\n", "  text\n"},
	{"menus", "site.yaml", "menu:\n", "- {label: Entry %d, to: pages/search.md}\n"},
	{"care numbers of many regions", "site.yaml", "regions:\n", "  r%d: {name: R, emergency: {say: '1', dial: '1'}, urgent: {say: x}, crisis: {say: '1', dial: '1'}}\n"},
	{"sources", "sources.yaml", "", "source-%d: {title: Title, publisher: Somebody, url: 'https://a.example/%[1]d', year: 2020}\n"},
	{"questions", "checker.yaml", "questions:\n", "- {id: q-%d, ask: What?, options: [{say: This, findings: [hiccups]}]}\n"},
	{"sentences", "said.yaml", "sentences:\n  hiccups:\n", "  - I cannot stop hiccupping, for the %dth time\n"},
	{"stories", "vignettes.yaml", "vignettes:\n", "- {id: s%d, who: adult, story: Hiccups., yes: [hiccups], level: self-care, why: So., sources: [nhs-hiccups]}\n"},
	{"words of our own", "words/en.yaml", "page:\n", "  skip-%d: Skip\n"},
	{"redirects", "redirects.yaml", "", "/old-%d/: /hiccups/\n"},
	{"a drawing", "images/drawn.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">`, "<g><path d=\"M0 0\"/>"},
	{"a style sheet in a drawing", "images/drawn.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><style>`, "a{b:url(c)}"},
}

const page = "articles/more.md and front matter"

// fill makes such a file of a size in a folder. Where there is one already, the
// pieces come behind its head, or at its end.
func fill(folder fstest.MapFS, path, head, piece string, size int) {
	if path == page {
		path, head = "articles/more.md", "---\ntitle: More\nsummary: There is more to say.\n---\n"+head
	}
	tail := ""
	if there := folder[path]; there != nil {
		before, after, _ := strings.Cut(string(there.Data), head)
		if head == "" {
			before, after = after, ""
		}
		head, tail = before+head, after
	}
	var b strings.Builder
	b.WriteString(head)
	for i := 0; b.Len()+len(piece)+len(tail)+30 < size; i++ {
		if strings.Contains(piece, "%d") {
			fmt.Fprintf(&b, piece, i)
		} else {
			b.WriteString(piece)
		}
	}
	folder[path] = &fstest.MapFile{Data: []byte(b.String() + tail)}
}

// TestAMegabyteOfAnything: a site with a megabyte of anything is built, or
// refused, in less than three seconds of the processor. As a rule each is tried
// with an eighth of that, which has to take less than a second.
func TestAMegabyteOfAnything(t *testing.T) {
	size, most := 1<<17, time.Second
	if soak.Asked() {
		size, most = 1<<20-1, 3*time.Second
	}
	if watchedForRaces() {
		most *= 10
	}
	for _, file := range aMegabyte {
		t.Run(file.name, func(t *testing.T) {
			opt := starter()
			folder := disk.Memory(t, opt.Content)
			fill(folder, file.path, file.head, file.piece, size)
			opt.Content = folder
			before := processorTime(t)
			s, _, err := generator.Build(t.TempDir()+"/public", opt, publish.Options{})
			took := processorTime(t) - before
			t.Logf("%v, %d mistakes, %v", took.Round(time.Millisecond), len(s.Diagnostics), err)
			if took > most {
				t.Errorf("%d bytes take %v", size, took)
			}
		})
	}
}

// watchedForRaces tells whether the test runs under -race, where code takes up
// to ten times as long.
func watchedForRaces() bool {
	info, _ := debug.ReadBuildInfo()
	return slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
