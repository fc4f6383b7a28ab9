package text

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// units are the signs of measures, in the scripts that have their own. A number
// and its unit are read as one, so no line may end between them.
var units = strings.Fields(`
	% ‰ ° °C °F m cm mm µm μm nm km g kg mg µg μg mcg ng pg l L dl dL cl cL ml mL µl μl µL μL fl fL mEq mol mmol µmol μmol nmol pmol IU IE UI Hz kHz MHz kJ kcal kPa mmHg mSv dB mV ms min
	м см мм км г кг мг мкг л дл мл ммоль МЕ Гц ккал кДж
	غ كغ كجم ملغ مغ ملغم مجم مكغ مل ملل لتر سم مم كم
	ग्रा मिग्रा मिली किग्रा`)

// unitsBy are units by their first byte.
var unitsBy = func() (by [256][]string) {
	for _, u := range units {
		by[u[0]] = append(by[u[0]], u)
	}
	return by
}()

// BeginsUnit reports whether a text, behind a number and a space, begins with the
// sign of a unit. The sign has to end there: "m" is one, the m of "months" or of
// French "m’" is none. Case counts, as it does for units.
func BeginsUnit(s []byte) bool {
	if len(s) == 0 {
		return false
	}
	for _, unit := range unitsBy[s[0]] {
		if rest, ok := bytes.CutPrefix(s, []byte(unit)); ok {
			if r, _ := utf8.DecodeRune(rest); len(rest) == 0 || !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' {
				return true
			}
		}
	}
	return false
}
