package content

import (
	"io/fs"

	"nosology/generator/diag"
)

// Load reads a content folder. name is what the folder is called in
// diagnostics. All of an author's mistakes are returned together, sorted; the
// error is only for trouble with the disk.
func Load(fsys fs.FS, name string) (*Tree, []diag.Diagnostic, error) {
	panic("being written")
}
