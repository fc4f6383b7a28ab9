package text

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
)

func ExampleID() {
	fmt.Println(ID("What’s a “Frozen Shoulder”?"))
	fmt.Println(ID("Übelkeit & Schwindel"))
	// Output:
	// whats-a-frozen-shoulder
	// uebelkeit-schwindel
}

func ExampleOrder_Key() {
	order := NewOrder(language.German, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "der die das")
	for _, name := range []string{"Die Übelkeit", "„Der“ Husten", "12 Wochen"} {
		key := order.Key(name)
		fmt.Printf("%c %s\n", order.Initial(key), key)
	}
	// Output:
	// U übelkeit
	// D der“ husten
	// # 12 wochen
}

// The language of a tag is known by its first part, in any case. One without
// rules is itself, and none of ours.
func TestLanguagesOfTags(t *testing.T) {
	for tag, want := range map[string]string{"en": "en", "en-GB": "en", "EN": "en", "de-Latn-CH": "de", "eng": "eng", "eo": "eo", "": ""} {
		if got := Of(tag).Code; got != want {
			t.Errorf("%q is %q, want %q", tag, got, want)
		}
	}
	for _, tag := range []string{"eng", "eo", "", "fr"} {
		if got := string(Of(tag).Stem([]byte("twitching"))); got != "twitching" || Of(tag).Common([]byte("the")) {
			t.Errorf("%q takes words to %q as English does", tag, got)
		}
	}
}

func TestStems(t *testing.T) {
	for _, c := range []struct{ language, words, want string }{
		{"de", "fuss fusses fussen", "fuss fuss fuss"},
		{"de", "kindern schmerzen hand", "kind schmerz hand"},
		{"de", "arme ohren nase", "arme ohre nase"}, // four letters stay, so that short words do not fall together
		{"ar", "الصداع والصداع بالصداع", "صداع صداع صداع"},
		{"ar", "الم والم", "الم والم"}, // "pain" begins with the letters of an article
		{"en", "sickness illness business", "sick ill busi"},
		{"en", "fly reply family families", "fly repl fami fami"},
		{"en", "seed need freed exceeded", "seed need freed exceed"},
		{"en", "sing ring string bring", "sing ring string bring"},
		{"en", "falling hissing buzzing hopping", "fall hiss buzz hop"},
		{"en", "naïve café x2s", "naïve café x2s"}, // no step for what is not of a to z
	} {
		var got []string
		for _, w := range strings.Fields(c.words) {
			got = append(got, string(Of(c.language).Stem([]byte(w))))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s become %q, want %q", c.language, c.words, got, c.want)
		}
	}
}

// Words are asked for as stems, so every common word is one as a stem too.
func TestCommonWordsAreCommonAsStems(t *testing.T) {
	for _, word := range strings.Fields(englishCommon) {
		if stem := Of("en").Stem([]byte(word)); !Of("en").Common(stem) {
			t.Errorf("%s is common, its stem %s is not", word, stem)
		}
	}
}

// An id can be a file's name and part of an address as it stands, and is the id
// of itself.
func TestIDsAreAddresses(t *testing.T) {
	for _, e := range examples(t) {
		id := ID(e.Text)
		if strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || strings.HasPrefix(id, "-") || strings.HasSuffix(id, "-") || strings.Contains(id, "--") {
			t.Errorf("the id of %q is %q", e.Text, id)
		}
		if again := ID(id); again != id {
			t.Errorf("the id of %q is %q", id, again)
		}
		if latin := Latin(e.Text); Latin(latin) != latin {
			t.Errorf("%q is written %q, and that %q", e.Text, latin, Latin(latin))
		}
	}
}

