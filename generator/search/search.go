// Package search makes the index that a reader's browser searches. It is cut
// into many small files, so that a search in a site of any size fetches a few
// kilobytes, and so that editing a page changes few of them. What a reader
// types is looked up in the browser and is no part of any request.
//
// # The files
//
// All stand in search/data/ at stable addresses and are UTF-8 text of lines. They
// share the folder with nothing else, so that hosts need one rule for all.
//
//	index.txt    "nosology search 1", then the number of pages, of word files
//	             and of pages to a page file, one to a line
//	words-N.txt  a line for each word whose Hash modulo the number of word
//	             files is N: the word, a space, and its pages (see below)
//	pages-N.txt  a line for each page, numbered from N times the number of
//	             pages to a file: title, address, kind and summary between tabs
//	spelling.txt all words of titles, lay names and headings, sorted; each line
//	             begins with the number of letters, in base 36, that it shares
//	             with the line before
//
// A word's pages are separated by commas, best first: base 36 of the page's
// number times four plus its weight, from 0 for running text to 3 for titles.
package search

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"nosology/generator/publish"
	"nosology/generator/site"
)

// Sizes of the files. They bound what a search fetches: a word file for each
// word, a page file for each result.
const (
	pagesToAFile = 32
	// pagesToAWordFile makes as many word files as the site has this many pages.
	pagesToAWordFile = 24
	// mostPages bounds what is kept of a word that stands everywhere.
	mostPages = 160
)

// Files returns the files of a site's index, if the site has a page to search
// on. The index is made when the first of them is rendered.
func Files(s *site.Site) []publish.File {
	if !slices.ContainsFunc(s.Others, func(p *site.Page) bool { return p.Page.Shows.S == "search" }) {
		return nil
	}
	return files(searchable(s))
}

func files(pages []*site.Page) []publish.File {
	made := sync.OnceValue(func() *index { return newIndex(pages, wordFiles(len(pages))) })
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
	for n := range wordFiles(len(pages)) {
		files = append(files, file(fmt.Sprintf("words-%d", n), func(x *index, b *strings.Builder) { x.writeWords(b, n) }))
	}
	for n := 0; n*pagesToAFile < len(pages); n++ {
		files = append(files, file(fmt.Sprintf("pages-%d", n), func(x *index, b *strings.Builder) { x.writePages(b, n) }))
	}
	return files
}

func wordFiles(pages int) int { return pages/pagesToAWordFile + 1 }

// searchable are the pages that a search may lead to.
func searchable(s *site.Site) []*site.Page {
	var pages []*site.Page
	for _, p := range s.Pages {
		if !p.Kind.Plain || !unlisted[p.Page.Shows.S] {
			pages = append(pages, p)
		}
	}
	return pages
}

// unlisted are pages that answer nobody's question.
var unlisted = map[string]bool{"home": true, "not-found": true, "search": true, "offline": true}
