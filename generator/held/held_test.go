package held_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/held"
	"nosology/generator/internal/golden"
	"nosology/generator/rulediff"
)

// question asks for the findings of every checker here; flags are added below it.
const question = `questions:
- id: signs
  ask: What is there?
  kind: many
  group: warning-signs
  options:
  - {say: A hot knee, yes: [hot]}
  - {say: A fever, yes: [fever]}
  - {say: It locks, yes: [locks]}
  none: None
flags:
`

// flag writes a flag of checker.yaml on one line.
func flag(id, level, when string) string {
	return fmt.Sprintf("- {id: %s, level: %s, title: T, say: S., do: D., when: %s, sources: [knee-guide]}\n", id, level, when)
}

// symptoms are the findings that the flags name. alone and flag of the first may be set.
func symptoms(hot string) map[string]string {
	files := map[string]string{"symptoms/hot.md": "---\ntitle: Hot\nsummary: Hot.\ntype: general\n" + hot + "---\n"}
	for _, id := range []string{"fever", "locks"} {
		files["symptoms/"+id+".md"] = "---\ntitle: " + id + "\nsummary: It is.\ntype: general\n---\n"
	}
	return files
}

// load reads a content folder of the usual settings, the findings, and the files named here, "" for one that is not there.
func load(t *testing.T, hot string, files map[string]string) *content.Tree {
	t.Helper()
	all := symptoms(hot)
	maps.Copy(all, files)
	maps.DeleteFunc(all, func(_, text string) bool { return text == "" })
	return golden.Load(t, golden.Files(all))
}

// keep writes held.yaml for a checker.
func keep(t *testing.T, flags string) string {
	t.Helper()
	before := load(t, "", map[string]string{"checker.yaml": question + flags})
	return string(held.Format(held.Renew(nil, held.Rules(before.Checker), nil, "", golden.Today())))
}

func said(ds []diag.Diagnostic) (all []string) {
	for _, d := range ds {
		all = append(all, fmt.Sprintf("%s %s:%d:%d %s", d.Check, strings.TrimPrefix(d.File, "content/"), d.Line, d.Column, d.Message))
	}
	return all
}

// What is held is a promise to readers: each way of breaking it is told where the editor has to mend it, with the
// answers of a reader who would be warned less.
func TestABrokenPromiseIsTold(t *testing.T) {
	const hot, fever = "hot", "fever"
	promised := flag(hot, "emergency", "[[hot], [locks, fever]]") + flag(fever, "see-a-doctor", "[[fever]]")
	for _, v := range []struct {
		what  string
		flags string
		want  []string
	}{
		{"as it was", promised, nil},
		{"in another order", flag(fever, "see-a-doctor", "[[fever]]") + flag(hot, "emergency", "[[fever, locks], [hot]]"), nil},
		{"milder", flag(hot, "urgent", "[[hot], [locks, fever]]") + flag(fever, "see-a-doctor", "[[fever]]"),
			[]string{`held checker.yaml:12:20 the flag "hot" says less than is held: hot alone: emergency → urgent; 1 more of its answers show it`}},
		{"a line is gone", flag(hot, "emergency", "[[hot]]") + flag(fever, "see-a-doctor", "[[fever]]"),
			[]string{`held checker.yaml:12:8 the flag "hot" lost a line: fever and locks alone: emergency → see-a-doctor`}},
		{"a line asks for more", flag(hot, "emergency", "[[hot, fever], [locks, fever]]") + flag(fever, "see-a-doctor", "[[fever]]"),
			[]string{`held checker.yaml:12:66 the flag "hot" now asks for fever as well: hot alone: emergency → self-care`}},
		{"a flag is gone", flag(hot, "emergency", "[[hot], [locks, fever]]"),
			[]string{`held held.yaml:21:6 the flag "fever" lost a line: fever alone: see-a-doctor → self-care`}},
		{"another flag says it", flag("joint", "emergency", "[[hot], [locks, fever]]") + flag(fever, "see-a-doctor", "[[fever]]"),
			[]string{`held held.yaml:14:6 the flag "hot" says this no more: hot alone: still emergency, now by joint; 1 more of its answers show it`}},
		{"stricter", promised + flag("locks", "urgent", "[[locks]]"),
			[]string{`not-held checker.yaml:14:65 the flag "locks" says more than is held: locks alone: self-care → urgent`}},
	} {
		tree := load(t, "", map[string]string{"checker.yaml": question + v.flags, "held.yaml": keep(t, promised)})
		found := held.Check(tree)
		if got := said(found); !slices.Equal(got, v.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", v.what, got, v.want)
		}
		for _, d := range found {
			if stops := d.Severity == diag.Error; stops != (d.Check == "held") || d.Hint == "" {
				t.Errorf("%s: %s stops a build: %t; its hint is %q", v.what, d.Check, stops, d.Hint)
			}
		}
	}
}

