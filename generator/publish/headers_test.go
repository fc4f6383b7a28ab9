package publish

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// exampleFiles are a site with a file of every kind.
func exampleFiles() []File {
	script, checker := Needs{Script: true}, Needs{Script: true, Wasm: true, Connect: true, Worker: true}
	files := []File{
		{Path: "404.html"},
		{Path: "about/index.html"},
		{Path: "about/team/index.html"},
		{Path: "assets/index.html"},
		{Path: "assets/mentions/index.html"},
		{Path: "assets/a/leaf.0123abcd.svg", Kind: AssetFile},
		{Path: "assets/checker.0123abcd.wasm", Kind: AssetFile},
		{Path: "assets/rules.0123abcd.json", Kind: AssetFile},
		{Path: "assets/site.0123abcd.css", Kind: AssetFile},
		{Path: "assets/site.0123abcd.js", Kind: AssetFile},
		{Path: "assets/card.0123abcd.png", Kind: AssetFile},
		{Path: "checker/index.html", Needs: checker},
		{Path: "favicon.ico", Kind: FeedFile},
		{Path: "files/table.csv.gz", Kind: DownloadFile},
		{Path: "files/film.mp4", Kind: DownloadFile},
		{Path: "files/Leaflet.DOCX", Kind: DownloadFile},
		{Path: "files/card.svg", Kind: DownloadFile},
		{Path: "files/form.html", Kind: DownloadFile},
		{Path: "files/form #2, 50%.html", Kind: DownloadFile},
		{Path: "feed.xml", Kind: FeedFile},
		{Path: "index.html"},
		{Path: "inline/index.html", Needs: Needs{ScriptHashes: []string{"sha256-abc="}, StyleHashes: []string{"sha256-def="}}},
		{Path: "manifest.webmanifest", Kind: FeedFile},
		{Path: "robots.txt", Kind: FeedFile},
		{Path: "search/data/words-0.txt", Kind: FeedFile},
		{Path: "search/index.html", Needs: Needs{Form: true}},
		{Path: "sitemap.xml", Kind: FeedFile},
		{Path: "sw.js", Kind: WorkerFile},
		{Path: "symptoms/index.html", Needs: script},
		{Path: "symptoms/thirst/index.html"},
		{Path: "symptoms/tremor/index.html"},
	}
	for i := range files {
		text := strings.Repeat(files[i].Path+" ", 200)
		files[i].Render = func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		}
	}
	return files
}

func exampleServing() *Serving {
	return NewServing(exampleFiles(), exampleRedirects(), Terms{})
}

func exampleRedirects() []Redirect {
	var all []Redirect
	for from, to := range map[string]string{
		"/old": "/about/", "/older/page.html": "/symptoms/thirst/", "/About/": "/about/", "/caf%C3%A9/": "/about/", "/two words/": "/about/team/",
		"/?p=12": "/search/", "/wiki/index.php?title=Old%20page&x=1": "/about/",
	} {
		r, err := ParseAddress(from)
		if err != nil {
			panic(err)
		}
		r.To = to
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b Redirect) int { return strings.Compare(a.String(), b.String()) })
	return all
}

func TestPoliciesAllowWhatAPageNeedsAndNoMore(t *testing.T) {
	s := exampleServing()
	got := map[string]string{}
	for i := range s.files {
		got[s.files[i].Path] = s.Policy(&s.files[i])
	}
	for path, want := range map[string]string{
		"index.html":          "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src 'self' data:; manifest-src 'self'; style-src 'self'",
		"symptoms/index.html": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src 'self' data:; manifest-src 'self'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
		"checker/index.html":  "default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; img-src 'self' data:; manifest-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self'",
		"inline/index.html":   "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src 'self' data:; manifest-src 'self'; script-src 'sha256-abc='; style-src 'self' 'sha256-def='",
		"sw.js":               "default-src 'none'; connect-src 'self'; script-src 'self'",
	} {
		if got[path] != want {
			t.Errorf("%s: got  %s\nwant %s", path, got[path], want)
		}
	}
	for path, policy := range got {
		if strings.Contains(policy, "unsafe-inline") || strings.Contains(policy, "wasm-unsafe-eval") != (path == "checker/index.html") {
			t.Errorf("%s: %s", path, policy)
		}
	}
}

