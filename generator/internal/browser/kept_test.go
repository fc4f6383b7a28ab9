//go:build browser

package browser

import (
	"bytes"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/publish"
)

// weather is a server that changes, stalls, fails and vanishes.
type weather struct {
	*httptest.Server
	site atomic.Pointer[map[string]served]
	does atomic.Pointer[func(path string) deed]
}

type served struct {
	data []byte
	file *publish.File
}

type deed int

const (
	answers deed = iota
	vanishes
	stalls  // says nothing
	stalls2 // says half of it
	fails
	misses
)

func always(d deed) func(string) deed { return func(string) deed { return d } }

// newWeather serves an edition of the site from 127.0.0.1.
func newWeather(t *testing.T, first map[string]served) *weather {
	t.Helper()
	n := &weather{}
	n.publish(first)
	n.is(always(answers))
	serving := buildSite(t).serving
	n.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, ok := (*n.site.Load())[r.URL.Path]
		switch does := (*n.does.Load())(r.URL.Path); {
		case does == vanishes:
			panic(http.ErrAbortHandler) // the connection ends without an answer
		case does == stalls:
			<-r.Context().Done()
		case does == fails:
			http.Error(w, "overloaded", http.StatusServiceUnavailable)
		case !ok || does == misses:
			http.NotFound(w, r)
		default:
			for _, header := range serving.Headers(f.file) {
				w.Header().Set(header.Name, header.Value)
			}
			if does == stalls2 {
				w.Write(f.data[:len(f.data)/2])
				w.(http.Flusher).Flush()
				<-r.Context().Done()
				return
			}
			w.Write(f.data)
		}
	}))
	t.Cleanup(n.Close)
	t.Cleanup(n.CloseClientConnections)
	return n
}

func (n *weather) publish(edition map[string]served) { n.site.Store(&edition) }
func (n *weather) is(does func(path string) deed) {
	n.does.Store(&does)
	if n.Server != nil {
		n.CloseClientConnections()
	}
}

