// Package audit reads finished pages for what no stage before could see:
// addresses, fragments and ids that do not hold together, and pages that the
// site had and has no more.
//
// Whatever it finds is a mistake of a layout or of this program, for mistakes in texts were found before and
// told at their place. It is the last gate: publish asks for its verdict when all files are made and before
// any takes its place (publish.Options.Ready). Pages that are left as they were are not read again, unless
// a page that is new leads to a fragment of theirs.
package audit

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/maphash"
	"html"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"nosology/generator/publish"
)

// Links reads finished pages as they are written and finds whatever in
// them leads nowhere: an address that no file has, a fragment that its page
// has not, an id given twice. It keeps numbers in place of text, so that it
// takes little memory whatever the size of the site.
type Links struct {
	files  []publish.File
	base   string           // "https://example.org": where canonical addresses begin
	at     string           // where on its host the site begins: "" or "/site"
	byFile map[string]int32 // number of a file by its path
	// Hashes in place of addresses: a page of a large site has hundreds of links, and a map of
	// strings would hold every address a second time. Two addresses with one hash would hide a
	// broken link, once in 2^64.
	byPath map[uint64]int32 // number of a file by the hash of the address it is found at
	// Each is written by the one goroutine that sees the file, and read when all have been seen.
	ids  [][]uint64 // by file: hashes of its ids, sorted; written once
	seen []bool     // by file
	seed maphash.Seed
	free sync.Pool // of readers, for the room of what they gathered
	// Guards what follows.
	mu       sync.Mutex
	promises []promise // that other pages must keep
	broken   Faults
}

// promise is a link to a fragment of another page, which may yet be unwritten.
type promise struct {
	from, to int32
	id       uint64
	link     string
}

// Fault is what does not hold together in a finished page.
type Fault struct {
	Page string // its file
	ID   string // that is given twice; "" if it is a link that leads nowhere
	Link string // as the page has it; "" if the fault is of an id
	Why  string
}

// Faults are those of a site.
type Faults []Fault

// Error says all of them. It sorts the faults in place.
func (all Faults) Error() string {
	return "nothing was written, for the finished pages do not hold together; " +
		"if you changed a layout, look there, otherwise this is a mistake in nosology:" + all.sum()
}

// NewLinks returns a check of the files of a site that stands at a base URL.
func NewLinks(files []publish.File, base string) *Links {
	c := &Links{
		files:  files,
		base:   strings.TrimSuffix(base, "/"),
		at:     publish.PathOf(base),
		byFile: make(map[string]int32, len(files)),
		byPath: make(map[uint64]int32, len(files)),
		ids:    make([][]uint64, len(files)),
		seen:   make([]bool, len(files)),
		seed:   maphash.MakeSeed(),
	}
	for i, f := range files {
		c.byFile[f.Path] = int32(i)
		if folder, ok := strings.CutSuffix(f.Path, "index.html"); ok && (folder == "" || strings.HasSuffix(folder, "/")) {
			c.byPath[maphash.String(c.seed, "/"+folder)] = int32(i)
		} else {
			c.byPath[maphash.String(c.seed, "/"+f.Path)] = int32(i)
		}
	}
	return c
}

// See reads one finished file. Files may be seen at the same time.
func (c *Links) See(f *publish.File, data []byte) {
	file := c.byFile[f.Path]
	c.seen[file] = true
	// Its links would be those of some other document; but its path counts as one that can be
	// linked to.
	if f.Kind == publish.DownloadFile {
		return // is not ours to mend
	}
	switch path.Ext(f.Path) {
	case ".html", ".svg", ".xml":
	default:
		return
	}
	r, ok := c.free.Get().(*reader)
	if !ok {
		r = &reader{Links: c}
	}
	r.file, r.page, r.broken = file, f.Path, nil
	r.ids, r.own, r.promises = r.ids[:0], r.own[:0], r.promises[:0]
	publish.EachAttribute(data, r.attribute)
	r.end(data)
	c.free.Put(r)
}

