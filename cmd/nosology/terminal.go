package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"nosology/generator/diag"
)

// terminal is where a command speaks: results to out, all else to err.
type terminal struct{ out, err io.Writer }

// show prints diagnostics as a compiler does. Of errors that say the same it
// shows a few.
func (t *terminal) show(w io.Writer, found []diag.Diagnostic) error {
	return t.fold(w, found, diag.Error)
}

// showFew shows a few of warnings that say the same as well.
func (t *terminal) showFew(w io.Writer, found []diag.Diagnostic) error {
	return t.fold(w, found, diag.Warning)
}

func (t *terminal) fold(w io.Writer, found []diag.Diagnostic, least diag.Severity) error {
	folded := diag.Fold(found, least)
	// Fold leaves out, and never changes, so a shorter list is one from which something was left
	// out.
	if err := diag.Print(w, folded, inColour(w)); err != nil || len(folded) == len(found) {
		return err
	}
	_, err := fmt.Fprintln(w, "Where the same shows in many places, a few are shown; nosology check --all shows each.")
	return err
}

// showAll prints diagnostics as they are.
func (t *terminal) showAll(w io.Writer, found []diag.Diagnostic) error {
	return diag.Print(w, found, inColour(w))
}

// inColour reports whether a writer is a terminal whose owner likes colour.
func inColour(w io.Writer) bool {
	return isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// tally counts diagnostics in words: "3 errors, 1 warning".
func tally(found []diag.Diagnostic) string {
	errors, warnings := diag.Count(found)
	var parts []string
	for _, kind := range []struct {
		n    int
		word string
	}{{errors, "error"}, {warnings, "warning"}, {len(found) - errors - warnings, "note"}} {
		if kind.n > 0 {
			parts = append(parts, count(kind.n, kind.word))
		}
	}
	return strings.Join(parts, ", ")
}

// count puts a number before a word: "1 page", "2 pages".
func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
