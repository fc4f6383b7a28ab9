package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"

	"nosology/generator/disk"
	"nosology/generator/internal/soak"
)

// pages makes a site of pages with the given text by path.
func pages(text map[string]string) []File {
	var files []File
	for _, name := range sortedKeys(text) {
		files = append(files, File{Path: name, Render: func(w io.Writer) error {
			_, err := io.WriteString(w, text[name])
			return err
		}})
	}
	return files
}

func write(t *testing.T, dir string, text map[string]string) Report {
	t.Helper()
	report, err := Write(dir, pages(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func expect(t testing.TB, dir string, want map[string]string) {
	t.Helper()
	if got := disk.Texts(t, dir); !maps.Equal(got, want) {
		t.Errorf("%s holds %q, want %q", dir, got, want)
	}
}

func TestWriteReplacesASiteByAnother(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "public")
	sites := []map[string]string{
		{"index.html": "one", "a/index.html": "a", "gone/deep/index.html": "gone"},
		{"index.html": "two", "a/index.html": "a", "new/index.html": "new"},
		{"index.html": "two", "a": "now a file", "new/index.html/index.html": "now a folder"},
		{},
		{"index.html": "one", "a/index.html": "a"},
		{"index.html": "one", "a/index.html": "a"},
	}
	for _, site := range sites {
		write(t, dir, site)
		if len(site) > 0 {
			expect(t, dir, site)
		}
	}
}

func TestReportNamesWhatChanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, map[string]string{"index.html": "one", "a/index.html": "a", "b/index.html": "b"})
	r := write(t, dir, map[string]string{"index.html": "two", "a/index.html": "a", "c/index.html": "c"})
	got := fmt.Sprint(r.Files, r.Pages, r.Bytes, r.Added, r.Changed, r.Removed)
	if want := "3 3 5 [c/index.html] [index.html] [b/index.html]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	r = write(t, dir, map[string]string{"index.html": "two", "a/index.html": "a", "c/index.html": "c"})
	if len(r.Added)+len(r.Changed)+len(r.Removed) != 0 {
		t.Errorf("a build without a change reports %+v", r)
	}
}

func TestWriteLeavesAloneWhatHasTheRightBytes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := map[string]string{"index.html": "one", "a/index.html": "a"}
	write(t, dir, site)
	write(t, dir, site)
	before := stamps(t, filepath.Join(filepath.Dir(dir), ".public.nosology", "next"))
	site["index.html"] = "two"
	write(t, dir, site)
	after := stamps(t, dir)
	if !os.SameFile(before["a/index.html"], after["a/index.html"]) || !before["a/index.html"].ModTime().Equal(after["a/index.html"].ModTime()) {
		t.Error("a file with the same bytes was written again")
	}
	expect(t, dir, site)
}

// A file whose path names its bytes is rendered once, and is right even where
// somebody has changed it since.
func TestNamedFilesAreRenderedOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	rendered := 0
	site := func(names ...string) []File {
		files := pages(map[string]string{"index.html": "one"})
		for _, name := range names {
			files = append(files, File{Path: name, Kind: AssetFile, Stamp: Named(name), Render: func(w io.Writer) error {
				rendered++
				_, err := io.WriteString(w, "bytes of "+name)
				return err
			}})
		}
		return files
	}
	expectRendered := func(want int, opt Options, names ...string) {
		t.Helper()
		rendered = 0
		opt.Workers = 1
		if _, err := Write(dir, site(names...), opt); err != nil {
			t.Fatal(err)
		}
		if rendered != want {
			t.Errorf("%d files were rendered, want %d", rendered, want)
		}
		all := map[string]string{"index.html": "one"}
		for _, name := range names {
			all[name] = "bytes of " + name
		}
		expect(t, dir, all)
	}
	expectRendered(2, Options{}, "a.1.png", "b.1.png")
	expectRendered(0, Options{}, "a.1.png", "b.1.png")
	expectRendered(0, Options{}, "a.1.png", "b.1.png")
	expectRendered(1, Options{}, "a.2.png", "b.1.png")
	expectRendered(0, Options{}, "b.1.png")
	disk.Write(t, filepath.Join(dir, "b.1.png"), "other")
	for range 3 { // the site before has it still
		expectRendered(0, Options{}, "b.1.png")
	}
	if _, err := Write(dir, site("b.1.png"), Options{MaxFileSize: 5}); err == nil {
		t.Error("a file that the host does not take was kept")
	}
}

