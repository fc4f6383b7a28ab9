package moving_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/held"
	"nosology/generator/internal/golden"
	"nosology/generator/moving"
)

// small is a site in which everything that can name a finding names stiff or locked, which are to become one.
func small() map[string]string {
	return map[string]string{
		"symptoms/stiff.md":  "---\ntitle: Stiff joint\nsummary: Stiff.\ntype: general\nalso: [rigid joint]\n---\nIt hardly bends.\n",
		"symptoms/locked.md": "---\ntitle: Locked joint\nsummary: Locked.\ntype: general\nheard-as: [my knee is stuck]\nsources: [knee-trial]\n# seen in spring\n---\nIt does not bend. See [what is stiff](stiff.md).\n",
		"symptoms/hot.md":    "---\ntitle: Hot joint\nsummary: Hot.\ntype: general\n---\n> [!urgent] Get help today if\n> - it is hot and locked {flag=joint when=hot+locked}\n\nNot [locked](locked.md#causes).\n",
		"causes/gout.md":     "---\ntitle: Gout\nsummary: Gout.\nkind: other\ncare: urgent\nfindings:\n  hot: typical\n  locked: common\n---\nGout.\n",
		"checker.yaml":       "questions:\n- id: signs\n  ask: What is there?\n  kind: many\n  group: warning-signs\n  options:\n  - {say: A hot joint, yes: [hot]}\n  - {say: A joint that does not bend, yes: [stiff, locked]}\n  none: None\nflags:\n- {id: joint, level: urgent, title: Joint, say: It is hot., do: Call., when: [[hot, locked]], sources: [knee-guide]}\n",
		"articles/knees.md":  "---\ntitle: Knees\nsummary: Knees.\n---\nA knee that is [locked][l].\n\n[l]: ../symptoms/locked.md\n",
	}
}

func tree(t *testing.T, files map[string]string) (*content.Tree, fstest.MapFS) {
	t.Helper()
	folder := golden.Files(files)
	loaded := golden.Load(t, folder)
	if loaded.Checker != nil {
		folder["held.yaml"] = &fstest.MapFile{Data: held.Format(held.Renew(nil, held.Rules(loaded.Checker), nil, "", today))}
		loaded = golden.Load(t, folder)
	}
	return loaded, folder
}

// lines are those of a file of a plan that have something in them.
func lines(p *moving.Plan, name string) (all []string) {
	for l := range strings.Lines(string(p.Files[name])) {
		if l = strings.TrimRight(l, "\n"); l != "" {
			all = append(all, l)
		}
	}
	return all
}

// Of two documents comes one that has all of both, and whatever named the first names it; a list in which both stood has
// it once.
func TestMerge(t *testing.T) {
	loaded, folder := tree(t, small())
	plan, err := moving.Merge(loaded, "symptoms/locked.md", "symptoms/stiff.md", today)
	if err != nil || diag.HasErrors(plan.Mistakes) {
		t.Fatal(err, plan.Mistakes)
	}
	if text, there := plan.Files["symptoms/locked.md"]; !there || text != nil {
		t.Error("the first is still there")
	}
	want := []string{
		"---", "title: Stiff joint", "summary: Stiff.", "type: general", "also: [rigid joint]", `heard-as: ["Locked joint", "my knee is stuck"]`, `sources: ["knee-trial"]`, `aliases: ["/symptoms/locked/"]`,
		"# From symptoms/locked.md, which became a part of this. Take over what is still true, and remove the rest:",
		"#   title: Locked joint", "#   summary: Locked.", "#   type: general", "#   heard-as: [my knee is stuck]", "#   sources: [knee-trial]", "#   # seen in spring",
		"---", "It hardly bends.", "## Locked joint", "It does not bend. See [what is stiff](stiff.md).",
	}
	if got := lines(plan, "symptoms/stiff.md"); !slices.Equal(got, want) {
		t.Errorf("it is\n%s", strings.Join(got, "\n"))
	}
	for name, line := range map[string]string{
		"causes/gout.md":    "  stiff: common",
		"checker.yaml":      "  - {say: A joint that does not bend, yes: [stiff]}",
		"symptoms/hot.md":   "> - it is hot and locked {flag=joint when=hot+stiff}",
		"articles/knees.md": "[l]: ../symptoms/stiff.md",
		"held.yaml":         "  - [hot, stiff]",
	} {
		if got := lines(plan, name); !slices.Contains(got, line) {
			t.Errorf("%s lacks %q:\n%s", name, line, strings.Join(got, "\n"))
		}
	}
	if got := lines(plan, "symptoms/hot.md"); !slices.Contains(got, "Not [locked](stiff.md#causes).") {
		t.Errorf("the link is %q", got)
	}
	if want := []string{"articles/knees.md", "causes/gout.md", "checker.yaml", "held.yaml", "symptoms/hot.md", "symptoms/locked.md", "symptoms/stiff.md"}; !slices.Equal(plan.Paths(), want) {
		t.Errorf("changed are %q", plan.Paths())
	}
	if was, _ := fs.ReadFile(folder, "checker.yaml"); string(was) != small()["checker.yaml"] {
		t.Error("something is written already")
	}
}

