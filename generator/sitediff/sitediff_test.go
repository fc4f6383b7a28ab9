package sitediff_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nosology/generator/content"
	"nosology/generator/internal/golden"
	"nosology/generator/sitediff"
)

// first is a version of a small site; each case changes one thing in it.
func first() map[string]string {
	return map[string]string{
		"symptoms/hot.md":    "---\ntitle: Hot joint\nsummary: Hot.\ntype: general\nalone: urgent\n---\n> [!urgent] Get help today if\n> - a joint is hot {flag=joint}\n> - you have a fever\n",
		"symptoms/stiff.md":  "---\ntitle: Stiff joint\nsummary: Stiff.\ntype: general\n---\nIt is stiff.\n",
		"causes/gout.md":     "---\ntitle: Gout\nsummary: Gout.\nkind: other\ncare: see-a-doctor\nfindings: {hot: typical}\n---\n> [!see-a-doctor] See a doctor if\n> - it comes back\n\n> [!self-care] At home\n> - rest\n",
		"articles/knees.md":  "---\ntitle: Knees\nsummary: Knees.\n---\nA knee bends.\n",
		"checker.yaml":       "questions:\n- id: signs\n  ask: What is there?\n  kind: many\n  group: warning-signs\n  options:\n  - {say: A hot joint, yes: [hot]}\n  - {say: A stiff joint, yes: [stiff]}\n  none: None\nflags:\n- {id: joint, level: urgent, title: Joint, say: It is hot., do: Call., when: [[hot]], sources: [knee-guide]}\n",
		"vignettes.yaml":     "vignettes:\n- {id: woke-up, who: adult, story: A hot knee in the morning., yes: [hot], level: urgent, why: It may be an infection., sources: [knee-guide]}\n",
		"pages/about.md":     "---\ntitle: About\nsummary: About.\n---\nWho we are.\n",
		"articles/elbows.md": "---\ntitle: Elbows\nsummary: Elbows.\ndraft: true\n---\nAn elbow bends.\n",
	}
}

func load(t *testing.T, files map[string]string) *content.Tree {
	t.Helper()
	return golden.Load(t, golden.Files(files))
}

func said(changes []sitediff.Change) (all []string) {
	for _, c := range changes {
		all = append(all, fmt.Sprintf("%s %s %s: %s", c.Kind, c.What, c.Where, c.Says))
	}
	return all
}

