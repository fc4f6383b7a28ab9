package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"nosology/generator/rules"
	"nosology/generator/rules/judge"
	"nosology/generator/rules/ruletest"
)

const (
	top       = "../../.."
	committed = top + "/static/checker.wasm"
)

// elsewhere copies the module's source to another folder, and returns the folder of its command.
func elsewhere(t *testing.T, change func(path, text string) string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.WriteFile(filepath.Join(to, "go.mod"), []byte("module nosology\n\ngo "+goLine(t)+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"cmd/checker", "generator/rules/judge"} {
		files, err := filepath.Glob(filepath.Join(top, folder, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		if err := os.MkdirAll(filepath.Join(to, folder), 0o755); err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(folder, filepath.Base(file))
			changed := change(filepath.ToSlash(path), string(text))
			if err := os.WriteFile(filepath.Join(to, path), []byte(changed), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return filepath.Join(to, "cmd/checker")
}

// goLine returns the version of Go that go.mod asks for: it decides what the language means.
func goLine(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(top + "/go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if version, ok := strings.CutPrefix(line, "go "); ok {
			return strings.TrimSpace(version)
		}
	}
	t.Fatal("go.mod names no version")
	return ""
}

func unchanged(_, text string) string { return text }

// built is the module before slimming, built once for all tests.
var built = sync.OnceValues(func() ([]byte, error) { return build(context.Background(), "..") })

func builtModule(t testing.TB) []byte {
	t.Helper()
	module, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return module
}

func committedModule(t testing.TB) []byte {
	t.Helper()
	module, err := os.ReadFile(committed)
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatal("there is no static/checker.wasm: run go generate ./...")
	}
	if err != nil {
		t.Fatal(err)
	}
	return module
}

func TestModuleIsSmall(t *testing.T) {
	module := committedModule(t)
	if err := checkSlim(module); err != nil {
		t.Fatal(err)
	}
	raw, compressed := len(module), brotliSize(module)
	t.Logf("%d bytes, %d in brotli, by %s", raw, compressed, compiledBy(module))
	if raw > 20<<10 || compressed > 6<<10 {
		t.Errorf("%d bytes, %d in brotli", raw, compressed)
	}
}

// The committed module is what the source gives, in any folder.
func TestModuleIsUpToDate(t *testing.T) {
	ctx := context.Background()
	module := committedModule(t)
	version, err := goVersion(ctx, "..")
	if err != nil {
		t.Fatal(err)
	}
	if by := compiledBy(module); by != version {
		other := fmt.Sprintf("static/checker.wasm was compiled by %q, and this is %s, which may give other bytes: run go generate ./cmd/checker", by, version)
		if os.Getenv("NOSOLOGY_CI") != "" {
			t.Fatal(other)
		}
		t.Skip(other)
	}
	folder := elsewhere(t, unchanged)
	other, err := build(ctx, folder)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(other, builtModule(t)) {
		t.Error("the same source builds to other bytes in another folder")
	}
	got, err := slimDown(ctx, folder, other, version)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.slim, module) {
		t.Errorf("static/checker.wasm is not what the source gives: run go generate ./... (%d bytes, now %d)", len(module), len(got.slim))
	}
}

// Native Go, the full module, the committed one and its poisoned twin judge the same.
func TestParity(t *testing.T) {
	judgements := 200_000
	if testing.Short() {
		judgements = 10_000
	}
	ctx := context.Background()
	module := builtModule(t)
	twins, err := slimDown(ctx, "..", module, compiledBy(committedModule(t)))
	if err != nil {
		t.Fatal(err)
	}
	full, err := withoutNames(module)
	if err != nil {
		t.Fatal(err)
	}
	done, err := compare(ctx, judgements, full, committedModule(t), twins.poisoned)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d judgements are the same by native Go and by the full, the slim and the poisoned module", done)
}

// A table of numbers in the rules would read as zeros. Each gate notices it, and the full module is made instead.
func TestConstantTableIsNoticed(t *testing.T) {
	ctx := context.Background()
	folder := elsewhere(t, func(path, text string) string {
		if path != "generator/rules/judge/causes.go" {
			return text
		}
		const calculated = "f.score += (n - back) * f.worth(kind)"
		if !strings.Contains(text, calculated) {
			t.Fatal("the rules have changed: let the test change them in another way")
		}
		return strings.Replace(text, calculated, calculated+" * ones[kind]", 1) +
			"\nvar ones = [kinds]int{1, 1, 1, 1}\n"
	})
	p, err := generate(ctx, folder, 500)
	if err != nil {
		t.Fatal(err)
	}
	if p.slim || !errors.Is(p.reason, errData) || p.compared < 500 || len(p.module) < 1<<20 {
		t.Errorf("got %d bytes, slim %v since %v, %d judgements", len(p.module), p.slim, p.reason, p.compared)
	}

	module, err := build(ctx, folder)
	if err != nil {
		t.Fatal(err)
	}
	m, err := parse(module)
	if err != nil {
		t.Fatal(err)
	}
	s, err := initialise(ctx, module, m)
	if err != nil {
		t.Fatal(err)
	}
	for _, fill := range []filling{dropped, poisoned} {
		cut, err := slim(m, s, fill)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := compare(ctx, 500, cut.encode()); err == nil {
			t.Errorf("filling %d: nobody notices in %d judgements", fill, n)
		}
	}
}

func TestUnexpectedShapeIsRefused(t *testing.T) {
	ctx := context.Background()
	original := builtModule(t)
	m, err := parse(original)
	if err != nil {
		t.Fatal(err)
	}
	s, err := initialise(ctx, original, m)
	if err != nil {
		t.Fatal(err)
	}
	if err := checkShape(m, s); err != nil {
		t.Fatal(err)
	}
	changed := map[string]func(m *module, s *snapshot){
		"one global more":         func(m *module, s *snapshot) { m.globals = append(m.globals[:8:8], global{}) },
		"a global of other type":  func(m *module, s *snapshot) { m.globals = append([]global{{typ: i64Type}}, m.globals[1:]...) },
		"a start section":         func(m *module, s *snapshot) { m.hasStart = true },
		"no goroutine":            func(m *module, s *snapshot) { s.globals[goroutine] = 0 },
		"a goroutine at the end":  func(m *module, s *snapshot) { s.globals[goroutine] = int64(len(s.memory)) - 8 },
		"not paused":              func(m *module, s *snapshot) { s.globals[paused] = 1 },
		"a stack that is too low": func(m *module, s *snapshot) { s.globals[stackPointer] -= 96 << 10 },
	}
	for name, change := range changed {
		m2, s2 := *m, &snapshot{s.memory, append([]int64(nil), s.globals...)}
		change(&m2, s2)
		if err := checkShape(&m2, s2); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

// The deepest that looking ahead can go: every question waits for the one before it.
func TestDeepestJudgementDoesNotTrap(t *testing.T) {
	ctx := context.Background()
	b := &rules.Base{}
	for i := range judge.MaxQuestions {
		b.Findings = append(b.Findings, string(rune('!'+i)))
		q := rules.Question{ID: b.Findings[i], NotSure: true, Options: []rules.Option{{Findings: []uint16{uint16(i)}}, {}}}
		if i > 0 {
			q.When = [][]uint16{{uint16(i - 1)}}
		}
		b.Questions = append(b.Questions, q)
	}
	last := uint16(judge.MaxQuestions - 1)
	b.Flags = []rules.Flag{{ID: "last", Level: rules.Emergency, When: [][]uint16{{last}}}}
	packed, err := b.Pack()
	if err != nil {
		t.Fatal(err)
	}
	c, err := newWasmChecker(ctx, committedModule(t))
	if err != nil {
		t.Fatal(err)
	}
	defer c.close(ctx)
	if code, err := c.load(ctx, packed); code != 0 || err != nil {
		t.Fatal(code, err)
	}
	n, out, err := c.judge(ctx, make([]byte, len(b.Findings)))
	if err != nil {
		t.Fatal(err)
	}
	result, err := b.Decode(out[:max(n, 0)])
	if err != nil || result.CouldBe != rules.Emergency || result.Next != 0 {
		t.Errorf("got %+v, %v", result, err)
	}
}

func TestKnownAnswersInTheModule(t *testing.T) {
	ctx := context.Background()
	known, err := rules.SelfTest()
	if err != nil {
		t.Fatal(err)
	}
	c, err := newWasmChecker(ctx, committedModule(t))
	if err != nil {
		t.Fatal(err)
	}
	defer c.close(ctx)
	if n, _, err := c.judge(ctx, known.Cases[0].Answers); n != judge.NotLoaded || err != nil {
		t.Errorf("before loading: %d, %v", n, err)
	}
	if code, err := c.load(ctx, known.Packed); code != 0 || err != nil {
		t.Fatal(code, err)
	}
	for i, k := range known.Cases {
		if _, got, err := c.judge(ctx, k.Answers); err != nil || !bytes.Equal(got, k.Want) {
			t.Errorf("case %d: got %v, want %v, %v", i, got, k.Want, err)
		}
	}
}

func BenchmarkModule(b *testing.B) {
	ctx := context.Background()
	base, packed, answers := siteSized(b)
	c, err := newWasmChecker(ctx, committedModule(b))
	if err != nil {
		b.Fatal(err)
	}
	defer c.close(ctx)
	b.Run("load", func(b *testing.B) {
		for b.Loop() {
			if code, err := c.load(ctx, packed); code != 0 || err != nil {
				b.Fatal(code, err)
			}
		}
	})
	b.Run("judge", func(b *testing.B) {
		b.Logf("%d findings, %d flags, %d bytes packed", len(base.Findings), len(base.Flags), len(packed))
		for b.Loop() {
			if n, _, err := c.judge(ctx, answers); n < 0 || err != nil {
				b.Fatal(n, err)
			}
		}
	})
}

// siteSized returns a random base about as large as a site's, and answers of a reader half way.
func siteSized(t testing.TB) (*rules.Base, []byte, []byte) {
	t.Helper()
	random := rand.New(rand.NewPCG(9, 0))
	for {
		base := ruletest.Base(random.IntN, ruletest.Large())
		if len(base.Findings) < 150 || len(base.Questions) < 25 || len(base.Flags) < 70 || len(base.Causes) < 35 {
			continue
		}
		packed, err := base.Pack()
		if err != nil {
			t.Fatal(err)
		}
		answers := make([]byte, len(base.Findings))
		for i := range len(answers) / 3 {
			answers[i] = rules.No
		}
		return base, packed, answers
	}
}

// compiledBy returns the version that appendVersion added, or "".
func compiledBy(module []byte) string {
	m, err := parse(module)
	if err != nil {
		return ""
	}
	for _, s := range m.other {
		r := &reader{b: s.body}
		if s.id == customSection && r.string() == versionName {
			return string(s.body[r.at:])
		}
	}
	return ""
}
