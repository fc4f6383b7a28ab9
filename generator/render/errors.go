package render

import (
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"nosology/generator/diag"
)

// LayoutError is a mistake in a layout, in an editor's words.
type LayoutError struct {
	File         string
	Line, Column int // 0 if not known
	Message      string
	Hint         string
}

func (e *LayoutError) Error() string {
	where := e.File
	for _, n := range []int{e.Line, e.Column} {
		if n > 0 {
			where += ":" + strconv.Itoa(n)
		}
	}
	if e.Hint == "" {
		return where + ": " + e.Message
	}
	return where + ": " + e.Message + " (" + e.Hint + ")"
}

// Diagnostic is the error as the other stages report theirs.
func (e *LayoutError) Diagnostic() diag.Diagnostic {
	return diag.Diagnostic{
		Position: diag.Position{File: e.File, Line: e.Line, Column: e.Column},
		Check:    "layout", Message: e.Message, Hint: e.Hint,
	}
}

// sayings turn what the template packages say into what an editor can act on.
// They are tried in their order, so that a field of a page is told apart from one
// of anything else. The test of mistakes tells when a new Go says it otherwise.
func sayings() []saying {
	return []saying{
		{`function "([^"]+)" not defined`, `there is no function "%s"`, hintAmong((*Renderer).functionNames)},
		{`can't evaluate field (\w+) in type \*?render\.View`, "a page has no field .%s", hintAmong(fieldNames[View])},
		{`can't evaluate field (\w+) in type \*?render\.SiteView`, "the site has no field .%s", hintAmong(fieldNames[SiteView])},
		{`can't evaluate field (\w+) in type `, "there is no field .%s here", plainHint("inside {{range}} and {{with}} the dot is something else; the page is $ there")},
		{`(?:template |no such template )"([^"]+)"`, `there is no partial "%s"`, plainHint("partials are the files in layouts/partials and what they define")},
		{`unexpected (EOF)`, "the layout ends in the middle", plainHint("an {{if}}, {{range}}, {{with}} or {{define}} has no {{end}}")},
		{`unexpected \{\{(end)\}\}`, "there is one {{%s}} too many", plainHint("every {{end}} closes an {{if}}, {{range}}, {{with}} or {{define}}")},
		{`wrong number of args for (\w+)`, `"%s" is called without its page or with too much`, plainHint("most functions are called with a dot: {{body .}}")},
		{`ends in a non-text context`, "the HTML is not finished", plainHint("look for a tag or a quote that is not closed")},
	}
}

type saying struct {
	theirs string // a pattern
	ours   string
	hint   func(r *Renderer, name string) string
}

// explain turns an error of the template packages into a LayoutError. Other
// errors come back as they are. kind is the page's, empty where there is none.
func (r *Renderer) explain(err error, kind string) error {
	var ours *LayoutError
	if err == nil || errors.As(err, &ours) {
		return err
	}
	m := regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:]+):(?:(\d+):)?(?:(\d+):)? ?(.*)$`).FindStringSubmatch(err.Error())
	if m == nil {
		return fmt.Errorf("layout: %w", err)
	}
	e := &LayoutError{File: m[1], Message: m[4]}
	if called, ok := r.called[m[1]]; ok {
		e.File = called
	}
	e.Line, _ = strconv.Atoi(m[2])
	if column, err := strconv.Atoi(m[3]); err == nil {
		e.Column = column + 1 // theirs count from 0
	}
	var escape *template.Error
	if errors.As(err, &escape) && escape.Line > 0 {
		e.Line, e.Column = escape.Line, 0
	}
	if m[1] == baseLayout && e.Line == 0 && kind != "" {
		e.File = r.called[kind+".html"] // the frame ends as what stands in it ends
	}
	var key *undeclared
	if errors.As(err, &key) {
		e.Message, e.Hint = key.Error(), key.hint()
		return e
	}
	e.say(r)
	return e
}

// say puts the message in plain words where we have them. The name in it is what
// the pattern's last group has matched.
func (e *LayoutError) say(r *Renderer) {
	for _, s := range sayings() {
		if m := regexp.MustCompile(s.theirs).FindStringSubmatch(e.Message); m != nil {
			e.Message = s.ours
			name := m[len(m)-1]
			if strings.Contains(s.ours, "%s") {
				e.Message = fmt.Sprintf(s.ours, name)
			}
			e.Hint = s.hint(r, name)
			return
		}
	}
	// "executing "x" at <y>: what went wrong" says the place twice.
	if _, after, ok := strings.Cut(e.Message, ">: "); ok && strings.HasPrefix(e.Message, "executing ") {
		e.Message = after
	}
}

func plainHint(hint string) func(*Renderer, string) string {
	return func(*Renderer, string) string { return hint }
}

// hintAmong names what comes nearest to a wrong name, or all there is.
func hintAmong(names func(*Renderer) []string) func(*Renderer, string) string {
	return func(r *Renderer, wrong string) string { return diag.OneOf(wrong, names(r)) }
}

// fieldNames lists what a layout may ask of a page or of the site.
func fieldNames[T View | SiteView](*Renderer) []string {
	var names []string
	t := reflect.TypeFor[T]()
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() {
			names = append(names, f.Name)
		}
	}
	return names
}
