package proof

import (
	"errors"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/rules"
	"nosology/generator/rules/judge"
	"nosology/generator/site"
)

var load = sync.OnceValues(func() (*site.Site, error) {
	tree, found, err := content.Load(os.DirFS("../../../content"), "content")
	if err != nil {
		return nil, err
	}
	s, more := site.NewLinker().Update(tree, time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC))
	if diag.HasErrors(append(found, more...)) {
		return nil, errors.New("there are mistakes in it")
	}
	return s, nil
})

// shipped returns the rules of the shipped site.
func shipped(t testing.TB) *rules.Base {
	t.Helper()
	s, err := load()
	if err != nil || s.Rules == nil || len(s.Rules.Flags) == 0 {
		t.Fatalf("the shipped content has no rules that can be read: %v; see nosology check", err)
	}
	return s.Rules
}

// engine is the judgement as the browser runs it: packed, loaded, and read back.
type engine struct {
	base *rules.Base
	kb   *judge.KB
	out  []byte
}

func newEngine(t testing.TB, b *rules.Base) *engine {
	t.Helper()
	packed, err := b.Pack()
	if err != nil {
		t.Fatal(err)
	}
	e := &engine{base: b, kb: new(judge.KB), out: make([]byte, judge.MaxOut)}
	if code := e.kb.Load(packed); code != 0 {
		t.Fatalf("loading the packed rules: %d", code)
	}
	return e
}

// another returns an engine for another goroutine.
func (e *engine) another() *engine { return &engine{e.base, e.kb, make([]byte, judge.MaxOut)} }

func (e *engine) judge(t testing.TB, answers []rules.Answer) rules.Result {
	t.Helper()
	n := e.kb.Judge(answers, e.out)
	if n < 0 {
		t.Fatalf("judging: %d", n)
	}
	result, err := e.base.Decode(e.out[:n])
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// levels returns what each flag counts as, in the order of the flags.
func levels(b *rules.Base, r rules.Result) []rules.Level {
	of := make([]rules.Level, len(b.Flags))
	for _, f := range r.Flags {
		of[f.Flag] = f.Level
	}
	return of
}

// The plain reading: straight from what the design says of flags, with none of the engine's means.

func plainAlternative(f *rules.Flag, alternative []uint16, answers []rules.Answer) rules.Level {
	unsure := false
	for _, finding := range alternative {
		switch answers[finding] {
		case rules.No, rules.NotAsked:
			return rules.SelfCare
		case rules.NotSure:
			unsure = true
		}
	}
	if unsure && !f.UnsureFull && f.Level > rules.SeeADoctor {
		return f.Level - 1
	}
	return f.Level
}

// plain returns what each flag counts as, the highest of its alternatives, and the highest of all.
func plain(b *rules.Base, answers []rules.Answer) (urgency rules.Level, flags []rules.Level) {
	flags = make([]rules.Level, len(b.Flags))
	for i := range b.Flags {
		for _, alternative := range b.Flags[i].When {
			flags[i] = max(flags[i], plainAlternative(&b.Flags[i], alternative, answers))
		}
		urgency = max(urgency, flags[i])
	}
	return urgency, flags
}

// agree reports where the engine and the plain reading differ.
func agree(t testing.TB, e *engine, answers []rules.Answer) rules.Result {
	t.Helper()
	r := e.judge(t, answers)
	urgency, flags := plain(e.base, answers)
	if r.Urgency != urgency || !slices.Equal(levels(e.base, r), flags) {
		t.Fatalf("%s: the engine says %s %v, a plain reading %s %v", told(e.base, answers), r.Urgency, levels(e.base, r), urgency, flags)
	}
	return r
}

// parallel shares work out among the processors.
func parallel(t *testing.T, work func(t *testing.T, part, parts int)) {
	parts := runtime.GOMAXPROCS(0)
	t.Run("parts", func(t *testing.T) {
		for part := range parts {
			t.Run(strconv.Itoa(part), func(t *testing.T) {
				t.Parallel()
				work(t, part, parts)
			})
		}
	})
}
