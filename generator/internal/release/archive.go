package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"
)

// entry is a file of an archive.
type entry struct {
	name string
	mode fs.FileMode
	text []byte
}

// pack writes an archive in the form that its name says. Nobody owns its files,
// and all of them are of one day.
func pack(name string, files []entry, day time.Time) error {
	write := packTar
	if strings.HasSuffix(name, ".zip") {
		write = packZip
	}
	var out bytes.Buffer
	if err := write(&out, files, day); err != nil {
		return err
	}
	return os.WriteFile(name, out.Bytes(), 0o644)
}

// packTar writes the head of a file in the plain form (USTAR), without an owner, and
// gzip's without a name or a day, so that the bytes are the same anywhere.
func packTar(out io.Writer, files []entry, day time.Time) error {
	squeezed, err := gzip.NewWriterLevel(out, gzip.BestCompression)
	if err != nil {
		return err
	}
	archive := tar.NewWriter(squeezed)
	for _, f := range files {
		head := &tar.Header{Name: f.name, Mode: int64(f.mode), Size: int64(len(f.text)), ModTime: day, Format: tar.FormatUSTAR}
		if err := archive.WriteHeader(head); err != nil {
			return err
		}
		if _, err := archive.Write(f.text); err != nil {
			return err
		}
	}
	return errors.Join(archive.Close(), squeezed.Close())
}

// packZip is for Windows, which opens such archives without another program.
func packZip(out io.Writer, files []entry, day time.Time) error {
	archive := zip.NewWriter(out)
	for _, f := range files {
		head := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: day}
		head.SetMode(f.mode)
		w, err := archive.CreateHeader(head)
		if err != nil {
			return err
		}
		if _, err := w.Write(f.text); err != nil {
			return err
		}
	}
	return archive.Close()
}
