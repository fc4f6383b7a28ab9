// Package input reads the files that a site is made from. Whatever a folder
// may hold, reading it ends, takes bounded memory, and says in an author's
// words what cannot be read.
//
// The three are one: a folder may be handed over by somebody who means harm, or hold a pipe by accident. So
// a file is looked at before it is opened, opened without waiting, looked at again, and read to a limit.
package input

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"unicode/utf8"

	"nosology/generator/diag"
)

// Fault is a file that an author has to look at. It is no trouble of ours.
type Fault struct {
	File    string // within the folder that it was asked of
	Line    int    // and Column: where in it, 0 for the file as a whole
	Column  int
	Source  string // the line as it stands
	Check   string // what found it; empty for a file that cannot be read
	Message string
	Hint    string
	cause   error
}

func (f *Fault) Error() string { return f.File + ": " + f.Message }

// Unwrap lets errors.Is find fs.ErrNotExist and fs.ErrPermission.
func (f *Fault) Unwrap() error { return f.cause }

// Diagnostic is the fault as other mistakes are told. folder is what the folder
// is called, and may be empty.
func (f *Fault) Diagnostic(folder string) diag.Diagnostic {
	return diag.Diagnostic{
		Position: diag.Position{File: strings.ToValidUTF8(path.Join(folder, f.File), "\uFFFD"), Line: f.Line, Column: f.Column}, Source: f.Source,
		Check: cmp.Or(f.Check, "unreadable-file"), Message: f.Message, Hint: f.Hint,
	}
}

// Read reads a file of a folder, to most bytes. What is not a regular file, is
// longer, has gone, may not be read or stands outside the folder is a *Fault; other
// errors are of the disk. A file that is not there is fs.ErrNotExist as well.
func Read(folder fs.FS, name string, most int) ([]byte, error) {
	data, err := ReadPart(folder, name, most)
	if err == nil && len(data) > most {
		return nil, tooLong(name, most)
	}
	return data, err
}

