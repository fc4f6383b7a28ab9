package publish

import (
	"crypto/sha256"
	"fmt"
	"io"
	"path/filepath"
	"testing"

	"nosology/generator/disk"
)

// A summary knows the bytes of every other file, those as well that are left
// as they stand and are not rendered again.
func TestASummaryIsOfWhatStandsThere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	text, stamp := "one", Stamp{1}
	files := func() []File {
		page := func(name string, stamp Stamp) File {
			said := text
			return File{Path: name, Stamp: stamp, Render: func(w io.Writer) error { _, err := io.WriteString(w, said); return err }}
		}
		return []File{
			{Path: "sums.txt", Summary: func(w io.Writer, sum Sums) error {
				_, missing := sum("missing")
				a, okA := sum("a.html")
				b, okB := sum("b.html")
				_, err := fmt.Fprintf(w, "%x %x %v %v %v", a, b, okA, okB, missing)
				return err
			}},
			page("a.html", Stamp{}), page("b.html", stamp),
		}
	}
	for _, c := range []struct {
		text  string
		stamp Stamp
		b     string // what the second page holds then
	}{{"one", Stamp{1}, "one"}, {"two", Stamp{1}, "one"}, {"two", Stamp{2}, "two"}} {
		text, stamp = c.text, c.stamp
		if _, err := Write(dir, files(), Options{Workers: 2}); err != nil {
			t.Fatal(err)
		}
		got := disk.Read(t, filepath.Join(dir, "sums.txt"))
		if want := fmt.Sprintf("%x %x true true false", sha256.Sum256([]byte(c.text)), sha256.Sum256([]byte(c.b))); string(got) != want {
			t.Errorf("the summary is %s, want %s", got, want)
		}
	}
}
