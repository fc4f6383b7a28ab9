package publish

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
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
type record struct {
	sites []site
	// broken says that a build was killed, or failed, while it wrote to the
	// folder beside the target. Then that may hold any bytes under the names in
	// sites, and under those in making, which are in no site yet.
	broken bool
	making map[string]bool
}

// The files of the sidecar in which a record stands.
const (
	recordFile = "record"
	makingFile = "making"
)

// site is what the folder with an id was made to hold.
type site struct {
	folderID string
	contents contents
}

// recordHeader is the first line of a record, oldHeader that of one whose lines
// have no stamps.
const (
	headerStart  = "nosology "
	recordHeader = headerStart + "record 2"
	oldHeader    = headerStart + "record 1"
	makingHeader = headerStart + "making 1"
)

// tick is more than the time in which two changes to a file can bear the same
// time, on the disks that people build on.
const tick = 20 * time.Millisecond

// wrote reports whether a path is one that a site of ours has had.
func (r record) wrote(name string) bool {
	for _, site := range r.sites {
		if _, ok := site.contents[name]; ok {
			return true
		}
	}
	return false
}

// folders returns the folders that those paths are in.
func (r record) folders() map[string]bool {
	folders := map[string]bool{}
	for _, site := range r.sites {
		for name := range site.contents {
			addFolders(folders, name)
		}
	}
	return folders
}

// addFolders adds the folders that a path is in.
func addFolders(to map[string]bool, name string) {
	for folder := path.Dir(name); folder != "." && !to[folder]; folder = path.Dir(folder) {
		to[folder] = true
	}
}

// has reports whether a site of ours had these bytes at a path.
func (r record) has(name string, s state) bool {
	for _, site := range r.sites {
		if known, ok := site.contents[name]; ok && known.sum == s.sum {
			return true
		}
	}
	return false
}

// knows reports whether a folder is one of ours, whatever else is in it.
func (r record) knows(parent *os.Root, name string) bool {
	info, err := lstat(parent, name)
	if info == nil || err != nil || !info.IsDir() {
		return false
	}
	if r.of(info) != nil {
		return true
	}
	entries, err := fs.ReadDir(parent.FS(), name)
	if err != nil {
		return false
	}
	folders := r.folders()
	for _, entry := range entries {
		if folders[entry.Name()] || r.wrote(entry.Name()) {
			return true
		}
	}
	return false
}

