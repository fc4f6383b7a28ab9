//go:build browser

package browser

import (
	"fmt"
	"os/exec"
	"testing"

	"github.com/chromedp/chromedp"

	"nosology/generator/internal/bidi"
	"nosology/generator/internal/needs"
	"nosology/generator/internal/webkit"
)

// visitor is somebody with a browser, whichever engine it has.
type visitor interface {
	// visit goes to an address and waits until the page is loaded.
	visit(t *testing.T, url string)
	// say runs a script, awaits it, and returns the text that comes of it.
	say(t *testing.T, script string) string
	// resize makes the window as large as asked for.
	resize(t *testing.T, width, height int64)
}

type chromiumReader struct{ *tab }

func openChromium(t *testing.T, scheme string) chromiumReader {
	t.Helper()
	return chromiumReader{blankIn(t, inForce.chromium, phone(), media("", scheme))}
}

func (r chromiumReader) visit(t *testing.T, url string) {
	t.Helper()
	r.do(chromedp.Navigate(url))
	r.until("document.readyState === 'complete'")
}

func (r chromiumReader) say(t *testing.T, script string) string {
	t.Helper()
	return await[string](r.tab, script)
}

func (r chromiumReader) resize(t *testing.T, width, height int64) {
	t.Helper()
	r.do(chromedp.EmulateViewport(width, height))
}

type firefoxReader struct{ *bidi.Browser }

func (r firefoxReader) visit(t *testing.T, url string) {
	t.Helper()
	if err := r.Navigate(url); err != nil {
		t.Fatal(err)
	}
}

func (r firefoxReader) say(t *testing.T, script string) string {
	t.Helper()
	said, err := r.Evaluate(script)
	if err != nil {
		t.Fatalf("%v in %.300s", err, script)
	}
	return said
}

func (r firefoxReader) resize(t *testing.T, width, height int64) {
	t.Helper()
	if err := r.Resize(width, height); err != nil {
		t.Fatal(err)
	}
}

// webkitReader sees pages in a frame, which may be narrower than a window, of
// a host that allows it (see framed).
type webkitReader struct {
	*webkit.Browser
	width, height int64
	frame         bool // is open
}

func (r *webkitReader) visit(t *testing.T, url string) {
	t.Helper()
	if err := r.Navigate(frameOf(url, r.width, r.height)); err != nil {
		t.Fatal(err)
	}
	if err := r.EnterFrame(); err != nil {
		t.Fatal(err)
	}
	r.frame = true
}

func (r *webkitReader) say(t *testing.T, script string) string {
	t.Helper()
	said, err := r.Evaluate(script)
	if err != nil {
		t.Fatalf("%v in %.300s", err, script)
	}
	return said
}

func (r *webkitReader) resize(t *testing.T, width, height int64) {
	t.Helper()
	if r.width, r.height = width, height; !r.frame {
		return
	}
	r.say(t, fmt.Sprintf(`(frameElement.style.width = "%dpx", frameElement.style.height = "%dpx", "")`, width, height))
}

// inEachEngine runs a test in Chromium and in Firefox, each with a profile that
// has seen nothing.
func inEachEngine(t *testing.T, test func(*testing.T, visitor)) {
	t.Run("Chromium", func(t *testing.T) { test(t, chromiumReader{blank(t, phone())}) })
	t.Run("Firefox", func(t *testing.T) { test(t, openFirefox(t, "light")) })
}

func openFirefox(t *testing.T, scheme string) firefoxReader {
	program, err := exec.LookPath("firefox-esr")
	if err != nil {
		program = needs.Program(t, "firefox")
	}
	b, err := bidi.Start(program, scheme == "dark")
	if err != nil {
		t.Fatal(err)
	}
	closes(t, b)
	return firefoxReader{b}
}

func openWebKit(t *testing.T, scheme string) *webkitReader {
	for _, program := range webkit.Programs() {
		needs.Program(t, program)
	}
	b, err := webkit.Start(scheme == "dark")
	if err != nil {
		t.Fatal(err)
	}
	closes(t, b)
	if err := b.Resize(1500, 1100); err != nil {
		t.Fatal(err)
	}
	return &webkitReader{Browser: b, width: 390, height: 844}
}

func closes(t *testing.T, b interface{ Close() error }) {
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
}
