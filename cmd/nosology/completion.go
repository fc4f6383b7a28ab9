package main

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"
	"text/template"

	"github.com/alecthomas/kong"
)

// completionCommand writes what lets a shell complete.
type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"Your shell: bash, zsh or fish."`
}

func (c *completionCommand) Help() string {
	return `Have your shell read it when it starts:

  bash   add to ~/.bashrc:   source <(nosology completion bash)
  zsh    add to ~/.zshrc, after compinit:   source <(nosology completion zsh)
  fish   run once:   nosology completion fish > ~/.config/fish/completions/nosology.fish`
}

// Descriptions are cut at their first sentence: shells show them in one line beside each other.
func (c *completionCommand) Run(k *kong.Kong, t *terminal) error {
	file := "completion/" + c.Shell + ".tmpl"
	script, err := template.New(c.Shell+".tmpl").Funcs(template.FuncMap{
		"join": strings.Join, "names": namesOf, "inc": func(n int) int { return n + 1 },
		"quote": quoteShell, "zshText": zshText, "fishText": fishText,
	}).ParseFS(shipped, file)
	if err != nil {
		return err
	}
	return script.Execute(t.out, callsOf(k.Model))
}

// A call is how one command is called, as far as a shell can complete it.
// It knows nothing of any shell: each of the templates in the folder completion writes it in the
// words of one.
type call struct {
	Name, Says string
	Options    []option
	Arguments  []option
}

// option is a flag or an argument.
type option struct {
	Name, Says string
	Short      string
	Value      bool     // it has a value
	Words      []string // which is one of these
	Dir, File  bool     // or a folder, or a file
	// Without it, a shell stops offering an option once it was given.
	Many bool // may be given more than once
}

// callsOf reads the commands off the command line's model, so that there is no
// second list of them.
func callsOf(app *kong.Application) (calls []call) {
	for _, child := range app.Children {
		if child.Hidden {
			continue
		}
		c := call{Name: child.Name, Says: firstSentence(child.Help)}
		for _, flags := range child.AllFlags(true) {
			for _, f := range flags {
				o := optionOf(f.Value, f.PlaceHolder)
				if f.Short != 0 {
					o.Short = string(f.Short)
				}
				c.Options = append(c.Options, o)
				if f.Tag.Negatable != "" {
					o.Name = "no-" + o.Name
					c.Options = append(c.Options, o)
				}
			}
		}
		for _, p := range child.Positional {
			c.Arguments = append(c.Arguments, optionOf(p, p.Tag.PlaceHolder))
		}
		calls = append(calls, c)
	}
	return calls
}

func optionOf(v *kong.Value, placeholder string) option {
	o := option{Name: v.Name, Says: firstSentence(v.Help), Value: !v.IsBool(), Many: v.Target.Kind() == reflect.Slice}
	// A site may have more kinds of documents than those that are offered.
	if words := cmp.Or(v.Enum, v.Tag.Get("offer")); words != "" {
		o.Words = strings.Split(words, ",")
	}
	o.Dir, o.File = placeholder == "DIR", placeholder == "FILE"
	return o
}

func namesOf(calls []call) (names []string) {
	for _, c := range calls {
		names = append(names, c.Name)
	}
	return names
}

// firstSentence is enough for a list.
func firstSentence(text string) string {
	text, _, _ = strings.Cut(text, ". ")
	return strings.TrimSuffix(text, ".")
}

// quoteShell writes a text between single quotes, as bash and zsh read them.
func quoteShell(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// zshText is a text in a specification of zsh's _arguments.
func zshText(text string) string {
	return strings.NewReplacer(`\`, `\\`, ":", `\:`, "[", `\[`, "]", `\]`, "'", `'\''`).Replace(text)
}

// fishText is a text between single quotes, as fish reads them.
func fishText(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(text) + "'"
}

// Flags are an option's names, as somebody types them.
func (o option) Flags() string {
	if o.Short != "" {
		return fmt.Sprintf("-%s --%s", o.Short, o.Name)
	}
	return "--" + o.Name
}
