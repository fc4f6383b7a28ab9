package render

// Vocabulary is all that a layout can say of a page.
func Vocabulary() []string {
	r := &Renderer{}
	names := r.functionNames()
	for _, field := range append(fieldNames[View](r), fieldNames[SiteView](r)...) {
		names = append(names, "."+field)
	}
	return names
}
