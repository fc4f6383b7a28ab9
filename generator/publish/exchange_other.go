//go:build !linux && !darwin

package publish

import "errors"

// exchangeFolders is for systems that can exchange two folders in one step.
func exchangeFolders(a, b string) error { return errors.ErrUnsupported }
