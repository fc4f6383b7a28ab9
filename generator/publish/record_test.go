package publish

import (
	"path/filepath"
	"strings"
	"testing"

	"nosology/generator/disk"
)

// A site that stands there since records had no stamps is taken on as it is.
func TestRecordsWithoutStampsAreRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := map[string]string{"index.html": "one", "a/index.html": "a"}
	write(t, dir, site)
	name := filepath.Join(filepath.Dir(dir), ".public.nosology", "record")
	data := disk.Read(t, name)
	old := strings.ReplaceAll(string(data), " "+strings.Repeat("0", 2*len(Stamp{}))+" ", " ")
	old = strings.Replace(old, recordHeader, oldHeader, 1)
	disk.Write(t, name, old)
	site["index.html"] = "two"
	if r := write(t, dir, site); len(r.Changed) != 1 || len(r.Added)+len(r.Removed) > 0 {
		t.Errorf("after a build with an old record: %+v", r)
	}
	expect(t, dir, site)
}
