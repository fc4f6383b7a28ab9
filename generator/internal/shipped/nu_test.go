package shipped

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"nosology/generator"
	"nosology/generator/internal/needs"
	"nosology/generator/publish"
)

// blocked begins what is said of a page that states its own policy: a file read
// from a disk has no origin, so 'self' allows it nothing. Served, the policy lets
// the style sheet through, which the tests in a browser see. Only the page of
// missing pages states one where the host sends it for all others.
const blocked = "Resource violates Content Security Policy (meta tag): external "

// TestNuHTMLChecker has every page and every picture read by the checker that
// the makers of HTML keep: not one error, not one warning.
func TestNuHTMLChecker(t *testing.T) {
	jar := filepath.Join(os.Getenv("NOSOLOGY_NODE_MODULES"), "vnu-jar", "build", "dist", "vnu.jar")
	java, err := exec.LookPath("java")
	if err == nil {
		_, err = os.Stat(jar)
	}
	needs.None(t, err) // Java, or the npm package vnu-jar
	out := filepath.Join(t.TempDir(), "public")
	opt := options()
	opt.Host = publish.FindHost("nginx")
	if _, _, err := generator.Build(out, opt, publish.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, only := range []string{"--skip-non-html", "--skip-non-svg"} {
		cmd := exec.Command(java, "-Xss4m", "-jar", jar, only, "--format", "json", "--stdout", "--exit-zero-always", out)
		said, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		var found struct {
			Messages []struct {
				Type, SubType, URL, Message, Extract string
				LastLine                             int
			}
		}
		if err := json.Unmarshal(said, &found); err != nil {
			t.Fatalf("%v in %q", err, said)
		}
		for i, m := range found.Messages {
			if i == 20 {
				t.Fatalf("and %d more", len(found.Messages)-i)
			}
			if strings.HasSuffix(m.URL, "/404.html") && strings.HasPrefix(m.Message, blocked) {
				continue
			}
			t.Errorf("%s:%d: %s %s: %s\n\t%s", m.URL, m.LastLine, m.Type, m.SubType, m.Message, m.Extract)
		}
	}
}
