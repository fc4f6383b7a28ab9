package schema

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"nosology/generator/content"
	"nosology/generator/diag"
)

// compile makes a validator of a sheet's schema.
func compile(t *testing.T, s content.Sheet, tree *content.Tree) *jsonschema.Schema {
	t.Helper()
	text, err := Of(s, tree)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(s.Name, doc); err != nil {
		t.Fatal(err)
	}
	made, err := c.Compile(s.Name)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// validate holds YAML against a schema, as an editing program does.
func validate(made *jsonschema.Schema, text []byte) error {
	var value any
	if err := yaml.Unmarshal(text, &value); err != nil {
		return err
	}
	plain, err := json.Marshal(value)
	if err != nil {
		return err
	}
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(plain))
	if err != nil {
		return err
	}
	return made.Validate(instance)
}

// matter is what of a file the schema is about.
func matter(name string, text []byte) []byte {
	if path.Ext(name) != ".md" {
		return text
	}
	_, rest, _ := bytes.Cut(text, []byte("---\n"))
	front, _, _ := bytes.Cut(rest, []byte("\n---\n"))
	return append(front, '\n')
}

// The site that ships, and the one that new sites begin with, are as the
// schemas of their own words say, whether or not these know the site's names.
func TestShippedContent(t *testing.T) {
	for _, dir := range []string{"../../content", "../../cmd/nosology/starter/content"} {
		folder := os.DirFS(dir)
		tree, ds, err := content.Load(folder, "content")
		if err != nil || diag.HasErrors(ds) {
			t.Fatal(err, ds)
		}
		for _, s := range tree.Vocabulary.Sheets() {
			files, err := fs.Glob(folder, s.Files)
			if err != nil {
				t.Fatal(err)
			}
			for _, known := range []*content.Tree{nil, tree} {
				made := compile(t, s, known)
				for _, name := range files {
					text, err := fs.ReadFile(folder, name)
					if err != nil {
						t.Fatal(err)
					}
					if err := validate(made, matter(name, text)); err != nil {
						t.Errorf("%s/%s: %v", dir, name, err)
					}
				}
			}
			if len(files) == 0 && path.Ext(s.Files) == ".md" {
				t.Errorf("%s has no %s", dir, s.Files)
			}
		}
	}
}

// What is right in the decoder's eyes is right in the schema's, and what is
// wrong is wrong: every key is tried with values that are good and with values
// that are bad.
func TestSchemaAndDecoderAgree(t *testing.T) {
	for _, s := range content.Sheets() {
		made := compile(t, s, nil)
		good, bad := samples(s.Value)
		for _, text := range good {
			if err := validate(made, []byte(text)); err != nil {
				t.Errorf("%s: the schema refuses %s: %v", s.Name, text, err)
			}
			if why := decoderRefuses(t, s, text); why != "" {
				t.Errorf("%s: the decoder refuses %s: %s", s.Name, text, why)
			}
		}
		for _, text := range bad {
			if validate(made, []byte(text)) == nil {
				t.Errorf("%s: the schema takes %s", s.Name, text)
			}
			// The checks of language read the list of hard words, not the decoder.
			if s.Name != "jargon" && decoderRefuses(t, s, text) == "" {
				t.Errorf("%s: the decoder takes %s", s.Name, text)
			}
		}
	}
}

// aboutValues are the decoder's checks of keys and values. Others are about
// how values go together, or about the files' names.
var aboutValues = []string{"unknown-key", "missing-key", "wrong-type", "empty-value", "unknown-word", "bad-date", "bad-address", "bad-language", "bad-number", "bad-name", "bad-doi", "bad-pages"}

// decoderRefuses is what the decoder has against a text, if anything.
func decoderRefuses(t *testing.T, s content.Sheet, text string) string {
	t.Helper()
	var ds []diag.Diagnostic
	file := strings.ReplaceAll(s.Files, "*", "sample")
	if path.Ext(file) == ".md" {
		_, ds = content.ParseDocument(file, []byte("---\n"+text+"\n---\nText.\n"))
	} else {
		var err error
		var tree *content.Tree
		tree, ds, err = content.Load(fstest.MapFS{file: {Data: []byte(text)}}, "content")
		if err != nil {
			t.Fatal(err)
		}
		_, more, _ := tree.Said()
		ds = append(ds, more...)
	}
	for _, d := range ds {
		if d.Severity == diag.Error && path.Base(d.File) == path.Base(file) && slices.Contains(aboutValues, d.Check) {
			return d.String()
		}
	}
	return ""
}

// looks are examples of texts that have a pattern.
var looks = []string{"plain-name", "/old-name/", "https://example.org", "en-GB", "mailto:someone@example.org", "+44 20 7946", "50 years", "10.1000/182", "12-19"}

