//go:build browser

package browser

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

type action = chromedp.Action[chromedp.Void]

// patience is how long a tab waits for what should come at once, on a busy
// machine.
const patience = 20 * time.Second

// shell is Chromium without windows and menus. Pages are the same in it, by the
// same code, and take half of the work. Tests of what readers have in common ask it;
// those of engines ask the whole browser.
const shell = "chromium-headless-shell"

// plainName is a name of this machine that browsers do not trust as they do localhost: a page
// that comes from it without encryption lacks what they give to others.
const plainName = "plain.test"

// startShell starts the browser that all tests with a set of fonts share; each
// test has a profile of its own. Where there is no shell, or CHROMIUM names another
// browser, it is the whole one.
func (s *fontSet) startShell() (context.Context, error) {
	program, err := exec.LookPath(shell)
	if err != nil || os.Getenv("CHROMIUM") != "" {
		return s.startChromium()
	}
	return s.start(chromedp.ExecPath(program))
}

// startChromium starts the whole browser.
func (s *fontSet) startChromium() (context.Context, error) {
	if program := os.Getenv("CHROMIUM"); program != "" {
		return s.start(chromedp.ExecPath(program))
	}
	return s.start()
}

func (s *fontSet) start(more ...chromedp.ExecAllocatorOption) (context.Context, error) {
	environment, err := s.environment()
	if err != nil {
		return nil, err
	}
	options := slices.Concat(chromedp.DefaultExecAllocatorOptions[:], []chromedp.ExecAllocatorOption{chromedp.NoSandbox, chromedp.Flag("force-color-profile", "srgb"), chromedp.Flag("host-resolver-rules", "MAP "+plainName+" 127.0.0.1"), chromedp.Env(environment...)}, more)
	allocator, _ := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator)
	return ctx, chromedp.Do(ctx)
}

// tab is an open page, with everything that it asked for and complained about.
type tab struct {
	context.Context
	t          *testing.T
	mu         sync.Mutex
	requests   []string
	complaints []string
	breaches   []string // of a page's policy
	bent       bool     // the test has bent that policy
}

// open opens the checker on a host, after doing what comes first.
func open(t *testing.T, h *host, first ...action) *tab {
	t.Helper()
	p := blank(t, first...)
	p.bent = h.policy != nil
	p.do(chromedp.Navigate(h.URL+"/checker/"), chromedp.WaitReady(chromedp.CSS("#checker")))
	return p
}

// command makes an action of a protocol command.
func command[P, R any](c cdp.Command[P, R], params P) action {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

func (p *tab) listen(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		p.complaints = append(p.complaints, text)
	case *cdplog.EventEntryAdded:
		p.complaints = append(p.complaints, e.Entry.Text)
		if strings.Contains(e.Entry.Text, "Content Security Policy") {
			p.breaches = append(p.breaches, e.Entry.URL+": "+e.Entry.Text)
		}
	}
}

// do runs browser actions.
func (p *tab) do(actions ...action) {
	p.t.Helper()
	if err := chromedp.Do(p, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// eval runs a script and returns its value.
func eval[T any](p *tab, script string) T {
	p.t.Helper()
	value, err := chromedp.Run(p, chromedp.Evaluate[T](script))
	if err != nil {
		p.t.Fatalf("%v in %.300s", err, script)
	}
	return value
}

// await runs a script and returns the value of its promise.
func await[T any](p *tab, script string) T {
	p.t.Helper()
	value, err := chromedp.Run(p, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%v in %.300s", err, script)
	}
	return value
}

// until waits for a script to become true. While one page gives way to another
// there is none to ask, which is no answer.
func (p *tab) until(script string) {
	p.t.Helper()
	var err error
	pause := time.Millisecond // ever longer, for a page that is busy should not have to answer all the time
	for end := time.Now().Add(patience); time.Now().Before(end) && p.Err() == nil; time.Sleep(pause) {
		pause = min(2*pause, 8*time.Millisecond)
		var is bool
		if is, err = chromedp.Run(p, chromedp.Evaluate[bool]("Boolean("+script+")")); is && err == nil {
			return
		}
	}
	p.quiet()
	p.t.Fatalf("waited in vain for %s (%v)", script, err)
}

// focused is the text of what has the focus.
func (p *tab) focused() string {
	return eval[string](p, "document.activeElement.textContent.trim()")
}

// screen is the kind of the present screen: "start", "question" …; empty where
// the form has taken over.
func (p *tab) screen() string { return eval[string](p, "checker.dataset.screen ?? ''") }

// click clicks on an element with the mouse.
func (p *tab) click(selector string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible)); err != nil {
		p.t.Fatalf("click on %s: %v", selector, err)
	}
}

// sent returns the requests since it was last called.
func (p *tab) sent() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	sent := p.requests
	p.requests = nil
	return sent
}

// quiet fails if the page complained, of a breach of its policy for instance.
func (p *tab) quiet() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.complaints) > 0 {
		p.t.Errorf("the page complains:\n%s", strings.Join(p.complaints, "\n"))
	}
	p.complaints = nil
}

// keeps fails if, in all its time, a page did what its policy forbids.
func (p *tab) keeps() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.breaches) > 0 && !p.bent {
		p.t.Errorf("against the policy:\n%s", strings.Join(p.breaches, "\n"))
	}
}

// shoot keeps a picture of the page where the environment names a folder.
func (p *tab) shoot(name string) {
	folder := os.Getenv("SCREENSHOTS")
	if folder == "" {
		return
	}
	picture, err := chromedp.Run(p, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}
