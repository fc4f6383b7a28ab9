package content

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"nosology/generator/diag"
	"nosology/generator/input"
)

// Said is what people say, and what they speak of.
type Said struct {
	Sentences []Sentence
	Numbers   []SaidNumber
}

// Sentence is something that somebody might say.
type Sentence struct {
	Say      Text
	Findings []Text // that it speaks of, as there now in the person it is about; none for what says nothing of the kind
	Denies   []Text // findings that it says are not there
	Reason   string // why it speaks of no finding: one of SaysNothing(), else ""
}

// SaysNothing are the reasons why a sentence speaks of no finding although it may name one.
func SaysNothing() []string {
	return []string{"someone-else", "past", "fear", "question", "what-if", "denial", "idiom", "harmless"}
}

// saidFile is read by what learns from it, and is no part of what a build loads.
const saidFile = "said.yaml"

// maxSaid is the size of a list of sentences, in bytes.
const maxSaid = 4 << 20

// Said reads said.yaml, the sentences from which readers' own words are learned:
//
//	sentences:
//	  facial-droop:
//	  - half my face has gone slack
//	  - say: my mouth hangs on one side and I cannot lift my arm
//	    also: [arm-leg-weakness]
//	  - {say: "a droopy cheek, but both arms are fine", denies: [arm-leg-weakness]}
//	nothing:
//	  someone-else:
//	  - my gran had a stroke
//	numbers:
//	  age-over-50: {of: age, from: 50 years}
//
// It reports false if there is none. The sentences are in the order of the file. What a sentence names must be
// findings of the site.
func (t *Tree) Said() (said Said, ds []diag.Diagnostic, ok bool) {
	if t.FS == nil {
		return Said{}, nil, false
	}
	d := &decoder{path: t.Name + "/" + saidFile, typed: true}
	raw, err := input.ReadPart(t.FS, saidFile, maxSaid)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Said{}, nil, false
	case err != nil:
		return Said{}, []diag.Diagnostic{unreadable(saidFile, err).Diagnostic(t.Name)}, true
	case len(raw) > maxSaid:
		d.tooLong(Pos{}, "the file", maxSaid, "look for what does not belong here")
		return Said{}, d.ds, true
	}
	r := saidReader{decoder: d, findings: map[string]bool{}, before: map[string]Pos{}}
	for _, doc := range t.Docs {
		if doc.Finding != nil {
			r.findings[doc.ID] = true
		}
	}
	d.parse(d.decodeText(raw), r.read)
	return r.said, d.ds, true
}

type saidReader struct {
	*decoder
	findings map[string]bool
	before   map[string]Pos // sentences, folded a little
	said     Said
}

func (r *saidReader) read(root *node) {
	if root != nil {
		decode(r.decoder, root, root.at, saidFileFields(), r)
	}
}

// saidFileFields are the parts of said.yaml. The reader gathers sentences itself, so that one that
// stands twice, with two meanings, is found.
func saidFileFields() []field[saidReader] {
	return []field[saidReader]{
		{Key{"sentences", false, "Sentences that speak of a finding, by the finding.", Value{Shape: HoldsTable, Names: FindingNames, Of: new(saidValue())}},
			func(_ *decoder, v *node, r *saidReader) { r.each(v, r.speakOf) }},
		{Key{"nothing", false, "Sentences that speak of no finding of the person who asks, by the reason.", Value{Shape: HoldsTable, Words: SaysNothing(), Of: new(saidValue())}},
			func(_ *decoder, v *node, r *saidReader) { r.each(v, r.speakOfNothing) }},
		{Key{"numbers", false, "Numbers that speak of a finding, by the finding.", Value{Shape: HoldsTable, Names: FindingNames, Of: new(groupBy(saidNumberFields()).Value)}},
			func(_ *decoder, v *node, r *saidReader) { r.each(v, r.number) }},
	}
}

func (r *saidReader) speakOf(finding Text, list *node) {
	r.known(finding)
	r.list(list, Sentence{Findings: []Text{finding}})
}

// speakOfNothing reads sentences that must not be taken for a sign of the one who asks. They weigh
// as much as the others: without them every mention would count.
func (r *saidReader) speakOfNothing(reason Text, list *node) {
	if !slices.Contains(SaysNothing(), reason.S) {
		r.errorf(reason.Pos, "unknown-word", diag.OneOf(reason.S, SaysNothing()), "%q is no reason why a sentence speaks of no finding", reason.S)
		return
	}
	r.list(list, Sentence{Reason: reason.S})
}

