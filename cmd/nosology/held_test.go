package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nosology/generator/disk"
)

// slip is a way in which somebody with an editor makes rules warn less.
type slip struct {
	what   string
	finds  *regexp.Regexp // in checker.yaml, below flags:
	writes string         // in its place
	tried  int            // times, spread over the file
}

func slips() []slip {
	return []slip{
		{"a line is deleted", regexp.MustCompile(`(?m)^  - \[.*\]\n`), "", 8},
		{"a line asks for more", regexp.MustCompile(`(?m)^  - \[(.*)\]\n`), "  - [$1, %s]\n", 4},
		{"an emergency is for today", regexp.MustCompile(`(?m)^  level: emergency\n`), "  level: urgent\n", 3},
		{"what is for today can wait", regexp.MustCompile(`(?m)^  level: urgent\n`), "  level: see-a-doctor\n", 2},
		{"not sure counts less", regexp.MustCompile(`(?m)^  unsure: full\n`), "", 2},
	}
}

// A rule that comes to warn less, in the shipped site or in the one that init writes, keeps the site from being built,
// and whoever did it is told who would be told something else.
func TestSlipsInRulesAreToldOf(t *testing.T) {
	begun := filepath.Join(t.TempDir(), "site")
	if out, code := nosology(t, "init", begun); code != exitOK {
		t.Fatal("init ends with", code, out)
	}
	builds := 0
	t.Run("begun", func(t *testing.T) { builds += makeSlips(t, filepath.Join(begun, "content"), "takes-steroids") })
	shipped := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(shipped, os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	t.Run("shipped", func(t *testing.T) {
		builds += makeSlips(t, shipped, "takes-statin")
		deletedTogether(t, shipped)
	})
	if builds < 20 {
		t.Errorf("only %d builds", builds)
	}
}

// nosology runs the command in a process of its own, and returns what it says and how it ends.
func nosology(t *testing.T, args ...string) (said string, code int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := &exec.Cmd{Path: self, Args: append([]string{"nosology"}, args...)} // see TestMain
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// makeSlips makes each kind of slip in the rules of a site, one at a time, and returns how many.
func makeSlips(t *testing.T, content, stranger string) (made int) {
	file := filepath.Join(content, "checker.yaml")
	text := disk.Read(t, file)
	defer os.WriteFile(file, text, 0o644)
	head := bytes.Index(text, []byte("\nflags:\n"))
	for _, s := range slips() {
		found := s.finds.FindAllSubmatchIndex(text[head:], -1)
		for i := 0; i < len(found); i += max((len(found)+s.tried-1)/s.tried, 1) {
			at := found[i]
			less := bytes.Clone(text[:head+at[0]])
			less = s.finds.Expand(less, []byte(strings.ReplaceAll(s.writes, "%s", stranger)), text[head:], at)
			less = append(less, text[head+at[1]:]...)
			disk.Write(t, file, less)
			said, code := nosology(t, "build", "--content", content, "--out", filepath.Join(t.TempDir(), "out"))
			if code != exitContent || !strings.Contains(said, "(held)") || !strings.Contains(said, " → ") && !strings.Contains(said, ": still ") {
				t.Errorf("%s, %q: build ends with %d and says:\n%s", s.what, text[head+at[0]:head+at[1]], code, said)
			}
			made++
		}
	}
	return made
}

// To hold rules that say what is held writes nothing: in the shipped site, in whatever order its rules and their lines
// stand, and without a line that another covers.
func TestHoldLeavesAloneWhatIsHeld(t *testing.T) {
	shipped := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(shipped, os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	checker, kept := filepath.Join(shipped, "checker.yaml"), filepath.Join(shipped, "held.yaml")
	text, before := string(disk.Read(t, checker)), string(disk.Read(t, kept))
	head, flags, _ := strings.Cut(text, "\nflags:\n")
	rules := strings.Split("\n"+flags, "\n- id: ")[1:]
	slices.Reverse(rules)
	for what, text := range map[string]string{
		"as it is":         text,
		"in another order": head + "\nflags:\n- id: " + strings.TrimSpace(strings.Join(rules, "\n- id: ")) + "\n",
	} {
		disk.Write(t, checker, text)
		said, code := nosology(t, "hold", "--content", shipped)
		if code != exitOK || !strings.HasPrefix(said, "Nothing has changed") || string(disk.Read(t, kept)) != before {
			t.Errorf("%s: hold ends with %d and says:\n%s", what, code, said)
		}
	}
	// A line that asks for more than another says nothing by itself. It is held where it is new, and nothing comes of its going.
	line := regexp.MustCompile(`(?m)^  - \[([a-z-]+)\]\n`).FindStringSubmatch(flags)
	disk.Write(t, checker, head+"\nflags:\n"+strings.Replace(flags, line[0], line[0]+"  - ["+line[1]+", takes-statin]\n", 1))
	said, code := nosology(t, "hold", "--content", shipped)
	more := string(disk.Read(t, kept))
	if code != exitOK || len(strings.Split(more, "\n")) != len(strings.Split(before, "\n"))+1 {
		t.Errorf("with a line more, hold ends with %d and says:\n%s", code, said)
	}
	disk.Write(t, checker, text)
	if said, code := nosology(t, "hold", "--content", shipped); code != exitOK || !strings.HasPrefix(said, "Nothing has changed") || string(disk.Read(t, kept)) != more {
		t.Errorf("with a line less, hold ends with %d and says:\n%s", code, said)
	}
}

// deletedTogether deletes a line of the rules and the judgement that holds it.
func deletedTogether(t *testing.T, content string) {
	for _, name := range []string{"checker.yaml", "held.yaml"} {
		file := filepath.Join(content, name)
		text := disk.Read(t, file)
		less := strings.ReplaceAll(string(text), "  - [arm-leg-weakness]\n", "")
		if less == string(text) {
			t.Fatal(name, "has no such line")
		}
		disk.Write(t, file, less)
	}
	said, code := nosology(t, "build", "--content", content, "--out", filepath.Join(t.TempDir(), "out"))
	for _, want := range []string{"(broken-seal)", "arm-leg-weakness alone: self-care, where this page asks for emergency at least (below-floor)"} {
		if code != exitContent || !strings.Contains(said, want) {
			t.Errorf("build ends with %d and does not say %s:\n%s", code, want, said)
		}
	}
}
