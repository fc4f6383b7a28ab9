package content

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// TestSaid: the sentences are read with what they speak of, and with the places of what is wrong in them.
func TestSaid(t *testing.T) {
	for name, test := range map[string]struct{ text, said, wrong string }{
		"plain":          {"sentences:\n  cough:\n  - I keep coughing\n", "I keep coughing=[cough]", ""},
		"two findings":   {"sentences:\n  cough:\n  - {say: \"hot, and I cough\", also: [fever]}\n", "hot, and I cough=[cough fever]", ""},
		"a denial in it": {"sentences:\n  cough:\n  - {say: a cough but no heat, denies: [fever]}\n", "a cough but no heat=[cough]-[fever]", ""},
		"nothing":        {"nothing:\n  past:\n  - I coughed as a child\n", "I coughed as a child=[]past", ""},
		"empty":          {"", "", ""},
		"no finding":     {"sentences:\n  couhg:\n  - I keep coughing\n", "I keep coughing=[couhg]", `content/said.yaml:2:3: unknown finding "couhg"`},
		"no such also":   {"sentences:\n  cough:\n  - {say: x y, also: [fevr]}\n", "x y=[cough fevr]", `content/said.yaml:3:23: unknown finding "fevr"`},
		"no such reason": {"nothing:\n  pastt:\n  - I coughed\n", "", `content/said.yaml:2:3: "pastt" is no reason`},
		"twice":          {"sentences:\n  cough:\n  - I cough\n  fever:\n  - i cough!\n", "I cough=[cough]", `content/said.yaml:5:5: this sentence is here twice, first in line 3`},
		"wrong key":      {"sentence:\n  cough: [a b]\n", "", `content/said.yaml:1:1: unknown key "sentence"`},
		"not a list":     {"sentences:\n  cough: I cough\n", "", `content/said.yaml:2:10: "cough" must be a list`},
	} {
		tree := &Tree{Name: "content", FS: fstest.MapFS{"said.yaml": {Data: []byte(test.text)}}}
		tree.Docs = []*Document{{ID: "cough", Finding: &FindingMeta{}}, {ID: "fever", Finding: &FindingMeta{}}}
		said, ds, ok := tree.Said()
		var got []string
		for _, s := range said.Sentences {
			line := s.Say.S + "=" + ids(s.Findings) + s.Reason
			if len(s.Denies) > 0 {
				line += "-" + ids(s.Denies)
			}
			got = append(got, line)
		}
		if !ok || strings.Join(got, "; ") != test.said {
			t.Errorf("%s: got %q, %v", name, got, ok)
		}
		wrong := strings.Trim(fmt.Sprint(ds), "[]")
		if !strings.HasPrefix(wrong, test.wrong) || test.wrong == "" && wrong != "" {
			t.Errorf("%s: told %q", name, wrong)
		}
	}
	if _, _, ok := (&Tree{FS: fstest.MapFS{}}).Said(); ok {
		t.Error("a list that is not there is read")
	}
}

func ids(all []Text) string {
	var s []string
	for _, t := range all {
		s = append(s, t.S)
	}
	return fmt.Sprint(s)
}
