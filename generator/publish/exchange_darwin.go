package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// exchangeFolders lets two folders of one disk change places in one step. Each
// is named within a folder that is open.
func exchangeFolders(inA *os.File, a string, inB *os.File, b string) error {
	return unix.RenameatxNp(int(inA.Fd()), a, int(inB.Fd()), b, unix.RENAME_SWAP)
}
