//go:build unix

package input_test

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"testing/fstest"

	"nosology/generator/input"
)

// TestReadEnds: whatever stands under a name, reading it ends and says what it
// is. A pipe that nobody writes to, and one that is open for ever, would hang.
func TestReadEnds(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	must(t, os.WriteFile(at("plain"), []byte("text"), 0o644))
	must(t, os.WriteFile(at("long"), make([]byte, 101), 0o644))
	must(t, os.Mkdir(at("folder"), 0o755))
	must(t, syscall.Mkfifo(at("pipe"), 0o644))
	must(t, syscall.Mkfifo(at("held"), 0o644))
	held, err := os.OpenFile(at("held"), os.O_RDWR, 0)
	must(t, err)
	defer held.Close()
	for link, to := range map[string]string{"link": "plain", "out": "/etc/passwd", "device": "/dev/zero", "lost": "nowhere", "loop": "loop", "to-pipe": "pipe"} {
		must(t, os.Symlink(to, at(link)))
	}
	listener, err := net.Listen("unix", at("socket"))
	must(t, err)
	defer listener.Close()
	fsys, err := input.Open(dir)
	must(t, err)

	for name, want := range map[string]string{
		"plain":   "",
		"link":    "",
		"long":    "the file is longer than 100 bytes, and no more can be read",
		"folder":  "this is a folder, and a file is to be here",
		"pipe":    "this is a pipe to another program, and not a plain file",
		"held":    "this is a pipe to another program, and not a plain file",
		"to-pipe": "this is a pipe to another program, and not a plain file",
		"socket":  "this is a socket, and not a plain file",
		"out":     "this is a link that leads out of the folder, and it is not followed",
		"device":  "this is a link that leads out of the folder, and it is not followed",
		"lost":    "there is no such file, or it has just gone",
		"loop":    "this is a link that leads to itself",
		"nowhere": "there is no such file, or it has just gone",
	} {
		text, err := input.Read(fsys, name, 100)
		if want == "" {
			if err != nil || string(text) != "text" {
				t.Errorf("%s: %q, %v", name, text, err)
			}
			continue
		}
		var f *input.Fault
		if !errors.As(err, &f) || f.Message != want || f.File != name || f.Hint == "" {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
	if _, err := input.Read(fsys, "lost", 100); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a file that is not there is not fs.ErrNotExist:", err)
	}
}

// TestOpenDoesNotWait: a pipe that took a file's place after it was looked at
// does not hang either.
func TestOpenDoesNotWait(t *testing.T) {
	dir := t.TempDir()
	must(t, syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o644))
	fsys, err := input.Open(dir)
	must(t, err)
	f, err := fsys.Open("pipe")
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if _, err := fsys.Open("../pipe"); !errors.Is(err, fs.ErrInvalid) {
		t.Error("a name that is none:", err)
	}
	must(t, fstest.TestFS(mustOpen(t, "testdata"), "folder/file.txt"))
}

func mustOpen(t *testing.T, dir string) fs.FS {
	fsys, err := input.Open(dir)
	must(t, err)
	return fsys
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A folder that another has taken the place of, as when a repository is checked out anew, is read from there; one that is
// gone is read as it was, or holds nothing.
func TestAnotherFolderInItsPlace(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "content")
	write := func(dir, text string) {
		must(t, errors.Join(os.Mkdir(dir, 0o755), os.WriteFile(filepath.Join(dir, "a"), []byte(text), 0o644)))
	}
	write(dir, "old")
	folder, awaited := mustOpen(t, dir), input.Await(dir)
	reads := func(when, want string) {
		t.Helper()
		if text, err := fs.ReadFile(folder, "a"); err != nil || string(text) != want {
			t.Errorf("%s is read %q, %v", when, text, err)
		}
	}
	must(t, os.Rename(dir, filepath.Join(parent, "aside")))
	input.Again(folder)
	reads("of a folder that is gone", "old")
	write(dir, "new")
	reads("before anybody looked", "old")
	input.Again(folder)
	reads("of the new one", "new")
	input.Again(fstest.MapFS{}) // is none of the disk, and nothing comes of it
	must(t, os.Rename(dir, filepath.Join(parent, "aside too")))
	input.Anew(folder)
	_, atTop := fs.ReadDir(folder, ".")
	_, opening := folder.Open("a")
	_, looking := fs.Stat(folder, "a")
	_, looking2 := fs.Lstat(folder, "a")
	_, following := fs.ReadLink(folder, "a")
	for _, err := range []error{atTop, opening, looking, looking2, following} {
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("what was in a folder that is gone: %v", err)
		}
	}
	write(dir, "newest")
	input.Anew(folder)
	reads("of the one that came back", "newest")
	if _, err := fs.ReadDir(awaited, "."); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is awaited holds something before anybody looked: %v", err)
	}
	folder = awaited
	input.Anew(folder)
	reads("of one that was awaited", "newest")
}
