package render

import (
	"errors"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"text/template/parse"

	"nosology/generator/diag"
	"nosology/generator/wording"
)

// The words of layouts are put in when a layout is parsed: {{say "page.skip"}}
// becomes the text itself, and {{say "phones.call" "phone" (phone .Site.Emergency)}}
// becomes text around the action that fills in its place. So a page costs no
// more than if the words stood in the layout.
//
//	{{say KEY NAME VALUE …}}   a text, with a value for each of its places; a
//	                           literal value is HTML
//	{{forscript KEY}}          a text as it stands in the file, for a script that fills its places; all forms
//	                           of a plural as JSON, of which the script takes one

// sayFuncs are for what stands in the middle of an action, as in
// {{$x := say "page.skip"}}: it is said when a page is made, without places.
func (r *Renderer) sayFuncs() template.FuncMap {
	say := func(key string) (string, error) {
		text, ok := r.words.Say(key)
		if !ok {
			return "", fmt.Errorf("there are no words under %q", key)
		}
		return text.String(), nil
	}
	return template.FuncMap{
		"say": say, "forscript": say, "saycount": r.sayCount, "linkto": linkTo, "linked": linked, "newtab": newTab,
		"newtabend": func() template.HTML {
			return template.HTML(`<span class="visually-hidden"> ` + escaped(r.words.Page.NewTab) + `</span></a>`)
		},
	}
}

// sayCount says a text that depends on a number, with it at the place {n} and
// other values at theirs.
func (r *Renderer) sayCount(key string, n int, pairs ...any) (template.HTML, error) {
	p, ok := r.words.Plural(key)
	if !ok {
		return "", fmt.Errorf("there are no words under %q that depend on a number", key)
	}
	return written(func(b *out) {
		b.say(p.For(n), func(place string) {
			if place == "n" {
				b.raw(strconv.Itoa(n))
			}
			for i := 0; i+1 < len(pairs); i += 2 {
				if html, ok := pairs[i+1].(template.HTML); ok && pairs[i] == place {
					b.raw(string(html))
				} else if pairs[i] == place {
					b.text(fmt.Sprint(pairs[i+1]))
				}
			}
		})
	}), nil
}

// linkTo begins a link; the place {/a} ends it.
func linkTo(address string) template.HTML {
	return template.HTML(`<a href="` + escaped(address) + `">`)
}

// linked is a link with its words.
func linked(address, text string) template.HTML {
	return written(func(b *out) { b.link(address, text) })
}

// newTab begins a link that opens in a new tab; newtabend says so and ends it.
func newTab(address string) template.HTML {
	return template.HTML(`<a href="` + escaped(address) + `" target="_blank" rel="noopener">`)
}

// emphasis is a place that every text may have without being given it, as HTML;
// "" for any other.
func emphasis(place string) string {
	switch place {
	case "/a", "b", "/b", "i", "/i":
		return "<" + place + ">"
	case "hidden":
		return `<span class="visually-hidden">`
	case "/hidden":
		return "</span>"
	}
	return ""
}

// sayer puts words into a parsed layout. It goes on after a mistake, so that the
// tree stays whole, and keeps the first.
type sayer struct {
	words *wording.Words
	tree  *parse.Tree
	err   error // the first mistake
	hint  string
}

// sayIn puts words into a template in place of the calls that ask for them.
func (r *Renderer) sayIn(tree *parse.Tree) error {
	s := &sayer{words: r.words, tree: tree}
	s.list(tree.Root)
	if s.err == nil {
		return nil
	}
	err := r.explain(s.err, "")
	var ours *LayoutError
	if errors.As(err, &ours) {
		ours.Hint = s.hint
	}
	return err
}

// fail keeps a mistake with its place, as the template packages tell theirs.
func (s *sayer) fail(at parse.Node, message, hint string) {
	if s.err == nil {
		where, _ := s.tree.ErrorContext(at)
		s.err, s.hint = fmt.Errorf("template: %s: %s", where, message), hint
	}
}

