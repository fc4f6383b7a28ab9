//go:build browser

package browser

import (
	"strings"
	"testing"
)

// Where the rules' style sheet has not arrived, the form shows every warning
// and nobody is told that there is none, whatever else is missing.
func TestNothingIsHiddenWithoutTheRules(t *testing.T) {
	site := buildSite(t)
	without := func(missing ...string) change {
		return func(address string, data []byte) []byte {
			for _, part := range missing {
				if strings.Contains(address, part) {
					return nil
				}
			}
			return data
		}
	}
	for name, missing := range map[string][]string{
		"without the script":    {"/css/checker-rules.", "/js/checker."},
		"without the knowledge": {"/css/checker-rules.", ".kb"},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, site.serve(t, without(missing...)), phone())
			if eval[bool](p, "Boolean(document.querySelector('#start_here button'))") {
				p.click("#start_here button")
				p.until("!checker.dataset.screen || checker.dataset.screen === 'question'")
			} else {
				p.click("#start_here a")
			}
			p.until("the_form.checkVisibility()")
			if p.screen() == "question" {
				t.Fatal("the check goes on with nothing to judge the answers by")
			}
			eval[any](p, "for (const box of document.querySelectorAll('#the_form .yes')) if (/face has dropped/.test(box.closest('label').textContent)) box.click()")
			hidden := eval[int](p, "[...document.querySelectorAll('.warning')].filter((w) => !w.checkVisibility()).length")
			if hidden > 0 {
				t.Errorf("%d warnings are hidden", hidden)
			}
			if eval[bool](p, "document.querySelector('.verdict--0').checkVisibility() && !document.querySelector('.verdict--3').checkVisibility()") {
				t.Error("the form says that there is no warning sign")
			}
		})
	}
}
