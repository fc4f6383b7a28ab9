package publish

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"
)

// joinedScripts joins scripts, each of which is whole by itself.
func joinedScripts(parts []part) ([]byte, error) {
	var joined bytes.Buffer
	var strict []bool
	isModule := false
	for _, p := range parts {
		script, err := js.Parse(parse.NewInputBytes(bytes.Clone(p.data)), js.Options{})
		if err != nil {
			return nil, p.unread(err)
		}
		strict = append(strict, isStrict(script))
		isModule = isModule || slices.ContainsFunc(script.List, isOfModule)
		joined.Write(p.data)
		joined.WriteString("\n;\n") // a script may leave out its last semicolon only where it stands alone
	}
	// All of a module is strict, whatever it says.
	i := slices.Index(strict, true)
	if isModule || i < 0 || !slices.Contains(strict, false) {
		return joined.Bytes(), nil
	}
	at := max(bytes.Index(parts[i].data, []byte("use strict"))-1, 0)
	return nil, parts[i].fault(at, fmt.Sprintf(`"use strict" stands here and not in %s, and the two are joined to one script, of which it holds for all or for nothing`, parts[slices.Index(strict, false)].name),
		"write it at the head of every script in the folder, or within a function that is all of this one")
}

// isStrict reports whether a script begins with the wish to be read strictly.
func isStrict(script *js.AST) bool {
	for _, statement := range script.List {
		switch s := statement.(type) {
		case *js.Comment:
		case *js.DirectivePrologueStmt:
			if text := string(s.Value); text == `"use strict"` || text == `'use strict'` {
				return true
			}
		default:
			return false
		}
	}
	return false
}

// isOfModule reports whether a statement can stand in a module alone.
func isOfModule(statement js.IStmt) bool {
	switch statement.(type) {
	case *js.ImportStmt, *js.ExportStmt:
		return true
	}
	return false
}
