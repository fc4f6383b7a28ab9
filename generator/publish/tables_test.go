package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"syscall"
	"testing"

	"pgregory.net/rapid"
)

// A browser that is told the wrong type refuses a script, or shows a page as text.
func TestContentType(t *testing.T) {
	for name, want := range map[string]string{
		"index.html":                       "text/html; charset=utf-8",
		"feed.xml":                         "application/atom+xml; charset=utf-8",
		"de/feed.xml":                      "application/atom+xml; charset=utf-8",
		"sitemap.xml":                      "application/xml; charset=utf-8",
		"assets/checker.0123abcd.wasm":     "application/wasm",
		"assets/site.0123abcd.js":          "text/javascript; charset=utf-8",
		"files/Leaflet.PDF":                "application/pdf",
		"files/table.csv.gz":               "application/gzip",
		"files/readme":                     "application/octet-stream",
		"files/letter.unknown":             "application/octet-stream",
		".well-known/apple-app-site-assoc": "application/octet-stream",
	} {
		if got := ContentType(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	for mediaType, names := range endings() {
		for _, ending := range names {
			if got := ContentType("a." + ending); got != mediaType {
				t.Errorf("hosts are told that .%s is %s, and it is %s", ending, mediaType, got)
			}
		}
	}
}

// Whatever a record holds comes back from it, any name of a file included.
func TestRecordLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[a-zé ]{1,9}(/[a-z .é]{1,9}){0,2}`).Draw(t, "name")
		want := state{size: rapid.Int64Min(0).Draw(t, "size"), time: rapid.Int64().Draw(t, "time")}
		for _, to := range [][]byte{want.sum[:], want.stamp[:]} {
			for i := range to {
				to[i] = rapid.Byte().Draw(t, "byte")
			}
		}
		line := string(want.appendLine(nil, name))
		gotName, got, err := parseLine(strings.TrimSuffix(line, "\n"))
		if err != nil || gotName != name || got != want {
			t.Fatalf("%q comes back as %q, %+v, %v", line, gotName, got, err)
		}
	})
}

// A record that somebody has edited is refused, and not read by half.
func TestDamagedRecordsAreRefused(t *testing.T) {
	sum, stamp := strings.Repeat("ab", 32), strings.Repeat("cd", 16)
	good := recordHeader + "\nsite 1\n" + sum + " " + stamp + " 12 34 a b.html\n"
	if sites, err := parseRecord([]byte(good)); err != nil || len(sites) != 1 || sites[0].contents["a b.html"].size != 12 {
		t.Errorf("a good record is read as %v, %v", sites, err)
	}
	for what, text := range map[string]string{
		"nothing":               "",
		"another version":       headerStart + "record 99\n",
		"a file of no site":     recordHeader + "\n" + sum + " " + stamp + " 12 34 a.html\n",
		"a digest too short":    strings.Replace(good, sum, sum[2:], 1),
		"a stamp too short":     strings.Replace(good, stamp, stamp[2:], 1),
		"no digest":             strings.Replace(good, sum, strings.Repeat("xy", 32), 1),
		"a size in words":       strings.Replace(good, " 12 ", " twelve ", 1),
		"a line that ends":      recordHeader + "\nsite 1\n" + sum + " " + stamp + "\n",
		"a path that is cut":    strings.TrimSuffix(good, ".html\n"),
		"a head that is cut":    strings.TrimSuffix(recordHeader, "\n"),
		"an old head, new line": strings.Replace(good, recordHeader, oldHeader, 1),
	} {
		sites, err := parseRecord([]byte(text))
		if !errors.As(err, new(refusal)) {
			t.Errorf("%s: read %v, %v", what, sites, err)
		}
	}
}

// A folder is shown by a mount if the mount shows the folder, one around it, or
// one within it, of the same disk, by whatever name.
func TestWhatAMountShows(t *testing.T) {
	root := mount{"8:1", "/", "/", true}
	home := mount{"8:2", "/", "/home", true}
	for _, c := range []struct {
		what   string
		others []mount
		dir    string
		want   string // the mount's point, or ""
	}{
		{"no other mount", nil, "/home/site/public", ""},
		{"the folder itself", []mount{{"8:2", "/site/public", "/srv", false}}, "/home/site/public", "/srv"},
		{"a folder within it", []mount{{"8:2", "/site/public/assets", "/srv", false}}, "/home/site/public", "/srv"},
		{"the folder that holds it, which shows whatever is there", []mount{{"8:2", "/site", "/srv", false}}, "/home/site/public", ""},
		{"a folder beside it", []mount{{"8:2", "/site/public2", "/srv", false}}, "/home/site/public", ""},
		{"a folder of that name on another disk", []mount{{"8:3", "/site/public", "/srv", false}}, "/home/site/public", ""},
		{"on the first disk", []mount{{"8:1", "/srv/public", "/mnt", false}}, "/srv/public", "/mnt"},
	} {
		got := ""
		if m := shows(append([]mount{root, home}, c.others...), c.dir); m != nil {
			got = m.point
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
	if shows(nil, "/home") != nil || isMountPoint([]mount{{point: "/srv"}}, "/srv") || !isMountPoint([]mount{root}, "/") {
		t.Error("a mount point is one that this process sees")
	}
}

// Whoever cannot build is told what to do, and that nothing was changed.
func TestExplain(t *testing.T) {
	path := func(name string, err error) error { return &fs.PathError{Op: "open", Path: name, Err: err} }
	for _, c := range []struct {
		err     error
		want    string
		without string
	}{
		{refuse("it holds notes.txt"), "public is left alone: it holds notes.txt; name another folder", "unchanged"},
		{path("next/a.html", syscall.ENOSPC), "the disk is full; make room beside public", "left alone"},
		{path("next/a.html", syscall.EDQUOT), "the disk is full", "left alone"},
		{path("next", syscall.EROFS), "cannot be written to (the site there is unchanged)", "full"},
		{path("next", syscall.EBUSY), "in use by the system", "full"},
		{path("next/a.html", syscall.EACCES), "no permission to write public (the site there is unchanged): open: permission denied", "next/a.html"},
		{path("/home/editor/x", syscall.EACCES), "/home/editor/x", "full"},
		{path("/home/.public.nosology/x", syscall.EACCES), "open: permission denied", ".public.nosology"},
		{errors.New("something else"), "write public (the site there is unchanged): something else", "full"},
	} {
		got := explain("public", fmt.Errorf("wrapped: %w", c.err)).Error()
		got = strings.Replace(got, "wrapped: ", "", 1)
		if !strings.Contains(got, c.want) || strings.Contains(got, c.without) {
			t.Errorf("%v is told as %q", c.err, got)
		}
	}
}

// An old address is read as people copy it, and means a folder where it has no
// ending.
func TestParseAddress(t *testing.T) {
	for address, want := range map[string]Redirect{
		"/old":                    {From: "/old/"},
		"/old/":                   {From: "/old/"},
		"/old.html":               {From: "/old.html"},
		"/caf%C3%A9/":             {From: "/café/"},
		"/two words":              {From: "/two words/"},
		"/?p=12":                  {From: "/", Query: "p=12"},
		"/a/index.php?x=1?y=%20z": {From: "/a/index.php", Query: "x=1?y=%20z"},
		"/":                       {From: "/"},
	} {
		got, err := ParseAddress(address)
		if err != nil || got != want {
			t.Errorf("%s is read as %+v, %v", address, got, err)
		}
		again, err := ParseAddress(got.String())
		if err != nil || again != got {
			t.Errorf("%s, as requests write it, is read as %+v, %v", got, again, err)
		}
	}
	if r, err := ParseAddress("/100%"); err == nil {
		t.Errorf("a percent sign alone is read as %+v", r)
	}
}

// Patterns stand for all assets and for nothing else, even where a page has the
// name of their folder.
func TestAssetPatterns(t *testing.T) {
	for what, c := range map[string]struct{ assets, pages, want string }{
		"none":                     {"", "index.html", ""},
		"alone in their folder":    {"assets/a.css assets/x/b.svg", "index.html", "/assets/*"},
		"beside a page":            {"assets/a.css assets/x/b.svg", "assets/index.html", "/assets/a.css /assets/x/*"},
		"beside pages in a folder": {"assets/a.css assets/x/b.svg assets/y/c.svg", "assets/x/index.html", "/assets/a.css /assets/y/* /assets/x/b.svg"},
	} {
		var files []File
		for _, name := range strings.Fields(c.assets) {
			files = append(files, File{Path: name, Kind: AssetFile})
		}
		for _, name := range strings.Fields(c.pages) {
			files = append(files, File{Path: name})
		}
		got, want := NewServing(files, nil, Terms{}).assetPatterns(), strings.Fields(c.want)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
}
