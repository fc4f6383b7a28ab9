package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"nosology/generator/diag"
)

// printGitHub writes workflow commands, which show up beside the lines of a
// pull request.
// GitHub reads a percent sign as the beginning of an escape, and a colon or comma in a property as
// its end.
func printGitHub(w io.Writer, found []diag.Diagnostic) error {
	escape := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	for _, d := range found {
		level := d.Severity.String()
		if level == "note" {
			level = "notice"
		}
		where := "file=" + escapeProperty.Replace(d.File)
		if d.Line > 0 {
			where += fmt.Sprintf(",line=%d", d.Line)
		}
		if d.Column > 0 {
			where += fmt.Sprintf(",col=%d", d.Column)
		}
		if _, err := fmt.Fprintf(w, "::%s %s,title=%s::%s\n", level, where, escapeProperty.Replace(d.Check), escape.Replace(inOneLine(d))); err != nil {
			return err
		}
	}
	return nil
}

func inOneLine(d diag.Diagnostic) string {
	if d.Hint == "" {
		return d.Message
	}
	return d.Message + " (" + d.Hint + ")"
}

// The part of SARIF 2.1.0 that we write.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool struct {
			Driver struct {
				Name  string      `json:"name"`
				Rules []sarifRule `json:"rules"`
			} `json:"driver"`
		} `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifRule struct {
		ID string `json:"id"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifLocation struct {
		Physical struct {
			Artifact struct {
				URI string `json:"uri"`
			} `json:"artifactLocation"`
			Region *sarifRegion `json:"region,omitempty"`
		} `json:"physicalLocation"`
	}
	sarifRegion struct {
		StartLine int `json:"startLine"`
		// SARIF counts columns from 1, in the unit that the run's ColumnKind names.
		StartColumn int `json:"startColumn,omitempty"`
	}
)

// printSARIF writes what code scanners exchange.
func printSARIF(w io.Writer, found []diag.Diagnostic) error {
	// In SARIF an empty list says that nothing was found, and null that nothing was looked for.
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver.Name = "nosology"
	run.Tool.Driver.Rules = []sarifRule{}
	for _, d := range found {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{d.Check})
		run.Results = append(run.Results, sarifResultOf(d))
	}
	slices.SortFunc(run.Tool.Driver.Rules, func(a, b sarifRule) int { return strings.Compare(a.ID, b.ID) })
	run.Tool.Driver.Rules = slices.Compact(run.Tool.Driver.Rules)
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	return out.Encode(sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

func sarifResultOf(d diag.Diagnostic) sarifResult {
	var at sarifLocation
	at.Physical.Artifact.URI = d.File
	if d.Line > 0 {
		at.Physical.Region = &sarifRegion{d.Line, d.Column}
	}
	return sarifResult{d.Check, d.Severity.String(), sarifText{inOneLine(d)}, []sarifLocation{at}}
}
