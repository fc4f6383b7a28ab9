//go:build !linux && !darwin

package publish

import (
	"errors"
	"os"
)

// exchangeFolders is for systems that can exchange two folders in one step.
func exchangeFolders(inA *os.File, a string, inB *os.File, b string) error {
	return errors.ErrUnsupported
}
