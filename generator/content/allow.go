package content

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Allowed is somebody else from whom pages may load something, or to whom they
// may send something. Without such, pages have to do with nobody but their own
// site:
//
//	allow:
//	  - origin: https://count.example.org
//	    who: Example Counting
//	    why: counts how often pages are read
//	    for: [script, connect]
//	    load: https://count.example.org/count.js    # put into pages where it may run
//	    data: {site: headache}                      # its attributes: data-site="headache"
//	    privacy: https://count.example.org/privacy
//	  - origin: https://forms.example.org
//	    who: Example Forms
//	    why: takes what you write to us
//	    for: [form]
//	    pages: [pages/contact.md]                   # nowhere else
//
// The page with shows: privacy lists them by itself.
type Allowed struct {
	Origin   Text // "https://count.example.org"
	Who, Why Text
	For      []Text // of allowedFor
	Load     Text   // the address of a script
	Data     []Attribute
	Privacy  Text // what they say of it themselves
	Pages    []Text
}

// Attribute is a name with a value.
type Attribute struct{ Name, Value Text }

// What may be allowed, as words of the policy that browsers hold pages to.
const (
	AllowScript  = "script"  // a script of theirs runs in our pages
	AllowConnect = "connect" // scripts send something there, or fetch it
	AllowForm    = "form"    // a form is sent there
	AllowFrame   = "frame"   // a page of theirs is shown in ours
	AllowImage   = "img"     // a picture of theirs is shown
)

func allowedFor() []string {
	return []string{AllowScript, AllowConnect, AllowForm, AllowFrame, AllowImage}
}

// ClosedPages are the pages, by what they show, that have to do with nobody else
// whatever site.yaml allows: what is told there is for nobody's ears, and what
// is read there has to come at once, or without a network.
func ClosedPages() []string {
	return []string{"checker", "search", "warning-signs", "offline", "not-found"}
}

// Allows reports whether something is allowed for a use.
func (a *Allowed) Allows(use string) bool {
	return slices.ContainsFunc(a.For, func(f Text) bool { return f.S == use })
}

// On reports whether something is allowed on a document's pages, if these are
// not closed.
func (a *Allowed) On(path string) bool {
	return len(a.Pages) == 0 || slices.ContainsFunc(a.Pages, func(p Text) bool { return p.S == path })
}

// Closed reports whether a document's page has to do with nobody else.
func (d *Document) Closed() bool {
	return d.Page != nil && slices.Contains(ClosedPages(), d.Page.Shows.S)
}

// mostAllowed and mostAllowedPages keep the rules of hosts few.
const (
	mostAllowed      = 20
	mostAllowedPages = 10
)

var validOrigin = regexp.MustCompile(`^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?$`)

func allowFields() []field[Allowed] {
	return []field[Allowed]{
		must("origin", "Whom: https:// and a host, without what follows it.",
			like(validOrigin.String(), (*decoder).origin), func(a *Allowed) *Text { return &a.Origin }),
		must("who", "What readers know them by: Example Counting.", textValue(), func(a *Allowed) *Text { return &a.Who }),
		must("why", "What it is for, as the privacy page says it: counts how often pages are read.", textValue(), func(a *Allowed) *Text { return &a.Why }),
		must("for", "What is allowed: script, connect, form, frame, img.", someOf(filled(wordsOf(allowedFor()), noUse)), func(a *Allowed) *[]Text { return &a.For }),
		may("load", "The address of a script of theirs, which is put into all pages where it may run.",
			secureValue(), func(a *Allowed) *Text { return &a.Load }),
		may("data", "Attributes of that script, without the data- before their names.",
			valueOf[[]Attribute]{Value{Shape: HoldsTable, Pattern: pattern.id.String(), Of: new(Value)}, (*decoder).attributes}, func(a *Allowed) *[]Attribute { return &a.Data }),
		may("privacy", "Where they say what they do with what they get.", secureValue(), func(a *Allowed) *Text { return &a.Privacy }),
		may("pages", "The only pages on which it is allowed. Without it, all but the checker, the search, the warning signs, and the pages for when there is no network and no page.",
			namesOf(DocumentNames), func(a *Allowed) *[]Text { return &a.Pages }),
	}
}