// Verdict is asked when every file has been seen, and is nil if all is well.
func (c *Links) Verdict() error {
	promises := c.promises
	if err := c.seeKept(promises); err != nil {
		return err
	}
	for _, p := range promises {
		if _, ok := slices.BinarySearch(c.ids[p.to], p.id); !ok {
			c.broken = append(c.broken, Fault{c.pathOf(p.from), "", p.link, fmt.Sprintf("%q leads to a page without that fragment", p.link)})
		}
	}
	if len(c.broken) == 0 {
		return nil
	}
	return c.broken
}

// seeKept sees the pages that must keep promises and were left as they stand.
// What they promise themselves holds: a page is left alone only where the
// site's addresses and the places in its pages are what they were.
func (c *Links) seeKept(promises []promise) error {
	var page bytes.Buffer
	for _, p := range promises {
		if c.seen[p.to] {
			continue
		}
		page.Reset()
		if err := c.files[p.to].Render(&page); err != nil {
			return err
		}
		c.See(&c.files[p.to], page.Bytes())
	}
	return nil
}

// sum tells of the first few faults, each with one page that has it.
func (all Faults) sum() string {
	const most = 10
	slices.SortFunc(all, func(a, b Fault) int { return cmp.Or(cmp.Compare(a.Why, b.Why), cmp.Compare(a.Page, b.Page)) })
	all = slices.Compact(all)
	var say strings.Builder
	told := 0
	for len(all) > 0 && told < most {
		same := slices.IndexFunc(all, func(f Fault) bool { return f.Why != all[0].Why })
		if same < 0 {
			same = len(all)
		}
		fmt.Fprintf(&say, "\n  %s: %s", all[0].Page, all[0].Why)
		if same > 1 {
			fmt.Fprintf(&say, ", and so on %d more", same-1)
		}
		told++
		all = all[same:]
	}
	if len(all) > 0 {
		fmt.Fprintf(&say, "\n  and %d more faults", len(all))
	}
	return say.String()
}

// It searches, for it is asked only for faults, of which there are few.
func (c *Links) pathOf(file int32) string {
	for name, n := range c.byFile {
		if n == file {
			return name
		}
	}
	return ""
}

// reader reads one file.
type reader struct {
	*Links
	file     int32
	page     string
	ids      []uint64
	own      []fragment // that this very file must have
	promises []promise
	broken   Faults
}

// fragment is what a link within a page leads to.
type fragment struct {
	id   uint64
	link []byte // as written, in the page
}

// attribute looks at one attribute of one element.
func (r *reader) attribute(element, name, value []byte) {
	r.foreign(element, name, value)
	switch string(name) {
	case "id":
		r.ids = append(r.ids, maphash.Bytes(r.seed, plain(value)))
	case "href", "src", "poster", "action", "data", "xlink:href":
		r.usual(value)
	// Each candidate is an address with, behind a space, for what width it is.
	case "srcset":
		for candidate := range strings.SplitSeq(string(plain(value)), ",") {
			address, _, _ := strings.Cut(strings.TrimSpace(candidate), " ")
			r.link(address)
		}
	case "content":
		// Sharing pictures and the like name our own files in full.
		if len(value) > 0 && len(r.base) > 0 && value[0] == r.base[0] {
			address := string(plain(value))
			if _, isOurs := publish.Within(r.base, address); isOurs {
				r.link(address)
			}
		}
	}
}

// usual checks an address as most are: that of a file just as it stands, or a
// plain fragment of the page itself. It leaves the others to link.
func (r *reader) usual(value []byte) {
	if len(value) > 1 && value[0] == '#' && !bytes.ContainsAny(value, "&%?") && string(value) != "#top" {
		r.own = append(r.own, fragment{maphash.Bytes(r.seed, value[1:]), value})
		return
	}
	if r.at != "" {
		r.link(string(plain(value)))
	} else if _, ok := r.byPath[maphash.Bytes(r.seed, value)]; !ok {
		r.link(string(plain(value)))
	}
}