func (r *saidReader) known(finding Text) {
	if !r.findings[finding.S] {
		r.errorf(finding.Pos, "unknown-id", diag.OneOf(finding.S, slices.Sorted(maps.Keys(r.findings))), "unknown finding %q", finding.S)
	}
}

// list reads sentences that share what they speak of.
func (r *saidReader) list(n *node, shared Sentence) {
	items, fields := r.items(n), saidFields()
	for i := range items {
		s := shared
		if items[i].kind == yamlGroup {
			s.Findings = nil // are the others, once it is read
			decode(r.decoder, &items[i], items[i].at, fields, &s)
			s.Findings = slices.Concat(shared.Findings, s.Findings)
			for _, id := range slices.Concat(s.Findings[len(shared.Findings):], s.Denies) {
				r.known(id)
			}
		} else {
			s.Say = r.text(&items[i])
		}
		if s.Say.S != "" && r.isNew(s) {
			r.said.Sentences = append(r.said.Sentences, s)
		}
	}
}

// isNew reports a sentence that is there twice: the second could contradict the first.
func (r *saidReader) isNew(s Sentence) bool {
	key := strings.ToLower(strings.Trim(s.Say.S, " .!?"))
	if first, again := r.before[key]; again {
		r.errorf(s.Say.Pos, "duplicate-value", "keep one of the two, with all that it speaks of: {say: …, also: […]}", "this sentence is here twice, first in line %d", first.Line)
		return false
	}
	r.before[key] = s.Say.Pos
	return true
}

// SaidNumber is a number that speaks of a finding when somebody says it: an age from 50 years.
type SaidNumber struct {
	Finding     Text
	Of          Text // one of SaidMeasures()
	From, Below int  // see SaidAmount; 0 for none
}

// SaidMeasures are what numbers may be of.
func SaidMeasures() []string {
	return []string{"age", "duration", "pregnancy", "temperature", "cups"}
}

// saidUnits are units of amounts: times are in hours, temperatures in tenths of a degree Celsius, cups are counted.
func saidUnits() map[string]int {
	return map[string]int{
		"hour": 1, "hours": 1, "day": 24, "days": 24, "week": 7 * 24, "weeks": 7 * 24, "month": 730, "months": 730, "year": 8766, "years": 8766, "°C": 10, "cup": 1, "cups": 1,
	}
}

// number reads from when to when a number speaks of a finding.
func (r *saidReader) number(finding Text, v *node) {
	r.known(finding)
	n := SaidNumber{Finding: finding}
	decode(r.decoder, v, v.at, saidNumberFields(), &n)
	r.said.Numbers = append(r.said.Numbers, n)
}

// saidNumberFields are the keys of a number that speaks of a finding. Below is the first amount
// that does not, so that ranges can meet without a gap.
func saidNumberFields() []field[SaidNumber] {
	amount := like(pattern.amount.String(), (*decoder).saidAmount)
	return []field[SaidNumber]{
		must("of", "What the number is of.", wordOf(SaidMeasures()), func(s *SaidNumber) *Text { return &s.Of }),
		may("from", "The amount from which on the finding is there: 50 years, 38 °C, 5 cups.", amount, func(s *SaidNumber) *int { return &s.From }),
		may("below", "The amount from which on it is not there any more.", amount, func(s *SaidNumber) *int { return &s.Below }),
	}
}

// saidAmount reads an amount such as "2 weeks".
func (d *decoder) saidAmount(v *node) int {
	text := d.text(v)
	parts := pattern.amount.FindStringSubmatch(text.S)
	if parts == nil {
		d.errorf(text.Pos, "bad-number", "write a whole number, a space, and hours, days, weeks, months, years, °C or cups", "%q is no amount", text.S)
		return 0
	}
	n, _ := strconv.Atoi(parts[1])
	return n * saidUnits()[parts[2]]
}

// saidFields are the keys of a sentence that says more than that it speaks of the finding it stands
// under.
func saidFields() []field[Sentence] {
	return []field[Sentence]{
		must("say", "The sentence, as people type it.", textValue(), func(s *Sentence) *Text { return &s.Say }),
		may("also", "Further findings that it speaks of.", namesOf(FindingNames), func(s *Sentence) *[]Text { return &s.Findings }),
		may("denies", "Findings that it says are not there.", namesOf(FindingNames), func(s *Sentence) *[]Text { return &s.Denies }),
	}
}

// saidValue() is a list of sentences. One that says no more is its words alone.
func saidValue() Value {
	return listOf(Value{Shape: HoldsGroup, Keys: groupBy(saidFields()).Value.Keys, Short: true})
}
