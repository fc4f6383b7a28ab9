package content

// IsID reports whether a text can be the id of a document: lower case letters,
// digits and hyphens.
func IsID(s string) bool { return pattern.id.MatchString(s) }
