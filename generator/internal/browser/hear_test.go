//go:build browser

package browser

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// heard is something of a page as a screen reader meets it.
type heard struct {
	role, name, description, level string
	checked                        bool
}

// hear returns what a screen reader meets on a page, in its order.
func (p *tab) hear() (all []heard) {
	p.t.Helper()
	text := func(v *accessibility.Value) (s string) {
		if v != nil && json.Unmarshal(v.Value, &s) != nil {
			s = string(v.Value)
		}
		return s
	}
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		tree, err := cdp.Call(ctx, t, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		if err != nil {
			return err
		}
		for _, n := range tree.Nodes {
			if n.Ignored {
				continue
			}
			h := heard{role: text(n.Role), name: text(n.Name), description: text(n.Description)}
			for _, property := range n.Properties {
				switch property.Name {
				case "level":
					h.level = text(property.Value)
				case "checked":
					h.checked = text(property.Value) == "true"
				}
			}
			all = append(all, h)
		}
		return nil
	}))
	return all
}

func (h heard) isChoice() bool { return h.role == "checkbox" || h.role == "radio" }

// hears fails unless a state of the checker says by ear what it must: one heading that tells where one is, a name for
// whatever can be used, one of its own for each choice, the question of those that are asked, and a mistake where it was
// made.
func (p *tab) hears(state string) {
	p.t.Helper()
	all := p.hear()
	var first []string
	seen := map[string]bool{}
	for _, h := range all {
		if h.role == "heading" && h.level == "1" {
			first = append(first, h.name)
		}
		usable := h.isChoice() || slices.Contains([]string{"button", "link", "textbox"}, h.role)
		if usable && strings.TrimSpace(h.name) == "" {
			p.t.Errorf("%s: a %s has no name", state, h.role)
		}
		if h.isChoice() && seen[h.name] {
			p.t.Errorf("%s: two choices are called %q", state, h.name)
		}
		seen[h.name] = seen[h.name] || h.isChoice()
	}
	if want := 1; len(first) != want && state != "start" && state != "cry for help" {
		p.t.Errorf("%s: the headings of the screen are %q", state, first)
	}
	has := func(is func(heard) bool, what string) {
		if !slices.ContainsFunc(all, is) {
			p.t.Errorf("%s: %s is not heard", state, what)
		}
	}
	screen := p.screen()
	switch {
	case screen == "question":
		has(func(h heard) bool { return h.role == "status" || strings.HasPrefix(h.name, "Question ") }, "where one is")
		has(func(h heard) bool {
			return (h.role == "group" || h.role == "radiogroup") && len(first) > 0 && h.name == first[0]
		}, "that the choices belong to the question")
		has(func(h heard) bool { return h.role == "button" && h.name == "Continue" }, "Continue")
	case state == "danger", state == "emergency":
		has(func(h heard) bool { return h.role == "heading" && strings.Contains(h.name, "Call 999 now") }, "whom to call")
		has(func(h heard) bool { return h.role == "link" && strings.Contains(h.name, "999") }, "a link to call")
	}
	if state == "danger" {
		has(func(h heard) bool { return h.role == "checkbox" && h.checked }, "what stands ticked")
	}
	if strings.Contains(state, "nothing chosen") {
		has(func(h heard) bool { return h.role == "alert" }, "the mistake")
		has(func(h heard) bool { return (h.role == "group" || h.role == "radiogroup") && h.description != "" }, "the mistake, where the choices begin")
	}
}
