package preview

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// way is how a name leads to what stands there. All paths in it are absolute
// and go through no link, so that each place has one of them: the system tells
// of a place under one name only, whatever other names lead to it.
type way struct {
	// turns are where the name would come to lead elsewhere if something else were
	// put there: each link and each folder that it goes through, and the last place.
	// If the way is broken off, that is the first place where nothing stands.
	// Where wholeWay is false, of the folders it has only the last.
	turns []string
	end   string // "" if the way is broken off
}

// mostLinks is how many links a way goes through. Linux follows no more than 40.
const mostLinks = 40

// wholeWay is whether folders far above the site's are watched. To watch a folder,
// macOS and the BSDs open every file in it, and somebody's own folder, or the top
// of the disk, may hold many, and ask for leave to look.
const wholeWay = runtime.GOOS == "linux" || runtime.GOOS == "windows"

// wayTo finds the way as it is now. Of a way round in a circle it finds a part.
func wayTo(name string) (w way) {
	name, err := filepath.Abs(name)
	if err != nil {
		return way{} // the folder that we stand in is gone
	}
	at, rest := top(name)
	for links := 0; len(rest) > 0; {
		p := filepath.Join(at, rest[0])
		rest = rest[1:]
		info, err := os.Lstat(p)
		if err != nil {
			w.turns = append(w.turns, p)
			return w
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			at = p
			if wholeWay && len(rest) > 0 {
				w.turns = append(w.turns, p)
			}
			continue
		}
		w.turns = append(w.turns, p)
		to, err := os.Readlink(p)
		if links++; err != nil || links > mostLinks {
			return w
		}
		if filepath.IsAbs(to) {
			at, _ = top(to)
		}
		rest = append(parts(to), rest...)
	}
	w.turns = append(w.turns, at)
	w.end = at
	return w
}

// top divides an absolute path into the top of its volume and the names below it.
func top(p string) (string, []string) {
	volume := filepath.VolumeName(p)
	return volume + string(filepath.Separator), parts(p)
}

// parts are the names in a path below the top of its volume, of which some may be
// "..": that is the folder that the one before really stands in, so it is for
// the disk to say what it leads to and not for the path.
func parts(p string) []string {
	return strings.FieldsFunc(p[len(filepath.VolumeName(p)):], func(r rune) bool { return r < 0x80 && os.IsPathSeparator(uint8(r)) })
}
