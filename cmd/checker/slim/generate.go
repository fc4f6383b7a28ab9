package main

import (
	"context"
	"fmt"
)

// product is a module with what is known about it.
type product struct {
	module   []byte
	slim     bool
	reason   error // why it is not slim
	compared int   // judgements that were the same as by native Go
	full     int   // size of the module before slimming
}

// generate builds the checker's module from a folder of the module's source, slims it, and holds it against native
// Go by about the given number of judgements. If slimming goes wrong, or the result is not right, the product is
// the full module. It is an error if that is not right either.
func generate(ctx context.Context, folder string, judgements int) (*product, error) {
	built, err := build(ctx, folder)
	if err != nil {
		return nil, err
	}
	version, err := goVersion(ctx, folder)
	if err != nil {
		return nil, err
	}
	full, err := withoutNames(built)
	if err != nil {
		return nil, err
	}
	p := &product{module: full, full: len(full)}
	s, err := slimDown(ctx, folder, built, version)
	if err == nil {
		p.compared, err = compare(ctx, judgements, full, s.slim, s.poisoned)
	}
	if err == nil {
		p.module, p.slim = s.slim, true
		return p, nil
	}
	// The full module must be right all the same: it is held against native Go alone.
	p.reason = err
	p.compared, err = compare(ctx, judgements, full)
	return p, err
}

// slimmed is a slimmed module beside its poisoned twin, which must judge the same.
type slimmed struct{ slim, poisoned []byte }

// slimDown slims a built module, with all gates but the comparison.
func slimDown(ctx context.Context, folder string, built []byte, version string) (slimmed, error) {
	var s slimmed
	if err := checkNoData(ctx, folder); err != nil {
		return s, err
	}
	m, err := parse(built)
	if err != nil {
		return s, err
	}
	snapshot, err := initialise(ctx, built, m)
	if err != nil {
		return s, fmt.Errorf("initialise: %w", err)
	}
	twins := [2][]byte{}
	for i, fill := range []filling{dropped, poisoned} {
		twin, err := slim(m, snapshot, fill)
		if err != nil {
			return s, err
		}
		twins[i] = appendVersion(twin.encode(), version)
	}
	s.slim, s.poisoned = twins[0], twins[1]
	return s, checkSlim(s.slim)
}

// versionName names the section that says which release of Go compiled the module: another one may give other bytes.
const versionName = "go"

func appendVersion(module []byte, version string) []byte {
	return appendSection(module, customSection, append(appendVector(nil, []byte(versionName)), version...))
}

// withoutNames drops the custom sections: names and producers.
func withoutNames(module []byte) ([]byte, error) {
	return rewrite(module, func(id byte, body []byte) ([]byte, bool) { return body, id != customSection })
}

// checkSlim makes sure that a finished module has the shape that is meant, whatever happened on the way.
func checkSlim(module []byte) error {
	m, err := parse(module)
	if err != nil {
		return err
	}
	data := 0
	for _, s := range m.data {
		data += len(s.data)
	}
	exports := map[string]bool{}
	for _, e := range m.exports {
		exports[e.name] = true
	}
	switch {
	case len(m.imports) > 0, m.hasTable, m.hasStart, len(m.other) != 1:
		return fmt.Errorf("the slimmed module has imports, a table, a start or sections that it should not have")
	case data == 0 || data > recordSize:
		return fmt.Errorf("the slimmed module has %d bytes of data", data)
	case len(exports) != 5 || !exports["memory"] || !exports["inbuf"] || !exports["outbuf"] || !exports["load"] || !exports["judge"]:
		return fmt.Errorf("the slimmed module exports %v", exports)
	}
	return nil
}
