package content

import "slices"

// Map is a drawing whose regions lead to pages: of a body, to what is felt where.
//
//	map:
//	  title: Where does it hurt?
//	  figure: map.svg                        # under figures of the static files
//	  regions:
//	    - {part: nose, label: Nose, to: symptoms/nose-twitch.md}
//	    - {label: Elsewhere, to: symptoms/twitches-elsewhere.md}
type Map struct {
	Title   Text
	Figure  Text // file under figures of the static files, "map.svg"
	Regions []MapRegion
}

// MapRegion is what a part of the drawing leads to. Part is what the drawing
// calls it, empty for what cannot be drawn.
type MapRegion struct {
	Part Text
	MenuItem
}

// mapFields are the keys of the map of the home page.
func mapFields() []field[Map] {
	return []field[Map]{
		must("title", "What the map asks: Where does it hurt?", textValue(), func(m *Map) *Text { return &m.Title }),
		must("figure", "The drawing: a file under figures of the static files, whose parts have data-part.",
			textValue(), func(m *Map) *Text { return &m.Figure }),
		must("regions", "What its parts lead to, in the order of the list beside it.",
			groupsBy(mapRegionFields()), func(m *Map) *[]MapRegion { return &m.Regions }),
	}
}

// mapRegionFields are the keys of a region of the map. Its order is that of the list, by which
// readers who see no picture go.
func mapRegionFields() []field[MapRegion] {
	return []field[MapRegion]{
		may("part", "What the drawing calls the part, in data-part. Without it, the region stands in the list alone.",
			textValue(), func(m *MapRegion) *Text { return &m.Part }),
		must("label", "What the link says.", textValue(), func(m *MapRegion) *Text { return &m.Label }),
		must("to", "The file that it leads to, within the content folder.", pageValue(), func(m *MapRegion) *Text { return &m.To }),
	}
}

// Leads are all entries of the settings that lead to a document: of the menus
// and of the map.
func (c *Config) Leads() []MenuItem {
	leads := slices.Concat(flat(c.Menu), flat(c.Footer))
	for _, r := range c.Map.Regions {
		leads = append(leads, r.MenuItem)
	}
	return leads
}

// Addresses are the other addresses that the settings lead readers to, "" among them
// for what a site does not say.
func (c *Config) Addresses() []Text {
	all := []Text{c.Contact}
	for _, r := range c.Regions {
		for _, line := range r.CrisisLines {
			all = append(all, line.Web)
		}
	}
	for _, a := range c.Allow {
		all = append(all, a.Privacy)
	}
	return all
}
