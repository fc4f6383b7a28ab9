//go:build !unix

package publish

import "io/fs"

// folderID would name a folder wherever it is moved. Without such a name
// nothing that is recorded of a site applies, and files are read to learn
// what is in them.
func folderID(info fs.FileInfo) string { return "" }
