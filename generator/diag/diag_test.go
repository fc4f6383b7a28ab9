package diag

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func at(line, column int, source string) Diagnostic {
	return Diagnostic{Position: Position{"content/a.md", line, column}, Check: "check", Message: "message", Source: source}
}

// TestPrint: the caret stands under the character that the column counts, as
// a terminal shows it.
func TestPrint(t *testing.T) {
	long := strings.Repeat("abcdefghi ", 30)
	for _, c := range []struct {
		name string
		d    Diagnostic
		want string
	}{
		{"plain", at(7, 3, "  thirst: x"), "    7 |   thirst: x\n      |   ^\n"},
		{"first", at(1, 1, "thirst"), "    1 | thirst\n      | ^\n"},
		{"behind the end", at(1, 7, "thirst"), "    1 | thirst\n      |       ^\n"},
		{"tab", at(1, 3, "a\tb"), "    1 | a    b\n      |      ^\n"},
		{"accents", at(1, 5, "caféx"), "    1 | caféx\n      |     ^\n"},
		{"accent apart", at(1, 6, "cafe\u0301x"), "    1 | cafe\u0301x\n      |     ^\n"},
		{"wide", at(1, 3, "鼻子x"), "    1 | 鼻子x\n      |     ^\n"},
		{"no column", at(1, 0, "thirst"), "    1 | thirst\n"},
		{"no line", at(0, 0, ""), ""},
		{"empty line", at(4, 1, ""), ""},
		{"control characters", at(1, 2, "a\x1b[31m\u202eb"), "    1 | a�[31m�b\n      |  ^\n"},
		{"long", at(1, 201, long), "    1 | …" + long[150:250] + "…\n      | " + strings.Repeat(" ", 51) + "^\n"},
		{"long, at its beginning", at(1, 2, long), "    1 | " + long[:100] + "…\n      |  ^\n"},
	} {
		var got bytes.Buffer
		if err := Print(&got, []Diagnostic{c.d}, false); err != nil {
			t.Fatal(err)
		}
		_, excerpt, _ := strings.Cut(got.String(), "\n")
		if excerpt != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, excerpt, c.want)
		}
	}
}

// TestPrintHead: severity, check and hint, with and without colour.
func TestPrintHead(t *testing.T) {
	d := Diagnostic{Position: Position{File: "content/a.md"}, Severity: Warning, Check: "orphan", Message: "nothing\nleads here", Hint: "link to it"}
	var got bytes.Buffer
	Print(&got, []Diagnostic{d}, false)
	if want := "content/a.md: warning: nothing�leads here (orphan)\n      = link to it\n"; got.String() != want {
		t.Errorf("got %q, want %q", got.String(), want)
	}
	got.Reset()
	Print(&got, []Diagnostic{d}, true)
	if s := got.String(); !strings.Contains(s, "\x1b[1;33mwarning:\x1b[0m") || strings.Count(s, "\x1b[0m") != 4 {
		t.Errorf("got %q", s)
	}
}

// TestJSON: one object a line, which reads back as it was.
func TestJSON(t *testing.T) {
	ds := []Diagnostic{at(1, 2, "a <b>"), {Position: Position{File: "x"}, Severity: Note, Check: "c", Message: "m", Hint: "h"}}
	var got bytes.Buffer
	if err := JSON(&got, ds); err != nil {
		t.Fatal(err)
	}
	want := `{"file":"content/a.md","line":1,"column":2,"severity":"error","check":"check","message":"message","source":"a <b>"}
{"file":"x","severity":"note","check":"c","message":"m","hint":"h"}
`
	if got.String() != want {
		t.Errorf("got %s", got.String())
	}
	var again []Diagnostic
	for dec := json.NewDecoder(&got); dec.More(); {
		var d Diagnostic
		if err := dec.Decode(&d); err != nil {
			t.Fatal(err)
		}
		again = append(again, d)
	}
	if !reflect.DeepEqual(again, ds) {
		t.Errorf("read back %v", again)
	}
	var s Severity
	if err := s.UnmarshalText([]byte("fatal")); err == nil {
		t.Error("an unknown severity is read")
	}
}

