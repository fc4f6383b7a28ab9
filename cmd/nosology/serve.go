package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/input"
	"nosology/generator/preview"
)

// serveCommand shows the site while it is being written.
type serveCommand struct {
	siteFlags
	Address string `default:"127.0.0.1" placeholder:"IP" help:"Address to listen on. Only this computer can see the preview unless you name another."`
	Port    int    `default:"4711" placeholder:"N" help:"Port to listen on; if it is taken, the next that is free."`
	Poll    bool   `help:"Look for changes every second instead of being told of them. For network drives, which tell nothing."`
}

func (c *serveCommand) Help() string {
	return `Pages are made when you open them. The browser follows as you save: a mistake is shown over the last good page, and goes when you have mended it. Stop with Ctrl-C.`
}

func (c *serveCommand) Run(t *terminal) error {
	content, err := findContent(c.Content)
	if err != nil {
		return err
	}
	opt, err := c.options(content)
	if err != nil {
		return err
	}
	c.await(content, &opt)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	begin := time.Now()
	bar := t.progress()
	bar.follow(&opt)
	folders := preview.Folders{Content: content.path, Layouts: c.Layouts, Static: c.Static}
	// Looked at before the site is read: what is saved while it is being read differs from this,
	// and is read again.
	seen := folders.Look()
	server, err := preview.New(opt)
	bar.end()
	if err != nil {
		return err
	}
	l, err := preview.Listen(c.Address, c.Port)
	if err != nil {
		return err
	}
	c.report(t, server)
	fmt.Fprintf(t.out, "Read %s in %.2f s. The preview is at http://%s/  (Ctrl-C ends it)\n", count(server.Pages(), "page"), time.Since(begin).Seconds(), l.Addr())
	if waiting := server.Waiting(); waiting > 0 && !c.Drafts {
		fmt.Fprintf(t.out, "Left out: %s not published yet. With --drafts they are shown.\n", count(waiting, "page"))
	}
	return c.serve(ctx, t, server, l, folders, seen)
}

// await takes the folders layouts and static beside the content although they are not
// there: once somebody makes one, a build would take it.
func (c *serveCommand) await(content folder, opt *generator.Options) {
	for _, own := range []struct {
		name       string
		flag, said *string
		fsys       *fs.FS
	}{
		{"layouts", &c.Layouts, &opt.LayoutsName, &opt.Layouts},
		{"static", &c.Static, &opt.StaticName, &opt.Static},
	} {
		dir := content.beside(own.name)
		if _, err := os.Stat(dir); *own.flag == "" && errors.Is(err, fs.ErrNotExist) {
			*own.flag, *own.said, *own.fsys = dir, dir, input.Await(dir)
		}
	}
}

// serve answers and watches until the context ends.
func (c *serveCommand) serve(ctx context.Context, t *terminal, server *preview.Server, l net.Listener, folders preview.Folders, seen preview.Seen) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	interval := time.Duration(0)
	if c.Poll {
		interval = time.Second
	}
	// It has room for one, so that the watcher can end although nobody waits for it yet.
	watched := make(chan error, 1)
	were := map[string]bool{}
	for _, own := range []string{folders.Layouts, folders.Static} {
		were[own] = isThere(own)
	}
	go func() {
		err := preview.Watch(ctx, folders, seen, interval, func(change generator.Change) {
			fmt.Fprintf(t.out, "%s%s\n", savedLine, whatWasSaved(change))
			if err := server.Update(change); err != nil {
				fmt.Fprintf(t.err, "nosology: %v\n", err)
				return
			}
			if c.report(t, server) && c.reportGone(t, folders, were) {
				fmt.Fprintf(t.out, "%s.\n", goodLine)
			}
		})
		if err != nil {
			stop() // a preview that no longer follows misleads
		}
		watched <- err
	}()
	err := server.Serve(ctx, l)
	stop()
	if failed := <-watched; failed != nil {
		return failed
	}
	return err
}

// What is said after a save, by which other programs know when all has been
// said.
const (
	savedLine = "Saved: "
	goodLine  = "The preview is up to date"
	staysLine = "the preview stays as it was until"
)

// whatWasSaved names the files of a change, or what they are.
func whatWasSaved(c generator.Change) string {
	what := c.Content
	if len(what) > 3 {
		what = []string{count(len(what), "file")}
	}
	if c.Layouts {
		what = append(slices.Clip(what), "layouts")
	}
	if c.Static {
		what = append(slices.Clip(what), "static files")
	}
	return strings.Join(what, ", ")
}

// reportGone says which folders are gone, and reports whether the content is there for the preview to follow.
// Of the others it is told which were there before.
func (c *serveCommand) reportGone(t *terminal, folders preview.Folders, were map[string]bool) bool {
	for _, own := range []string{folders.Layouts, folders.Static} {
		is := isThere(own)
		if !is && were[own] {
			fmt.Fprintf(t.err, "%s is gone; until it is back, the preview is without what stood there\n", own)
		}
		were[own] = were[own] || is
	}
	// What was opened can be read on wherever it was taken, but is not what is asked for.
	if !isThere(folders.Content) {
		fmt.Fprintf(t.err, "%s is gone; %s it is back\n", folders.Content, staysLine)
		return false
	}
	return true
}

func isThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// report shows the mistakes that keep the preview from following, and reports
// whether there are none.
// Warnings are for check: they would hide the one mistake that keeps the preview back.
func (c *serveCommand) report(t *terminal, server *preview.Server) bool {
	found := slices.DeleteFunc(server.Diagnostics(), func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
	if len(found) == 0 {
		return true
	}
	t.show(t.err, found)
	fmt.Fprintf(t.err, "%s; %s they are mended\n", tally(found), staysLine)
	return false
}
