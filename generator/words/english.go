package words

import "strings"

// englishMeasures are what English readers say in numbers.
func englishMeasures() []Measure {
	people := fields(`i im he hes she shes they theyre who whos i|am he|is she|is who|is mum dad mom mother father gran grandma granny nan nana grandad grandpa wife husband
		partner hubby son daughter baby brother sister lo aged age now|aged turned turning`)
	age := phrases(`# u old,# u of age,# yo,# y o,# yr,# yrs,# male,# female,# man,# woman,male #,female #,# year old,# years young,baby # u,baby of # u,infant of # u,newborn # u,son # u,daughter # u,# u baby`)
	for _, who := range people {
		age = append(age, append(strings.Split(who, "|"), "#"))
	}
	return []Measure{
		{Name: "age", Unit: "year", Phrases: age},
		{Name: "duration", Phrases: phrases(`# u now,# u already,# u straight,# u running,# u and counting,# u in a row,going on # u,going on for # u,lasted # u,
			started # u ago,began # u ago,started about # u ago,started over # u ago,started around # u ago,began about # u ago`)},
		{Name: "pregnancy", Phrases: phrases(`# u pregnant,# u along,# u gone,# u preggers,# u preggo,pregnant # u,pregnant with # u,pregnancy # u,pregnancy of # u,# u of pregnancy,# u gestation,# u expecting`)},
		{Name: temperature, Phrases: phrases(`temp #,temp of #,temps of #,temp is #,temp was #,temperature #,temperature of #,temperature is #,temperature at #,fever #,fever of #,# of fever,# fever,# degrees,# degree,
			# c,# f,# celsius,# fahrenheit,thermometer says #,thermometer reads #,thermometer said #,reading of #,running #,# temperature,# temp`)},
		{Name: "cups", Phrases: phrases(`# cups,# cups of coffee,# cups of tea,# mugs,# coffees,# espressos,# double espressos,# lattes,# cappuccinos,# energy drinks,# cans,# red bulls,# monsters,# teas,# strong coffees,# large coffees,# black coffees`)},
	}
}

// englishUnits are words for times, in hours.
func englishUnits() map[string]int {
	return wordsFor(map[int]string{
		1: `hour hours hr hrs h`, 24: `day days`, 7 * 24: `week weeks wk wks weekss`, 14 * 24: `fortnight fortnights`, 730: `month months mth mths mo mos`, 8766: `year years yr yrs`,
	})
}

// englishNumbers are the words from which numbers are put together: those up to
// twenty, and the tens, behind which one of one to nine may stand.
func englishNumbers() map[string]int {
	numbers := map[string]int{}
	for n, word := range fields(`zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty`) {
		numbers[word] = n
	}
	for i, word := range fields(`thirty forty fifty sixty seventy eighty ninety`) {
		numbers[word] = 30 + 10*i
	}
	return numbers
}

// englishSome are words that are numbers before a unit.
func englishSome() map[string]int {
	return wordsFor(map[int]string{1: `a an`, 2: `couple`, 3: `few`})
}

// wordsFor turns a value with its words into a word with its value.
func wordsFor(all map[int]string) map[string]int {
	values := map[string]int{}
	for value, words := range all {
		for _, w := range fields(words) {
			values[w] = value
		}
	}
	return values
}
