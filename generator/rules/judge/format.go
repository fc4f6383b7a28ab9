// Package judge is the part of the rules that runs in the reader's browser: it loads a packed knowledge base
// and judges answers by it. Findings, questions, flags and causes are numbers here; their names stay outside.
//
// The package is compiled to WebAssembly and everything that it does not need is then taken away, constant
// data included. So it keeps to integers and fixed arrays: no strings, no maps, no constant tables, nothing
// that allocates. Package rules holds what a Go program wants to call.
//
// # The packed knowledge base
//
// All numbers are bytes unless they are said to be wider; wider ones have their low byte first. A set is a
// count followed by that many findings in increasing order.
//
//	magic      'N' 'K'
//	version    2
//	findings   16 bits; findings are numbered from 0
//	questions
//	flags      16 bits
//	causes
//	then a set:          the findings that are background
//	then each question:  kind (1 many, 2 not sure offered, 4 at once), number of conditions, number of
//	                     options, and each condition and each option as a set
//	then each flag:      level in bits 0 and 1, bit 2 if "not sure" counts fully; number of alternatives, and
//	                     each alternative as a set
//	then each cause:     prevalence, 0 rare to 3 very common; then four sets: the typical, common, occasional
//	                     and contrary findings
//	check      32 bits: FNV-1a of everything before it
//
// # The result
//
//	0  urgency: 0 self-care, 1 see a doctor, 2 urgent, 3 emergency
//	1  the highest urgency that the open questions can still lead to
//	2  the next question worth asking, or 255
//	3  why: the urgency that it may lead to, or 0 if it only tells the causes apart
//	4  how many questions are worth asking as things stand
//	5  number of causes shown
//	6  number of flags that fired, 16 bits
//	8  each flag, the most urgent first: flag, level, number of findings, the findings that made it fire
//	   each cause, the best first: cause, band (1 less likely, 2 possible, 3 fits well), number of findings
//	   for it, number against it, the findings for it, the findings against it
package judge

// The limits of a knowledge base.
const (
	MaxFindings     = 256
	MaxQuestions    = 128
	MaxOptions      = 32  // to a question
	MaxListed       = 64  // findings to an option
	MaxConditions   = 32  // to a question
	MaxFlags        = 256 // in a base
	MaxAlternatives = 128 // to a flag
	MaxTogether     = 16  // findings to an alternative or a condition
	MaxCauses       = 128
	MaxEvidence     = 64 // findings to a cause
	MaxBackground   = 64 // findings that are background
	MaxPacked       = 16 << 10
	MaxOut          = headerSize + MaxFlags*(3+MaxTogether) + MaxShown*(4+MaxEvidence)
	MaxSteps        = 1 << 14 // of looking for what the open questions can still lead to
)

// The format of a packed base.
const (
	Magic0, Magic1, Version = 'N', 'K', 2

	KindMany    = 1
	KindNotSure = 2
	KindAtOnce  = 4
	LevelMask   = 3
	UnsureFull  = 4

	baseHeader = 9
	checkSize  = 4
	headerSize = 8

	commonest = 3 // prevalence
)

// The answers and levels, as in package rules.
const (
	notAsked, no, notSure, yes = 0, 1, 2, 3

	selfCare, seeADoctor, emergency = 0, 1, 3
)

// None stands for "no question" in a result.
const None = 255

// What Load and Judge return instead of a length.
const (
	NotLoaded   = -1 // no base has been loaded
	WrongLength = -2 // not one answer for each finding, or no room for the result
	WrongAnswer = -3 // an answer that is none of the four
	NotPacked   = -4 // not a packed base of this version
	Damaged     = -5 // the check does not match
	Malformed   = -6 // the parts are not as the format says
)

// Check returns the FNV-1a hash that ends a packed base.
func Check(b []byte) uint32 {
	hash := uint32(2166136261)
	for _, c := range b {
		hash = (hash ^ uint32(c)) * 16777619
	}
	return hash
}
