package diag

import (
	"fmt"
	"slices"
)

// How many that say the same are shown, and from how many on the others
// are left out.
const (
	shownAlike = 3
	manyAlike  = 6
)

// Fold makes a list of diagnostics short enough to be read: where many that
// weigh at least as much as least say the same, for they have one cause, it
// keeps the first few, and the last of these says how many more there are. What
// keeps a file from being read comes first, for much else may follow from it.
func Fold(ds []Diagnostic, least Severity) []Diagnostic {
	type saying struct {
		severity       Severity
		check, message string
	}
	count := map[saying]int{}
	files := map[saying]map[string]bool{}
	for _, d := range ds {
		if s := (saying{d.Severity, d.Check, d.Message}); d.Severity <= least {
			if count[s]++; files[s] == nil {
				files[s] = map[string]bool{}
			}
			files[s][d.File] = true
		}
	}
	seen := map[saying]int{}
	folded := make([]Diagnostic, 0, len(ds))
	for _, d := range ds {
		s := saying{d.Severity, d.Check, d.Message}
		if n := count[s]; d.Severity <= least && n >= manyAlike {
			if seen[s]++; seen[s] > shownAlike {
				continue
			}
			if seen[s] == shownAlike {
				d.Alike, d.AlikeFiles = n-shownAlike, len(files[s])
			}
		}
		folded = append(folded, d)
	}
	slices.SortStableFunc(folded, func(a, b Diagnostic) int { return unread(b) - unread(a) })
	return folded
}

// MoreLikeIt says how many diagnostics Fold left out for this one, or "".
func (d Diagnostic) MoreLikeIt() string {
	switch {
	case d.Alike == 0:
		return ""
	case d.AlikeFiles == 1:
		return fmt.Sprintf("and %d more like it, all in this file", d.Alike)
	}
	return fmt.Sprintf("and %d more like it, in %d files", d.Alike, d.AlikeFiles)
}

// unread is 1 for what keeps a file from being read.
func unread(d Diagnostic) int {
	switch d.Check {
	case "bad-encoding", "front-matter", "missing-file", "too-long", "too-deep", "yaml-syntax":
		return 1
	}
	return 0
}
