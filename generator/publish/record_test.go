package publish

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A site that stands there since records had no stamps is taken on as it is.
func TestRecordsWithoutStampsAreRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := map[string]string{"index.html": "one", "a/index.html": "a"}
	write(t, dir, site)
	name := filepath.Join(filepath.Dir(dir), ".public.nosology", "record")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	old := strings.ReplaceAll(string(data), " "+strings.Repeat("0", 2*len(Stamp{}))+" ", " ")
	old = strings.Replace(old, recordHeader, oldHeader, 1)
	if err := os.WriteFile(name, []byte(old), 0o644); err != nil {
		t.Fatal(err)
	}
	site["index.html"] = "two"
	if r := write(t, dir, site); len(r.Changed) != 1 || len(r.Added)+len(r.Removed) > 0 {
		t.Errorf("after a build with an old record: %+v", r)
	}
	expect(t, dir, site)
}