func (s *sayer) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	nodes := make([]parse.Node, 0, len(l.Nodes))
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.IfNode:
			s.branch(&n.BranchNode)
		case *parse.RangeNode:
			s.branch(&n.BranchNode)
		case *parse.WithNode:
			s.branch(&n.BranchNode)
		case *parse.ActionNode:
			if said, ok := s.action(n); ok {
				nodes = append(nodes, said...)
				continue
			}
		}
		nodes = append(nodes, n)
	}
	l.Nodes = nodes
}

func (s *sayer) branch(b *parse.BranchNode) {
	s.list(b.List)
	s.list(b.ElseList)
}

// action returns what stands in the place of an action, if that asks for words:
// {{say "key" …}} and {{forscript "key"}} by themselves. A key that is worked out,
// and one in the middle of a pipeline, is left to the functions of sayFuncs.
func (s *sayer) action(n *parse.ActionNode) ([]parse.Node, bool) {
	if len(n.Pipe.Cmds) != 1 || len(n.Pipe.Decl) > 0 {
		return nil, false
	}
	args := n.Pipe.Cmds[0].Args
	function, ok := args[0].(*parse.IdentifierNode)
	if !ok || function.Ident != "say" && function.Ident != "forscript" || len(args) < 2 {
		return nil, false
	}
	key, ok := args[1].(*parse.StringNode)
	if !ok {
		return nil, false
	}
	if p, ok := s.words.Plural(key.Text); ok && function.Ident == "forscript" {
		return []parse.Node{textNode(n, escaped(p.JSON()))}, true
	}
	text, ok := s.words.Say(key.Text)
	if !ok {
		s.fail(n, "there are no words under "+key.Quoted, diag.DidYouMean(key.Text, wording.Keys()))
		return nil, true
	}
	if function.Ident == "forscript" {
		return []parse.Node{textNode(n, escaped(text.String()))}, true
	}
	return s.sentence(n, text, args[2:]), true
}

// sentence returns a text around what fills its places: pairs of a name and a value.
func (s *sayer) sentence(n *parse.ActionNode, text wording.Sentence, values []parse.Node) []parse.Node {
	var nodes []parse.Node
	used := make([]bool, len(values))
	text.Each(func(words string) {
		nodes = append(nodes, textNode(n, escaped(words)))
	}, func(place string) {
		for i := 0; i+1 < len(values); i += 2 {
			if name, ok := values[i].(*parse.StringNode); ok && name.Text == place {
				used[i] = true
				nodes = append(nodes, s.value(n, values[i+1]))
				return
			}
		}
		if html := emphasis(place); html != "" {
			nodes = append(nodes, textNode(n, html))
			return
		}
		s.fail(n, "the text has a place {"+place+"} that nothing is given for", `give it a value: "`+place+`" …`)
	})
	if i := slices.Index(used, false); i >= 0 && i%2 == 0 {
		s.fail(n, "the text has no place "+values[i].String(), "its text is: "+text.String())
	}
	return nodes
}

// value is the node that fills a place.
func (s *sayer) value(n *parse.ActionNode, value parse.Node) parse.Node {
	switch v := value.(type) {
	case *parse.StringNode:
		return textNode(n, v.Text)
	case *parse.PipeNode:
		return actionNode(n, v)
	}
	return actionNode(n, pipeOf(n.Pipe, value))
}

func textNode(at parse.Node, text string) parse.Node {
	return &parse.TextNode{NodeType: parse.NodeText, Pos: at.Position(), Text: []byte(text)}
}

// actionNode is an action in the place of another.
func actionNode(at *parse.ActionNode, pipe *parse.PipeNode) parse.Node {
	n := at.Copy().(*parse.ActionNode)
	n.Pipe = pipe
	return n
}

// pipeOf is a pipeline of one value in the place of another.
func pipeOf(at *parse.PipeNode, value parse.Node) *parse.PipeNode {
	p := at.CopyPipe()
	p.Cmds = p.Cmds[:1]
	p.Cmds[0].Args = []parse.Node{value}
	return p
}