// A file of the older site that was changed behind our back is not taken for
// what it was.
func TestWriteMendsWhatOthersChanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := map[string]string{"index.html": "one", "a/index.html": "a"}
	write(t, dir, site)
	for range 3 {
		time.Sleep(10 * time.Millisecond) // past the granularity of file times
		if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte("ONE"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(filepath.Join(dir, "a/index.html")); err != nil {
			t.Fatal(err)
		}
		write(t, dir, site)
		expect(t, dir, site)
	}
}

func stamps(t *testing.T, dir string) map[string]fs.FileInfo {
	root, tree, err := openTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	root.Close()
	return tree.files
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

func TestForeignFoldersAreLeftAlone(t *testing.T) {
	site := map[string]string{"index.html": "one", "a/index.html": "a"}
	for name, test := range map[string]struct {
		prepare func(t *testing.T, dir string)
		want    string
	}{
		"somebody's folder": {func(t *testing.T, dir string) { put(t, dir, "thesis.txt") }, "thesis.txt"},
		"our names, but never ours": {func(t *testing.T, dir string) { put(t, dir, "index.html") },
			"index.html"},
		"a file": {func(t *testing.T, dir string) { put(t, filepath.Dir(dir), "public") }, "a file, not a folder"},
		"a file beside ours": {func(t *testing.T, dir string) {
			write(t, dir, site)
			put(t, dir, "a/notes.txt")
		}, "a/notes.txt"},
		"an empty folder beside ours": {func(t *testing.T, dir string) {
			write(t, dir, site)
			if err := os.MkdirAll(filepath.Join(dir, "b/c"), 0o755); err != nil {
				t.Fatal(err)
			}
		}, "the folder b"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			test.prepare(t, dir)
			before := disk.Texts(t, filepath.Dir(dir))
			_, err := Write(dir, pages(map[string]string{"index.html": "two"}), Options{})
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "left alone") {
				t.Errorf("got the error %v, want one that names %s", err, test.want)
			}
			delete(before, ".public.nosology/lock")
			after := disk.Texts(t, filepath.Dir(dir))
			delete(after, ".public.nosology/lock")
			if !maps.Equal(before, after) {
				t.Errorf("before %q, after %q", before, after)
			}
		})
	}
}

func put(t *testing.T, dir, name string) {
	t.Helper()
	disk.Write(t, filepath.Join(dir, name), "not ours")
}

func TestEmptyFoldersAndLinksToFoldersAreTargets(t *testing.T) {
	base := t.TempDir()
	real, link := filepath.Join(base, "elsewhere", "www"), filepath.Join(base, "public")
	if err := os.MkdirAll(real, 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, real, ".DS_Store")
	if err := os.Symlink(real, link); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"one", "two", "three"} {
		write(t, link, map[string]string{"index.html": text})
		expect(t, real, map[string]string{"index.html": text})
	}
	if info, err := os.Lstat(link); err != nil || info.Mode().Type() != fs.ModeSymlink {
		t.Errorf("the link became %v, %v", info.Mode(), err)
	}
}

// TestLinksToNothingAreLeftAlone: whoever named the link is told of it, and of a way on.
func TestLinksToNothingAreLeftAlone(t *testing.T) {
	link := filepath.Join(t.TempDir(), "public")
	for what, target := range map[string]string{"nothing": filepath.Join(filepath.Dir(link), "nowhere"), "itself": link} {
		if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
		_, err := Write(link, nil, Options{})
		if err == nil || !strings.Contains(err.Error(), "leads nowhere; make the folder") {
			t.Errorf("a link to %s: %v", what, err)
		}
		if err := os.Remove(link); err != nil {
			t.Errorf("a link to %s is gone: %v", what, err)
		}
	}
}

