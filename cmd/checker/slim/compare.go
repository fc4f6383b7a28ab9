package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"nosology/generator/rules"
	"nosology/generator/rules/judge"
	"nosology/generator/rules/ruletest"
)

// compare judges random answers by random knowledge bases, whole and damaged, natively and by each module, and
// returns how many judgements were the same everywhere. A difference, or a trap, is an error.
func compare(ctx context.Context, judgements int, modules ...[]byte) (int, error) {
	var checkers []*wasmChecker
	for _, module := range modules {
		c, err := newWasmChecker(ctx, module)
		if err != nil {
			return 0, err
		}
		defer c.close(ctx)
		checkers = append(checkers, c)
	}
	known, err := rules.SelfTest()
	if err != nil {
		return 0, err
	}
	c := &comparison{ctx: ctx, checkers: checkers, random: rand.New(rand.NewPCG(1, 1))}
	for _, k := range known.Cases {
		c.base(known.Packed, [][]byte{k.Answers})
	}
	for i := 0; c.err == nil && c.done < judgements; i++ {
		c.randomBase(i)
	}
	return c.done, c.err
}

// comparison holds modules against native Go. The first difference ends it.
type comparison struct {
	ctx      context.Context
	checkers []*wasmChecker
	random   *rand.Rand
	native   judge.KB
	done     int
	err      error
}

// randomBase compares a base of some size: mostly small, where alternatives meet often.
func (c *comparison) randomBase(i int) {
	size, n := ruletest.Small(), 100
	switch {
	case i%30 == 29:
		size, n = ruletest.Full(), 10
	case i%6 == 5:
		size, n = ruletest.Large(), 30
	}
	base := ruletest.Base(c.random.IntN, size)
	packed, err := base.Pack()
	if err != nil {
		c.err = err
		return
	}
	var answers [][]byte
	for range n {
		answers = append(answers, ruletest.Answers(c.random.IntN, base))
	}
	// What is refused must be refused alike: an answer that is none, one too few, one
	// too many.
	wrong := bytes.Clone(answers[0])
	wrong[c.random.IntN(len(wrong))] = 4
	answers = append(answers, wrong, answers[0][1:], append(bytes.Clone(answers[0]), 1))
	c.base(packed, answers)
	for range 4 {
		c.base(c.mutate(packed), answers[:4])
	}
}

// mutate changes a few bytes of a packed base, and makes it look whole again so that it is not refused at once.
func (c *comparison) mutate(packed []byte) []byte {
	packed = bytes.Clone(packed)
	for range 1 + c.random.IntN(3) {
		packed[c.random.IntN(len(packed))] = byte(c.random.IntN(256))
	}
	if c.random.IntN(8) == 0 {
		packed = packed[:c.random.IntN(len(packed))]
	}
	if n := len(packed) - 4; n >= 0 && c.random.IntN(8) > 0 {
		binary.LittleEndian.PutUint32(packed[n:], judge.Check(packed[:n]))
	}
	return packed
}

// base compares one packed base on all answers.
func (c *comparison) base(packed []byte, answers [][]byte) {
	want := c.native.Load(packed)
	for i, checker := range c.checkers {
		if got, err := checker.load(c.ctx, packed); c.err == nil && (err != nil || got != want) {
			c.err = fmt.Errorf("module %d loads a base with %d, native Go with %d: %w", i, got, want, err)
		}
	}
	var out [judge.MaxOut]byte
	for _, a := range answers {
		n := c.native.Judge(a, out[:])
		for i, checker := range c.checkers {
			got, result, err := checker.judge(c.ctx, a)
			if c.err == nil && (err != nil || got != n || !bytes.Equal(result, out[:max(n, 0)])) {
				c.err = fmt.Errorf("module %d judges %v with %d %v, native Go with %d %v: %w", i, a, got, result, n, out[:max(n, 0)], err)
			}
		}
		if c.err != nil {
			return
		}
		c.done++
	}
}

// wasmChecker calls a module as a page does.
type wasmChecker struct {
	runtime             wazero.Runtime
	memory              api.Memory
	in, out             uint32
	loadFunc, judgeFunc api.Function
}

// newWasmChecker starts a module in a runtime of its own, so that a trap in one leaves the others as they are.
func newWasmChecker(ctx context.Context, module []byte) (*wasmChecker, error) {
	c := &wasmChecker{runtime: wazero.NewRuntime(ctx)}
	instance, err := instantiate(ctx, c.runtime, module)
	if err != nil {
		c.close(ctx)
		return nil, err
	}
	c.memory = instance.Memory()
	c.loadFunc, c.judgeFunc = instance.ExportedFunction("load"), instance.ExportedFunction("judge")
	for name, at := range map[string]*uint32{"inbuf": &c.in, "outbuf": &c.out} {
		results, err := instance.ExportedFunction(name).Call(ctx)
		if err != nil {
			c.close(ctx)
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		*at = uint32(results[0])
	}
	return c, nil
}

func (c *wasmChecker) close(ctx context.Context) { c.runtime.Close(ctx) }

// call writes bytes where the module reads them, and calls it with their number.
func (c *wasmChecker) call(ctx context.Context, f api.Function, in []byte) (int, error) {
	if !c.memory.Write(c.in, in) {
		return 0, fmt.Errorf("%d bytes do not fit", len(in))
	}
	stack := [1]uint64{uint64(len(in))}
	err := f.CallWithStack(ctx, stack[:])
	return int(int32(stack[0])), err
}

func (c *wasmChecker) load(ctx context.Context, packed []byte) (int, error) {
	return c.call(ctx, c.loadFunc, packed)
}

// judge returns the length that the module gives, or its code if that is negative, and the result. The bytes are the
// module's memory: the next call writes over them.
func (c *wasmChecker) judge(ctx context.Context, answers []byte) (int, []byte, error) {
	n, err := c.call(ctx, c.judgeFunc, answers)
	if err != nil || n < 0 {
		return n, nil, err
	}
	result, ok := c.memory.Read(c.out, uint32(n))
	if !ok {
		return n, nil, fmt.Errorf("a result of %d bytes is out of reach", n)
	}
	return n, result, nil
}
