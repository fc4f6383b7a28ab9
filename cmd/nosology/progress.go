package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"nosology/generator"
)

// Work that is done within patience shows no progress, and what is shown is
// shown a few times a second.
const (
	patience = 500 * time.Millisecond
	redraw   = 100 * time.Millisecond
)

// progress shows on a terminal how far long work is, in one line that goes
// when the work ends. Where there is no terminal it does nothing.
type progress struct {
	out io.Writer
	// Asked at each drawing, for a window may be made narrower meanwhile.
	width func() int

	mu       sync.Mutex
	stage    string
	done, of int
	// It is ASCII, so its bytes are its cells.
	shown string // the line as it stands on the terminal
	ended chan struct{}
	// Ends with run, so that nothing is drawn after the work.
	gone sync.WaitGroup
}

// progress begins to show progress. Who begins it must end it before anything
// else is written.
func (t *terminal) progress() *progress {
	f, ok := t.err.(*os.File)
	if !ok || !isTerminal(f) || os.Getenv("TERM") == "dumb" {
		return &progress{}
	}
	width := func() int {
		columns, _, err := term.GetSize(int(f.Fd()))
		if err != nil {
			return 80
		}
		return columns
	}
	return newProgress(f, width, patience, redraw)
}

func newProgress(out io.Writer, width func() int, wait, again time.Duration) *progress {
	p := &progress{out: out, width: width, ended: make(chan struct{})}
	p.gone.Go(func() { p.run(wait, again) })
	return p
}

// follow has the generator tell of its stages and files.
func (p *progress) follow(opt *generator.Options) {
	if p.out != nil {
		opt.Stage, opt.Progress = p.begin, p.reach
	}
}

// begin begins a stage of the work.
func (p *progress) begin(stage string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stage, p.done, p.of = stage, 0, 0
}

// reach says how much of the stage is done. It never runs backwards, in
// whatever order it is told.
func (p *progress) reach(done, of int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done, p.of = max(done, p.done), of
}

// pause takes the line away while something else is written.
func (p *progress) pause(say func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.draw("")
	say()
}

// end takes the line away for good.
func (p *progress) end() {
	if p.out == nil {
		return
	}
	close(p.ended)
	p.gone.Wait()
	p.draw("")
	p.out = nil
}

// run draws until the work ends. The timer, not the work, decides when: a line
// that is drawn for every file would flicker and cost more than the files.
func (p *progress) run(wait, again time.Duration) {
	next := time.NewTimer(wait)
	defer next.Stop()
	for {
		select {
		case <-p.ended:
			return
		case <-next.C:
		}
		p.mu.Lock()
		p.draw(p.line(p.width() - 1)) // a full line would move the cursor to the next
		p.mu.Unlock()
		next.Reset(again)
	}
}

// draw puts a line in the place of the one that is shown, in one write.
func (p *progress) draw(line string) {
	if p.out == nil || line == p.shown {
		return
	}
	blank := strings.Repeat(" ", max(0, len(p.shown)-len(line)))
	back := ""
	if line == "" {
		back = "\r"
	}
	io.WriteString(p.out, "\r"+line+blank+back)
	p.shown = line
}

// line is what there is to say, in no more than so many cells.
func (p *progress) line(cells int) string {
	if p.of == 0 {
		return cut(p.stage+" ...", cells)
	}
	share := fmt.Sprintf(" %d of %d", p.done, p.of)
	bar := min(cells-len(p.stage)-len(share)-len(" []"), 40)
	if bar < 10 {
		return cut(strings.TrimSpace(share), cells)
	}
	full := bar * p.done / p.of
	return p.stage + " [" + strings.Repeat("=", full) + strings.Repeat(" ", bar-full) + "]" + share
}

func cut(line string, cells int) string {
	if len(line) > max(cells, 0) {
		return line[:max(cells, 0)]
	}
	return line
}
