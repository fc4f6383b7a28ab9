package rules

import (
	"fmt"

	"nosology/generator/rules/judge"
)

// Checker judges answers by one knowledge base. Several goroutines may use it at once.
type Checker struct {
	base *Base
	kb   *judge.KB
}

// NewChecker returns a checker for a base, which must not be changed any more. A base with a fatal problem is
// refused.
func NewChecker(b *Base) (*Checker, error) {
	packed, err := b.Pack()
	if err != nil {
		return nil, err
	}
	kb := new(judge.KB)
	if code := kb.Load(packed); code != 0 {
		return nil, fmt.Errorf("load the knowledge base: %w", codeError(code))
	}
	return &Checker{b, kb}, nil
}

// Base returns the base that the checker judges by.
func (c *Checker) Base() *Base { return c.base }

// Answers returns answers of which none has been given.
func (c *Checker) Answers() []Answer { return make([]Answer, len(c.base.Findings)) }

// Judge judges the answers, one for each finding.
func (c *Checker) Judge(answers []Answer) (Result, error) {
	var out [judge.MaxOut]byte
	n := c.kb.Judge(answers, out[:])
	if n < 0 {
		return Result{}, codeError(n)
	}
	return c.base.Decode(out[:n])
}

// codeError says what a negative result of Load or Judge means.
type codeError int

// Error says it in words. The codes are those of package judge, which holds no strings.
func (e codeError) Error() string {
	switch int(e) {
	case judge.NotLoaded:
		return "no knowledge base is loaded"
	case judge.WrongLength:
		return "there must be one answer for each finding"
	case judge.WrongAnswer:
		return "an answer is none of not asked, no, not sure and yes"
	case judge.NotPacked:
		return "not a packed knowledge base of this version"
	case judge.Damaged:
		return "the packed knowledge base is damaged"
	case judge.Malformed:
		return "the packed knowledge base is malformed"
	}
	return fmt.Sprintf("code %d", int(e))
}
