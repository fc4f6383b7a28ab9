package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
)

// constantData returns the constants and initialised variables of a package as it is compiled for WebAssembly.
// The slimmed module drops all data, and dropped data reads as zero without a trap: a single table of numbers in
// the rules would make wrong judgements. So there must be none.
func constantData(ctx context.Context, folder, pkg string) ([]string, error) {
	archive, err := runGo(ctx, folder, "list", "-trimpath", "-export", "-f", "{{.Export}}", pkg)
	if err != nil {
		return nil, err
	}
	symbols, err := runGo(ctx, folder, "tool", "nm", strings.TrimSpace(string(archive)))
	if err != nil {
		return nil, err
	}
	code := 0
	var found []string
	for line := range bytes.Lines(symbols) {
		kind, name := symbol(string(line))
		switch {
		case kind == "T" || kind == "t":
			code++
		case strings.ContainsAny(kind, "DdRr") && kind != "" && !compilerData(name):
			found = append(found, name)
		}
	}
	if code == 0 {
		return nil, fmt.Errorf("%s: no code found", pkg)
	}
	return found, nil
}

// symbol takes a line of "go tool nm" apart: an address, unless the symbol is of another package, a letter, a name.
func symbol(line string) (kind, name string) {
	fields := strings.Fields(line)
	if len(fields) > 2 && len(fields[1]) == 1 {
		fields = fields[1:]
	}
	if len(fields) < 2 || len(fields[0]) != 1 {
		return "", ""
	}
	return fields[0], strings.Join(fields[1:], " ")
}

// compilerData reports whether a symbol is one that the compiler makes for the collector, for reflection or for
// stack traces, which are all gone from a slimmed module.
func compilerData(name string) bool {
	for _, prefix := range []string{"gclocals·", "type:", "runtime.gcbits.", "runtime.memequal"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	name, _, _ = strings.Cut(name, "<")
	name = strings.TrimRight(name, "0123456789")
	for _, suffix := range []string{".arginfo", ".argliveinfo", ".stkobj", ".opendefer", ".wrapinfo", "..inittask"} {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}

var errData = errors.New("constant data in the code that is kept")

// checkNoData refuses to slim if a package that is kept has data: the first of the gates, since it names what to mend.
func checkNoData(ctx context.Context, folder string) error {
	for _, pkg := range []string{"nosology/generator/rules/judge", "nosology/cmd/checker"} {
		found, err := constantData(ctx, folder, pkg)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			return fmt.Errorf("%w: %s in %s", errData, strings.Join(found, ", "), pkg)
		}
	}
	return nil
}