// A flag that counts less only for those who are not sure is told as that.
func TestNotSureIsHeldToo(t *testing.T) {
	full := strings.Replace(flag("hot", "emergency", "[[hot]]"), "when:", "unsure: full, when:", 1)
	tree := load(t, "", map[string]string{"checker.yaml": question + flag("hot", "emergency", "[[hot]]"), "held.yaml": keep(t, full)})
	want := []string{`held checker.yaml:12:8 the flag "hot" makes less of "not sure" than is held: hot not sure: emergency → urgent`}
	if got := said(held.Check(tree)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A finding's own page can say how little is too little, whatever is held.
func TestFloorsOfFindings(t *testing.T) {
	for _, v := range []struct{ what, hot, flags, want string }{
		{"enough is said", "alone: urgent\n", flag("hot", "emergency", "[[hot]]"), ""},
		{"just enough is said", "alone: urgent\n", flag("hot", "urgent", "[[hot]]"), ""},
		{"too little is said", "alone: urgent\n", flag("hot", "see-a-doctor", "[[hot]]"), "below-floor symptoms/hot.md:5:8 hot alone: see-a-doctor, where this page asks for urgent at least"},
		{"only with another", "alone: urgent\n", flag("hot", "urgent", "[[hot, fever]]"), "below-floor symptoms/hot.md:5:8 hot alone: self-care, where this page asks for urgent at least"},
		{"named by a flag", "flag: true\n", flag("hot", "urgent", "[[hot, fever]]"), ""},
		{"named by none", "flag: true\n", flag("fever", "urgent", "[[fever]]"), `no-rule symptoms/hot.md:2:8 "hot" is marked as one that a red flag names, and none does`},
	} {
		tree := load(t, v.hot, map[string]string{"checker.yaml": question + v.flags})
		if got := strings.Join(said(held.Check(tree)), "\n"); got != v.want {
			t.Errorf("%s: got %q, want %q", v.what, got, v.want)
		}
	}
}

// Without a checker there is nothing to judge, and floors cannot be kept: a site may be without one.
func TestWithoutAChecker(t *testing.T) {
	if found := held.Check(load(t, "alone: urgent\nflag: true\n", nil)); len(found) > 0 {
		t.Error(found)
	}
	if rules := held.Rules(nil); len(rules.Rules) > 0 || rules.Rule("hot") != nil {
		t.Error("there are rules without a checker")
	}
}

// No line of held.yaml can be taken out by hand without the seal telling so. Comments and empty lines may.
func TestTheSealCoversEveryLine(t *testing.T) {
	checker := question + flag("hot", "emergency", "[[hot], [locks, fever]]") + flag("fever", "see-a-doctor", "[[fever]]")
	text := keep(t, flag("hot", "emergency", "[[hot], [locks, fever]]")+flag("fever", "see-a-doctor", "[[fever]]"))
	lines := strings.SplitAfter(text, "\n")
	covered := 0
	for i, line := range lines {
		folder := golden.Files(symptoms(""))
		folder["checker.yaml"] = &fstest.MapFile{Data: []byte(checker)}
		folder["held.yaml"] = &fstest.MapFile{Data: []byte(strings.Join(slices.Delete(slices.Clone(lines), i, i+1), ""))}
		tree, found, err := content.Load(folder, "content")
		if err != nil {
			t.Fatal(err)
		}
		told := diag.HasErrors(found) || slices.ContainsFunc(held.Check(tree), func(d diag.Diagnostic) bool { return d.Check == "broken-seal" })
		if says := strings.TrimSpace(line); told == (says == "" || says[0] == '#') {
			t.Errorf("without line %d, %q, the file is refused: %t", i+1, line, told)
		}
		if told {
			covered++
		}
	}
	if covered != 13 {
		t.Errorf("the seal covers %d lines of\n%s", covered, text)
	}
}

// What hold writes can be read again: the same rules, the same reasons, the same seal, whatever signs a reason has.
func TestWhatIsWrittenIsRead(t *testing.T) {
	flags := flag("hot", "emergency", "[[hot], [locks, fever]]")
	tree := load(t, "", map[string]string{"checker.yaml": question + flags})
	lost := rulediff.Compare(held.Rules(tree.Checker), rulediff.NewSet(nil))
	h := held.Renew(nil, held.Rules(tree.Checker), lost, "  a \"trial\" (2026) isn't #1: 5 mg \\ less caf\u0065\u0301 &amp; tea, at\nnight ", golden.Today())
	h.Weakened[1].Signed = &content.Signature{Name: content.Text{S: "Placeholder One"}, Role: content.Text{S: "tester"}, Date: content.Date{Time: golden.Today()}}
	h.Weakened[1].Signed.Name.S = "O'Placeholder"
	text := held.Format(h)
	read := load(t, "", map[string]string{"checker.yaml": question + flags, "held.yaml": string(text)}).Held
	if again := held.Format(read); string(again) != string(text) || read.Seal.S != held.Seal(read) {
		t.Errorf("written\n%s\nread as\n%s", text, again)
	}
	const reason = "a \"trial\" (2026) isn't #1: 5 mg \\ less café & tea, at night"
	if w := read.Weakened[0]; w.Reason.S != reason || w.Signed != nil || w.Witness.S != lost[0].Witness() {
		t.Errorf("read is %+v", w)
	}
	if changes := rulediff.Compare(held.Rules(tree.Checker), held.Kept(read)); len(changes) > 0 {
		t.Errorf("what is kept is not what there was: %v", changes)
	}
	if none := held.Format(&content.Held{}); !strings.Contains(string(none), "\nheld: []\n") {
		t.Errorf("of no rules is written\n%s", none)
	}
}

// A reason is asked for whatever warns less, and for nothing else; reasons that were given before stay.
func TestRenewKeepsWhatWasWeakened(t *testing.T) {
	before := &content.Held{Weakened: []content.Weakening{{Flag: content.Text{S: "older"}}}}
	day := golden.Today().AddDate(0, 0, 1)
	var changes []rulediff.Change
	for _, kind := range []rulediff.Kind{rulediff.Milder, rulediff.Narrower, rulediff.Rarer, rulediff.Stricter, rulediff.Replaced} {
		changes = append(changes, rulediff.Change{Kind: kind, Flag: kind.String(), Findings: []string{"hot"}})
	}
	after := held.Renew(before, rulediff.NewSet(nil), changes, "agreed", day)
	var flags []string
	for _, w := range after.Weakened {
		flags = append(flags, w.Flag.S)
		if w.Flag.S != "older" && (w.Reason.S != "agreed" || w.Date.Format(time.DateOnly) != "2026-06-02" || w.Kind.S != w.Flag.S) {
			t.Errorf("written down is %+v", w)
		}
	}
	if want := []string{"older", "milder", "narrower", "rarer"}; !slices.Equal(flags, want) {
		t.Errorf("written down are %q, want %q", flags, want)
	}
	if len(before.Weakened) != 1 {
		t.Error("what was held before is changed")
	}
}

// The words of a change name its answers first, then what becomes of them.
func ExampleSays() {
	before := rulediff.NewSet([]rulediff.Rule{{ID: "joint", Says: 3, Unsure: 3, When: [][]string{{"hot"}}}})
	after := rulediff.NewSet([]rulediff.Rule{{ID: "joint", Says: 3, Unsure: 3, When: [][]string{{"chills", "fever", "hot"}}}})
	for _, change := range rulediff.Compare(before, after) {
		fmt.Println(held.Says(&change))
	}
	// Output: the flag "joint" now asks for chills and fever as well: hot alone: emergency → self-care
}

// What was held keeps its place, whatever the order of the rules; what is new stands behind it, and only that is new.
func TestRenewKeepsThePlaces(t *testing.T) {
	const hot, fever = "[hot], [locks, fever]", "[fever]"
	rules := func(flags ...string) *content.Tree {
		return load(t, "", map[string]string{"checker.yaml": question + strings.Join(flags, "")})
	}
	before := held.Renew(nil, held.Rules(rules(flag("hot", "emergency", "["+hot+"]"), flag("fever", "see-a-doctor", "["+fever+"]")).Checker), nil, "", golden.Today())
	for _, v := range []struct {
		what  string
		flags []string
		has   bool
		want  string
	}{
		{"as it was", []string{flag("hot", "emergency", "["+hot+"]"), flag("fever", "see-a-doctor", "["+fever+"]")}, true, "hot: hot, fever+locks; fever: fever; "},
		{"in another order", []string{flag("fever", "see-a-doctor", "["+fever+"]"), flag("hot", "emergency", "[[fever, locks], [hot]]")}, true, "hot: hot, fever+locks; fever: fever; "},
		{"with a line more", []string{flag("hot", "emergency", "[[hot, fever], [locks, fever], [hot]]"), flag("fever", "see-a-doctor", "["+fever+"]")}, false, "hot: hot, fever+locks, fever+hot; fever: fever; "},
		{"with a line less", []string{flag("hot", "emergency", "[[fever, locks]]"), flag("fever", "see-a-doctor", "["+fever+"]")}, true, "hot: fever+locks; fever: fever; "},
		{"with a flag more", []string{flag("joint", "urgent", "[[locks]]"), flag("fever", "see-a-doctor", "["+fever+"]"), flag("hot", "emergency", "["+hot+"]")}, false, "hot: hot, fever+locks; fever: fever; joint: locks; "},
	} {
		now := held.Rules(rules(v.flags...).Checker)
		if has := held.Has(before, now); has != v.has {
			t.Errorf("%s: all of it is held: %t", v.what, has)
		}
		var got strings.Builder
		for _, r := range held.Renew(before, now, nil, "", golden.Today()).Rules {
			var sets []string
			for _, set := range r.When {
				var ids []string
				for _, id := range set {
					ids = append(ids, id.S)
				}
				sets = append(sets, strings.Join(ids, "+"))
			}
			got.WriteString(r.Flag.S + ": " + strings.Join(sets, ", ") + "; ")
		}
		if got.String() != v.want {
			t.Errorf("%s: held is %s, want %s", v.what, got.String(), v.want)
		}
	}
}
