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

// marks are a page's marks, and the audits that keep one from 100.
func (r *report) marks() (line string, failed []error) {
	for _, id := range []string{"performance", "accessibility", "best-practices", "seo"} {
		c := r.Categories[id]
		line += fmt.Sprintf("  %s %3.0f", c.Title, 100*c.Score)
		if math.Round(100*c.Score) < 100 {
			failed = append(failed, r.blame(c)...)
		}
	}
	return line, failed
}

// blame lists the audits that take from a category's mark.
func (r *report) blame(c category) (failed []error) {
	for _, ref := range c.AuditRefs {
		if a := r.Audits[ref.ID]; a.Score != nil && *a.Score < 1 && ref.Weight > 0 {
			failed = append(failed, fmt.Errorf("%s: %s (%.2f) %s", c.Title, a.Title, *a.Score, a.DisplayValue))
		}
	}
	return failed
}
