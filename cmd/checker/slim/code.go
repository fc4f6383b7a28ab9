package main

import (
	"fmt"
)

// The opcodes that this tool looks at.
const (
	opUnreachable = 0x00
	opNop         = 0x01
	opBlock       = 0x02
	opLoop        = 0x03
	opIf          = 0x04
	opElse        = 0x05
	opEnd         = 0x0b
	opBr          = 0x0c
	opBrIf        = 0x0d
	opBrTable     = 0x0e
	opReturn      = 0x0f
	opCall        = 0x10
	opIndirect    = 0x11
	opDrop        = 0x1a
	opSelect      = 0x1b
	opLocalGet    = 0x20
	opLocalSet    = 0x21
	opLocalTee    = 0x22
	opGlobalGet   = 0x23
	opGlobalSet   = 0x24
	opFirstLoad   = 0x28
	opLastLoad    = 0x35
	opFirstStore  = 0x36
	opI64Store    = 0x37
	opLastStore   = 0x3e
	opMemorySize  = 0x3f
	opMemoryGrow  = 0x40
	opI32Const    = 0x41
	opI64Const    = 0x42
	opF32Const    = 0x43
	opF64Const    = 0x44
	opI32Add      = 0x6a
	opI32Sub      = 0x6b
	opI64Add      = 0x7c
	opI32Wrap     = 0xa7
	opI64Extend   = 0xad
	opLastPlain   = 0xc4
	opPrefix      = 0xfc
)

// instruction is one instruction of a function's code.
type instruction struct {
	op     byte
	index  uint64   // of a local, a global, a function or a label; of a load or a store, its alignment
	offset uint64   // of a load or a store
	value  int64    // of an integer constant
	labels []uint64 // of br_table
	rest   []byte   // the operands of any other instruction, as they stand
}

// decode splits code into its instructions. It knows those that the Go compiler writes and refuses others.
func decode(code []byte) ([]instruction, error) {
	r := reader{b: code}
	var list []instruction
	for !r.done() {
		in := instruction{op: r.byte()}
		if err := r.operands(&in); err != nil {
			return nil, err
		}
		list = append(list, in)
	}
	return list, r.err
}

// operands reads what belongs to an instruction. Those that slimming looks at are taken apart; of others the bytes are
// kept as they are.
func (r *reader) operands(in *instruction) error {
	start := r.at
	switch op := in.op; {
	case hasIndex(op):
		in.index = r.unsigned()
	case isLoad(op), isStore(op):
		in.index, in.offset = r.unsigned(), r.unsigned()
	case op == opI32Const, op == opI64Const:
		in.value = r.signed()
	case op == opBrTable:
		for n := r.unsigned() + 1; n > 0 && r.err == nil; n-- {
			in.labels = append(in.labels, r.unsigned())
		}
	case op == opBlock, op == opLoop, op == opIf:
		r.expect("block without a result", 0x40)
		in.rest = []byte{0x40}
	default:
		if err := r.skipRest(op); err != nil {
			return err
		}
		if r.err == nil {
			in.rest = r.b[start:r.at]
		}
	}
	return r.err
}

// skipRest skips the operands of instructions that this tool only copies.
func (r *reader) skipRest(op byte) error {
	switch {
	case op == opMemorySize, op == opMemoryGrow:
		r.byte()
	case op == opIndirect:
		r.unsigned()
		r.unsigned()
	case op == opF32Const:
		r.bytes(4)
	case op == opF64Const:
		r.bytes(8)
	case op == opPrefix:
		return r.skipPrefixed()
	case op == opUnreachable, op == opNop, op == opElse, op == opEnd, op == opReturn, op == opDrop, op == opSelect:
	case op > opF64Const && op <= opLastPlain:
	default:
		return fmt.Errorf("unknown instruction %#x", op)
	}
	return nil
}

// skipPrefixed skips the operands of saturating conversions, memory.copy and memory.fill.
func (r *reader) skipPrefixed() error {
	switch op := r.unsigned(); {
	case op < 8:
	case op == 10:
		r.bytes(2)
	case op == 11:
		r.bytes(1)
	default:
		return fmt.Errorf("unknown instruction 0xfc %d", op)
	}
	return nil
}

func hasIndex(op byte) bool {
	return op == opBr || op == opBrIf || op == opCall || op >= opLocalGet && op <= opGlobalSet
}

func isLoad(op byte) bool  { return op >= opFirstLoad && op <= opLastLoad }
func isStore(op byte) bool { return op >= opFirstStore && op <= opLastStore }

// encode writes instructions as they stand in a function's code.
func encode(out []byte, code []instruction) []byte {
	for _, in := range code {
		out = append(out, in.op)
		switch op := in.op; {
		case hasIndex(op):
			out = appendUnsigned(out, in.index)
		case isLoad(op), isStore(op):
			out = appendUnsigned(appendUnsigned(out, in.index), in.offset)
		case op == opI32Const, op == opI64Const:
			out = appendSigned(out, in.value)
		case op == opBrTable:
			out = appendUnsigned(out, uint64(len(in.labels)-1))
			for _, label := range in.labels {
				out = appendUnsigned(out, label)
			}
		default:
			out = append(out, in.rest...)
		}
	}
	return out
}
