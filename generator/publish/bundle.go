package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/tdewolff/parse/v2"

	"nosology/generator/input"
)

// isBundle reports whether a folder stands for one asset.
func isBundle(folder string) bool {
	return path.Ext(folder) == ".css" || path.Ext(folder) == ".js"
}

// part is one of the files of a folder that stands for one asset.
type part struct {
	name string // in the static folder
	data []byte
}

// readBundle joins the files of a folder that stands for one asset. Each means there
// what it means alone, or is refused.
func readBundle(static fs.FS, folder string) ([]byte, error) {
	parts, err := readParts(static, folder)
	if err != nil {
		return nil, err
	}
	if path.Ext(folder) == ".js" {
		return joinedScripts(parts)
	}
	return joinedSheets(parts)
}

// readParts reads the files of a folder that stands for one asset, in the order of
// their names.
func readParts(static fs.FS, folder string) (parts []part, err error) {
	entries, err := fs.ReadDir(static, folder)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		if input.IsLitter(entry.Name()) {
			continue
		}
		if path.Ext(entry.Name()) != path.Ext(folder) {
			return nil, fmt.Errorf("%s/%s does not belong in a folder that becomes one %s file", folder, entry.Name(), path.Ext(folder))
		}
		p := part{name: folder + "/" + entry.Name()}
		if p.data, err = input.Read(static, p.name, mostAsset); err != nil {
			return nil, err
		}
		p.data = bytes.TrimPrefix(p.data, []byte(byteOrderMark))
		parts = append(parts, p)
	}
	return parts, nil
}

// fault is what is wrong with a part, at an offset in it.
func (p part) fault(at int, message, hint string) error {
	return inSheet(&input.Fault{File: p.name, Check: "bad-static", Message: message, Hint: hint}, p.data, at)
}

// unread is an error of who read a part, which may know its place.
func (p part) unread(err error) error {
	var syntax *parse.Error
	if !errors.As(err, &syntax) {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	line := strings.Split(string(p.data), "\n")[max(syntax.Line-1, 0)]
	return &input.Fault{File: p.name, Line: syntax.Line, Column: syntax.Column, Source: line, Check: "bad-static",
		Message: syntax.Message, Hint: "mend the file, which is joined with those beside it"}
}
