package search

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// version tells the script that reads the files whether it can. A page that stayed
// open, or was kept, may have a script that is older than the files.
const version = "nosology search 2"

func (x *index) writeHead(b *strings.Builder) {
	b.WriteString(version + "\n" + x.language.Code + "\n")
	for _, n := range []int{len(x.pages), x.sizes.older, x.olderFiles, x.newerFiles, pagesToAFile} {
		b.WriteString(strconv.Itoa(n) + "\n")
	}
}

// write writes a word file.
func (p part) write(b *strings.Builder, n int) {
	writeLines(b, p[n].words, " ")
	writeLines(b, p[n].names, "\t")
}

// writeLines writes a line for each word, sorted, as the package's comment
// describes them. before stands before each group of pages; a tab, which names
// have, stands before the name as well and tells its line from one of a word.
func writeLines(b *strings.Builder, lines map[string][]posting, before string) {
	for _, word := range slices.Sorted(maps.Keys(lines)) {
		b.WriteString(before[:strings.IndexByte(before+" ", ' ')] + word)
		weight, last := uint8(0), int32(0)
		for i, at := range lines[word] {
			if i == 0 || at.weight != weight {
				weight, last = at.weight, 0
				b.WriteString(before + strconv.FormatInt(int64(weight), 36))
			} else {
				b.WriteByte(',')
			}
			b.WriteString(strconv.FormatInt(int64(at.page-last), 36))
			last = at.page
		}
		b.WriteByte('\n')
	}
}

// writePages writes a page file. The field for care is empty on a page that
// speaks of no level as a whole.
func (x *index) writePages(b *strings.Builder, n int) {
	for _, p := range x.pages[n*pagesToAFile : min((n+1)*pagesToAFile, len(x.pages))] {
		care := ""
		if level, ok := x.levels[p]; ok {
			care = strconv.Itoa(level)
		}
		fields := []string{p.Title.S, p.Address, p.Kind.Name, care, p.Summary.S}
		for _, h := range p.Scan.Headings {
			fields = append(fields, h.ID, h.Text)
		}
		for i, field := range fields {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(strings.Map(oneLine, field))
		}
		b.WriteByte('\n')
	}
}

// oneLine keeps tabs and line ends, which part fields and lines, out of fields.
func oneLine(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
}

// writeSpelling writes the words that may be mistyped. What a word shares with
// the one before is counted in characters, as the script that reads it counts.
func (x *index) writeSpelling(b *strings.Builder) {
	last := ""
	for _, word := range x.names {
		n, size := shared(last, word)
		b.WriteString(strconv.FormatInt(int64(n), 36) + word[size:] + "\n")
		last = word
	}
}

// shared is the beginning that two words have in common, in characters and in
// bytes: 35 characters at most, which is the highest digit in base 36.
func shared(a, b string) (n, size int) {
	for i, r := range b {
		if n == 35 || !strings.HasPrefix(a[min(i, len(a)):], string(r)) {
			return n, i
		}
		n, size = n+1, i+utf8.RuneLen(r)
	}
	return n, size
}
