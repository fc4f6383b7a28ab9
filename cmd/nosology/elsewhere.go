package main

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"syscall"
	"text/tabwriter"
	"time"

	"nosology/generator"
	"nosology/generator/lint"
	"nosology/generator/outward"
)

// How the world outside is asked: a few hosts at a time, and nobody waits for
// ever.
const (
	hostsAtATime   = 8
	answerPatience = 15 * time.Second
	allPatience    = 10 * time.Minute
)

// askElsewhere asks for every address that the site names elsewhere. Ctrl-C
// ends the asking, and what has been answered by then is told.
func askElsewhere(t *terminal, s *generator.Site) ([]outward.Answer, error) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, allPatience)
	defer cancel()
	bar := t.progress()
	bar.begin("ask for links to elsewhere")
	answers := outward.Ask(ctx, outward.Links(s.Site), outward.Options{
		Agent: "nosology-link-check (+" + s.Tree.Site.BaseURL.S + ")",
		Hosts: hostsAtATime, Patience: answerPatience, Progress: bar.reach,
	})
	bar.end()
	// Then the network is away, and to report every link as broken would be wrong.
	if outward.Unreachable(answers) {
		return nil, errors.New("no link to elsewhere could be asked for; is there a network?")
	}
	return answers, nil
}

// listElsewhere lists the addresses with the state of each.
func listElsewhere(t *terminal, answers []outward.Answer) {
	if len(answers) == 0 {
		return
	}
	table := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "\nSTATE\tLINK TO ELSEWHERE\tIN\n")
	for _, a := range answers {
		// Each address is asked for once, however many pages have it; the first page stands for
		// all.
		where := a.Places[0].Path
		if more := len(a.Places) - 1; more > 0 {
			where += fmt.Sprintf(" and %d more", more)
		}
		if a.Now != "" {
			where += ", now " + a.Now
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", a.State(), a.URL, where)
	}
	table.Flush()
	fmt.Fprintf(t.err, "%s to elsewhere\n", count(len(answers), "link"))
}

// listChecks says what is looked at, and why.
func listChecks(t *terminal) error {
	table := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	for _, c := range lint.Checks() {
		fmt.Fprintf(table, "%s\t%s\n", c.Name, c.Why)
	}
	fmt.Fprintf(table, "%s\tReaders who follow a link should find what it promises. Only with --external.\n", lint.ExternalLink)
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(t.out, `
What stops a build is no check, and cannot be turned off: links that lead
nowhere, pictures without a text, names and old addresses that two documents
claim, what cannot be read, and what contradicts the checker.`)
	return err
}
