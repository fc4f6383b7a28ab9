package markdown

// callout writes a callout, which says in words what it is, or text that can be
// folded away under its title.
func (h *htmlWriter) callout(word string) {
	if word == details {
		h.out(`<details class="more"><summary>`)
		if h.next(stepCardTitle) {
			h.line()
		}
		h.out("</summary>")
		h.cardBody("")
		h.out("</details>")
		return
	}
	if word == video {
		h.video()
		return
	}
	h.out(`<div class="callout callout--`, word, `" role="note"><p class="callout__kind">`)
	h.begin()
	h.literal([]byte(words(h.refs.Words.Callout, word)))
	h.out("</p>")
	if h.next(stepCardTitle) {
		h.out(`<p class="callout__title">`)
		h.line()
		h.out("</p>")
	}
	h.cardBody("")
	h.out("</div>")
}
