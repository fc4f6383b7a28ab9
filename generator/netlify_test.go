package generator_test

import (
	"regexp"
	"testing"

	"nosology/generator/disk"
)

func TestNetlifyBuildsWithTheGoOfTheModule(t *testing.T) {
	find := func(file, pattern string) string {
		data := disk.Read(t, "../"+file)
		m := regexp.MustCompile(pattern).FindSubmatch(data)
		if m == nil {
			t.Fatalf("%s does not say %s", file, pattern)
		}
		return string(m[1])
	}
	ours, theirs := find("go.mod", `(?m)^go (\S+)$`), find("netlify.toml", `(?m)^  GO_VERSION = "([^"]+)"`)
	if ours != theirs {
		t.Errorf("go.mod asks for Go %s, netlify.toml for %s", ours, theirs)
	}
}
