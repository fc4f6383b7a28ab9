package publish

import (
	"cmp"
	"slices"
	"strings"
)

// HeaderRule gives headers to the addresses that a pattern stands for: "/about/", or
// all that begin like "/assets/*".
type HeaderRule struct {
	Pattern string
	Unset   []string // names of headers that broader rules have set
	Headers []Header
}

// rules says in few rules with which headers files are served. Their number
// does not grow with the site: "/*" says what most files have; others follow by
// kind, and so do the few pages that need more than others.
//
// Hosts apply every rule that fits an address, and where two set the same
// header send both values. So a later rule either takes away first what an
// earlier one has set (detach), or, on a host that has no such word, no header
// is ever set by two rules that fit one address; pages then state their policy
// themselves, and "/*" says what holds for each.
func (s *Serving) rules(detach bool) []HeaderRule {
	var all []HeaderRule
	if detach {
		all = append(all, HeaderRule{"/*", nil, append(s.common(), s.usual()...)})
		for _, pattern := range s.assetPatterns() {
			all = append(all, s.exception(pattern, s.assetHeaders()))
		}
		all = append(all, s.downloadRules(s.exception(downloadPattern, downloadHeaders()))...)
		groups := s.groups()
		for i, places := range s.exceptions(groups) {
			for _, p := range places {
				for _, at := range p.patterns() {
					all = append(all, s.exception(at, groups[i].headers))
				}
			}
		}
	} else {
		all = append(all, HeaderRule{"/*", nil, append(s.common(), Header{"Content-Security-Policy", s.loosePolicy()})})
		for _, pattern := range s.assetPatterns() {
			all = append(all, HeaderRule{pattern, nil, s.assetHeaders()})
		}
		all = append(all, s.downloadRules(HeaderRule{downloadPattern, nil, downloadHeaders()})...) // of two policies, both hold
		for i := range s.files {
			f := &s.files[i]
			if f.Kind == WorkerFile { // has no place to state a policy; of two, both hold
				all = append(all, HeaderRule{address(f.Path), nil, s.own(f)})
			}
			if headers := apart(f); headers != nil {
				for _, at := range addresses(f) {
					all = append(all, HeaderRule{at, nil, headers})
				}
			}
		}
	}
	for i := range s.files {
		f := &s.files[i]
		if f.Kind == DownloadFile {
			continue
		}
		switch extension(f.Path) {
		case ".wasm", ".webmanifest", ".xml", ".atom": // which hosts may not know
			all = append(all, HeaderRule{address(f.Path), nil, []Header{{"Content-Type", ContentType(f.Path)}}})
		}
	}
	return merged(all)
}

// loosePolicy is what holds for every page, whatever it needs.
func (s *Serving) loosePolicy() string {
	var forms []string
	for i := range s.files {
		forms = append(forms, s.files[i].Needs.Opens.Forms...)
	}
	slices.Sort(forms)
	to := strings.Join(append([]string{"'self'"}, slices.Compact(forms)...), " ")
	return "base-uri 'none'; form-action " + to + "; frame-ancestors 'none'; object-src 'none'"
}

// exception is a rule for what is served otherwise than usual.
func (s *Serving) exception(pattern string, headers []Header) HeaderRule {
	e := HeaderRule{Pattern: pattern}
	usual := s.usual()
	for _, h := range usual {
		if !slices.Contains(headers, h) {
			e.Unset = append(e.Unset, h.Name)
		}
	}
	for _, h := range headers {
		if !slices.Contains(usual, h) {
			e.Headers = append(e.Headers, h)
		}
	}
	return e
}

// merged joins rules for the same pattern, of which some hosts heed one alone,
// and leaves out those that say nothing, which some take for a mistake.
func merged(all []HeaderRule) []HeaderRule {
	var rules []HeaderRule
	at := map[string]int{}
	for _, rule := range all {
		if i, ok := at[rule.Pattern]; ok {
			rules[i].Unset = append(rules[i].Unset, rule.Unset...)
			rules[i].Headers = append(rules[i].Headers, rule.Headers...)
			continue
		}
		at[rule.Pattern] = len(rules)
		rules = append(rules, rule)
	}
	return slices.DeleteFunc(rules, func(r HeaderRule) bool { return len(r.Unset)+len(r.Headers) == 0 })
}

