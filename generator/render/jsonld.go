package render

import (
	"slices"
	"strconv"

	"nosology/generator/content"
	"nosology/generator/rules"
	"nosology/generator/site"
)

// jsonLD writes what a page is about for machines, in the words of schema.org.
// It claims no review that has not happened, and calls only true symptoms and
// signs so. The element is data: a Content-Security-Policy does not see it as
// a script.
func jsonLD(b *out, v *View) {
	if v.Kind == "not-found" {
		return
	}
	b.raw(`<script type="application/ld+json">`)
	j := jsonWriter{b}
	j.open()
	j.str("@context", "https://schema.org")
	j.list("@graph")
	webPage(j, v)
	breadcrumbList(j, v)
	if v.Kind == "home" {
		webSite(j, v)
	}
	j.endList()
	j.close()
	b.raw(`</script>`)
}

func webPage(j jsonWriter, v *View) {
	p := v.page
	j.open()
	j.str("@type", pageType(v))
	j.str("@id", v.URL)
	j.str("url", v.URL)
	j.str("name", v.Title)
	j.str("description", v.Summary)
	j.str("inLanguage", v.Site.Language)
	j.str("datePublished", day(p.Review.Written))
	j.str("dateModified", day(lastChange(p)))
	reviewed(j, p)
	publisher(j, v)
	if len(v.ed.ancestors(v)) > 0 {
		j.ref("breadcrumb", v.URL+"#breadcrumbs")
	}
	if v.Kind != "mentions" {
		mainEntity(j, v)
		citations(j, v.page.Cited)
	}
	j.close()
}

// pageType is MedicalWebPage for what is about health, WebPage for what is
// about the site.
func pageType(v *View) string {
	switch v.Kind {
	case "page", "sources", "articles", "decides", "hazards", "glossary":
		return "WebPage"
	}
	return "MedicalWebPage"
}

// reviewed names the clinician who signed this very text, if there is one.
func reviewed(j jsonWriter, p *site.Page) {
	if p.SignOff != site.Signed || p.Review.Clinician == nil {
		return
	}
	c := p.Review.Clinician
	j.str("lastReviewed", day(c.Date))
	j.object("reviewedBy", "Person")
	j.str("name", c.Name.S)
	j.str("jobTitle", c.Role.S)
	j.close()
}

func publisher(j jsonWriter, v *View) {
	j.object("isPartOf", "WebSite")
	j.str("name", v.Site.Title)
	j.str("url", v.Site.BaseURL+"/")
	j.close()
	if v.Site.Publisher != "" {
		j.object("publisher", "Organization")
		j.str("name", v.Site.Publisher)
		j.close()
	}
}

// mainEntity is the condition, cause or symptom that a page is about.
func mainEntity(j jsonWriter, v *View) {
	if v.Kind == "home" || v.page.Kind.Topical {
		topic(j, v)
	}
	kindPartsOf(v.page).entity(j, v)
}

// signEntity is a finding that is a symptom or a sign; a circumstance is none.
func signEntity(j jsonWriter, v *View) {
	if isSign(v.page) {
		j.object("mainEntity", "MedicalSignOrSymptom")
		naming(j, v)
		j.close()
	}
}

// topic is what the site is about.
func topic(j jsonWriter, v *View) {
	c := &v.ed.site.Tree.Site.Condition
	if c.Name.S == "" {
		return
	}
	j.object("about", "MedicalCondition")
	j.str("name", c.Name.S)
	medicalCodes(j, c.Codes)
	j.close()
}

// causeEntity is a cause: a condition if a coding system knows it as one,
// otherwise a cause of what the site is about.
func causeEntity(j jsonWriter, v *View) {
	if len(v.page.Cause.Codes) == 0 {
		j.object("mainEntity", "MedicalCause")
		naming(j, v)
		if name := v.ed.site.Tree.Site.Condition.Name.S; name != "" {
			j.object("causeOf", "MedicalCondition")
			j.str("name", name)
			j.close()
		}
		j.close()
		return
	}
	j.object("mainEntity", "MedicalCondition")
	naming(j, v)
	medicalCodes(j, v.page.Cause.Codes)
	signs(j, "signOrSymptom", v, supporting(v.findings()))
	differential(j, v)
	j.close()
}

func naming(j jsonWriter, v *View) {
	j.str("name", v.Title)
	if also := v.page.Also; len(also) > 0 {
		j.list("alternateName")
		for _, n := range also {
			j.item(n.S)
		}
		j.endList()
	}
}

func medicalCodes(j jsonWriter, codes []content.Code) {
	if len(codes) == 0 {
		return
	}
	j.list("code")
	for _, c := range codes {
		j.open()
		j.str("@type", "MedicalCode")
		j.str("codeValue", c.Value.S)
		j.str("codingSystem", codeSystem(c.System.S))
		j.close()
	}
	j.endList()
}

// supporting are the findings that speak for a cause.
func supporting(all []site.Evidence) []*site.Page {
	var pages []*site.Page
	for _, e := range all {
		if e.Strength != rules.Against {
			pages = append(pages, e.Page)
		}
	}
	return pages
}

// signs lists those of some findings that are true symptoms or signs.
func signs(j jsonWriter, key string, v *View, pages []*site.Page) {
	begun := false
	for _, p := range pages {
		if !isSign(p) {
			continue
		}
		if !begun {
			j.list(key)
			begun = true
		}
		j.open() // no address: the page's own links have it, and this text is a tenth of a page
		j.str("@type", "MedicalSignOrSymptom")
		j.str("name", p.Title.S)
		j.close()
	}
	if begun {
		j.endList()
	}
}