// origin reads whom something is allowed to.
func (d *decoder) origin(n *node) Text {
	t := d.text(n)
	if t.S == "" || validOrigin.MatchString(t.S) {
		return t
	}
	hint := "write https:// and the host: https://count.example.org"
	if u, err := url.Parse(t.S); err == nil && validOrigin.MatchString("https://"+strings.ToLower(u.Host)) {
		hint = "write https://" + strings.ToLower(u.Host)
	}
	d.errorf(t.Pos, "bad-address", hint, "%q is not whom pages can have to do with", t.S)
	return Text{Pos: t.Pos}
}

// attributes reads names with their values.
func (d *decoder) attributes(n *node) (all []Attribute) {
	d.each(n, func(name Text, value *node) {
		if !pattern.id.MatchString(name.S) {
			d.errorf(name.Pos, "bad-name", nameHintFor(name.S), "%q cannot be an attribute", name.S)
			return
		}
		all = append(all, Attribute{name, d.text(value)})
	})
	return all
}

func noUse(d *decoder, at Pos) {
	d.errorf(at, "empty-value", "name what is allowed", "%s is empty", d.subject())
}

// wordsOf is a list of known words.
func wordsOf(known []string) valueOf[[]Text] {
	return valueOf[[]Text]{listOf(wordOf(known).Value), func(d *decoder, n *node) (all []Text) {
		items := d.items(n)
		for i := range items {
			all = append(all, d.word(&items[i], known))
		}
		return all
	}}
}

// allowed reads to whom pages are opened.
func (d *decoder) allowed(n *node) []Allowed {
	all := list(d, n, allowFields())
	for i := range all {
		a := &all[i]
		switch {
		case i >= mostAllowed:
			d.errorf(a.Origin.Pos, "too-long", "readers cannot follow more", "at most %d can be allowed", mostAllowed)
			return all[:mostAllowed]
		case len(a.Pages) > mostAllowedPages:
			d.errorf(a.Pages[mostAllowedPages].Pos, "too-long", "leave pages out for all of them", "at most %d pages can be named", mostAllowedPages)
		case a.Load.S != "" && !strings.HasPrefix(a.Load.S, a.Origin.S+"/"):
			d.errorf(a.Load.Pos, "bad-allow", "allow that host in an entry of its own", "the script is not one of %s", a.Origin.S)
		case a.Load.S != "" && !a.Allows(AllowScript):
			d.errorf(a.Load.Pos, "bad-allow", "write for: [script]", "the script may not run")
		case len(a.Data) > 0 && a.Load.S == "":
			d.errorf(a.Data[0].Name.Pos, "bad-allow", "name the script with load", "there is no script to which this belongs")
		}
	}
	return all
}

// allowed checks which pages are opened, and that readers are told.
func (c *checks) allowed() {
	allow := c.t.Site.Allow
	for _, a := range allow {
		for _, p := range a.Pages {
			switch doc := c.byPath[p.S]; {
			case p.S == "":
			case doc == nil:
				unknown(c, SiteFile, p, "document", c.byPath, "name a file within the content folder: pages/about.md")
			case doc.Closed():
				c.errorf(SiteFile, p.Pos, "closed-page", "take it out", "%s has to do with nobody else, whatever is allowed elsewhere", p.S)
			}
		}
	}
	told := slices.ContainsFunc(c.t.Docs, func(d *Document) bool { return d.Page != nil && d.Page.Shows.S == "privacy" })
	if len(allow) > 0 && !told {
		c.errorf(SiteFile, allow[0].Origin.Pos, "untold", "write pages/privacy.md with shows: privacy in its front matter; it lists them by itself", "no page tells readers of %s", allow[0].Who.S)
	}
}
