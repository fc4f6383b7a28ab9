package markdown

import "strconv"

// card writes a care card or a list of what to do or not to do. An unknown one
// is a plain quotation.
func (h *htmlWriter) card() {
	level := string(h.textAt())
	h.wroteCare = isCardLevel(level) && !isList(level)
	if !isCardLevel(level) {
		h.out("<blockquote>")
		if h.next(stepCardTitle) {
			h.paragraph()
		}
		h.cardBody("")
		h.out("</blockquote>")
		return
	}
	class, title, list := "care care--"+level, "care__title", ""
	if isList(level) {
		class, title, list = level, level+"__title", level+"__list"
	}
	id := h.cardID(level)
	tag := "h" + strconv.Itoa(min(h.level+1, 6))
	h.out(`<section class="`, class, `" aria-labelledby="`, id, `"><`, tag, ` class="`, title, `" id="`, id, `">`)
	h.cardTitle(level)
	h.out("</", tag, ">")
	h.cardBody(list)
	h.out("</section>")
}

// cardID is the id of the next care card, or of the next list. Cards are rendered
// in the order in which they were scanned, so counting is enough.
func (h *htmlWriter) cardID(level string) string {
	of, next := h.body.Cards, &h.nextCard
	if isList(level) {
		of, next = h.body.Lists, &h.nextList
	}
	*next++
	return of[*next-1].ID
}

// cardTitle writes icon, level in words and title. A list of what to do has no
// level; its title says what it is.
func (h *htmlWriter) cardTitle(level string) {
	if h.refs.Icon != nil {
		h.out(h.refs.Icon(level))
	}
	if label := words(h.refs.Words.Level, level); !isList(level) {
		h.out(`<span class="visually-hidden">`)
		writeAttribute(h.buf, label)
		h.out(` </span>`)
	}
	if h.next(stepCardTitle) {
		h.line()
		return
	}
	h.begin()
	h.literal([]byte(words(h.refs.Title, level)))
}

// cardBody writes what stands below a card's title; its own lists have their class, those within
// them have none.
func (h *htmlWriter) cardBody(listClass string) {
	for s := h.step(); s != stepEnd; s = h.step() {
		if s == stepList {
			h.list(listClass)
		} else {
			h.block(s)
		}
	}
}
