// Command nosology turns a folder of Markdown into a health site. Run it bare
// to see what it can do.
//
// Each command is a struct in a file of its name: the fields are its options, Help its longer text, Run
// the work. A command finds the content (findContent), has a package below generator do what there is to
// do, and says how that went; whatever could be of use to another program stands in those packages, not
// here. Three rules hold for all:
//
//   - Results go to standard output, all that is said about them to standard error, so that the first can
//     be sent to a file.
//   - What is there is not overwritten unless this program wrote it, or the command is for changing it.
//   - An error ends the process with one of four codes. 1 is the authors' to mend, 2 the caller's, 3 ours
//     or the disk's: scripts and recipes tell a broken site from a broken machine by that.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"

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
// The tags of a command's fields are all that is known of its options: the help, the completions of
// shells and the pages of the documentation are read off them. Options that several commands have
// stand in structs that are embedded (contentFlags, siteFlags, publishFlags), so that they are worded
// once.
type commands struct {
	Init initCommand `cmd:"" group:"Begin" help:"Begin a site: writes a small one that is complete."`
	New  newCommand  `cmd:"" group:"Begin" help:"Begin an article, a cause, a symptom, a page or a source."`

	Serve   serveCommand   `cmd:"" group:"Write" help:"Show the site in a browser while you write it."`
	Check   checkCommand   `cmd:"" group:"Write" help:"Say what should be mended before the site is published."`
	List    listCommand    `cmd:"" group:"Write" help:"List the documents: words, reading grade, review, links."`
	Explain explainCommand `cmd:"" group:"Write" help:"Say how a page came to be, and why it links to what it links to."`
	Assess  assessCommand  `cmd:"" group:"Write" help:"Judge answers as the checker does, and say why."`

	Rename renameCommand `cmd:"" group:"Write" help:"Give a document another name, and mend all that names it."`
	Merge  mergeCommand  `cmd:"" group:"Write" help:"Make one document of two, and mend all that names the first."`

	Build buildCommand `cmd:"" group:"Publish" help:"Write the site to a folder that a host can serve."`
	Plan  planCommand  `cmd:"" group:"Publish" help:"Say what a build would change."`

	Diff     diffCommand     `cmd:"" group:"Answer for it" help:"Say what changes for readers between two versions."`
	Hold     holdCommand     `cmd:"" group:"Answer for it" help:"Hold the red flags to what they say, so that none is lost."`
	Evidence evidenceCommand `cmd:"" group:"Answer for it" help:"Write what shows that the rules are safe, and what does not."`
	Sign     signCommand     `cmd:"" group:"Answer for it" help:"Write down that a clinician stands behind a page, a flag or a release."`

	Docs       docsCommand       `cmd:"" group:"Set up" help:"Show how all of this works, in a browser."`
	Pin        pinCommand        `cmd:"" group:"Set up" help:"Have the site's recipes fetch the nosology that you use."`
	Layouts    layoutsCommand    `cmd:"" group:"Set up" help:"List layouts, and copy them to change them."`
	Schema     schemaCommand     `cmd:"" group:"Set up" help:"Let an editing program complete and check what you write."`
	Completion completionCommand `cmd:"" group:"Set up" help:"Let a shell complete commands and flags."`
	Help       helpCommand       `cmd:"" group:"Set up" help:"Say what a command does: the same as its --help."`
	Version    versionCommand    `cmd:"" group:"Set up" help:"Say which nosology this is."`
}

const description = `Nosology makes a health site out of Markdown: pages about causes and symptoms that find each other, warning signs, and a checker that keeps what readers answer to themselves.`

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the command, but for the end of the process.
// It returns one of the exit codes above, and never ends the process itself, so that tests can call
// it as often as they like. What kong does by itself, such as --help, it does by way of kong.Exit.
func run(args []string, stdout, stderr io.Writer) int {
	switch {
	case len(args) == 0:
		fmt.Fprint(stdout, welcome())
		return exitOK
	case args[0] == "help":
		args = append(slices.Clone(args[1:]), "--help")
	case args[0] == "--version":
		args = append([]string{"version"}, args[1:]...)
	}
	var cli commands
	exited := -1 // set where kong has done all there is to do, as for --help
	parser := kong.Must(&cli,
		kong.Name("nosology"), kong.Description(description), kong.UsageOnError(), hostVariables(),
		kong.Writers(stdout, stderr), kong.Exit(func(code int) { exited = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.PostBuild(func(k *kong.Kong) error {
			k.Model.HelpFlag.Help = "Show this."
			return nil
		}),
	)
	call, err := parser.Parse(args)
	if exited >= 0 {
		return exited
	}
	if err != nil {
		return misuse(stderr, parser.Model, err)
	}
	err = call.Run(parser, &terminal{out: stdout, err: stderr})
	return report(stderr, err)
}

// errMistakes ends a command that has shown mistakes in the content.
var errMistakes = errors.New("the content has mistakes")

// usage is an error in how the command was called.
type usage struct{ error }

// report says what went wrong, if it has not been said, and picks the code
// that the process ends with.
// A usage error gets no hint of trouble: whoever mistyped has to read one line.
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
	if hint := troubleHint(err); hint != "" {
		fmt.Fprintln(stderr, hint)
	}
	return exitTrouble
}

// troubleHint says what to do about the system's commonest refusals.
// It returns "" for all others: a hint that may be wrong sends people the wrong way.
func troubleHint(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "You have no permission to do this. See to whom the file or folder belongs, and who may read and write it."
	// publish words a full disk itself, with how much room is wanted.
	case errors.Is(err, syscall.ENOSPC) && !strings.Contains(err.Error(), "the disk is full"): // then it says what to do
		return "There is no room left on that disk. Remove something from it, and run this again."
	}
	return ""
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
	b.WriteString("\nAll that it can do:   nosology help\nMore on one command:  nosology help build\n")
	return b.String()
}
