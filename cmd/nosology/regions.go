package main

import (
	"embed"
	"fmt"
	"strings"
)

// Each file of regions is what stands in site.yaml for a region: the language
// as it is written there, and whom to call.
//
//go:embed regions
var regions embed.FS

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
	settings, err := starter.ReadFile("starter/content/site.yaml")
	if err != nil {
		return nil, err
	}
	region, err := regions.ReadFile("regions/" + c.Region + ".yaml")
	if err != nil {
		return nil, err
	}
	language, block, _ := strings.Cut(string(region), "\n")
	_, example, _ := strings.Cut(string(settings), "\nregion:")
	example, _, _ = strings.Cut(example, "\n\n")
	return strings.NewReplacer("language: en-GB", language, "region:"+example+"\n", block), nil
}
