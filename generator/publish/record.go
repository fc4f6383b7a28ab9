package publish

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"time"
)

// state is a file as it was written: while it has this size and time, it has
// these bytes.
type state struct {
	size, time int64 // time in nanoseconds, as the disk has it
	sum        [sha256.Size]byte
	stamp      Stamp // that it was written with
}

// contents is what a folder holds, by path.
type contents map[string]state

// record is what builds have written: what the target holds and what the
// folder beside it holds, in no order, since a kill may come before or after
// they change places.
type record []site

// site is what the folder with an id was made to hold.
type site struct {
	folderID string
	contents contents
}

// recordHeader is the first line of a record, oldHeader that of one whose lines
// have no stamps.
const (
	recordHeader = "nosology record 2"
	oldHeader    = "nosology record 1"
)

// tick is more than the time in which two changes to a file can bear the same
// time, on the disks that people build on.
const tick = 20 * time.Millisecond

// has reports whether a path is one that we wrote, to either folder.
func (r record) has(name string) bool {
	for _, site := range r {
		if _, ok := site.contents[name]; ok {
			return true
		}
	}
	return false
}

// folders returns the folders that those paths are in.
func (r record) folders() map[string]bool {
	folders := map[string]bool{}
	for _, site := range r {
		for name := range site.contents {
			for folder := path.Dir(name); folder != "." && !folders[folder]; folder = path.Dir(folder) {
				folders[folder] = true
			}
		}
	}
	return folders
}

// of returns what is recorded of a folder.
func (r record) of(dir string) contents {
	id := folderID(dir)
	for _, site := range r {
		if site.folderID == id && id != "" {
			return site.contents
		}
	}
	return nil
}

// is reports whether a file is untouched since it was recorded.
func (s state) is(info fs.FileInfo) bool {
	return s.time != 0 && s.size == info.Size() && s.time == info.ModTime().UnixNano()
}

// write replaces the record in one step. A file so young that a later change
// might bear the same time is recorded without its time, to be read again.
func (r record) write(file string) error {
	var out bytes.Buffer
	fmt.Fprintln(&out, recordHeader)
	young := time.Now().Add(-tick).UnixNano()
	for _, site := range r {
		fmt.Fprintf(&out, "site %s\n", site.folderID)
		for _, name := range sortedKeys(site.contents) {
			s := site.contents[name]
			if s.time > young {
				s.time = 0
			}
			out.Write(s.appendLine(out.AvailableBuffer(), name))
		}
	}
	if err := os.WriteFile(file+".new", out.Bytes(), 0o644); err != nil {
		return err
	}
	return os.Rename(file+".new", file)
}

// appendLine appends a line of a record, which parseLine reads.
func (s state) appendLine(to []byte, name string) []byte {
	to = append(hex.AppendEncode(to, s.sum[:]), ' ')
	to = append(hex.AppendEncode(to, s.stamp[:]), ' ')
	to = append(strconv.AppendInt(to, s.size, 10), ' ')
	to = append(strconv.AppendInt(to, s.time, 10), ' ')
	return append(append(to, name...), '\n')
}

// readRecord reads a record. Without one nothing is known.
func readRecord(file string) (record, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Scan()
	isOld := lines.Text() == oldHeader
	if lines.Text() != recordHeader && !isOld {
		return nil, refusal(file + " was written by another version of nosology; remove both it and the site beside it")
	}
	var r record
	for lines.Scan() {
		if id, ok := strings.CutPrefix(lines.Text(), "site "); ok {
			r = append(r, site{id, contents{}})
			continue
		}
		line := lines.Text()
		if sum, rest, ok := strings.Cut(line, " "); ok && isOld {
			line = sum + " " + strings.Repeat("00", len(Stamp{})) + " " + rest
		}
		name, s, err := parseLine(line)
		if err != nil || len(r) == 0 {
			return nil, refusal(fmt.Sprintf("%s has an unreadable line %q; remove both it and the site beside it", file, lines.Text()))
		}
		r[len(r)-1].contents[name] = s
	}
	return r, lines.Err()
}

func parseLine(line string) (name string, s state, err error) {
	parts := strings.SplitN(line, " ", 5)
	if len(parts) != 5 || len(parts[0]) != 2*len(s.sum) || len(parts[1]) != 2*len(s.stamp) {
		return "", s, errors.New("too short")
	}
	_, err = hex.Decode(s.sum[:], []byte(parts[0]))
	_, err1 := hex.Decode(s.stamp[:], []byte(parts[1]))
	size, err2 := strconv.ParseInt(parts[2], 10, 64)
	time, err3 := strconv.ParseInt(parts[3], 10, 64)
	s.size, s.time = size, time
	return parts[4], s, errors.Join(err, err1, err2, err3)
}
