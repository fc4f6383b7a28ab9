package generator

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
)

// modelSuffix makes the name of the file that remembers a model from that of the cache.
const modelSuffix = ".said"

// modelStore remembers the model that was learned last, in a file: the key of its lesson, its digest, and its bytes.
// What is damaged, or of another lesson, is as good as not there.
type modelStore struct{ file string }

// Learning gives the same bytes each time, so that a key for what is learned from suffices.
func (m *modelStore) model(key string, learn func() []byte) []byte {
	if pack, ok := m.read(key); ok {
		return pack
	}
	pack := learn()
	_ = m.write(key, pack) // without it the next run learns once more
	return pack
}

func (m *modelStore) read(key string) ([]byte, bool) {
	raw, err := os.ReadFile(m.file)
	if err != nil {
		return nil, false
	}
	pack, ok := bytes.CutPrefix(raw, []byte(key))
	if !ok || len(pack) < sha256.Size {
		return nil, false
	}
	sum := sha256.Sum256(pack[sha256.Size:])
	return pack[sha256.Size:], bytes.Equal(pack[:sha256.Size], sum[:])
}

// write puts the file in its place in one step, so that nobody reads half of it.
func (m *modelStore) write(key string, pack []byte) error {
	if err := os.MkdirAll(filepath.Dir(m.file), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(m.file), filepath.Base(m.file)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	sum := sha256.Sum256(pack)
	_, err = f.Write(bytes.Join([][]byte{[]byte(key), sum[:], pack}, nil))
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), m.file)
}
