// Package layouts holds the site's layouts, so that the command works on any
// content folder. README.md says how they are written and changed.
package layouts

import "embed"

// Files are the layouts: one of each kind of page, and partials.
//
//go:embed all:*
var Files embed.FS