// samples are texts that are right for a value, the first of them the plainest,
// and texts that are wrong in one place. They stand in one line.
func samples(v content.Value) (good, bad []string) {
	switch v.Shape {
	case content.HoldsWord:
		good = slices.Clone(v.Words)
		slices.Reverse(good) // "many" goes with all that a question may have, "one" does not
		return good, []string{"nonsense", "[" + v.Words[0] + "]", "null"}
	case content.HoldsBool:
		return []string{"true", "false"}, []string{`"true"`, "yes", "1"}
	case content.HoldsDate:
		return []string{"2026-11-22"}, []string{"22.11.2026", "2026-13-01", "2026", "[2026-11-22]"}
	case content.HoldsNumber:
		good, bad = []string{"1"}, []string{`"2026"`, "some", "20.5"}
		if v.Most > 0 {
			bad = append(bad, "0", strconv.Itoa(v.Most+1))
		}
		return append(good, strconv.Itoa(cmp.Or(v.Most, 2026))), bad
	case content.HoldsTexts:
		return []string{"one", "[one, two]", "[]"}, []string{"{a: b}", "[[one]]", "true"}
	case content.HoldsSets:
		return samplesOfSets(v)
	case content.HoldsList:
		return samplesOfList(v)
	case content.HoldsGroup:
		return samplesOfGroup(v)
	case content.HoldsTable:
		return samplesOfTable(v)
	}
	return samplesOfText(v)
}

func samplesOfText(v content.Value) (good, bad []string) {
	bad = []string{`""`, `"  "`, "true", "[a]", "{a: b}", "null"}
	if v.Pattern == "" {
		return []string{"some words", "12", `"a: b"`}, bad
	}
	look := regexp.MustCompile(v.Pattern)
	for _, text := range looks {
		if quoted := fmt.Sprintf("%q", text); look.MatchString(text) {
			good = append(good, quoted)
		} else {
			bad = append(bad, quoted)
		}
	}
	return good, bad
}

func samplesOfSets(v content.Value) (good, bad []string) {
	good = []string{"[one]", "[one, two]", "[[one]]", "[[one, two], [three]]"}
	bad = []string{"one", "[[one], two]", "[one, [two]]", "{one: two}", "true"}
	if v.Some {
		return good, append(bad, "[]")
	}
	return append(good, "[]"), bad
}

func samplesOfList(v content.Value) (good, bad []string) {
	goodItems, badItems := samples(*v.Of)
	for _, item := range goodItems {
		good = append(good, "["+item+"]")
	}
	for _, item := range badItems {
		bad = append(bad, "["+item+"]")
	}
	bad = append(bad, goodItems[0], "true", "null")
	if v.Some {
		return good, append(bad, "[]")
	}
	return append(good, "[]"), bad
}

// samplesOfGroup tries every key in a group that is right but for it.
func samplesOfGroup(v content.Value) (good, bad []string) {
	plain := map[string]string{}
	for _, k := range v.Keys {
		values, _ := samples(k.Value)
		plain[k.Name] = values[0]
	}
	with := func(key, value string) string {
		var parts []string
		for _, k := range v.Keys {
			switch {
			case k.Name == key && value != "":
				parts = append(parts, k.Name+": "+value)
			case k.Name != key && k.Need:
				parts = append(parts, k.Name+": "+plain[k.Name])
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	good = append(good, with("", ""))
	for _, k := range v.Keys {
		goodValues, badValues := samples(k.Value)
		for _, value := range goodValues {
			good = append(good, with(k.Name, value))
		}
		for _, value := range badValues {
			bad = append(bad, with(k.Name, value))
		}
		if k.Need {
			bad = append(bad, with(k.Name, ""))
		}
	}
	if v.Short {
		good = append(good, plain[v.Keys[0].Name])
	}
	all := with("", "")
	return good, append(bad, strings.TrimSuffix(all, "}")+", colour: red}", "[a]", "true")
}

func samplesOfTable(v content.Value) (good, bad []string) {
	name := "plain-name"
	if len(v.Words) > 0 {
		name = v.Words[0]
		bad = append(bad, "{plain-name: one}")
	}
	goodValues, badValues := samples(*v.Of)
	for _, value := range goodValues {
		good = append(good, "{"+name+": "+value+"}")
	}
	for _, value := range badValues {
		bad = append(bad, "{"+name+": "+value+"}")
	}
	if v.Pattern != "" {
		bad = append(bad, "{Not a Name: "+goodValues[0]+"}")
	}
	return append(good, "{}"), append(bad, "[one]", "true")
}
