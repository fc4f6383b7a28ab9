//go:build browser

package browser

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"
)

// A fontSet is all fonts that a reader's machine may have: a family for each of
// the three that style sheets end with.
type fontSet struct {
	name              string
	sans, serif, mono string
	file              string // one of them, which shows that they are installed
	shell, chromium   func() (context.Context, error)
}

// fontSets are sets that come with systems. Their letters differ in width by a
// sixth and in height by a tenth, and so do the pages that are made of them.
var fontSets = []*fontSet{
	newFontSet("Liberation", "Liberation Sans", "Liberation Serif", "Liberation Mono", "LiberationSans-Regular.ttf"),
	newFontSet("DejaVu", "DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono", "DejaVuSans.ttf"),
	newFontSet("Noto", "Noto Sans", "Noto Serif", "Noto Sans Mono", "NotoSans-Regular.ttf"),
}

func newFontSet(name, sans, serif, mono, file string) *fontSet {
	s := &fontSet{name: name, sans: sans, serif: serif, mono: mono, file: file}
	s.shell, s.chromium = sync.OnceValues(s.startShell), sync.OnceValues(s.startChromium)
	return s
}

// usualFonts is the set that most tests run with: the one that NOSOLOGY_FONTS
// names, or else the first, so that the suite says the same on any machine.
// inForce is the one that browsers see now.
var (
	usualFonts = chosenFonts(os.Getenv("NOSOLOGY_FONTS"))
	inForce    = usualFonts
)

func chosenFonts(name string) *fontSet {
	if name == "" {
		return fontSets[0]
	}
	for _, s := range fontSets {
		if strings.EqualFold(s.name, name) {
			return s
		}
	}
	panic("NOSOLOGY_FONTS names no set of fonts: " + name)
}

// inEachFont runs a test of what depends on how wide and high letters are, with
// each set of fonts; where one is asked for, with that alone.
func inEachFont(t *testing.T, test func(*testing.T)) {
	defer func() { inForce = usualFonts }()
	for _, s := range fontSets {
		if os.Getenv("NOSOLOGY_FONTS") != "" && s != usualFonts {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			if !s.installed() {
				s.missing(t)
			}
			inForce = s
			test(t)
		})
	}
}

func (s *fontSet) missing(t *testing.T) {
	t.Helper()
	if os.Getenv("NOSOLOGY_CI") != "" {
		t.Fatalf("the fonts %s are not installed", s.name)
	}
	t.Skipf("needs the fonts %s", s.name)
}

// fontFolders are where systems that have fontconfig keep fonts.
func fontFolders() []string {
	home, _ := os.UserHomeDir()
	return []string{"/usr/share/fonts", "/usr/local/share/fonts", filepath.Join(home, ".local/share/fonts"), filepath.Join(home, ".fonts")}
}

func (s *fontSet) installed() (found bool) {
	for _, folder := range fontFolders() {
		_ = filepath.WalkDir(folder, func(name string, _ fs.DirEntry, _ error) error {
			found = found || filepath.Base(name) == s.file
			return nil
		})
	}
	return found
}

// config is a file for fontconfig by which this set is all that there is.
func (s *fontSet) config() string {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\">\n<fontconfig>\n")
	for _, folder := range fontFolders() {
		fmt.Fprintf(&b, "<dir>%s</dir>\n", folder)
	}
	b.WriteString("<cachedir>/var/cache/fontconfig</cachedir>\n<cachedir prefix=\"xdg\">fontconfig</cachedir>\n<selectfont>\n")
	for _, family := range []string{s.sans, s.serif, s.mono} {
		fmt.Fprintf(&b, "<acceptfont><pattern><patelt name=\"family\"><string>%s</string></patelt></pattern></acceptfont>\n", family)
	}
	for _, scalable := range []bool{true, false} { // which are all
		fmt.Fprintf(&b, "<rejectfont><pattern><patelt name=\"scalable\"><bool>%t</bool></patelt></pattern></rejectfont>\n", scalable)
	}
	b.WriteString("</selectfont>\n")
	for generic, family := range map[string]string{"sans-serif": s.sans, "serif": s.serif, "monospace": s.mono} {
		fmt.Fprintf(&b, "<alias binding=\"same\"><family>%s</family><prefer><family>%s</family></prefer></alias>\n", generic, family)
	}
	b.WriteString("</fontconfig>\n")
	return b.String()
}

