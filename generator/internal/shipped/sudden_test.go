package shipped

import (
	"slices"
	"strings"
	"testing"

	"nosology/generator/markdown"
	"nosology/generator/rules"
)

// What is for today if it came slowly and an emergency if suddenly says both on every page that lists it.
func TestSuddenStandsBesideSlow(t *testing.T) {
	f := shipped(t)
	for _, address := range []string{
		"/nose-twitching/", "/why-muscles-twitch/", "/causes/trigeminal-neuralgia/", "/causes/focal-seizure/", "/causes/hemifacial-spasm/",
		"/causes/motor-neurone-disease/", "/causes/brainstem-or-nerve-tumour/", "/causes/ms-facial-myokymia/", "/causes/stroke-tia/",
		"/symptoms/face-numbness/", "/symptoms/double-vision/", "/symptoms/unsteadiness/", "/symptoms/one-sided-hearing-loss/",
		"/symptoms/general-weakness/", "/symptoms/vision-changes/", "/symptoms/trouble-swallowing/",
	} {
		p := f.ByAddress(address)
		said := slices.ContainsFunc(p.Scan.Cards, func(c markdown.Card) bool {
			return c.Level == "emergency" && slices.ContainsFunc(c.Bullets, func(b markdown.Bullet) bool { return strings.Contains(b.Text, "suddenly") })
		})
		if !said {
			t.Errorf("%s does not say what is an emergency if it came suddenly", address)
		}
	}
}

// A warning whose sign is an emergency once it came on suddenly names the emergency number as well.
func TestWarningsNameTheirSuddenForm(t *testing.T) {
	j := newJudging(t)
	checked := 0
	for _, f := range shipped(t).Flags {
		if f.Level == rules.Emergency {
			continue
		}
		for _, set := range f.When {
			var ids []string
			for _, p := range set {
				ids = append(ids, p.ID)
			}
			if j.level(t, ids...) == rules.Emergency || j.level(t, append(ids, "sudden-onset")...) < rules.Emergency {
				continue
			}
			if checked++; !strings.Contains(f.Do.S, "{{emergency}}") {
				t.Errorf("%s: %s is an emergency if it came suddenly, and the warning does not say so: %s", f.ID.S, strings.Join(ids, " and "), f.Do.S)
			}
		}
	}
	if checked < 10 {
		t.Errorf("only %d lines have a sudden form", checked)
	}
	t.Logf("%d lines have a sudden form", checked)
}
