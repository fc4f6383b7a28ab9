package render

import (
	"encoding/json"
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
	graph := []any{webPage(v)}
	if len(v.ed.ancestors(v)) > 0 {
		graph = append(graph, breadcrumbList(v))
	}
	if v.Kind == "home" {
		graph = append(graph, &thing{Type: "WebSite", Name: v.Site.Title, Description: v.Site.Tagline, URL: v.Site.BaseURL + "/", Language: v.Site.Language})
	}
	b.raw(`<script type="application/ld+json">`)
	b.json(linkedData{"https://schema.org", graph})
	b.raw(`</script>`)
}

// json writes a value as JSON that can do no harm inside a script element.
func (b *out) json(value any) {
	if json.NewEncoder(b).Encode(value) == nil { // texts and numbers only
		b.Truncate(b.Len() - 1) // the line's end
	}
}

// linkedData is a graph of things and pages.
type linkedData struct {
	Context string `json:"@context"`
	Graph   []any  `json:"@graph"`
}

// page is a page. It is about something, or has that as its main entity.
type page struct {
	Type        string `json:"@type"`
	ID          string `json:"@id"`
	URL         string `json:"url"`
	Name        string `json:"name,omitempty"`
	Description string `json:"description,omitempty"`
	Language    string `json:"inLanguage,omitempty"`
	Published   string `json:"datePublished,omitempty"`
	Modified    string `json:"dateModified,omitempty"`
	Reviewed    string `json:"lastReviewed,omitempty"`
	ReviewedBy  *thing `json:"reviewedBy,omitempty"`
	PartOf      *thing `json:"isPartOf,omitempty"`
	Publisher   *thing `json:"publisher,omitempty"`
	Breadcrumb  *thing `json:"breadcrumb,omitempty"`
	About       *thing `json:"about,omitempty"`
	MainEntity  *thing `json:"mainEntity,omitempty"`
	Citation    []work `json:"citation,omitempty"`
}

// thing is anything else that has a name; what a kind of thing does not have is
// left out.
type thing struct {
	Type           string   `json:"@type,omitempty"`
	ID             string   `json:"@id,omitempty"`
	Name           string   `json:"name,omitempty"`
	JobTitle       string   `json:"jobTitle,omitempty"`
	Description    string   `json:"description,omitempty"`
	URL            string   `json:"url,omitempty"`
	Language       string   `json:"inLanguage,omitempty"`
	Also           []string `json:"alternateName,omitempty"`
	CauseOf        *thing   `json:"causeOf,omitempty"`
	Code           []code   `json:"code,omitempty"`
	Signs          []sign   `json:"signOrSymptom,omitempty"`
	Differential   []thing  `json:"differentialDiagnosis,omitempty"`
	Diagnosis      *thing   `json:"diagnosis,omitempty"`
	Distinguishing []sign   `json:"distinguishingSign,omitempty"`
	Elements       []crumb  `json:"itemListElement,omitempty"`
}

// sign and crumb are of a type of their own because pages have many of them.
type sign struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

type crumb struct {
	Type     string `json:"@type"`
	Position int    `json:"position"` // from 1
	Name     string `json:"name"`
	Item     string `json:"item"`
}

// code is an entry in a coding system.
type code struct {
	Type   string `json:"@type"`
	Value  string `json:"codeValue"`
	System string `json:"codingSystem"`
}

// work is something that was published elsewhere.
type work struct {
	Type       string   `json:"@type"`
	Name       string   `json:"name,omitempty"`
	URL        string   `json:"url,omitempty"`
	Author     []string `json:"author,omitempty"`
	PartOf     *thing   `json:"isPartOf,omitempty"`
	Pagination string   `json:"pagination,omitempty"`
	Identifier string   `json:"identifier,omitempty"`
	SameAs     string   `json:"sameAs,omitempty"`
	Published  string   `json:"datePublished,omitempty"`
}

