package rules

// Pack writes the base in its compact binary form.
func (b *Base) Pack() ([]byte, error) { return nil, nil }