// group is a set of files that are served with the same headers.
type group struct {
	headers []Header
	files   []*File
}

// groups sorts files by their own headers, the one with most pages first. Assets
// and downloads are left out: their folders say all.
func (s *Serving) groups() []group {
	byHeaders := map[string]int{}
	var groups []group
	own := s.ownOfEach()
	for i := range s.files {
		f := &s.files[i]
		if f.Kind == AssetFile || f.Kind == HostFile || f.Kind == DownloadFile {
			continue
		}
		key := keyOf(own[i])
		n, ok := byHeaders[key]
		if !ok {
			n = len(groups)
			byHeaders[key] = n
			groups = append(groups, group{headers: own[i]})
		}
		groups[n].files = append(groups[n].files, f)
	}
	slices.SortStableFunc(groups, func(a, b group) int {
		return cmp.Or(cmp.Compare(b.pages(), a.pages()), cmp.Compare(len(b.files), len(a.files)))
	})
	return groups
}

// pages counts the pages of a group.
func (g group) pages() (n int) {
	for _, f := range g.files {
		if f.Kind == PageFile {
			n++
		}
	}
	return n
}

// keyOf tells sets of headers apart. Their order counts: own writes it always alike.
func keyOf(headers []Header) string {
	var key strings.Builder
	for _, h := range headers {
		key.WriteString(h.Name + ": " + h.Value + "\n")
	}
	return key.String()
}

// usual are the headers of their own that most files have.
func (s *Serving) usual() []Header {
	if groups := s.groups(); len(groups) > 0 {
		return groups[0].headers
	}
	return s.own(&File{})
}

// assetHeaders are the headers of assets.
func (s *Serving) assetHeaders() []Header { return s.own(&File{Kind: AssetFile}) }

// assetPatterns stand for all assets and nothing else: their folder, or where a
// page has its name, the folders and files in it.
func (s *Serving) assetPatterns() []string {
	inFolder := map[string]bool{} // whether a page stands there, by the first folder below
	folders, files := map[string]bool{}, []string{}
	isShared := false
	for i := range s.files {
		f := &s.files[i]
		below, ok := strings.CutPrefix(f.Path, assetFolder+"/")
		if !ok {
			continue
		}
		folder, _, isDeeper := strings.Cut(below, "/")
		switch {
		case f.Kind != AssetFile:
			isShared = true
			inFolder[folder] = isDeeper
		case isDeeper:
			folders[folder] = true
		default:
			files = append(files, "/"+f.Path)
		}
	}
	switch {
	case len(folders)+len(files) == 0:
		return nil
	case !isShared:
		return []string{"/" + assetFolder + "/*"}
	}
	for _, folder := range sortedKeys(folders) {
		if !inFolder[folder] {
			files = append(files, "/"+assetFolder+"/"+folder+"/*")
			continue
		}
		for i := range s.files {
			if f := &s.files[i]; f.Kind == AssetFile && strings.HasPrefix(f.Path, assetFolder+"/"+folder+"/") {
				files = append(files, "/"+f.Path)
			}
		}
	}
	return files
}

// addresses are those at which a file is found.
func addresses(f *File) []string {
	return slices.Compact([]string{address(f.Path), "/" + f.Path})
}

// address is where a file is found: "/causes/" for "causes/index.html".
func address(name string) string {
	if folder, ok := strings.CutSuffix(name, "index.html"); ok && (folder == "" || strings.HasSuffix(folder, "/")) {
		return "/" + folder
	}
	return "/" + name
}

// notFound is the page that stands for missing ones, if there is one.
func (s *Serving) notFound() *File {
	for i := range s.files {
		if s.files[i].Path == "404.html" {
			return &s.files[i]
		}
	}
	return nil
}
