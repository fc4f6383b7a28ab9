package shipped

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/site"
)

// The hazard log is whole, leaves the scores to a clinician, and is led to from the page that explains the checker.
func TestHazardLog(t *testing.T) {
	f := shipped(t)
	const fewest = 25
	names := 0
	for _, h := range f.Tree.Hazards {
		for _, text := range []content.Text{h.Hazard, h.Cause, h.Effect, h.Harm, h.Owner} {
			if text.S == "" {
				t.Errorf("the hazard %s is not whole: %+v", h.ID.S, h)
			}
		}
		for _, c := range h.Controls {
			names += len(c.Rules) + len(c.Held) + len(c.Vignettes) + len(c.Checks) + len(c.Proofs)
		}
		if h.Severity.S+h.Likelihood.S+h.Residual.S != "" {
			t.Errorf("the hazard %s has a score, and no clinician has judged any", h.ID.S)
		}
	}
	if len(f.Tree.Hazards) < fewest {
		t.Errorf("%d hazards, at least %d are wanted", len(f.Tree.Hazards), fewest)
	}
	t.Logf("%d hazards, whose controls name %d rules, judgements, stories, checks and proofs", len(f.Tree.Hazards), names)
	if !bytes.Contains(f.files["how-the-checker-decides/index.html"], []byte(`href="/hazard-log/"`)) {
		t.Error("the page that explains the checker does not lead to the hazard log")
	}
	if !bytes.Contains(f.files["hazard-log/index.html"], []byte("No clinician has judged these risks")) {
		t.Error("the hazard log does not say that its risks are not judged")
	}
}

// A rule, a judgement or a story that the hazard log counts on and that is gone stops the build.
func TestLostControlsStopTheBuild(t *testing.T) {
	for what, lose := range map[string]func(*content.Tree){
		`controlled by the flag "rf-tia"`: func(tree *content.Tree) {
			tree.Checker.Flags = slices.DeleteFunc(tree.Checker.Flags, func(f content.Flag) bool { return f.ID.S == "rf-tia" })
		},
		`controlled by the held judgement "rf-tia"`: func(tree *content.Tree) {
			tree.Held.Rules = slices.DeleteFunc(tree.Held.Rules, func(r content.HeldRule) bool { return r.Flag.S == "rf-tia" })
		},
		`controlled by the story "gone-again"`: func(tree *content.Tree) {
			tree.Vignettes = slices.DeleteFunc(tree.Vignettes, func(v content.Vignette) bool { return v.ID.S == "gone-again" })
		},
	} {
		tree, found, err := content.Load(os.DirFS("../../../content"), "content")
		if err != nil || diag.HasErrors(found) {
			t.Fatal(err, found)
		}
		lose(tree)
		_, found = site.NewLinker().Update(tree, options().AsOf)
		if !slices.ContainsFunc(found, func(d diag.Diagnostic) bool {
			return d.Severity == diag.Error && d.Check == "lost-control" && strings.Contains(d.Message, what)
		}) {
			t.Errorf("nothing says that a hazard is %s, which is gone", what)
		}
	}
}
