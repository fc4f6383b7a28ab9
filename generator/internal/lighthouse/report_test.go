package main

import (
	"fmt"
	"testing"
)

// page is a report with some performance, and with one mark short of 100 for
// each audit named.
func page(t *testing.T, performance float64, failing ...string) *report {
	t.Helper()
	score := func(id string) float64 {
		for _, f := range failing {
			if f == id {
				return 0
			}
		}
		return 1
	}
	data := fmt.Appendf(nil, `{
		"categories": {
			"performance": {"title": "Performance", "score": %v, "auditRefs": [{"id": "speed-index", "weight": 10}]},
			"accessibility": {"title": "Accessibility", "score": 1},
			"best-practices": {"title": "Best Practices", "score": 1},
			"seo": {"title": "SEO", "score": %v, "auditRefs": [{"id": "robots-txt", "weight": 1}, {"id": "hreflang", "weight": 1}, {"id": "unweighed", "weight": 0}]}
		},
		"audits": {
			"speed-index": {"title": "Speed Index", "score": %v, "displayValue": "3 s"},
			"robots-txt": {"title": "robots.txt is not valid", "score": %v},
			"hreflang": {"title": "Wrong language", "score": %v},
			"unweighed": {"title": "Nothing", "score": 0}
		}
	}`, performance, (score("robots-txt")+score("hreflang"))/2, performance, score("robots-txt"), score("hreflang"))
	r, err := parseReport(data)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestMarks(t *testing.T) {
	const good = "  Performance 100  Accessibility 100  Best Practices 100"
	for _, c := range []struct {
		what         string
		report       *report
		line, failed string
	}{
		{"all is well", page(t, 1), good + "  SEO 100", "[]"},
		{"an audit that fails is told", page(t, 1, "robots-txt"), good + "  SEO  50", "[SEO: robots.txt is not valid (0.00) ]"},
		{"each that fails is", page(t, 1, "robots-txt", "hreflang"), good + "  SEO   0",
			"[SEO: robots.txt is not valid (0.00)  SEO: Wrong language (0.00) ]"},
		{"of three runs, the median", median([]*report{page(t, 1), page(t, .5), page(t, .9)}),
			"  Performance  90  Accessibility 100  Best Practices 100  SEO 100", "[Performance: Speed Index (0.90) 3 s]"},
		{"of two, the worse", median([]*report{page(t, 1), page(t, .5)}),
			"  Performance  50  Accessibility 100  Best Practices 100  SEO 100", "[Performance: Speed Index (0.50) 3 s]"},
		{"99.6 is 100, as Lighthouse shows it", page(t, .996), good + "  SEO 100", "[]"},
	} {
		line, failed := c.report.marks()
		if line != c.line || fmt.Sprint(failed) != c.failed {
			t.Errorf("%s: got %q, %v", c.what, line, failed)
		}
	}
}

// A page that Lighthouse could not judge is no page with bad marks.
func TestNoMarks(t *testing.T) {
	r, err := parseReport([]byte(`{"runtimeError": {"code": "NO_FCP", "message": "The page did not paint."}, "categories": {"seo": {"score": null}}}`))
	if err == nil || err.Error() != "no marks: NO_FCP: The page did not paint." {
		t.Errorf("got %v, %v", r, err)
	}
}

// Whether the machine has something else to do is read from all of its processors together.
func TestTicks(t *testing.T) {
	idle, all := ticks("cpu  100 20 30 840 10 0 0 0 0 0\ncpu0 50 10 15 420 5 0 0 0 0 0\n")
	if idle != 840 || all != 1000 {
		t.Errorf("idle are %d of %d ticks, not 840 of 1000", idle, all)
	}
}
