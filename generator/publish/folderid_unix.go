//go:build unix

package publish

import (
	"os"
	"strconv"
	"syscall"
)

// folderID names a folder for as long as it exists, wherever it is moved on
// its disk; it is empty if the folder is not there.
func folderID(dir string) string {
	info, err := os.Stat(dir)
	if err != nil {
		return ""
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	return strconv.FormatUint(uint64(stat.Ino), 10)
}
