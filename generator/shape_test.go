package generator_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// What keeps the code readable: whoever opens a file sees a function on one
// screen, and whoever follows the imports soon arrives.
const (
	mostLinesOfFunction = 60
	mostLinesOfFile     = 400
	mostFloors          = 9
	mostVariables       = 100 // of packages; tables belong into the one value or function that asks them
)

// TestFunctionsAndFilesFitAScreen holds the code's measures, tests left out.
func TestFunctionsAndFilesFitAScreen(t *testing.T) {
	var variables []string
	eachGoFile(t, func(name string, source []byte) {
		if strings.HasSuffix(name, "_test.go") {
			return
		}
		places := token.NewFileSet()
		file, err := parser.ParseFile(places, name, source, 0)
		if err != nil {
			t.Fatal(err)
		}
		if n := places.Position(file.FileEnd).Line; n > mostLinesOfFile {
			t.Errorf("%s has %d lines, and at most %d: does it have two subjects?", name, n, mostLinesOfFile)
		}
		for _, declared := range file.Decls {
			switch d := declared.(type) {
			case *ast.FuncDecl:
				if n := places.Position(d.End()).Line - places.Position(d.Pos()).Line + 1; n > mostLinesOfFunction {
					t.Errorf("%s: %s has %d lines, and at most %d", places.Position(d.Pos()), d.Name.Name, n, mostLinesOfFunction)
				}
			case *ast.GenDecl:
				variables = append(variables, variablesOf(name, d)...)
			}
		}
	})
	if len(variables) >= mostVariables {
		t.Errorf("there are %d variables of packages, and fewer than %d are wanted:\n%s", len(variables), mostVariables, strings.Join(variables, "\n"))
	}
}

// TestOnlyCommandsEndTheProgram keeps panics and exits out of packages that others call: what goes wrong there is an error.
func TestOnlyCommandsEndTheProgram(t *testing.T) {
	eachGoFile(t, func(name string, source []byte) {
		if strings.HasPrefix(name, "cmd/") || strings.HasPrefix(name, "generator/internal/") || strings.HasSuffix(name, "_test.go") {
			return
		}
		places := token.NewFileSet()
		file, err := parser.ParseFile(places, name, source, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			switch f := call.Fun.(type) {
			case *ast.Ident:
				ok = f.Name != "panic"
			case *ast.SelectorExpr:
				pkg, _ := f.X.(*ast.Ident)
				ok = pkg == nil || pkg.Name+"."+f.Sel.Name != "os.Exit" && !(pkg.Name == "log" && strings.HasPrefix(f.Sel.Name, "Fatal"))
			}
			if !ok {
				t.Errorf("%s ends the program", places.Position(call.Pos()))
			}
			return true
		})
	})
}

func variablesOf(file string, d *ast.GenDecl) (names []string) {
	if d.Tok != token.VAR {
		return nil
	}
	for _, spec := range d.Specs {
		for _, name := range spec.(*ast.ValueSpec).Names {
			if name.Name != "_" {
				names = append(names, file+": "+name.Name)
			}
		}
	}
	return names
}

// TestImportsAreShallow holds the longest chain of packages of which each
// imports the next.
func TestImportsAreShallow(t *testing.T) {
	imports := map[string][]string{}
	eachGoFile(t, func(name string, source []byte) {
		if strings.HasSuffix(name, "_test.go") {
			return
		}
		pkg := name[:strings.LastIndexByte(name, '/')]
		for _, imported := range importsOf(t, name, source) {
			if below, ours := strings.CutPrefix(imported, module+"/"); ours {
				imports[pkg] = append(imports[pkg], below)
			}
		}
	})
	known := map[string][]string{}
	var chain func(pkg string) []string
	chain = func(pkg string) []string {
		if known[pkg] == nil {
			var longest []string
			for _, below := range imports[pkg] {
				if c := chain(below); len(c) > len(longest) {
					longest = c
				}
			}
			known[pkg] = append([]string{pkg}, longest...)
		}
		return known[pkg]
	}
	for pkg := range imports {
		if c := chain(pkg); len(c) > mostFloors {
			t.Errorf("the imports are %d packages deep, and at most %d: %s", len(c), mostFloors, strings.Join(c, " → "))
			return
		}
	}
	if !slices.Contains(imports["cmd/nosology"], "generator") {
		t.Error("the command imports no generator: were the files read?")
	}
}
