package text

import "strings"

// Quotes are the marks that stand around a quotation, and around one within it, with
// the space that parts them from the words.
type Quotes struct{ Open, Close, InnerOpen, InnerClose string }

// Quotes are the marks of the language: those of English if nothing else is known of
// it, or there is none.
func (l *Language) Quotes() Quotes {
	if l == nil || l.quotes == (Quotes{}) {
		return Quotes{"“", "”", "‘", "’"}
	}
	return l.quotes
}

// Opens reports whether a mark opens a quotation, as one does that somebody has set by
// hand, perhaps in another language. What closes one here opens none: “ is both.
func (q Quotes) Opens(mark rune) bool {
	if strings.ContainsRune(q.Close, mark) || strings.ContainsRune(q.InnerClose, mark) {
		return false
	}
	return strings.ContainsRune("“‘„‚«‹「『", mark) || strings.ContainsRune(q.Open, mark) || strings.ContainsRune(q.InnerOpen, mark)
}
