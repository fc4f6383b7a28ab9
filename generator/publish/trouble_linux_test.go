package publish

import (
	"io"
	"nosology/generator/disk"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"nosology/generator/internal/needs"
)

func TestAFolderThatMayNotBeWrittenStaysAsItIs(t *testing.T) {
	base, err := os.MkdirTemp("", "site") // in no folder that is closed to nobody, as t.TempDir is
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(base) })
	dir := filepath.Join(base, "public")
	site := map[string]string{"index.html": "one", "a/index.html": "a"}
	write(t, dir, site)
	for _, folder := range []string{base, filepath.Join(base, ".public.nosology")} {
		if err := os.Chmod(folder, 0o555); err != nil {
			t.Fatal(err)
		}
	}
	_, err = asNobody(t, func() (Report, error) { return Write(dir, pages(map[string]string{"index.html": "two"}), Options{}) })
	if err == nil || !strings.Contains(err.Error(), "no permission to write "+dir) || !strings.Contains(err.Error(), "the site there is unchanged") {
		t.Errorf("got the error %v", err)
	}
	expect(t, dir, site)
	_, err = asNobody(t, func() (Report, error) {
		return Write(filepath.Join(base, "other"), pages(site), Options{})
	})
	if err == nil || !strings.Contains(err.Error(), "no permission") {
		t.Errorf("got the error %v", err)
	}
}