func TestLatin(t *testing.T) {
	for text, want := range map[string]string{
		"Ärzte": "aerzte", "A\u0308rzte": "aerzte", "Łódź": "lodz", "Smørrebrød": "smorrebrod", "Ağrı": "agri", "İshal": "ishal",
		"Déjà vu": "deja vu", "Bell’s": "bells", "Боль": "боль", "胸": "胸",
	} {
		if got := Latin(text); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}

// The letter under which a name stands is one that the language's readers
// know.
func TestInitials(t *testing.T) {
	const latin = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	for _, c := range []struct {
		tag, alphabet, name string
		want                rune
	}{
		{"en", latin, "éclair", 'E'},
		{"en", latin, "ﬁbre", 'F'},
		{"en", latin, "œdema", 'O'},
		{"en", latin, "боль", 'Б'}, // a letter of another alphabet is its own
		{"en", "", "zoster", 'Z'},
		{"it", "", "èrnia", 'E'}, // what an alphabet would say, where none is known
		{"es", "", "ñandú", 'Ñ'},
		{"pl", "", "ćma", 'Ć'},
		{"sv", "", "öl", 'Ö'},
		{"el", "", "άνοια", 'Ά'},
		{"de", latin, "öl", 'O'},
		{"sv", latin + "ÅÄÖ", "öl", 'Ö'},
		{"es", latin + "Ñ", "ñandú", 'Ñ'},
		{"tr", "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ", "ılık", 'I'},
		{"ru", "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯ", "ёлка", 'Е'},
		{"el", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", "άνοια", 'Α'},
		{"ar", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "ألم", 'ا'},
		{"en", latin, "", '#'},
		{"en", latin, "3 weeks", '#'},
		{"en", latin, "(nose)", '#'}, // Key takes off what stands before a letter
	} {
		order := NewOrder(language.MustParse(c.tag), c.alphabet, "")
		for range 2 { // the second time it is remembered
			if got := order.Initial(c.name); got != c.want {
				t.Errorf("%s: %q stands under %c, want %c", c.tag, c.name, got, c.want)
			}
		}
	}
}

func TestKeysLeaveArticlesOut(t *testing.T) {
	for _, c := range []struct{ articles, name, want string }{
		{"the a an", "The shakes", "shakes"},
		{"the a an", "An ache", "ache"},
		{"the a an", "Theatre", "theatre"},
		{"the a an", "A", "a"},
		{"the a an", "The", "the"},
		{"the a an", "The …", "the …"},
		{"the a an", "“The” shakes", "the” shakes"},
		{"the a an", "  the  shakes", "shakes"},
		{"l'- le la", "L'estomac", "estomac"},
		{"l'- le la", "La tête", "tête"},
		{"ال-", "الألم", "ألم"},
		{"", "The shakes", "the shakes"},
		{"the", "… !", ""},
	} {
		if got := NewOrder(language.Und, "", c.articles).Key(c.name); got != c.want {
			t.Errorf("the key of %q without %q is %q, want %q", c.name, c.articles, got, c.want)
		}
	}
}

// Names come in the same order whatever order they came from.
func TestSortKeys(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "2 days, 10 days, ache, Ächzen, act, Zoster",
		"sv": "2 dagar, 10 dagar, ask, zon, ånger, ärr, öra",
		"ru": "боль, ёлка, жар, язва",
	} {
		order := NewOrder(language.MustParse(tag), "", "")
		sorted := strings.Split(want, ", ")
		names := slices.Clone(sorted)
		for range names {
			names = append(names[1:], names[0])
			got := slices.Clone(names)
			slices.SortFunc(got, func(a, b string) int { return strings.Compare(order.SortKey(a), order.SortKey(b)) })
			if !slices.Equal(got, sorted) {
				t.Errorf("%s: %q come in the order %q", tag, names, got)
			}
		}
	}
}

func TestFirstUpper(t *testing.T) {
	for _, c := range []struct{ tag, text, want string }{
		{"en", "", ""}, {"en", "éclair", "Éclair"}, {"en", "iris", "Iris"}, {"en", "Iris", "Iris"}, {"en", "2 days", "2 days"},
		{"tr", "ishal", "İshal"}, {"az-Latn", "iltihab", "İltihab"}, {"tr", "ılık", "Ilık"}, {"de", "übel", "Übel"}, {"ja", "痛み", "痛み"},
	} {
		if got := FirstUpper(language.MustParse(c.tag), c.text); got != c.want {
			t.Errorf("%s: %q begins %q, want %q", c.tag, c.text, got, c.want)
		}
	}
}

// The lists are searched by halves.
func TestAbbreviationsAreSorted(t *testing.T) {
	if !slices.IsSorted(unended.ever) || !slices.IsSorted(unended.beforeDigits) {
		t.Error("abbreviations are not sorted")
	}
	for word, want := range map[string][2]bool{
		"e.g": {true, false}, "al": {true, false}, "vs": {true, false}, "approx": {true, false}, "fig": {false, true}, "no": {false, true},
		"vol": {false, true}, "nose": {false, false}, "": {false, false},
	} {
		if always, digits := Abbreviates(word); [2]bool{always, digits} != want {
			t.Errorf("a stop behind %q ends no sentence: %v, before digits %v", word, always, digits)
		}
	}
}

func TestWhatClosesASentence(t *testing.T) {
	for r, want := range map[rune]bool{')': true, '”': true, '」': true, '*': true, '(': false, '“': false, '-': false, 'a': false, '.': false} {
		if got := Closes(r); got != want {
			t.Errorf("%c closes: %v", r, got)
		}
	}
}
