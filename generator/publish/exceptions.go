package publish

import (
	"path"
	"strings"
)

// place is where files are served otherwise than usual: a folder all of which
// is served alike, or one file.
type place struct {
	folder string // "/search/data/"; "" for one file
	file   *File  // that one, or one of the folder's
}

// patterns stand for the place: "/search/data/*", or the addresses of its file.
func (p place) patterns() []string {
	if p.folder != "" {
		return []string{p.folder + "*"}
	}
	return addresses(p.file)
}

// exceptions are the places of files that have not the usual headers, and of
// those that stand among the assets and are none, for each of the groups. A
// folder of data is one place, however many files it has: the number of rules
// must not grow with the site.
func (s *Serving) exceptions(groups []group) [][]place {
	alike := s.alike(groups)
	all := make([][]place, len(groups))
	for i, g := range groups {
		seen := map[string]bool{}
		for _, f := range g.files {
			if i == 0 && !strings.HasPrefix(f.Path, assetFolder+"/") {
				continue
			}
			p := place{folder: widest(f.Path, i, alike), file: f}
			if p.folder == "" || !seen[p.folder] {
				all[i] = append(all[i], p)
			}
			seen[p.folder] = true
		}
	}
	return all
}

// mixed is said of a folder with files of several groups, or of none.
const mixed = -1

// alike says for each folder of which group all files in it and below are.
func (s *Serving) alike(groups []group) map[string]int {
	of := map[*File]int{}
	for i, g := range groups {
		for _, f := range g.files {
			of[f] = i
		}
	}
	alike := map[string]int{}
	for i := range s.files {
		f := &s.files[i]
		if f.Kind == HostFile {
			continue
		}
		n, ok := of[f]
		if !ok { // an asset, or a download
			n = mixed
		}
		for folder := path.Dir(f.Path); folder != "."; folder = path.Dir(folder) {
			if before, seen := alike[folder]; seen && before != n {
				n = mixed
			}
			alike[folder] = n
		}
	}
	return alike
}

// widest is the outermost folder around a file all of which is of its group, or "".
func widest(name string, group int, alike map[string]int) (found string) {
	for folder := path.Dir(name); folder != "." && alike[folder] == group; folder = path.Dir(folder) {
		found = "/" + folder + "/"
	}
	return found
}
