package markdown

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"sync"

	"nosology/generator/diag"
	"nosology/generator/text"
)

// Store keeps in a file what was found in bodies, so that the next run does
// not scan them again. Without its file it scans and forgets. It may be used
// by several goroutines, and its file by several processes.
//
// The file is a header, which names the program that wrote it, and a record
// for each body: its digest, the length and the checksum of what follows, and
// the packed Body. Records are appended; where most are of no more use, the
// file is written anew. What comes after a damaged record is not read.
type Store struct {
	path   string
	header string                // of a file that this program can read
	known  map[bodyDigest]string // packed bodies of the file
	mu     sync.Mutex
	found  map[bodyDigest]*Body // bodies of this run
	fresh  []bodyDigest         // of these, those that the file has not got
	whole  bool                 // the file has to be written anew: it is missing, damaged or another program's
}

// bodyDigest is a part of the SHA-256 of a body and of how its language sets quotes,
// which are in what is kept of it. Sixteen bytes are enough that no
// two bodies meet by chance, nor by somebody's effort within reason.
type bodyDigest [16]byte

func digestOf(src []byte, in *text.Language) bodyDigest {
	h := sha256.New()
	fmt.Fprintf(h, "%q\n", in.Quotes())
	h.Write(src)
	return bodyDigest(h.Sum(nil)[:len(bodyDigest{})])
}

// recordHead is how many bytes stand before a packed body.
const recordHead = len(bodyDigest{}) + 4 + 4

// OpenStore reads the store in a file, which need not be there. program tells
// one version of the program from another: what others found is not used.
func OpenStore(path string, program []byte) *Store {
	s := &Store{path: path, header: "nosology bodies\n" + string(program), found: map[bodyDigest]*Body{}}
	data, err := os.ReadFile(path)
	rest, ok := bytes.CutPrefix(data, []byte(s.header))
	if s.whole = err != nil || !ok; !s.whole {
		s.read(rest)
	}
	return s
}

// read notes where packed bodies stand in the records of a file. They are unpacked
// only when they are asked for. A length or checksum that is not right ends it:
// behind it no beginning of a record can be trusted.
func (s *Store) read(records []byte) {
	all := string(records) // one string, of which bodies then hold parts
	s.known = make(map[bodyDigest]string, len(records)/1000)
	at := 0
	for len(records)-at >= recordHead {
		head := records[at : at+recordHead]
		size := int64(binary.LittleEndian.Uint32(head[len(bodyDigest{}):]))
		sum := binary.LittleEndian.Uint32(head[len(bodyDigest{})+4:])
		from := int64(at + recordHead)
		if from+size > int64(len(records)) || crc32.ChecksumIEEE(records[from:from+size]) != sum {
			break
		}
		s.known[bodyDigest(head)] = all[from : from+size]
		at = int(from + size)
	}
	s.whole = at < len(records)
}

// Scan is the function Scan. It scans only what no run has scanned before.
// Bodies with mistakes are always scanned, for their diagnostics.
func (s *Store) Scan(src []byte, in *text.Language) (*Body, []diag.Diagnostic) {
	digest := digestOf(src, in)
	packed, known := s.known[digest]
	if known {
		if b, err := unpack(packed); err == nil {
			b.in = in
			s.note(digest, b, false)
			return b, nil
		}
	}
	b, ds := Scan(src, in)
	if len(ds) == 0 {
		s.note(digest, b, true)
	}
	return b, ds
}

// note remembers a body of this run. One that two goroutines scanned at a time is
// appended once.
func (s *Store) note(digest bodyDigest, b *Body, fresh bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.found[digest] == nil && fresh {
		s.fresh = append(s.fresh, digest)
	}
	s.found[digest] = b
}

// Save brings the file up to date. It appends what is new, unless less than half
// of the file was of use in this run. An error leaves the file as it was, or with
// a record that is cut off, which the next run does not read.
func (s *Store) Save() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch used := len(s.found) - len(s.fresh); {
	case s.whole || used < len(s.known)/2:
		return s.rewrite()
	case len(s.fresh) > 0:
		return s.append()
	}
	return nil
}

// append adds the new bodies with one write, so that what two processes append
// does not mix.
func (s *Store) append() error {
	f, err := os.OpenFile(s.path, os.O_RDWR|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	defer f.Close()
	header := make([]byte, len(s.header))
	if _, err := io.ReadFull(f, header); err != nil || string(header) != s.header {
		return err // another version of the program has written it anew
	}
	var records []byte
	for _, digest := range s.fresh {
		records = appendRecord(records, digest, s.found[digest])
	}
	if _, err := f.Write(records); err != nil {
		return err
	}
	return f.Close()
}

// rewrite writes the file anew, with the bodies of this run alone: to another file
// first, so that who reads meanwhile, or a power cut, finds the old or the new.
func (s *Store) rewrite() error {
	if err := os.MkdirAll(filepath.Dir(s.path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(s.path), filepath.Base(s.path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	records := []byte(s.header)
	for digest, b := range s.found {
		if records = appendRecord(records, digest, b); len(records) > 1<<20 {
			if _, err := f.Write(records); err != nil {
				return err
			}
			records = records[:0]
		}
	}
	if _, err := f.Write(records); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), s.path)
}

func appendRecord(to []byte, digest bodyDigest, b *Body) []byte {
	at := len(to) + recordHead
	to = append(append(to, digest[:]...), make([]byte, 8)...)
	to = appendBody(to, b)
	binary.LittleEndian.PutUint32(to[at-8:], uint32(len(to)-at))
	binary.LittleEndian.PutUint32(to[at-4:], crc32.ChecksumIEEE(to[at:]))
	return to
}