// Where both causes have a finding, the word of the one that stays holds, though it be the weaker; its editor is told of the other.
func TestMergeOfFindings(t *testing.T) {
	for _, v := range []struct{ what, from, into, want, said string }{
		{"in lines", "  hot: typical\n  stiff: common\n", "  locked: common\n", "locked: common|hot: typical|stiff: common", ""},
		{"one of both", "  hot: typical\n", "  hot: common\n", "hot: common", "hot stays common: it was typical in causes/gout.md"},
		{"the same of both", "  hot: common\n", "  hot: common\n", "hot: common", ""},
	} {
		files := small()
		cause := func(title, findings string) string {
			return "---\ntitle: " + title + "\nsummary: It is.\nkind: other\ncare: urgent\nfindings:\n" + findings + "---\nText.\n"
		}
		files["causes/gout.md"], files["causes/crystals.md"] = cause("Gout", v.from), cause("Crystals", v.into)
		loaded, _ := tree(t, files)
		plan, err := moving.Merge(loaded, "causes/gout.md", "causes/crystals.md", today)
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := content.ParseDocument("causes/crystals.md", plan.Files["causes/crystals.md"])
		var got []string
		for _, e := range doc.Cause.Findings {
			got = append(got, e.Finding.S+": "+e.Strength.S)
		}
		if strings.Join(got, "|") != v.want {
			t.Errorf("%s: %q, want %q", v.what, got, v.want)
		}
		if told := slices.Contains(plan.Said, v.said); told != (v.said != "") {
			t.Errorf("%s: said is %q", v.what, plan.Said)
		}
	}
}

// An entry of a table that both have goes, in whichever way the table is written, and the checks tell of what cannot be mended
// without its author.
func TestMergeWhereBothStandInATable(t *testing.T) {
	for _, v := range []struct{ what, findings, want string }{
		{"in lines", "findings:\n  stiff: typical\n  locked: common\n  hot: common\n", "findings:|  stiff: typical|  hot: common"},
		{"the other way round", "findings:\n  locked: common\n  stiff: typical\n", "findings:|  stiff: typical"},
		{"in braces", "findings: {stiff: typical, locked: common}\n", "findings: {stiff: typical, stiff: common}"},
	} {
		files := small()
		files["causes/gout.md"] = "---\ntitle: Gout\nsummary: Gout.\nkind: other\ncare: urgent\n" + v.findings + "---\nGout.\n"
		loaded, _ := tree(t, files)
		plan, err := moving.Merge(loaded, "symptoms/locked.md", "symptoms/stiff.md", today)
		if err != nil {
			t.Fatal(err)
		}
		got := lines(plan, "causes/gout.md")
		if text := strings.Join(got[5:len(got)-2], "|"); text != v.want {
			t.Errorf("%s: %s, want %s", v.what, text, v.want)
		}
		if twice := strings.Count(v.want, "stiff") > 1; twice != diag.HasErrors(plan.Mistakes) {
			t.Errorf("%s: told is %v", v.what, plan.Mistakes)
		}
	}
}

