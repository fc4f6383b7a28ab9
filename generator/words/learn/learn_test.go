package learn_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"nosology/generator/words"
	"nosology/generator/words/learn"
)

// TestItLearns: what sentences have in common is recognised in one that is none of them, and a question about it is not.
func TestItLearns(t *testing.T) {
	texts := map[int][]string{
		1: {"my head aches", "I have a headache", "an ache in the head", "aching head since noon"},
		2: {"I keep coughing", "a dry cough at night", "coughed all day", "this cough will not go"},
		0: {"what is a cough?", "could it be a headache?", "is a headache bad?", "what stops coughing?"},
	}
	language := words.English()
	var examples []learn.Example
	for label, all := range texts {
		for _, text := range all {
			e := learn.Example{Features: words.Features(language, text)}
			if label > 0 {
				e.Labels = []int{label}
			}
			examples = append(examples, e)
		}
	}
	slices.SortFunc(examples, func(a, b learn.Example) int { return slices.Compare(a.Features, b.Features) })
	settings := learn.Default()
	settings.Passes, settings.Rate = 40, 64
	model := learn.Model([]string{"", "headache", "cough"}, examples, settings)
	for text, want := range map[string]int{"my head keeps aching": 1, "coughing a lot tonight": 2, "is it a cough?": -1} {
		got := model.Hear(language, text)
		if want < 0 != (len(got) == 0) || want > 0 && got[0].Label != want {
			t.Errorf("%q: heard %v, want %d", text, got, want)
		}
	}
}

// TestSameSentencesSameModel: nothing but the sentences decides what is learned.
func TestSameSentencesSameModel(t *testing.T) {
	said := shipped(t)
	said.sentences = said.sentences[:400]
	language := words.English()
	settings := learn.Default()
	settings.Keep = 2000
	first := learn.Model(said.labels, learn.Examples(language, said.labels, said.sentences, nil), settings).Pack()
	again := learn.Model(said.labels, learn.Examples(language, said.labels, said.sentences, nil), settings).Pack()
	if !bytes.Equal(first, again) {
		t.Error("the same sentences made two models")
	}
}

// TestIntegersAlone holds the source to what makes the bytes the same on every machine: no floating point, no clock, no
// chance, and no order of a map that is not sorted.
func TestIntegersAlone(t *testing.T) {
	for _, name := range []string{"learn.go", "rows.go", "sentences.go", "../features.go", "../model.go", "../modelpack.go", "../hear.go"} {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, filepath.Base(name), source, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				if slices.Contains([]string{"float32", "float64", "complex64", "complex128"}, n.Name) {
					t.Errorf("%s: %s", files.Position(n.Pos()), n.Name)
				}
			case *ast.BasicLit:
				if n.Kind == token.FLOAT {
					t.Errorf("%s: %s", files.Position(n.Pos()), n.Value)
				}
			case *ast.ImportSpec:
				if slices.Contains([]string{`"math"`, `"math/rand"`, `"math/rand/v2"`, `"time"`, `"maps"`, `"unsafe"`}, n.Path.Value) {
					t.Errorf("%s imports %s", name, n.Path.Value)
				}
			}
			return true
		})
	}
}
