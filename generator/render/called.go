package render

import (
	"html/template"
	"text/template/parse"
)

// take gives a set of templates a copy of one that is shared, with all that it calls,
// unless the set has one of that name. Of a name that nobody defined the template
// package tells when a page is rendered.
func take(set, shared *template.Template, name string) error {
	t := shared.Lookup(name)
	if t == nil || t.Tree == nil || set.Lookup(name) != nil {
		return nil
	}
	if _, err := set.AddParseTree(name, t.Tree.Copy()); err != nil {
		return err
	}
	return takeCalled(set, shared, t.Tree)
}

// takeCalled takes the templates that one calls.
func takeCalled(set, shared *template.Template, tree *parse.Tree) error {
	if tree == nil {
		return nil
	}
	for _, name := range calledIn(tree.Root) {
		if err := take(set, shared, name); err != nil {
			return err
		}
	}
	return nil
}

// calledIn are the names of the templates that a list calls.
func calledIn(l *parse.ListNode) (names []string) {
	if l == nil {
		return nil
	}
	within := func(b *parse.BranchNode) { names = append(append(names, calledIn(b.List)...), calledIn(b.ElseList)...) }
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TemplateNode:
			names = append(names, n.Name)
		case *parse.IfNode:
			within(&n.BranchNode)
		case *parse.RangeNode:
			within(&n.BranchNode)
		case *parse.WithNode:
			within(&n.BranchNode)
		}
	}
	return names
}
