package shipped

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"nosology/generator"
	"nosology/generator/content"
	"nosology/generator/disk"
	"nosology/generator/publish"
	"nosology/generator/search"
	"nosology/generator/site"
)

// An edit of one sentence changes the page that it stands on, the pages that
// quote it, the part of the search index that lists its new word, and what tells
// kept pages from those of now; so that is all that a deploy uploads, and all
// that readers fetch again.
func TestASentenceChangesWhatShowsIt(t *testing.T) {
	before := shipped(t)
	for _, from := range []string{"nose-twitching", "why-muscles-twitch", "dehydration", "eyelid-twitch"} {
		t.Run(from, func(t *testing.T) {
			m, want := quoted(before, from)
			if m.From == nil {
				t.Fatal("no page quotes it")
			}
			after := edited(t, m)
			var changed, parts, known []string
			all := maps.Clone(before.files)
			maps.Copy(all, after)
			for name := range all {
				now, stands := after[name]
				switch {
				case stands && now == nil, bytes.Equal(before.files[name], now):
				case strings.HasPrefix(name, "search/data/"):
					parts = append(parts, name)
				case strings.HasPrefix(name, "offline/data/"), name == "sw.js":
					known = append(known, name)
				default:
					changed = append(changed, name)
				}
			}
			slices.Sort(changed)
			slices.Sort(known)
			if !slices.Equal(changed, want) {
				t.Errorf("changed %q, want %q", changed, want)
			}
			if lists := listing(before, want); !slices.Equal(known, lists) {
				t.Errorf("of what tells kept pages from those of now, %q changed, want %q", known, lists)
			}
			part := fmt.Sprintf("search/data/words-%d.txt", search.Hash("again")%uint32(count(before, "search/data/words-")))
			if len(parts) > 1 || len(parts) == 1 && parts[0] != part {
				t.Errorf("of the search, %q changed, want %q", parts, part)
			}
			t.Logf("changed %q", append(changed, parts...))
		})
	}
}

// listing returns the files by which a device knows that pages have changed.
func listing(f *finished, pages []string) []string {
	all := []string{"offline/data/index.json", "sw.js"}
	for _, page := range pages {
		part := search.Hash(strings.TrimSuffix(page, "index.html")) % uint32(count(f, "offline/data/")-1)
		all = append(all, fmt.Sprintf("offline/data/%d.json", part))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// quoted returns a sentence of a page that others quote, and the files that
// show it.
func quoted(f *finished, from string) (site.Mention, []string) {
	var sentence site.Mention
	shows := map[string]bool{}
	for _, p := range f.Pages {
		if p.Kind == content.Page { // they quote nobody
			continue
		}
		for i, m := range p.MentionedIn() {
			if m.From.ID != from || m.Sentence.End == 0 || sentence.From != nil && m.Sentence != sentence.Sentence {
				continue
			}
			sentence = m
			folder := strings.TrimPrefix(p.Address, "/")
			if file := folder + "index.html"; i < 12 { // as many as the page itself has room for
				shows[file] = true
			}
			if file := folder + "mentions/index.html"; f.files[file] != nil {
				shows[file] = true
			}
		}
	}
	if sentence.From != nil {
		shows[strings.TrimPrefix(sentence.From.Address, "/")+"index.html"] = true
	}
	return sentence, slices.Sorted(maps.Keys(shows))
}

// edited renders the site with a sentence that begins in another way.
func edited(t *testing.T, m site.Mention) map[string][]byte {
	t.Helper()
	opt := options()
	folder := disk.Memory(t, opt.Content)
	text := string(folder[m.From.Path].Data)
	at := strings.Index(text, string(m.From.Body)) + int(m.Sentence.Start)
	folder[m.From.Path].Data = []byte(text[:at] + "Again: " + text[at:])
	opt.Content = folder
	s, err := generator.Prepare(opt)
	if err != nil || len(s.Files) == 0 {
		t.Fatal(err, s.Diagnostics)
	}
	files := map[string][]byte{}
	for _, file := range s.Files {
		if file.Stamp != (publish.Stamp{}) {
			files[file.Path] = nil // the name says all
			continue
		}
		var b bytes.Buffer
		if err := file.Render(&b); err != nil {
			t.Fatal(err)
		}
		files[file.Path] = b.Bytes()
	}
	return files
}

func count(f *finished, prefix string) int {
	n := 0
	for name := range f.files {
		if strings.HasPrefix(name, prefix) {
			n++
		}
	}
	return n
}
