package main

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// The sections of a module.
const (
	customSection   = 0
	typeSection     = 1
	importSection   = 2
	functionSection = 3
	tableSection    = 4
	memorySection   = 5
	globalSection   = 6
	exportSection   = 7
	startSection    = 8
	elementSection  = 9
	codeSection     = 10
	dataSection     = 11
)

// The kinds of things that a module exports, and the types of globals.
const (
	functionKind = 0
	memoryKind   = 2
	globalKind   = 3

	i32Type = 0x7f
	i64Type = 0x7e
)

// module is a WebAssembly module, taken apart as far as slimming needs it.
type module struct {
	types     [][]byte
	imports   []imported
	functions []function
	hasTable  bool
	hasStart  bool
	pages     uint64 // of memory
	globals   []global
	exports   []export
	data      []segment
	other     []section // as they stand: tables, elements, custom sections
}

type section struct {
	id   byte
	body []byte
}

type imported struct{ module, name string }

type function struct {
	typ  uint64
	name string // from the name section
	body []byte // locals and code
}

type global struct {
	typ   byte
	value int64
}

type export struct {
	name  string
	kind  byte
	index uint64
}

type segment struct {
	at   int
	data []byte
}

// reader reads a module's bytes. After the first mistake it yields zeros and keeps the error.
type reader struct {
	b   []byte
	at  int
	err error
}

func (r *reader) short() { r.err = errors.New("module ends too early") }

func (r *reader) done() bool { return r.err != nil || r.at >= len(r.b) }

// bytes returns the next n bytes, which are the module's own and not to be changed; nil after a mistake.
func (r *reader) bytes(n int) []byte {
	if r.err == nil && (n < 0 || n > len(r.b)-r.at) {
		r.short()
	}
	if r.err != nil {
		return nil
	}
	r.at += n
	return r.b[r.at-n : r.at]
}

func (r *reader) byte() byte {
	if b := r.bytes(1); b != nil {
		return b[0]
	}
	return 0
}

// unsigned reads a number in LEB128, which Go calls a varint.
func (r *reader) unsigned() uint64 {
	if r.err != nil {
		return 0
	}
	v, n := binary.Uvarint(r.b[r.at:])
	if n <= 0 {
		r.short()
		return 0
	}
	r.at += n
	return v
}

// signed reads a number in signed LEB128, of at most 64 bits.
func (r *reader) signed() int64 {
	var v int64
	for shift := uint(0); ; shift += 7 {
		c := r.byte()
		v |= int64(c&0x7f) << shift
		if c < 0x80 {
			if shift+7 < 64 && c&0x40 != 0 {
				v |= -1 << (shift + 7)
			}
			return v
		}
		if shift > 63 {
			r.short()
			return 0
		}
	}
}

func (r *reader) vector() []byte { return r.bytes(int(r.unsigned())) }
func (r *reader) string() string { return string(r.vector()) }

// expect reads a byte that must be so: a module in which it is not has something that this tool does not know.
func (r *reader) expect(what string, want byte) {
	if got := r.byte(); got != want && r.err == nil {
		r.err = fmt.Errorf("%s: found %#x, not %#x", what, got, want)
	}
}

// each reads a count and calls f so many times, or until there is a mistake.
func (r *reader) each(f func()) {
	for n := r.unsigned(); n > 0 && r.err == nil; n-- {
		f()
	}
}

// parse takes a module apart. It understands what the Go linker writes and reports everything else.
func parse(b []byte) (*module, error) {
	r := &reader{b: b}
	if string(r.bytes(8)) != "\x00asm\x01\x00\x00\x00" {
		return nil, errors.New("not a WebAssembly module")
	}
	m := &module{}
	for !r.done() {
		id := r.byte()
		body := &reader{b: r.vector()}
		m.section(id, body)
		if body.err != nil {
			return nil, fmt.Errorf("section %d: %w", id, body.err)
		}
	}
	return m, r.err
}

// section takes a section apart, or keeps it as it stands. Functions come in two: their types here, their code later.
func (m *module) section(id byte, r *reader) {
	switch id {
	case typeSection:
		m.parseTypes(r)
	case importSection:
		m.parseImports(r)
	case functionSection:
		r.each(func() { m.functions = append(m.functions, function{typ: r.unsigned()}) })
	case memorySection:
		r.expect("number of memories", 1)
		r.expect("limits of memory", 0)
		m.pages = r.unsigned()
	case globalSection:
		m.parseGlobals(r)
	case exportSection:
		r.each(func() { m.exports = append(m.exports, export{r.string(), r.byte(), r.unsigned()}) })
	case codeSection:
		if n := r.unsigned(); int(n) != len(m.functions) {
			r.err = errors.New("number of functions")
		}
		for i := range m.functions {
			m.functions[i].body = r.vector()
		}
	case dataSection:
		m.parseData(r)
	default:
		m.hasTable = m.hasTable || id == tableSection
		m.hasStart = m.hasStart || id == startSection
		m.parseNames(id, &reader{b: r.b})
		m.other = append(m.other, section{id, r.b})
	}
}

func (m *module) parseTypes(r *reader) {
	r.each(func() {
		start := r.at
		r.expect("type", 0x60)
		r.vector()
		r.vector()
		if r.err != nil {
			return
		}
		m.types = append(m.types, r.b[start:r.at])
	})
}

// parseImports counts the functions that the host gives: they come first in the numbers of all functions.
func (m *module) parseImports(r *reader) {
	r.each(func() {
		m.imports = append(m.imports, imported{r.string(), r.string()})
		r.expect("import of a function", functionKind)
		r.unsigned()
	})
}

// parseGlobals reads globals with a constant for a value, which are all that the linker writes.
func (m *module) parseGlobals(r *reader) {
	r.each(func() {
		g := global{typ: r.byte()}
		r.expect("changeable global", 1)
		if op := r.byte(); op != opI32Const && op != opI64Const {
			r.err = errors.New("value of a global")
		}
		g.value = r.signed()
		r.expect("end of a global", opEnd)
		m.globals = append(m.globals, g)
	})
}

func (m *module) parseData(r *reader) {
	r.each(func() {
		r.expect("kind of data", 0)
		r.expect("address of data", opI32Const)
		at := int(r.signed())
		r.expect("end of an address", opEnd)
		m.data = append(m.data, segment{at, r.vector()})
	})
}

// parseNames reads the names of functions from the name section.
func (m *module) parseNames(id byte, r *reader) {
	if id != customSection || r.string() != "name" {
		return
	}
	for !r.done() {
		kind := r.byte()
		sub := &reader{b: r.vector()}
		if kind != 1 {
			continue
		}
		sub.each(func() {
			i, name := int(sub.unsigned())-len(m.imports), sub.string()
			if i >= 0 && i < len(m.functions) {
				m.functions[i].name = name
			}
		})
	}
}
