//go:build browser

package browser

import (
	"slices"
	"testing"

	"nosology/generator/rules"
)

// aim is one thing that the form must get right about a flag or a question:
// ticks that raise it by one alternative, or that leave out one finding of it.
type aim struct {
	when     [][]uint16 // of the flag or question
	question int        // -1 for a flag
	boxes    []int      // what is ticked, one box for each finding
	alone    int        // how many alternatives these boxes fulfil
}

// aims are all ways to raise a flag or a question by one alternative, and to
// miss one by a single finding. Where several boxes bear on a finding, each of
// them is tried.
func (s *sheet) aims() (all []aim) {
	base := s.checker.Base()
	for _, f := range base.Flags {
		all = s.aimsAt(all, f.When, -1)
	}
	for i, q := range base.Questions {
		all = s.aimsAt(all, q.When, i)
	}
	return all
}

func (s *sheet) aimsAt(all []aim, when [][]uint16, question int) []aim {
	add := func(boxes []int) {
		state := s.state(boxes)
		if state == nil {
			return // two choices of one question, which cannot both be ticked
		}
		all = append(all, aim{when, question, boxes, state.fulfilled(when)})
	}
	for _, alternative := range when {
		s.eachWay(alternative, nil, add)
		for i := range alternative {
			if rest := slices.Delete(slices.Clone(alternative), i, i+1); len(rest) > 0 {
				add(s.plainBoxes(rest))
			}
		}
	}
	return all
}

// eachWay calls f with each choice of one box for each finding.
func (s *sheet) eachWay(findings []uint16, boxes []int, f func([]int)) {
	if len(findings) == 0 {
		f(slices.Clone(boxes))
		return
	}
	for _, box := range s.boxesOf(findings[0]) {
		s.eachWay(findings[1:], append(boxes, box), f)
	}
}

// plainBoxes returns the first box for each finding, which says yes.
func (s *sheet) plainBoxes(findings []uint16) (boxes []int) {
	for _, f := range findings {
		boxes = append(boxes, s.boxesOf(f)[0])
	}
	return boxes
}

// oneForEach returns an aim for each flag and each level at which it counts: how
// the form sums flags up is seen where there is no other.
func (s *sheet) oneForEach(t *testing.T, aims []aim) (chosen []aim) {
	type count struct {
		flag  *[]uint16
		level rules.Level
	}
	seen := map[count]bool{}
	for _, a := range aims {
		if a.question >= 0 || a.alone == 0 {
			continue
		}
		result, err := s.checker.Judge(s.state(a.boxes).known)
		if err != nil {
			t.Fatal(err)
		}
		if c := (count{&a.when[0], result.Urgency}); !seen[c] {
			seen[c] = true
			chosen = append(chosen, a)
		}
	}
	return chosen
}

// pack puts aims together that do not disturb each other, so that few looks at
// the form see them all: each flag and question is raised by its own aim alone.
func (s *sheet) pack(aims []aim) (states [][]int) {
	type bin struct {
		boxes []int
		aims  []aim
	}
	var bins []*bin
	for _, a := range aims {
		i := slices.IndexFunc(bins, func(b *bin) bool {
			state := s.state(slices.Concat(b.boxes, a.boxes))
			return state != nil && state.undisturbed(a) && !slices.ContainsFunc(b.aims, func(other aim) bool { return !state.undisturbed(other) })
		})
		if i < 0 {
			i = len(bins)
			bins = append(bins, &bin{})
		}
		bins[i].boxes = append(bins[i].boxes, a.boxes...)
		bins[i].aims = append(bins[i].aims, a)
	}
	for _, b := range bins {
		states = append(states, b.boxes)
	}
	return states
}

// state is a form with some boxes ticked.
type state struct {
	*sheet
	known []rules.Answer
}

// state ticks boxes on an empty form; nil if they cannot all be ticked.
func (s *sheet) state(boxes []int) *state {
	form := &sheet{checker: s.checker, places: s.places, first: s.first, ticked: make([]bool, len(s.places))}
	for _, box := range boxes {
		form.set(tick{box, true})
	}
	if slices.ContainsFunc(boxes, func(box int) bool { return !form.ticked[box] }) {
		return nil
	}
	return &state{form, form.answers()}
}

// fulfilled counts alternatives of which all findings are yes or not sure.
func (s *state) fulfilled(when [][]uint16) (n int) {
	for _, alternative := range when {
		if !slices.ContainsFunc(alternative, func(f uint16) bool { return s.known[f] < rules.NotSure }) {
			n++
		}
	}
	return n
}

// undisturbed reports whether nothing but an aim's own boxes bears on what it
// aims at. A question stays while something in it is ticked.
func (s *state) undisturbed(a aim) bool {
	if a.question >= 0 {
		if r := s.reply(a.question); len(r.Options)+len(r.NotSure) > 0 {
			return false
		}
	}
	return s.fulfilled(a.when) == a.alone
}

// walk is a way through states of the form, with what it is to show after each
// step.
type walk struct {
	*sheet
	steps [][]tick
	want  []string
}

// to goes to the state in which some boxes are ticked and no others.
func (w *walk) to(t *testing.T, boxes []int) {
	var ticks []tick
	for box, on := range w.ticked {
		if on && !slices.Contains(boxes, box) {
			ticks = append(ticks, tick{box, false})
		}
	}
	for _, box := range boxes {
		ticks = append(ticks, tick{box, true})
	}
	w.step(t, ticks)
}

func (w *walk) step(t *testing.T, ticks []tick) {
	ticks = slices.DeleteFunc(ticks, func(t tick) bool { return w.ticked[t.box] == t.on })
	for _, tick := range ticks {
		w.set(tick)
	}
	if len(ticks) > 0 {
		w.steps, w.want = append(w.steps, ticks), append(w.want, w.view(t))
	}
}
