package generator_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"nosology/generator/disk"
	"nosology/generator/publish"
)

// anotherSubject is what the site that is shipped is about, in the languages of
// the sites that init writes.
var anotherSubject = regexp.MustCompile(`(?i)\bnos(e|es|tril|trils)\b|twitch|facial|eyelid|\btics?\b|tic-feature|\bmovements?\b|\bnasen?\b|nasenl|zuck(t|en|ung)|\blid(er|es)?\b|أنف|أنوف|ارتعاش|جفن`)

// TestNewSitesShowNothingOfAnotherSubject builds the sites that init writes and
// looks through every byte that is published, names and drawings included.
func TestNewSitesShowNothingOfAnotherSubject(t *testing.T) {
	for _, name := range []string{"starter", "starter-de", "starter-ar"} {
		t.Run(name, func(t *testing.T) {
			opt := starter()
			opt.Content = os.DirFS("../cmd/nosology/" + name + "/content")
			out := filepath.Join(t.TempDir(), "site")
			build(t, out, opt, publish.Options{})
			for file, text := range disk.Texts(t, out) {
				if strings.Contains(file, "figures/") {
					t.Errorf("%s is a drawing that nobody put there", file)
				}
				for _, where := range []string{file, text} {
					if at := anotherSubject.FindStringIndex(where); at != nil {
						t.Errorf("%s says %q", file, where[max(0, at[0]-40):min(len(where), at[1]+40)])
					}
				}
			}
		})
	}
}
