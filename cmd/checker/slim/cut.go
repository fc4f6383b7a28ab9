package main

import "fmt"

// takeFunctions takes over the exported functions and whatever they call that is to be kept.
func (m *module) takeFunctions(from *module) error {
	c := &cutter{from: from, number: map[uint64]uint64{}}
	for _, e := range from.exports {
		if e.kind == functionKind && e.name != "_initialize" {
			c.want(e.index)
		}
	}
	// The list grows while it is walked through.
	for i := 0; i < len(c.list); i++ {
		f := c.function(c.list[i])
		body, err := c.cut(f.body)
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		m.functions = append(m.functions, function{f.typ, f.name, body})
	}
	for _, e := range from.exports {
		switch {
		case e.kind == memoryKind:
			m.exports = append(m.exports, e)
		case e.kind == functionKind && e.name != "_initialize":
			m.exports = append(m.exports, export{e.name, e.kind, c.number[e.index]})
		}
	}
	return nil
}

// cutter finds the functions that stay and shortens them.
type cutter struct {
	from   *module
	list   []uint64          // the functions that stay, by their old numbers
	number map[uint64]uint64 // old to new
}

func (c *cutter) function(i uint64) function { return c.from.functions[i-uint64(len(c.from.imports))] }

// want returns the new number of a function that stays.
func (c *cutter) want(i uint64) uint64 {
	if _, ok := c.number[i]; !ok {
		c.number[i] = uint64(len(c.list))
		c.list = append(c.list, i)
	}
	return c.number[i]
}

func (c *cutter) stays(i uint64) bool {
	return i >= uint64(len(c.from.imports)) && keeps(c.function(i).name)
}

// cut returns a function's body with its calls renumbered and without what can never matter.
func (c *cutter) cut(body []byte) ([]byte, error) {
	r := reader{b: body}
	r.each(func() {
		r.unsigned()
		r.byte()
	})
	if r.err != nil {
		return nil, r.err
	}
	code, err := decode(body[r.at:])
	if err != nil {
		return nil, err
	}
	code = c.cutCalls(code)
	code = simplify(code)
	code, err = cutEntries(code)
	if err != nil {
		return nil, err
	}
	code, err = cutBlocks(code)
	return encode(append([]byte(nil), body[:r.at]...), code), err
}

// cutCalls renumbers calls and makes traps of those that lead to functions that are gone.
//
// Go code calls like this: it puts the address to return to on its own stack, passes 0 for "from the start", and
// gets 1 if the goroutine is to be unwound, which it then passes on. Nothing that stays unwinds: that is the
// business of the scheduler, the collector, a growing stack and a panic, and they are gone. So nobody reads the
// address, and the answer is always 0.
func (c *cutter) cutCalls(code []instruction) []instruction {
	var out []instruction
	straight := 0 // since when out runs straight ahead: no label, no branch, no call
	for len(code) > 0 {
		in := code[0]
		switch {
		case matches(code, callSequence) && c.stays(code[9].index):
			out = append(out, code[:5]...)
			out = append(out, code[8], instruction{op: opCall, index: c.want(code[9].index)})
			out = append(out, code[10], code[11], instruction{op: opDrop})
			code = code[len(callSequence):]
			straight = len(out)
		case matches(code, callSequence):
			// Whatever was done on the straight way into a trap is lost with it.
			out = append(out[:straight], instruction{op: opUnreachable})
			code = code[len(callSequence):]
			straight = len(out)
		case in.op == opCall && c.stays(in.index):
			in.index = c.want(in.index)
			out = append(out, in)
			code = code[1:]
			straight = len(out)
		case in.op == opCall, in.op == opIndirect:
			out = append(out, instruction{op: opUnreachable})
			code = code[1:]
			straight = len(out)
		default:
			out = append(out, in)
			code = code[1:]
			if in.op < opDrop {
				straight = len(out)
			}
		}
	}
	return out
}

// step is an instruction to look for. Its index and value count unless any is set.
type step struct {
	op    byte
	index uint64
	value int64
	any   bool
}

var callSequence = []step{
	{op: opLocalGet, index: 1},
	{op: opI32Const, value: 8},
	{op: opI32Sub},
	{op: opLocalTee, index: 1},
	{op: opGlobalSet, index: stackPointer},
	{op: opLocalGet, index: 1},
	{op: opI64Const, any: true}, // the address to return to
	{op: opI64Store, any: true},
	{op: opI32Const},
	{op: opCall, any: true},
	{op: opGlobalGet, index: stackPointer},
	{op: opLocalSet, index: 1},
	{op: opBrIf, any: true},
}

// matches reports whether code begins with a sequence.
func matches(code []instruction, sequence []step) bool {
	if len(code) < len(sequence) {
		return false
	}
	for i, s := range sequence {
		in := code[i]
		if in.op != s.op || !s.any && (in.index != s.index || in.value != s.value) {
			return false
		}
	}
	return true
}
