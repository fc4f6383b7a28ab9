// Package needs is for tests that cannot do without something that a machine may
// lack: a program, or what only some systems allow. Such a test is skipped, but for
// continuous integration, which says by NOSOLOGY_CI that nothing is missing.
package needs

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"

	"nosology/static"
)

// None ends a test for want of what err says is missing; it goes on where err is nil.
func None(t testing.TB, err error) {
	t.Helper()
	switch {
	case err == nil:
	case os.Getenv("NOSOLOGY_CI") != "":
		t.Fatal(err)
	default:
		t.Skip(err)
	}
}

// Program returns where a program is.
func Program(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	None(t, err)
	return path
}

// Script has Node.js run scripts of the site, each named by its path below
// static/js, where the parts of one are meant by a *, and then main, a function of
// JavaScript. What main makes of in comes back in out; both travel as JSON.
func Script(t testing.TB, scripts []string, main string, in, out any) {
	t.Helper()
	node := Program(t, "node")
	asked, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "--input-type=module", "--eval", `import { readFileSync } from "node:fs";`+"\n"+source(t, scripts)+`
		const main = `+main+`;
		process.stdout.write(JSON.stringify(await main(JSON.parse(readFileSync(0, "utf8")))));`)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(asked), os.Stderr
	told, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(told, out)
	}
	if err != nil {
		t.Fatalf("%v in what the script says: %.200s", err, told)
	}
}

// source joins scripts as the site does when it publishes them.
func source(t testing.TB, scripts []string) string {
	t.Helper()
	var all strings.Builder
	for _, pattern := range scripts {
		parts, err := fs.Glob(static.Files, "js/"+pattern)
		if err != nil || len(parts) == 0 {
			t.Fatalf("no script %s: %v", pattern, err)
		}
		for _, part := range parts {
			text, err := fs.ReadFile(static.Files, part)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(text)
		}
	}
	return all.String()
}
