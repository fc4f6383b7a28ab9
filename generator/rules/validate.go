package rules

// Validate reports what is wrong with the base, for the caller to place at a line of content.
func (b *Base) Validate() []Problem { return nil }
