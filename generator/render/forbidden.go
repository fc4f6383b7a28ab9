package render

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/diag"
)

// Forbidden reports what layouts of the editor's need and the policy of pages
// forbids: a browser would leave it out without a word to anybody.
func (r *Renderer) Forbidden(allow []content.Allowed) (ds []diag.Diagnostic) {
	if len(r.own) == 0 {
		return nil
	}
	patterns := newElementPatterns()
	for _, l := range r.own {
		for _, at := range patterns.element.FindAllStringSubmatchIndex(l.text, -1) {
			tag, attributes := strings.ToLower(l.text[at[2]:at[3]]), l.text[at[4]:at[5]]
			if message, hint := patterns.forbidden(tag, attributes, allow); message != "" {
				ds = append(ds, l.diagnose(at[0], message, hint))
			}
		}
		for _, at := range patterns.handler.FindAllStringIndex(l.text, -1) {
			ds = append(ds, l.diagnose(at[0], "browsers do not run what stands in an attribute", "put it into a script of its own in static/js, and name that: "+ownScript))
		}
	}
	return ds
}

const ownScript = `<script src="{{asset "js/own.js"}}" defer></script>`

// ownLayout is a layout of the editor's.
type ownLayout struct{ name, text string }

// elementPatterns read the elements of a layout that ask a browser for something.
type elementPatterns struct{ element, handler, leads, source, loads, dataOf *regexp.Regexp }

func newElementPatterns() *elementPatterns {
	return &elementPatterns{
		// An element's attributes may hold actions of the template, and these a ">".
		element: regexp.MustCompile(`(?is)<(script|iframe|img|form|link|source|video|audio|embed|object)\b((?:\{\{.*?\}\}|[^>])*)>`),
		handler: regexp.MustCompile(`(?i)<[a-z][^<>{]*\son[a-z]+\s*=`),
		leads:   regexp.MustCompile(`(?i)(?:^|\s)(src|action|href|data|poster)\s*=\s*["']?((?:https?:)?//[^"'\s>{]+)`),
		source:  regexp.MustCompile(`(?i)(?:^|\s)src\s*=`),
		loads:   regexp.MustCompile(`(?i)\brel\s*=\s*["']?[^"'>]*(stylesheet|icon|preload)`),
		dataOf:  regexp.MustCompile(`(?i)\btype\s*=\s*["']?application/(ld\+)?json`),
	}
}

// use is what an element needs of the policy.
func use(tag string) string {
	switch tag {
	case "script":
		return content.AllowScript
	case "iframe", "embed", "object":
		return content.AllowFrame
	case "form":
		return content.AllowForm
	case "img", "source":
		return content.AllowImage
	}
	return ""
}

// forbidden says why a browser will not do what an element asks for, and what to
// write instead; nothing if it will.
func (e *elementPatterns) forbidden(tag, attributes string, allow []content.Allowed) (message, hint string) {
	if tag == "script" && !e.source.MatchString(attributes) && !e.dataOf.MatchString(attributes) {
		return "browsers do not run a script that stands in a page", "put it into static/js/own.js, and write " + ownScript
	}
	m := e.leads.FindStringSubmatch(attributes)
	if m == nil || tag == "link" && !e.loads.MatchString(attributes) {
		return "", ""
	}
	u, err := url.Parse(m[2])
	if err != nil {
		return "", ""
	}
	origin := "https://" + strings.ToLower(u.Host)
	needs := use(tag)
	switch {
	case needs == "":
		return fmt.Sprintf("pages load nothing of this kind from %s", u.Host), "put the file into static, and name it with asset"
	case slices.ContainsFunc(allow, func(a content.Allowed) bool { return a.Origin.S == origin && a.Allows(needs) }):
		return "", ""
	}
	return fmt.Sprintf("the policy of pages forbids this %s of %s", tag, u.Host),
		fmt.Sprintf("add to allow in site.yaml: - {origin: %q, for: [%s], who: …, why: …}", origin, needs)
}

func (l *ownLayout) diagnose(offset int, message, hint string) diag.Diagnostic {
	before := l.text[:offset]
	line := strings.Count(before, "\n")
	text := strings.Split(l.text, "\n")[line]
	return diag.Diagnostic{
		Position: diag.Position{File: l.name, Line: line + 1, Column: len([]rune(before[strings.LastIndexByte(before, '\n')+1:])) + 1},
		Check:    "forbidden", Message: message, Hint: hint, Source: strings.TrimRight(text, "\r"),
	}
}

// isOwn reports whether a layout was read from the editor's folder.
func (l layoutFS) isOwn(called, name string) bool {
	return l.theirs != nil && called == path.Join(l.theirName, name) && l.hasOwn(name)
}
