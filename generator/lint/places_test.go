package lint_test

import (
	"slices"
	"strings"
	"testing"

	"nosology/generator/diag"
	"nosology/generator/internal/golden"
	"nosology/generator/lint"
)

// article is an article of some front matter and text, to which another page leads.
func article(matter, body string) map[string]string {
	if !strings.Contains(matter, "title:") {
		matter = "title: Knees\n" + matter
	}
	if !strings.Contains(matter, "summary:") {
		matter += "summary: On knees.\n"
	}
	return map[string]string{
		"articles/knees.md": "---\n" + matter + "---\n" + body,
		"pages/index.md":    "---\ntitle: Start\nsummary: All.\nshows: home\n---\nSee [the knees](../articles/knees.md).\n",
	}
}

// told is what the checks of some names say of the article, with its place, severity and cure.
func told(t *testing.T, files map[string]string, checks ...string) string {
	t.Helper()
	return golden.Diagnostics(slices.DeleteFunc(lint.Check(golden.Site(t, golden.Files(files))), func(d diag.Diagnostic) bool {
		return !slices.Contains(checks, d.Check) || d.File != "content/articles/knees.md"
	}))
}

// What is long is measured in characters of any script, and in words; what is just as long as it may
// be is not told of.
func TestWhatIsTooLong(t *testing.T) {
	sentence := func(word string, n int) string { return strings.TrimSpace(strings.Repeat(word+" ", n)) + ".\n" }
	const cure = "    put what matters first, and leave out the rest\n"
	for _, v := range []struct{ what, matter, body, want string }{
		{"a title of 60", "title: " + strings.Repeat("é", 60) + "\n", "", ""},
		{"a title of 61", "title: " + strings.Repeat("é", 61) + "\n", "",
			"content/articles/knees.md:2:8: the title has 61 characters, 60 at most are shown (warning, title-length)\n" + cure},
		{"a title from the right", "title: " + strings.Repeat("ركبة", 16) + "\n", "",
			"content/articles/knees.md:2:8: the title has 64 characters, 60 at most are shown (warning, title-length)\n" + cure},
		{"a summary of 160", "summary: " + strings.Repeat("膝", 160) + "\n", "", ""},
		{"a quoted summary of 161", "summary: \"" + strings.Repeat("膝", 161) + "\"\n", "",
			"content/articles/knees.md:3:10: the summary has 161 characters, 160 at most are shown (warning, summary-length)\n" + cure},
		{"a sentence of 25", "", sentence("knee", 25), ""},
		{"a sentence of 26", "", "One.\n" + sentence("Knee", 26),
			"content/articles/knees.md:6:1: a sentence of 26 words (warning, long-sentence)\n    make two of it\n"},
		{"as many in a table", "", "| A |\n|---|\n| " + strings.TrimSpace(sentence("knee", 26)) + " |\n", ""},
	} {
		if got := told(t, article(v.matter, v.body), "title-length", "summary-length", "long-sentence"); got != v.want {
			t.Errorf("%s: got\n%s\nwant\n%s", v.what, got, v.want)
		}
	}
}

// How a file is saved moves no place: with a byte order mark, with the line ends of Windows, or with
// both, the same is told of the same line and column.
func TestPlacesWhateverTheLineEnds(t *testing.T) {
	files := article("title: Kneés\n", "It is a nightmare.\n\n### Too deep\n\nCafé “naïve” – [here](../pages/index.md).\n\n- You will be fine.\n")
	checks := []string{"alarm", "heading-level", "link-text", "false-comfort", "no-review"}
	want := told(t, files, checks...)
	for _, at := range []string{":2:8: it is not said", ":5:1: \"nightmare\"", ":7:5: a level", ":9:17: the link text \"here\"", ":11:3: \"you will be fine\""} {
		if !strings.Contains(want, at) {
			t.Errorf("%s is not among\n%s", at, want)
		}
	}
	plain := files["articles/knees.md"]
	for what, text := range map[string]string{
		"CRLF": strings.ReplaceAll(plain, "\n", "\r\n"), "BOM": "\ufeff" + plain, "both": "\ufeff" + strings.ReplaceAll(plain, "\n", "\r\n"),
	} {
		files["articles/knees.md"] = text
		if got := told(t, files, checks...); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", what, got, want)
		}
	}
}

