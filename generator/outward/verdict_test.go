package outward

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"testing"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/site"
)

// What an answer means is said by its number alone, at the edges too: what lets browsers in is a note.
func TestVerdictOfEveryNumber(t *testing.T) {
	for _, v := range []struct {
		status   int
		severity diag.Severity
		message  string
	}{
		{200, diag.Note, "answers 200"}, {399, diag.Note, "answers 399"}, {400, diag.Warning, "does not work (400)"}, {401, diag.Note, "lets no program look (401)"},
		{404, diag.Warning, "is not there any more (404)"}, {410, diag.Warning, "is not there any more (410)"}, {429, diag.Note, "lets no program look (429)"},
		{451, diag.Note, "lets no program look (451)"}, {500, diag.Warning, "does not work (500)"}, {503, diag.Note, "lets no program look (503)"}, {999, diag.Note, "lets no program look (999)"},
	} {
		a := Answer{Status: v.status}
		if severity, message, hint := a.verdict(); severity != v.severity || message != v.message || (hint == "") != (v.status < 400) || a.State() != fmt.Sprint(v.status) {
			t.Errorf("%d: %s, %s (%s)", v.status, severity, message, hint)
		}
	}
	for _, v := range []struct {
		err           error
		message, hint string
	}{
		{&url.Error{Op: "Head", URL: "x", Err: context.Canceled}, "was not asked for", ""},
		{&url.Error{Err: &net.DNSError{Name: "no.invalid", IsNotFound: true}}, "is nowhere: there is no host no.invalid", "look for a slip of the keyboard, or take the link out"},
		{&url.Error{Err: context.DeadlineExceeded}, "gives no answer in time", "try again later"},
		{&url.Error{Err: errTooManyHops}, "leads round in a circle", "see in a browser where it leads"},
		{&url.Error{Op: "Head", URL: "https://x.example", Err: errors.New("broken")}, "cannot be reached: broken", "try again later"},
	} {
		a := Answer{Err: v.err}
		if severity, message, hint := a.verdict(); severity != diag.Warning || message != v.message || hint != v.hint || a.State() != "none" {
			t.Errorf("%v: %s (%s)", v.err, message, hint)
		}
	}
}

// Every place of a link is told of, in the order of the files; a network is missing only if nothing answers.
func TestEveryPlaceIsTold(t *testing.T) {
	at := func(path string, line int32) Place { return Place{path, content.Pos{Line: line, Column: 2}} }
	answers := []Answer{
		{Link: Link{"https://b.example/", []Place{at("pages/b.md", 9), at("articles/é.md", 1)}}, Status: 404},
		{Link: Link{"https://a.example/", []Place{at("pages/b.md", 3), at("site.yaml", 0)}}, Status: 200, Now: "https://c.example/"},
	}
	var got string
	for _, d := range Diagnostics(&site.Site{Tree: &content.Tree{Name: "content"}}, answers) {
		got += d.Position.String() + " " + d.Check + " " + d.Message + "\n"
	}
	want := "content/articles/é.md:1:2 external-link https://b.example/ is not there any more (404)\ncontent/pages/b.md:3:2 external-link https://a.example/ has moved for good\n" +
		"content/pages/b.md:9:2 external-link https://b.example/ is not there any more (404)\ncontent/site.yaml external-link https://a.example/ has moved for good\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	nothing := Answer{Err: &net.OpError{Op: "dial", Err: errors.New("no route")}}
	broken := Answer{Err: &net.OpError{Op: "read", Err: errors.New("reset")}}
	if Unreachable(nil) || Unreachable([]Answer{nothing, {Status: 500}}) || Unreachable([]Answer{nothing, broken}) || !Unreachable([]Answer{nothing, nothing}) {
		t.Error("a missing network is not told from links that do not work")
	}
}

// Only addresses on the web are asked for, each without what is for the browser alone.
func TestElsewhere(t *testing.T) {
	for dest, want := range map[string]string{
		"https://a.example/b#c": "https://a.example/b", "http://a.example": "http://a.example", "https://a.example/?q=#": "https://a.example/?q=", "https://é.example/ü": "https://é.example/ü",
		"": "", "#a": "", "../b.md": "", "mailto:a@b.example": "", "tel:999": "", "https:///a": "", "//a.example/": "", "https://a b/": "", "ftp://a.example/": "",
	} {
		if got, ok := elsewhere(dest); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q, %t", dest, got, ok)
		}
	}
	if got := fmt.Sprint(byHost([]Link{{URL: "https://a/1"}, {URL: "https://b/1"}, {URL: "https://b/2"}, {URL: "https://c/"}})); got != "[[1 2] [0] [3]]" {
		t.Errorf("the queues are %s", got)
	}
}
