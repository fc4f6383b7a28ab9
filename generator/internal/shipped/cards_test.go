package shipped

import (
	"bytes"
	"testing"

	"nosology/generator/content"
)

// Where a page has an emergency card, it stands before all other text, and there is only one.
func TestEmergencyCardsComeFirst(t *testing.T) {
	with := 0
	for _, p := range shipped(t).Pages {
		n := bytes.Count(p.Body, []byte("> [!emergency]"))
		if n == 0 {
			continue
		}
		if with++; !bytes.HasPrefix(bytes.TrimLeft(p.Body, "\r\n"), []byte("> [!emergency]")) {
			t.Errorf("%s says something before its emergency card", p.Path)
		}
		if cards := len(p.Scan.Cards); n > 1 || cards == 0 || p.Scan.Cards[0].Level != "emergency" {
			t.Errorf("%s has %d emergency cards among %d", p.Path, n, cards)
		}
	}
	if with < 100 {
		t.Errorf("only %d pages have one", with)
	}
}

// Every page about a cause says when it is an emergency, but for those whose text says so in words.
func TestCausesSayWhenItIsAnEmergency(t *testing.T) {
	for _, p := range shipped(t).Pages {
		if p.Kind == content.Cause && !bytes.Contains(p.Body, []byte("{{emergency}}")) {
			t.Errorf("%s does not name the emergency number", p.Path)
		}
	}
}