// One edit is told once, as what it does to a reader.
func TestWhatAnEditDoes(t *testing.T) {
	for _, v := range []struct {
		file, old, now string
		want           []string
	}{
		// Rules, by what they say and not by how they are written.
		{"checker.yaml", "level: urgent", "level: see-a-doctor", []string{"milder rule joint: hot alone: urgent → see-a-doctor"}},
		{"checker.yaml", "level: urgent", "level: emergency", []string{"stricter rule joint: hot alone: urgent → emergency"}},
		{"checker.yaml", "[[hot]]", "[[hot, stiff]]", []string{"narrower rule joint: hot alone: urgent → self-care"}},
		{"checker.yaml", "[[hot]]", "[[stiff]]", []string{"rarer rule joint: hot alone: urgent → self-care", "stricter rule joint: stiff alone: self-care → urgent"}},
		{"checker.yaml", "[[hot]]", "[[hot], [hot, stiff]]", nil},
		{"checker.yaml", "id: joint", "id: knee", []string{"reworded rule joint: hot alone: still urgent, now by knee"}},
		{"checker.yaml", "do: Call.", "do: Call now.", []string{`reworded rule joint: do: "Call." → "Call now."`}},
		{"checker.yaml", "title: Joint, say: It is hot.", "title: A joint, say: It burns.", []string{`reworded rule joint: title: "Joint" → "A joint"`, `reworded rule joint: say: "It is hot." → "It burns."`}},
		// Questions, by what they ask for.
		{"checker.yaml", "  - {say: A stiff joint, yes: [stiff]}\n", "", []string{`rarer question stiff: nothing asks for it any more; it was "What is there? A stiff joint"`}},
		{"checker.yaml", "A stiff joint", "Stiffness", []string{`reworded question stiff: "What is there? A stiff joint" → "What is there? Stiffness"`}},
		{"checker.yaml", "yes: [stiff]", "yes: [stiff, hot]", []string{`reworded question hot: "What is there? A hot joint" → "What is there? A hot joint / A stiff joint"`}},
		// Cards, by their lines.
		{"symptoms/hot.md", "> - you have a fever\n", "", []string{`rarer card symptoms/hot.md: urgent: "you have a fever" is gone`}},
		{"symptoms/hot.md", "fever\n", "fever\n> - it swells\n", []string{`stricter card symptoms/hot.md: urgent: "it swells" is new`}},
		{"symptoms/hot.md", "[!urgent]", "[!see-a-doctor]", []string{`milder card symptoms/hot.md: "a joint is hot": urgent → see-a-doctor`, `milder card symptoms/hot.md: "you have a fever": urgent → see-a-doctor`}},
		{"symptoms/hot.md", "[!urgent]", "[!emergency]", []string{`stricter card symptoms/hot.md: "a joint is hot": urgent → emergency`, `stricter card symptoms/hot.md: "you have a fever": urgent → emergency`}},
		{"symptoms/hot.md", "a joint is hot {", "a joint burns {", []string{`reworded card symptoms/hot.md: urgent: "a joint is hot" → "a joint burns"`}},
		{"symptoms/hot.md", "you have a fever", "you shiver", []string{`rarer card symptoms/hot.md: urgent: "you have a fever" is gone`, `stricter card symptoms/hot.md: urgent: "you shiver" is new`}}, // no flag says that they are one
		{"symptoms/hot.md", "> - a joint is hot {flag=joint}\n> - you have a fever\n", "> - you have a fever\n> - a joint is hot {flag=joint}\n", []string{"reworded page symptoms/hot.md: its text differs"}},
		{"causes/gout.md", "> - rest\n", "> - rest\n> - drink\n", []string{`reworded card causes/gout.md: self-care: "drink" is new`}}, // at home nobody is warned
		// Levels in front matter.
		{"causes/gout.md", "care: see-a-doctor", "care: self-care", []string{"milder cause causes/gout.md: see-a-doctor → self-care"}},
		{"causes/gout.md", "care: see-a-doctor", "care: urgent", []string{"stricter cause causes/gout.md: see-a-doctor → urgent"}},
		{"symptoms/hot.md", "alone: urgent\n", "", []string{"milder floor symptoms/hot.md: urgent → self-care"}},
		{"symptoms/stiff.md", "type: general\n", "type: general\nalone: see-a-doctor\n", []string{"stricter floor symptoms/stiff.md: self-care → see-a-doctor"}},
		// Stories.
		{"vignettes.yaml", "level: urgent", "level: self-care", []string{"milder story woke-up: urgent → self-care"}},
		{"vignettes.yaml", "id: woke-up", "id: woke-up-hot", []string{"rarer story woke-up: is gone; it was urgent", "reworded story woke-up-hot: is new, and urgent"}},
		// Pages.
		{"articles/knees.md", "A knee bends.", "A knee can bend.", []string{"reworded page articles/knees.md: its text differs"}},
		{"articles/knees.md", "summary: Knees.", "summary: Of knees.", []string{"reworded page articles/knees.md: its text differs"}},
		{"articles/knees.md", "summary: Knees.", "summary: Knees.\nreview: {written: 2026-01-01, due: 2027-01-01}", nil},
		{"articles/knees.md", "---\nA", "draft: true\n---\nA", []string{"rarer page articles/knees.md: is a draft: false → true"}},
		{"articles/elbows.md", "draft: true\n", "", []string{"reworded page articles/elbows.md: is a draft: true → false"}},
	} {
		files := first()
		edited := strings.Replace(files[v.file], v.old, v.now, 1)
		if edited == files[v.file] {
			t.Fatalf("%s has no %q", v.file, v.old)
		}
		files[v.file] = edited
		if got := said(sitediff.Compare(load(t, first()), load(t, files))); !slices.Equal(got, v.want) {
			t.Errorf("%s: %q → %q:\ngot  %q\nwant %q", v.file, v.old, v.now, got, v.want)
		}
	}
}

