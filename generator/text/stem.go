package text

import (
	"bytes"
	"unicode/utf8"
)

// stemEnglish takes an English word to what its inflected forms share:
// twitches, twitching, twitched and twitchy all become "twitch", nose and noses
// "nos". The steps, each at most once, in this order:
//
//  1. A word of three bytes or fewer, or with anything but a to z in it, stays as it is.
//  2. Plural: "ies" after at least two letters becomes "y"; "es" after s, x, z, ch or sh goes; otherwise a final "s" goes, unless it
//     follows s, u or i.
//  3. "ness" goes if three letters stay.
//  4. "ly" goes if four letters stay.
//  5. "ing" goes, or else "ed" that does not follow an e, if three letters with a vowel among them stay; of a
//     doubled last letter other than l, s or z one goes too.
//  6. "ion" goes if five letters stay.
//  7. A final "e" goes if three letters stay.
//  8. A final "y" or "i" after a consonant goes if four letters stay.
func stemEnglish(w []byte) []byte {
	if len(w) <= 3 || !isPlain(w) {
		return w
	}
	w = singular(w)
	w = without(w, "ness", 3)
	w = without(w, "ly", 4)
	w = participle(w)
	w = without(w, "ion", 5)
	w = without(w, "e", 3)
	if n := len(w); n > 4 && (w[n-1] == 'y' || w[n-1] == 'i') && !isVowel(w[n-2]) {
		w = w[:n-1]
	}
	return w
}

func isPlain(w []byte) bool {
	for _, b := range w {
		if b < 'a' || b > 'z' {
			return false
		}
	}
	return true
}

// without takes an ending off, if so many letters stay; if not, the word comes
// back as it was.
func without(w []byte, ending string, stay int) []byte {
	if n := len(w) - len(ending); n >= stay && string(w[n:]) == ending {
		return w[:n]
	}
	return w
}

func hasEnding(w []byte, ending string) bool {
	n := len(w) - len(ending)
	return n >= 0 && string(w[n:]) == ending
}

// singular is step 2. It writes the y of "bodies" into the word that it is given.
func singular(w []byte) []byte {
	n := len(w)
	if w[n-1] != 's' {
		return w
	}
	switch {
	case hasEnding(w, "ies") && n > 4:
		w[n-3] = 'y'
		return w[:n-2]
	case hasEnding(w, "ses"), hasEnding(w, "xes"), hasEnding(w, "zes"), hasEnding(w, "ches"), hasEnding(w, "shes"):
		return w[:n-2]
	case w[n-2] != 's' && w[n-2] != 'u' && w[n-2] != 'i':
		return w[:n-1]
	}
	return w
}

// participle is step 5. A stem without a vowel shows that the ending was none:
// "ring" and "string" stay.
func participle(w []byte) []byte {
	stem := without(w, "ing", 3)
	if len(stem) == len(w) && !hasEnding(w, "eed") {
		stem = without(w, "ed", 3)
	}
	n := len(stem)
	if n == len(w) || !bytes.ContainsAny(stem, "aeiouy") {
		return w
	}
	if last := stem[n-1]; last == stem[n-2] && last != 'l' && last != 's' && last != 'z' {
		return stem[:n-1]
	}
	return stem
}

func isVowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

// stemGerman takes a German ending off a folded word, the longest of those that
// leave four letters: Füße and Füßen are "fuss".
func stemGerman(w []byte) []byte {
	for _, ending := range [...]string{"ern", "en", "er", "es", "em", "e", "n", "s"} {
		if short := without(w, ending, 4); len(short) < len(w) {
			return short
		}
	}
	return w
}

// stemArabic takes the article off an Arabic word, and an "and" or a "with"
// before it, if three letters stay: shorter words may begin with those letters.
func stemArabic(w []byte) []byte {
	for _, start := range [...]string{"وال", "بال", "ال"} {
		if rest, ok := bytes.CutPrefix(w, []byte(start)); ok && utf8.RuneCount(rest) >= 3 {
			return rest
		}
	}
	return w
}
