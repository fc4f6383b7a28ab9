package diag

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func ExamplePrint() {
	Print(os.Stdout, []Diagnostic{{
		Position: Position{"content/causes/dehydration.md", 7, 3}, Check: "unknown-id", Message: `unknown finding "thirst-dark"`,
		Hint: `did you mean "thirst-dark-urine"?`, Source: "  thirst-dark: typical\r",
	}}, false)
	// Output:
	// content/causes/dehydration.md:7:3: error: unknown finding "thirst-dark" (unknown-id)
	//     7 |   thirst-dark: typical
	//       |   ^
	//       = did you mean "thirst-dark-urine"?
}

func ExampleOneOf() {
	fmt.Println(OneOf("urgnet", []string{"self-care", "urgent"}))
	fmt.Println(OneOf("later", []string{"self-care", "urgent"}))
	// Output:
	// did you mean "urgent"?
	// one of: self-care, urgent
}

// some draws diagnostics of few places and few messages, so that many are alike.
func some(t *rapid.T) []Diagnostic {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Diagnostic {
		return Diagnostic{
			Position: Position{rapid.SampledFrom([]string{"a.md", "b.md", "é.md"}).Draw(t, "file"), rapid.IntRange(1, 3).Draw(t, "line"), rapid.IntRange(1, 2).Draw(t, "column")},
			Severity: Severity(rapid.IntRange(0, 2).Draw(t, "severity")),
			Check:    rapid.SampledFrom([]string{"orphan", "yaml-syntax"}).Draw(t, "check"),
			Message:  rapid.SampledFrom([]string{"one", "two"}).Draw(t, "message"),
		}
	}), 0, 40).Draw(t, "found")
}

// Whatever the order in which stages find it, the list is the same, each place once, and what stops
// a build is not lost behind a warning that says the same.
func TestTidyDoesNotDependOnTheOrder(t *testing.T) {
	told := func(ds []Diagnostic) (all []string) {
		for _, d := range ds {
			all = append(all, d.String()+d.Check+d.Severity.String())
		}
		return all
	}
	rapid.Check(t, func(t *rapid.T) {
		found := some(t)
		shuffled := slices.Clone(found)
		seed := rapid.Uint64().Draw(t, "seed")
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		wanted := map[string]bool{}
		for _, d := range found {
			wanted[d.String()+d.Check] = true
		}
		stops := HasErrors(found)
		tidy := Tidy(found)
		once, again := told(tidy), told(Tidy(shuffled))
		if !slices.Equal(once, again) || len(once) != len(wanted) || HasErrors(tidy) != stops {
			t.Fatalf("one order gives %q, another %q", once, again)
		}
	})
}

// A list is folded, not cut: what is left and what it says of the rest make up all that was found.
func TestFoldCountsAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		found := some(t)
		Sort(found)
		least := Severity(rapid.IntRange(0, 2).Draw(t, "least"))
		total, read := 0, false
		for _, d := range Fold(found, least) {
			total += 1 + d.Alike
			if d.Check == "yaml-syntax" && read {
				t.Fatal("what keeps a file from being read does not come first")
			}
			read = d.Check != "yaml-syntax"
			if d.Alike > 0 && (d.Severity > least || d.AlikeFiles < 1 || !strings.HasPrefix(d.MoreLikeIt(), fmt.Sprintf("and %d more like it", d.Alike))) {
				t.Fatalf("%s stands for %d more in %d files: %s", d, d.Alike, d.AlikeFiles, d.MoreLikeIt())
			}
		}
		if total != len(found) {
			t.Fatalf("%d of %d are told of", total, len(found))
		}
	})
	if more := (Diagnostic{Alike: 7, AlikeFiles: 3}).MoreLikeIt(); more != "and 7 more like it, in 3 files" {
		t.Errorf("in several files it says %q", more)
	}
}

// A distance is one: none to itself, the same there and back, a neighbour's swap as near as a
// change, and never above the longer word.
func TestDistance(t *testing.T) {
	word := rapid.StringMatching(`[abc-]{0,8}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		there, back := Distance(a, b), Distance(b, a)
		if there != back || (there == 0) != (a == b) || there > max(len(a), len(b)) || there < max(len(a)-len(b), len(b)-len(a)) {
			t.Fatalf("%q and %q: %d there, %d back", a, b, there, back)
		}
	})
	for pair, want := range map[[2]string]int{{"thirst", "thrist"}: 1, {"fever", "fevers"}: 1, {"ab", "cd"}: 2, {"", "abc"}: 3, {"abc", "ca"}: 3} {
		if got := Distance(pair[0], pair[1]); got != want {
			t.Errorf("%q: %d, want %d", pair, got, want)
		}
	}
}

// A name that is there is its own nearest, however it is written; of two that are as near, the first wins.
func TestNearestOfItself(t *testing.T) {
	names := []string{"fever", "fewer", "long-sentence", "épistaxis"}
	for _, name := range names {
		for _, written := range []string{name, strings.ToUpper(name), " " + name + "\t", strings.ReplaceAll(name, "-", "_")} {
			if got := Nearest(written, names); got != name {
				t.Errorf("%q: %q, want %q", written, got, name)
			}
		}
	}
	if got := Nearest("feer", names); got != "fever" {
		t.Errorf("of two as near, %q is named", got)
	}
	if got := Nearest("fever", nil) + DidYouMean("", names); got != "" {
		t.Errorf("of nothing comes %q", got)
	}
}

// No line is longer than a terminal, none drives it, and none ends in the middle of a character.
func TestAnyLineIsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := rapid.StringOfN(rapid.RuneFrom([]rune("aé鼻م\t\r\x1b\u202e\u0301\ufeff ")), 0, 400, -1).Draw(t, "source")
		column := rapid.SampledFrom([]int{0, 1, 2, 100, 399, 1 << 40}).Draw(t, "column")
		var got bytes.Buffer
		if err := Print(&got, []Diagnostic{at(1, column, source)}, false); err != nil || !utf8.Valid(got.Bytes()) {
			t.Fatal(got.String(), err)
		}
		if strings.ContainsAny(got.String(), "\t\r\x1b\u202e") {
			t.Fatalf("a sign that drives the terminal is left in %q", got.String())
		}
		_, excerpt, _ := strings.Cut(got.String(), "\n")
		for line := range strings.Lines(excerpt) {
			room := 0
			for _, r := range line {
				room += cells(r)
			}
			if room > maxCells+len("    1 | ")+3 {
				t.Fatalf("a line takes %d cells: %q", room, line)
			}
		}
	})
}
