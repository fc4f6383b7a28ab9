// Package soak says how long a test that tries things at random goes on: for a
// moment as a rule, and for as long as it takes where somebody asks for it.
package soak

import "os"

// Asked reports whether tests shall take their time: NOSOLOGY_SOAK is set.
func Asked() bool { return os.Getenv("NOSOLOGY_SOAK") != "" }

// Rounds is how many rounds a test has, as a rule and when it is asked for all.
func Rounds(usual, all int) int {
	if Asked() {
		return all
	}
	return usual
}
