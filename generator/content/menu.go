package content

import (
	"net/url"
	"path"
	"strings"
)

// MenuItem leads to a document of the tree, "pages/about.md", to a heading of
// it, "pages/about.md#who-we-are", to a download, "files/leaflet.pdf", or
// elsewhere, "https://example.org/give". One with entries below it may lead
// nowhere itself.
type MenuItem struct {
	Label, To Text
	Children  []MenuItem // have none themselves
}

// Elsewhere reports whether an entry leads out of the site.
func (m *MenuItem) Elsewhere() bool {
	return strings.HasPrefix(m.To.S, "https://") || strings.HasPrefix(m.To.S, "mailto:")
}

// Download reports whether an entry leads to a file of the folder of downloads.
func (m *MenuItem) Download() bool { return strings.HasPrefix(m.File(), FilesFolder+"/") }

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

// menuFields are those of an entry that may have others below it.
func menuFields() []field[MenuItem] {
	return []field[MenuItem]{
		menuLabel(),
		may("to", leadsTo, leadValue(), leadOf),
		may("children", "Entries below this one, which folds them away, each with label and to. It may then be without a to of its own.",
			valueOf[[]MenuItem]{groupsBy(childFields()).Value, (*decoder).below}, func(m *MenuItem) *[]MenuItem { return &m.Children }),
	}
}

// childFields are those of an entry below another.
func childFields() []field[MenuItem] {
	return []field[MenuItem]{menuLabel(), must("to", leadsTo, leadValue(), leadOf)}
}

// below reads the entries below another. Of one that has others below it in its turn
// nothing else is told.
func (d *decoder) below(n *node) []MenuItem {
	items := d.items(n)
	all := make([]MenuItem, len(items))
	for i := range items {
		if at := keyAt(&items[i], "children"); at != (Pos{}) {
			d.errorf(at, "unknown-key", "write these entries beside the one that they stand below", "an entry below another has none below it")
			continue
		}
		decode(d, &items[i], items[i].at, childFields(), &all[i])
	}
	return all
}

// keyAt is where a key of a group stands, nowhere if it has none of that name.
func keyAt(n *node, name string) Pos {
	for i := 0; n.kind == yamlGroup && i < len(n.items); i += 2 {
		if n.items[i].text == name {
			return n.items[i].at
		}
	}
	return Pos{}
}

func menuLabel() field[MenuItem] {
	return must("label", "What the link says.", textValue(), func(m *MenuItem) *Text { return &m.Label })
}

const leadsTo = "The file that it leads to, within the content folder, with # and a heading's id behind it if need be; a file to download: files/leaflet.pdf; or an address elsewhere, from https:// or mailto:."

func leadValue() valueOf[Text] {
	return valueOf[Text]{Value{Names: DocumentNames}, asTyped((*decoder).lead)}
}
func leadOf(m *MenuItem) *Text { return &m.To }

// mostInMenu is how many entries a menu can have. Every page shows them all.
const mostInMenu = 60

func menuValue() valueOf[[]MenuItem] {
	return valueOf[[]MenuItem]{groupsBy(menuFields()).Value, (*decoder).menu}
}

// menu reads the entries of a menu.
func (d *decoder) menu(n *node) []MenuItem {
	items := list(d, n, menuFields())
	total := 0
	for i := range items {
		if len(items[i].Children) == 0 {
			d.leads(&items[i])
		}
		if total += 1 + len(items[i].Children); total > mostInMenu {
			d.errorf(items[i].Label.Pos, "too-long", "lead to a page that lists the rest", "a menu has %d entries at most, for every page shows them all", mostInMenu)
			return items[:i]
		}
	}
	return items
}

// leads reports an entry that leads nowhere.
func (d *decoder) leads(m *MenuItem) {
	if m.To == (Text{}) && m.Label.S != "" {
		d.errorf(m.Label.Pos, "leads-nowhere", "write to: and the file or the address", "the entry %q leads nowhere", m.Label.S)
	}
}

// flat are entries and those below them.
func flat(items []MenuItem) (all []MenuItem) {
	for _, it := range items {
		all = append(append(all, it), it.Children...)
	}
	return all
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
	if m := (MenuItem{To: t}); m.Elsewhere() || m.Download() {
		d.errorf(t.Pos, "dead-link", "name a file within the content folder: pages/about.md", "this leads to a page of the site, and %q is none", t.S)
	}
	return t
}
