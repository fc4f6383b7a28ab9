package publish

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Clash is a file that cannot stand where it wants to.
type Clash struct {
	Path  string
	Other string // the file that is in its way; "" if its own name is
	Why   string
}

// Clashes finds files that cannot stand in one folder on every system.
func Clashes(files []File) (found []Clash) {
	seen := make(map[string]string, len(files))
	for _, f := range files {
		if !fs.ValidPath(f.Path) || f.Path == "." || strings.ContainsFunc(f.Path, isUnportable) {
			found = append(found, Clash{f.Path, "", fmt.Sprintf("%q is no path that a site can have", f.Path)})
			continue
		}
		key := strings.ToLower(f.Path)
		switch other, ok := seen[key]; {
		case ok && other == f.Path:
			found = append(found, Clash{f.Path, other, "two files want the path " + f.Path})
		case ok:
			found = append(found, Clash{f.Path, other, fmt.Sprintf("%s and %s differ in capitals alone, and many systems take them for one file", other, f.Path)})
		default:
			seen[key] = f.Path
		}
	}
	for _, f := range files {
		for folder := path.Dir(f.Path); folder != "." && folder != "/"; folder = path.Dir(folder) {
			if other, ok := seen[strings.ToLower(folder)]; ok {
				found = append(found, Clash{f.Path, other, fmt.Sprintf("%s is wanted as a file and as the folder of %s", other, f.Path)})
			}
		}
	}
	return found
}

// IsPortable reports whether a file of the site can have a name on every system.
func IsPortable(name string) bool { return !strings.ContainsFunc(name, isUnportable) }

func isUnportable(r rune) bool { return r < ' ' || strings.ContainsRune(`\:*?"<>|`, r) }
