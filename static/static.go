// Package static holds the site's style sheets, scripts, icons and figures, so
// that the command works on any content folder.
package static

import "embed"

// Files are the static files, as publish.NewAssets reads them.
//
//go:embed all:*
var Files embed.FS
