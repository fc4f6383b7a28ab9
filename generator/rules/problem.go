package rules

import "fmt"

// Problem is something wrong with a knowledge base. The caller knows where the parts were written and makes
// diagnostics of it.
type Problem struct {
	Kind string // one of the kinds below
	// Fatal problems keep a base from being packed. The others leave a base that works, though perhaps not as
	// its editors meant it.
	Fatal bool
	// Question, Flag and Cause say where, each an index or -1. Alternative is one of the flag's alternatives,
	// of the question's conditions or of its options; Finding is the finding in question.
	Question, Flag, Cause, Alternative, Finding int
	Message                                     string
	Hint                                        string // what to do about it
}

// The kinds of problems.
const (
	TooMany             = "too-many"             // fatal: beyond a limit
	BadID               = "bad-id"               // fatal: empty or used twice
	BadValue            = "bad-value"            // fatal: a level, strength or prevalence that does not exist
	UnknownFinding      = "unknown-finding"      // fatal: a number that is no finding's
	RepeatedFinding     = "repeated-finding"     // fatal: twice in one alternative, option or cause
	EmptyAlternative    = "empty-alternative"    // fatal: one that would always hold
	AskedTwice          = "asked-twice"          // fatal: two questions ask for the same finding, or are covered by the same
	AskedTooLate        = "asked-too-late"       // fatal: a condition or a cover that no earlier question asks for
	NoOptions           = "no-options"           // fatal: a question that asks for nothing
	Tangled             = "tangled"              // fatal: conditions that depend on conditions beyond what is affordable
	NoAlternatives      = "no-alternatives"      // a flag that never fires
	SubsumedAlternative = "subsumed-alternative" // another alternative of the flag holds whenever this one does
	SubsumedFlag        = "subsumed-flag"        // another flag fires as high whenever this one does
	UnreachableFlag     = "unreachable-flag"     // no way of answering makes the flag count
	Contradiction       = "contradiction"        // an alternative that no way of answering makes complete
	UnreachableCause    = "unreachable-cause"    // no way of answering brings the cause up
	UnaskedFinding      = "unasked-finding"      // used by a flag or a cause, but no question asks for it
	UnusedFinding       = "unused-finding"       // nowhere asked and nowhere used
	PointlessFinding    = "pointless-finding"    // asked, but nothing depends on it
	PointlessQuestion   = "pointless-question"   // never worth asking: nothing depends on any of its findings
	SameOption          = "same-option"          // two options of a single choice that mean the same
	CrossedOptions      = "crossed-options"      // options of a single choice that overlap without one holding the other
	NoWayOut            = "no-way-out"           // a single choice without "none of these" or "not sure"
	LongWay             = "long-way"             // a reader without a warning sign meets too many questions
)

// problems collects what is wrong.
type problems []Problem

func (p *problems) add(kind string, at Problem, hint, format string, args ...any) {
	at.Kind, at.Hint, at.Message = kind, hint, fmt.Sprintf(format, args...)
	*p = append(*p, at)
}

func (p *problems) fatal(kind string, at Problem, hint, format string, args ...any) {
	at.Fatal = true
	p.add(kind, at, hint, format, args...)
}

// nowhere is the place of a problem with the base as a whole. The functions below say more exactly where one is:
// atQuestion(2).alternative(0) is the first condition or option of the third question.
func nowhere() Problem {
	return Problem{Question: -1, Flag: -1, Cause: -1, Alternative: -1, Finding: -1}
}

func atQuestion(i int) Problem {
	p := nowhere()
	p.Question = i
	return p
}

func atFlag(i int) Problem {
	p := nowhere()
	p.Flag = i
	return p
}

func atCause(i int) Problem {
	p := nowhere()
	p.Cause = i
	return p
}

func atFinding(i int) Problem {
	p := nowhere()
	p.Finding = i
	return p
}

func (p Problem) alternative(i int) Problem {
	p.Alternative = i
	return p
}

func (p Problem) finding(i int) Problem {
	p.Finding = i
	return p
}
