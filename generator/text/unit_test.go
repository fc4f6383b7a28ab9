package text

import "testing"

func TestUnits(t *testing.T) {
	for text, want := range map[string]bool{
		"mg": true, "mg a day": true, "mmol/l": true, "°C.": true, "% of": true, "ملغ": true, "мг,": true, "m²": true,
		"mEq": true, "µL": true, "min": true, "mine": false,
		"": false, "months": false, "minutes": false, "l’eau": false, "cups": false, "mgs": false, "a": false,
	} {
		if got := BeginsUnit([]byte(text)); got != want {
			t.Errorf("%q begins with a unit: %v", text, got)
		}
	}
}
