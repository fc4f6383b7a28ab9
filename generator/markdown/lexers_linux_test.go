package markdown

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"nosology/generator/internal/soak"
)

// hostile are what code is repeated of that lexers have trouble with: empty
// lines, words without end, brackets and quotes that are never closed.
var hostile = []string{
	"\n", "a\n", "a b\n", "a ", "a", "A", "0", "(", "[", "{", "<", "\"", "'", "`", "/*", "*\n", "# ", "\\", "\\\"",
	"$", "${", "|", ".a", ";\n", "a: ", "a-", "a(", "<<a\n", "{{", "[]", "&a", "class a ",
	"([{<", "a:\n  b:\n    c:\n      d:\n        e:\n", "/*a*/",
	// What a rule matches nearly: expressions within expressions try all ways to part it.
	almost("A", "a"), almost("A", "!"), almost("a", "!"), almost("a", "A"), almost("0", "!"), almost("_", "!"), almost(" ", "!"), almost("\n", "!"),
	almost("a.", "!"), almost("a_", "!"), almost("a ", "!"), almost("a,", "!"), almost("-", "a"), almost("a-", "!"), almost("\\", "a"), almost("(", "a"),
	almost("::a", "!"), almost("\"\"", "a"), almost("/a", "!"), almost("*", "a"), almost("[", "a"), almost("#", "a"), almost("=", "a"), almost("<a", "!"),
	"```q\na\n```\n", "#+begin_src q\na\n#+end_src\n", "<script type=q>a</script>", "<style>a", "<?php a",
}

// almost is a line of the same with something else at its end.
func almost(same, end string) string { return strings.Repeat(same, 60/len(same)) + end + "\n" }

// TestEveryLexer: no lexer that is used takes longer for the longest code that
// it gets than anybody would notice. What a regular expression costs cannot be
// counted, so this measures the time of the processor, the least of several
// trials, since a neighbour on the machine makes some of them slower; the bound
// is far above what is usual. slow and unfit are filled from what it says.
func TestEveryLexer(t *testing.T) {
	for _, lexer := range lexers.GlobalLexerRegistry.Lexers {
		name := lexer.Config().Name
		if unfit()[name] != "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			trial := make(chan string, 1)
			go func() { trial <- try(lexer) }()
			select {
			case failed := <-trial:
				if failed != "" {
					t.Errorf("it takes %s: it belongs to slow() or, if it does, to unfit()", failed)
				}
			case <-time.After(time.Minute):
				t.Error("it does not end: it belongs to unfit()")
			}
		})
	}
}

// try gives a lexer short pieces of hostile code, then long ones of those that
// it took longest for, and says which took too long.
func try(lexer chroma.Lexer) string {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	most := maxColoured
	if slices.Contains(slow(), lexer.Config().Name) {
		most = maxColouredSlow
	}
	fit()
	tokenise(lexer, "x y\n") // which compiles its rules
	took := map[string]time.Duration{}
	worst := slices.Clone(hostile)
	if soak.Asked() {
		worst = append(worst, ownPatterns(lexer)...)
	}
	for _, piece := range worst {
		took[piece] = cost(lexer, within(piece, 130))
	}
	slices.SortStableFunc(worst, func(a, b string) int { return int(took[b] - took[a]) })
	for _, piece := range worst[:soak.Rounds(2, 20)] {
		code, d := within(piece, most), time.Duration(0)
		for range 4 {
			if d = cost(lexer, code); d <= 200*time.Millisecond {
				break
			}
		}
		if d > 200*time.Millisecond {
			return fmt.Sprintf("%v for %d bytes of %q", d, most, piece)
		}
	}
	return ""
}

// cost is the time of the processor that a lexer takes for code.
func cost(lexer chroma.Lexer, code string) time.Duration {
	before := threadTime()
	tokenise(lexer, code)
	return threadTime() - before
}

func threadTime() time.Duration {
	const thisThread = 1
	var u syscall.Rusage
	if err := syscall.Getrusage(thisThread, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// within repeats a piece of code up to a size, within all other bounds: where
// too much of the same would stand in a row, or in a line, something is put
// between.
func within(piece string, size int) string {
	var code []byte
	run, line := 0, 0
	for i := 0; len(code) < size; i++ {
		c := piece[i%len(piece)]
		var before byte
		if len(code) > 0 {
			before = code[len(code)-1]
		}
		if run, line = run+1, line+1; c != before && !(isSpace(c) && isSpace(before)) {
			run = 1
		}
		switch {
		case c == '\n':
			line = 0
		case line > maxColouredLine:
			code, line, run = append(code, "\n"...), 1, 1
		}
		if run > maxColouredRun {
			code, run = append(code, 'x'), 1
		}
		code = append(code, c)
	}
	return string(code[:size])
}
