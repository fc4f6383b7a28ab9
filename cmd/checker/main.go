package main

import (
	"unsafe"

	"nosology/generator/rules/judge"
)

var (
	in  [judge.MaxPacked]byte
	out [judge.MaxOut]byte
	kb  judge.KB
)

func main() {}

//go:wasmexport inbuf
func inbuf() int32 { return int32(uintptr(unsafe.Pointer(&in))) }

//go:wasmexport outbuf
func outbuf() int32 { return int32(uintptr(unsafe.Pointer(&out))) }

//go:wasmexport load
func load(n int32) int32 {
	if uint32(n) > judge.MaxPacked {
		return judge.NotPacked
	}
	return int32(kb.Load(in[:n]))
}

//go:wasmexport judge
func judgeAnswers(n int32) int32 {
	if uint32(n) > judge.MaxFindings {
		return judge.WrongLength
	}
	return int32(kb.Judge(in[:n], out[:]))
}
