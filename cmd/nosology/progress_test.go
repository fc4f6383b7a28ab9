package main

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"
)

// screen is one line of a terminal. It notes what must never be written.
type screen struct {
	mu     sync.Mutex
	t      *testing.T
	wide   int
	cells  []byte
	cursor int
	lines  []string // what stood there after each write
}

func (s *screen) Write(data []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range data {
		switch {
		case c == '\r':
			s.cursor = 0
			continue
		case c < ' ' || c > '~':
			s.t.Errorf("%q is written to the terminal", c)
		}
		if s.cursor >= s.wide-1 {
			s.t.Errorf("%q runs over the end of the line", data)
		}
		for len(s.cells) <= s.cursor {
			s.cells = append(s.cells, ' ')
		}
		s.cells[s.cursor] = c
		s.cursor++
	}
	s.lines = append(s.lines, strings.TrimRight(string(s.cells), " "))
	return len(data), nil
}

// work pretends to build for a while, and returns what a terminal of some
// width showed.
func work(t *testing.T, wide int, wait time.Duration) []string {
	s := &screen{t: t, wide: wide}
	p := newProgress(s, func() int { return wide }, wait, time.Millisecond)
	p.begin("load")
	time.Sleep(10 * time.Millisecond)
	p.begin("render and write")
	var workers sync.WaitGroup
	for w := range 2 {
		workers.Go(func() {
			for i := w; i < 200; i += 2 {
				p.reach(i+1, 200)
				time.Sleep(100 * time.Microsecond)
			}
		})
	}
	workers.Wait()
	time.Sleep(10 * time.Millisecond)
	p.pause(func() { s.lines = append(s.lines, "paused over "+strings.TrimSpace(string(s.cells))) })
	time.Sleep(10 * time.Millisecond)
	p.end()
	return s.lines
}

// However narrow a terminal is, the progress stays in its line, and at the end
// the line is as it was.
func TestProgressOnATerminal(t *testing.T) {
	for _, wide := range []int{0, 1, 2, 12, 30, 45, 80, 500} {
		lines := work(t, wide, 0)
		if last := lines[len(lines)-1]; last != "" && last != "paused over " {
			t.Errorf("%d cells: %q is left on the terminal", wide, last)
		}
		for i := 1; i < len(lines); i++ {
			if lines[i] == lines[i-1] {
				t.Errorf("%d cells: %q is drawn twice", wide, lines[i])
			}
		}
		all := strings.Join(lines, "\n") + "\n"
		for _, want := range map[int][]string{
			80:  {"load ...\n", "render and write [========================================] 200 of 200\n", "paused over \n"},
			45:  {"render and write [==============] 200 of 200\n"},
			30:  {"\n200 of 200\n"},
			500: {"[========================================] 200 of 200\n"},
		}[wide] {
			if !strings.Contains(all, want) {
				t.Errorf("%d cells: %q was not shown, but\n%s", wide, want, all)
			}
		}
	}
}

// What is soon done is done without a word, and so is all that goes to a pipe.
func TestProgressIsSilent(t *testing.T) {
	if lines := work(t, 80, time.Hour); len(lines) > 1 {
		t.Errorf("work that was soon done shows %q", lines)
	}
	var pipe bytes.Buffer
	p := (&terminal{err: &pipe}).progress()
	p.begin("load")
	p.reach(1, 2)
	p.end()
	if pipe.Len() > 0 {
		t.Errorf("%q went to a pipe", pipe.String())
	}
}