// A review is overdue from the day after; the days are counted, one as one.
func TestOverdueByDays(t *testing.T) {
	for due, want := range map[string]string{
		"2026-06-02": "", "2026-06-01": "", "2026-05-31": "for 1 day (", "2026-05-30": "for 2 days (", "2025-06-01": "for 365 days (",
	} {
		got := told(t, article("review: {written: 2025-01-01, due: "+due+"}\n", ""), "overdue")
		if (got == "") != (want == "") || !strings.Contains(got, want) || want != "" && !strings.HasPrefix(got, "content/articles/knees.md:3:36: ") {
			t.Errorf("due %s: %q", due, got)
		}
	}
}

// A silence keeps its own check quiet and no other, and is told of once it has no use.
func TestSilencesHaveAnEffect(t *testing.T) {
	const body = "It is a nightmare. You will be fine.\n"
	for _, v := range []struct{ what, silence, want string }{
		{"none", "", "alarm false-comfort"},
		{"of one", "silence: [{check: alarm, reason: It is the title of a book.}]\n", "false-comfort"},
		{"of both", "silence:\n- {check: alarm, reason: A book.}\n- {check: false-comfort, reason: A book.}\n", ""},
		{"idle", "silence: [{check: dont, reason: No more.}]\n", `alarm false-comfort silence:3:19: the check "dont" finds nothing here (take the silence out)`},
		{"misspelt", "silence: [{check: alarms, reason: A book.}]\n", `alarm false-comfort silence:3:19: there is no check "alarms" to silence (did you mean "alarm"?)`},
		{"unknown", "silence: [{check: xyzzyx, reason: A book.}]\n", `alarm false-comfort silence:3:19: there is no check "xyzzyx" to silence (nosology check names the check behind each message)`},
		{"of links elsewhere", "silence: [{check: external-link, reason: It asks for a name.}]\n", "alarm false-comfort"},
	} {
		s := golden.Site(t, golden.Files(article(v.silence, body)))
		var got []string
		for _, d := range lint.Check(s) {
			switch {
			case d.File != "content/articles/knees.md":
			case d.Check == "silence":
				got = append(got, d.Check+strings.TrimPrefix(d.String(), d.File))
			case d.Check == "alarm" || d.Check == "false-comfort":
				got = append(got, d.Check)
			}
		}
		slices.Sort(got)
		if strings.Join(got, " ") != v.want {
			t.Errorf("%s: got %q, want %q", v.what, got, v.want)
		}
	}
}

// What is told of a page while it is written is what a check tells of it, and a build tells no more
// than a check; both in order, and twice the same.
func TestPageAndBuildArePartsOfCheck(t *testing.T) {
	files := article("title: "+strings.Repeat("k", 70)+"\n", "It is a nightmare.\n\n#### Deep\n\nCall 911 now. [here](../pages/index.md)\n")
	s := golden.Site(t, golden.Files(files))
	all := lint.Check(s)
	lines := strings.SplitAfter(golden.Diagnostics(all), "\n")
	var ofPages []diag.Diagnostic
	for _, p := range s.Pages {
		ofPages = append(ofPages, lint.Page(s, p)...)
	}
	ofPages = diag.Tidy(ofPages)
	wanted := slices.DeleteFunc(slices.Clone(all), func(d diag.Diagnostic) bool { return !strings.HasSuffix(d.File, ".md") })
	if len(wanted) < 6 || golden.Diagnostics(ofPages) != golden.Diagnostics(wanted) {
		t.Errorf("page by page\n%s\nat once\n%s", golden.Diagnostics(ofPages), golden.Diagnostics(wanted))
	}
	build := lint.Build(s)
	for line := range strings.Lines(golden.Diagnostics(build)) {
		if !slices.Contains(lines, line) {
			t.Errorf("a build alone tells: %s", line)
		}
	}
	if len(build) == 0 || len(build) >= len(all) || golden.Diagnostics(lint.Check(s)) != golden.Diagnostics(all) {
		t.Errorf("%d of %d are told by a build", len(build), len(all))
	}
}
