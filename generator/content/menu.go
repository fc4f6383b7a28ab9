package content

import (
	"net/url"
	"path"
	"strings"
)

// MenuItem leads to a document of the tree, "pages/about.md", to a heading of
// it, "pages/about.md#who-we-are", or elsewhere, "https://example.org/give".
type MenuItem struct{ Label, To Text }

// Elsewhere reports whether an entry leads out of the site.
func (m *MenuItem) Elsewhere() bool {
	return strings.HasPrefix(m.To.S, "https://") || strings.HasPrefix(m.To.S, "mailto:")
}

// File is the document that an entry leads to, "" if it leads elsewhere.
func (m *MenuItem) File() string {
	file, _, _ := strings.Cut(m.To.S, "#")
	if file == "" || m.Elsewhere() {
		return ""
	}
	return path.Clean(file)
}

// Fragment is the heading that an entry leads to, "" for a whole page.
func (m *MenuItem) Fragment() string {
	if m.Elsewhere() {
		return ""
	}
	_, fragment, _ := strings.Cut(m.To.S, "#")
	return fragment
}

var menuFields = []field[MenuItem]{
	{Key{"label", true, "What the link says.", textValue},
		func(d *decoder, v *node, to *MenuItem) { to.Label = d.text(v) }},
	{Key{"to", true, "The file that it leads to, within the content folder, with # and a heading's id behind it if need be; or an address elsewhere, from https:// or mailto:.", Value{Names: DocumentNames}},
		func(d *decoder, v *node, to *MenuItem) { to.To = d.lead(v) }},
}

// mostInMenu is how many entries a menu can have. Every page shows them all.
const mostInMenu = 60

// menu reads the entries of a menu.
func (d *decoder) menu(n *node) []MenuItem {
	items := list(d, n, menuFields)
	if len(items) > mostInMenu {
		d.errorf(items[mostInMenu].Label.Pos, "too-long", "lead to a page that lists the rest", "a menu has %d entries at most, for every page shows them all", mostInMenu)
		return items[:mostInMenu]
	}
	return items
}

// lead reads where an entry of a menu leads.
func (d *decoder) lead(n *node) Text {
	t := d.text(n)
	scheme, _, ok := strings.Cut(t.S, ":")
	if !ok || strings.ContainsAny(scheme, "/#. ") {
		return t
	}
	u, err := url.Parse(t.S)
	switch {
	case scheme != "https" && scheme != "mailto":
		d.errorf(t.Pos, "dead-link", "write an address from https:// or mailto:, or a file: pages/about.md", "a menu cannot lead to %q", t.S)
		t.S = ""
	case err != nil, strings.ContainsAny(t.S, " <>\""), scheme == "https" && u.Host == "", scheme == "mailto" && !strings.Contains(u.Opaque, "@"):
		d.errorf(t.Pos, "dead-link", "copy it from a browser: https://example.org/give", "%q is no address", t.S)
		t.S = ""
	}
	return t
}

// page reads which page of the site something leads to, or which heading.
func (d *decoder) page(n *node) Text {
	t := d.lead(n)
	if m := (MenuItem{To: t}); m.Elsewhere() {
		d.errorf(t.Pos, "dead-link", "name a file within the content folder: pages/about.md", "this leads to a page of the site, and %q is elsewhere", t.S)
	}
	return t
}
