package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// An editor goes to the line and the column that a mistake is told at: lines of
// the body from 1, columns in characters, wherever the mistake stands.
func TestPlacesOfMistakes(t *testing.T) {
	for _, c := range []struct{ why, text, want string }{
		{"in the first line", "See [x](ftp://a.example).", "1:5 bad-link"},
		{"in another paragraph", "One.\n\nTwo.\n\nSee [x](ftp://a.example).", "5:5 bad-link"},
		{"behind letters of more than a byte", "Ärger – [x](ftp://a.example)", "1:9 bad-link"},
		{"in a continued line", "One\ntwo [x](ftp://a.example)", "2:5 bad-link"},
		{"in a list", "- a\n- b [x](ftp://a.example)", "2:5 bad-link"},
		{"in a list in a list", "- a\n  - b [x](ftp://a.example)", "2:7 bad-link"},
		{"in a quotation", "> a\n> b [x](ftp://a.example)", "2:5 bad-link"},
		{"in a cell", "| a | b |\n| --- | --- |\n| c | [x](ftp://a.example) |", "3:7 bad-link"},
		{"in a heading", "## On [x](ftp://a.example)", "1:7 bad-link"},
		{"in a definition", "Term\n:   is [x](ftp://a.example)", "2:8 bad-link"},
		{"in a footnote", "Text.[^a]\n\n[^a]: See [x](ftp://a.example)", "3:11 bad-link"},
		{"in emphasis", "*see **[x](ftp://a.example)***", "1:8 bad-link"},
		{"of a picture", "Text\n\n![](a.png)", "3:1 image-alt"},
		{"of a card", "Text\n\n> [!urgnt] Now\n> - it hurts", "3:5 bad-card"},
		{"of a flag", "Text {flag=a} here", "1:6 bad-flag"},
		{"of a number", "Call {{emergncy}}", "1:6 bad-number"},
		{"of a citation", "Text [@A b]", "1:6 bad-citation"},
		{"of code", "Text\n\n```yaml\na: b", "3:4 open-code"},
		{"two, in the order of the text", "[a](ftp://b.example)\n\n[c](ftp://d.example)", "1:1 bad-link, 3:1 bad-link"},
		{"two, of which the second is found first", "[a](x.txt)[^1]\n\n[^1]: [b](y.txt)\n\n![](c.png)", "1:1 bad-link, 5:1 image-alt, 3:7 bad-link"},
		{"a line behind white space", "   ##Heading", "1:4 bad-heading"},
		{"a character that is not seen", "A &#8238; b", "1:3 text-direction"},
	} {
		_, ds := Scan([]byte(c.text), nil)
		var got []string
		for _, d := range ds {
			got = append(got, fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Check))
			if lines := strings.Split(c.text, "\n"); d.Source != lines[d.Line-1] {
				t.Errorf("%s: the line is shown as %q, and is %q", c.why, d.Source, lines[d.Line-1])
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %q is told of at %q, want %q", c.why, c.text, got, c.want)
		}
	}
}

// TestOpenCodeIsEndedByItsOwnMark: the mark that is advised has to be the one that ends the code.
func TestOpenCodeIsEndedByItsOwnMark(t *testing.T) {
	for text, want := range map[string]string{
		"```\na": "```", "~~~\na": "~~~", "````yaml\na: b\n```": "````", "- a\n\n  ~~~~ yaml\n  a: b": "~~~~",
		"Text\n\n> ```\n> a": "```", "  ```\n\n\n  a": "```",
	} {
		_, ds := Scan([]byte(text), nil)
		if len(ds) != 1 || ds[0].Hint != "end it with a line of its own: "+want {
			t.Errorf("%q: told %v, want %s", text, ds, want)
		}
	}
}

