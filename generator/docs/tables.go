package docs

import (
	"fmt"
	"strings"

	"nosology/generator/publish"
)

// Command is one command of the program.
type Command struct {
	Name, Says, More   string
	Arguments, Options []Option
}

// Option is a flag or an argument.
type Option struct {
	Names, Says string
	Words       []string // of which it takes one
}

// hosts writes the table of hosts.
func hosts() string {
	var out strings.Builder
	out.WriteString("| host | reads | policy | old addresses |\n| --- | --- | --- | --- |\n")
	for _, h := range publish.Hosts() {
		policy, old := "header", "redirects"
		if h.MetaPolicy {
			policy = "in the page"
		}
		if h.RedirectPages {
			old = "pages that lead on"
		}
		fmt.Fprintf(&out, "| `--host %s` | %s | %s | %s |\n", h.Name, h.Reads, policy, old)
	}
	for _, h := range publish.Hosts() {
		if limits := limitsOf(h.Limits); limits != "" {
			fmt.Fprintf(&out, "\nThe most that `%s` takes: %s. A build that would be more says so.\n", h.Name, limits)
		}
	}
	return out.String()
}

func limitsOf(l publish.Limits) string {
	var parts []string
	for _, limit := range []struct {
		n    int
		what string
	}{{l.Files, "%d files"}, {l.FilesInFolder, "%d files in a folder"}, {int(l.FileSize >> 20), "%d MiB in a file"}, {l.Rules, "%d rules of headers"}, {l.Redirects, "%d old addresses"}, {l.LineSize, "%d characters in a line"}} {
		if limit.n > 0 {
			parts = append(parts, fmt.Sprintf(limit.what, limit.n))
		}
	}
	return strings.Join(parts, ", ")
}

// commandPages writes a section for each command.
func commandPages(commands []Command) string {
	var out strings.Builder
	for _, c := range commands {
		fmt.Fprintf(&out, "## `nosology %s` {#%s}\n\n%s\n\n%s\n\n", c.Name, c.Name, c.Says, paragraphs(c.More))
		for _, o := range append(c.Arguments, c.Options...) {
			says := o.Says
			if len(o.Words) > 0 && len(o.Words) < 12 {
				says = strings.TrimSuffix(says, ".") + ". One of " + inCode(o.Words) + "."
			}
			fmt.Fprintf(&out, "`%s`\n: %s\n\n", o.Names, commandText(says))
		}
	}
	return out.String()
}

// paragraphs writes the help of a command: lines that are indented are examples.
func paragraphs(more string) string {
	var out []string
	for block := range strings.SplitSeq(more, "\n\n") {
		if strings.HasPrefix(block, "  ") {
			block = "```sh\n" + strings.TrimSpace(strings.ReplaceAll(block, "\n  ", "\n")) + "\n```"
		} else {
			block = commandText(block)
		}
		out = append(out, block)
	}
	return strings.Join(out, "\n\n")
}

// commandText keeps what stands for something else from being read as Markdown.
func commandText(text string) string {
	text = flags(text)
	return strings.NewReplacer("{flag=…}", "`{flag=…}`", "~/", "`~/`", "<", "`<`", "https://", "`https://`", "#", "`#`", "[", "\\[").Replace(text)
}
