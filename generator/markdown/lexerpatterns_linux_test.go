package markdown

import (
	"maps"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// ownPatterns are code that a lexer's own rules were made for: what each of them
// matches, again and again, and what it would match but for its end, with each
// part that may stand again standing often.
func ownPatterns(lexer chroma.Lexer) []string {
	ruled, ok := lexer.(interface{ Rules() (chroma.Rules, error) })
	if !ok {
		return nil
	}
	rules, err := ruled.Rules()
	if err != nil {
		return nil
	}
	all := map[string]bool{}
	for _, state := range rules {
		for _, rule := range state {
			for _, code := range codeOf(rule.Pattern) {
				all[code] = true
			}
		}
	}
	delete(all, "")
	return slices.Sorted(maps.Keys(all))
}

// codeOf is code for one rule.
func codeOf(pattern string) (code []string) {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil { // as of what looks ahead
		begin := strings.NewReplacer(`\`, "", "^", "").Replace(pattern)
		if i := strings.IndexAny(begin, "([*+?{|."); i >= 0 {
			begin = begin[:i]
		}
		return []string{begin, begin + "\n", begin + " a"}
	}
	s := sampler{}
	once := s.of(re)
	code = append(code, once, once+"\n", once+" ")
	for s.long = range s.loops { // one of them often, and then what none of them takes
		s.loops = 0
		code = append(code, s.of(re)+"\x01\n", s.of(re)+"\n")
	}
	return code
}

// sampler makes a text that an expression matches. The loop with the number
// long goes round often, the others once.
type sampler struct{ loops, long int }

func (s *sampler) of(re *syntax.Regexp) string {
	switch re.Op {
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		return string(plainest(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return "a"
	case syntax.OpCapture, syntax.OpQuest:
		return s.of(re.Sub[0])
	case syntax.OpStar, syntax.OpPlus, syntax.OpRepeat:
		s.loops++
		number := s.loops
		text := s.of(re.Sub[0])
		if number == s.long {
			return strings.Repeat(text, 1+80/(len(text)+1))
		}
		return strings.Repeat(text, max(1, re.Min))
	case syntax.OpConcat:
		var text strings.Builder
		for _, sub := range re.Sub {
			text.WriteString(s.of(sub))
		}
		return text.String()
	case syntax.OpAlternate:
		return s.of(re.Sub[len(re.Sub)-1])
	}
	return ""
}

// plainest is a character of a class: a letter if it has one.
func plainest(ranges []rune) rune {
	for _, c := range "aA0 _-\n(\"" {
		for i := 0; i < len(ranges); i += 2 {
			if ranges[i] <= c && c <= ranges[i+1] {
				return c
			}
		}
	}
	if len(ranges) == 0 {
		return 'a'
	}
	return ranges[0]
}
