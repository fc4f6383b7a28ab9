// Command release makes the archives that people install:
//
//	go run ./generator/internal/release -version v1.2.3 -commit "$(git rev-parse HEAD)"
//
// For Linux, macOS and Windows, on amd64 and arm64, it writes an archive with the
// program, its licences and what lets shells complete; a list of what is in the
// program for each (CycloneDX); and the checksums of all of them. The same
// sources, version and compiler give the same bytes on any machine, in any
// folder, on any day.
//
// Whoever publishes nosology under an address of their own first says so:
//
//	go run ./generator/internal/release move example.org/nosology https://example.org/releases
//
// which changes the module's path and the address of releases, wherever they
// stand. Then a release's folder is put at that address under its version.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// platforms are what releases are made for. The first is what recipes fetch:
// the others know its checksum.
func platforms() []platform {
	return []platform{
		{"linux", "amd64"}, {"linux", "arm64"}, {"darwin", "amd64"}, {"darwin", "arm64"}, {"windows", "amd64"}, {"windows", "arm64"},
	}
}

// platform is an operating system and a processor, as Go names them.
type platform struct{ system, processor string }

func (p platform) String() string { return p.system + "/" + p.processor }

func main() {
	var err error
	if len(os.Args) > 1 && os.Args[1] == "move" {
		err = runMove(os.Args[2:])
	} else {
		err = runMake(os.Args[1:])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// runMake refuses a folder that holds something: an archive of another version in it
// would be checked, uploaded and listed with the new ones.
func runMake(args []string) error {
	flags := flag.NewFlagSet("release", flag.ContinueOnError)
	r := maker{Root: ".", Flags: reproducible(), Env: pure()}
	flags.StringVar(&r.Version, "version", "", "the release: v1.2.3")
	flags.StringVar(&r.Commit, "commit", "", "the commit it is made of")
	flags.StringVar(&r.Out, "out", "dist", "folder to write to; it must be empty, or not be there yet")
	only := flags.String("only", "", "one platform alone, as linux/amd64, to try it")
	date := flags.String("date", "2026-01-01", "the day that files in the archives are of")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if !regexp.MustCompile(`^v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$`).MatchString(r.Version) {
		return fmt.Errorf("-version %q is no version; write it like v1.2.3", r.Version)
	}
	day, err := time.Parse(time.DateOnly, *date)
	if err != nil {
		return fmt.Errorf("-date %q is no day; write it like 2026-03-31", *date)
	}
	r.Date = day
	if r.Platforms, err = choose(*only); err != nil {
		return err
	}
	if entries, _ := os.ReadDir(r.Out); len(entries) > 0 {
		return fmt.Errorf("%s is not empty", r.Out)
	}
	names, err := r.Make()
	for _, name := range names {
		if info, err := os.Stat(filepath.Join(r.Out, name)); err == nil {
			fmt.Printf("%10d  %s\n", info.Size(), name)
		}
	}
	return err
}

// choose returns the platform that is named, or all.
func choose(only string) ([]platform, error) {
	if only == "" {
		return platforms(), nil
	}
	for _, p := range platforms() {
		if p.String() == only {
			return []platform{p}, nil
		}
	}
	return nil, fmt.Errorf("-only %q is none of %s", only, strings.Trim(fmt.Sprint(platforms()), "[]"))
}

// runMove tells which files it changed, even when it then failed: some are changed.
func runMove(args []string) error {
	if len(args) != 2 {
		return errors.New("say the module's new path and the address of its releases: release move example.org/nosology https://example.org/releases")
	}
	changed, err := move(".", args[0], args[1])
	slices.Sort(changed)
	for _, name := range changed {
		fmt.Println(name)
	}
	return err
}
