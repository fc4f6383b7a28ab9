package generator_test

import (
	"go/parser"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// floor is a package and what it may import from this module. A package
// stands above all that it imports, so the table reads from the top down and
// no import runs upward.
type floor struct {
	pkg     string
	imports string
}

// floors is a statement of policy. A new package is written in here first.
var floors = []floor{
	// What only tests and tools use.
	{"generator/internal/bench", "generator/internal/corpus generator/content"},
	{"generator/internal/browser", "generator/internal/bidi generator/internal/webkit generator generator/publish generator/diag generator/rules generator/rules/judge"},
	{"generator/internal/ci", ""},
	{"generator/internal/bidi", ""},
	{"generator/internal/webkit", ""},
	{"generator/internal/matrix", ""},
	{"generator/internal/corpus", ""},
	{"generator/internal/golden", "generator/site generator/content generator/diag"},
	{"generator/internal/lighthouse", "generator generator/publish generator/diag"},
	{"generator/internal/shipped", ""},
	{"generator/internal/soak", ""},
	{"generator/internal/webserver", "generator/internal/needs"},
	{"generator/internal/needs", "static"},
	{"generator/internal/release", "generator/origin"},
	{"generator/disk", ""},
	{"cmd/checker/slim", "generator/rules generator/rules/judge generator/rules/ruletest"},
	{"generator/rules/ruletest", "generator/rules generator/rules/judge"},

	// The product.
	{"cmd/nosology", "generator/docs generator/moving generator/evidence generator/sitediff generator/signing generator/input generator/schema generator/outward generator/preview generator generator/words generator/lint generator/site generator/held generator/rulediff generator/content generator/publish generator/diag generator/rules generator/rules/judge generator/text generator/words/learn generator/origin layouts"},
	{"cmd/checker", "generator/rules/judge"},
	{"generator/preview", "generator generator/site generator/content generator/publish generator/diag generator/lint generator/input"},
	{"generator", "generator/parallel generator/taken generator/audit generator/checkerpage generator/wording generator/input generator/pictures generator/downloads generator/offline generator/search generator/render generator/lint generator/site generator/content generator/markdown generator/publish generator/diag layouts static generator/words generator/words/learn generator/rules"},
	{"generator/audit", "generator/site generator/publish generator/diag"},
	{"generator/checkerpage", "generator/wording generator/internal/proof generator/words generator/site generator/content generator/markdown generator/publish generator/rules generator/words/learn"},
	{"generator/render", "generator/input generator/wording generator/text generator/share generator/pictures generator/downloads generator/site generator/content generator/markdown generator/publish generator/diag generator/rules"},
	{"generator/share", ""},
	{"generator/pictures", "generator/input generator/content generator/markdown generator/publish generator/diag"},
	{"generator/downloads", "generator/input generator/content generator/publish generator/diag generator/markdown"},
	{"generator/offline", "generator/wording generator/site generator/content generator/publish"},
	{"generator/search", "generator/parallel generator/site generator/markdown generator/text generator/publish generator/rules"},
	{"generator/docs", "generator/lint generator/content generator/publish generator/origin layouts"},
	{"generator/outward", "generator/parallel generator/lint generator/site generator/content generator/diag"},
	{"generator/moving", "generator/site generator/signing generator/held generator/content generator/markdown generator/diag"},
	{"generator/lint", "generator/parallel generator/words/learn generator/words generator/site generator/held generator/rulediff generator/content generator/markdown generator/diag generator/rules"},
	{"generator/words/learn", "generator/parallel generator/words generator/content"},
	{"generator/words", "generator/content generator/diag generator/text"},
	{"generator/schema", "generator/content"},
	{"generator/sitediff", "generator/held generator/rulediff generator/content generator/markdown generator/rules"},
	{"generator/evidence", "generator/internal/proof generator/site generator/signing generator/held generator/rulediff generator/content generator/rules"},
	{"generator/site", "generator/parallel generator/taken generator/signing generator/held generator/rulediff generator/content generator/markdown generator/diag generator/rules generator/text"},
	{"generator/signing", "generator/content generator/diag"},
	{"generator/held", "generator/rulediff generator/content generator/diag generator/rules"},
	{"generator/content", "generator/parallel generator/markdown generator/wording generator/input generator/diag generator/text"},
	{"generator/wording", "generator/text generator/diag layouts"},
	{"generator/markdown", "generator/taken generator/diag generator/text"},
	{"generator/publish", "generator/parallel generator/input generator/diag"},
	{"generator/input", "generator/diag"},
	{"generator/diag", ""},
	{"generator/parallel", ""},
	{"generator/origin", ""},
	{"generator/taken", ""},
	{"generator/text", ""},
	{"generator/internal/proof", "generator/rules"},
	{"generator/rulediff", "generator/rules"},
	{"generator/rules", "generator/rules/judge"},
	{"generator/rules/judge", ""},
	{"layouts", ""},
	{"static", ""},
}

// standardOnly names the packages that stand on the standard library alone:
// their every byte may be in a reader's download.
var standardOnly = []string{"cmd/checker", "generator/rules", "generator/rules/judge"}

// forTests are packages that only tests, and the tools beside them, import.
var forTests = []string{"generator/internal/bidi", "generator/internal/browser", "generator/internal/ci", "generator/internal/corpus", "generator/internal/golden", "generator/internal/lighthouse", "generator/internal/matrix", "generator/internal/needs", "generator/internal/soak", "generator/internal/webkit", "generator/internal/webserver", "generator/disk", "generator/rules/ruletest"}

// toolsThatTest import them too, for they hold what they make against the rules.
var toolsThatTest = []string{"generator/internal/bench", "generator/internal/webserver", "cmd/checker/slim", "generator/rules/ruletest"}

const module = "nosology"

// TestImportsRunDownward reads the imports themselves: a list made by the go
// command could come from a cache that is older than the files.
func TestImportsRunDownward(t *testing.T) {
	allowed := map[string][]string{}
	for _, f := range floors {
		for _, imported := range strings.Fields(f.imports) {
			if _, above := allowed[imported]; above {
				t.Errorf("the table lets %s import %s, which stands above it", f.pkg, imported)
			}
		}
		allowed[f.pkg] = strings.Fields(f.imports)
	}
	eachGoFile(t, func(name string, source []byte) {
		pkg := path.Dir(name)
		own, known := allowed[pkg]
		if !known {
			t.Errorf("%s: the package %s is not in the table of floors", name, pkg)
			return
		}
		for _, imported := range importsOf(t, name, source) {
			below, ours := strings.CutPrefix(imported, module+"/")
			isTest := strings.HasSuffix(name, "_test.go")
			switch {
			case !ours:
				if !isTest && slices.Contains(standardOnly, pkg) && strings.Contains(imported, ".") {
					t.Errorf("%s imports %s, but its package stands on the standard library alone", name, imported)
				}
			case isTest:
				if _, known := allowed[below]; !known {
					t.Errorf("%s imports %s, which is not in the table of floors", name, below)
				}
			case slices.Contains(forTests, below) && !slices.Contains(toolsThatTest, pkg):
				t.Errorf("%s imports %s, which is for tests", name, below)
			case !slices.Contains(own, below):
				t.Errorf("%s imports %s; a package imports only what stands below it in the table of floors", name, below)
			}
		}
	})
}

// The generator is for any health topic: what the shipped site is about
// stands in the content folder alone.
func TestNoCodeKnowsWhatTheSiteIsAbout(t *testing.T) {
	eachGoFile(t, func(name string, source []byte) {
		if strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "generator/internal/") {
			return
		}
		files := token.NewFileSet()
		var s scanner.Scanner
		s.Init(files.AddFile(name, -1, len(source)), source, nil, 0)
		for {
			pos, kind, text := s.Scan()
			if kind == token.EOF {
				return
			}
			if kind != token.IDENT && kind != token.STRING {
				continue
			}
			for _, word := range words(text) {
				if slices.Contains([]string{"nose", "noses", "nasal", "nostril", "nostrils", "twitch", "twitches", "twitching"}, word) {
					t.Errorf("%s: %s says %q", files.Position(pos), text, word)
				}
			}
		}
	})
}

// words splits a text or a name in camel case into its words, in lower case.
func words(text string) []string {
	var spaced strings.Builder
	for _, r := range text {
		if unicode.IsUpper(r) {
			spaced.WriteByte(' ')
		}
		spaced.WriteRune(unicode.ToLower(r))
	}
	return strings.FieldsFunc(spaced.String(), func(r rune) bool { return !unicode.IsLetter(r) })
}

func importsOf(t *testing.T, name string, source []byte) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var imports []string
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		imports = append(imports, imported)
	}
	return imports
}

// eachGoFile visits every Go file of the module, named from its root.
func eachGoFile(t *testing.T, visit func(name string, source []byte)) {
	t.Helper()
	root := os.DirFS("..")
	seen := 0
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || entry.Name() != "." && strings.HasPrefix(entry.Name(), ".")):
			return fs.SkipDir
		case path.Ext(name) != ".go":
			return nil
		}
		source, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		seen++
		visit(name, source)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Fatalf("only %d Go files were found", seen)
	}
}
