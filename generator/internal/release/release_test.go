package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"nosology/generator/disk"
	"nosology/generator/origin"
)

// here is the platform that tests run on.
var here = platform{runtime.GOOS, runtime.GOARCH}

// made is a release for this platform and the one that recipes fetch. Its
// programs are compiled as tests are, so that nothing is compiled twice; releases
// are compiled with the flags in reproducible.
var made = sync.OnceValues(func() (*maker, error) {
	out, err := os.MkdirTemp("", "release-test")
	if err != nil {
		return nil, err
	}
	r := &maker{
		Root: "../../..", Out: filepath.Join(out, "v9.8.7"), Version: "v9.8.7", Commit: "0123abc",
		Date: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Platforms: []platform{here}, Flags: []string{"-buildvcs=false"},
	}
	if here != platforms()[0] {
		r.Platforms = append(r.Platforms, platforms()[0])
	}
	_, err = r.Make()
	return r, err
})

func TestMain(m *testing.M) {
	code := m.Run()
	if r, err := made(); err == nil {
		os.RemoveAll(filepath.Dir(r.Out))
	}
	os.Exit(code)
}

func release(t *testing.T) *maker {
	t.Helper()
	r, err := made()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// install unpacks the archive for this platform into a folder of its own, and
// returns that.
func install(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range unpack(t, filepath.Join(release(t).Out, origin.Archive("v9.8.7", here.system, here.processor))) {
		disk.Write(t, filepath.Join(dir, name), text)
	}
	if err := os.Chmod(filepath.Join(dir, programName(here)), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func unpack(t *testing.T, name string) map[string][]byte {
	t.Helper()
	text := disk.Read(t, name)
	files := map[string][]byte{}
	if strings.HasSuffix(name, ".zip") {
		archive, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.File {
			if f.FileInfo().Mode().IsRegular() {
				files[f.Name], _ = fs.ReadFile(archive, f.Name)
			}
		}
		return files
	}
	plain, err := gzip.NewReader(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for archive := tar.NewReader(plain); ; {
		head, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return files
		} else if err != nil {
			t.Fatal(err)
		}
		if head.Typeflag == tar.TypeReg {
			files[head.Name], _ = io.ReadAll(archive)
		}
	}
}

// An archive has the program, what lets shells complete, and all licences; the
// list of its parts names as many modules as there are licences.
func TestWhatAReleaseHolds(t *testing.T) {
	r, dir := release(t), install(t)
	said, err := exec.Command(filepath.Join(dir, programName(here)), "version").Output()
	if want := "nosology v9.8.7, commit 0123abc, made with " + runtime.Version() + " for " + here.String() + "\n"; err != nil || string(said) != want {
		t.Errorf("it says %q, not %q: %v", said, want, err)
	}
	for file, want := range map[string]string{
		"completions/nosology.bash": "complete", "completions/_nosology": "#compdef nosology", "completions/nosology.fish": "complete -c nosology",
		"LICENSE": "MIT", "LICENSES-OF-OTHERS.txt": "github.com/yuin/goldmark", "README.txt": "nosology init",
	} {
		if text, err := os.ReadFile(filepath.Join(dir, file)); err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s does not say %q: %v", file, want, err)
		}
	}
	text := disk.Read(t, filepath.Join(r.Out, "nosology_v9.8.7_"+here.system+"_"+here.processor+".cdx.json"))
	var list struct{ Components []component }
	others, _ := os.ReadFile(filepath.Join(dir, "LICENSES-OF-OTHERS.txt"))
	if err := json.Unmarshal(text, &list); err != nil || len(list.Components) < 10 {
		t.Fatalf("%v: %s", err, text)
	}
	for _, c := range list.Components {
		if !strings.Contains(string(others), "\n"+c.Name+" "+c.Version+"\n") {
			t.Errorf("%s %s is in the program, and its licence is not in the archive", c.Name, c.Version)
		}
	}
	check := exec.Command("sha256sum", "--check", "--strict", "SHA256SUMS")
	check.Dir = r.Out
	if said, err := check.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
}

// An archive made again has the same bytes, in both forms.
func TestArchivesAreReproducible(t *testing.T) {
	r := maker{Date: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	program := bytes.Repeat([]byte("program "), 1000)
	files := fstest.MapFS{"nosology": r.file(0o755, program), "completions": r.file(fs.ModeDir|0o755, nil), "completions/x": r.file(0o644, []byte("x"))}
	for _, name := range []string{"a.tar.gz", "a.zip"} {
		var texts [2][]byte
		for i := range texts {
			file := filepath.Join(t.TempDir(), name)
			if err := pack(file, files); err != nil {
				t.Fatal(err)
			}
			texts[i], _ = os.ReadFile(file)
			if got := unpack(t, file); len(got) != 2 || !bytes.Equal(got["nosology"], program) {
				t.Errorf("%s holds %d files", name, len(got))
			}
		}
		if !bytes.Equal(texts[0], texts[1]) {
			t.Errorf("%s differs", name)
		}
	}
	if !slices.Contains(reproducible(), "-trimpath") || !slices.Contains(reproducible(), "-buildvcs=false") {
		t.Error("programs would know the folder that they were made in")
	}
}

// Whoever publishes the program under an address of their own moves it with one
// command: every import is found again, and nothing names the old path.
func TestMove(t *testing.T) {
	root := t.TempDir()
	if err := os.CopyFS(root, os.DirFS("../../..")); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range [][2]string{{"No Module", "https://example.org/r"}, {"example.org/n", "http://example.org"}, {"example.org/n", "https://example.org/"}} {
		if changed, err := move(root, wrong[0], wrong[1]); err == nil || len(changed) > 0 {
			t.Errorf("%q is taken", wrong)
		}
	}
	changed, err := move(root, "example.org/health-sites/nosology", "https://example.org/releases")
	if err != nil || len(changed) < 100 {
		t.Fatal(len(changed), err)
	}
	for _, name := range changed {
		text, err := os.ReadFile(name)
		if err != nil || strings.Contains(string(text), `"nosology/gen`+`erator`) || strings.Contains(string(text), `"nosology_gen`+`erator`) {
			t.Errorf("%s names the old path: %v", name, err)
		}
	}
	list := exec.Command("go", "list", "-test", "-tags=browser", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", "./...")
	list.Dir, list.Env = root, append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off")
	said, err := list.CombinedOutput()
	if err != nil || !strings.Contains(string(said), "example.org/health-sites/nosology/generator/rules/judge") {
		t.Fatalf("%v\n%s", err, said)
	}
	text, err := os.ReadFile(filepath.Join(root, "generator/origin/origin.go"))
	if err != nil || !strings.Contains(string(text), `const Releases = "https://example.org/releases"`) {
		t.Errorf("releases are not at their new address: %v", err)
	}
}
