package main

// simplify says the same in fewer bytes, by looking at a few instructions at a time. It relies on one thing only
// that the instructions do not say: an address on the stack plus an offset stays below 4 GiB.
func simplify(code []instruction) []instruction {
	var out []instruction
	for _, in := range code {
		out = append(out, in)
		for changed := true; changed; {
			changed = false
			for _, rule := range []func([]instruction) ([]instruction, int){joinOffset, joinTee, joinFrames, joinLoad, joinStore} {
				if tail, used := rule(out); used > 0 {
					out = append(out[:len(out)-used], tail...)
					changed = true
				}
			}
		}
	}
	return out
}

// last returns the last n instructions if there are so many with these opcodes.
func last(code []instruction, ops ...byte) ([]instruction, bool) {
	if len(code) < len(ops) {
		return nil, false
	}
	code = code[len(code)-len(ops):]
	for i, op := range ops {
		if code[i].op != op {
			return nil, false
		}
	}
	return code, true
}

// joinOffset turns "widen, add a constant, narrow" into "add the constant".
func joinOffset(code []instruction) ([]instruction, int) {
	if c, ok := last(code, opI64Extend, opI64Const, opI64Add, opI32Wrap); ok {
		return []instruction{{op: opI32Const, value: int64(int32(c[1].value))}, {op: opI32Add}}, 4
	}
	return nil, 0
}

// joinTee turns "set, get" of one local into "tee".
func joinTee(code []instruction) ([]instruction, int) {
	if c, ok := last(code, opLocalSet, opLocalGet); ok && c[0].index == c[1].index {
		return []instruction{{op: opLocalTee, index: c[0].index}}, 2
	}
	return nil, 0
}

// joinFrames turns two moves of the stack pointer in a row into one.
func joinFrames(code []instruction) ([]instruction, int) {
	c, ok := last(code, opLocalGet, opI32Const, opI32Add, opLocalTee, opGlobalSet,
		opLocalGet, opI32Const, opI32Add, opLocalTee, opGlobalSet)
	if !ok || c[4].index != stackPointer || c[9].index != stackPointer {
		return nil, 0
	}
	for _, i := range []int{3, 5, 8} {
		if c[i].index != c[0].index {
			return nil, 0
		}
	}
	sum := instruction{op: opI32Const, value: c[1].value + c[6].value}
	return []instruction{c[0], sum, c[2], c[3], c[4]}, 10
}

// joinLoad turns "get a local, add a constant, load" into "get the local, load at an offset".
func joinLoad(code []instruction) ([]instruction, int) {
	if len(code) < 4 || !isLoad(code[len(code)-1].op) {
		return nil, 0
	}
	load := code[len(code)-1]
	c, ok := last(code, opLocalGet, opI32Const, opI32Add, load.op)
	if !ok || c[1].value < 0 {
		return nil, 0
	}
	load.offset += uint64(c[1].value)
	return []instruction{c[0], load}, 4
}

// joinStore does the same for a store of a constant, of a local, or of what is loaded from a local's address.
func joinStore(code []instruction) ([]instruction, int) {
	if len(code) < 5 || !isStore(code[len(code)-1].op) {
		return nil, 0
	}
	store := code[len(code)-1]
	value := code[len(code)-2 : len(code)-1]
	if isLoad(value[0].op) {
		value = code[len(code)-3 : len(code)-1]
	}
	if op := value[0].op; op != opLocalGet && op != opI64Const && op != opI32Const || len(code) < len(value)+4 {
		return nil, 0
	}
	c, ok := last(code[:len(code)-len(value)-1], opLocalGet, opI32Const, opI32Add)
	if !ok || c[1].value < 0 {
		return nil, 0
	}
	store.offset += uint64(c[1].value)
	out := append([]instruction{c[0]}, value...)
	return append(out, store), len(value) + 4
}
