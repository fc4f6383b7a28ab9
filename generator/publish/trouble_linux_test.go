package publish

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
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
	if err := syscall.Mount("tmpfs", base, "tmpfs", 0, "size=256k"); err != nil {
		t.Skipf("a small disk cannot be mounted here: %v", err)
	}
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
