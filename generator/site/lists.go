package site

import "slices"

// lists holds a list for every number. Lists that a Site holds are copied
// before they are changed. Their order says nothing: it depends on the order in
// which things changed, and must not reach a page.
type lists[T comparable] struct {
	of   [][]T
	mine map[number]bool // changed since the last snapshot
}

// grow makes room for so many numbers.
func (l *lists[T]) grow(n int) {
	for len(l.of) < n {
		l.of = append(l.of, nil)
	}
}

// edit returns a list that may be changed in place.
func (l *lists[T]) edit(n number) *[]T {
	if !l.mine[n] {
		if l.mine == nil {
			l.mine = map[number]bool{}
		}
		l.mine[n] = true
		l.of[n] = slices.Clone(l.of[n])
	}
	return &l.of[n]
}

func (l *lists[T]) add(n number, v T) {
	list := l.edit(n)
	*list = append(*list, v)
}

// remove takes one entry out. The last takes its place.
func (l *lists[T]) remove(n number, v T) {
	list := l.edit(n)
	if i := slices.Index(*list, v); i >= 0 {
		(*list)[i] = (*list)[len(*list)-1]
		*list = (*list)[:len(*list)-1]
	}
}

// snapshot returns the lists as they are now. From here on they belong to a Site
// as well, so the next change copies.
func (l *lists[T]) snapshot() [][]T {
	l.mine = nil
	return slices.Clone(l.of)
}
