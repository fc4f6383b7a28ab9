package publish

import (
	"crypto/sha256"
	"path/filepath"
)

// putAgain places a file that one of the two sites has as it was written with
// the same stamp.
func (s *stage) putAgain(f *File) (placed, bool, error) {
	if s.known[f.Path].stamp == f.Stamp {
		if kept, ok, err := s.keep(f.Path); err != nil || ok && kept.stamp == f.Stamp {
			return kept, err == nil, err
		}
	}
	known, ok := s.standing[f.Path]
	if !ok || known.stamp != f.Stamp {
		return placed{}, false, nil
	}
	return s.share(f.Path, known)
}

// putFormsAgain places a file that was written with the same stamp, and its
// compressed forms where they are wanted.
func (s *stage) putFormsAgain(f *File, compressed bool) ([]placed, bool, error) {
	plain, ok, err := s.putAgain(f)
	if err != nil || !ok || s.checkSize(f.Path, plain.size) != nil {
		return nil, false, err
	}
	if compressed {
		return s.keepForms(plain)
	}
	return []placed{plain}, true, nil
}

// share gives the next site a file of the one in the target, without a copy
// where the disk can do that: no file of ours is ever changed, only replaced.
func (s *stage) share(name string, known state) (placed, bool, error) {
	if s.standingRoot == nil {
		return placed{}, false, nil
	}
	info, err := s.standingRoot.Lstat(at(name))
	if err != nil || !info.Mode().IsRegular() {
		return placed{}, false, nil
	}
	// A second name for one file: the bytes are on the disk once. It is safe since
	// write and place never write into a file that is there, but put a new one in its
	// place. Disks without such names fail here, and a copy is made below.
	if known.is(info) && info.Mode().Perm() == 0o644 {
		if err := s.makeRoom(name); err != nil {
			return placed{}, false, err
		}
		if s.parent.Link(filepath.Join(s.name, at(name)), filepath.Join(s.sidecar, "next", at(name))) == nil {
			return placed{name, known}, true, nil
		}
	}
	data, err := s.standingRoot.ReadFile(at(name))
	if err != nil || sha256.Sum256(data) != known.sum { // somebody has changed it
		return placed{}, false, nil
	}
	info, err = s.write(name, data)
	if err != nil {
		return placed{}, false, err
	}
	return placed{name, state{info.Size(), info.ModTime().UnixNano(), known.sum, known.stamp}}, true, nil
}
