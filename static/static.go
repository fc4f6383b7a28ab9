// Package static holds the style sheets, scripts and icons that every site has,
// so that the command works on any content folder. What shows the subject of
// one site (its figures, its own icon) stands in static in its content.
package static

import "embed"

// Files are the static files, as publish.NewAssets reads them.
//
//go:embed all:*
var Files embed.FS
