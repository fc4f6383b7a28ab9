// Package proof holds the rules of the shipped checker against what is promised of them. Its tests do the work; what
// they covered stands in proved.json, together with a digest of the rules that it is true of, so that a page can say
// so and say it of no others.
package proof

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"

	"nosology/generator/rules"
)

// Figures say what the tests of this package covered.
type Figures struct {
	Rules        string `json:"rules"`        // digest of the rules that were proved: see Digest
	Flags        int    `json:"flags"`        // all of them
	Alternatives int    `json:"alternatives"` // of all flags
	Pairs        int    `json:"pairs"`        // of alternatives of the same flag
	Exhaustive   int    `json:"exhaustive"`   // answers tried for these: all four to each finding they name
	Random       int    `json:"random"`       // answers drawn at random
	SecondOpen   int    `json:"second_open"`  // answers judged by a second reading of the open rules
	Mutants      int    `json:"mutants"`      // rules weakened or altered on purpose
	Equivalent   int    `json:"equivalent"`   // of them, those that mean the same and cannot be told apart
	Held         int    `json:"held"`         // judgements that are kept to find the others
}

//go:embed proved.json
var proved []byte

// Of returns what was proved of the rules of a base, or false if the tests covered other rules. What the base says of
// causes plays no part: it has no bearing on urgency.
func Of(b *rules.Base) (Figures, bool) {
	var f Figures
	if err := json.Unmarshal(proved, &f); err != nil {
		return Figures{}, false
	}
	digest, err := Digest(b)
	return f, err == nil && digest == f.Rules
}

// Digest returns the SHA-256 of a base without its causes, packed, and of the findings' names, in hexadecimal.
func Digest(b *rules.Base) (string, error) {
	bare := *b
	bare.Causes = nil
	packed, err := bare.Pack()
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	hash.Write(packed)
	for _, id := range b.Findings {
		hash.Write([]byte("\n" + id))
	}
	for _, f := range b.Flags {
		hash.Write([]byte("\n" + f.ID))
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
