package publish

import (
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// arrival is the name under which a file comes into a target that is written
// in place, before it takes the place of the old one in one step.
const arrival = ".arrival.nosology"

// transfer makes the target hold what the next site holds, file by file:
// first what pages load, then the pages, and last it removes what is no more.
// A kill leaves some of each site, which the next build mends.
func (t *target) transfer(fresh contents, s *survey) error {
	next, err := openRoot(t.side, "next")
	if err != nil {
		return err
	}
	defer next.Close()
	info, err := next.Stat(".")
	if err != nil {
		return err
	}
	both := make(contents, len(fresh))
	for name := range fresh {
		// Until all is copied the target holds some of each site. So the record first
		// says that both are ours, with no state of what is about to come, and the true
		// one follows when it is done.
		both[name] = state{}
	}
	maps.Copy(both, t.asWritten(s))
	if err := t.writeRecord(record{sites: []site{{folderID(info), fresh}, {folderID(s.info), both}}}); err != nil {
		return err
	}
	m := &mover{from: next, to: s.root, fresh: fresh, held: maps.Clone(s.target), folders: map[string]bool{}}
	for name := range fresh {
		addFolders(m.folders, name)
	}
	written, err := m.move(slices.Sorted(maps.Keys(s.times)))
	if err != nil {
		return err
	}
	if err := t.writeRecord(record{sites: []site{{folderID(info), fresh}, {folderID(s.info), written}}}); err != nil {
		return err
	}
	return t.made()
}

// mover copies one site over another.
type mover struct {
	from, to    *os.Root
	fresh, held contents
	folders     map[string]bool // of fresh
}

// move copies what differs and returns what the target then holds. What is in the
// way goes first, since a folder cannot take the place of a file; all else that is
// old goes last, when no page leads to it any more. folders are those that the
// target had.
func (m *mover) move(folders []string) (contents, error) {
	if err := m.remove(folders, m.isInTheWay); err != nil {
		return nil, err
	}
	written := make(contents, len(m.fresh))
	for _, name := range m.order() {
		held, ok := m.held[name]
		if ok && held.sum == m.fresh[name].sum {
			held.stamp = m.fresh[name].stamp
			written[name] = held
			continue
		}
		s, err := m.copy(name)
		if err != nil {
			return nil, err
		}
		written[name] = s
	}
	return written, m.remove(folders, func(string) bool { return true })
}

// order lists what is to be copied: assets before what loads them.
func (m *mover) order() []string {
	names := sortedKeys(m.fresh)
	isAsset := func(name string) bool { return strings.HasPrefix(name, assetFolder+"/") }
	slices.SortStableFunc(names, func(a, b string) int {
		switch {
		case isAsset(a) == isAsset(b):
			return 0
		case isAsset(a):
			return -1
		}
		return 1
	})
	return names
}

// isInTheWay reports whether something old stands where a new file or a new
// folder must stand.
func (m *mover) isInTheWay(name string) bool {
	if m.folders[name] {
		return true
	}
	for at := name; at != "."; at = path.Dir(at) {
		if _, ok := m.fresh[at]; ok {
			return true
		}
	}
	return false
}

// remove removes those old files and folders of some kind that the new site
// does not have. A folder that holds something else stays.
func (m *mover) remove(folders []string, kind func(string) bool) error {
	for name := range m.held {
		if _, stays := m.fresh[name]; stays || !kind(name) {
			continue
		}
		if err := m.to.Remove(at(name)); err != nil && !os.IsNotExist(err) {
			return err
		}
		delete(m.held, name)
	}
	for _, folder := range slices.Backward(folders) {
		if folder == "." || m.folders[folder] || !kind(folder) {
			continue
		}
		if info, err := lstat(m.to, at(folder)); err == nil && info != nil && info.IsDir() {
			_ = m.to.Remove(at(folder))
		}
	}
	return nil
}

// copy puts a file into its place in one step.
func (m *mover) copy(name string) (state, error) {
	data, err := m.from.ReadFile(at(name))
	if err != nil {
		return state{}, err
	}
	if err := makeBelow(m.to, path.Dir(name)); err != nil {
		return state{}, err
	}
	if err := m.to.Remove(arrival); err != nil && !os.IsNotExist(err) {
		return state{}, err
	}
	info, err := writeNew(m.to, arrival, data)
	if err != nil {
		return state{}, err
	}
	s := m.fresh[name]
	s.size, s.time = info.Size(), info.ModTime().UnixNano()
	return s, m.to.Rename(arrival, at(name))
}
