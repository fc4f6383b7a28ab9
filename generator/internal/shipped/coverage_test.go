package shipped

import (
	"slices"
	"strings"
	"testing"

	"nosology/generator/site"
)

// The two articles name each point that they are there to make, in words that a reader would search for, and lead to
// the page of each cause that they speak of.
func TestArticlesNameEveryPoint(t *testing.T) {
	for address, want := range map[string]struct{ words, pages []string }{
		"/nose-twitching/": {
			words: []string{
				"involuntary", "harmless", "distracting", "frustrating", "seconds", "hours", "cramp", "early sign of an illness",
				"circulation", "nerve signals", "muscle tone", "b vitamins", "iron", "potassium", "calcium", "magnesium", "vitamin e", "zinc", "supplement", "richer diet",
				"diuretics", "asthma", "statins", "blood-pressure medicines", "hormones", "at once", "do not stop the medicine by yourself",
				"parkinson's", "injury", "ease the movements", "blink", "raised eyebrow", "click of the tongue", "cleared throat", "grimace",
				"anyone can have tics", "often need no treatment", "therapy", "botulinum toxin", "brain stimulation",
				"nervous system", "vocal tic", "childhood", "eyes quickly", "scrunch the nose", "jerk the head", "sniff", "swearing", "repeat words or phrases", "need no medicine",
				"severe twitching", "gets worse", "does not agree with you",
				"bell's palsy", "72 hours", "fit", "raises serotonin", "the jaw, the neck or the eyes lock", "tingling round the mouth", "motor neurone disease", "hold it back",
				"even if it gets better", "week 20", "baby under one", "fever", "lithium", "theophylline", "too much of a medicine", "drank heavily", "slowly grown weaker", "lump near the ear",
			},
			pages: []string{"muscle-cramp-or-overuse", "dehydration", "low-potassium", "low-calcium", "low-magnesium", "medication-side-effect", "facial-nerve-injury", "parkinsons-disease", "facial-tic-disorder", "tourette-syndrome", "hemifacial-spasm", "local-irritation-and-allergy", "bells-palsy"},
		},
		"/why-muscles-twitch/": {
			words: []string{
				"myokymia", "fasciculation", "small", "it passes", "no harm", "lower motor neurons", "one motor unit", "again and again", "painless", "flicker", "feel it",
				"nasalis", "facial nerve", "delicate", "easily irritated or tired", "local event",
				"stress", "fight or flight", "meditation", "move every day", "sleep", "tense", "steady times", "caffeine", "nicotine", "stimulate",
				"allergy", "rubbing", "hard work for the muscles of the face", "magnesium", "calcium", "potassium", "diet", "supplements",
				"2 litres", "cramp", "water tablets", "asthma medicines", "new medicine", "another choice",
				"two weeks in spite of rest", "droops", "numb", "pain in the face", "severe headache", "eyelid, cheek or mouth", "hardly ever stops", "hemifacial spasm",
				"hold back", "lithium", "flare with every breath",
			},
			pages: []string{"stress-and-anxiety", "fatigue-and-poor-sleep", "caffeine", "electrolyte-imbalance", "hemifacial-spasm", "facial-tic-disorder"},
		},
	} {
		p := shipped(t).ByAddress(address)
		body := strings.ToLower(string(p.Body))
		for _, word := range want.words {
			if !strings.Contains(body, word) {
				t.Errorf("%s does not say %q", address, word)
			}
		}
		for _, id := range want.pages {
			if !leads(p, "/causes/"+id+"/") {
				t.Errorf("%s does not lead to %s", address, id)
			}
		}
	}
}

// leads reports whether a page's text leads to an address, by a written link or by itself.
func leads(p *site.Page, address string) bool {
	for _, link := range p.Scan.Links {
		if to, ok := p.Ref(link.Dest); ok && to.Href() == address {
			return true
		}
	}
	return slices.ContainsFunc(p.Auto(), func(a site.Auto) bool { return a.To.Address == address })
}
