package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
)

// refusal is why a target is left alone, and what to do.
type refusal struct{ why, cure string }

func (r refusal) Error() string { return r.why + "; " + r.cure }

// refuse leaves alone a target in which something is not ours.
func refuse(why string) error {
	return refusal{why, "name another folder with --out, or move its files away"}
}

// refuseSidecar leaves alone a target beside whose site something is not ours.
func refuseSidecar(why string) error {
	return refusal{why, "move that away, or name another folder with --out"}
}

// explain says what is wrong with a target and what to do, and that nothing
// was changed.
func explain(dir string, err error) error {
	var why refusal
	switch {
	case errors.As(err, &why):
		return fmt.Errorf("%s is left alone: %w", dir, err)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("the disk is full; make room beside %s and build again (the site there is unchanged): %w", dir, err)
	case errors.Is(err, syscall.EROFS):
		return fmt.Errorf("the disk that holds %s cannot be written to (the site there is unchanged): %w", dir, err)
	case errors.Is(err, syscall.EBUSY):
		return fmt.Errorf("%s is in use by the system, perhaps as a mount point; build to a folder inside it: %w", dir, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("no permission to write %s (the site there is unchanged): %w", dir, withoutPaths(err))
	}
	return fmt.Errorf("write %s (the site there is unchanged): %w", dir, err)
}

// withoutPaths shortens a path error to its operation and cause: its path is
// below a folder that is held open, and means nothing to the reader.
func withoutPaths(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) && (!strings.HasPrefix(p.Path, "/") || strings.Contains(p.Path, ".nosology")) {
		return fmt.Errorf("%s: %w", p.Op, p.Err)
	}
	return err
}
