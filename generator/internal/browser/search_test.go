//go:build browser

package browser

import (
	"encoding/json"
	"path"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"nosology/generator/content"
	"nosology/generator/rules"
)

// ask types into the search box and returns the addresses that are found.
func (p *tab) ask(words string) []string {
	p.t.Helper()
	quoted, _ := json.Marshal(words)
	return await[[]string](p, `new Promise((done) => {
		search.value = `+string(quoted)+`;
		const status = document.getElementById("search-status"), was = status.textContent;
		document.getElementById("search-results").replaceChildren();
		status.textContent = "…";
		document.querySelector("form.search").requestSubmit();
		const look = () => status.textContent === "…" ? setTimeout(look, 2) : done([...document.querySelectorAll("#search-results a")].map((a) => a.getAttribute("href")));
		look();
	})`)
}

func TestSearchFindsWhatPeopleSay(t *testing.T) {
	h := buildSite(t).serve(t)
	p := open(t, h)
	p.do(chromedp.Navigate(h.URL+"/search/"), chromedp.WaitReady(chromedp.CSS("#search")))
	for words, want := range map[string]string{
		"eye flicker":             "/symptoms/eyelid-twitch/",
		"eyelid twich":            "/symptoms/eyelid-twitch/",
		"Hemifacial spasm":        "/causes/hemifacial-spasm/",
		"hemifacal spazm":         "/causes/hemifacial-spasm/",
		"face dropped":            "/symptoms/facial-droop/",
		"too much coffee":         "/causes/caffeine/",
		"magnesum":                "/causes/low-magnesium/",
		"my nose keeps jumping":   "/symptoms/nose-twitch/",
		"st john's wort":          "/symptoms/other-serotonin-drug/",
		"worms under skin":        "/symptoms/rippling-under-skin/",
		"can’t open my mouth":     "/symptoms/jaw-hard-to-open/",
		"guillain barré":          "/symptoms/weakness-both-sides-spreading/",
		"how the checker decides": "/how-the-checker-decides/",
	} {
		found := p.ask(words)
		if len(found) == 0 || indexOf(found, want) < 0 || indexOf(found, want) > 3 {
			t.Errorf("%q finds %q, without %s near the top", words, found, want)
		}
	}
	// In danger the first that is found says what to do at once.
	for words, want := range map[string]string{
		"999":                  "/warning-signs/",
		"am i dying":           "/warning-signs/",
		"i think i am dying":   "/warning-signs/",
		"call an ambulance":    "/warning-signs/",
		"heart attack":         "/symptoms/chest-pain/",
		"stroke":               "/causes/stroke-tia/",
		"am i having a stroke": "/warning-signs/",
		"suicide":              "/symptoms/self-harm-thoughts/",
		"cant breathe":         "/symptoms/breathing-trouble/",
		"choking":              "/symptoms/breathing-trouble/",
		"overdose":             "/symptoms/overdose-or-poisoning/",
	} {
		if found := p.ask(words); indexOf(found, want) != 0 {
			t.Errorf("%q finds %q, without %s first", words, found, want)
		}
	}
	if found := p.ask("qqqqzzz"); len(found) > 0 {
		t.Errorf("nonsense finds %q", found)
	}
	p.quiet()
}

// What people say of a sign that alone is an emergency finds no page first that would soothe them.
func TestSearchDoesNotSootheInDanger(t *testing.T) {
	t.Parallel()
	site := buildSite(t)
	h := site.serve(t)
	p := open(t, h)
	p.do(chromedp.Navigate(h.URL+"/search/"), chromedp.WaitReady(chromedp.CSS("#search")))
	calm := map[string]string{}
	for _, c := range site.site.Causes {
		if care := c.Cause.Care.S; care == "self-care" || care == "see-a-doctor" {
			calm[c.Address] = care
		}
	}
	for _, f := range site.site.Flags {
		for _, all := range f.When {
			if len(all) > 1 || f.Level < rules.Emergency {
				continue
			}
			for _, words := range all[0].HeardAs {
				if found := p.ask(words.S); len(found) > 0 && calm[found[0]] != "" {
					t.Errorf("%q, a name of %s, finds %s first, which needs %s", words.S, all[0].ID, found[0], calm[found[0]])
				}
			}
		}
	}
}

