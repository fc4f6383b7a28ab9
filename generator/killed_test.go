package generator_test

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nosology/generator"
	"nosology/generator/disk"
	"nosology/generator/input"
	"nosology/generator/internal/soak"
	"nosology/generator/publish"
)

// TestMain lets the test program be a build that another test kills.
func TestMain(m *testing.M) {
	if dir := os.Getenv("GENERATOR_TEST_BUILD_FOR_EVER"); dir != "" {
		buildForEver(dir)
	}
	os.Exit(m.Run())
}

// buildForEver builds two sites in turn, into one folder.
func buildForEver(dir string) {
	fmt.Println("ready")
	for i := rand.N(2); ; i++ {
		opt, err := siteIn(filepath.Join(dir, fmt.Sprint(i%2)), filepath.Join(dir, "cache"))
		if err == nil {
			_, _, err = generator.Build(filepath.Join(dir, "public"), opt, publish.Options{})
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// siteIn are the options for the site in a folder.
func siteIn(dir, cache string) (generator.Options, error) {
	folder, err := input.Open(dir)
	return generator.Options{Content: folder, Name: "content", AsOf: today, Host: publish.FindHost("netlify"), Cache: cache}, err
}

// twoSites are written to a folder. They differ in what every page shows, in
// pages that come and go, and in a picture.
func twoSites(t *testing.T, dir string) (sites [2]map[string]string) {
	for i := range sites {
		in := &inputs{dir: filepath.Join(dir, fmt.Sprint(i))}
		if err := os.CopyFS(in.dir, starter().Content); err != nil {
			t.Fatal(err)
		}
		in.write(t, "site.yaml", strings.Replace(in.read(t, "site.yaml"), "title: ", fmt.Sprintf("title: %d ", i), 1))
		in.write(t, "images/belly.png", string(drawing(t, uint8(40+i))))
		in.write(t, fmt.Sprintf("articles/only-%d.md", i), "---\ntitle: Only here\nsummary: This page is in one site alone.\n---\nText. [@general]\n\n![A belly](../images/belly.png)\n")
		opt, err := siteIn(in.dir, "")
		if err != nil {
			t.Fatal(err)
		}
		fresh := filepath.Join(dir, fmt.Sprint("fresh", i))
		build(t, fresh, opt, publish.Options{})
		sites[i] = disk.Texts(t, fresh)
	}
	return sites
}

// A build that is killed at any moment, from the reading of the first file on,
// leaves one site whole; the next build makes what a first one makes.
func TestABuildKilledAtAnyMoment(t *testing.T) {
	dir := t.TempDir()
	sites := twoSites(t, dir)
	out, cache := filepath.Join(dir, "public"), filepath.Join(dir, "cache")
	buildOver := func(i int) {
		opt, err := siteIn(filepath.Join(dir, fmt.Sprint(i)), cache)
		if err != nil {
			t.Fatal(err)
		}
		build(t, out, opt, publish.Options{})
		sameFiles(t, "after a kill", disk.Texts(t, out), sites[i])
	}
	began := time.Now()
	buildOver(0)
	while := 3 * time.Since(began)
	stood := [2]int{}
	for range soak.Rounds(10, 300) {
		killed(t, dir, rand.N(while))
		switch got := disk.Texts(t, out); {
		case maps.Equal(got, sites[0]):
			stood[0]++
		case maps.Equal(got, sites[1]):
			stood[1]++
		default:
			t.Fatalf("a killed build left neither site, but %d files", len(got))
		}
		if rand.N(4) == 0 {
			buildOver(rand.N(2))
		}
	}
	buildOver(1)
	t.Logf("the first site stood there %d times, the second %d times", stood[0], stood[1])
	if aside, err := filepath.Glob(filepath.Join(dir, ".public.nosology", "aside-*")); err != nil || len(aside) > 0 {
		t.Errorf("moved aside: %q, %v", aside, err)
	}
}

// killed lets a process build, and kills it after some time.
func killed(t *testing.T, dir string, after time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "GENERATOR_TEST_BUILD_FOR_EVER="+dir)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	ready, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(ready, make([]byte, len("ready"))); err != nil {
		t.Fatal(err, stderr.String())
	}
	time.Sleep(after)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if stderr.Len() > 0 {
		t.Fatalf("a build failed before it was killed: %s", &stderr)
	}
}