// TestFold: of many errors that say the same a few are kept, in their order;
// warnings are all kept; what keeps a file from being read comes first.
func TestFold(t *testing.T) {
	many := []Diagnostic{{Position: Position{File: "a.md"}, Severity: Warning, Check: "orphan", Message: "nothing leads here"}}
	for i := range 8 {
		many = append(many, at(i+1, 1, ""), Diagnostic{Position: Position{"content/b.md", i, 1}, Severity: Warning, Check: "check", Message: "message"})
	}
	many = append(many, Diagnostic{Position: Position{File: "z.yaml"}, Check: "yaml-syntax", Message: "this cannot be read"})
	var got bytes.Buffer
	for _, d := range Fold(many, Error) {
		fmt.Fprintln(&got, d.Position, d.Severity, d.MoreLikeIt())
	}
	want := "z.yaml error \na.md warning \ncontent/a.md:1:1 error \ncontent/b.md warning \ncontent/a.md:2:1 error \ncontent/b.md:1:1 warning \ncontent/a.md:3:1 error and 5 more like it, all in this file\n"
	for i := 2; i < 8; i++ {
		want += fmt.Sprintf("content/b.md:%d:1 warning \n", i)
	}
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
	if few := many[1:4]; len(Fold(few, Warning)) != len(few) {
		t.Error("a few are folded")
	}
	if all := Fold(many, Warning); len(all) != 8 {
		t.Errorf("with warnings, %d are left", len(all))
	}
}

func TestSort(t *testing.T) {
	ds := []Diagnostic{at(2, 1, ""), at(1, 5, ""), at(1, 2, ""), {Position: Position{File: "a"}}}
	Sort(ds)
	var got []string
	for _, d := range ds {
		got = append(got, d.Position.String())
	}
	if want := []string{"a", "content/a.md:1:2", "content/a.md:1:5", "content/a.md:2:1"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
	if e, w := Count(ds); e != 4 || w != 0 || !HasErrors(ds) {
		t.Errorf("%d errors and %d warnings", e, w)
	}
	if HasErrors([]Diagnostic{{Severity: Warning}}) {
		t.Error("a warning stops a build")
	}
}

func TestString(t *testing.T) {
	d := Diagnostic{Position: Position{"content/causes/dehydration.md", 7, 3}, Message: `unknown finding "thirst-dark"`, Hint: `did you mean "thirst-dark-urine"?`}
	if want := `content/causes/dehydration.md:7:3: unknown finding "thirst-dark" (did you mean "thirst-dark-urine"?)`; d.String() != want {
		t.Errorf("got %s", d)
	}
}

// TestOddFileNames: a name with a line break is quoted, so that what is told stays on its line.
func TestOddFileNames(t *testing.T) {
	for p, want := range map[Position]string{
		{File: "content/a\nb.md"}:                 `"content/a\nb.md"`,
		{File: "content/a\nb.md", Line: 2}:        `"content/a\nb.md":2`,
		{"content/\x1b[2Jé.md", 2, 3}:             `"content/\x1b[2Jé.md":2:3`,
		{"content/a\u202eb.md", 2, 3}:             `"content/a\u202eb.md":2:3`,
		{`content/it's "so" é.md`, 2, 3}:          `content/it's "so" é.md:2:3`,
		{"content/two words, and more.md", 12, 1}: `content/two words, and more.md:12:1`,
	} {
		if p.String() != want {
			t.Errorf("%q is %s, want %s", p.File, p, want)
		}
	}
}

// TestNearest: slips of the keyboard, of habit and of memory are understood;
// what is merely short or similar in part is not.
func TestNearest(t *testing.T) {
	names := []string{"thirst", "thirst-dark-urine", "tiredness", "nose-twitch", "eyelid-twitch", "title", "heard-as", "arm-leg-weakness", "flag", "icd10"}
	for name, want := range map[string]string{
		"thrist": "thirst", "titel": "title", "Title": "title", "heard_as": "heard-as", "heard as": "heard-as", "heardas": "heard-as",
		"thirst-dark": "thirst-dark-urine", "urine": "thirst-dark-urine", "thirst-at-night": "thirst", "nose-twitches": "nose-twitch",
		"tirednes": "tiredness", "icd-10": "icd10", "arm-weakness": "arm-leg-weakness", "twitch": "nose-twitch", "fog": "", "x": "", "": "", "dizziness": "",
		"completely-other": "",
	} {
		if got := Nearest(name, names); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
	if got := OneOf("blue", []string{"one", "many"}); got != "one of: one, many" {
		t.Errorf("got %q", got)
	}
	if got := DidYouMean("man", []string{"one", "many"}); got != `did you mean "many"?` {
		t.Errorf("got %q", got)
	}
}
