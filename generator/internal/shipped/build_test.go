package shipped

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator"
	"nosology/generator/disk"
	"nosology/generator/publish"
	"nosology/layouts"
)

// Two people on two machines get the same bytes: whatever the folder, the
// number of workers and processors, the clock's zone, the language, and the
// permissions that new files get.
func TestAnyMachineBuildsTheSameBytes(t *testing.T) {
	command := filepath.Join(t.TempDir(), "nosology")
	if out, err := exec.Command("go", "build", "-o", command, "nosology/cmd/nosology").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	content, err := filepath.Abs("../../../content")
	if err != nil {
		t.Fatal(err)
	}
	build := func(out, umask string, flags []string, env ...string) map[string]string {
		script := `umask ` + umask + ` && exec "$@"`
		args := append([]string{"-c", script, "sh", command, "build", "--content", content, "--out", out, "--as-of", "2027-02-03"}, flags...)
		cmd := exec.Command("sh", args...)
		cmd.Dir = t.TempDir()
		cmd.Env = append(os.Environ(), env...)
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		return readAll(t, out)
	}
	one := build(filepath.Join(t.TempDir(), "public"), "022", []string{"--workers", "1"}, "TZ=Pacific/Kiritimati", "LC_ALL=C", "GOMAXPROCS=1")
	other := build(filepath.Join(t.TempDir(), "a", "deeper", "www"), "077", []string{"--workers", "2"}, "TZ=Pacific/Niue", "LC_ALL=tr_TR.UTF-8", "GOGC=5")
	for _, name := range slices.Sorted(maps.Keys(one)) {
		if one[name] != other[name] {
			t.Errorf("%s differs", name)
		}
	}
	if len(one) != len(other) || len(one) < 235 {
		t.Errorf("one build wrote %d files, the other %d", len(one), len(other))
	}
}

// A layout that leads nowhere, on any page, keeps the whole site from being
// published, and the old one stands.
func TestDeadLinksAreNotPublished(t *testing.T) {
	footer, err := fs.ReadFile(layouts.Files, "partials/footer.html")
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "public")
	if _, _, err := generator.Build(out, options(), publish.Options{}); err != nil {
		t.Fatal(err)
	}
	before := readAll(t, out)
	for planted, want := range map[string]string{
		`<a href="/causes/nowhere/">`:               `"/causes/nowhere/" leads nowhere`,
		`<a href="/causes/caffeine/#nothing-here">`: `"/causes/caffeine/#nothing-here" leads to a page without that fragment`,
		`<img src="/assets/no.png" alt="">`:         `"/assets/no.png" leads nowhere`,
		`<p id="main">`:                             `the id "main" is given twice`,
	} {
		opt := options()
		opt.Layouts = fstest.MapFS{"partials/footer.html": {Data: append(slices.Clone(footer), planted...)}}
		_, _, err := generator.Build(out, opt, publish.Options{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", planted, err, want)
		}
	}
	if !maps.Equal(before, readAll(t, out)) {
		t.Error("the site that stood there has changed")
	}
}

// readAll returns the files of a folder by path, each with its permissions.
func readAll(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for name, f := range disk.Memory(t, os.DirFS(dir)) {
		all[name] = fmt.Sprintf("%v\n%s", f.Mode, f.Data)
	}
	return all
}
