package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// report is what we read of Lighthouse's.
type report struct {
	RuntimeError *struct{ Code, Message string } // why it gave no marks
	Categories   map[string]category
	Audits       map[string]struct {
		Title        string
		Score        *float64
		DisplayValue string
	}
}

// category is a mark from 0 to 1 and what it is made from; an audit of weight 0 is
// told and does not count.
type category struct {
	Title     string
	Score     float64
	AuditRefs []struct {
		ID     string
		Weight float64
	}
}

// parseReport reads a report. One of a page that Lighthouse could not judge is
// an error.
func parseReport(data []byte) (*report, error) {
	var r report
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, err
	}
	if e := r.RuntimeError; e != nil {
		return nil, fmt.Errorf("no marks: %s: %s", e.Code, e.Message)
	}
	return &r, nil
}

// median is the report with the median performance, the worse of two.
func median(reports []*report) *report {
	sorted := slices.SortedFunc(slices.Values(reports), func(a, b *report) int {
		return cmp.Compare(a.Categories["performance"].Score, b.Categories["performance"].Score)
	})
	return sorted[(len(sorted)-1)/2]
}

// robots is the audit that the policy of most pages forbids.
const robots = "robots-txt"

// marks are a page's marks as Lighthouse gave them, and the audits that keep
// one from 100. Where the page may fetch nothing, what that costs is said in
// the line and is no failure.
func (r *report) marks(fetchesNothing bool) (line string, failed []error) {
	for _, id := range []string{"performance", "accessibility", "best-practices", "seo"} {
		c := r.Categories[id]
		line += fmt.Sprintf("  %s %3.0f", c.Title, 100*c.Score)
		blame, excused := r.blame(c, fetchesNothing)
		if excused {
			line += " (robots.txt may not be fetched from this page"
			if len(blame) == 0 {
				line += "; all else 100"
			}
			line += ")"
		}
		if excused || math.Round(100*c.Score) < 100 {
			failed = append(failed, blame...)
		}
	}
	return line, failed
}

// blame lists the audits that take from a category's mark. The one that a
// page's policy forbids is excused where it is so.
func (r *report) blame(c category, fetchesNothing bool) (failed []error, excused bool) {
	for _, ref := range c.AuditRefs {
		a := r.Audits[ref.ID]
		switch {
		case a.Score == nil || *a.Score == 1 || ref.Weight == 0:
		case ref.ID == robots && fetchesNothing:
			excused = true
		default:
			failed = append(failed, fmt.Errorf("%s: %s (%.2f) %s", c.Title, a.Title, *a.Score, a.DisplayValue))
		}
	}
	return failed, excused
}
