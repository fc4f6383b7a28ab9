package words

import "strings"

// stemEnglish takes a folded word to what its inflected forms share. It need not be a word: twitches, twitching,
// twitched and twitchy all become "twitch", nose and noses "nos". The steps, each at most once, in this order:
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
func stemEnglish(w string) string {
	if len(w) <= 3 || strings.ContainsFunc(w, func(r rune) bool { return r < 'a' || r > 'z' }) {
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

func without(w, suffix string, stay int) string {
	if len(w) >= len(suffix)+stay {
		return strings.TrimSuffix(w, suffix)
	}
	return w
}

func singular(w string) string {
	stem, hasES := strings.CutSuffix(w, "es")
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case hasES && endsWithAny(stem, "s", "x", "z", "ch", "sh"):
		return stem
	case strings.HasSuffix(w, "s") && !endsWithAny(w, "ss", "us", "is"):
		return w[:len(w)-1]
	}
	return w
}

func endsWithAny(w string, suffixes ...string) bool {
	for _, s := range suffixes {
		if strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

func participle(w string) string {
	stem, ok := strings.CutSuffix(w, "ing")
	if !ok && !strings.HasSuffix(w, "eed") {
		stem, ok = strings.CutSuffix(w, "ed")
	}
	n := len(stem)
	if !ok || n < 3 || !strings.ContainsAny(stem, "aeiouy") {
		return w
	}
	if last := stem[n-1]; last == stem[n-2] && !strings.ContainsRune("lsz", rune(last)) {
		return stem[:n-1]
	}
	return stem
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
