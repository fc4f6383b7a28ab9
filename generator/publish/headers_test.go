package publish

import (
	"fmt"
	"io"
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
		{Path: "assets/a/leaf.0123abcd.svg", Kind: AssetFile},
		{Path: "assets/checker.0123abcd.wasm", Kind: AssetFile},
		{Path: "assets/rules.0123abcd.json", Kind: AssetFile},
		{Path: "assets/site.0123abcd.css", Kind: AssetFile},
		{Path: "assets/site.0123abcd.js", Kind: AssetFile},
		{Path: "assets/card.0123abcd.png", Kind: AssetFile},
		{Path: "checker/index.html", Needs: checker},
		{Path: "favicon.ico", Kind: FeedFile},
		{Path: "feed.xml", Kind: FeedFile},
		{Path: "index.html"},
		{Path: "inline/index.html", Needs: Needs{ScriptHashes: []string{"sha256-abc="}, StyleHashes: []string{"sha256-def="}}},
		{Path: "manifest.webmanifest", Kind: FeedFile},
		{Path: "robots.txt", Kind: FeedFile},
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
	return NewServing(exampleFiles(), []Redirect{{"/old/", "/about/"}, {"/older/page.html", "/symptoms/thirst/"}}, false)
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

func TestHeadersFile(t *testing.T) {
	got := exampleServing().headersFile()
	for _, want := range []string{
		"/*\n  Cross-Origin-Opener-Policy: same-origin\n",
		"\n/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n",
		"\n/about/*\n  Cache-Control: public, max-age=0, must-revalidate\n",
		"\n/symptoms/\n", "\n/symptoms/:page/*\n", "\n/checker/*\n", "\n/sw.js\n",
		"\n/assets/checker.0123abcd.wasm\n  Content-Type: application/wasm\n",
		"\n/feed.xml\n  Content-Type: application/atom+xml; charset=utf-8\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("_headers lacks %q:\n%s", want, got)
		}
	}
	redirects := exampleServing().redirectsFile()
	if want := "/old/ /about/ 301\n/old /about/ 301\n/older/page.html /symptoms/thirst/ 301\n"; redirects != want {
		t.Errorf("got %q, want %q", redirects, want)
	}
}

func TestASiteWithoutExceptionsTakesOneRule(t *testing.T) {
	s := NewServing([]File{{Path: "index.html"}, {Path: "a/index.html"}, {Path: "a/b/index.html"}}, nil, true)
	rules := s.rules()
	if len(rules) != 1 || rules[0].Pattern != "/*" || !slices.Contains(rules[0].Headers, Header{"X-Robots-Tag", "noindex"}) {
		t.Errorf("got %v", rules)
	}
}

// fits says whether a rule's pattern stands for an address.
func fits(pattern, address string) bool {
	if before, after, ok := strings.Cut(pattern, ":page"); ok {
		rest, ok := strings.CutPrefix(address, before)
		name, rest, slash := strings.Cut(rest, "/")
		return ok && slash && name != "" && fits(after, "/"+rest)
	}
	if prefix, ok := strings.CutSuffix(pattern, "*"); ok {
		return strings.HasPrefix(address, prefix)
	}
	return pattern == address
}

// Whatever the site, a host that applies every rule that fits an address
// sends exactly the headers of the model, and each of them once.
func TestRulesNeverContradictEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfNDistinct(rapid.StringMatching(`([abc]/){0,3}(index\.html|feed\.xml|x\.svg|assets/y\.css)`), 0, 30, rapid.ID).Draw(t, "names")
		var files []File
		for _, name := range names {
			f := File{Path: name, Needs: Needs{Script: rapid.Bool().Draw(t, "script"), Wasm: rapid.Bool().Draw(t, "wasm")}}
			if strings.HasPrefix(name, "assets/") {
				f.Kind = AssetFile
			}
			files = append(files, f)
		}
		s := NewServing(files, nil, rapid.Bool().Draw(t, "noindex"))
		rules := s.rules()
		for i := range files {
			want := map[string]string{}
			for _, h := range append(s.common(), s.own(&files[i])...) {
				want[h.Name] = h.Value
			}
			for _, at := range []string{address(files[i].Path), "/" + files[i].Path} {
				got := map[string]string{}
				for _, rule := range rules {
					if !fits(rule.Pattern, at) {
						continue
					}
					for _, h := range rule.Headers {
						if _, twice := got[h.Name]; twice {
							t.Fatalf("%s: %s is set by two rules", at, h.Name)
						}
						got[h.Name] = h.Value
					}
				}
				delete(got, "Content-Type")
				if fmt.Sprint(got) != fmt.Sprint(want) {
					t.Fatalf("%s: got %v, want %v", at, got, want)
				}
			}
		}
	})
}

func TestLimitsOfHostsAreErrors(t *testing.T) {
	var files []File
	for i := range 120 {
		files = append(files, File{Path: fmt.Sprintf("article-%d/index.html", i), Needs: Needs{Script: i == 0}})
	}
	if _, err := NewServing(files, nil, false).HostFiles(Netlify); err != nil {
		t.Error(err)
	}
	_, err := NewServing(files, nil, false).HostFiles(Cloudflare)
	if err == nil || !strings.Contains(err.Error(), "121 rules") || !strings.Contains(err.Error(), "the most is 100") {
		t.Errorf("got the error %v", err)
	}
	long := []Redirect{{"/" + strings.Repeat("a", 3000) + "/", "/"}}
	if _, err = NewServing(files[1:], long, false).HostFiles(Cloudflare); err == nil || !strings.Contains(err.Error(), "the most is 2000") {
		t.Errorf("got the error %v", err)
	}
	many := make([]File, 54_001)
	for i := range many {
		many[i].Path = fmt.Sprintf("causes/%d/index.html", i)
	}
	if _, err = NewServing(many, nil, false).HostFiles(Netlify); err == nil || !strings.Contains(err.Error(), "folder causes has 54001") {
		t.Errorf("got the error %v", err)
	}
	if _, err = NewServing(files, nil, false).HostFiles("geocities"); err == nil {
		t.Error("an unknown host is no error")
	}
}

// A page that is sent without headers of its own says in itself what it may
// do: all that its header would say and a meta element can.
func TestMetaPolicy(t *testing.T) {
	for _, n := range []Needs{{}, {Script: true}, {Script: true, Connect: true, Form: true, Worker: true}} {
		page := File{Path: "404.html", Kind: PageFile, Needs: n}
		header := NewServing([]File{page, {Path: "site.webmanifest"}}, nil, false).Policy(&page)
		if want := strings.Replace(header, "frame-ancestors 'none'; ", "", 1); MetaPolicy(n) != want || want == header {
			t.Errorf("%+v: got %s, want %s", n, MetaPolicy(n), want)
		}
	}
}
