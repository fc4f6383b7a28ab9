package publish

import (
	"path"
	"slices"
	"strings"
)

// DownloadFolder is where files stand that a site offers for download, at
// addresses that do not change. Nothing else stands there.
const DownloadFolder = "files"

// downloadPolicy is for what readers open and authors did not write as pages: no
// script of it runs. More would keep browsers from showing a PDF.
const downloadPolicy = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; script-src 'none'"

// Runs reports whether a browser takes a file for a page, and would run what is
// in it with the rights of the site. Such a file is saved, never shown.
func Runs(name string) bool {
	return slices.Contains([]string{
		".htm", ".html", ".xhtml", ".shtml", ".mht", ".mhtml", ".svg", ".svgz", ".xml", ".xsl", ".xslt", ".rdf", ".atom", ".rss",
		".js", ".mjs", ".css", ".wasm", ".swf", ".webmanifest", ".php", ".hta", ".jar", ".pdfxml",
	}, extension(name))
}

// downloadHeaders are the headers of downloads that browsers may show.
func downloadHeaders() []Header {
	return []Header{
		{"Cache-Control", "public, max-age=0, must-revalidate"},
		{"Content-Security-Policy", downloadPolicy},
		{"Cross-Origin-Resource-Policy", "same-origin"},
	}
}

// saved is what keeps a browser from showing a file.
var saved = Header{"Content-Disposition", "attachment"}

// hasDownloads reports whether the site offers files.
func (s *Serving) hasDownloads() bool {
	return slices.ContainsFunc(s.files, func(f File) bool { return f.Kind == DownloadFile })
}

// attachments are the downloads that browsers would run.
func (s *Serving) attachments() (all []*File) {
	for i := range s.files {
		if f := &s.files[i]; f.Kind == DownloadFile && Runs(f.Path) {
			all = append(all, f)
		}
	}
	return all
}

// attachmentAddresses are those at which hosts find such a file: some leave out
// the ending of a page.
func attachmentAddresses(f *File) []string {
	at := "/" + f.Path
	if ext := path.Ext(at); extension(at) == ".html" || extension(at) == ".htm" {
		return []string{at, strings.TrimSuffix(at, ext)}
	}
	return []string{at}
}

// attachmentsAt are all such addresses, each as a host writes it.
func (s *Serving) attachmentsAt(written func(string) string) (all []string) {
	for _, f := range s.attachments() {
		for _, at := range attachmentAddresses(f) {
			all = append(all, written(at))
		}
	}
	return all
}

// downloadRules are the rule for all downloads, and one for each that is saved.
func (s *Serving) downloadRules(all HeaderRule) []HeaderRule {
	if !s.hasDownloads() {
		return nil
	}
	rules := []HeaderRule{all}
	for _, at := range s.attachmentsAt(strings.Clone) {
		rules = append(rules, HeaderRule{at, nil, []Header{saved}})
	}
	return rules
}

// downloadPattern stands for all downloads.
const downloadPattern = "/" + DownloadFolder + "/*"
