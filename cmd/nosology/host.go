package main

import (
	"os"
	"strings"

	"github.com/alecthomas/kong"

	"nosology/generator"
	"nosology/generator/publish"
)

// publishFlags say how a site is published. A plan has those of a build, and makes the same of them,
// so that it cannot say other than the build will do.
type publishFlags struct {
	siteFlags
	Host          string `enum:"${hosts}" default:"${host}" help:"What will serve the site: ${hosts_in_words}. It decides in which form headers and redirects are written; see \"Hosts\" in nosology docs."`
	RedirectPages bool   `help:"Put a page that leads on at each old address, where the host takes fewer than there are."`
	Noindex       bool   `help:"Ask search engines to stay away, as previews do."`
}

// options turns flags, and what Netlify says of a preview, into what the generator wants.
func (f *publishFlags) options(from folder) (generator.Options, error) {
	opt, err := f.siteFlags.options(from)
	opt.Host, opt.RedirectPages, opt.NoIndex = publish.FindHost(f.Host), f.RedirectPages, f.Noindex
	onNetlify(&opt, os.Getenv)
	return opt, err
}

// onNetlify gives a preview its own address, and keeps it out of search
// engines. What is on the command line comes first.
// env is os.Getenv but in tests. CONTEXT is "production" for the published site, and the name of a
// kind of preview otherwise.
func onNetlify(opt *generator.Options, env func(string) string) {
	if env("NETLIFY") != "true" || env("CONTEXT") == "production" {
		return
	}
	opt.NoIndex = true
	if opt.BaseURL == "" {
		opt.BaseURL = env("DEPLOY_PRIME_URL")
	}
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