func TestImpossiblePathsAreRefused(t *testing.T) {
	for want, names := range map[string][]string{
		"two files want the path a.html": {"a.html", "a.html"},
		"capitals":                       {"causes/a.html", "causes/A.html"},
		"as the folder of":               {"a", "a/b/index.html"},
		"no path":                        {"../a.html"},
		`no path that`:                   {"/a.html"},
		"no path that a site can have":   {"a\nb.html"},
	} {
		dir := filepath.Join(t.TempDir(), "public")
		var files []File
		for _, name := range names {
			files = append(files, File{Path: name, Render: func(io.Writer) error { return nil }})
		}
		if _, err := Write(dir, files, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got the error %v, want one with %q", names, err, want)
		}
		if exists(dir) {
			t.Errorf("%q: something was written", names)
		}
	}
}

func TestAFailingBuildLeavesTheOldSite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	old := map[string]string{"index.html": "one", "a/index.html": "a"}
	oops := errors.New("oops")
	fails := append(pages(map[string]string{"index.html": "two", "b/index.html": "b"}),
		File{Path: "c/index.html", Render: func(io.Writer) error { return oops }})
	for range 3 {
		write(t, dir, old)
		if _, err := Write(dir, fails, Options{}); !errors.Is(err, oops) || !strings.Contains(err.Error(), "c/index.html") {
			t.Errorf("got the error %v", err)
		}
		expect(t, dir, old)
		_, err := Write(dir, fails[:2], Options{Ready: func() error { return oops }})
		if err != oops {
			t.Errorf("got the error %v", err)
		}
		expect(t, dir, old)
	}
}

func TestInspectSeesTheBytesThatAreWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := map[string]string{"index.html": "one", "a/index.html": "a"}
	for range 2 { // also what is not written again
		var mu sync.Mutex
		seen := map[string]string{}
		inspect := func(f *File, data []byte) {
			mu.Lock()
			defer mu.Unlock()
			seen[f.Path] = string(data)
		}
		if _, err := Write(dir, pages(site), Options{Inspect: inspect}); err != nil {
			t.Fatal(err)
		}
		if !maps.Equal(seen, site) {
			t.Errorf("saw %q", seen)
		}
	}
}

func TestCompressedFormsHoldTheSameText(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	long := strings.Repeat("a nose that twitches ", 200)
	for i, site := range []map[string]string{
		{"index.html": long, "short.html": "short", "a.png": long},
		{"index.html": long, "short.html": "short", "a.png": long},
		{"index.html": long + "more", "short.html": "short", "a.png": long},
		{"index.html": "short", "short.html": "short"},
		{"index.html": long},
	} {
		r, err := Write(dir, pages(site), Options{Precompress: true})
		if err != nil {
			t.Fatal(err)
		}
		if i == 1 && len(r.Changed) > 0 {
			t.Errorf("without a change, changed %q", r.Changed)
		}
		got := disk.Texts(t, dir)
		for name, text := range got {
			if plain, ok := strings.CutSuffix(name, ".br"); ok {
				got[plain+".br"] = plain + " " + expand(t, brotli.NewReader(strings.NewReader(text)))
			}
			if plain, ok := strings.CutSuffix(name, ".gz"); ok {
				r, err := gzip.NewReader(strings.NewReader(text))
				if err != nil {
					t.Fatal(err)
				}
				got[plain+".gz"] = plain + " " + expand(t, r)
			}
		}
		want := maps.Clone(site)
		if len(site["index.html"]) > 1000 {
			want["index.html.br"] = "index.html " + site["index.html"]
			want["index.html.gz"] = "index.html " + site["index.html"]
		}
		if !maps.Equal(got, want) {
			t.Errorf("build %d: got %d files %q", i, len(got), slices.Collect(maps.Keys(got)))
		}
	}
	write(t, dir, map[string]string{"index.html": long})
	expect(t, dir, map[string]string{"index.html": long})
}

