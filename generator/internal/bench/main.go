// Command bench measures nosology beside Hugo on the same made-up content:
//
//	go run ./generator/internal/bench                    # builds: time and memory
//	go run ./generator/internal/bench -edits 20          # and edits under both servers
//	go run ./generator/internal/bench -sizes 100,1000,10000,50000,100000 -plot generator/internal/bench/plot.svg
//
// The two take turns, so that a busy machine is busy for both; what counts are
// the ratios, which are taken turn by turn. Pages are written to memory where
// the system has a disk for that. Hugo must be on the PATH or be named:
//
//	go install github.com/gohugoio/hugo@v0.165.0
//
// Without it nosology is measured alone.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"nosology/generator/internal/corpus"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	b := bench{}
	sizes := flag.String("sizes", "1000,10000", "`pages` of the sites, with commas between")
	flag.IntVar(&b.rounds, "rounds", 3, "builds of each by each")
	flag.StringVar(&b.hugo, "hugo", "", "Hugo's `program`; without it, the one on the PATH")
	flag.StringVar(&b.dir, "dir", "", "`folder` for content and programs; without it, one that is removed at the end")
	flag.StringVar(&b.plot, "plot", "", "draw time and memory to an SVG `file`")
	flag.IntVar(&b.edits, "edits", 0, "edits of each kind under the servers, on the largest site")
	flag.Parse()
	for _, size := range strings.Split(*sizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil || n < 10 {
			log.Fatalf("-sizes %s: %q is not a number of pages", *sizes, size)
		}
		b.sizes = append(b.sizes, n)
	}
	if err := b.run(); err != nil {
		log.Fatal(err)
	}
}

// bench is what was asked for.
type bench struct {
	sizes  []int
	rounds int
	edits  int
	plot   string
	dir    string
	hugo   string // empty if there is none
	ours   string
}

// run measures size by size and prints each line when it is known: the largest site
// takes longer than all others together, and whoever waits sees how far it is.
func (b *bench) run() error {
	if b.dir == "" {
		dir, err := os.MkdirTemp("", "nosology-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		b.dir = dir
	}
	if err := b.programs(); err != nil {
		return err
	}
	fmt.Printf("%s\n\n", machine())
	var rows []row
	heading(b.hugo != "")
	for _, n := range b.sizes {
		if err := b.write(n); err != nil {
			return err
		}
		r, err := b.builds(n)
		if err != nil {
			return err
		}
		r.print()
		rows = append(rows, r)
	}
	if b.plot != "" {
		if err := os.WriteFile(b.plot, plot(rows), 0o644); err != nil {
			return err
		}
	}
	if b.edits > 0 {
		return b.servers(b.sizes[len(b.sizes)-1])
	}
	return nil
}

// programs builds ours and finds Hugo.
func (b *bench) programs() error {
	b.ours = filepath.Join(b.dir, "nosology")
	build := exec.Command("go", "build", "-o", b.ours, "nosology/cmd/nosology")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", build, err, out)
	}
	if b.hugo != "" {
		return nil
	}
	var err error
	if b.hugo, err = exec.LookPath("hugo"); err != nil {
		fmt.Print("There is no hugo on the PATH, so nosology is measured alone. To get it:\n\n\tgo install github.com/gohugoio/hugo@v0.165.0\n\n")
	}
	return nil
}

// write writes the content of a site of n pages, for both, unless it is there.
func (b *bench) write(n int) error {
	c := corpus.New(n, 1)
	if _, err := os.Stat(b.site(n)); err == nil {
		return nil
	}
	if err := c.Write(filepath.Join(b.site(n), "content")); err != nil {
		return err
	}
	return writeHugo(b.hugoSite(n), c.Files())
}

func (b *bench) site(n int) string     { return filepath.Join(b.dir, strconv.Itoa(n)) }
func (b *bench) hugoSite(n int) string { return filepath.Join(b.site(n), "hugo") }

// our makes a command of ours, which keeps its caches among the bench's files.
func (b *bench) our(args ...string) *exec.Cmd {
	cmd := exec.Command(b.ours, args...)
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+b.caches(), "HOME="+b.caches(), "LocalAppData="+b.caches())
	return cmd
}

func (b *bench) caches() string { return filepath.Join(b.dir, "caches") }

// tool builds a site.
type tool struct {
	name  string
	build func(n int, out string) *exec.Cmd
	tidy  func(out string) // takes away what a build leaves
}

// tools are what is measured, ours first.
func (b *bench) tools() []tool {
	all := []tool{{
		name: "nosology",
		build: func(n int, out string) *exec.Cmd {
			return b.our("build", "--content", filepath.Join(b.site(n), "content"), "--out", out)
		},
		tidy: func(out string) {
			os.RemoveAll(b.caches())
			os.RemoveAll(out)
			os.RemoveAll(filepath.Join(filepath.Dir(out), "."+filepath.Base(out)+".nosology"))
		},
	}}
	if b.hugo == "" {
		return all
	}
	return append(all, tool{
		name: "Hugo",
		build: func(n int, out string) *exec.Cmd {
			return exec.Command(b.hugo, "--source", b.hugoSite(n), "--destination", out, "--minify", "--noBuildLock", "--quiet")
		},
		tidy: func(out string) {
			os.RemoveAll(out)
		},
	})
}
