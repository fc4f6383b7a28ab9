package shipped

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nosology/generator/rules"
	"nosology/generator/site"
)

// A sign is for today, or for an appointment, if it came slowly, and an emergency if suddenly.
type sign struct {
	finding string
	said    *regexp.Regexp // how pages name it
	slow    *regexp.Regexp // how they name what came slowly, where that is a finding of its own
	sudden  []string       // the flags of what came suddenly
}

// Words that say that something came suddenly, and slowly.
var (
	suddenly = regexp.MustCompile(`(?i)sudden|at once|in a moment|overnight|within (seconds|hours)|newly hang`)
	slowly   = regexp.MustCompile(`slow|crept|creeps`)
)

// signs returns all that have a sudden form: those of the rules, and those whose sudden form is another finding.
func signs(t *testing.T) (all []sign) {
	t.Helper()
	said := map[string]string{
		"face-numbness":          `\bnumb(ness)?\b`,
		"double-vision":          `\bdoubl(e|es|ed)\b`,
		"unsteadiness":           `unstead|balance`,
		"new-clumsiness":         `clums`,
		"one-sided-hearing-loss": `hears? less|hearing([^ ]| [^w]|$)|ear (\w+ )*rings|new ringing`,
		"vision-changes":         `(sight|vision|sees?) (\w+ )*(changed|blurred|dim|patchy|badly)|blurred (sight|vision)`,
		"general-weakness":       `weak(ness)? all over`,
		"trouble-swallowing":     `swallow`,
	}
	j := newJudging(t)
	for _, id := range j.Findings {
		if j.level(t, id) == rules.Emergency {
			continue
		}
		r := j.judge(t, id, "sudden-onset")
		if r.Urgency < rules.Emergency {
			continue
		}
		words, ok := said[id]
		if !ok {
			t.Errorf("nobody says in which words pages speak of %s, which is an emergency if it came suddenly", id)
			continue
		}
		s := sign{finding: id, said: regexp.MustCompile(`(?i)` + words)}
		for _, f := range r.Flags {
			if f.Level == rules.Emergency {
				s.sudden = append(s.sudden, f.ID)
			}
		}
		delete(said, id)
		all = append(all, s)
	}
	for id := range said {
		t.Errorf("%s is no longer an emergency if it came suddenly", id)
	}
	return append(all,
		sign{"face-weakness-slowly-worse", regexp.MustCompile(`(?i)\b(drops?|droops?|dropped|hangs?|sags?|weak|paraly)`),
			regexp.MustCompile(`(?i)\b(face|palsy|(one|same) side)\b[^.]*(weak|recovery|paralys)|old weakness`), []string{"rf-stroke-fast", "rf-new-droop"}},
		sign{"speech-slowly-worse", regexp.MustCompile(`(?i)speech|slur`),
			regexp.MustCompile(`(?i)speech (has |is )?slowly`), []string{"rf-stroke-fast"}})
}

// speaksOf reports whether a text tells of a sign that is not an emergency yet.
func (s *sign) speaksOf(text string) bool {
	if s.slow != nil {
		return s.slow.MatchString(text)
	}
	return s.said.MatchString(text)
}

// within reports whether a page's emergency card names what came suddenly.
func (s *sign) within(p *site.Page) bool {
	for _, c := range p.Scan.Cards {
		for _, b := range c.Bullets {
			text := c.Title + " " + b.Text
			flagged := slices.ContainsFunc(b.Flags, func(f string) bool { return slices.Contains(s.sudden, f) })
			if c.Level == "emergency" && flagged && s.said.MatchString(text) && (s.slow != nil || suddenly.MatchString(text)) {
				return true
			}
		}
	}
	return false
}

// later reports whether a page says what to do about what came slowly: in a card for today or the GP, or in its text.
func (s *sign) later(p *site.Page) bool {
	for _, c := range p.Scan.Cards {
		if c.Level == "urgent" || c.Level == "see-a-doctor" {
			for _, b := range c.Bullets {
				if s.said.MatchString(c.Title+" "+b.Text) || slices.Contains(b.Flags, "rf-brainstem") && strings.Contains(b.Text, "one of these") {
					return true
				}
			}
		}
	}
	for line := range strings.Lines(string(p.Body)) {
		if !strings.HasPrefix(line, ">") && s.said.MatchString(line) && slowly.MatchString(line) {
			return true
		}
	}
	return false
}

// namesEmergency reports whether a text itself sends to the emergency number whoever it came upon suddenly.
func namesEmergency(text string) bool {
	return suddenly.MatchString(text) && (strings.Contains(text, "the emergency number") || strings.Contains(text, "{{emergency}}"))
}

