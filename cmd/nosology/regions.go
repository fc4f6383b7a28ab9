package main

import (
	"fmt"
	"strings"
)

// exampleRegion is the region of the example in English.
const exampleRegion = "uk"

// forRegion writes the example's settings for another region.
func (c *initCommand) forRegion() (*strings.Replacer, error) {
	if c.Region == "" || c.Region == exampleRegion {
		return strings.NewReplacer(), nil
	}
	if c.folder() != "starter" {
		return nil, usage{fmt.Errorf("--region is for a site in English; write whom to call into content/site.yaml")}
	}
	settings, err := shipped.ReadFile("starter/content/site.yaml")
	if err != nil {
		return nil, err
	}
	region, err := shipped.ReadFile("regions/" + c.Region + ".yaml")
	if err != nil {
		return nil, err
	}
	// A file of regions begins with the line of the language; what follows takes the place of the
	// example's region and regions, up to the next empty line.
	language, block, _ := strings.Cut(string(region), "\n")
	_, example, _ := strings.Cut(string(settings), "\nregion:")
	example, _, _ = strings.Cut(example, "\n\n")
	return strings.NewReplacer("language: en-GB", language, "region:"+example+"\n", block), nil
}
