//go:build browser

package browser

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// most is what the checker may weigh, all together, as it travels.
const most = 50_000

// The page of the checker and all that it loads is light. What readers load
// who write in their own words comes on top, and only for them.
func TestWeight(t *testing.T) {
	site := buildSite(t)
	page := site.render(t, site.files["/checker/"])
	total := packed(t, page)
	t.Logf("%7d bytes %7d packed  /checker/", len(page), total)
	extra := 0
	for _, address := range loaded(page) {
		f := site.files[address]
		if f == nil {
			t.Fatalf("%s is not there", address)
		}
		data := site.render(t, f)
		n := packed(t, data)
		t.Logf("%7d bytes %7d packed  %s", len(data), n, address)
		if strings.Contains(address, "words") {
			extra += n
		} else {
			total += n
		}
	}
	t.Logf("%d packed together, and %d more for own words", total, extra)
	if total > most {
		t.Errorf("the checker weighs %d bytes, more than %d", total, most)
	}
}

// loaded lists the assets that a page's attributes name.
func loaded(page []byte) []string {
	var addresses []string
	for _, m := range regexp.MustCompile(`="?(/assets/[^"\s>]+)`).FindAllSubmatch(page, -1) {
		addresses = append(addresses, string(m[1]))
	}
	slices.Sort(addresses)
	return slices.Compact(addresses)
}

func packed(t *testing.T, data []byte) int {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
