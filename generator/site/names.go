package site

import (
	"strings"
	"unicode/utf8"

	"nosology/generator/content"
)

// name is one name of a cause or a finding.
type name struct {
	text   string // as the document has it
	folded string // in one spelling
	tokens []uint64
	pos    content.Pos
	// aside is set for what stands in brackets after a title. It is a weaker
	// claim to a name than a title or a synonym.
	aside bool
}

// minLetters is the length from which a single word is linked. Shorter ones
// are abbreviations and everyday words.
const minLetters = 4

// namesOf returns the names by which other pages may mention a document.
func namesOf(d *content.Document) []name {
	if !d.Kind.Named {
		return nil
	}
	title, aside := cutAside(d.Title.S)
	names := make([]name, 0, 2+len(d.Also))
	names = addName(names, title, d.Title.Pos, false)
	for _, a := range d.Also {
		names = addName(names, a.S, a.Pos, false)
	}
	return addName(names, aside, d.Title.Pos, true)
}

// cutAside splits "Ordinary muscle twitch (benign fasciculation)".
func cutAside(title string) (before, aside string) {
	if before, rest, ok := strings.Cut(title, " ("); ok {
		if aside, ok := strings.CutSuffix(rest, ")"); ok && !strings.ContainsAny(aside, "()") {
			return before, aside
		}
	}
	return title, ""
}

// addName appends a name with its tokens, unless it is too short to link or says the same as one
// before, folded.
func addName(names []name, text string, pos content.Pos, aside bool) []name {
	n, ok := newName(text, pos)
	if !ok || len(n.tokens) == 1 && utf8.RuneCountInString(text) < minLetters {
		return names
	}
	n.aside = aside
	for _, other := range names {
		if other.folded == n.folded {
			return names
		}
	}
	return append(names, n)
}

// newName cuts a name into its tokens. It reports false if there are none.
func newName(text string, pos content.Pos) (n name, ok bool) {
	src := []byte(text)
	toks := tokens(nil, src, 0, int32(len(src)))
	n = name{text: text, folded: string(folded(nil, src, toks)), pos: pos}
	for _, t := range toks {
		n.tokens = append(n.tokens, t.hash)
	}
	return n, len(toks) > 0
}

// lexicon holds all names, as a tree of words that is kept in one hash table:
// a node is found by the hash of the words that lead to it. Text is matched in
// one pass that costs a bit test a word, and a look-up for each word that some
// name begins with.
type lexicon struct {
	nodes map[uint64]*node
	first [1 << 10]uint64 // a bit for the hash of every first word, never cleared
}

// node is the end of a name, the beginning of longer ones, or both. One without
// claims only leads on.
type node struct {
	names  int // names that end here or lead through
	claims []claim
}

// claim is a document's claim to a name.
type claim struct {
	by number
	*name
}

func newLexicon() *lexicon { return &lexicon{nodes: map[uint64]*node{}} }

// extend is the hash of some words with one more behind them; their order counts.
func extend(prefix, word uint64) uint64 { return (prefix<<7 | prefix>>57) ^ word*hashPrime }

// add enters a name, token by token. Nodes are found by a hash of all tokens so far, so a lookup
// takes one step a token and no tree of maps.
func (l *lexicon) add(by number, n *name) *node {
	l.first[n.tokens[0]>>54] |= 1 << (n.tokens[0] >> 48 & 63)
	var key uint64
	var at *node
	for _, t := range n.tokens {
		key = extend(key, t)
		at = l.nodes[key]
		if at == nil {
			at = &node{}
			l.nodes[key] = at
		}
		at.names++
	}
	at.claims = append(at.claims, claim{by, n})
	return at
}

// remove takes a name out again. A node goes when no name leads through it any more.
func (l *lexicon) remove(by number, n *name) *node {
	var key uint64
	var at *node
	for _, t := range n.tokens {
		key = extend(key, t)
		at = l.nodes[key]
		if at.names--; at.names == 0 {
			delete(l.nodes, key)
		}
	}
	for i, c := range at.claims {
		if c.by == by && c.folded == n.folded {
			at.claims = append(at.claims[:i:i], at.claims[i+1:]...)
			break
		}
	}
	return at
}

// owner returns the one claim to the name that ends at the node. What stands
// in brackets gives way to a title or a synonym; of equal claims none wins.
func (n *node) owner() (best claim, ok bool) {
	rivals := 0
	for _, c := range n.claims {
		switch {
		case rivals == 0 || best.aside && !c.aside:
			best, rivals = c, 1
		case best.aside == c.aside:
			rivals++
		}
	}
	return best, rivals == 1
}

// rivals returns the claims that keep each other from winning.
func (n *node) rivals() (rivals []claim) {
	best, ok := n.owner()
	if ok || len(n.claims) == 0 {
		return nil
	}
	for _, c := range n.claims {
		if c.aside == best.aside {
			rivals = append(rivals, c)
		}
	}
	return rivals
}

// match returns the longest name that begins at toks[0] and how many tokens it
// takes: 0 if there is none. Whose name it is, is for node.owner to say: a name
// that two documents claim still takes its words, so that no shorter one is
// linked within it.
func (l *lexicon) match(text []byte, toks []token) (best *node, length int) {
	h := toks[0].hash
	if l.first[h>>54]&(1<<(h>>48&63)) == 0 {
		return nil, 0
	}
	var key uint64
	for i, t := range toks {
		key = extend(key, t.hash)
		at := l.nodes[key]
		if at == nil {
			break
		}
		if len(at.claims) > 0 && at.spells(text, toks[:i+1]) {
			best, length = at, i+1
		}
		if at.names == len(at.claims) {
			break
		}
	}
	return best, length
}

// spells rules out that different words share a hash.
func (n *node) spells(text []byte, toks []token) bool {
	var buf [64]byte
	return string(folded(buf[:0], text, toks)) == n.claims[0].folded
}