// mild leaves out the sentences that speak of an emergency themselves.
func mild(text string) string {
	return strings.Join(slices.DeleteFunc(strings.Split(text, ". "), func(s string) bool { return strings.Contains(s, "emergency") }), ". ")
}

// What is for today or for the GP if it came slowly, and an emergency if suddenly, says both on every page that lists it.
func TestSuddenStandsBesideSlow(t *testing.T) {
	all, checked := signs(t), 0
	for _, p := range shipped(t).Pages {
		for _, c := range p.Scan.Cards {
			if c.Level != "urgent" && c.Level != "see-a-doctor" {
				continue
			}
			for _, b := range c.Bullets {
				for i := range all {
					s := &all[i]
					if !s.speaksOf(b.Text) || namesEmergency(b.Text) {
						continue
					}
					if checked++; !s.within(p) {
						t.Errorf("%s: %s (%s) is an emergency if it came suddenly, and the page does not say so", p.Path, s.finding, b.Text)
					}
				}
			}
		}
	}
	if checked < 60 {
		t.Errorf("only %d lines have a sudden form", checked)
	}
	t.Logf("%d lines have a sudden form", checked)
}

// Whoever is told that a sign is an emergency if it came suddenly is told on the same page what to do if it came slowly.
func TestSlowStandsBesideSudden(t *testing.T) {
	all, checked := signs(t), 0
	for _, p := range shipped(t).Pages {
		for i := range all {
			s := &all[i]
			if s.slow != nil || !s.within(p) {
				continue
			}
			if checked++; !s.later(p) {
				t.Errorf("%s: nothing is said of %s that came slowly", p.Path, s.finding)
			}
		}
	}
	if checked < 60 {
		t.Errorf("only %d signs of pages have a sudden form", checked)
	}
}

// A line that speaks for a flag all of whose alternatives have a sudden form stands on a page that has one, whatever its
// words are.
func TestFlagsStandBesideTheirSuddenForm(t *testing.T) {
	all, checked := signs(t), 0
	slow := map[string][]sign{}
	for _, f := range shipped(t).Flags {
		var of []sign
		for _, set := range f.When {
			for i := range all {
				if len(set) == 1 && set[0].ID == all[i].finding {
					of = append(of, all[i])
				}
			}
		}
		if f.Level < rules.Emergency && len(of) == len(f.When) {
			slow[f.ID.S] = of
		}
	}
	for _, p := range shipped(t).Pages {
		for _, c := range p.Scan.Cards {
			for _, b := range c.Bullets {
				for _, flag := range b.Flags {
					of := slow[flag]
					if len(of) == 0 || namesEmergency(b.Text) {
						continue
					}
					if checked++; !slices.ContainsFunc(of, func(s sign) bool { return s.within(p) }) {
						t.Errorf("%s: %s (%s) has no sudden form on the page", p.Path, flag, b.Text)
					}
				}
			}
		}
	}
	if checked < 15 {
		t.Errorf("only %d lines", checked)
	}
}

// Running text, and the summary that lists and search show alone, do not send a sign to today or to the GP without its
// sudden half.
func TestTextStandsBesideItsSuddenForm(t *testing.T) {
	later := regexp.MustCompile(`(?i)\btoday\b|same day|\bGP\b`)
	all, checked := signs(t), 0
	for _, p := range shipped(t).Pages {
		if p.Kind.Plain {
			continue
		}
		alone := func(text string, card bool) {
			for i := range all {
				s := &all[i]
				if !later.MatchString(text) || !s.speaksOf(mild(text)) {
					continue
				}
				if checked++; !suddenly.MatchString(text) && !(card && s.within(p)) {
					t.Errorf("%s sends %s to somebody without its sudden form: %s", p.Path, s.finding, text)
				}
			}
		}
		alone(p.Title.S+". "+p.Summary.S, false)
		for _, paragraph := range bytes.Split(p.Body, []byte("\n\n")) {
			if text := strings.TrimSpace(string(paragraph)); !strings.HasPrefix(text, ">") {
				alone(text, true)
			}
		}
	}
	if checked < 10 {
		t.Errorf("only %d paragraphs", checked)
	}
	t.Logf("%d paragraphs", checked)
}

// A warning whose sign is an emergency once it came on suddenly names the emergency number for that as well.
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
			if checked++; !namesEmergency(f.Do.S) {
				t.Errorf("%s: %s is an emergency if it came suddenly, and the warning does not say so: %s", f.ID.S, strings.Join(ids, " and "), f.Do.S)
			}
		}
	}
	if checked < 10 {
		t.Errorf("only %d lines have a sudden form", checked)
	}
	t.Logf("%d lines have a sudden form", checked)
}
