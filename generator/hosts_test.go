package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/disk"
	"nosology/generator/publish"
)

// warmStarter is the site that the command begins with, with an article of which
// the aliases are given.
func warmStarter(t *testing.T, aliases ...string) fstest.MapFS {
	t.Helper()
	folder := disk.Memory(t, os.DirFS("../cmd/nosology/starter/content"))
	text := "---\ntitle: Warm drinks\nsummary: What a warm drink can do, what it cannot do and how much of it is enough.\naliases: [" + strings.Join(aliases, ",\n  ") + "]\n---\nText.\n"
	folder["articles/warm.md"] = &fstest.MapFile{Data: []byte(text)}
	return folder
}

// buildFor builds a site for a host and returns its files' texts.
func buildFor(t *testing.T, content fstest.MapFS, host *publish.Host, base string) (map[string]string, []diag.Diagnostic) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "public")
	site, _, err := generator.Build(out, generator.Options{
		Content: content, Name: "content", Host: host, BaseURL: base, AsOf: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC),
	}, publish.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(out); err != nil { // nothing was written
		return nil, site.Diagnostics
	}
	return disk.Texts(t, out), site.Diagnostics
}

// A row of the table is all that a host takes: pages state their policy, pages
// lead on from old addresses, it gets its file and its limits are kept, since
// the row says so.
func TestARowMakesAHost(t *testing.T) {
	host := &publish.Host{
		Name: "shelf", Files: func(s *publish.Serving) []publish.File {
			return []publish.File{publish.ForHost("shelf.conf", "all: here\n")}
		},
		Configures: []string{"shelf.conf"}, MetaPolicy: true, RedirectPages: true, Cannot: publish.PageCannot,
	}
	files, found := buildFor(t, warmStarter(t, "/hot-drinks/"), host, "")
	if diag.HasErrors(found) {
		t.Fatal(found)
	}
	for name, want := range map[string]string{
		"shelf.conf": "all: here", "warm/index.html": `http-equiv="Content-Security-Policy"`, "hot-drinks/index.html": `url=/warm/`,
	} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s is %.300q", name, files[name])
		}
	}
	host.Cannot = func(r publish.Redirect) string { return "it is a shelf" }
	host.RedirectPages, host.MetaPolicy = false, false
	files, found = buildFor(t, warmStarter(t, "/hot-drinks/"), host, "")
	if len(files) > 0 || len(found) == 0 || !strings.Contains(fmt.Sprint(found), "shelf cannot lead on from /hot-drinks/: it is a shelf") {
		t.Errorf("%d files, %v", len(files), found)
	}
	files, _ = buildFor(t, warmStarter(t), host, "")
	if strings.Contains(files["warm/index.html"], "Content-Security-Policy") {
		t.Error("the page states a policy that the host sends")
	}
	host.Limits.Files = 3
	if _, _, err := generator.Build(filepath.Join(t.TempDir(), "public"), generator.Options{Content: warmStarter(t), Name: "content", Host: host, AsOf: time.Now()}, publish.Options{}); err == nil || !strings.Contains(err.Error(), "the most is 3") {
		t.Errorf("got %v", err)
	}
}

func TestOldAddressesThatCannotLeadOn(t *testing.T) {
	for _, c := range []struct {
		host, alias, want string
	}{
		{"nginx", "/Warm/", ""},
		{"caddy", "/WARM", ""},
		{"static", "/Warm/", "differs in capitals alone"},
		{"nginx", "/Hiccups/", "differs in capitals alone from /hiccups/"},
		{"nginx", "/hiccups", "something else stands"},
		{"netlify", "/FEED.xml", "the site has the feed of what is new at /FEED.xml"},
		{"netlify", "/?p=12", ""},
		{"apache", `"/wiki/index.php?title=Hot%20drinks"`, ""},
		{"cloudflare", "/?p=12", "--host netlify, caddy, nginx, apache"},
		{"static", "/?p=12", "--host netlify, caddy, nginx, apache"},
		{"static", "/hot%20drinks/", ""},
		{"static", "/Hot/, /hot", ""},
		{"nginx", "/hot/, /hot", "also an old address"},
		{"nginx", "/%zz/", "not an address"},
		{"nginx", "/warm/", "leads to"},
	} {
		t.Run(c.host+" "+c.alias, func(t *testing.T) {
			_, found := buildFor(t, warmStarter(t, strings.Split(c.alias, ", ")...), publish.FindHost(c.host), "")
			said := ""
			for _, d := range found {
				if d.Severity == diag.Error {
					said += fmt.Sprintln(d.File, d.Line, d.Message, d.Hint)
				}
			}
			if !strings.Contains(said, c.want) || (said == "") != (c.want == "") || said != "" && !strings.Contains(said, "content/articles/warm.md ") {
				t.Errorf("got %q, want %q", said, c.want)
			}
		})
	}
	many := make([]string, 1001)
	for i := range many {
		many[i] = fmt.Sprintf("/old-%d/", i)
	}
	_, found := buildFor(t, warmStarter(t, many...), publish.FindHost("cloudflare"), "")
	if diagnosed := fmt.Sprint(found); !strings.Contains(diagnosed, "takes no more old addresses") || !strings.Contains(diagnosed, "--redirect-pages") {
		t.Error(diagnosed)
	}
}

// Under a path nothing leads to the root of the host.
func TestASiteUnderAPath(t *testing.T) {
	files, found := buildFor(t, warmStarter(t, "/hot-drinks/"), publish.FindHost("static"), "https://example.org/a/site")
	if diag.HasErrors(found) {
		t.Fatal(found)
	}
	for name, text := range files {
		for _, bad := range []string{`="/assets`, `href="/"`, `href=/`, `url(/`, "https://example.org/warm", `"src":"/icon`} {
			if strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".css") || strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".webmanifest") {
				if i := strings.Index(text, bad); i >= 0 {
					t.Errorf("%s: %.100q", name, text[i:])
				}
			}
		}
	}
	for name, want := range map[string]string{
		"sitemap.xml": "<loc>https://example.org/a/site/warm/</loc>", "robots.txt": "https://example.org/a/site/sitemap.xml",
		"feed.xml": `href="https://example.org/a/site/"`, "404.html": `href="/a/site/"`, "hot-drinks/index.html": `url=/a/site/warm/`,
		"warm/index.html": `rel="canonical" href="https://example.org/a/site/warm/"`, "site.webmanifest": `"scope":"/a/site/"`,
	} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s lacks %s: %.800s", name, want, files[name])
		}
	}
}
