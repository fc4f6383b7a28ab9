package search

import (
	"cmp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"nosology/generator/site"
)

// weight says where in a page a word stands.
type weight uint8

const (
	inText weight = iota
	inHeading
	inName // what people say, and true synonyms
	inTitle
)

// posting is a page's number and the best place a word has in it.
type posting struct {
	page   int32
	weight weight
}

// index is a site's words.
type index struct {
	pages []*site.Page
	words []map[string][]posting // by word file
	names []string               // words of titles, names and headings, sorted
}

// newIndex reads all pages, some at a time.
func newIndex(pages []*site.Page, files int) *index {
	x := &index{pages: pages, words: make([]map[string][]posting, files)}
	for i := range x.words {
		x.words[i] = map[string][]posting{}
	}
	workers := min(runtime.GOMAXPROCS(0), len(pages))
	parts := make([]map[string][]posting, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			from, to := w*len(pages)/workers, (w+1)*len(pages)/workers
			parts[w] = readPages(pages, from, to)
		})
	}
	wg.Wait()
	x.merge(parts)
	return x
}

// merge joins what the workers found, in the order of the pages.
func (x *index) merge(parts []map[string][]posting) {
	names := map[string]bool{}
	for _, part := range parts {
		for word, postings := range part {
			file := x.words[int(Hash(word))%len(x.words)]
			file[word] = append(file[word], postings...)
			if !names[word] && slices.ContainsFunc(postings, func(p posting) bool { return p.weight > inText }) {
				names[word] = true
			}
		}
	}
	for word := range names {
		x.names = append(x.names, word)
	}
	slices.Sort(x.names)
	for _, file := range x.words {
		for word, postings := range file {
			slices.SortFunc(postings, func(a, b posting) int {
				return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.page, b.page))
			})
			file[word] = postings[:min(len(postings), mostPages)]
		}
	}
}

// readPages finds the words of some pages.
func readPages(pages []*site.Page, from, to int) map[string][]posting {
	found := map[string][]posting{}
	var words tokenizer
	add := func(page int, w weight, text []byte) {
		words.each(text, func(word []byte) {
			list := found[string(word)]
			switch last := len(list) - 1; {
			case last < 0 || list[last].page != int32(page):
				found[string(word)] = append(list, posting{int32(page), w})
			case list[last].weight < w:
				list[last].weight = w
			}
		})
	}
	for n := from; n < to; n++ {
		p := pages[n]
		add(n, inTitle, []byte(p.Title.S))
		for _, name := range slices.Concat(p.Also, p.HeardAs) {
			add(n, inName, []byte(name.S))
		}
		for _, h := range p.Scan.Headings {
			add(n, inHeading, []byte(h.Text))
		}
		add(n, inText, []byte(p.Summary.S))
		for _, s := range p.Scan.Sentences {
			add(n, inText, p.Body[s.Span.Start:s.Span.End])
		}
	}
	return found
}

func (x *index) writeHead(b *strings.Builder) {
	for _, n := range []int{len(x.pages), len(x.words), pagesToAFile} {
		if b.Len() == 0 {
			b.WriteString("nosology search 1\n")
		}
		b.WriteString(strconv.Itoa(n) + "\n")
	}
}

func (x *index) writeWords(b *strings.Builder, n int) {
	words := make([]string, 0, len(x.words[n]))
	for word := range x.words[n] {
		words = append(words, word)
	}
	slices.Sort(words)
	for _, word := range words {
		b.WriteString(word)
		for i, p := range x.words[n][word] {
			b.WriteByte(" ,"[min(i, 1)])
			b.WriteString(strconv.FormatInt(int64(p.page)*4+int64(p.weight), 36))
		}
		b.WriteByte('\n')
	}
}

func (x *index) writePages(b *strings.Builder, n int) {
	for _, p := range x.pages[n*pagesToAFile : min((n+1)*pagesToAFile, len(x.pages))] {
		for i, field := range []string{p.Title.S, p.Address, p.Kind.Name, p.Summary.S} {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(strings.Map(oneLine, field))
		}
		b.WriteByte('\n')
	}
}

func oneLine(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
}

func (x *index) writeSpelling(b *strings.Builder) {
	last := ""
	for _, word := range x.names {
		n := 0
		for n < len(word) && n < len(last) && n < 35 && word[n] == last[n] {
			n++
		}
		b.WriteString(strconv.FormatInt(int64(n), 36) + word[n:] + "\n")
		last = word
	}
}
