package generator

import (
	"cmp"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/publish"
	"nosology/generator/site"
)

// redirects lead from the old addresses of pages to those they have now. Link
// has seen to it that no two pages share one; what is left to find are files
// that are no pages, addresses that differ in the slash at their end or in
// capitals alone, and those from which the host cannot lead on.
func redirects(s *site.Site, files []publish.File, opt Options) ([]publish.Redirect, []diag.Diagnostic) {
	if !slices.ContainsFunc(s.Pages, func(p *site.Page) bool { return len(p.Aliases) > 0 }) {
		return nil, nil
	}
	m := &mover{opt: opt, taken: make(map[string]string, 2*len(files)), owner: map[string]*site.Page{}, seen: map[string]bool{}}
	for _, f := range files {
		for _, at := range []string{"/" + f.Path, "/" + strings.TrimSuffix(f.Path, "index.html")} {
			m.taken[strings.ToLower(at)] = at
		}
	}
	for _, p := range s.Pages {
		for _, alias := range p.Aliases {
			m.add(p, alias)
		}
	}
	return m.all, m.found
}

// mover gathers redirects.
type mover struct {
	opt   Options
	taken map[string]string     // addresses of files, by what they are without capitals
	owner map[string]*site.Page // by old address without capitals
	seen  map[string]bool       // old addresses as they are
	all   []publish.Redirect
	found []diag.Diagnostic
	// The host's limit was told of; once is enough.
	full bool
}

// The cases go from what is the author's slip to what the host cannot do, so that the first that
// holds is the one that can be mended in the text.
func (m *mover) add(p *site.Page, alias content.Text) {
	report := func(message, hint string) {
		d := p.Diagnose(alias.Pos, diag.Error, "alias-taken", message)
		d.Hint = hint
		m.found = append(m.found, d)
	}
	r, err := publish.ParseAddress(alias.S)
	if err != nil {
		report(alias.S+" is no address", "write it as a browser shows it, or with % and two digits for what cannot be typed")
		return
	}
	r.To, r.Title = p.Address, p.Title.S
	key := strings.ToLower(r.From) + "?" + r.Query
	stands := ""
	if r.Query == "" {
		stands = cmp.Or(m.taken[strings.ToLower(r.From)], m.taken[strings.ToLower(strings.TrimSuffix(r.From, "/"))])
	}
	other := m.owner[key]
	switch {
	case r.Query == "" && r.From == p.Address:
		report("this is the address that the page has now", "take it out")
	case stands == r.From, stands != "" && stands == strings.TrimSuffix(r.From, "/"):
		report("something else stands at "+alias.S, "an old address can lead on only where nothing stands any more")
	case stands != "" && stands != p.Address:
		report(alias.S+" differs in capitals alone from "+stands+", where something else stands", "readers do not tell the two apart; take it out")
	case other != nil && (other != p || m.seen[r.String()]):
		report(alias.S+" is also an old address of "+other.Path, twiceHint(other == p))
	case stands != "" && m.opt.redirectPages():
		report("no page can stand at "+alias.S+", which differs in capitals alone from where its page stands now", "take it out: most who come that way arrive all the same")
	case other != nil && m.opt.redirectPages(): // the page there leads on already
	case m.opt.cannot(r) != "":
		report(m.opt.hostName()+" cannot lead on from "+alias.S+": "+m.opt.cannot(r), wayOut(r))
	case m.opt.tooMany(len(m.all) + 1):
		if !m.full {
			report(m.opt.hostName()+" takes no more old addresses than stand before this one", "build with --redirect-pages, which puts a page that leads on at each old address")
		}
		m.full = true
	default:
		m.owner[key], m.seen[r.String()] = p, true
		m.all = append(m.all, r)
	}
}

// wayOut names hosts that can do what another cannot.
func wayOut(r publish.Redirect) string {
	var can []string
	for _, h := range publish.Hosts() {
		if h.Cannot == nil || h.Cannot(r) == "" {
			can = append(can, h.Name)
		}
	}
	if len(can) == 0 {
		return "take it out"
	}
	return "take it out, or choose a host that can: --host " + strings.Join(can, ", ")
}

// redirectPages reports whether pages stand at old addresses.
func (o Options) redirectPages() bool {
	return o.RedirectPages || o.Host != nil && o.Host.RedirectPages
}

// metaPolicy reports whether pages state their policy themselves.
func (o Options) metaPolicy() bool { return o.Host != nil && o.Host.MetaPolicy }

// cannot says why nothing can lead on from an old address.
func (o Options) cannot(r publish.Redirect) string {
	switch {
	case o.redirectPages():
		return publish.PageCannot(r)
	case o.Host == nil || o.Host.Cannot == nil:
		return ""
	}
	return o.Host.Cannot(r)
}

func (o Options) tooMany(redirects int) bool {
	return !o.redirectPages() && o.Host != nil && o.Host.Limits.Redirects > 0 && redirects > o.Host.Limits.Redirects
}

func (o Options) hostName() string {
	if o.Host == nil {
		return "the host"
	}
	return o.Host.Name
}

// twiceHint says what to do about an old address that two lines claim.
func twiceHint(samePage bool) string {
	if samePage {
		return "take one of the two out: a slash at the end makes no other address"
	}
	return "leave it to the page that took over most of the old one"
}
