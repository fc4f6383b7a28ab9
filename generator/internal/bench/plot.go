package main

import (
	"bytes"
	"fmt"
	"math"
)

// The plot: two panels side by side, time and memory, both axes logarithmic.
const (
	panelWidth, panelHeight = 300.0, 240.0
	panelLeft, panelTop     = 56.0, 40.0
	panelStep               = 430.0 // from one panel to the next
)

const plotStyle = `<style>
text{font:13px system-ui,sans-serif;fill:#333}
.grid{stroke:#ddd}
.ours,.hugo{fill:none;stroke-width:2.5}
.ours{stroke:#0b6e75}.hugo{stroke:#c2562d;stroke-dasharray:7 4}
.dot{stroke:none}.ours.dot{fill:#0b6e75}.hugo.dot{fill:#c2562d}
@media (prefers-color-scheme:dark){text{fill:#ccc}.grid{stroke:#444}.ours{stroke:#5fc4cb}.hugo{stroke:#f09a72}.ours.dot{fill:#5fc4cb}.hugo.dot{fill:#f09a72}}
</style>`

// plot draws time and memory against pages.
func plot(rows []row) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" role="img" aria-labelledby="t">`, 2*panelStep-5, panelTop+panelHeight+50)
	b.WriteString("\n<title id=\"t\">Time and memory of a build against pages: nosology and Hugo</title>\n" + plotStyle + "\n")
	panels := []struct {
		title string
		of    func([]cost) []float64
	}{{"seconds", walls}, {"MiB of memory", peaks}}
	for i, p := range panels {
		draw(&b, panelLeft+float64(i)*panelStep, p.title, rows, p.of)
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// scale maps values to a length, logarithmically, from one power of ten to
// another.
type scale struct{ from, to, length float64 }

// newScale makes a scale from whole powers of ten around all values, which must be
// above 0.
func newScale(values []float64, length float64) scale {
	s := scale{math.Inf(1), math.Inf(-1), length}
	for _, v := range values {
		s.from, s.to = min(s.from, math.Floor(math.Log10(v))), max(s.to, math.Ceil(math.Log10(v)))
	}
	if s.from == s.to {
		s.to++
	}
	return s
}

func (s scale) at(v float64) float64 { return (math.Log10(v) - s.from) / (s.to - s.from) * s.length }

// draw draws one panel.
func draw(b *bytes.Buffer, left float64, title string, rows []row, of func([]cost) []float64) {
	var pages, values []float64
	for _, r := range rows {
		pages = append(pages, float64(r.pages))
		for _, costs := range r.of {
			values = append(values, median(of(costs)))
		}
	}
	x, y := newScale(pages, panelWidth), newScale(values, panelHeight)
	fmt.Fprintf(b, `<g transform="translate(%g %g)"><text x="0" y="-16">%s</text>`+"\n", left, panelTop, title)
	grid(b, x, y)
	for tool, name := range []string{"nosology", "Hugo"} {
		line(b, x, y, tool, name, rows, of)
	}
	b.WriteString("</g>\n")
}

// grid draws a line for each power of ten, and what it stands for. Upwards is less in
// SVG, hence the heights that are taken from the whole.
func grid(b *bytes.Buffer, x, y scale) {
	for p := x.from; p <= x.to; p++ {
		at := x.at(math.Pow(10, p))
		fmt.Fprintf(b, `<path class="grid" d="M%.1f 0v%g"/><text x="%.1f" y="%g" text-anchor="middle">%s</text>`+"\n", at, panelHeight, at, panelHeight+20, power(p))
	}
	for p := y.from; p <= y.to; p++ {
		at := panelHeight - y.at(math.Pow(10, p))
		fmt.Fprintf(b, `<path class="grid" d="M0 %.1fh%g"/><text x="-8" y="%.1f" text-anchor="end">%s</text>`+"\n", at, panelWidth, at+4, power(p))
	}
	fmt.Fprintf(b, `<text x="%g" y="%g" text-anchor="end">pages</text>`+"\n", panelWidth, panelHeight+38)
}

// power writes a power of ten for an axis.
func power(p float64) string {
	if p >= 3 {
		return fmt.Sprintf("%g,000", math.Pow(10, p-3))
	}
	return fmt.Sprintf("%g", math.Pow(10, p))
}

// line draws one tool's line, with its name at the end.
func line(b *bytes.Buffer, x, y scale, tool int, name string, rows []row, of func([]cost) []float64) {
	class := []string{"ours", "hugo"}[tool]
	var path, dots bytes.Buffer
	var atX, atY float64
	for _, r := range rows {
		if tool >= len(r.of) {
			return
		}
		atX, atY = x.at(float64(r.pages)), panelHeight-y.at(median(of(r.of[tool])))
		verb := "L"
		if path.Len() == 0 {
			verb = "M"
		}
		fmt.Fprintf(&path, "%s%.1f %.1f", verb, atX, atY)
		fmt.Fprintf(&dots, `<circle class="%s dot" cx="%.1f" cy="%.1f" r="3.5"/>`, class, atX, atY)
	}
	fmt.Fprintf(b, `<path class="%s" d="%s"/>%s<text x="%.1f" y="%.1f">%s</text>`+"\n", class, path.Bytes(), dots.Bytes(), atX+8, atY+4, name)
}
