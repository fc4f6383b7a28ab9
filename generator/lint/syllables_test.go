package lint

import "testing"

// The reading grade is only as good as this estimate.
func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{
		"a": 1, "nose": 1, "twitch": 1, "twitches": 2, "twitched": 1, "started": 2, "little": 2, "table": 2, "people": 2, "muscle": 2,
		"anxiety": 4, "medicine": 3, "caffeine": 2, "area": 3, "idea": 3, "radio": 3, "nation": 2, "special": 2, "social": 2, "doctor": 2,
		"trying": 2, "movement": 2, "careful": 2, "lately": 2, "doctor's": 2, "doctor’s": 2, "self-care": 2, "400": 1, "organism": 4,
		"quiet": 2, "fasciculation": 5, "emergency": 4, "eye": 1, "eyes": 1, "tired": 1, "breathing": 2, "vitamins": 3, "café": 2,
	} {
		if got := syllablesOf(word); got != want {
			t.Errorf("%q has %d syllables, want %d", word, got, want)
		}
	}
}

func TestFirstFigure(t *testing.T) {
	for text, want := range map[string]string{
		"About 40% of them": "40%", "At 1,200 mg.": "1,200", "2.5 to 3": "2.5", "vitamin B12": "", "COVID-19": "", "the 1990s": "", "none": "",
		"It takes 3.": "3", "type 2": "2", "3, then 4": "3", "in 3.%": "3", "٤٠٪ منهم": "٤٠٪", "٣٫٥ سنوات": "٣٫٥", "القدم .٤": "٤", "فيتامين ب١٢": "", "٣": "٣",
	} {
		if got := firstFigure(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
