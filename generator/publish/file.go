// Package publish turns files into a folder that a CDN can serve: names with
// hashes for assets, headers, redirects, and one step from the old site to the
// new one.
//
// # The way of a file
//
// NewAssets gives style sheets, scripts and pictures names that change with their
// bytes, before any page is made: pages say the names. Everything that the site
// will hold, pages and assets alike, is then a File: a path, and how to make its
// bytes. Serving says for all of them with which headers they go out and where
// old addresses lead; what a host reads (Hosts) is derived from it, so that six
// hosts cannot disagree. Under puts a path before addresses where the site does
// not begin at the top of its host. Write makes the bytes, each file in turn, and
// puts the new site into the place of the old one.
//
// # What holds
//
//   - The same files give the same folder, byte for byte, whatever stood there,
//     on however many processors, and whether it is the first build or a later
//     one.
//   - A worker holds the bytes of one file at a time. Only assets are held from
//     beginning to end.
//   - A Stamp is believed. Whoever sets one must have digested all that the bytes
//     depend on; a stamp that leaves something out leaves an old page standing.
//   - Nothing is removed or overwritten that this package did not write. The record
//     beside the target says what it wrote: see target and record.
package publish

import (
	"crypto/sha256"
	"io"
)

// Kind says how a file is cached and with which headers it is served.
type Kind uint8

const (
	PageFile     Kind = iota // HTML at a stable address
	AssetFile                // hashed name, cached for ever
	FeedFile                 // feed, sitemap, robots, manifest: stable name, revalidated
	WorkerFile               // service worker: stable name, never stale
	HostFile                 // _headers, _redirects: for the host, not served
	DownloadFile             // offered to readers as it is: stable name, revalidated
)

// File is one file of the finished site. Render may be called from any
// goroutine, any number of times, and writes the same bytes each time.
type File struct {
	Path   string // slash-separated, no leading slash: "causes/dehydration/index.html"
	Kind   Kind
	Render func(io.Writer) error
	// Stamp, unless it is zero, is the same only where the bytes are: a file that
	// was written with it and stands untouched is right, and is neither rendered
	// nor inspected again.
	Stamp Stamp
	// Summary, if it is set, renders the file in Write, once all files without one
	// stand in their places: it is told the digest of their bytes by their path.
	// Render makes the same bytes, by rendering whatever it needs to know.
	Summary func(w io.Writer, sum Sums) error
	// ForOthers says that other sites show it and no page of ours loads it.
	ForOthers bool
	// Needs says what a page's Content-Security-Policy must allow.
	Needs Needs
}

// Sums returns the SHA-256 digest of a file's bytes by its path, if there is
// such a file.
type Sums func(path string) (sum [sha256.Size]byte, ok bool)

// Stamp is a digest of all that a file is made from. The zero Stamp is none.
type Stamp [16]byte

// Named is the stamp of a file whose path names its bytes.
func Named(path string) Stamp {
	sum := sha256.Sum256([]byte(path))
	return Stamp(sum[:len(Stamp{})])
}

// Opens are origins, by what a page may have to do with them.
type Opens struct {
	Scripts, Connections, Forms, Frames, Images []string
}

// Needs are the permissions of a page beyond styles, images and links.
type Needs struct {
	Script  bool // loads our own script
	Connect bool // fetches from our own origin
	Wasm    bool // compiles WebAssembly
	Worker  bool // registers the service worker
	Form    bool // has a form that leads to a page of ours
	// Opens are others that it may have to do with.
	Opens Opens
	// StyleHashes and ScriptHashes are CSP sources ("sha256-…") of what stands inline.
	StyleHashes, ScriptHashes []string
}
