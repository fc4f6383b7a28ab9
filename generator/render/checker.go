package render

import (
	"html/template"

	"nosology/generator/publish"
	"nosology/generator/rules"
	"nosology/generator/site"
)

// Checker is what package checkerpage made of a site's rules. Layouts see it
// as {{checker .}}; this package only has to know whether it runs.
type Checker interface {
	Live() bool // the page runs the checker's module
}

// checker is what the layouts of the checker's pages show; nil if the site has
// no rules.
func checker(v *View) Checker { return v.ed.checker }

// needs says what a page must be allowed to do. Its policy allows nothing else, so
// a script that asks for more fails in the browser and in no test of Go.
func (e *edition) needs(kind string, p *site.Page) publish.Needs {
	needs := e.ownNeeds(kind)
	needs.Opens = e.opens(p)
	// Tools that judge a page for search engines read robots.txt from within it. Our
	// own origin learns nothing by this that it would not by a picture, and a policy
	// that most pages share takes no rule of its own.
	needs.Connect = true
	if e.finds() && kind != "checker" {
		needs.Script, needs.Form = true, true // the box of the search
	}
	return needs
}

func (e *edition) ownNeeds(kind string) publish.Needs {
	works := e.assets.Path("js/offline.js") != "" && e.shows["offline"] != nil
	switch kind {
	case "checker":
		live := e.checker != nil && e.checker.Live()
		return publish.Needs{Script: live || works, Wasm: live, Worker: works}
	case "search":
		return publish.Needs{Script: true, Form: true}
	case "symptoms":
		return publish.Needs{Script: e.assets.Path("js/filter.js") != ""}
	case "home", "warning-signs":
		return publish.Needs{Script: works, Worker: works}
	case "offline":
		return publish.Needs{Script: works, Worker: works}
	}
	return publish.Needs{}
}

// whatToDo is the advice of a level, by its rank, in a few words, with the number to call.
func whatToDo(v *View, rank int) template.HTML {
	l := rules.Level(rank)
	w, number := v.ed.words, v.ed.view.numberAt(l)
	return written(func(b *out) {
		b.raw(`<span class="verdict__act">`)
		switch {
		case l == rules.Emergency && number.Say != "":
			b.say(w.Phones.CallNow, func(string) { b.number(number) })
		case l == rules.Emergency:
			b.text(w.Phones.CallAmbulance)
		case l == rules.Urgent && number.Say != "":
			b.say(w.Phones.CallToday, func(string) { b.number(number) })
		case l == rules.Urgent:
			b.text(w.Phones.Today)
		case l == rules.SeeADoctor:
			b.text(w.Checker.SeeADoctor)
		default:
			b.text(w.Checker.SelfCare)
		}
		b.raw(`</span>`)
	})
}

// opening is what stands before the first section of a page's text, and
// remainder is the rest.
func opening(v *View) template.HTML {
	text := v.text()
	return text.html[:text.section(0)]
}

func remainder(v *View) template.HTML {
	text := v.text()
	return text.html[text.section(0):]
}
