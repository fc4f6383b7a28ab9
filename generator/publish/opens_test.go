package publish

import (
	"fmt"
	"strings"
	"testing"
)

// What pages may have to do with others takes as few rules for many pages as for
// few, and reaches no page that is closed to it.
func TestWhatPagesHaveToDoWithOthersTakesFewRules(t *testing.T) {
	opens := Opens{Scripts: []string{"https://count.example"}, Connections: []string{"https://count.example"}, Forms: []string{"https://forms.example"}, Frames: []string{"https://films.example"}, Images: []string{"https://pictures.example"}}
	made := func(pages int) *Serving {
		files := []File{{Path: "checker/index.html", Needs: Needs{Script: true, Wasm: true}}, {Path: "search/index.html", Needs: Needs{Script: true, Connect: true, Form: true}}, {Path: "404.html"}}
		for i := range pages {
			files = append(files, File{Path: fmt.Sprintf("page-%d/index.html", i), Needs: Needs{Script: true, Form: true, Opens: opens}})
		}
		return NewServing(files, nil, Terms{})
	}
	few, many := made(10), made(5000)
	for _, detach := range []bool{true, false} {
		if a, b := len(few.rules(detach)), len(many.rules(detach)); a != b || b > 12 {
			t.Errorf("%d rules for 10 pages, and %d for 5,000", a, b)
		}
	}
	policy := few.Policy(&few.files[5])
	for _, part := range []string{
		"script-src 'self' https://count.example;", "connect-src https://count.example;", "form-action 'self' https://forms.example;",
		"frame-src https://films.example;", "img-src 'self' data: https://pictures.example;",
	} {
		if !strings.Contains(policy, part) {
			t.Errorf("the policy %q does not say %q", policy, part)
		}
	}
	if strings.Contains(policy, "trusted-types") {
		t.Errorf("the policy %q breaks scripts of others", policy)
	}
	for i := range few.files[:3] {
		if closed := few.Policy(&few.files[i]); strings.Contains(closed, ".example") {
			t.Errorf("%s has the policy %q", few.files[i].Path, closed)
		}
	}
}

// Downloads take one rule, and one more for each that browsers would run.
func TestDownloadsTakeFewRules(t *testing.T) {
	files := []File{{Path: "index.html"}, {Path: "files/card.svg", Kind: DownloadFile}, {Path: "files/form.html", Kind: DownloadFile}}
	for i := range 500 {
		files = append(files, File{Path: fmt.Sprintf("files/leaflet-%d.pdf", i), Kind: DownloadFile})
	}
	s := NewServing(files, nil, Terms{})
	for _, detach := range []bool{true, false} {
		if n := len(s.rules(detach)); n > 6 {
			t.Errorf("%d rules", n)
		}
	}
	for i := range files {
		f := &files[i]
		isSaved := false
		for _, h := range s.Headers(f) {
			isSaved = isSaved || h == saved
		}
		if isSaved != (f.Path == "files/card.svg" || f.Path == "files/form.html") {
			t.Errorf("%s is saved: %v", f.Path, isSaved)
		}
	}
}
