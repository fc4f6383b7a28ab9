package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// apart are Latin letters as they are written where there are only those of
// ASCII. It differs from what folding does: an address reads "uebelkeit" as
// Germans write it without umlauts, while a search has to find "ubelkeit" too.
var apart = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "å", "aa", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "’", "", "'", "")

// Latin writes Latin letters without their marks, in small letters. Those of
// other scripts stay, but lose marks that are written apart: ё is е, й is и.
func Latin(s string) string {
	s = norm.NFD.String(apart.Replace(strings.ToLower(norm.NFC.String(s))))
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, s)
}

// ID makes an id of a title, for a file's name and an address: small Latin
// letters and digits, joined by hyphens. It is empty where the title has none,
// as a Japanese one: whoever needs an id then has to ask for one. Published
// addresses hang on it; what it makes of a title must not change.
func ID(title string) string {
	return strings.Join(strings.FieldsFunc(Latin(title), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "-")
}
