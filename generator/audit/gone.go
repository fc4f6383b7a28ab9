package audit

import (
	"fmt"
	"strings"

	"nosology/generator/diag"
	"nosology/generator/publish"
	"nosology/generator/site"
)

// Gone warns of pages that the site before had and this one has not, and to
// which nothing leads any more: readers have links to them.
func Gone(s *site.Site, serving *publish.Serving, report publish.Report) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, name := range report.Removed {
		folder, isPage := strings.CutSuffix(name, "index.html")
		if !isPage {
			continue
		}
		address := "/" + folder
		// An alias was written already.
		if _, leads := serving.Redirect(address); leads {
			continue
		}
		found = append(found, diag.Diagnostic{
			Position: diag.Position{File: s.Tree.Name},
			Severity: diag.Warning,
			Check:    "page-gone",
			Message:  fmt.Sprintf("there is no page at %s any more, and links to it from elsewhere break", address),
			Hint:     fmt.Sprintf("if it has another name now, write this into it: aliases: [%s]", address),
		})
	}
	return found
}
