//go:build unix

package publish

import (
	"io/fs"
	"strconv"
	"syscall"
)

// folderID names a folder for as long as it exists, wherever it is moved on
// its disk; it is empty if the folder is not there.
func folderID(info fs.FileInfo) string {
	if info == nil {
		return ""
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	return strconv.FormatUint(uint64(stat.Ino), 10)
}
