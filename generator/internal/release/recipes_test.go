package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/goccy/go-yaml"

	"nosology/generator/disk"
)

// uses are the actions that recipes may use: those of GitHub itself.
var uses = []string{"actions/checkout@v4", "actions/cache@v4", "actions/configure-pages@v5", "actions/upload-pages-artifact@v3", "actions/deploy-pages@v4"}

// site begins a site with the release's program alone.
func site(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "charity")
	if said, err := exec.Command(filepath.Join(install(t), programName(here)), "init", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return dir
}

// serveReleases serves the release as its publisher would, and counts how often
// something is fetched.
func serveReleases(t *testing.T) (string, *atomic.Int32) {
	t.Helper()
	var asked atomic.Int32
	files := http.FileServer(http.Dir(filepath.Dir(release(t).Out)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL, &asked
}

// runIn runs a step of a recipe in a folder, with nothing of ours in its
// environment but what is given.
func runIn(t *testing.T, dir, step string, env ...string) (string, error) {
	t.Helper()
	cmd := exec.Command("sh", "-e", "-c", step)
	cmd.Dir = dir
	cmd.Env = append([]string{"PATH=/usr/bin:/bin", "HOME=" + dir, "XDG_CACHE_HOME=" + filepath.Join(dir, ".cache")}, env...)
	said, err := cmd.CombinedOutput()
	return string(said), err
}

// steps are what the recipes of a host have a shell do, in order.
func steps(t *testing.T, dir string) map[string][]string {
	t.Helper()
	read := func(name string, to any) string {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil && to != nil {
			err = yaml.Unmarshal(text, to)
		}
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	var github struct {
		Jobs map[string]struct {
			Steps []struct{ Run, Uses string }
		}
	}
	read(".github/workflows/site.yml", &github)
	all := map[string][]string{}
	for _, job := range github.Jobs {
		for _, s := range job.Steps {
			if s.Run != "" {
				all["github"] = append(all["github"], s.Run)
			}
			if s.Uses != "" && !slices.Contains(uses, s.Uses) {
				t.Errorf("%s is used, and not in the list", s.Uses)
			}
		}
	}
	var gitlab struct{ Pages, Check struct{ Script []string } }
	read(".gitlab-ci.yml", &gitlab)
	all["gitlab"], all["gitlab, a merge request"] = gitlab.Pages.Script, gitlab.Check.Script
	command := regexp.MustCompile(`(?m)^  command = "(.*)"$`).FindStringSubmatch(read("netlify.toml", nil))
	all["netlify"] = []string{command[1]}
	return all
}

// A site that init began is checked and published by each host's recipe, with
// what they fetch held against its checksum.
func TestRecipes(t *testing.T) {
	dir := site(t)
	releases, asked := serveReleases(t)
	env := []string{"NOSOLOGY_RELEASES=" + releases, "BASE_URL=https://charity.example/site", "CI_PAGES_URL=https://charity.example/site"}
	for _, host := range []string{"github", "gitlab", "gitlab, a merge request", "netlify"} {
		doing := steps(t, dir)[host]
		if all := strings.Join(doing, "\n"); !strings.Contains(all, "sh get-nosology.sh") || strings.Index(all, "nosology check") > strings.Index(all, "nosology build") {
			t.Errorf("%s does not fetch, check, build: %s", host, all)
		}
		for _, step := range doing {
			if said, err := runIn(t, dir, step, env...); err != nil {
				t.Fatalf("%s: %s: %v\n%s", host, step, err, said)
			}
		}
		page, err := os.ReadFile(filepath.Join(dir, "public/index.html"))
		want := `<link rel="canonical" href="https://charity.example/site/">`
		if own := host == "netlify" || strings.Contains(host, "merge"); err != nil || !strings.Contains(strings.ReplaceAll(string(page), "=https://charity.example/site/>", `="https://charity.example/site/">`), want) && !own {
			t.Errorf("%s made another home page: %v", host, err)
		}
	}
	if asked.Load() != 1 {
		t.Errorf("the program was fetched %d times", asked.Load())
	}
}

// What recipes keep from one build to the next is all that a build over the last
// one needs.
func TestRecipesKeepWhatBuildsNeed(t *testing.T) {
	dir, again := site(t), filepath.Join(t.TempDir(), "again")
	releases, asked := serveReleases(t)
	build := func(dir string) string {
		said, err := runIn(t, dir, "sh get-nosology.sh\n.nosology/bin/nosology build --host static", "NOSOLOGY_RELEASES="+releases)
		if err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		return said
	}
	build(dir)
	if err := os.MkdirAll(filepath.Join(dir, ".cache/nosology"), 0o755); err != nil { // a small site has nothing to put there
		t.Fatal(err)
	}
	var gitlab struct{ Cache struct{ Paths []string } }
	text, _ := os.ReadFile(filepath.Join(dir, ".gitlab-ci.yml"))
	github, _ := os.ReadFile(filepath.Join(dir, ".github/workflows/site.yml"))
	if err := yaml.Unmarshal(text, &gitlab); err != nil || len(gitlab.Cache.Paths) != 4 {
		t.Fatal(gitlab.Cache.Paths, err)
	}
	for _, kept := range append(gitlab.Cache.Paths, "content", "static", "get-nosology.sh") {
		if !strings.Contains(kept, "nosology.sh") && !strings.Contains(string(github)+"content static", kept) {
			t.Errorf("GitHub's recipe does not keep %s", kept)
		}
		if said, err := exec.Command("sh", "-c", `mkdir -p "$(dirname "$2")" && cp -R "$1" "$2"`, "sh", filepath.Join(dir, kept), filepath.Join(again, kept)).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
	}
	if said := build(again); !strings.Contains(said, "(0 files changed)") || asked.Load() != 1 {
		t.Errorf("fetched %d times; %s", asked.Load(), said)
	}
}

// What is not the program that was pinned is not run, and does not stay.
func TestRecipesRefuseAnotherProgram(t *testing.T) {
	dir := site(t)
	releases, _ := serveReleases(t)
	script := filepath.Join(dir, "get-nosology.sh")
	text := disk.Read(t, script)
	wrong := regexp.MustCompile(`(?m)^sha256=.*$`).ReplaceAll(text, []byte("sha256="+strings.Repeat("0", 64)))
	disk.Write(t, script, wrong)
	said, err := runIn(t, dir, "sh get-nosology.sh", "NOSOLOGY_RELEASES="+releases)
	if err == nil || !strings.Contains(said, "its checksum is another") {
		t.Errorf("%v: %s", err, said)
	}
	if _, err := os.Stat(filepath.Join(dir, ".nosology/bin/nosology")); err == nil {
		t.Error("it stays")
	}
	if said, err := exec.Command(filepath.Join(install(t), programName(here)), "pin", "--content", filepath.Join(dir, "content")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	if now, _ := os.ReadFile(script); string(now) != string(text) {
		t.Errorf("pin writes\n%s\nand init\n%s", now, text)
	}
}
