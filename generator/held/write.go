package held

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"nosology/generator/content"
	"nosology/generator/rulediff"
)

const heading = `# What the red flags of checker.yaml have to say. Every build judges it anew: a rule that warns fewer readers than is held
# here, or warns them less, stops it. Read this file, but do not edit it: "nosology hold" writes it.
#
# says: what somebody is told who has all findings of one line. unsure: what somebody is told who is not sure of them.
`

// Format writes held.yaml, sealed.
func Format(h *content.Held) []byte {
	return []byte(heading + "\nseal: " + strconv.Quote(Seal(h)) + "\n" + body(h))
}

// Seal returns the digest of all that is held. It is no secret: it shows a slip or a deletion, and does not keep
// somebody from running the command that writes it.
// It covers rules, reasons and signatures, but no comment: what it is made of is written from the
// parsed file, so that line ends or a program that indents otherwise do not break it.
func Seal(h *content.Held) string {
	// 64 bits are enough against accidents, and short enough to be read out over a telephone.
	sum := sha256.Sum256([]byte(body(h)))
	return hex.EncodeToString(sum[:8])
}

// This text is what the seal is of. Whoever changes how it is written breaks the seal of every
// site, and has to let "nosology hold" accept the old one as well.
func body(h *content.Held) string {
	var b strings.Builder
	b.WriteString("\nheld:\n")
	for i := range h.Rules {
		r := &h.Rules[i]
		b.WriteString("\n- flag: " + r.Flag.S + "\n  says: " + r.Says.S + "\n  unsure: " + r.Unsure.S + "\n  when:\n")
		for _, set := range r.When {
			b.WriteString("  - [")
			for k, id := range set {
				if k > 0 {
					b.WriteString(", ")
				}
				b.WriteString(id.S)
			}
			b.WriteString("]\n")
		}
	}
	if len(h.Rules) == 0 {
		return "\nheld: []\n" + weakened(h)
	}
	return b.String() + weakened(h)
}

func weakened(h *content.Held) string {
	if len(h.Weakened) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n# Rules that were made to warn less, on purpose. They stay here until a release is signed.\nweakened:\n")
	for i := range h.Weakened {
		w := &h.Weakened[i]
		b.WriteString("\n- date: " + w.Date.Format(time.DateOnly) + "\n  kind: " + w.Kind.S + "\n  flag: " + w.Flag.S +
			"\n  before: " + w.Before.S + "\n  after: " + w.After.S + "\n  witness: " + content.Quote(w.Witness.S) + "\n  reason: " + content.Quote(w.Reason.S) + "\n")
		if s := w.Signed; s != nil {
			b.WriteString("  signed: {name: " + content.Quote(s.Name.S) + ", role: " + content.Quote(s.Role.S) + ", date: " + s.Date.Format(time.DateOnly) + "}\n")
		}
	}
	return b.String()
}

// Has reports whether each line of the rules stands in what is held already. A line that is held and no longer stands in
// the rules does no harm: what it says, others say, or rulediff.Compare tells.
func Has(h *content.Held, now *rulediff.Set) bool {
	kept := Kept(h)
	for i := range now.Rules {
		r := &now.Rules[i]
		was := kept.Rule(r.ID)
		if was == nil {
			return false
		}
		for _, set := range r.When {
			if !slices.ContainsFunc(was.When, func(w []string) bool { return slices.Equal(w, set) }) {
				return false
			}
		}
	}
	return true
}

// Renew returns what is to be held from now on: the rules as they stand, and for each change that weakens them an
// entry with the reason. before may be nil. What was held keeps its place, so that a diff of the file shows what is new
// and not in which order checker.yaml has it.
// It does not change before, and shares the texts of its weakenings.
func Renew(before *content.Held, now *rulediff.Set, changes []rulediff.Change, reason string, today time.Time) *content.Held {
	h, kept := &content.Held{}, rulediff.NewSet(nil)
	if before != nil {
		h.Weakened = append(h.Weakened, before.Weakened...)
		kept = Kept(before)
	}
	for i := range changes {
		ch := &changes[i]
		if !ch.Kind.Weakens() {
			continue
		}
		h.Weakened = append(h.Weakened, content.Weakening{
			Date: content.Date{Time: today}, Kind: text(ch.Kind.String()), Flag: text(ch.Flag),
			Before: text(ch.Before.String()), After: text(ch.After.String()), Witness: text(ch.Witness()), Reason: text(reason),
		})
	}
	for _, r := range inOrder(now.Rules, kept.Rules, func(r rulediff.Rule) string { return r.ID }) {
		if was := kept.Rule(r.ID); was != nil {
			r.When = inOrder(r.When, was.When, func(set []string) string { return strings.Join(set, " ") })
		}
		h.Rules = append(h.Rules, hold(r))
	}
	return h
}

// inOrder sorts things as those of the same names stood before, new ones behind them in their own order.
func inOrder[T any](all, before []T, name func(T) string) []T {
	place := make(map[string]int, len(before))
	for i, b := range before {
		place[name(b)] = i - len(before) // less than the 0 of those that were not there
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b T) int { return cmp.Compare(place[name(a)], place[name(b)]) })
	return all
}

func hold(r rulediff.Rule) content.HeldRule {
	held := content.HeldRule{Flag: text(r.ID), Says: text(r.Says.String()), Unsure: text(r.Unsure.String())}
	for _, when := range r.When {
		set := make([]content.Text, 0, len(when))
		for _, id := range when {
			set = append(set, text(id))
		}
		held.When = append(held.When, set)
	}
	return held
}

func text(s string) content.Text { return content.Text{S: s} }
