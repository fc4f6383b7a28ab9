// Package taken is the table of what a site takes for itself: ids in its
// pages, and addresses. No heading, old address, page or file of an author can
// have one of them.
package taken

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// ID is an id that pages need for themselves.
type ID struct {
	Name string // "tested"; "letter-?": with one sign in place of the mark; "tpl_*": with any
	// Layout is that of the pages which need it; "" if any page may.
	Layout string
	// Numbered says that it also stands with numbers behind it: cite-3-2.
	Numbered bool
}

// IDs is the table of ids. What a page takes from content (the ids of warning
// signs, of sources, of parts of the body) is not in it: package site knows that.
var IDs = slices.Concat(
	ids("", "main contents sources source-general review findings causes look-alikes related flags mentioned-in umbrella-of"),
	// These are of some pages alone, but have been kept free on all.
	ids("", "questions common read az parts apart checker filter filter-count filter-nothing view-az view-part"),
	numbered("source cite note note-ref care-self-care care-see-a-doctor care-urgent care-emergency do do-not"),
	ids("", "g_*"), // explanations of words of the glossary
	ids("home", "map"),
	ids("symptoms", "map flag letter-?"),
	ids("warning-signs", "signs-emergency signs-urgent signs-see-a-doctor signs-self-care elsewhere"),
	ids("decides", "tested stories stories-caption tests versions rules rules-emergency rules-urgent rules-see-a-doctor rules-self-care"),
	ids("compare", "w_*"),
	ids("privacy", "others"),
	ids("search", "search search-hint search-status search-results search-nothing"),
	ids("offline", "kept keep drop"),
	ids("checker", "start_here not_sure own_words own_words_hint the_* tpl_* q_* k_* s_* w_*"),
)

func ids(layout, names string) (all []ID) {
	for _, name := range strings.Fields(names) {
		all = append(all, ID{Name: name, Layout: layout})
	}
	return all
}

func numbered(names string) []ID {
	all := ids("", names)
	for i := range all {
		all[i].Numbered = true
	}
	return all
}

// Anywhere reports whether any page may need an id for itself.
func Anywhere(id string) bool { return On("", id) }

// Counted reports whether an id is of those that stand only where a text has
// cards, notes or citations to count.
func Counted(id string) bool {
	return slices.ContainsFunc(IDs, func(own ID) bool { return own.Numbered && own.Holds(id) })
}

// On reports whether the pages of a layout need an id for themselves, beside
// those that any page may need.
func On(layout, id string) bool {
	return slices.ContainsFunc(IDs, func(own ID) bool { return own.Layout == layout && own.Holds(id) })
}

// Holds reports whether an id is one of the row.
func (own *ID) Holds(id string) bool {
	if before, star := strings.CutSuffix(own.Name, "*"); star {
		return strings.HasPrefix(id, before)
	}
	if before, mark := strings.CutSuffix(own.Name, "?"); mark {
		return strings.HasPrefix(id, before) && utf8.RuneCountInString(id[len(before):]) == 1
	}
	rest, ok := strings.CutPrefix(id, own.Name)
	return ok && (rest == "" || own.Numbered && areNumbers(rest))
}

// areNumbers reports whether a text is numbers, each behind a hyphen.
func areNumbers(text string) bool {
	for number := range strings.SplitSeq(strings.TrimPrefix(text, "-"), "-") {
		if number == "" || strings.Trim(number, "0123456789") != "" {
			return false
		}
	}
	return text[0] == '-'
}
