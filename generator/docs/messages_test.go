package docs

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nosology/generator/disk"
	"nosology/generator/lint"
)

var update = flag.Bool("update", false, "write messages.txt anew")

// The page of checks names every message that the program can give: they are read
// off its sources. Run go test ./generator/docs -update after a new one.
func TestEveryMessageIsListed(t *testing.T) {
	found := readMessages(t)
	text := strings.Join(found, "\n") + "\n"
	if *update {
		disk.Write(t, "messages.txt", text)
	}
	if text != messagesText {
		t.Errorf("messages.txt is not what the sources say; run: go test ./generator/docs -update")
	}
	if len(found) < 300 {
		t.Errorf("only %d messages were found", len(found))
	}
}

// readMessages lists each check with what it can say: "check\tmessage\thint".
func readMessages(t *testing.T) []string {
	r := reader{found: map[string]bool{}, rows: map[string][]string{}, calls: map[string][]string{}}
	root, files := os.DirFS(".."), map[string]*ast.File{}
	err := fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "internal/") || strings.HasPrefix(name, "docs/") || strings.HasPrefix(name, "publish/") {
			return err
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		if strings.HasPrefix(name, "rules/") || strings.HasPrefix(name, "lint/") {
			learn(file)
		}
		files[name] = file
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		r.file(name, files[name])
	}
	r.lint()
	return slices.Sorted(maps.Keys(r.found))
}

// reader collects messages. Functions of lint are told which check they are by
// the table of checks, or by the one that calls them.
type reader struct {
	path, function string
	found          map[string]bool
	rows           map[string][]string // by function of lint: "message\thint"
	calls          map[string][]string // by function of lint: those it calls
	check          map[string]string   // of this file's table
}

func (r *reader) file(name string, file *ast.File) {
	r.path = name
	for _, d := range file.Decls {
		r.function = ""
		if f, ok := d.(*ast.FuncDecl); ok {
			r.function = f.Name.Name
		}
		hints := hintsIn(d)
		ast.Inspect(d, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				r.call(n, hints)
			case *ast.CompositeLit:
				r.literal(n)
			}
			return true
		})
	}
}

// hintsIn finds the hints that are given to diagnostics after they are made: by
// the variable's name, in their order.
func hintsIn(d ast.Node) map[*ast.CallExpr]string {
	hints := map[*ast.CallExpr]string{}
	last := map[string]*ast.CallExpr{}
	ast.Inspect(d, func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		if !ok {
			return true
		}
		for i, left := range a.Lhs {
			if i >= len(a.Rhs) {
				break
			}
			if name, ok := left.(*ast.Ident); ok {
				if c, ok := a.Rhs[i].(*ast.CallExpr); ok {
					last[name.Name] = c
				}
			}
			if s, ok := left.(*ast.SelectorExpr); ok && s.Sel.Name == "Hint" {
				if of, ok := s.X.(*ast.Ident); ok && last[of.Name] != nil && hints[last[of.Name]] == "" {
					hints[last[of.Name]] = said(a.Rhs[i])
				}
			}
		}
		return true
	})
	return hints
}

// hintFirst are functions that take a check, a hint and a message; hintLast take a
// check, a message and a hint.
var (
	hintFirst = []string{"errorf", "report", "add", "fatal", "slip"}
	hintLast  = []string{"errorAt", "diagnose", "Diagnose"}
)

func (r *reader) call(c *ast.CallExpr, hints map[*ast.CallExpr]string) {
	name := nameOf(c.Fun)
	if strings.HasPrefix(r.path, "lint/") {
		r.calls[r.function] = append(r.calls[r.function], name)
		if name == "report" && len(c.Args) >= 3 && checkIn(c.Args) < 0 {
			r.rows[r.function] = append(r.rows[r.function], said(c.Args[2])+"\t"+said(c.Args[1]))
			return
		}
	}
	switch {
	case r.path == "redirects.go" && name == "report":
		r.add("alias-taken", said(c.Args[0]), said(c.Args[1]))
		return
	case strings.HasPrefix(r.path, "content/slip") && name == "slip" && len(c.Args) >= 4:
		r.add("yaml-syntax", said(c.Args[3]), said(c.Args[2]))
		return
	}
	i := checkIn(c.Args)
	if i < 0 || i+1 >= len(c.Args) || !slices.Contains(hintFirst, name) && !slices.Contains(hintLast, name) {
		return
	}
	check, rest := word(c.Args[i]), c.Args[i+1:]
	if strings.HasPrefix(r.path, "rules/") { // behind the check stands a place
		rest = rest[1:]
	}
	last := slices.Contains(hintLast, name) || strings.HasPrefix(r.path, "markdown/") || r.path == "site/contract.go" || r.path == "content/load.go"
	switch {
	case len(rest) == 0:
	case len(rest) == 1:
		r.add(check, said(rest[0]), hints[c])
	case last:
		r.add(check, said(rest[0]), said(rest[1]))
	default:
		r.add(check, said(rest[1]), said(rest[0]))
	}
}

