// Package search makes the index that a reader's browser searches. It is cut
// into many small files, so that a search in a site of any size fetches a few
// kilobytes, and so that editing a page changes few of them. What a reader
// types is looked up in the browser and is no part of any request.
//
// Pages are numbered by the day they were written, then by id, so that a new
// page takes the last number. A large site's index is in two parts, the words
// of the older pages and those of the newest: a new page changes the files of
// the latter, which are few.
//
// # The files
//
// All stand in search/data/ at stable addresses and are UTF-8 text of lines. They
// share the folder with nothing else, so that hosts need one rule for all.
//
//	index.txt    "nosology search 2"; the language of the site; the number of
//	             pages, of those in the older part, of word files of the older
//	             and of the newer part, and of pages to a page file, one to a line
//	words-N.txt  a line for each word whose Hash modulo the number of word
//	             files is N: the word and its pages in the older part (see below);
//	             then, behind a tab, a line for each title and name whose longest
//	             word is such a word: its words, a tab, and the pages of that name
//	new-N.txt    the same for the newer part, whose pages count from its first
//	pages-N.txt  a line for each page, numbered from N times the number of
//	             pages to a file: title, address, kind, care, summary, and id and
//	             text of each heading, between tabs
//	spelling.txt all words of titles, lay names and headings, sorted; each line
//	             begins with the number of characters, in base 36, that it shares
//	             with the line before
//
// Words are those of package text, as stems. Behind a word stand groups of
// pages, each after a space (behind a name after a tab), best first: a digit in base 36 that says how much
// the word weighs there, and the numbers of pages in base 36 between commas, but
// for the first as the distance from the one before.
package search

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"nosology/generator/publish"
	"nosology/generator/site"
)

// Sizes of the files. They bound what a search fetches: a word file of each part
// for each word, a page file for each result.
const (
	pagesToAFile = 6
	// pagesToAWordFile makes as many word files as a site, or its older part, has
	// this many pages.
	pagesToAWordFile = 12
	// undivided is how many pages a site has at most whose index is one part.
	undivided = 512
	// newest bounds the pages of the newer part, and so the files that a new page
	// changes.
	newest     = 64
	newerFiles = 3
	// mostPages bounds what is kept of a word that stands everywhere.
	mostPages = 160
)

// Files returns the files of a site's index, if the site has a page to search
// on; without one it returns none. The index is made when the first of them is
// rendered: which files there are follows from the number of pages alone.
func Files(s *site.Site) []publish.File {
	if !slices.ContainsFunc(s.Others, func(p *site.Page) bool { return p.Page.Shows.S == "search" }) {
		return nil
	}
	return files(s, searchable(s))
}

func files(s *site.Site, pages []*site.Page) []publish.File {
	sizes := sizesOf(len(pages))
	made := sync.OnceValue(func() *index { return newIndex(s, pages) })
	file := func(name string, write func(x *index, b *strings.Builder)) publish.File {
		return publish.File{Path: "search/data/" + name + ".txt", Kind: publish.FeedFile, Render: func(w io.Writer) error {
			var b strings.Builder
			write(made(), &b)
			_, err := io.WriteString(w, b.String())
			return err
		}}
	}
	files := []publish.File{
		file("index", (*index).writeHead),
		file("spelling", (*index).writeSpelling),
	}
	for n := range sizes.olderFiles {
		files = append(files, file(fmt.Sprintf("words-%d", n), func(x *index, b *strings.Builder) { x.older.write(b, n) }))
	}
	for n := range sizes.newerFiles {
		files = append(files, file(fmt.Sprintf("new-%d", n), func(x *index, b *strings.Builder) { x.newer.write(b, n) }))
	}
	for n := 0; n*pagesToAFile < len(pages); n++ {
		files = append(files, file(fmt.Sprintf("pages-%d", n), func(x *index, b *strings.Builder) { x.writePages(b, n) }))
	}
	return files
}

// sizes says how an index is cut: how many pages there are, how many of them are
// in the older part, and how many word files each part has. Without a newer part
// all pages are older ones.
type sizes struct{ pages, older, olderFiles, newerFiles int }

// sizesOf moves the border between the parts by newest pages at a time, so that
// the older part stays the same for that many new pages.
func sizesOf(pages int) sizes {
	if pages <= undivided {
		return sizes{pages, pages, pages/pagesToAWordFile + 1, 0}
	}
	older := (pages - 1) / newest * newest
	return sizes{pages, older, older/pagesToAWordFile + 1, newerFiles}
}

// searchable are the pages that a search may lead to, in the order of their
// numbers.
func searchable(s *site.Site) []*site.Page {
	var pages []*site.Page
	for _, p := range s.Pages {
		if !answersNothing(p) {
			pages = append(pages, p)
		}
	}
	slices.SortStableFunc(pages, func(a, b *site.Page) int {
		return cmp.Or(a.Review.Written.Compare(b.Review.Written.Time), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Path, b.Path))
	})
	return pages
}

// answersNothing reports whether a page answers nobody's question.
func answersNothing(p *site.Page) bool {
	if !p.Kind.Plain {
		return false
	}
	switch p.Page.Shows.S {
	case "home", "not-found", "search", "offline":
		return true
	}
	return false
}

// Hash spreads words over the word files: 32-bit FNV-1a over the word's bytes.
func Hash(word string) uint32 {
	h := uint32(2166136261)
	for i := range len(word) {
		h = (h ^ uint32(word[i])) * 16777619
	}
	return h
}
