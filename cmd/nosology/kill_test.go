package main

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"nosology/generator/disk"
)

// cannot skips a test that the system does not allow, but for continuous
// integration, where every test runs.
func cannot(t *testing.T, err error) {
	t.Helper()
	if os.Getenv("NOSOLOGY_CI") != "" {
		t.Fatal(err)
	}
	t.Skip(err)
}

// TestKilledBuilds kills the command itself, at random moments, over a site
// that stands. What stands then is the site before or the one after, whole.
func TestKilledBuilds(t *testing.T) {
	rounds := 40
	if os.Getenv("NOSOLOGY_CI") != "" {
		rounds = 300
	}
	dir := t.TempDir()
	command := filepath.Join(dir, "nosology") // the test program is the command, by that name
	if err := os.Symlink(testProgram(t), command); err != nil {
		cannot(t, err)
	}
	site := filepath.Join(dir, "site")
	begin := func(args ...string) (*exec.Cmd, *bytes.Buffer) {
		var said bytes.Buffer
		cmd := exec.Command(command, args...)
		cmd.Stdout, cmd.Stderr = &said, &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return cmd, &said
	}
	run := func(args ...string) {
		t.Helper()
		if cmd, said := begin(args...); cmd.Wait() != nil {
			t.Fatal(said)
		}
	}
	run("init", site)
	build := []string{"build", "--content", filepath.Join(site, "content")}
	page := filepath.Join(site, "content/pages/about.md")
	text := disk.Read(t, page)
	public := filepath.Join(site, "public")
	var editions [2]map[string]string
	var took time.Duration
	edit := func(i int) {
		disk.Write(t, page, fmt.Appendf(nil, "%sEdition %d.\n", text, i))
	}
	for i := range editions {
		edit(i)
		start := time.Now()
		run(build...)
		took = time.Since(start)
		editions[i] = disk.Texts(t, public)
	}
	for i := range rounds {
		edit(i % 2)
		cmd, _ := begin(build...)
		time.Sleep(rand.N(took + took/2))
		cmd.Process.Kill()
		cmd.Wait()
		stands := disk.Texts(t, public)
		if !maps.Equal(stands, editions[0]) && !maps.Equal(stands, editions[1]) {
			t.Fatalf("round %d: what stands is neither site; it has %d files", i, len(stands))
		}
	}
	edit(0)
	run(build...)
	if !maps.Equal(disk.Texts(t, public), editions[0]) {
		t.Error("the build after all those is not what it should be")
	}
}

func testProgram(t *testing.T) string {
	program, err := filepath.Abs(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	return program
}
