package render

import (
	"bytes"
	"html/template"
	"strconv"
	"text/template/parse"
)

// partRow is a row of parts of a page that stand beside each other in a layout,
// with the white space between them. To call a function of a layout and to escape
// what it returns costs more than most parts do; a page of a cause has seventeen,
// which are four rows.
type partRow []func(b *out, v *View)

// rowFunction writes a row by its number. Layouts cannot call it, for a set of
// templates gets it when its files have been parsed.
const rowFunction = "row"

// finish gives a set of templates, whose files have been parsed, what stands in them
// in the place of parts.
func (r *Renderer) finish(set *template.Template) {
	set.Funcs(template.FuncMap{rowFunction: func(v *View, number int) template.HTML {
		return written(func(b *out) {
			for _, write := range r.rows[number] {
				write(b, v)
			}
		})
	}})
}

// joinParts makes one action of each row of parts in a list of a parsed layout.
// Within {{range}} and {{with}} the dot is no page, so parts that stand there are
// left for the template package to find fault with.
func (r *Renderer) joinParts(l *parse.ListNode) {
	if l == nil {
		return
	}
	var nodes []parse.Node
	for from := 0; from < len(l.Nodes); {
		if n, ok := l.Nodes[from].(*parse.IfNode); ok {
			r.joinParts(n.List)
			r.joinParts(n.ElseList)
		}
		row, parts, to := rowOf(l.Nodes[from:])
		if parts < 2 {
			nodes = append(nodes, l.Nodes[from])
			from++
			continue
		}
		action := l.Nodes[from].(*parse.ActionNode)
		number := &parse.NumberNode{NodeType: parse.NodeNumber, Pos: action.Pos, IsInt: true, Int64: int64(len(r.rows)), Text: strconv.Itoa(len(r.rows))}
		dot := action.Pipe.Cmds[0].Args[1]
		action.Pipe.Cmds[0].Args = []parse.Node{parse.NewIdentifier(rowFunction).SetPos(action.Pos), dot, number}
		nodes, r.rows = append(nodes, action), append(r.rows, row)
		from += to
	}
	l.Nodes = nodes
}

// rowOf reads a row of parts from the beginning of a list: what writes it, how many
// parts it has, and how many nodes it takes.
func rowOf(nodes []parse.Node) (row partRow, parts, to int) {
	var between []byte
	for i, n := range nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			if parts == 0 || len(bytes.TrimSpace(n.Text)) > 0 {
				return row, parts, to
			}
			between = append(between, n.Text...)
		case *parse.ActionNode:
			write := partOf(n)
			if write == nil {
				return row, parts, to
			}
			if text := string(between); text != "" {
				row = append(row, func(b *out, _ *View) { b.raw(text) })
			}
			row, parts, to, between = append(row, write), parts+1, i+1, nil
		default:
			return row, parts, to
		}
	}
	return row, parts, to
}

// partOf returns what writes the part that an action is, as {{findings .}}; nil
// for any other.
func partOf(n *parse.ActionNode) func(b *out, v *View) {
	if len(n.Pipe.Cmds) != 1 || len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds[0].Args) != 2 {
		return nil
	}
	args := n.Pipe.Cmds[0].Args
	name, ok := args[0].(*parse.IdentifierNode)
	if _, dot := args[1].(*parse.DotNode); !ok || !dot {
		return nil
	}
	return partFuncs[name.Ident]
}