// plain resolves character references, which most values are without.
func plain(value []byte) []byte {
	if bytes.IndexByte(value, '&') < 0 {
		return value
	}
	return []byte(html.UnescapeString(string(value)))
}

// link checks one address, or notes what must be checked later.
func (r *reader) link(link string) {
	address, isOurs := publish.Within(r.base, link)
	if !isOurs {
		address = link
	}
	switch below, ok := strings.CutPrefix(link, r.at); {
	case isOurs, r.at == "":
	case ok && strings.HasPrefix(below, "/"):
		address = below
	case strings.HasPrefix(link, "/") && !strings.HasPrefix(link, "//"):
		r.breaks("%q leads out of the site, which stands at "+r.at, link)
		return
	}
	address, name, _ := strings.Cut(address, "#")
	address, _, _ = strings.Cut(address, "?")
	to, ok := r.file, true
	switch scheme, _, isAbsolute := strings.Cut(address, ":"); {
	case strings.HasPrefix(address, "//"):
		r.breaks("%q does not say http or https", link)
		return
	case isAbsolute && !strings.Contains(scheme, "/"):
		if !slices.Contains([]string{"http", "https", "mailto", "tel", "sms", "data"}, strings.ToLower(scheme)) {
			r.breaks("%q has a scheme that no page may have", link)
		}
		return
	case address != "":
		to, ok = r.find(address)
	}
	switch {
	case !ok:
		r.breaks("%q leads nowhere", link)
	case name == "" || name == "top", r.files[to].Kind == publish.DownloadFile: // as in "leaflet.pdf#page=2"
	case to == r.file:
		r.own = append(r.own, fragment{r.hash(name), []byte(link)})
	default:
		r.promises = append(r.promises, promise{r.file, to, r.hash(name), link})
	}
}

// hash is the hash of the id that a fragment names.
func (r *reader) hash(fragment string) uint64 {
	if plain, err := url.PathUnescape(fragment); err == nil {
		fragment = plain
	}
	return maphash.String(r.seed, fragment)
}

// find returns the file at an address, which may be relative to the page's.
func (r *reader) find(address string) (int32, bool) {
	if file, ok := r.byPath[maphash.String(r.seed, address)]; ok {
		return file, true
	}
	if strings.Contains(address, "%") {
		if plain, err := url.PathUnescape(address); err == nil {
			address = plain
		}
	}
	if address[0] != '/' {
		slash := strings.HasSuffix(address, "/")
		if address = path.Join("/", path.Dir(r.page), address); slash && address != "/" {
			address += "/"
		}
	}
	file, ok := r.byPath[maphash.String(r.seed, address)]
	return file, ok
}

// idOf finds the id that has a hash.
func (r *reader) idOf(data []byte, hash uint64) (id string) {
	publish.EachAttribute(data, func(_, name, value []byte) {
		if string(name) == "id" && maphash.Bytes(r.seed, plain(value)) == hash {
			id = string(plain(value))
		}
	})
	return id
}

func (r *reader) breaks(format, link string) {
	r.broken = append(r.broken, Fault{r.page, "", link, fmt.Sprintf(format, link)})
}

// end checks what the file owes itself and hands on the rest.
func (r *reader) end(data []byte) {
	slices.Sort(r.ids)
	for i := 1; i < len(r.ids); i++ {
		if r.ids[i] == r.ids[i-1] {
			id := r.idOf(data, r.ids[i])
			r.broken = append(r.broken, Fault{r.page, id, "", fmt.Sprintf("the id %q is given twice", id)})
		}
	}
	for _, p := range r.own {
		if _, ok := slices.BinarySearch(r.ids, p.id); !ok {
			r.breaks("%q is not on the page", string(p.link))
		}
	}
	r.Links.ids[r.file] = slices.Clone(r.ids)
	if len(r.promises)+len(r.broken) > 0 {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.Links.promises = append(r.Links.promises, r.promises...)
		r.Links.broken = append(r.Links.broken, r.broken...)
	}
}
