package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// apart are Latin letters as they are written where there are only those of
// ASCII.
var apart = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "å", "aa", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "’", "", "'", "")

// Latin writes Latin letters without their marks, in small letters. Those of
// other scripts stay.
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
// letters and digits, joined by hyphens. It is empty where the title has none.
func ID(title string) string {
	return strings.Join(strings.FieldsFunc(Latin(title), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "-")
}