// An id is what a link to a heading says: it must not change with the marks in
// it, and be there once.
func TestIDsOfHeadings(t *testing.T) {
	for text, want := range map[string]string{
		"What helps?": "what-helps", "It’s *not* `code`": "its-not-code", "“Quoted” – dash": "quoted-dash", "Ménière’s": "menieres",
		"Ποιες είναι": "ποιες-ειναι", "Йод и ёлка": "йод-и-ёлка", "がん": "がん", "आँख": "आँख", "50 % of 100": "50-of-100", "…": "section",
		"H~2~O": "h2o", "Sources": "section-sources", "[A link](../articles/a.md)": "a-link", "Said. [@nhs]": "said",
	} {
		body, _ := Scan([]byte("## "+text+"\n"), nil)
		if got := body.Headings[0].ID; got != want {
			t.Errorf("%q has the id %q, want %q", text, got, want)
		}
	}
	for _, c := range []struct{ headings, want string }{
		{"A|A|A", "a a-2 a-3"},
		{"A|A 2|A|A", "a a-2 a-3 a-4"},
		{"A|A|A 2", "a a-2 a-2-2"},
		{"A {#b}|B|B", "b b-2 b-3"},
		{"A {#a-2}|A|A", "a-2 a a-3"},
	} {
		body, _ := Scan([]byte("## "+strings.ReplaceAll(c.headings, "|", "\n\n## ")), nil)
		var got []string
		for _, h := range body.Headings {
			got = append(got, h.ID)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: the ids are %q, want %q", c.headings, got, c.want)
		}
	}
}

// Sentences are counted, quoted and linked to. Where one ends depends on what
// follows.
func TestSentenceEnds(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"One. Two! Three? Four", "One.|Two!|Three?|Four"},
		{"It hurts (a lot). It does.", "It hurts (a lot).|It does."},
		{"“It hurts.” She left.", "“It hurts.”|She left."},
		{"See Dr. Smith, e.g. today, vs. now. Then go.", "See Dr. Smith, e.g. today, vs. now.|Then go."},
		{"See fig. 2 and p. 3. Then fig. Nothing.", "See fig. 2 and p. 3.|Then fig.|Nothing."},
		{"It takes 3.5 days. 12 people", "It takes 3.5 days.|12 people"},
		{"Wait … then go. wait. no", "Wait … then go. wait. no"},
		{"Really?! Yes...  No", "Really?!|Yes…|No"},
		{"*One.* **Two.** Three.", "One.|Two.|Three."},
		{"One.\nTwo.", "One.|Two."},
		{"One. [@nhs] Two. [@nhs]", "One.|Two."},
		{"痛い。寝る！「そう。」はい", "痛い。|寝る！|「そう。」|はい"},
		{"هل يؤلم؟ نعم. لا", "هل يؤلم؟|نعم.|لا"},
		{"दर्द है। ठीक है।", "दर्द है।|ठीक है।"},
		{"## Heading\n\nText", "Text"},
		{"- One\n- Two", "One|Two"},
		{"A line  \nbroken. Here", "A line broken.|Here"},
		{"![A. B.](a.png) Text", "Text"},
	} {
		src := []byte(c.text + "\n")
		body, _ := Scan(src, nil)
		var got []string
		words := 0
		body.EachSentence(src, nil, func(i int, text []byte) {
			got = append(got, string(text))
			words += int(body.Sentences[i].Words)
			if one := body.Text(src, body.Sentences[i].Span, nil); one != string(text) {
				t.Errorf("%q is %q alone", text, one)
			}
		})
		if strings.Join(got, "|") != c.want || words != body.Words {
			t.Errorf("%q has the sentences %q (%d words of %d), want %q", c.text, got, words, body.Words, c.want)
		}
	}
}

// shown is the HTML of a body on the site of the golden tests.
func shown(t *testing.T, text string, change func(*Refs)) string {
	t.Helper()
	refs := testRefs()
	if change != nil {
		change(refs)
	}
	return rendered(t, []byte(text), refs)
}

// renderParts is the HTML of a body and where its parts are.
func renderParts(body *Body, src []byte, refs *Refs) (string, Parts) {
	var buf bytes.Buffer
	parts := body.Render(&buf, src, refs)
	return buf.String(), parts
}

