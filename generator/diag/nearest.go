package diag

import (
	"strconv"
	"strings"
	"unicode"
)

// DidYouMean is the hint for a name that does not exist: `did you mean "x"?`
// with the nearest candidate, or "" if none is near.
func DidYouMean(name string, candidates []string) string {
	near := Nearest(name, candidates)
	if near == "" {
		return ""
	}
	return "did you mean " + strconv.Quote(near) + "?"
}

// OneOf is the hint for a word outside a short list: the nearest word, or all
// of them.
func OneOf(name string, words []string) string {
	if hint := DidYouMean(name, words); hint != "" {
		return hint
	}
	return "one of: " + strings.Join(words, ", ")
}

// Nearest returns the candidate that name was probably meant to be: at a small
// edit distance, or one that begins or ends with it, or the other way round.
// It returns "" if none is near. Of equally near candidates the first wins.
func Nearest(name string, candidates []string) string {
	folded := fold(name)
	if folded == "" {
		return ""
	}
	best, bestCost := "", maxCost(folded)+1
	for _, c := range candidates {
		if cost := cost(folded, fold(c), bestCost); cost < bestCost {
			best, bestCost = c, cost
		}
	}
	return best
}

// fold removes differences that a slip of the keyboard or of habit makes.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == ' ' {
			return '-'
		}
		return unicode.ToLower(r)
	}, strings.TrimSpace(s))
}

// maxCost is how far a name may be off: one edit in three characters.
func maxCost(name string) int { return min(max(1, len(name)/3), 4) }

// cost is the edit distance of a and b, or limit if it is not below it. A name
// that was cut short by whole words, or made longer, may be as far off as a
// name can be; to cut it short is the commoner slip.
func cost(a, b string, limit int) int {
	switch {
	case isPart(a, b):
		return min(limit, maxCost(a)-1)
	case isPart(b, a):
		return min(limit, maxCost(a))
	}
	if d := len(a) - len(b); d >= limit || -d >= limit {
		return limit
	}
	return min(limit, Distance(a, b))
}

// isPart reports whether part is the beginning or the end of whole, up to a
// hyphen. Very short parts say too little.
func isPart(part, whole string) bool {
	return len(part) >= 4 && (strings.HasPrefix(whole, part+"-") || strings.HasSuffix(whole, "-"+part))
}

// Distance counts the insertions, deletions, changes and swaps of neighbours
// that turn a into b (optimal string alignment), in bytes.
// They are lower-case ids and keys, nearly always ASCII. It takes time by the product of the
// lengths, and room for three rows.
func Distance(a, b string) int {
	rows := make([]int, 3*(len(b)+1))
	prev2, prev, row := rows[:len(b)+1], rows[len(b)+1:2*(len(b)+1)], rows[2*(len(b)+1):]
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(row[j-1]+1, prev[j]+1, prev[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], prev2[j-2]+1)
			}
		}
		prev2, prev, row = prev, row, prev2
	}
	return prev[len(b)]
}
