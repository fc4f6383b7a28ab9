//go:build browser

package browser

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"nosology/generator/internal/needs"
)

// blank opens an empty tab, after doing what comes first.
func blank(t *testing.T, first ...action) *tab {
	t.Helper()
	return blankIn(t, inForce.shell, first...)
}

// blankIn opens an empty tab in a browser.
func blankIn(t *testing.T, browser func() (context.Context, error), first ...action) *tab {
	t.Helper()
	parent, err := browser()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	ctx, cancelTime := context.WithTimeout(ctx, 10*time.Minute)
	t.Cleanup(cancelTime)
	p := &tab{Context: ctx, t: t}
	t.Cleanup(p.keeps)
	if err := chromedp.Listen(ctx, p.listen); err != nil {
		t.Fatal(err)
	}
	p.do(command(network.Enable, network.EnableParams{}), command(cdplog.Enable, cdp.Empty{}))
	p.do(first...)
	return p
}

// visit goes to an address and waits until the page is whole.
func (p *tab) visit(h *host, address string) {
	p.t.Helper()
	p.do(chromedp.Navigate(h.URL + address))
	p.until("document.readyState === 'complete'")
}

// media makes a tab think that it is shown on some medium, to a reader who
// prefers light or dark.
func media(medium, scheme string) action {
	return command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
}

// scripts lets pages run their scripts, or not.
func scripts(run bool) action {
	return command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !run})
}

// axe is the source of axe-core.
var axe = sync.OnceValues(func() (string, error) {
	source, err := os.ReadFile(filepath.Join(os.Getenv("NOSOLOGY_NODE_MODULES"), "axe-core", "axe.min.js"))
	return string(source), err
})

// needAxe skips a test where axe-core is missing, but for continuous
// integration, where nothing is.
func needAxe(t *testing.T) {
	t.Helper()
	_, err := axe()
	needs.None(t, err)
}

// audit has axe-core look at the page in its present state, and reports every
// breach of WCAG 2.2 AA and of good practice.
func (p *tab) audit(state string) {
	p.t.Helper()
	source, err := axe()
	if err != nil {
		p.t.Fatal(err)
	}
	if !eval[bool](p, "Boolean(window.axe)") {
		eval[any](p, source+"; 0")
	}
	const run = `Promise.all(document.getAnimations().map(a => a.finished)).then(() => axe.run({
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
		resultTypes: ["violations"],
	})).then(async ({violations}) => {
		// A button half behind a bar that stays is whole once it is scrolled to.
		const at = scrollY;
		for (const violation of violations.filter(v => v.id === "target-size")) {
			const whole = [];
			for (const node of violation.nodes) {
				const [selector] = node.target;
				document.querySelector(selector).scrollIntoView({block: "center", behavior: "instant"});
				const again = await axe.run(selector, {runOnly: {type: "rule", values: ["target-size"]}});
				if (again.violations.length === 0) whole.push(node);
			}
			violation.nodes = violation.nodes.filter(node => !whole.includes(node));
		}
		scrollTo({top: at, behavior: "instant"});
		return JSON.stringify(violations.filter(v => v.nodes.length > 0));
	})`
	violations, err := chromedp.Run(p, chromedp.Evaluate[string](run, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatal(err)
	}
	var found []struct {
		ID, Help string
		Nodes    []struct{ HTML, FailureSummary string }
	}
	if err := json.Unmarshal([]byte(violations), &found); err != nil {
		p.t.Fatal(err)
	}
	for _, v := range found {
		first := v.Nodes[0]
		p.t.Errorf("%s: %s (%s), in %d places:\n\t%s\n\t%s", state, v.Help, v.ID, len(v.Nodes), first.HTML, strings.ReplaceAll(first.FailureSummary, "\n", "\n\t"))
	}
}
