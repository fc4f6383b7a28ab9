package publish

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
)

// Rule gives headers to the addresses that a pattern stands for: "/about/",
// all that begin like "/causes/*", or with any name in a place,
// "/symptoms/:page/*".
type Rule struct {
	Pattern string
	Headers []Header
}

// rules says in few rules with which headers files are served.
//
// Hosts that read such rules apply every one that fits an address, and where
// two set the same header they send both values; two policies would then both
// be enforced. So no header is ever set by two rules that fit one address:
// what is common to all files stands in "/*", and what differs stands in rules
// that share no address. A folder whose files are alike gets one such rule,
// however many they are; so do all folders in a folder, "/symptoms/:page/*",
// if only the page that lists them differs; else the rules go deeper.
func (s *Serving) rules() []Rule {
	root := &folderOfRules{}
	for i, own := range s.ownOfEach() {
		if f := &s.files[i]; f.Kind != HostFile {
			root.add(f.Path, own)
		}
	}
	if all, ok := root.alike(); ok {
		return append([]Rule{{"/*", append(s.common(), all...)}}, s.types()...)
	}
	return slices.Concat([]Rule{{"/*", s.common()}}, root.rules("/"), s.types())
}

// types are rules for media types that hosts may not know.
func (s *Serving) types() []Rule {
	var rules []Rule
	for _, f := range s.files {
		switch path.Ext(f.Path) {
		case ".wasm", ".webmanifest", ".xml", ".atom":
			rules = append(rules, Rule{address(f.Path), []Header{{"Content-Type", ContentType(f.Path)}}})
		}
	}
	return rules
}

// folderOfRules is a folder with the headers of its files.
type folderOfRules struct {
	files   map[string][]Header
	folders map[string]*folderOfRules
}

// add adds a file by its path within the folder.
func (d *folderOfRules) add(path string, headers []Header) {
	name, below, isFolder := strings.Cut(path, "/")
	if !isFolder {
		if d.files == nil {
			d.files = map[string][]Header{}
		}
		d.files[name] = headers
		return
	}
	if d.folders == nil {
		d.folders = map[string]*folderOfRules{}
	}
	if d.folders[name] == nil {
		d.folders[name] = &folderOfRules{}
	}
	d.folders[name].add(below, headers)
}

// alike returns the headers of the files in and below a folder, if they are
// the same for all.
func (d *folderOfRules) alike() (all []Header, ok bool) {
	for _, headers := range d.files {
		if all != nil && !slices.Equal(all, headers) {
			return nil, false
		}
		all = headers
	}
	for _, folder := range d.folders {
		headers, ok := folder.alike()
		if !ok || all != nil && !slices.Equal(all, headers) {
			return nil, false
		}
		all = headers
	}
	return all, true
}

func (d *folderOfRules) rules(prefix string) []Rule {
	var rules []Rule
	for _, name := range sortedKeys(d.files) {
		if name == "index.html" {
			rules = append(rules, Rule{prefix, d.files[name]})
		}
		rules = append(rules, Rule{prefix + name, d.files[name]})
	}
	if headers, ok := (&folderOfRules{folders: d.folders}).alike(); ok && len(d.folders) > 1 {
		return append(rules, Rule{prefix + ":page/*", headers})
	}
	for _, name := range sortedKeys(d.folders) {
		folder := d.folders[name]
		if headers, ok := folder.alike(); ok {
			rules = append(rules, Rule{prefix + name + "/*", headers})
		} else {
			rules = append(rules, folder.rules(prefix+name+"/")...)
		}
	}
	return rules
}

// headersFile is the file _headers that Netlify and Cloudflare Pages read.
func (s *Serving) headersFile() string {
	var b strings.Builder
	for _, rule := range s.rules() {
		fmt.Fprintln(&b, escapedPath(rule.Pattern))
		for _, h := range rule.Headers {
			fmt.Fprintf(&b, "  %s: %s\n", h.Name, h.Value)
		}
	}
	return b.String()
}

// redirectsFile is the file _redirects that they read. Some hosts tell an
// address with a slash at its end from one without, so both are there.
func (s *Serving) redirectsFile() string {
	var b strings.Builder
	for _, r := range s.redirects {
		from, to := escapedPath(r.From), escapedPath(r.To)
		fmt.Fprintf(&b, "%s %s 301\n", from, to)
		if bare := strings.TrimSuffix(from, "/"); bare != from && bare != "" {
			fmt.Fprintf(&b, "%s %s 301\n", bare, to)
		}
	}
	return b.String()
}

// escapedPath writes an address as it stands in a request, but for the star
// of a pattern.
func escapedPath(address string) string {
	return strings.ReplaceAll((&url.URL{Path: address}).EscapedPath(), "%2A", "*")
}
