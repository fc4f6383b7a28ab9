package offline

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"nosology/generator/publish"
	"nosology/generator/wording"
)

// Lists are few, and stay short: a reader's phone asks for those that changed.
func TestHowManyLists(t *testing.T) {
	for pages, want := range map[int]int{0: 1, 1: 1, 128: 1, 129: 2, 256: 2, 257: 4, 10_000: 128} {
		if got := parts(pages); got != want {
			t.Errorf("%d pages stand in %d lists, want %d", pages, got, want)
		}
	}
	before := 0
	for pages := range 2000 {
		n := parts(pages)
		if n < before || n&(n-1) != 0 || pages > n*128 {
			t.Fatalf("%d pages stand in %d lists, after %d", pages, n, before)
		}
		before = n
	}
}

// The worker finds the list of a page by the same rule: the 32-bit FNV-1a hash
// of its address, modulo the number of lists. When their number doubles, a page
// stays or moves by half of it.
func TestWhichListAPageIsIn(t *testing.T) {
	// FNV-1a of "a" is e40c292c, of "foobar" bf9cf968.
	for address, want := range map[string]int{"a": 0x2c, "foobar": 0x68, "": 0x45} {
		if got := partOf(address, 128); got != want&127 {
			t.Errorf("%q is in list %d, want %d", address, got, want&127)
		}
	}
	for n := range 500 {
		address := fmt.Sprintf("articles/%d/", n)
		if few, many := partOf(address, 8), partOf(address, 16); many != few && many != few+8 {
			t.Errorf("%s moves from list %d of 8 to %d of 16", address, few, many)
		}
	}
}

// A page that cannot be rendered must not be listed as something else: a phone
// would throw away the good page that it has.
func TestAPageThatFailsIsAnError(t *testing.T) {
	broken := errors.New("broken")
	text := "off"
	files := []publish.File{
		file("offline/index.html", publish.PageFile, &text),
		{Path: "causes/a/index.html", Render: func(io.Writer) error { return broken }},
	}
	failed := 0
	for _, f := range Files(link(t, "offline"), wording.English(), "#fff", files) {
		if f.Path == "site.webmanifest" {
			continue
		}
		if err := f.Render(&bytes.Buffer{}); !errors.Is(err, broken) {
			t.Errorf("%s is made, %v", f.Path, err)
		}
		failed++
	}
	if failed < 3 {
		t.Errorf("only %d files were tried", failed)
	}
}

// What the worker says are whole words of the site's language, and the digest
// at its head changes with the site, not with the day.
func TestWordsOfTheWorker(t *testing.T) {
	text := "off"
	files := []publish.File{file("offline/index.html", publish.PageFile, &text)}
	head, body, found := strings.Cut(rendered(t, link(t, "offline"), files)["sw.js"], ";\n")
	if !found || !strings.HasSuffix(body, string(worker)) {
		t.Fatalf("the worker begins with %.200q", head)
	}
	var said struct {
		Version, Fallback string
		Say               notices
	}
	decode(t, strings.TrimPrefix(head, "const { version, fallback, say } = "), &said)
	if said.Fallback != "offline/" || len(said.Version) != 12 || len(said.Say.Months) != 12 || said.Say.Again == "" {
		t.Errorf("the worker knows %+v", said)
	}
	for why, copied := range said.Say.Copy {
		if copied == "" || why != "none" && said.Say.Instead[why] == "" {
			t.Errorf("where the network is %s the worker says %q, and instead of a page %q", why, copied, said.Say.Instead[why])
		}
	}
}
