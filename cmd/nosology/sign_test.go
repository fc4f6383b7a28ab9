package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nosology/generator/content"
	"nosology/generator/disk"
)

// signable is a new site of which a rule was made to warn less, with a reason that has quotes in it.
func signable(t *testing.T) (dir string, do func(args ...string) (int, string)) {
	t.Helper()
	site := filepath.Join(t.TempDir(), "site")
	dir = filepath.Join(site, "content")
	do = func(args ...string) (int, string) {
		var out strings.Builder
		code := run(append(args, "--content", dir), &out, &out)
		return code, out.String()
	}
	if code := run([]string{"init", site}, &strings.Builder{}, os.Stderr); code != exitOK {
		t.Fatal("no site")
	}
	checker := filepath.Join(dir, "checker.yaml")
	text := disk.Read(t, checker)
	narrower := strings.Replace(string(text), "- [longer-than-two-days]", "- [longer-than-two-days, hiccups]", 1)
	if narrower == string(text) {
		t.Fatal("the rule is another")
	}
	disk.Write(t, checker, narrower)
	if code, out := do("hold", "--reason", `it isn't "needed" for 5 days`, "--as-of", "2026-12-01"); code != exitOK {
		t.Fatal(out)
	}
	return dir, do
}

// A reason is kept as it was typed: what hold wrote is what it reads, and a release takes it over.
func TestAReasonStaysAsItIs(t *testing.T) {
	dir, do := signable(t)
	if code, out := do("hold"); code != exitOK || !strings.HasPrefix(out, "Nothing has changed") {
		t.Errorf("hold ends with %d: %s", code, out)
	}
	if code, out := do("sign", "release", "1.0", "--name", "O'Placeholder", "--role", "tester", "--as-of", "2026-12-02"); code != exitOK {
		t.Fatalf("sign ends with %d: %s", code, out)
	}
	signatures, err := os.ReadFile(filepath.Join(dir, content.SignaturesFile))
	if want := `it isn't \"needed\" for 5 days`; err != nil || !strings.Contains(string(signatures), want) || !strings.Contains(string(signatures), `"O'Placeholder"`) {
		t.Errorf("signed is %v\n%s", err, signatures)
	}
	if code, out := do("hold"); code != exitOK || !strings.HasPrefix(out, "Nothing has changed") {
		t.Errorf("after the signature, hold ends with %d: %s", code, out)
	}
}

// If the statement cannot be written, what was made to warn less still stands in held.yaml: its reason is nowhere else.
func TestAFailedSignatureLosesNoReason(t *testing.T) {
	dir, _ := signable(t)
	tree, _, err := content.Load(os.DirFS(dir), "content")
	if err != nil {
		t.Fatal(err)
	}
	before := disk.Read(t, filepath.Join(dir, content.HeldFile))
	if err := os.Mkdir(filepath.Join(dir, content.SignaturesFile), 0o755); err != nil {
		t.Fatal(err)
	}
	by := content.Signature{Name: content.Text{S: "Placeholder One"}, Role: content.Text{S: "tester"}}
	if err := signRelease(folder{path: dir}, tree, "1.0", by); err == nil {
		t.Error("no error")
	}
	if after, err := os.ReadFile(filepath.Join(dir, content.HeldFile)); err != nil || string(after) != string(before) {
		t.Errorf("held is, %v,\n%s", err, after)
	}
}
