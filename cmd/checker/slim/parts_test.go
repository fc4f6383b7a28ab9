package main

import (
	"bytes"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Numbers are written as the specification of WebAssembly says, and read back.
func TestNumbers(t *testing.T) {
	for value, want := range map[int64]string{0: "\x00", 63: "\x3f", 64: "\xc0\x00", -1: "\x7f", -64: "\x40", -65: "\xbf\x7f", 624485: "\xe5\x8e\x26", -123456: "\xc0\xbb\x78"} {
		if got := string(appendSigned(nil, value)); got != want {
			t.Errorf("%d is written %x, want %x", value, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		signed, unsigned := rapid.Int64().Draw(t, "signed"), rapid.Uint64().Draw(t, "unsigned")
		r := &reader{b: appendUnsigned(appendSigned(nil, signed), unsigned)}
		if a, b := r.signed(), r.unsigned(); a != signed || b != unsigned || r.err != nil || !r.done() {
			t.Fatalf("%d and %d come back as %d and %d, %v", signed, unsigned, a, b, r.err)
		}
	})
}

// After the first mistake nothing more is read, so that callers may ask at the
// end.
func TestReaderKeepsItsFirstMistake(t *testing.T) {
	for what, read := range map[string]func(*reader){
		"bytes":    func(r *reader) { r.bytes(3) },
		"vector":   func(r *reader) { r.vector() },
		"unsigned": func(r *reader) { r.at = 2; r.unsigned() },
		"signed":   func(r *reader) { r.at = 2; r.signed() },
		"each":     func(r *reader) { r.each(func() { r.byte() }) },
	} {
		r := &reader{b: []byte{5, 1}}
		read(r)
		if r.err == nil || r.byte() != 0 || r.unsigned() != 0 || r.bytes(1) != nil || !r.done() {
			t.Errorf("%s: %v at %d", what, r.err, r.at)
		}
	}
	endless := &reader{b: bytes.Repeat([]byte{0xff}, 20)}
	if endless.signed(); endless.err == nil {
		t.Error("a number without an end is read")
	}
}

// Code that is known is copied to the byte; what is not known is refused, for
// nobody could say where its operands end.
func TestDecodeKnowsWhatItCopies(t *testing.T) {
	known := []byte{
		opBlock, 0x40, opLocalGet, 1, opI32Const, 0x7f, opI32Add, 0x36, 2, 0x90, 1, opI64Const, 0xc0, 0xbb, 0x78, opDrop,
		opBrTable, 2, 0, 1, 0, opEnd, opIndirect, 0, 0, opMemorySize, 0, opDrop, opF32Const, 1, 2, 3, 4, opDrop,
		opF64Const, 1, 2, 3, 4, 5, 6, 7, 8, opDrop, opPrefix, 10, 0, 0, opPrefix, 11, 0, opEnd,
	}
	code, err := decode(known)
	if err != nil {
		t.Fatal(err)
	}
	if again := encode(nil, code); !bytes.Equal(again, known) {
		t.Errorf("% x\ncomes back as\n% x", known, again)
	}
	for what, code := range map[string][]byte{
		"an exception":          {0x06, 0x40},
		"a vector":              {0xfd, 0x0c},
		"a table of the prefix": {opPrefix, 12, 0, 0},
		"a block with a result": {opBlock, i32Type},
		"half a constant":       {opI32Const, 0x80},
		"half a float":          {opF64Const, 1, 2},
	} {
		if list, err := decode(code); err == nil {
			t.Errorf("%s is decoded as %v", what, list)
		}
	}
}

// code makes instructions of opcodes, of which branches go to label 0.
func code(ops ...byte) []instruction {
	var list []instruction
	for _, op := range ops {
		list = append(list, instruction{op: op})
	}
	return list
}

func opsOf(list []instruction) []byte {
	var ops []byte
	for _, in := range list {
		ops = append(ops, in.op)
	}
	return ops
}

// What is never reached goes, and so do blocks that no branch leaves; what a
// branch leads to stays.
func TestCutBlocks(t *testing.T) {
	for _, c := range []struct {
		what      string
		ops, want []byte
	}{
		{"nothing to cut", []byte{opBlock, opBr, opEnd, opEnd}, []byte{opBlock, opBr, opEnd, opEnd}},
		{"a block without a branch", []byte{opBlock, opDrop, opEnd, opEnd}, []byte{opDrop, opEnd}},
		{"one within the other", []byte{opBlock, opBlock, opDrop, opEnd, opEnd, opEnd}, []byte{opDrop, opEnd}},
		{"code behind a return", []byte{opReturn, opDrop, opBlock, opBr, opEnd, opDrop, opEnd}, []byte{opReturn, opEnd}},
		{"up to the other way", []byte{opIf, opReturn, opDrop, opElse, opDrop, opEnd, opEnd}, []byte{opIf, opReturn, opElse, opDrop, opEnd, opEnd}},
		{"a block whose branch is never reached", []byte{opBlock, opReturn, opBr, opEnd, opEnd}, []byte{opReturn, opEnd}},
		{"a loop stays", []byte{opLoop, opDrop, opEnd, opEnd}, []byte{opLoop, opDrop, opEnd, opEnd}},
	} {
		got, err := cutBlocks(code(c.ops...))
		if err != nil || !bytes.Equal(opsOf(got), c.want) {
			t.Errorf("%s: % x, want % x, %v", c.what, opsOf(got), c.want, err)
		}
	}
	// Of the two blocks around the branch the inner one goes, and the label counts one less.
	nested := code(opBlock, opBlock, opBr, opEnd, opDrop, opEnd, opEnd)
	nested[2].index = 1
	if got, err := cutBlocks(nested); err != nil || !bytes.Equal(opsOf(got), []byte{opBlock, opBr, opEnd, opEnd}) && got[1].index != 0 {
		t.Errorf("%v, %v", got, err)
	}
	for what, wrong := range map[string][]instruction{
		"a label out of range": {{op: opBr, index: 1}, {op: opEnd}},
		"no end":               code(opBlock, opEnd),
		"code after the end":   code(opEnd, opDrop),
	} {
		if got, err := cutBlocks(wrong); err == nil && what != "code after the end" || err == nil && len(got) > 1 {
			t.Errorf("%s becomes %v", what, got)
		}
	}
}

// Places that no jump sets go out of the table, and the others keep their way.
func TestCutEntries(t *testing.T) {
	jump := func(to int64) []instruction {
		return []instruction{{op: opI32Const, value: to}, {op: opLocalSet, index: place}, {op: opBr}}
	}
	list := slices.Concat([]instruction{{op: opLocalGet, index: place}, {op: opBrTable, labels: []uint64{10, 11, 12, 13, 99}}}, jump(2))
	got, err := cutEntries(list)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got[1].labels, []uint64{10, 12}) || got[2].value != 1 {
		t.Errorf("the table is %v, and the jump goes to %d", got[1].labels, got[2].value)
	}
	if !slices.Equal(list[1].labels, []uint64{10, 11, 12, 13, 99}) {
		t.Error("what was given has changed")
	}
	for what, wrong := range map[string][]instruction{
		"a place beyond the table":      slices.Concat(list[:2], jump(4)),
		"a place that is reckoned":      slices.Concat(list[:2], code(opI32Add), []instruction{{op: opLocalSet, index: place}}),
		"a table of something else":     {{op: opLocalGet, index: 3}, {op: opBrTable, labels: []uint64{0, 0}}},
		"a second table":                slices.Concat(list, list[:2]),
		"a table at the very beginning": {{op: opBrTable, labels: []uint64{0, 0}}},
	} {
		if got, err := cutEntries(wrong); err == nil {
			t.Errorf("%s becomes %v", what, got)
		}
	}
}

// A shorter way to say the same.
func TestSimplify(t *testing.T) {
	get := func(local uint64) instruction { return instruction{op: opLocalGet, index: local} }
	number := func(n int64) instruction { return instruction{op: opI32Const, value: n} }
	load := instruction{op: opFirstLoad, index: 2, offset: 8}
	for _, c := range []struct {
		what       string
		list, want []instruction
	}{
		{"set and get", []instruction{{op: opLocalSet, index: 3}, get(3)}, []instruction{{op: opLocalTee, index: 3}}},
		{"of another local", []instruction{{op: opLocalSet, index: 3}, get(4)}, []instruction{{op: opLocalSet, index: 3}, get(4)}},
		{"an offset of a load", []instruction{get(1), number(16), {op: opI32Add}, load}, []instruction{get(1), {op: opFirstLoad, index: 2, offset: 24}}},
		{"backwards there is no offset", []instruction{get(1), number(-16), {op: opI32Add}, load}, []instruction{get(1), number(-16), {op: opI32Add}, load}},
		{"widened for nothing", []instruction{{op: opI64Extend}, {op: opI64Const, value: 5}, {op: opI64Add}, {op: opI32Wrap}}, []instruction{number(5), {op: opI32Add}}},
	} {
		if got := simplify(c.list); !bytes.Equal(encode(nil, got), encode(nil, c.want)) {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
}

// Segments hold every byte that is not zero where it stands, and no zeros at
// their ends.
func TestCutZeros(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		image := rapid.SliceOfN(rapid.SampledFrom([]byte{0, 0, 0, 0, 0, 0, 0, 7}), 0, 200).Draw(t, "image")
		again := make([]byte, len(image))
		last := -1
		for _, s := range cutZeros(image) {
			if s.at <= last || s.data[0] == 0 || s.data[len(s.data)-1] == 0 {
				t.Fatalf("a segment at %d: %v", s.at, s.data)
			}
			last = s.at + copy(again[s.at:], s.data)
		}
		if !bytes.Equal(again, image) {
			t.Fatalf("%v\nbecomes\n%v", image, again)
		}
	})
}

// Data of the compiler's own is told from a table that the judgement would read.
func TestConstantsAreToldFromTheCompilersData(t *testing.T) {
	for line, want := range map[string][2]string{
		"  1a0 R nosology/generator/rules/judge.table": {"R", "nosology/generator/rules/judge.table"},
		"      U runtime.memmove":                      {"U", "runtime.memmove"},
		" 1b d type:*func(int) bool":                   {"d", "type:*func(int) bool"},
		"":                                             {},
		"checker.a(_go_.o):":                           {},
	} {
		if kind, name := symbol(line); kind != want[0] || name != want[1] {
			t.Errorf("%q is %q, %q", line, kind, name)
		}
	}
	for name, own := range map[string]bool{
		"gclocals·abc": true, "type:int": true, "main.load.arginfo1": true, "main.load.stkobj": true, "main..inittask": true, "main.f.argliveinfo<1>": true,
		"main.table": false, "main..stmp_1": false, "main.arginfo.table": false,
	} {
		if compilerData(name) != own {
			t.Errorf("%s is the compiler's: %v, want %v", name, !own, own)
		}
	}
}
