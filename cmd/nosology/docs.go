package main

import (
	"context"
	"fmt"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/docs"
	"nosology/generator/preview"
	"nosology/generator/publish"
)

// docsCommand shows the documentation.
type docsCommand struct {
	Out     string `placeholder:"DIR" help:"Write it to this folder instead, for a web server."`
	Address string `default:"127.0.0.1" placeholder:"IP" help:"Address to listen on. Only this computer can see it unless you name another."`
	Port    int    `default:"4712" placeholder:"N" help:"Port to listen on; if it is taken, the next that is free."`
	// Hidden, since the documentation has no days that readers would notice; tests need it for the
	// same bytes.
	AsOf day `hidden:"" help:"Work as if today were this day."`
}

func (c *docsCommand) Help() string {
	return `Shows the documentation of this nosology in a browser: a tutorial, every file and key, every check with its cure, every command. It needs no network. Stop with Ctrl-C.`
}

func (c *docsCommand) Run(k *kong.Kong, t *terminal) error {
	text, err := docs.Content(documented(k.Model))
	if err != nil {
		return err
	}
	opt := generator.Options{Content: text, Name: "docs", AsOf: c.AsOf.orToday(), Host: publish.FindHost("static")}
	if c.Out != "" {
		site, report, err := generator.Build(c.Out, opt, publish.Options{})
		if err == nil && diag.HasErrors(site.Diagnostics) {
			t.show(t.err, site.Diagnostics)
			err = fmt.Errorf("the documentation has mistakes; nothing was written")
		}
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(t.out, "Wrote %s to %s.\n", count(report.Pages, "page"), c.Out)
		return err
	}
	server, err := preview.New(opt)
	if err != nil {
		return err
	}
	l, err := preview.Listen(c.Address, c.Port)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	fmt.Fprintf(t.out, "The documentation is at http://%s/  (Ctrl-C ends it)\n", l.Addr())
	return server.Serve(ctx, l)
}

// documented are the commands, as the documentation lists them.
// callsOf and visible walk the same children in the same order.
func documented(app *kong.Application) (all []docs.Command) {
	for i, c := range callsOf(app) {
		node := visible(app)[i]
		d := docs.Command{Name: c.Name, Says: node.Help, More: node.Detail}
		for _, a := range node.Positional {
			d.Arguments = append(d.Arguments, docs.Option{Names: a.Summary(), Says: a.Help, Words: optionOf(a, "").Words})
		}
		for _, flags := range node.AllFlags(true) {
			for _, f := range flags {
				o := optionOf(f.Value, f.PlaceHolder)
				d.Options = append(d.Options, docs.Option{Names: f.String(), Says: f.Help, Words: o.Words})
			}
		}
		all = append(all, d)
	}
	return all
}

// visible are the commands that help lists.
func visible(app *kong.Application) (nodes []*kong.Node) {
	for _, child := range app.Children {
		if !child.Hidden {
			nodes = append(nodes, child)
		}
	}
	return nodes
}
