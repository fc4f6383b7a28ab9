package static

import (
	"fmt"
	"io/fs"
	"math"
	"regexp"
	"strings"
	"testing"
)

// Text is read on both grounds and in both schemes, so each colour of text has
// a contrast of 4.5 to 1 at least (WCAG 2.2, 1.4.3).
func TestColoursHaveContrast(t *testing.T) {
	site := schemes(t, "css/site.css")
	code := schemes(t, "css/code.css")
	for i, scheme := range []string{"light", "dark"} {
		grounds := map[string]string{"paper": site[i]["paper"], "raised": site[i]["raised"]}
		for _, name := range []string{"ink", "quiet", "accent", "self-care", "see-a-doctor", "urgent", "emergency"} {
			for ground, colour := range grounds {
				check(t, scheme+": "+name+" on "+ground, site[i][name], colour)
			}
		}
		check(t, scheme+": white on alarm", "#ffffff", site[i]["alarm"])
		check(t, scheme+": a button's paper on accent", site[i]["paper"], site[i]["accent"])
		for name, colour := range code[i] {
			check(t, scheme+": code's "+name+" on raised", colour, site[i]["raised"])
		}
	}
}

// Style sheets name sides by the direction of writing: a page in Arabic is laid
// out from the right by the same rules.
func TestStyleSheetsKnowNoLeftOrRight(t *testing.T) {
	physical := regexp.MustCompile(`(?:^|[\s;{])(?:(?:margin|padding|border|inset)-(?:left|right)|left|right)[\w-]*:|(?:float|clear|text-align|caption-side): *(?:left|right)|box-shadow:[^;}]*inset +-?[\d.]*[1-9]|(?:margin|padding): *(-?[\w.%]+) (-?[\w.%]+) (-?[\w.%]+) (-?[\w.%]+)[;\s}]`)
	sheets, err := fs.Glob(Files, "css/*.css")
	if err != nil || len(sheets) == 0 {
		t.Fatal("no style sheets", err)
	}
	for _, name := range sheets {
		for i, line := range strings.Split(read(t, name), "\n") {
			if m := physical.FindStringSubmatch(line); m != nil && (m[1] == "" || m[2] != m[4]) {
				t.Errorf("%s:%d: %s", name, i+1, strings.TrimSpace(m[0]))
			}
		}
	}
}

// Safari takes one word after text-decoration and drops the rule if there are
// more: the words of the glossary stood there without their line.
func TestLinesUnderTextAreDrawnInSafari(t *testing.T) {
	short := regexp.MustCompile(`text-decoration: *[^;}]*[^;}\s]\s+[^;}\s]`)
	sheets, err := fs.Glob(Files, "css/*.css")
	if err != nil || len(sheets) == 0 {
		t.Fatal("no style sheets", err)
	}
	for _, name := range sheets {
		for i, line := range strings.Split(read(t, name), "\n") {
			if m := short.FindString(line); m != "" {
				t.Errorf("%s:%d: %s…: say style, colour and thickness in rules of their own", name, i+1, m)
			}
		}
	}
}

// What shows one subject belongs to the content of the site about it.
func TestNothingIsOfOneSite(t *testing.T) {
	for _, pattern := range []string{"figures", "root", "favicon*"} {
		if own, err := fs.Glob(Files, pattern); err != nil || len(own) > 0 {
			t.Error("every site gets", own, err)
		}
	}
}

// Icons stand in running text beside words that say the same: they take its
// colour, and a screen reader skips them.
func TestIconsTakeTheColourOfText(t *testing.T) {
	icons, err := fs.Glob(Files, "icons/*.svg")
	if err != nil || len(icons) == 0 {
		t.Fatal("no icons", err)
	}
	for _, name := range icons {
		icon := read(t, name)
		for _, want := range []string{`aria-hidden="true"`, `stroke="currentColor"`, `viewBox="0 0 24 24"`, `stroke-width="1.75"`} {
			if !strings.Contains(icon, want) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := fs.ReadFile(Files, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

var token = regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6})\b`)

// schemes are the colours of a style sheet, light and dark. What dark does not
// name is as in light.
func schemes(t *testing.T, name string) [2]map[string]string {
	t.Helper()
	css := read(t, name)
	dark := strings.Index(css, "@media (prefers-color-scheme: dark)")
	end := strings.Index(css, "@media print")
	if dark < 0 || end < dark {
		t.Fatalf("%s: no dark scheme before print", name)
	}
	both := [2]map[string]string{{}, {}}
	for i, part := range []string{css[:dark], css[:end]} {
		for _, m := range token.FindAllStringSubmatch(part, -1) {
			both[i][m[1]] = m[2]
		}
	}
	return both
}

func check(t *testing.T, what, text, ground string) {
	t.Helper()
	if text == "" || ground == "" {
		t.Errorf("%s: no such colour", what)
		return
	}
	if c := contrast(luminance(text), luminance(ground)); c < 4.5 {
		t.Errorf("%s: contrast %.2f, want 4.5 (%s on %s)", what, c, text, ground)
	}
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }

// luminance is the relative luminance of a colour such as "#0b5d63".
func luminance(colour string) float64 {
	var r, g, b uint8
	fmt.Sscanf(colour, "#%02x%02x%02x", &r, &g, &b)
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

func linear(channel uint8) float64 {
	c := float64(channel) / 255
	if c <= 0.04045 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}
