// Command nosology turns a folder of Markdown into a health site. Run it bare
// to see what it can do.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/alecthomas/kong"
)

// What the process ends with.
const (
	exitOK      = iota
	exitContent // the content has mistakes, for its authors to mend
	exitUse     // the command was called wrongly
	exitTrouble // the disk, or a mistake of ours
)

// commands are what nosology can do, in the order of the help.
type commands struct {
	Build buildCommand `cmd:"" help:"Write the site to a folder that a host can serve."`
	Check checkCommand `cmd:"" help:"Say what should be mended before the site is published."`
	Serve serveCommand `cmd:"" help:"Show the site in a browser while you write it."`

	Plan    planCommand    `cmd:"" help:"Say what a build would change."`
	Init    initCommand    `cmd:"" help:"Begin a site: writes a small one that is complete."`
	New     newCommand     `cmd:"" help:"Begin an article, a cause, a symptom, a page or a source."`
	List    listCommand    `cmd:"" help:"List the documents: words, reading grade, review, links."`
	Explain explainCommand `cmd:"" help:"Say how a page came to be, and why it links to what it links to."`
	Assess  assessCommand  `cmd:"" help:"Judge answers as the checker does, and say why."`
	Schema  schemaCommand  `cmd:"" help:"Let an editing program complete and check what you write."`

	Completion completionCommand `cmd:"" help:"Let a shell complete commands and flags."`
}

const description = `Nosology makes a health site out of Markdown: pages about causes and symptoms that find each other, warning signs, and a checker that keeps what readers answer to themselves.`

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the command, but for the end of the process.
func run(args []string, stdout, stderr io.Writer) int {
	var cli commands
	exited := -1 // set where kong has done all there is to do, as for --help
	parser := kong.Must(&cli,
		kong.Name("nosology"), kong.Description(description), kong.UsageOnError(),
		kong.Writers(stdout, stderr), kong.Exit(func(code int) { exited = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
	)
	if len(args) == 0 {
		fmt.Fprint(stdout, welcome())
		return exitOK
	}
	call, err := parser.Parse(args)
	if exited >= 0 {
		return exited
	}
	if err != nil {
		return misuse(stderr, err)
	}
	err = call.Run(parser, &terminal{out: stdout, err: stderr})
	return report(stderr, err)
}

// misuse says what is wrong with a command line, and where to read on.
func misuse(stderr io.Writer, err error) int {
	help := "nosology --help"
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context.Selected() != nil {
		help = "nosology " + parse.Context.Selected().Name + " --help"
	}
	fmt.Fprintf(stderr, "nosology: %s\nFor what can be said here, run: %s\n", err, help)
	return exitUse
}

// errMistakes ends a command that has shown mistakes in the content.
var errMistakes = errors.New("the content has mistakes")

// usage is an error in how the command was called.
type usage struct{ error }

// report says what went wrong, if it has not been said, and picks the code
// that the process ends with.
func report(stderr io.Writer, err error) int {
	var use usage
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errMistakes):
		return exitContent
	case errors.As(err, &use):
		fmt.Fprintf(stderr, "nosology: %v\n", err)
		return exitUse
	}
	fmt.Fprintf(stderr, "nosology: %v\n", err)
	return exitTrouble
}

// welcome is what a bare call shows: what to do next, from where one stands.
func welcome() string {
	var b strings.Builder
	b.WriteString("Nosology makes a health site out of Markdown.\n\n")
	if folder, err := findContent(""); err == nil {
		fmt.Fprintf(&b, "Your content is in %s. Next:\n\n", folder.name)
		b.WriteString("  nosology serve    see the site in a browser while you write\n")
		b.WriteString("  nosology check    see what should be mended\n")
		b.WriteString("  nosology build    write the site to a folder that a host can serve\n")
	} else {
		b.WriteString("There is no content folder here or above. Go to one, name it with --content, or:\n\n")
		b.WriteString("  nosology init my-site    begin a site\n")
	}
	b.WriteString("\nAll that it can do:   nosology --help\nMore on one command:  nosology build --help\n")
	return b.String()
}