// literal reads diagnostics and rows of tables that are written out.
func (r *reader) literal(c *ast.CompositeLit) {
	keyed := map[string]ast.Expr{}
	for _, e := range c.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			keyed[nameOf(kv.Key)] = kv.Value
		}
	}
	switch {
	case keyed["Message"] != nil:
		check := "unreadable-file"
		if keyed["Check"] != nil {
			check = word(keyed["Check"])
		} else if nameOf(c.Type) != "Fault" {
			return
		}
		r.add(check, said(keyed["Message"]), said(keyed["Hint"]))
	case keyed["Name"] != nil && keyed["Why"] != nil:
		for _, by := range []string{"page", "site"} {
			if keyed[by] != nil {
				if r.check == nil {
					r.check = map[string]string{}
				}
				r.check[word(keyed["Name"])] = nameOf(keyed[by])
			}
		}
	case nameOf(c.Type) == "Fault" && len(c.Elts) >= 3:
		r.add("unreadable-file", said(c.Elts[1]), said(c.Elts[2]))
	default:
		if i := checkIn(c.Elts); i >= 0 && i+2 < len(c.Elts) && strings.HasPrefix(r.path, "markdown/") {
			r.add(word(c.Elts[i]), said(c.Elts[i+1]), said(c.Elts[i+2]))
		}
	}
}

func (r *reader) add(check, message, hint string) {
	switch {
	case !kebab.MatchString(check):
		return
	case strings.Trim(message, "…: ") == "":
		message, hint = "", ""
	case !strings.Contains(message, " "): // no sentence, so no message
		return
	}
	r.found[check+"\t"+message+"\t"+hint] = true
}

// lint gives the messages of functions to the checks that use them.
func (r *reader) lint() {
	for _, c := range lint.Checks() {
		r.found[c.Name+"\t\t"] = true
		seen := map[string]bool{}
		var walk func(string)
		walk = func(function string) {
			if seen[function] {
				return
			}
			seen[function] = true
			for _, row := range r.rows[function] {
				message, hint, _ := strings.Cut(row, "\t")
				r.add(c.Name, message, hint)
			}
			for _, f := range r.calls[function] {
				walk(f)
			}
		}
		walk(r.check[c.Name])
	}
}

var kebab = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

// checkIn is the place of a check's name among the arguments of a call: a word
// that is one, and no sentence.
func checkIn(args []ast.Expr) int {
	return slices.IndexFunc(args, func(e ast.Expr) bool {
		w := word(e)
		return kebab.MatchString(w) && (strings.Contains(w, "-") || w == "held" || w == "voided" || w == "unsigned" || w == "tangled" || w == "contradiction")
	})
}

// constants are names of checks, by the constants that hold them.
var constants = map[string]string{}

// learn notes the constants of a file.
func learn(file *ast.File) {
	for _, d := range file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, s := range g.Specs {
			v := s.(*ast.ValueSpec)
			for i, name := range v.Names {
				if i < len(v.Values) && kebab.MatchString(word(v.Values[i])) {
					constants[name.Name] = word(v.Values[i])
				}
			}
		}
	}
}

func word(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			s, _ := strconv.Unquote(e.Value)
			return s
		}
	case *ast.Ident:
		return constants[e.Name]
	case *ast.SelectorExpr:
		return constants[e.Sel.Name]
	}
	return ""
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

var verb = regexp.MustCompile(`%[-+#0-9.]*[a-z]`)

// said is what a text says, with … for what is filled in.
func said(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		return strings.Join(strings.Fields(verb.ReplaceAllString(word(e), "…")), " ")
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return said(e.X) + spaceBetween(e.X, e.Y) + said(e.Y)
		}
	case *ast.CallExpr:
		switch name := nameOf(e.Fun); {
		case name == "Sprintf" && len(e.Args) > 0:
			return said(e.Args[0])
		case name == "OneOf" || name == "DidYouMean" || strings.HasPrefix(name, "nearest"):
			return `did you mean "…"?`
		}
	case nil:
		return ""
	}
	return "…"
}

// spaceBetween keeps the space at which two texts are joined.
func spaceBetween(a, b ast.Expr) string {
	if strings.HasSuffix(lastText(a), " ") || strings.HasPrefix(word(b), " ") {
		return " "
	}
	return ""
}

func lastText(e ast.Expr) string {
	if b, ok := e.(*ast.BinaryExpr); ok {
		return lastText(b.Y)
	}
	return word(e)
}
