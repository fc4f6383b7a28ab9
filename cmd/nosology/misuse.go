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
func misuse(stderr io.Writer, model *kong.Application, err error) int {
	message, help := err.Error(), "nosology --help"
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context.Selected() != nil {
		help = "nosology " + parse.Context.Selected().Name + " --help"
		message = plainly(message)
	} else if named := saying.wrongCommand.FindStringSubmatch(message); named != nil {
		message = fmt.Sprintf("there is no command %q", named[1])
		if hint := nearestCommand(model, named[1]); hint != "" {
			message += "; " + hint
		}
	} else if flag := saying.wrongFlag.FindStringSubmatch(message); flag != nil && isFlag(model, flag[1]) {
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
func nearestCommand(model *kong.Application, name string) string {
	if ours := otherNames()[strings.ToLower(name)]; ours != "" {
		return fmt.Sprintf("did you mean %q?", ours)
	}
	return diag.DidYouMean(name, namesOf(callsOf(model)))
}

// How the parser of command lines words its complaints, and how we do.
// plainly words a complaint of the parser as we word ours.
func plainly(message string) string {
	if m := saying.notOneOf.FindStringSubmatch(message); m != nil {
		words := strings.Split(strings.ReplaceAll(m[2], `"`, ""), ",")
		return fmt.Sprintf("%s cannot be %q; %s", m[1], m[3], diag.OneOf(m[3], words))
	}
	for _, say := range []struct {
		pattern *regexp.Regexp
		words   string
	}{
		{saying.atTheEnd, `$1 needs a value`},
		{saying.notNumber, `$1 must be a number, not "$2"`},
		{saying.noValue, `$1 needs a value`},
		{saying.lacking, `this is missing: $1`},
		{saying.meaning, `$1; $2`},
		{saying.tooMuch, `there is one word too many, "$1"; put quotes around what belongs together`},
	} {
		if say.pattern.MatchString(message) {
			return say.pattern.ReplaceAllString(message, say.words)
		}
	}
	return message
}

// saying holds what the library that reads arguments says of misuse, which is said in our own words.
var saying = struct {
	wrongCommand, wrongFlag, notOneOf, notNumber, atTheEnd, noValue, lacking, meaning, tooMuch *regexp.Regexp
}{
	wrongCommand: regexp.MustCompile(`^unexpected argument ([^ ,]+)`),
	wrongFlag:    regexp.MustCompile(`^unknown flag --([^ ,=]+)`),
	notOneOf:     regexp.MustCompile(`^(\S+) must be one of (".*") but got "(.*)"$`),
	notNumber:    regexp.MustCompile(`^(\S+): expected (?:a valid .* int|int value) but got "([^"]*)".*$`),
	atTheEnd:     regexp.MustCompile(`^(\S+): expected .* but got "EOL".*$`),
	noValue:      regexp.MustCompile(`^(\S+): expected (\S+) value .*$`),
	lacking:      regexp.MustCompile(`^expected "(.*)"$`),
	meaning:      regexp.MustCompile(`^(unknown flag \S+), (did you mean .*)$`),
	tooMuch:      regexp.MustCompile(`^unexpected argument (\S+)$`),
}
