package markdown

// table says of each byte whether it is one of a few. A look-up is several
// times as fast as a search in a text of them, and text is passed over byte by byte.
type table [256]bool

func tableOf(bytes string) (t table) {
	for _, c := range []byte(bytes) {
		t[c] = true
	}
	return t
}

// bytesThat holds the tables: bytes that stand for themselves in the path of a
// link, bytes at which a run of plain text ends, and those that marks begin with.
var bytesThat = struct{ stayInPaths, endPlain, beginMarks table }{
	stayInPaths: tableOf("abcdefghijklmnopqrstuvwxyz0123456789/-#."),
	endPlain:    tableOf("\\&<>\"'-. " + controls()),
	beginMarks:  tableOf("\\[]!{}*_~=+&`^$%:"),
}

func controls() string {
	var all []byte
	for c := range byte(' ') {
		all = append(all, c)
	}
	return string(all)
}