// Citations that stand side by side are one mark; sentence after sentence from
// one source needs only the last.
func TestCitationsAreJoined(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"One. [@nhs]", "One.1"},
		{"One [@nhs], two. [@nice]", "One1, two.2"},
		{"One. [@nice][@nhs]", "One.1, 2"},
		{"One. [@nhs] [@nhs]", "One.1"},
		{"One. [@nhs] Two. [@nhs]", "One. Two.1"},
		{"One. [@nhs] Two. [@nhs] Three. [@nhs]", "One. Two. Three.1"},
		{"One. [@nhs] Not cited. Two. [@nhs]", "One.1 Not cited. Two.1"},
		{"One. [@nhs] Two. [@nice] Three. [@nhs]", "One.1 Two.2 Three.1"},
		{"One. [@nhs][@nice] Two. [@nice][@nhs]", "One. Two.1, 2"},
		{"One. [@general] Two.", "One. (general knowledge) Two."},
		{"One. [@general][@nhs]", "One.1 (general knowledge)"},
		{"One. [@nowhere]", "One."},
		{"One. [@nhs]\n\nTwo. [@nhs]", "One.1Two.1"},
		{"痛い。[@nhs]寝る。[@nhs]", "痛い。寝る。1"},
	} {
		page := shown(t, c.text, nil)
		if got := strings.ReplaceAll(elementsIn.ReplaceAllString(page, ""), "\u00a0", " "); got != c.want {
			t.Errorf("%q reads %q, want %q", c.text, got, c.want)
		}
		for _, id := range []string{`id="cite-1"`, `id="cite-2"`} {
			if strings.Count(page, id) > 1 {
				t.Errorf("%q has %s twice: %s", c.text, id, page)
			}
		}
		if strings.Contains(c.want, "1") != strings.Contains(page, `id="cite-1"`) {
			t.Errorf("%q: the list of sources leads back to nothing: %s", c.text, page)
		}
	}
}

