// Package rules holds the checker's knowledge base and its judgement: how soon to get help, why, what could
// still change that, and which causes fit the answers. The same judgement runs in the editor's build and, as
// WebAssembly, in the reader's browser.
//
// Base is the form for people and programs: ids, words, lists of any length within the limits. Validate finds what is
// wrong with it, Pack writes it for the judge, and Decode reads back what the judge wrote. Package judge has the
// judgement itself and nothing else, since all of it travels to every reader; this package is free to import what it
// likes. There is no second way to judge: Checker, which everything in Go calls, packs its base and asks the same code.
//
// What tests hold, on random bases and on the shipped one: one more yes never lowers the urgency; the order of flags
// and answers does not matter; what could still be is exact, neither more nor less; the findings that are told as the
// reason are as few as give the same level; and what a cause scores depends on its own evidence alone.
package rules

import (
	"fmt"
	"slices"
	"strconv"

	"nosology/generator/rules/judge"
)

// Limits of a knowledge base. They bound the time and the memory that a judgement takes.
const (
	MaxFindings     = judge.MaxFindings
	MaxQuestions    = judge.MaxQuestions
	MaxOptions      = judge.MaxOptions    // to a question
	MaxListed       = judge.MaxListed     // findings to an option
	MaxConditions   = judge.MaxConditions // alternatives to a question's When
	MaxFlags        = judge.MaxFlags
	MaxAlternatives = judge.MaxAlternatives // to a flag
	MaxTogether     = judge.MaxTogether     // findings to an alternative
	MaxCauses       = judge.MaxCauses
	MaxEvidence     = judge.MaxEvidence // findings to a cause
	MaxBackground   = judge.MaxBackground
	MaxPacked       = judge.MaxPacked // bytes of a packed base
)

// Base is a knowledge base as its editors wrote it. Numbers stand for findings, in the order of Findings.
type Base struct {
	Findings []string `json:"findings"`
	// Background are findings that say when or who, such as a duration or an age, and not what is felt. They speak for
	// a cause only where another finding that is typical or common of it is there. Against one they speak always.
	Background []uint16   `json:"background,omitempty"`
	Questions  []Question `json:"questions"`
	Flags      []Flag     `json:"flags"`
	Causes     []Cause    `json:"causes"`
}

// Question is one screen of the checker.
type Question struct {
	ID string `json:"id"`
	// Many lets a reader choose several options; otherwise the options exclude one another.
	Many bool `json:"many,omitempty"`
	// NotSure offers "not sure" for every finding that the options name.
	NotSure bool `json:"not_sure,omitempty"`
	// AtOnce asks it, as soon as it can be asked and may raise the urgency, before every other question that may raise
	// it no higher. Where it can raise nothing it is no more pressing than others that tell causes apart.
	AtOnce bool `json:"at_once,omitempty"`
	// When lists alternatives. The question is asked if all findings of one of them are yes or not sure; an
	// empty list asks it always. It names only findings that earlier questions ask for.
	When    [][]uint16 `json:"when,omitempty"`
	Options []Option   `json:"options"`
	// Cover is the number of a finding that stands for all findings of this question: a line of an earlier question
	// covers them, and is yes where any of them is. It is 0 where there is none, or else one more than the number.
	Cover uint16 `json:"cover,omitempty"`
}

// Option is one answer to a question. Choosing it makes its findings yes and the question's other findings no.
// A finding belongs to one question only, though several of its options may name it: "over a year" also makes
// "more than two weeks" yes.
type Option struct {
	Findings []uint16 `json:"findings"` // empty: "none of these"
	// Any says that the option is chosen where one of the findings at least is there. All count as yes even so, which
	// is right where each of them is an emergency alone, or covers what a later question asks for.
	Any bool `json:"any,omitempty"`
}

