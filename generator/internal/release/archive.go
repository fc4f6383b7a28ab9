package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"strings"
	"testing/fstest"
)

// pack writes an archive in the form that its name says: Windows opens a .zip without
// another program. Nobody owns its files, and neither their order nor gzip's head depends
// on the machine, so that the bytes are the same anywhere.
func pack(name string, files fstest.MapFS) error {
	var out bytes.Buffer
	if strings.HasSuffix(name, ".zip") {
		archive := zip.NewWriter(&out)
		if err := errors.Join(archive.AddFS(files), archive.Close()); err != nil {
			return err
		}
		return os.WriteFile(name, out.Bytes(), 0o644)
	}
	squeezed, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return err
	}
	archive := tar.NewWriter(squeezed)
	if err := errors.Join(archive.AddFS(files), archive.Close(), squeezed.Close()); err != nil {
		return err
	}
	return os.WriteFile(name, out.Bytes(), 0o644)
}