// Sections begin where a heading of the first level does; what a text opens with
// in cards is told apart.
func TestPartsOfAPage(t *testing.T) {
	const card = "> [!urgent]\n> - it hurts\n\n"
	for _, c := range []struct {
		text  string
		first int
		want  string
	}{
		{"", 0, "||"},
		{"Text.", 0, "|<p>Text.</p>|"},
		{card, 0, "1 card||"},
		{card + card + "Text.", 0, "2 cards|<p>Text.</p>|"},
		{"Text.\n\n" + card, 0, "|<p>Text.</p>…|"},
		{"> [!do]\n> - rest\n\n" + card, 0, "|…|"},
		{"## A\n\nText.\n\n### B\n\n## C\n\nText.", 0, "||A C"},
		{"## A\n\n# B\n\n#### C", 0, "||A B"}, // the title is the only one of the first level
		{"## A\n\n## B", 3, "||A B"},
	} {
		src := []byte(c.text)
		body, _ := Scan(src, nil)
		refs := testRefs()
		refs.FirstHeading = c.first
		var buf strings.Builder
		page, parts := renderParts(body, src, refs)
		if n := strings.Count(page[:parts.Cards], "<section"); n > 0 {
			fmt.Fprintf(&buf, "%d card%s", n, strings.Repeat("s", min(n-1, 1)))
		}
		end := len(page)
		if len(parts.Sections) > 0 {
			end = parts.Sections[0]
		}
		lead := page[parts.Cards:end]
		if at := strings.Index(lead, "<section"); at >= 0 {
			lead = lead[:at] + "…"
		}
		var heads []string
		for _, at := range parts.Sections {
			tag := fmt.Sprintf("<h%d", max(c.first, 2))
			if !strings.HasPrefix(page[at:], tag) {
				t.Errorf("%q: a section begins with %q", c.text, page[at:])
			}
			_, rest, _ := strings.Cut(page[at:], ">")
			head, _, _ := strings.Cut(rest, "<")
			heads = append(heads, head)
		}
		if got := buf.String() + "|" + lead + "|" + strings.Join(heads, " "); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// A link that a rule or another page gives is no way to run a script.
func TestAddressesThatMayStand(t *testing.T) {
	for href, want := range map[string]bool{
		"/knees/": true, "#top": true, "/": true, "https://a.example/?q=1": true, "mailto:a@b.example": true, "tel:999": true, "sms:85258": true,
		"../a/": true, "a b": true, "é": true,
		"": false, "//a.example": false, "javascript:alert(1)": false, "JavaScript:alert(1)": false, "data:text/html,x": false, "vbscript:x": false,
		"java\nscript:alert(1)": false, "/\\a.example": false, "\\\\a.example": false, "/a\u202eb": false, "x\x00": false, "blob:x": false, "ftp://a.example": false,
	} {
		if got := safeHref(href); got != want {
			t.Errorf("%q may stand: %v", href, got)
		}
		page := shown(t, "Go [there](../a.md).", func(r *Refs) { r.Link = func(string) (string, bool) { return href, false } })
		if strings.Contains(page, "<a ") != want || !strings.Contains(page, "there") {
			t.Errorf("%q makes %s", href, page)
		}
	}
}

// Without a site a body is still readable: links lead where they are written to,
// numbers are said, citations are left out.
func TestRenderingWithoutASite(t *testing.T) {
	src := []byte("Call {{emergency}}. [@nhs] See [it](a.md), [that](https://b.example).\n\n![A knee](knee.png)\n\n> [!urgent]\n> - it hurts\n")
	body, _ := Scan(src, nil)
	page, _ := renderParts(body, src, nil)
	const want = `<p>Call . See <a href="a.md">it</a>, <a href="https://b.example" rel="external">that</a>.</p><p><img src="knee.png" alt="A knee" loading="lazy" decoding="async"></p>` +
		`<section class="care care--urgent" aria-labelledby="care-urgent"><h2 class="care__title" id="care-urgent"><span class="visually-hidden"> </span></h2><ul><li>it hurts</li></ul></section>`
	if page != want {
		t.Errorf("it is\n%s\nwant\n%s", page, want)
	}
}

// A name becomes a link where it stands, across the end of a line as well, and
// never to what may not be linked to.
func TestAutomaticLinks(t *testing.T) {
	for _, c := range []struct{ text, name, href, want string }{
		{"A sore knee hurts.", "sore knee", "/k/", `<p>A <a class="auto" href="/k/">sore knee</a> hurts.</p>`},
		{"A sore\nknee hurts.", "sore\nknee", "/k/", `<p>A <a class="auto" href="/k/">sore knee</a> hurts.</p>`},
		{"A *sore knee*.", "sore knee", "/k/", `<p>A <em><a class="auto" href="/k/">sore knee</a></em>.</p>`},
		{"Knee", "Knee", "/k/", `<p><a class="auto" href="/k/">Knee</a></p>`},
		{"A knee's end", "knee", "/k/?a=1&b", `<p>A <a class="auto" href="/k/?a=1&amp;b">knee</a>’s end</p>`},
		{"A knee.", "knee", "javascript:x", `<p>A knee.</p>`},
		{"A knee.", "knee", "", `<p>A knee.</p>`},
	} {
		at := strings.Index(c.text, c.name)
		page := shown(t, c.text, func(r *Refs) { r.Auto = []AutoLink{{Span: Span{int32(at), int32(at + len(c.name))}, Href: c.href}} })
		if page != c.want {
			t.Errorf("%q: %s, want %s", c.text, page, c.want)
		}
	}
}

func TestReferencesToCharacters(t *testing.T) {
	for text, want := range map[string]string{
		"&amp; x": "& 5", "&eacute;": "é 8", "&#60;": "< 5", "&#0060;": "< 7", "&#x3C;": "< 6", "&#X3c;": "< 6", "&#0;": "\ufffd 4", "&#xD800;": "\ufffd 8",
		"&#12345678;": " 0", "&#x1234567;": " 0", "&;": " 0", "&#;": " 0", "&#x;": " 0", "&#-1;": " 0", "&#+1;": " 0", "&nothing;": " 0", "&amp": " 0", "amp;": " 0", "": " 0",
	} {
		characters, size := reference([]byte(text))
		if got := fmt.Sprint(characters, " ", size); got != want {
			t.Errorf("%q stands for %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{`a\*b`: "a*b", `a\b`: `a\b`, "a&amp;b": "a&b", `\&amp;`: "&amp;", `&amp;amp;`: "&amp;", `a\`: `a\`} {
		if got := string(resolved([]byte(text))); got != want {
			t.Errorf("%q is resolved to %q, want %q", text, got, want)
		}
	}
}

// The cells of a row are counted as goldmark counts them.
func TestCells(t *testing.T) {
	for line, want := range map[string]int{
		"| a | b |": 2, "a | b": 2, "|a|": 1, "| a \\| b |": 1, "||": 0, "| |": 1, "|||": 1, "a |": 1, "| a | b": 2, "|": 0, "": 0,
	} {
		if got := cellsOf(strings.TrimSpace(line)); got != want {
			t.Errorf("%q has %d cells, want %d", line, got, want)
		}
	}
}

// Notes are lettered so that none is taken for a source: a to z, then aa.
func TestLettersOfNotes(t *testing.T) {
	seen := map[string]bool{}
	for n := 1; n <= 800; n++ {
		letter := noteLetter(n)
		if seen[letter] || strings.Trim(letter, "abcdefghijklmnopqrstuvwxyz") != "" {
			t.Fatalf("note %d has the letter %q", n, letter)
		}
		seen[letter] = true
	}
	for n, want := range map[int]string{0: "", 1: "a", 26: "z", 27: "aa", 52: "az", 53: "ba", 702: "zz", 703: "aaa"} {
		if got := noteLetter(n); got != want {
			t.Errorf("note %d has the letter %q, want %q", n, got, want)
		}
	}
}

// A body may begin with its title, which is read and shown once.
func TestLeadingTitles(t *testing.T) {
	for text, want := range map[string]string{
		"# Sore *knees*\n\nText.": "Sore knees", "Sore knees\n===\n\nText.": "Sore knees", "\n\n# Knees": "Knees", "#\tKnees": "Knees", "# Knees #": "Knees",
		"## Knees": "", "Text.\n\n# Knees": "", "#": "", "#Knees": "", "": "", "- # Knees": "", "> # Knees": "", "Text\n# Knees": "",
	} {
		got, at, ok := LeadingTitle([]byte(text), nil)
		if got != want || ok != (want != "") {
			t.Errorf("the title of %q is %q (%v), want %q", text, got, ok, want)
		}
		if ok && !strings.Contains(text[at.Start:at.End], "nees") {
			t.Errorf("the title of %q stands at %q", text, text[at.Start:at.End])
		}
		if page := shown(t, text, nil); ok && strings.Contains(page, "nees") {
			t.Errorf("the title of %q is shown again: %s", text, page)
		}
	}
}

// What stands in the outline is what stands in the text: all words of blocks
// come out once, in their order.
func TestBlocksHaveAllWords(t *testing.T) {
	src := []byte("One *two*[^n] `three`\n\n- four\n  - five\n\n| six | seven |\n| --- | --- |\n| eight | [nine](a.md) |\n\nten\n:   eleven\n\n```\ntwelve\n```\n\n" +
		"> [!urgent] thirteen\n> - fourteen {flag=x}\n\n![fifteen](a.png \"sixteen\")\n\n## seventeen {#own}\n\n<https://eighteen.example> {{crisis}}\n\n[^n]: last\n")
	body, _ := Scan(src, nil)
	var got []string
	body.EachBlock(src, func(kind string) string { return "number" }, func(text []byte) { got = append(got, strings.Fields(string(text))...) })
	want := strings.Fields("One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen https://eighteen.example number last")
	if !slices.Equal(got, want) {
		t.Errorf("the words are %q, want %q", got, want)
	}
}