// environment is what a browser that is started has to be told. Where the set is
// not installed, it sees whatever there is.
func (s *fontSet) environment() ([]string, error) {
	if !s.installed() {
		if os.Getenv("NOSOLOGY_CI") != "" {
			return nil, fmt.Errorf("the fonts %s are not installed", s.name)
		}
		return nil, nil
	}
	file := filepath.Join(os.TempDir(), fmt.Sprintf("nosology-fonts-%s-%d.conf", s.name, os.Getuid()))
	if err := os.WriteFile(file, []byte(s.config()), 0o644); err != nil {
		return nil, err
	}
	return []string{"FONTCONFIG_FILE=" + file}, nil
}

// TestMain lets every browser that tests start see the usual set.
func TestMain(m *testing.M) {
	environment, err := inForce.environment()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, setting := range environment {
		name, value, _ := strings.Cut(setting, "=")
		os.Setenv(name, value)
	}
	os.Exit(m.Run())
}

// Browsers show each set and nothing else, whatever the machine has.
func TestFontsAreInForce(t *testing.T) {
	inEachFont(t, func(t *testing.T) {
		p := blank(t)
		p.do(chromedp.Navigate("data:text/html,<p id=sans style='font-family:sans-serif'>a<p id=serif style='font-family:serif'>a<p id=mono style='font-family:monospace'>a<p id=none>a"))
		p.until("document.readyState === 'complete'")
		for id, family := range map[string]string{"sans": inForce.sans, "serif": inForce.serif, "mono": inForce.mono} {
			if used := p.fontsOf("#" + id); !slices.Equal(used, []string{family}) {
				t.Errorf("%s is shown in %q, not in %s", id, used, family)
			}
		}
		for _, other := range fontSets {
			// Asking for its width has it laid out; what fonts are used does not.
			eval[float64](p, fmt.Sprintf("(e => { e.style.fontFamily = '%s, monospace'; return e.offsetWidth })(document.getElementById('none'))", other.sans))
			if used := p.fontsOf("#none"); other != inForce && !slices.Equal(used, []string{inForce.mono}) {
				t.Errorf("there is %q", used)
			}
		}
		h := buildSite(t).serve(t)
		p.visit(h, "/")
		for selector, family := range map[string]string{"h1": inForce.serif, "main p a": inForce.sans} {
			if used := p.fontsOf(selector); !slices.Equal(used, []string{family}) {
				t.Errorf("%s of a page is shown in %q, not in %s", selector, used, family)
			}
		}
	})
}

// fontsOf asks the browser in which fonts it shows something.
func (p *tab) fontsOf(selector string) (families []string) {
	p.t.Helper()
	p.do(command(dom.Enable, dom.EnableParams{}), command(css.Enable, cdp.Empty{}))
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		root, err := cdp.Call(ctx, t, dom.GetDocument, dom.GetDocumentParams{})
		if err != nil {
			return err
		}
		found, err := cdp.Call(ctx, t, dom.QuerySelector, dom.QuerySelectorParams{NodeID: root.Root.NodeID, Selector: selector})
		if err != nil {
			return err
		}
		used, err := cdp.Call(ctx, t, css.GetPlatformFontsForNode, css.GetPlatformFontsForNodeParams{NodeID: found.NodeID})
		if err != nil {
			return err
		}
		for _, f := range used.Fonts {
			families = append(families, f.FamilyName)
		}
		return nil
	}))
	return families
}
