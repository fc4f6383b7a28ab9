package site

// Findings returns what goes with a cause, by strength, against last.
func (p *Page) Findings() []Evidence { return nil }

// Causes returns what may be behind a finding, by strength, against last; of
// equal strength the more common cause first.
func (p *Page) Causes() []Evidence { return nil }

// Related returns the causes that share findings with this one, nearest first, at most 6.
func (p *Page) Related() []Related { return nil }

// LookAlikes returns the causes that this one is most easily taken for, nearest first, at most 4.
func (p *Page) LookAlikes() []LookAlike { return nil }

// ParentPage returns the umbrella cause, or nil.
func (p *Page) ParentPage() *Page { return nil }

// Children returns the causes whose parent this is, by title.
func (p *Page) Children() []*Page { return nil }
