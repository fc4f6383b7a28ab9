package input_test

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"
	"testing/fstest"

	"nosology/generator/disk"
	"nosology/generator/input"
)

// What programs leave beside a file is no part of a site; what people write is.
func TestLitter(t *testing.T) {
	for name, litter := range map[string]bool{
		".DS_Store": true, ".git": true, ".nosology": true, "Thumbs.db": true, "desktop.ini": true, "__MACOSX": true, "Icon\r": true,
		"a.md~": true, "#a.md#": true, "~$a.docx": true, "a.md.tmp": true, "a.md.orig": true, ".a.md.swp": true, "a.bak": true,
		"a.txt.save": true, "a.OLD": true, "a.BAK": true, "a.TMP": true, "a.swn": true, "a.SWP": true, "Desktop.ini": true, "THUMBS.DB": true, "a.sav": true,
		"a.part": true, "a.md.kate-swp": true, "a.conf.dpkg-old": true, "CVS": true, "cvs": false, "film.swf": false, "a.swift": false, "old": false, "part.md": false, "a.sw": false,
		".": false, ".well-known": false, "a.md": false, "a~b.md": false, "a#b.md": false, "icon": false, "tmp": false, "bak.md": false, "a.tmp.md": false,
	} {
		if got := input.IsLitter(name); got != litter {
			t.Errorf("%q is litter: %t", name, got)
		}
	}
}

// A file of just the most bytes is read, and of a longer one as much as shows that it is.
func TestTheMostThatIsRead(t *testing.T) {
	folder := fstest.MapFS{"a": {Data: []byte("0123456789")}}
	for most, want := range map[int]int{11: 10, 10: 10, 9: 10, 4: 5, 0: 1} {
		part, err := input.ReadPart(folder, "a", most)
		if err != nil || len(part) != want {
			t.Errorf("of at most %d bytes, %d are read, %v", most, len(part), err)
		}
		_, err = input.Read(folder, "a", most)
		var fault *input.Fault
		if tooLong := most < 10; errors.As(err, &fault) != tooLong {
			t.Errorf("at most %d bytes: %v", most, err)
		}
	}
}

// A fault is told like any mistake, under the name of its folder, and is still the system's error to programs.
func TestFaultsAreMistakes(t *testing.T) {
	_, err := input.Read(fstest.MapFS{"d/x": {}}, "nowhere", 1)
	var fault *input.Fault
	if !errors.As(err, &fault) || !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	if d := fault.Diagnostic("content"); d.File != "content/nowhere" || d.Check != "unreadable-file" || d.Message == "" || d.Hint == "" {
		t.Errorf("told is %+v", d)
	}
	if d := (&input.Fault{File: "a.svg", Line: 2, Column: 3, Check: "bad-drawing"}).Diagnostic(""); d.Position.String() != "a.svg:2:3" || d.Check != "bad-drawing" {
		t.Errorf("told is %+v", d)
	}
	if err.Error() != "nowhere: there is no such file, or it has just gone" {
		t.Errorf("as an error: %v", err)
	}
}

// Where a file has taken the place of a folder, nothing stands below it any more.
func TestNothingStandsBelowAFile(t *testing.T) {
	dir := t.TempDir()
	disk.Write(t, dir+"/a", "a file")
	folder, err := input.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := input.Read(folder, "a/b", 1); !input.IsGone(err) || !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

// Limits are said in whole units, as people say them.
func ExampleSize() {
	for _, n := range []int{100, 1 << 10, 64 << 10, 1<<20 - 1, 10 << 20} {
		fmt.Println(input.Size(n))
	}
	// Output:
	// 100 bytes
	// 1 KB
	// 64 KB
	// 1023 KB
	// 10 MB
}
