package markdown

import "regexp"

// pattern holds what several readers of a text look for.
var pattern = struct{ cardHead, amount, item, matter, plainMark *regexp.Regexp }{
	cardHead: regexp.MustCompile(`^ {0,3}>[ \t]?[ \t]*\[!([^\]\s]*)\][ \t]*`),
	// How what stands behind a sign begins where the sign belongs to a number.
	amount: regexp.MustCompile(`^[ \t]*[=~≈]?[ \t]*\p{Sc}?\p{N}+([.,]\p{N}+)*`),
	// How a line begins that looks like an item of a list and is none: with (a), a), a. or a dash.
	item: regexp.MustCompile(`^(?:(\(?)(\pL|[ivxIVX]{2,5}|[0-9]{1,3})([.)])|[–—])[ \t]+\S`),
	// Front matter: a key, then keys and what belongs to them up to a line of dashes.
	matter: regexp.MustCompile(`^---[ \t]*\r?\n[A-Za-z][\w-]*:([ \t].*|\r?)\n((?:[A-Za-z][\w-]*:|[ \t]|- |#).*\n){0,40}---[ \t]*(\r?\n|$)`),
	// What of Markdown or HTML people write into texts that are not read as either: a link, a note,
	// a citation, code, emphasis, a tag.
	plainMark: regexp.MustCompile("\\[[^\\]]+\\]\\([^)]*\\)|\\[[@^][^\\]\\s]+\\]|`[^`]+`" +
		`|\*\*[^\s*](?:[^*]*[^\s*])?\*\*|(?:^|[\s(])__[^\s_](?:[^_]*[^\s_])?__|~~[^\s~](?:[^~]*[^\s~])?~~` +
		`|(?:^|[\s(])\*\pL(?:[^*]*[^\s*])?\*(?:[\s.,;:!?)]|$)` +
		`|</?(?:a|b|br|code|em|i|p|span|strong|sub|sup|u)(?:\s[^>]*)?/?>`),
}
