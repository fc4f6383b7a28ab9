package generator

import (
	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/publish"
)

// runnable warns of downloads that browsers would run, where the host cannot be told
// to have them saved: whoever is led to one by its address sees it as a page of
// the site.
func runnable(s *Site, host *publish.Host) (found []diag.Diagnostic) {
	if host == nil || !host.ReadsNothing() {
		return nil
	}
	for i := range s.Files {
		if f := &s.Files[i]; f.Kind == publish.DownloadFile && publish.Runs(f.Path) {
			d := s.Tree.Diagnose(f.Path, content.Pos{}, diag.Warning, "shown-download", host.Name+" serves this file as a page, and browsers run what is in it")
			d.Hint = "put it into a .zip, or save it as PDF"
			found = append(found, d)
		}
	}
	return found
}
