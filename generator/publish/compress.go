package publish

import (
	"bytes"
	"errors"
	"io"
	"path"
	"slices"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// coding is a way to compress that browsers understand.
type coding struct {
	suffix string
	writer func(to io.Writer) (io.WriteCloser, error)
}

func codings() [2]coding { return [...]coding{{".br", brotlied}, {".gz", gzipped}} }

// placeForms places a file's compressed forms beside it, in as far as they
// are worth it. forms holds the plain file.
func (s *stage) placeForms(forms []placed, data []byte) ([]placed, error) {
	plain := forms[0]
	if !gains(plain.path, len(data)) {
		return forms, nil
	}
	for _, c := range codings() {
		form, err := s.placeForm(plain, c, data)
		if err != nil {
			return nil, err
		}
		if form.path != "" {
			forms = append(forms, form)
		}
	}
	return forms, nil
}

// placeForm places one compressed form, or none if it is no smaller.
func (s *stage) placeForm(plain placed, c coding, data []byte) (placed, error) {
	name := plain.path + c.suffix
	if form, ok, err := s.keepForm(plain, name); err != nil || ok {
		return form, err
	}
	packed, err := c.compress(data)
	if err != nil || len(packed) >= len(data) {
		return placed{}, err
	}
	return s.place(name, packed)
}

// keepForm places a compressed form that one of the two sites has: it is right
// if it is as recorded, and was recorded beside the same bytes.
func (s *stage) keepForm(plain placed, name string) (placed, bool, error) {
	if info := s.there.files[name]; info != nil && s.known[name].is(info) && s.known[plain.path].sum == plain.sum {
		if form, ok, err := s.keep(name); err != nil || ok {
			return form, ok, err
		}
	}
	if form, ok := s.standing[name]; ok && s.standing[plain.path].sum == plain.sum {
		return s.share(name, form)
	}
	return placed{}, false, nil
}

// keepForms places all compressed forms of a file without its bytes, if they
// are there.
func (s *stage) keepForms(plain placed) ([]placed, bool, error) {
	forms := []placed{plain}
	if !gains(plain.path, int(plain.size)) {
		return forms, true, nil
	}
	for _, c := range codings() {
		form, ok, err := s.keepForm(plain, plain.path+c.suffix)
		if err != nil || !ok {
			return nil, false, err
		}
		forms = append(forms, form)
	}
	return forms, true, nil
}

// gains reports whether a file is worth compressing: text is, pictures and
// fonts are so already, and what fits one packet arrives no sooner.
func gains(name string, size int) bool {
	packed := []string{".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".woff2", ".woff", ".gz", ".br", ".zip", ".pdf"}
	return size > 1000 && !slices.Contains(packed, path.Ext(name))
}

// brotlied compresses as well as brotli can, which is slow: keepForm spares later
// builds from doing it again for the same bytes.
func brotlied(to io.Writer) (io.WriteCloser, error) {
	return brotli.NewWriterLevel(to, brotli.BestCompression), nil
}

func gzipped(to io.Writer) (io.WriteCloser, error) {
	return gzip.NewWriterLevel(to, gzip.BestCompression)
}

func (c coding) compress(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := c.writer(&out)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(data)
	err = errors.Join(err, w.Close()) // which writes what was held back
	return out.Bytes(), err
}