// What cannot be done is told before anything is, with what to do in its place where there is something.
func TestWhatCannotBeMoved(t *testing.T) {
	files := small()
	files["pages/index.md"] = "---\ntitle: Home\nsummary: Home.\nshows: home\n---\nText.\n"
	loaded, folder := tree(t, files)
	rename := func(of, id string) error { _, err := moving.Rename(loaded, of, id, today); return err }
	merge := func(from, into string) error { _, err := moving.Merge(loaded, from, into, today); return err }
	for want, err := range map[string]error{
		`there is no document "symptoms/stif.md"; did you mean "symptoms/stiff.md"?`:                                    rename("symptoms/stif.md", "x"),
		`"Stiff Joint" cannot be an id; use lower case letters, digits and hyphens`:                                     rename("symptoms/stiff.md", "Stiff Joint"),
		`symptoms/hot.md is there already; to make one of the two: nosology merge symptoms/stiff.md symptoms/hot.md`:    rename("symptoms/stiff.md", "hot"),
		`pages/index.md has the one name that it can have`:                                                              rename("/", "home"),
		`symptoms/stiff.md cannot become a part of itself`:                                                              merge("symptoms/stiff.md", "/symptoms/stiff/"),
		`causes/gout.md and symptoms/hot.md are not of one folder; move one of them into the folder of the other first`: merge("causes/gout.md", "symptoms/hot.md"),
	} {
		var wrong *moving.Problem
		if !errors.As(err, &wrong) || err.Error() != want {
			t.Errorf("told is %v, want %s", err, want)
		}
	}
	folder["held.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(string(folder["held.yaml"].Data), "says: urgent", "says: see-a-doctor", 1))}
	loaded = golden.Load(t, folder)
	if err := rename("symptoms/stiff.md", "rigid"); err == nil || err.Error() != "held.yaml was changed by hand; take that back first" {
		t.Errorf("of what was changed by hand is told %v", err)
	}
}

// A menu may lead to both. Each entry has words of its own, so both stay, and lead to the one that is left.
func TestMergeOfPagesInAMenu(t *testing.T) {
	files := small()
	files["articles/joints.md"] = "---\ntitle: Joints\nsummary: Joints.\n---\nA joint bends.\n"
	_, folder := tree(t, files)
	folder["site.yaml"].Data = append(slices.Clone(folder["site.yaml"].Data), "menu:\n- {label: Knees, to: articles/knees.md}\n- {label: Joints, to: articles/joints.md}\n"...)
	plan, err := moving.Merge(golden.Load(t, folder), "articles/joints.md", "articles/knees.md", today)
	if err != nil {
		t.Fatal(err)
	}
	got := lines(plan, "site.yaml")
	if want := []string{"menu:", "- {label: Knees, to: articles/knees.md}", "- {label: Joints, to: articles/knees.md}"}; !slices.Equal(got[len(got)-3:], want) {
		t.Errorf("the menu is %q", got[len(got)-3:])
	}
}

// Whoever edits on Windows finds the lines of their files ended as before, added ones as well, whatever the other
// document was saved by.
func TestLinesEndAsBefore(t *testing.T) {
	for _, windows := range []string{"symptoms/locked.md", "symptoms/stiff.md"} {
		files := small()
		files[windows] = strings.ReplaceAll(files[windows], "\n", "\r\n")
		loaded, _ := tree(t, files)
		merged, err := moving.Merge(loaded, "symptoms/locked.md", "symptoms/stiff.md", today)
		if err != nil {
			t.Fatal(err)
		}
		renamed, err := moving.Rename(loaded, "symptoms/locked.md", "jammed", today)
		if err != nil {
			t.Fatal(err)
		}
		for from, text := range map[string][]byte{"symptoms/stiff.md": merged.Files["symptoms/stiff.md"], "symptoms/locked.md": renamed.Files["symptoms/jammed.md"]} {
			all, ended := strings.Count(string(text), "\n"), strings.Count(string(text), "\r\n")
			if want := strings.Count(files[from], "\r\n"); all == 0 || ended != 0 && want == 0 || ended != all && want > 0 {
				t.Errorf("%s of Windows: what comes of %s has %d ends of lines, %d of them of Windows", windows, from, all, ended)
			}
		}
	}
}
