package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
)

// The registers that the Go linker keeps in globals, and the part of the goroutine's record that code reads:
// the bounds of the stack and the two guards.
const (
	stackPointer = 0
	goroutine    = 2
	paused       = 7
	registers    = 8

	recordSize = 32
)

// filling says what becomes of the data that a slimmed module does without.
type filling int

const (
	dropped  filling = iota
	poisoned         // each byte that was not zero has a wrong value: a module that reads one gives itself away
)

// keeps reports whether a function's code stays in the slimmed module.
func keeps(name string) bool {
	switch name {
	case "runtime.memmove", "runtime.memclrNoHeapPointers", "runtime.wasmZero", "runtime.wasmMove":
		return true
	case "main.inbuf", "main.outbuf", "main.load", "main.judgeAnswers":
		return true
	}
	return strings.HasPrefix(name, "nosology_generator_rules_judge.")
}

// slim makes a module that starts where the snapshot was taken, and holds only what the exported functions
// need: the code of the rules, the registers, and the bounds of the stack. m is left as it was.
func slim(m *module, s *snapshot, fill filling) (*module, error) {
	if err := checkShape(m, s); err != nil {
		return nil, err
	}
	out := &module{types: m.types, pages: uint64(len(s.memory) >> 16)}
	for i, g := range m.globals {
		out.globals = append(out.globals, global{g.typ, s.globals[i]})
	}
	if err := out.takeFunctions(m); err != nil {
		return nil, err
	}
	out.data = cutZeros(image(s, fill))
	return out, nil
}

// image is the memory that the module starts with: nothing but the bounds of the stack, or the same among wrong values.
func image(s *snapshot, fill filling) []byte {
	image := make([]byte, len(s.memory))
	if fill == poisoned {
		for i, b := range s.memory {
			if b != 0 {
				image[i] = b%255 + 1
			}
		}
	}
	g := int(s.globals[goroutine])
	copy(image[g:], s.memory[g:g+recordSize])
	return image
}

// checkShape makes sure that the module is what this tool was written for. A new release of Go may change it.
func checkShape(m *module, s *snapshot) error {
	want := []byte{i32Type, i64Type, i64Type, i64Type, i64Type, i64Type, i64Type, i32Type}
	if len(m.globals) != registers {
		return fmt.Errorf("%d globals, not %d", len(m.globals), registers)
	}
	for i, g := range m.globals {
		if g.typ != want[i] {
			return fmt.Errorf("global %d has type %#x", i, g.typ)
		}
	}
	if m.hasStart {
		return errors.New("a start section")
	}
	size := int64(len(s.memory))
	sp, g := int64(uint32(s.globals[stackPointer])), s.globals[goroutine]
	if s.globals[paused] != 0 || g < 4096 || g+recordSize > size {
		return errors.New("the main goroutine is not where it should be")
	}
	word := func(i int64) int64 { return int64(binary.LittleEndian.Uint64(s.memory[g+8*i:])) }
	low, high, guard := word(0), word(1), word(2)
	if !(4096 < low && low < guard && guard < sp && sp <= high && high <= size) {
		return errors.New("the stack is not where it should be")
	}
	if sp-guard < leastStack {
		return fmt.Errorf("only %d bytes of stack", sp-guard)
	}
	return nil
}

// leastStack is what the deepest judgement needs: the stack cannot grow any more.
const leastStack = 64 << 10