// A version is no change of itself, and what comes is what goes the other way round.
func TestThereAndBack(t *testing.T) {
	if changes := sitediff.Compare(load(t, first()), load(t, first())); len(changes) > 0 {
		t.Errorf("a site differs from itself: %q", said(changes))
	}
	less := first()
	for _, name := range []string{"articles/knees.md", "checker.yaml", "vignettes.yaml"} {
		delete(less, name)
	}
	gone := sitediff.Compare(load(t, first()), load(t, less))
	come := sitediff.Compare(load(t, less), load(t, first()))
	if len(gone) != 5 || len(come) != 5 {
		t.Fatalf("gone are %q, new are %q", said(gone), said(come))
	}
	for _, c := range gone {
		if c.Kind != sitediff.Rarer {
			t.Errorf("what is gone is told as %s: %s", c.Kind, c.Says)
		}
	}
	for _, c := range come {
		if c.Kind < sitediff.Stricter {
			t.Errorf("what is new is told as %s: %s", c.Kind, c.Says)
		}
	}
}

// Whoever reads a comparison reads the gravest first, on the terminal, as a page and as data.
func TestTheGravestComesFirst(t *testing.T) {
	files := first()
	files["articles/knees.md"] += "It does.\n"
	files["causes/gout.md"] = strings.Replace(files["causes/gout.md"], "care: see-a-doctor", "care: self-care", 1)
	changes := sitediff.Compare(load(t, first()), load(t, files))
	var text, page bytes.Buffer
	if err := errors.Join(sitediff.Text(&text, changes), sitediff.HTML(&page, "v1 <old>", "v2", changes)); err != nil {
		t.Fatal(err)
	}
	want := "milder:\n  cause     causes/gout.md: see-a-doctor → self-care\nreworded:\n  page      articles/knees.md: its text differs\n"
	if text.String() != want {
		t.Errorf("got\n%s\nwant\n%s", text.String(), want)
	}
	milder, reworded := strings.Index(page.String(), "<h2>milder (1)"), strings.Index(page.String(), "<h2>reworded (1)")
	if milder < 0 || reworded < milder || !strings.Contains(page.String(), "v1 &lt;old&gt;") {
		t.Errorf("the page is\n%s", page.String())
	}
	data, err := json.Marshal(changes[0])
	if err != nil || string(data) != `{"kind":"milder","what":"cause","where":"causes/gout.md","says":"see-a-doctor → self-care"}` {
		t.Errorf("as data: %s, %v", data, err)
	}
	page.Reset()
	if err := sitediff.HTML(&page, "v1", "v2", nil); err != nil || !strings.Contains(page.String(), "<p>Nothing.</p>") {
		t.Errorf("of no change: %s, %v", page.String(), err)
	}
}

// broken is a terminal that is gone.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("gone") }

func TestWhatCannotBeWrittenIsAnError(t *testing.T) {
	changes := []sitediff.Change{{What: "page"}}
	if sitediff.Text(broken{}, changes) == nil || sitediff.HTML(broken{}, "a", "b", changes) == nil {
		t.Error("no error")
	}
}

// The names of the kinds are those of data that others read; they stand in the order of the kinds.
func ExampleKinds() {
	for _, k := range sitediff.Kinds() {
		fmt.Print(k, " ")
	}
	fmt.Println()
	// Output: milder narrower rarer stricter reworded
}
