package judge

import "math/bits"

// set is a set of findings. Its methods are not inlined: one copy of each makes the module smaller.
type set [MaxFindings / 64]uint64

//go:noinline
func (s *set) add(f uint8) { s[f>>6] |= 1 << (f & 63) }

//go:noinline
func (s *set) has(f uint8) bool { return s[f>>6]>>(f&63)&1 != 0 }

//go:noinline
func (s *set) join(t *set) {
	for i := range s {
		s[i] |= t[i]
	}
}

//go:noinline
func (s *set) remove(t *set) {
	for i := range s {
		s[i] &^= t[i]
	}
}

//go:noinline
func (s *set) keep(t *set) {
	for i := range s {
		s[i] &= t[i]
	}
}

//go:noinline
func (s *set) empty() bool {
	for i := range s {
		if s[i] != 0 {
			return false
		}
	}
	return true
}

//go:noinline
func (s *set) within(t *set) bool {
	for i := range s {
		if s[i]&^t[i] != 0 {
			return false
		}
	}
	return true
}

//go:noinline
func (s *set) meets(t *set) bool {
	for i := range s {
		if s[i]&t[i] != 0 {
			return true
		}
	}
	return false
}

// shared returns how many findings two sets have in common.
//
//go:noinline
func (s *set) shared(t *set) int {
	n := 0
	for i := range s {
		n += bits.OnesCount64(s[i] & t[i])
	}
	return n
}
