package rules

import (
	"errors"

	"nosology/generator/rules/judge"
)

// Result is a judgement in a Go program's terms.
type Result struct {
	Urgency Level `json:"urgency"`
	// CouldBe is the highest urgency that some way of answering the open questions leads to: one does, none
	// leads higher. What counts as a way is said at Checker.Reply. A finding that no question asks for stays as
	// it is.
	CouldBe Level   `json:"could_be"`
	Flags   []Fired `json:"flags"`  // the most urgent first
	Causes  []Fit   `json:"causes"` // the best first
	// Next is the question to ask next, an index, or -1 if none is worth asking.
	Next int `json:"next"`
	// NextRaises is the urgency that Next may lead to; SelfCare if it only tells the causes apart.
	NextRaises Level `json:"next_raises"`
	// Worth is how many questions are worth asking as things stand. An answer may add some or make some needless.
	Worth int `json:"worth"`
}

// Fired is a flag that raises the urgency.
type Fired struct {
	Flag  int    `json:"-"`
	ID    string `json:"id"`
	Level Level  `json:"level"` // lower than the flag's own where "not sure" stood in for a yes
	// Witness is a smallest set of findings whose answers make the flag count at this level: with one of them
	// fewer it would not.
	Witness []string `json:"witness"`
}

// Fit is a cause with what the answers say about it.
type Fit struct {
	Cause   int      `json:"-"`
	ID      string   `json:"id"`
	Band    Band     `json:"band"`
	Care    Level    `json:"care"`
	For     []string `json:"for"`     // findings that are there and speak for it, the strongest first
	Against []string `json:"against"` // findings that are there and speak against it, then typical ones that are not there
}

// Band says in words how well a cause fits.
type Band uint8

// The bands. A cause below them all is not shown.
const (
	LessLikely Band = iota + 1
	Possible
	FitsWell
)

// String returns the band's name.
func (b Band) String() string {
	return nameOf(uint8(b), [4]string{"not shown", "less likely", "possible", "fits well"}, "band")
}

// MarshalText writes the band's name, so that exports hold words.
func (b Band) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// Decode reads the result that the checker's module writes for this base.
func (b *Base) Decode(out []byte) (Result, error) {
	d := decoder{base: b, rest: out}
	r := Result{Urgency: d.level(), CouldBe: d.level(), Next: d.number(), NextRaises: d.level(), Worth: d.number()}
	r.Flags, r.Causes = []Fired{}, []Fit{}
	causes := d.number()
	flags := d.number()
	flags |= d.number() << 8
	if r.Next == judge.None {
		r.Next = -1
	}
	if r.Next >= len(b.Questions) {
		d.failed = true
	}
	// A count that is wrong may be 65,535: it ends with the bytes, not with the count.
	for i := 0; i < flags && !d.failed; i++ {
		r.Flags = append(r.Flags, d.flag())
	}
	for i := 0; i < causes && !d.failed; i++ {
		r.Causes = append(r.Causes, d.cause())
	}
	if d.failed || len(d.rest) > 0 {
		return Result{}, errors.New("not a result of this knowledge base")
	}
	return r, nil
}

// decoder reads a result. After the first mistake it yields zeros.
type decoder struct {
	base   *Base
	rest   []byte
	failed bool
}

// number reads one byte.
func (d *decoder) number() int {
	if len(d.rest) == 0 {
		d.failed = true
	}
	if d.failed {
		return 0
	}
	n := d.rest[0]
	d.rest = d.rest[1:]
	return int(n)
}

// below reads a number that must be one of n things.
func (d *decoder) below(n int) int {
	i := d.number()
	if i >= n {
		d.failed = true
		return 0
	}
	return i
}

func (d *decoder) level() Level { return Level(d.below(int(Emergency) + 1)) }

// findings reads n findings by their numbers and returns their ids; never nil, so that exports hold [] and not null.
func (d *decoder) findings(n int) []string {
	ids := make([]string, 0, n)
	for range n {
		if i := d.below(len(d.base.Findings)); !d.failed {
			ids = append(ids, d.base.Findings[i])
		}
	}
	return ids
}

func (d *decoder) flag() Fired {
	f := Fired{Flag: d.below(len(d.base.Flags)), Level: d.level()}
	f.Witness = d.findings(d.number())
	if !d.failed {
		f.ID = d.base.Flags[f.Flag].ID
	}
	return f
}

func (d *decoder) cause() Fit {
	f := Fit{Cause: d.below(len(d.base.Causes)), Band: Band(d.below(int(FitsWell) + 1))}
	supporting, opposing := d.number(), d.number()
	f.For, f.Against = d.findings(supporting), d.findings(opposing)
	if !d.failed {
		f.ID, f.Care = d.base.Causes[f.Cause].ID, d.base.Causes[f.Cause].Care
	}
	return f
}
