package rules

import (
	"encoding/binary"
	"fmt"
	"slices"

	"nosology/generator/rules/judge"
)

// Pack writes the base in the compact binary form that the checker loads; package judge describes it. The same
// base always gives the same bytes. A base with a fatal problem is refused.
func (b *Base) Pack() ([]byte, error) {
	for _, p := range b.check() {
		if p.Fatal {
			return nil, fmt.Errorf("pack the knowledge base: %s", p.Message)
		}
	}
	packed := b.pack()
	if len(packed) > MaxPacked {
		return nil, fmt.Errorf("pack the knowledge base: %d bytes are more than %d", len(packed), MaxPacked)
	}
	return packed, nil
}

// pack writes a base that has been checked: counts and numbers are cut to the bytes that the format has for them.
func (b *Base) pack() []byte {
	out := []byte{judge.Magic0, judge.Magic1, judge.Version}
	out = binary.LittleEndian.AppendUint16(out, uint16(len(b.Findings)))
	out = append(out, uint8(len(b.Questions)))
	out = binary.LittleEndian.AppendUint16(out, uint16(len(b.Flags)))
	out = append(out, uint8(len(b.Causes)))
	out = packSet(out, b.Background)
	for i := range b.Questions {
		out = b.Questions[i].pack(out)
	}
	for i := range b.Flags {
		out = b.Flags[i].pack(out)
	}
	for i := range b.Causes {
		out = b.Causes[i].pack(out)
	}
	return binary.LittleEndian.AppendUint32(out, judge.Check(out))
}

// pack writes what judging needs of a question. Cover and Any say how a reply becomes answers, which is done before.
func (q *Question) pack(out []byte) []byte {
	kind := uint8(0)
	if q.Many {
		kind |= judge.KindMany
	}
	if q.NotSure {
		kind |= judge.KindNotSure
	}
	if q.AtOnce {
		kind |= judge.KindAtOnce
	}
	out = append(out, kind, uint8(len(q.When)), uint8(len(q.Options)))
	for _, condition := range q.When {
		out = packSet(out, condition)
	}
	for _, option := range q.Options {
		out = packSet(out, option.Findings)
	}
	return out
}

// pack writes a flag: its level and whether "not sure" counts fully share a byte.
func (f *Flag) pack(out []byte) []byte {
	head := uint8(f.Level)
	if f.UnsureFull {
		head |= judge.UnsureFull
	}
	out = append(out, head, uint8(len(f.When)))
	for _, alternative := range f.When {
		out = packSet(out, alternative)
	}
	return out
}

// pack writes a cause's evidence by strength. How soon to see somebody about it (Care) is for pages, not for judging.
func (c *Cause) pack(out []byte) []byte {
	out = append(out, c.Prevalence)
	for _, strength := range []Strength{Typical, Common, Occasional, Against} {
		var findings []uint16
		for _, e := range c.Evidence {
			if e.Strength == strength {
				findings = append(findings, e.Finding)
			}
		}
		out = packSet(out, findings)
	}
	return out
}

// packSet writes findings in increasing order, each in one byte: there are at most 256. The same set comes out the same,
// however its author wrote it.
func packSet(out []byte, findings []uint16) []byte {
	sorted := slices.Sorted(slices.Values(findings))
	out = append(out, uint8(len(sorted)))
	for _, f := range sorted {
		out = append(out, uint8(f))
	}
	return out
}
