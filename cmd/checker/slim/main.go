// Command slim makes the checker's WebAssembly module: it builds the package in the current folder with the
// standard Go compiler, takes away all that judging does not need, holds what is left against native Go, and
// writes it. Go is the only tool that it needs.
//
// Run it by "go generate ./..." at the top of the project.
//
// # Why it works
//
// An exported function of a WASI reactor runs on the stack of the main goroutine, which has paused: there is no
// scheduler, no collector and no allocator at work. Code that allocates nothing and uses no map, no string and no
// constant table needs after the initialisation only its own functions, the stack pointer, and the bounds of the
// stack in the goroutine's record. So the module is initialised here, once and for all; its memory and its
// registers are kept as they then are; and of its 1,300 functions and 700 KB of data some fifty functions and 32
// bytes remain.
//
// # What could go wrong, and what stops it
//
// Dropped data reads as zero and does not trap. Hence the full module is written instead, with a loud message,
// unless all of this holds:
//
//   - no package that is kept has constants or initialised variables (data.go);
//   - the module and its initialised state have the shape that this release of Go gives them, and the stack
//     has grown as large as it will ever need to be (slim.go);
//   - native Go, the full module, the slim one, and a poisoned one, in which every dropped byte has a wrong value,
//     judge the same on many random knowledge bases, whole and damaged (compare.go);
//   - the result has no imports, no table, no start and no data but those 32 bytes (generate.go).
//
// The page for its part judges known answers by the module before it trusts it (rules.SelfTest).
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/andybalholm/brotli"
)

func main() {
	out := flag.String("o", "checker.wasm", "write the module to this `file`")
	judgements := flag.Int("n", 50_000, "hold it against native Go by this many judgements")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *out, *judgements, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "slim:", err)
		os.Exit(1)
	}
}

// run makes the module and writes it if it is another than the one that stands there, so that a file which is committed
// does not look changed. A module that is not slim is no error: a checker that works is better than none.
func run(ctx context.Context, out string, judgements int, log io.Writer) error {
	p, err := generate(ctx, ".", judgements)
	if err != nil {
		return err
	}
	if !p.slim {
		fmt.Fprintf(log, "slim: THE MODULE IS NOT SLIM: %v\nslim: THE FULL MODULE IS WRITTEN INSTEAD. It works, but the page must offer it a WASI host.\n", p.reason)
	}
	if old, err := os.ReadFile(out); err != nil || !bytes.Equal(old, p.module) {
		if err := os.WriteFile(out, p.module, 0o644); err != nil {
			return err
		}
	}
	fmt.Fprintf(log, "slim: %s: %d bytes, %d in brotli (of %d), the same as native Go in %d judgements\n",
		out, len(p.module), brotliSize(p.module), p.full, p.compared)
	return nil
}

func brotliSize(b []byte) int {
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, brotli.BestCompression)
	w.Write(b)
	w.Close()
	return out.Len()
}