func indexOf(list []string, s string) int {
	for i, other := range list {
		if other == s {
			return i
		}
	}
	return -1
}

// The browser cuts and counts words as the index does: the title of each page
// that is about something finds the page first or nearly so.
func TestSearchFindsEachTitle(t *testing.T) {
	t.Parallel()
	site := buildSite(t)
	h := site.serve(t)
	p := open(t, h)
	p.do(chromedp.Navigate(h.URL+"/search/"), chromedp.WaitReady(chromedp.CSS("#search")))
	for _, page := range site.site.Pages {
		if page.Kind == content.Page {
			continue
		}
		if found := p.ask(page.Title.S); indexOf(found, page.Address) < 0 || indexOf(found, page.Address) > 2 {
			t.Errorf("%q finds %q, without %s near the top", page.Title.S, found, page.Address)
		}
	}
}

// What is typed is in no address, and without JavaScript the box leads to the
// A to Z.
func TestSearchKeepsItsCounsel(t *testing.T) {
	t.Parallel()
	h := buildSite(t).serve(t)
	p := open(t, h)
	p.do(chromedp.Navigate(h.URL+"/search/"), chromedp.WaitReady(chromedp.CSS("#search")))
	p.sent()
	p.ask("thoughts of selfharm")
	for _, request := range p.sent() {
		if strings.Contains(request, "/assets/favicon.") {
			continue // browsers fetch it when they like
		}
		if name := path.Base(request); !strings.HasSuffix(name, ".txt") || strings.ContainsAny(request, "?#") || strings.Contains(request, "harm") {
			t.Errorf("%s was asked for", request)
		}
	}
	if at := eval[string](p, "location.href"); at != h.URL+"/search/" {
		t.Errorf("the address became %s", at)
	}
	if stored := eval[int](p, "localStorage.length + sessionStorage.length + document.cookie.length"); stored != 0 {
		t.Error("something was stored")
	}
	p.quiet()

	if eval[bool](p, saysItLeadsOn) {
		t.Error("a search that works says that it does not")
	}

	p = open(t, h, scripts(false))
	p.do(chromedp.Navigate(h.URL+"/search/"), chromedp.WaitReady(chromedp.CSS("#search")))
	if !eval[bool](p, saysItLeadsOn) {
		t.Error("without scripts, the page does not say where its button leads")
	}
	eval[any](p, `document.querySelector("#search").style.display = "block"; 0`) // as in browsers that do not know what hides it
	p.do(chromedp.Focus(chromedp.CSS("#search")), chromedp.KeyEvent("eye\r"))
	p.do(chromedp.WaitReady(chromedp.CSS("#az")))
	if at := eval[string](p, "location.href"); strings.TrimSuffix(at, "?") != h.URL+"/symptoms/" {
		t.Errorf("without scripts, the address became %s", at)
	}
}

// The box of the menu hands what is typed to the page that searches, in no
// address and in no store that stays; without scripts it leads there.
func TestTheBoxOfTheMenuLeadsToTheSearch(t *testing.T) {
	h := buildSite(t).serve(t)
	p := open(t, h)
	p.do(chromedp.Navigate(h.URL+"/causes/caffeine/"), chromedp.WaitReady(chromedp.CSS("form.find input")))
	p.do(chromedp.Focus(chromedp.CSS("form.find input")), chromedp.KeyEvent("low magnesium\r"))
	p.do(chromedp.WaitVisible(chromedp.CSS("#search-results a")))
	if at := strings.TrimSuffix(eval[string](p, "location.href"), "?"); at != h.URL+"/search/" {
		t.Errorf("the box leads to %s", at)
	}
	if first := eval[string](p, `document.querySelector("#search-results a").getAttribute("href")`); first != "/causes/low-magnesium/" {
		t.Errorf("it finds %s first", first)
	}
	if kept := eval[int](p, "localStorage.length + sessionStorage.length + document.cookie.length"); kept != 0 {
		t.Error("something stays stored")
	}
	p.quiet()

	p = open(t, h, scripts(false))
	p.do(chromedp.Navigate(h.URL+"/causes/caffeine/"), chromedp.WaitReady(chromedp.CSS("form.find button")))
	p.do(chromedp.Click(chromedp.CSS("form.find button")), chromedp.WaitReady(chromedp.CSS("#search")))
	if at := strings.TrimSuffix(eval[string](p, "location.href"), "?"); at != h.URL+"/search/" {
		t.Errorf("without scripts, the box leads to %s", at)
	}
	if eval[bool](p, `[...document.querySelectorAll(".find input")].some((e) => e.checkVisibility())`) {
		t.Error("without scripts, there is a field that nothing reads")
	}
}

