package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"nosology/generator/disk"
)

// completionFor is what the command writes for a shell.
func completionFor(t *testing.T, shell string) string {
	t.Helper()
	var out, said bytes.Buffer
	if code := run([]string{"completion", shell}, &out, &said); code != exitOK {
		t.Fatal(said.String())
	}
	return out.String()
}

// Every command, every flag and every word that a flag may have is in the
// script of each shell, and the shell can read it.
func TestCompletionsAreComplete(t *testing.T) {
	calls := callsOf(kong.Must(&commands{}, kong.Name("nosology"), hostVariables()).Model)
	if len(calls) < 10 {
		t.Fatalf("only %d commands", len(calls))
	}
	for _, shell := range []string{"bash", "zsh", "fish"} {
		script := completionFor(t, shell)
		for _, c := range calls {
			names := []string{c.Name}
			for _, o := range c.Options {
				flag := "--" + o.Name
				if shell == "fish" {
					flag = "-l " + o.Name
				}
				names = append(append(names, flag), o.Words...)
			}
			for _, name := range names {
				if !strings.Contains(script, name) {
					t.Errorf("%s: %s %s is missing", shell, c.Name, name)
				}
			}
		}
		readBy(t, shell, script)
	}
}

// readBy has a shell look at a script's syntax.
func readBy(t *testing.T, shell, script string) {
	t.Helper()
	path := shellPath(t, shell)
	if path == "" {
		return
	}
	file := filepath.Join(t.TempDir(), "completion."+shell)
	disk.Write(t, file, script)
	if out, err := exec.Command(path, "-n", file).CombinedOutput(); err != nil {
		t.Errorf("%s cannot read its script: %v\n%s", shell, err, out)
	}
}

// shellPath finds a shell. Where all tests must run, all shells must be there.
func shellPath(t *testing.T, shell string) string {
	t.Helper()
	path, err := exec.LookPath(shell)
	if err != nil && os.Getenv("NOSOLOGY_CI") != "" {
		t.Errorf("there is no %s to try its completions with", shell)
	}
	return path
}

// A shell offers what can come next.
func TestCompletionsOffer(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"public", "two words"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	disk.Write(t, filepath.Join(dir, "page.md"), "")
	for _, c := range []struct{ line, want, not string }{
		{"nosology ", "serve", "page.md"},
		{"nosology ch", "check", "build"},
		{"nosology build --o", "--out", "--strict"},
		{"nosology build --host ", "cloudflare", "page.md"},
		{"nosology build --out ", "two words", "page.md"},
		{"nosology build --workers ", "", "page.md"},
		{"nosology schema --no", "--no-settings", "--out"},
		{"nosology new c", "cause", "symptom"},
		{"nosology completion ", "fish", "page.md"},
		{"nosology explain p", "page.md", "build"},
		{"nosology init ", "public", "page.md"},
	} {
		for shell, offers := range map[string]func(*testing.T, string, string) []string{"bash": bashOffers, "fish": fishOffers} {
			got := offers(t, dir, c.line)
			if got == nil {
				continue // there is no such shell
			}
			if c.want != "" && !slices.Contains(got, c.want) || slices.Contains(got, c.not) {
				t.Errorf("%s: %q offers %q; want %q and not %q", shell, c.line, got, c.want, c.not)
			}
		}
	}
}

// bashOffers does what bash does at a press of the tab key.
func bashOffers(t *testing.T, dir, line string) []string {
	script := completionFor(t, "bash") + `
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_nosology 2>/dev/null
printf '%s\n' "${COMPREPLY[@]}"
`
	return offered(t, "bash", dir, append([]string{"--norc", "-c", script, "bash"}, strings.Split(line, " ")...)...)
}

func fishOffers(t *testing.T, dir, line string) []string {
	lines := offered(t, "fish", dir, "--no-config", "-c", completionFor(t, "fish")+"\ncomplete -C \"$argv[1]\"", line)
	for i := range lines {
		name, _, _ := strings.Cut(lines[i], "\t") // what it means comes after
		lines[i] = strings.TrimSuffix(strings.ReplaceAll(name, `\ `, " "), "/")
	}
	return lines
}

// offered are the lines that a shell prints, or nil if it is not there.
func offered(t *testing.T, shell, dir string, args ...string) []string {
	t.Helper()
	path := shellPath(t, shell)
	if path == "" {
		return nil
	}
	cmd := exec.Command(path, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "HOME="+dir)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", shell, err, out)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}
