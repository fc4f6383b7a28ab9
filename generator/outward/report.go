package outward

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"

	"nosology/generator/diag"
	"nosology/generator/lint"
	"nosology/generator/site"
)

// mayBeThere are answers of servers that let browsers in, but not programs.
func mayBeThere() []int {
	return []int{
		http.StatusUnauthorized, http.StatusForbidden, http.StatusMethodNotAllowed, http.StatusNotAcceptable,
		// 999 is no status of HTTP: LinkedIn answers programs with it.
		http.StatusTooManyRequests, http.StatusUnavailableForLegalReasons, http.StatusServiceUnavailable, 999,
	}
}

// Diagnostics says at every place of every link what came of it. What should
// be mended is a warning; all else is a note.
func Diagnostics(s *site.Site, answers []Answer) []diag.Diagnostic {
	var ds []diag.Diagnostic
	for _, a := range answers {
		severity, message, hint := a.verdict()
		for _, p := range a.Places {
			d := diag.Diagnostic{Position: s.Tree.At(p.Path, p.Pos), Severity: severity, Check: lint.ExternalLink, Message: a.URL + " " + message, Hint: hint}
			if s.Tree.Lines != nil && p.Pos.Line > 0 {
				d.Source = s.Tree.Lines(p.Path, int(p.Pos.Line))
			}
			ds = append(ds, d)
		}
	}
	diag.Sort(ds)
	return ds
}

// verdict says what an answer means.
func (a Answer) verdict() (severity diag.Severity, message, hint string) {
	switch {
	case a.Err != nil:
		message, hint = inWords(a.Err)
		return diag.Warning, message, hint
	case a.Status < 400 && a.Now != "":
		return diag.Note, "has moved for good", "write " + a.Now
	case a.Status < 400:
		return diag.Note, fmt.Sprintf("answers %d", a.Status), ""
	case slices.Contains(mayBeThere(), a.Status):
		return diag.Note, fmt.Sprintf("lets no program look (%d)", a.Status), "see in a browser whether it is there"
	case a.Status == http.StatusNotFound || a.Status == http.StatusGone:
		return diag.Warning, fmt.Sprintf("is not there any more (%d)", a.Status), "find where it is now, or take the link out"
	}
	return diag.Warning, fmt.Sprintf("does not work (%d)", a.Status), "try again later; if it stays so, take the link out"
}

// inWords says why there was no answer.
func inWords(err error) (message, hint string) {
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	var of *url.Error
	switch {
	case errors.Is(err, context.Canceled):
		return "was not asked for", ""
	case errors.As(err, &dns) && dns.IsNotFound:
		return "is nowhere: there is no host " + dns.Name, "look for a slip of the keyboard, or take the link out"
	case errors.Is(err, errTooManyHops):
		return "leads round in a circle", "see in a browser where it leads"
	case errors.As(err, &certificate):
		return "cannot be trusted: " + certificate.Err.Error(), "readers are warned of it too; take the link out, or tell its owner"
	case errors.As(err, &of) && of.Timeout():
		return "gives no answer in time", "try again later"
	case errors.As(err, &of):
		err = of.Err
	}
	return "cannot be reached: " + err.Error(), "try again later"
}

// Unreachable reports whether there was no answer to anything, and not for want
// of links: probably there is no network.
func Unreachable(answers []Answer) bool {
	return len(answers) > 1 && !slices.ContainsFunc(answers, func(a Answer) bool { return !isUnreachable(a.Err) })
}

// State is an answer in a word: its status, or "none".
func (a Answer) State() string {
	if a.Err != nil {
		return "none"
	}
	return fmt.Sprint(a.Status)
}
