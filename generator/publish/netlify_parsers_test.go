//go:build browser

package publish

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"nosology/generator/disk"
	"nosology/generator/internal/needs"
)

// readByNetlify is what Netlify's own parsers make of a folder's files.
const readByNetlify = `
import { createRequire } from "node:module";
const [modules, dir] = process.argv.slice(-2);
const load = (name) => import(createRequire(modules + "/").resolve(name));
const { parseAllRedirects } = await load("netlify-redirect-parser");
const { parseAllHeaders } = await load("netlify-headers-parser");
const { redirects, errors } = await parseAllRedirects({ redirectsFiles: [dir + "/_redirects"], configRedirects: [], minimal: true });
const headers = await parseAllHeaders({ headersFiles: [dir + "/_headers"], configHeaders: [], minimal: true });
console.log(JSON.stringify({
  redirects: redirects.map(({ from, query, to, status }) => ({ from, query: new URLSearchParams(query).toString(), to, status })),
  headers: headers.headers, errors: [...errors, ...headers.errors].map(String),
}));
`

func TestNetlifysParsersReadWhatWasMeant(t *testing.T) {
	modules := os.Getenv("NOSOLOGY_NODE_MODULES")
	_, err := os.Stat(filepath.Join(modules, "netlify-redirect-parser"))
	needs.None(t, err)
	redirects := exampleRedirects()
	for i := range 20_000 {
		redirects = append(redirects, Redirect{From: fmt.Sprintf("/old-%d/", i), To: "/about/"})
	}
	s := NewServing(exampleFiles(), redirects, Terms{})
	dir := t.TempDir()
	for _, f := range netlifyFiles(s) {
		disk.Write(t, filepath.Join(dir, f.Path), text(t, []File{f}, f.Path))
	}
	out, err := exec.Command("node", "--input-type=module", "--eval", readByNetlify, "--", modules, dir).Output()
	if err != nil {
		t.Fatal(err, string(out))
	}
	var read struct {
		Redirects []struct {
			From, Query, To string
			Status          int
		}
		Headers []struct {
			For    string
			Values map[string]any
		}
		Errors []string
	}
	if err := json.Unmarshal(out, &read); err != nil {
		t.Fatal(err)
	}
	if len(read.Errors) > 0 || len(read.Redirects) != len(redirects) {
		t.Fatalf("%d redirects of %d; %q", len(read.Redirects), len(redirects), read.Errors)
	}
	for i, r := range s.redirects {
		got := read.Redirects[i]
		if got.From != readablePath(r.From) || (got.Query == "") != (r.Query == "") || got.To != r.To || got.Status != 301 {
			t.Errorf("%v is read as %v", r, got)
		}
	}
	rules := s.rules(false)
	if len(read.Headers) != len(rules) {
		t.Fatalf("%d rules for headers, of which %d are read", len(rules), len(read.Headers))
	}
	for i, rule := range rules {
		if got := read.Headers[i]; got.For != headerPath(rule.Pattern) || len(got.Values) != len(rule.Headers) {
			t.Errorf("the rule %v is read as %v", rule, got)
		}
	}
}
