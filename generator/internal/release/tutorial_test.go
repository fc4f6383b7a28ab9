package main

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"nosology/generator/disk"
)

// step is a block of the tutorial: commands, or a text to be written to a file.
type step struct {
	commands   []string
	file, text string
	appended   bool
}

var block = regexp.MustCompile("(?s)([^\n]*)\n\n```(sh|markdown)\n(.*?)```")

// tutorial reads the steps of the tutorial, word for word.
func tutorial(t *testing.T) (all []step) {
	t.Helper()
	text := disk.Read(t, "../../docs/content/pages/tutorial.md")
	for _, m := range block.FindAllStringSubmatch(string(text), -1) {
		if m[2] == "sh" {
			all = append(all, step{commands: strings.Split(strings.TrimSpace(m[3]), "\n")})
			continue
		}
		file := regexp.MustCompile("`(content/[^`]+)`").FindStringSubmatch(m[1])
		if file == nil {
			t.Fatalf("it is not said where this is to be written: %s", m[3])
		}
		all = append(all, step{file: file[1], text: m[3], appended: strings.Contains(m[1], "to the end of")})
	}
	return all
}

// follower is somebody who does what the tutorial says, in one folder after
// another, with the program alone.
type follower struct {
	t    *testing.T
	dir  string
	env  []string
	said map[string]string // by command, the last time
}

func (f *follower) do(s step) {
	if s.file != "" {
		f.write(s)
	}
	for _, command := range s.commands {
		switch into, isMove := strings.CutPrefix(command, "cd "); {
		case isMove:
			f.dir = filepath.Join(f.dir, into)
		case command == "nosology serve":
			f.serve()
		default:
			said, err := runIn(f.t, f.dir, command, f.env...)
			if err != nil {
				f.t.Fatalf("%s: %v\n%s", command, err, said)
			}
			f.said[command] = said
		}
	}
}

func (f *follower) write(s step) {
	name := filepath.Join(f.dir, s.file)
	old, err := os.ReadFile(name)
	if err != nil {
		f.t.Fatalf("the tutorial changes a file that is not there: %v", err)
	}
	if s.appended {
		s.text = string(old) + "\n" + s.text
	}
	if err := os.WriteFile(name, []byte(s.text), 0o644); err != nil {
		f.t.Fatal(err)
	}
}

// serve looks at the site as somebody would, and ends with Ctrl-C.
func (f *follower) serve() {
	cmd := exec.Command("sh", "-c", "exec nosology serve")
	cmd.Dir, cmd.Env = f.dir, f.env
	out, err := cmd.StdoutPipe()
	if err != nil {
		f.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		f.t.Fatal(err)
	}
	defer cmd.Process.Kill()
	line, err := bufio.NewReader(out).ReadString('\n')
	at := regexp.MustCompile(`http://\S+/`).FindString(line)
	if err != nil || at == "" {
		f.t.Fatalf("no address is shown: %q, %v", line, err)
	}
	page, err := http.Get(at + "hiccups/")
	if err != nil {
		f.t.Fatal(err)
	}
	defer page.Body.Close()
	if text, err := io.ReadAll(page.Body); err != nil || !strings.Contains(string(text), "<h1>Hiccups") {
		f.t.Errorf("the page is not shown: %v\n%.300s", err, text)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		f.t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		f.t.Errorf("Ctrl-C: %v", err)
	}
}

// Whoever does what the tutorial says, word for word, in an empty folder with the
// release's program alone, has a site that is checked, built and fit to publish.
func TestTutorial(t *testing.T) {
	releases, asked := serveReleases(t)
	home := t.TempDir()
	f := &follower{t: t, dir: home, said: map[string]string{}, env: []string{
		"PATH=" + install(t) + ":/usr/bin:/bin", "HOME=" + home, "NOSOLOGY_RELEASES=" + releases,
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.org",
	}}
	steps := tutorial(t)
	if len(steps) < 10 {
		t.Fatalf("the tutorial has only %d steps", len(steps))
	}
	checked := 0
	for _, s := range steps {
		f.do(s)
		if strings.Join(s.commands, "") == "nosology check" {
			checked++
			said := f.said["nosology check"]
			if unled := strings.Contains(said, "nothing leads to this page"); unled != (checked == 1) {
				t.Errorf("check %d says %s", checked, said)
			}
		}
		if strings.Join(s.commands, "") == "nosology build" {
			if _, err := os.Stat(filepath.Join(f.dir, "public/hiccups-at-night/index.html")); err != nil {
				t.Error(err)
			}
		}
	}
	page, err := os.ReadFile(filepath.Join(f.dir, "public/hiccups-at-night/index.html"))
	if err != nil || !strings.Contains(string(page), "https://charity.example/site/hiccups-at-night/") || asked.Load() != 1 {
		t.Errorf("the site was not built for its address: %v", err)
	}
	tracked, err := runIn(t, f.dir, "git ls-files")
	for _, ours := range []string{"public/", ".nosology/", ".public"} {
		if err != nil || strings.Contains("\n"+tracked, "\n"+ours) {
			t.Errorf("git keeps %s: %v", ours, err)
		}
	}
}