// A form that is no smaller is none: it would cost a reader more than the file.
func TestNoFormIsLargerThanItsFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	noise := make([]byte, 3000)
	rand.NewChaCha8([32]byte{1}).Read(noise)
	if _, err := Write(dir, pages(map[string]string{"noise.txt": string(noise)}), Options{Precompress: true}); err != nil {
		t.Fatal(err)
	}
	if got := disk.Texts(t, dir); len(got) != 1 {
		t.Errorf("beside noise stand %q", slices.Collect(maps.Keys(got)))
	}
}

// What has not changed is compressed once: its forms are those of either site,
// and the very same files.
func TestFormsOfUnchangedFilesAreKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	text := map[string]string{"index.html": strings.Repeat("home ", 500), "a/index.html": strings.Repeat("a nose ", 500), "b/index.html": strings.Repeat("b nose ", 500)}
	build := func() map[string]fs.FileInfo {
		t.Helper()
		files := pages(text)
		files[0].Stamp = Named("a" + text["a/index.html"])
		growOld := func() error { time.Sleep(2 * tick); return nil } // young files are copied, for they may yet change
		if _, err := Write(dir, files, Options{Precompress: true, Ready: growOld}); err != nil {
			t.Fatal(err)
		}
		return stamps(t, dir)
	}
	was := build()
	for i := range 4 {
		text["index.html"] = strings.Repeat(fmt.Sprint("home, edition ", i), 500)
		is := build()
		for _, name := range []string{"a/index.html.br", "a/index.html.gz", "b/index.html.br", "b/index.html.gz"} {
			if !os.SameFile(was[name], is[name]) {
				t.Errorf("build %d compressed %s again", i, name)
			}
		}
		if os.SameFile(was["index.html.br"], is["index.html.br"]) {
			t.Errorf("build %d left the old form of a page that changed", i)
		}
		was = is
	}
}

