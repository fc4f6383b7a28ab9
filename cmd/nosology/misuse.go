package main

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"nosology/generator/diag"
)

// otherNames are what other programs call the things that our commands do.
// Only names that people bring from other generators: what is merely misspelt, DidYouMean finds.
func otherNames() map[string]string {
	return map[string]string{
		"preview": "serve", "start": "serve", "dev": "serve", "watch": "serve", "server": "serve", "run": "serve",
		"generate": "build", "publish": "build", "make": "build", "render": "build", "deploy": "build", "export": "build",
		"lint": "check", "validate": "check", "test": "check", "verify": "check", "doctor": "check",
		"create": "new", "add": "new", "setup": "init", "begin": "init",
		"ls": "list", "show": "explain", "why": "explain", "compare": "diff", "judge": "assess",
		"schemas": "schema", "completions": "completion", "commands": "help",
	}
}

// misuse says what is wrong with a command line, and where to read on.
// kong's own words are for programmers ("expected a valid 64 bit int"); the patterns of saying turn
// the usual ones into ours, and what none of them matches is shown as it is.
func misuse(stderr io.Writer, model *kong.Application, err error) int {
	message, help := err.Error(), "nosology --help"
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context.Selected() != nil {
		help = "nosology " + parse.Context.Selected().Name + " --help"
		message = plainly(message)
	} else if named := regexp.MustCompile(`^unexpected argument ([^ ,]+)`).FindStringSubmatch(message); named != nil {
		message = fmt.Sprintf("there is no command %q", named[1])
		if hint := nearestCommand(model, named[1]); hint != "" {
			message += "; " + hint
		}
	} else if flag := regexp.MustCompile(`^unknown flag --([^ ,=]+)`).FindStringSubmatch(message); flag != nil && isFlag(model, flag[1]) {
		message = fmt.Sprintf("--%s comes after a command: nosology build --%s", flag[1], flag[1])
	} else {
		message = plainly(message)
	}
	fmt.Fprintf(stderr, "nosology: %s\nFor what can be said here, run: %s\n", message, help)
	return exitUse
}

// isFlag reports whether some command has a flag.
func isFlag(model *kong.Application, name string) bool {
	return slices.ContainsFunc(callsOf(model), func(c call) bool {
		return slices.ContainsFunc(c.Options, func(o option) bool { return o.Name == name })
	})
}

// nearestCommand suggests a command for a name that none has.
// It returns "" if nothing is near.
func nearestCommand(model *kong.Application, name string) string {
	if ours := otherNames()[strings.ToLower(name)]; ours != "" {
		return fmt.Sprintf("did you mean %q?", ours)
	}
	return diag.DidYouMean(name, namesOf(callsOf(model)))
}

// plainly says in our words what the library that reads arguments says of misuse.
func plainly(message string) string {
	if m := regexp.MustCompile(`^(\S+) must be one of (".*") but got "(.*)"$`).FindStringSubmatch(message); m != nil {
		words := strings.Split(strings.ReplaceAll(m[2], `"`, ""), ",")
		return fmt.Sprintf("%s cannot be %q; %s", m[1], m[3], diag.OneOf(m[3], words))
	}
	for _, say := range []struct{ theirs, ours string }{
		{`^(\S+): expected .* but got "EOL".*$`, `$1 needs a value`},
		{`^(\S+): expected (?:a valid .* int|int value) but got "([^"]*)".*$`, `$1 must be a number, not "$2"`},
		{`^(\S+): expected (\S+) value .*$`, `$1 needs a value`},
		{`^expected "(.*)"$`, `this is missing: $1`},
		{`^missing flags: (.*)$`, `this is missing: $1`},
		{`^(unknown flag \S+), (did you mean .*)$`, `$1; $2`},
		{`^unexpected argument (\S+)$`, `there is one word too many, "$1"; put quotes around what belongs together`},
	} {
		if pattern := regexp.MustCompile(say.theirs); pattern.MatchString(message) {
			return pattern.ReplaceAllString(message, say.ours)
		}
	}
	return message
}