// entity is something with a page of its own.
func entity(j jsonWriter, v *View, kind string, p *site.Page) {
	j.open()
	j.str("@type", kind)
	j.str("name", p.Title.S)
	j.str("url", v.Site.BaseURL+p.Address)
	j.close()
}

// differential lists the look-alikes that are conditions, and what tells each apart.
func differential(j jsonWriter, v *View) {
	conditions := slices.DeleteFunc(slices.Clone(v.lookAlikes()), func(l site.LookAlike) bool { return len(l.Page.Cause.Codes) == 0 })
	if len(conditions) == 0 {
		return
	}
	j.list("differentialDiagnosis")
	for _, l := range conditions {
		j.open()
		j.str("@type", "DDxElement")
		j.key("diagnosis")
		entity(j, v, "MedicalCondition", l.Page)
		signs(j, "distinguishingSign", v, telling(l.There))
		j.close()
	}
	j.endList()
}

// citations names the papers among the sources. Of other sources there is no more
// to say than the address, which the page's links have.
func citations(j jsonWriter, cited []*content.Source) {
	papers := slices.DeleteFunc(slices.Clone(cited), func(s *content.Source) bool {
		return len(s.Authors) == 0 && s.In.S == "" && s.Pages.S == "" && s.DOI.S == ""
	})
	if len(papers) == 0 {
		return
	}
	j.list("citation")
	for _, s := range papers {
		citedWork(j, s)
	}
	j.endList()
}

// citedWork writes a paper: who wrote it, and by what it is found.
func citedWork(j jsonWriter, s *content.Source) {
	j.open()
	kind := "CreativeWork"
	if s.Pages.S != "" {
		kind = "Article" // which has pages
	}
	j.str("@type", kind)
	j.str("name", s.Title.S)
	j.str("url", s.Address())
	if len(s.Authors) > 0 {
		j.list("author")
		for _, a := range s.Authors {
			j.item(a.S)
		}
		j.endList()
	}
	if s.In.S != "" {
		j.object("isPartOf", "CreativeWork")
		j.str("name", s.In.S)
		j.close()
	}
	j.str("pagination", s.Pages.S)
	if s.DOI.S != "" {
		j.str("identifier", "doi:"+s.DOI.S)
		j.str("sameAs", s.DOIAddress())
	}
	if s.Year > 0 {
		j.str("datePublished", strconv.Itoa(s.Year))
	}
	j.close()
}

func breadcrumbList(j jsonWriter, v *View) {
	up := v.ed.ancestors(v)
	if len(up) == 0 {
		return
	}
	j.open()
	j.str("@type", "BreadcrumbList")
	j.str("@id", v.URL+"#breadcrumbs")
	j.list("itemListElement")
	for i, p := range up {
		step(j, i+1, v.ed.crumbTitle(p), v.Site.BaseURL+p.Address)
	}
	step(j, len(up)+1, v.Title, v.URL)
	j.endList()
	j.close()
}

func step(j jsonWriter, n int, name, url string) {
	j.open()
	j.str("@type", "ListItem")
	j.key("position")
	j.b.raw(strconv.Itoa(n))
	j.str("name", name)
	j.str("item", url)
	j.close()
}

func webSite(j jsonWriter, v *View) {
	j.open()
	j.str("@type", "WebSite")
	j.str("name", v.Site.Title)
	j.str("description", v.Site.Tagline)
	j.str("url", v.Site.BaseURL+"/")
	j.str("inLanguage", v.Site.Language)
	j.close()
}

// jsonWriter writes JSON, with a comma wherever one is due.
type jsonWriter struct{ b *out }

// comma writes a comma unless something has just been opened.
func (j jsonWriter) comma() {
	switch written := j.b.Bytes(); written[len(written)-1] {
	case '{', '[', ':', '>':
	default:
		j.b.WriteByte(',')
	}
}

func (j jsonWriter) open() {
	j.comma()
	j.b.WriteByte('{')
}

func (j jsonWriter) close() { j.b.WriteByte('}') }

func (j jsonWriter) key(name string) {
	j.comma()
	j.b.raw(`"`, name, `":`)
}

func (j jsonWriter) object(key, kind string) {
	j.key(key)
	j.open()
	j.str("@type", kind)
}

func (j jsonWriter) list(key string) {
	j.key(key)
	j.b.WriteByte('[')
}

func (j jsonWriter) endList() { j.b.WriteByte(']') }

// str writes a key with its text, unless there is none.
func (j jsonWriter) str(key, value string) {
	if value != "" {
		j.key(key)
		j.quote(value)
	}
}

func (j jsonWriter) ref(key, id string) {
	j.key(key)
	j.open()
	j.str("@id", id)
	j.close()
}

func (j jsonWriter) item(value string) {
	j.comma()
	j.quote(value)
}

// quote writes a string that can do no harm inside a script element.
func (j jsonWriter) quote(s string) {
	const hex = "0123456789abcdef"
	b := j.b
	b.WriteByte('"')
	from := 0
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			b.raw(s[from:i], `\`, s[i:i+1])
		case c < ' ' || c == '<' || c == '>' || c == '&':
			b.raw(s[from:i], `\u00`, hex[c>>4:c>>4+1], hex[c&15:c&15+1])
		default:
			continue
		}
		from = i + 1
	}
	b.raw(s[from:], `"`)
}
