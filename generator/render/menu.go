package render

import (
	"slices"

	"nosology/generator/content"
	"nosology/generator/site"
)

// menu turns entries of site.yaml into links. An entry that leads nowhere was
// reported when the site was linked; here it is left out, unless others stand
// below it.
func (e *edition) menu(items []content.MenuItem) []MenuItem {
	var menu []MenuItem
	for _, it := range items {
		address := e.leadsTo(&it)
		children := e.menu(it.Children)
		if address == "" && len(children) == 0 {
			continue
		}
		label := it.Label.S
		if it.Download() {
			label += " " + e.fileInWords(e.downloads.Find("", address))
		}
		menu = append(menu, MenuItem{Label: label, Address: address, External: it.Elsewhere(), Children: children})
	}
	return menu
}

// leadsTo is the address that an entry of the settings leads to, "" for nowhere.
func (e *edition) leadsTo(it *content.MenuItem) string {
	if it.Elsewhere() {
		return it.To.S
	}
	if it.Download() {
		return e.downloads.Find("", "/"+it.To.S).Address()
	}
	p := e.site.ByPath(it.File())
	if p == nil {
		return ""
	}
	return site.Target{Page: p, Fragment: it.Fragment()}.Href()
}

// eachEntry calls do for the entries of a menu, and for those below them.
func eachEntry(menu []MenuItem, do func(*MenuItem)) {
	for i := range menu {
		do(&menu[i])
		eachEntry(menu[i].Children, do)
	}
}

// at is the view of a header on a page whose entry in the menu is address.
func (v SiteView) at(address, current string) SiteView {
	v.Home = address == "/"
	v.Menu, _ = marked(v.Menu, address, current)
	return v
}

// marked is a menu in which the entry of an address is marked, and the one that
// it stands below.
func marked(items []MenuItem, address, current string) (menu []MenuItem, found bool) {
	menu = slices.Clone(items)
	for i := range menu {
		it := &menu[i]
		below := false
		if it.Children, below = marked(it.Children, address, current); below {
			it.Current = "true"
		}
		if it.Address != "" && it.Address == address {
			it.Current = current
		}
		found = found || it.Current != ""
	}
	return menu, found
}

// takeBox puts the box of the search in place of its link, if the menu has one.
func (v *SiteView) takeBox() {
	links := len(v.Menu)
	v.Menu = slices.DeleteFunc(v.Menu, func(it MenuItem) bool {
		if it.Address != v.Search.Address {
			return false
		}
		v.Search = &it
		return true
	})
	v.Find = len(v.Menu) < links
}