// Beside what is found stands what care it needs, and a link to the heading where
// it stands; where nothing is found there is a way on, with the number to call.
func TestSearchSaysWhatItFinds(t *testing.T) {
	h := buildSite(t).serve(t)
	p := open(t, h)
	p.do(chromedp.Navigate(h.URL+"/search/"), chromedp.WaitReady(chromedp.CSS("#search")))
	p.ask("stroke")
	if care := eval[string](p, `document.querySelector("#search-results li .search__care").textContent`); care != "Emergency." {
		t.Errorf("beside a stroke stands %q", care)
	}
	if eval[bool](p, `document.getElementById("search-nothing").checkVisibility()`) {
		t.Error("beside what is found stands what to do if nothing is")
	}
	found := p.ask("what a doctor may do about a twitching nose")
	if indexOf(found, "/nose-twitching/#what-a-doctor-may-do") < 0 {
		t.Errorf("no heading is led to: %q", found)
	}
	p.ask("qqqqzzz")
	if way := eval[string](p, `[...document.querySelectorAll("#search-nothing a")].map((a) => a.getAttribute("href")).join(" ")`); way != "tel:999 /warning-signs/ /checker/ /symptoms/" {
		t.Errorf("from nothing, the way on is %s", way)
	}
	if !eval[bool](p, `document.getElementById("search-nothing").checkVisibility()`) {
		t.Error("from nothing, there is no way on")
	}
	if eval[any](p, `dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })), 0`); eval[string](p, `search.value`) != "qqqqzzz" {
		t.Error("whoever comes back to the page sees what was found, but not what for")
	}
	p.ask("q")
	if said := eval[string](p, `document.getElementById("search-status").textContent`); said != "Type a little more." {
		t.Errorf("of one letter is said %q", said)
	}
	p.quiet()
}

// saysItLeadsOn is whether the page says that its button leads to the A to Z.
const saysItLeadsOn = `document.querySelector("form.search").innerText.includes("leads to the A to Z")`

// The A to Z as well leads on from nothing. What is said of it lies on nothing, and the field stays where it was.
func TestTheFilterLeadsOnFromNothing(t *testing.T) {
	p := blank(t, small())
	p.visit(buildSite(t).serve(t), "/symptoms/")
	p.until(`document.querySelector(".filter.is-ready")`)
	const top = `filter.scrollIntoView(), filter.getBoundingClientRect().top`
	was := eval[float64](p, top)
	typed := func(words string) {
		eval[any](p, `filter.value = "`+words+`", filter.dispatchEvent(new Event("input")), 0`)
	}
	typed("qqqqzzz")
	p.until(`document.getElementById("filter-count").textContent`)
	const ways = `[...document.querySelectorAll("#filter-nothing a")].filter((a) => a.checkVisibility()).map((a) => a.getAttribute("href")).join(" ")`
	if way := eval[string](p, ways); way != "tel:999 /warning-signs/ /checker/ /search/" {
		t.Errorf("from nothing, the way on is %q", way)
	}
	if over := eval[float64](p, `document.getElementById("filter-count").getBoundingClientRect().bottom - document.querySelector("#filter-nothing a").getBoundingClientRect().top`); over > 0 {
		t.Errorf("what is said of nothing lies %v px on the way on", over)
	}
	if is := eval[float64](p, top); is != was {
		t.Errorf("the field has moved from %v to %v", was, is)
	}
	typed("eyelid")
	if way := eval[string](p, ways); way != "" {
		t.Errorf("beside what is found stands %q", way)
	}
	p.quiet()
}
