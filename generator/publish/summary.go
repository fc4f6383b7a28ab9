package publish

import (
	"crypto/sha256"
	"io"
)

// summaries returns the files that are made from the digests of others, and lets them
// render from those that are placed.
func summaries(files []File, placed contents) (all []File) {
	sums := func(path string) (sum [sha256.Size]byte, ok bool) {
		file, ok := placed[path]
		return file.sum, ok
	}
	for _, f := range files {
		if summary := f.Summary; summary != nil {
			f.Render = func(w io.Writer) error { return summary(w, sums) }
			all = append(all, f)
		}
	}
	return all
}
