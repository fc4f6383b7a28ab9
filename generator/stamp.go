package generator

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"sync"

	"nosology/generator/publish"
	"nosology/generator/site"

	"nosology/generator/parallel"
)

// stamp gives a stamp to the page of every article, cause and finding, so that
// a build leaves alone what comes out as it stands. All other files come out of
// many documents, and are made anew each time.
//
// A page is made from the program, from what the renderer's digest covers
// (layouts, static files, options), from the list of all files of the site, in
// which pictures have their digest in the name, and from what site.Common and
// site.Digest cover. Whatever comes to have a part in a page must be in one of
// these. Where the program cannot be read there are no stamps.
func (s *Site) stamp() {
	program, err := programDigest()
	if err != nil {
		return
	}
	base := s.base(program)
	_ = parallel.Try(0, len(s.Files), func() func(int) error { // does not fail
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
	if p == nil || p.Kind.Plain {
		return nil
	}
	return p
}

// base is a digest of what all pages are made from.
func (s *Site) base(program []byte) []byte {
	h := sha256.New()
	common := s.Common()
	h.Write(program)
	h.Write(s.rendering[:])
	h.Write(common[:])
	for i := range s.Files {
		fmt.Fprintf(h, "%q\n", s.Files[i].Path)
	}
	return h.Sum(nil)
}

// programDigest stands for the program that runs, layouts and static files of its
// own included. It is the name that Go's linker gave it, which is made of a hash of
// all that it wrote; to hash 35 MB anew at every build took a twentieth of its
// time. A program without such a name is hashed.
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
	begin := make([]byte, 16<<10)
	n, _ := io.ReadFull(program, begin) // a shorter one has no name, and an error is met again below
	if id := buildID(begin[:n]); id != nil {
		return id, nil
	}
	h := sha256.New()
	_, err = io.Copy(h, io.NewSectionReader(program, 0, math.MaxInt64))
	return h.Sum(nil), err
})

// buildID is the name in the first bytes of a program, nil if it has none: on
// Linux and its like in a note of the file's header, elsewhere before the code. It
// has four parts, of which the last is the hash; so whatever else stands behind
// such a mark is not taken for it.
func buildID(begin []byte) []byte {
	for _, mark := range []string{"\x04\x00\x00\x00Go\x00\x00", "\xff Go build ID: \""} {
		_, rest, ok := bytes.Cut(begin, []byte(mark))
		if !ok {
			continue
		}
		end := bytes.IndexFunc(rest, func(r rune) bool {
			return r != '/' && r != '-' && r != '_' && !('0' <= r && r <= '9') && !('a' <= r|0x20 && r|0x20 <= 'z')
		})
		if end >= shortestID && bytes.Count(rest[:end], []byte("/")) == 3 {
			return rest[:end]
		}
	}
	return nil
}

// shortestID is how long such a name is at least: four hashes of 15 bytes in letters,
// and what parts them.
const shortestID = 4*20 + 3
