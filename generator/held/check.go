package held

import (
	"fmt"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/rulediff"
	"nosology/generator/rules"
)

// Check judges what is held, and the floors that findings state in their front matter, by the rules as they stand.
// It reads the tree and changes nothing. What is found stands in no order: the linker sorts it
// among all else. Where the checker has mistakes of its own, its rules are judged as far as they
// could be read.
func Check(t *content.Tree) []diag.Diagnostic {
	if t.Lacks(content.CheckerFile) {
		return nil // which is told already
	}
	c := &checks{tree: t, now: Rules(t.Checker)}
	if t.Held != nil && !t.Lacks(content.HeldFile) {
		c.seal()
		c.held()
	}
	if t.Checker != nil {
		c.floors()
	}
	return c.found
}

// now are the rules as they stand; what is held is read from the tree.
type checks struct {
	tree  *content.Tree
	now   *rulediff.Set
	found []diag.Diagnostic
}

func (c *checks) report(path string, at content.Pos, severity diag.Severity, check, hint, format string, args ...any) {
	d := c.tree.Diagnose(path, at, severity, check, fmt.Sprintf(format, args...))
	d.Hint = hint
	c.found = append(c.found, d)
}

// seal reports a file that was changed by hand. Without it a rule and what holds it could be deleted together.
func (c *checks) seal() {
	if h := c.tree.Held; h.Seal.S != Seal(h) {
		c.report(content.HeldFile, h.Seal.Pos, diag.Error, "broken-seal", "take back what was changed, for example with git; of two versions to be merged keep either, and run nosology hold",
			"what is held here was changed by hand")
	}
}

// held reports how the rules differ from what is held, once for each flag and kind of change, by the answers that
// show it best.
func (c *checks) held() {
	type subject struct {
		flag string
		kind rulediff.Kind
	}
	changes := rulediff.Compare(Kept(c.tree.Held), c.now)
	count := map[subject]int{}
	for i := range changes {
		count[subject{changes[i].Flag, changes[i].Kind}]++
	}
	for i := range changes {
		s := subject{changes[i].Flag, changes[i].Kind}
		if n := count[s]; n > 0 {
			c.change(&changes[i], n)
			// A count of 0 says that it was told.
			delete(count, s)
		}
	}
}

// change reports a change, one of n of its kind.
func (c *checks) change(ch *rulediff.Change, n int) {
	message := Says(ch)
	// n counts the change itself.
	if n > 1 {
		message += fmt.Sprintf("; %d more of its answers show it", n-1)
	}
	path, at := c.place(ch)
	switch {
	case ch.Kind == rulediff.Stricter:
		c.report(path, at, diag.Warning, "not-held", "let it be held from now on: run nosology hold", "%s", message)
		return
	case ch.Kind == rulediff.Replaced:
		c.report(path, at, diag.Error, "held", fmt.Sprintf("%s holds it; if another flag is to say it from now on, run nosology hold", c.heldAt(ch)), "%s", message)
		return
	}
	c.report(path, at, diag.Error, "held", fmt.Sprintf("%s holds it; put it back, or, if a clinician agrees to it, run: nosology hold --reason \"…\"", c.heldAt(ch)), "%s", message)
}

// Says says in words what a change does, with its witness.
func Says(ch *rulediff.Change) string {
	switch ch.Kind {
	case rulediff.Milder:
		if ch.Unsure {
			return fmt.Sprintf("the flag %q makes less of \"not sure\" than is held: %s", ch.Flag, ch.Witness())
		}
		return fmt.Sprintf("the flag %q says less than is held: %s", ch.Flag, ch.Witness())
	case rulediff.Narrower:
		return fmt.Sprintf("the flag %q now asks for %s as well: %s", ch.Flag, list(ch.More), ch.Witness())
	case rulediff.Rarer:
		return fmt.Sprintf("the flag %q lost a line: %s", ch.Flag, ch.Witness())
	case rulediff.Replaced:
		return fmt.Sprintf("the flag %q says this no more: %s", ch.Flag, ch.Witness())
	}
	return fmt.Sprintf("the flag %q says more than is held: %s", ch.Flag, ch.Witness())
}

func list(ids []string) string {
	said := ids[len(ids)-1]
	for i := len(ids) - 2; i >= 0; i-- {
		said = ids[i] + " and " + said
	}
	return said
}

// place finds the rule that changed: its line, its level, or the flag; where that is gone, what holds it.
// What is held stands in a file that nobody edits, so an author is sent there only if nothing is
// left in checker.yaml that could be mended.
func (c *checks) place(ch *rulediff.Change) (path string, at content.Pos) {
	flag := c.flag(ch.Flag)
	switch {
	case flag == nil:
		return content.HeldFile, c.heldPos(ch)
	case ch.Kind == rulediff.Stricter:
		return content.CheckerFile, flag.When[ch.Line][0].Pos
	case ch.Kind == rulediff.Narrower:
		return content.CheckerFile, flag.When[ch.Now][0].Pos
	case ch.Kind == rulediff.Milder && !ch.Unsure:
		return content.CheckerFile, flag.Level.Pos
	}
	return content.CheckerFile, flag.ID.Pos
}

func (c *checks) flag(id string) *content.Flag {
	if c.tree.Checker == nil {
		return nil
	}
	for i := range c.tree.Checker.Flags {
		if f := &c.tree.Checker.Flags[i]; f.ID.S == id {
			return f
		}
	}
	return nil
}

// heldPos finds the judgement that a change goes against.
// Its line counts the sets of the rule as it was held: of changes that make a rule stricter it is
// never asked, for they count the new ones. It is the file's first line if the set cannot be found.
func (c *checks) heldPos(ch *rulediff.Change) content.Pos {
	for i := range c.tree.Held.Rules {
		if r := &c.tree.Held.Rules[i]; r.Flag.S == ch.Flag && ch.Line < len(r.When) && len(r.When[ch.Line]) > 0 {
			return r.When[ch.Line][0].Pos
		}
	}
	return content.Pos{Line: 1}
}

func (c *checks) heldAt(ch *rulediff.Change) string {
	at := c.tree.At(content.HeldFile, c.heldPos(ch))
	// It stands within a sentence, where a column would only be noise.
	at.Column = 0
	return at.String()
}

// floors reports findings to which the rules say less than the finding's own page asks for, and findings that are
// marked as dangerous and that no rule names any more.
func (c *checks) floors() {
	named := map[string]bool{}
	for _, f := range c.tree.Checker.Flags {
		for _, set := range f.When {
			for _, id := range set {
				named[id.S] = true
			}
		}
	}
	for _, d := range c.tree.Docs {
		if d.Finding == nil {
			continue
		}
		if d.Finding.Flag && !named[d.ID] {
			c.report(d.Path, d.Title.Pos, diag.Error, "no-rule", "put its rule back into checker.yaml; without one, take flag: true out",
				"%q is marked as one that a red flag names, and none does", d.ID)
		}
		c.floor(d)
	}
}

// A page without alone, or with a word there that is none of the levels, has no floor.
func (c *checks) floor(d *content.Document) {
	least, ok := rules.ParseLevel(d.Finding.Alone.S)
	if !ok {
		return
	}
	if is := c.now.Judge([]string{d.ID}, false).Says; is < least {
		c.report(d.Path, d.Finding.Alone.Pos, diag.Error, "below-floor", fmt.Sprintf("let a flag of checker.yaml that is %s name it alone", least),
			"%s alone: %s, where this page asks for %s at least", d.ID, is, least)
	}
}
