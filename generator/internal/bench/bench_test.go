package main

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nosology/generator/disk"
	"nosology/generator/internal/corpus"
)

// A ratio is taken turn by turn, so that a slow turn is slow for both; the
// middle of the ratios is told, and not the ratio of the middles.
func TestRatio(t *testing.T) {
	for _, c := range []struct {
		a, b []float64
		want string
	}{
		{[]float64{4}, []float64{2}, "2.0 (2.0–2.0)"},
		{[]float64{10, 90, 33}, []float64{10, 30, 11}, "3.0 (1.0–3.0)"},
		{[]float64{2, 8}, []float64{2, 2}, "2.5 (1.0–4.0)"},
	} {
		if got := ratio(c.a, c.b); got != c.want {
			t.Errorf("%v by %v is %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

func TestMedianLeavesItsListAlone(t *testing.T) {
	for _, c := range []struct {
		all  []float64
		want float64
	}{{[]float64{3}, 3}, {[]float64{9, 1, 2}, 2}, {[]float64{9, 1, 2, 4}, 3}} {
		given := slices.Clone(c.all)
		if got := median(given); got != c.want || !slices.Equal(given, c.all) {
			t.Errorf("the median of %v is %v, and leaves %v", c.all, got, given)
		}
	}
}

// Figures of several turns are medians in the units that their columns name.
func TestSumOfTurns(t *testing.T) {
	turn := func(wall, cpu time.Duration, mib int64) cost { return cost{wall, cpu, mib << 20} }
	turns := []cost{turn(time.Second, 2*time.Second, 100), turn(9*time.Second, 2*time.Second, 90), turn(1500*time.Millisecond, 3*time.Second, 95)}
	if got, want := sum(turns), "1.50 s, 2.00 s, 95 MiB"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// On both axes a step of ten is a step of the same length, and all values lie
// within the panel.
func TestScaleIsLogarithmic(t *testing.T) {
	for _, values := range [][]float64{{100, 1000, 50000}, {0.3, 12}, {10}, {1}} {
		s := newScale(values, 240)
		for _, v := range values {
			if at := s.at(v); at < 0 || at > 240 {
				t.Errorf("%v of %v stands at %v", v, values, at)
			}
		}
		step := s.at(10) - s.at(1)
		if next := s.at(100) - s.at(10); step <= 0 || math.Abs(step-next) > 1e-9 {
			t.Errorf("%v: steps of ten are %v and %v long", values, step, next)
		}
	}
	for p, want := range map[float64]string{-1: "0.1", 0: "1", 2: "100", 3: "1,000", 5: "100,000"} {
		if got := power(p); got != want {
			t.Errorf("ten to the %v is written %s", p, got)
		}
	}
}

// The plot has a line for each tool that was measured, and names it.
func TestPlotShowsWhatWasMeasured(t *testing.T) {
	turn := []cost{{time.Second, time.Second, 1 << 20}}
	both := []row{{pages: 100, of: [][]cost{turn, turn}}, {pages: 1000, of: [][]cost{turn, turn}}}
	alone := []row{{pages: 100, of: [][]cost{turn}}}
	for _, c := range []struct {
		rows       []row
		ours, hugo int // lines and dots, in both panels
	}{{both, 2 * 3, 2 * 3}, {alone, 2 * 2, 0}} {
		svg := string(plot(c.rows))
		if ours, hugo := strings.Count(svg, `class="ours`), strings.Count(svg, `class="hugo`); ours != c.ours || hugo != c.hugo {
			t.Errorf("%d sizes: %d and %d marks, want %d and %d", len(c.rows), ours, hugo, c.ours, c.hugo)
		}
		if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
			t.Errorf("the plot holds no number: %s", svg)
		}
	}
}

// Hugo is given the same pages: each under the name that makes the same
// address, with the same words and as many links.
func TestHugoGetsTheSamePages(t *testing.T) {
	for name, want := range map[string]string{
		"articles/sleep.md":  "content/articles/sleep.md",
		"pages/index.md":     "content/_index.md",
		"pages/causes.md":    "content/causes/_index.md",
		"pages/about.md":     "content/about.md",
		"pages/not-found.md": "",
		"sources.yaml":       "data/sources.yaml",
		"site.yaml":          "",
		"images/face.svg":    "",
	} {
		if got, _ := hugoFile(name, []byte("---\ntitle: A\nsummary: B.\n---\nText.\n")); got != want {
			t.Errorf("%s becomes %q, want %q", name, got, want)
		}
	}
	ours, theirs := 0, 0
	for name, text := range corpus.New(40, 1).Files() {
		if !strings.HasSuffix(name, ".md") {
			continue
		}
		to, page := hugoFile(name, text)
		if strings.Contains(string(page), "[@") {
			t.Errorf("%s keeps a mark of ours", to)
		}
		ours += strings.Count(string(text), "](") - strings.Count(string(text), "![")
		theirs += strings.Count(string(page), "](") - strings.Count(string(page), "](#source-") - strings.Count(string(page), "![")
	}
	if ours != theirs || ours == 0 {
		t.Errorf("our pages have %d links, Hugo's %d", ours, theirs)
	}
}

// Citations are numbered in the order of the text, the same source always alike.
func TestCitationsForHugo(t *testing.T) {
	const page = "---\ntitle: Dry air\nsummary: What it does.\nsources: [late]\nkind: everyday\ncare: self-care\nprevalence: common\nfindings:\n  itch: typical\n  ache: occasional\n---\n" +
		"One [@b]. Two [@a]. One again [@b].\n\n> [!see-a-doctor]\n> Go.\n"
	_, got := hugoFile("causes/dry-air.md", []byte(page))
	for _, want := range []string{
		`title: "Dry air"`, "One [1](#source-1). Two [2](#source-2). One again [1](#source-1).", `sources: ["b", "a", "late"]`,
		"> [!doctor]", "{id: itch, strength: typical, weight: 3}", "{id: ache, strength: occasional, weight: 1}",
	} {
		if !strings.Contains(string(got), want) {
			t.Errorf("%s is missing in\n%s", want, got)
		}
	}
}

// An edit of each kind changes what it is to change, and says what to look for.
func TestEditsUnderAServer(t *testing.T) {
	dir := t.TempDir()
	disk.Write(t, filepath.Join(dir, "symptoms/itch.md"), "")
	disk.Write(t, filepath.Join(dir, "symptoms/rash.md"), "")
	s := &server{content: dir, finding: "  %s: typical\n"}
	for _, c := range []struct{ kind, text, want, sign string }{
		{"body", "Text.\n", "Text.\n\nOne more: Measured7.\n", "Measured7"},
		{"title", "---\ntitle: Dry air\n---\n", "---\ntitle: \"Dry air Measured7\"\n---\n", "Measured7"},
		{"title", "---\ntitle: \"Dry air\"\n---\n", "---\ntitle: \"Dry air Measured7\"\n---\n", "Measured7"},
		{"layout", `{{define "main"}}<h1>`, `{{define "main"}}<p>Measured7</p><h1>`, "Measured7"},
		{"finding", "findings:\n  itch: common\n", "findings:\n  rash: typical\n  itch: common\n", "/symptoms/rash/"},
	} {
		got, sign, err := s.edited(c.kind, []byte(c.text), 7)
		if err != nil || string(got) != c.want || sign != c.sign {
			t.Errorf("%s: %q, with %q to be seen, %v", c.kind, got, sign, err)
		}
	}
	if _, _, err := s.edited("finding", []byte("findings:\n  itch: common\n  rash: common\n"), 7); err == nil {
		t.Error("a page that names every finding gets another")
	}
}

// The edited page is measured and then as it was, whether the build went well
// or not.
func TestAgainTakesItsEditBack(t *testing.T) {
	b := bench{dir: t.TempDir()}
	file := filepath.Join(b.site(10), "content", "causes", "a.md")
	if err := writeFile(file, []byte("as it was")); err != nil {
		t.Fatal(err)
	}
	for command, works := range map[string]bool{"true": true, "false": false} {
		cost, err := b.again(10, exec.Command(command))
		if (err == nil) != works || works && cost.wall <= 0 {
			t.Errorf("%s took %v, %v", command, cost.wall, err)
		}
		if text, err := os.ReadFile(file); err != nil || string(text) != "as it was" {
			t.Errorf("after %s the page is %q, %v", command, text, err)
		}
	}
	if _, err := b.again(20, exec.Command("true")); err == nil {
		t.Error("a site that is not there was built")
	}
}
