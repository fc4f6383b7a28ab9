//go:build browser

package browser

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// One sheet of paper holds all warning signs, of either size, whatever the font
// and whatever was unfolded: emergencies on its front, the others on its back.
func TestWarningSignsPrintOnOneSheet(t *testing.T) {
	h := buildSite(t).serve(t)
	inEachFont(t, func(t *testing.T) {
		p := blank(t, media("", "dark"))
		p.visit(h, "/warning-signs/")
		for _, paper := range []chromedp.PaperSize{chromedp.PaperA4, chromedp.PaperLetter} {
			if sides := p.print("warning-signs", paper); sides != 2 {
				t.Errorf("the warning signs take %d sides", sides)
			}
		}
		eval[any](p, `for (const fold of document.querySelectorAll("details")) fold.open = true; 0`)
		if sides := p.print("warning-signs", chromedp.PaperA4); sides != 2 {
			t.Errorf("unfolded, the warning signs take %d sides", sides)
		}
	})
}

// Every page prints in dark ink, without the parts that only a screen can use.
func TestPagesPrint(t *testing.T) {
	t.Parallel()
	h := buildSite(t).serve(t)
	p := blank(t, media("print", "dark"))
	for _, address := range pageTypes() {
		p.visit(h, address)
		if light := eval[bool](p, `getComputedStyle(document.body).color.match(/\d+/g).slice(0, 3).some(part => part > 110)`); light {
			t.Errorf("%s prints in light ink", address)
		}
		if small := eval[bool](p, `[...document.querySelectorAll(".meta, .review, .evidence td")].some(e => e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) > parseFloat(getComputedStyle(document.body).fontSize))`); small {
			t.Errorf("%s: what is small on a screen is larger than the text on paper", address)
		}
		onlyScreen := `[...document.querySelectorAll(".skip, .site__menu, .crumbs, .contents, input[type=search], button:not([popovertarget])")].filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))`
		if shown := eval[[]string](p, onlyScreen); len(shown) > 0 && address != "/checker/" {
			t.Errorf("%s prints %q", address, shown)
		}
		if sides := p.print(strings.ReplaceAll(address, "/", "-"), chromedp.PaperA4); sides < 1 || sides > 20 {
			t.Errorf("%s prints on %d sides", address, sides)
		}
	}
}

// print prints the page and returns the number of sides. Where the
// environment names a folder, the print is kept there.
func (p *tab) print(name string, paper chromedp.PaperSize) (sides int) {
	p.t.Helper()
	own := func(params *cdppage.PrintToPDFParams) { params.PreferCSSPageSize = new(true) }
	pdf, err := chromedp.Run(p, chromedp.PrintToPDF(chromedp.PDFPaper(paper), own))
	if err != nil {
		p.t.Fatal(err)
	}
	if folder := os.Getenv("SCREENSHOTS"); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, name+".pdf"), pdf, 0o644); err != nil {
			p.t.Fatal(err)
		}
	}
	return len(regexp.MustCompile(`/Type\s*/Page\b[^s]`).FindAll(pdf, -1))
}

// To show to a doctor, the result is one page of paper: the advice, what is there, and small what is not.
func TestResultPrintsOnOnePage(t *testing.T) {
	t.Parallel()
	inEachFont(t, resultPrints)
}

func resultPrints(t *testing.T) {
	for name, findings := range map[string][]string{
		"calm":   {"age-under-40", "nose-twitch", "tiredness", "high-caffeine"},
		"doctor": {"age-over-50", "eyelid-twitch", "more-than-two-weeks", "takes-diuretic", "muscle-cramps-elsewhere", "twitches-elsewhere", "poor-sleep"},
	} {
		p := resultOf(t, findings...)
		if sides := p.print("result-"+name, chromedp.PaperA4); sides != 1 {
			t.Errorf("%s: the result takes %d sides", name, sides)
		}
		p.do(media("print", "light"))
		text := eval[string](p, "document.querySelector('main').innerText")
		for _, want := range []string{"years", "Fever, stiff neck", "twitch"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the page does not say %q:\n%s", name, want, text)
			}
		}
		if faults := eval[[]string](p, setForDoctor); len(faults) > 0 {
			t.Errorf("%s: on paper %q", name, faults)
		}
	}
}

// setForDoctor says what is hard to find on the paper: the advice, which is to be larger than what surrounds it, and
// each group of what is not there, which is to begin a line of its own.
const setForDoctor = `(() => {
	const size = (e) => parseFloat(getComputedStyle(e).fontSize), faults = [];
	const [dated, advice] = document.querySelectorAll(".on-paper"), groups = [...document.querySelectorAll(".rest dd p")];
	if (size(advice) <= size(dated)) faults.push("the advice is no larger than the date");
	if (groups.length < 2) faults.push("only " + groups.length + " groups are not there");
	groups.forEach((group, i) => {
		const above = groups[i - 1]?.getClientRects();
		if (above && group.getClientRects()[0].top < above[above.length - 1].bottom - 1) faults.push("no new line: " + group.textContent.slice(0, 60));
	});
	return faults;
})()`
