package proof_test

import (
	"crypto/sha256"
	"encoding/hex"
	"html"
	"regexp"
	"strings"
	"testing"

	"nosology/generator/disk"
	"nosology/generator/internal/proof"
	"nosology/generator/rules"
)

var tag = regexp.MustCompile(`<[^>]*>`)

// The page says what was proved, with the figures that were, shows every rule as it stands in the file, and leads to
// what the rule is about, as that leads to it.
func TestPage(t *testing.T) {
	files := published(t, "how-the-checker-decides/index.html", "checker/rules.json", "warning-signs/index.html")
	page, signs := string(files[0]), string(files[2])
	written := disk.Read(t, "../../../content/checker.yaml")
	b := proof.Shipped(t)
	for i := range b.Flags {
		rule := section(page, b.Flags[i].ID)
		_, code, _ := strings.Cut(rule, "<code>")
		code, _, _ = strings.Cut(code, "</code>")
		for _, line := range strings.Split(html.UnescapeString(tag.ReplaceAllString(code, "")), "\n") {
			if !strings.Contains(string(written), "\n"+line+"\n") {
				t.Errorf("%s: %q does not stand in checker.yaml", b.Flags[i].ID, line)
			}
		}
		if n := strings.Count(code, "[<span"); n != len(b.Flags[i].When) {
			t.Errorf("%s: %d lines of the rule are shown, it has %d", b.Flags[i].ID, n, len(b.Flags[i].When))
		}
		for _, alternative := range b.Flags[i].When {
			for _, f := range alternative {
				if !strings.Contains(rule, `href="/symptoms/`+b.Findings[f]+`/"`) {
					t.Errorf("%s does not lead to %s", b.Flags[i].ID, b.Findings[f])
				}
			}
		}
		if id := b.Flags[i].ID; !strings.Contains(rule, `href="/warning-signs/#`+id+`"`) || !strings.Contains(signs, `href="/how-the-checker-decides/#`+id+`"`) {
			t.Errorf("%s and the warning signs do not lead to each other", id)
		}
	}
	sum := sha256.Sum256(files[1])
	if !strings.Contains(page, hex.EncodeToString(sum[:])) {
		t.Error("the digest of the open rules is not shown")
	}
	f, ok := proof.Of(b)
	for _, shown := range []string{"200,000", "10,000"} {
		if strings.Contains(page, shown) != ok {
			t.Errorf("%s shown: %t; these rules proved: %t", shown, !ok, ok)
		}
	}
	if ok && (f.Random != 200_000 || f.SecondOpen != openAnswers) {
		t.Errorf("the figures are %+v", f)
	}
}

// section returns the part of the page that begins with an id, to the next rule.
func section(page, id string) string {
	_, rest, _ := strings.Cut(page, `<dt id="`+id+`">`)
	rest, _, _ = strings.Cut(rest, "<dt ")
	return rest
}

// Figures belong to the rules that were proved and to no others, whatever their causes.
func TestFiguresBelongToTheRules(t *testing.T) {
	b := *proof.Shipped(t)
	before, err := proof.Digest(&b)
	if err != nil {
		t.Fatal(err)
	}
	b.Causes = nil
	if now, _ := proof.Digest(&b); now != before {
		t.Error("causes have a part in the digest")
	}
	b.Flags = append([]rules.Flag(nil), b.Flags...)
	b.Flags[0].UnsureFull = !b.Flags[0].UnsureFull
	if now, _ := proof.Digest(&b); now == before {
		t.Error("a flag that was changed has no part in the digest")
	}
	if _, ok := proof.Of(&b); ok {
		t.Error("figures are shown for rules that were not proved")
	}
}
