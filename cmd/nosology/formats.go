package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/url"
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

// object is one of JSON.
type object = map[string]any

// printSARIF writes what code scanners exchange: the part of SARIF 2.1.0 that they need.
func printSARIF(w io.Writer, found []diag.Diagnostic) error {
	// In SARIF an empty list says that nothing was found, and null that nothing was looked for.
	rules, results := []object{}, []object{}
	checks := map[string]bool{}
	for _, d := range found {
		checks[d.Check] = true
		results = append(results, sarifResult(d))
	}
	for _, check := range slices.Sorted(maps.Keys(checks)) {
		rules = append(rules, object{"id": check})
	}
	run := object{
		"tool":       object{"driver": object{"name": "nosology", "rules": rules}},
		"columnKind": "unicodeCodePoints", // which columns count, from 1
		"results":    results,
	}
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	return out.Encode(object{
		"$schema": "https://json.schemastore.org/sarif-2.1.0.json",
		"version": "2.1.0",
		"runs":    []object{run},
	})
}

// Files that are told of may have spaces and other signs in their names, which no address has as they are.
func sarifResult(d diag.Diagnostic) object {
	at := object{"artifactLocation": object{"uri": (&url.URL{Path: d.File}).String()}}
	if d.Line > 0 {
		at["region"] = object{"startLine": d.Line, "startColumn": max(d.Column, 1)}
	}
	return object{
		"ruleId": d.Check, "level": d.Severity.String(), "message": object{"text": inOneLine(d)},
		"locations": []object{{"physicalLocation": at}},
	}
}
