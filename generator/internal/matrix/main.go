// Command matrix looks at every page of the shipped site in every engine, on a
// phone and on a desk, light and dark, with each set of fonts that it is given:
//
//	go run ./generator/internal/matrix [liberation dejavu noto]
//
// CI looks at one page of each type. This takes the better part of an hour for
// each set of fonts, and the programs that CI installs. Without a name it takes
// the set that browser tests usually see.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// main goes on with the next set of fonts after a failure: a set takes the better
// part of an hour, and what is wrong in one is seldom wrong in the others.
func main() {
	flag.Usage = func() { fmt.Fprintln(os.Stderr, "usage: go run ./generator/internal/matrix [liberation dejavu noto]") }
	flag.Parse()
	sets := flag.Args()
	if len(sets) == 0 {
		sets = []string{""}
	}
	var failed error
	for _, fonts := range sets {
		failed = errors.Join(failed, look(fonts))
	}
	if failed != nil {
		fmt.Fprintln(os.Stderr, "matrix:", failed)
		os.Exit(1)
	}
}

// look looks at all pages with one set of fonts.
func look(fonts string) error {
	test := exec.Command("go", "test", "-tags=browser", "-count=1", "-timeout=3h", "-parallel=1", "-v", "-run=^TestPagesInEachEngine$|^TestCheckerInEachEngine$", "./generator/internal/browser")
	test.Env = append(os.Environ(), "NOSOLOGY_CI=1", "NOSOLOGY_MATRIX=1")
	name := "the usual fonts"
	if fonts != "" {
		test.Env = append(test.Env, "NOSOLOGY_FONTS="+fonts)
		name = fonts
	}
	test.Stdout, test.Stderr = os.Stdout, os.Stderr
	began := time.Now()
	err := test.Run()
	fmt.Printf("%s: %v\n", name, time.Since(began).Round(time.Second))
	if err != nil {
		return fmt.Errorf("with %s: %w", name, err)
	}
	return nil
}
