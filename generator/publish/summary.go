package publish

import (
	"crypto/sha256"
	"io"
)

// withoutSummaries parts files that stand for themselves from those that are
// made from the digests of others.
func withoutSummaries(files []File) (single, summaries []File) {
	single = make([]File, 0, len(files))
	for _, f := range files {
		if f.Summary == nil {
			single = append(single, f)
		} else {
			summaries = append(summaries, f)
		}
	}
	return single, summaries
}

// rendered returns summaries that render from the files that are placed.
func rendered(summaries []File, placed contents) []File {
	sums := func(path string) (sum [sha256.Size]byte, ok bool) {
		file, ok := placed[path]
		return file.sum, ok
	}
	all := make([]File, len(summaries))
	for i, f := range summaries {
		f.Render = func(w io.Writer) error { return summaries[i].Summary(w, sums) }
		all[i] = f
	}
	return all
}
