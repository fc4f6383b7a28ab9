package main

import (
	"strings"
	"testing"

	"nosology/generator/disk"
)

// Whom to call in a region is written twice, in the site that comes with the
// program and for sites that begin; a number that changes must change in both.
func TestNumbersOfRegionsAreThoseOfTheSite(t *testing.T) {
	site := disk.Read(t, "../../content/site.yaml")
	files, err := shipped.ReadDir("regions")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := shipped.ReadFile("regions/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		_, numbers, ok := strings.Cut(string(data), "regions:\n")
		if !ok || !strings.Contains(string(site), numbers) {
			t.Errorf("%s says other numbers than content/site.yaml", f.Name())
		}
	}
}
