package share

import (
	"regexp"
	"strconv"
	"strings"
)

// curveSteps is into how many straight lines a curve is cut. At the size of a
// picture no corner of 12 is seen.
const curveSteps = 12

// pathReader reads the path of an SVG drawing. What fails is remembered and
// found at the end of a step, so that reading a number stays one expression.
type pathReader struct {
	rest   string    // of the path
	lines  [][]point // one for each place where the pen was set down
	at     point     // where the pen is
	handle point     // the last control point of a curve; at, if the last step was none
	failed bool
}

// flatten turns a path into straight lines. It is not ok if the path has
// anything but lines and curves of the second and third order, or is cut off;
// lines are then of no use.
func flatten(d string) (lines [][]point, ok bool) {
	r := &pathReader{rest: d}
	command := byte(0)
	for r.skip(); r.rest != "" && !r.failed; r.skip() {
		if c := r.rest[0]; c|0x20 >= 'a' && c|0x20 <= 'z' {
			command, r.rest = c, r.rest[1:]
		}
		r.step(command)
		switch command { // after a move, more numbers are lines
		case 'M':
			command = 'L'
		case 'm':
			command = 'l'
		case 'Z', 'z': // and none after this
			command = 0
		}
	}
	return r.lines, !r.failed
}

// step follows one command with its numbers. Small letters count from where the
// pen is, capitals from the origin.
func (r *pathReader) step(command byte) {
	from := r.at
	base := point{}
	if command >= 'a' {
		base = from
	}
	switch command {
	case 'M', 'm':
		r.at = r.point(base)
		r.lines = append(r.lines, []point{r.at})
	case 'L', 'l':
		r.line(r.point(base))
	case 'H', 'h':
		r.line(point{base.x + r.number(), from.y})
	case 'V', 'v':
		r.line(point{from.x, base.y + r.number()})
	case 'C', 'c':
		r.curve(r.point(base), r.point(base), r.point(base))
		return
	case 'S', 's':
		r.curve(point{2*from.x - r.handle.x, 2*from.y - r.handle.y}, r.point(base), r.point(base))
		return
	case 'Q', 'q':
		c, to := r.point(base), r.point(base)
		r.curve(between2(from, c), between2(to, c), to)
		return
	case 'Z', 'z':
		if len(r.lines) > 0 {
			r.line(r.lines[len(r.lines)-1][0])
		}
		r.skip()
	default:
		r.failed = true
	}
	r.handle = r.at
}

// between2 is two thirds of the way to a control point of the second order.
func between2(from, c point) point {
	return point{from.x + (c.x-from.x)*2/3, from.y + (c.y-from.y)*2/3}
}

func (r *pathReader) line(to point) {
	if len(r.lines) == 0 {
		r.failed = true
		return
	}
	last := &r.lines[len(r.lines)-1]
	*last = append(*last, to)
	r.at = to
}

func (r *pathReader) curve(a, b, to point) {
	from := r.at
	for i := 1; i <= curveSteps; i++ {
		t := float64(i) / curveSteps
		u := 1 - t
		at := func(from, a, b, to float64) float64 { return u*u*u*from + 3*u*u*t*a + 3*u*t*t*b + t*t*t*to }
		r.line(point{at(from.x, a.x, b.x, to.x), at(from.y, a.y, b.y, to.y)})
	}
	r.handle = b
}

func (r *pathReader) point(base point) point {
	x := r.number()
	return point{base.x + x, base.y + r.number()}
}

// number reads a number, which may follow on the one before without a space.
func (r *pathReader) number() float64 {
	r.skip()
	text := numeral.FindString(r.rest)
	n, err := strconv.ParseFloat(text, 64)
	r.failed = r.failed || err != nil
	r.rest = r.rest[len(text):]
	return n
}

// numeral is a number of SVG. A drawing that was made small writes 100 as 1e2.
var numeral = regexp.MustCompile(`^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`)

func (r *pathReader) skip() { r.rest = strings.TrimLeft(r.rest, " ,\t\r\n") }

// numbers reads a list of numbers.
func numbers(list string) []float64 {
	r := &pathReader{rest: list}
	var all []float64
	for r.skip(); r.rest != "" && !r.failed; r.skip() {
		all = append(all, r.number())
	}
	return all
}
