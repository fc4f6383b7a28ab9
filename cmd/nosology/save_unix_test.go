//go:build unix

package main

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"nosology/generator/content"
	"nosology/generator/disk"
)

// On a disk that is full, a command takes nothing from what an author has: each file is as it was, and none is left beside it.
func TestAFullDiskTakesNothingAway(t *testing.T) {
	dir, do := signable(t)
	site := filepath.Dir(dir)
	if code, out := do("sign", "flag", "rf-stroke", "--name", "Placeholder One", "--role", "tester"); code != exitOK {
		t.Fatal(out)
	}
	checker := filepath.Join(dir, content.CheckerFile)
	disk.Write(t, checker, strings.Replace(string(disk.Read(t, checker)), "- [longer-than-two-days, hiccups]", "- [longer-than-two-days]", 1))
	disk.Write(t, filepath.Join(site, ".vscode", "tasks.json"), "{}\n")
	disk.Write(t, filepath.Join(site, "layouts", "note.txt"), "A folder that is there.\n")
	before := disk.Texts(t, site)
	for _, command := range []string{
		"new source Zinc --id zinc",
		"new article Zinc",
		"hold",
		"sign flag rf-two-days --name A --role tester",
		"sign release 1.0 --name A --role tester",
		"sign page causes/acid-reflux.md --name A --role tester",
		"rename causes/acid-reflux.md reflux",
		"merge causes/acid-reflux.md causes/eating-too-fast.md",
		"schema",
		"layouts copy cause",
	} {
		args := append([]string{"-c", `ulimit -f 0; exec "$@"`, "sh", filepath.Join(linked(t), "nosology")}, strings.Fields(command)...)
		out, err := exec.Command("sh", append(args, "--content", dir)...).CombinedOutput()
		if after := disk.Texts(t, site); err == nil || !maps.Equal(before, after) {
			t.Errorf("%s: %v, %s", command, err, out)
			for name := range after {
				if after[name] != before[name] {
					t.Errorf("%s has %d bytes, and had %d", name, len(after[name]), len(before[name]))
				}
			}
			for name, text := range before {
				disk.Write(t, filepath.Join(site, name), text)
			}
		}
	}
}

// linked is a folder in which this program is called nosology, and does what that does.
func linked(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Symlink(testProgram(t), filepath.Join(dir, "nosology")); err != nil {
		cannot(t, err)
	}
	return dir
}

// A link stays one: what it leads to is written. Who may read a file stays as it is.
func TestALinkedFileIsWrittenWhereItStands(t *testing.T) {
	dir, do := signable(t)
	sources, shared := filepath.Join(dir, content.SourcesFile), filepath.Join(dir, "pages", "shared.yaml")
	if err := os.Rename(sources, shared); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(shared, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join("pages", "shared.yaml"), sources); err != nil {
		cannot(t, err)
	}
	if code, out := do("new", "source", "Zinc", "--id", "zinc"); code != exitOK {
		t.Fatal(out)
	}
	if to, err := os.Readlink(sources); err != nil || to != filepath.Join("pages", "shared.yaml") {
		t.Errorf("the link is %q, %v", to, err)
	}
	if info, err := os.Lstat(shared); err != nil || info.Mode() != 0o640 || !strings.Contains(string(disk.Read(t, shared)), "\nzinc:\n") {
		t.Errorf("it leads to %v, %v", info, err)
	}
}