func text(t *testing.T, files []File, name string) string {
	t.Helper()
	var b strings.Builder
	for i := range files {
		if files[i].Path == name {
			if err := files[i].Render(&b); err != nil {
				t.Fatal(err)
			}
		}
	}
	return b.String()
}

func TestWhatNetlifyReads(t *testing.T) {
	files := netlifyFiles(exampleServing())
	headers := text(t, files, "_headers")
	for _, want := range []string{
		"/*\n  Permissions-Policy: ", "\n/checker/\n  Cross-Origin-Opener-Policy: same-origin\n/checker/index.html\n  Cross-Origin-Opener-Policy: same-origin\n", "  Content-Security-Policy: base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'\n",
		"\n/assets/a/*\n  Cache-Control: public, max-age=31536000, immutable\n", "\n/assets/site.0123abcd.css\n",
		"\n/feed.xml\n  Content-Type: application/atom+xml; charset=utf-8\n",
	} {
		if !strings.Contains(headers, want) {
			t.Errorf("_headers lacks %q:\n%s", want, headers)
		}
	}
	want := `/ p=12 /search/ 301!
/wiki/index.php title=Old%20page x=1 /about/ 301!
/About/ /about/ 301
/café/ /about/ 301
/old/ /about/ 301
/older/page.html /symptoms/thirst/ 301
/two%20words/ /about/team/ 301
`
	if got := text(t, files, "_redirects"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestWhatCloudflareReads(t *testing.T) {
	files := cloudflareFiles(NewServing(exampleFiles(), exampleRedirects()[1:5], Terms{}))
	headers := text(t, files, "_headers")
	for _, want := range []string{
		"\n/checker/*\n  ! Content-Security-Policy\n  Content-Security-Policy: default-src 'none'; base-uri 'none'; connect-src 'self';",
		"\n/assets/checker.0123abcd.wasm\n  ! Cache-Control\n  ! Content-Security-Policy\n  ! Cross-Origin-Resource-Policy\n  Cache-Control: public, max-age=31536000, immutable\n  Cross-Origin-Resource-Policy: cross-origin\n  Content-Type: application/wasm\n",
	} {
		if !strings.Contains(headers, want) {
			t.Errorf("_headers lacks %q:\n%s", want, headers)
		}
	}
	if want, got := "/About/ /about/ 301\n/About /about/ 301\n/caf%C3%A9/ /about/ 301\n/caf%C3%A9 /about/ 301\n/old/ /about/ 301\n/old /about/ 301\n/older/page.html /symptoms/thirst/ 301\n", text(t, files, "_redirects"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestASiteWithoutExceptionsTakesOneRule(t *testing.T) {
	s := NewServing([]File{{Path: "index.html"}, {Path: "a/index.html"}, {Path: "a/b/index.html"}}, nil, Terms{NoIndex: true})
	for _, detach := range []bool{false, true} {
		rules := s.rules(detach)
		if len(rules) != 1 || rules[0].Pattern != "/*" || !slices.Contains(rules[0].Headers, Header{"X-Robots-Tag", "noindex"}) {
			t.Errorf("got %v", rules)
		}
	}
}

// However many pages a site has, the rules for them are as many.
func TestRulesDoNotGrowWithTheSite(t *testing.T) {
	for _, detach := range []bool{false, true} {
		files := exampleFiles()
		few := len(NewServing(files, nil, Terms{}).rules(detach))
		for i := range 19_000 {
			files = append(files, File{Path: fmt.Sprintf("article-%d/index.html", i)}, File{Path: fmt.Sprintf("assets/a/card-%d.png", i), Kind: AssetFile},
				File{Path: fmt.Sprintf("search/data/words-%d.txt", i), Kind: FeedFile})
		}
		if many := len(NewServing(files, nil, Terms{}).rules(detach)); many != few || many > 100 {
			t.Errorf("%d rules for few pages, %d for many", few, many)
		}
	}
}

// What a host reads is the same, byte for byte, for a site of few pages and for
// one of many.
func TestConfigurationsDoNotGrowWithTheSite(t *testing.T) {
	few := exampleFiles()
	many := exampleFiles()
	for i := range 19_000 {
		many = append(many, File{Path: fmt.Sprintf("article-%d/index.html", i)}, File{Path: fmt.Sprintf("search/data/words-%d.txt", i), Kind: FeedFile})
	}
	small, large := NewServing(few, exampleRedirects(), Terms{}), NewServing(many, exampleRedirects(), Terms{})
	for _, h := range Hosts() {
		for i, f := range h.Files(small) {
			a, b := text(t, []File{f}, f.Path), text(t, h.Files(large)[i:i+1], f.Path)
			if a != b || strings.Count(a, "\n") > 300 {
				t.Errorf("%s of %s has %d bytes for few pages and %d for many, in %d lines", f.Path, h.Name, len(a), len(b), strings.Count(a, "\n"))
			}
		}
	}
}

// fits says whether a rule's pattern stands for an address.
func fits(pattern, address string) bool {
	if prefix, ok := strings.CutSuffix(pattern, "*"); ok {
		return strings.HasPrefix(address, prefix)
	}
	return pattern == address
}

// sent is what a host sends that applies every rule that fits an address. It
// fails if a header is set twice, or a pattern stands twice.
func sent(t *rapid.T, rules []HeaderRule, at string) map[string]string {
	got := map[string]string{}
	seen := map[string]bool{}
	for _, rule := range rules {
		if seen[rule.Pattern] {
			t.Fatalf("the pattern %s stands twice", rule.Pattern)
		}
		seen[rule.Pattern] = true
		if !fits(rule.Pattern, at) {
			continue
		}
		for _, name := range rule.Unset {
			delete(got, name)
		}
		for _, h := range rule.Headers {
			if _, twice := got[h.Name]; twice {
				t.Fatalf("%s: %s is set by two rules", at, h.Name)
			}
			got[h.Name] = h.Value
		}
	}
	delete(got, "Content-Type")
	return got
}

// Whatever the site, a host that applies every rule that fits an address
// sends exactly the headers of the model, and each of them once; one that
// cannot take headers away sends those of assets and the one that pages cannot
// state themselves, and leaves the rest to pages.
func TestRulesNeverContradictEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfNDistinct(rapid.StringMatching(`([abc]/|assets/){0,3}(index\.html|feed\.xml|x\.svg|assets/y\.css)`), 0, 30, rapid.ID).Draw(t, "names")
		var files []File
		for _, name := range names {
			f := File{Path: name, Needs: Needs{Script: rapid.Bool().Draw(t, "script"), Wasm: rapid.Bool().Draw(t, "wasm")}}
			if strings.HasPrefix(name, "assets/") && !strings.HasSuffix(name, ".html") {
				f.Kind = AssetFile
			}
			files = append(files, f)
		}
		s := NewServing(files, nil, Terms{NoIndex: rapid.Bool().Draw(t, "noindex")})
		detaching, plain := s.rules(true), s.rules(false)
		for i := range files {
			want, wantPlain := map[string]string{}, map[string]string{"Content-Security-Policy": s.loosePolicy()}
			for _, h := range s.common() {
				want[h.Name], wantPlain[h.Name] = h.Value, h.Value
			}
			for _, h := range s.own(&files[i]) {
				if want[h.Name] = h.Value; files[i].Kind == AssetFile || h.Name == "Cross-Origin-Opener-Policy" {
					wantPlain[h.Name] = h.Value
				}
			}
			for _, at := range []string{address(files[i].Path), "/" + files[i].Path} {
				if got := sent(t, detaching, at); !maps.Equal(got, want) {
					t.Fatalf("%s: got %v, want %v", at, got, want)
				}
				if got := sent(t, plain, at); !maps.Equal(got, wantPlain) {
					t.Fatalf("%s without detaching: got %v, want %v", at, got, wantPlain)
				}
			}
		}
	})
}

func TestLimitsOfHostsAreErrors(t *testing.T) {
	var files []File
	for i := range 240 {
		files = append(files, File{Path: fmt.Sprintf("article-%d/index.html", i), Needs: Needs{Script: i%2 == 0}})
	}
	if _, err := NewServing(files, nil, Terms{}).HostFiles(FindHost("netlify")); err != nil {
		t.Error(err)
	}
	_, err := NewServing(files, nil, Terms{}).HostFiles(FindHost("cloudflare"))
	if err == nil || !strings.Contains(err.Error(), "121 rules") || !strings.Contains(err.Error(), "the most is 100") {
		t.Errorf("got the error %v", err)
	}
	long := []Redirect{{From: "/" + strings.Repeat("a", 3000) + "/", To: "/"}}
	if _, err = NewServing(files[:1], long, Terms{}).HostFiles(FindHost("cloudflare")); err == nil || !strings.Contains(err.Error(), "the most is 2000") {
		t.Errorf("got the error %v", err)
	}
	many := make([]File, 54_001)
	for i := range many {
		many[i].Path = fmt.Sprintf("causes/%d/index.html", i)
	}
	if _, err = NewServing(many, nil, Terms{}).HostFiles(FindHost("netlify")); err == nil || !strings.Contains(err.Error(), "folder causes has 54001") {
		t.Errorf("got the error %v", err)
	}
	atLimit := func(scripts int) error { // one rule for all, one for each page with a script and without the slash
		var files []File
		for i := range scripts {
			files = append(files, File{Path: fmt.Sprintf("a-%d.html", i), Needs: Needs{Script: true}})
		}
		for i := range 200 {
			files = append(files, File{Path: fmt.Sprintf("b-%d.html", i)})
		}
		_, err := NewServing(files, nil, Terms{}).HostFiles(FindHost("cloudflare"))
		return err
	}
	if err := atLimit(99); err != nil {
		t.Errorf("100 rules are as many as it takes: %v", err)
	}
	if err := atLimit(100); err == nil {
		t.Error("101 rules are too many, and nobody says so")
	}
	if FindHost("geocities") != nil {
		t.Error("an unknown host is found")
	}
}

// What browsers are told of every file, in so many words: a line that is gone
// from the code is gone from here as well only by hand.
func TestEveryResponseIsGuarded(t *testing.T) {
	common := "Permissions-Policy: accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()\n" +
		"Referrer-Policy: no-referrer\nStrict-Transport-Security: max-age=63072000\nX-Content-Type-Options: nosniff\n"
	for _, test := range []struct {
		file File
		own  string
	}{
		{File{Path: "index.html"}, "Cache-Control: public, max-age=0, must-revalidate\nCross-Origin-Resource-Policy: same-origin\n"},
		{File{Path: "checker/index.html", Needs: Needs{Wasm: true}}, "Cache-Control: public, max-age=0, must-revalidate\nCross-Origin-Opener-Policy: same-origin\nCross-Origin-Resource-Policy: same-origin\n"},
		{File{Path: "assets/a.1234.css", Kind: AssetFile}, "Cache-Control: public, max-age=31536000, immutable\nCross-Origin-Resource-Policy: cross-origin\n"},
		{File{Path: "sw.js", Kind: WorkerFile}, "Cache-Control: public, max-age=0, must-revalidate\nCross-Origin-Resource-Policy: same-origin\n"},
	} {
		s := NewServing([]File{test.file}, nil, Terms{})
		var got []string
		for _, h := range s.Headers(&test.file) {
			if h.Name != "Content-Security-Policy" && h.Name != "Content-Type" {
				got = append(got, h.Name+": "+h.Value)
			}
		}
		want := strings.Split(strings.TrimSpace(test.own+common), "\n")
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", test.file.Path, got, want)
		}
	}
}

// A page that is sent without headers of its own says in itself what it may
// do: all that its header would say and a meta element can.
func TestMetaPolicy(t *testing.T) {
	for _, n := range []Needs{{}, {Script: true}, {Script: true, Connect: true, Form: true, Worker: true}} {
		page := File{Path: "404.html", Kind: PageFile, Needs: n}
		header := NewServing([]File{page, {Path: "site.webmanifest"}}, nil, Terms{}).Policy(&page)
		if want := strings.Replace(header, "frame-ancestors 'none'; ", "", 1); MetaPolicy(n) != want || want == header {
			t.Errorf("%+v: got %s, want %s", n, MetaPolicy(n), want)
		}
	}
}
