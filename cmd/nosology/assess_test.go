package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestAssess runs nosology assess on the content of the shipped site.
func TestAssess(t *testing.T) {
	shipped, err := filepath.Abs("../../content")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/assess",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("CONTENT", shipped)
			return nil
		},
	})
}

// What is said in JSON has these keys and no others, and lists are never null.
func TestAssessJSON(t *testing.T) {
	for _, args := range []string{"--yes facial-droop", "--yes nose-twitch --only", "--no fever", "--text hello"} {
		var out, errs bytes.Buffer
		code := run(append(strings.Fields("assess --json --content ../../content"), strings.Fields(args)...), &out, &errs)
		if code != exitOK {
			t.Fatalf("%s ends with %d: %s", args, code, errs.String())
		}
		in := json.NewDecoder(&out)
		in.DisallowUnknownFields()
		var got struct {
			Urgency *string   `json:"urgency"`
			CouldBe *string   `json:"could_be"`
			Flags   *[]string `json:"flags"`
			Causes  *[]struct {
				ID, Band     string
				For, Against *[]string
			} `json:"causes"`
			Next       any       `json:"next"`
			Recognised *[]string `json:"recognised"`
		}
		if err := in.Decode(&got); err != nil {
			t.Fatalf("%s: %v", args, err)
		}
		if got.Urgency == nil || got.CouldBe == nil || got.Flags == nil || got.Causes == nil || got.Recognised == nil {
			t.Errorf("%s: something is missing in %s", args, out.String())
		}
		if in.More() {
			t.Errorf("%s: more than one object", args)
		}
		for _, c := range *got.Causes {
			if c.ID == "" || c.Band == "" || c.For == nil || c.Against == nil {
				t.Errorf("%s: the cause %+v is not whole", args, c)
			}
		}
	}
}

// Lines stay within their width, and words are never broken.
func TestLeaflet(t *testing.T) {
	var l leaflet
	text := strings.Repeat("Sätze mit Wörtern ", 30) + strings.Repeat("x", 100) + " end"
	l.say(4, "%s", text)
	if got := strings.Join(strings.Fields(l.String()), " "); got != text {
		t.Errorf("the words became %q", got)
	}
	for _, line := range strings.Split(strings.TrimSuffix(l.String(), "\n"), "\n") {
		if len([]rune(line)) > lineWidth && strings.Contains(strings.TrimSpace(line), " ") || !strings.HasPrefix(line, "    ") {
			t.Errorf("%q", line)
		}
	}
}
