package main

import (
	"strings"

	"github.com/alecthomas/kong"

	"nosology/generator"
	"nosology/generator/publish"
)

// hostFlags say what serves a site.
type hostFlags struct {
	Host          string `enum:"${hosts}" default:"${host}" help:"What will serve the site: ${hosts_in_words}. It decides in which form headers and redirects are written; see \"Hosts\" in the README."`
	RedirectPages bool   `help:"Put a page that leads on at each old address, where the host takes fewer than there are."`
}

// serve tells a build what serves the site.
func (f *hostFlags) serve(opt *generator.Options) {
	opt.Host, opt.RedirectPages = publish.FindHost(f.Host), f.RedirectPages
}

// hostVariables are what the flags' texts take from the table of hosts.
func hostVariables() kong.Vars {
	var names []string
	for _, h := range publish.Hosts() {
		names = append(names, h.Name)
	}
	// The first host of the table is the one for which a build is made if none is named.
	last := len(names) - 1
	return kong.Vars{
		"hosts": strings.Join(names, ","), "host": names[0],
		"hosts_in_words": strings.Join(names[:last], ", ") + " or " + names[last],
	}
}