// of returns what is recorded of a folder, which may be nil.
func (r record) of(info fs.FileInfo) contents {
	id := folderID(info)
	for _, site := range r.sites {
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

// writeRecord replaces the record in one step. A file so young that a later
// change might bear the same time is recorded without its time, to be read
// again.
func (t *target) writeRecord(r record) error {
	var out bytes.Buffer
	fmt.Fprintln(&out, recordHeader)
	young := time.Now().Add(-tick).UnixNano()
	for _, site := range r.sites {
		fmt.Fprintf(&out, "site %s\n", site.folderID)
		for _, name := range sortedKeys(site.contents) {
			s := site.contents[name]
			if s.time > young {
				s.time = 0
			}
			out.Write(s.appendLine(out.AvailableBuffer(), name))
		}
	}
	return t.replace(recordFile, out.Bytes())
}

// replace replaces a file of the sidecar in one step.
func (t *target) replace(name string, data []byte) error {
	arriving := name + ".new"
	switch info, err := lstat(t.side, arriving); {
	case err != nil:
		return err
	case info == nil:
	case info.Mode().IsRegular() && t.isLeftover(arriving, info):
		if err := t.side.Remove(arriving); err != nil {
			return err
		}
	default:
		if err := t.moveAside(arriving); err != nil {
			return err
		}
	}
	if _, err := writeNew(t.side, arriving, data); err != nil {
		_ = t.side.Remove(arriving)
		return err
	}
	return t.side.Rename(arriving, name)
}

// isLeftover reports whether a file is what a killed build left of a record.
func (t *target) isLeftover(name string, info fs.FileInfo) bool {
	f, err := t.side.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, min(int64(len(headerStart)), info.Size()))
	_, err = io.ReadFull(f, head)
	return err == nil && strings.HasPrefix(headerStart, string(head))
}

// announce says, before any of it happens, that files are about to be written
// to the folder beside the target, and which of them no site of ours had.
func (t *target) announce(files []File) error {
	var out bytes.Buffer
	fmt.Fprintln(&out, makingHeader)
	making := map[string]bool{}
	for i := range files {
		if name := files[i].Path; !t.record.wrote(name) {
			making[name] = true
		}
	}
	maps.Copy(making, t.record.making) // of a build that was killed before
	for _, name := range sortedKeys(making) {
		fmt.Fprintln(&out, name)
	}
	t.record.broken, t.record.making = true, making
	return t.replace(makingFile, out.Bytes())
}

// made says that what was announced is in the record.
func (t *target) made() error { return t.side.Remove(makingFile) }

// appendLine appends a line of a record, which parseLine reads.
func (s state) appendLine(to []byte, name string) []byte {
	to = append(hex.AppendEncode(to, s.sum[:]), ' ')
	to = append(hex.AppendEncode(to, s.stamp[:]), ' ')
	to = append(strconv.AppendInt(to, s.size, 10), ' ')
	to = append(strconv.AppendInt(to, s.time, 10), ' ')
	return append(append(to, name...), '\n')
}

// readRecord reads what is known. Without a record that is nothing.
func (t *target) readRecord() (r record, err error) {
	data, err := t.readOwn(recordFile)
	if err != nil {
		return r, err
	}
	if data != nil {
		if r.sites, err = parseRecord(data); err != nil {
			return r, err
		}
	}
	data, err = t.readOwn(makingFile)
	if data == nil || err != nil {
		return r, err
	}
	header, names, _ := strings.Cut(string(data), "\n")
	if header != makingHeader {
		return r, refuseSidecar(makingFile + " in the folder " + t.sidecar + " is not as nosology wrote it")
	}
	r.broken, r.making = true, map[string]bool{}
	for name := range strings.Lines(names) {
		r.making[strings.TrimSuffix(name, "\n")] = true
	}
	return r, nil
}

// readOwn reads a file of the sidecar; nil if it is not there.
func (t *target) readOwn(name string) ([]byte, error) {
	if err := t.refuseUnlessFile(name); err != nil {
		return nil, err
	}
	data, err := t.side.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// refuseUnlessFile refuses a sidecar in which something else stands where we
// keep a file.
func (t *target) refuseUnlessFile(name string) error {
	info, err := lstat(t.side, name)
	if info == nil || err != nil || info.Mode().IsRegular() {
		return err
	}
	return refuseSidecar(name + " in the folder " + t.sidecar + ", where nosology keeps a file of its own, is " + whatIs(info.Mode()))
}

// parseRecord reads what writeRecord wrote, and records of before there were
// stamps, whose files have none. It refuses what has a line that it cannot read, or
// half of one, since that would make strangers of our own files. It does not count
// lines: a record takes the place of the last one as a whole (see replace), so that
// no build that is killed leaves half of one.
func parseRecord(data []byte) ([]site, error) {
	if !bytes.HasSuffix(data, []byte("\n")) {
		return nil, refuseSidecar("the record beside it ends within a line")
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Scan()
	isOld := lines.Text() == oldHeader
	if lines.Text() != recordHeader && !isOld {
		return nil, refuseSidecar("the record beside it was not written by this version of nosology")
	}
	var sites []site
	for lines.Scan() {
		if id, ok := strings.CutPrefix(lines.Text(), "site "); ok {
			sites = append(sites, site{id, contents{}})
			continue
		}
		line := lines.Text()
		if sum, rest, ok := strings.Cut(line, " "); ok && isOld {
			line = sum + " " + strings.Repeat("00", len(Stamp{})) + " " + rest
		}
		name, s, err := parseLine(line)
		if err != nil || len(sites) == 0 {
			return nil, refuseSidecar(fmt.Sprintf("the record beside it has an unreadable line %q", lines.Text()))
		}
		sites[len(sites)-1].contents[name] = s
	}
	return sites, lines.Err()
}

// parseLine reads a digest, a stamp, a size, a time and a path. The path comes last,
// since it alone may hold blanks.
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