// edition is the shipped site with texts replaced in its sources: file, old
// and new text.
func edition(t *testing.T, edits ...[3]string) map[string]served {
	t.Helper()
	folder := fstest.MapFS{}
	shipped := os.DirFS("../../../content")
	err := fs.WalkDir(shipped, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			data, readErr := fs.ReadFile(shipped, name)
			folder[name], err = &fstest.MapFile{Data: data}, readErr
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range edits {
		before := folder[e[0]].Data
		folder[e[0]].Data = bytes.Replace(before, []byte(e[1]), []byte(e[2]), 1)
		if bytes.Equal(before, folder[e[0]].Data) {
			t.Fatalf("%s has no %q", e[0], e[1])
		}
	}
	site, err := generator.Prepare(generator.Options{Content: folder, Name: "content", AsOf: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil || diag.HasErrors(site.Diagnostics) {
		t.Fatal(err, site.Diagnostics)
	}
	files := make(map[string]served, len(site.Files))
	for i := range site.Files {
		f := &site.Files[i]
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			t.Fatal(err)
		}
		files["/"+strings.TrimSuffix(f.Path, "index.html")] = served{b.Bytes(), f}
	}
	return files
}

const (
	text     = "Promise.resolve(document.querySelector('main').innerText)"
	notice   = "Promise.resolve(document.querySelector('.kept-copy')?.innerText ?? '')"
	keepsAll = `new Promise((done) => {
		const keep = document.getElementById("keep"), drop = document.getElementById("drop"), status = document.getElementById("kept");
		let clicked = false;
		const look = setInterval(() => {
			if (!keep.hidden && !clicked) { clicked = true; keep.click(); }
			else if (clicked && !keep.disabled) { clearInterval(look); done(status.textContent); }
		}, 20);
	})`
	installed = "navigator.serviceWorker.ready.then(() => 'installed')"
)

// comes waits until a script makes a text that holds what is wanted. It waits
// longer than a tab does: all pages are fetched anew, on a machine that may be
// busy.
func comes(t *testing.T, r visitor, script, want string) {
	t.Helper()
	said := ""
	for end := time.Now().Add(3 * patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if said = r.say(t, script); strings.Contains(said, want) {
			return
		}
	}
	t.Fatalf("%q does not come, but %.300q", want, said)
}

// keptText is a script that makes the text of a kept page: of the generation
// that is shown, or else of what was asked for.
func keptText(path string) string {
	return `caches.open("notes").then((cache) => cache.matchAll()).then(([notes]) => notes.json()).then(async ({ core }) => {
		const find = async (name) => await caches.has(name) && (await caches.open(name)).match("` + path + `");
		const kept = await find(core) || await find("asked-for");
		return kept ? kept.text() : "(not kept)";
	})`
}

// holds fails unless the page on the screen has a text.
func holds(t *testing.T, r visitor, script, want string) {
	t.Helper()
	if said := r.say(t, script); !strings.Contains(said, want) {
		t.Errorf("the page has no %q, but %.400q", want, said)
	}
}

const (
	cause = "causes/caffeine.md"
	signs = "pages/warning-signs.md"
)

// editions are the shipped site with old advice, and the same with new advice.
func editions(t *testing.T) (before, after map[string]served) {
	say := func(advice string) map[string]served {
		return edition(t, [3]string{cause, "\nsummary: ", "\nsummary: Here is " + advice + " advice. "},
			[3]string{signs, "\nsummary: ", "\nsummary: Here are " + advice + " signs. "},
			[3]string{"pages/checker.md", "\nsummary: ", "\nsummary: Here is a " + advice + " check. "})
	}
	return say("old"), say("new")
}

// Whoever kept a page, by hand or without knowing it, and was online after it
// changed, on whichever page, does not see the old advice again.
func TestWithdrawnAdviceIsNotShownAgain(t *testing.T) {
	t.Parallel()
	before, after := editions(t)
	inEachEngine(t, func(t *testing.T, r visitor) {
		n := newWeather(t, before)
		r.visit(t, n.URL+"/offline/")
		r.say(t, installed)
		if said := r.say(t, keepsAll); !strings.Contains(said, "pages are kept") {
			t.Fatalf("to keep all pages ends with %q", said)
		}
		n.is(always(vanishes))
		r.visit(t, n.URL+"/causes/caffeine/")
		holds(t, r, text, "old advice")
		holds(t, r, notice, time.Now().Format("2\u00a0January\u00a02006"))
		n.publish(after)
		n.is(always(answers))
		r.visit(t, n.URL+"/about/") // and nowhere else
		comes(t, r, keptText("/causes/caffeine/"), "new advice")
		comes(t, r, keptText("/warning-signs/"), "new signs")
		n.is(always(vanishes))
		for path, want := range map[string]string{"/causes/caffeine/": "new advice", "/warning-signs/": "new signs", "/checker/": "new check"} {
			r.visit(t, n.URL+path)
			holds(t, r, text, want)
			holds(t, r, notice, "You have no connection.")
		}
	})
}

// A page that is gone is gone from the device as well.
func TestAPageThatIsGoneIsDropped(t *testing.T) {
	t.Parallel()
	before, _ := editions(t)
	inEachEngine(t, func(t *testing.T, r visitor) {
		n := newWeather(t, before)
		r.visit(t, n.URL+"/offline/")
		r.say(t, installed)
		r.say(t, keepsAll)
		n.is(func(path string) deed {
			if path == "/causes/caffeine/" {
				return misses
			}
			return answers
		})
		r.visit(t, n.URL+"/causes/caffeine/")
		comes(t, r, keptText("/causes/caffeine/"), "(not kept)")
		n.is(always(vanishes))
		r.visit(t, n.URL+"/causes/caffeine/")
		holds(t, r, text, "no connection")
	})
}

// Where the site is silent, stops halfway or fails, what is kept stands in
// after a few seconds, and the page with the numbers for what is not.
func TestASlowOrFailingSiteGivesWay(t *testing.T) {
	t.Parallel()
	before, _ := editions(t)
	inEachEngine(t, func(t *testing.T, r visitor) {
		n := newWeather(t, before)
		r.visit(t, n.URL+"/")
		r.say(t, installed)
		for _, c := range []struct {
			does deed
			says string
		}{{stalls, "The connection is slow."}, {stalls2, "The connection is slow."}, {fails, "The site cannot answer"}} {
			n.is(always(c.does))
			r.visit(t, n.URL+"/warning-signs/")
			holds(t, r, text, "old signs")
			holds(t, r, notice, c.says)
		}
		r.visit(t, n.URL+"/causes/caffeine/") // fails, and is not kept
		holds(t, r, notice, "The site cannot answer")
		holds(t, r, text, "999")
	})
}

// What was not held against the site for a month is not shown, but the page
// with the numbers.
func TestKeptPagesExpire(t *testing.T) {
	t.Parallel()
	before, _ := editions(t)
	const age = `(async () => {
		const past = Date.now() - 31 * 864e5;
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				const kept = await cache.match(request), headers = new Headers(kept.headers);
				if (headers.has("kept-at")) headers.set("kept-at", past);
				const body = name === "notes" ? JSON.stringify(await kept.json(), (key, value) => key === "coreAt" || key === "at" ? past : value) : await kept.arrayBuffer();
				await cache.put(request, new Response(body, { headers }));
			}
		}
		return "aged";
	})()`
	const renewed = `caches.open("notes").then((cache) => cache.matchAll()).then(([notes]) => notes.json())
		.then(({ coreAt, parts }) => [coreAt, ...parts.map((part) => part.at)].every((at) => Date.now() - at < 864e5) ? "fresh" : "old")`
	inEachEngine(t, func(t *testing.T, r visitor) {
		n := newWeather(t, before)
		r.visit(t, n.URL+"/offline/")
		r.say(t, installed)
		r.say(t, keepsAll)
		n.is(always(vanishes))
		r.say(t, age)
		for _, path := range []string{"/warning-signs/", "/causes/caffeine/", "/checker/"} {
			r.visit(t, n.URL+path)
			holds(t, r, text, "your device has no connection")
			holds(t, r, text, "999")
		}
		n.is(always(answers)) // and one visit renews them
		r.visit(t, n.URL+"/about/")
		comes(t, r, renewed, "fresh")
		n.is(always(vanishes))
		r.visit(t, n.URL+"/causes/caffeine/")
		holds(t, r, text, "old advice")
	})
}

// A kept checker is of one generation: a new one takes the old one's place
// when all of it has come, and starts without a network.
func TestAKeptCheckerIsWhole(t *testing.T) {
	t.Parallel()
	before := edition(t)
	after := edition(t, [3]string{"pages/checker.md", "\nsummary: ", "\nsummary: Here is a new check. "}, [3]string{"symptoms/age-over-50.md", "in my sixties", "in my sixties or more"})
	const start = "setTimeout(() => document.querySelector('#start_here button').click(), 100), Promise.resolve('')"
	const screen = "Promise.resolve('screen: ' + document.getElementById('checker').dataset.screen)"
	inEachEngine(t, func(t *testing.T, r visitor) {
		n := newWeather(t, before)
		r.visit(t, n.URL+"/")
		r.say(t, installed)
		n.publish(after)
		n.is(func(path string) deed { // the new model of own words does not come
			if strings.HasPrefix(path, "/assets/checker-said") {
				return fails
			}
			return answers
		})
		r.visit(t, n.URL+"/")
		comes(t, r, keptText("/checker/"), "(not kept)") // the old check was withdrawn, the new one is not whole
		n.is(always(answers))
		r.visit(t, n.URL+"/about/")
		comes(t, r, keptText("/checker/"), "new check")
		n.is(always(vanishes))
		r.visit(t, n.URL+"/checker/")
		holds(t, r, text, "new check")
		comes(t, r, screen, "screen: start")
		r.say(t, start)
		comes(t, r, screen, "screen: question")
	})
}
