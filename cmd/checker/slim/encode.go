package main

import "encoding/binary"

// appendSigned appends a number as signed LEB128: seven bits a byte, the lowest first, until the rest is all sign.
func appendSigned(b []byte, v int64) []byte {
	for {
		c := byte(v & 0x7f)
		v >>= 7
		if v == 0 && c&0x40 == 0 || v == -1 && c&0x40 != 0 {
			return append(b, c)
		}
		b = append(b, c|0x80)
	}
}

func appendUnsigned(b []byte, v uint64) []byte { return binary.AppendUvarint(b, v) }

func appendVector(b, v []byte) []byte { return append(appendUnsigned(b, uint64(len(v))), v...) }

func appendSection(b []byte, id byte, body []byte) []byte {
	return appendVector(append(b, id), body)
}

// encode writes a module that has no imports, no table and no names.
func (m *module) encode() []byte {
	b := []byte("\x00asm\x01\x00\x00\x00")
	b = appendSection(b, typeSection, m.encodeTypes())
	functions, code := m.encodeFunctions()
	b = appendSection(b, functionSection, functions)
	b = appendSection(b, memorySection, appendUnsigned([]byte{1, 0}, m.pages))
	b = appendSection(b, globalSection, m.encodeGlobals())
	b = appendSection(b, exportSection, encodeExports(m.exports))
	b = appendSection(b, codeSection, code)
	return appendSection(b, dataSection, m.encodeData())
}

func (m *module) encodeTypes() []byte {
	b := appendUnsigned(nil, uint64(len(m.types)))
	for _, t := range m.types {
		b = append(b, t...)
	}
	return b
}

// encodeFunctions writes two sections that go side by side: the types of functions, and their code.
func (m *module) encodeFunctions() (functions, code []byte) {
	functions = appendUnsigned(nil, uint64(len(m.functions)))
	code = appendUnsigned(nil, uint64(len(m.functions)))
	for _, f := range m.functions {
		functions = appendUnsigned(functions, f.typ)
		code = appendVector(code, f.body)
	}
	return functions, code
}

// encodeGlobals writes the registers as the snapshot has them, each with its value as a constant.
func (m *module) encodeGlobals() []byte {
	b := appendUnsigned(nil, uint64(len(m.globals)))
	for _, g := range m.globals {
		op := byte(opI64Const)
		value := g.value
		if g.typ == i32Type {
			op, value = opI32Const, int64(int32(g.value))
		}
		b = append(b, g.typ, 1, op)
		b = append(appendSigned(b, value), opEnd)
	}
	return b
}

func encodeExports(exports []export) []byte {
	b := appendUnsigned(nil, uint64(len(exports)))
	for _, e := range exports {
		b = appendVector(b, []byte(e.name))
		b = appendUnsigned(append(b, e.kind), e.index)
	}
	return b
}

// encodeData writes segments that are put into the memory as the module starts.
func (m *module) encodeData() []byte {
	b := appendUnsigned(nil, uint64(len(m.data)))
	for _, s := range m.data {
		b = appendSigned(append(b, 0, opI32Const), int64(s.at))
		b = appendVector(append(b, opEnd), s.data)
	}
	return b
}

// cutZeros returns the parts of an image that are not zero. Gaps of a few zeros are kept, since a new segment
// costs more.
func cutZeros(image []byte) []segment {
	const gap = 16
	var list []segment
	for i := 0; i < len(image); {
		if image[i] == 0 {
			i++
			continue
		}
		end := i + 1
		for j := end; j < len(image) && j-end < gap; j++ {
			if image[j] != 0 {
				end = j + 1
			}
		}
		list = append(list, segment{i, image[i:end]})
		i = end
	}
	return list
}

// rewrite copies a module section by section. change returns a section's new body, or false to leave it out.
func rewrite(b []byte, change func(id byte, body []byte) ([]byte, bool)) ([]byte, error) {
	r := &reader{b: b}
	out := append([]byte(nil), r.bytes(8)...)
	for !r.done() {
		id := r.byte()
		if body, keep := change(id, r.vector()); keep {
			out = appendSection(out, id, body)
		}
	}
	return out, r.err
}