// asNobody does something with the rights of somebody who has none.
func asNobody(t *testing.T, do func() (Report, error)) (Report, error) {
	t.Helper()
	if os.Geteuid() != 0 {
		return do()
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	const nobody = 65534
	if err := syscall.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	defer syscall.Setfsuid(0)
	return do()
}

func TestAFullDiskLeavesTheOldSite(t *testing.T) {
	base := t.TempDir()
	needs.None(t, syscall.Mount("tmpfs", base, "tmpfs", 0, "size=256k"))
	defer syscall.Unmount(base, 0)
	dir := filepath.Join(base, "public")
	big := map[string]string{"index.html": strings.Repeat("big ", 100_000)}
	if _, err := Write(dir, pages(big), Options{}); err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Errorf("got the error %v", err)
	}
	if exists(dir) {
		t.Error("something was written")
	}
	for _, small := range []map[string]string{{"index.html": "one", "a/index.html": "a"}, {"index.html": "two"}} {
		write(t, dir, small)
		if _, err := Write(dir, pages(big), Options{}); err == nil || !strings.Contains(err.Error(), "the site there is unchanged") {
			t.Errorf("got the error %v", err)
		}
		expect(t, dir, small)
	}
	if err := syscall.Mount("", base, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(dir, pages(map[string]string{"index.html": "three"}), Options{}); err == nil || !strings.Contains(err.Error(), "cannot be written to") {
		t.Errorf("got the error %v", err)
	}
	expect(t, dir, map[string]string{"index.html": "two"})
}

// A target that is mounted, as containers do, would show the site before once
// it has changed places with another.
func TestMountedTargets(t *testing.T) {
	t.Run("mounted elsewhere", func(t *testing.T) {
		base := t.TempDir()
		dir, served := filepath.Join(base, "public"), filepath.Join(base, "served")
		write(t, dir, map[string]string{"index.html": "one", "gone/index.html": "gone", "a/index.html": "a"})
		bind(t, dir, served)
		expectMountRefused(t, dir, served)
		expect(t, served, map[string]string{"index.html": "one", "gone/index.html": "gone", "a/index.html": "a"})
		writeInPlace(t, dir, served)
	})
	t.Run("a folder in it mounted elsewhere", func(t *testing.T) {
		base := t.TempDir()
		dir, served := filepath.Join(base, "public"), filepath.Join(base, "served")
		write(t, dir, map[string]string{"a/index.html": "a"})
		bind(t, filepath.Join(dir, "a"), served)
		expectMountRefused(t, dir, served)
	})
	t.Run("exchanged before anybody knew", func(t *testing.T) {
		base := t.TempDir()
		dir, served := filepath.Join(base, "public"), filepath.Join(base, "served")
		write(t, dir, map[string]string{"index.html": "one"})
		write(t, dir, map[string]string{"index.html": "two"})
		bind(t, filepath.Join(base, ".public.nosology", "next"), served)
		expectMountRefused(t, dir, served)
		writeInPlace(t, dir, served)
	})
	t.Run("a mount point", func(t *testing.T) {
		base := t.TempDir()
		dir, served := filepath.Join(base, "public"), filepath.Join(base, "served")
		for _, folder := range []string{dir, served} {
			if err := os.Mkdir(folder, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		bind(t, served, dir)
		expectMountRefused(t, dir, dir)
		writeInPlace(t, dir, served)
	})
	t.Run("on a disk of its own", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "public")
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		needs.None(t, syscall.Mount("tmpfs", dir, "tmpfs", 0, ""))
		t.Cleanup(func() { syscall.Unmount(dir, 0) })
		expectMountRefused(t, dir, dir)
		writeInPlace(t, dir, dir)
	})
	t.Run("with the folder that holds it", func(t *testing.T) {
		base := t.TempDir()
		parent, served := filepath.Join(base, "site"), filepath.Join(base, "served")
		dir := filepath.Join(parent, "public")
		write(t, dir, map[string]string{"index.html": "one"})
		bind(t, parent, served)
		for _, text := range []string{"two", "three", "four"} {
			write(t, dir, map[string]string{"index.html": text})
			expect(t, filepath.Join(served, "public"), map[string]string{"index.html": text})
		}
	})
}

// A container sees mounts that we do not.
func TestTargetsMountedInAContainer(t *testing.T) {
	base := t.TempDir()
	dir, served := filepath.Join(base, "public"), filepath.Join(base, "served")
	write(t, dir, map[string]string{"index.html": "one"})
	if err := os.Mkdir(served, 0o755); err != nil {
		t.Fatal(err)
	}
	container := exec.Command("unshare", "--mount", "sh", "-c", `mount --bind "$0" "$1" && echo mounted && read end`, dir, served)
	said, err := container.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	end, err := container.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	needs.None(t, container.Start())
	if _, err := io.ReadFull(said, make([]byte, len("mounted"))); err != nil {
		container.Wait()
		needs.None(t, err)
	}
	expectMountRefused(t, dir, served)
	end.Close()
	container.Wait()
	write(t, dir, map[string]string{"index.html": "two"})
}

func bind(t *testing.T, from, to string) {
	t.Helper()
	if err := os.MkdirAll(to, 0o755); err != nil {
		t.Fatal(err)
	}
	needs.None(t, syscall.Mount(from, to, "", syscall.MS_BIND, ""))
	t.Cleanup(func() { syscall.Unmount(to, 0) })
}

func expectMountRefused(t *testing.T, dir, point string) {
	t.Helper()
	before := disk.Texts(t, dir)
	_, err := Write(dir, pages(map[string]string{"index.html": "refused"}), Options{})
	if err == nil || !strings.Contains(err.Error(), "is left alone") || !strings.Contains(err.Error(), "--in-place") ||
		!strings.Contains(err.Error(), "mount "+filepath.Dir(dir)) || point != dir && !strings.Contains(err.Error(), point) {
		t.Errorf("got the error %v", err)
	}
	expect(t, dir, before)
}

// writeInPlace writes several sites to a target and expects to see them at
// the place where it is mounted.
func writeInPlace(t *testing.T, dir, served string) {
	t.Helper()
	for _, site := range []map[string]string{
		{"index.html": "two", "a/index.html": "a", "assets/x.css": "x", "b/c/index.html": "c"},
		{"index.html": "three", "a": "now a file", "assets/x.css": "x", "b/index.html": "b"},
		{"index.html": "four", "a/index.html": "a", "b": "now a file"},
		{"index.html": "four", "a/index.html": "a", "b": "now a file"},
	} {
		if _, err := Write(dir, pages(site), Options{InPlace: true}); err != nil {
			t.Fatal(err)
		}
		expect(t, served, site)
	}
	put(t, served, "notes.txt")
	if _, err := Write(dir, pages(map[string]string{"index.html": "five"}), Options{InPlace: true}); err == nil || !strings.Contains(err.Error(), "notes.txt") {
		t.Errorf("got the error %v", err)
	}
}
