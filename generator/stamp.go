package generator

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"

	"nosology/generator/content"
	"nosology/generator/input"
	"nosology/generator/publish"
	"nosology/generator/site"
)

// stamp gives a stamp to the page of every article, cause and finding, so that
// a build leaves alone what comes out as it stands. All other files come out of
// many documents, and are made anew each time.
//
// A page is made from the program, the layouts and static files (shared), the
// options, the list of all files of the site, and from what site.Common and
// site.Digest cover. Where one of these cannot be read there are no stamps.
func (s *Site) stamp(opt Options, shared []byte) {
	program, err := programDigest()
	if err != nil || shared == nil {
		return
	}
	base := s.base(opt, program, shared)
	_ = eachOf(len(s.Files), func() func(int) error { // does not fail
		return func(i int) error {
			f := &s.Files[i]
			if p := s.document(f); p != nil {
				own := p.Digest()
				sum := sha256.Sum256(slices.Concat(base, own[:], []byte(f.Path)))
				f.Stamp = publish.Stamp(sum[:len(f.Stamp)])
			}
			return nil
		}
	})
}

// document returns the article, cause or finding that a file is a page of.
func (s *Site) document(f *publish.File) *site.Page {
	folder, ok := strings.CutSuffix("/"+f.Path, "index.html")
	if !ok {
		return nil
	}
	p := s.ByAddress(folder)
	if p == nil {
		p = s.ByAddress(strings.TrimSuffix(folder, "mentions/"))
	}
	if p == nil || p.Kind == content.Page {
		return nil
	}
	return p
}

// base is a digest of what all pages are made from.
func (s *Site) base(opt Options, program, shared []byte) []byte {
	h := sha256.New()
	common := s.Common()
	h.Write(program)
	h.Write(shared)
	h.Write(common[:])
	fmt.Fprintf(h, "%q %v\n", s.baseURL, opt.NoIndex)
	for i := range s.Files {
		fmt.Fprintf(h, "%q\n", s.Files[i].Path)
	}
	return h.Sum(nil)
}

// digestFolders returns a digest of all files in folders, each of which may be
// nil. It is to be asked before the files are read for use: one that changes in
// between then has a stamp that no later build gives.
func digestFolders(folders ...fs.FS) ([]byte, error) {
	h := sha256.New()
	for _, folder := range folders {
		if err := addFiles(h, folder); err != nil {
			return nil, err
		}
	}
	return h.Sum(nil), nil
}

// mostShared is how many bytes of a layout or static file are read; longer ones
// are refused where they are used.
const mostShared = 100 << 20

// addFiles feeds a hash with a folder, which may be nil.
func addFiles(h hash.Hash, folder fs.FS) error {
	if folder == nil {
		return nil
	}
	return fs.WalkDir(folder, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		data, err := input.Read(folder, path, mostShared)
		fmt.Fprintf(h, "%q %d\n%s", path, len(data), data)
		return err
	})
}

// programDigest is a hash of the program that runs, layouts and static files
// of its own included.
var programDigest = sync.OnceValues(func() ([]byte, error) {
	name, err := os.Executable()
	if err != nil {
		return nil, err
	}
	program, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer program.Close()
	h := sha256.New()
	_, err = io.Copy(h, program)
	return h.Sum(nil), err
})