func webPage(v *View) *page {
	p := v.page
	is := &page{
		Type: pageType(v), ID: v.URL, URL: v.URL, Name: v.Title, Description: v.Summary, Language: v.Site.Language,
		Published: day(p.Review.Written), Modified: day(lastChange(p)),
		PartOf: &thing{Type: "WebSite", Name: v.Site.Title, URL: v.Site.BaseURL + "/"},
	}
	// The clinician is named who signed this very text, if there is one.
	if c := p.Review.Clinician; p.SignOff == site.Signed && c != nil {
		is.Reviewed, is.ReviewedBy = day(c.Date), &thing{Type: "Person", Name: c.Name.S, JobTitle: c.Role.S}
	}
	if v.Site.Publisher != "" {
		is.Publisher = &thing{Type: "Organization", Name: v.Site.Publisher}
	}
	if len(v.ed.ancestors(v)) > 0 {
		is.Breadcrumb = &thing{ID: v.URL + "#breadcrumbs"}
	}
	if v.Kind == "mentions" {
		return is
	}
	if c := &v.ed.site.Tree.Site.Condition; c.Name.S != "" && (v.Kind == "home" || p.Kind.Topical) {
		is.About = &thing{Type: "MedicalCondition", Name: c.Name.S, Code: medicalCodes(c.Codes)}
	}
	is.MainEntity, is.Citation = kindPartsOf(p).entity(v), citations(p.Cited)
	return is
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

// entity is what a page is about.
func entity(v *View, kind string) *thing {
	is := &thing{Type: kind, Name: v.Title}
	for _, n := range v.page.Also {
		is.Also = append(is.Also, n.S)
	}
	return is
}

// signEntity is a finding that is a symptom or a sign; a circumstance is none.
func signEntity(v *View) *thing {
	if !isSign(v.page) {
		return nil
	}
	return entity(v, "MedicalSignOrSymptom")
}

// causeEntity is a cause: a condition if a coding system knows it as one,
// otherwise a cause of what the site is about.
func causeEntity(v *View) *thing {
	if len(v.page.Cause.Codes) == 0 {
		is := entity(v, "MedicalCause")
		if name := v.ed.site.Tree.Site.Condition.Name.S; name != "" {
			is.CauseOf = &thing{Type: "MedicalCondition", Name: name}
		}
		return is
	}
	is := entity(v, "MedicalCondition")
	is.Code, is.Signs = medicalCodes(v.page.Cause.Codes), signs(supporting(v.findings()))
	for _, l := range v.lookAlikes() {
		if len(l.Page.Cause.Codes) > 0 { // only what is a condition too can be another diagnosis
			is.Differential = append(is.Differential, thing{
				Type:           "DDxElement",
				Diagnosis:      &thing{Type: "MedicalCondition", Name: l.Page.Title.S, URL: v.Site.BaseURL + l.Page.Address},
				Distinguishing: signs(telling(l.There)),
			})
		}
	}
	return is
}

func medicalCodes(codes []content.Code) (all []code) {
	for _, c := range codes {
		all = append(all, code{"MedicalCode", c.Value.S, codeSystem(c.System.S)})
	}
	return all
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

// signs are those of some findings that are true symptoms or signs. They have no
// address: the page's own links have it, and this text is a tenth of a page.
func signs(pages []*site.Page) (all []sign) {
	for _, p := range pages {
		if isSign(p) {
			all = append(all, sign{"MedicalSignOrSymptom", p.Title.S})
		}
	}
	return all
}

// citations names the papers among the sources. Of other sources there is no more
// to say than the address, which the page's links have.
func citations(cited []*content.Source) (all []work) {
	for _, s := range cited {
		if len(s.Authors) > 0 || s.In.S != "" || s.Pages.S != "" || s.DOI.S != "" {
			all = append(all, citedWork(s))
		}
	}
	return all
}

// citedWork is a paper: who wrote it, and by what it is found.
func citedWork(s *content.Source) work {
	is := work{Type: "CreativeWork", Name: s.Title.S, URL: s.Address(), Pagination: s.Pages.S}
	if s.Pages.S != "" {
		is.Type = "Article" // which has pages
	}
	for _, a := range s.Authors {
		is.Author = append(is.Author, a.S)
	}
	if s.In.S != "" {
		is.PartOf = &thing{Type: "CreativeWork", Name: s.In.S}
	}
	if s.DOI.S != "" {
		is.Identifier, is.SameAs = "doi:"+s.DOI.S, s.DOIAddress()
	}
	if s.Year > 0 {
		is.Published = strconv.Itoa(s.Year)
	}
	return is
}

func breadcrumbList(v *View) *thing {
	is := &thing{Type: "BreadcrumbList", ID: v.URL + "#breadcrumbs"}
	step := func(name, url string) {
		is.Elements = append(is.Elements, crumb{"ListItem", len(is.Elements) + 1, name, url})
	}
	for _, p := range v.ed.ancestors(v) {
		step(v.ed.crumbTitle(p), v.Site.BaseURL+p.Address)
	}
	step(v.Title, v.URL)
	return is
}
