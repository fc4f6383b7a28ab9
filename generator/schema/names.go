package schema

import "nosology/generator/content"

// name is something that other files may name.
type name struct{ id, title string }

// Names returns the ids of a tree that a key may refer to, in the order in
// which they stand.
func Names(t *content.Tree, of content.Names) []string {
	var ids []string
	for _, n := range namesIn(t)[of] {
		ids = append(ids, n.id)
	}
	return ids
}

// namesIn collects the names by what may refer to them. A document has one under
// its path, and often another under its id: "causes/dehydration.md" for a link in
// the menu, "dehydration" for the key parent.
func namesIn(t *content.Tree) map[content.Names][]name {
	names := map[content.Names][]name{}
	if t == nil {
		return names
	}
	add := func(kind content.Names, id, title string) {
		if id != "" {
			names[kind] = append(names[kind], name{id, title})
		}
	}
	for _, d := range t.Docs {
		add(content.DocumentNames, d.Path, d.Title.S)
		if of := d.Kind.Names; of != content.NoNames {
			add(of, d.ID, d.Title.S)
		}
	}
	for _, s := range t.Sources {
		add(content.SourceNames, s.ID.S, s.Title.S)
	}
	for _, p := range t.Site.Parts {
		add(content.PartNames, p.ID.S, p.Name.S)
	}
	for _, r := range t.Site.Regions {
		add(content.RegionNames, r.ID.S, r.Name.S)
	}
	if t.Checker != nil {
		for _, f := range t.Checker.Flags {
			add(content.FlagNames, f.ID.S, f.Title.S)
		}
	}
	return names
}
