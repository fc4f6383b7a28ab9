package offline

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"strings"
	"sync"

	"nosology/generator/publish"
	"nosology/generator/site"
	"nosology/generator/wording"
)

// keptSite is a site as the worker knows it.
type keptSite struct {
	all      []publish.File
	byPath   map[string]*publish.File
	core     []string // pages that are kept by themselves, relative to the root
	fallback string
	words    *wording.Words
	days     int
	once     sync.Once // guards made and err: the lists are made for whichever file is asked for first
	made     lists
	err      error // why there are none
}

// lists are what stands in offline/data/, finished.
type lists struct {
	index []byte
	parts [][]byte
}

// index is the list of lists.
type index struct {
	Format int               `json:"format"`
	Days   int               `json:"days"`
	Core   map[string]string `json:"core"` // pages with their digests, assets with none
	Parts  []string          `json:"parts"`
}

// newKeptSite takes the files as they will be written. They are not copied: byPath
// points into the slice, which the caller leaves alone from here on.
func newKeptSite(s *site.Site, words *wording.Words, files []publish.File, fallback string) *keptSite {
	byPath := make(map[string]*publish.File, len(files))
	for i := range files {
		byPath[files[i].Path] = &files[i]
	}
	return &keptSite{
		all: files, byPath: byPath, core: pagesThatShow(s, always()), fallback: fallback,
		words: words, days: cmp.Or(s.Tree.Site.Offline.Days, keptDays),
	}
}

// files are the worker and its lists.
func (k *keptSite) files() []publish.File {
	files := []publish.File{
		k.file("sw.js", publish.WorkerFile, k.writeWorker),
		k.file("offline/data/index.json", publish.FeedFile, func(w io.Writer, made *lists) error { _, err := w.Write(made.index); return err }),
	}
	for n := range parts(len(k.pages())) {
		files = append(files, k.file(fmt.Sprintf("offline/data/%d.json", n), publish.FeedFile, func(w io.Writer, made *lists) error {
			_, err := w.Write(made.parts[n])
			return err
		}))
	}
	return files
}

// file is a file that is made from the digests of all pages.
func (k *keptSite) file(path string, kind publish.Kind, write func(io.Writer, *lists) error) publish.File {
	summary := func(w io.Writer, sum publish.Sums) error {
		k.once.Do(func() {
			made, err := k.lists(sum)
			k.made, k.err = made, cmp.Or(k.err, err)
		})
		if k.err != nil {
			return k.err
		}
		return write(w, &k.made)
	}
	return publish.File{Path: path, Kind: kind, Summary: summary, Render: func(w io.Writer) error { return summary(w, k.rendered) }}
}

// writeWorker writes the worker, with the version of the site at its head: so
// browsers take it for another one whenever a page changed.
func (k *keptSite) writeWorker(w io.Writer, made *lists) error {
	head, err := json.Marshal(struct {
		Version  string  `json:"version"`
		Fallback string  `json:"fallback"`
		Say      notices `json:"say"`
	}{short(sha256.Sum256(made.index)), k.fallback, noticesOf(k.words)})
	if err == nil {
		_, err = fmt.Fprintf(w, "const { version, fallback, say } = %s;\n%s", head, worker)
	}
	return err
}

// notices are the words of the worker.
type notices struct {
	Months  []string          `json:"months"`
	Date    string            `json:"date"`    // the pattern of a date
	Copy    map[string]string `json:"copy"`    // above a page that is kept, by what the network does
	Instead map[string]string `json:"instead"` // above the page in place of one that is not
	Again   string            `json:"again"`
}

// noticesOf takes the worker's sentences out of the site's words. The pattern of a
// date goes with them: the worker fills in the day on which it kept a page.
func noticesOf(w *wording.Words) notices {
	say := &w.Offline
	return notices{
		Months: w.Dates.Months, Date: w.DatePattern().String(), Again: say.Again,
		Copy:    map[string]string{"none": say.Copy.String(), "slow": say.CopySlow.String(), "failing": say.CopyFailing.String()},
		Instead: map[string]string{"slow": say.Slow, "failing": say.Failing}, // of no network the page itself tells
	}
}

// parts is how many lists there are for so many pages: a power of two, so that
// a new page seldom moves others to another list.
func parts(pages int) int {
	// A page takes some 50 bytes of a list, so that one stays below 7 kB before it
	// is compressed.
	const most = 128 // pages to a list
	n := 1
	for n*most < pages {
		n *= 2
	}
	return n
}

// partOf is the list that a page's digest stands in. worker.js reckons the same,
// so it must never change while there are phones that keep pages.
func partOf(address string, parts int) int {
	h := fnv.New32a()
	io.WriteString(h, address)
	return int(h.Sum32() % uint32(parts))
}

// pages are the addresses of all pages.
func (k *keptSite) pages() (addresses []string) {
	for i := range k.all {
		if f := &k.all[i]; f.Kind == publish.PageFile {
			if address, ok := strings.CutSuffix(f.Path, "index.html"); ok && (address == "" || strings.HasSuffix(address, "/")) {
				addresses = append(addresses, address)
			}
		}
	}
	return addresses
}

// lists makes the lists from the digests of the pages.
func (k *keptSite) lists(sum publish.Sums) (lists, error) {
	pages := k.pages()
	byPart := make([]map[string]string, parts(len(pages)))
	for n := range byPart {
		byPart[n] = map[string]string{}
	}
	for _, address := range pages {
		if full, ok := sum(address + "index.html"); ok {
			byPart[partOf(address, len(byPart))][address] = short(full)
		}
	}
	made, x := lists{}, index{Format: 1, Days: k.days}
	for _, part := range byPart {
		data, err := json.Marshal(part) // in order of the keys
		if err != nil {
			return lists{}, err
		}
		made.parts = append(made.parts, data)
		x.Parts = append(x.Parts, short(sha256.Sum256(data)))
	}
	var err error
	if x.Core, err = k.coreFiles(sum); err != nil {
		return lists{}, err
	}
	made.index, err = json.Marshal(x)
	return made, err
}

// coreFiles are the pages that are kept by themselves, with their digests, and
// the assets that they ask for.
func (k *keptSite) coreFiles(sum publish.Sums) (map[string]string, error) {
	list := map[string]string{}
	for _, address := range k.core {
		full, ok := sum(address + "index.html")
		if !ok {
			continue
		}
		list[address] = short(full)
		page, err := k.render(address + "index.html")
		if err != nil {
			return nil, err
		}
		for i := range k.all {
			if f := &k.all[i]; f.Kind == publish.AssetFile && !f.ForOthers && bytes.Contains(page, []byte("/"+f.Path)) {
				list[f.Path] = ""
			}
		}
	}
	return list, nil
}

// rendered is the digest of a file that has to be rendered for it. An error is
// kept, for all lists are made at once: one with another digest would have
// browsers throw away the good page that they keep.
func (k *keptSite) rendered(path string) (sum [sha256.Size]byte, ok bool) {
	data, err := k.render(path)
	k.err = cmp.Or(k.err, err)
	return sha256.Sum256(data), data != nil
}

// render returns the bytes of a file, or none if there is no such file.
func (k *keptSite) render(path string) ([]byte, error) {
	f := k.byPath[path]
	if f == nil {
		return nil, nil
	}
	var b bytes.Buffer
	err := f.Render(&b)
	return b.Bytes(), err
}

// short is a digest that is long enough to tell one state of a page from
// another.
func short(sum [sha256.Size]byte) string { return base64.RawURLEncoding.EncodeToString(sum[:9]) }