// ReadPart is Read for whoever says himself that a file is too long: it reads
// one byte more than most of one that is.
func ReadPart(folder fs.FS, name string, most int) ([]byte, error) {
	if _, err := Stat(folder, name); err != nil {
		return nil, err
	}
	f, err := folder.Open(name)
	if err != nil {
		return nil, fault(name, err)
	}
	defer f.Close()
	// It may have been exchanged for another since.
	info, err := f.Stat()
	if err != nil {
		return nil, fault(name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, notPlain(name, info.Mode())
	}
	data, err := readAll(io.LimitReader(f, int64(most)+1), int(min(info.Size(), int64(most))))
	if err != nil {
		return nil, fault(name, err)
	}
	return data, nil
}

// readAll reads to the end of a file of a size that it may meanwhile have outgrown.
// It takes one byte more, in which to see the end: the texts of a site stay in
// memory, and with the room that a buffer keeps to spare they take an eighth more.
func readAll(r io.Reader, size int) ([]byte, error) {
	data := make([]byte, 0, size+1)
	for {
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
		if len(data) == cap(data) {
			data = slices.Grow(data, len(data)+bytes.MinRead)
		}
	}
}

// Stat looks at a file that Read would read. Its errors are those of Read.
func Stat(folder fs.FS, name string) (fs.FileInfo, error) {
	info, err := fs.Stat(folder, name)
	if err != nil {
		return nil, fault(name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, notPlain(name, info.Mode())
	}
	return info, nil
}

// IsGone reports whether an error means that nothing stands at a path, as
// also where a file has taken the place of the folder that it is in.
func IsGone(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// IsLitter reports whether a file or folder belongs to an editor or to the
// system, and is no part of a site: what is hidden, and what programs leave
// beside the file that they save, in capitals or not.
func IsLitter(name string) bool {
	if name == "CVS" { // in capitals alone: "cvs" may hold what people have done in their lives
		return true
	}
	switch name = strings.ToLower(name); name {
	case ".", ".well-known":
		return false
	case "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx":
		return true
	}
	switch ext := path.Ext(name); ext {
	case ".bak", ".old", ".orig", ".rej", ".sav", ".save", ".tmp", ".part", ".crdownload", ".kate-swp", ".dpkg-old", ".dpkg-dist", ".rpmsave", ".rpmnew":
		return true
	default:
		if len(ext) == len(".swp") && strings.HasPrefix(ext, ".sw") && ext != ".swf" { // Vim counts down from .swp
			return true
		}
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasPrefix(name, "~$") || strings.HasSuffix(name, "~")
}

// Open opens a folder of the disk. Nothing outside of it can be reached
// through a link, and opening a file never waits for another program, as
// opening a pipe does.
func Open(dir string) (fs.FS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f := &folder{dir: dir}
	f.now.Store(&opened{root.FS().(rootFS), root})
	return f, nil
}

// Await is Open for a folder that somebody may yet make. It holds nothing until
// Anew finds it there.
func Await(dir string) fs.FS {
	f := &folder{dir: dir}
	f.now.Store(&opened{rootFS: nothing{}})
	return f
}

// Again looks whether another folder has taken the place of one that Open
// opened, as when it is checked out anew, and reads from that one from now on.
// Of a folder that is gone it goes on to read what there was.
func Again(fsys fs.FS) {
	if f, ok := fsys.(*folder); ok {
		f.again(false)
	}
}

// Anew is Again for a folder that a site can be without: one that is gone holds
// nothing from now on, until it comes back.
func Anew(fsys fs.FS) {
	if f, ok := fsys.(*folder); ok {
		f.again(true)
	}
}

// rootFS is what os.Root offers as a file system.
type rootFS interface {
	fs.ReadDirFS
	fs.StatFS
	fs.ReadLinkFS
}

// root is kept so that it can be compared with what stands there now; it is closed by the garbage
// collector once nobody reads from it. It is nil if nothing stands there.
type opened struct {
	rootFS
	root *os.Root
}

// nothing is a folder that is gone.
type nothing struct{}

func (nothing) Open(name string) (fs.File, error)          { return nil, gone("open", name) }
func (nothing) ReadDir(name string) ([]fs.DirEntry, error) { return nil, gone("readdir", name) }
func (nothing) Stat(name string) (fs.FileInfo, error)      { return nil, gone("stat", name) }
func (nothing) Lstat(name string) (fs.FileInfo, error)     { return nil, gone("lstat", name) }
func (nothing) ReadLink(name string) (string, error)       { return "", gone("readlink", name) }

func gone(op, name string) error { return &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist} }

type folder struct {
	dir string
	now atomic.Pointer[opened]
}

func (f *folder) again(empties bool) {
	now, err := os.Stat(f.dir)
	if empties && IsGone(err) {
		f.now.Store(&opened{rootFS: nothing{}})
	}
	if err != nil || f.isStill(now) {
		return
	}
	if root, err := os.OpenRoot(f.dir); err == nil {
		f.now.Store(&opened{root.FS().(rootFS), root}) // the old one may still be read from
	}
}

// isStill reports whether a folder is the one that is read from.
func (f *folder) isStill(now fs.FileInfo) bool {
	was := f.now.Load()
	if was.root == nil {
		return false
	}
	before, err := was.root.Stat(".")
	return err == nil && os.SameFile(before, now)
}

func (f *folder) ReadDir(name string) ([]fs.DirEntry, error) { return f.now.Load().ReadDir(name) }
func (f *folder) Stat(name string) (fs.FileInfo, error)      { return f.now.Load().Stat(name) }
func (f *folder) Lstat(name string) (fs.FileInfo, error)     { return f.now.Load().Lstat(name) }
func (f *folder) ReadLink(name string) (string, error)       { return f.now.Load().ReadLink(name) }

func (f *folder) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	now := f.now.Load()
	if now.root == nil {
		return now.rootFS.Open(name)
	}
	file, err := now.root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err // a nil *os.File would not be nil as an fs.File
	}
	return file, nil
}

// NotUTF8 is the fault of a name in another encoding, such as that of an old
// archive: no address can be made of it.
func NotUTF8(name string) *Fault {
	return &Fault{File: name, Message: "this name is not in UTF-8", Hint: "give the file another name", cause: fs.ErrInvalid}
}

func tooLong(name string, most int) *Fault {
	return &Fault{File: name, Message: fmt.Sprintf("the file is longer than %s, and no more can be read", Size(most)), Hint: "make it smaller, or take it out"}
}

// Size says a limit in words: "64 KB".
func Size(n int) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 1<<10:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

func notPlain(name string, mode fs.FileMode) *Fault {
	what := "is not a plain file"
	switch {
	case mode.IsDir():
		what = "is a folder, and a file is to be here"
	case mode&fs.ModeNamedPipe != 0:
		what = "is a pipe to another program, and not a plain file"
	case mode&fs.ModeSocket != 0:
		what = "is a socket, and not a plain file"
	case mode&fs.ModeDevice != 0:
		what = "is a device, and not a plain file"
	}
	return &Fault{File: name, Message: "this " + what, Hint: "remove it, or put a file in its place"}
}

// fault turns what is an author's to mend into a *Fault.
func fault(name string, err error) error {
	switch {
	case !utf8.ValidString(name):
		return NotUTF8(name)
	case IsGone(err):
		return &Fault{File: name, Message: "there is no such file, or it has just gone", Hint: "put it back, or run the command again", cause: fs.ErrNotExist}
	case errors.Is(err, fs.ErrPermission):
		return &Fault{File: name, Message: "you have no permission to read this file", Hint: "give yourself the right to read it", cause: err}
	case errors.Is(err, syscall.ELOOP):
		return &Fault{File: name, Message: "this is a link that leads to itself", Hint: "put the file itself here", cause: err}
	case leadsOut(err):
		return &Fault{File: name, Message: "this is a link that leads out of the folder, and it is not followed", Hint: "put the file itself here", cause: err}
	case errors.Is(err, syscall.ENXIO): // a socket, or a device that is not there
		return &Fault{File: name, Message: "this is not a plain file", Hint: "remove it, or put a file in its place", cause: err}
	}
	return err
}

// leadsOut reports whether os.Root refused a link. It has no error of its own
// for that.
func leadsOut(err error) bool {
	var of *fs.PathError
	return errors.As(err, &of) && strings.Contains(of.Err.Error(), "escapes from parent")
}
