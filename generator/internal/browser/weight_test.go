//go:build browser

package browser

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// What the checker may weigh until its first question is asked, and its module alone, as they travel.
const (
	most         = 50 * 1024
	mostOfModule = 6144
)

// The page of the checker and all that it loads before the first question is light. What readers load who write in
// their own words comes later, and only for them.
func TestWeight(t *testing.T) {
	site := buildSite(t)
	p := open(t, site.serve(t), phone())
	p.until("document.querySelector('#start_here button')")
	p.click("#start_here button")
	p.heads("Any of these, now or lately")
	addresses := append(eval[[]string](p, "performance.getEntriesByType('resource').map(e => new URL(e.name).pathname)"), "/checker/")
	slices.Sort(addresses)
	total, module := 0, 0
	for _, address := range slices.Compact(addresses) {
		f := site.files[address]
		if f == nil {
			t.Fatalf("%s is not there", address)
		}
		data := site.render(t, f)
		n := packed(t, data)
		t.Logf("%7d bytes %7d packed  %s", len(data), n, address)
		if total += n; strings.HasSuffix(address, ".wasm") {
			module += n
		}
	}
	t.Logf("%d packed together", total)
	if total > most || module == 0 || module > mostOfModule {
		t.Errorf("the checker weighs %d bytes, of %d, and its module %d, of %d", total, most, module, mostOfModule)
	}
	p.quiet()
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