// Flag raises the urgency to its level if all findings of one of its alternatives are yes.
type Flag struct {
	ID    string `json:"id"`
	Level Level  `json:"level"`
	// UnsureFull makes "not sure" count as a yes. Otherwise it counts one level lower, though never below
	// SeeADoctor.
	UnsureFull bool       `json:"unsure_full,omitempty"`
	When       [][]uint16 `json:"when"`
}

// Cause is something that may explain the answers, with what speaks for and against it.
type Cause struct {
	ID         string     `json:"id"`
	Care       Level      `json:"care"`
	Prevalence uint8      `json:"prevalence"` // 0 rare, 1 uncommon, 2 common, 3 very common
	Evidence   []Evidence `json:"evidence"`
}

// Evidence says how strongly a finding speaks for or against a cause.
type Evidence struct {
	Finding  uint16   `json:"finding"`
	Strength Strength `json:"strength"`
}

// Level is an urgency: how soon to get help. A greater level is more urgent.
type Level uint8

// The levels, from the calmest.
const (
	SelfCare Level = iota
	SeeADoctor
	Urgent
	Emergency
)

// Strength orders how much a finding says about a cause.
type Strength uint8

// The strengths. Occasional, Common and Typical speak for a cause, Against speaks against it.
const (
	Occasional Strength = iota
	Common
	Typical
	Against
)

// Answer is what a reader has said about a finding. NotAsked counts as a no that is still open.
type Answer = uint8

// The answers.
const (
	NotAsked Answer = iota
	No
	NotSure
	Yes
)

// Finding returns the number of the finding with an id.
func (b *Base) Finding(id string) (uint16, bool) {
	i := slices.Index(b.Findings, id)
	return uint16(max(i, 0)), i >= 0
}

// levelNames, strengthNames and prevalenceNames list the words that content, pages and exports use.
func levelNames() [4]string    { return [4]string{"self-care", "see-a-doctor", "urgent", "emergency"} }
func strengthNames() [4]string { return [4]string{"occasional", "common", "typical", "against"} }
func prevalenceNames() [4]string {
	return [4]string{"rare", "uncommon", "common", "very-common"}
}

// String returns the level's name as content writes it.
func (l Level) String() string { return nameOf(uint8(l), levelNames(), "level") }

// String returns the strength's name as content writes it.
func (s Strength) String() string { return nameOf(uint8(s), strengthNames(), "strength") }

// ParseLevel returns the level with the given name.
func ParseLevel(name string) (Level, bool) {
	n, ok := indexOf(name, levelNames())
	return Level(n), ok
}

// ParseStrength returns the strength with the given name.
func ParseStrength(name string) (Strength, bool) {
	n, ok := indexOf(name, strengthNames())
	return Strength(n), ok
}

// ParsePrevalence returns the number that Cause.Prevalence holds for the given name.
func ParsePrevalence(name string) (uint8, bool) { return indexOf(name, prevalenceNames()) }

// MarshalText writes the level's name, so that exports hold words.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads a level's name.
func (l *Level) UnmarshalText(text []byte) error {
	parsed, ok := ParseLevel(string(text))
	if !ok {
		return fmt.Errorf("unknown level %q", text)
	}
	*l = parsed
	return nil
}

// MarshalText writes the strength's name, so that exports hold words.
func (s Strength) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a strength's name.
func (s *Strength) UnmarshalText(text []byte) error {
	parsed, ok := ParseStrength(string(text))
	if !ok {
		return fmt.Errorf("unknown strength %q", text)
	}
	*s = parsed
	return nil
}

// nameOf is a number's name, or what it is with the number: a level that does not exist must not be shown as one that
// does.
func nameOf(n uint8, names [4]string, kind string) string {
	if int(n) < len(names) {
		return names[n]
	}
	return kind + " " + strconv.Itoa(int(n))
}

// indexOf is the number of a name, and whether it is one.
func indexOf(name string, names [4]string) (uint8, bool) {
	for i, n := range names {
		if n == name {
			return uint8(i), true
		}
	}
	return 0, false
}