func expand(t *testing.T, r io.Reader) string {
	t.Helper()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// twoSites differ in every file, and in where files and folders are.
func twoSites() [2]map[string]string {
	var sites [2]map[string]string
	random := rand.New(rand.NewPCG(1, 2))
	for i := range sites {
		sites[i] = map[string]string{}
		for n := range 40 {
			name := fmt.Sprintf("folder-%d/page-%d/index.html", n%(5+i), n/(1+i))
			sites[i][name] = strings.Repeat(fmt.Sprintf("site %d, page %d. ", i, n), random.IntN(1000))
		}
	}
	return sites
}

// TestMain lets the test program be a build that another test kills.
func TestMain(m *testing.M) {
	if dir := os.Getenv("PUBLISH_TEST_BUILD_FOR_EVER"); dir != "" {
		buildUntilKilled(dir)
	}
	os.Exit(m.Run())
}

func buildUntilKilled(dir string) {
	sites := twoSites()
	opt := Options{}
	if os.Getenv("PUBLISH_TEST_STEPS") != "" {
		var mu sync.Mutex
		step := func() {
			mu.Lock()
			defer mu.Unlock()
			os.Stdout.Write([]byte{0})
			os.Stdin.Read(make([]byte, 1))
		}
		opt.One, opt.Ready = step, func() error { step(); return nil }
	} else {
		fmt.Println("ready")
	}
	for i := 1; ; i++ {
		if _, err := Write(dir, pages(sites[i%2]), opt); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// building is a process that builds two sites in turn, until it is killed.
type building struct {
	*exec.Cmd
	told io.Reader
	goOn io.Writer
	said bytes.Buffer // what went wrong
}

func startBuilding(t *testing.T, dir string, settings ...string) *building {
	t.Helper()
	b := &building{Cmd: exec.Command(os.Args[0])}
	b.Env = append(append(os.Environ(), "PUBLISH_TEST_BUILD_FOR_EVER="+dir), settings...)
	b.Stderr = &b.said
	var noOut, noIn error
	b.told, noOut = b.StdoutPipe()
	b.goOn, noIn = b.StdinPipe()
	if err := errors.Join(noOut, noIn, b.Start()); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *building) kill() {
	b.Process.Kill()
	b.Wait()
}

// A build is killed at every step that it tells of, and somewhat later. The
// steps are counted, so that it is the same on any machine.
func TestAKilledBuildLeavesOneSiteWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	sites := twoSites()
	write(t, dir, sites[0])
	rounds := soak.Rounds(60, 300)
	if testing.Short() {
		rounds = 25
	}
	build := stepsOfABuild(sites[0]) + stepsOfABuild(sites[1])
	var stood [2]int
	for round := range rounds {
		b := buildSteps(t, dir, round*2*build/rounds)
		time.Sleep(time.Duration(rand.IntN(2_000)) * time.Microsecond)
		b.kill()
		if b.said.Len() > 0 {
			t.Fatalf("a build failed before it was killed: %s", &b.said)
		}
		got := disk.Texts(t, dir)
		if i := slices.IndexFunc(sites[:], func(site map[string]string) bool { return maps.Equal(site, got) }); i >= 0 {
			stood[i]++
		} else {
			t.Fatalf("a killed build left neither site but a mixture of %d files", len(got))
		}
	}
	if stood[0] == 0 || stood[1] == 0 {
		t.Errorf("the kills never met a build at work: %v", stood)
	}
	write(t, dir, sites[1])
	expect(t, dir, sites[1])
	expectNothingAside(t, dir)
}

// stepsOfABuild is how many steps a build of a site tells: each file that is in
// its place, and that all is ready.
func stepsOfABuild(site map[string]string) int { return len(site) + 1 }

// expectNothingAside expects that nothing was taken for somebody else's.
func expectNothingAside(t *testing.T, dir string) {
	t.Helper()
	aside, err := filepath.Glob(filepath.Join(filepath.Dir(dir), ".public.nosology", "aside-*"))
	if err != nil || len(aside) > 0 {
		t.Errorf("moved aside: %q, %v", aside, err)
	}
}

// buildSteps lets a process build for ever, and returns when it has come to a
// step.
func buildSteps(t *testing.T, dir string, steps int) *building {
	t.Helper()
	b := startBuilding(t, dir, "PUBLISH_TEST_STEPS=yes")
	for range steps + 1 {
		if _, err := b.told.Read(make([]byte, 1)); err != nil {
			break // the caller sees what went wrong
		}
		if _, err := b.goOn.Write([]byte{0}); err != nil {
			break
		}
	}
	return b
}

func TestBuildsAtTheSameTimeTakeTurns(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	sites := twoSites()
	b := startBuilding(t, dir)
	if _, err := io.ReadFull(b.told, make([]byte, len("ready"))); err != nil {
		t.Fatal(err)
	}
	var waited int
	for i := range 20 {
		if _, err := Write(dir, pages(sites[i%2]), Options{Waiting: func() { waited++ }}); err != nil {
			t.Error(err)
		}
	}
	b.kill()
	if waited == 0 {
		t.Error("no build ever waited for the other")
	}
	if b.said.Len() > 0 {
		t.Errorf("the other build failed: %s", &b.said)
	}
}

// Where folders cannot be exchanged, two renames do the same.
func TestExchangeByRenames(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, map[string]string{"index.html": "one"})
	write(t, dir, map[string]string{"index.html": "two"})
	target := openAgain(t, dir)
	old, next := filepath.Join(filepath.Dir(dir), ".public.nosology", "old"), target.nextPath()
	if err := target.exchangeByRenames(); err != nil {
		t.Fatal(err)
	}
	expect(t, dir, map[string]string{"index.html": "one"})

	// Killed between the two renames: the next build finds the old site.
	if err := os.Rename(dir, old); err != nil {
		t.Fatal(err)
	}
	target.close()
	openAgain(t, dir).close()
	expect(t, dir, map[string]string{"index.html": "one"})

	// Killed before the last of the three.
	if err := os.Rename(next, old); err != nil {
		t.Fatal(err)
	}
	openAgain(t, dir).close()
	expect(t, dir, map[string]string{"index.html": "one"})
	expect(t, next, map[string]string{"index.html": "two"})
}

func openAgain(t *testing.T, dir string) *target {
	t.Helper()
	target, err := openTarget(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return target
}
