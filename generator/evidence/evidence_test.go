package evidence_test

import (
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator/content"
	"nosology/generator/evidence"
	"nosology/generator/held"
	"nosology/generator/internal/golden"
	"nosology/generator/signing"
	"nosology/generator/site"
)

// whole is a small site of which everything can be shown.
func whole() map[string]string {
	return map[string]string{
		"symptoms/hot.md":   "---\ntitle: Hot joint\nsummary: Hot.\ntype: general\n---\n> [!emergency] Call if\n> - a joint is hot & red {flag=joint}\n",
		"symptoms/fever.md": "---\ntitle: Fever\nsummary: Fever.\ntype: general\n---\n> [!emergency] Call if\n> - you also have a fever {flag=joint when=hot+fever}\n",
		"checker.yaml": `questions:
- {id: joint-signs, ask: Is a joint hot?, kind: one, group: warning-signs, options: [{say: Yes, yes: [hot]}, {say: No, yes: []}]}
- {id: fever-signs, ask: Is there a fever?, kind: one, group: warning-signs, options: [{say: Yes, yes: [fever]}, {say: No, yes: []}]}
flags:
- {id: joint, level: emergency, title: Joint, say: It is hot., do: Call., why: It may be infected., when: [[hot, fever]], sources: [knee-guide]}
`,
		"vignettes.yaml": "vignettes:\n- {id: woke-up, who: adult, story: A hot knee and shivers., yes: [hot, fever], level: emergency, why: It may be infected., flags: [joint], sources: [knee-guide]}\n",
		"hazards.yaml":   "hazards:\n- {id: lost, hazard: A line is lost., cause: A slip., effect: Silence., harm: Delay., owner: the editors, severity: major, likelihood: low, residual: low, controls: [{says: It is held., held: [joint]}]}\n",
		"pages/log.md":   "---\ntitle: Hazards\nsummary: Hazards.\nshows: hazards\n---\nWhat can go wrong.\n",
	}
}

// link links the site of some files. Without a text of its own, held.yaml holds what the checker says.
func link(t *testing.T, files map[string]string, sign bool) *site.Site {
	t.Helper()
	folder := golden.Files(files)
	tree := golden.Load(t, folder)
	if _, own := files["held.yaml"]; !own {
		folder["held.yaml"] = &fstest.MapFile{Data: held.Format(held.Renew(nil, held.Rules(tree.Checker), nil, "", golden.Today()))}
	}
	if sign {
		by := content.Signature{Name: content.Text{S: "Placeholder One"}, Role: content.Text{S: "tester"}, Date: content.Date{Time: golden.Today()}}
		flag := &tree.Checker.Flags[0]
		folder["signatures.yaml"] = &fstest.MapFile{Data: signing.Format([]content.Signed{{Flag: flag.ID, Signature: by, Hash: content.Text{S: signing.Flag(tree, flag)}}})}
	}
	s, found := site.NewLinker().Update(golden.Load(t, folder), golden.Today())
	if s.Rules == nil {
		t.Fatal(found)
	}
	return s
}

