package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"nosology/generator/disk"
)

// openTerminal returns the two ends of a terminal: what a person sees and
// types at, and what a program is started with.
func openTerminal(t *testing.T, columns uint16) (person, program *os.File) {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		cannot(t, err)
	}
	t.Cleanup(func() { person.Close() })
	n, err := unix.IoctlGetInt(int(person.Fd()), unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(int(person.Fd()), unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		cannot(t, err)
	}
	program, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		cannot(t, err)
	}
	t.Cleanup(func() { program.Close() })
	if err := unix.IoctlSetWinsize(int(program.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: columns}); err != nil {
		t.Fatal(err)
	}
	return person, program
}

// Long work shows on a terminal how far it is, within its width. A pipe gets
// nothing of that.
func TestCheckOnATerminal(t *testing.T) {
	content := bigSite(t, 1500)
	person, program := openTerminal(t, 60)
	shown := make(chan []byte)
	go func() {
		var all bytes.Buffer
		io.Copy(&all, person) // ends with an error when the program's end is closed
		shown <- all.Bytes()
	}()
	begin := func(stderr io.Writer, args ...string) *exec.Cmd {
		cmd := exec.Command(testProgram(t), append(args, "--content", content)...)
		cmd.Args[0] = "nosology"
		cmd.Stderr = stderr
		cmd.Env = append(os.Environ(), "TERM=xterm", "GOMAXPROCS=1")
		return cmd
	}
	var piped bytes.Buffer
	if err := begin(&piped, "check").Run(); err != nil || strings.ContainsAny(piped.String(), "\r\x1b") {
		t.Errorf("a pipe gets %q, and the check ends with %v", piped.String(), err)
	}
	start := time.Now()
	if err := begin(program, "check").Run(); err != nil {
		t.Error(err)
	}
	took := time.Since(start)
	program.Close()
	text := string(<-shown)
	drawn := strings.Split(text, "\r")
	// A machine that is done so soon has nothing to show.
	if took > 2*patience && (!strings.Contains(text, " of ") || !strings.Contains(text, "[") || len(drawn) < 3) {
		t.Errorf("a terminal shows no progress: %q", text)
	}
	for _, line := range drawn {
		if len(line) > 59 && strings.Contains(line, " of ") {
			t.Errorf("%q is wider than the terminal", line)
		}
	}
}

// bigSite writes the site of init with many more symptoms.
func bigSite(t *testing.T, pages int) (content string) {
	site := filepath.Join(t.TempDir(), "site")
	if err := (&initCommand{Dir: site}).Run(&terminal{out: io.Discard, err: io.Discard}); err != nil {
		t.Fatal(err)
	}
	content = filepath.Join(site, "content")
	for i := range pages {
		text := fmt.Appendf(nil, "---\ntitle: Sign number %d\nsummary: What it is.\ntype: general\n---\n%s\n", i, strings.Repeat("It is a sign like others. [@general]\n\n", 20))
		disk.Write(t, filepath.Join(content, "symptoms", fmt.Sprintf("sign-%d.md", i)), text)
	}
	return content
}