func gather(t *testing.T, files map[string]string, sign bool) *evidence.Evidence {
	t.Helper()
	e, err := evidence.Of(link(t, files, sign))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// A gap that has to be closed before a release begins with "!".
func gaps(e *evidence.Evidence) (all []string) {
	for _, g := range e.Gaps {
		grave := ""
		if g.Grave {
			grave = "!"
		}
		all = append(all, grave+g.Flag+": "+g.What)
	}
	return all
}

// proven is the gap of every site but the one that comes with the program.
const proven = ": the program's own tests covered other rules"

// What a safety officer looks for first is what is missing: each thing that is taken away leaves the gap that names it.
func TestGaps(t *testing.T) {
	const unsigned = "joint: no clinician has signed it as it is"
	for _, v := range []struct {
		what, file, old, now string
		signed               bool
		want                 []string
	}{
		{what: "nothing", signed: true, want: []string{proven}},
		{what: "the signature", want: []string{unsigned, proven}},
		{what: "a word of what was signed", file: "checker.yaml", old: "do: Call.", now: "do: Call now.", want: []string{unsigned, proven}},
		{what: "the hazard log", file: "hazards.yaml", signed: true, want: []string{"!: there is no hazard log", proven}},
		{what: "the story", file: "vignettes.yaml", signed: true, want: []string{"!joint: no story is judged by it", "joint: no story has hot + fever", proven}},
		{what: "the story's flag", file: "vignettes.yaml", old: "yes: [hot, fever], level: emergency", now: "yes: [hot], level: self-care", signed: true, want: []string{"!joint: no story is judged by it", "joint: no story has hot + fever", proven}},
		{what: "what is held", file: "held.yaml", now: "", signed: true, want: []string{"!joint: nothing holds hot + fever", proven}},
		{what: "the level that is held", file: "checker.yaml", old: "level: emergency", now: "level: urgent", want: []string{unsigned, proven}},
	} {
		files := whole()
		switch {
		case v.what == "what is held":
			files["held.yaml"] = string(held.Format(&content.Held{}))
		case v.old == "" && v.file != "":
			delete(files, v.file)
		case v.file != "":
			if files[v.file] = strings.Replace(files[v.file], v.old, v.now, 1); files[v.file] == whole()[v.file] {
				t.Fatalf("%s has no %q", v.file, v.old)
			}
		}
		if v.what == "the story's flag" {
			files["vignettes.yaml"] = strings.Replace(files["vignettes.yaml"], "flags: [joint], ", "", 1)
		}
		if v.what == "the level that is held" { // every page has to say the same
			for _, name := range []string{"symptoms/hot.md", "symptoms/fever.md", "vignettes.yaml"} {
				files[name] = strings.ReplaceAll(files[name], "emergency", "urgent")
			}
		}
		if got := gaps(gather(t, files, v.signed)); !slices.Equal(got, v.want) {
			t.Errorf("without %s: %q, want %q", v.what, got, v.want)
		}
	}
}

// A flag that no card says, and whose sources nobody has read, is told of with what to do.
func TestGapsOfAFlag(t *testing.T) {
	files := whole()
	files["symptoms/hot.md"] = strings.Replace(files["symptoms/hot.md"], " {flag=joint}", "", 1)
	files["symptoms/fever.md"] = strings.Replace(files["symptoms/fever.md"], " {flag=joint when=hot+fever}", "", 1)
	files["sources.yaml"] = "knee-guide:\n  title: A guide to knees\n  publisher: Knees\n  kind: guideline\n"
	e := gather(t, files, true)
	if e.Gaps[0] != (evidence.Gap{Flag: "joint", What: "no care card says it", Reason: "end the line of a card that says it with {flag=joint}", Grave: true}) {
		t.Errorf("first is %+v", e.Gaps[0])
	}
	if want := (evidence.Gap{Flag: "joint", What: "the editors have read none of its sources themselves", Reason: "for a reviewer to read: A guide to knees, Knees"}); !slices.Contains(e.Gaps, want) {
		t.Errorf("%+v is not among %+v", want, e.Gaps)
	}
}

// A line that no story has says where else it is tried: at its line of held.yaml.
func TestWhatStandsInPlaceOfAStory(t *testing.T) {
	files := whole()
	delete(files, "vignettes.yaml")
	want := evidence.Gap{Flag: "joint", What: "no story has hot + fever", Reason: "held.yaml:14 holds it: every build judges these findings alone, yes and not sure, as emergency and urgent"}
	if e := gather(t, files, true); !slices.Contains(e.Gaps, want) {
		t.Errorf("%+v is not among %+v", want, e.Gaps)
	}
	files["held.yaml"] = string(held.Format(&content.Held{}))
	if e := gather(t, files, true); !slices.ContainsFunc(e.Gaps, func(g evidence.Gap) bool { return g.Reason == "nothing tries it" }) {
		t.Errorf("nothing is said of a line that nothing tries: %q", gaps(e))
	}
}

// The packet of a flag has all that its reviewer must see, and the matrix the same line by line.
func TestAPacketIsWhole(t *testing.T) {
	e := gather(t, whole(), true)
	p := e.Flags[0]
	if p.Level != "emergency" || p.Unsure != "urgent" || p.Do != "Call." || p.Why != "It may be infected." || !slices.Equal(p.When, []string{"hot + fever"}) {
		t.Errorf("the rule is %+v", p)
	}
	if len(p.Sources) != 1 || !p.Sources[0].Read || len(p.Vignettes) != 1 || p.Vignettes[0].Judged != "emergency" || p.Signed == nil || p.Signed.Name != "Placeholder One" || !p.Signed.Holds {
		t.Errorf("it rests on %+v %+v %+v", p.Sources, p.Vignettes, p.Signed)
	}
	if len(p.Cards) != 2 || len(p.Questions) != 2 || !slices.Equal(p.Questions[0].Options, []string{"Yes (hot)", "No ()"}) {
		t.Errorf("it is said by %+v and asked by %+v", p.Cards, p.Questions)
	}
	want := evidence.Line{
		Flag: "joint", Level: "emergency", Unsure: "urgent", Findings: []string{"hot", "fever"}, Where: "checker.yaml:5", Sources: []string{"knee-guide"},
		Vignettes: []string{"woke-up"}, Held: true, Cards: []string{"symptoms/fever.md", "symptoms/hot.md"}, Questions: []string{"joint-signs", "fever-signs"},
	}
	got := e.Lines[0]
	slices.Sort(got.Cards)
	if a, b := mustJSON(t, got), mustJSON(t, want); a != b {
		t.Errorf("its line is\n%s, want\n%s", a, b)
	}
	if e.Hazards != 1 || e.Unjudged != 0 || e.HazardAt != "https://knees.example/log/" {
		t.Errorf("%d hazards, %d not judged, at %q", e.Hazards, e.Unjudged, e.HazardAt)
	}
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// The files are the same bytes each time; a table of as many rows as there are lines; pages in which texts stay texts.
func TestFiles(t *testing.T) {
	e := gather(t, whole(), true)
	files, err := e.Files()
	if err != nil {
		t.Fatal(err)
	}
	again, err := gather(t, whole(), true).Files()
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string]string{}
	for i, f := range files {
		byPath[f.Path] = string(f.Data)
		if again[i].Path != f.Path || string(again[i].Data) != string(f.Data) {
			t.Errorf("%s differs from one time to the next", f.Path)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(byPath["matrix.csv"])).ReadAll()
	if err != nil || len(rows) != 2 || rows[1][3] != "hot + fever" || rows[1][7] != "yes" {
		t.Errorf("the table is %q, %v", rows, err)
	}
	if page := byPath["flags/joint.html"]; !strings.Contains(page, "a joint is hot &amp; red") || !strings.Contains(page, "Placeholder One") {
		t.Errorf("the packet is\n%s", page)
	}
	if data := byPath["evidence.json"]; !strings.Contains(data, `"a joint is hot & red"`) {
		t.Error("texts in the data are written for browsers")
	}
	for _, name := range []string{"index.html", "matrix.html"} {
		if !strings.Contains(byPath[name], `href="flags/joint.html"`) {
			t.Errorf("%s does not lead to the flag's packet", name)
		}
	}
}
